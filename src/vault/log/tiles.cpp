#include "vault/log/tiles.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::vault::log {

namespace {

constexpr std::size_t hash_size = 32;
/// Of 8 KiB each; a proof takes fewer than ten.
constexpr std::size_t tiles_kept_max = 64;

std::string with_width(std::string path, unsigned width)
{
    RECOURSE_ASSERT(width >= 1 && width <= tile_width);
    return width == tile_width ? path : fmt::format("{}.p/{}", path, width);
}

/// How much of the tile of that number is there, when its level has `count` hashes.
unsigned width_of(std::uint64_t number, std::uint64_t count)
{
    RECOURSE_ASSERT(number * tile_width < count);
    return static_cast<unsigned>(std::min(tile_width, count - number * tile_width));
}

/// The partial file, or the full one that has taken its place since.
Outcome<std::string> read_either(
    Files& files, std::filesystem::path const& partial, std::filesystem::path const& full, std::size_t size_max)
{
    auto bytes = read_small(files, partial, size_max);
    if (bytes || bytes.error().kind != FaultKind::missing || partial == full)
        return bytes;
    auto instead = read_small(files, full, size_max);
    if (!instead && instead.error().kind == FaultKind::missing)
        return bytes; // the name that was looked for
    return instead;
}

} // namespace

std::string tile_number(std::uint64_t number)
{
    auto path = fmt::format("{:03}", number % 1000);
    for (number /= 1000; number > 0; number /= 1000)
        path = fmt::format("x{:03}/{}", number % 1000, path);
    return path;
}

std::string tile_path(unsigned level, std::uint64_t number, unsigned width)
{
    return with_width(fmt::format("tile/{}/{}", level, tile_number(number)), width);
}

std::string entries_path(std::uint64_t number, unsigned width)
{
    return with_width(fmt::format("tile/entries/{}", tile_number(number)), width);
}

std::expected<std::vector<std::string>, std::string> parse_bundle(std::string_view bytes)
{
    std::vector<std::string> entries;
    while (!bytes.empty()) {
        if (entries.size() == tile_width)
            return std::unexpected(fmt::format("more than {} entries", tile_width));
        auto const size = bytes.size() < 2
            ? bytes.size()
            : static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[0]) << 8 | static_cast<std::uint8_t>(bytes[1]));
        if (bytes.size() < 2 + size)
            return std::unexpected(fmt::format("entry {} is cut short", entries.size()));
        entries.emplace_back(bytes.substr(2, size));
        bytes.remove_prefix(2 + size);
    }
    return entries;
}

void add_to_bundle(std::string& bundle, std::string_view entry)
{
    RECOURSE_ASSERT(entry.size() <= entry_size_max);
    bundle += static_cast<char>(entry.size() >> 8);
    bundle += static_cast<char>(entry.size() & 0xff);
    bundle += entry;
}

Digest tile_hash(std::span<Digest const> hashes)
{
    RECOURSE_ASSERT(hashes.size() == tile_width);
    merkle::Edge edge;
    for (auto const& hash : hashes)
        edge.add(hash);
    return edge.root();
}

std::expected<TileReader::Tile const*, std::string> TileReader::tile(unsigned level, std::uint64_t number)
{
    if (auto const known = tiles_.find({ level, number }); known != tiles_.end())
        return &known->second;
    auto const width = width_of(number, size_ >> (tile_height * level));
    auto const path = folder_ / tile_path(level, number, width);
    auto const bytes
        = read_either(files_, path, folder_ / tile_path(level, number, tile_width), tile_width * hash_size);
    if (!bytes)
        return std::unexpected(bytes.error().detail);
    if (bytes->size() % hash_size != 0 || bytes->size() < width * hash_size)
        return std::unexpected(fmt::format("{}: {} bytes are not {} hashes", path.string(), bytes->size(), width));
    Tile made;
    made.rows.push_back(0);
    for (std::size_t i = 0; i < width; ++i)
        std::ranges::copy(
            bytes->substr(i * hash_size, hash_size), reinterpret_cast<char*>(made.hashes.emplace_back().bytes.data()));
    for (std::size_t count = width / 2, below = 0; made.rows.size() < tile_height; count /= 2) {
        made.rows.push_back(made.hashes.size());
        for (std::size_t i = 0; i < count; ++i)
            made.hashes.push_back(merkle::node_hash(made.hashes[below + 2 * i], made.hashes[below + 2 * i + 1]));
        below = made.rows.back();
    }
    if (tiles_.size() >= tiles_kept_max)
        tiles_.clear();
    return &tiles_.emplace(std::pair { level, number }, std::move(made)).first->second;
}

std::expected<Digest, std::string> TileReader::node(unsigned height, std::uint64_t index)
{
    RECOURSE_ASSERT(height < 62 && (index + 1) << height <= size_);
    auto const row = height % tile_height;
    auto const first = index << row; // of the tile's own hashes
    auto const* const found = RECOURSE_TRY(tile(height / tile_height, first / tile_width));
    return found->hashes[found->rows[row] + (first % tile_width >> row)];
}

Outcome<std::vector<std::string>> TileReader::bundle(std::uint64_t number)
{
    auto const width = width_of(number, size_);
    auto const path = folder_ / entries_path(number, width);
    auto const bytes
        = RECOURSE_TRY(read_either(files_, path, folder_ / entries_path(number, tile_width), bundle_size_max));
    auto entries = parse_bundle(bytes);
    if (!entries)
        return std::unexpected(Fault { FaultKind::corrupt, fmt::format("{}: {}", path.string(), entries.error()) });
    if (entries->size() < width)
        return std::unexpected(Fault {
            FaultKind::corrupt, fmt::format("{}: {} entries in place of {}", path.string(), entries->size(), width) });
    entries->resize(width);
    return std::move(*entries);
}

Outcome<std::string> TileReader::entry(std::uint64_t index)
{
    RECOURSE_ASSERT(index < size_);
    auto entries = RECOURSE_TRY(bundle(index / tile_width));
    return std::move(entries[index % tile_width]);
}

} // namespace recourse::vault::log
