#include "base/check.hpp"
#include "vault/log/log.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::vault::log {

namespace {

constexpr std::size_t findings_max = 100;
constexpr std::size_t hash_size = 32;

/// Walks through the folder once, bundle by bundle, and builds every level again as it goes.
class Walk {
public:
    Walk(Files& files, std::filesystem::path const& folder, std::uint64_t size, LogCheck& check)
        : files_(files)
        , folder_(folder)
        , size_(size)
        , check_(check)
    {
    }

    /// Adds the leaves of one bundle; false when nothing can be said about what follows.
    bool bundle(std::uint64_t number, std::function<void(std::uint64_t, std::string_view)> const& visit,
        std::function<void(Digest const&)> const& leaf)
    {
        auto const width = static_cast<unsigned>(std::min(tile_width, size_ - number * tile_width));
        auto const stored = tile(0, number, width);
        auto const entries = read_entries(number, width);
        if (!stored && !entries)
            return false;
        for (unsigned i = 0; i < width; ++i) {
            auto const index = number * tile_width + i;
            auto hash = stored ? (*stored)[i] : Digest {};
            if (entries) {
                auto const own = merkle::leaf_hash((*entries)[i]);
                ++check_.entries;
                if (!stored)
                    hash = own;
                else if (own != hash)
                    find(LogFinding::Kind::entry, entries_path(number, width),
                        fmt::format("entry {} does not hash to its leaf", index));
                if (visit)
                    visit(index, (*entries)[i]);
            }
            leaf(hash);
            add(0, index, hash);
        }
        return true;
    }

    /// What stands in tiles that are not full.
    void finish()
    {
        for (unsigned level = 1; level < rows_.size(); ++level) {
            if (!rows_[level].empty())
                compare(level, (size_ >> (level * tile_height)) / tile_width);
        }
    }

    void find(LogFinding::Kind kind, std::string file, std::string says)
    {
        if (check_.findings.size() < findings_max)
            check_.findings.push_back({ kind, std::move(file), std::move(says) });
    }

private:
    /// A hash of a level; a full row is compared with its tile and hashed into the level above.
    void add(unsigned level, std::uint64_t index, Digest const& hash)
    {
        if (rows_.size() == level)
            rows_.emplace_back();
        rows_[level].push_back(hash);
        if (rows_[level].size() < tile_width)
            return;
        if (level > 0)
            compare(level, index / tile_width);
        auto const above = tile_hash(rows_[level]);
        rows_[level].clear();
        add(level + 1, index / tile_width, above);
    }

    void compare(unsigned level, std::uint64_t number)
    {
        auto const& row = rows_[level];
        auto const width = static_cast<unsigned>(row.size());
        auto const stored = tile(level, number, width);
        if (stored && !std::ranges::equal(*stored, row))
            find(LogFinding::Kind::hash, tile_path(level, number, width), "contradicts the tiles of the level below");
    }

    Outcome<std::string> read(std::string const& name, std::string const& full, std::size_t size_max)
    {
        auto bytes = read_small(files_, folder_ / name, size_max);
        if (!bytes && bytes.error().kind == FaultKind::missing && full != name)
            return read_small(files_, folder_ / full, size_max);
        return bytes;
    }

    std::optional<std::vector<Digest>> tile(unsigned level, std::uint64_t number, unsigned width)
    {
        auto const name = tile_path(level, number, width);
        auto const bytes = read(name, tile_path(level, number, tile_width), tile_width * hash_size);
        if (!bytes || bytes->size() < width * hash_size || bytes->size() % hash_size != 0) {
            find(LogFinding::Kind::missing, name,
                bytes ? fmt::format("{} bytes in place of {}", bytes->size(), width * hash_size)
                      : bytes.error().detail);
            return std::nullopt;
        }
        std::vector<Digest> hashes(width);
        for (std::size_t i = 0; i < width; ++i)
            std::ranges::copy(bytes->substr(i * hash_size, hash_size), reinterpret_cast<char*>(hashes[i].bytes.data()));
        return hashes;
    }

