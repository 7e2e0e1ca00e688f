#include "codec/toml_reader.hpp"

#include "base/text.hpp"

#include <toml++/toml.h>

#include <fmt/format.h>

#include <map>
#include <optional>
#include <tuple>

namespace recourse::codec {

namespace {

/// The document's lines, to read back what the library has turned into binary numbers.
class Lines {
public:
    explicit Lines(std::string_view text)
    {
        while (true) {
            auto const end = text.find('\n');
            lines_.push_back(text.substr(0, end));
            if (end == std::string_view::npos)
                break;
            text.remove_prefix(end + 1);
        }
    }

    std::size_t size() const { return lines_.size(); }
    std::string_view line(int number) const { return lines_[static_cast<std::size_t>(number - 1)]; }

    /// What is written from this place up to the end of the scalar.
    std::string scalar(toml::source_position at) const
    {
        std::string_view const rest = from(at);
        auto end = rest.find_first_of(",]}# \t\r");
        // TOML lets a blank stand between a day and its hour.
        if (end == 10 && rest.size() > 11 && rest[10] == ' ' && rest[11] >= '0' && rest[11] <= '9' && rest[4] == '-')
            end = rest.find_first_of(",]}# \t\r", 11);
        return std::string { rest.substr(0, end) };
    }

    /// Where the content of a string begins whose quotes stand at this place. A line break right after long quotes is
    /// no part of the content.
    std::pair<int, int> content(toml::source_position at) const
    {
        std::string_view const rest = from(at);
        int const line = static_cast<int>(at.line);
        int const column = static_cast<int>(at.column);
        if (!rest.starts_with("\"\"\"") && !rest.starts_with("'''"))
            return { line, column + 1 };
        if (rest.size() == 3 || rest.substr(3) == "\r")
            return { line + 1, 1 };
        return { line, column + 3 };
    }

private:
    std::string_view from(toml::source_position at) const
    {
        if (at.line < 1 || at.line > lines_.size())
            return {};
        std::string_view const line = lines_[at.line - 1];
        if (line.size() < stride)
            return line.substr(skipped(line, 0, at.column - 1));
        auto const& marks = marks_of(at.line);
        auto const mark = std::min((at.column - 1) / stride, static_cast<std::uint32_t>(marks.size() - 1));
        return line.substr(skipped(line, marks[mark], at.column - 1 - mark * stride));
    }

    /// The byte so many code points after another.
    static std::size_t skipped(std::string_view line, std::size_t byte, std::uint32_t count)
    {
        for (; count > 0 && byte < line.size(); --count) {
            ++byte;
            while (byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0U) == 0x80U)
                ++byte;
        }
        return byte;
    }

    /// The bytes at which every so manieth column of a long line begins: a document may be one line, with a value at
    /// every third byte.
    std::vector<std::size_t> const& marks_of(std::uint32_t number) const
    {
        auto& marks = marks_[number];
        if (marks.empty()) {
            std::string_view const line = lines_[number - 1];
            for (std::size_t byte = 0; byte < line.size(); byte = skipped(line, byte, stride))
                marks.push_back(byte);
        }
        return marks;
    }

    static constexpr std::uint32_t stride = 256;

    std::vector<std::string_view> lines_;
    mutable std::map<std::uint32_t, std::vector<std::size_t>> marks_; ///< of the long lines that were asked for
};

/// Finds the first place at which names joined by points, or brackets, go deeper than any reader wants: the library
/// follows them by recursion, however deep. It looks at strings, comments and brackets only, so what it lets through
/// may be wrong in every other way; it stops nothing that reads and is within the depth.
class DepthScan {
public:
    DepthScan(std::string_view text, std::size_t depth_max) : text_(text), depth_max_(depth_max) { }

