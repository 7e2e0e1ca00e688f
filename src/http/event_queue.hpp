#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace recourse::http {

/// What lies between the handles of an event stream and the connection that sends it.
class EventQueue {
public:
    explicit EventQueue(std::size_t waiting_bytes_max) : waiting_bytes_max_(waiting_bytes_max) { }

    bool push(std::string_view wire);
    void close();
    bool alive() const;

    /// `wake` is called, from any thread and with the queue locked, when something waits that was not taken yet.
    void attach(std::function<void()> wake);
    /// The connection is gone; pushes fail from now on.
    void detach();

    struct Taken {
        std::string bytes;
        bool ended = false; ///< nothing follows
        bool overflowed = false; ///< the client is too slow
    };
    Taken take();

private:
    void wake();

    std::size_t waiting_bytes_max_;
    mutable std::mutex mutex_;
    std::string waiting_;
    std::function<void()> wake_;
    bool woken_ = false;
    bool closed_ = false;
    bool overflowed_ = false;
    bool detached_ = false;
};

} // namespace recourse::http
