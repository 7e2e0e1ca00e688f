// Any bytes as the two files of a package that another desk reads, and as the package itself: what is taken can be
// written again and is the same, and no name leads outside.

#include "base/check.hpp"
#include "handover/archive.hpp"
#include "handover/matter_file.hpp"
#include "planted.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    std::string const text { reinterpret_cast<char const*>(bytes), size };
    if (auto const manifest = handover::read_manifest(text)) {
        for (auto const& one : manifest->files)
            RECOURSE_ASSERT(!vault::name_flaw(one.name));
        auto const again = handover::read_manifest(handover::written(*manifest));
        RECOURSE_ASSERT(again && *again == *manifest);
    }
    if (auto const matter = handover::read_matter(text)) {
        auto const again = handover::written(*matter);
        auto const read = handover::read_matter(again);
        RECOURSE_ASSERT(read && handover::written(*read) == again);
        // No seed names an exhibit.
        fuzz::planted(!matter->exhibits.empty());
    }
    std::uint64_t given = 0;
    auto const opened = handover::decrypt_bytes(text, "kqwzm-abcde",
        [&](std::span<std::uint8_t const> piece) { given += piece.size(); },
        { .package_bytes_max = 1U << 20U, .inner_bytes_max = 4096 });
    RECOURSE_ASSERT(!opened || given <= 4096);
    return 0;
}
