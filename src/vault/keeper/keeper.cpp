#include "vault/keeper/keeper.hpp"

#include "base/check.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/log/keys.hpp"
#include "vault/objects/folder_objects.hpp"

#include <fmt/format.h>

namespace recourse::vault::keeper {

namespace {

Record record_of(Draft const& draft, std::optional<Place> place)
{
    Record record;
    record.digest = draft.digest;
    record.size = draft.size;
    record.nonce = new_nonce();
    record.act = draft.act;
    record.subject = draft.subject;
    record.actor = draft.actor;
    record.at = draft.at;
    record.how = draft.how;
    record.parents = draft.parents;
    record.note = place ? with_place(draft.note, *place) : draft.note;
    return record;
}

/// What the log gives a record does not count.
bool says_the_same(Record one, Record const& other)
{
    one.sequence = other.sequence;
    one.nonce = other.nonce;
    return one == other;
}

/// So many entries are taken into the index in one transaction when it is made anew.
constexpr std::uint64_t catch_up_step = 16 * log::tile_width;

} // namespace

std::optional<std::string> flaw(Draft const& draft, std::optional<Place> place)
{
    auto const record = record_of(draft, place);
    if (auto says = vault::flaw(record))
        return says;
    if (place && place->sequence == 0)
        return "events are counted from 1";
    if (!place && place_of(draft.note))
        return "its note ends like the place of an event";
    return std::nullopt;
}

Keeper::Keeper(Files& files, std::filesystem::path folder, KeeperOptions options)
    : files_(files)
    , folder_(std::move(folder))
    , options_(std::move(options))
    , keys_(files_, options_.key_file.empty() ? folder_ / "key" : options_.key_file, folder_ / "keys", options_.origin)
{
}

Keeper::~Keeper() = default;

// -------------------------------------------------------------------------------------------------------- opening

Outcome<std::unique_ptr<Keeper>> Keeper::open(Files& files, std::filesystem::path folder, KeeperOptions options)
{
    RECOURSE_ASSERT(options.now != nullptr);
    std::unique_ptr<Keeper> keeper(new Keeper(files, std::move(folder), std::move(options)));
    RECOURSE_TRY_DONE(keeper->open_parts());
    return keeper;
}

Outcome<void> Keeper::open_parts()
{
    RECOURSE_TRY_DONE(files_.make_folder(folder_));
    objects_ = RECOURSE_TRY(open_folder_objects(files_, folder_ / "objects", options_.holder));
    bool const has_log
        = RECOURSE_TRY(files_.size(log_folder() / "journal")) || RECOURSE_TRY(files_.size(log_folder() / "checkpoint"));
    RECOURSE_TRY_DONE(keys_.open(!has_log));
    RECOURSE_TRY_DONE(open_log());
    RECOURSE_TRY_DONE(open_index());
    RECOURSE_TRY_DONE(compare_with_shown());
    // A stop may have come between a change of the key and this.
    if (auto const newest = checkpoint(); newest.note.signatures.size() > 1)
        RECOURSE_TRY_DONE(remember(ShownCheckpoint::Kind::key, {}, newest));
    RECOURSE_TRY_DONE(find_place());
    uploads_ = std::make_unique<Uploads>(files_, folder_ / "uploads", *objects_, options_.uploads, options_.now);
    return uploads_->open();
}

/// A change of the key may have been stopped at any moment: the log says whether it took the next one.
Outcome<void> Keeper::open_log()
{
    auto const with = [&](log::Signer signer) {
        return log::Log::open(
            files_, log_folder(), { options_.origin, std::move(signer), keys_.all(), options_.holder });
    };
    log_ = RECOURSE_TRY(with(keys_.signer()));
    auto next = keys_.next();
    if (!next)
        return {};
    auto const size = log_->checkpoint().checkpoint.head.size;
    auto const last = size == 0 ? std::string {} : RECOURSE_TRY(log_->entry(size - 1));
    if (log::announced_key(last) != next->verifier)
        return keys_.forget();
    log_.reset();
    log_ = RECOURSE_TRY(with(std::move(*next)));
    return keys_.settle();
}

Outcome<void> Keeper::open_index()
{
    index_ = RECOURSE_TRY(Index::open(options_.index_in_memory ? std::filesystem::path {} : folder_ / "index.db"));
    auto const head = RECOURSE_TRY(index_->head());
    auto const shown_there = RECOURSE_TRY(files_.size(folder_ / "shown")).value_or(0);
    bool fits = head.size <= log_->checkpoint().checkpoint.head.size
        && RECOURSE_TRY(index_->shown_bytes()) <= shown_there && RECOURSE_TRY(log_->root_at(head.size)) == head.root;
    if (!fits)
        RECOURSE_TRY_DONE(index_->clear());
    RECOURSE_TRY_DONE(catch_up());
    shown_ = std::make_unique<Shown>(files_, folder_ / "shown", *index_);
    return shown_->open();
}

/// What was shown binds: a log that does not continue it is not opened.
Outcome<void> Keeper::compare_with_shown()
{
    auto const shown = RECOURSE_TRY(index_->last_shown());
    if (!shown)
        return {};
    auto const size = log_->checkpoint().checkpoint.head.size;
    auto const told = log::parse_signed_checkpoint(shown->note);
    if (!told || told->checkpoint.head.size != shown->size)
        return fault(FaultKind::corrupt, fmt::format("{}: a checkpoint in it is none", (folder_ / "shown").string()));
    if (shown->size > size)
        return fault(FaultKind::corrupt,
            fmt::format("{}: the log has {} entries, but a checkpoint of {} was given to somebody: its end is missing; "
                        "restore the latest copy of the vault",
                log_folder().string(), size, shown->size));
    if (RECOURSE_TRY(log_->root_at(shown->size)) != told->checkpoint.head.root)
        return fault(FaultKind::corrupt,
            fmt::format("{}: a checkpoint of {} entries with another root was given to somebody: this is another "
                        "history; restore the latest copy of the vault",
                log_folder().string(), shown->size));
    return {};
}

/// The last record that names a place, from the log itself.
Outcome<void> Keeper::find_place()
{
    auto const size = log_->checkpoint().checkpoint.head.size;
    log::TileReader tiles(files_, log_folder(), size);
    for (auto bundle = (size + log::tile_width - 1) / log::tile_width; bundle-- > 0;) {
        auto const entries = RECOURSE_TRY(tiles.bundle(bundle));
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            auto const record = decode_record(*entry);
            if (auto const place = record ? place_of(record->note) : std::nullopt) {
                place_ = *place;
                return {};
            }
        }
    }
    return {};
}

