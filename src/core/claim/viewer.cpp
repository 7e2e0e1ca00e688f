#include "core/claim/viewer.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <concepts>
#include <tuple>

namespace recourse::claim {

namespace {

using act::Role;

/// The role and the party have a part in the claim.
bool takes_part(State const& state, act::Actor const& actor)
{
    switch (actor.role) {
    case Role::buyer:
    case Role::counsel:
        return actor.party == state.buyer;
    case Role::supplier:
    case Role::supplier_counsel:
        return actor.party == state.supplier;
    case Role::inspector:
        return state.inspection && state.inspection->inspector == actor.party;
    case Role::officer:
    case Role::auditor:
    case Role::platform:
        return true;
    case Role::carrier:
    case Role::provider:
        return false;
    }
    RECOURSE_ASSERT(false);
}

void add(std::vector<Role>& roles, Role role)
{
    if (std::ranges::find(roles, role) == roles.end())
        roles.push_back(role);
}

bool still_asked(State const& state, Slot const& slot, Date today)
{
    return state.phase != Phase::closed && slot.last && today <= *slot.last && !filled(state, slot);
}

void turn_while_talking(State const& state, Date today, std::vector<Role>& turn)
{
    for (auto const& slot : state.slots) {
        if (slot.need == Need::required && still_asked(state, slot, today))
            add(turn, slot.from);
    }
    if (!state.answer)
        add(turn, Role::supplier);
    if (open_offer_of(state, Role::supplier) != nullptr || state.buyer_to_reply)
        add(turn, Role::buyer);
    if (open_offer_of(state, Role::buyer) != nullptr)
        add(turn, Role::supplier);
    if (state.inspection && !state.inspection->report)
        add(turn, Role::inspector);
}

std::vector<DueDay> due_days(State const& state, Date today)
{
    std::vector<DueDay> days;
    auto const from = officer_from(state);
    bool told = false;
    for (auto const& one : state.clocks) {
        auto const& clock = one.clock;
        bool const over = clock.effect == Effect::await_officer && from && *from <= today;
        if (!runs(state, one) || over)
            continue;
        days.push_back({ clock.rule, std::string { word(clock.effect) }, clock.silent, clock.number, false, clock.due,
            clock.counting });
        told |= clock.effect == Effect::await_officer;
    }
    if (from && !told)
        days.push_back({ "operator", "end-leg", Role::officer, 0, true, *from, {} });
    for (auto const& slot : state.slots) {
        if (still_asked(state, slot, today))
            days.push_back({ slot.id, "evidence", slot.from, 0, false, *slot.last, {} });
    }
    if (state.phase == Phase::negotiation && state.escalation)
        days.push_back({ state.escalation->rule, "escalate", Role::buyer, 0, true, state.escalation->day,
            state.escalation->counting });
    if (state.phase == Phase::agreed || state.phase == Phase::decided)
        days.push_back({ "execution", "execute", Role::platform, 0, true, state.due->execute_from, {} });
    bool const reviewable = state.review && state.due && state.due->basis != Basis::settlement
        && state.phase != Phase::reopened && !state.review_request && state.reviews < state.review->rounds
        && today <= state.review->until;
    if (reviewable)
        days.push_back({ state.review->rule, "request-review", Role::buyer, 0, false, state.review->until,
            state.review->counting });
    std::ranges::sort(days, [](auto const& a, auto const& b) {
        return std::tie(a.day, a.rule, a.number) < std::tie(b.day, b.rule, b.number);
    });
    return days;
}

/// One command for each thing that somebody could want to do. Where it is for the actor to say with what, its values
/// stop at the first guard of values, so that nothing dear is worked out; else they are the only ones that there are.
std::vector<Command> probes(State const& state, order::State const& order, act::Actor const& actor)
{
    std::vector<Command> all { Open {}, AskEvidence {}, Answer { Stance::contests, {} }, Answer { Stance::accepts, {} },
        MakeOffer {}, Escalate {}, Withdraw {}, OrderInspection {}, ReportInspection {}, Determine {}, Execute {},
        ShipReturn {}, ConfirmReturn {}, RequestReview {}, AdmitReview {}, RefuseReview {}, Resume {},
        ShipReplacement {}, ConfirmReplacement {} };
    for (auto const outcome :
        { LegOutcome::received, LegOutcome::without_goods, LegOutcome::no_refund, LegOutcome::review })
        all.emplace_back(EndLeg { outcome, {} });
    for (auto const compartment : { Compartment::shared, Compartment::buyer_and_counsel,
             Compartment::supplier_and_counsel, Compartment::officer }) {
        if (writes(actor.role, compartment))
            all.emplace_back(AddExhibit { { {}, {}, ExhibitKind::other, {}, compartment }, {} });
    }
    for (auto const& slot : state.slots)
        all.emplace_back(AddExhibit { { {}, {}, slot.kind, {}, Compartment::shared }, slot.id });
    for (auto const& exhibit : state.exhibits) {
        all.emplace_back(WithdrawExhibit { exhibit.number, {} });
        all.emplace_back(AcknowledgeExhibit { exhibit.number });
    }
    for (auto const& offer : state.offers) {
        auto const gives_up
            = actor.role == Role::buyer ? std::optional { given_up(state, order, offer.offer) } : std::nullopt;
        all.emplace_back(AcceptOffer { offer.number, gives_up });
        all.emplace_back(RejectOffer { offer.number });
        all.emplace_back(WithdrawOffer { offer.number });
    }
    if (state.draft) {
        all.emplace_back(ConfirmDetermination { state.draft->number });
        all.emplace_back(WithdrawDetermination { state.draft->number });
    }
    return all;
}

/// Nothing is left to say but that it is wanted, or why: a refusal of its values would be one of every such command.
bool has_one_form(Command const& command)
{
    if (auto const* answer = std::get_if<Answer>(&command))
        return answer->stance == Stance::accepts;
    switch (act_of(command)) {
    case Act::accept_offer:
    case Act::reject_offer:
    case Act::withdraw_offer:
    case Act::acknowledge_exhibit:
    case Act::escalate:
    case Act::withdraw:
    case Act::confirm_determination:
    case Act::withdraw_determination:
    case Act::execute:
    case Act::confirm_return:
    case Act::confirm_replacement:
    case Act::resume:
        return true;
    case Act::open:
    case Act::add_exhibit:
    case Act::withdraw_exhibit:
    case Act::ask_evidence:
    case Act::answer:
    case Act::make_offer:
    case Act::order_inspection:
    case Act::report_inspection:
    case Act::determine:
    case Act::ship_return:
    case Act::ship_replacement:
    case Act::end_leg:
    case Act::request_review:
    case Act::admit_review:
    case Act::refuse_review:
    case Act::note_chargeback:
    case Act::pass_timer:
    case Act::take_back:
        return false;
    }
    RECOURSE_ASSERT(false);
}

} // namespace

std::vector<Role> whose_turn(State const& state, Date today)
{
    std::vector<Role> turn;
    if (state.review_request)
        add(turn, Role::officer);
    if (state.suspended_on) {
        add(turn, Role::provider);
        return turn;
    }
    switch (state.phase) {
    case Phase::none:
        add(turn, Role::buyer);
        break;
    case Phase::negotiation:
        turn_while_talking(state, today, turn);
        break;
    case Phase::review:
    case Phase::reopened:
        turn_while_talking(state, today, turn);
        add(turn, Role::officer);
        break;
    case Phase::returning:
        add(turn, state.return_shipped_on ? Role::supplier : Role::buyer);
        break;
    case Phase::replacing:
        add(turn, state.replacement_shipped_on ? Role::buyer : Role::supplier);
        break;
    case Phase::agreed:
    case Phase::decided:
        add(turn, Role::platform);
        break;
    case Phase::closed:
        break;
    }
    if (auto const from = officer_from(state); from && *from <= today)
        add(turn, Role::officer);
    return turn;
}

Allowed aim_of(Command const& command)
{
    Allowed aim { act_of(command), 0, {} };
    if (auto const* add = std::get_if<AddExhibit>(&command))
        aim.name = add->slot.empty() ? std::string { word(add->exhibit.compartment) } : add->slot;
    else if (auto const* answer = std::get_if<Answer>(&command))
        aim.name = word(answer->stance);
    else if (auto const* end = std::get_if<EndLeg>(&command))
        aim.name = word(end->outcome);
    std::visit(
        [&](auto const& one) {
            if constexpr (requires {
                              { one.offer } -> std::convertible_to<std::uint32_t>;
                          })
                aim.number = one.offer;
            else if constexpr (requires {
                                   { one.exhibit } -> std::convertible_to<std::uint32_t>;
                               })
                aim.number = one.exhibit;
            else if constexpr (requires { one.draft; })
                aim.number = one.draft;
        },
        command);
    return aim;
}

View view(State const& state, Context const& context)
{
    View result;
    auto const& actor = context.actor;
    bool const unopened = state.phase == Phase::none;
    result.visible = !unopened && takes_part(state, actor);
    if (!result.visible && !unopened)
        return result;
    for (auto const& probe : probes(state, context.order, actor)) {
        auto const decision = decide(state, probe, context);
        bool const lets_through = decision ? !decision->claim.empty() || !decision->order.empty()
                                           : decision.error().kind->status == 422 && !has_one_form(probe);
        if (lets_through)
            result.allowed.push_back(aim_of(probe));
    }
    if (unopened)
        return result;
    auto const today = context.moment.today;
    result.turn = whose_turn(state, today);
    result.due = due_days(state, today);
    if (state.suspended_on) {
        // A day to show evidence or to ask for a review passes all the same.
        auto const stops = std::ranges::stable_partition(
            result.due, [](auto const& one) { return one.what == "evidence" || one.what == "request-review"; });
        result.stopped.assign(stops.begin(), stops.end());
        result.due.erase(stops.begin(), stops.end());
    }
    for (auto const& exhibit : state.exhibits) {
        if (reads(actor.role, exhibit.exhibit.compartment))
            result.exhibits.push_back(&exhibit);
    }
    for (auto const& slot : state.slots) {
        if (!filled(state, slot))
            result.slots.push_back(&slot);
    }
    if (actor.role != Role::inspector) {
        for (auto const& offer : state.offers)
            result.offers.push_back(&offer);
        if (!state.determinations.empty())
            result.determination = &state.determinations.back();
    }
    bool const within = actor.role == Role::officer || actor.role == Role::auditor;
    if (within && state.draft)
        result.draft = &*state.draft;
    return result;
}

} // namespace recourse::claim
