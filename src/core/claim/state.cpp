#include "core/claim/state.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::claim {

namespace {

template <class T>
T& numbered(std::vector<T>& all, std::uint32_t number)
{
    auto const found = std::ranges::find(all, number, &T::number);
    RECOURSE_ASSERT(found != all.end());
    return *found;
}

void start(State& state, std::vector<Clock> const& clocks)
{
    for (auto const& clock : clocks)
        state.clocks.push_back({ clock, false });
}

/// A new phase has its own clocks.
void restart(State& state, std::vector<Clock> const& clocks)
{
    for (auto& clock : state.clocks)
        clock.over = true;
    start(state, clocks);
}

void end_offers(State& state, OfferStatus how)
{
    for (auto& offer : state.offers) {
        if (offer.status == OfferStatus::open)
            offer.status = how;
    }
}

/// Where what is due waits. Goods that the parties agreed to send back go back whatever the sum; without a sum that was
/// decided there is nothing for which they would.
Phase phase_of_due(State const& state)
{
    auto const& due = *state.due;
    bool const settled = due.basis == Basis::settlement;
    if (due.return_required && !state.return_received_on && (settled || due.amount.minor > 0))
        return Phase::returning;
    if (settled && in_kind(due.remedy) && !state.replaced_on)
        return Phase::replacing;
    return settled ? Phase::agreed : Phase::decided;
}

/// What is due now, and the phase in which it waits.
void set_due(State& state, Due due)
{
    state.dues = due.number;
    due.returned_before = state.returned;
    state.due = std::move(due);
    state.phase = phase_of_due(state);
    state.buyer_to_reply = false;
    end_offers(state, OfferStatus::lapsed);
}

void open(State& state, events::Opened const& e)
{
    state.phase = Phase::negotiation;
    state.order = e.order;
    state.buyer = e.buyer;
    state.supplier = e.supplier;
    state.opened_on = e.on;
    state.lines = e.lines;
    state.remedy = e.remedy;
    state.claimed = e.amount;
    state.reversed_before = e.reversed;
    state.edition = e.edition;
    state.reading = e.reading;
    state.window = e.window;
    state.escalation = e.escalation;
    state.slots = e.slots;
    Money const nothing { 0, e.amount.currency };
    state.paid = state.fee_paid = state.by_pool = state.unfunded = state.owed_by_buyer = state.returned = nothing;
    restart(state, e.clocks);
}

void make_offer(State& state, events::OfferMade const& e)
{
    if (e.supersedes != 0)
        numbered(state.offers, e.supersedes).status = OfferStatus::superseded;
    state.offers.push_back({ e.number, e.on, e.by, e.offer, e.given_up, OfferStatus::open });
    state.buyer_to_reply = e.by == act::Role::supplier;
    if (e.by == act::Role::supplier && !state.answer)
        state.answer = Stance::offers;
    start(state, e.clocks);
}

void settle(State& state, events::Settled const& e)
{
    set_due(state,
        { e.number, Basis::settlement, e.on, e.amount, e.remedy, e.return_required, { 0, e.amount.currency },
            e.execute_from, {}, {} });
    if (e.offer != 0)
        numbered(state.offers, e.offer).status = OfferStatus::accepted;
    else
        state.answer = Stance::accepts;
    state.agreed = Agreed { e.amount, state.returned };
    state.draft.reset();
    restart(state, e.clocks);
}

void determine(State& state, events::Determined const& e)
{
    state.determinations.push_back({ e.number, e.on, e.ruling, e.proposal, e.by, e.confirmed_by });
    state.draft.reset();
    state.review = e.review;
    set_due(state,
        { e.number, Basis::determination, e.on, e.ruling.amount, e.ruling.remedy,
            e.ruling.remedy == Remedy::return_and_refund, e.fee, e.execute_from, {}, {} });
    restart(state, e.clocks);
}

void decide_by_silence(State& state, events::DecidedBySilence const& e)
{
    state.draft.reset();
    state.review = e.review;
    set_due(state,
        { e.number, Basis::silence, e.on, e.amount, e.remedy, e.remedy == Remedy::return_and_refund, e.fee,
            e.execute_from, {}, e.rule });
    restart(state, e.clocks);
}

void end_leg(State& state, events::LegEnded const& e)
{
    RECOURSE_ASSERT(state.due.has_value());
    state.leg_ended_by = e.by;
    switch (e.outcome) {
    case LegOutcome::received:
        (state.phase == Phase::returning ? state.return_received_on : state.replaced_on) = e.on;
        state.phase = phase_of_due(state);
        break;
    case LegOutcome::without_goods:
        state.due->return_required = false;
        state.phase = phase_of_due(state);
        break;
    case LegOutcome::no_refund:
        return; // it is closed in the same batch
    case LegOutcome::review:
        // What was agreed has failed, and with it what was given up.
        for (auto& offer : state.offers) {
            if (offer.status == OfferStatus::accepted)
                offer.status = OfferStatus::lapsed;
        }
        state.due.reset();
        state.agreed.reset();
        state.replacement_shipped_on.reset();
        state.replacement_tracking.clear();
        state.phase = Phase::review;
        state.escalated_on = e.on;
        break;
    }
    restart(state, e.clocks);
}

/// The day on which the open leg began to wait as it waits now.
Date leg_began(State const& state)
{
    auto day = state.due->on;
    auto const later = [&](std::optional<Date> const& other) {
        if (other)
            day = std::max(day, *other);
    };
    later(state.return_shipped_on);
    later(state.return_received_on);
    later(state.replacement_shipped_on);
    return day;
}

void execute(State& state, events::Executed const& e)
{
    state.executed = e.number;
    ++state.executions;
    state.paid = state.paid + e.paid;
    state.fee_paid = state.fee_paid + e.fee_paid;
    state.by_pool = state.by_pool + e.by_pool;
    state.unfunded = e.unfunded;
    state.owed_by_buyer = e.owed_by_buyer;
}

void close(State& state, events::Closed const& e)
{
    state.phase = Phase::closed;
    state.ending = e.ending;
    state.closed_on = e.on;
    state.closed_by_rule = e.rule;
    state.final = e.final;
    state.draft.reset();
    state.suspended_on.reset();
    end_offers(state, OfferStatus::lapsed);
    restart(state, {});
}

} // namespace

