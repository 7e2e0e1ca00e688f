#pragma once

#include "api/case_now.hpp"
#include "api/operation.hpp"

#include <memory>
#include <optional>

// What the rows about forecasts have in common.

namespace recourse::api {

/// A case as it stands, with whatever it rests on alive.
struct CaseSeen {
    std::shared_ptr<offer::OwnCases const> own;
    CaseNow now;
};

/// The matter of the path as it stands; nothing when a problem has been answered.
std::optional<CaseSeen> matter_now(Call&, matter::State* state = nullptr);
/// Of any matter, for whoever may read it. Refusals: forecast.*.
std::expected<CaseSeen, act::Refusal> matter_now(Desk&, Id<Matter>, matter::State const&, Language);
/// Of a claim, for the buyer's side.
std::expected<CaseSeen, act::Refusal> claim_now(Desk&, Id<Claim>, claim::State const&, Language);

/// Answers with every flaw of what was to be weighed.
void refuse_flaws(Call&, std::vector<http::ProblemError>);
void refuse_flaws(Call&, offer::Flaws const&);

/// ?samples=, 1,000 to 200,000.
QueryMember samples_member(std::uint32_t standard);
forecast::Options options_asked(Call&, std::uint32_t standard);
/// ?months=, 1 to 60.
QueryMember months_member();
int months_asked(Call&);

/// An estimate is of its moment: nobody on its way keeps it.
inline void give_estimate(Call& call, std::string json)
{
    call.answer(http::Response::json(std::move(json)).with("Cache-Control", "no-store"));
}

/// What the forecast says now, as it is kept.
matter::Prediction prediction_of(CaseNow const&, forecast::Options const&);

} // namespace recourse::api
