// Any bytes are a proof in its one form or are refused with a sentence; and no proof holds that nobody known signed.

#include "base/check.hpp"
#include "planted.hpp"
#include "vault/log/keys.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::vault;
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    auto const proof = log::parse_tlog_proof(text);
    if (!proof) {
        RECOURSE_ASSERT(!proof.error().empty());
        return 0;
    }
    RECOURSE_ASSERT(log::to_string(*proof) == text);
    auto const by = log::make_verifier("log", {});
    RECOURSE_ASSERT(!log::verify(*proof, "entry", proof->checkpoint.checkpoint.origin, { &by, 1 }));
    auto const& head = proof->checkpoint.checkpoint.head;
    // Whatever the arithmetic says, it comes to an end, and only within the tree.
    if (merkle::verify_inclusion({}, proof->index, head.size, head.root, proof->hashes))
        RECOURSE_ASSERT(proof->index < head.size);
    [[maybe_unused]] auto const unread
        = merkle::verify_consistency(proof->index, {}, head.size, head.root, proof->hashes);
    [[maybe_unused]] auto const unread2
        = merkle::verify_subtree_consistency(proof->index / 2, proof->index, head.size, {}, head.root, proof->hashes);
    // No seed is for an entry behind its tree.
    fuzz::planted(proof->index >= head.size);
    return 0;
}
