#include "papers/text_reader.hpp"

#include "base/printable.hpp"
#include "base/text.hpp"
#include "papers/line_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace recourse::papers {

namespace {

/// What may stand where.
enum class Context : std::uint8_t { blocks, table, sign };

struct SourceLine {
    std::string_view text; ///< without white at its ends
    int number;
    int column; ///< of the first character
};

std::string_view trimmed(std::string_view text)
{
    static constexpr std::string_view white = " \t\r";
    auto const first = text.find_first_not_of(white);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

/// The words of a directive that stands alone on its line and concerns blocks; empty for any other line.
std::string_view block_directive(std::string_view line)
{
    if (!line.starts_with('{') || line.find('}') != line.size() - 1)
        return {};
    auto const inside = trimmed(line.substr(1, line.size() - 2));
    static constexpr std::array<std::string_view, 9> words { "if", "else", "end", "each", "page", "restart", "table",
        "sign", "and" };
    auto const word = inside.substr(0, inside.find(' '));
    if (std::ranges::find(words, word) != words.end() || word == "seal")
        return inside;
    return {};
}

struct Prefix {
    std::string_view mark;
    NodeKind kind;
    int level;
    bool goes_on; ///< in the next lines
};
/// Longer marks before those that they begin with.
constexpr std::array<Prefix, 13> prefixes { {
    { "#### ", NodeKind::heading, 3, false },
    { "### ", NodeKind::heading, 2, false },
    { "## ", NodeKind::heading, 1, false },
    { "# ", NodeKind::title, 0, false },
    { "+++ ", NodeKind::numbered, 3, true },
    { "++ ", NodeKind::numbered, 2, true },
    { "+ ", NodeKind::numbered, 1, true },
    { "-- ", NodeKind::bullet, 2, true },
    { "- ", NodeKind::bullet, 1, true },
    { ">> ", NodeKind::right, 0, true },
    { ">< ", NodeKind::middle, 0, true },
    { "> ", NodeKind::quote, 0, true },
    { "= ", NodeKind::particular, 0, false },
} };
constexpr std::array<Prefix, 4> row_prefixes { {
    { "|= ", NodeKind::sums, 0, false },
    { "|=", NodeKind::sums, 0, false },
    { "! ", NodeKind::titles, 0, false },
    { "|", NodeKind::row, 0, false },
} };

template <std::size_t N>
Prefix const* prefix_of(std::string_view line, std::array<Prefix, N> const& among)
{
    auto const found = std::ranges::find_if(among, [&](Prefix const& one) { return line.starts_with(one.mark); });
    return found == among.end() ? nullptr : &*found;
}

bool begins_block(std::string_view line)
{
    return line.empty() || line.starts_with("%%") || !block_directive(line).empty()
        || prefix_of(line, prefixes) != nullptr;
}

bool is_wide(std::string_view point)
{
    // Three bytes and more from U+2E80 on are what Chinese text is made of; quotation marks and dashes are either.
    return point.size() >= 3 && point >= "\xE2\xBA\x80";
}

std::string_view last_point(std::string_view text)
{
    auto at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) { }
    return text.substr(at);
}

/// Whether a line break between these is a space of the text.
bool space_between(std::string_view before, std::string_view after, Language language)
{
    if (before.empty() || after.empty())
        return false;
    if (is_wide(last_point(before)) || is_wide(after.substr(0, first_length(after))))
        return false;
    // In Chinese a value is a Chinese word as a rule.
    return language == Language::en || (before.back() != '}' && after.front() != '{');
}

class TextReader {
public:
    TextReader(std::string_view text, std::string const& file, Language language, Vocabulary const& vocabulary,
        ReadLimits const& limits, std::set<std::string, std::less<>>& used, Problems& problems)
        : lines_reader_(file, vocabulary, limits, used, problems)
        , language_(language)
        , limits_(limits)
    {
        if (text.size() > limits.bytes_max)
            problem(0, 0, fmt::format("the text is larger than {} bytes", limits.bytes_max));
        else if (!is_utf8(text))
            problem(0, 0, "the text is not UTF-8");
        else
            split(text);
    }

