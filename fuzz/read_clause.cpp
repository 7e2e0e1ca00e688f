// Any text is a clause or is refused: what was found stands in the text where it is said to, and a verdict goes with a
// finding that explains it.

#include "base/check.hpp"
#include "base/text.hpp"
#include "catalog/forum_book.hpp"
#include "core/forum/clause.hpp"
#include "planted.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    static auto const book = catalog::shipped_forum_book();
    RECOURSE_ASSERT(book.has_value());
    static forum::ClauseReader const reader(*book);
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    auto const clause = reader.read(text);
    RECOURSE_ASSERT(clause.has_value() == (size <= forum::ClauseReader::bytes_max && is_utf8(text)));
    if (!clause)
        return 0;
    auto const stands = [&](forum::Excerpt const& excerpt) {
        RECOURSE_ASSERT(!excerpt.text.empty() && text.substr(excerpt.at).starts_with(excerpt.text));
    };
    for (auto const& one : clause->institutions)
        stands(one.excerpt);
    for (auto const& one : clause->seats)
        stands(one.excerpt);
    for (auto const& one : clause->courts)
        stands(one.excerpt);
    RECOURSE_ASSERT((clause->verdict == forum::Verdict::none) == (!clause->arbitration && !clause->court));
    RECOURSE_ASSERT(!clause->findings.empty());
    RECOURSE_ASSERT(
        clause->has(forum::FindingCode::competing_institutions) == false || clause->institutions.size() > 1);
    fuzz::planted(clause->verdict == forum::Verdict::competing && clause->institutions.size() >= 3);
    return 0;
}
