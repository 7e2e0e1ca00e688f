#include "search/query.hpp"

#include "search/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace recourse::search {

namespace {

/// One thing that was typed.
struct Term {
    std::string_view text;
    bool quoted = false;
    bool minus = false;
};

constexpr std::array spaces { std::string_view { " " }, std::string_view { "\t" }, std::string_view { "\n" },
    std::string_view { "\r" }, std::string_view { "\u3000" }, std::string_view { "\u00A0" } };
constexpr std::array minuses { std::string_view { "-" }, std::string_view { "\uFF0D" }, std::string_view { "\u2212" } };
constexpr std::array quotes {
    std::pair { std::string_view { "\"" }, std::string_view { "\"" } },
    std::pair { std::string_view { "\uFF02" }, std::string_view { "\uFF02" } },
    std::pair { std::string_view { "\u201C" }, std::string_view { "\u201D" } },
    std::pair { std::string_view { "\u300C" }, std::string_view { "\u300D" } },
    std::pair { std::string_view { "\u300A" }, std::string_view { "\u300B" } },
};

template <class Signs>
std::size_t begins_with_one(std::string_view text, Signs const& signs)
{
    for (auto const sign : signs)
        if (text.starts_with(sign))
            return sign.size();
    return 0;
}

/// The text within quotes that are closed, and with them; taken off.
std::optional<std::string_view> take_quoted(std::string_view& text)
{
    for (auto const& [open, close] : quotes) {
        if (!text.starts_with(open))
            continue;
        auto const end = text.find(close, open.size());
        if (end == std::string_view::npos)
            continue;
        auto const inside = text.substr(open.size(), end - open.size());
        text.remove_prefix(end + close.size());
        return inside;
    }
    return std::nullopt;
}

/// Up to the next space, or to quotes that are closed.
std::string_view take_plain(std::string_view& text)
{
    std::size_t size = 0;
    while (size < text.size()) {
        auto rest = text.substr(size);
        if (begins_with_one(rest, spaces) > 0 || (size > 0 && take_quoted(rest)))
            break;
        ++size;
    }
    auto const plain = text.substr(0, size);
    text.remove_prefix(size);
    return plain;
}

std::vector<Term> terms_of(std::string_view text)
{
    std::vector<Term> terms;
    while (!text.empty()) {
        if (auto const space = begins_with_one(text, spaces)) {
            text.remove_prefix(space);
            continue;
        }
        Term term;
        if (auto const minus = begins_with_one(text, minuses)) {
            term.minus = true;
            text.remove_prefix(minus);
        }
        if (auto const inside = take_quoted(text)) {
            term.text = *inside;
            term.quoted = true;
        } else {
            term.text = take_plain(text);
        }
        terms.push_back(term);
    }
    return terms;
}

Phrase phrase_of(Term const& term)
{
    Phrase phrase;
    for (auto& word : words_of(term.text))
        phrase.words.push_back(std::move(word.text));
    return phrase;
}

std::string in_quotes(Phrase const& phrase)
{
    std::string text = "\"";
    for (auto const& word : phrase.words) // letters and digits, which never are a quote
        text += (text.size() > 1 ? " " : "") + word;
    return text + "\"";
}

} // namespace

std::expected<Query, std::string> parse_query(std::string_view text)
{
    if (text.size() > query_bytes_max)
        return std::unexpected(
            fmt::format("a search has at most {} bytes; this one has {}", query_bytes_max, text.size()));
    auto terms = terms_of(text);
    if (std::ranges::all_of(terms, &Term::minus))
        for (auto& term : terms)
            term.minus = false;
    Query query;
    std::size_t words = 0;
    bool joins = false; ///< the next one is the other side of an OR
    for (std::size_t i = 0; i < terms.size(); ++i) {
        auto const& term = terms[i];
        bool const is_or = term.text == "OR" && !term.quoted && !term.minus;
        bool const between = i > 0 && i + 1 < terms.size() && !terms[i - 1].minus && !terms[i + 1].minus && !joins;
        if (is_or && between && !query.all.empty()) {
            joins = true;
            continue;
        }
        auto phrase = phrase_of(term);
        words += phrase.words.size();
        if (phrase.words.empty()) {
            joins = false;
            continue;
        }
        if (term.minus)
            query.none.push_back(std::move(phrase));
        else if (joins)
            query.all.back().push_back(std::move(phrase));
        else
            query.all.push_back({ std::move(phrase) });
        joins = false;
    }
    if (words > query_words_max)
        return std::unexpected(fmt::format("a search has at most {} words; this one has {}", query_words_max, words));
    return query;
}

std::string to_fts(Query const& query)
{
    if (query.all.empty())
        return {};
    std::string text;
    for (auto const& choices : query.all) {
        if (!text.empty())
            text += " AND ";
        text += "(";
        for (auto const& phrase : choices)
            text += (text.back() == '(' ? "" : " OR ") + in_quotes(phrase);
        text += ")";
    }
    if (query.none.empty())
        return text;
    text = "(" + text + ") NOT (";
    for (auto const& phrase : query.none)
        text += (text.back() == '(' ? "" : " OR ") + in_quotes(phrase);
    return text + ")";
}

} // namespace recourse::search
