#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace recourse::http {

class EventQueue;

/// One server-sent event. Empty parts are left out; data may have several lines.
struct Event {
    std::string id; ///< what a client that comes back sends as Last-Event-ID
    std::string name; ///< the event's type; "" is "message"
    std::string data;
};

/// The event in the form of the wire (WHATWG HTML, 9.2.6). Line breaks and NUL in `id` and `name` become spaces, so
/// that no text can make up an event of its own.
std::string to_wire(Event const&);

/// The sending end of a stream of server-sent events: a handle, cheap to copy, usable from any thread. The stream ends
/// when it is closed, when the last handle is gone, when the client leaves, or when the client reads so slowly that
/// more than `waiting_bytes_max` wait for it: then it is dropped, to come back with its Last-Event-ID.
class EventStream {
public:
    static constexpr std::size_t waiting_bytes_max_usual = 262'144;

    explicit EventStream(std::size_t waiting_bytes_max = waiting_bytes_max_usual);

    /// Puts the event in the queue. False when the stream has ended; nobody need push to it again.
    bool push(Event const&) const;
    /// The same for an event already in the form of the wire, where many streams get the same one.
    bool push_wire(std::string_view wire) const;
    /// Sends what waits, then ends the answer.
    void close() const;
    bool alive() const;

    /// For the server: the other end.
    std::shared_ptr<EventQueue> const& queue() const { return queue_; }

private:
    std::shared_ptr<EventQueue> queue_;
    std::shared_ptr<void> closer_; ///< shared by the handles only; closes the queue when the last of them goes
};

} // namespace recourse::http
