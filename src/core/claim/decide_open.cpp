#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <algorithm>

// Opening a claim, and how it ends without a decision.

namespace recourse::claim {

namespace {

constexpr std::size_t lines_max = 100;

/// The lines as they are stored.
std::expected<std::vector<Line>, act::Refusal> checked(Deciding const& d, std::vector<Line> lines)
{
    if (lines.empty() || lines.size() > lines_max)
        return refuse(refusals::no_lines);
    for (auto& line : lines) {
        RECOURSE_TRY_DONE(d.text("description", line.description));
        line.share = RECOURSE_TRY(share_of_goods(line.share));
        if (line.loss)
            RECOURSE_TRY_DONE(d.sum(*line.loss));
        if (line.found_on && *line.found_on > d.today())
            return refuse(refusals::found_in_the_future, { { "day", to_string(*line.found_on) } });
    }
    return lines;
}

/// The order has a buyer who asks, and nothing stands in the way of a claim.
Guard may_open(Deciding const& d, Open const& command)
{
    auto const& order = d.context.order;
    if (!order.agreed_on)
        return refuse(refusals::no_order);
    if (d.role() != Role::buyer)
        return refuse(refusals::wrong_role, d.role_value());
    if (d.context.actor.party != order.terms.buyer)
        return refuse(refusals::not_a_party);
    if (order.frozen_by)
        return refuse(refusals::already_open, { { "claim", to_string(order.frozen_by) } });
    if (refundable(order).minor <= 0)
        return refuse(refusals::nothing_paid);
    for (auto const& one : d.context.earlier) {
        if (one.final)
            return refuse(refusals::withdrawn_for_good, { { "claim", to_string(one.claim) } });
        if (auto rule = d.context.rules.bars(one, command.lines))
            return refuse(refusals::barred, { { "claim", to_string(one.claim) } }, *std::move(rule));
    }
    return {};
}

Guard inside(Window const& window, Date today)
{
    if (window.first && today < window.first->day)
        return refuse(refusals::too_early, { { "day", to_string(window.first->day) } }, window.first->rule);
    if (window.last && today > window.last->day)
        return refuse(refusals::window_closed, { { "day", to_string(window.last->day) } }, window.last->rule);
    return {};
}

} // namespace

Earlier earlier_of(Id<Claim> claim, State const& state)
{
    Earlier earlier { claim, state.ending, state.final, {}, state.by_pool, false };
    for (auto const& line : state.lines)
        earlier.kinds.push_back(line.kind);
    for (auto const& offer : state.offers)
        earlier.full_and_final |= offer.status == OfferStatus::accepted && offer.offer.full_and_final;
    return earlier;
}

void close(Deciding const& d, Outcome& outcome, events::Closed closed)
{
    outcome.claim.emplace_back(std::move(closed));
    if (d.context.order.frozen_by == d.context.claim)
        outcome.order.emplace_back(order::events::Unfrozen { d.context.claim });
}

Decision decide_one(Deciding const& d, Open const& command)
{
    auto const& [state, context] = d;
    if (state.phase != Phase::none)
        return refuse(refusals::exists);
    RECOURSE_TRY_DONE(may_open(d, command));
    auto permission = RECOURSE_TRY(d.may(Act::open));
    auto window = context.rules.window(context.order, command.lines);
    RECOURSE_TRY_DONE(inside(window, d.today()));
    auto lines = RECOURSE_TRY(checked(d, command.lines));
    RECOURSE_TRY_DONE(d.sum(command.amount));
    if (command.amount.is_zero())
        return refuse(refusals::nothing_sought);
    auto const paid = refundable(context.order);
    if (command.amount.minor > paid.minor)
        return refuse(refusals::exceeds_paid, { { "paid", display(paid) }, { "sought", display(command.amount) } });

    events::Opened opened;
    opened.on = d.today();
    opened.order = context.number;
    opened.buyer = context.order.terms.buyer;
    opened.supplier = context.order.terms.supplier;
    opened.lines = std::move(lines);
    opened.remedy = command.remedy;
    opened.amount = command.amount;
    opened.paid = paid;
    opened.reversed = reversed(context.order);
    opened.edition = context.rules.edition();
    opened.reading = context.rules.reading();
    opened.permission = std::move(permission);
    opened.window = std::move(window.last);
    State after;
    evolve(after, opened);
    opened.escalation = context.rules.escalation_from(after, context.order);
    opened.slots = context.rules.evidence(after, d.today(), context.order);
    after.escalation = opened.escalation;
    after.slots = opened.slots;
    opened.clocks = d.clocks(Start::opened, after);
    Outcome outcome;
    outcome.claim.emplace_back(std::move(opened));
    // A dispute freezes the order: what is held stays where it is until the claim is over.
    outcome.order.emplace_back(order::events::Frozen { context.claim });
    return outcome;
}

Decision decide_one(Deciding const& d, Withdraw const& command)
{
    RECOURSE_TRY_DONE(d.only(Role::buyer));
    if (d.state.ending == Ending::withdrawn)
        return Outcome {};
    std::string rule;
    // Whoever may keep the goods and take no money for them needs no rule that says so.
    if (d.state.phase == Phase::returning && !d.state.return_shipped_on)
        RECOURSE_TRY_DONE(d.not_suspended());
    else {
        RECOURSE_TRY_DONE(d.talks());
        rule = RECOURSE_TRY(d.may(Act::withdraw));
    }
    RECOURSE_TRY_DONE(d.text_if_any("reason", command.reason));
    Outcome outcome;
    close(d, outcome,
        { d.today(), Ending::withdrawn, std::move(rule), d.context.rules.withdrawal_is_final(d.state),
            command.reason });
    return outcome;
}

} // namespace recourse::claim
