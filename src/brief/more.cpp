#include "brief/more.hpp"

#include "base/text.hpp"
#include "papers/compose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace recourse::brief {

namespace {

using codec::Node;
using codec::NodeKind;
using papers::Field;
using papers::Kind;
using papers::Value;

class Reading {
public:
    Reading(codec::Document const& document, papers::Vocabulary const& vocabulary,
        std::span<papers::Exhibit const> exhibits)
        : document_(document)
        , vocabulary_(vocabulary)
        , exhibits_(exhibits)
        , problems_(document.problems)
    {
    }

    std::expected<Fields, Problems> take()
    {
        table({}, document_.root);
        if (!problems_.empty())
            return std::unexpected(std::move(problems_));
        return std::move(fields_);
    }

private:
    codec::Document const& document_;
    papers::Vocabulary const& vocabulary_;
    std::span<papers::Exhibit const> exhibits_;
    Problems problems_;
    Fields fields_ {};

    void wrong(Place place, std::string message, std::string remedy)
    {
        problems_.push_back({ std::move(place), std::move(message), std::move(remedy) });
    }

    void wrong(Node const& node, std::string_view name, std::string_view expected)
    {
        wrong(document_.place(node), fmt::format("{} is {}", name, codec::describe(node.kind)),
            fmt::format("give {}", expected));
    }

    /// "buyer" of "buyer.account".
    bool begins_a_field(std::string_view name) const
    {
        auto const start = std::string { name } + '.';
        auto const at = vocabulary_.fields.lower_bound(start);
        return at != vocabulary_.fields.end() && at->first.starts_with(start);
    }

    void table(std::string const& before, Node const& node)
    {
        for (auto const& member : node.members) {
            auto const name = before.empty() ? member.key : fmt::format("{}.{}", before, member.key);
            if (auto const field = vocabulary_.fields.find(name); field != vocabulary_.fields.end()) {
                auto value = read(field->second, name, member.value);
                if (value && !fields_.try_emplace(name, *std::move(value)).second)
                    wrong(document_.place(member), fmt::format("{} is given twice", name), "leave one out");
            } else if (member.value.is_table() && begins_a_field(name)) {
                table(name, member.value);
            } else {
                unknown(member, name);
            }
        }
    }

    void unknown(codec::Member const& member, std::string const& name)
    {
        std::vector<std::string_view> names;
        for (auto const& [id, field] : vocabulary_.fields)
            names.push_back(id);
        auto remedy = did_you_mean(name, names);
        wrong(document_.place(member), fmt::format("no paper has a field '{}'", name),
            remedy.empty() ? "recourse paper fields ID lists those of a paper" : std::move(remedy));
    }

    std::optional<Value> read(Field const& field, std::string const& name, Node const& node)
    {
        switch (field.kind) {
        case Kind::text:
            return text(name, node);
        case Kind::money:
            return money(name, node);
        case Kind::date:
            return date(name, node);
        case Kind::number:
            return number(name, node);
        case Kind::flag:
            if (node.is(NodeKind::boolean))
                return Value { node.boolean };
            wrong(node, name, "true or false");
            return std::nullopt;
        case Kind::exhibit:
            return exhibit(name, node);
        case Kind::list:
            return list(field, name, node);
        }
        return std::nullopt;
    }

    std::optional<std::string> line(std::string const& name, Node const& node)
    {
        if (!node.is_string()) {
            wrong(node, name, "text in quotes");
            return std::nullopt;
        }
        if (node.text.empty() || node.text.size() > papers::text_bytes_max) {
            wrong(document_.place(node),
                node.text.empty() ? fmt::format("{} is empty", name)
                                  : fmt::format("{} has more than {} bytes", name, papers::text_bytes_max),
                node.text.empty() ? "leave it out where it is not known" : "attach it as an exhibit");
            return std::nullopt;
        }
        return node.text;
    }

    std::optional<Value> text(std::string const& name, Node const& node)
    {
        if (!node.is_table()) {
            if (!node.is_string()) {
                wrong(node, name, "text in quotes, or { en = \"...\", zh = \"...\" }");
                return std::nullopt;
            }
            auto words = line(name, node);
            return words ? std::optional { Value { papers::same(*std::move(words)) } } : std::nullopt;
        }
        papers::Words words;
        for (auto const& member : node.members) {
            if (member.key != "en" && member.key != "zh") {
                wrong(document_.place(member), fmt::format("{} has no language '{}'", name, member.key), "en or zh");
                continue;
            }
            if (auto one = line(name + "." + member.key, member.value))
                (member.key == "zh" ? words.zh : words.en) = *std::move(one);
        }
        if (node.members.empty())
            wrong(document_.place(node), fmt::format("{} is empty", name), "leave it out where it is not known");
        return Value { std::move(words) };
    }

