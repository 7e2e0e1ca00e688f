#include "catalog/case_run.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"

#include <fmt/format.h>

#include <ostream>
#include <set>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FOLDER", "a folder with programmes/, forums/ and so on", false } };
constexpr std::array test_options { data_option };

int test(Given const& given, Streams streams)
{
    auto const data = data_to_check(given, streams);
    if (!data)
        return input_wrong;
    auto const differences = catalog::failing_cases(*data, today());
    say(differences, streams.out);
    std::set<std::pair<std::string, int>> failed;
    for (auto const& one : differences)
        failed.emplace(one.place.file, one.place.line);
    streams.out << fmt::format("{}, {} differ\n", counted(data->cases.size(), "case"), failed.size());
    return failed.empty() ? answered : input_wrong;
}

} // namespace

Subcommand const rules_test_command { "rules test", "Run the cases that rule books and routes carry",
    "recourse rules test", words, test_options, &test };

} // namespace recourse::cli
