#include "core/party/party.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <optional>

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

} // namespace

void evolve(State& state, Event const& event)
{
    std::visit(match {
                   [&](events::Registered const& e) { state = { true, e.profile }; },
                   [&](events::Corrected const& e) { state.profile = e.profile; },
               },
        event);
}

act::Decision<Event> decide(State const& state, Command const& command, act::Actor const& actor, Id<Party> self)
{
    using Result = act::Decision<Event>;
    return std::visit(match {
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
                              if (!is_programme(actor) && actor.party != self)
                                  return act::refuse(refusals::not_yours);
                              if (auto wrong = check(c.profile))
                                  return std::unexpected(*std::move(wrong));
                              if (c.profile == state.profile)
                                  return {};
                              return Result { { events::Corrected { c.profile } } };
                          },
                      },
        command);
}

} // namespace recourse::party
