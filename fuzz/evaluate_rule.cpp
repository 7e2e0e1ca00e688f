// Any text that compiles unchecked comes to an end within its limits, and to a value.

#include "base/check.hpp"
#include "core/case/facts.hpp"
#include "planted.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    static casework::Facts const facts = [] {
        casework::Facts made;
        made.set_text(*casework::parse_path("order.platform"), "alibaba.com");
        made.set(*casework::parse_path("payments[0].through_platform"), rules::Value::of(true));
        return made;
    }();
    rules::CompileOptions options;
    options.check = false;
    auto const program
        = rules::compile({ reinterpret_cast<char const*>(bytes), size }, casework::fact_schema(), options);
    if (!program)
        return 0;
    rules::LocalArena arena;
    auto slots = casework::bind(facts, arena);
    rules::Activation activation { .slots = slots };
    rules::Limits limits;
    limits.steps_max = 20'000;
    limits.arena_bytes_max = 4u << 20;
    auto const value = rules::evaluate(**program, activation, arena, nullptr, limits);
    RECOURSE_ASSERT(!value.is(rules::Kind::absent));
    (void)rules::to_string(value);
    recourse::fuzz::planted(value.is_unknown());
    return 0;
}
