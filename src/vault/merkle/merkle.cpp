#include "vault/merkle/merkle.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace recourse::vault::merkle {

namespace {

/// One context for each thread: making one costs more than hashing two nodes.
Digester& digester()
{
    thread_local Digester one;
    return one;
}

/// What has been joined so far with the next hash of a proof, which stands to its left or right.
Digest join(Digest const& below, Digest const& hash, bool left)
{
    return left ? node_hash(hash, below) : node_hash(below, hash);
}

constexpr bool is_odd(std::uint64_t number)
{
    return (number & 1) != 0;
}

} // namespace

std::string_view name(Refusal refusal)
{
    switch (refusal) {
    case Refusal::outside:
        return "outside";
    case Refusal::empty_tree:
        return "empty_tree";
    case Refusal::no_subtree:
        return "no_subtree";
    case Refusal::length:
        return "length";
    case Refusal::first_root:
        return "first_root";
    case Refusal::root:
        return "root";
    }
    RECOURSE_ASSERT(false);
}

Digest leaf_hash(std::string_view entry)
{
    static constexpr std::array<std::uint8_t, 1> prefix { 0 };
    return digester().add(prefix).add(entry).finish();
}

Digest node_hash(Digest const& left, Digest const& right)
{
    std::array<std::uint8_t, 65> bytes;
    bytes[0] = 1;
    std::ranges::copy(left.bytes, bytes.begin() + 1);
    std::ranges::copy(right.bytes, bytes.begin() + 33);
    return digester().add(bytes).finish();
}

Digest empty_root()
{
    return sha256(std::string_view {});
}

// RFC 9162, section 2.1.3.2.
Verdict verify_inclusion(
    Digest const& leaf, std::uint64_t index, std::uint64_t size, Digest const& root, std::span<Digest const> proof)
{
    if (size == 0)
        return std::unexpected(Refusal::empty_tree);
    if (index >= size || size > size_max)
        return std::unexpected(Refusal::outside);
    auto place = index;
    auto last = size - 1;
    auto hash = leaf;
    for (auto const& next : proof) {
        if (last == 0)
            return std::unexpected(Refusal::length);
        if (is_odd(place) || place == last) {
            hash = join(hash, next, true);
            while (!is_odd(place) && place != 0) {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = join(hash, next, false);
        }
        place >>= 1;
        last >>= 1;
    }
    if (last != 0)
        return std::unexpected(Refusal::length);
    if (hash != root)
        return std::unexpected(Refusal::root);
    return {};
}

// RFC 9162, section 2.1.4.2, which verify_subtree_consistency has for any beginning.
Verdict verify_consistency(
    std::uint64_t size1, Digest const& root1, std::uint64_t size2, Digest const& root2, std::span<Digest const> proof)
{
    if (size1 == 0)
        return std::unexpected(Refusal::empty_tree);
    return verify_subtree_consistency(0, size1, size2, root1, root2, proof);
}

Verdict consistent(Head const& first, Head const& second, std::span<Digest const> proof)
{
    if (second.size == 0 && second.root != empty_root())
        return std::unexpected(Refusal::root);
    if (first.size != 0)
        return verify_consistency(first.size, first.root, second.size, second.root, proof);
    if (first.root != empty_root())
        return std::unexpected(Refusal::first_root);
    if (!proof.empty())
        return std::unexpected(Refusal::length);
    return {};
}

bool is_subtree(std::uint64_t start, std::uint64_t end)
{
    return start < end && end <= size_max && start % std::bit_ceil(end - start) == 0;
}

Verdict verify_subtree_inclusion(Digest const& leaf, std::uint64_t index, std::uint64_t start, std::uint64_t end,
    Digest const& root, std::span<Digest const> proof)
{
    if (!is_subtree(start, end))
        return std::unexpected(Refusal::no_subtree);
    if (index < start)
        return std::unexpected(Refusal::outside);
    return verify_inclusion(leaf, index - start, end - start, root, proof);
}

// draft-ietf-plants-merkle-tree-certs, "Verifying a Subtree Consistency Proof".
Verdict verify_subtree_consistency(std::uint64_t start, std::uint64_t end, std::uint64_t size, Digest const& subtree,
    Digest const& root, std::span<Digest const> proof)
{
    if (end > size || size > size_max)
        return std::unexpected(Refusal::outside);
    if (start == end) {
        if (!proof.empty())
            return std::unexpected(Refusal::length);
        return subtree == empty_root() ? Verdict {} : std::unexpected(Refusal::first_root);
    }
    if (!is_subtree(start, end))
        return std::unexpected(Refusal::no_subtree);

    auto first = start;
    auto last = end - 1;
    auto tree_last = size - 1;
    auto const climb = [&] {
        first >>= 1;
        last >>= 1;
        tree_last >>= 1;
    };
    // Where the subtree is a node of the tree its own hash begins; otherwise the proof brings the lowest node on its
    // right edge that is one of the tree's too.
    if (last == tree_last) {
        while (first != last)
            climb();
    } else {
        while (first != last && is_odd(last))
            climb();
    }
    auto within = subtree;
    auto whole = subtree;
    if (first != last) {
        if (proof.empty())
            return std::unexpected(Refusal::length);
        within = whole = proof.front();
        proof = proof.subspan(1);
    }
    for (auto const& next : proof) {
        if (tree_last == 0)
            return std::unexpected(Refusal::length);
        if (is_odd(last) || last == tree_last) {
            if (first < last)
                within = join(within, next, true);
            whole = join(whole, next, true);
            while (!is_odd(last) && last != 0)
                climb();
        } else {
            whole = join(whole, next, false);
        }
        climb();
    }
    if (tree_last != 0)
        return std::unexpected(Refusal::length);
    if (within != subtree)
        return std::unexpected(Refusal::first_root);
    if (whole != root)
        return std::unexpected(Refusal::root);
    return {};
}

} // namespace recourse::vault::merkle