// ----------------------------------------------------------------------------------------------------------- keys

log::Signer Keeper::signer() const
{
    std::scoped_lock const lock(keys_mutex_);
    return keys_.signer();
}

std::vector<log::Verifier> Keeper::keys() const
{
    std::scoped_lock const lock(keys_mutex_);
    return keys_.all();
}

Outcome<log::Appended> Keeper::rotate(std::string actor, std::string how)
{
    std::scoped_lock const lock(writing_, keys_mutex_);
    if (stopped_)
        return fault(FaultKind::unknown, "the vault has to be opened anew");
    Draft draft;
    draft.act = Act::key_rotated;
    draft.actor = std::move(actor);
    draft.how = std::move(how);
    draft.at = options_.now();
    if (auto const says = flaw(draft, {}))
        return fault(FaultKind::limit, *says);
    auto const next = RECOURSE_TRY(keys_.prepare());
    auto record = record_of(draft, {});
    record.note = log::to_string(next.verifier);
    auto const appended = log_->rotate(next, [&](std::uint64_t index) {
        record.sequence = index;
        return encode(record);
    });
    if (!appended) {
        if (appended.error().kind == FaultKind::unknown || !keys_.forget())
            stopped_ = true; // opening anew finds out
        return std::unexpected(appended.error());
    }
    // With the checkpoint that both keys sign whoever trusts the old one can trust the new one.
    auto settled = remember(ShownCheckpoint::Kind::key, {}, appended->checkpoint);
    if (settled)
        settled = keys_.settle();
    if (!settled) {
        stopped_ = true;
        return fault(FaultKind::unknown, settled.error().detail);
    }
    return *appended;
}

