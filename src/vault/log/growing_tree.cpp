#include "vault/log/growing_tree.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

namespace recourse::vault::log {

namespace {

std::unexpected<Fault> corrupt(std::string detail)
{
    return std::unexpected(Fault { FaultKind::corrupt, std::move(detail) });
}

/// How many hashes a level has in a tree of that size.
std::uint64_t count_at(unsigned level, std::uint64_t size)
{
    return level * tile_height >= 64 ? 0 : size >> (level * tile_height);
}

} // namespace

Outcome<GrowingTree> GrowingTree::read(Files& files, std::filesystem::path const& folder, std::uint64_t size)
{
    TileReader tiles(files, folder, size);
    GrowingTree tree;
    for (unsigned level = 0; count_at(level, size) > 0; ++level) {
        auto& row = tree.levels_.emplace_back();
        auto const count = count_at(level, size);
        for (auto i = count / tile_width * tile_width; i < count; ++i) {
            auto const hash = tiles.node(level * tile_height, i);
            if (!hash)
                return corrupt(hash.error());
            row.push_back(*hash);
        }
    }
    auto edge = merkle::Edge::of(tiles, size);
    if (!edge)
        return corrupt(edge.error());
    tree.edge_ = std::move(*edge);
    if (size % tile_width != 0) {
        auto const entries = RECOURSE_TRY(tiles.bundle(size / tile_width));
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (merkle::leaf_hash(entries[i]) != tree.levels_[0][i])
                return corrupt(fmt::format("entry {} does not hash to its leaf", size / tile_width * tile_width + i));
            add_to_bundle(tree.bundle_, entries[i]);
        }
    }
    return tree;
}

Outcome<void> GrowingTree::add(std::string_view entry, Sink& sink)
{
    auto const index = edge_.size();
    auto hash = merkle::leaf_hash(entry);
    add_to_bundle(bundle_, entry);
    edge_.add(hash);
    if ((index + 1) % tile_width == 0) {
        RECOURSE_TRY_DONE(sink.bundle(index / tile_width, tile_width, bundle_));
        bundle_.clear();
    }
    for (unsigned level = 0;; ++level) {
        if (levels_.size() == level)
            levels_.emplace_back();
        auto& row = levels_[level];
        row.push_back(hash);
        if (row.size() < tile_width)
            return {};
        RECOURSE_TRY_DONE(sink.tile(level, (count_at(level, index + 1) - 1) / tile_width, row));
        hash = tile_hash(row);
        row.clear();
    }
}

Outcome<void> GrowingTree::hand_over_partial(std::uint64_t from, Sink& sink) const
{
    auto const size = edge_.size();
    if (!bundle_.empty() && from < size)
        RECOURSE_TRY_DONE(sink.bundle(size / tile_width, static_cast<unsigned>(size % tile_width), bundle_));
    for (unsigned level = 0; level < levels_.size(); ++level) {
        if (!levels_[level].empty() && count_at(level, from) < count_at(level, size))
            RECOURSE_TRY_DONE(sink.tile(level, count_at(level, size) / tile_width, levels_[level]));
    }
    return {};
}

} // namespace recourse::vault::log
