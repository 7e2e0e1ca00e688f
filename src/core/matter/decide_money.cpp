#include "core/matter/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// Settlement, receipts, distribution, the end. No sum comes twice, and nothing is given up unread.

namespace recourse::matter {

namespace {

constexpr std::size_t shares_max = 100;

/// What the sum that came is in the matter's currency.
Found<Money> counted(Deciding const& d, Receipt const& receipt)
{
    auto const currency = d.state.nothing.currency;
    if (receipt.amount.minor <= 0 || receipt.amount.minor > amount_minor_max)
        return refuse(refusals::not_positive, { { "field", "amount" } });
    if (receipt.amount.currency == currency) {
        if (receipt.counted && *receipt.counted != receipt.amount)
            return refuse(refusals::rate_differs, { { "counted", display(receipt.amount) } });
        return receipt.amount;
    }
    if (!receipt.counted || !receipt.rate || receipt.rate_source.empty() || receipt.rate->numerator <= 0)
        return refuse(refusals::needs_rate, { { "currency", text_of(currency.code()) } });
    RECOURSE_TRY_DONE(d.sum("counted", *receipt.counted));
    auto const worth = exchange(receipt.amount, currency, *receipt.rate, Rounding::half_up);
    if (!worth || *worth != *receipt.counted)
        return refuse(refusals::rate_differs, { { "counted", worth ? display(*worth) : std::string { "too much" } } });
    return *receipt.counted;
}

/// The offer, still open.
Found<OfferState const*> running(Deciding const& d, std::uint32_t number)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* offer = RECOURSE_TRY(d.there(d.state.offers, number, "offer"));
    return offer;
}

act::Refusal not_open(OfferPhase phase)
{
    return { &refusals::offer_not_open, { { "phase", text_of(word(phase)) } }, {} };
}

/// Zero is no waiver: whether it is said or left out is the same.
std::optional<Money> some(std::optional<Money> amount)
{
    return amount && !amount->is_zero() ? amount : std::nullopt;
}

Guard waiver(Deciding const& d, Offer const& offer, std::optional<Waiver> const& read)
{
    auto const gone = given_up(d.state, offer, d.context);
    bool const fits = read ? read->here == gone.here && some(read->there) == gone.there : !offer.full_and_final;
    if (fits)
        return {};
    return refuse(refusals::waiver_unread,
        { { "here", display(gone.here) },
            { "there", gone.there ? " and " + display(*gone.there) + " with the programme" : std::string {} } });
}

/// What is left to be given out.
Money to_share(State const& state)
{
    return state.received - state.distributed;
}

} // namespace

Waiver given_up(State const& state, Offer const& offer, Context const& context)
{
    if (!offer.full_and_final)
        return { state.nothing, {} };
    auto const here = max(left_of_claim(state, context) - offer.amount, state.nothing);
    // What is full and final ends the claim with the programme too: the parties have agreed.
    return { here, some(context.platform.claimable) };
}

Decision decide_one(Deciding const& d, MakeOffer const& command)
{
    RECOURSE_TRY_DONE(d.pursuing());
    auto const& offer = command.offer;
    if (headed(d.state).is_zero())
        return refuse(refusals::no_heads);
    auto const number = RECOURSE_TRY(d.next(d.state.offers));
    RECOURSE_TRY_DONE(d.sum("amount", offer.amount));
    RECOURSE_TRY_DONE(d.to_come(offer.valid_until));
    RECOURSE_TRY_DONE(d.text("terms", offer.terms));
    return only(events::OfferMade { number, d.today(), d.actor(), offer });
}

