#include "accounts/authority.hpp"

#include "accounts/refusals.hpp"

namespace recourse::accounts {

using act::Role;

namespace {

/// Whether the role speaks for its party itself, and not as somebody the party has asked to.
bool is_principal(Role role)
{
    switch (role) {
    case Role::buyer:
    case Role::supplier:
    case Role::inspector:
    case Role::carrier:
    case Role::provider:
        return true;
    case Role::officer:
    case Role::counsel:
    case Role::auditor:
    case Role::platform:
    case Role::supplier_counsel:
        return false;
    }
    return false;
}

std::optional<Role> counsel_of(Role role)
{
    if (role == Role::buyer)
        return Role::counsel;
    if (role == Role::supplier)
        return Role::supplier_counsel;
    return std::nullopt;
}

std::optional<Role> other_side_of(Role role)
{
    if (role == Role::buyer)
        return Role::supplier;
    if (role == Role::supplier)
        return Role::buyer;
    return std::nullopt;
}

act::Refusal about(act::RefusalKind const& kind, Role role)
{
    return { &kind, { { "role", std::string { act::word(role) } } }, {} };
}

} // namespace

bool is_officer(Caller const& caller)
{
    return caller.actor.role == Role::officer && !caller.actor.party && !caller.only_case
        && caller.scopes.has(Scope::accounts);
}

bool is_officer_in_person(Caller const& caller)
{
    return is_officer(caller) && !caller.key;
}

std::optional<act::Refusal> part_refused(Part const& part)
{
    switch (part.role) {
    case Role::buyer:
    case Role::supplier:
    case Role::counsel:
    case Role::supplier_counsel:
        if (!part.party)
            return about(refusals::role_needs_party, part.role);
        return std::nullopt;
    case Role::officer:
    case Role::auditor:
        if (part.party)
            return about(refusals::role_without_party, part.role);
        return std::nullopt;
    case Role::inspector:
    case Role::carrier:
    case Role::provider:
        return std::nullopt;
    case Role::platform:
        return about(refusals::role_not_given, part.role);
    }
    return about(refusals::role_not_given, part.role);
}

bool may_give(Caller const& caller, Part const& part)
{
    if (is_officer(caller))
        return true;
    auto const& [role, party, person] = caller.actor;
    if (!party || !caller.scopes.has(Scope::accounts) || !is_principal(role))
        return false;
    // A guest of one case asks nobody into another.
    if (caller.only_case && part.only_case != caller.only_case)
        return false;
    if (part.party == party)
        return part.role == role || part.role == counsel_of(role);
    return part.only_case && !caller.only_case && part.role == other_side_of(role);
}

bool may_take(Caller const& caller, Part const& part)
{
    return may_give(caller, part) && (is_officer(caller) || part.party == caller.actor.party);
}

bool may_keep_keys(Caller const& caller, Role role, Id<Party> party)
{
    if (is_officer(caller))
        return true;
    return party && party == caller.actor.party && role == caller.actor.role && is_principal(role) && !caller.only_case
        && caller.scopes.has(Scope::accounts);
}

} // namespace recourse::accounts
