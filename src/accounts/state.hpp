#pragma once

#include "accounts/accounts.hpp"
#include "accounts/hash_gate.hpp"
#include "store/sqlite/connection.hpp"

#include <cstring>
#include <mutex>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>

// What the files of Accounts share. Nothing outside of this folder includes it.

namespace recourse::accounts {

namespace sql = store::sqlite;

template <class T>
Result<T> db(sql::Result<T> result)
{
    if (!result)
        return std::unexpected(Fault { sql::read_error(result.error().code), std::move(result.error().message) });
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}

inline Instant later(Instant from, std::chrono::microseconds by)
{
    return { from.micros + by.count() };
}

// What is bound has to outlive the steps of the statement, and a query is stepped after the expression that makes it:
// nothing that ends with the expression is bound.

inline sql::Text text(std::string_view text)
{
    return { text };
}
sql::Text text(std::string&&) = delete;

inline std::span<std::uint8_t const> blob(Digest const& digest)
{
    return digest.bytes;
}
std::span<std::uint8_t const> blob(Digest const&&) = delete;

template <class Kind>
std::int64_t number(Id<Kind> id)
{
    return static_cast<std::int64_t>(id.number);
}

inline std::int64_t number(act::Role role)
{
    return static_cast<std::int64_t>(role);
}

template <class Kind>
Id<Kind> id_at(sql::Query const& row, int column)
{
    return { static_cast<std::uint64_t>(row->integer(column)) };
}

inline act::Role role_at(sql::Query const& row, int column)
{
    return static_cast<act::Role>(row->integer(column));
}

inline Instant instant_at(sql::Query const& row, int column)
{
    return { row->integer(column) };
}

inline std::optional<Instant> optional_instant_at(sql::Query const& row, int column)
{
    return row->is_null(column) ? std::nullopt : std::optional(instant_at(row, column));
}

/// Somebody about his own account, in no part: the role says nothing.
inline act::Actor himself(Id<Person> person)
{
    return { act::Role::platform, {}, person };
}

std::string_view word(Language);
Language parse_language(std::string_view);

/// ASCII letters small: what is compared.
std::string email_key(std::string_view email);
/// bad_email, bad_name, what is wrong with the password.
std::optional<act::Refusal> person_refused(NewPerson const&);
std::optional<act::Refusal> email_refused(std::string_view);
std::optional<act::Refusal> name_refused(std::string_view);

/// Stored: don't renumber.
/// What a link is for. Stored: don't renumber.
enum class LinkKind : std::uint8_t {
    setup = 1,
    invitation = 2,
    recovery = 3,
    other_side = 4, ///< an invitation to one case, made by the side that faces it
};

struct StoredLink {
    std::int64_t id = 0;
    Id<Person> person; ///< of a recovery
    Part part; ///< of an invitation
    std::string email;
    Id<Person> by;
    Instant since;
    Instant until;
    LinkKind kind = LinkKind::invitation;
};

struct StoredPerson {
    Id<Person> id;
    std::string name;
    std::string email;
    std::string hash;
    bool is_disabled = false;
};

/// One try to show a secret, counted before it is made.
struct Attempt {
    struct Counted {
        Digest subject;
        Failures before;
        Failures after;
    };
    Counted account;
    std::optional<Counted> address; ///< nothing where none is known
};

struct Accounts::State {
    State(Options, app::Clock&, sql::Connection, SealKey const&, std::string dummy_hash);

    Instant now() { return clock.now(); }

    /// Runs the body in a transaction with the lock held. A refusal or a fault undoes all of it.
    template <class Body>
    auto write(Body const& body) -> std::invoke_result_t<Body const&>
    {
        std::scoped_lock const lock(mutex);
        callers.clear();
        auto transaction = RECOURSE_TRY(db(sql::Transaction::begin(connection, sql::Access::write)));
        auto result = body();
        if (result)
            RECOURSE_TRY(db(transaction.commit()));
        return result;
    }
    template <class Body>
    auto read(Body const& body) -> std::invoke_result_t<Body const&>
    {
        std::scoped_lock const lock(mutex);
        return body();
    }

    // What follows is called with the lock held. What changes something is called in a transaction.

    template <class... Values>
    Result<sql::Query> query(char const* statement, Values const&... values)
    {
        return db(connection.query(statement, values...));
    }
    template <class... Values>
    Result<void> run(char const* statement, Values const&... values)
    {
        return db(connection.run(statement, values...));
    }
    Result<bool> next(sql::Query& row) { return db(row.next()); }
    Result<std::int64_t> last_id() { return db(connection.number("SELECT last_insert_rowid()")); }

    // people.cpp
    Result<std::optional<StoredPerson>> find_person(Id<Person>);
    Result<std::optional<StoredPerson>> find_person(std::string_view email_key);
    Result<StoredPerson> known_person(Id<Person>);
    Result<Id<Person>> add_person(NewPerson const&, std::string const& hash, Instant);
    Result<Id<Membership>> add_membership(Id<Person>, Part const&, Instant);
    Result<std::optional<Membership>> find_membership(Id<Membership>);
    Result<std::vector<Membership>> memberships(Id<Person>);
    /// last_officer, unless somebody else is one who can sign in.
    Result<void> leave_an_officer(Id<Person> but);