    std::vector<Node> read()
    {
        std::vector<Node> out;
        while (at_ < lines_.size()) {
            auto more = blocks(Context::blocks, 0);
            std::ranges::move(more, std::back_inserter(out));
            if (at_ < lines_.size()) {
                auto const& line = lines_[at_++];
                problem(line.number, line.column, fmt::format("{} ends nothing", line.text),
                    "an {if}, {each}, {table} or {sign} stands before it");
            }
        }
        check_titles(out);
        check_references();
        return out;
    }

private:
    void split(std::string_view text)
    {
        static constexpr std::string_view mark = "\xEF\xBB\xBF";
        if (text.starts_with(mark))
            text.remove_prefix(mark.size());
        int number = 0;
        while (!text.empty()) {
            auto const end = std::min(text.find('\n'), text.size());
            auto const whole = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            ++number;
            auto const line = trimmed(whole);
            if (whole.size() > limits_.line_bytes_max)
                problem(number, 1, fmt::format("the line is longer than {} bytes", limits_.line_bytes_max),
                    "break it: the lines of a paragraph are joined");
            else if (!line.empty() && printable(line).size() != line.size())
                problem(number, 1, "the line holds characters that cannot be seen",
                    "take out control characters and marks that reorder text");
            else
                lines_.push_back({ line, number, static_cast<int>(line.data() - whole.data()) + 1 });
        }
    }

    void check_references()
    {
        for (auto const& reference : lines_reader_.references()) {
            if (names_.contains(reference.name))
                continue;
            std::vector<std::string_view> known;
            for (auto const& [name, line] : names_)
                known.push_back(name);
            problem(reference.line, reference.column,
                fmt::format("no numbered paragraph is named '{}'", reference.name),
                known.empty() ? "+ @name at the beginning of the paragraph" : did_you_mean(reference.name, known));
        }
    }

    void problem(int line, int column, std::string message, std::string remedy = {})
    {
        lines_reader_.problem(line, column, std::move(message), std::move(remedy));
    }

    void check_titles(std::vector<Node> const& nodes)
    {
        if (nodes.empty() || nodes.front().kind != NodeKind::title)
            problem(nodes.empty() ? 1 : nodes.front().line, 1, "the text does not begin with its title", "# Title");
    }

    /// Until the text ends or a directive that ends or parts something, which is left to the caller.
    std::vector<Node> blocks(Context context, std::size_t depth)
    {
        std::vector<Node> out;
        while (at_ < lines_.size()) {
            auto const& line = lines_[at_];
            if (line.text.empty() || line.text.starts_with("%%")) {
                ++at_;
                continue;
            }
            if (++nodes_ > limits_.nodes_max) {
                problem(line.number, 1, fmt::format("there are more than {} blocks", limits_.nodes_max),
                    "make two documents of it");
                at_ = lines_.size();
                break;
            }
            auto const directive = block_directive(line.text);
            if (directive == "else" || directive == "end" || (directive == "and" && context == Context::sign))
                break;
            if (!directive.empty()) {
                structure(out, directive, context, depth);
                continue;
            }
            switch (context) {
            case Context::blocks:
                block(out, depth);
                break;
            case Context::table:
                table_row(out);
                break;
            case Context::sign:
                sign_line(out);
                break;
            }
        }
        return out;
    }

    /// A directive around blocks, or one that stands for itself.
    void structure(std::vector<Node>& out, std::string_view directive, Context context, std::size_t depth)
    {
        auto const line = lines_[at_++];
        auto const space = directive.find(' ');
        auto const word = directive.substr(0, space);
        auto const rest = space == std::string_view::npos ? std::string_view {} : trimmed(directive.substr(space));
        Node node { .line = line.number };
        if (depth >= limits_.depth_max) {
            problem(line.number, line.column, fmt::format("directives are more than {} deep", limits_.depth_max));
            at_ = lines_.size();
            return;
        }
        if (word == "if") {
            node.kind = NodeKind::choice;
            node.name = lines_reader_.condition(rest, node.unless, line.number, line.column);
            node.yes = blocks(context, depth + 1);
            if (at_ < lines_.size() && block_directive(lines_[at_].text) == "else") {
                ++at_;
                node.no = blocks(context, depth + 1);
            }
            close(line, "{if}");
            if (!node.name.empty())
                out.push_back(std::move(node));
            return;
        }
        if (word == "each" && context != Context::sign) {
            node.kind = NodeKind::each;
            node.name = lines_reader_.list(rest, line.number, line.column);
            if (!node.name.empty() && lines_reader_.repeats(node.name))
                problem(line.number, line.column, fmt::format("'{}' is being repeated already", node.name));
            lines_reader_.repeat(node.name);
            ++repeating_;
            node.yes = blocks(context, depth + 1);
            --repeating_;
            lines_reader_.repeated();
            close(line, "{each}");
            if (!node.name.empty())
                out.push_back(std::move(node));
            return;
        }
        if (word == "table" && context == Context::blocks)
            return table(out, std::move(node), line, rest, depth);
        if (word == "sign" && context == Context::blocks && rest.empty())
            return sign(out, std::move(node), line, depth);
        if (word == "seal" && context == Context::sign && rest.empty()) {
            node.kind = NodeKind::seal;
            out.push_back(std::move(node));
            return;
        }
        if ((word == "page" || word == "restart") && context == Context::blocks && rest.empty()) {
            node.kind = word == "page" ? NodeKind::page : NodeKind::restart;
            out.push_back(std::move(node));
            return;
        }
        problem(line.number, line.column, fmt::format("{} has no place here", line.text),
            context == Context::table      ? "in a table stand rows, {if} and {each}"
                : context == Context::sign ? "in {sign} stand lines, rows of particulars, {seal}, {and} and {if}"
                                           : "{seal} and {and} stand inside {sign}, and {page} and {restart} alone");
    }

