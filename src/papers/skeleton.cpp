#include "papers/skeleton.hpp"

#include <fmt/format.h>

namespace recourse::papers {

namespace {

std::string what(Node const& node)
{
    switch (node.kind) {
    case NodeKind::title:
        return "the title";
    case NodeKind::heading:
        return fmt::format("a heading of level {}", node.level);
    case NodeKind::paragraph:
        return "a paragraph";
    case NodeKind::right:
        return "a paragraph at the right";
    case NodeKind::middle:
        return "a paragraph in the middle";
    case NodeKind::quote:
        return "a quotation";
    case NodeKind::numbered:
        return node.name.empty() ? fmt::format("a numbered paragraph of level {}", node.level)
                                 : fmt::format("the numbered paragraph '{}' of level {}", node.name, node.level);
    case NodeKind::bullet:
        return fmt::format("a bullet of level {}", node.level);
    case NodeKind::particular:
        return "a row of particulars";
    case NodeKind::page:
        return "{page}";
    case NodeKind::restart:
        return "{restart}";
    case NodeKind::table: {
        std::string shape;
        for (auto const& column : node.columns)
            shape += fmt::format(" {}{}", column.percent,
                column.side == ColumnShape::Side::right        ? "r"
                    : column.side == ColumnShape::Side::middle ? "c"
                                                               : "");
        return fmt::format("{{table{}}}", shape);
    }
    case NodeKind::titles:
        return "a row of titles";
    case NodeKind::row:
        return "a row";
    case NodeKind::sums:
        return "a row of sums";
    case NodeKind::sign:
        return "{sign}";
    case NodeKind::line:
        return "a line of the signature";
    case NodeKind::seal:
        return "{seal}";
    case NodeKind::next_column:
        return "{and}";
    case NodeKind::choice:
        return fmt::format("{{if {}{}}}", node.unless ? "not " : "", node.name);
    case NodeKind::each:
        return fmt::format("{{each {}}}", node.name);
    }
    return "";
}

int line_of(std::vector<Node> const& nodes, std::size_t i, int end)
{
    return i < nodes.size() ? nodes[i].line : end;
}

/// `end_*`: the lines on which what holds the nodes begins.
std::optional<Parting> compare(std::vector<Node> const& en, std::vector<Node> const& zh, int end_en, int end_zh)
{
    for (std::size_t i = 0; i < std::max(en.size(), zh.size()); ++i) {
        auto const line_en = line_of(en, i, end_en);
        auto const line_zh = line_of(zh, i, end_zh);
        auto const here_en = i < en.size() ? what(en[i]) : "nothing more";
        auto const here_zh = i < zh.size() ? what(zh[i]) : "nothing more";
        if (here_en != here_zh)
            return Parting { line_en, line_zh,
                fmt::format("here is {}, where en.md has {} (line {})", here_zh, here_en, line_en) };
        if (auto below = compare(en[i].yes, zh[i].yes, line_en, line_zh))
            return below;
        if (auto below = compare(en[i].no, zh[i].no, line_en, line_zh))
            return below;
    }
    return std::nullopt;
}

} // namespace

std::optional<Parting> parting(std::vector<Node> const& en, std::vector<Node> const& zh)
{
    return compare(en, zh, en.empty() ? 1 : en.back().line, zh.empty() ? 1 : zh.back().line);
}

} // namespace recourse::papers
