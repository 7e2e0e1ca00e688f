#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::search {

/// One thing to look for: words that follow each other.
struct Phrase {
    std::vector<std::string> words; ///< folded, at least one
    friend bool operator==(Phrase const&, Phrase const&) = default;
};

/// What a person typed, understood: each of `all` has to be there by one of its phrases, and none of `none`. Without
/// any of `all` it finds nothing.
struct Query {
    std::vector<std::vector<Phrase>> all;
    std::vector<Phrase> none;
    friend bool operator==(Query const&, Query const&) = default;
};

inline constexpr std::size_t query_bytes_max = 1'000;
inline constexpr std::size_t query_words_max = 64;

/// Words stand beside each other and all of them count; "two words" in quotes (also “ ”, 「 」, 《 》 and wide ones)
/// follow each other; OR in capitals between two of them takes either; a minus before one excludes it. There is no
/// wrong query: a quote that is not closed, an OR at an end or a minus before nothing is taken for what it is, and
/// where everything is excluded the minuses are not. Errors: longer than the limits; a sentence.
std::expected<Query, std::string> parse_query(std::string_view text);

/// The query in the language of FTS5, every word in quotes; empty where it finds nothing.
std::string to_fts(Query const&);

} // namespace recourse::search
