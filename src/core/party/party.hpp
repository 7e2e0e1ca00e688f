#pragma once

#include "core/act/decision.hpp"

#include <array>
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

using Command = std::variant<Register, Correct>;

namespace events {
struct Registered {
    Profile profile;
};
BOOST_DESCRIBE_STRUCT(Registered, (), (profile))
struct Corrected {
    Profile profile;
};
BOOST_DESCRIBE_STRUCT(Corrected, (), (profile))
} // namespace events

/// Stored: alternatives are added at the end.
using Event = std::variant<events::Registered, events::Corrected>;

struct State {
    bool known = false;
    Profile profile;
    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (known, profile))

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
inline constexpr std::array all { &not_found, &exists, &not_yours, &no_name, &no_country };
} // namespace refusals

/// `self` is the party's own number, also where it is only being registered.
act::Decision<Event> decide(State const&, Command const&, act::Actor const&, Id<Party> self);

} // namespace recourse::party
