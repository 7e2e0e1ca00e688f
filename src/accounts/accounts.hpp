#pragma once

#include "accounts/crypto.hpp"
#include "accounts/lockout.hpp"
#include "accounts/types.hpp"
#include "app/clock.hpp"

#include <chrono>
#include <cstddef>
#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace recourse::accounts {

struct Options {
    std::filesystem::path directory; ///< the data directory, whose lock is the caller's; it must exist
    std::string vfs = {}; ///< the name of SQLite's file layer, for tests
    HashCost hash = {};
    unsigned hashes_at_once = 2; ///< each takes its memory
    unsigned hashes_waiting_max = 32; ///< beyond these, `account.busy`
    bool officers_need_factor = false;
    std::string issuer = "Recourse"; ///< what authenticator programs show
    LockPolicy account_lock = {};
    LockPolicy address_lock { .free = 20 };
    std::chrono::seconds session_idle { 12 * 60 * 60 };
    std::chrono::seconds session_longest { 7 * 24 * 60 * 60 };
    std::size_t sessions_per_person_max = 32; ///< with one more the one that was seen longest ago ends
    std::chrono::seconds setup_link { 24 * 60 * 60 };
    std::chrono::seconds recovery_link { 2 * 60 * 60 };
    std::chrono::days invitation_longest { 30 };
    std::chrono::days key_longest { 400 };
    std::chrono::days access_kept { 1100 };
    std::size_t access_batch = 256; ///< entries gathered before they are written without waiting for `maintain`
};

/// The cost at which one hash takes at least `target` on this machine: passes from the interactive two upwards (at most
/// sixteen) over the given memory.
HashCost calibrated_cost(
    app::Clock&, std::chrono::milliseconds target, std::size_t memory_bytes = HashCost {}.memory_bytes);

/// People, their passwords and second factors, sessions, keys, links, and who read what: `accounts.db` in the data
/// directory, apart from the log, whose events are for ever and may hold nothing of this.
///
/// Whoever copies the file can sign in with none of what is in it: tokens and recovery codes stand there as SHA-256 of
/// random bits, passwords as Argon2id, secrets of second factors sealed with the key in `accounts.key` beside it. Keep
/// a backup of that file, and keep it elsewhere: without it second factors have to be set up anew.
///
/// Any thread may call anything. Methods that change something have written it durably when they return; a Fault means
/// that nothing is known to have changed. What is only noticed in passing (when a session was seen, a key used, a
/// record read) is gathered and written by `maintain`, which should be called every minute; a crash loses that much of
/// it.
///
/// "Refuses" names the refusal by its name in refusals.hpp. Methods that take the Caller check that he may; whether a
/// party or an order exists is the caller's to know.
class Accounts {
public:
    /// Makes the files where they are missing, readable by their owner alone, and brings older ones to the present
    /// form. Fault `corrupt`: damaged, of another program, or of a newer one; `transient`: another process has it open.
    static std::expected<std::unique_ptr<Accounts>, Fault> open(Options, app::Clock&);
    ~Accounts();
    Accounts(Accounts const&) = delete;
    Accounts& operator=(Accounts const&) = delete;

    // -------------------------------------------------------------------------------------------------- first start

    /// False while nobody is known.
    Result<bool> is_set_up();
    /// The link with which the first person becomes officer; an earlier one is void. Refuses set_up_already.
    Result<Link> setup_link();
    /// Refuses link_unknown, link_expired, set_up_already, and what is wrong with the person.
    Result<Id<Person>> set_up(Secret const& token, NewPerson const&);

    // ------------------------------------------------------------------------------------------------------- people

    /// Refuses no_person.
    Result<Profile> person(Id<Person>);
    /// By e-mail address, for the command line; no_person.
    Result<Profile> person_of(std::string_view email);
    /// After that person, in order of their ids.
    Result<std::vector<Profile>> people(Id<Person> after, std::size_t limit);
    /// The person's parts that are not over.
    Result<std::vector<Membership>> memberships(Id<Person>);
    /// Everybody of a party; of the programme itself for 0.
    Result<std::vector<Membership>> members(Id<Party>);

