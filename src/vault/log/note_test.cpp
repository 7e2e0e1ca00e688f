#include "vault/log/proof.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::vault::log {

namespace {

Signer signer(std::uint8_t number, std::string name = "example.org/vault")
{
    return make_signer(std::move(name), Seed { number });
}

std::string says(std::string_view note)
{
    auto const read = parse_note(note);
    return read ? "" : read.error();
}

SignedCheckpoint checkpoint_of(std::vector<std::string> const& entries, std::span<Signer const> by)
{
    merkle::Edge edge;
    for (auto const& entry : entries)
        edge.add(merkle::leaf_hash(entry));
    return sign_checkpoint({ "example.org/vault", { edge.size(), edge.root() }, {} }, by).value();
}

} // namespace

TEST(Ed25519, signs_as_rfc_8032_section_7_1_test_2)
{
    Seed const seed { 0x4c, 0xcd, 0x08, 0x9b, 0x28, 0xff, 0x96, 0xda, 0x9d, 0xb6, 0xc3, 0x46, 0xec, 0x11, 0x4e, 0x0f,
        0x5b, 0x8a, 0x31, 0x9f, 0x35, 0xab, 0xa6, 0x24, 0xda, 0x8c, 0xf6, 0xed, 0x4f, 0xb8, 0xa6, 0xfb };
    auto const key = public_key(seed);
    EXPECT_EQ(key[0], 0x3d);
    EXPECT_EQ(key[31], 0x0c);
    auto signature = sign(seed, "\x72");
    EXPECT_EQ(signature[0], 0x92);
    EXPECT_EQ(signature[63], 0x00);
    EXPECT_TRUE(is_signature(key, "\x72", signature));
    EXPECT_FALSE(is_signature(key, "\x73", signature));
    signature[5] ^= 1;
    EXPECT_FALSE(is_signature(key, "\x72", signature));
    EXPECT_NE(new_seed(), new_seed());
}

TEST(Note, is_signed_by_several_and_verified_by_any_that_is_known)
{
    Signer const signers[] = { signer(1), signer(2), signer(1, "witness.example") };
    auto const note = sign_note("text\n\nmore text\n", signers).value();
    EXPECT_EQ(parse_note(to_string(note)), note);
    Verifier const known[] = { signers[2].verifier, signer(9).verifier, signers[0].verifier };
    EXPECT_EQ(verify(note, known), (std::vector<std::size_t> { 2, 0 }));
    // Of another key with the same name nothing follows; one with the same name and id that is wrong spoils it all.
    auto const other = signer(9).verifier;
    EXPECT_EQ(verify(note, { &other, 1 }), std::unexpected(NoteRefusal::unknown_keys));
    auto forged = note;
    forged.signatures[0].bytes[0] ^= 1;
    EXPECT_EQ(verify(forged, known), std::unexpected(NoteRefusal::bad_signature));
    forged.signatures[0].bytes = "short";
    EXPECT_EQ(verify(forged, known), std::unexpected(NoteRefusal::bad_signature));
    auto changed = note;
    changed.text[0] = 'T';
    EXPECT_EQ(verify(changed, known), std::unexpected(NoteRefusal::bad_signature));
}

