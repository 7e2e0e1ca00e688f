#include "base/base64.hpp"
#include "tests/vault/vectors.hpp"
#include "vault/merkle/merkle.hpp"

#include <charconv>
#include <map>

namespace recourse::vault::merkle {

namespace {

std::uint64_t number(codec::Node const& node)
{
    if (node.is(codec::NodeKind::integer))
        return static_cast<std::uint64_t>(node.integer);
    std::uint64_t value = 0; // one is beyond 63 bits
    auto const [end, error] = std::from_chars(node.text.data(), node.text.data() + node.text.size(), value);
    EXPECT_TRUE(error == std::errc {} && end == node.text.data() + node.text.size()) << node.text;
    return value;
}

/// Some roots are words in place of 32 bytes, where their value does not matter: they are filled up with zeros. What
/// is empty is no hash.
std::optional<Digest> hash(codec::Node const& node)
{
    auto const bytes = from_base64(node.text);
    Digest digest;
    if (!bytes || bytes->empty() || bytes->size() > digest.bytes.size())
        return std::nullopt;
    std::ranges::copy(*bytes, reinterpret_cast<char*>(digest.bytes.data()));
    return digest;
}

/// Nothing: refused before any arithmetic, since something is no hash.
std::optional<Proof> proof(codec::Node const& node)
{
    Proof hashes;
    for (auto const& item : node.items) {
        auto const one = hash(item);
        if (!one || from_base64(item.text)->size() != one->bytes.size())
            return std::nullopt;
        hashes.push_back(*one);
    }
    return hashes;
}

bool holds(codec::Node const& probe)
{
    auto const path = proof(at(probe, "proof"));
    if (!path)
        return false;
    auto const n = [&](std::string_view key) { return number(at(probe, key)); };
    auto const h = [&](std::string_view key) { return hash(at(probe, key)); };
    auto const kind = at(probe, "kind").text;
    if (kind == "inclusion" || kind == "subtreeinclusion") {
        if (!h("leafHash") || !h("root"))
            return false;
        return kind == "inclusion"
            ? verify_inclusion(*h("leafHash"), n("leafIdx"), n("treeSize"), *h("root"), *path).has_value()
            : verify_subtree_inclusion(*h("leafHash"), n("leafIdx"), n("start"), n("end"), *h("root"), *path)
                  .has_value();
    }
    if (!h("root1") || !h("root2"))
        return false;
    return kind == "consistency"
        ? verify_consistency(n("size1"), *h("root1"), n("size2"), *h("root2"), *path).has_value()
        : verify_subtree_consistency(n("start"), n("end"), n("size"), *h("root1"), *h("root2"), *path).has_value();
}

Digest of_hex(std::string const& text)
{
    auto const digest = parse_digest(text);
    EXPECT_TRUE(digest);
    return digest.value_or(Digest {});
}

} // namespace

TEST(MerkleVectors, every_proof_is_taken_or_refused_as_published)
{
    std::map<std::string, int> asked;
    std::istringstream lines(vector_file("merkle/rfc6962_proof_vectors.jsonl"));
    for (std::string line; std::getline(lines, line);) {
        auto const probe = json_of(line);
        auto const& kind = at(probe, "kind").text;
        ++asked[kind];
        EXPECT_EQ(holds(probe), !at(probe, "wantErr").boolean) << kind << " " << at(probe, "case").text;
    }
    EXPECT_EQ(asked,
        (std::map<std::string, int> {
            { "inclusion", 98 }, { "consistency", 98 }, { "subtreeinclusion", 204 }, { "subtreeconsistency", 118 } }));
}

TEST(MerkleVectors, roots_of_the_reference_tree)
{
    auto const tree = json_of(vector_file("merkle/rfc6962_reference_tree.json"));
    std::vector<Digest> leaves;
    Edge edge;
    auto const& roots = at(tree, "root_by_tree_size");
    ASSERT_EQ(at(tree, "leaf_inputs_hex").items.size(), 8);
    EXPECT_EQ(edge.root(), of_hex(at(roots, "0").text));
    for (auto const& input : at(tree, "leaf_inputs_hex").items) {
        std::string bytes;
        for (std::size_t i = 0; i < input.text.size(); i += 2)
            bytes += static_cast<char>(std::stoi(input.text.substr(i, 2), nullptr, 16));
        leaves.push_back(leaf_hash(bytes));
        edge.add(leaves.back());
        LeafNodes nodes(leaves);
        auto const expected = of_hex(at(roots, std::to_string(leaves.size())).text);
        EXPECT_EQ(edge.root(), expected);
        EXPECT_EQ(make_root(nodes, leaves.size()), expected);
    }
}

} // namespace recourse::vault::merkle
