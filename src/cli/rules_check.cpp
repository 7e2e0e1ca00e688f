#include "catalog/book_inputs.hpp"
#include "cli/report.hpp"
#include "cli/rules_cases.hpp"
#include "cli/today.hpp"
#include "codec/toml_reader.hpp"
#include "core/assess/reach.hpp"

#include <fmt/format.h>

#include <iterator>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FOLDER", "a folder with programmes/, forums/ or calendars/", false } };
constexpr std::array options { data_option };

/// A limit that is lower at its most than at its least, by the facts of the start.
void check_caps(casework::World const& world, cover::Book const& book, assess::Start const& start, Problems& problems)
{
    casework::Evaluation evaluation(world, *start.facts, start.as_of);
    for (auto const& reading : book.readings) {
        cover::BookFrame frame(book, reading, evaluation, start.inputs);
        for (auto const& cap : book.caps) {
            if (!cap.low || !cap.high || cap.low == cap.high || !reading.takes(cap.readings))
                continue;
            auto const low = frame.frame().value(*cap.low);
            auto const high = frame.frame().value(*cap.high);
            if (!low.is(rules::Kind::money) || !high.is(rules::Kind::money))
                continue;
            bool const crossed
                = comparable(low.as_money(), high.as_money()) && compare(low.as_money(), high.as_money()) > 0;
            auto message = fmt::format("'low' of the cap '{}' is {}, above 'high', which is {}", cap.id,
                to_string(low.as_money()), to_string(high.as_money()));
            bool const said = std::ranges::any_of(problems, [&](auto const& one) { return one.place == cap.place; });
            if (crossed && !said)
                problems.push_back({ cap.place, std::move(message), "turn them round" });
        }
    }
}

/// What shows only when a book is run: rules that never hold, rules that clash, limits that cross.
Problems reach(Data const& data)
{
    Problems problems;
    auto const& world = *data.world;
    for (auto const& book : world.books) {
        rules::LocalArena arena;
        std::vector<assess::Start> starts;
        for (auto const& example : data.cases) {
            if (!lies_in(example.folder, book.folder))
                continue;
            auto inputs = catalog::book_inputs(example.given, world, arena, problems);
            auto const as_of = example.as_of ? *example.as_of : example.given.facts.date("as_of").value_or(today());
            starts.push_back({ &example.given.facts, std::move(inputs[book.id]), as_of });
        }
        std::ranges::move(assess::check_reach(world, book, starts), std::back_inserter(problems));
        casework::Facts const nothing;
        check_caps(world, book, { &nothing, {}, today() }, problems);
        for (auto const& start : starts)
            check_caps(world, book, start, problems);
    }
    return data.files.opened(std::move(problems));
}

/// Nobody has read a text tomorrow.
void check_read(codec::Document const& file, codec::Node const& node, Problems& problems)
{
    for (auto const& member : node.members) {
        if (member.key == "read" && member.value.is(codec::NodeKind::date) && member.value.date > today())
            problems.push_back({ file.place(member.value),
                fmt::format("'read' is {}, which is still to come", to_string(member.value.date)), {} });
        check_read(file, member.value, problems);
    }
    for (auto const& item : node.items)
        check_read(file, item, problems);
}

Problems read_too_early(DataFiles const& files)
{
    Problems problems;
    for (auto const& text : files.files)
        if (auto const own = files.own.find(text.path); own != files.own.end()) {
            auto const document = codec::read_toml(text.text, own->second);
            check_read(document, document.root, problems);
        }
    return problems;
}

int check(Given const& given, Streams streams)
{
    auto const data = data_to_check(given, streams);
    if (!data)
        return input_wrong;
    auto problems = read_too_early(data->files);
    std::ranges::move(reach(*data), std::back_inserter(problems));
    std::ranges::move(failing_cases(*data), std::back_inserter(problems));
    if (!problems.empty()) {
        say(problems, streams.err);
        streams.err << counted(problems.size(), "problem") << '\n';
        return input_wrong;
    }
    auto const& world = *data->world;
    std::size_t rules = 0;
    for (auto const& book : world.books)
        rules += book.scopes.size() + book.covers.size() + book.exclusions.size() + book.caps.size()
            + book.deadlines.size() + book.provisions.size();
    std::size_t years = 0;
    for (auto const& [name, calendar] : world.calendars)
        years += calendar.years().size();
    streams.out << fmt::format("{} with {}, {}, {}, {}, {}, {}: nothing wrong\n", counted(world.books.size(), "book"),
        counted(rules, "rule"), counted(world.routes.size(), "route"), counted(world.guide.warnings.size(), "warning"),
        counted(world.guide.tasks.size(), "task"), counted(years, "calendar year"),
        counted(data->cases.size(), "case"));
    return answered;
}

} // namespace

Subcommand const rules_check_command { "rules check", "Check rule books, routes and everything beside them",
    "recourse rules check", words, options, &check,
    "Reads every file, runs every rule over the facts it names, and runs the cases that books and routes carry. With a "
    "FOLDER its programmes alone are checked, over the shipped forums and calendars." };

} // namespace recourse::cli
