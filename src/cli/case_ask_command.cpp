#include "catalog/book_inputs.hpp"
#include "cli/case_ask.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FILE", "the case file; it is made where it is missing", true } };
constexpr std::array options { Option { "language", "LANGUAGE", "en or zh", "en", false, "en zh" }, data_option };

int case_ask(Given const& given, Streams streams)
{
    Problems problems;
    auto const language = language_of("case ask", given, Language::en, problems);
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    auto const& world = *loaded->world;
    auto const questions = [&](codec::CaseFile const& file) {
        Problems wrong;
        rules::LocalArena arena;
        auto const inputs = catalog::book_inputs(file, world, arena, wrong);
        assess::Options how;
        how.as_of = file.facts.date("as_of").value_or(today());
        how.language = language;
        return assess::questions(world, file.facts, inputs, how, assess::figures(world, file.facts, inputs, how));
    };
    return run_case_ask(value_of(given, "FILE"), language, questions, world.guide.facts, streams);
}

} // namespace

Subcommand const case_ask_command { "case ask", "Fill in a case file by answering, most valuable first",
    "recourse case ask my-case.toml", words, options, &case_ask };

} // namespace recourse::cli
