#pragma once

#include "base/language.hpp"
#include "base/ratio.hpp"

#include <string>
#include <vector>

// What the engine says, it says in both languages at once: a statement of claim is read abroad and filed in China.

namespace recourse::quantum {

struct Text {
    std::string en {};
    std::string zh {};
    /// The Chinese one where it is asked for and there; else the English one.
    std::string const& in(Language language) const { return language == Language::zh && !zh.empty() ? zh : en; }
    bool empty() const { return en.empty() && zh.empty(); }
    friend bool operator==(Text const&, Text const&) = default;
};

/// "4.65 %" and "4.65%".
Text percent(Ratio);
/// One after the other, with the comma or semicolon of each language between them.
void append(Text&, Text const& more);

/// What is wrong with an input: where it stands ("items[2].amount", with its id where it has one), what is wrong, and
/// what mends it. All that are found are given at once.
struct Fault {
    std::string at {};
    Text says {};
    Text remedy {};
};
using Faults = std::vector<Fault>;

} // namespace recourse::quantum
