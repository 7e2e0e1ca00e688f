#include "custody/follower.hpp"

#include "app/stored_event.hpp"
#include "core/evidence/records.hpp"
#include "store/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recourse::custody {

namespace keeper = vault::keeper;

namespace {

constexpr std::size_t events_at_once = 500;
constexpr std::size_t states_max = 2'000;

bool is_of_dossier(store::Event const& event)
{
    return event.type != store::header_type && codec::stream_of(event.stream).subject == codec::Subject::dossier;
}

keeper::Entry entry_of(evidence::ActRecord&& record)
{
    keeper::Entry entry;
    entry.place = { record.place.sequence, record.place.index };
    auto& draft = entry.draft;
    draft.digest = record.digest;
    draft.size = record.size;
    draft.act = static_cast<vault::Act>(record.deed); // the numbers are the same
    draft.subject = std::move(record.subject);
    draft.actor = std::move(record.actor);
    draft.at = record.at;
    draft.how = std::move(record.how);
    draft.parents = std::move(record.parents);
    draft.note = std::move(record.note);
    return entry;
}

} // namespace

std::expected<void, std::string> Follower::begin(store::Sequence noted)
{
    auto const place = parts_.keeper.place();
    if (auto says = parts_.keeper.ahead_of(parts_.durable()))
        return std::unexpected(*std::move(says));
    if (place.sequence == 0) {
        followed_ = noted;
        return {};
    }
    followed_ = place.sequence - 1;
    auto const events = parts_.store.read(place.sequence, 1);
    if (!events || events->empty())
        return std::unexpected(std::string { "the log of events gives no answer" });
    if (!is_of_dossier(events->front()))
        return std::unexpected(
            fmt::format("the evidence log has a record of event {}, which is of no dossier: these are "
                        "not the events from which it was made; restore events and vault from "
                        "backups that belong together",
                place.sequence));
    // Where the dossier's earlier events are not at hand yet, it is looked at once they are.
    if (take_in(*events) == events->size())
        followed_ = std::max(place.sequence, noted);
    else if (stopped_)
        return std::unexpected(*stopped_);
    return {};
}

bool Follower::follow_some()
{
    if (stopped_)
        return false;
    auto const durable = parts_.durable();
    auto const from = followed();
    if (from >= durable)
        return false;
    auto events = parts_.store.read(from + 1, events_at_once);
    if (!events)
        return false;
    while (!events->empty() && events->back().sequence > durable)
        events->pop_back();
    if (events->empty())
        return false;
    auto const taken = take_in(*events);
    if (!taken || *taken == 0)
        return false;
    auto const& last = (*events)[*taken - 1];
    followed_at_ = last.at;
    followed_.store(last.sequence, std::memory_order_release);
    return true;
}

std::optional<std::size_t> Follower::take_in(std::span<store::Event const> events)
{
    std::vector<keeper::Entry> entries;
    std::optional<Erasure> erasure;
    std::size_t taken = 0;
    // Bytes go when it is on disk by which order, and before anything else is recorded: after a stop the last event is
    // looked at again.
    while (taken < events.size() && !erasure) {
        auto const& event = events[taken];
        if (is_of_dossier(event)) {
            auto followed = fold(event);
            if (!followed) {
                states_.erase(event.stream);
                break;
            }
            std::ranges::move(followed->entries, std::back_inserter(entries));
            erasure = followed->erasure;
        }
        ++taken;
    }
    if (!entries.empty()) {
        auto const appended = parts_.keeper.append(entries);
        if (!appended) {
            states_.clear();
            auto const kind = appended.error().kind;
            if (parts_.trouble)
                parts_.trouble(&appended.error());
            if (kind != vault::FaultKind::full && kind != vault::FaultKind::failed)
                stop(appended.error().detail);
            return std::nullopt;
        }
        if (parts_.trouble)
            parts_.trouble(nullptr);
    }
    if (erasure && !parts_.take_away(*erasure)) {
        states_.clear();
        return std::nullopt;
    }
    return taken;
}

std::optional<Follower::Followed> Follower::fold(store::Event const& event)
{
    auto const stored = app::unpacked(event);
    if (!stored) {
        stop(fmt::format("event {} cannot be read", event.sequence));
        return std::nullopt;
    }
    if (states_.size() > states_max)
        states_.clear();
    auto& folded = states_[event.stream];
    if (folded.version + 1 != event.version) {
        folded = {};
        if (event.version > 1) {
            auto const before = parts_.store.read_stream(event.stream, 1);
            if (!before)
                return std::nullopt;
            for (auto const& one : before->value) {
                if (one.version >= event.version)
                    break;
                auto const earlier = app::unpacked(one);
                if (!earlier)
                    return std::nullopt;
                evolve(folded.state, std::get<evidence::Event>(earlier->what));
                folded.version = one.version;
            }
            if (folded.version + 1 != event.version)
                return std::nullopt; // not indexed yet
        }
    }
    auto const& what = std::get<evidence::Event>(stored->what);
    evolve(folded.state, what);
    folded.version = event.version;
    Id<Dossier> const id { codec::stream_of(event.stream).number };
    Followed followed;
    for (auto& record : evidence::records_of(what, { id, folded.state, stored->caused.by, event.at, event.sequence }))
        followed.entries.push_back(entry_of(std::move(record)));
    if (auto const* erased = std::get_if<evidence::events::Erased>(&what))
        followed.erasure = Erasure { id, erased->digest };
    return followed;
}

void Follower::stop(std::string because)
{
    stopped_ = std::move(because);
    if (parts_.stops)
        parts_.stops(*stopped_);
}

} // namespace recourse::custody