void evolve(State& state, Event const& event)
{
    std::visit(
        match {
            [&](events::Opened const& e) { open(state, e); },
            [&](events::ExhibitAdded const& e) {
                state.exhibits.push_back({ e.number, e.on, e.by, e.exhibit, e.slot, e.inadmissible, false, false, {} });
                if (e.by.role == act::Role::buyer || e.by.role == act::Role::counsel)
                    state.buyer_to_reply = false;
            },
            [&](events::ExhibitWithdrawn const& e) {
                auto& exhibit = numbered(state.exhibits, e.number);
                exhibit.withdrawn = true;
                exhibit.withdrawn_because = e.reason;
            },
            [&](events::ExhibitAcknowledged const& e) { numbered(state.exhibits, e.number).acknowledged = true; },
            [&](events::EvidenceAsked const& e) {
                state.slots.push_back(e.slot);
                start(state, e.clocks);
            },
            [&](events::Answered const& e) {
                state.answer = e.stance;
                state.answer_text = e.text;
                state.buyer_to_reply = true;
                start(state, e.clocks);
            },
            [&](events::OfferMade const& e) { make_offer(state, e); },
            [&](events::OfferRejected const& e) {
                auto& offer = numbered(state.offers, e.number);
                offer.status = OfferStatus::rejected;
                if (offer.by == act::Role::supplier)
                    state.buyer_to_reply = false;
            },
            [&](events::OfferWithdrawn const& e) { numbered(state.offers, e.number).status = OfferStatus::withdrawn; },
            [&](events::OfferLapsed const& e) { numbered(state.offers, e.number).status = OfferStatus::lapsed; },
            [&](events::Settled const& e) { settle(state, e); },
            [&](events::Escalated const& e) {
                state.phase = Phase::review;
                state.escalated_on = e.on;
                state.buyer_to_reply = false;
                // An offer's own day stays what it was.
                for (auto& one : state.clocks)
                    one.over = one.over || one.clock.effect != Effect::lapse_offer;
                start(state, e.clocks);
            },
            [&](events::InspectionOrdered const& e) {
                state.inspection = Inspection { e.inspector, e.firm, e.fee, e.ordered_by, e.advanced_by, e.on, {}, {} };
            },
            [&](events::InspectionReported const& e) {
                RECOURSE_ASSERT(state.inspection.has_value());
                state.inspection->report = e.report;
                state.inspection->reported_on = e.on;
            },
            [&](events::DeterminationDrafted const& e) {
                state.drafts = e.draft;
                state.draft = Draft { e.draft, e.on, e.by, e.ruling, e.proposal };
            },
            [&](events::DraftWithdrawn const&) { state.draft.reset(); },
            [&](events::Determined const& e) { determine(state, e); },
            [&](events::DecidedBySilence const& e) { decide_by_silence(state, e); },
            [&](events::ReturnShipped const& e) {
                state.return_shipped_on = e.on;
                state.return_tracking = e.tracking;
                start(state, e.clocks);
            },
            [&](events::ReturnReceived const& e) {
                RECOURSE_ASSERT(state.due.has_value());
                state.return_received_on = e.on;
                state.phase = phase_of_due(state);
                restart(state, e.clocks);
            },
            [&](events::Executed const& e) { execute(state, e); },
            [&](events::Closed const& e) { close(state, e); },
            [&](events::ReviewRequested const& e) {
                state.review_request = ReviewRequest { e.on, e.by, e.reasons, e.exhibits };
            },
            [&](events::ReviewAdmitted const& e) {
                state.review_request.reset();
                // What the pool adds to a settlement is determined for the first time.
                if (state.due->basis != Basis::settlement)
                    ++state.reviews;
                if (state.phase == Phase::closed)
                    state.refunded_before = state.paid;
                state.phase = Phase::reopened;
                state.ending = Ending::none;
                state.closed_on.reset();
                restart(state, e.clocks);
            },
            [&](events::ReviewRefused const&) {
                state.review_request.reset();
                ++state.reviews;
            },
            [&](events::ChargebackNoted const& e) {
                state.returned = state.returned + e.amount;
                state.owed_by_buyer = e.owed_by_buyer;
                if (e.effect == ChargebackEffect::suspends && !state.suspended_on)
                    state.suspended_on = e.on;
                // The figures they were made on no longer hold.
                end_offers(state, OfferStatus::lapsed);
            },
            [&](events::Resumed const&) { state.suspended_on.reset(); },
            [&](events::ChargebackUndone const& e) {
                state.returned = state.returned - e.amount;
                state.paid = state.paid + e.paid;
                state.fee_paid = state.fee_paid + e.fee_paid;
                state.by_pool = state.by_pool + e.by_pool;
                state.unfunded = e.unfunded;
                state.owed_by_buyer = e.owed_by_buyer;
                // The figures they were made on no longer hold.
                end_offers(state, OfferStatus::lapsed);
            },
            [&](events::RefundTakenBack const& e) {
                state.paid = state.paid - (e.amount - e.fee);
                state.fee_paid = state.fee_paid - e.fee;
                state.by_pool = state.by_pool - e.by_pool;
                state.owed_by_buyer = e.owed_by_buyer;
            },
            [&](events::ReplacementShipped const& e) {
                state.replacement_shipped_on = e.on;
                state.replacement_tracking = e.tracking;
                start(state, e.clocks);
            },
            [&](events::ReplacementReceived const& e) {
                RECOURSE_ASSERT(state.due.has_value());
                state.replaced_on = e.on;
                state.phase = phase_of_due(state);
                restart(state, {});
            },
            [&](events::LegEnded const& e) { end_leg(state, e); },
        },
        event);
}

