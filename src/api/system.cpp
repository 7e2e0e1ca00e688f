#include "api/access.hpp"
#include "api/backup.hpp"
#include "api/replies.hpp"
#include "core/evidence/viewer.hpp"

#include <charconv>

namespace recourse::api {

namespace {

using accounts::Scope;

struct State {
    std::string status; ///< "ok", or why not
};
BOOST_DESCRIBE_STRUCT(State, (), (status))

struct ClockView {
    Instant now;
    Date today; ///< where the programme counts its days
    std::uint64_t carried_out = 0; ///< commands that time brought
    std::string zone; ///< where the programme counts its days: in it every day of an answer begins and ends
    bool sandbox = false; ///< nothing here is real, and the clock is moved by hand
};
BOOST_DESCRIBE_STRUCT(ClockView, (), (now, today, carried_out, zone, sandbox))

struct MoveClock {
    std::optional<Date> to; ///< the beginning of that day, where the programme counts its days
    std::uint32_t days = 0; ///< forward from now
};
BOOST_DESCRIBE_STRUCT(MoveClock, (), (to, days))

struct ProgrammeLine {
    std::string programme;
    std::string edition;
    std::string name;
    std::optional<Date> from;
    std::vector<std::string> readings;
    bool runs = false; ///< orders can be made under it here
    std::optional<Date> in_force_from; ///< of an edition that was brought into force here
};
BOOST_DESCRIBE_STRUCT(ProgrammeLine, (), (programme, edition, name, from, readings, runs, in_force_from))
struct Programmes {
    std::vector<ProgrammeLine> programmes;
};
BOOST_DESCRIBE_STRUCT(Programmes, (), (programmes))

struct ViewsState {
    bool rebuilding = false; ///< the views were taken away and are not back yet
    std::uint64_t shown = 0; ///< they show all events up to this one
    std::uint64_t last = 0; ///< the last event on disk
};
BOOST_DESCRIBE_STRUCT(ViewsState, (), (rebuilding, shown, last))

struct BackupMade {
    std::string name; ///< of the copy of the log, in the server's folder of backups; the other files begin with it
    std::uint64_t last = 0; ///< every event up to this one is in it
};
BOOST_DESCRIBE_STRUCT(BackupMade, (), (name, last))

struct EventLine {
    std::uint64_t sequence = 0;
    std::uint32_t version = 0; ///< of the subject afterwards
    std::string event; ///< "payment-received"
    Instant at;
    act::Role by = act::Role::platform;
    Id<Party> party;
};
BOOST_DESCRIBE_STRUCT(EventLine, (), (sequence, version, event, at, by, party))
struct History {
    std::vector<EventLine> events;
};
BOOST_DESCRIBE_STRUCT(History, (), (events))

void healthy(Call& call)
{
    call.answer(http::Response::json(json_of(State { "ok" })));
}

void ready(Call& call)
{
    if (auto const stopped = call.desk.pipeline().stopped())
        return call.refuse(http::Problem {
            503, "server.stopped", "The desk takes no commands.", "The log says why; start it again.", {} });
    healthy(call);
}

void programmes(Call& call)
{
    Programmes view;
    auto const books = call.desk.books();
    for (auto const& book : books->world()->books) {
        ProgrammeLine line { book.id, book.edition, casework::written(book.name.en), book.from, {},
            books->run_of(book.id) != nullptr, {} };
        for (auto const& reading : book.readings)
            line.readings.push_back(reading.id);
        for (auto const& one : books->activations()) {
            if (one.programme == book.id && one.edition == book.edition)
                line.in_force_from = one.from;
        }
        view.programmes.push_back(std::move(line));
    }
    call.answer(http::Response::json(json_of(view)));
}

void read_clock(Call& call)
{
    call.answer(http::Response::json(json_of(ClockView { call.desk.clock().now(), call.desk.today(), 0,
        call.desk.zone().name(), call.desk.movable_clock() != nullptr })));
}

// Time and views are everybody's: nobody but the programme's own officers touches them.

void move_clock(Call& call)
{
    auto* clock = call.desk.movable_clock();
    if (clock == nullptr || !is_officer(call.caller))
        return call.refuse(not_found());
    auto const given = body<MoveClock>(call);
    if (!given)
        return;
    constexpr std::uint32_t days_max = 3'660;
    if ((given->to && given->days > 0) || (!given->to && given->days == 0) || given->days > days_max)
        return call.refuse(
            http::Problem { 422, "clock.where", "Say `to` which day, or how many `days`, at most 3,660.", {}, {} });
    auto const now = clock->now();
    auto const from = call.desk.today();
    auto const to = given->to ? *given->to : from.plus_days(given->days);
    if (to < from || to > from.plus_days(days_max))
        return call.refuse(
            http::Problem { 422, "clock.back", "A clock goes forward only, ten years at most.", {}, {} });
    // Day by day, so that everything happens on its own day.
    std::size_t carried_out = 0;
    for (auto day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
        auto const moment = call.desk.zone().instant({ day, 0, 0, 0, 0 }, time::Unclear::second);
        auto const moved = moment.micros > now.micros ? clock->advance_to({ moment.micros + 1 })
                                                      : std::expected<void, std::string> {};
        if (!moved)
            return call.refuse(http::Problem { 503, "clock.not_kept",
                "The clock could not be put forward for good: it stands where it stood.", moved.error(), {} });
        carried_out += call.desk.scheduler().catch_up();
    }
    call.answer(http::Response::json(
        json_of(ClockView { clock->now(), call.desk.today(), carried_out, call.desk.zone().name(), true })));
}

/// Server-sent events: what has happened to what the caller may see, from the Last-Event-ID on, else from now.
void events(Call& call)
{
    std::uint64_t after = call.desk.pipeline().durable();
    if (auto const last = call.request.last_event_id(); !last.empty()) {
        std::uint64_t given = 0;
        auto const [end, error] = std::from_chars(last.data(), last.data() + last.size(), given);
        if (error != std::errc {} || end != last.data() + last.size() || given > after)
            return call.refuse(
                http::Problem { 400, "events.last", "Last-Event-ID is the id of an event of this stream.", {}, {} });
        after = given;
    }
    http::EventStream stream;
    // A fault of the accounts is no answer: whoever was known stays so until they say otherwise.
    call.desk.events().listen(stream, call.caller, after, [&accounts = call.desk.accounts(), token = call.token] {
        auto const known = accounts.authenticate(token);
        return known || known.error().refusal() == nullptr;
    });
    call.answer(http::Response::stream(stream));
}

void rebuild(Call& call)
{
    if (!is_officer(call.caller))
        return call.refuse(not_found());
    call.desk.pipeline().rebuild();
    call.answer(http::Response::empty(202));
}

void read_views(Call& call)
{
    if (!is_officer(call.caller))
        return call.refuse(not_found());
    auto const at = call.desk.pipeline().views_progress();
    call.answer(http::Response::json(json_of(ViewsState { at.rebuilding, at.shown, at.last })));
}

void make_backup(Call& call)
{
    if (!is_officer(call.caller))
        return call.refuse(not_found());
    auto const& folder = call.desk.options().backups;
    if (folder.empty())
        return call.refuse(http::Problem {
            409, "backup.nowhere", "The desk has no folder for backups.", "Start the server with --backups DIR.", {} });
    auto const last = call.desk.pipeline().durable();
    // "desk-20261130T013300Z-1234": in the order of names, and a place of its own for each moment.
    std::string moment;
    for (char const c : to_string(call.desk.real_clock().now()).substr(0, 19)) {
        if (c != '-' && c != ':')
            moment += c;
    }
    auto const name = fmt::format("desk-{}Z-{}", moment, last);
    auto const made = back_up(call.desk, folder / name);
    if (!made)
        return call.refuse(http::Problem { 503, "backup.failed", "The copy could not be made.", made.error(), {} });
    call.answer(http::Response::json(json_of(BackupMade { name, last }), 201));
}

/// What has happened to a record, for whoever may see it.
void history(Call& call)
{
    auto const kind = call.request.parameter("kind");
    std::optional<codec::Stream> stream;
    claim::State claim_state;
    evidence::State dossier_state;
    if (kind == "orders") {
        if (auto const id = parse_id<Order>(call.request.parameter("id"))) {
            auto const order = peek<order::State>(call.desk, { codec::Subject::order, id->number });
            if (order.version > 0 && may_see(call.caller, *id, order.state))
                stream = { codec::Subject::order, id->number };
        }
    } else if (kind == "claims") {
        if (auto const id = parse_id<Claim>(call.request.parameter("id"))) {
            auto const claim = peek<claim::State>(call.desk, { codec::Subject::claim, id->number });
            if (claim.version > 0 && may_see(call.caller, claim.state)) {
                stream = { codec::Subject::claim, id->number };
                claim_state = claim.state;
            }
        }
    } else if (kind == "parties") {
        auto const id = parse_id<Party>(call.request.parameter("id"));
        if (id && may_see_history(call.caller, *id)
            && peek<party::State>(call.desk, { codec::Subject::party, id->number }).version > 0)
            stream = { codec::Subject::party, id->number };
    } else if (kind == "suppliers") {
        auto const id = parse_id<Party>(call.request.parameter("id"));
        if (id && may_see_standing(call.caller, *id))
            stream = { codec::Subject::standing, id->number };
    } else if (kind == "remittances") {
        if (auto const id = parse_id<Remittance>(call.request.parameter("id"))) {
            auto const one = peek<remittance::State>(call.desk, { codec::Subject::remittance, id->number });
            if (one.version > 0 && may_see(call.caller, one.state))
                stream = { codec::Subject::remittance, id->number };
        }
    } else if (kind == "dossiers") {
        if (auto const id = parse_id<Dossier>(call.request.parameter("id"))) {
            auto const one = peek<evidence::State>(call.desk, { codec::Subject::dossier, id->number });
            if (one.version > 0 && may_see(call.caller, one.state)) {
                stream = { codec::Subject::dossier, id->number };
                dossier_state = one.state;
            }
        }
    } else if (kind == "matters") {
        if (auto const id = parse_id<Matter>(call.request.parameter("id"))) {
            auto const one = peek<matter::State>(call.desk, { codec::Subject::matter, id->number });
            if (one.version > 0 && may_see(call.caller, one.state, call.desk.today()))
                stream = { codec::Subject::matter, id->number };
        }
    } else if (is_of_programme(call.caller)) {
        auto const text = call.request.parameter("id");
        auto const known = [&]<class State>(std::type_identity<State>, codec::Subject subject, auto const& id) {
            if (id && peek<State>(call.desk, { subject, id->number }).version > 0)
                stream = { subject, id->number };
        };
        if (kind == "movements")
            known(std::type_identity<movement::State> {}, codec::Subject::movement, parse_id<BankMovement>(text));
        else if (kind == "payouts")
            known(std::type_identity<payout::State> {}, codec::Subject::payout, parse_id<PayoutFile>(text));
        else if (kind == "statements")
            known(std::type_identity<statement::State> {}, codec::Subject::statement, parse_id<BankStatement>(text));
        else if (kind == "editions")
            known(std::type_identity<edition::State> {}, codec::Subject::edition, parse_id<Edition>(text));
    }
    if (!stream)
        return call.refuse(not_found());
    if (!caught_up(call))
        return;
    auto const events = call.desk.store().read_stream(codec::to_number(*stream), 1);
    if (!events)
        return call.refuse(unavailable());
    History view;
    for (auto const& event : events->value) {
        auto const stored = app::unpacked(event);
        if (!stored)
            return call.refuse(unavailable());
        EventLine line { event.sequence, event.version, app::event_word(stored->what), event.at, stored->caused.by.role,
            stored->caused.by.party };
        auto const* of_claim = std::get_if<claim::Event>(&stored->what);
        auto const* of_order = std::get_if<order::Event>(&stored->what);
        auto const* of_dossier = std::get_if<evidence::Event>(&stored->what);
        auto const* of_party = std::get_if<party::Event>(&stored->what);
        auto const is_told = [&] {
            if (of_claim != nullptr)
                return may_be_told(call.caller, claim_state, *of_claim);
            if (of_order != nullptr)
                return may_be_told(call.caller, *of_order);
            if (of_party != nullptr)
                return may_be_told(call.caller, Id<Party> { stream->number }, *of_party);
            return of_dossier == nullptr
                || evidence::told(call.caller.actor.role, dossier_state, *of_dossier).has_value();
        };
        if (is_told())
            view.events.push_back(std::move(line));
    }
    call.answer(http::Response::json(json_of(view)));
}

/// Counts and delays say how much business a programme does: its own people alone read them.
void read_metrics(Call& call)
{
    if (!is_of_programme(call.caller))
        return call.refuse(not_found());
    auto response = http::Response::text(call.desk.metrics().to_text());
    response.headers.set("Content-Type", http::Metrics::content_type);
    call.answer(std::move(response));
}

} // namespace

void add_system(std::vector<Operation>& table)
{
    using http::Method;
    table.push_back({ .path = "/healthz",
        .id = "system.health",
        .summary = "The process answers",
        .gives = given<State>(),
        .run = healthy });
    table.push_back({ .path = "/readyz",
        .id = "system.ready",
        .summary = "Commands are taken",
        .gives = given<State>(),
        .run = ready });
    table.push_back({ .path = "/metrics",
        .id = "system.metrics",
        .summary = "Counters and gauges for Prometheus, for the programme's own people and their keys",
        .scope = Scope::read,
        .run = read_metrics,
        .gives_type = "text/plain" });
    table.push_back({ .path = "/v1/openapi.json",
        .id = "system.openapi",
        .summary = "This description: OpenAPI 3.1",
        .gives =
            [](codec::JsonWriter& json) {
                json.begin_object(true);
                json.key("type");
                json.string("object");
                json.end_object();
            },
        .run =
            [](Call& call) {
                static auto const description = openapi(operations());
                auto response = http::Response::json({});
                response.body = http::Body::fixed(description);
                call.answer(std::move(response));
            } });
    table.push_back({ .path = "/docs/problems",
        .id = "system.problems",
        .summary = "What the codes of problems mean",
        .run = [](Call& call) { call.answer(http::Response::html(problems_page())); },
        .gives_type = "text/html" });
    table.push_back({ .path = "/v1/programmes",
        .id = "programmes.list",
        .summary = "The rule books, their editions and readings",
        .scope = Scope::read,
        .gives = given<Programmes>(),
        .run = programmes });
    table.push_back({ .path = "/v1/clock",
        .id = "clock.read",
        .summary = "The desk's time, and the day where the programme counts its days",
        .scope = Scope::read,
        .gives = given<ClockView>(),
        .run = read_clock });
    table.push_back({ .method = Method::post,
        .path = "/v1/sandbox/clock",
        .id = "sandbox.clock",
        .summary = "Puts the clock of a sandbox forward, day by day, and lets time act",
        .scope = Scope::rules,
        .takes = taken<MoveClock>(),
        .gives = given<ClockView>(),
        .runs = http::Runs::aside,
        .run = move_clock });
    table.push_back({ .path = "/v1/events",
        .id = "events.stream",
        .summary = "Server-sent events: what happens to what the caller may see; resumes after Last-Event-ID",
        .scope = Scope::read,
        .run = events,
        .gives_type = "text/event-stream" });
    table.push_back({ .method = Method::post,
        .path = "/v1/views/rebuild",
        .id = "system.rebuild",
        .summary = "Drops every view and makes it anew from the log, while the desk serves",
        .scope = Scope::rules,
        .status = 202,
        .runs = http::Runs::aside,
        .run = rebuild });
    table.push_back({ .path = "/v1/views",
        .id = "system.views",
        .summary = "How far the views follow the log, and whether they are being made anew",
        .scope = Scope::rules,
        .gives = given<ViewsState>(),
        .run = read_views });
    table.push_back({ .method = Method::post,
        .path = "/v1/backups",
        .id = "system.backup",
        .summary
        = "Copies log, accounts, deliveries and rule books into the server's folder of backups, while the desk serves",
        .scope = Scope::rules,
        .gives = given<BackupMade>(),
        .status = 201,
        .runs = http::Runs::aside,
        .run = make_backup });
    table.push_back({ .path = "/v1/history/{kind}/{id}",
        .id = "history.read",
        .summary
        = "What has happened to a record (kind orders, claims, parties, suppliers, remittances, movements, payouts, "
          "statements, editions, dossiers, matters)",
        .scope = Scope::read,
        .gives = given<History>(),
        .runs = http::Runs::aside,
        .run = history });
}

} // namespace recourse::api
