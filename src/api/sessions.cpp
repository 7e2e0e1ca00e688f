#include "accounts/refusals.hpp"
#include "api/people.hpp"
#include "api/replies.hpp"
#include "api/session_cookie.hpp"

#include <algorithm>

// From signing in to signing out, and what a session says of itself.

namespace recourse::api::people {

namespace {

using accounts::Scope;
using accounts::Secret;

struct SetUp {
    std::string token; ///< of the link that the first start printed
    std::string name;
    std::string email;
    std::string language; ///< "en" or "zh"
    std::string password;
};
BOOST_DESCRIBE_STRUCT(SetUp, (), (token, name, email, language, password))
struct PersonView {
    Id<Person> person;
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (person))

struct SignInBody {
    std::string email;
    std::string password;
    std::string code; ///< of the second factor, or a recovery code
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (email, password, code))
struct SignedInView {
    Id<Person> person;
    std::string csrf; ///< to be sent as X-CSRF-Token with everything that changes something
    std::vector<MembershipView> memberships;
};
BOOST_DESCRIBE_STRUCT(SignedInView, (), (person, csrf, memberships))

struct ActAs {
    Id<accounts::Membership> membership;
};
BOOST_DESCRIBE_STRUCT(ActAs, (), (membership))

/// Whoever has signed in, as he is shown to himself.
struct Oneself {
    Id<Person> id;
    std::string name;
    std::string email;
    std::string language; ///< "en" or "zh"
    bool has_factor = false; ///< a second factor, in use
};
BOOST_DESCRIBE_STRUCT(Oneself, (), (id, name, email, language, has_factor))
struct CurrentSession {
    Id<accounts::Session> id;
    Oneself person;
    std::string csrf; ///< to be sent as X-CSRF-Token with everything that changes something
    Id<accounts::Membership> acting; ///< nothing: not chosen, or the part is over
    bool needs_factor = false; ///< a second factor has to be set up before anything else
    std::vector<MembershipView> memberships;
    Instant until; ///< the session ends then at the latest
};
BOOST_DESCRIBE_STRUCT(CurrentSession, (), (id, person, csrf, acting, needs_factor, memberships, until))

struct SessionView {
    Id<accounts::Session> id;
    Id<accounts::Membership> acting; ///< nothing: not chosen
    Instant since;
    Instant seen; ///< to within minutes
    Instant until; ///< it ends then at the latest
    std::string network; ///< from where it was begun, "203.0.113.0/24"
    std::string agent; ///< what the browser called itself
    bool is_this = false; ///< the one that asks
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (id, acting, since, seen, until, network, agent, is_this))
struct Sessions {
    std::vector<SessionView> sessions;
};
BOOST_DESCRIBE_STRUCT(Sessions, (), (sessions))

struct Me {
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Id<Person> person;
    Id<Order> only_case;
    std::vector<std::string> scopes;
};
BOOST_DESCRIBE_STRUCT(Me, (), (role, party, person, only_case, scopes))

/// The desk opens its accounts with the standard life of a session.
Instant end_of(accounts::Session const& session)
{
    auto const longest = std::chrono::microseconds { accounts::Options {}.session_longest };
    return { session.since.micros + longest.count() };
}

void set_up(Call& call)
{
    auto const given = body<SetUp>(call);
    if (!given)
        return;
    auto const person = call.desk.accounts().set_up(Secret { given->token },
        { given->name, given->email, given->language == "zh" ? Language::zh : Language::en,
            Secret { given->password } });
    if (went(call, person))
        give_secret(call, json_of(PersonView { *person }), 201);
}

void sign_in(Call& call)
{
    auto const given = body<SignInBody>(call);
    if (!given)
        return;
    auto& accounts = call.desk.accounts();
    auto const signed_in
        = accounts.sign_in({ given->email, Secret { given->password }, Secret { given->code }, from(call) });
    if (!signed_in && signed_in.error().is(accounts::refusals::locked))
        call.desk.notifier().sign_in_locked(given->email);
    if (!went(call, signed_in))
        return;
    SignedInView view { signed_in->owner.person, std::string { signed_in->csrf.reveal() }, {} };
    auto const memberships = accounts.memberships(signed_in->owner.person);
    if (!went(call, memberships))
        return;
    for (auto const& one : *memberships)
        view.memberships.push_back(view_of(call.desk, one));
    call.answer(http::Response::json(json_of(view), 201)
            .with("Cache-Control", "no-store")
            .with("Set-Cookie", session_cookie(signed_in->token.reveal(), call.request.secure)));
}

void sign_out(Call& call)
{
    if (auto const token = session_token(call.request)) {
        if (!went(call, call.desk.accounts().sign_out(Secret { *token })))
            return;
    }
    call.answer(http::Response::empty().with("Set-Cookie", session_cookie({}, call.request.secure)));
}

void act_as(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<ActAs>(call);
    if (given && went(call, call.desk.accounts().act_as(*token, given->membership)))
        call.answer(http::Response::empty());
}

void read_current(Call& call)
{
    auto const owner = own_account(call);
    if (!owner)
        return;
    auto& accounts = call.desk.accounts();
    auto const profile = accounts.person(owner->person);
    auto const memberships = accounts.memberships(owner->person);
    auto const sessions = accounts.sessions(owner->person);
    if (!went(call, profile) || !went(call, memberships) || !went(call, sessions))
        return;
    auto const own = std::ranges::find(*sessions, owner->session, &accounts::Session::id);
    if (own == sessions->end()) // it ended meanwhile
        return call.refuse(act::Refusal { &accounts::refusals::session_over, {}, {} });
    CurrentSession view;
    view.id = owner->session;
    view.person = { profile->id, profile->name, profile->email, word(profile->language), profile->has_factor };
    view.csrf = accounts::Accounts::csrf_token(Secret { *session_token(call.request) }).reveal();
    view.needs_factor = owner->is_factor_missing;
    view.until = end_of(*own);
    for (auto const& one : *memberships) {
        view.memberships.push_back(view_of(call.desk, one));
        if (one.id == owner->acting)
            view.acting = one.id;
    }
    give_secret(call, json_of(view));
}

void list_sessions(Call& call)
{
    auto const owner = own_account(call);
    if (!owner)
        return;
    auto const sessions = call.desk.accounts().sessions(owner->person);
    if (!went(call, sessions))
        return;
    Sessions view;
    for (auto const& one : *sessions)
        view.sessions.push_back(
            { one.id, one.acting, one.since, one.seen, end_of(one), one.network, one.agent, one.id == owner->session });
    give_secret(call, json_of(view));
}

void end_session(Call& call)
{
    auto const owner = own_account(call);
    if (!owner)
        return;
    auto const id = path_id<accounts::Session>(call, "session");
    if (!id || !went(call, call.desk.accounts().end_session(owner->person, *id)))
        return;
    auto response = http::Response::empty();
    if (*id == owner->session)
        response.headers.set("Set-Cookie", session_cookie({}, call.request.secure));
    call.answer(std::move(response));
}

void end_others(Call& call)
{
    auto const token = own_session(call);
    if (token && went(call, call.desk.accounts().end_other_sessions(*token)))
        call.answer(http::Response::empty());
}

void me(Call& call)
{
    auto const& caller = call.caller;
    Me view { caller.actor.role, caller.actor.party, caller.actor.person, caller.only_case, {} };
    for (auto const scope : accounts::scopes_all) {
        if (caller.scopes.has(scope))
            view.scopes.emplace_back(accounts::word(scope));
    }
    give_secret(call, json_of(view));
}

} // namespace

void add_sessions(std::vector<Operation>& table)
{
    using http::Method;
    add(table,
        { .method = Method::post,
            .path = "/v1/setup",
            .id = "people.set-up",
            .summary = "The first person, with the link that the first start printed",
            .takes = taken<SetUp>(),
            .gives = given<PersonView>(),
            .status = 201,
            .run = set_up });
    add(table,
        { .method = Method::post,
            .path = "/v1/sessions",
            .id = "people.sign-in",
            .summary = "Signs in; the session is a cookie",
            .takes = taken<SignInBody>(),
            .gives = given<SignedInView>(),
            .status = 201,
            .run = sign_in });
    add(table,
        { .path = "/v1/sessions/current",
            .id = "sessions.current",
            .summary = "Who is signed in with the cookie, in which parts, and the token that commands need beside it",
            .gives = given<CurrentSession>(),
            .run = read_current });
    add(table,
        { .method = Method::del,
            .path = "/v1/sessions/current",
            .id = "people.sign-out",
            .summary = "Ends the session",
            .status = 204,
            .run = sign_out });
    add(table,
        { .method = Method::post,
            .path = "/v1/sessions/current/act-as",
            .id = "people.act-as",
            .summary = "From now on the session acts in this part",
            .takes = taken<ActAs>(),
            .status = 204,
            .run = act_as });
    add(table,
        { .path = "/v1/sessions",
            .id = "sessions.list",
            .summary = "Where the person is signed in",
            .gives = given<Sessions>(),
            .run = list_sessions });
    add(table,
        { .method = Method::del,
            .path = "/v1/sessions/{session}",
            .id = "sessions.end",
            .summary = "Ends one of the person's own sessions",
            .status = 204,
            .run = end_session });
    add(table,
        { .method = Method::post,
            .path = "/v1/sessions/end-others",
            .id = "sessions.end-others",
            .summary = "Ends all sessions of the person but this one",
            .status = 204,
            .run = end_others });
    add(table,
        { .path = "/v1/me",
            .id = "people.me",
            .summary = "Who the caller is",
            .scope = Scope::read,
            .gives = given<Me>(),
            .run = me });
}

} // namespace recourse::api::people
