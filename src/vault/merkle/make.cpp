#include "base/check.hpp"
#include "vault/merkle/merkle.hpp"

#include <algorithm>
#include <bit>

namespace recourse::vault::merkle {

namespace {

/// The largest power of two below `count`, which must be at least 2: where RFC 6962 splits that many leaves.
std::uint64_t split(std::uint64_t count)
{
    return std::bit_floor(count - 1);
}

/// The hash over the leaves [start, end); start is a multiple of the size of every complete subtree within.
Made<Digest> make_range(Nodes& nodes, std::uint64_t start, std::uint64_t end)
{
    auto const count = end - start;
    if (std::has_single_bit(count)) {
        auto const height = static_cast<unsigned>(std::countr_zero(count));
        return nodes.node(height, start >> height);
    }
    auto const middle = start + split(count);
    auto const left = RECOURSE_TRY(make_range(nodes, start, middle));
    auto const right = RECOURSE_TRY(make_range(nodes, middle, end));
    return node_hash(left, right);
}

} // namespace

Made<Digest> make_root(Nodes& nodes, std::uint64_t size)
{
    RECOURSE_ASSERT(size <= size_max);
    return size == 0 ? empty_root() : make_range(nodes, 0, size);
}

// RFC 6962, section 2.1.1, from the root down.
Made<Proof> make_inclusion(Nodes& nodes, std::uint64_t index, std::uint64_t size)
{
    RECOURSE_ASSERT(index < size && size <= size_max);
    Proof proof;
    std::uint64_t start = 0;
    auto end = size;
    while (end - start > 1) {
        auto const middle = start + split(end - start);
        if (index < middle) {
            proof.push_back(RECOURSE_TRY(make_range(nodes, middle, end)));
            end = middle;
        } else {
            proof.push_back(RECOURSE_TRY(make_range(nodes, start, middle)));
            start = middle;
        }
    }
    std::ranges::reverse(proof);
    return proof;
}

// RFC 6962, section 2.1.2, from the root down.
Made<Proof> make_consistency(Nodes& nodes, std::uint64_t size1, std::uint64_t size2)
{
    RECOURSE_ASSERT(size1 <= size2 && size2 <= size_max);
    Proof proof;
    if (size1 == 0 || size1 == size2)
        return proof;
    std::uint64_t start = 0;
    auto end = size2;
    while (size1 != end) {
        auto const middle = start + split(end - start);
        if (size1 <= middle) {
            proof.push_back(RECOURSE_TRY(make_range(nodes, middle, end)));
            end = middle;
        } else {
            proof.push_back(RECOURSE_TRY(make_range(nodes, start, middle)));
            start = middle;
        }
    }
    if (start != 0) // otherwise it is the first tree's own root, which the verifier has
        proof.push_back(RECOURSE_TRY(make_range(nodes, start, end)));
    std::ranges::reverse(proof);
    return proof;
}

void Edge::add(Digest const& leaf)
{
    auto hash = leaf;
    for (auto size = size_; (size & 1) != 0; size >>= 1) {
        hash = node_hash(peaks_.back(), hash);
        peaks_.pop_back();
    }
    peaks_.push_back(hash);
    ++size_;
}

Digest Edge::root() const
{
    if (peaks_.empty())
        return empty_root();
    auto hash = peaks_.back();
    for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak)
        hash = node_hash(*peak, hash);
    return hash;
}

Made<Edge> Edge::of(Nodes& nodes, std::uint64_t size)
{
    RECOURSE_ASSERT(size <= size_max);
    Edge edge;
    edge.size_ = size;
    std::uint64_t start = 0;
    while (start < size) {
        auto const count = std::bit_floor(size - start);
        auto const height = static_cast<unsigned>(std::countr_zero(count));
        edge.peaks_.push_back(RECOURSE_TRY(nodes.node(height, start >> height)));
        start += count;
    }
    return edge;
}

std::expected<Digest, std::string> LeafNodes::node(unsigned height, std::uint64_t index)
{
    auto const first = index << height;
    auto const count = std::uint64_t { 1 } << height;
    RECOURSE_ASSERT(first + count <= leaves_.size());
    Edge edge;
    for (auto i = first; i < first + count; ++i)
        edge.add(leaves_[i]);
    return edge.root();
}

} // namespace recourse::vault::merkle
