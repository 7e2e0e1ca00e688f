#pragma once

#include "app/pipeline.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace recourse::app {

/// Sends what time brings: it looks at the timers that are due and submits their commands, which are decided like any
/// other. A command has one id for one state of its subject, so that it is carried out once however often it is sent,
/// by however many that were started one after the other.
class Scheduler {
public:
    /// Looks when it is asked to. All three must outlive it.
    Scheduler(Pipeline&, store::Store&, Clock&, time::Zone);
    ~Scheduler();

    /// What is done before each look, by others than time; it tells how many commands it sent that had not been sent
    /// before. To be called before anything else.
    void first(std::function<std::size_t()> act) { first_ = std::move(act); }
    /// What is sent beside the timers at each look: the machinery's own commands, about at most so many subjects. To be
    /// called before anything else.
    void beside(std::function<std::vector<Envelope>(std::size_t most)> more) { more_ = std::move(more); }
    /// From now on looks by itself, once a `pause`; to be called once.
    void start(std::chrono::milliseconds pause);
    /// Looks now and waits for the answers; from any thread. How many commands were sent that had not been sent before.
    /// At most `most` subjects are looked at.
    std::size_t look(std::size_t most = 1'000);
    /// Looks until nothing is due, projections followed: for a clock that was moved.
    std::size_t catch_up();

    // The two halves of a look, for whoever takes the pipeline's steps by hand, from that thread:
    /// Sends what is due.
    void send(std::size_t most = 1'000);
    /// Takes in the answers that have come; how many were of commands that had not been sent before.
    std::size_t collect();

private:
    struct Sent {
        store::CommandId id;
        std::future<Outcome> outcome;
    };

    void run(std::chrono::milliseconds pause);
    void submit(Envelope);

    Pipeline& pipeline_;
    store::Store& store_;
    Clock& clock_;
    time::Zone zone_;
    std::function<std::size_t()> first_;
    std::function<std::vector<Envelope>(std::size_t)> more_;
    std::mutex looking_;
    std::vector<Sent> sent_; ///< and not answered
    std::set<store::CommandId> done_; ///< answered: the same again would bring nothing new
    std::mutex mutex_;
    std::condition_variable changed_;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace recourse::app
