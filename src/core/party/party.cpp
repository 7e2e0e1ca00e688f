#include "core/party/party.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace recourse::party {

namespace {

std::optional<act::Refusal> check(Profile const& profile)
{
    bool const named = !profile.name.empty() && code_points(profile.name) <= 200 && code_points(profile.name_zh) <= 200
        && profile.reference.size() <= 200;
    if (!named)
        return act::Refusal { &refusals::no_name, {}, {} };
    bool const country = profile.country.size() == 2
        && std::ranges::all_of(profile.country, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!country)
        return act::Refusal { &refusals::no_country, {}, {} };
    return {};
}

bool is_programme(act::Actor const& actor)
{
    return actor.role == act::Role::platform || actor.role == act::Role::officer;
}

/// An account is answered for by an officer in person.
std::optional<act::Refusal> answer_guard(State const& state, act::Actor const& actor)
{
    if (!state.known)
        return act::Refusal { &refusals::not_found, {}, {} };
    if (actor.role != act::Role::officer)
        return act::Refusal { &refusals::not_yours, {}, {} };
    if (!actor.person)
        return act::Refusal { &refusals::not_a_person, {}, {} };
    return {};
}

/// Somebody who acts for the party; an auditor reads, for whomever it is.
bool acts_for(act::Actor const& actor, Id<Party> party)
{
    return actor.party == party && actor.role != act::Role::auditor;
}

} // namespace

void evolve(State& state, Event const& event)
{
    std::visit(match {
                   [&](events::Registered const& e) {
                       state.known = true;
                       state.profile = e.profile;
                   },
                   [&](events::Corrected const& e) {
                       state.earlier.push_back({ std::exchange(state.profile, e.profile), e.on, e.by });
                   },
                   [&](events::AccountProposed const& e) {
                       state.proposed = e.account;
                       state.proposed_on = e.on;
                       state.proposed_by = e.by;
                       state.proposed_maker = e.maker;
                   },
                   [&](events::AccountConfirmed const& e) {
                       state.account = e.account;
                       state.usable_from = e.usable_from;
                       state.proposed.reset();
                   },
                   [&](events::AccountDeclined const&) { state.proposed.reset(); },
               },
        event);
}

act::Decision<Event> decide(State const& state, Command const& command, Context const& context)
{
    using Result = act::Decision<Event>;
    auto const& actor = context.actor;
    auto const self = context.self;
    auto const today = context.moment.today;
    return std::visit(
        match {
            [&](Register const& c) -> Result {
                if (state.known)
                    return act::refuse(refusals::exists);
                if (!is_programme(actor))
                    return act::refuse(refusals::not_yours);
                if (auto wrong = check(c.profile))
                    return std::unexpected(*std::move(wrong));
                return Result { { events::Registered { c.profile } } };
            },
            [&](Correct const& c) -> Result {
                if (!state.known)
                    return act::refuse(refusals::not_found);
                if (!is_programme(actor) && !acts_for(actor, self))
                    return act::refuse(refusals::not_yours);
                if (auto wrong = check(c.profile))
                    return std::unexpected(*std::move(wrong));
                if (c.profile == state.profile)
                    return {};
                // What it was called stays known, also while others deal with it.
                if (!is_programme(actor) && state.earlier.size() >= corrections_max)
                    return act::refuse(refusals::corrected_often, { { "count", fmt::format("{}", corrections_max) } });
                return Result { { events::Corrected { c.profile, today, actor.role } } };
            },
            [&](ProposeAccount const& c) -> Result {
                if (!state.known)
                    return act::refuse(refusals::not_found);
                bool const itself
                    = actor.party == self && (actor.role == act::Role::buyer || actor.role == act::Role::supplier);
                if (actor.role != act::Role::officer && !itself)
                    return act::refuse(refusals::not_yours);
                if (actor.role == act::Role::officer && !actor.person)
                    return act::refuse(refusals::not_a_person);
                if (auto why = bank::flaw_of(c.account))
                    return act::refuse(refusals::bad_account, { { "why", *std::move(why) } });
                if (c.account == state.proposed || (!state.proposed && c.account == state.account))
                    return {};
                return Result { { events::AccountProposed { today, c.account, actor, context.behind.maker } } };
            },
            [&](ConfirmAccount const& c) -> Result {
                if (auto wrong = answer_guard(state, actor))
                    return std::unexpected(*std::move(wrong));
                if (!state.proposed && c.account == state.account)
                    return {};
                if (!state.proposed)
                    return act::refuse(refusals::no_proposal);
                if (c.account != *state.proposed)
                    return act::refuse(refusals::other_account, { { "account", bank::display(*state.proposed) } });
                // A second person, who has asked the party, or the second pair of eyes would be the first.
                if (auto wrong = act::second_person(actor, context.behind, context.moment.now,
                        { state.proposed_by.person, state.proposed_maker }, { &refusals::same_person, {}, {} });
                    !wrong)
                    return std::unexpected(std::move(wrong.error()));
                auto const from = state.account ? today.plus_days(cooling_off_days) : today;
                return Result { { events::AccountConfirmed { today, c.account, from, actor } } };
            },
            [&](DeclineAccount const& c) -> Result {
                if (auto wrong = answer_guard(state, actor))
                    return std::unexpected(*std::move(wrong));
                if (!state.proposed)
                    return act::refuse(refusals::no_proposal);
                return Result { { events::AccountDeclined { today, c.reason, actor } } };
            },
        },
        command);
}

} // namespace recourse::party
