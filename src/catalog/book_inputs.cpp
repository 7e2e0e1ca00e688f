#include "catalog/book_inputs.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

namespace {

using codec::Node;
using codec::NodeKind;
using rules::TypeKind;
using rules::Value;

std::expected<Value, std::string> value_of_type(Node const& node, TypeKind type, rules::Arena& arena)
{
    if (type == TypeKind::boolean && node.is(NodeKind::boolean))
        return Value::of(node.boolean);
    if (type == TypeKind::integer && node.is(NodeKind::integer))
        return Value::of(node.integer);
    if (type == TypeKind::date && node.is(NodeKind::date))
        return Value::of(node.date);
    if (type == TypeKind::date && node.is_string()) {
        auto const date = parse_date(node.text);
        if (!date)
            return std::unexpected(date.error());
        return Value::of(*date);
    }
    if (type == TypeKind::money && node.is_string()) {
        auto const money = parse_money(node.text);
        if (!money)
            return std::unexpected(money.error());
        if (money->minor < 0 || money->minor > amount_minor_max)
            return std::unexpected(fmt::format("{} is {}", node.text, money->minor < 0 ? "negative" : "too much"));
        return Value::of(*money);
    }
    if (type == TypeKind::string && node.is_string())
        return Value::string(arena.copy(node.text));
    return std::unexpected(
        fmt::format("{} does not fit; expected {}", describe(node.kind), rules::to_string(rules::Type { type })));
}

} // namespace

assess::BookInputs book_inputs(
    codec::CaseFile const& file, casework::World const& world, rules::Arena& arena, Problems& problems)
{
    assess::BookInputs result;
    std::vector<std::string_view> programmes;
    for (auto const& book : world.books)
        programmes.push_back(book.id);
    for (auto const& member : file.inputs.members) {
        auto const known = std::ranges::find(world.books, member.key, &cover::Book::id);
        Place const place { file.file, member.line, member.column };
        if (known == world.books.end()) {
            problems.push_back({ place, fmt::format("no rule book is called '{}'", member.key),
                did_you_mean(member.key, programmes) });
            continue;
        }
        std::vector<std::string_view> names;
        for (auto const& input : known->inputs)
            names.push_back(input.id);
        for (auto const& given : member.value.members) {
            auto const input = std::ranges::find(known->inputs, given.key, &cover::Input::id);
            Place const at { file.file, given.line, given.column };
            if (input == known->inputs.end()) {
                problems.push_back({ at, fmt::format("'{}' asks for no '{}'", member.key, given.key),
                    did_you_mean(given.key, names) });
                continue;
            }
            if (auto value = value_of_type(given.value, input->type.kind(), arena))
                result[member.key].emplace(given.key, *value);
            else
                problems.push_back({ at, fmt::format("'{}': {}", given.key, value.error()), {} });
        }
    }
    return result;
}

} // namespace recourse::catalog
