#include "catalog/table_reader.hpp"

#include "base/text.hpp"

namespace recourse::catalog {

using codec::Node;
using codec::NodeKind;

TableReader::TableReader(codec::Document const& document, Node const& table, std::string what, Problems& problems)
    : document_(document)
    , table_(table)
    , what_(std::move(what))
    , problems_(problems)
{
    if (!table.is_table())
        problem(fmt::format("{} is {}, not a table", what_, describe(table.kind)));
}

void TableReader::problem(Node const& at, std::string message, std::string remedy)
{
    problems_.push_back({ document_.place(at), std::move(message), std::move(remedy) });
}

void TableReader::problem_at(std::string_view key, std::string message, std::string remedy)
{
    auto const* node = table_.find(key);
    problem(node == nullptr ? table_ : *node, std::move(message), std::move(remedy));
}

Node const* TableReader::want(std::string_view key, NodeKind kind)
{
    asked_.emplace(key);
    auto const* node = table_.find(key);
    if (node == nullptr || node->is(kind))
        return node;
    problem(*node, fmt::format("{}: '{}' is {}; expected {}", what_, key, describe(node->kind), describe(kind)));
    return nullptr;
}

void TableReader::need(std::string_view key, bool there)
{
    if (!there && table_.find(key) == nullptr)
        problem(fmt::format("{} has no '{}'", what_, key));
}

std::optional<std::string> TableReader::text(std::string_view key)
{
    auto const* node = want(key, NodeKind::string);
    return node == nullptr ? std::nullopt : std::optional { node->text };
}

std::optional<std::int64_t> TableReader::integer(std::string_view key)
{
    auto const* node = want(key, NodeKind::integer);
    return node == nullptr ? std::nullopt : std::optional { node->integer };
}

std::optional<bool> TableReader::boolean(std::string_view key)
{
    auto const* node = want(key, NodeKind::boolean);
    return node == nullptr ? std::nullopt : std::optional { node->boolean };
}

std::optional<Date> TableReader::date(std::string_view key)
{
    auto const* node = want(key, NodeKind::date);
    return node == nullptr ? std::nullopt : std::optional { node->date };
}

std::vector<std::string> TableReader::texts(std::string_view key)
{
    std::vector<std::string> found;
    if (auto const* node = want(key, NodeKind::array)) {
        for (auto const& item : node->items) {
            if (item.is_string())
                found.push_back(item.text);
            else
                problem(item,
                    fmt::format(
                        "{}: '{}' holds {}; expected {}", what_, key, describe(item.kind), describe(NodeKind::string)));
        }
    }
    return found;
}

Node const* TableReader::table(std::string_view key)
{
    return want(key, NodeKind::table);
}

std::vector<Node const*> TableReader::tables(std::string_view key)
{
    std::vector<Node const*> found;
    if (auto const* node = want(key, NodeKind::array)) {
        for (auto const& item : node->items) {
            if (item.is_table())
                found.push_back(&item);
            else
                problem(item,
                    fmt::format(
                        "{}: '{}' holds {}; expected {}", what_, key, describe(item.kind), describe(NodeKind::table)));
        }
    }
    return found;
}

std::string TableReader::need_text(std::string_view key)
{
    auto found = text(key);
    need(key, found.has_value());
    return std::move(found).value_or("");
}

std::optional<std::int64_t> TableReader::need_integer(std::string_view key)
{
    auto const found = integer(key);
    need(key, found.has_value());
    return found;
}

std::optional<Date> TableReader::need_date(std::string_view key)
{
    auto const found = date(key);
    need(key, found.has_value());
    return found;
}

Node const* TableReader::need_table(std::string_view key)
{
    auto const* found = table(key);
    need(key, found != nullptr);
    return found;
}

std::optional<std::string> TableReader::word(std::string_view key, std::span<std::string_view const> words)
{
    auto const* node = want(key, NodeKind::string);
    if (node == nullptr)
        return std::nullopt;
    if (std::ranges::find(words, std::string_view { node->text }) != words.end())
        return node->text;
    std::string list;
    for (auto const word : words)
        list += fmt::format("{}{}", list.empty() ? "" : ", ", word);
    auto const meant = did_you_mean(node->text, words);
    problem(*node, fmt::format("{}: '{}' is '{}'; expected one of {}", what_, key, node->text, list), meant);
    return std::nullopt;
}

void TableReader::finish()
{
    std::vector<std::string_view> const known { asked_.begin(), asked_.end() };
    for (auto const& member : table_.members) {
        if (!asked_.contains(member.key))
            problems_.push_back({ document_.place(member), fmt::format("{} knows no '{}'", what_, member.key),
                did_you_mean(member.key, known) });
    }
}

} // namespace recourse::catalog