    /// Refuses no_person, bad_name.
    Result<void> change_profile(Id<Person>, std::string const& name, Language);
    /// A person in one part more. Refuses may_not, role_*, no_person, membership_exists.
    Result<Membership> add_membership(Caller const&, Id<Person>, Part);
    /// An officer, somebody who could have given it in his own party, or the person himself. Links that the person has
    /// made are void. Refuses membership_not_found, may_not, last_officer.
    Result<void> end_membership(Caller const&, Id<Membership>);
    /// Ends all sessions and lets the person in no more until enabled again; links that he has made or been given are
    /// void. Keys that he has made are their party's and stay. Officers only. Refuses may_not, no_person, oneself,
    /// last_officer. Done already: nothing happens.
    Result<void> disable(Caller const&, Id<Person>);
    Result<void> enable(Caller const&, Id<Person>);

    // ------------------------------------------------------------------------------------------------------ sessions

    /// Refuses, in this order: locked, address_locked, busy; wrong_sign_in (one answer in one time for an unknown
    /// address, a wrong password, a wrong or used code); disabled; code_needed; factor_unreadable. An attempt counts
    /// before it is tried, so that many at once count too; one without a fault of its own is taken back.
    Result<SignedIn> sign_in(SignIn const&);

    /// Who acts, by the token of a session or of a key. Refuses not_signed_in, session_over, disabled, no_membership,
    /// membership_over, factor_required; key_unknown, key_revoked, key_expired.
    Result<Caller> authenticate(Secret const& token);
    /// Whose session it is, for what concerns the person himself. Refuses not_signed_in, session_over, disabled.
    Result<Owner> owner(Secret const& token);
    /// From now on the session acts in this part. Refuses as owner(), and membership_not_found for one that is not the
    /// person's own.
    Result<void> act_as(Secret const& token, Id<Membership>);
    /// Done already, or no session: nothing happens.
    Result<void> sign_out(Secret const& token);
    Result<std::vector<Session>> sessions(Id<Person>);
    /// One of the person's own. Refuses no_session.
    Result<void> end_session(Id<Person>, Id<Session>);
    /// All but this one. Refuses as owner().
    Result<void> end_other_sessions(Secret const& token);

    /// What a form of this session has to bring along; made from the token, which it does not tell.
    static Secret csrf_token(Secret const& token);
    static bool is_csrf_token(Secret const& token, std::string_view given);

    // ------------------------------------------------------------------------------- passwords and second factors

    // The person himself, by the token of his session; all refuse as owner(), and those that ask for the password
    // locked, busy and wrong_password.

    /// Ends all other sessions. Refuses what is wrong with the new one.
    Result<void> change_password(Secret const& token, Secret const& current, Secret const& next, From const&);
    /// Refuses also bad_email, email_taken.
    Result<void> change_email(Secret const& token, Secret const& password, std::string const& email, From const&);
    /// A second factor that counts once confirm_factor has seen its first code. Refuses also factor_exists.
    Result<FactorSecret> begin_factor(Secret const& token, Secret const& password, From const&);
    /// Ten recovery codes, each good once in place of a code. Ends all other sessions. Refuses also locked,
    /// no_factor_begun, wrong_code.
    Result<RecoveryCodes> confirm_factor(Secret const& token, Secret const& code, From const&);
    /// Ten new ones; the old ones are void. Refuses also no_factor.
    Result<RecoveryCodes> new_recovery_codes(Secret const& token, Secret const& password, From const&);
    /// Refuses also no_factor, factor_required, wrong_code.
    Result<void> remove_factor(Secret const& token, Secret const& password, Secret const& code, From const&);

    // For somebody else, by an officer in session or the command line. For a while the officer and that person do not
    // count as two where two are asked for (apart_after_recovery; Caller::behind); the same is so of whoever asked
    // somebody into a party.

