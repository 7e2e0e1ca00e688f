#include "cli/report.hpp"
#include "cli/rules_folder.hpp"

#include <fmt/format.h>

#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FOLDER", "a folder with programmes/ and forums/", false } };

int check(Given const& given, Streams streams)
{
    auto const loaded = load_folder(value_of(given, "FOLDER"), streams);
    if (!loaded) {
        say(loaded.error(), streams.err);
        streams.err << fmt::format("{} problems\n", loaded.error().size());
        return input_wrong;
    }
    auto const& world = *loaded->world;
    std::size_t rules = 0;
    for (auto const& book : world.books)
        rules += book.scopes.size() + book.covers.size() + book.exclusions.size() + book.caps.size()
            + book.deadlines.size() + book.provisions.size();
    streams.out << fmt::format("{} books with {} rules, {} routes, {} warnings, {} tasks, {} cases: nothing wrong\n",
        world.books.size(), rules, world.routes.size(), world.guide.warnings.size(), world.guide.tasks.size(),
        loaded->cases.size());
    return answered;
}

} // namespace

Subcommand const rules_check_command { "rules check", "Check rule books, routes and everything beside them",
    "recourse rules check", words, {}, &check };

} // namespace recourse::cli
