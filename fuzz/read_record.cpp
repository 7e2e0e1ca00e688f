// Any bytes are a record or a bundle of entries in their one form, or are refused with a sentence.

#include "base/check.hpp"
#include "planted.hpp"
#include "vault/log/keys.hpp"
#include "vault/log/tiles.hpp"
#include "vault/record/record.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::vault;
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    if (auto const entries = log::parse_bundle(text)) {
        std::string again;
        for (auto const& entry : *entries)
            log::add_to_bundle(again, entry);
        RECOURSE_ASSERT(again == text);
    }
    auto const record = decode_record(text);
    if (!record) {
        RECOURSE_ASSERT(!record.error().empty());
        return 0;
    }
    RECOURSE_ASSERT(!flaw(*record) && encode(*record) == text);
    [[maybe_unused]] auto const unread = log::announced_key(text);
    // Every seed is of an act in the first half.
    fuzz::planted(record->act == Act::erased);
    return 0;
}
