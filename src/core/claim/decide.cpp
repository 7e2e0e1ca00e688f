#include "core/claim/decide.hpp"

#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::claim {

namespace {

constexpr std::int64_t sum_max = 1'000'000'000'000'000; ///< minor units: sums stay far from 64 bits
constexpr std::size_t text_max = 65'536; ///< bytes
constexpr std::int64_t days_ahead_max = 36'525; ///< a hundred years

} // namespace

Role side_of(Role role)
{
    switch (role) {
    case Role::counsel:
        return Role::buyer;
    case Role::supplier_counsel:
        return Role::supplier;
    case Role::buyer:
    case Role::supplier:
    case Role::officer:
    case Role::inspector:
    case Role::auditor:
    case Role::carrier:
    case Role::provider:
    case Role::platform:
        return role;
    }
    RECOURSE_ASSERT(false);
}

Role other_side(Role side)
{
    return side == Role::buyer ? Role::supplier : Role::buyer;
}

std::expected<Ratio, act::Refusal> share_of_goods(Ratio share)
{
    if (share.denominator <= 0 || share.numerator < 0 || share.numerator > share.denominator)
        return refuse(
            refusals::share_out_of_range, { { "share", fmt::format("{}/{}", share.numerator, share.denominator) } });
    return Ratio::of(share.numerator, share.denominator);
}

std::vector<std::pair<std::string, std::string>> Deciding::role_value() const
{
    return { { "role", text_of(word(role())) } };
}

Guard Deciding::exists() const
{
    if (state.phase == Phase::none)
        return refuse(refusals::not_found);
    return {};
}

Guard Deciding::only(Role side) const
{
    RECOURSE_TRY_DONE(exists());
    if (role() != side)
        return refuse(refusals::wrong_role, role_value());
    if (context.actor.party != (side == Role::buyer ? state.buyer : state.supplier))
        return refuse(refusals::not_a_party);
    return {};
}

Guard Deciding::party() const
{
    return only(role() == Role::supplier ? Role::supplier : Role::buyer);
}

Guard Deciding::officer() const
{
    RECOURSE_TRY_DONE(exists());
    if (role() == Role::platform)
        return refuse(refusals::needs_person);
    if (role() != Role::officer)
        return refuse(refusals::wrong_role, role_value());
    if (!context.actor.person)
        return refuse(refusals::needs_person);
    return {};
}

Guard Deciding::participant() const
{
    RECOURSE_TRY_DONE(exists());
    auto const party = context.actor.party;
    switch (role()) {
    case Role::buyer:
    case Role::counsel:
        if (party != state.buyer)
            return refuse(refusals::not_a_party);
        return {};
    case Role::supplier:
    case Role::supplier_counsel:
        if (party != state.supplier)
            return refuse(refusals::not_a_party);
        return {};
    case Role::inspector:
        if (!state.inspection || party != state.inspection->inspector)
            return refuse(refusals::not_the_inspector);
        return {};
    case Role::officer:
        return {};
    case Role::auditor:
    case Role::carrier:
    case Role::provider:
    case Role::platform:
        return refuse(refusals::wrong_role, role_value());
    }
    RECOURSE_ASSERT(false);
}

Guard Deciding::not_suspended() const
{
    if (state.suspended_on)
        return refuse(refusals::suspended, { { "day", to_string(*state.suspended_on) } });
    return {};
}

Guard Deciding::talks() const
{
    if (state.phase == Phase::closed)
        return refuse(refusals::over, { { "ending", text_of(word(state.ending)) } });
    if (!talking(state))
        return refuse(refusals::not_talking, { { "phase", text_of(word(state.phase)) } });
    return not_suspended();
}

Guard Deciding::examined() const
{
    if (state.phase == Phase::reopened)
        return not_suspended();
    return talks();
}

Guard Deciding::in_review() const
{
    if (state.phase != Phase::review && state.phase != Phase::reopened)
        return refuse(refusals::not_in_review, { { "phase", text_of(word(state.phase)) } });
    return not_suspended();
}

std::expected<std::string, act::Refusal> Deciding::may(Act act) const
{
    auto rule = context.rules.may(act, role(), state, context.order);
    if (!rule)
        return refuse(refusals::may_not, { { "role", text_of(word(role())) }, { "act", text_of(word(act)) } });
    return *std::move(rule);
}

Guard Deciding::sum(Money amount) const
{
    if (amount.currency != currency())
        return refuse(refusals::currencies, { { "currency", text_of(currency().code()) } });
    if (amount.minor < 0 || amount.minor > sum_max)
        return refuse(refusals::negative);
    return {};
}

Guard Deciding::text_if_any(std::string_view field, std::string const& text) const
{
    if (text.size() > text_max)
        return refuse(refusals::text_too_long, { { "field", text_of(field) } });
    return {};
}

Guard Deciding::text(std::string_view field, std::string const& text) const
{
    if (text.empty())
        return refuse(refusals::no_text, { { "field", text_of(field) } });
    return text_if_any(field, text);
}

Guard Deciding::day_to_come(Date day) const
{
    if (day < today())
        return refuse(refusals::past_day, { { "day", to_string(day) } });
    if (day > today().plus_days(days_ahead_max))
        return refuse(refusals::too_far, { { "day", to_string(day) } });
    return {};
}

Guard Deciding::waiver(Offer const& offer, std::optional<Money> acknowledged) const
{
    auto const gone = given_up(state, context.order, offer);
    bool const gives_up = !gone.is_zero() || offer.full_and_final;
    if (acknowledged ? *acknowledged != gone : gives_up)
        return refuse(refusals::waiver_not_read,
            { { "claimed", display(gone + offer.amount) }, { "offered", display(offer.amount) },
                { "given_up", display(gone) } });
    return {};
}

Money given_up(State const& state, order::State const& order, Offer const& offer)
{
    auto claimable = left(state);
    if (offer.full_and_final) {
        // What is still to be paid can be lost as well once it is.
        auto unpaid = price(order.terms);
        for (auto const& payment : order.payments)
            unpaid = unpaid - payment.received;
        claimable = max(claimable, refundable(order) + max(unpaid, Money { 0, unpaid.currency }));
    }
    return claimable - offer.amount;
}

std::vector<Clock> Deciding::clocks(Start start, State const& after) const
{
    auto result = context.rules.clocks(start, today(), after, context.order);
    for (auto& clock : result)
        clock.share = Ratio::of(clock.share.numerator, clock.share.denominator);
    return result;
}

Decision decide(State const& state, Command const& command, Context const& context)
{
    Deciding const deciding { state, context };
    return std::visit([&](auto const& one) { return decide_one(deciding, one); }, command);
}

} // namespace recourse::claim
