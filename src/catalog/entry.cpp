#include "catalog/entry.hpp"

#include <fmt/format.h>

namespace recourse::catalog {

using casework::Expression;
using casework::Said;
using casework::Template;
using codec::Node;
using rules::TypeKind;

namespace {

/// The place of a character of a text that begins at `start`.
Place place_in(Place start, std::string_view text, std::size_t offset)
{
    for (char const c : text.substr(0, offset)) {
        if (c == '\n') {
            ++start.line;
            start.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U)
            ++start.column;
    }
    return start;
}

/// Where the hole that begins at `at` ends, quotes and inner braces skipped; npos where it does not.
std::size_t end_of_hole(std::string_view text, std::size_t at)
{
    int depth = 0;
    for (char quote = 0; at < text.size(); ++at) {
        char const c = text[at];
        if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '{')
            ++depth;
        else if (c == '}' && --depth < 0)
            return at;
    }
    return std::string_view::npos;
}

} // namespace

Entry::Entry(DataFile const& file, Node const& table, std::string what, rules::Schema const& schema, Reading with)
    : TableReader(file.document, table, std::move(what), with.problems)
    , file_(file)
    , table_(table)
    , schema_(schema)
    , with_(with)
{
}

Expression Entry::compiled(std::string_view text, Place const& place)
{
    std::pair<std::uint64_t, std::string> key { schema_.version(), text };
    if (with_.compiled != nullptr) {
        auto const found = with_.compiled->find(key);
        if (found != with_.compiled->end())
            return found->second;
    }
    rules::CompileOptions options;
    options.place = place;
    auto program = rules::compile(text, schema_, options);
    if (!program) {
        with_.problems.insert(with_.problems.end(), program.error().begin(), program.error().end());
        return nullptr;
    }
    if (with_.compiled != nullptr)
        with_.compiled->emplace(std::move(key), *program);
    return *program;
}

Expression Entry::compile(std::string_view text, Place place, TypeKind wanted)
{
    auto program = compiled(text, place);
    if (program == nullptr)
        return nullptr;
    auto const kind = rules::type_of(*program).kind();
    if (wanted != TypeKind::dyn && kind != TypeKind::dyn && kind != wanted) {
        with_.problems.push_back({ std::move(place),
            fmt::format("the expression gives {}, wanted is {}", rules::to_string(rules::type_of(*program)),
                rules::to_string(rules::Type { wanted })),
            {} });
        return nullptr;
    }
    return program;
}

Expression Entry::expression(std::string_view key, TypeKind wanted)
{
    auto const found = text(key);
    if (!found)
        return nullptr;
    return compile(*found, file_.document.text_place(*table_.find(key)), wanted);
}

Expression Entry::need_expression(std::string_view key, TypeKind wanted)
{
    if (table_.find(key) == nullptr)
        need_text(key);
    return expression(key, wanted);
}

Template Entry::split(Node const& node)
{
    Template result;
    std::string literal;
    std::string_view const text = node.text;
    auto const start = file_.document.text_place(node);
    std::uint16_t option = 0, options = 0;
    bool open = false;
    auto const end_piece = [&](Expression hole) {
        if (!literal.empty() || hole)
            result.pieces.push_back({ std::move(literal), std::move(hole), option });
        literal.clear();
    };
    auto const wrong = [&](std::size_t at, char const* what, char const* remedy) {
        with_.problems.push_back({ place_in(start, text, at), what, remedy });
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const doubled = i + 1 < text.size() && text[i + 1] == text[i];
        bool const mark = text[i] == '{' || text[i] == '}' || text[i] == '[' || text[i] == ']';
        if (mark && doubled) {
            literal += text[i++];
        } else if (text[i] == '{') {
            auto const end = end_of_hole(text, i + 1);
            if (end == std::string_view::npos) {
                wrong(i, "a brace is opened and not closed", "close it with '}', or write '{{' for a brace");
                break;
            }
            if (auto hole = compile(text.substr(i + 1, end - i - 1), place_in(start, text, i + 1), TypeKind::dyn))
                end_piece(std::move(hole));
            i = end;
        } else if (text[i] == '[' || text[i] == ']') {
            if (open == (text[i] == '[')) {
                wrong(i, open ? "a bracket is opened inside another" : "a bracket is closed that was not opened",
                    "brackets hold what is left out while it is not known; write '[[' or ']]' for a bracket");
                break;
            }
            end_piece(nullptr);
            open = !open;
            option = open ? ++options : std::uint16_t { 0 };
        } else if (text[i] == '}') {
            wrong(i, "a brace is closed that was not opened", "write '}}' for a brace");
            break;
        } else
            literal += text[i];
    }
    if (open)
        wrong(0, "a bracket is opened and not closed", "close it with ']', or write '[[' for a bracket");
    end_piece(nullptr);
    return result;
}

Said Entry::said(std::string_view key)
{
    auto const other = fmt::format("{}_zh", key);
    Said result;
    bool const en = text(key).has_value();
    bool const zh = text(other).has_value();
    auto const sentence = [&](std::string_view name) {
        auto const& node = *table_.find(name);
        if (node.text.find_first_not_of(" \t\r\n") == std::string::npos)
            problem_at(name, fmt::format("'{}' is empty", name), "write the sentence, or leave the key out");
        return split(node);
    };
    if (en)
        result.en = sentence(key);
    if (zh)
        result.zh = sentence(other);
    if (en != zh)
        problem(fmt::format(
                    "'{}' is given without '{}'", en ? std::string { key } : other, en ? other : std::string { key }),
            "every sentence is written in both languages");
    return result;
}

Said Entry::need_said(std::string_view key)
{
    if (table_.find(key) == nullptr)
        need_text(key);
    return said(key);
}

casework::Template Entry::one(std::string_view key)
{
    return text(key) ? split(*table_.find(key)) : Template {};
}

casework::SourceRef Entry::source()
{
    allow("source");
    return with_.sources.resolve(file_.document, table_, true, with_.problems);
}

} // namespace recourse::catalog
