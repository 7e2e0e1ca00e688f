#pragma once

#include "accounts/secret.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/language.hpp"
#include "core/act/four_eyes.hpp"
#include "store/store.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// What the accounts know, and what they answer.

namespace recourse::accounts {

/// The disk's failures; never an answer to a client. No detail holds anything secret.
using Fault = store::Fault<store::ReadError>;

/// Either the rules say no, or the disk failed.
class Failure {
public:
    Failure(act::Refusal refusal) : what_(std::move(refusal)) { } // NOLINT(google-explicit-constructor)
    Failure(Fault fault) : what_(std::move(fault)) { } // NOLINT(google-explicit-constructor)

    /// Null when it is a fault.
    act::Refusal const* refusal() const { return std::get_if<act::Refusal>(&what_); }
    /// Null when it is a refusal.
    Fault const* fault() const { return std::get_if<Fault>(&what_); }
    bool is(act::RefusalKind const& kind) const { return refusal() != nullptr && refusal()->kind == &kind; }

private:
    std::variant<act::Refusal, Fault> what_;
};

template <class T>
using Result = std::expected<T, Failure>;

/// For so long whoever let somebody in again (by a link to a new password, or without the second factor), or asked him
/// into a party, and that person are not two persons where two are asked for. The figure is ours: no source says one;
/// it is meant to be longer than a takeover of an account stays unnoticed where statements are read every month.
inline constexpr std::chrono::days apart_after_recovery { 30 };

// ------------------------------------------------------------------------------------------------ what one may do

/// What a key is good for. Stored as bits: don't renumber.
enum class Scope : std::uint8_t {
    read = 0,
    orders = 1,
    payments = 2,
    claims = 3,
    rules = 4, ///< rule books
    accounts = 5, ///< people, keys, invitations; as good as all others, since it lets people in
    audit = 6, ///< who read what
};
inline constexpr std::array scopes_all { Scope::read, Scope::orders, Scope::payments, Scope::claims, Scope::rules,
    Scope::accounts, Scope::audit };
std::string_view word(Scope);
/// Exactly what word() writes.
std::optional<Scope> parse_scope(std::string_view);

class Scopes {
public:
    constexpr Scopes() = default;
    constexpr Scopes(std::initializer_list<Scope> scopes)
    {
        for (auto const scope : scopes)
            add(scope);
    }
    static constexpr Scopes all()
    {
        Scopes scopes;
        for (auto const scope : scopes_all)
            scopes.add(scope);
        return scopes;
    }
    /// Of a stored number; bits of scopes that this program does not know are dropped.
    static constexpr Scopes of_bits(std::uint32_t bits)
    {
        Scopes scopes;
        scopes.bits_ = bits & all().bits_;
        return scopes;
    }
    constexpr std::uint32_t bits() const { return bits_; }
    constexpr void add(Scope scope) { bits_ |= 1u << static_cast<unsigned>(scope); }
    constexpr bool has(Scope scope) const { return (bits_ & 1u << static_cast<unsigned>(scope)) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr bool is_within(Scopes other) const { return (bits_ & ~other.bits_) == 0; }
    friend constexpr bool operator==(Scopes, Scopes) = default;

private:
    std::uint32_t bits_ = 0;
};

struct Session;
struct ApiKey;

/// Somebody who has shown who he is: what the rest of the program is told of him.
struct Caller {
    act::Actor actor;
    Scopes scopes; ///< of a session: all, its role is what limits it
    Id<Order> only_case; ///< 0: all that the role may see
    Id<Session> session; ///< 0: no session
    Id<ApiKey> key; ///< 0: no key. Neither: the operator's own command line
    Language language = Language::en;
    act::Behind behind {}; ///< of whom he counts as where a second person is asked for