// ------------------------------------------------------------------------------------------------------ recording

Place Keeper::place() const
{
    std::scoped_lock const lock(place_mutex_);
    return place_;
}

std::optional<std::string> Keeper::ahead_of(std::uint64_t last_event) const
{
    auto const upto = place();
    if (upto.sequence <= last_event)
        return std::nullopt;
    return fmt::format(
        "the evidence log has records up to event {}, but the events end at {}: they were restored from an "
        "older backup; restore the events from a backup at least as new as the vault's",
        upto.sequence, last_event);
}

Outcome<void> Keeper::compare_skipped(std::span<Entry const> skipped)
{
    auto* const index = RECOURSE_TRY(this->index());
    for (auto const& [place, draft] : skipped) {
        auto const at = RECOURSE_TRY(index->of_place(place));
        if (!at || !says_the_same(record_of(draft, place), RECOURSE_TRY(record(*at))))
            return fault(FaultKind::corrupt,
                fmt::format(
                    "{} has {} in the evidence log: these are not the events from which the log was made; restore "
                    "events and vault from backups that belong together",
                    to_string(place), at ? "another record" : "no record"));
    }
    return {};
}

Outcome<Taken> Keeper::append(std::span<Entry const> entries)
{
    std::scoped_lock const lock(writing_);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (i > 0 && entries[i].place <= entries[i - 1].place)
            return fault(FaultKind::limit, fmt::format("{} is out of order", to_string(entries[i].place)));
        if (auto const says = flaw(entries[i].draft, entries[i].place))
            return fault(
                FaultKind::limit, fmt::format("{} cannot be recorded: {}", to_string(entries[i].place), *says));
    }
    auto const upto = place();
    std::size_t known = 0;
    while (known < entries.size() && entries[known].place <= upto)
        ++known;
    RECOURSE_TRY_DONE(compare_skipped(entries.first(known)));
    Taken taken { checkpoint().checkpoint.head.size, 0, known };
    if (known == entries.size())
        return taken;
    std::vector<Record> records;
    for (auto const& entry : entries.subspan(known))
        records.push_back(record_of(entry.draft, entry.place));
    auto const appended = RECOURSE_TRY(append_records(std::move(records)));
    taken.first = appended.first;
    taken.count = appended.count;
    std::scoped_lock const place_lock(place_mutex_);
    place_ = entries.back().place;
    return taken;
}

Outcome<log::Appended> Keeper::append_own(std::span<Draft const> drafts)
{
    RECOURSE_ASSERT(!drafts.empty());
    std::scoped_lock const lock(writing_);
    std::vector<Record> records;
    for (auto const& draft : drafts) {
        if (auto const says = flaw(draft, {}))
            return fault(FaultKind::limit, *says);
        records.push_back(record_of(draft, {}));
    }
    return append_records(std::move(records));
}

/// The caller holds `writing_`.
Outcome<log::Appended> Keeper::append_records(std::vector<Record> records)
{
    if (stopped_)
        return fault(FaultKind::unknown, "the vault has to be opened anew");
    std::vector<log::Log::Maker> makers;
    makers.reserve(records.size());
    for (auto& record : records)
        makers.emplace_back([&record](std::uint64_t index) {
            record.sequence = index;
            return encode(record);
        });
    auto appended = log_->append(makers);
    if (!appended) {
        stopped_ = appended.error().kind == FaultKind::unknown;
        return appended;
    }
    // It is in the log; an index that cannot be written now is brought up when somebody asks it.
    std::scoped_lock const lock(catching_up_);
    if (auto const head = index_->head(); head && head->size == appended->first) [[maybe_unused]]
        auto const added = index_->add(records, appended->checkpoint.checkpoint.head);
    return appended;
}

