#include "api/access.hpp"
#include "api/dossier_replies.hpp"
#include "api/lists.hpp"
#include "core/evidence/chronology.hpp"
#include "core/evidence/readiness.hpp"
#include "core/evidence/records.hpp"

#include <charconv>

// Dossiers: what is gathered to prove a case. Everybody is shown what lies in his compartments, and nothing names the
// rest.

namespace recourse::api {

namespace {

using accounts::Scope;
using evidence::Compartment;

struct AllowedLine {
    std::string action; ///< the last part of the path to post to
    std::string id; ///< of the exhibit, group, fact, issue, link or hold, or a digest
    std::string name; ///< of the compartment
};
BOOST_DESCRIBE_STRUCT(AllowedLine, (), (action, id, name))

struct ExhibitLine {
    std::string mark; ///< "E12"; empty: it has no number yet
    evidence::ExhibitState entry;
    std::vector<evidence::Presumption> presumptions; ///< why a court takes it for genuine until rebutted
};
BOOST_DESCRIBE_STRUCT(ExhibitLine, (), (mark, entry, presumptions))

/// A dossier as one viewer sees it: nothing of other compartments is in it.
struct DossierView {
    Id<Dossier> id;
    std::uint32_t version = 0;
    Id<Order> order;
    std::vector<Id<Claim>> claims; ///< of the order
    Id<Party> buyer;
    Id<Party> supplier;
    std::string against; ///< the other side of one without an order
    std::string title;
    std::string title_zh;
    Date opened_on;
    std::optional<Date> kept_until; ///< the last day of the order's three years; nothing: it runs, or there is none
    std::vector<ExhibitLine> exhibits;
    std::vector<evidence::GroupState> groups;
    std::vector<evidence::FactState> facts;
    std::vector<evidence::IssueState> issues;
    std::vector<evidence::LinkState> links;
    std::vector<evidence::HoldState> holds;
    std::vector<evidence::ErasureState> erasures;
    std::vector<evidence::HandingState> handings;
    std::vector<AllowedLine> allowed;
};
BOOST_DESCRIBE_STRUCT(DossierView, (),
    (id, version, order, claims, buyer, supplier, against, title, title_zh, opened_on, kept_until, exhibits, groups,
        facts, issues, links, holds, erasures, handings, allowed))

struct ChronologyView {
    std::vector<evidence::Moment> facts;
};
BOOST_DESCRIBE_STRUCT(ChronologyView, (), (facts))

struct ReadinessLine {
    Id<evidence::Exhibit> exhibit;
    std::string mark;
    std::vector<evidence::Lack> lacks;
    std::vector<evidence::Presumption> presumptions;
};
BOOST_DESCRIBE_STRUCT(ReadinessLine, (), (exhibit, mark, lacks, presumptions))

struct ReadinessView {
    evidence::Receiver receiver = evidence::Receiver::prc_court;
    std::uint32_t copies = 0; ///< of each exhibit
    std::vector<ReadinessLine> exhibits; ///< neither withdrawn nor erased
};
BOOST_DESCRIBE_STRUCT(ReadinessView, (), (receiver, copies, exhibits))

/// A line of the list of exhibits (Evidence Provisions, art. 19).
struct ListLine {
    std::string mark;
    Id<evidence::Exhibit> exhibit;
    Compartment compartment = Compartment::shared;
    std::optional<std::uint32_t> group; ///< its number
    std::string title;
    std::string title_zh;
    evidence::ExhibitKind kind = evidence::ExhibitKind::other;
    std::string from;
    std::string collected_by;
    evidence::When collected;
    std::vector<std::string> proves; ///< of its group, then of its links
    std::vector<std::string> proves_zh;
    std::string brief;
    std::string brief_zh;
    std::uint32_t pages = 0;
    evidence::Form form = evidence::Form::unknown;
    std::vector<evidence::StepDone> steps;
    Digest digest;
    std::optional<Date> withdrawn; ///< the line stays, its number is not given again
    std::optional<Date> erased;
};
BOOST_DESCRIBE_STRUCT(ListLine, (),
    (mark, exhibit, compartment, group, title, title_zh, kind, from, collected_by, collected, proves, proves_zh, brief,
        brief_zh, pages, form, steps, digest, withdrawn, erased))

struct ListGroup {
    std::uint32_t number = 0; ///< in its compartment
    Compartment compartment = Compartment::shared;
    evidence::Group group;
};
BOOST_DESCRIBE_STRUCT(ListGroup, (), (number, compartment, group))

struct ListView {
    std::vector<ListGroup> groups;
    std::vector<ListLine> exhibits; ///< those that have a number, by compartment and number
};
BOOST_DESCRIBE_STRUCT(ListView, (), (groups, exhibits))

struct CustodyLine {
    std::uint64_t sequence = 0; ///< of the event in the log
    std::uint32_t index = 0; ///< which of its records
    std::string act;
    Instant at;
    std::string actor;
    Digest digest; ///< zeros: of no exhibit alone, as a hold of all
    std::vector<Digest> parents;
    std::string how;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(CustodyLine, (), (sequence, index, act, at, actor, digest, parents, how, note))

struct CustodyView {
    std::vector<CustodyLine> acts;
};
BOOST_DESCRIBE_STRUCT(CustodyView, (), (acts))

evidence::Context context_of(Call& call, evidence::State const& state, app::Aggregate<order::State> const& order)
{
    evidence::Context context { call.caller.actor, { call.desk.clock().now(), call.desk.today() }, 1, {}, false, {} };
    if (state.order && order.version > 0)
        context.order = evidence::OrderFacts { state.order, order.state.terms.buyer, order.state.terms.supplier,
            order.state.completed_on ? order.state.completed_on : order.state.closed_on };
    return context;
}

DossierView view_of(Id<Dossier> id, app::Aggregate<evidence::State> const& dossier,
    app::Aggregate<order::State> const& order, evidence::Context const& context)
{
    auto const& state = dossier.state;
    auto seen = evidence::view(state, context);
    DossierView view;
    view.id = id;
    view.version = dossier.version;
    view.order = state.order;
    view.claims = order.state.claims;
    view.buyer = state.buyer;
    view.supplier = state.supplier;
    view.against = state.against;
    view.title = state.title;
    view.title_zh = state.title_zh;
    view.opened_on = state.opened_on;
    if (context.order && context.order->over_on)
        view.kept_until = evidence::retained_until(*context.order->over_on);
    for (auto& one : seen.exhibits) {
        auto presumptions = evidence::presumptions(one);
        auto mark = mark_of(one);
        view.exhibits.push_back({ std::move(mark), std::move(one), std::move(presumptions) });
    }
    view.groups = std::move(seen.groups);
    view.facts = std::move(seen.facts);
    view.issues = std::move(seen.issues);
    view.links = std::move(seen.links);
    view.holds = std::move(seen.holds);
    view.erasures = std::move(seen.erasures);
    view.handings = std::move(seen.handings);
    for (auto& one : seen.allowed)
        view.allowed.push_back({ codec::hyphened(evidence::word(one.act)), std::move(one.id), std::move(one.name) });
    return view;
}

void read(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    auto const order = peek<order::State>(call.desk, { codec::Subject::order, dossier->state.order.number });
    note(call, "dossier", id.number, accounts::Deed::read);
    give(call, stream_of(id), dossier->version, { dossier->last, order.last },
        [&] { return json_of(view_of(id, *dossier, order, context_of(call, dossier->state, order))); });
}

void read_chronology(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    note(call, "dossier", id.number, accounts::Deed::read);
    give(call, dossier->version,
        json_of(ChronologyView { evidence::chronology(evidence::seen(dossier->state, call.caller.actor)) }));
}

evidence::Receiver receiver_asked(Call const& call)
{
    auto const cietac = codec::hyphened(evidence::word(evidence::Receiver::cietac));
    return call.request.query.get("for") == cietac ? evidence::Receiver::cietac : evidence::Receiver::prc_court;
}

void read_readiness(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    auto const receiver = receiver_asked(call);
    auto const opponents = static_cast<std::uint32_t>(query::number_asked(call, "opponents").value_or(1));
    auto const members = static_cast<std::uint32_t>(query::number_asked(call, "members").value_or(3));
    auto const& actor = call.caller.actor;
    ReadinessView view { receiver, evidence::copies_needed(receiver, opponents, members), {} };
    for (auto const& one : evidence::seen(dossier->state, actor).exhibits) {
        if (evidence::is_live(one))
            view.exhibits.push_back({ one.id, mark_of(one), evidence::lacks(dossier->state, one, receiver, actor.role),
                evidence::presumptions(one) });
    }
    note(call, "dossier", id.number, accounts::Deed::read);
    give(call, dossier->version, json_of(view));
}

ListLine line_of(evidence::ExhibitState const& one, evidence::View const& seen)
{
    auto const& exhibit = one.exhibit;
    auto const& says = exhibit.description;
    ListLine line { mark_of(one), one.id, one.compartment, {}, says.title, says.title_zh, exhibit.kind,
        exhibit.source.from, exhibit.source.collected_by, exhibit.collected, {}, {}, says.brief, says.brief_zh,
        says.pages, exhibit.form, one.steps, exhibit.digest, one.withdrawn, one.erased };
    auto const proves = [&](std::string const& text, std::string const& text_zh) {
        if (!text.empty())
            line.proves.push_back(text);
        if (!text_zh.empty())
            line.proves_zh.push_back(text_zh);
    };
    if (one.group) {
        auto const group = std::ranges::find(seen.groups, *one.group, &evidence::GroupState::id);
        line.group = group->number;
        proves(group->group.proves, group->group.proves_zh);
    }
    for (auto const& joined : seen.links) {
        if (joined.link.exhibit == one.id)
            proves(joined.link.proves, joined.link.proves_zh);
    }
    return line;
}

void read_list(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    auto seen = evidence::seen(dossier->state, call.caller.actor);
    std::erase_if(seen.exhibits, [](auto const& one) { return one.number == 0; });
    std::ranges::sort(seen.exhibits, {}, [](auto const& one) { return std::pair { one.compartment, one.number }; });
    ListView view;
    for (auto const& one : seen.groups)
        view.groups.push_back({ one.number, one.compartment, one.group });
    std::ranges::stable_sort(
        view.groups, {}, [](auto const& one) { return std::pair { one.compartment, one.number }; });
    for (auto const& one : seen.exhibits)
        view.exhibits.push_back(line_of(one, seen));
    note(call, "dossier", id.number, accounts::Deed::read);
    give(call, dossier->version, json_of(view));
}

/// What was done with an exhibit, from the log itself: the same records that the vault's log keeps.
void read_custody(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    auto const role = call.caller.actor.role;
    auto const* of = exhibit_of(call, dossier->state);
    if (of == nullptr || !caught_up(call))
        return;
    auto const events = call.desk.store().read_stream(codec::to_number(stream_of(id)), 1);
    if (!events)
        return call.refuse(unavailable());
    evidence::State state;
    CustodyView view;
    for (auto const& event : events->value) {
        auto const stored = app::unpacked(event);
        if (!stored)
            return call.refuse(unavailable());
        auto const& what = std::get<evidence::Event>(stored->what);
        evolve(state, what);
        if (evidence::find(state, of->id) == nullptr)
            continue;
        for (auto& record : evidence::records_of(what, { id, state, stored->caused.by, event.at, event.sequence })) {
            bool const of_it = record.exhibits.empty()
                || std::ranges::find(record.exhibits, of->id) != record.exhibits.end()
                || (record.deed == evidence::Deed::erased && record.digest == of->exhibit.digest);
            if (of_it && evidence::reads(role, record.compartment))
                view.acts.push_back({ event.sequence, record.place.index, std::string { evidence::word(record.deed) },
                    record.at, std::move(record.actor), record.digest, std::move(record.parents), std::move(record.how),
                    std::move(record.note) });
        }
    }
    note(call, "dossier", id.number, accounts::Deed::read);
    call.answer(http::Response::json(json_of(view)));
}

void list(Call& call)
{
    auto const& caller = call.caller;
    auto const role = caller.actor.role;
    bool const party = role == act::Role::buyer || role == act::Role::supplier || role == act::Role::counsel
        || role == act::Role::supplier_counsel;
    if (caller.only_case || (!is_of_programme(caller) && !party))
        return call.refuse(not_found());
    give_list<app::DossierLine>(
        call, { app::View::dossiers, is_of_programme(caller) ? Id<Party> {} : caller.actor.party });
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
    if (auto command = body<evidence::Open>(call))
        send_to_dossier(call, { codec::Subject::dossier, id->number }, evidence::Command { *std::move(command) });
}

void open_alone(Call& call)
{
    if (call.caller.only_case) // which is another one
        return call.refuse(not_found());
    if (auto command = body<evidence::OpenAlone>(call))
        send_to_dossier(call, { codec::Subject::dossier, 0 }, evidence::Command { *std::move(command) });
}

/// What the vault holds goes with the command: whoever decides asks no disk.
void add_exhibit(Call& call)
{
    Id<Dossier> id;
    auto const dossier = dossier_of(call, id);
    if (!dossier)
        return;
    auto command = body<evidence::AddExhibit>(call);
    if (!command)
        return;
    auto const digest = command->exhibit.digest;
    auto envelope = envelope_of(call, stream_of(id), evidence::Command { *std::move(command) });
    if (!envelope)
        return;
    auto& vault = call.desk.vault();
    auto keeping = vault.keeping();
    if (auto const size = size_for(call, dossier->state, digest))
        envelope->kept = evidence::Kept { digest, *size };
    auto const outcome = carry_out(call.desk, *std::move(envelope));
    keeping.unlock(); // whoever takes away something else goes on, and records come after it
    answer_of_dossier(call, stream_of(id), outcome);
}

Scope scope_of_command(std::size_t)
{
    return Scope::claims;
}

} // namespace

void add_dossiers(std::vector<Operation>& table)
{
    using http::Method;
    std::string const path = "/v1/dossiers/{dossier}";
    table.push_back({ .method = Method::post,
        .path = "/v1/orders/{order}/dossier",
        .id = "dossiers.open",
        .summary = "Opens the dossier of an order, V-17 of O-17, or finds it open",
        .scope = Scope::claims,
        .takes = taken<evidence::Open>(),
        .gives = given<DossierReceipt>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = open });
    table.push_back({ .method = Method::post,
        .path = "/v1/dossiers",
        .id = "dossiers.open-alone",
        .summary = "Opens a dossier without an order, for a purchase off the platform",
        .scope = Scope::claims,
        .takes = taken<evidence::OpenAlone>(),
        .gives = given<DossierReceipt>(),
        .status = 201,
        .is_command = true,
        .runs = http::Runs::aside,
        .run = open_alone });
    table.push_back({ .path = "/v1/dossiers",
        .id = "dossiers.list",
        .summary = "The caller's dossiers, latest change first",
        .scope = Scope::read,
        .gives = given_list<app::DossierLine>(),
        .runs = http::Runs::aside,
        .query = list_query<app::DossierLine>(app::View::dossiers),
        .run = list });
    table.push_back({ .path = path,
        .id = "dossiers.read",
        .summary = "A dossier as the caller sees it, and what may be done",
        .scope = Scope::read,
        .gives = given<DossierView>(),
        .runs = http::Runs::aside,
        .run = read });
    table.push_back({ .path = path + "/chronology",
        .id = "dossiers.chronology",
        .summary = "The facts by day, with what shows them",
        .scope = Scope::read,
        .gives = given<ChronologyView>(),
        .runs = http::Runs::aside,
        .run = read_chronology });
    table.push_back({ .path = path + "/readiness",
        .id = "dossiers.readiness",
        .summary = "What is missing before a receiver takes each exhibit, and how many copies it wants",
        .scope = Scope::read,
        .gives = given<ReadinessView>(),
        .runs = http::Runs::aside,
        .query = { query::one_of("for", "the receiver; prc-court if nothing is said", { "prc-court", "cietac" }),
            query::whole_number("opponents", "how many there are; 1 if nothing is said", 1, 99),
            query::whole_number("members", "of the tribunal; 3 if nothing is said", 1, 99) },
        .run = read_readiness });
    table.push_back({ .path = path + "/list",
        .id = "dossiers.exhibit-list",
        .summary = "The list of numbered exhibits",
        .scope = Scope::read,
        .gives = given<ListView>(),
        .runs = http::Runs::aside,
        .run = read_list });
    table.push_back({ .path = path + "/exhibits/{exhibit}/custody",
        .id = "dossiers.custody",
        .summary = "What was done with an exhibit, by whom and when",
        .scope = Scope::read,
        .gives = given<CustodyView>(),
        .runs = http::Runs::aside,
        .run = read_custody });
    table.push_back({ .method = Method::post,
        .path = path + "/add-exhibit",
        .id = "dossiers.add-exhibit",
        .summary = "Command: add-exhibit",
        .scope = Scope::claims,
        .takes = taken<evidence::AddExhibit>(),
        .gives = given<DossierReceipt>(),
        .is_command = true,
        .runs = http::Runs::aside,
        .run = add_exhibit });
    auto const target = [](Call& call) -> std::optional<codec::Stream> {
        Id<Dossier> id;
        if (!dossier_of(call, id))
            return std::nullopt;
        return stream_of(id);
    };
    add_actions<evidence::Command, DossierReceipt>(
        table, path, "dossiers", &scope_of_command, target, { "open", "open-alone", "add-exhibit" }, send_to_dossier);
}

} // namespace recourse::api
