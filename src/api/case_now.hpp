#pragma once

#include "api/matter_views.hpp"
#include "core/offer/own_cases.hpp"

#include <expected>
#include <string>
#include <vector>

// A live case as the forecast sees it: what the desk knows of it, and what has happened.

namespace recourse::api {

struct CaseNow {
    std::string id; ///< "L-17", "C-9"
    offer::Basis basis;
    offer::Happened happened;
    offer::Position position;
    std::vector<offer::Said> left_out; ///< what has happened and could not be counted, and why
    std::vector<offer::Moved> moved; ///< estimates that the desk's own closed cases have moved
    int own_cases = 0; ///< closed cases behind them
    std::vector<std::pair<std::string, std::string>> names; ///< of routes, by id, in the language that was asked for

    /// The route's name; its id where there is none.
    std::string name_of(std::string const& route) const;
    /// How many routes have ended with a decision.
    std::uint32_t ended() const { return static_cast<std::uint32_t>(happened.rulings.size()); }
};

/// How a case is looked at: the day, the language of what is said, and what its own closed cases have taught the desk
/// (null: nothing, or it is not to count).
struct Look {
    Date today;
    Language language = Language::en;
    offer::OwnCases const* own = nullptr;
};

/// What is known of the case of a matter: of its order and its last claim as the buyer's side reads it, of its heads
/// where there was no claim, and of whom it is pursued against.
casework::Facts facts_of(app::RuleBooks const&, matter::State const&, Track const&);

/// Of a matter with the claims on its order. Its claim is that of its heads where it has any, else what the assessment
/// finds; which routes are open is asked of the books today; how long they run and what is left to collect counts from
/// the day on which the case began here. It rests on what the buyer's side reads. Refusals: forecast.*.
std::expected<CaseNow, act::Refusal> case_now(
    app::RuleBooks const&, Id<Matter>, matter::State const&, Track const&, Look const&);

/// Of a claim with the programme, beside which there may be no matter.
std::expected<CaseNow, act::Refusal> case_now(
    app::RuleBooks const&, Id<Claim>, claim::State const&, order::State const&, Look const&);

} // namespace recourse::api