    std::optional<std::vector<std::string>> read_entries(std::uint64_t number, unsigned width)
    {
        auto const name = entries_path(number, width);
        auto const bytes = read(name, entries_path(number, tile_width), bundle_size_max);
        if (!bytes) {
            find(LogFinding::Kind::missing, name, bytes.error().detail);
            return std::nullopt;
        }
        auto entries = parse_bundle(*bytes);
        if (!entries || entries->size() < width) {
            find(LogFinding::Kind::entry, name,
                entries ? fmt::format("{} entries in place of {}", entries->size(), width) : entries.error());
            return std::nullopt;
        }
        return std::move(*entries);
    }

    Files& files_;
    std::filesystem::path const& folder_;
    std::uint64_t size_;
    LogCheck& check_;
    std::vector<std::vector<Digest>> rows_;
};

} // namespace

std::string_view name(LogFinding::Kind kind)
{
    switch (kind) {
    case LogFinding::Kind::checkpoint:
        return "checkpoint";
    case LogFinding::Kind::missing:
        return "missing";
    case LogFinding::Kind::entry:
        return "entry";
    case LogFinding::Kind::hash:
        return "hash";
    case LogFinding::Kind::root:
        return "root";
    case LogFinding::Kind::cut:
        return "cut";
    case LogFinding::Kind::forked:
        return "forked";
    }
    RECOURSE_ASSERT(false);
}

LogCheck check_log(Files& files, std::filesystem::path const& folder, std::string_view origin,
    std::span<Verifier const> known, std::span<Checkpoint const> seen,
    std::function<void(std::uint64_t, std::string_view)> const& visit)
{
    LogCheck check;
    auto const refuse = [&](std::string says) {
        check.findings.push_back({ LogFinding::Kind::checkpoint, "checkpoint", std::move(says) });
        return check;
    };
    auto const note = read_small(files, folder / "checkpoint", note_size_max);
    if (!note)
        return refuse(note.error().detail);
    auto read = parse_signed_checkpoint(*note);
    if (!read)
        return refuse(read.error());
    if (read->checkpoint.origin != origin)
        return refuse(fmt::format("is of the log {}, not {}", read->checkpoint.origin, origin));
    if (auto const by = verify(read->note, known); !by)
        return refuse(by.error() == NoteRefusal::unknown_keys ? "is signed by none of the known keys"
                                                              : "has a wrong signature in a known key's name");
    auto const head = read->checkpoint.head;
    check.checkpoint = std::move(*read);

    Walk walk(files, folder, head.size, check);
    std::vector<Checkpoint> earlier;
    for (auto const& one : seen) {
        auto const of = fmt::format("the checkpoint of size {}", one.head.size);
        if (one.origin != origin)
            walk.find(LogFinding::Kind::checkpoint, of, fmt::format("is of the log {}", one.origin));
        else if (one.head.size > head.size)
            walk.find(LogFinding::Kind::cut, of,
                fmt::format("was seen before, and the log has only {} entries now", head.size));
        else
            earlier.push_back(one);
    }
    std::ranges::sort(earlier, {}, [](Checkpoint const& one) { return one.head.size; });
    merkle::Edge edge;
    auto next = earlier.begin();
    auto const compare = [&] {
        for (; next != earlier.end() && next->head.size == edge.size(); ++next) {
            if (next->head.root != edge.root())
                walk.find(LogFinding::Kind::forked, fmt::format("the checkpoint of size {}", next->head.size),
                    "was seen before with another root than the log has at that size now");
        }
    };
    compare();
    for (std::uint64_t number = 0; number * tile_width < head.size; ++number) {
        auto const goes_on = walk.bundle(number, visit, [&](Digest const& leaf) {
            edge.add(leaf);
            compare();
        });
        if (!goes_on)
            return check;
    }
    walk.finish();
    if (edge.root() != head.root)
        walk.find(LogFinding::Kind::root, "checkpoint", "the tiles lead to another root");
    return check;
}

} // namespace recourse::vault::log
