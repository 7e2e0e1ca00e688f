#include "catalog/world.hpp"
#include "cli/case_ask.hpp"
#include "cli/case_input.hpp"
#include "cli/today.hpp"

#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FILE", "the case file; it is made where it is missing", true } };
constexpr std::array options { Option { "language", "LANGUAGE", "en or zh", "en" } };

int case_ask(Given const& given, Streams streams)
{
    auto const language = value_of(given, "language", "en");
    if (language != "en" && language != "zh") {
        streams.err << "recourse case ask: --language is '" << language << "'; expected en or zh\n";
        return input_wrong;
    }
    auto const loaded = catalog::shipped_world();
    if (!loaded) {
        for (auto const& problem : loaded.error())
            streams.err << to_string(problem) << '\n';
        return we_failed;
    }
    auto const& world = *loaded->world;
    auto const chosen = language == "zh" ? Language::zh : Language::en;
    auto const questions = [&](codec::CaseFile const& file) {
        Problems problems;
        rules::Arena arena;
        auto const inputs = book_inputs(file, world, arena, problems);
        assess::Options how;
        how.as_of = file.facts.date("as_of").value_or(today());
        how.language = chosen;
        return assess::questions(world, file.facts, inputs, how, assess::figures(world, file.facts, inputs, how));
    };
    return run_case_ask(value_of(given, "FILE"), chosen, questions, world.guide.facts, streams);
}

} // namespace

Subcommand const case_ask_command { "case ask", "Fill in a case file by answering, most valuable first",
    "recourse case ask my-case.toml", words, options, &case_ask };

} // namespace recourse::cli
