// Any bytes as a receiver's file give a receiver whose six limits are all there, or every problem with its file.

#include "base/check.hpp"
#include "catalog/receivers.hpp"
#include "planted.hpp"

#include <array>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    std::array const files { catalog::FileText { "receivers/p.toml", { reinterpret_cast<char const*>(bytes), size } } };
    auto const found = catalog::receivers_of(files);
    if (!found) {
        for (auto const& problem : found.error())
            RECOURSE_ASSERT(!problem.message.empty());
        return 0;
    }
    auto const& one = found->front();
    for (std::size_t i = 0; i < receiver::measures; ++i)
        RECOURSE_ASSERT(one.limit(static_cast<receiver::Measure>(i)).unknown
            || !one.limit(static_cast<receiver::Measure>(i)).source.mark.empty());
    for (int opponents = 0; opponents < 5; ++opponents)
        for (bool const sole : { false, true })
            RECOURSE_ASSERT(copies_for(one.copies, opponents, sole).value_or(1) >= 0);
    fuzz::planted(one.copies.base != 5);
    return 0;
}
