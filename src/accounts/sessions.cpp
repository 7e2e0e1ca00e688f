#include "accounts/address.hpp"
#include "accounts/refusals.hpp"
#include "accounts/state.hpp"
#include "base/printable.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::accounts {

namespace {

constexpr std::size_t agent_bytes_max = 200;
constexpr std::size_t callers_known_max = 100'000;

/// Whether a session is over that was begun and last seen then.
bool is_over(Options const& options, Instant since, Instant seen, Instant now)
{
    return now >= later(since, options.session_longest) || now >= later(seen, options.session_idle);
}

} // namespace

Result<Owner> Accounts::State::owner(Secret const& token)
{
    if (!has_form_of(session_token, token.reveal()))
        return act::refuse(refusals::not_signed_in);
    auto const hash = sha256(token.reveal());
    auto row = RECOURSE_TRY(query("SELECT s.id, s.person, s.acting, s.since, s.seen, p.disabled,"
                                  " EXISTS(SELECT 1 FROM memberships m WHERE m.person = s.person AND m.role = ?2"
                                  "  AND m.ended IS NULL),"
                                  " EXISTS(SELECT 1 FROM factors f WHERE f.person = s.person AND f.confirmed = 1)"
                                  " FROM sessions s JOIN people p ON p.id = s.person WHERE s.hash = ?1",
        blob(hash), number(act::Role::officer)));
    if (!RECOURSE_TRY(next(row)))
        return act::refuse(refusals::not_signed_in);
    auto const at = now();
    auto const id = id_at<Session>(row, 0);
    auto seen = instant_at(row, 4);
    if (auto const later_seen = sessions_seen.find(id.number); later_seen != sessions_seen.end())
        seen = std::max(seen, later_seen->second);
    if (is_over(options, instant_at(row, 3), seen, at))
        return act::refuse(refusals::session_over);
    if (row->integer(5) != 0)
        return act::refuse(refusals::disabled);
    sessions_seen[id.number] = at;
    return Owner { id_at<Person>(row, 1), id, id_at<Membership>(row, 2),
        options.officers_need_factor && row->integer(6) != 0 && row->integer(7) == 0 };
}

Result<void> Accounts::State::end_sessions(Id<Person> person, Id<Session> but)
{
    return run("DELETE FROM sessions WHERE person = ?1 AND id <> ?2", number(person), number(but));
}

Result<SignedIn> Accounts::State::start_session(StoredPerson const& person, From const& from, Instant at)
{
    auto const agent = printable(std::string_view(from.agent).substr(0, agent_bytes_max));
    auto const network = network_of(from.address);
    RECOURSE_TRY(run("DELETE FROM sessions WHERE person = ?1 AND id IN (SELECT id FROM sessions WHERE person = ?1"
                     " ORDER BY seen DESC, id DESC LIMIT -1 OFFSET ?2)",
        number(person.id), static_cast<std::int64_t>(options.sessions_per_person_max) - 1));
    auto const parts = RECOURSE_TRY(memberships(person.id));
    // With one part there is nothing to choose.
    auto const acting = parts.size() == 1 ? parts.front().id : Id<Membership> {};
    SignedIn signed_in;
    signed_in.token = new_token(session_token);
    signed_in.csrf = csrf_token(signed_in.token);
    auto const hash = sha256(signed_in.token.reveal());
    RECOURSE_TRY(run("INSERT INTO sessions(hash, person, acting, since, seen, network, agent)"
                     " VALUES(?1, ?2, ?3, ?4, ?4, ?5, ?6)",
        blob(hash), number(person.id), number(acting), at.micros, text(network), text(agent)));
    auto const id = RECOURSE_TRY(last_id());
    signed_in.owner = RECOURSE_TRY(owner(signed_in.token));
    RECOURSE_ASSERT(signed_in.owner.session.number == static_cast<std::uint64_t>(id));
    signed_in.until = later(at, options.session_longest);
    auto row = RECOURSE_TRY(query("SELECT count(*) FROM recovery_codes WHERE person = ?1", number(person.id)));
    if (RECOURSE_TRY(next(row)))
        signed_in.recovery_codes_left = static_cast<unsigned>(row->integer(0));
    return signed_in;
}

Result<Caller> Accounts::State::authenticate_session(Secret const& token, Digest const& digest)
{
    auto const owned = RECOURSE_TRY(owner(token));
    if (!owned.acting)
        return act::refuse(refusals::no_membership);
    auto row = RECOURSE_TRY(query("SELECT m.role, m.party, m.only_case, m.ended, p.language,"
                                  " EXISTS(SELECT 1 FROM factors f WHERE f.person = p.id AND f.confirmed = 1), s.since"
                                  " FROM sessions s JOIN people p ON p.id = s.person"
                                  " JOIN memberships m ON m.id = s.acting AND m.person = s.person WHERE s.id = ?1",
        number(owned.session)));
    if (!RECOURSE_TRY(next(row)))
        return act::refuse(refusals::no_membership);
    if (!row->is_null(3))
        return act::refuse(refusals::membership_over);
    auto const role = role_at(row, 0);
    if (options.officers_need_factor && role == act::Role::officer && row->integer(5) == 0)
        return act::refuse(refusals::factor_required, { { "role", std::string { act::word(role) } } });
    Caller caller { { role, id_at<Party>(row, 1), owned.person }, Scopes::all(), id_at<Order>(row, 2), owned.session,
        {}, parse_language(row->text(4)), {} };
    caller.behind.apart = RECOURSE_TRY(apart_from(owned.person));
    callers.emplace(digest, Known { caller, now(), later(instant_at(row, 6), options.session_longest) });
    return caller;
}

