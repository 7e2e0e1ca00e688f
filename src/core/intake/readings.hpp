#pragma once

#include "core/intake/days.hpp"
#include "core/intake/sums.hpp"
#include "core/intake/types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::intake {

/// A value with every way to read it; no candidate: there is none.
struct Reading {
    Sure sure = Sure::likely;
    std::vector<Candidate> candidates;
};

/// Days and sums read with what the rest of the file settles: in which order day and month stand, which dollar is
/// meant.
class Readings {
public:
    explicit Readings(Text const&);

    /// Of the only day in the text; `base` says where it stands.
    Reading day(std::string_view text, Candidate const& base, Sure) const;
    Reading day(FoundDay const&, std::string_view text, Candidate const& base, Sure) const;
    /// Of the first sum in the text. `currency`: of a number without one.
    Reading sum(std::string_view text, Candidate const& base, Sure, std::optional<Currency> currency) const;
    Reading sum(FoundSum const&, Candidate const& base, Sure) const;

    /// The currency whose code, or name, is a word of the text.
    std::optional<Currency> currency_in(std::string_view text) const;

private:
    OrderOfDays order_;
    std::optional<Currency> currency_; ///< of the whole file
};

} // namespace recourse::intake
