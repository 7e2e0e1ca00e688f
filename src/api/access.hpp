#pragma once

#include "accounts/types.hpp"
#include "app/domain.hpp"
#include "app/views.hpp"

// Whose a record is. What somebody may not see does not exist for him: the answer is 404, whatever else is true.

namespace recourse::api {

/// The programme's own people and machines, for every case.
bool is_of_programme(accounts::Caller const&);

bool may_see(accounts::Caller const&, Id<Order>, order::State const&);
bool may_see(accounts::Caller const&, claim::State const&);
/// The sides of the case, and the programme. An inspector reads the exhibits of the claim instead.
bool may_see(accounts::Caller const&, evidence::State const&);
/// The client and its counsel, and an auditor while he is let in.
bool may_see(accounts::Caller const&, matter::State const&, Date today);
/// An officer of the programme, for every case.
bool is_officer(accounts::Caller const&);
/// An officer's draft, what lies in another compartment and, for an inspector, what the parties say to each other are
/// not told by their mere existence either. The state is the claim's with the event in it.
bool may_be_told(accounts::Caller const&, claim::State const&, claim::Event const&);
/// A carrier is told of the way of the goods alone. May be asked of whoever sees the order.
bool may_be_told(accounts::Caller const&, order::Event const&);
/// Whether something that has happened is told to the caller: to whoever listens and to whose webhooks it may go. The
/// state is the subject's with the event in it.
bool may_be_told(accounts::Caller const&, codec::Stream, app::AnyAggregate const&, codec::Happening const&);
/// A line of a list: each role of a party sees its own side; a provider what is agreed, a carrier or an inspector what
/// it was named for.
bool may_be_listed(accounts::Caller const&, app::OrderLine const&);
bool may_be_listed(accounts::Caller const&, app::ClaimLine const&);
/// Takes out what the caller has no need of: a carrier sees no money and no other terms, an inspector not what is paid.
void redact(accounts::Caller const&, order::State&);
void redact(accounts::Caller const&, app::OrderLine&);
void redact(accounts::Caller const&, app::ClaimLine&);
/// The caller acts for one of these two, as buyer or supplier or their counsel.
bool is_party_to(accounts::Caller const&, Id<Party> buyer, Id<Party> supplier);
/// Who has looked is told to the parties and the programme, not to those who are only asked to help.
bool may_see_accesses(accounts::Caller const&);
bool may_see(accounts::Caller const&, remittance::State const&);
/// To which account a party's money goes: the programme, and the party's own people for all its cases.
bool may_see_account(accounts::Caller const&, Id<Party>);
/// What has happened to a party, and who has looked: an officer and the programme's own, and the party's own people for
/// all its cases. Whoever deals with it reads what it was called before.
bool may_see_history(accounts::Caller const&, Id<Party>);
/// Of that, what concerns its accounts.
bool may_be_told(accounts::Caller const&, Id<Party>, party::Event const&);
/// A supplier's standing as a whole: the programme and the supplier itself. Others see the badge.
bool may_see_standing(accounts::Caller const&, Id<Party> supplier);

} // namespace recourse::api
