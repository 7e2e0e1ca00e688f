#pragma once

#include "core/act/four_eyes.hpp"
#include "core/bank/account.hpp"

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// A party: a company that buys or supplies under the programme. Small enough for one file: what it is, what may be done
// to it and what has happened to it.

namespace recourse::party {

struct Profile {
    std::string name;
    std::string name_zh; ///< as registered; may be empty
    std::string country; ///< ISO 3166 alpha-2
    std::string reference; ///< the marketplace's own id of the company; empty: none
    friend bool operator==(Profile const&, Profile const&) = default;
};
BOOST_DESCRIBE_STRUCT(Profile, (), (name, name_zh, country, reference))

/// What was known of a party before it was corrected.
struct Former {
    Profile profile;
    std::optional<Date> until; ///< the day on which it was corrected; nothing: an earlier version kept none
    std::optional<act::Role> by; ///< who corrected it; nothing: as above
    friend bool operator==(Former const&, Former const&) = default;
};
BOOST_DESCRIBE_STRUCT(Former, (), (profile, until, by))

/// So often a party corrects itself; after that an officer does it.
inline constexpr std::size_t corrections_max = 100;

/// Makes a party known to the programme.
struct Register {
    Profile profile;
};
BOOST_DESCRIBE_STRUCT(Register, (), (profile))
/// Corrects what is known of it.
struct Correct {
    Profile profile;
};
BOOST_DESCRIBE_STRUCT(Correct, (), (profile))

/// Asks that the party's money go to this account from now on: by the party itself, or by an officer for it.
struct ProposeAccount {
    bank::Account account;
};
/// An officer has asked the party by a way that was known before, and it is so. Names the account that he asked about.
struct ConfirmAccount {
    bank::Account account;
};
struct DeclineAccount {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ProposeAccount, (), (account))
BOOST_DESCRIBE_STRUCT(ConfirmAccount, (), (account))
BOOST_DESCRIBE_STRUCT(DeclineAccount, (), (reason))

/// Days for which nothing is paid to an account that has taken the place of another: who finds that somebody else has
/// changed it can still say so.
inline constexpr int cooling_off_days = 3;

using Command = std::variant<Register, Correct, ProposeAccount, ConfirmAccount, DeclineAccount>;

namespace events {
struct Registered {
    Profile profile;
};
BOOST_DESCRIBE_STRUCT(Registered, (), (profile))
struct Corrected {
    Profile profile;
    std::optional<Date> on {};
    std::optional<act::Role> by {};
};
BOOST_DESCRIBE_STRUCT(Corrected, (), (profile, on, by))
struct AccountProposed {
    Date on;
    bank::Account account;
    act::Actor by;
    Id<Person> maker {}; ///< of the key with which it was done; 0: none is known
};
struct AccountConfirmed {
    Date on;
    bank::Account account;
    Date usable_from;
    act::Actor by;
};
struct AccountDeclined {
    Date on;
    std::string reason;
    act::Actor by;
};
BOOST_DESCRIBE_STRUCT(AccountProposed, (), (on, account, by, maker))
BOOST_DESCRIBE_STRUCT(AccountConfirmed, (), (on, account, usable_from, by))
BOOST_DESCRIBE_STRUCT(AccountDeclined, (), (on, reason, by))
} // namespace events

/// Stored: alternatives are added at the end.
using Event = std::variant<events::Registered, events::Corrected, events::AccountProposed, events::AccountConfirmed,
    events::AccountDeclined>;

struct State {
    bool known = false;
    Profile profile;
    std::optional<bank::Account> account; ///< to which its money goes
    Date usable_from; ///< of the account
    std::optional<bank::Account> proposed; ///< waits for an officer
    Date proposed_on;
    act::Actor proposed_by;
    Id<Person> proposed_maker; ///< of the key with which it was proposed; 0: none is known
    std::vector<Former> earlier {}; ///< the first one first
    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(
    State, (), (known, profile, account, usable_from, proposed, proposed_on, proposed_by, proposed_maker, earlier))

void evolve(State&, Event const&);

namespace refusals {
inline constexpr act::RefusalKind not_found { "party.not_found", 404, "There is no such party.", "没有该当事人。" };
inline constexpr act::RefusalKind exists { "party.exists", 409, "The party is registered already.",
    "该当事人已登记。" };
inline constexpr act::RefusalKind not_yours { "party.not_yours", 403,
    "Only the programme, or the party itself, may change this.", "只有平台或当事人本身可以修改。" };
inline constexpr act::RefusalKind no_name { "party.no_name", 422, "A party has a name of at most 200 characters.",
    "当事人须有名称，不超过200字。" };
inline constexpr act::RefusalKind no_country { "party.no_country", 422,
    "The country is two capital letters of ISO 3166, such as CN.", "国家须为ISO 3166两位大写字母，例如CN。" };
inline constexpr act::RefusalKind not_a_person { "party.not_a_person", 403, "This needs an officer in person.",
    "须由官员本人进行。" };
inline constexpr act::RefusalKind same_person { "party.same_person", 403,
    "Whoever proposed the account, or made the key that did, cannot confirm it: a second person has to.",
    "提出账户的人或创建该密钥的人不得自行确认，须由另一人确认。" };
inline constexpr act::RefusalKind no_proposal { "party.no_proposal", 409, "No other account waits for an answer.",
    "没有待确认的账户。" };
inline constexpr act::RefusalKind other_account { "party.other_account", 409,
    "Another account waits for an answer: {account}.", "待确认的是另一账户：{account}。" };
inline constexpr act::RefusalKind bad_account { "party.bad_account", 422, "This is no account: {why}.",
    "账户有误：{why}。" };
inline constexpr act::RefusalKind corrected_often { "party.corrected_often", 409,
    "A party corrects itself at most {count} times: ask an officer to do it.",
    "当事人自行更正不得超过{count}次，请由官员更正。" };
inline constexpr std::array all { &not_found, &exists, &not_yours, &no_name, &no_country, &not_a_person, &same_person,
    &no_proposal, &other_account, &bad_account, &corrected_often };
} // namespace refusals

struct Context {
    act::Actor actor;
    act::Moment moment; ///< its day is in the programme's zone
    Id<Party> self; ///< the party's own number, also where it is only being registered
    act::Behind behind {};
};

act::Decision<Event> decide(State const&, Command const&, Context const&);

} // namespace recourse::party
