#pragma once

#include "api/operation.hpp"

// What the rows about people have in common. Each part of them stands in a file of its own, which people.cpp joins.

namespace recourse::api::people {

/// A part of somebody, with the name of the party so that nobody has to ask for it.
struct MembershipView {
    Id<accounts::Membership> id;
    act::Role role = act::Role::buyer;
    Id<Party> party; ///< nothing: the programme itself
    std::string party_name; ///< as it is called today; empty: the programme itself
    Id<Order> only_case; ///< nothing: all cases of the party
};
BOOST_DESCRIBE_STRUCT(MembershipView, (), (id, role, party, party_name, only_case))

MembershipView view_of(Desk&, accounts::Membership const&);
/// What the party is called today; empty for none, and for one that is not known.
std::string name_of(Desk&, Id<Party>);

/// Where the request comes from, as the accounts want to know it.
accounts::From from(Call const&);
/// "en" or "zh".
std::string word(Language);
/// Only that or nothing: a problem has been answered, which names /language.
std::optional<Language> language_said(Call&, std::string const&);
/// That many days from now; what is beyond all that is allowed stays beyond it.
Instant in_days(Call&, std::int64_t days);

/// The session's token of a row that is for the person himself; nothing: a problem has been answered.
std::optional<accounts::Secret> own_session(Call&);
/// Whose session it is, in whatever part he acts; nothing: a problem has been answered.
std::optional<accounts::Owner> own_account(Call&);

/// A part that the caller offers to somebody is of a party that is registered and, where it is for one order alone, of
/// an order that the caller sees and in which that party has a side. False: a problem has been answered.
bool can_be_offered(Call&, accounts::Part const&);

/// What a row of these says of itself.
struct Row {
    http::Method method = http::Method::get;
    std::string path;
    std::string id;
    std::string summary;
    std::optional<accounts::Scope> scope = {};
    Schema takes = {};
    Schema gives = {};
    int status = 200;
    void (*run)(Call&) = nullptr;
    std::vector<QueryMember> query = {};
};
/// Rows that ask the accounts run aside: they read a file, and some of them hash.
void add(std::vector<Operation>&, Row);

void add_sessions(std::vector<Operation>&);
void add_own_account(std::vector<Operation>&);
void add_members(std::vector<Operation>&);
void add_invitations(std::vector<Operation>&);
void add_keys(std::vector<Operation>&);

} // namespace recourse::api::people
