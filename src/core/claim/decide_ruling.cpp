#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// What officers decide, under four eyes, and review on new facts.

namespace recourse::claim {

namespace {

constexpr std::size_t exhibits_max = 100; ///< of one request for review

/// Both sides are heard: while the day for required evidence runs and it has not come, nobody decides.
Guard evidence_is_in(Deciding const& d)
{
    for (auto const& slot : d.state.slots) {
        bool const can_come = slot.need == Need::required && slot.last && d.today() <= *slot.last;
        if (can_come && !filled(d.state, slot))
            return refuse(refusals::evidence_open, { { "day", to_string(*slot.last) }, { "slot", slot.id } });
    }
    return {};
}

Guard findings_fit(Deciding const& d, std::vector<Finding> const& findings)
{
    auto const lines = d.state.lines.size();
    std::vector<bool> seen(lines, false);
    for (auto const& finding : findings) {
        RECOURSE_TRY_DONE(d.text("facts", finding.facts));
        if (finding.line >= lines || seen[finding.line])
            return refuse(refusals::findings_missing, { { "lines", fmt::format("{}", lines) } });
        seen[finding.line] = true;
    }
    if (findings.size() != lines)
        return refuse(refusals::findings_missing, { { "lines", fmt::format("{}", lines) } });
    return {};
}

Guard amount_fits(Deciding const& d, Money amount)
{
    RECOURSE_TRY_DONE(d.sum(amount));
    if (amount.minor > left(d.state).minor)
        return refuse(
            refusals::exceeds_claim, { { "claimed", display(left(d.state)) }, { "amount", display(amount) } });
    return {};
}

/// A settlement stands: the parties' own money pays its part, and the whole is no more than was agreed.
Guard fits_settlement(Deciding const& d, Ruling const& ruling)
{
    auto const most = agreed_sum(d.state);
    if (!most)
        return {};
    auto const least = min(max(d.state.paid - d.state.by_pool, d.nothing()), *most);
    if (ruling.remedy != Remedy::refund || ruling.amount.minor < least.minor || ruling.amount.minor > most->minor)
        return refuse(refusals::settlement_stands, { { "least", display(least) }, { "most", display(*most) } });
    return {};
}

Guard check(Deciding const& d, Ruling const& ruling)
{
    RECOURSE_TRY_DONE(findings_fit(d, ruling.findings));
    RECOURSE_TRY_DONE(amount_fits(d, ruling.amount));
    RECOURSE_TRY_DONE(fits_settlement(d, ruling));
    if (in_kind(ruling.remedy))
        return refuse(refusals::in_kind_needs_agreement, { { "remedy", text_of(word(ruling.remedy)) } });
    RECOURSE_TRY_DONE(d.text("reasons", ruling.reasons));
    RECOURSE_TRY_DONE(d.text_if_any("deviation", ruling.deviation));
    auto const& inspection = d.state.inspection;
    bool const borne = ruling.fee_borne_by == Role::buyer || ruling.fee_borne_by == Role::supplier;
    // Whoever settled has settled the costs with it.
    if (inspection && !inspection->fee.is_zero() && !borne && !d.state.agreed)
        return refuse(refusals::fee_undecided, { { "fee", display(inspection->fee) } });
    return {};
}

/// What the ruling adds or takes off of the inspection's fee; nothing where the parties have settled.
Money fee_of(Deciding const& d, Ruling const& ruling)
{
    bool const says = ruling.fee_borne_by && !d.state.agreed;
    return says ? fee_effect(d.state, *ruling.fee_borne_by, d.nothing()) : d.nothing();
}

/// Outside of what the rules come to, as far as what was agreed leaves room for it.
bool deviates(Deciding const& d, Money amount, Proposal const& proposal)
{
    auto const low = min(proposal.low, agreed_sum(d.state).value_or(proposal.low));
    return amount.minor < low.minor || amount.minor > proposal.high.minor;
}

/// The ruling takes effect. Where nothing is to be paid and nothing is to be waited for, it is carried out at once.
Decision effect(Deciding const& d, Ruling ruling, Proposal proposal, Id<Person> by, Id<Person> confirmed_by)
{
    events::Determined determined;
    determined.number = d.state.dues + 1;
    determined.on = d.today();
    determined.ruling = std::move(ruling);
    determined.proposal = std::move(proposal);
    determined.by = by;
    determined.confirmed_by = confirmed_by;
    determined.fee = fee_of(d, determined.ruling);
    determined.execute_from = d.context.rules.execute_from(Basis::determination, d.today(), d.state, d.context.order);
    determined.review = d.context.rules.review(Basis::determination, d.today(), d.state, d.context.order);
    determined = with_leg_clocks(d, std::move(determined));
    bool const rejected = determined.ruling.amount.is_zero() && determined.fee.minor <= 0;
    bool const at_once = rejected && determined.execute_from <= d.today();
    Outcome outcome = only_claim(std::move(determined));
    if (at_once) {
        auto after = d.state;
        evolve(after, outcome.claim.back());
        carry_out({ after, d.context }, outcome);
    }
    return outcome;
}

/// Somebody else than those who decided last, or than the one who determined it alone; nobody forms a pair with them
/// whom one of them let in again, or who let in one of them.
Guard not_of_the_last(Deciding const& d, bool confirmed_too, act::RefusalKind const& same)
{
    if (d.state.determinations.empty())
        return {};
    auto const& last = d.state.determinations.back();
    return act::second_person(d.context.actor, d.context.behind, d.context.moment.now,
        { last.by, confirmed_too ? last.confirmed_by : Id<Person> {} }, { &same, {}, {} });
}

/// A review is decided by somebody who had no part in what it looks at, and confirmed by somebody else than who
/// determined that.
Guard fresh_eyes(Deciding const& d, Act act)
{
    if (d.state.phase != Phase::reopened)
        return {};
    return not_of_the_last(d, act == Act::determine, refusals::decided_before);
}

/// An officer who had no part in the decision answers a request for review.
Guard may_answer(Deciding const& d)
{
    RECOURSE_TRY_DONE(d.officer());
    if (!d.state.review_request)
        return refuse(refusals::no_review_request);
    return not_of_the_last(d, true, refusals::same_person);
}

/// The buyer brings what a settlement lacks before an officer, once.
Guard may_ask_the_pool(Deciding const& d)
{
    if (d.role() != Role::buyer)
        return refuse(refusals::wrong_role, d.role_value());
    if (d.state.review_request)
        return refuse(refusals::review_pending);
    if (d.state.reviews > 0)
        return refuse(refusals::review_used, { { "rounds", "1" } });
    return {};
}

bool pool_could_pay(Deciding const& d)
{
    auto const funds = d.context.rules.funds(d.state);
    return !unfunded_settlement(d.state).is_zero()
        && std::ranges::find(funds, escrow::Fund::guarantee_pool) != funds.end();
}

Guard may_request(Deciding const& d)
{
    auto const& state = d.state;
    if (pool_could_pay(d))
        return may_ask_the_pool(d);
    bool const stands = state.due && state.due->basis != Basis::settlement
        && (state.phase == Phase::decided || state.phase == Phase::returning || state.phase == Phase::closed);
    if (!stands)
        return refuse(refusals::not_decided, { { "phase", text_of(word(state.phase)) } });
    if (state.review_request)
        return refuse(refusals::review_pending);
    if (!state.review)
        return refuse(refusals::no_review);
    if (state.reviews >= state.review->rounds)
        return refuse(
            refusals::review_used, { { "rounds", fmt::format("{}", state.review->rounds) } }, state.review->rule);
    if (d.today() > state.review->until)
        return refuse(refusals::review_too_late, { { "day", to_string(state.review->until) } }, state.review->rule);
    return {};
}

Guard new_facts(Deciding const& d, std::vector<Exhibit> const& exhibits)
{
    // What a settlement lacks is no new fact, and asks for none.
    if ((exhibits.empty() && !pool_could_pay(d)) || exhibits.size() > exhibits_max)
        return refuse(refusals::no_new_facts);
    for (auto one = exhibits.begin(); one != exhibits.end(); ++one) {
        auto const same = [&](Exhibit const& other) { return other.digest == one->digest; };
        bool const known = std::ranges::any_of(d.state.exhibits, same, &ExhibitState::exhibit)
            || std::any_of(exhibits.begin(), one, same);
        if (known)
            return refuse(refusals::no_new_facts);
        if (one->compartment != Compartment::shared)
            return refuse(refusals::slot_needs_shared);
        RECOURSE_TRY_DONE(d.text("name", one->name));
        RECOURSE_TRY_DONE(d.text_if_any("note", one->note));
    }
    return {};
}

} // namespace

std::optional<Money> coverable(
    State const& state, order::State const& order, Rules const& rules, escrow::Book const& book, Money limit_left)
{
    if (limit_left.minor >= amount_minor_max)
        return std::nullopt;
    auto const currency = limit_left.currency;
    auto const supplier = order.terms.supplier;
    Money const nothing { 0, currency };
    // A ruling's amount is all that the claim gets: what it has got is part of it, wherever that came from.
    auto sum = max(limit_left, nothing) + max(held(order), nothing) + state.paid + state.fee_paid;
    bool by_pool = false;
    for (auto const fund : rules.funds(state)) {
        switch (fund) {
        case escrow::Fund::held:
            break;
        case escrow::Fund::supplier_balance:
            sum = sum + max(book.available(escrow::balance_of(supplier, currency)), nothing);
            break;
        case escrow::Fund::bond:
            sum = sum + max(book.available(escrow::bond_of(supplier, currency)), nothing);
            break;
        case escrow::Fund::guarantee_pool:
            by_pool = true;
            break;
        }
    }
    return by_pool ? std::optional { sum } : std::nullopt;
}

Money fee_effect(State const& state, Role at_fault, Money nothing)
{
    auto const& inspection = state.inspection;
    if (!inspection || inspection->advanced_by == at_fault)
        return nothing;
    return at_fault == Role::supplier ? inspection->fee : -inspection->fee;
}

Decision decide_one(Deciding const& d, Determine const& command)
{
    RECOURSE_TRY_DONE(d.officer());
    auto const& draft = d.state.draft;
    if (draft && draft->ruling == command.ruling && draft->by == d.context.actor.person)
        return Outcome {};
    RECOURSE_TRY_DONE(fresh_eyes(d, Act::determine));
    RECOURSE_TRY_DONE(d.in_review());
    if (draft)
        return refuse(refusals::awaits_second);
    RECOURSE_TRY_DONE(evidence_is_in(d));
    auto const& ruling = command.ruling;
    RECOURSE_TRY_DONE(check(d, ruling));
    auto const& context = d.context;
    auto proposal = context.rules.proposal(
        d.state, context.order, coverable(d.state, context.order, context.rules, context.book, context.limit_left));
    if (deviates(d, ruling.amount, proposal) && ruling.deviation.empty())
        return refuse(
            refusals::deviation_unexplained, { { "low", display(proposal.low) }, { "high", display(proposal.high) } });
    auto const fee = fee_of(d, ruling);
    auto const limit = d.context.rules.four_eyes_above(d.currency());
    if (limit && (ruling.amount + max(fee, d.nothing())).minor > limit->minor)
        return only_claim(events::DeterminationDrafted {
            d.state.drafts + 1, d.today(), d.context.actor.person, ruling, std::move(proposal) });
    return effect(d, ruling, std::move(proposal), d.context.actor.person, {});
}

Decision decide_one(Deciding const& d, ConfirmDetermination const& command)
{
    RECOURSE_TRY_DONE(d.officer());
    auto const& draft = d.state.draft;
    bool const there = draft && draft->number == command.draft;
    if (there) {
        RECOURSE_TRY_DONE(act::second_person(d.context.actor, d.context.behind, d.context.moment.now, { draft->by },
            { &refusals::same_person, {}, {} }));
        RECOURSE_TRY_DONE(fresh_eyes(d, Act::confirm_determination));
    }
    if (!there)
        return refuse(refusals::no_draft, { { "draft", fmt::format("{}", command.draft) } });
    RECOURSE_TRY_DONE(d.in_review());
    RECOURSE_TRY_DONE(evidence_is_in(d));
    RECOURSE_TRY_DONE(amount_fits(d, draft->ruling.amount));
    RECOURSE_TRY_DONE(fits_settlement(d, draft->ruling));
    return effect(d, draft->ruling, draft->proposal, draft->by, d.context.actor.person);
}

Decision decide_one(Deciding const& d, WithdrawDetermination const& command)
{
    RECOURSE_TRY_DONE(d.officer());
    auto const& draft = d.state.draft;
    bool const there = draft && draft->number == command.draft;
    if (there && draft->by != d.context.actor.person)
        return refuse(refusals::not_the_drafter);
    if (!there)
        return refuse(refusals::no_draft, { { "draft", fmt::format("{}", command.draft) } });
    return only_claim(events::DraftWithdrawn { draft->number });
}

Decision decide_one(Deciding const& d, RequestReview const& command)
{
    RECOURSE_TRY_DONE(d.party());
    RECOURSE_TRY_DONE(may_request(d));
    RECOURSE_TRY_DONE(d.text("reasons", command.reasons));
    RECOURSE_TRY_DONE(new_facts(d, command.exhibits));
    Outcome outcome;
    events::ReviewRequested requested { d.today(), d.role(), command.reasons, {} };
    auto number = static_cast<std::uint32_t>(d.state.exhibits.size());
    for (auto const& exhibit : command.exhibits) {
        requested.exhibits.push_back(++number);
        outcome.claim.emplace_back(events::ExhibitAdded { number, d.today(), d.context.actor, exhibit, {},
            d.context.rules.inadmissible(exhibit.kind, d.role(), d.state).value_or("") });
    }
    outcome.claim.emplace_back(std::move(requested));
    return outcome;
}

Decision decide_one(Deciding const& d, AdmitReview const& command)
{
    RECOURSE_TRY_DONE(may_answer(d));
    auto const frozen_by = d.context.order.frozen_by;
    if (frozen_by && frozen_by != d.context.claim)
        return refuse(refusals::already_open, { { "claim", to_string(frozen_by) } });
    RECOURSE_TRY_DONE(d.text("reasons", command.reasons));
    Outcome outcome = only_claim(with_clocks(
        d, events::ReviewAdmitted { d.today(), d.context.actor.person, command.reasons, {} }, Start::reopened));
    if (!frozen_by)
        outcome.order.emplace_back(order::events::Frozen { d.context.claim });
    return outcome;
}

Decision decide_one(Deciding const& d, RefuseReview const& command)
{
    RECOURSE_TRY_DONE(may_answer(d));
    RECOURSE_TRY_DONE(d.text("reasons", command.reasons));
    return only_claim(events::ReviewRefused { d.today(), d.context.actor.person, command.reasons });
}

} // namespace recourse::claim
