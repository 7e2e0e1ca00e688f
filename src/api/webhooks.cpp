#include "api/lists.hpp"
#include "notify/payload.hpp"
#include "time/zones.hpp"

// Endpoints of organisations, and what became of what was sent to them and of mails.

namespace recourse::api {

namespace {

using accounts::Scope;
using notify::Channel;
using notify::Delivery;
using notify::DeliveryState;
using notify::Endpoint;
using notify::EndpointState;

struct NewEndpointBody {
    std::string url;
    std::string description;
    std::vector<std::string> types; ///< "claim.opened", "order.*"; none: all
    std::optional<act::Role> role; ///< it is told what this role of the party may see; left out: the caller's own
    std::optional<Id<Party>> party; ///< left out: the caller's own, or the programme itself
};
BOOST_DESCRIBE_STRUCT(NewEndpointBody, (), (url, description, types, role, party))

struct ChangeBody {
    std::optional<std::string> url;
    std::optional<std::string> description;
    std::optional<std::vector<std::string>> types;
    std::optional<bool> on;
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (), (url, description, types, on))

struct SinceBody {
    std::string since; ///< "2026-11-30", its first moment in the programme's zone, or "2026-11-30T08:30:00Z"
};
BOOST_DESCRIBE_STRUCT(SinceBody, (), (since))

struct EndpointView {
    Id<Endpoint> id;
    act::Role role = act::Role::buyer;
    Id<Party> party;
    std::string url;
    std::string description;
    std::vector<std::string> types;
    EndpointState state = EndpointState::on;
    Instant since;
    std::optional<Instant> failing_since;
    std::optional<Instant> old_secret_until;
    bool replaying = false;
};
BOOST_DESCRIBE_STRUCT(EndpointView, (),
    (id, role, party, url, description, types, state, since, failing_since, old_secret_until, replaying))
struct MintedEndpointView {
    EndpointView endpoint;
    std::string secret; ///< shown here and nowhere again
};
BOOST_DESCRIBE_STRUCT(MintedEndpointView, (), (endpoint, secret))
struct Endpoints {
    std::vector<EndpointView> endpoints;
};
BOOST_DESCRIBE_STRUCT(Endpoints, (), (endpoints))

struct Types {
    std::vector<std::string> types;
};
BOOST_DESCRIBE_STRUCT(Types, (), (types))

struct DeliveryView {
    Id<Delivery> id;
    std::string message; ///< the webhook-id, or what begins the Message-ID
    Channel channel = Channel::webhook;
    Id<Endpoint> endpoint;
    Id<Person> person;
    std::string type;
    std::uint64_t sequence = 0; ///< of the event; 0: none
    Instant at; ///< of the event
    DeliveryState state = DeliveryState::pending;
    std::uint32_t tries = 0;
    std::optional<Instant> due; ///< of what waits: not before
    std::optional<Instant> finished;
    std::int64_t status = 0; ///< of the last answer; 0: there was none
    std::string said; ///< the beginning of it, or what went wrong
};
BOOST_DESCRIBE_STRUCT(DeliveryView, (),
    (id, message, channel, endpoint, person, type, sequence, at, state, tries, due, finished, status, said))

EndpointView view_of(Endpoint const& one)
{
    return { one.id, one.role, one.party, one.url, one.description, one.types, one.state, one.since, one.failing_since,
        one.old_secret_until, one.replaying };
}

DeliveryView view_of(Delivery const& one)
{
    auto const& entry = one.entry;
    bool const waits = one.state == DeliveryState::pending || one.state == DeliveryState::failed;
    return { one.id, entry.message, entry.channel, entry.endpoint, entry.person, entry.type, entry.sequence, entry.at,
        one.state, one.tries, waits ? std::optional { entry.due } : std::nullopt, one.finished, one.status, one.said };
}

void event_types(Call& call)
{
    call.answer(http::Response::json(json_of(Types { notify::event_types() })));
}

void make_endpoint(Call& call)
{
    auto given = body<NewEndpointBody>(call);
    if (!given)
        return;
    if (!names_known_party(call, given->party.value_or(Id<Party> {})))
        return;
    auto const minted = call.desk.notifier().add_endpoint(call.caller,
        { given->role.value_or(call.caller.actor.role), given->party.value_or(call.caller.actor.party),
            std::move(given->url), std::move(given->description), std::move(given->types) });
    if (went(call, minted))
        give_secret(call,
            json_of(MintedEndpointView { view_of(minted->endpoint), std::string { minted->secret.reveal() } }), 201);
}

void list_endpoints(Call& call)
{
    auto const found = call.desk.notifier().endpoints(call.caller);
    if (!went(call, found))
        return;
    Endpoints view;
    for (auto const& one : *found)
        view.endpoints.push_back(view_of(one));
    call.answer(http::Response::json(json_of(view)));
}

void read_endpoint(Call& call)
{
    auto const id = path_id<Endpoint>(call, "endpoint");
    if (!id)
        return;
    auto const found = call.desk.notifier().endpoint(call.caller, *id);
    if (went(call, found))
        call.answer(http::Response::json(json_of(view_of(*found))));
}

void change_endpoint(Call& call)
{
    auto const id = path_id<Endpoint>(call, "endpoint");
    if (!id)
        return;
    // Whose it is comes before what is wrong with the body.
    if (!went(call, call.desk.notifier().endpoint(call.caller, *id)))
        return;
    auto given = body<ChangeBody>(call);
    if (!given)
        return;
    auto const changed = call.desk.notifier().change_endpoint(
        call.caller, *id, { std::move(given->url), std::move(given->description), std::move(given->types), given->on });
    if (went(call, changed))
        call.answer(http::Response::json(json_of(view_of(*changed))));
}

void rotate_secret(Call& call)
{
    auto const id = path_id<Endpoint>(call, "endpoint");
    if (!id)
        return;
    auto const minted = call.desk.notifier().rotate(call.caller, *id);
    if (went(call, minted))
        give_secret(call,
            json_of(MintedEndpointView { view_of(minted->endpoint), std::string { minted->secret.reveal() } }), 201);
}

void remove_endpoint(Call& call)
{
    auto const id = path_id<Endpoint>(call, "endpoint");
    if (id && went(call, call.desk.notifier().remove_endpoint(call.caller, *id)))
        call.answer(http::Response::empty());
}

void ping(Call& call)
{
    auto const id = path_id<Endpoint>(call, "endpoint");
    if (id && went(call, call.desk.notifier().ping(call.caller, *id)))
        call.answer(http::Response::empty(202));
}

void replay_endpoint(Call& call)
{
    auto const id = path_id<Endpoint>(call, "endpoint");
    if (!id || !went(call, call.desk.notifier().endpoint(call.caller, *id)))
        return;
    auto const given = body<SinceBody>(call);
    if (!given)
        return;
    auto const since = query::parse_moment(given->since, call.desk.zone());
    if (!since)
        return call.refuse(http::Problem { 422, "body.wrong", "The body does not have the form that is described.", {},
            { { "/since", "a day like 2026-11-30 or a moment like 2026-11-30T08:30:00Z" } } });
    if (went(call, call.desk.notifier().replay(call.caller, *id, *since)))
        call.answer(http::Response::empty(202));
}

void list_deliveries(Call& call)
{
    notify::DeliveryFilter filter;
    filter.state = query::word_asked<DeliveryState>(call, "state");
    filter.channel = query::word_asked<Channel>(call, "channel");
    filter.endpoint = query::id_asked<Endpoint>(call, "endpoint").value_or(Id<Endpoint> {});
    auto const place = lists::place_asked(call);
    if (!place)
        return;
    if (*place)
        filter.before = parse_id<Delivery>(**place).value_or(Id<Delivery> {});
    auto const limit = query::number_asked(call, "limit").value_or(50);
    filter.limit = limit + 1;
    auto const found = call.desk.notifier().deliveries(call.caller, filter);
    if (!went(call, found))
        return;
    codec::JsonWriter json(codec::JsonStyle::line);
    json.begin_object();
    json.key("items");
    json.begin_array();
    for (std::size_t i = 0; i < std::min<std::size_t>(limit, found->size()); ++i)
        codec::to_json(json, view_of((*found)[i]));
    json.end_array();
    json.key("next");
    if (found->size() > limit)
        json.string(lists::cursor_of(call, to_string((*found)[limit - 1].id)));
    else
        json.null();
    json.end_object();
    call.answer(http::Response::json(json.take()).with("Cache-Control", "private, no-cache"));
}

void read_delivery(Call& call)
{
    auto const id = path_id<Delivery>(call, "delivery");
    if (!id)
        return;
    auto const found = call.desk.notifier().delivery(call.caller, *id);
    if (went(call, found))
        call.answer(http::Response::json(json_of(view_of(*found))));
}

void replay_delivery(Call& call)
{
    auto const id = path_id<Delivery>(call, "delivery");
    if (id && went(call, call.desk.notifier().replay(call.caller, *id)))
        call.answer(http::Response::empty(202));
}

} // namespace

void add_webhooks(std::vector<Operation>& table)
{
    using http::Method;
    auto const row = [&](Method method, std::string path, std::string id, std::string summary, Schema takes,
                         Schema gives, int status, void (*run)(Call&)) {
        Operation one;
        one.method = method;
        one.path = std::move(path);
        one.id = std::move(id);
        one.summary = std::move(summary);
        one.scope = Scope::accounts;
        one.takes = std::move(takes);
        one.gives = std::move(gives);
        one.status = status;
        one.runs = http::Runs::aside;
        one.run = run;
        table.push_back(std::move(one));
    };
    table.push_back({ .path = "/v1/event-types",
        .id = "webhooks.types",
        .summary = "The types of events",
        .scope = Scope::read,
        .gives = given<Types>(),
        .run = event_types });
    row(Method::post, "/v1/webhooks", "webhooks.make", "Registers an endpoint; its secret is shown once",
        taken<NewEndpointBody>(), given<MintedEndpointView>(), 201, make_endpoint);
    row(Method::get, "/v1/webhooks", "webhooks.list", "The endpoints of the caller's part; all for an officer", {},
        given<Endpoints>(), 200, list_endpoints);
    row(Method::get, "/v1/webhooks/{endpoint}", "webhooks.read", "An endpoint", {}, given<EndpointView>(), 200,
        read_endpoint);
    row(Method::post, "/v1/webhooks/{endpoint}/change", "webhooks.change",
        "Changes URL, description and types, switches it on or off", taken<ChangeBody>(), given<EndpointView>(), 200,
        change_endpoint);
    row(Method::post, "/v1/webhooks/{endpoint}/rotate-secret", "webhooks.rotate-secret",
        "A new secret, shown once; for 24 hours messages bear the signatures of both", {}, given<MintedEndpointView>(),
        201, rotate_secret);
    row(Method::del, "/v1/webhooks/{endpoint}", "webhooks.delete", "Deletes an endpoint with its deliveries", {}, {},
        204, remove_endpoint);
    row(Method::post, "/v1/webhooks/{endpoint}/ping", "webhooks.ping", "Sends a test", {}, {}, 202, ping);
    row(Method::post, "/v1/webhooks/{endpoint}/replay", "webhooks.replay",
        "Sends again what has happened since a day or a moment, also what was missed", taken<SinceBody>(), {}, 202,
        replay_endpoint);
    row(Method::get, "/v1/deliveries", "deliveries.list",
        "What was sent, waits or was given up (state dead), latest first; mails for an officer", {},
        given_page<DeliveryView>(), 200, list_deliveries);
    auto paging = lists::paging();
    paging.pop_back(); // what was sent hangs on no receipt
    table.back().query = { query::word_of<DeliveryState>("state", "only those in this state"),
        query::word_of<Channel>("channel", "only these"), query::id<Endpoint>("endpoint", "only to this one") };
    std::ranges::move(paging, std::back_inserter(table.back().query));
    row(Method::get, "/v1/deliveries/{delivery}", "deliveries.read", "One delivery", {}, given<DeliveryView>(), 200,
        read_delivery);
    row(Method::post, "/v1/deliveries/{delivery}/replay", "deliveries.replay", "Sends it again, under the same id", {},
        {}, 202, replay_delivery);
}

} // namespace recourse::api