Decision decide_one(Deciding const& d, AcceptOffer const& command)
{
    auto const* offer = RECOURSE_TRY(running(d, command.number));
    RECOURSE_TRY_DONE(d.in_person());
    RECOURSE_TRY_DONE(d.open());
    if (offer->phase == OfferPhase::accepted)
        return already_so();
    if (offer->phase != OfferPhase::open)
        return std::unexpected(not_open(offer->phase));
    if (auto const holds = settlement(d.state); holds != 0 && d.state.offers[holds - 1].offer.full_and_final)
        return refuse(refusals::settled_already, { { "number", fmt::format("{}", holds) } });
    RECOURSE_TRY_DONE(d.pursuing());
    if (offer->offer.valid_until < d.today())
        return refuse(refusals::offer_lapsed, { { "day", to_string(offer->offer.valid_until) } });
    RECOURSE_TRY_DONE(waiver(d, offer->offer, command.read));
    std::optional<Money> claim;
    if (offer->offer.full_and_final)
        claim = d.state.received + offer->offer.amount;
    return only(events::OfferAccepted { command.number, d.today(), d.actor(), command.read, claim });
}

Decision decide_one(Deciding const& d, EndOffer const& command)
{
    auto const* offer = RECOURSE_TRY(running(d, command.number));
    RECOURSE_TRY_DONE(d.open());
    auto const phase = offer->offer.ours ? OfferPhase::withdrawn : OfferPhase::rejected;
    if (offer->phase == phase)
        return already_so();
    if (offer->phase != OfferPhase::open)
        return std::unexpected(not_open(offer->phase));
    return only(events::OfferEnded { command.number, d.today(), d.actor(), phase });
}

Decision decide_one(Deciding const& d, DeclareBroken const& command)
{
    auto const* offer = RECOURSE_TRY(running(d, command.number));
    RECOURSE_TRY_DONE(d.in_person());
    RECOURSE_TRY_DONE(d.open());
    if (offer->phase == OfferPhase::broken)
        return already_so();
    if (offer->phase != OfferPhase::accepted)
        return refuse(refusals::no_settlement);
    // Without such a clause the claim may stay limited to the sum that was settled.
    if (offer->offer.full_and_final && !offer->offer.revives)
        return refuse(refusals::no_revival);
    RECOURSE_TRY_DONE(d.text("reasons", command.reasons, true));
    return only(events::SettlementBroken { command.number, d.today(), d.actor(), command.reasons });
}

Decision decide_one(Deciding const& d, RecordReceipt const& command)
{
    auto const& receipt = command.receipt;
    bool const of_programme
        = d.role() == Role::platform && (receipt.route == Route::platform || receipt.route == Route::chargeback);
    if (!of_programme)
        RECOURSE_TRY_DONE(d.ours());
    else if (d.state.phase == Phase::none)
        return refuse(refusals::not_found);
    auto const claim = whole_claim(d.state, d.context);
    if (claim.is_zero() && !of_programme)
        return refuse(refusals::no_heads);
    auto const number = RECOURSE_TRY(d.next(d.state.receipts));
    RECOURSE_TRY_DONE(d.next(d.state.acts));
    auto const amount = RECOURSE_TRY(counted(d, receipt));
    RECOURSE_TRY_DONE(d.past(receipt.on));
    RECOURSE_TRY_DONE(d.line("rate_source", receipt.rate_source));
    RECOURSE_TRY_DONE(d.text("note", receipt.note));
    auto const left = max(claim - d.state.received, d.state.nothing);
    // What the programme paid has been paid: where nothing is claimed yet, it stands for itself.
    bool const beyond = compare(amount, left) > 0 && !claim.is_zero();
    if (!of_programme && beyond && !command.over_recovery)
        return refuse(refusals::over_recovery, { { "left", display(left) }, { "amount", display(amount) } });
    if (!of_programme && !beyond && command.over_recovery)
        return refuse(refusals::no_over_recovery, { { "left", display(left) }, { "amount", display(amount) } });
    std::vector<Event> events { events::Received {
        number, d.today(), d.actor(), receipt, amount, claim.is_zero() ? d.state.received + amount : claim, beyond } };
    if (receipt.route == Route::voluntary || receipt.route == Route::settlement) { // Limitation Rules art. 14
        limitation::Act act;
        act.kind = limitation::ActKind::part_payment;
        act.on = receipt.on;
        act.proof = Proof::official;
        events.emplace_back(events::ActRecorded {
            next_act(d.state), d.today(), d.actor(), act, 0, 0, 0, receipt.exhibits, receipt.note });
    }
    return events;
}

