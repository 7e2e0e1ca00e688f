#pragma once

#include "core/evidence/decide.hpp"

#include <optional>
#include <string>
#include <vector>

// What one viewer sees of a dossier and may do now. Whatever lies in a compartment that he does not read is not there
// for him, and nothing that he sees names it.

namespace recourse::evidence {

/// An action that the guards let through now, its values aside.
struct Allowed {
    Act act = Act::open;
    std::string id; ///< of the exhibit, group, fact, issue, link or hold; the digest of an erasure; empty: of none
    std::string name; ///< word of the compartment; empty: of none
    friend bool operator==(Allowed const&, Allowed const&) = default;
};
BOOST_DESCRIBE_STRUCT(Allowed, (), (act, id, name))

/// Everything is in the order in which it came.
struct View {
    bool visible = false; ///< false: the viewer has no part in the case, and all else is empty
    std::vector<ExhibitState> exhibits; ///< withdrawn and erased ones too
    std::vector<GroupState> groups;
    std::vector<FactState> facts; ///< not those that were taken back; so with issues and links
    std::vector<IssueState> issues;
    std::vector<LinkState> links; ///< of what is shown
    std::vector<HoldState> holds;
    std::vector<ErasureState> erasures;
    std::vector<HandingState> handings;
    std::vector<Allowed> allowed;
};
BOOST_DESCRIBE_STRUCT(View, (), (visible, exhibits, groups, facts, issues, links, holds, erasures, handings, allowed))

/// The actor is of one of the sides, or of the programme.
bool takes_part(State const&, act::Actor const&);

/// What the actor sees, without what he may do.
View seen(State const&, act::Actor const&);
/// The same with what he may do, on the context's day. Actions are found by deciding: an action is allowed exactly
/// when decide gives events or refuses with status 422. Opening a dossier is not among them.
View view(State const&, Context const&);

/// What a reader in that role is told of an event: the event itself, or without what lies elsewhere; nothing: that it
/// happened is not told either. The state may be any after it.
std::optional<Event> told(act::Role, State const&, Event const&);

} // namespace recourse::evidence
