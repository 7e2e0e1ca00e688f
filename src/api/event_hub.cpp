#include "api/event_hub.hpp"

#include "api/access.hpp"
#include "api/replies.hpp"
#include "store/chain.hpp"

namespace recourse::api {

namespace {

constexpr std::size_t events_at_once = 500;
constexpr std::chrono::milliseconds pause { 50 };

struct Told {
    std::uint64_t sequence = 0;
    std::string id; ///< of the subject
    std::string event;
    std::uint32_t version = 0;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Told, (), (sequence, id, event, version, at))

} // namespace

EventHub::EventHub(app::Pipeline& pipeline, store::Store& store)
    : pipeline_(pipeline)
    , store_(store)
    , thread_([this] { run(); })
{
}

EventHub::~EventHub()
{
    {
        std::lock_guard const lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void EventHub::listen(
    http::EventStream stream, accounts::Caller caller, store::Sequence after, std::function<bool()> may_listen)
{
    std::lock_guard const lock(mutex_);
    listeners_.push_back({ std::move(stream), caller, after, std::move(may_listen), std::chrono::steady_clock::now() });
    changed_.notify_all();
}

void EventHub::run()
{
    std::unique_lock lock(mutex_);
    for (;;) {
        if (listeners_.empty())
            changed_.wait(lock, [&] { return closing_ || !listeners_.empty(); });
        else
            changed_.wait_for(lock, pause, [&] { return closing_; });
        if (closing_)
            return;
        auto listeners = std::exchange(listeners_, {});
        lock.unlock();
        auto const upto = pipeline_.durable();
        std::erase_if(listeners, [&](Listener& one) { return !may_go_on(one) || !tell(one, upto); });
        lock.lock();
        std::ranges::move(listeners, std::back_inserter(listeners_));
    }
}

bool EventHub::may_go_on(Listener& listener)
{
    auto const now = std::chrono::steady_clock::now();
    if (now - listener.asked < std::chrono::seconds(1))
        return true;
    listener.asked = now;
    if (listener.may_listen())
        return true;
    listener.stream.close();
    return false;
}

bool EventHub::tell(Listener& listener, store::Sequence upto)
{
    while (listener.stream.alive() && listener.after < upto) {
        auto const events = store_.read(listener.after + 1, events_at_once);
        if (!events || events->empty())
            return listener.stream.alive(); // the next round will tell
        for (auto const& event : *events) {
            if (event.sequence > upto)
                return listener.stream.alive();
            listener.after = event.sequence;
            if (event.type == store::header_type || event.stream == 0)
                continue;
            auto const stored = app::unpacked(event);
            auto const stream = codec::stream_of(event.stream);
            if (!stored || !concerns(listener.caller, stream, stored->what))
                continue;
            Told told { event.sequence, id_of(stream), {}, event.version, event.at };
            told.event = app::event_word(stored->what);
            std::string const name { boost::describe::enum_to_string(stream.subject, "") };
            if (!listener.stream.push({ fmt::format("{}", event.sequence), name, json_of(told) }))
                return false;
        }
    }
    return listener.stream.alive();
}

bool EventHub::concerns(accounts::Caller const& caller, codec::Stream stream, codec::Happening const& what)
{
    auto const found = pipeline_.read(stream);
    return found && *found && may_be_told(caller, stream, **found, what);
}

} // namespace recourse::api
