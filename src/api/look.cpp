#include "api/desk.hpp"
#include "api/places.hpp"
#include "app/audit.hpp"
#include "app/stored_event.hpp"
#include "base/printable.hpp"
#include "vault/files/overlay_files.hpp"

#include <fmt/format.h>

#include <map>

// A desk that is looked through and left as it is: what is amiss stays there for whoever comes after.

namespace recourse::api {

namespace fs = std::filesystem;
namespace keeper = vault::keeper;

namespace {

/// The name of the vault's log; empty: no vault has begun there.
std::string origin_of(vault::Files& files, fs::path const& folder)
{
    for (auto const& file : { folder / "origin", folder / "log" / "checkpoint" }) {
        if (auto const text = vault::read_small(files, file, 1U << 20U))
            return text->substr(0, text->find('\n'));
    }
    return {};
}

/// The bytes that events name of which the vault has no record yet: it may be behind, and have them all the same.
std::expected<void, std::string> look_for_bytes(
    store::Store& store, keeper::Keeper& keeper, std::vector<std::string>& findings)
{
    constexpr std::size_t step = 2'000;
    std::map<Digest, store::Sequence> named;
    for (auto from = std::max<store::Sequence>(keeper.place().sequence, 1);;) {
        auto const events = store.read(from, step);
        if (!events)
            return std::unexpected(events.error().detail);
        for (auto const& event : *events) {
            from = event.sequence + 1;
            if (event.type == store::header_type || codec::stream_of(event.stream).subject != codec::Subject::dossier)
                continue;
            auto const stored = app::unpacked(event);
            auto const* what = stored ? std::get_if<evidence::Event>(&stored->what) : nullptr;
            if (what == nullptr)
                continue; // the audit has said so
            if (auto const* added = std::get_if<evidence::events::ExhibitAdded>(what))
                named.emplace(added->exhibit.digest, event.sequence);
            else if (auto const* erased = std::get_if<evidence::events::Erased>(what))
                named.erase(erased->digest);
        }
        if (events->size() < step)
            break;
    }
    for (auto const& [digest, sequence] : named) {
        auto const there = keeper.objects().has(digest);
        if (!there)
            findings.push_back(fmt::format("vault, objects, {}: {}", to_string(digest), there.error().detail));
        else if (!*there)
            findings.push_back(fmt::format(
                "vault, objects, {}: event {} names it, and its bytes are not there", to_string(digest), sequence));
    }
    return {};
}

std::expected<void, std::string> look_into_vault(fs::path const& folder, app::Clock& clock, store::Store& store,
    store::Sequence last, std::vector<std::string>& findings)
{
    vault::OverlayFiles files(vault::system_files());
    keeper::KeeperOptions options;
    options.origin = origin_of(files, folder);
    if (options.origin.empty())
        return {};
    options.now = [&clock] { return clock.now(); };
    options.index_in_memory = true;
    auto const opened = keeper::Keeper::open(files, folder, std::move(options));
    if (!opened) {
        findings.push_back(fmt::format("vault: {}", opened.error().detail));
        return {};
    }
    if (auto says = (*opened)->ahead_of(last))
        findings.push_back("vault: " + *std::move(says));
    else
        RECOURSE_TRY_DONE(look_for_bytes(store, **opened, findings));
    for (auto const& one : (*opened)->check().findings)
        findings.push_back(fmt::format(
            "vault, {}{}{}: {}", one.where, one.what.empty() ? "" : ", ", printable(one.what), printable(one.says)));
    return {};
}

} // namespace

std::expected<Looked, std::string> Desk::look(
    DeskOptions options, std::shared_ptr<casework::World const> world, app::Clock& real)
{
    auto const zone = time::Zone::find(options.zone);
    if (!zone)
        return std::unexpected(zone.error());
    std::unique_ptr<Desk> desk { new Desk(std::move(options), real) };
    desk->zone_ = *zone;
    auto const& directory = desk->options_.directory;
    Looked looked;
    store::SqliteOptions looking;
    looking.directory = directory;
    looking.writes = false;
    auto opened = store::SqliteStore::open(std::move(looking));
    if (!opened && opened.error().kind == store::OpenError::apart) {
        looked.findings.push_back(std::move(opened.error().detail));
        return looked;
    }
    if (!opened && opened.error().kind == store::OpenError::held)
        return std::unexpected(
            fmt::format("{} is in use by {}: stop it first", directory.string(), opened.error().detail));
    if (!opened)
        return std::unexpected(fmt::format("{} cannot be looked at: {}", directory.string(), opened.error().detail));
    desk->store_ = *std::move(opened);
    auto const head = desk->store_->head();
    if (!head) {
        looked.findings.push_back(fmt::format("the log: {}", head.error().detail));
        return looked;
    }
    looked.findings = RECOURSE_TRY(ahead_of(directory, head->last));
    RECOURSE_TRY_DONE(desk->take_up_books(std::move(world), Shelf::Unfinished::left));
    auto audit = app::audit(*desk->store_, desk->books(), desk->zone_);
    if (!audit)
        return std::unexpected(std::move(audit.error()));
    looked.events = audit->events;
    std::ranges::move(audit->findings, std::back_inserter(looked.findings));
    RECOURSE_TRY_DONE(look_into_vault(directory / "vault", real, *desk->store_, head->last, looked.findings));
    return looked;
}

} // namespace recourse::api