    // sessions.cpp
    /// Refuses as Accounts::owner.
    Result<Owner> owner(Secret const& token);
    Result<void> end_sessions(Id<Person>, Id<Session> but);
    Result<SignedIn> start_session(StoredPerson const&, From const&, Instant);
    Result<Caller> authenticate_session(Secret const& token, Digest const&);

    // recoveries.cpp
    /// The officer has let the person in again: for a while the two are not two.
    Result<void> note_recovery(Caller const&, Id<Person>, Instant);
    /// The person to whom an invitation goes back; 0: the command line, or a key of it.
    Result<Id<Person>> inviter(StoredLink const&);
    /// The person took the part that the invitation gives: into a party he was let in by whoever invited him, and by
    /// those who let that one in.
    Result<void> note_invited(StoredLink const&, Id<Person>, Instant);
    /// The same of whoever gave him the part; 0: nobody did.
    Result<void> note_let_in(Id<Person> by, Part const&, Id<Person>, Instant);
    /// Those with whom the person forms no pair now, whoever of the two let the other in.
    Result<std::vector<act::Apart>> apart_from(Id<Person>);

    // keys.cpp
    Result<Caller> authenticate_key(Digest const&);

    // attempts.cpp
    Result<void> count(Attempt::Counted&, LockPolicy const&, act::RefusalKind const& refused, Instant);
    Result<void> take_back(Attempt::Counted const&, LockPolicy const&);
    Result<void> clear_failures(Attempt const&);
    Result<void> forget_failures(std::string_view email_key);

    // factors.cpp
    Result<bool> has_factor(Id<Person>);
    /// True when the code is the person's, which is then used up. Refuses factor_unreadable.
    Result<bool> use_code(Id<Person>, Secret const& code, Instant);
    Result<RecoveryCodes> renew_recovery_codes(Id<Person>);
    Result<void> drop_factor(Id<Person>);

    // links.cpp
    Result<Link> make_link(LinkKind, StoredLink const&);
    /// Refuses link_unknown, link_expired.
    Result<StoredLink> find_link(LinkKind, Secret const& token, Instant);
    Result<void> other_side_is_away(StoredLink const&);
    Result<void> use_up(StoredLink const&);
    /// Those that the person has made or been given: who has lost a part lets nobody in any more.
    Result<void> void_links_of(Id<Person>);

    // access_log.cpp
    /// A change of what is kept here, recorded with it.
    Result<void> note(act::Actor const&, Id<ApiKey>, std::string_view kind, std::int64_t record, Instant,
        std::string_view network = {});
    Result<void> note(Caller const& caller, std::string_view kind, std::int64_t record, Instant at)
    {
        return note(caller.actor, caller.key, kind, record, at);
    }
    Result<void> insert(Access const&);

    // What follows takes the lock itself: hashing goes on without it.

    /// Refuses locked, address_locked.
    Result<Attempt> begin_attempt(std::string_view email_key, From const&);
    /// It was no failure after all.
    Result<void> take_back(Attempt const&);
    /// Refuses busy.
    Result<HashGate::Place> enter_gate();
    /// Refuses busy; a fault where there is no memory.
    Result<std::string> hashed(Secret const& password);
    /// That the person whose session it is knows his password. Refuses as owner(), and locked, busy, wrong_password.
    /// The attempt still counts as a failure: where a code has to be right too it is one until that is known.
    struct Proof {
        Owner owner;
        StoredPerson person;
        Attempt attempt;
    };
    Result<Proof> prove_password(Secret const& token, Secret const& password, From const&);
    /// The same where the password is all: the attempt is no failure.
    Result<Proof> prove_password_alone(Secret const& token, Secret const& password, From const&);
    /// With the lock held: that the password is still the one that was proven.
    Result<void> confirm(Proof const&);

    Options options;
    app::Clock& clock;
    HashGate gate;
    SealKey key;
    std::string dummy_hash; ///< of a password that nobody has: what an unknown e-mail address is compared with

    std::mutex mutex; ///< of all below
    sql::Connection connection;

    /// Who has been authenticated since the last change: most requests come with a token that was just seen.
    struct Known {
        Caller caller;
        Instant seen; ///< of a session
        Instant until; ///< of a key; of a session at the latest
    };
    struct DigestHash {
        std::size_t operator()(Digest const& digest) const
        {
            std::size_t first = 0;
            std::memcpy(&first, digest.bytes.data(), sizeof first);
            return first;
        }
    };
    std::unordered_map<Digest, Known, DigestHash> callers;
    std::unordered_map<std::uint64_t, Instant> sessions_seen; ///< not written yet
    std::unordered_map<std::uint64_t, Instant> keys_used; ///< not written yet
    std::unordered_map<std::uint64_t, Instant> feeds_used; ///< not written yet
    std::vector<Access> accesses; ///< not written yet

    /// Writes what was gathered, in a transaction of its own.
    Result<void> flush();
};

} // namespace recourse::accounts
