// Any bytes are a note, checkpoint, key or list of hashes in their one form, or are refused with a sentence.

#include "base/check.hpp"
#include "planted.hpp"
#include "vault/log/checkpoint.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::vault;
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    if (auto const key = log::parse_verifier(text))
        RECOURSE_ASSERT(log::to_string(*key) == text);
    if (auto const hashes = log::parse_proof_lines(text))
        RECOURSE_ASSERT(log::proof_lines(*hashes) == text);
    auto const note = log::parse_note(text);
    if (!note) {
        RECOURSE_ASSERT(!note.error().empty());
        return 0;
    }
    RECOURSE_ASSERT(log::to_string(*note) == text);
    auto const by = log::make_verifier("log", {});
    RECOURSE_ASSERT(!log::verify(*note, { &by, 1 }));
    auto const checkpoint = log::parse_signed_checkpoint(text);
    if (checkpoint)
        RECOURSE_ASSERT(log::to_text(checkpoint->checkpoint) == note->text);
    else
        RECOURSE_ASSERT(!checkpoint.error().empty());
    // No seed has an extension.
    fuzz::planted(checkpoint && !checkpoint->checkpoint.extensions.empty());
    return 0;
}
