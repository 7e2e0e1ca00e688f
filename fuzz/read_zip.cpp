// Any bytes are a zip whose members can be read within what they announce, or refused with a reason; a name never leads
// outside.

#include "base/check.hpp"
#include "planted.hpp"
#include "vault/zip/archive.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    vault::ZipLimits const limits { .members_max = 1'000, .unpacked_bytes_max = 4U << 20U };
    auto const archive
        = vault::Archive::open(vault::memory_range({ reinterpret_cast<char const*>(bytes), size }), limits);
    if (!archive) {
        RECOURSE_ASSERT(!archive.error().says.empty());
        // No seed has a member that is encrypted.
        fuzz::planted(archive.error().says.starts_with("is encrypted"));
        return 0;
    }
    std::uint64_t packed = 0;
    for (std::size_t i = 0; i < archive->entries().size(); ++i) {
        auto const& file = archive->entries()[i];
        RECOURSE_ASSERT(!vault::name_flaw(file.name));
        packed += archive->member(i).packed;
        std::uint64_t given = 0;
        auto const read = archive->read(i, [&](std::span<std::uint8_t const> piece) { given += piece.size(); });
        RECOURSE_ASSERT(given <= file.size && (!read || given == file.size));
    }
    RECOURSE_ASSERT(packed <= size);
    static_cast<void>(archive->packing());
    return 0;
}
