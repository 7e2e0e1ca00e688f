#pragma once

#include "core/intake/types.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace recourse::intake {

/// A sentence of a paragraph, with the place of the line in which it begins.
struct Sentence {
    std::string text;
    std::string place;
    int speaker = -1;
    bool quoted = false;
};

/// The sentences of lines that follow each other without an empty one between, by the same speaker.
std::vector<Sentence> sentences_of(std::vector<Line> const& lines);

/// At most so much of a passage is shown, cut between characters.
inline constexpr std::size_t passage_bytes_max = 300;
std::string passage_of(std::string_view text);

} // namespace recourse::intake
