#pragma once

#include "base/digest.hpp"

#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Merkle trees over SHA-256 as RFC 6962 section 2.1 (and RFC 9162) has them. Pure: the hashes come from a `Nodes`.
/// Leaves are counted from 0. A tree has at most size_max leaves.
namespace recourse::vault::merkle {

/// Sizes above are refused by everything here: nobody has them, and sums of sizes stay within 64 bits.
inline constexpr std::uint64_t size_max = std::uint64_t { 1 } << 62;

/// SHA-256(0x00 || entry).
Digest leaf_hash(std::string_view entry);
/// SHA-256(0x01 || left || right).
Digest node_hash(Digest const& left, Digest const& right);
/// SHA-256 of nothing: the root of the tree without leaves.
Digest empty_root();

using Proof = std::vector<Digest>;

/// Why a proof is refused.
enum class Refusal : std::uint8_t {
    outside, ///< the leaf is not in a tree of that size, or the first size is greater than the second
    empty_tree, ///< nothing is in a tree without leaves, and nothing follows from one by arithmetic: see `consistent`
    no_subtree, ///< [start, end) is no subtree: see `is_subtree`
    length, ///< more or fewer hashes than a tree of that size takes; an empty proof of a leaf is right for size 1 only
    first_root, ///< the hashes do not lead to the first root (consistency), or to the subtree's
    root, ///< the hashes do not lead to the root
};
std::string_view name(Refusal);

using Verdict = std::expected<void, Refusal>;

/// That the leaf stands at `index` in the tree of `size` leaves with that root. `size` and `root` must come from a
/// checkpoint that was verified, never from whoever gives the proof.
Verdict verify_inclusion(
    Digest const& leaf, std::uint64_t index, std::uint64_t size, Digest const& root, std::span<Digest const> proof);

/// That the first `size1` leaves of the second tree are those of the first, 1 <= size1 <= size2. Equal sizes take an
/// empty proof and equal roots. A first size of 0 is refused (`empty_tree`): `consistent` has the rule for it.
Verdict verify_consistency(
    std::uint64_t size1, Digest const& root1, std::uint64_t size2, Digest const& root2, std::span<Digest const> proof);

/// A tree's size and root.
struct Head {
    std::uint64_t size = 0;
    Digest root {};
    friend bool operator==(Head const&, Head const&) = default;
};

/// verify_consistency, and the rule of size 0: a tree of size 0 has the root `empty_root` and is the beginning of every
/// tree; the proof is empty.
Verdict consistent(Head const& first, Head const& second, std::span<Digest const> proof);

// ---- subtrees, as draft-ietf-plants-merkle-tree-certs has them: a later draft, told apart from the above

/// True when start < end and start is a multiple of the smallest power of two that is at least end - start.
bool is_subtree(std::uint64_t start, std::uint64_t end);
/// That the leaf of that index, start <= index < end, is in the subtree [start, end) with that root.
Verdict verify_subtree_inclusion(Digest const& leaf, std::uint64_t index, std::uint64_t start, std::uint64_t end,
    Digest const& root, std::span<Digest const> proof);
/// That the subtree [start, end) with root `subtree` is part of the tree of `size` leaves. An empty one (start == end)
/// has the root `empty_root` and an empty proof, and says nothing about the tree.
Verdict verify_subtree_consistency(std::uint64_t start, std::uint64_t end, std::uint64_t size, Digest const& subtree,
    Digest const& root, std::span<Digest const> proof);

// ---- making roots and proofs

/// Where hashes of complete subtrees are found.
class Nodes {
public:
    Nodes() = default;
    virtual ~Nodes() = default;
    Nodes(Nodes const&) = delete;
    Nodes& operator=(Nodes const&) = delete;

    /// The hash over the leaves [index << height, (index + 1) << height); height 0 is a leaf. Asked only for what lies
    /// within the size that the caller named. The error is a sentence.
    virtual std::expected<Digest, std::string> node(unsigned height, std::uint64_t index) = 0;
};

template <class T>
using Made = std::expected<T, std::string>;

/// The root of the first `size` leaves.
Made<Digest> make_root(Nodes&, std::uint64_t size);
/// 0 <= index < size; others are a bug and assert.
Made<Proof> make_inclusion(Nodes&, std::uint64_t index, std::uint64_t size);
/// 0 <= size1 <= size2; empty for size1 0 or equal sizes.
Made<Proof> make_consistency(Nodes&, std::uint64_t size1, std::uint64_t size2);

/// The tree's right edge, which is all that a growing tree needs: the roots of its complete subtrees, the largest
/// first, at most 62 of them.
class Edge {
public:
    void add(Digest const& leaf);
    std::uint64_t size() const { return size_; }
    Digest root() const;
    /// That of the first `size` leaves.
    static Made<Edge> of(Nodes&, std::uint64_t size);

private:
    std::uint64_t size_ = 0;
    std::vector<Digest> peaks_;
};

/// All leaf hashes in memory; for tests and small trees.
class LeafNodes : public Nodes {
public:
    explicit LeafNodes(std::vector<Digest> leaves) : leaves_(std::move(leaves)) { }
    std::expected<Digest, std::string> node(unsigned height, std::uint64_t index) override;

private:
    std::vector<Digest> leaves_;
};

} // namespace recourse::vault::merkle
