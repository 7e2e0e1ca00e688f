// Any bytes as a case file are problems with their places, or an answer that every writer can write.

#include "base/check.hpp"
#include "catalog/book_inputs.hpp"
#include "catalog/world.hpp"
#include "codec/answer_json.hpp"
#include "core/assess/assess.hpp"
#include "planted.hpp"
#include "render/html.hpp"
#include "render/ics.hpp"
#include "render/text.hpp"

#include <algorithm>
#include <array>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    static auto const shipped = catalog::shipped_world();
    RECOURSE_ASSERT(shipped.has_value());
    auto const& world = *shipped->world;
    auto const file
        = codec::read_case({ reinterpret_cast<char const*>(bytes), size }, "fuzz.toml", codec::CaseFormat::toml);
    if (!file) {
        for (auto const& problem : file.error())
            RECOURSE_ASSERT(!problem.message.empty() && problem.place.line >= 0);
        return 0;
    }
    Problems problems;
    rules::LocalArena arena;
    auto const inputs = catalog::book_inputs(*file, world, arena, problems);
    if (!problems.empty())
        return 0;
    assess::Options options;
    options.as_of = file->facts.date("as_of").value_or(Date::of(2026, 11, 22));
    options.language = file->facts.text("language") == "zh" ? Language::zh : Language::en;
    auto const answer = assess::assess(world, file->facts, inputs, options);
    for (auto const& text : { codec::to_json(answer), render::render_text(answer), render::render_html(answer),
             render::render_ics(answer) })
        RECOURSE_ASSERT(!text.empty());
    // An order of a value that no seed has, and a programme that speaks of the case.
    static constexpr std::array<std::int64_t, 3> seeds { 21'500'00, 50'000'00, 5'760'00 };
    auto const value = file->facts.money("order.value");
    recourse::fuzz::planted(value && std::ranges::find(seeds, value->minor) == seeds.end() && !answer.coverage.empty());
    return 0;
}