    std::optional<Value> money(std::string const& name, Node const& node)
    {
        if (!node.is_string()) {
            wrong(node, name, "an amount with its currency, \"480.00 USD\"");
            return std::nullopt;
        }
        auto amount = parse_money(node.text);
        if (amount && amount->minor >= 0)
            return Value { *amount };
        wrong(document_.place(node),
            fmt::format("{}: {}", name, amount ? std::string { "the amount is below zero" } : amount.error()),
            "an amount with its currency, \"480.00 USD\"");
        return std::nullopt;
    }

    std::optional<Value> date(std::string const& name, Node const& node)
    {
        if (node.is(NodeKind::date))
            return Value { node.date };
        if (node.is_string()) {
            auto const day = parse_date(node.text);
            if (day)
                return Value { *day };
            wrong(document_.place(node), fmt::format("{}: {}", name, day.error()), "a day, 2026-03-01");
            return std::nullopt;
        }
        wrong(node, name, "a day, 2026-03-01");
        return std::nullopt;
    }

    std::optional<Value> number(std::string const& name, Node const& node)
    {
        if (node.is(NodeKind::integer))
            return Value { papers::Number { node.integer, 0 } };
        if (node.is_string() || node.is(NodeKind::decimal)) {
            auto const point = node.text.find('.');
            auto const decimals = point == std::string::npos ? 0 : node.text.size() - point - 1;
            auto digits = node.text;
            std::erase(digits, '.');
            bool const plain = !digits.empty() && digits.size() <= 18 && decimals <= 9
                && std::ranges::count(node.text, '.') <= 1
                && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
            if (plain)
                return Value { papers::Number { std::stoll(digits), static_cast<int>(decimals) } };
        }
        wrong(document_.place(node), fmt::format("{} is no number", name), "3, or \"4.35\" with its digits");
        return std::nullopt;
    }

    std::optional<Value> exhibit(std::string const& name, Node const& node)
    {
        papers::ExhibitPages pages;
        Node const* mark = &node;
        if (node.is_table()) {
            mark = node.find("exhibit");
            for (auto const& member : node.members) {
                bool const page = member.key == "first" || member.key == "last";
                if (page && member.value.is(NodeKind::integer) && member.value.integer > 0
                    && member.value.integer < 100'000)
                    (member.key == "first" ? pages.first : pages.last) = static_cast<int>(member.value.integer);
                else if (page)
                    wrong(document_.place(member.value), fmt::format("{}.{} is no page", name, member.key),
                        "a number from 1");
                else if (member.key != "exhibit")
                    wrong(document_.place(member), fmt::format("{} has no '{}'", name, member.key),
                        "exhibit, first or last");
            }
            if (pages.last > 0 && (pages.first == 0 || pages.last < pages.first))
                wrong(
                    document_.place(node), fmt::format("{}: its pages are not in order", name), "first = 3, last = 5");
        }
        if (mark == nullptr || !mark->is_string()) {
            wrong(mark == nullptr ? node : *mark, name,
                "the mark of an exhibit of the case, \"E2\", or { exhibit = \"E2\", first = 3 }");
            return std::nullopt;
        }
        auto const found = std::ranges::find(exhibits_, mark->text, &papers::Exhibit::mark);
        if (found == exhibits_.end()) {
            wrong(document_.place(*mark), fmt::format("{}: the case has no exhibit '{}'", name, mark->text),
                exhibits_.empty() ? "name it under [[evidence]] of the case first"
                                  : fmt::format("{} to {}, in the order of its [[evidence]]", exhibits_.front().mark,
                                        exhibits_.back().mark));
            return std::nullopt;
        }
        pages.exhibit = found->id;
        return Value { std::move(pages) };
    }

    std::optional<Value> list(Field const& field, std::string const& name, Node const& node)
    {
        bool const tables = node.is_array() && std::ranges::all_of(node.items, &Node::is_table);
        if (!tables || node.items.size() > papers::rows_max) {
            wrong(document_.place(node), fmt::format("{} is no list of at most {} tables", name, papers::rows_max),
                fmt::format("[[{}]] with {} = ...", name, field.columns.empty() ? "" : field.columns.front().id));
            return std::nullopt;
        }
        std::vector<papers::Row> rows;
        std::vector<std::string_view> names;
        for (auto const& column : field.columns)
            names.push_back(column.id);
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            papers::Row row;
            for (auto const& member : node.items[i].members) {
                auto const cell = fmt::format("{}[{}].{}", name, i, member.key);
                if (auto const* column = field.column(member.key)) {
                    if (auto value = read(*column, cell, member.value))
                        row.cells.emplace(member.key, *std::move(value));
                } else {
                    auto remedy = did_you_mean(member.key, names);
                    wrong(document_.place(member), fmt::format("{} has no column '{}'", name, member.key),
                        remedy.empty() ? fmt::format("it has {}", fmt::join(names, ", ")) : std::move(remedy));
                }
            }
            rows.push_back(std::move(row));
        }
        return Value { std::move(rows) };
    }
};

} // namespace

std::expected<Fields, Problems> read_fields(
    codec::Document const& document, papers::Vocabulary const& vocabulary, std::span<papers::Exhibit const> exhibits)
{
    return Reading(document, vocabulary, exhibits).take();
}

} // namespace recourse::brief
