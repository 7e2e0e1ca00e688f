#include "cli/case_input.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"
#include "core/assess/reach.hpp"

#include <fmt/format.h>

#include <iterator>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FOLDER", "a folder with programmes/ and forums/", false } };

/// What shows only when a book is run: rules that never hold, rules that clash.
Problems reach(catalog::Loaded const& loaded)
{
    Problems problems;
    auto const& world = *loaded.world;
    for (auto const& book : world.books) {
        rules::Arena arena;
        std::vector<assess::Start> starts;
        for (auto const& example : loaded.cases) {
            if (!lies_in(example.folder, book.folder))
                continue;
            auto inputs = book_inputs(example.given, world, arena, problems);
            auto const as_of = example.as_of ? *example.as_of : example.given.facts.date("as_of").value_or(today());
            starts.push_back({ &example.given.facts, std::move(inputs[book.id]), as_of });
        }
        std::ranges::move(assess::check_reach(world, book, starts), std::back_inserter(problems));
    }
    return problems;
}

int check(Given const& given, Streams streams)
{
    auto const loaded = load_folder(value_of(given, "FOLDER"), streams);
    if (!loaded) {
        say(loaded.error(), streams.err);
        streams.err << fmt::format("{} problems\n", loaded.error().size());
        return input_wrong;
    }
    if (auto const problems = reach(*loaded); !problems.empty()) {
        say(problems, streams.err);
        streams.err << fmt::format("{} problems\n", problems.size());
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
