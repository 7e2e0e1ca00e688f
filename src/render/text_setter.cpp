#include "render/text_setter.hpp"

#include "render/measure.hpp"
#include "render/wording.hpp"

#include <algorithm>
#include <array>

namespace recourse::render {

namespace {

constexpr int margin = 2;
constexpr int gap = 2;

/// The terminal's own colours, so that they suit a light and a dark one: bold, faint, green, yellow, red.
std::string_view colour_of(Tone tone)
{
    switch (tone) {
    case Tone::plain:
        return "";
    case Tone::strong:
        return "\x1b[1m";
    case Tone::muted:
        return "\x1b[2m";
    case Tone::good:
        return "\x1b[32m";
    case Tone::caution:
    case Tone::open:
        return "\x1b[33m";
    case Tone::stop:
        return "\x1b[1;31m";
    case Tone::code:
        return "\x1b[36m";
    }
    return "";
}

/// Signs of ours that a plain terminal may lack.
std::string in_ascii(std::string text)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> signs { {
        { "\u2212", "-" },
        { "\u2013", "-" },
        { "\u2014", "-" },
        { "\u2500", "-" },
        { "\u2501", "=" },
        { "\u2502", "|" },
        { "\u253C", "+" },
        { "\u25CF", "o" },
        { "\u00B7", "|" },
        { "\u2019", "'" },
        { "\u2018", "'" },
        { "\u201C", "\"" },
        { "\u201D", "\"" },
        { "\u00A0", " " },
    } };
    for (auto const& [sign, plain] : signs)
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign, at + plain.size()))
            text.replace(at, sign.size(), plain);
    return text;
}

Line indented(int by, Line line)
{
    if (by > 0)
        line.insert(line.begin(), { std::string(static_cast<std::size_t>(by), ' '), Tone::plain, 0 });
    return line;
}

std::string repeated(std::string_view sign, int times)
{
    std::string text;
    for (int i = 0; i < times; ++i)
        text += sign;
    return text;
}

} // namespace

TextSetter::TextSetter(TextOptions const& options, Language language)
    : options_(options)
    , language_(language)
    , width_(std::max(options.width, 40))
{
}

std::string TextSetter::styled(Line const& line) const
{
    std::string text;
    for (auto const& span : line) {
        auto piece = span.note > 0 ? fmt::format("[{}]", span.note) : span.text;
        if (options_.ascii)
            piece = in_ascii(std::move(piece));
        if (piece.empty())
            continue;
        auto const colour = options_.colour ? colour_of(span.tone) : std::string_view {};
        text += colour.empty() ? piece : std::string { colour } + piece + "\x1b[0m";
    }
    return text;
}

void TextSetter::put(Line const& line, int indent)
{
    auto text = styled(indented(indent, line));
    while (text.ends_with(' '))
        text.pop_back();
    out_ += text;
    out_ += '\n';
    last_blank_ = text.empty();
}

void TextSetter::wrapped(Line const& line, int indent, int hanging)
{
    bool first = true;
    // The first line may be longer than the rest; wrapping all at the narrower width keeps one right edge.
    for (auto const& piece : wrap(line, width_ - indent - hanging)) {
        put(piece, first ? indent : indent + hanging);
        first = false;
    }
}

void TextSetter::blank()
{
    if (!last_blank_)
        put({}, 0);
}

void TextSetter::rule(std::string const& title)
{
    blank();
    auto const rest = width_ - columns(title) - 1;
    put({ { title, Tone::strong, 0 }, { " " + repeated("\u2500", std::max(rest, 0)), Tone::muted, 0 } }, 0);
    last_blank_ = true; // a section starts right under its title
    after_table_ = after_paragraph_ = false;
}

void TextSetter::aligned(Line const& left, Line const& right, int indent)
{
    auto const room = width_ - indent - columns(right) - gap;
    auto const pieces = wrap(left, std::max(room, 20));
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        auto piece = pieces[i];
        if (i == 0 && !right.empty()) {
            piece.push_back(
                { std::string(
                      static_cast<std::size_t>(std::max(width_ - indent - columns(piece) - columns(right), 1)), ' '),
                    Tone::plain, 0 });
            piece.insert(piece.end(), right.begin(), right.end());
        }
        put(piece, indent);
    }
}

Line TextSetter::clip(Line const& line, int width) const
{
    return clipped(line, width, options_.ascii ? "..." : "\u2026");
}

