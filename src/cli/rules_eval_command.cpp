#include "cli/report.hpp"
#include "cli/rules_eval.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"
#include "core/case/evaluation.hpp"
#include "core/rules/trace.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "EXPR", "an expression of the rule language", false } };
constexpr std::array options {
    Option { "facts", "FILE", "the case file whose facts the expression speaks of" },
    Option { "lines", "", "one JSON request a line in, one answer a line out" },
    data_option,
};

int eval(Given const& given, Streams streams)
{
    if (given.contains("lines")) {
        for (auto const& [name, value] : given)
            if (name != "lines")
                say(fmt::format("recourse rules eval: --lines takes no {}{}: a line brings what it speaks of",
                        name == "EXPR" ? "" : "--", name),
                    streams.err);
        return given.size() == 1 ? run_eval_lines(streams.in, streams.out) : int { input_wrong };
    }
    if (!given.contains("EXPR")) {
        streams.err << "recourse rules eval: give an expression, or --lines\n";
        return input_wrong;
    }
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    codec::CaseFile file;
    if (given.contains("facts")) {
        auto read = load_case("rules eval", value_of(given, "facts"), streams);
        if (!read)
            return input_wrong;
        file = std::move(*read);
    }
    auto const& world = *loaded->world;
    auto const program = rules::compile(value_of(given, "EXPR"), *world.schema);
    if (!program) {
        say(program.error(), streams.err);
        return input_wrong;
    }
    casework::Evaluation evaluation(world, file.facts, file.facts.date("as_of").value_or(today()));
    rules::Trace trace;
    auto const value = evaluation.frame().value(**program, &trace);
    say(rules::to_string(value), streams.out);
    for (auto const& line : trace.lines())
        say("  " + line, streams.out);
    return value.is_error() ? input_wrong : answered;
}

} // namespace

Subcommand const rules_eval_command { "rules eval", "Work out one expression, with what decided it",
    "recourse rules eval 'paid > money(\"1000.00 USD\")' --facts case.toml", words, options, &eval };

} // namespace recourse::cli
