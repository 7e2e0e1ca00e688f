#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::forum {

/// A text made plain for comparison: ASCII in lower case, wide forms narrow, curly quotes and long dashes straight,
/// runs of white space one space and none between two Chinese characters, the traditional characters that clauses use
/// simplified. Each byte remembers the byte of the original from which it comes.
struct Folded {
    std::string text;
    std::vector<std::uint32_t> from; ///< one more than `text` has bytes; the last is the length of the original
    std::vector<std::uint32_t> sentences; ///< where in `text` each begins, the first at 0; ascending

    /// Number of the sentence in which a byte stands.
    std::uint32_t sentence_of(std::size_t at) const;
};

/// Well-formed UTF-8 is asserted. Takes time in proportion to the text. A sentence ends at a full stop that a capital,
/// a digit, a Chinese character or the end follows and no abbreviation carries, at a semicolon, or at an empty line.
Folded fold(std::string_view utf8);

} // namespace recourse::forum