    void close(SourceLine const& opened, std::string_view what)
    {
        if (at_ < lines_.size() && block_directive(lines_[at_].text) == "end") {
            ++at_;
            return;
        }
        problem(opened.number, opened.column, fmt::format("this {} is not closed", what), "{end} on a line of its own");
    }

    void table(std::vector<Node>& out, Node node, SourceLine const& line, std::string_view words, std::size_t depth)
    {
        node.kind = NodeKind::table;
        int sum = 0;
        while (!words.empty()) {
            auto const end = std::min(words.find(' '), words.size());
            auto word = words.substr(0, end);
            words = trimmed(words.substr(end));
            ColumnShape shape;
            if (word.ends_with('r') || word.ends_with('c')) {
                shape.side = word.ends_with('r') ? ColumnShape::Side::right : ColumnShape::Side::middle;
                word.remove_suffix(1);
            }
            auto const [stop, error] = std::from_chars(word.data(), word.data() + word.size(), shape.percent);
            if (error != std::errc {} || stop != word.data() + word.size() || shape.percent < 2 || shape.percent > 100)
                problem(line.number, line.column, fmt::format("'{}' is no width of a column", word), "2 to 100");
            else
                sum += shape.percent;
            node.columns.push_back(shape);
        }
        if (node.columns.empty() || node.columns.size() > 16)
            problem(line.number, line.column, "a table has 1 to 16 columns", "{table 60 25r 15c}");
        else if (sum != 100)
            problem(line.number, line.column, fmt::format("the widths are {} together", sum), "100");
        columns_ = node.columns.size();
        node.yes = blocks(Context::table, depth + 1);
        close(line, "{table}");
        for (std::size_t i = 0; i < node.yes.size(); ++i)
            check_head(node.yes[i], i == 0);
        if (node.yes.empty())
            problem(line.number, line.column, "the table has no rows");
        out.push_back(std::move(node));
    }

    /// Titles are the first thing of a table, and under no condition.
    void check_head(Node const& node, bool first)
    {
        if (node.kind == NodeKind::titles && !first)
            problem(node.line, 1, "titles stand in the first row of a table");
        for (auto const* below : { &node.yes, &node.no })
            for (auto const& one : *below)
                check_head(one, false);
    }

    void table_row(std::vector<Node>& out)
    {
        auto const& line = lines_[at_++];
        auto const* prefix = prefix_of(line.text, row_prefixes);
        if (prefix == nullptr)
            return problem(line.number, line.column, "this is no row of a table", "| cell | cell |");
        Node node { .kind = prefix->kind, .line = line.number };
        node.cells = lines_reader_.read_cells(joined(line, prefix->mark.size()));
        if (node.cells.size() != columns_)
            problem(line.number, line.column,
                fmt::format("the row has {} cells, the table {} columns", node.cells.size(), columns_));
        out.push_back(std::move(node));
    }

    void sign(std::vector<Node>& out, Node node, SourceLine const& line, std::size_t depth)
    {
        node.kind = NodeKind::sign;
        int columns = 1;
        for (;;) {
            auto more = blocks(Context::sign, depth + 1);
            std::ranges::move(more, std::back_inserter(node.yes));
            if (at_ >= lines_.size() || block_directive(lines_[at_].text) != "and")
                break;
            node.yes.push_back({ .kind = NodeKind::next_column, .line = lines_[at_].number });
            if (++columns > 3)
                problem(lines_[at_].number, lines_[at_].column, "signatures stand in at most 3 columns");
            ++at_;
        }
        auto const before = lines_reader_.problems();
        close(line, "{sign}");
        if (node.yes.empty() && lines_reader_.problems() == before)
            problem(line.number, line.column, "nobody signs here");
        out.push_back(std::move(node));
    }

