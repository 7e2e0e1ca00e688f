// Any bytes as the manifest of a bag: every line that is taken has a checksum of the right length and a name that stays
// inside, and a bag with it is judged in bounded findings.

#include "base/check.hpp"
#include "planted.hpp"
#include "vault/bag/check.hpp"
#include "vault/contents/memory_contents.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    std::string const text { reinterpret_cast<char const*>(bytes), size };
    for (bool const final : { false, true }) {
        std::vector<vault::Finding> findings;
        auto const lines
            = vault::read_manifest(text, "manifest-md5.txt", *vault::checksum_kind("md5"), final, findings);
        for (auto const& line : lines)
            RECOURSE_ASSERT(line.checksum.size() == 32 && !vault::name_flaw(line.name));
        auto const report = vault::check_bag(
            vault::MemoryContents({ { "bagit.txt",
                                        final ? "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
                                              : "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n" },
                { "data/a", "x" }, { "manifest-md5.txt", text }, { "bag-info.txt", text }, { "fetch.txt", text } }),
            { .findings_max = 50 });
        RECOURSE_ASSERT(report.findings.size() <= 51);
        // No seed has a name with a percent sign that stands for itself.
        for (auto const& line : lines)
            fuzz::planted(final && line.name.find('%') != std::string::npos);
    }
    return 0;
}
