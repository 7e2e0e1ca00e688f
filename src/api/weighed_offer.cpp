#include "api/weighed_offer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::api {

namespace {

double number_of(Ratio const& ratio)
{
    return static_cast<double>(ratio.numerator) / static_cast<double>(ratio.denominator);
}

bool is_share(Ratio const& ratio)
{
    return !(ratio < Ratio::whole(0)) && !(Ratio::whole(1) < ratio);
}

class Taking {
public:
    Taking(OfferAsked const& asked, Money nothing, Date today) : asked_(asked), nothing_(nothing), today_(today) { }

    std::vector<http::ProblemError> flaws;

    offer::Offer offer()
    {
        offer::Offer offer;
        if (asked_.instalments.empty())
            wrong("/instalments", "say what is paid: at least one instalment with its amount");
        for (std::size_t i = 0; i < asked_.instalments.size() && i <= offer::instalments_most; ++i)
            offer.instalments.push_back(part(asked_.instalments[i], fmt::format("/instalments/{}", i)));
        bool const all = asked_.full_and_final;
        offer.waives_assurance = all || asked_.waives_assurance;
        offer.waives_legal = all || asked_.waives_legal;
        offer.waives_other = all || asked_.waives_other;
        offer.revival_clause = asked_.revival_clause;
        offer.acceleration_clause = asked_.acceleration_clause;
        offer.acknowledges_debt = asked_.acknowledges_debt;
        offer.authority_shown = asked_.authority_shown;
        offer.on_platform = asked_.on_platform;
        offer.before = asked_.before;
        offer.costs = sum(asked_.costs, "/costs");
        offer.saved = sum(asked_.saved, "/saved");
        return offer;
    }

    void risk(offer::Offer& offer)
    {
        auto const& risk = *asked_.default_risk;
        bool const fits
            = is_share(risk.low) && is_share(risk.high) && !(risk.likely < risk.low) && !(risk.high < risk.likely);
        if (!fits)
            return wrong("/default_risk", "low, likely and high rise in this order, from 0 to 1");
        offer.default_risk = { "default-stated", "default", {}, number_of(risk.low), number_of(risk.likely),
            number_of(risk.high), risk.says, {} };
    }

    void wrong(std::string pointer, std::string says) { flaws.push_back({ std::move(pointer), std::move(says) }); }

private:
    offer::Instalment part(PaidPart const& one, std::string const& place)
    {
        auto day = static_cast<std::int64_t>(one.day);
        if (one.on && one.day != 0)
            wrong(place, "say `on` or `day`, not both");
        if (one.on)
            day = days_between(today_, *one.on);
        if (day < 0 || day > 3'660)
            wrong(place, fmt::format("a day from {} on, at most ten years away", to_string(today_)));
        if (one.amount.currency != nothing_.currency)
            wrong(place + "/amount", fmt::format("the case is in {}: convert it first", nothing_.currency.code()));
        return { static_cast<int>(std::clamp<std::int64_t>(day, 0, 3'660)), one.amount, one.secured };
    }
    Money sum(std::optional<Money> const& amount, std::string const& place)
    {
        if (!amount)
            return nothing_;
        if (amount->currency != nothing_.currency || amount->minor < 0)
            wrong(place, fmt::format("a sum in {}, not below zero", nothing_.currency.code()));
        return *amount;
    }

    OfferAsked const& asked_;
    Money nothing_;
    Date today_;
};

} // namespace

forecast::Assumption standard_risk(casework::World const& world, Language language)
{
    auto const& all = world.guide.estimates;
    auto const rule = std::ranges::find(all, "settlement-agreed", &casework::EstimateRule::id);
    if (rule == all.end())
        return { "default", "default", {}, 0, 0, 0, {}, {} };
    forecast::Assumption paid { rule->id, rule->of, rule->route, number_of(rule->low), number_of(rule->likely),
        number_of(rule->high), {}, rule->source };
    auto risk = offer::standard_risk(paid);
    risk.says = language == Language::zh ? "付款方未付清的可能性" : "that the payer stops before all is paid";
    return risk;
}

std::expected<Weighed, std::vector<http::ProblemError>> weighed_of(
    OfferAsked const& asked, Money nothing, Date today, casework::World const& world, Language language)
{
    Taking taking(asked, nothing, today);
    Weighed weighed;
    weighed.offer = taking.offer();
    if (asked.default_risk)
        taking.risk(weighed.offer);
    else
        weighed.offer.default_risk = standard_risk(world, language);
    if (asked.yearly_rate) {
        if (!is_share(*asked.yearly_rate))
            taking.wrong("/yearly_rate", "from 0 to 1: \"0.08\" is 8 % a year");
        auto const says
            = asked.rate_says.empty() ? to_string(*asked.yearly_rate) + " a year, as asked" : asked.rate_says;
        auto const says_zh = asked.rate_says.empty() ? "按要求，年率" + to_string(*asked.yearly_rate) : asked.rate_says;
        weighed.rate = { *asked.yearly_rate, { says, says_zh } };
    }
    weighed.options.samples = asked.samples == 0 ? samples_of_weighing : asked.samples;
    if (weighed.options.samples < samples_least || weighed.options.samples > offer::samples_most)
        taking.wrong("/samples", fmt::format("from {} to {}", samples_least, offer::samples_most));
    if (!taking.flaws.empty())
        return std::unexpected(std::move(taking.flaws));
    return weighed;
}

offer::Offer offer_of(matter::Offer const& lies, casework::World const& world, Language language)
{
    offer::Offer offer;
    offer.instalments.push_back({ 0, lies.amount, false });
    offer.default_risk = standard_risk(world, language);
    offer.waives_assurance = offer.waives_legal = offer.waives_other = lies.full_and_final;
    offer.revival_clause = lies.revives;
    offer.costs = offer.saved = { 0, lies.amount.currency };
    return offer;
}

offer::Offer offer_of(claim::Offer const& lies)
{
    offer::Offer offer;
    offer.instalments.push_back({ 0, lies.amount, true });
    offer.default_risk = { "default", "default", {}, 0, 0, 0, {}, {} };
    // On the platform an accepted offer ends the claim; the rest is given up only where the offer says so.
    offer.waives_assurance = true;
    offer.waives_legal = offer.waives_other = lies.full_and_final;
    offer.on_platform = true;
    offer.before = claim::needs_return(lies) ? offer::Before::goods_back : offer::Before::nothing;
    offer.costs = offer.saved = { 0, lies.amount.currency };
    return offer;
}

} // namespace recourse::api