    void sign_line(std::vector<Node>& out)
    {
        if (lines_[at_].text.starts_with("= "))
            return particular(out);
        auto const& line = lines_[at_++];
        Node node { .kind = NodeKind::line, .line = line.number };
        node.cells.push_back(lines_reader_.read(joined(line, 0)));
        out.push_back(std::move(node));
    }

    void particular(std::vector<Node>& out)
    {
        auto const& line = lines_[at_++];
        Node node { .kind = NodeKind::particular, .line = line.number };
        node.cells = lines_reader_.read_cells(joined(line, 2));
        if (node.cells.size() == 1)
            node.cells.emplace_back();
        if (node.cells.size() != 2 || line.text.find('|') == std::string_view::npos)
            problem(line.number, line.column, "a row of particulars is a name and a value", "= Name | value");
        out.push_back(std::move(node));
    }

    void block(std::vector<Node>& out, std::size_t depth)
    {
        if (lines_[at_].text.starts_with("= "))
            return particular(out);
        auto const& line = lines_[at_++];
        if (line.text.starts_with('|'))
            return problem(
                line.number, line.column, "a row stands outside of a table", "{table ...} before it, or \\|");
        auto const* prefix = prefix_of(line.text, prefixes);
        Node node { .line = line.number };
        auto text = joined(line, 0);
        if (prefix != nullptr) {
            node.kind = prefix->kind;
            node.level = prefix->level;
            text = joined(line, prefix->mark.size());
        }
        if (node.kind == NodeKind::numbered)
            take_name(node, text, line);
        if (node.kind == NodeKind::title && (depth > 0 || titled_))
            problem(line.number, line.column, depth > 0 ? "the title stands under a condition" : "a second title",
                "## is a heading");
        titled_ |= node.kind == NodeKind::title;
        if (prefix == nullptr || prefix->goes_on)
            while (at_ < lines_.size() && !begins_block(lines_[at_].text)) {
                auto const& next = lines_[at_++];
                if (space_between(text.text, next.text, language_))
                    text.text += ' ';
                text.parts.push_back({ text.text.size(), next.number, next.column });
                text.text += next.text;
            }
        auto const before = lines_reader_.problems();
        node.cells.push_back(lines_reader_.read(text));
        if (node.cells.back().empty() && lines_reader_.problems() == before)
            problem(line.number, line.column, "a block without text");
        out.push_back(std::move(node));
    }

    /// "+ @delivery The goods ...": takes the name off.
    void take_name(Node& node, Joined& text, SourceLine const& line)
    {
        if (!text.text.starts_with('@'))
            return;
        auto const end = std::min(text.text.find(' '), text.text.size());
        node.name = text.text.substr(1, end - 1);
        bool const fine = !node.name.empty() && std::ranges::all_of(node.name, [](char const c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        });
        if (!fine)
            problem(line.number, line.column, fmt::format("'{}' is no name of a paragraph", node.name),
                "small letters, digits and -");
        else if (repeating_ > 0)
            problem(line.number, line.column, "a paragraph that is repeated has no name", "take the name out");
        else if (!names_.emplace(node.name, line.number).second)
            problem(line.number, line.column, fmt::format("two paragraphs are named '{}'", node.name));
        text.text.erase(0, std::min(end + 1, text.text.size()));
        text.parts.front().column += static_cast<int>(std::min(end + 1, line.text.size()));
    }

    static Joined joined(SourceLine const& line, std::size_t after)
    {
        return { std::string { line.text.substr(after) },
            { { 0, line.number, line.column + static_cast<int>(after) } } };
    }

    LineReader lines_reader_;
    Language language_;
    ReadLimits const& limits_;
    std::vector<SourceLine> lines_;
    std::size_t at_ = 0;
    std::size_t nodes_ = 0;
    std::size_t columns_ = 0; ///< of the table that is read
    int repeating_ = 0;
    bool titled_ = false;
    std::map<std::string, int, std::less<>> names_;
};

} // namespace

std::vector<Node> read_text(std::string_view text, std::string const& file, Language language,
    Vocabulary const& vocabulary, ReadLimits const& limits, std::set<std::string, std::less<>>& used,
    Problems& problems)
{
    return TextReader { text, file, language, vocabulary, limits, used, problems }.read();
}

} // namespace recourse::papers
