#include "app/pipeline.hpp"

#include "app/pipeline_parts.hpp"
#include "app/projection.hpp"
#include "base/check.hpp"

#include <fmt/format.h>

// The part of the pipeline that follows the log: projections in slices, and reading what they do not show yet.

namespace recourse::app {

Outcome outcome_of(codec::Happening const& first, store::Event const& last)
{
    Outcome outcome;
    outcome.as_of = last.sequence;
    std::visit(match {
                   [&](codec::Refused const& e) {
                       outcome.result = Result::refused;
                       outcome.target = e.stream;
                       outcome.code = e.code;
                       outcome.rule = e.rule;
                       for (std::size_t i = 0; i < e.names.size() && i < e.values.size(); ++i)
                           outcome.values.emplace_back(e.names[i], e.values[i]);
                   },
                   [&](codec::AlreadySo const& e) {
                       outcome.result = Result::done;
                       outcome.target = e.stream;
                       outcome.version = e.version;
                   },
                   [&](auto const&) {
                       outcome.result = Result::done;
                       outcome.target = codec::stream_of(last.stream);
                       outcome.version = last.version;
                   },
               },
        first);
    return outcome;
}

// ---------------------------------------------------------------------------------------------------- projector

bool Pipeline::project_some()
{
    bool again = false;
    {
        std::lock_guard const lock(tail_mutex_);
        if (tail_.empty() && !rebuild_)
            return false;
        again = std::exchange(rebuild_, false);
    }
    learn_ids();
    if (has_stopped_.load(std::memory_order_acquire) || (again && !drop_views()) || !project_slice())
        return false;
    if (auto const kept = store_.maintain(); !kept && kept.error().kind != store::ReadError::transient)
        stop("the store could not be kept in order: " + kept.error().detail);
    return true;
}

bool Pipeline::learn_ids()
{
    constexpr store::Sequence some = 1u << 16;
    {
        std::lock_guard const lock(known_mutex_);
        if (seen_all_)
            return false;
    }
    // What is recorded from now on is added where it is decided.
    auto const upto = std::min(learned_upto_ + some, learn_upto_);
    auto const ids = store_.command_ids(learned_upto_ + 1, upto);
    if (!ids)
        return false; // another time; nothing depends on it but speed
    learned_upto_ = upto;
    std::lock_guard const lock(known_mutex_);
    for (auto const& id : ids->value)
        seen_.add(id);
    seen_all_ = upto == learn_upto_;
    return !seen_all_;
}

bool Pipeline::drop_views()
{
    // What the views no longer show has to be seen and known all the same: it waits in memory as what was just written.
    std::vector<store::Event> all;
    store::Sequence upto = 0;
    {
        std::lock_guard const lock(tail_mutex_);
        upto = projected_;
    }
    Commands commands;
    while (all.empty() ? upto > 0 : all.back().sequence < upto) {
        auto const from = all.empty() ? 1 : all.back().sequence + 1;
        auto const events = patiently([&] { return store_.read(from, limits_.slice_events_max); });
        if (!events || events->empty()) {
            stop("the log could not be read to make the views anew");
            return false;
        }
        for (auto const& event : *events) {
            if (event.sequence > upto)
                break;
            all.push_back(event);
            if (event.type == store::header_type)
                continue;
            auto const stored = unpacked(event);
            if (!stored) {
                stop(fmt::format("the event {} cannot be read", event.sequence));
                return false;
            }
            if (stored->caused.content)
                commands[event.command] = { *stored->caused.content, outcome_of(stored->what, event) };
            else if (auto const known = commands.find(event.command); known != commands.end())
                known->second.outcome = outcome_of(stored->what, event);
        }
    }
    {
        std::lock_guard const lock(known_mutex_);
        if (!seen_all_) {
            for (auto const& [id, recent] : commands)
                seen_.add(id);
            seen_all_ = true;
        }
        recent_.merge(commands);
    }
    {
        std::lock_guard const lock(tail_mutex_);
        auto const newer = std::exchange(tail_, {});
        tail_of_.clear();
        add_to_tail(std::move(all));
        for (auto const& event : newer) {
            tail_.push_back(event);
            if (event->stream != 0)
                tail_of_[event->stream].push_back(event);
        }
    }
    views_.forget();
    drops_.fetch_add(1, std::memory_order_release);
    for (int attempt = 1;; ++attempt) {
        auto const dropped = store_.drop_projections();
        if (dropped)
            break;
        // Whoever is not sure drops them again: they are gone once.
        auto const kind = dropped.error().kind;
        bool const again = kind == store::ProjectError::transient || kind == store::ProjectError::unknown;
        if (!again || attempt == 100) {
            stop("projections could not be dropped: " + dropped.error().detail);
            return false;
        }
        pause_(std::chrono::milliseconds(attempt));
    }
    std::lock_guard const lock(tail_mutex_);
    projected_ = 0;
    // What was written and not shown yet when they were taken away belongs to what they have to come back to.
    rebuild_upto_ = std::max(rebuild_upto_, durable());
    catch_up_ = std::max(catch_up_, upto);
    dropping_ = rebuild_;
    return true;
}

bool Pipeline::project_slice()
{
    store::Sequence from = 0;
    std::vector<Written> written;
    {
        std::lock_guard const lock(tail_mutex_);
        from = projected_;
        auto const most = std::clamp(tail_.size() / 2, limits_.slice_events_max, 8 * limits_.slice_events_max);
        // Up to the end of a batch, so that no command is cut in two.
        std::size_t end = 0;
        for (std::size_t i = 0; i < tail_.size() && (end == 0 || i < most); ++i) {
            if (tail_[i]->type == store::header_type)
                end = i + 1;
        }
        written.assign(tail_.begin(), tail_.begin() + static_cast<std::ptrdiff_t>(end));
    }
    std::vector<store::Event const*> events;
    events.reserve(written.size());
    for (auto const& event : written)
        events.push_back(event.get());
    if (events.empty())
        return false;
    auto const slice = views_.slice_of(from, events);
    if (!slice && slice.error().kind == store::ReadError::transient) {
        pause_(std::chrono::milliseconds(5));
        return false;
    }
    if (!slice) {
        stop("projections cannot be made: " + slice.error().detail);
        return false;
    }
    auto const done = store_.project(*slice);
    if (!done) {
        views_.forget();
        auto const kind = done.error().kind;
        if (kind == store::ProjectError::transient) {
            pause_(std::chrono::milliseconds(5));
            return false;
        }
        auto const head = kind == store::ProjectError::stale || kind == store::ProjectError::unknown
            ? patiently([&] { return store_.head(); })
            : store::Read<store::Head> { std::unexpected(store::Fault<store::ReadError> {}) };
        if (!head || head->projected != slice->upto) {
            if (!head || head->projected != from)
                stop(fmt::format("projections failed ({}): {}", store::name(kind), done.error().detail));
            return false;
        }
    }
    {
        std::lock_guard const lock(tail_mutex_);
        projected_ = slice->upto;
        if (projected_ >= rebuild_upto_)
            rebuild_upto_ = 0;
        for (auto const& event : written) {
            tail_.pop_front();
            auto const found = tail_of_.find(event->stream);
            if (found == tail_of_.end())
                continue; // of no subject, or seen to already
            std::erase_if(found->second, [&](Written const& one) { return one->sequence <= projected_; });
            if (found->second.empty())
                tail_of_.erase(found);
        }
    }
    {
        std::lock_guard const lock(known_mutex_);
        for (auto const& command : slice->commands)
            recent_.erase(command.id);
        recorded_upto_ = slice->upto;
    }
    tail_changed_.notify_all();
    return true;
}

// ------------------------------------------------------------------------------------------------------ readers

store::Read<std::optional<AnyAggregate>> Pipeline::read(Stream stream)
{
    std::vector<Written> newer;
    auto aggregate = undisturbed([&]() -> store::Read<std::optional<AnyAggregate>> {
        {
            std::lock_guard const lock(tail_mutex_);
            auto const found = tail_of_.find(codec::to_number(stream));
            newer = found == tail_of_.end() ? std::vector<Written> {} : found->second;
        }
        if (!newer.empty() && newer.front()->version == 1) // all of it is there
            return std::nullopt;
        return load_subject(store_, codec::to_number(stream));
    });
    if (!aggregate)
        return aggregate;
    for (auto const& event : newer) {
        if (*aggregate && event->version <= version_of(**aggregate))
            continue;
        auto const stored = unpacked(*event);
        if (!stored)
            return std::unexpected(
                store::Fault<store::ReadError> { store::ReadError::corrupt, "an event cannot be read" });
        if (!*aggregate)
            *aggregate = empty_aggregate(stream.subject);
        apply(**aggregate, *event, *stored);
    }
    return aggregate;
}

Money Pipeline::pool_left(Currency currency) const
{
    std::lock_guard const lock(pools_mutex_);
    auto const found = pools_.find(currency.code());
    return { found == pools_.end() ? 0 : found->second, currency };
}

bool Pipeline::wait_projected(store::Sequence sequence, std::chrono::milliseconds most)
{
    std::unique_lock lock(tail_mutex_);
    // What is not on disk yet may be anybody's number: it ends no gathering.
    if (auto const there = std::min(sequence, durable()); there > awaited_) {
        awaited_ = there;
        tail_changed_.notify_all();
    }
    return tail_changed_.wait_for(lock, most, [&] { return projected_ >= sequence; });
}

void Pipeline::rebuild()
{
    std::lock_guard const lock(tail_mutex_);
    rebuild_ = dropping_ = true;
    tail_changed_.notify_all();
}

ViewsProgress Pipeline::views_progress()
{
    std::lock_guard const lock(tail_mutex_);
    return { dropping_ || rebuild_upto_ > 0, dropping_ ? 0 : projected_, durable() };
}

} // namespace recourse::app
