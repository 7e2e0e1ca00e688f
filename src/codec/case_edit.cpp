#include "codec/case_edit.hpp"

#include "codec/case_file.hpp"
#include "codec/toml_reader.hpp"

#include <fmt/format.h>

namespace recourse::codec {

namespace {

using casework::FactGroup;
using casework::FactPath;
using Lines = std::vector<std::string>;
using Edited = std::expected<std::string, std::string>;

Lines split(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        auto const end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::string join(Lines const& lines)
{
    return lines.empty() ? std::string {} : fmt::format("{}\n", fmt::join(lines, "\n"));
}

std::string_view trimmed(std::string_view line)
{
    auto const first = line.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view {} : line.substr(first);
}

/// Does the line begin a table: "[order]", "[[payments]]"?
bool is_heading(std::string_view line)
{
    return trimmed(line).starts_with('[');
}

/// Is the line this key, put behind a '#'?
bool is_waiting(std::string_view line, std::string_view key)
{
    line = trimmed(line);
    if (!line.starts_with('#'))
        return false;
    line = trimmed(line.substr(1));
    if (!line.starts_with(key))
        return false;
    return trimmed(line.substr(key.size())).starts_with('=');
}

/// Puts the line into a table whose lines are [from, end): in place of the one that waits for it, else first.
void put(Lines& lines, std::size_t from, std::string_view key, std::string line)
{
    auto const at = [&](std::size_t i) { return lines.begin() + static_cast<std::ptrdiff_t>(i); };
    for (std::size_t i = from; i < lines.size() && !is_heading(lines[i]); ++i) {
        if (is_waiting(lines[i], key)) {
            *at(i) = std::move(line);
            return;
        }
    }
    lines.insert(at(from), std::move(line));
}

/// The lines before which a key of no group may stand first: after the opening comment.
std::size_t after_opening_comment(Lines const& lines)
{
    std::size_t i = 0;
    while (i < lines.size() && trimmed(lines[i]).starts_with('#') && !trimmed(lines[i]).starts_with("#["))
        ++i;
    return i;
}

void append_table(Lines& lines, std::string heading)
{
    if (!lines.empty() && !lines.back().empty())
        lines.emplace_back();
    lines.push_back(std::move(heading));
}

/// Writes the line for a record or an item that the document has at `node`, or a new one.
Edited put_in_table(
    Lines lines, FactGroup const& group, Node const* node, std::string_view key, std::string const& line)
{
    if (node == nullptr) {
        append_table(lines, fmt::format("{}{}{}", group.list ? "[[" : "[", group.name, group.list ? "]]" : "]"));
        lines.push_back(line);
        return join(lines);
    }
    auto const at = static_cast<std::size_t>(node->line);
    auto const& first = lines.at(at - 1);
    if (is_heading(first)) {
        put(lines, at, key, line);
        return join(lines);
    }
    if (trimmed(first).starts_with(group.name + ".")) {
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), fmt::format("{}.{}", group.name, line));
        return join(lines);
    }
    return std::unexpected(fmt::format("{} is written on one line in braces; add there: {}", group.name, line));
}

Edited checked(Edited edited, std::string const& what)
{
    if (!edited)
        return edited;
    if (auto const read = read_case(*edited, what, CaseFormat::toml); !read)
        return std::unexpected(to_string(read.error().front()));
    return edited;
}

} // namespace

std::string toml_string(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f')
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

Edited with_fact(std::string const& text, FactPath path, std::string_view value)
{
    auto const read = read_case(text, "the file", CaseFormat::toml);
    if (!read)
        return std::unexpected(to_string(read.error().front()));
    FactGroup const& group = casework::fact_groups()[path.group];
    auto const& key = group.fields[path.field].name;
    if (!read->facts.get(path).is(rules::Kind::absent))
        return std::unexpected(fmt::format("{} is there already", to_string(path)));

    auto const line = fmt::format("{} = {}", key, value);
    auto lines = split(text);
    if (group.name.empty()) {
        put(lines, after_opening_comment(lines), key, line);
        return checked(join(lines), to_string(path));
    }
    auto const document = read_toml(text);
    Node const* node = document.root.find(group.name);
    if (group.list && node != nullptr) {
        if (path.item > node->items.size() || (path.item == node->items.size() && node->items.empty()))
            return std::unexpected(fmt::format("{} has {} entries", group.name, node->items.size()));
        node = path.item < node->items.size() ? &node->items[path.item] : nullptr;
    }
    return checked(put_in_table(std::move(lines), group, node, key, line), to_string(path));
}

Edited with_items(std::string const& text, std::uint16_t index, std::size_t count)
{
    auto const read = read_case(text, "the file", CaseFormat::toml);
    if (!read)
        return std::unexpected(to_string(read.error().front()));
    FactGroup const& group = casework::fact_groups()[index];
    if (read->facts.list_known(index))
        return std::unexpected(fmt::format("{} is there already", group.name));
    auto lines = split(text);
    if (count == 0)
        put(lines, after_opening_comment(lines), group.name, fmt::format("{} = []", group.name));
    for (std::size_t i = 0; i < count; ++i)
        append_table(lines, fmt::format("[[{}]]", group.name));
    return checked(join(lines), group.name);
}

} // namespace recourse::codec
