#include "vault/merkle/merkle.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>

namespace recourse::vault::merkle {

namespace {

using Leaves = std::span<Digest const>;

// The text of RFC 6962 section 2.1, line by line: slow, and obviously right.

std::size_t k_of(std::size_t n)
{
    std::size_t k = 1;
    while (k * 2 < n)
        k *= 2;
    return k;
}

Digest mth(Leaves d)
{
    if (d.empty())
        return sha256("");
    if (d.size() == 1)
        return d[0];
    auto const k = k_of(d.size());
    return node_hash(mth(d.first(k)), mth(d.subspan(k)));
}

Proof path(std::size_t m, Leaves d)
{
    if (d.size() == 1)
        return {};
    auto const k = k_of(d.size());
    auto proof = m < k ? path(m, d.first(k)) : path(m - k, d.subspan(k));
    proof.push_back(m < k ? mth(d.subspan(k)) : mth(d.first(k)));
    return proof;
}

Proof subproof(std::size_t m, Leaves d, bool known)
{
    if (m == d.size())
        return known ? Proof {} : Proof { mth(d) };
    auto const k = k_of(d.size());
    auto proof = m <= k ? subproof(m, d.first(k), known) : subproof(m - k, d.subspan(k), false);
    proof.push_back(m <= k ? mth(d.subspan(k)) : mth(d.first(k)));
    return proof;
}

std::vector<Digest> leaves_of(std::size_t count)
{
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < count; ++i)
        leaves.push_back(leaf_hash(std::to_string(i)));
    return leaves;
}

constexpr std::size_t largest = 40;

} // namespace

TEST(Merkle, makes_what_the_text_of_rfc_6962_makes_and_takes_it)
{
    auto const all = leaves_of(largest);
    LeafNodes nodes(all);
    Edge edge;
    for (std::size_t size = 0; size <= largest; ++size) {
        if (size > 0)
            edge.add(all[size - 1]);
        Leaves const leaves(all.data(), size);
        auto const root = mth(leaves);
        EXPECT_EQ(edge.root(), root) << size;
        EXPECT_EQ(make_root(nodes, size), root) << size;
        EXPECT_EQ(Edge::of(nodes, size)->root(), root) << size;
        for (std::size_t index = 0; index < size; ++index) {
            auto const proof = make_inclusion(nodes, index, size);
            EXPECT_EQ(proof, path(index, leaves)) << index << " of " << size;
            EXPECT_TRUE(verify_inclusion(all[index], index, size, root, *proof)) << index << " of " << size;
        }
        for (std::size_t first = 1; first <= size; ++first) {
            auto const proof = make_consistency(nodes, first, size);
            EXPECT_EQ(proof, subproof(first, leaves, true)) << first << " to " << size;
            EXPECT_TRUE(verify_consistency(first, mth(leaves.first(first)), size, root, *proof))
                << first << " to " << size;
        }
    }
}

TEST(Merkle, an_edge_that_was_read_grows_like_one_that_was_built)
{
    auto const all = leaves_of(largest);
    LeafNodes nodes(all);
    for (std::size_t size = 0; size < largest; ++size) {
        auto edge = Edge::of(nodes, size).value();
        for (auto next = size; next < largest; ++next)
            edge.add(all[next]);
        EXPECT_EQ(edge.root(), mth(all)) << size;
    }
}

RC_GTEST_PROP(MerkleProofs, of_a_leaf_hold_for_nothing_else, ())
{
    auto const size = *rc::gen::inRange<std::size_t>(1, largest);
    auto const index = *rc::gen::inRange<std::size_t>(0, size);
    auto const all = leaves_of(size);
    LeafNodes nodes(all);
    auto const proof = make_inclusion(nodes, index, size).value();
    auto const root = mth(all);
    auto changed = proof;
    auto const what = *rc::gen::inRange(0, 5);
    auto other_index = index;
    auto other_size = size;
    auto leaf = all[index];
    if (what == 0)
        other_index = *rc::gen::inRange<std::size_t>(0, largest);
    else if (what == 1)
        leaf.bytes[*rc::gen::inRange<std::size_t>(0, 32)] ^= 1;
    else if (what == 2)
        changed.push_back(leaf);
    else if (what == 3 && !changed.empty())
        changed.pop_back();
    else if (!changed.empty())
        changed[*rc::gen::inRange<std::size_t>(0, changed.size())].bytes[0] ^= 0x80;
    auto const same = other_index == index && other_size == size && leaf == all[index] && changed == proof;
    RC_ASSERT(verify_inclusion(leaf, other_index, other_size, root, changed).has_value() == same);
}

TEST(Merkle, subtrees_of_a_tree_hold_by_the_proof_that_a_tree_gives)
{
    auto const all = leaves_of(largest);
    LeafNodes nodes(all);
    // Where the subtree is a node of the tree, its proof is the path from it upwards.
    for (std::size_t size = 1; size <= largest; ++size) {
        Leaves const leaves(all.data(), size);
        for (std::size_t count = 1; count <= size; count *= 2) {
            for (std::size_t start = 0; start + count <= size; start += count) {
                auto proof = path(start, leaves);
                proof.erase(proof.begin(), proof.begin() + std::countr_zero(count));
                EXPECT_TRUE(verify_subtree_consistency(
                    start, start + count, size, mth(leaves.subspan(start, count)), mth(leaves), proof))
                    << start << " " << count << " " << size;
            }
        }
    }
}

TEST(Merkle, sizes_nothing_and_one_have_rules_of_their_own)
{
    auto const leaf = leaf_hash("only");
    EXPECT_TRUE(verify_inclusion(leaf, 0, 1, leaf, {}));
    // An empty proof says nothing when the checkpoint's size is another.
    EXPECT_EQ(verify_inclusion(leaf, 0, 2, leaf, {}), std::unexpected(Refusal::length));
    EXPECT_EQ(verify_inclusion(leaf, 0, 0, empty_root(), {}), std::unexpected(Refusal::empty_tree));
    EXPECT_EQ(verify_inclusion(leaf, 1, 1, leaf, {}), std::unexpected(Refusal::outside));

    Head const empty { 0, empty_root() };
    Head const one { 1, leaf };
    EXPECT_TRUE(consistent(empty, empty, {}));
    EXPECT_TRUE(consistent(empty, one, {}));
    EXPECT_EQ(consistent({ 0, leaf }, one, {}), std::unexpected(Refusal::first_root));
    EXPECT_EQ(consistent(empty, { 0, leaf }, {}), std::unexpected(Refusal::root));
    EXPECT_EQ(consistent(empty, one, Proof { leaf }), std::unexpected(Refusal::length));
    EXPECT_EQ(consistent(one, empty, {}), std::unexpected(Refusal::outside));
    EXPECT_EQ(verify_consistency(0, empty_root(), 1, leaf, {}), std::unexpected(Refusal::empty_tree));
}

TEST(Merkle, sizes_beyond_the_limit_are_refused_and_do_not_overflow)
{
    auto const leaf = leaf_hash("");
    auto const most = ~std::uint64_t { 0 };
    EXPECT_FALSE(verify_inclusion(leaf, most - 1, most, leaf, {}));
    EXPECT_FALSE(verify_consistency(1, leaf, most, leaf, Proof(64, leaf)));
    EXPECT_FALSE(verify_subtree_inclusion(leaf, most - 1, most - 1, most, leaf, {}));
    EXPECT_FALSE(is_subtree(1, most));
    EXPECT_FALSE(verify_inclusion(leaf, 0, size_max, leaf, {}));
}

} // namespace recourse::vault::merkle
