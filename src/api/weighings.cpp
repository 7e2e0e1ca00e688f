#include "api/forecast_refusals.hpp"
#include "api/forecasting.hpp"
#include "api/weighed_offer.hpp"

#include <charconv>

// An offer to settle, weighed against going on: one that is only asked about, one that lies in a matter, one that the
// supplier made on a claim. Nothing is accepted by asking.

namespace recourse::api {

namespace {

using accounts::Scope;

/// Answers with the comparison, or with every flaw of what was to be compared.
void weigh(Call& call, CaseNow const& now, std::uint32_t number, Weighed const& weighed)
{
    auto const compared = offer::compare(now.position, weighed.offer, weighed.rate, weighed.options);
    if (!compared)
        return refuse_flaws(call, compared.error());
    give_estimate(call, json_of(weighing_view(now, number, *compared, http::language_of(call.request))));
}

void asked(Call& call)
{
    auto const seen = matter_now(call);
    if (!seen)
        return;
    auto const offer = body<OfferAsked>(call);
    if (!offer)
        return;
    Money const nothing { 0, seen->now.position.claim.currency };
    auto weighed = weighed_of(*offer, nothing, call.desk.today(), *call.desk.world(), http::language_of(call.request));
    if (!weighed)
        return refuse_flaws(call, std::move(weighed.error()));
    weigh(call, seen->now, 0, *weighed);
}

/// The number in the path; 0 where it is none.
std::uint32_t number_named(Call& call)
{
    auto const text = call.request.parameter("number");
    std::uint32_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc {} && end == text.data() + text.size() ? number : 0;
}

void of_matter(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    auto const number = number_named(call);
    auto const* lies = matter::entry(matter->state.offers, number);
    if (lies == nullptr)
        return call.refuse(act::Refusal { &forecast_refusals::no_offer, {}, {} });
    auto const seen = matter_now(call);
    if (!seen)
        return;
    auto const offer = offer_of(lies->offer, *call.desk.world(), http::language_of(call.request));
    weigh(call, seen->now, number, { offer, {}, options_asked(call, samples_of_weighing) });
}

void of_claim(Call& call)
{
    auto const id = path_id<Claim>(call, "claim");
    if (!id)
        return;
    auto const claim = load<claim::State>(call, { codec::Subject::claim, id->number });
    if (!claim)
        return;
    auto const role = call.caller.actor.role;
    bool const buyers = role == act::Role::buyer || role == act::Role::counsel;
    if (!buyers || !may_see(call.caller, claim->state))
        return call.refuse(not_found());
    claim::OfferState const* lies = nullptr;
    for (auto const& one : claim->state.offers) {
        if (one.by == act::Role::supplier && one.status == claim::OfferStatus::open)
            lies = &one;
    }
    if (lies == nullptr)
        return call.refuse(act::Refusal { &forecast_refusals::no_open_offer, {}, {} });
    note(call, "claim", id->number, accounts::Deed::read);
    auto const seen = claim_now(call.desk, *id, claim->state, http::language_of(call.request));
    if (!seen)
        return call.refuse(seen.error());
    weigh(call, seen->now, lies->number, { offer_of(lies->offer), {}, options_asked(call, samples_of_weighing) });
}

} // namespace

void add_weighings(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .method = Method::post,
        .path = "/v1/matters/{matter}/weighings",
        .id = "matters.weigh",
        .summary = "Weighs an offer to settle against going on; nothing is kept",
        .scope = Scope::read,
        .takes = taken<OfferAsked>(),
        .gives = given<WeighingView>(),
        .runs = http::Runs::aside,
        .run = asked });
    table.push_back({ .path = "/v1/matters/{matter}/offers/{number}/weighing",
        .id = "matters.weigh-offer",
        .summary = "Weighs an offer that lies in the matter against going on",
        .scope = Scope::read,
        .gives = given<WeighingView>(),
        .runs = http::Runs::aside,
        .query = { samples_member(samples_of_weighing) },
        .run = of_matter });
    table.push_back({ .path = "/v1/claims/{claim}/offers/weighing",
        .id = "claims.weigh-offer",
        .summary = "Weighs the supplier's open offer on a claim, for the buyer's side, against going on by every route",
        .scope = Scope::read,
        .gives = given<WeighingView>(),
        .runs = http::Runs::aside,
        .query = { samples_member(samples_of_weighing) },
        .run = of_claim });
}

} // namespace recourse::api
