#pragma once

#include "papers/document.hpp"

#include <array>

namespace recourse::papers {

/// How many numbered paragraphs of each level there were; those of lower levels since the last of a higher one.
using Counts = std::array<int, 3>;

/// What stands before a numbered paragraph: "7.", "(a)", "7.1", "Article 7", "第七条".
std::string number_of(Numbering, Counts const&, int level, Language);
/// How another paragraph refers to it: "7", "7(a)", "7.1(a)", "七", "七条第（一）项".
std::string reference_to(Numbering, Counts const&, int level, Language);

/// 1 is "a", 27 is "aa". From 1.
std::string letters_of(int number);
/// "iv"; from 1 to 3999.
std::string roman_of(int number);

} // namespace recourse::papers