    /// The byte at which it becomes too deep; nothing where it does not.
    std::optional<std::size_t> run()
    {
        std::size_t open = 0;
        std::size_t points = 0;
        while (at_ < text_.size()) {
            auto const begin = at_;
            switch (text_[at_++]) {
            case '#':
                at_ = std::min(text_.find('\n', at_), text_.size());
                break;
            case '"':
                skip_string('"', begin);
                break;
            case '\'':
                skip_string('\'', begin);
                break;
            case '[':
            case '{':
                points = 0;
                if (++open > depth_max_)
                    return begin;
                break;
            case ']':
            case '}':
                points = 0;
                open -= open > 0 ? 1 : 0;
                break;
            case '.':
                if (++points > depth_max_)
                    return begin;
                break;
            case '\n':
            case '=':
            case ',':
                points = 0;
                break;
            default:
                break;
            }
        }
        return std::nullopt;
    }

private:
    /// Behind the string whose first quote stands at `begin`. One that is not closed ends with its line, or with the
    /// text where its quotes are long ones.
    void skip_string(char quote, std::size_t begin)
    {
        bool const literal = quote == '\'';
        std::string const three(3, quote);
        bool const is_long = text_.substr(begin, 3) == three;
        at_ = begin + (is_long ? 3 : 1);
        while (at_ < text_.size()) {
            if (!literal && text_[at_] == '\\' && at_ + 1 < text_.size() && (is_long || text_[at_ + 1] != '\n')) {
                at_ += 2;
                continue;
            }
            if (!is_long && text_[at_] == '\n')
                return;
            if (is_long ? text_.substr(at_, 3) == three : text_[at_] == quote) {
                at_ += is_long ? 3 : 1;
                // One or two more quotes belong to the text.
                for (int more = 0; is_long && more < 2 && at_ < text_.size() && text_[at_] == quote; ++more)
                    ++at_;
                return;
            }
            ++at_;
        }
    }

    std::string_view text_;
    std::size_t depth_max_;
    std::size_t at_ = 0;
};

std::string plain_digits(std::string written)
{
    std::erase(written, '_');
    if (written.starts_with('+'))
        written.erase(0, 1);
    return written;
}

std::string depth_message(TreeLimits const& limits)
{
    return fmt::format("more than {} tables and lists inside each other", limits.depth_max);
}

class TreeBuilder {
public:
    TreeBuilder(Document& out, Lines const& lines, TreeLimits const& limits) : out_(out), lines_(lines), limits_(limits)
    {
    }

    Node build(toml::node const& from, std::size_t depth)
    {
        Node node;
        node.line = static_cast<int>(from.source().begin.line);
        node.column = static_cast<int>(from.source().begin.column);
        switch (from.type()) {
        case toml::node_type::table:
            build_table(*from.as_table(), node, depth);
            break;
        case toml::node_type::array:
            build_array(*from.as_array(), node, depth);
            break;
        case toml::node_type::string:
            node.kind = NodeKind::string;
            node.text = from.as_string()->get();
            std::tie(node.text_line, node.text_column) = lines_.content(from.source().begin);
            break;
        case toml::node_type::integer:
            node.kind = NodeKind::integer;
            node.integer = from.as_integer()->get();
            break;
        case toml::node_type::floating_point:
            node.kind = NodeKind::decimal;
            node.text = plain_digits(lines_.scalar(from.source().begin));
            break;
        case toml::node_type::boolean:
            node.kind = NodeKind::boolean;
            node.boolean = from.as_boolean()->get();
            break;
        case toml::node_type::date:
            build_date(from.as_date()->get(), node);
            break;
        case toml::node_type::time:
            node.kind = NodeKind::time;
            node.text = lines_.scalar(from.source().begin);
            break;
        case toml::node_type::date_time:
            node.kind = NodeKind::datetime;
            node.text = lines_.scalar(from.source().begin);
            break;
        case toml::node_type::none:
            break;
        }
        return node;
    }

private:
    bool too_deep(Node const& node, std::size_t depth)
    {
        if (depth <= limits_.depth_max)
            return false;
        out_.problems.push_back({ out_.place(node), depth_message(limits_), {} });
        return true;
    }

    void build_table(toml::table const& from, Node& node, std::size_t depth)
    {
        node.kind = NodeKind::table;
        if (too_deep(node, depth))
            return;
        for (auto const& [key, value] : from) {
            Member member { .key = std::string { key.str() },
                .line = static_cast<int>(key.source().begin.line),
                .column = static_cast<int>(key.source().begin.column),
                .value = build(value, depth + 1) };
            node.members.push_back(std::move(member));
        }
        // The library sorts keys by name; the document's own order is the one that means something to its reader.
        std::ranges::sort(node.members, {}, [](Member const& m) { return std::pair { m.line, m.column }; });
    }

