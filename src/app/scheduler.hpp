#pragma once

#include "app/pipeline.hpp"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace recourse::app {

/// Sends what time brings: it looks at the timers that are due and submits their commands, which are decided like any
/// other. A command has one id for one state of its subject, so that it is carried out once however often it is sent,
/// by however many that were started one after the other.
class Scheduler {
public:
    /// Looks when it is asked to. All three must outlive it.
    Scheduler(Pipeline&, store::Store&, Clock&, time::Zone);
    ~Scheduler();

    /// From now on looks by itself, once a `pause`; to be called once.
    void start(std::chrono::milliseconds pause);
    /// Looks now and waits for the answers; from any thread. How many commands were sent that had not been sent before.
    /// At most `most` subjects are looked at.
    std::size_t look(std::size_t most = 1'000);
    /// Looks until nothing is due, projections followed: for a clock that was moved.
    std::size_t catch_up();

private:
    void run(std::chrono::milliseconds pause);

    Pipeline& pipeline_;
    store::Store& store_;
    Clock& clock_;
    time::Zone zone_;
    std::mutex looking_;
    std::map<store::CommandId, Instant> done_; ///< answered: the same again would bring nothing new
    std::mutex mutex_;
    std::condition_variable changed_;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace recourse::app
