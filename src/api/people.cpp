#include "accounts/authority.hpp"
#include "accounts/refusals.hpp"
#include "api/access.hpp"
#include "api/replies.hpp"
#include "api/session_cookie.hpp"

namespace recourse::api {

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

/// Whoever is signed in brings the token alone, and takes the part beside those that he has.
struct AcceptBody {
    std::string token; ///< of the invitation
    std::optional<std::string> name; ///< this and the rest of somebody who has no account here
    std::optional<std::string> email;
    std::optional<std::string> language; ///< "en" or "zh"
    std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(AcceptBody, (), (token, name, email, language, password))

struct SignInBody {
    std::string email;
    std::string password;
    std::string code; ///< of the second factor, or a recovery code
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (email, password, code))

struct MembershipView {
    Id<accounts::Membership> id;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Id<Order> only_case;
};
BOOST_DESCRIBE_STRUCT(MembershipView, (), (id, role, party, only_case))

struct SignedInView {
    Id<Person> person;
    std::string csrf; ///< to be sent as X-CSRF-Token with everything that changes something
    std::vector<MembershipView> memberships;
};
BOOST_DESCRIBE_STRUCT(SignedInView, (), (person, csrf, memberships))

struct Me {
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Id<Person> person;
    Id<Order> only_case;
    std::vector<std::string> scopes;
};
BOOST_DESCRIBE_STRUCT(Me, (), (role, party, person, only_case, scopes))

struct ActAs {
    Id<accounts::Membership> membership;
};
BOOST_DESCRIBE_STRUCT(ActAs, (), (membership))

struct NewKeyBody {
    std::string name;
    act::Role role = act::Role::buyer;
    std::optional<Id<Party>> party;
    std::vector<std::string> scopes;
    std::int64_t days = 90; ///< how long it is good
};
BOOST_DESCRIBE_STRUCT(NewKeyBody, (), (name, role, party, scopes, days))

struct KeyView {
    Id<accounts::ApiKey> id;
    std::string name;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    std::vector<std::string> scopes;
    Instant until;
    std::optional<Instant> used;
    std::optional<Instant> revoked;
    std::optional<Id<Person>> made_by; ///< as whom it counts where two persons are asked for; the command line: nobody
};
BOOST_DESCRIBE_STRUCT(KeyView, (), (id, name, role, party, scopes, until, used, revoked, made_by))
struct MintedKeyView {
    KeyView key;
    std::string token; ///< shown here and nowhere again
};
BOOST_DESCRIBE_STRUCT(MintedKeyView, (), (key, token))
struct Keys {
    std::vector<KeyView> keys;
};
BOOST_DESCRIBE_STRUCT(Keys, (), (keys))

struct NewInvitation {
    act::Role role = act::Role::buyer;
    std::optional<Id<Party>> party;
    std::optional<Id<Order>> only_case;
    std::string email; ///< empty: whoever has the link
    std::int64_t days = 7;
};
BOOST_DESCRIBE_STRUCT(NewInvitation, (), (role, party, only_case, email, days))
struct InvitationView {
    Id<accounts::Invitation> id;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Id<Order> only_case;
    std::string email;
    Instant until;
};
BOOST_DESCRIBE_STRUCT(InvitationView, (), (id, role, party, only_case, email, until))
struct MintedInvitationView {
    InvitationView invitation;
    std::string token; ///< shown here and nowhere again
};
BOOST_DESCRIBE_STRUCT(MintedInvitationView, (), (invitation, token))
struct Invitations {
    std::vector<InvitationView> invitations;
};
BOOST_DESCRIBE_STRUCT(Invitations, (), (invitations))

struct PersonView {
    Id<Person> person;
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (person))

struct AcceptedView {
    Id<Person> person;
    std::optional<Id<accounts::Membership>> membership; ///< for act-as; nothing for somebody new, who acts in it
};
BOOST_DESCRIBE_STRUCT(AcceptedView, (), (person, membership))

struct NewPassword {
    std::string current;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(NewPassword, (), (current, next))
struct Recovery {
    std::string token;
    std::string next;
};
BOOST_DESCRIBE_STRUCT(Recovery, (), (token, next))
struct LinkView {
    std::string token;
    Instant until;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (token, until))
struct Password {
    std::string password;
};
BOOST_DESCRIBE_STRUCT(Password, (), (password))
struct Code {
    std::string password; ///< where a factor is removed
    std::string code;
};
BOOST_DESCRIBE_STRUCT(Code, (), (password, code))
struct FactorView {
    std::string base32;
    std::string uri;
};
BOOST_DESCRIBE_STRUCT(FactorView, (), (base32, uri))
struct Codes {
    std::vector<std::string> codes; ///< each is good once in place of a code
};
BOOST_DESCRIBE_STRUCT(Codes, (), (codes))

struct AccessLine {
    std::uint64_t number = 0;
    std::string deed;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    Id<Person> person;
    Instant at;
    std::uint32_t times = 1;
};
BOOST_DESCRIBE_STRUCT(AccessLine, (), (number, deed, role, party, person, at, times))
struct AccessLog {
    std::vector<AccessLine> accesses;
};
BOOST_DESCRIBE_STRUCT(AccessLog, (), (accesses))

accounts::From from(Call const& call)
{
    return { call.request.peer, std::string { call.request.headers.get("User-Agent") } };
}

accounts::NewPerson person_of(SetUp const& body)
{
    return { body.name, body.email, body.language == "zh" ? Language::zh : Language::en, Secret { body.password } };
}

std::vector<std::string> words(accounts::Scopes scopes)
{
    std::vector<std::string> result;
    for (auto const scope : accounts::scopes_all) {
        if (scopes.has(scope))
            result.emplace_back(accounts::word(scope));
    }
    return result;
}

KeyView view_of(accounts::ApiKey const& key)
{
    return { key.id, key.name, key.role, key.party, words(key.scopes), key.until, key.used, key.revoked,
        key.made_by ? std::optional { key.made_by } : std::nullopt };
}

InvitationView view_of(accounts::Invitation const& one)
{
    return { one.id, one.part.role, one.part.party, one.part.only_case, one.email, one.until };
}

Instant in_days(Call& call, std::int64_t days)
{
    constexpr std::int64_t day = 86'400'000'000;
    return { call.desk.real_clock().now().micros + std::clamp<std::int64_t>(days, 0, 10'000) * day };
}

void set_up(Call& call)
{
    auto const given = body<SetUp>(call);
    if (!given)
        return;
    auto const person = call.desk.accounts().set_up(Secret { given->token }, person_of(*given));
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
        view.memberships.push_back({ one.id, one.part.role, one.part.party, one.part.only_case });
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

/// The session's token of a row that is for the person himself; a problem has been answered where there is none.
std::optional<Secret> own_session(Call& call)
{
    auto const token = session_token(call.request);
    if (!token) {
        call.refuse(act::Refusal { &accounts::refusals::not_signed_in, {}, {} });
        return std::nullopt;
    }
    if (!may_change(call.request, *token)) {
        call.refuse(act::Refusal { &form_refusals::csrf, {}, {} });
        return std::nullopt;
    }
    return Secret { *token };
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

void me(Call& call)
{
    auto const& caller = call.caller;
    call.answer(http::Response::json(json_of(Me { caller.actor.role, caller.actor.party, caller.actor.person,
                                         caller.only_case, words(caller.scopes) }))
            .with("Cache-Control", "no-store"));
}

void make_key(Call& call)
{
    auto const given = body<NewKeyBody>(call);
    if (!given)
        return;
    accounts::Scopes scopes;
    for (std::size_t i = 0; i < given->scopes.size(); ++i) {
        auto const scope = accounts::parse_scope(given->scopes[i]);
        if (!scope)
            return call.refuse(http::Problem { 422, "body.wrong", "The body does not have the form that is described.",
                {}, { { fmt::format("/scopes/{}", i), "read, orders, payments, claims, rules, accounts or audit" } } });
        scopes.add(*scope);
    }
    if (!names_known_party(call, given->party.value_or(Id<Party> {})))
        return;
    auto const minted = call.desk.accounts().make_key(call.caller,
        { given->name, given->role, given->party.value_or(Id<Party> {}), scopes, in_days(call, given->days) });
    if (went(call, minted))
        give_secret(call, json_of(MintedKeyView { view_of(minted->key), std::string { minted->token.reveal() } }), 201);
}

void list_keys(Call& call)
{
    // Whoever could make them: a machine without a party, or a guest, is not shown the programme's or the party's keys.
    if (!accounts::may_keep_keys(call.caller, call.caller.actor.role, call.caller.actor.party))
        return call.refuse(act::Refusal { &accounts::refusals::may_not, {}, {} });
    auto const keys = call.desk.accounts().keys(call.caller.actor.party);
    if (!went(call, keys))
        return;
    Keys view;
    for (auto const& key : *keys)
        view.keys.push_back(view_of(key));
    call.answer(http::Response::json(json_of(view)));
}

void revoke_key(Call& call)
{
    auto const id = path_id<accounts::ApiKey>(call, "key");
    if (id && went(call, call.desk.accounts().revoke_key(call.caller, *id)))
        call.answer(http::Response::empty());
}

void invite(Call& call)
{
    auto const given = body<NewInvitation>(call);
    if (!given)
        return;
    accounts::Part const part { given->role, given->party.value_or(Id<Party> {}),
        given->only_case.value_or(Id<Order> {}) };
    if (part.only_case) {
        auto const order = peek<order::State>(call.desk, { codec::Subject::order, part.only_case.number });
        if (order.version == 0 || !may_see(call.caller, part.only_case, order.state))
            return call.refuse(not_found());
        // Whoever is asked to one case takes a side of that case.
        bool const concerned
            = !part.party || part.party == order.state.terms.buyer || part.party == order.state.terms.supplier;
        if (!concerned)
            return call.refuse(not_found());
    }
    if (!names_known_party(call, part.party))
        return;
    auto const minted = call.desk.accounts().invite(call.caller, part, given->email, in_days(call, given->days));
    if (went(call, minted))
        give_secret(call,
            json_of(MintedInvitationView { view_of(minted->invitation), std::string { minted->link.token.reveal() } }),
            201);
}

void list_invitations(Call& call)
{
    auto const found = call.desk.accounts().invitations(call.caller);
    if (!went(call, found))
        return;
    Invitations view;
    for (auto const& one : *found)
        view.invitations.push_back(view_of(one));
    call.answer(http::Response::json(json_of(view)));
}

void withdraw_invitation(Call& call)
{
    auto const id = path_id<accounts::Invitation>(call, "invitation");
    if (id && went(call, call.desk.accounts().withdraw_invitation(call.caller, *id)))
        call.answer(http::Response::empty());
}

void accept_invitation(Call& call)
{
    auto const given = body<AcceptBody>(call);
    if (!given)
        return;
    auto& accounts = call.desk.accounts();
    bool const somebody_new = given->name || given->email || given->language || given->password;
    if (somebody_new || !session_token(call.request)) {
        auto const person = accounts.accept(Secret { given->token },
            person_of({ given->token, given->name.value_or(""), given->email.value_or(""), given->language.value_or(""),
                given->password.value_or("") }));
        if (went(call, person))
            give_secret(call, json_of(AcceptedView { *person, {} }), 201);
        return;
    }
    auto const session = own_session(call);
    if (!session)
        return;
    auto const owner = accounts.owner(*session);
    if (!went(call, owner))
        return;
    auto const membership = accounts.accept(Secret { given->token }, *session);
    if (went(call, membership))
        give_secret(call, json_of(AcceptedView { owner->person, *membership }), 201);
}

void change_password(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<NewPassword>(call);
    if (given
        && went(call,
            call.desk.accounts().change_password(
                *token, Secret { given->current }, Secret { given->next }, from(call))))
        call.answer(http::Response::empty());
}

void recovery_link(Call& call)
{
    auto const id = path_id<Person>(call, "person");
    if (!id)
        return;
    auto const link = call.desk.accounts().recovery_link(call.caller, *id);
    if (went(call, link))
        give_secret(call, json_of(LinkView { std::string { link->token.reveal() }, link->until }), 201);
}

void recover(Call& call)
{
    auto const given = body<Recovery>(call);
    if (given && went(call, call.desk.accounts().recover_password(Secret { given->token }, Secret { given->next })))
        call.answer(http::Response::empty());
}

void reset_factor(Call& call)
{
    auto const id = path_id<Person>(call, "person");
    if (id && went(call, call.desk.accounts().reset_factor(call.caller, *id)))
        call.answer(http::Response::empty());
}

void begin_factor(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<Password>(call);
    if (!given)
        return;
    auto const factor = call.desk.accounts().begin_factor(*token, Secret { given->password }, from(call));
    if (went(call, factor))
        give_secret(call,
            json_of(FactorView { std::string { factor->base32.reveal() }, std::string { factor->uri.reveal() } }), 201);
}

void confirm_factor(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<Code>(call);
    if (!given)
        return;
    auto const codes = call.desk.accounts().confirm_factor(*token, Secret { given->code }, from(call));
    if (!went(call, codes))
        return;
    Codes view;
    for (auto const& code : *codes)
        view.codes.emplace_back(code.reveal());
    give_secret(call, json_of(view));
}

void remove_factor(Call& call)
{
    auto const token = own_session(call);
    if (!token)
        return;
    auto const given = body<Code>(call);
    if (given
        && went(call,
            call.desk.accounts().remove_factor(*token, Secret { given->password }, Secret { given->code }, from(call))))
        call.answer(http::Response::empty());
}

/// Who read or changed an order, a claim, a matter or a party: for whoever may see it, of a party for itself and the
/// programme.
void access_log(Call& call)
{
    std::uint64_t number = 0;
    auto const kind = call.request.parameter("kind");
    if (kind == "orders") {
        auto const id = path_id<Order>(call, "id");
        if (!id)
            return;
        auto const order = load<order::State>(call, { codec::Subject::order, id->number });
        if (!order)
            return;
        if (!may_see(call.caller, *id, order->state) || !may_see_accesses(call.caller))
            return call.refuse(not_found());
        number = id->number;
    } else if (kind == "claims") {
        auto const id = path_id<Claim>(call, "id");
        if (!id)
            return;
        auto const claim = load<claim::State>(call, { codec::Subject::claim, id->number });
        if (!claim)
            return;
        if (!may_see(call.caller, claim->state) || !may_see_accesses(call.caller))
            return call.refuse(not_found());
        number = id->number;
    } else if (kind == "matters") {
        auto const id = path_id<Matter>(call, "id");
        if (!id)
            return;
        auto const matter = load<matter::State>(call, { codec::Subject::matter, id->number });
        if (!matter)
            return;
        if (!may_see(call.caller, matter->state, call.desk.today()))
            return call.refuse(not_found());
        number = id->number;
    } else if (kind == "parties") {
        auto const id = path_id<Party>(call, "id");
        if (!id)
            return;
        if (!may_see_history(call.caller, *id))
            return call.refuse(not_found());
        if (!load<party::State>(call, { codec::Subject::party, id->number }))
            return;
        number = id->number;
    } else
        return call.refuse(not_found());
    std::string const record { kind == "parties" ? "party" : kind.substr(0, kind.size() - 1) };
    auto const found = call.desk.accounts().accesses({ record, number }, 0, 200);
    if (!went(call, found))
        return;
    AccessLog view;
    for (auto const& one : *found)
        view.accesses.push_back({ one.number, std::string { word(one.deed) }, one.actor.role, one.actor.party,
            one.actor.person, one.at, one.times });
    call.answer(http::Response::json(json_of(view)).with("Cache-Control", "no-store"));
}

} // namespace

void add_people(std::vector<Operation>& table)
{
    using http::Method;
    auto const row = [&](Method method, std::string path, std::string id, std::string summary,
                         std::optional<Scope> scope, Schema takes, Schema gives, int status, void (*run)(Call&)) {
        Operation one;
        one.method = method;
        one.path = std::move(path);
        one.id = std::move(id);
        one.summary = std::move(summary);
        one.scope = scope;
        one.takes = std::move(takes);
        one.gives = std::move(gives);
        one.status = status;
        one.runs = http::Runs::aside;
        one.run = run;
        table.push_back(std::move(one));
    };
    row(Method::post, "/v1/setup", "people.set-up", "The first person, with the link that the first start printed", {},
        taken<SetUp>(), given<PersonView>(), 201, set_up);
    row(Method::post, "/v1/sessions", "people.sign-in", "Signs in; the session is a cookie", {}, taken<SignInBody>(),
        given<SignedInView>(), 201, sign_in);
    row(Method::del, "/v1/sessions/current", "people.sign-out", "Ends the session", {}, {}, {}, 204, sign_out);
    row(Method::post, "/v1/sessions/current/act-as", "people.act-as", "From now on the session acts in this part", {},
        taken<ActAs>(), {}, 204, act_as);
    row(Method::get, "/v1/me", "people.me", "Who the caller is", Scope::read, {}, given<Me>(), 200, me);
    row(Method::post, "/v1/keys", "keys.make", "Makes an API key; its token is shown once", Scope::accounts,
        taken<NewKeyBody>(), given<MintedKeyView>(), 201, make_key);
    row(Method::get, "/v1/keys", "keys.list", "The keys of the caller's party", Scope::accounts, {}, given<Keys>(), 200,
        list_keys);
    row(Method::del, "/v1/keys/{key}", "keys.revoke", "Revokes a key", Scope::accounts, {}, {}, 204, revoke_key);
    row(Method::post, "/v1/invitations", "invitations.make",
        "Asks somebody to take a part, in all cases of a party or in one", Scope::accounts, taken<NewInvitation>(),
        given<MintedInvitationView>(), 201, invite);
    row(Method::get, "/v1/invitations", "invitations.list", "Invitations that wait", Scope::accounts, {},
        given<Invitations>(), 200, list_invitations);
    row(Method::del, "/v1/invitations/{invitation}", "invitations.withdraw", "Withdraws an invitation", Scope::accounts,
        {}, {}, 204, withdraw_invitation);
    row(Method::post, "/v1/invitations/accept", "invitations.accept",
        "Takes the part that a link offers: somebody new, or with the token alone whoever is signed in", {},
        taken<AcceptBody>(), given<AcceptedView>(), 201, accept_invitation);
    row(Method::post, "/v1/password", "people.change-password", "Changes the password; other sessions end", {},
        taken<NewPassword>(), {}, 204, change_password);
    row(Method::post, "/v1/people/{person}/recovery", "people.recovery-link",
        "A one-time link with which somebody chooses a new password", Scope::accounts, {}, given<LinkView>(), 201,
        recovery_link);
    row(Method::post, "/v1/recovery", "people.recover", "A new password with the link", {}, taken<Recovery>(), {}, 204,
        recover);
    row(Method::del, "/v1/people/{person}/factor", "people.reset-factor", "Removes somebody's lost second factor",
        Scope::accounts, {}, {}, 204, reset_factor);
    row(Method::post, "/v1/factor", "people.begin-factor", "A second factor, to be confirmed with its first code", {},
        taken<Password>(), given<FactorView>(), 201, begin_factor);
    row(Method::post, "/v1/factor/confirm", "people.confirm-factor", "Puts the second factor in use", {}, taken<Code>(),
        given<Codes>(), 200, confirm_factor);
    row(Method::post, "/v1/factor/remove", "people.remove-factor", "Removes the own second factor", {}, taken<Code>(),
        {}, 204, remove_factor);
    row(Method::get, "/v1/access-log/{kind}/{id}", "people.access-log",
        "Who read or changed an order, a claim, a matter or a party (kind orders, claims, matters or parties)",
        Scope::audit, {}, given<AccessLog>(), 200, access_log);
}

} // namespace recourse::api
