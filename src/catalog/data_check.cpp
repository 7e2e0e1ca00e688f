#include "catalog/data_check.hpp"

#include "catalog/book_inputs.hpp"
#include "catalog/case_run.hpp"
#include "codec/toml_reader.hpp"
#include "core/assess/reach.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace recourse::catalog {

namespace {

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
Problems reach(Data const& data, Date today, std::string_view folder)
{
    Problems problems;
    auto const& world = *data.world;
    for (auto const& book : world.books) {
        if (!folder.empty() && book.folder != folder)
            continue;
        rules::LocalArena arena;
        std::vector<assess::Start> starts;
        for (auto const& example : data.cases) {
            if (!lies_in(example.folder, book.folder))
                continue;
            auto inputs = book_inputs(example.given, world, arena, problems);
            auto const as_of = example.as_of ? *example.as_of : example.given.facts.date("as_of").value_or(today);
            starts.push_back({ &example.given.facts, std::move(inputs[book.id]), as_of });
        }
        std::ranges::move(assess::check_reach(world, book, starts), std::back_inserter(problems));
        casework::Facts const nothing;
        check_caps(world, book, { &nothing, {}, today }, problems);
        for (auto const& start : starts)
            check_caps(world, book, start, problems);
    }
    return data.files.opened(std::move(problems));
}

/// Nobody has read a text tomorrow.
void check_read(codec::Document const& file, codec::Node const& node, Date today, Problems& problems)
{
    for (auto const& member : node.members) {
        if (member.key == "read" && member.value.is(codec::NodeKind::date) && member.value.date > today)
            problems.push_back({ file.place(member.value),
                fmt::format("'read' is {}, which is still to come", to_string(member.value.date)), {} });
        check_read(file, member.value, today, problems);
    }
    for (auto const& item : node.items)
        check_read(file, item, today, problems);
}

Problems read_too_early(DataFiles const& files, Date today)
{
    Problems problems;
    for (auto const& text : files.files)
        if (auto const own = files.own.find(text.path); own != files.own.end()) {
            auto const document = codec::read_toml(text.text, own->second);
            check_read(document, document.root, today, problems);
        }
    return problems;
}

} // namespace

Problems check(Data const& data, Date today, std::string_view folder)
{
    auto problems = read_too_early(data.files, today);
    std::ranges::move(reach(data, today, folder), std::back_inserter(problems));
    std::ranges::move(failing_cases(data, today), std::back_inserter(problems));
    return problems;
}

std::size_t rules_of(cover::Book const& book)
{
    return book.scopes.size() + book.covers.size() + book.exclusions.size() + book.caps.size() + book.deadlines.size()
        + book.provisions.size();
}

} // namespace recourse::catalog