void TextSetter::block(Block const& block)
{
    bool const table = std::holds_alternative<Table>(block);
    bool const paragraph = std::holds_alternative<Paragraph>(block);
    if ((paragraph && after_table_) || (table && after_paragraph_))
        blank();
    after_table_ = table;
    after_paragraph_ = paragraph;
    std::visit([this](auto const& one) { set(one); }, block);
}

void TextSetter::set(Paragraph const& paragraph)
{
    wrapped(paragraph.line, margin, 0);
}

void TextSetter::set(Heading const& heading)
{
    blank();
    aligned({ { heading.text, Tone::strong, 0 } }, heading.aside, margin);
}

void TextSetter::facts(std::vector<Fact> const& facts, int indent)
{
    int label = 0;
    for (auto const& fact : facts)
        label = std::max(label, columns(fact.label));
    for (auto const& fact : facts) {
        bool first = true;
        for (auto const& piece : wrap(fact.value, width_ - indent - label - gap)) {
            auto const name = first ? fact.label : std::string {};
            Line line { { name, Tone::muted, 0 },
                { std::string(static_cast<std::size_t>(label - columns(name) + gap), ' '), Tone::plain, 0 } };
            line.insert(line.end(), piece.begin(), piece.end());
            put(line, indent);
            first = false;
        }
    }
}

void TextSetter::set(Facts const& block)
{
    facts(block.facts, margin);
    blank();
}

void TextSetter::set(Entries const& block)
{
    int number = 0;
    for (auto const& entry : block.entries) {
        if (!block.numbered)
            blank();
        ++number;
        auto const mark = block.numbered ? fmt::format("{:<3}", number) : std::string {};
        int const indent = margin + static_cast<int>(mark.size());
        if (block.numbered) {
            Line head { { mark, Tone::muted, 0 } };
            head.insert(head.end(), entry.head.begin(), entry.head.end());
            wrapped(head, margin, static_cast<int>(mark.size()));
        } else {
            aligned(entry.head, entry.aside, margin);
        }
        int const under = block.numbered ? indent : margin + 2;
        facts(entry.facts, under);
        for (auto const& line : entry.body)
            wrapped(line, under, block.numbered ? 0 : 2);
    }
}

std::vector<int> TextSetter::column_widths(Table const& table) const
{
    int const inner = width_ - margin - gap * (static_cast<int>(table.columns.size()) - 1);
    int fixed = 0;
    int open = 0;
    for (auto const& column : table.columns) {
        fixed += column.chars;
        open += column.chars == 0;
    }
    std::vector<int> widths;
    int rest = inner - fixed;
    // On a narrow page the fixed columns give way in proportion.
    int const open_least = 12 * open;
    for (auto const& column : table.columns)
        widths.push_back(
            rest < open_least && fixed > 0 ? column.chars * std::max(inner - open_least, open) / fixed : column.chars);
    rest = inner;
    for (auto const width : widths)
        rest -= width;
    for (auto& width : widths)
        if (width == 0) {
            width = std::max(rest / open, 4);
            rest -= width;
            --open;
        }
    return widths;
}

void TextSetter::row(
    std::vector<std::vector<Line>> const& cells, std::vector<int> const& widths, std::vector<Column> const& columns_of)
{
    std::size_t height = 0;
    for (auto const& lines : cells)
        height = std::max(height, lines.size());
    for (std::size_t i = 0; i < height; ++i) {
        Line line;
        int owed = 0; // blanks before the next text, so that no line ends in blanks
        for (std::size_t c = 0; c < cells.size(); ++c) {
            Line const empty;
            auto const& piece = i < cells[c].size() ? cells[c][i] : empty;
            auto const used = columns(piece);
            bool const right = columns_of[c].flush_right;
            if (right)
                owed += widths[c] - used;
            if (used > 0) {
                line.push_back({ std::string(static_cast<std::size_t>(std::max(owed, 0)), ' '), Tone::plain, 0 });
                line.insert(line.end(), piece.begin(), piece.end());
                owed = 0;
            }
            owed += (right ? 0 : widths[c] - used) + gap;
        }
        put(line, margin);
    }
}

/// A table that is too wide for the page: one row under the other, each cell beside the name of its column.
void TextSetter::stacked(Table const& table)
{
    for (auto const& cells : table.rows) {
        blank();
        for (auto const& line : cells.front())
            wrapped(line, margin, 2);
        for (std::size_t c = 1; c < cells.size(); ++c) {
            bool first = !table.columns[c].title.empty();
            for (auto const& line : cells[c]) {
                Line named = line;
                if (first)
                    named.insert(named.begin(),
                        { Wording { language_ }(Label::colon, table.columns[c].title, std::string {}), Tone::muted,
                            0 });
                first = false;
                wrapped(named, margin + 2, 0);
            }
        }
    }
}

