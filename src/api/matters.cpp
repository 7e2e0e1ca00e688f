#include "api/lists.hpp"
#include "api/matter_views.hpp"

// Matters: the legal recovery of a case. All of it lies with the buyer and its counsel; for everybody else there is
// nothing, unless an auditor of the programme was let in.

namespace recourse::api {

namespace {

using accounts::Scope;

void read(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    auto const track = track_of(call.desk, matter->state.order);
    note(call, "matter", id.number, accounts::Deed::read);
    auto latest = track.latest;
    latest.insert(latest.begin(), matter->last);
    give(call, stream_of(id), matter->version, std::move(latest),
        [&] { return json_of(matter_view(call, id, *matter, track)); });
}

void read_deadlines(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    give(call, matter->version, json_of(deadlines_view(call, matter->state)));
}

void read_calendar(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    note(call, "matter", id.number, accounts::Deed::read);
    auto response = http::Response::text(deadlines_ics(call, id, matter->state));
    response.headers.set("Content-Type", "text/calendar; charset=utf-8");
    call.answer(std::move(response)
            .with("Content-Disposition", fmt::format("attachment; filename=\"{}.ics\"", to_string(id)))
            .with("Cache-Control", "private, no-cache"));
}

void list(Call& call)
{
    auto const& caller = call.caller;
    auto const role = caller.actor.role;
    bool const side = role == act::Role::buyer || role == act::Role::counsel;
    bool const auditor = role == act::Role::auditor;
    if (caller.only_case || !(auditor || (side && caller.actor.party)))
        return call.refuse(not_found());
    auto const today = call.desk.today();
    ListOf<app::MatterLine> lines { app::View::matters, side ? caller.actor.party : Id<Party> {} };
    if (auditor)
        lines.shows
            = [today](app::MatterLine const& line) { return line.auditor_until && today <= *line.auditor_until; };
    give_list(call, lines);
}

void open(Call& call)
{
    auto const id = path_id<Order>(call, "order");
    if (!id)
        return;
    auto const order = load<order::State>(call, { codec::Subject::order, id->number });
    if (!order)
        return;
    if (!may_see(call.caller, *id, order->state))
        return call.refuse(not_found());
    if (auto command = body<matter::Open>(call))
        send(call, { codec::Subject::matter, id->number }, matter::Command { *std::move(command) });
}

void open_outside(Call& call)
{
    if (call.caller.only_case) // which is another one
        return call.refuse(not_found());
    if (auto command = body<matter::OpenOutside>(call))
        send(call, { codec::Subject::matter, 0 }, matter::Command { *std::move(command) });
}

Scope scope_of_command(std::size_t)
{
    return Scope::claims;
}

} // namespace

void add_matters(std::vector<Operation>& table)
{
    using http::Method;
    std::string const path = "/v1/matters/{matter}";
    table.push_back({ .method = Method::post,
        .path = "/v1/orders/{order}/matter",
        .id = "matters.open",
        .summary = "Opens the matter of an order, L-17 of O-17",
        .scope = Scope::claims,
        .takes = taken<matter::Open>(),
        .gives = given<Receipt>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = open });
    table.push_back({ .method = Method::post,
        .path = "/v1/matters",
        .id = "matters.open-outside",
        .summary = "Opens a matter for a purchase off the platform",
        .scope = Scope::claims,
        .takes = taken<matter::OpenOutside>(),
        .gives = given<Receipt>(),
        .status = 201,
        .is_command = true,
        .runs = http::Runs::aside,
        .run = open_outside });
    table.push_back({ .path = "/v1/matters",
        .id = "matters.list",
        .summary = "The caller's matters, latest change first",
        .scope = Scope::read,
        .gives = given_list<app::MatterLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::MatterLine>(app::View::matters),
        .run = list });
    table.push_back({ .path = path,
        .id = "matters.read",
        .summary = "A matter as the caller sees it, what stands against going on, and what may be done",
        .scope = Scope::read,
        .gives = given<MatterView>(),
        .runs = http::Runs::aside,
        .run = read });
    table.push_back({ .path = path + "/deadlines",
        .id = "matters.deadlines",
        .summary = "Every deadline with its law and its counting, and what each act did to limitation",
        .scope = Scope::read,
        .gives = given<DeadlinesView>(),
        .runs = http::Runs::aside,
        .run = read_deadlines });
    table.push_back({ .path = path + "/deadlines.ics",
        .id = "matters.calendar",
        .summary = "The deadlines that are still to come, as a calendar",
        .scope = Scope::read,
        .gives =
            [](codec::JsonWriter& json) {
                json.begin_object();
                json.key("type");
                json.string("string");
                json.end_object();
            },
        .runs = http::Runs::aside,
        .run = read_calendar,
        .gives_type = "text/calendar" });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        Id<Matter> id;
        if (!matter_of(call, id))
            return std::nullopt;
        return stream_of(id);
    };
    add_actions<matter::Command>(table, path, "matters", &scope_of_command, target,
        { "open", "open-outside", "recount", "pass-day", "keep-forecast", "note-paper" });
}

} // namespace recourse::api
