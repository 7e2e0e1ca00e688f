#include "accounts/authority.hpp"
#include "accounts/refusals.hpp"
#include "api/people.hpp"
#include "api/replies.hpp"

// The keys with which programs act.

namespace recourse::api::people {

namespace {

using accounts::Scope;

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

KeyView view_of(accounts::ApiKey const& key)
{
    KeyView view { key.id, key.name, key.role, key.party, {}, key.until, key.used, key.revoked,
        key.made_by ? std::optional { key.made_by } : std::nullopt };
    for (auto const scope : accounts::scopes_all) {
        if (key.scopes.has(scope))
            view.scopes.emplace_back(accounts::word(scope));
    }
    return view;
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

} // namespace

void add_keys(std::vector<Operation>& table)
{
    using http::Method;
    add(table,
        { .method = Method::post,
            .path = "/v1/keys",
            .id = "keys.make",
            .summary = "Makes an API key; its token is shown once",
            .scope = Scope::accounts,
            .takes = taken<NewKeyBody>(),
            .gives = given<MintedKeyView>(),
            .status = 201,
            .run = make_key });
    add(table,
        { .path = "/v1/keys",
            .id = "keys.list",
            .summary = "The keys of the caller's party",
            .scope = Scope::accounts,
            .gives = given<Keys>(),
            .run = list_keys });
    add(table,
        { .method = Method::del,
            .path = "/v1/keys/{key}",
            .id = "keys.revoke",
            .summary = "Revokes a key",
            .scope = Scope::accounts,
            .status = 204,
            .run = revoke_key });
}

} // namespace recourse::api::people
