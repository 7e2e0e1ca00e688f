#pragma once

#include "core/case/answer.hpp"
#include "render/labels.hpp"

#include <optional>
#include <string>
#include <vector>

namespace recourse::render {

/// Amounts, ranges, spans of time and the fixed words of the answer, in one language.
class Wording {
public:
    explicit Wording(Language language) : language_(language) { }

    Language language() const { return language_; }
    std::string_view operator()(Label which) const { return label(language_, which); }
    template <class... Values>
    std::string operator()(Label which, Values const&... values) const
    {
        return label(language_, which, values...);
    }

    std::string amount(Money const&) const; ///< "USD 48,000.00", a true minus sign
    std::string rough(Money const&) const; ///< an estimate: "USD 48,000", no empty decimals
    /// "USD 10,000.00 to 30,000.00", one amount where both are the same, "at least ...", "up to ...", "not known".
    std::string range(std::optional<Money> const& low, std::optional<Money> const& high) const;
    std::string range(casework::MoneyRange const& r) const { return range(r.low, r.high); }
    std::string rough_range(std::optional<Money> const& low, std::optional<Money> const& high) const;
    std::string weeks(casework::Weeks const&) const;

    std::string list(std::vector<std::string> const&) const;
    std::string evidence(std::string const& kind) const;
    std::string form(std::string const& form) const;
    std::string who(std::string const& who) const;
    std::string mark(std::string const& mark) const;
    std::string kind(std::string const& kind) const;
    std::string outcome(std::string const& outcome) const;
    std::string_view track(casework::Track) const;
    Label verdict(casework::Verdict) const;
    Label comparison_row(std::size_t) const;

private:
    Language language_;
};

} // namespace recourse::render
