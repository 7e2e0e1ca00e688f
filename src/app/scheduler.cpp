#include "app/scheduler.hpp"

#include "app/wakes.hpp"
#include "base/packed.hpp"

#include <fmt/format.h>

namespace recourse::app {

namespace {

std::uint64_t stream_number(store::Key const& key)
{
    std::uint64_t number = 0;
    for (char const c : key)
        number = (number << 8) | static_cast<unsigned char>(c);
    return number;
}

} // namespace

Scheduler::Scheduler(Pipeline& pipeline, store::Store& store, Clock& clock, time::Zone zone)
    : pipeline_(pipeline)
    , store_(store)
    , clock_(clock)
    , zone_(zone)
{
}

void Scheduler::start(std::chrono::milliseconds pause)
{
    thread_ = std::thread([this, pause] { run(pause); });
}

Scheduler::~Scheduler()
{
    {
        std::lock_guard const lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Scheduler::run(std::chrono::milliseconds pause)
{
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, pause, [&] { return closing_; })) {
        lock.unlock();
        look();
        lock.lock();
    }
}

std::size_t Scheduler::look(std::size_t most)
{
    std::lock_guard const one_at_a_time(looking_);
    std::size_t const scripted = first_ ? first_() : 0;
    send(most);
    for (auto const& one : sent_)
        one.outcome.wait();
    return scripted + collect();
}

void Scheduler::send(std::size_t most)
{
    auto const now = clock_.now();
    auto const today = zone_.civil(now).date;
    auto const due = store_.timers_due(now, most);
    if (!due)
        return; // the next look will tell
    for (auto const& timer : due->value) {
        auto const stream = codec::stream_of(stream_number(timer.id));
        auto const subject = pipeline_.read(stream);
        if (!subject || !*subject)
            continue;
        for (auto& wake : wakes(**subject)) {
            if (wake.on > today)
                continue;
            Envelope envelope { {}, {}, { act::Role::platform, {}, {} }, stream, std::move(wake.command), {}, {} };
            envelope.content = content_of(envelope);
            // Once for this state of the subject.
            envelope.id = command_id({}, fmt::format("wake {} {}", version_of(**subject), to_string(envelope.content)));
            submit(std::move(envelope));
        }
    }
    if (!more_)
        return;
    for (auto& envelope : more_(most))
        submit(std::move(envelope));
}

/// Unless it was answered before.
void Scheduler::submit(Envelope envelope)
{
    if (done_.contains(envelope.id))
        return;
    auto promise = std::make_shared<std::promise<Outcome>>();
    sent_.push_back({ envelope.id, promise->get_future() });
    pipeline_.submit(std::move(envelope), [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
}

std::size_t Scheduler::collect()
{
    std::size_t fresh = 0;
    std::erase_if(sent_, [&](Sent& one) {
        if (one.outcome.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return false;
        auto const outcome = one.outcome.get();
        bool const answered = outcome.result == Result::done || outcome.result == Result::refused;
        if (answered)
            done_.insert(one.id);
        fresh += answered && !outcome.repeated ? 1u : 0u;
        return true;
    });
    if (done_.size() > 100'000)
        done_.clear();
    return fresh;
}

std::size_t Scheduler::catch_up()
{
    std::size_t all = 0;
    for (;;) {
        if (!pipeline_.wait_projected(pipeline_.durable(), std::chrono::seconds(30)))
            return all;
        auto const some = look();
        if (some == 0)
            return all;
        all += some;
    }
}

} // namespace recourse::app
