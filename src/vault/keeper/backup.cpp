#include "vault/keeper/backup.hpp"

#include "base/check.hpp"
#include "vault/keeper/small_files.hpp"
#include "vault/log/tiles.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::vault::keeper {

namespace {

constexpr std::size_t piece_size = std::size_t { 256 } << 10U;
constexpr std::size_t recorded_step = 1000;

class Copying {
public:
    Copying(Keeper& keeper, std::filesystem::path const& to)
        : keeper_(keeper)
        , files_(keeper.files())
        , from_(keeper.folder())
        , to_(to)
    {
    }

    Outcome<BackedUp> run()
    {
        // Before the checkpoint: the copied log must reach every checkpoint that the copy says was shown.
        auto const shown = RECOURSE_TRY(files_.size(from_ / "shown")).value_or(0);
        done_.checkpoint = keeper_.checkpoint();
        RECOURSE_TRY_DONE(files_.make_folder(to_ / "log"));
        RECOURSE_TRY_DONE(copy_log());
        RECOURSE_TRY_DONE(copy_objects());
        RECOURSE_TRY_DONE(copy_packs());
        RECOURSE_TRY_DONE(remove_erased());
        RECOURSE_TRY_DONE(copy("shown", shown));
        if (auto const size = RECOURSE_TRY(files_.size(from_ / "keys")))
            RECOURSE_TRY_DONE(copy("keys", *size));
        RECOURSE_TRY_DONE(files_.flush_all(to_));
        // Last: a copy that was broken off still has the checkpoint of the one before.
        RECOURSE_TRY_DONE(write_durably(files_, to_ / "log" / "checkpoint", log::to_string(done_.checkpoint.note)));
        return std::move(done_);
    }

    Outcome<void> run_objects()
    {
        RECOURSE_TRY_DONE(copy_objects());
        RECOURSE_TRY_DONE(copy_packs());
        return files_.flush_all(to_);
    }

private:
    Outcome<void> copy_log();
    Outcome<void> copy_objects();
    Outcome<void> copy_packs();
    /// What an earlier copy still has and the law took away.
    Outcome<void> remove_erased();
    Outcome<void> put(std::filesystem::path const& name, std::string_view bytes);
    /// The first `size` bytes of a file.
    Outcome<void> copy(std::filesystem::path const& name, std::uint64_t size);
    /// A file that never changes: one of the same size is the same.
    Outcome<void> copy_once(std::filesystem::path const& name);
    template <class Each>
    Outcome<void> for_each(std::filesystem::path const& folder, Each const& each);

    Keeper& keeper_;
    Files& files_;
    std::filesystem::path from_;
    std::filesystem::path to_;
    BackedUp done_;
};

Outcome<void> Copying::put(std::filesystem::path const& name, std::string_view bytes)
{
    auto const path = to_ / name;
    RECOURSE_TRY_DONE(files_.make_folder(path.parent_path()));
    auto const file = RECOURSE_TRY(files_.create(path));
    ++done_.files_copied;
    done_.bytes_copied += bytes.size();
    return file->append(bytes_of(bytes));
}

Outcome<void> Copying::copy(std::filesystem::path const& name, std::uint64_t size)
{
    auto const path = to_ / name;
    auto fresh = path;
    fresh += ".new";
    RECOURSE_TRY_DONE(files_.make_folder(path.parent_path()));
    {
        auto const file = RECOURSE_TRY(files_.create(fresh));
        std::vector<std::uint8_t> piece(piece_size);
        for (std::uint64_t at = 0; at < size;) {
            auto const into
                = std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), size - at)));
            auto const got = RECOURSE_TRY(files_.read(from_ / name, at, into));
            if (got == 0)
                break;
            RECOURSE_TRY_DONE(file->append(into.first(got)));
            at += got;
        }
    }
    ++done_.files_copied;
    done_.bytes_copied += size;
    return files_.rename(fresh, path);
}

Outcome<void> Copying::copy_once(std::filesystem::path const& name)
{
    auto const size = RECOURSE_TRY(files_.size(from_ / name));
    if (!size)
        return {}; // erased meanwhile
    if (RECOURSE_TRY(files_.size(to_ / name)) == size) {
        ++done_.files_there;
        return {};
    }
    auto const copied = copy(name, *size);
    if (!copied && copied.error().kind == FaultKind::missing)
        return {};
    return copied;
}

