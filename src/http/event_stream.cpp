#include "http/event_stream.hpp"

#include "http/event_queue.hpp"

namespace recourse::http {

namespace {

void add_line(std::string& wire, std::string_view name, std::string_view value)
{
    wire.append(name).append(": ");
    for (char const c : value)
        wire += c == '\n' || c == '\r' || c == '\0' ? ' ' : c;
    wire += '\n';
}

} // namespace

std::string to_wire(Event const& event)
{
    std::string wire;
    wire.reserve(event.id.size() + event.name.size() + event.data.size() + 32);
    if (!event.id.empty())
        add_line(wire, "id", event.id);
    if (!event.name.empty())
        add_line(wire, "event", event.name);
    std::string_view rest = event.data;
    for (;;) {
        auto const end = rest.find_first_of("\r\n");
        add_line(wire, "data", rest.substr(0, end));
        if (end == std::string_view::npos)
            break;
        rest.remove_prefix(end + (rest.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    wire += '\n';
    return wire;
}

EventStream::EventStream(std::size_t waiting_bytes_max)
    : queue_(std::make_shared<EventQueue>(waiting_bytes_max))
    , closer_(nullptr, [queue = queue_](void*) { queue->close(); })
{
}

bool EventStream::push(Event const& event) const
{
    return push_wire(to_wire(event));
}
bool EventStream::push_wire(std::string_view wire) const
{
    return queue_->push(wire);
}
void EventStream::close() const
{
    queue_->close();
}
bool EventStream::alive() const
{
    return queue_->alive();
}

bool EventQueue::push(std::string_view wire)
{
    std::lock_guard const lock { mutex_ };
    if (closed_ || detached_ || overflowed_)
        return false;
    if (waiting_.size() + wire.size() > waiting_bytes_max_) {
        overflowed_ = true;
        waiting_ = {};
    } else {
        waiting_ += wire;
    }
    this->wake();
    return !overflowed_;
}

void EventQueue::close()
{
    std::lock_guard const lock { mutex_ };
    closed_ = true;
    wake();
}

bool EventQueue::alive() const
{
    std::lock_guard const lock { mutex_ };
    return !closed_ && !detached_ && !overflowed_;
}

void EventQueue::wake()
{
    if (woken_ || detached_ || !wake_)
        return;
    woken_ = true;
    wake_();
}

void EventQueue::attach(std::function<void()> wake)
{
    std::lock_guard const lock { mutex_ };
    wake_ = std::move(wake);
}

void EventQueue::detach()
{
    std::lock_guard const lock { mutex_ };
    detached_ = true;
    wake_ = nullptr;
    waiting_ = {};
}

EventQueue::Taken EventQueue::take()
{
    std::lock_guard const lock { mutex_ };
    woken_ = false;
    return { std::exchange(waiting_, {}), closed_, overflowed_ };
}

} // namespace recourse::http
