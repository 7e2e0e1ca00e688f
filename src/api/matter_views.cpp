#include "api/matter_views.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <tuple>

namespace recourse::api {

namespace {

TrackClaim line_of(Id<Claim> id, claim::State const& state)
{
    TrackClaim line { id, state.phase, state.ending, state.claimed, {}, state.paid, state.returned,
        state.suspended_on.has_value(), {}, {} };
    if (state.due)
        line.due = state.due->amount;
    for (auto const& one : state.offers) {
        if (one.status == claim::OfferStatus::accepted) {
            line.settled = one.offer;
            line.given_up = one.given_up;
        }
    }
    return line;
}

Interlocks interlocks_of(matter::State const& state, matter::Context const& context, Track const& track)
{
    auto const& platform = context.platform;
    Interlocks all { platform.claim_open, platform.claimable, platform.suit_ends_claim, platform.chargeback_runs, {},
        {}, {} };
    for (std::size_t i = 0; i < track.claims.size(); ++i)
        all.claims.push_back(line_of(track.order.claims[i], track.claims[i]));
    if (state.choice) {
        all.against_choice = matter::interlocks(state, *state.choice, platform, false);
        all.against_filing = matter::interlocks(state, *state.choice, platform, true);
    }
    return all;
}

/// One deadline in figures and in words.
struct Told {
    limitation::Row row;
    limitation::Shown shown;
    limitation::Status status = limitation::Status::unknown;
};

std::string word_of(limitation::Force force)
{
    switch (force) {
    case limitation::Force::bars:
        return "bars";
    case limitation::Force::binds:
        return "binds";
    case limitation::Force::reminds:
        return "reminds";
    }
    RECOURSE_ASSERT(false);
}

DeadlineLine line_of(Told told)
{
    auto& [row, shown, status] = told;
    return { std::move(shown.word), row.about, status, row.stand, row.from, row.due, row.done, row.provisional,
        std::move(shown.what), std::move(shown.from_what), std::move(shown.if_missed), word_of(shown.force),
        std::move(shown.document), std::move(shown.clause), std::move(shown.confidence), std::move(shown.counting) };
}

/// In the order of their days.
std::vector<Told> told_of(Desk& desk, matter::State const& state, Language language)
{
    auto const books = desk.books();
    auto const& calendar = app::chinese_calendar(*books);
    auto const record = matter::record_of(state);
    std::vector<Told> all;
    for (auto const& day : state.days)
        all.push_back({ day.row, limitation::show(day.row, record, calendar, language),
            limitation::status(day.row, desk.today()) });
    std::ranges::stable_sort(
        all, {}, [](Told const& one) { return std::tuple { !one.row.due, one.row.due, one.row.about }; });
    return all;
}

} // namespace

std::optional<app::Aggregate<matter::State>> matter_of(Call& call, Id<Matter>& id)
{
    auto const named = path_id<Matter>(call, "matter");
    if (!named)
        return std::nullopt;
    id = *named;
    auto matter = load<matter::State>(call, stream_of(id));
    if (matter && !may_see(call.caller, matter->state, call.desk.today())) {
        call.refuse(not_found());
        return std::nullopt;
    }
    return matter;
}

Track track_of(Desk& desk, Id<Order> number)
{
    Track track;
    if (!number)
        return track;
    auto order = peek<order::State>(desk, { codec::Subject::order, number.number });
    track.order = std::move(order.state);
    track.latest.push_back(order.last);
    for (auto const id : track.order.claims) {
        auto claim = peek<claim::State>(desk, { codec::Subject::claim, id.number });
        track.claims.push_back(std::move(claim.state));
        track.latest.push_back(claim.last);
    }
    return track;
}

matter::Context matter_context(Call& call, matter::State const& state, Track const& track)
{
    auto const books = call.desk.books();
    matter::Context context { call.caller.actor, { call.desk.clock().now(), call.desk.today() },
        app::chinese_calendar(*books) };
    context.behind = call.caller.behind;
    if (!state.order)
        return context;
    std::vector<claim::State const*> claims;
    for (auto const& claim : track.claims)
        claims.push_back(&claim);
    context.order = app::order_facts(state.order, track.order);
    context.platform = app::platform_of(*books, track.order, claims, call.desk.today());
    return context;
}

MatterView matter_view(Call& call, Id<Matter> id, app::Aggregate<matter::State> const& matter, Track const& track)
{
    auto const& state = matter.state;
    auto const books = call.desk.books(); // whose calendar the context names
    auto const context = matter_context(call, state, track);
    auto seen = matter::view(state, context);
    MatterView view;
    view.id = id;
    view.version = matter.version;
    view.matter = std::move(seen.matter);
    view.figures = std::move(seen.figures);
    view.due = std::move(seen.due);
    view.cautions = std::move(seen.cautions);
    view.interlocks = interlocks_of(state, context, track);
    for (std::uint32_t number = 1; number <= state.offers.size(); ++number) {
        auto const& one = state.offers[number - 1];
        if (one.phase == matter::OfferPhase::open)
            view.waivers.push_back({ number, matter::given_up(state, one.offer, context) });
    }
    auto const& words = codec::alternative_words<matter::Command>();
    for (auto const& one : seen.allowed)
        view.allowed.push_back({ words[static_cast<std::size_t>(one.act)], one.number });
    return view;
}

DeadlineLine deadline_line(Desk& desk, matter::State const& state, limitation::Row const& row, Language language)
{
    auto const books = desk.books();
    return line_of({ row, limitation::show(row, matter::record_of(state), app::chinese_calendar(*books), language),
        limitation::status(row, desk.today()) });
}

DeadlinesView deadlines_view(Call& call, matter::State const& state)
{
    return deadlines_view(call.desk, state, http::language_of(call.request));
}

DeadlinesView deadlines_view(Desk& desk, matter::State const& state, Language language)
{
    DeadlinesView view { desk.today(), state.calendar, {}, {} };
    for (auto& told : told_of(desk, state, language))
        view.deadlines.push_back(line_of(std::move(told)));
    auto const books = desk.books();
    auto const record = matter::record_of(state);
    for (auto const& one : limitation::weigh(record, app::chinese_calendar(*books)))
        view.acts.push_back({ one.act, std::string { limitation::word(one.verdict) }, one.from,
            limitation::say(record.acts[one.act - 1], one, language) });
    return view;
}

std::vector<render::CalendarDay> calendar_days(Desk& desk, Id<Matter> id, matter::State const& state, Language language)
{
    auto const today = desk.today();
    std::vector<render::CalendarDay> days;
    for (auto& [row, shown, status] : told_of(desk, state, language)) {
        if (!row.due || *row.due < today || limitation::is_met(row) || row.stand != limitation::Stand::runs)
            continue;
        render::CalendarDay day { .key = fmt::format("{}-{}", shown.word, row.about),
            .day = *row.due,
            .summary = fmt::format("{}: {}", to_string(id), shown.what),
            .description = {},
            .category = to_string(id),
            .url = {},
            .tentative = row.provisional,
            .lapses = shown.force == limitation::Force::bars };
        day.description.push_back(std::move(shown.if_missed));
        std::ranges::move(shown.counting, std::back_inserter(day.description));
        day.description.push_back(std::move(shown.clause));
        days.push_back(std::move(day));
    }
    return days;
}

std::string deadlines_ics(Call& call, Id<Matter> id, matter::State const& state)
{
    auto const language = http::language_of(call.request);
    auto const today = call.desk.today();
    auto const days = calendar_days(call.desk, id, state, language);
    auto const which = fmt::format("matter {} {}", to_string(id), to_string(state.opened_on));
    return render::render_ics(days, { "Matter", state.title, today, language }, which);
}

} // namespace recourse::api
