#pragma once

#include "accounts/types.hpp"

#include <optional>

// Who may give which part to whom.

namespace recourse::accounts {

/// An officer of the programme for every case, with the right to deal with accounts; the command line is one.
bool is_officer(Caller const&);

/// An officer whose own hand it is: in session, or at the command line. A key is no person.
bool is_officer_in_person(Caller const&);

/// Why nobody may have such a part: role_not_given, role_needs_party, role_without_party.
std::optional<act::Refusal> part_refused(Part const&);

/// As Accounts::invite says.
bool may_give(Caller const&, Part const&);

/// Whether the caller may take the part from whoever has it or is asked to: an officer always, others in their own
/// party where they may give it. The other side's guests are the other side's.
bool may_take(Caller const&, Part const&);

/// An officer for everybody; somebody of a party for all its cases, in a part of its own, for that part of it.
bool may_keep_keys(Caller const&, act::Role, Id<Party>);

} // namespace recourse::accounts
