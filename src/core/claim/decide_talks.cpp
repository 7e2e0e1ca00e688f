#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// What the parties say to each other: answers, offers, settlement; and when they call the programme in.

namespace recourse::claim {

namespace {

constexpr std::size_t offers_max = 200;

std::unexpected<act::Refusal> no_offer(std::uint32_t number)
{
    return refuse(refusals::no_offer, { { "offer", fmt::format("{}", number) } });
}

/// The offer of the command, made by the other side.
std::expected<OfferState const*, act::Refusal> offered_to(Deciding const& d, std::uint32_t number)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* offer = find_offer(d.state, number);
    if (offer == nullptr)
        return no_offer(number);
    RECOURSE_TRY_DONE(d.party());
    if (offer->by == d.role())
        return refuse(refusals::not_the_other_side);
    return offer;
}

Guard still_open(OfferState const& offer)
{
    if (offer.status != OfferStatus::open)
        return refuse(refusals::offer_not_open, { { "status", text_of(word(offer.status)) } });
    return {};
}

Guard within_claim(Deciding const& d, Money amount)
{
    if (amount.minor > left(d.state).minor)
        return refuse(
            refusals::exceeds_claim, { { "claimed", display(left(d.state)) }, { "amount", display(amount) } });
    return {};
}

events::Settled settlement(Deciding const& d, std::uint32_t offer, Offer const& agreed, std::optional<Money> read)
{
    events::Settled settled;
    settled.number = d.state.dues + 1;
    settled.on = d.today();
    settled.offer = offer;
    settled.amount = agreed.amount;
    settled.remedy = agreed.remedy;
    settled.full_and_final = agreed.full_and_final;
    settled.return_required = needs_return(agreed);
    settled.given_up = given_up(d.state, d.context.order, agreed);
    settled.acknowledged = read;
    settled.execute_from = d.context.rules.execute_from(Basis::settlement, d.today(), d.state, d.context.order);
    return with_leg_clocks(d, std::move(settled));
}

} // namespace

Decision decide_one(Deciding const& d, Answer const& command)
{
    RECOURSE_TRY_DONE(d.only(Role::supplier));
    bool const contests_again = d.state.answer == Stance::contests && command.stance == Stance::contests;
    if (contests_again && d.state.answer_text == command.text)
        return Outcome {};
    RECOURSE_TRY_DONE(d.talks());
    if (contests_again)
        return refuse(refusals::answered_already);
    switch (command.stance) {
    case Stance::contests:
        RECOURSE_TRY_DONE(d.text("text", command.text));
        return only_claim(
            with_clocks(d, events::Answered { d.today(), command.stance, command.text, {} }, Start::answered));
    case Stance::accepts: {
        RECOURSE_TRY(d.may(Act::accept_offer));
        if (in_kind(d.state.remedy))
            return refuse(refusals::in_kind_needs_offer, { { "remedy", text_of(word(d.state.remedy)) } });
        // All that is claimed: nothing is given up, so nobody has to read a waiver.
        return only_claim(settlement(d, 0, { left(d.state), d.state.remedy, false, false, d.today() }, std::nullopt));
    }
    case Stance::offers:
        return refuse(refusals::not_an_answer);
    }
    RECOURSE_ASSERT(false);
}

Decision decide_one(Deciding const& d, MakeOffer const& command)
{
    RECOURSE_TRY_DONE(d.party());
    auto const* before = open_offer_of(d.state, d.role());
    if (before != nullptr && before->offer == command.offer)
        return Outcome {};
    RECOURSE_TRY_DONE(d.talks());
    if (d.state.offers.size() >= offers_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", offers_max) } });
    RECOURSE_TRY(d.may(Act::make_offer));
    auto const& offer = command.offer;
    RECOURSE_TRY_DONE(d.sum(offer.amount));
    if (offer.amount.is_zero() && !in_kind(offer.remedy))
        return refuse(refusals::nothing_offered);
    RECOURSE_TRY_DONE(within_claim(d, offer.amount));
    RECOURSE_TRY_DONE(d.day_to_come(offer.valid_until));
    // The supplier may accept at once, so the buyer reads what it gives up before it offers.
    if (d.role() == Role::buyer)
        RECOURSE_TRY_DONE(d.waiver(offer, command.acknowledged));

    events::OfferMade made;
    made.number = static_cast<std::uint32_t>(d.state.offers.size()) + 1;
    made.on = d.today();
    made.by = d.role();
    made.offer = offer;
    made.supersedes = before == nullptr ? 0 : before->number;
    made.given_up = given_up(d.state, d.context.order, offer);
    made.acknowledged = d.role() == Role::buyer;
    made = with_clocks(d, std::move(made), Start::offered);
    made.clocks.push_back({ "offer", Effect::lapse_offer, Awaits::nothing, Role::platform, Ratio::whole(1), made.number,
        offer.valid_until, "the last day that the offer names" });
    return only_claim(std::move(made));
}

Decision decide_one(Deciding const& d, AcceptOffer const& command)
{
    auto const* offer = RECOURSE_TRY(offered_to(d, command.offer));
    if (offer->status == OfferStatus::accepted)
        return Outcome {};
    RECOURSE_TRY_DONE(d.talks());
    RECOURSE_TRY_DONE(still_open(*offer));
    if (d.today() > offer->offer.valid_until)
        return refuse(refusals::offer_lapsed, { { "day", to_string(offer->offer.valid_until) } });
    RECOURSE_TRY(d.may(Act::accept_offer));
    RECOURSE_TRY_DONE(within_claim(d, offer->offer.amount));
    if (d.role() == Role::buyer)
        RECOURSE_TRY_DONE(d.waiver(offer->offer, command.acknowledged));
    // What the buyer offered, it acknowledged when it did.
    auto const read = offer->by == Role::buyer ? offer->given_up : command.acknowledged;
    return only_claim(settlement(d, offer->number, offer->offer, read));
}

Decision decide_one(Deciding const& d, RejectOffer const& command)
{
    auto const* offer = RECOURSE_TRY(offered_to(d, command.offer));
    if (offer->status == OfferStatus::rejected)
        return Outcome {};
    RECOURSE_TRY_DONE(d.talks());
    RECOURSE_TRY_DONE(still_open(*offer));
    return only_claim(events::OfferRejected { offer->number });
}

Decision decide_one(Deciding const& d, WithdrawOffer const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* offer = find_offer(d.state, command.offer);
    if (offer == nullptr)
        return no_offer(command.offer);
    RECOURSE_TRY_DONE(d.party());
    if (offer->by != d.role())
        return refuse(refusals::not_the_offeror);
    if (offer->status == OfferStatus::withdrawn)
        return Outcome {};
    RECOURSE_TRY_DONE(d.talks());
    RECOURSE_TRY_DONE(still_open(*offer));
    return only_claim(events::OfferWithdrawn { offer->number });
}

Decision decide_one(Deciding const& d, Escalate const&)
{
    RECOURSE_TRY_DONE(d.party());
    if (d.state.phase == Phase::review)
        return Outcome {};
    RECOURSE_TRY_DONE(d.talks());
    auto rule = RECOURSE_TRY(d.may(Act::escalate));
    auto const& from = d.state.escalation;
    if (!from)
        return refuse(refusals::may_not, { { "role", text_of(word(d.role())) }, { "act", "escalate" } });
    if (d.today() < from->day)
        return refuse(refusals::escalation_too_early, { { "day", to_string(from->day) } }, from->rule);
    return only_claim(with_clocks(d, events::Escalated { d.today(), d.role(), std::move(rule), {} }, Start::escalated));
}

} // namespace recourse::claim
