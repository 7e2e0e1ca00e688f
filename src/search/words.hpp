#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::search {

/// A word of a text, as it is looked up, and where it stands in the text.
struct Word {
    std::string text; ///< folded, at most word_bytes_max
    std::size_t begin = 0, end = 0; ///< bytes of the text
    friend bool operator==(Word const&, Word const&) = default;
};

inline constexpr std::size_t word_bytes_max = 64;

/// Walks over the words of a UTF-8 text; false of the visitor ends it. A run of letters and digits is a word; a
/// character of Chinese, and a kana, is one by itself, so that any two or three of them that stand together are found
/// as words that follow each other. Case, width and compatible forms do not matter (Unicode NFKC_Casefold: "ＡＢＣ" is
/// "abc"); accents do. Bytes that are no UTF-8 part words. A word longer than word_bytes_max is its beginning.
void each_word(std::string_view utf8, std::function<bool(Word const&)> const& visit);

std::vector<Word> words_of(std::string_view utf8);

} // namespace recourse::search