    /// The link with which a person chooses a new password; an earlier one is void. Refuses may_not, oneself,
    /// no_person.
    Result<Link> recovery_link(Caller const&, Id<Person>);
    /// Ends all sessions; the second factor stays. Refuses link_unknown, link_expired, disabled, what is wrong with the
    /// password.
    Result<void> recover_password(Secret const& link, Secret const& next);
    /// Removes the second factor and its recovery codes and ends all sessions. Refuses may_not, oneself, no_person,
    /// no_factor.
    Result<void> reset_factor(Caller const&, Id<Person>);

    // --------------------------------------------------------------------------------------------------- invitations

    /// Who may give which part: an officer every one; somebody of a party his own role in it, and its counsel's; for
    /// one case also the other side's, whose order it is being the caller's to check. Refuses may_not, role_*,
    /// bad_email, link_life.
    Result<MintedInvitation> invite(Caller const&, Part, std::string const& email, Instant until);
    /// Those that wait: all for an officer, otherwise those that he could have made.
    Result<std::vector<Invitation>> invitations(Caller const&);
    /// Refuses no_invitation, may_not.
    Result<void> withdraw_invitation(Caller const&, Id<Invitation>);
    /// What the link offers, without using it. Refuses link_unknown, link_expired.
    Result<Invitation> invitation(Secret const& link);
    /// By somebody new. Refuses also other_email, email_taken, what is wrong with the person.
    Result<Id<Person>> accept(Secret const& link, NewPerson const&);
    /// By somebody who is signed in. Refuses also as owner(), other_email, membership_exists.
    Result<Id<Membership>> accept(Secret const& link, Secret const& session);

    // ---------------------------------------------------------------------------------------------------------- keys

    /// Refuses may_not, role_*, bad_name, no_scopes, scopes_beyond, key_life.
    Result<MintedKey> make_key(Caller const&, NewKey const&);
    /// Of a party, of the programme itself for 0, the revoked and expired ones among them.
    Result<std::vector<ApiKey>> keys(Id<Party>);
    /// Refuses no_key, may_not.
    Result<void> revoke_key(Caller const&, Id<ApiKey>);

    // --------------------------------------------------------------------------------------------------------- feeds

    /// For a person in session who acts for a party. That the matter is there for him is the caller's to check. Refuses
    /// feed_person, may_not, bad_name, feed_life, feeds_full.
    Result<MintedFeed> make_feed(Caller const&, NewFeed const&);
    /// The person's own, in whatever part he made them, revoked and ended ones among them.
    Result<std::vector<Feed>> feeds(Id<Person>);
    /// One of the person's own. Refuses no_feed.
    Result<void> revoke_feed(Caller const&, Id<Feed>);
    /// Who reads, by the token in the address. Refuses feed_unknown: there is none, it was revoked or has ended, the
    /// person is disabled or has no longer the part; one answer for all.
    Result<ReadFeed> read_feed(Secret const& token);

    // ---------------------------------------------------------------------------------------------- who did what

    /// Gathered, written in batches. What this class changes itself it records with the change: under the kinds
    /// "person", "membership", "key", "invitation" and "feed".
    Result<void> record(Caller const&, RecordName const&, Deed, From const&);
    /// Of one record, latest first, those before that number (0: from the latest), gathered ones included.
    Result<std::vector<Access>> accesses(RecordName const&, std::uint64_t before, std::size_t limit);

    // -------------------------------------------------------------------------------- what others of the desk keep

    /// Sealed with accounts.key, as second factors are; it opens only for the place for which it was sealed.
    std::vector<std::uint8_t> sealed(Secret const&, std::string_view place) const;
    /// Nothing when it was sealed with another key, for another place, or changed.
    std::optional<Secret> opened(std::span<std::uint8_t const>, std::string_view place) const;
    /// A mark of the text that nobody makes without the key: HMAC-SHA256 under a key of its own, derived from it.
    Digest mark(std::string_view purpose, std::string_view text) const;

    // -------------------------------------------------------------------------------------------------- housekeeping

    /// Writes what was gathered, removes what is over.
    Result<void> maintain();
    /// A copy of one moment in a new file, readable by its owner alone; the key of the second factors is not in it.
    Result<void> backup_to(std::filesystem::path const& file);

private:
    struct State;
    explicit Accounts(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

} // namespace recourse::accounts
