#include "api/vault.hpp"
#include "app/stored_event.hpp"
#include "store/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

// What an order of erasure takes away: the text in the search, the bytes unless somebody else's case rests on them, and
// what was read out of them.

namespace recourse::api {

namespace keeper = vault::keeper;

namespace {

constexpr std::size_t events_at_once = 2'000;
constexpr std::size_t entries_at_once = 1'000;

bool names(store::Event const& event, Digest const& digest)
{
    auto const found = std::ranges::search(event.body, digest.bytes);
    return !found.empty();
}

} // namespace

/// A claim names what its exhibits are by their digests, in the bytes of its events as they are. One that took an
/// exhibit back named it, too.
std::optional<bool> Vault::named_by_claim(Digest const& digest, store::Sequence& upto)
{
    auto const durable = parts_.pipeline.durable();
    while (upto < durable) {
        auto const events = parts_.store.read(upto + 1, events_at_once);
        if (!events || events->empty())
            return std::nullopt;
        for (auto const& event : *events) {
            if (event.sequence > durable)
                break;
            upto = event.sequence;
            if (event.type != store::header_type && codec::stream_of(event.stream).subject == codec::Subject::claim
                && names(event, digest))
                return true;
        }
    }
    return false;
}

bool Vault::leave_out_claimed(std::vector<Digest>& digests, store::Sequence& upto)
{
    auto const durable = parts_.pipeline.durable();
    while (upto < durable) {
        auto const events = parts_.store.read(upto + 1, events_at_once);
        if (!events || events->empty())
            return false;
        for (auto const& event : *events) {
            if (event.sequence > durable)
                break;
            upto = event.sequence;
            if (event.type != store::header_type && codec::stream_of(event.stream).subject == codec::Subject::claim)
                std::erase_if(digests, [&](Digest const& digest) { return names(event, digest); });
        }
    }
    return true;
}

/// An import puts all files of a bundle down before the first is named; it has the turn of those who seal. Whoever
/// names bytes holds `keeping` from the look at them to the event; so nobody can name what goes here.
std::optional<std::size_t> Vault::sweep_unnamed()
{
    if (unnamed_ == nullptr)
        return 0;
    auto due = unnamed_->due();
    store::Sequence upto = 0;
    if (!due)
        tell(due.error());
    if (!due || (!due->empty() && !leave_out_claimed(*due, upto)))
        return std::nullopt;
    if (due->empty())
        return 0;
    std::unique_lock const alone(sealing_, std::try_to_lock);
    if (!alone)
        return std::nullopt;
    // Whatever names bytes has its records once the vault has followed.
    constexpr std::chrono::seconds long_wait { 10 }, short_wait { 1 };
    (void)wait_followed(parts_.pipeline.durable(), long_wait);
    std::unique_lock const lock(taking_away_);
    if (!wait_followed(parts_.pipeline.durable(), short_wait) || !leave_out_claimed(*due, upto))
        return std::nullopt;
    auto const gone = unnamed_->take_away(*due, parts_.program);
    if (!gone)
        tell(gone.error());
    return gone ? std::optional { *gone } : std::nullopt;
}

/// Every exhibit of a dossier has a record with its digest, so the index of the log knows the dossiers; what came in
/// after the last record is looked at in the events.
std::optional<bool> Vault::named_by_dossier(Digest const& digest)
{
    std::set<std::uint64_t> dossiers;
    for (std::optional<std::uint64_t> after;;) {
        auto const entries = keeper_->about_object(digest, after, entries_at_once);
        if (!entries)
            return std::nullopt;
        for (auto const entry : *entries) {
            after = entry;
            auto const record = keeper_->record(entry);
            if (!record)
                return std::nullopt;
            if (auto const id = parse_id<Dossier>(record->subject))
                dossiers.insert(id->number);
        }
        if (entries->size() < entries_at_once)
            break;
    }
    auto const durable = parts_.pipeline.durable();
    for (auto upto = followed(); upto < durable;) {
        auto const events = parts_.store.read(upto + 1, events_at_once);
        if (!events || events->empty())
            return std::nullopt;
        for (auto const& event : *events) {
            upto = event.sequence;
            auto const stream = codec::stream_of(event.stream);
            if (event.type != store::header_type && stream.subject == codec::Subject::dossier)
                dossiers.insert(stream.number);
        }
    }
    for (auto const number : dossiers) {
        auto const found = parts_.pipeline.read({ codec::Subject::dossier, number });
        if (!found)
            return std::nullopt;
        if (!*found)
            continue;
        auto const& state = std::get<app::Aggregate<evidence::State>>(**found).state;
        auto const stays
            = [&](evidence::ExhibitState const& one) { return one.exhibit.digest == digest && !one.erased; };
        if (std::ranges::any_of(state.exhibits, stays))
            return true;
    }
    return false;
}

bool Vault::take_away(Erasure const& erasure)
{
    // A bundle that was sealed lately may hold the bytes.
    if (!forget_text(erasure) || !kept_bundles_.clear())
        return false;
    // The long look first; then, while nothing can be added, at what came meanwhile.
    store::Sequence upto = 0;
    auto by_claim = named_by_claim(erasure.digest, upto);
    if (!by_claim)
        return false;
    if (*by_claim)
        return true;
    std::unique_lock const lock(taking_away_);
    by_claim = named_by_claim(erasure.digest, upto);
    auto const by_dossier = named_by_dossier(erasure.digest);
    if (!by_claim || !by_dossier)
        return false;
    if (*by_claim || *by_dossier)
        return true;
    return take_away_readings(erasure.digest) && readings_->forget(erasure.digest) && take_away_archives(erasure.digest)
        && keeper_->objects().erase(erasure.digest);
}

/// The archives in which the bytes came, as they were uploaded: all their files are objects of their own. One that is
/// an exhibit itself, or of a claim, needs an order of its own.
bool Vault::take_away_archives(Digest const& digest)
{
    auto const entries = keeper_->about_object(digest);
    if (!entries)
        return false;
    for (auto const entry : *entries) {
        auto const record = keeper_->record(entry);
        if (!record)
            return false;
        if (record->act != vault::Act::imported || record->parents.size() < 2)
            continue;
        auto const& archive = record->parents[1]; // behind the list of its files
        auto const there = keeper_->objects().has(archive);
        if (!there)
            return false;
        if (!*there)
            continue;
        store::Sequence upto = 0;
        auto const by_claim = named_by_claim(archive, upto);
        auto const by_dossier = named_by_dossier(archive);
        if (!by_claim || !by_dossier)
            return false;
        if (!*by_claim && !*by_dossier && !keeper_->objects().erase(archive))
            return false;
    }
    return true;
}

/// The search forgets the exhibits of this dossier at once, wherever else the bytes stay.
bool Vault::forget_text(Erasure const& erasure)
{
    auto const found = parts_.pipeline.read({ codec::Subject::dossier, erasure.dossier.number });
    if (!found || !*found)
        return false;
    for (auto const& one : std::get<app::Aggregate<evidence::State>>(**found).state.exhibits) {
        if (one.exhibit.digest == erasure.digest && one.erased && !search_->remove(search_id(erasure.dossier, one.id)))
            return false;
    }
    return true;
}

/// What was read out of the bytes is an object of its own. Files of nothing have the same reading: it goes with the
/// last of them.
vault::Outcome<void> Vault::take_away_readings(Digest const& digest)
{
    auto& objects = keeper_->objects();
    // What somebody asked for is not on record yet where the search has not come so far.
    for (auto const& json : RECOURSE_TRY(readings_->made_of(digest))) {
        if (RECOURSE_TRY(keeper_->about_object(json, {}, 1)).empty())
            RECOURSE_TRY_DONE(objects.erase(json));
    }
    for (auto const entry : RECOURSE_TRY(keeper_->made_from(digest))) {
        auto const made = RECOURSE_TRY(keeper_->record(entry));
        if (made.act != vault::Act::derived || keeper::place_of(made.note) || !RECOURSE_TRY(objects.has(made.digest)))
            continue;
        bool stays = false;
        for (auto const other : RECOURSE_TRY(keeper_->about_object(made.digest))) {
            for (auto const& parent : RECOURSE_TRY(keeper_->record(other)).parents)
                stays = stays || (parent != digest && RECOURSE_TRY(objects.has(parent)));
        }
        if (stays)
            continue;
        keeper::Draft gone;
        gone.digest = made.digest;
        gone.size = made.size;
        gone.act = vault::Act::erased;
        gone.subject = made.subject;
        gone.actor = "recourse";
        gone.at = parts_.now();
        gone.note = "with the file from which it was read";
        RECOURSE_TRY_DONE(keeper_->append_own({ &gone, 1 }));
        RECOURSE_TRY_DONE(objects.erase(made.digest));
    }
    return {};
}

} // namespace recourse::api