Money left(State const& state)
{
    return max(state.claimed - state.returned, { 0, state.claimed.currency });
}

std::optional<Money> agreed_sum(State const& state)
{
    if (!state.agreed)
        return std::nullopt;
    auto const& [amount, before] = *state.agreed;
    return max(amount - (state.returned - before), Money { 0, amount.currency });
}

Money unfunded_settlement(State const& state)
{
    Money const nothing { 0, state.claimed.currency };
    bool const carried_out = state.phase == Phase::closed && state.due && state.due->basis == Basis::settlement
        && state.executed == state.due->number;
    if (!carried_out || !state.agreed)
        return nothing;
    return min(state.unfunded, max(*agreed_sum(state) - state.paid, nothing));
}

bool talking(State const& state)
{
    return state.phase == Phase::negotiation || state.phase == Phase::review;
}

bool filled(State const& state, Slot const& slot)
{
    return std::ranges::any_of(state.exhibits, [&](auto const& one) { return one.slot == slot.id && !one.withdrawn; });
}

bool runs(State const& state, ClockState const& one)
{
    if (one.over)
        return false;
    auto const& clock = one.clock;
    if (clock.effect == Effect::lapse_offer) {
        auto const* offer = find_offer(state, clock.number);
        return offer != nullptr && offer->status == OfferStatus::open;
    }
    switch (clock.awaits) {
    case Awaits::nothing:
        return true;
    case Awaits::answer:
        return !state.answer;
    case Awaits::reply:
        return state.buyer_to_reply;
    case Awaits::evidence:
        return std::ranges::any_of(state.slots, [&](auto const& slot) {
            return slot.need == Need::required && slot.from == clock.silent && slot.last && *slot.last <= clock.due
                && !filled(state, slot);
        });
    case Awaits::return_shipment:
        return state.phase == Phase::returning && !state.return_shipped_on;
    case Awaits::return_receipt:
        return state.phase == Phase::returning && state.return_shipped_on;
    case Awaits::replacement_shipment:
        return state.phase == Phase::replacing && !state.replacement_shipped_on;
    case Awaits::replacement_receipt:
        return state.phase == Phase::replacing && state.replacement_shipped_on;
    }
    RECOURSE_ASSERT(false);
}

