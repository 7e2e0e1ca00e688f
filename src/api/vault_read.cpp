#include "api/vault.hpp"
#include "app/stored_event.hpp"
#include "store/chain.hpp"

#include <fmt/format.h>

// Reading what came in, for the search.

namespace recourse::api {

namespace keeper = vault::keeper;

namespace {

constexpr std::size_t events_at_once = 500;
/// So long somebody waits for others' exhibits to be read first.
constexpr std::chrono::seconds turn_max { 5 };

readers::Told told_of(std::string const& file_name)
{
    readers::Told told;
    told.name = file_name;
    return told;
}

search::Document document_of(
    Id<Dossier> dossier, evidence::events::ExhibitAdded const& added, keeper::KeptReading const& read)
{
    search::Document document { search_id(dossier, added.id), search_compartment(dossier, added.compartment), {} };
    if (read.reading) {
        for (auto const& piece : read.reading->text)
            document.pieces.push_back({ piece.text, piece.place, piece.begin, piece.end });
    }
    return document;
}

} // namespace

vault::Outcome<keeper::KeptReading> Vault::reading(Digest const& digest, std::string const& file_name)
{
    std::unique_lock const turn(reading_, turn_max);
    if (!turn)
        return std::unexpected(vault::Fault { vault::FaultKind::failed, "other exhibits are being read" });
    // The bytes are not taken away meanwhile, or what was read out of them would stay.
    auto const kept = keeping();
    return readings_->read_object(digest, told_of(file_name));
}

bool Vault::read_some()
{
    auto const from = read_upto();
    auto const upto = followed();
    if (from >= upto || stopped())
        return false;
    auto const events = parts_.store.read(from + 1, events_at_once);
    if (!events)
        return false;
    store::Sequence last = from;
    bool of_dossiers = false;
    for (auto const& event : *events) {
        if (event.sequence > upto)
            break;
        auto const stream = codec::stream_of(event.stream);
        if (event.type != store::header_type && stream.subject == codec::Subject::dossier) {
            of_dossiers = true;
            auto const stored = app::unpacked(event);
            if (!stored)
                return false;
            auto const& what = std::get<evidence::Event>(stored->what);
            Id<Dossier> const dossier { stream.number };
            if (auto const* added = std::get_if<evidence::events::ExhibitAdded>(&what)) {
                if (!read_exhibit(event, dossier, *added))
                    return false;
                read_upto_.store(event.sequence, std::memory_order_release);
            } else if (auto const* erased = std::get_if<evidence::events::Erased>(&what)) {
                if (!forget_text({ dossier, erased->digest }))
                    return false;
            }
            std::scoped_lock const lock(mutex_);
            if (closing_)
                return false;
        }
        last = event.sequence;
    }
    if (last == from)
        return false;
    // How far it came is written with what was read, and now and then where nothing was.
    if ((of_dossiers || events->size() == events_at_once) && !search_->put({}, last))
        return false;
    read_upto_.store(last, std::memory_order_release);
    return true;
}

bool Vault::read_exhibit(store::Event const& event, Id<Dossier> dossier, evidence::events::ExhibitAdded const& added)
{
    std::scoped_lock const turn(reading_);
    auto const kept = keeping();
    auto const read = readings_->read_object(added.exhibit.digest, told_of(added.exhibit.file_name));
    search::Document document { search_id(dossier, added.id), search_compartment(dossier, added.compartment), {} };
    if (read) {
        if (!record_reading(dossier, added, *read))
            return false;
        document = document_of(dossier, added, *read);
    } else if (tell(read.error(), added.exhibit.digest);
        read.error().kind != vault::FaultKind::missing && read.error().kind != vault::FaultKind::corrupt)
        return false; // bytes that are gone, or damaged, are not waited for
    return search_->put({ &document, 1 }, event.sequence).has_value();
}

/// Each case has the record of what was read for it, once.
bool Vault::record_reading(
    Id<Dossier> dossier, evidence::events::ExhibitAdded const& added, keeper::KeptReading const& read)
{
    if (!read.json)
        return true;
    auto const subject = to_string(dossier);
    auto const before = keeper_->about_object(read.json->digest);
    if (!before)
        return false;
    for (auto const entry : *before) {
        auto const record = keeper_->record(entry);
        bool const same = record && record->act == vault::Act::derived && record->subject == subject
            && record->parents == read.derived.parents;
        if (same)
            return true;
    }
    auto draft = read.derived;
    draft.subject = subject;
    draft.actor = "recourse";
    draft.at = parts_.now();
    draft.note = fmt::format(
        "exhibit: {}\ncompartment: {}\nread for the search", to_string(added.id), claim::word(added.compartment));
    return keeper_->append_own({ &draft, 1 }).has_value();
}

} // namespace recourse::api
