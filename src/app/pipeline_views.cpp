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
    if (has_stopped_.load(std::memory_order_acquire) || (again && !drop_views()) || !project_slice())
        return false;
    if (auto const kept = store_.maintain(); !kept && kept.error().kind != store::ReadError::transient)
        stop("the store could not be kept in order: " + kept.error().detail);
    return true;
}

bool Pipeline::drop_views()
{
    // What the views no longer show has to be seen and known all the same: it waits in memory as what was just written.
    std::deque<store::Event> all;
    store::Sequence upto = 0;
    {
        std::lock_guard const lock(tail_mutex_);
        upto = projected_;
    }
    std::map<store::CommandId, Recent> commands;
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
        recent_.merge(commands);
    }
    {
        std::lock_guard const lock(tail_mutex_);
        all.insert(all.end(), tail_.begin(), tail_.end());
        tail_ = std::move(all);
        tail_of_.clear();
        for (auto const& event : tail_) {
            if (event.stream != 0)
                tail_of_[event.stream].push_back(event);
        }
    }
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
    rebuild_upto_ = std::max(rebuild_upto_, upto);
    dropping_ = rebuild_;
    return true;
}

bool Pipeline::project_slice()
{
    store::Sequence from = 0;
    std::vector<store::Event> events;
    {
        std::lock_guard const lock(tail_mutex_);
        from = projected_;
        // Up to the end of a batch, so that no command is cut in two.
        std::size_t end = 0;
        for (std::size_t i = 0; i < tail_.size() && (end == 0 || i < limits_.slice_events_max); ++i) {
            if (tail_[i].type == store::header_type)
                end = i + 1;
        }
        events.assign(tail_.begin(), tail_.begin() + static_cast<std::ptrdiff_t>(end));
    }
    if (events.empty())
        return false;
    auto const slice = slice_of(store_, from, events, zone_);
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
        while (!tail_.empty() && tail_.front().sequence <= projected_) {
            auto const stream = tail_.front().stream;
            if (auto const found = tail_of_.find(stream); stream != 0 && found != tail_of_.end()) {
                found->second.pop_front();
                if (found->second.empty())
                    tail_of_.erase(found);
            }
            tail_.pop_front();
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
    std::deque<store::Event> newer;
    auto const snapshot = undisturbed([&] {
        {
            std::lock_guard const lock(tail_mutex_);
            auto const found = tail_of_.find(codec::to_number(stream));
            newer = found == tail_of_.end() ? std::deque<store::Event> {} : found->second;
        }
        return store_.load(std::array { codec::to_number(stream) });
    });
    if (!snapshot)
        return std::unexpected(snapshot.error());
    std::optional<AnyAggregate> aggregate;
    auto const corrupt = [](std::string what) {
        return std::unexpected(store::Fault<store::ReadError> { store::ReadError::corrupt, std::move(what) });
    };
    std::uint32_t version = 0;
    if (auto const& found = snapshot->value.front()) {
        auto unpacked = unpack_snapshot(*found);
        if (!unpacked)
            return corrupt("a snapshot cannot be read");
        version = found->version;
        aggregate = *std::move(unpacked);
    }
    for (auto const& event : newer) {
        if (event.version <= version)
            continue;
        auto const stored = unpacked(event);
        if (!stored)
            return corrupt("an event cannot be read");
        if (!aggregate)
            aggregate = empty_aggregate(stream.subject);
        apply(*aggregate, event, *stored);
    }
    return aggregate;
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