Clock const* leg_clock(State const& state)
{
    auto const found = std::ranges::find_if(state.clocks, [&](auto const& one) {
        return one.clock.effect != Effect::await_officer && one.clock.effect != Effect::lapse_offer && runs(state, one);
    });
    return leg_open(state.phase) && found != state.clocks.end() ? &found->clock : nullptr;
}

std::optional<Date> officer_from(State const& state)
{
    if (!leg_open(state.phase) || leg_clock(state) != nullptr)
        return std::nullopt;
    std::optional<Date> from;
    for (auto const& one : state.clocks) {
        if (one.clock.effect == Effect::await_officer && runs(state, one))
            from = one.clock.due.plus_days(1);
    }
    // A leg that began before there were such days has waited long enough.
    return from ? *from : leg_began(state);
}

ExhibitState const* find_exhibit(State const& state, std::uint32_t number)
{
    auto const found = std::ranges::find(state.exhibits, number, &ExhibitState::number);
    return found == state.exhibits.end() ? nullptr : &*found;
}

OfferState const* find_offer(State const& state, std::uint32_t number)
{
    auto const found = std::ranges::find(state.offers, number, &OfferState::number);
    return found == state.offers.end() ? nullptr : &*found;
}

OfferState const* open_offer_of(State const& state, act::Role side)
{
    auto const found = std::ranges::find_if(
        state.offers, [&](auto const& one) { return one.by == side && one.status == OfferStatus::open; });
    return found == state.offers.end() ? nullptr : &*found;
}

std::vector<Wake> wakes(State const& state)
{
    std::vector<Wake> result;
    for (auto const& one : state.clocks) {
        // An officer acts when it suits him: no machine does it for him.
        if (one.clock.effect != Effect::await_officer && runs(state, one))
            result.push_back(
                { one.clock.due.plus_days(1), PassTimer { one.clock.rule, one.clock.due, one.clock.number } });
    }
    if (state.phase == Phase::agreed || state.phase == Phase::decided)
        result.push_back({ state.due->execute_from, Execute {} });
    return result;
}

} // namespace recourse::claim
