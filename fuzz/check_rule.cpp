// Any text is an expression that checks, or problems with their places.

#include "base/check.hpp"
#include "core/case/facts.hpp"
#include "planted.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const text { reinterpret_cast<char const*>(bytes), size };
    auto const program = recourse::rules::compile(text, recourse::casework::fact_schema());
    if (!program) {
        RECOURSE_ASSERT(!program.error().empty());
        for (auto const& problem : program.error())
            RECOURSE_ASSERT(!problem.message.empty() && problem.place.line >= 0);
    }
    recourse::fuzz::planted(program && recourse::rules::type_of(**program).kind() == recourse::rules::TypeKind::boolean
        && text.contains("order."));
    return 0;
}
