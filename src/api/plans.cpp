#include "api/matter_views.hpp"
#include "api/query.hpp"
#include "app/actions.hpp"
#include "core/evidence/viewer.hpp"
#include "core/plan/plan.hpp"

#include <algorithm>
#include <array>

// The living plan of a matter: what is to be done on both tracks, by whom and until when, and what excludes what.

namespace recourse::api {

namespace {

using accounts::Scope;
using plan::word;

struct PlanAction {
    std::string of; ///< "matter", "claim", "dossier"
    std::string action; ///< the last part of the path to post to
    std::uint32_t number = 0; ///< of the entry; 0: of none
    std::string name; ///< of a slot of evidence
};
BOOST_DESCRIBE_STRUCT(PlanAction, (), (of, action, number, name))

struct PlanDue {
    Date day;
    std::string deadline;
    std::string kind; ///< "statutory", "programme", "set", "advised": of an advised day nothing hangs
    std::string counting;
    std::string source; ///< key of forums/sources.toml; empty: none, or the programme's own
    bool provisional = false;
};
BOOST_DESCRIBE_STRUCT(PlanDue, (), (day, deadline, kind, counting, source, provisional))

struct PlanBlocker {
    std::string kind;
    bool stops = true; ///< false: the step can be taken, and is the worse for it
    std::string detail;
    std::uint32_t number = 0;
    std::optional<Id<evidence::Exhibit>> exhibit;
    std::optional<Date> begin_by;
    std::optional<PlanAction> action; ///< that takes it away
};
BOOST_DESCRIBE_STRUCT(PlanBlocker, (), (kind, stops, detail, number, exhibit, begin_by, action))

struct PlanStep {
    std::string step;
    std::string track;
    std::string standing; ///< "done", "now", "next", "blocked", "not-needed", "too-late"
    std::string owner; ///< whose turn it is
    std::string what;
    std::string opens;
    std::string if_idle;
    std::optional<Date> opens_on;
    std::optional<Date> done_on;
    std::optional<PlanDue> due;
    std::vector<std::uint32_t> reminders; ///< days before it
    std::vector<PlanBlocker> blockers;
    std::optional<PlanAction> action;
    std::vector<Id<evidence::Exhibit>> exhibits;
};
BOOST_DESCRIBE_STRUCT(PlanStep, (),
    (step, track, standing, owner, what, opens, if_idle, opens_on, done_on, due, reminders, blockers, action, exhibits))

struct PlanInterlock {
    std::string id;
    std::string first, second;
    bool active = false;
    std::string excludes;
    std::string to_do;
    std::string source;
    std::optional<matter::Interlock> read; ///< to be named in `read` by whoever files or chooses
    std::optional<std::uint32_t> offer;
    std::optional<Money> waives_here, waives_there;
};
BOOST_DESCRIBE_STRUCT(
    PlanInterlock, (), (id, first, second, active, excludes, to_do, source, read, offer, waives_here, waives_there))

struct PlanRecovery {
    matter::Route route = matter::Route::other;
    Money received;
    Money others; ///< by so much the other routes have lowered what can be asked here
    Money left; ///< that it can still be asked for
};
BOOST_DESCRIBE_STRUCT(PlanRecovery, (), (route, received, others, left))

struct PlanRecoveries {
    Money claim, received, left, over;
    std::string verdict; ///< "open", "none", "partial", "full"
    std::string says;
    std::vector<PlanRecovery> routes;
};
BOOST_DESCRIBE_STRUCT(PlanRecoveries, (), (claim, received, left, over, verdict, says, routes))

struct PlanHour {
    std::uint32_t within = 1; ///< hours after the loss is discovered
    std::string who;
    std::string id;
    std::string what;
    std::string why;
    std::string source;
    bool estimate = false;
};
BOOST_DESCRIBE_STRUCT(PlanHour, (), (within, who, id, what, why, source, estimate))

struct PlanView {
    Id<Matter> id;
    Date as_of;
    std::vector<PlanStep> steps; ///< by track, each in its order
    std::vector<PlanHour> hours; ///< of the first two days
    std::vector<PlanInterlock> interlocks;
    PlanRecoveries recoveries;
};
BOOST_DESCRIBE_STRUCT(PlanView, (), (id, as_of, steps, hours, interlocks, recoveries))

/// What is said of the loss in the query: of how it was paid, and what makes haste.
constexpr std::array<std::string_view, 7> loss_words { "wire", "card", "payment-service", "fraud", "hong-kong",
    "goods-at-port", "defects" };

QueryMember loss_member()
{
    return query::text("loss", "what is known of the loss; the first two days hang on it",
        "a list of wire, card, payment-service, fraud, hong-kong, goods-at-port, defects", [](std::string_view value) {
            while (true) {
                auto const comma = value.find(',');
                if (std::ranges::find(loss_words, value.substr(0, comma)) == loss_words.end())
                    return false;
                if (comma == std::string_view::npos)
                    return true;
                value.remove_prefix(comma + 1);
            }
        });
}

plan::LossFacts loss_of(Call& call, matter::State const& state, Track const& track)
{
    plan::LossFacts loss;
    auto const said = query::list_asked(call, "loss");
    auto const is = [&](std::string_view one) { return std::ranges::find(said, one) != said.end(); };
    loss.wired = is("wire");
    loss.card = is("card");
    loss.payment_service = is("payment-service");
    loss.fraud = is("fraud");
    loss.money_in_hong_kong = is("hong-kong");
    loss.goods_at_port = is("goods-at-port");
    loss.defects = is("defects");
    for (auto const& one : track.claims)
        loss.defects = loss.defects || std::ranges::any_of(one.lines, [](auto const& line) {
            return line.kind == claim::Problem::quality || line.kind == claim::Problem::quantity;
        });
    loss.discovered_on = state.footing.defect_found_on ? state.footing.defect_found_on : state.footing.known_on;
    if (auto const last = query::moment_asked(call, "chargeback_last"))
        loss.chargeback_last
            = claim::Given { call.desk.zone().civil(*last).date, "issuer", "as whoever asks has named it" };
    return loss;
}

PlanAction shown(plan::Action const& one)
{
    using Of = plan::Action::Of;
    auto const* of = one.of == Of::matter ? "matter" : one.of == Of::claim ? "claim" : "dossier";
    return { of, codec::hyphened(one.command), one.number, one.name };
}
std::optional<PlanAction> shown(std::optional<plan::Action> const& one)
{
    return one ? std::optional { shown(*one) } : std::nullopt;
}

PlanStep shown(plan::Step&& one, Language language)
{
    PlanStep step { std::string { word(one.id) }, std::string { word(one.track) }, std::string { word(one.standing) },
        std::string { word(one.owner) }, one.what.in(language), one.opens.in(language), one.if_idle.in(language),
        one.opens_on, one.done_on, {}, std::move(one.reminders), {}, shown(one.action), std::move(one.exhibits) };
    if (one.due)
        step.due = PlanDue { one.due->day, one.due->word, std::string { word(one.due->kind) }, one.due->counting,
            one.due->source, one.due->provisional };
    for (auto const& blocker : one.blockers)
        step.blockers.push_back({ std::string { word(blocker.kind) }, blocker.stops, blocker.detail, blocker.number,
            blocker.exhibit, blocker.begin_by, shown(blocker.action) });
    return step;
}

PlanView shown(Id<Matter> id, plan::Plan found, Language language)
{
    PlanView view { id, found.today, {}, {}, {}, {} };
    for (auto& one : found.steps)
        view.steps.push_back(shown(std::move(one), language));
    for (auto const& one : found.hours)
        view.hours.push_back({ static_cast<std::uint32_t>(one.within), std::string { word(one.who) }, one.id,
            one.what.in(language), one.why.in(language), one.source, one.estimate });
    for (auto const& one : found.interlocks)
        view.interlocks.push_back({ one.id, one.first, one.second, one.active, one.excludes.in(language),
            one.to_do.in(language), one.source, one.read, one.offer, one.waives_here, one.waives_there });
    auto const& sums = found.recoveries;
    view.recoveries = { sums.claim, sums.received, sums.left, sums.over, std::string { word(sums.verdict) },
        sums.says.in(language), {} };
    for (auto const& one : sums.routes)
        view.recoveries.routes.push_back({ one.route, one.received, one.others, one.left });
    return view;
}

/// Of the claim as the buyer reads it, whoever of its side asks.
claim::View buyers_view(Call& call, app::RuleBooks const& books, Track const& track, std::size_t number)
{
    auto const& state = track.claims[number];
    act::Actor const buyer { act::Role::buyer, state.buyer, {} };
    return app::view(track.order.claims[number], state, state.order, track.order, buyer, books,
        { call.desk.clock().now(), call.desk.today() });
}

void read_plan(Call& call)
{
    Id<Matter> id;
    auto const matter = matter_of(call, id);
    if (!matter)
        return;
    auto const& state = matter->state;
    note(call, "matter", id.number, accounts::Deed::read);
    auto const books = call.desk.books(); // whose calendar the context names
    auto const track = track_of(call.desk, state.order);
    auto const context = matter_context(call, state, track);
    plan::Sources sources { state, context, {}, {}, false, nullptr, nullptr, loss_of(call, state, track) };
    std::vector<claim::View> views;
    views.reserve(track.claims.size());
    for (std::size_t i = 0; i < track.claims.size(); ++i) {
        views.push_back(buyers_view(call, *books, track, i));
        sources.claims.push_back({ &track.claims[i], &views.back() });
    }
    if (state.order) {
        if (auto const last = app::claim_until(*books, track.order)) {
            sources.window = claim::Given { *last, "claim-window", {} };
            sources.claim_possible = track.claims.empty() && call.desk.today() <= *last;
        }
    }
    auto const folder = state.order ? std::optional { Id<Dossier> { state.order.number } } : state.dossier;
    std::optional<evidence::State> dossier;
    if (folder) {
        auto found = peek<evidence::State>(call.desk, { codec::Subject::dossier, folder->number });
        if (found.version > 0 && may_see(call.caller, found.state)) {
            // What the caller does not read is not there for its plan.
            auto seen = evidence::seen(found.state, call.caller.actor);
            dossier = std::move(found.state);
            dossier->exhibits = std::move(seen.exhibits);
            dossier->links = std::move(seen.links);
            dossier->holds = std::move(seen.holds);
            sources.dossier = &*dossier;
        }
    }
    give(call, matter->version, json_of(shown(id, plan::plan(sources), http::language_of(call.request))));
}

} // namespace

void add_plans(std::vector<Operation>& table)
{
    table.push_back({ .path = "/v1/matters/{matter}/plan",
        .id = "matters.plan",
        .summary
        = "What is to be done on both tracks, by whom and until when; what excludes what; what each route brought",
        .scope = Scope::read,
        .gives = given<PlanView>(),
        .runs = http::Runs::aside,
        .query = { loss_member(),
            query::moment("chargeback_last", "the card issuer's last day, where one is known: no book has it") },
        .run = read_plan });
}

} // namespace recourse::api
