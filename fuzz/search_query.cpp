// Any question is understood or too long, and what SQLite is asked then is always in its language.

#include "base/check.hpp"
#include "planted.hpp"
#include "search/query.hpp"
#include "search/search.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    static auto const searched = [] {
        auto made = search::Search::open({});
        RECOURSE_ASSERT(made.has_value());
        search::Document const document { "one", "A", { { "The pumps leak. 质量有问题", "page 1", 0, 0 } } };
        RECOURSE_ASSERT((*made)->put({ &document, 1 }, 1).has_value());
        return std::move(*made);
    }();
    std::string const text { reinterpret_cast<char const*>(bytes), size };
    auto const query = search::parse_query(text);
    auto const answer = searched->query({ text, { "A" }, 5, {} });
    RECOURSE_ASSERT(query ? answer.has_value() : answer.error().kind == search::Fault::Kind::limit);
    // No seed takes either of two and excludes a third.
    fuzz::planted(query && !query->none.empty() && !query->all.empty() && query->all[0].size() > 1);
    return 0;
}
