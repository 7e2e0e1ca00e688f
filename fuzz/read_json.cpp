// Any bytes give a document: a table, or problems that say where reading stopped.

#include "base/check.hpp"
#include "codec/json_reader.hpp"
#include "planted.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    auto const document = recourse::codec::read_json({ reinterpret_cast<char const*>(bytes), size }, "fuzz.json");
    RECOURSE_ASSERT(document.root.is_table());
    for (auto const& problem : document.problems)
        RECOURSE_ASSERT(!problem.message.empty() && problem.place.line >= 0);
    recourse::fuzz::planted(document.problems.empty() && recourse::fuzz::list_of_values(document.root));
    return 0;
}