TEST(Note, of_another_form_is_refused_with_its_line)
{
    auto const one = signer(1);
    auto const good = to_string(sign_note("text\n", { &one, 1 }).value());
    EXPECT_EQ(says(good), "");
    auto const signature = good.substr(good.find("—"));
    EXPECT_EQ(says("text\n"), "the note has no empty line between text and signatures");
    EXPECT_EQ(says("text\n\n"), "the note has no signature");
    EXPECT_EQ(says(good.substr(0, good.size() - 1)), "line 3: does not end with a newline");
    EXPECT_EQ(says("text\n\n- name AAAAAAA=\n"), "line 3: a signature line begins with an em dash and a space");
    EXPECT_EQ(says("text\n\n— na+me AAAAAAA=\n"),
        "line 3: expected the name of a key (without spaces and '+'), a space and base64");
    EXPECT_EQ(says("text\n\n— na\u00a0me AAAAAAA=\n"),
        "line 3: expected the name of a key (without spaces and '+'), a space and base64");
    EXPECT_EQ(says("text\n\n— name AAAA\n"), "line 3: expected base64 of a key's id (4 bytes) and a signature");
    EXPECT_EQ(says("text\n\n— name AAAAAAB=\n"), "line 3: expected base64 of a key's id (4 bytes) and a signature");
    EXPECT_EQ(says("text\n\n— name AAAAAAA\n"), "line 3: expected base64 of a key's id (4 bytes) and a signature");
    EXPECT_EQ(says("te\txt\n\n" + signature), "the note has a control character");
    EXPECT_EQ(says("te\xffxt\n\n" + signature), "the note is not UTF-8");
    std::string many = "text\n\n";
    for (int i = 0; i < 101; ++i)
        many += signature;
    EXPECT_EQ(says(many), "the note has more than 100 signatures");
    EXPECT_EQ(says(std::string(note_size_max, 'x') + "\n\n" + signature), "the note has more than 1048576 bytes");
}

TEST(Verifier, is_read_from_its_text_and_refused_with_another_id)
{
    auto const verifier = signer(1).verifier;
    auto const text = to_string(verifier);
    EXPECT_EQ(parse_verifier(text), verifier);
    auto wrong = text;
    wrong[wrong.find('+') + 1] ^= 1;
    EXPECT_NE(parse_verifier(wrong).error().find("the id of this name and key is"), std::string::npos);
    EXPECT_FALSE(parse_verifier("name+00000000"));
    EXPECT_FALSE(parse_verifier("+00000000+AAAA"));
    EXPECT_FALSE(parse_verifier(text + "A"));
}

TEST(Checkpoint, of_another_form_is_refused_with_its_line)
{
    auto const root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    auto const line = [](std::string const& text) {
        auto const read = parse_checkpoint(text);
        return read ? "" : read.error().substr(0, 6);
    };
    EXPECT_EQ(line(fmt::format("log\n0\n{}\n", root)), "");
    EXPECT_EQ(line(fmt::format("log\n7\n{}\nextension\n", root)), "");
    EXPECT_EQ(line(fmt::format("\n7\n{}\n", root)), "line 1");
    EXPECT_EQ(line(fmt::format("log\n07\n{}\n", root)), "line 2");
    EXPECT_EQ(line(fmt::format("log\n-7\n{}\n", root)), "line 2");
    EXPECT_EQ(line(fmt::format("log\n\n{}\n", root)), "line 2");
    EXPECT_EQ(line(fmt::format("log\n9223372036854775808\n{}\n", root)), "line 2");
    EXPECT_EQ(line("log\n7\n47DE\n"), "line 3");
    EXPECT_EQ(line(fmt::format("log\n7\n{}", root)), "line 3");
    EXPECT_EQ(line("log\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"), "line 3");
    EXPECT_EQ(line(fmt::format("log\n7\n{}\n\n", root)), "line 4");
}

TEST(Checkpoint, stands_to_an_earlier_one_as_the_proof_shows)
{
    std::vector<Digest> leaves;
    for (int i = 0; i < 7; ++i)
        leaves.push_back(merkle::leaf_hash(std::to_string(i)));
    merkle::LeafNodes nodes(leaves);
    auto const at = [&](std::uint64_t size) {
        return Checkpoint { "log", { size, merkle::make_root(nodes, size).value() }, {} };
    };
    auto const proof = merkle::make_consistency(nodes, 3, 7).value();
    auto rewritten = at(7);
    rewritten.head.root.bytes[0] ^= 1;
    auto other = at(7);
    other.origin = "other";
    EXPECT_EQ(compare(at(3), at(7), proof), Relation::extends);
    EXPECT_EQ(compare(at(0), at(7), {}), Relation::extends);
    EXPECT_EQ(compare(at(7), at(7), {}), Relation::same);
    EXPECT_EQ(compare(at(7), rewritten, {}), Relation::forked);
    EXPECT_EQ(compare(at(3), rewritten, proof), Relation::forked);
    EXPECT_EQ(compare(at(7), at(3), proof), Relation::cut);
    EXPECT_EQ(compare(at(3), other, proof), Relation::other_log);
    EXPECT_EQ(compare(at(3), at(7), {}), Relation::unproved);
    EXPECT_EQ(parse_proof_lines(proof_lines(proof)), proof);
    EXPECT_FALSE(parse_proof_lines("AAAA\n"));
    EXPECT_FALSE(parse_proof_lines(proof_lines(merkle::Proof(65))));
}

