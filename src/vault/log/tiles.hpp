#pragma once

#include "vault/files/files.hpp"
#include "vault/merkle/merkle.hpp"

#include <map>

/// A log's folder as c2sp.org/tlog-tiles has it: tile/<L>/<N>[.p/<W>] holds 256 (or W) hashes of height 8 L,
/// tile/entries/<N>[.p/<W>] the entries themselves, each after its length in two bytes, the greater first.
namespace recourse::vault::log {

inline constexpr unsigned tile_height = 8;
inline constexpr std::uint64_t tile_width = 256;
inline constexpr std::size_t entry_size_max = 0xffff;

/// 1234067 is "x001/x234/067".
std::string tile_number(std::uint64_t);
/// width 256: the full tile. "tile/0/x001/x234/067.p/3".
std::string tile_path(unsigned level, std::uint64_t number, unsigned width);
std::string entries_path(std::uint64_t number, unsigned width);

/// The entries of a bundle, at most tile_width, or what is wrong with it.
std::expected<std::vector<std::string>, std::string> parse_bundle(std::string_view);
/// Entries longer than entry_size_max are a bug and assert.
void add_to_bundle(std::string& bundle, std::string_view entry);
/// No bundle has more bytes.
inline constexpr std::size_t bundle_size_max = tile_width * (2 + entry_size_max);

/// The hash over a full tile, which stands in the tile of the level above.
Digest tile_hash(std::span<Digest const> hashes);

/// A log's hashes and entries, read from its folder. `size` must be that of a checkpoint which the folder had; the
/// hashes serve every smaller tree too. One thread at a time.
class TileReader : public merkle::Nodes {
public:
    TileReader(Files& files, std::filesystem::path folder, std::uint64_t size)
        : files_(files)
        , folder_(std::move(folder))
        , size_(size)
    {
    }
    std::expected<Digest, std::string> node(unsigned height, std::uint64_t index) override;
    /// index < size.
    Outcome<std::string> entry(std::uint64_t index);
    /// All entries of one bundle.
    Outcome<std::vector<std::string>> bundle(std::uint64_t number);
    std::uint64_t size() const { return size_; }

private:
    struct Tile {
        std::vector<Digest> hashes; ///< of its row, then of the rows above it, all that are complete
        std::vector<std::size_t> rows; ///< where each row begins
    };
    std::expected<Tile const*, std::string> tile(unsigned level, std::uint64_t number);

    Files& files_;
    std::filesystem::path folder_;
    std::uint64_t size_;
    std::map<std::pair<unsigned, std::uint64_t>, Tile> tiles_;
};

} // namespace recourse::vault::log