Result<Caller> Accounts::authenticate(Secret const& token)
{
    auto& state = *state_;
    bool const is_key = has_form_of(key_token, token.reveal());
    if (!is_key && !has_form_of(session_token, token.reveal()))
        return act::refuse(refusals::not_signed_in);
    auto const digest = sha256(token.reveal());
    return state.read([&]() -> Result<Caller> {
        if (auto const found = state.callers.find(digest); found != state.callers.end()) {
            auto& known = found->second;
            auto const now = state.now();
            bool const is_over
                = now >= known.until || (!is_key && now >= later(known.seen, state.options.session_idle));
            if (!is_over) {
                known.seen = std::max(known.seen, now);
                if (is_key)
                    state.keys_used[known.caller.key.number] = now;
                else
                    state.sessions_seen[known.caller.session.number] = known.seen;
                return known.caller;
            }
            state.callers.erase(found); // and the file says in which way it is over
        }
        if (state.callers.size() >= callers_known_max)
            state.callers.clear();
        return is_key ? state.authenticate_key(digest) : state.authenticate_session(token, digest);
    });
}

Result<Owner> Accounts::owner(Secret const& token)
{
    auto& state = *state_;
    return state.read([&] { return state.owner(token); });
}

Result<void> Accounts::act_as(Secret const& token, Id<Membership> membership)
{
    auto& state = *state_;
    return state.write([&]() -> Result<void> {
        auto const owned = RECOURSE_TRY(state.owner(token));
        auto const found = RECOURSE_TRY(state.find_membership(membership));
        if (!found || found->person != owned.person)
            return act::refuse(refusals::membership_not_found);
        return state.run("UPDATE sessions SET acting = ?2 WHERE id = ?1", number(owned.session), number(membership));
    });
}

Result<void> Accounts::sign_out(Secret const& token)
{
    auto& state = *state_;
    auto const hash = sha256(token.reveal());
    return state.write([&] { return state.run("DELETE FROM sessions WHERE hash = ?1", blob(hash)); });
}

Result<std::vector<Session>> Accounts::sessions(Id<Person> person)
{
    auto& state = *state_;
    return state.read([&]() -> Result<std::vector<Session>> {
        auto const now = state.now();
        auto row = RECOURSE_TRY(state.query("SELECT id, person, acting, since, seen, network, agent FROM sessions"
                                            " WHERE person = ?1 ORDER BY id",
            number(person)));
        std::vector<Session> found;
        while (RECOURSE_TRY(state.next(row))) {
            Session session { id_at<Session>(row, 0), id_at<Person>(row, 1), id_at<Membership>(row, 2),
                instant_at(row, 3), instant_at(row, 4), std::string(row->text(5)), std::string(row->text(6)) };
            if (auto const seen = state.sessions_seen.find(session.id.number); seen != state.sessions_seen.end())
                session.seen = std::max(session.seen, seen->second);
            if (!is_over(state.options, session.since, session.seen, now))
                found.push_back(std::move(session));
        }
        return found;
    });
}

Result<void> Accounts::end_session(Id<Person> person, Id<Session> id)
{
    auto& state = *state_;
    return state.write([&]() -> Result<void> {
        RECOURSE_TRY(state.run("DELETE FROM sessions WHERE id = ?1 AND person = ?2", number(id), number(person)));
        if (RECOURSE_TRY(db(state.connection.number("SELECT changes()"))) == 0)
            return act::refuse(refusals::no_session);
        return {};
    });
}

Result<void> Accounts::end_other_sessions(Secret const& token)
{
    auto& state = *state_;
    return state.write([&]() -> Result<void> {
        auto const owned = RECOURSE_TRY(state.owner(token));
        return state.end_sessions(owned.person, owned.session);
    });
}

Secret Accounts::csrf_token(Secret const& token)
{
    // Made from the token alone, so that nothing more has to be stored, and by a one-way function, so that a page that
    // shows it does not show the token.
    Digester digester;
    return Secret(base64url(digester.add("recourse csrf\n").add(token.reveal()).finish().bytes));
}

bool Accounts::is_csrf_token(Secret const& token, std::string_view given)
{
    return is_same_secret(csrf_token(token).reveal(), given);
}

} // namespace recourse::accounts