TEST(TlogProof, is_read_from_its_text_and_holds_for_its_entry_alone)
{
    auto const by = signer(1);
    std::vector<std::string> const entries { "zero", "one", "two" };
    merkle::LeafNodes nodes({ merkle::leaf_hash("zero"), merkle::leaf_hash("one"), merkle::leaf_hash("two") });
    TlogProof proof { "extra bytes", 1, merkle::make_inclusion(nodes, 1, 3).value(),
        checkpoint_of(entries, { &by, 1 }) };
    auto const text = to_string(proof);
    EXPECT_TRUE(text.starts_with("c2sp.org/tlog-proof@v1\nextra ZXh0cmEgYnl0ZXM=\nindex 1\n")) << text;
    EXPECT_EQ(parse_tlog_proof(text), proof);
    proof.extra.reset();
    EXPECT_EQ(parse_tlog_proof(to_string(proof)), proof);

    std::span<Verifier const> const known { &by.verifier, 1 };
    auto const refused = [&](TlogProof const& one, std::string_view entry, std::string_view origin) {
        auto const by_whom = verify(one, entry, origin, known);
        EXPECT_FALSE(by_whom);
        return by_whom ? ProofRefusal::Kind {} : by_whom.error().kind;
    };
    EXPECT_EQ(verify(proof, "one", "example.org/vault", known).value(), std::vector<std::size_t> { 0 });
    EXPECT_EQ(refused(proof, "two", "example.org/vault"), ProofRefusal::Kind::inclusion);
    EXPECT_EQ(refused(proof, "one", "example.org/other"), ProofRefusal::Kind::origin);
    auto moved = proof;
    moved.index = 2;
    EXPECT_EQ(refused(moved, "one", "example.org/vault"), ProofRefusal::Kind::inclusion);
    // The struct says another size than what was signed.
    auto swapped = proof;
    swapped.checkpoint.checkpoint.head = { 1, merkle::leaf_hash("mine") };
    swapped.hashes.clear();
    swapped.index = 0;
    EXPECT_EQ(refused(swapped, "mine", "example.org/vault"), ProofRefusal::Kind::bad_signature);
    // An empty path is right for size 1 only.
    auto empty = proof;
    empty.hashes.clear();
    EXPECT_EQ(refused(empty, "one", "example.org/vault"), ProofRefusal::Kind::inclusion);
    auto const stranger = signer(2);
    auto theirs = proof;
    theirs.checkpoint = checkpoint_of(entries, { &stranger, 1 });
    EXPECT_EQ(refused(theirs, "one", "example.org/vault"), ProofRefusal::Kind::unknown_keys);
}

RC_GTEST_PROP(TlogProofs, with_a_changed_byte_are_refused_or_prove_no_other_entry, ())
{
    auto const by = signer(1);
    std::vector<std::string> const entries { "zero", "one", "two" };
    merkle::LeafNodes nodes({ merkle::leaf_hash("zero"), merkle::leaf_hash("one"), merkle::leaf_hash("two") });
    TlogProof const proof { {}, 1, merkle::make_inclusion(nodes, 1, 3).value(), checkpoint_of(entries, { &by, 1 }) };
    auto text = to_string(proof);
    auto const at = *rc::gen::inRange<std::size_t>(0, text.size());
    text[at] = static_cast<char>(text[at] ^ *rc::gen::inRange(1, 256));
    auto const read = parse_tlog_proof(text);
    auto const holds = read && verify(*read, "one", "example.org/vault", { &by.verifier, 1 });
    RC_ASSERT(!holds);
}

} // namespace recourse::vault::log
