#pragma once

#include "api/forecast_views.hpp"

// Offers as they are asked about, and as they lie in a matter or a claim, in the form in which they are weighed.

namespace recourse::api {

struct PaidPart {
    Money amount;
    std::optional<Date> on; ///< one of both, or neither: at once
    std::uint32_t day = 0; ///< from today
    bool secured = false; ///< in hand or held by a third party
};
BOOST_DESCRIBE_STRUCT(PaidPart, (), (amount, on, day, secured))

/// The chance that the payer stops before all is paid, of the whole offer.
struct Risk {
    Ratio low, likely, high; ///< 0 to 1
    std::string says;
};
BOOST_DESCRIBE_STRUCT(Risk, (), (low, likely, high, says))

struct OfferAsked {
    std::vector<PaidPart> instalments; ///< in the order of their days
    bool full_and_final = false; ///< waives everything on every track
    bool waives_assurance = false, waives_legal = false, waives_other = false;
    bool revival_clause = false, acceleration_clause = false, acknowledges_debt = false, authority_shown = false;
    bool on_platform = false;
    offer::Before before = offer::Before::nothing; ///< what the other side wants before it pays
    std::optional<Money> costs; ///< of accepting
    std::optional<Money> saved; ///< that comes back when the case ends now
    std::optional<Risk> default_risk; ///< nothing: the standard estimate
    std::optional<Ratio> yearly_rate; ///< of discount, 0 to 1; nothing: 8 %
    std::string rate_says; ///< why this rate
    std::uint32_t samples = 0; ///< 1,000 to 200,000; 0: 50,000
};
BOOST_DESCRIBE_STRUCT(OfferAsked, (),
    (instalments, full_and_final, waives_assurance, waives_legal, waives_other, revival_clause, acceleration_clause,
        acknowledges_debt, authority_shown, on_platform, before, costs, saved, default_risk, yearly_rate, rate_says,
        samples))

inline constexpr std::uint32_t samples_least = 1'000;
inline constexpr std::uint32_t samples_of_weighing = 50'000;

/// An offer as it is weighed.
struct Weighed {
    offer::Offer offer;
    offer::DiscountRate rate;
    forecast::Options options;
};

/// What the body asks. Errors: every flaw with its place.
std::expected<Weighed, std::vector<http::ProblemError>> weighed_of(
    OfferAsked const&, Money nothing, Date today, casework::World const&, Language);

/// Of a matter: paid at once when it is accepted, not secured, with the standard risk of default.
offer::Offer offer_of(matter::Offer const&, casework::World const&, Language);
/// Of a claim: agreed in the programme's form and paid by it from what it holds.
offer::Offer offer_of(claim::Offer const&);

/// The estimate that an agreed settlement is paid, as a risk that it is not.
forecast::Assumption standard_risk(casework::World const&, Language);

} // namespace recourse::api