    void build_array(toml::array const& from, Node& node, std::size_t depth)
    {
        node.kind = NodeKind::array;
        if (too_deep(node, depth))
            return;
        for (toml::node const& item : from)
            node.items.push_back(build(item, depth + 1));
    }

    void build_date(toml::date const& from, Node& node)
    {
        node.kind = NodeKind::date;
        if (from.year < 1) {
            out_.problems.push_back({ out_.place(node), "there is no year 0", {} });
            return;
        }
        node.date = Date::of(from.year, from.month, from.day); // the library has checked the day
    }

    Document& out_;
    Lines const& lines_;
    TreeLimits const& limits_;
};

/// A line that can be left out without changing what the lines after it mean: one key and its value, wrong by itself or
/// saying again what was said before. A line that is right by itself may only be where the reader noticed that an
/// earlier bracket or quote was never closed.
bool stands_alone(std::string_view line, std::string_view message)
{
    auto const first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '[' || line.find('=') == std::string_view::npos)
        return false;
    for (std::string_view quotes : { "\"\"\"", "'''" }) {
        if (line.find(quotes) != std::string_view::npos)
            return false;
    }
    if (std::ranges::count(line, '[') != std::ranges::count(line, ']')
        || std::ranges::count(line, '{') != std::ranges::count(line, '}'))
        return false;
    if (message.find("redefine") != std::string_view::npos)
        return true;
    try {
        static_cast<void>(toml::parse(line));
        return false;
    } catch (toml::parse_error const&) {
        return true;
    }
}

/// The library's messages begin with "Error while parsing X: "; only what follows concerns the reader of the file.
std::string clause_of(std::string_view message)
{
    if (message.starts_with("Error while parsing ")) {
        auto const colon = message.find(": ");
        if (colon != std::string_view::npos)
            message = message.substr(colon + 2);
    }
    if (message.ends_with('.'))
        message.remove_suffix(1);
    return std::string { message };
}

} // namespace

Document read_toml(std::string_view text, std::string file, TreeLimits const& limits)
{
    Document document;
    document.file = std::move(file);
    document.root.kind = NodeKind::table;
    if (text.size() > limits.bytes_max) {
        document.problems.push_back(
            { { document.file }, fmt::format("the file has more than {} bytes", limits.bytes_max), {} });
        return document;
    }
    if (!is_utf8(text)) {
        document.problems.push_back({ { document.file }, "the file is not UTF-8 text", "save it as UTF-8" });
        return document;
    }

    Lines const lines { text };
    if (auto const deep = DepthScan { text, limits.depth_max }.run()) {
        auto const before = text.substr(0, *deep);
        auto const line = before.substr(before.rfind('\n') + 1); // npos + 1 is 0
        document.problems.push_back({ { document.file, static_cast<int>(std::ranges::count(before, '\n')) + 1,
                                          static_cast<int>(code_points(line)) + 1 },
            depth_message(limits), {} });
        return document;
    }

    std::string readable { text };
    std::size_t reread = 0;
    while (true) {
        try {
            toml::table const table = toml::parse(std::string_view { readable });
            document.root = TreeBuilder { document, lines, limits }.build(table, 0);
            return document;
        } catch (toml::parse_error const& error) {
            int const number
                = std::clamp(static_cast<int>(error.source().begin.line), 1, static_cast<int>(lines.size()));
            document.problems.push_back({ { document.file, number, static_cast<int>(error.source().begin.column) },
                clause_of(error.description()), {} });
            auto const line = lines.line(number);
            auto const place = readable.begin() + (line.data() - text.data());
            // What was blanked already would come back for ever.
            bool const again = std::string_view { place, place + static_cast<std::ptrdiff_t>(line.size()) } != line;
            // Reading starts again from the top: up to here, and the line by itself.
            reread += static_cast<std::size_t>(line.data() - text.data()) + 2 * line.size();
            if (again || document.problems.size() >= limits.problems_max || reread > limits.reread_max
                || !stands_alone(line, error.description()))
                return document;
            std::fill_n(place, line.size(), ' ');
        }
    }
}

} // namespace recourse::codec