template <class Each>
Outcome<void> Copying::for_each(std::filesystem::path const& folder, Each const& each)
{
    auto const names = files_.list(from_ / folder);
    if (!names && names.error().kind == FaultKind::missing)
        return {};
    if (!names)
        return std::unexpected(names.error());
    for (auto const& name : *names)
        RECOURSE_TRY_DONE(each(name));
    return {};
}

/// The tree of one checkpoint: full tiles and bundles as they lie there, the others made of what the checkpoint covers.
Outcome<void> Copying::copy_log()
{
    auto const size = done_.checkpoint.checkpoint.head.size;
    log::TileReader tiles(files_, from_ / "log", size);
    std::filesystem::path const folder = "log";
    for (std::uint64_t number = 0; number < size / log::tile_width; ++number)
        RECOURSE_TRY_DONE(copy_once(folder / log::entries_path(number, log::tile_width)));
    if (auto const width = size % log::tile_width; width > 0) {
        std::string bundle;
        for (auto const& entry : RECOURSE_TRY(tiles.bundle(size / log::tile_width)))
            log::add_to_bundle(bundle, entry);
        RECOURSE_TRY_DONE(
            put(folder / log::entries_path(size / log::tile_width, static_cast<unsigned>(width)), bundle));
    }
    for (unsigned level = 0; size >> (level * log::tile_height) > 0; ++level) {
        auto const count = size >> (level * log::tile_height);
        for (std::uint64_t number = 0; number < count / log::tile_width; ++number)
            RECOURSE_TRY_DONE(copy_once(folder / log::tile_path(level, number, log::tile_width)));
        auto const width = count % log::tile_width;
        if (width == 0)
            continue;
        std::string hashes;
        for (auto i = count - width; i < count; ++i) {
            auto const hash = tiles.node(level * log::tile_height, i);
            if (!hash)
                return fault(FaultKind::corrupt, hash.error());
            hashes.append(reinterpret_cast<char const*>(hash->bytes.data()), hash->bytes.size());
        }
        RECOURSE_TRY_DONE(
            put(folder / log::tile_path(level, count / log::tile_width, static_cast<unsigned>(width)), hashes));
    }
    return {};
}

Outcome<void> Copying::copy_objects()
{
    std::filesystem::path const objects = "objects/objects";
    return for_each(objects, [&](std::string const& high) {
        return for_each(objects / high, [&](std::string const& low) {
            return for_each(
                objects / high / low, [&](std::string const& name) { return copy_once(objects / high / low / name); });
        });
    });
}

/// A pack only grows; what was erased from it is blank in the copy too as soon as the list of such places is there.
Outcome<void> Copying::copy_packs()
{
    std::filesystem::path const packs = "objects/packs";
    RECOURSE_TRY_DONE(for_each(packs, [&](std::string const& name) -> Outcome<void> {
        if (name == "erased" || name.ends_with(".index") || name.ends_with('/'))
            return {};
        return copy_once(packs / name);
    }));
    RECOURSE_TRY_DONE(for_each(packs, [&](std::string const& name) -> Outcome<void> {
        if (!name.ends_with(".index"))
            return {};
        // An index belongs to the whole of a pack; without one the pack is read through.
        auto const pack = packs / name.substr(0, 8);
        auto const there = RECOURSE_TRY(files_.size(to_ / pack));
        auto const here = RECOURSE_TRY(files_.size(from_ / pack));
        return there == here ? copy_once(packs / name) : Outcome<void> {};
    }));
    auto const erased = RECOURSE_TRY(files_.size(from_ / packs / "erased"));
    return erased ? copy(packs / "erased", *erased) : Outcome<void> {};
}

Outcome<void> Copying::remove_erased()
{
    auto* const index = RECOURSE_TRY(keeper_.index());
    for (std::optional<Digest> after;;) {
        auto const recorded = RECOURSE_TRY(index->recorded(after, recorded_step));
        for (auto const& [digest, erased] : recorded) {
            after = digest;
            if (!erased)
                continue;
            auto const name = to_string(digest);
            auto const gone = files_.remove(to_ / "objects" / "objects" / name.substr(0, 2) / name.substr(2, 2) / name);
            if (!gone && gone.error().kind != FaultKind::missing)
                return gone;
        }
        if (recorded.size() < recorded_step)
            return {};
    }
}

} // namespace

Outcome<BackedUp> back_up(Keeper& keeper, std::filesystem::path const& to)
{
    return Copying(keeper, to).run();
}

Outcome<void> back_up_objects(Keeper& keeper, std::filesystem::path const& to)
{
    return Copying(keeper, to).run_objects();
}

} // namespace recourse::vault::keeper