void TextSetter::set(Table const& table)
{
    auto const widths = column_widths(table);
    for (std::size_t c = 0; c < widths.size(); ++c)
        if (table.columns.size() > 2
            && (widths[c] < table.columns[c].chars
                || (table.columns[c].chars == 0 && !table.columns[c].title.empty() && widths[c] < 14)))
            return stacked(table);
    if (std::ranges::any_of(table.columns, [](Column const& column) { return !column.title.empty(); })) {
        std::vector<std::vector<Line>> heads;
        for (std::size_t c = 0; c < widths.size(); ++c)
            heads.push_back(wrap({ { table.columns[c].title, Tone::muted, 0 } }, widths[c]));
        row(heads, widths, table.columns);
    }
    std::vector<std::vector<std::vector<Line>>> rows;
    bool tall = false;
    for (auto const& cells : table.rows) {
        auto& out = rows.emplace_back();
        for (std::size_t c = 0; c < widths.size(); ++c) {
            auto& lines = out.emplace_back();
            for (auto const& line : c < cells.size() ? cells[c] : Cell {})
                for (auto& piece : wrap(line, widths[c]))
                    lines.push_back(std::move(piece));
            tall = tall || lines.size() > 1;
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i > 0 && tall)
            blank();
        row(rows[i], widths, table.columns);
    }
}

void TextSetter::set(NetPlot const& plot)
{
    Wording const say { plot.language };
    int const names = std::min(26, width_ / 3);
    int const values = 12;
    int const room = width_ - margin - names - values - 2 * gap;
    // Positions only: doubles never become an amount again.
    double low = 0;
    double high = 0;
    for (auto const& row : plot.rows) {
        low = std::min(low, static_cast<double>(row.low.minor));
        high = std::max(high, static_cast<double>(row.high.minor));
    }
    auto const place = [&](double minor) {
        return high > low ? static_cast<int>((minor - low) / (high - low) * (room - 1) + 0.5) : 0;
    };
    auto const at = [&](Money const& money) { return place(static_cast<double>(money.minor)); };
    int const zero = place(0);
    blank();
    put({ { plot.title, Tone::strong, 0 } }, margin);
    for (auto const& row : plot.rows) {
        auto const tone = row.together ? Tone::strong : Tone::plain;
        Line line = clip({ { row.name, tone, 0 } }, names);
        line.push_back({ std::string(static_cast<std::size_t>(names - columns(line) + gap), ' '), Tone::plain, 0 });
        int const a = at(row.low);
        int const m = at(row.middle);
        int const b = at(row.high);
        for (int x = 0; x < room; ++x) {
            bool const inside = x >= a && x <= b;
            if (x == m)
                line.push_back({ "\u25CF", row.together ? Tone::strong : Tone::plain, 0 });
            else if (inside)
                line.push_back({ "\u2501", row.together ? Tone::strong : Tone::muted, 0 });
            else if (x == zero)
                line.push_back({ "\u2502", Tone::muted, 0 });
            else
                line.push_back({ " ", Tone::plain, 0 });
        }
        auto const value = say.rough(row.middle);
        line.push_back({ std::string(static_cast<std::size_t>(std::max(gap + values - columns(value), 1)), ' ') + value,
            tone, 0 });
        put(line, margin);
    }
    auto const from = say.rough({ static_cast<std::int64_t>(low), plot.rows.front().middle.currency });
    auto const to = say.rough({ static_cast<std::int64_t>(high), plot.rows.front().middle.currency });
    // The ends of the axis under it, the meaning of the signs on the left of them.
    auto const legend = clip({ { fmt::format("\u2501 {}", say(Label::legend_range)), Tone::muted, 0 } }, names);
    auto const used = columns(from) + columns(to);
    Line axis = legend;
    axis.push_back({ std::string(static_cast<std::size_t>(names - columns(legend) + gap), ' ') + from
            + std::string(static_cast<std::size_t>(std::max(room - used, 1)), ' ') + to,
        Tone::muted, 0 });
    put(axis, margin);
}

std::string TextSetter::take()
{
    return std::move(out_);
}

} // namespace recourse::render
