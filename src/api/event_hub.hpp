#pragma once

#include "accounts/types.hpp"
#include "app/pipeline.hpp"
#include "http/event_stream.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace recourse::api {

/// Tells those who listen what has happened to what they may see, once it is on disk: the kind of event and whose it
/// is, never its content. Each listener follows the log by itself, from where it says it was.
class EventHub {
public:
    EventHub(app::Pipeline&, store::Store&);
    ~EventHub();

    /// Events after that one go to the stream until it ends, or until `may_listen`, asked every second, says no.
    void listen(http::EventStream, accounts::Caller, store::Sequence after, std::function<bool()> may_listen);

private:
    struct Listener {
        http::EventStream stream;
        accounts::Caller caller;
        store::Sequence after = 0;
        std::function<bool()> may_listen;
        std::chrono::steady_clock::time_point asked; ///< when that was asked last
    };

    void run();
    /// Ends the stream of a caller who may no longer listen.
    static bool may_go_on(Listener&);
    /// False when the stream has ended.
    bool tell(Listener&, store::Sequence upto);
    bool concerns(accounts::Caller const&, codec::Stream, codec::Happening const&);

    app::Pipeline& pipeline_;
    store::Store& store_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Listener> listeners_;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace recourse::api