// -------------------------------------------------------------------------------------------------------- looking

Outcome<Record> Keeper::record(std::uint64_t index) const
{
    auto record = decode_record(RECOURSE_TRY(log_->entry(index)));
    if (!record)
        return fault(FaultKind::corrupt, fmt::format("entry {} of the log is no record: {}", index, record.error()));
    return std::move(*record);
}

Outcome<void> Keeper::catch_up()
{
    std::scoped_lock const lock(catching_up_);
    auto const size = log_->checkpoint().checkpoint.head.size;
    auto at = RECOURSE_TRY(index_->head()).size;
    log::TileReader tiles(files_, log_folder(), size);
    while (at < size) {
        std::vector<Record> records;
        auto const end = std::min(size, (at / catch_up_step + 1) * catch_up_step);
        while (at < end) {
            auto const entries = RECOURSE_TRY(tiles.bundle(at / log::tile_width));
            for (auto i = at % log::tile_width; i < entries.size(); ++i, ++at) {
                auto record = decode_record(entries[i]);
                if (!record || record->sequence != at)
                    return fault(FaultKind::corrupt, fmt::format("entry {} of the log is no record", at));
                records.push_back(std::move(*record));
            }
        }
        RECOURSE_TRY_DONE(index_->add(records, { at, RECOURSE_TRY(log_->root_at(at)) }));
    }
    return {};
}

Outcome<Index*> Keeper::index()
{
    if (RECOURSE_TRY(index_->head()).size < log_->checkpoint().checkpoint.head.size)
        RECOURSE_TRY_DONE(catch_up());
    return index_.get();
}

Outcome<std::optional<std::uint64_t>> Keeper::find(Place place)
{
    return RECOURSE_TRY(index())->of_place(place);
}

Outcome<std::vector<std::uint64_t>> Keeper::about_object(
    Digest const& digest, std::optional<std::uint64_t> after, std::size_t max)
{
    return RECOURSE_TRY(index())->about_object(digest, after, max);
}

Outcome<std::vector<std::uint64_t>> Keeper::made_from(
    Digest const& digest, std::optional<std::uint64_t> after, std::size_t max)
{
    return RECOURSE_TRY(index())->made_from(digest, after, max);
}

Outcome<std::vector<std::uint64_t>> Keeper::about_subject(
    std::string_view subject, std::optional<std::uint64_t> after, std::size_t max)
{
    return RECOURSE_TRY(index())->about_subject(subject, after, max);
}

// -------------------------------------------------------------------------------------------------------- proving

Outcome<void> Keeper::remember(
    ShownCheckpoint::Kind kind, std::string_view whom, log::SignedCheckpoint const& checkpoint)
{
    return shown_->add(
        { kind, checkpoint.checkpoint.head.size, std::string { whom }, log::to_string(checkpoint.note) });
}

Outcome<std::string> Keeper::receipt(std::uint64_t index, std::string_view whom)
{
    auto proof = RECOURSE_TRY(log_->prove(index));
    auto const about = RECOURSE_TRY(record(index));
    proof.extra = RECOURSE_TRY(entry(index));
    RECOURSE_TRY_DONE(remember(ShownCheckpoint::Kind::receipt, whom.empty() ? about.subject : whom, proof.checkpoint));
    return log::to_string(proof);
}

Outcome<std::string> Keeper::receipt(Place place, std::string_view whom)
{
    auto const index = RECOURSE_TRY(find(place));
    if (!index)
        return fault(FaultKind::missing, fmt::format("{} has no record", to_string(place)));
    return receipt(*index, whom);
}

} // namespace recourse::vault::keeper