Decision decide_one(Deciding const& d, ProposeDistribution const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    RECOURSE_TRY_DONE(d.in_person());
    if (auto const waiting = waiting_distribution(d.state); waiting != 0)
        return refuse(refusals::distribution_waits, { { "number", fmt::format("{}", waiting) } });
    auto const number = RECOURSE_TRY(d.next(d.state.distributions));
    if (command.shares.empty() || command.shares.size() > shares_max)
        return refuse(refusals::names_none, { { "what", "shares" }, { "count", fmt::format("{}", shares_max) } });
    auto sum = d.state.nothing;
    for (auto const& share : command.shares) {
        RECOURSE_TRY_DONE(d.sum("amount", share.amount));
        RECOURSE_TRY_DONE(d.line("to", share.to, true));
        sum = sum + share.amount;
    }
    if (compare(sum, to_share(d.state)) > 0)
        return refuse(refusals::too_much_shared, { { "left", display(to_share(d.state)) }, { "sum", display(sum) } });
    return only(events::DistributionProposed { number, d.today(), d.actor(), command.shares });
}

Decision decide_one(Deciding const& d, AnswerDistribution const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.distributions, command.number, "distribution"));
    RECOURSE_TRY_DONE(d.in_person());
    auto const wanted = command.confirm ? DistributionPhase::confirmed : DistributionPhase::declined;
    if (one->phase == wanted)
        return already_so();
    if (one->phase != DistributionPhase::proposed)
        return refuse(refusals::distribution_answered, { { "phase", text_of(word(one->phase)) } });
    if (command.confirm)
        RECOURSE_TRY_DONE(act::second_person(d.actor(), d.context.behind, d.context.moment.now,
            { one->proposed_by.person }, { &refusals::same_person, {}, {} }));
    RECOURSE_TRY_DONE(d.text("reason", command.reason, !command.confirm));
    return only(events::DistributionAnswered { command.number, d.today(), d.actor(), command.confirm, command.reason });
}

Decision decide_one(Deciding const& d, Close const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    RECOURSE_TRY_DONE(d.in_person());
    if (d.state.phase == Phase::closed && d.state.ending == command.ending)
        return already_so();
    RECOURSE_TRY_DONE(d.open());
    if (auto const measure = standing_measure(d.state); measure != 0)
        return refuse(refusals::measures_stand, { { "number", fmt::format("{}", measure) } });
    if (auto const filing = pending_filing(d.state); filing != 0)
        return refuse(refusals::filing_pending, { { "number", fmt::format("{}", filing) } });
    auto const left = left_of_claim(d.state, d.context);
    if (command.ending == Ending::full && !left.is_zero())
        return refuse(refusals::not_full, { { "left", display(left) } });
    if (command.ending == Ending::settled && settlement(d.state) == 0)
        return refuse(refusals::no_settlement);
    if (command.ending == Ending::settled && d.state.settled_claim && !left.is_zero())
        return refuse(refusals::settlement_unpaid, { { "left", display(left) } });
    if (command.ending == Ending::none)
        return refuse(refusals::no_ending);
    RECOURSE_TRY_DONE(d.text("reasons", command.reasons, true));
    if (command.left ? *command.left != left : !left.is_zero())
        return refuse(refusals::left_unread, { { "left", display(left) } });
    return only(events::Closed { d.today(), d.actor(), command.ending, command.reasons, left });
}

Decision decide_one(Deciding const& d, Reopen const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    RECOURSE_TRY_DONE(d.in_person());
    if (d.state.phase != Phase::closed)
        return refuse(refusals::not_over);
    RECOURSE_TRY_DONE(d.text("reasons", command.reasons, true));
    return only(events::Reopened { d.today(), d.actor(), command.reasons });
}

Decision decide_one(Deciding const& d, LetAuditorIn const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    RECOURSE_TRY_DONE(d.in_person());
    if (d.state.auditor_until == command.until)
        return already_so();
    if (command.until)
        RECOURSE_TRY_DONE(d.to_come(*command.until));
    return only(events::AuditorLetIn { d.today(), d.actor(), command.until });
}

} // namespace recourse::matter
