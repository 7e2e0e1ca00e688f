#include "vault/keeper/incidents.hpp"

#include "base/check.hpp"
#include "base/printable.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/seal/derived.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::vault::keeper {

namespace {

constexpr std::array<std::string_view, 5> kinds { "disk-full", "damaged", "clock-stepped", "authority-unreachable",
    "reported" };
constexpr std::array<std::string_view, 3> ends { "unknown", "orderly", "abruptly" };
constexpr std::size_t waiting_max = 100;
constexpr std::size_t latest_max = 1'000;
constexpr std::size_t says_max = 2'000; ///< bytes
constexpr std::string_view running = "running\n", ended = "ended\n";
constexpr std::string_view actor = "recourse";

std::filesystem::path state_file(Keeper const& keeper)
{
    return keeper.folder() / "running";
}

template <class Word, std::size_t count>
std::optional<Word> one_of(std::array<std::string_view, count> const& words, std::string_view text)
{
    auto const* const found = std::ranges::find(words, text);
    return found == words.end() ? std::nullopt : std::optional { static_cast<Word>(found - words.begin()) };
}

/// One line, within its limit, cut between characters.
std::string line_of(std::string_view says)
{
    auto text = printable(says);
    auto end = std::min(text.size(), says_max);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    text.resize(end);
    return text;
}

} // namespace

std::string_view word(IncidentKind kind)
{
    return kinds.at(static_cast<std::size_t>(kind));
}

std::optional<IncidentKind> parse_incident_kind(std::string_view text)
{
    return one_of<IncidentKind>(kinds, text);
}

std::string to_note(Incident const& incident)
{
    return fmt::format("kind: {}\nsays: {}", word(incident.kind), line_of(incident.says));
}

std::optional<Incident> parse_incident(Record const& record)
{
    auto const kind = parse_incident_kind(seal::note_line(record.note, "kind"));
    if (record.act != Act::incident || !kind)
        return std::nullopt;
    return Incident { *kind, std::string { seal::note_line(record.note, "says") }, record.digest };
}

std::optional<Ended> parse_restart(Record const& record)
{
    return record.act == Act::restarted ? one_of<Ended>(ends, seal::note_line(record.note, "before")) : std::nullopt;
}

Draft Incidents::draft_of(Incident const& incident, Instant at) const
{
    Draft draft;
    draft.digest = incident.object;
    if (incident.object != Digest {})
        if (auto const size = keeper_.objects().size(incident.object); size && *size)
            draft.size = **size;
    draft.act = Act::incident;
    draft.actor = actor;
    draft.at = at;
    draft.how = how_;
    draft.note = to_note(incident);
    return draft;
}

void Incidents::note(Incident incident)
{
    auto const now = keeper_.now();
    std::scoped_lock const lock(mutex_);
    std::pair const key { incident.kind, incident.object };
    auto const before = latest_.find(key);
    // A clock that went back makes it no other incident, and none that is never told again.
    if (before != latest_.end() && now.micros >= before->second.micros
        && now.micros - before->second.micros < again_after_seconds * 1'000'000)
        return;
    if (waiting_.size() >= waiting_max)
        return;
    if (latest_.size() >= latest_max)
        latest_.clear();
    latest_[key] = now;
    waiting_.emplace_back(std::move(incident), now);
}

Outcome<void> Incidents::record_waiting()
{
    std::vector<std::pair<Incident, Instant>> all;
    {
        std::scoped_lock const lock(mutex_);
        all.swap(waiting_);
    }
    if (all.empty())
        return {};
    std::vector<Draft> drafts;
    for (auto const& [incident, at] : all)
        drafts.push_back(draft_of(incident, at));
    auto const done = keeper_.append_own(drafts);
    if (done)
        return {};
    std::scoped_lock const lock(mutex_);
    waiting_.insert(waiting_.begin(), std::make_move_iterator(all.begin()), std::make_move_iterator(all.end()));
    return std::unexpected(done.error());
}

Outcome<log::Appended> Incidents::report(std::string by, std::string says)
{
    auto draft = draft_of({ IncidentKind::reported, std::move(says), {} }, keeper_.now());
    draft.actor = std::move(by);
    return keeper_.append_own({ &draft, 1 });
}

Outcome<log::Appended> record_start(Keeper& keeper, std::string how)
{
    constexpr std::size_t state_bytes_max = 64;
    auto const state = read_small(keeper.files(), state_file(keeper), state_bytes_max);
    auto const before = !state ? Ended::unknown : *state == ended ? Ended::orderly : Ended::abruptly;
    Draft draft;
    draft.act = Act::restarted;
    draft.actor = actor;
    draft.at = keeper.now();
    draft.how = std::move(how);
    draft.note = fmt::format("before: {}", ends.at(static_cast<std::size_t>(before)));
    auto const appended = RECOURSE_TRY(keeper.append_own({ &draft, 1 }));
    RECOURSE_TRY_DONE(write_durably(keeper.files(), state_file(keeper), running));
    return appended;
}

Outcome<void> note_end(Keeper& keeper)
{
    return write_durably(keeper.files(), state_file(keeper), ended);
}

} // namespace recourse::vault::keeper