    /// Whoever runs commands on the data directory itself: an officer without a name.
    static Caller command_line();
    bool is_command_line() const { return !session && !key; }
    friend bool operator==(Caller const&, Caller const&) = default;
};

// ------------------------------------------------------------------------------------------------------ who is known

/// A person, as others may see him.
struct Profile {
    Id<Person> id;
    std::string name;
    std::string email; ///< as it was given; compared without regard to the case of ASCII letters
    Language language = Language::en;
    bool is_disabled = false;
    bool has_factor = false; ///< a second factor, in use
    Instant since;
};

/// What a person says of himself at his first step.
struct NewPerson {
    std::string name;
    std::string email;
    Language language = Language::en;
    Secret password;
};

/// A part that somebody may have: in which role, for whom, and whether in one case only.
struct Part {
    act::Role role = act::Role::buyer;
    Id<Party> party; ///< 0: the programme itself
    Id<Order> only_case; ///< 0: all cases of the party
    friend bool operator==(Part const&, Part const&) = default;
};

/// A person in a part.
struct Membership {
    static constexpr std::string_view prefix = "UM";
    Id<Membership> id;
    Id<Person> person;
    Part part;
    Instant since;
};

/// Where a request came from.
struct From {
    std::string address; ///< of the other end, as text; of it only the network is kept
    std::string agent; ///< what the browser calls itself, for people to know their sessions by
};

struct Session {
    static constexpr std::string_view prefix = "US";
    Id<Session> id;
    Id<Person> person;
    Id<Membership> acting; ///< 0: not chosen
    Instant since;
    Instant seen; ///< to within minutes
    std::string network;
    std::string agent;
};

/// Whose a session is, whatever part he acts in: for what concerns his own account.
struct Owner {
    Id<Person> person;
    Id<Session> session;
    Id<Membership> acting; ///< 0: not chosen
    bool is_factor_missing = false; ///< until he sets one up he cannot act in a part that requires it
};

struct SignIn {
    std::string email;
    Secret password;
    Secret code; ///< of the second factor, or a recovery code; empty: none given
    From from;
};

struct SignedIn {
    Secret token; ///< handed out here and nowhere again
    Secret csrf;
    Owner owner;
    Instant until; ///< the session ends then at the latest
    unsigned recovery_codes_left = 0;
};

struct ApiKey {
    static constexpr std::string_view prefix = "UK";
    Id<ApiKey> id;
    std::string name;
    act::Role role = act::Role::buyer;
    Id<Party> party; ///< 0: the programme itself
    Scopes scopes;
    Instant since;
    Instant until; ///< exclusive
    std::optional<Instant> used; ///< last, to within an hour
    std::optional<Instant> revoked;
    Id<Person> made_by; ///< the person to whom it goes back, by other keys or not; 0: by the command line
};

struct NewKey {
    std::string name;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Scopes scopes;
    Instant until;
};

struct MintedKey {
    Secret token; ///< handed out here and nowhere again
    ApiKey key;
};

/// An address at which a calendar program reads a person's days without signing in. It shows what that person may see
/// in that part at the moment of reading, and nothing else.
struct Feed {
    static constexpr std::string_view prefix = "UF";
    Id<Feed> id;
    std::string name; ///< "phone"
    std::uint64_t matter = 0; ///< number of the only matter that it shows; 0: all, and claims
    Part part; ///< in which the person made it
    Instant since;
    std::optional<Instant> until; ///< exclusive; nothing: it does not end by itself
    std::optional<Instant> used; ///< last, to within an hour
    std::optional<Instant> revoked;
};

struct NewFeed {
    std::string name;
    std::uint64_t matter = 0;
    std::optional<Instant> until;
};

struct MintedFeed {
    Secret token; ///< handed out here and nowhere again
    Feed feed;
};

/// A feed that is read: for whom, and what of it.
struct ReadFeed {
    Caller caller; ///< the person in his part, with the scope to read and nothing else
    Feed feed;
};

/// The secret of a one-time link: the page that it leads to is the caller's.
struct Link {
    Secret token; ///< handed out here and nowhere again
    Instant until; ///< exclusive
};

/// Who is asked to take a part.
struct Invitation {
    static constexpr std::string_view prefix = "UI";
    Id<Invitation> id;
    Part part;
    std::string email; ///< "": whoever has the link
    Id<Person> by; ///< 0: by the command line or by a key
    Instant since;
    Instant until; ///< exclusive
};

struct MintedInvitation {
    Link link;
    Invitation invitation;
};

/// What an authenticator program needs, once.
struct FactorSecret {
    Secret base32;
    Secret uri;
};

using RecoveryCodes = std::vector<Secret>;

// ------------------------------------------------------------------------------------------------------ who did what

/// Stored: don't renumber.
enum class Deed : std::uint8_t { read = 1, changed = 2 };
std::string_view word(Deed);

/// A record of any kind: kind "order", number 17.
struct RecordName {
    std::string kind;
    std::uint64_t number = 0;
    friend bool operator==(RecordName const&, RecordName const&) = default;
};

/// Somebody read or changed a record. The same again within a batch is counted, not repeated.
struct Access {
    std::uint64_t number = 0; ///< its place in the log; given by the log
    RecordName record;
    Deed deed = Deed::read;
    act::Actor actor; ///< `platform` with a person: somebody about his own account, in no part
    Id<ApiKey> key; ///< 0: none
    Instant at; ///< the first time
    unsigned times = 1;
    std::string network; ///< "203.0.113.0/24"; "": none
};

} // namespace recourse::accounts
