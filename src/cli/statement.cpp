#include "base/text.hpp"
#include "brief/addresses.hpp"
#include "cli/case_study.hpp"
#include "cli/report.hpp"
#include "cli/statement_json.hpp"
#include "core/quantum/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>

// How much is claimed: the claim statement from the facts of a case file.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "CASE", "the case file, TOML or JSON; - is standard input" } };
constexpr std::array options {
    as_of_option,
    with_option,
    Option { "mode", "MODE", "lpr-segmented or lpr-at-breach", "lpr-segmented", false, "lpr-segmented lpr-at-breach" },
    Option { "uplift", "PERCENT", "on top of the loan prime rate, 0 to 100", "50" },
    Option { "format", "FORMAT", "text or json", "text", false, "text json" },
    Option { "language", "LANGUAGE", "en or zh", "en", false, "en zh" },
    data_option,
};
constexpr std::string_view details
    = "What was received is given in FILE of --with, as [[recoveries]] with day and amount. What the case does not say "
      "well enough is left out and named at the end.";

void sources(quantum::Statement const& stated, Language language, std::ostream& out)
{
    std::set<std::string> told;
    auto const tell = [&](casework::SourceRef const& source) {
        if (source.url.empty() || !told.insert(source.document).second)
            return;
        if (told.size() == 1)
            out << (language == Language::zh ? "来源\n" : "Sources\n");
        out << fmt::format("   {}\n     {}\n", source.title, source.url);
    };
    for (auto const& line : stated.lines)
        tell(line.source);
    tell(stated.terms.source);
    for (auto const& warning : stated.warnings)
        tell(warning.source);
}

int run_statement(Given const& given, Streams streams)
{
    constexpr std::string_view command = "statement";
    Problems problems;
    auto const language = language_of(command, given, Language::en, problems);
    auto const format = value_of(given, "format", "text");
    if (format != "text" && format != "json")
        problems.push_back(
            { {}, fmt::format("recourse {}: --format is '{}'; expected text or json", command, format), {} });
    int status = answered;
    auto const made = study_case(command, given, std::move(problems), streams, status);
    if (made == nullptr)
        return status;
    auto& study = *made->study;
    if (!study.statement) {
        say(fmt::format("recourse {}: the case does not say enough for a statement:", command), streams.err);
        say_remarks(study, language, streams.err);
        return input_wrong;
    }
    auto const& files = made->data->files.files;
    auto const found = std::ranges::find(files, "forums/sources.toml", &catalog::FileText::path);
    if (found != files.end())
        brief::put_addresses(*study.statement, brief::addresses_of(catalog::read(*found)));
    if (format == "json") {
        streams.out << statement_json(study);
        return answered;
    }
    streams.out << quantum::printed(*study.statement, language, 80);
    sources(*study.statement, language, streams.out);
    if (!study.basis.remarks.empty())
        streams.out << (language == Language::zh ? "\n未计入或须注意\n" : "\nLeft out, or to be minded\n");
    say_remarks(study, language, streams.out);
    return answered;
}

} // namespace

Subcommand const statement_command { "statement", "What is claimed, line by line, with interest and renminbi",
    "recourse statement examples/legal/case.toml", words, options, &run_statement, details };

} // namespace recourse::cli
