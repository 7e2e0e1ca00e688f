#include "catalog/data_check.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FOLDER", "a folder with programmes/, forums/ and so on", false } };
constexpr std::array options { data_option };

int check(Given const& given, Streams streams)
{
    auto const data = data_to_check(given, streams);
    if (!data)
        return input_wrong;
    auto const problems = catalog::check(*data, today());
    if (!problems.empty()) {
        say(problems, streams.err);
        streams.err << counted(problems.size(), "problem") << '\n';
        return input_wrong;
    }
    auto const& world = *data->world;
    std::size_t rules = 0;
    for (auto const& book : world.books)
        rules += catalog::rules_of(book);
    std::size_t years = 0;
    for (auto const& [name, calendar] : world.calendars)
        years += calendar.years().size();
    streams.out << fmt::format("{} with {}, {}, {}, {}, {}, {}, {}: nothing wrong\n",
        counted(world.books.size(), "book"), counted(rules, "rule"), counted(world.routes.size(), "route"),
        counted(world.guide.warnings.size(), "warning"), counted(world.guide.tasks.size(), "task"),
        counted(years, "calendar year"), counted(data->receivers.size(), "receiver"),
        counted(data->cases.size(), "case"));
    return answered;
}

} // namespace

Subcommand const rules_check_command { "rules check", "Check rule books, routes and everything beside them",
    "recourse rules check", words, options, &check,
    "Reads every file, runs every rule over the facts it names, and runs the cases that books and routes carry. With a "
    "FOLDER its programmes alone are checked, over the shipped forums and calendars." };

} // namespace recourse::cli
