#pragma once

#include "accounts/types.hpp"
#include "app/domain.hpp"

// Whose a record is. What somebody may not see does not exist for him: the answer is 404, whatever else is true.

namespace recourse::api {

/// The programme's own people and machines, for every case.
bool is_of_programme(accounts::Caller const&);

bool may_see(accounts::Caller const&, Id<Order>, order::State const&);
bool may_see(accounts::Caller const&, claim::State const&);
/// The sides of the case, and the programme. An inspector reads the exhibits of the claim instead.
bool may_see(accounts::Caller const&, evidence::State const&);
/// An officer of the programme, for every case.
bool is_officer(accounts::Caller const&);
/// An officer's draft, what lies in another compartment and, for an inspector, what the parties say to each other are
/// not told by their mere existence either. The state is the claim's with the event in it.
bool may_be_told(accounts::Caller const&, claim::State const&, claim::Event const&);
/// Whether something that has happened is told to the caller: to whoever listens and to whose webhooks it may go. The
/// state is the subject's with the event in it.
bool may_be_told(accounts::Caller const&, codec::Stream, app::AnyAggregate const&, codec::Happening const&);
/// A line of a list of what somebody's party buys and sells: each role of the party sees its own side.
bool may_be_listed(accounts::Caller const&, Id<Party> buyer, Id<Party> supplier);
/// Who has looked is told to the parties and the programme, not to those who are only asked to help.
bool may_see_accesses(accounts::Caller const&);
bool may_see(accounts::Caller const&, remittance::State const&);
/// To which account a party's money goes: the programme, and the party's own people for all its cases.
bool may_see_account(accounts::Caller const&, Id<Party>);
/// A supplier's standing as a whole: the programme and the supplier itself. Others see the badge.
bool may_see_standing(accounts::Caller const&, Id<Party> supplier);

} // namespace recourse::api
