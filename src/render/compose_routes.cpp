#include "render/composer.hpp"

#include "codec/utf8.hpp"
#include "core/case/route_roles.hpp"
#include "render/order.hpp"

#include <algorithm>
#include <array>

// The routes, open ones first; and the best of them side by side.

namespace recourse::render {

using namespace casework;

namespace {

int rank(RouteStatus status)
{
    switch (status) {
    case RouteStatus::open:
        return 0;
    case RouteStatus::conditional:
        return 1;
    case RouteStatus::unknown:
        return 2;
    case RouteStatus::closed:
        return 3;
    }
    return 4;
}

bool has_comparison(Route const& route)
{
    return std::ranges::any_of(route.compare, [](CompareCell const& c) { return !c.text.empty() || !c.value.empty(); });
}

} // namespace

std::vector<Route const*> routes_to_compare(Answer const& answer, std::size_t count)
{
    std::vector<Route const*> chosen;
    Route const* claim = nullptr;
    for (auto const& route : answer.routes)
        if (has_comparison(route) && route.track == Track::assurance && (!claim || route.id == "platform-claim"))
            claim = &route;
    if (claim)
        chosen.push_back(claim);

    // The best forum, then whatever else promises most; steps on the way bring nothing by themselves.
    std::vector<Route const*> others;
    for (auto const& route : answer.routes)
        if (has_comparison(route) && &route != claim && route.status != RouteStatus::closed
            && (!route.recoverable.high || !route.recoverable.high->is_zero()) && !is_step(route.id))
            others.push_back(&route);
    auto const average = [](Route const* r) {
        return r->net.mean ? r->net.mean->minor : r->net.p50 ? r->net.p50->minor : INT64_MIN;
    };
    auto const reach = [](Route const* r) { return r->recoverable.high ? r->recoverable.high->minor : INT64_MIN; };
    // Falling amounts; ~ turns the order round without leaving 64 bits.
    sort_keeping_order(others, [&](Route const* r) {
        return std::tuple { rank(r->status), ~average(r), r->track != Track::legal, ~reach(r) };
    });
    auto const forum = std::ranges::find_if(others, [](Route const* r) { return is_forum(r->id); });
    if (forum != others.end())
        std::rotate(others.begin(), forum, forum + 1);
    for (auto const* route : others)
        if (chosen.size() < count)
            chosen.push_back(route);
    return chosen;
}

Entry Composer::route_entry(Route const& route)
{
    Entry entry {
        .head = line(route.name.empty() ? route.id : route.name, Tone::strong), .aside = {}, .facts = {}, .body = {}
    };
    entry.aside = line(say.track(route.track), Tone::muted);
    bool costs_nothing = false;
    auto const fact
        = [&](Label label, Line value) { entry.facts.push_back({ std::string { say(label) }, std::move(value) }); };

    if (route.recoverable.high || (route.recoverable.low && !route.recoverable.low->is_zero()))
        fact(Label::recoverable, line(say.range(route.recoverable)));
    if (route.cost.low || route.cost.likely || route.cost.high) {
        auto const low = route.cost.low ? route.cost.low : route.cost.likely;
        auto const high = route.cost.high ? route.cost.high : route.cost.likely;
        bool const free = low && high && low->is_zero() && high->is_zero();
        auto text = free ? std::string { say(Label::free) } : say.range(low, high);
        if (!free && route.cost.likely && route.cost.low && route.cost.high && *route.cost.likely != *route.cost.low
            && *route.cost.likely != *route.cost.high)
            text = say(Label::likely, text, say.amount(*route.cost.likely));
        // What costs nothing has no parts to list, only the source that says so.
        auto const part = std::ranges::find_if(route.cost.parts,
            [](CostPart const& one) { return !one.source.document.empty() || !one.source.title.empty(); });
        fact(Label::cost,
            line(text)
                + (free && part != route.cost.parts.end() ? cite_after(part->source, true, part->estimate) : Line {}));
        costs_nothing = free;
    }
    if (route.weeks.low || route.weeks.likely || route.weeks.high) {
        fact(
            Label::duration, line(say.weeks(route.weeks)) + cite_after(route.weeks.source, true, route.weeks.estimate));
    }
    if (route.net.p50)
        fact(Label::net,
            line(route.net.p10 && route.net.p90 && *route.net.p10 != *route.net.p90
                    ? say(Label::about_between, say.rough(*route.net.p50),
                          say.rough_range(route.net.p10, route.net.p90))
                    : say.rough(*route.net.p50)));
    if (!route.missing.empty()) {
        fact(Label::needed, facts_named(route.missing));
    }
    // Where the status is open, each reason holds only if the facts turn out so.
    bool const alternatives = route.status == RouteStatus::unknown && route.why.size() > 1;
    if (alternatives)
        entry.body.push_back(line(say(Label::depends), Tone::muted));
    for (auto const& why : route.why)
        entry.body.push_back(line(alternatives ? say(Label::alternative, codec::printable(why.text)) : why.text)
            + cite_after(why.source, true));
    for (auto const& part : route.cost.parts) {
        if (costs_nothing)
            break;
        auto const low = part.low ? part.low : part.likely;
        auto const high = part.high ? part.high : part.likely;
        auto const what = codec::printable(part.what);
        auto const text = low || high ? say(Label::colon, what, say.range(low, high)) : what;
        entry.body.push_back(line(text, Tone::muted) + cite_after(part.source, true, part.estimate));
    }
    return entry;
}

std::vector<Block> Composer::routes()
{
    std::vector<Block> blocks;
    for (auto const status :
        { RouteStatus::open, RouteStatus::conditional, RouteStatus::unknown, RouteStatus::closed }) {
        Entries entries;
        Table closed { .columns = { { {}, 30 }, { {} } }, .rows = {}, .first_is_head = true };
        for (auto const& route : answer.routes) {
            if (route.status != status)
                continue;
            if (status != RouteStatus::closed) {
                entries.entries.push_back(route_entry(route));
                continue;
            }
            Cell reasons;
            for (auto const& why : route.why)
                reasons.push_back(line(why.text) + cite_after(why.source, true));
            closed.rows.push_back({ cell(route.name.empty() ? route.id : route.name), std::move(reasons) });
        }
        if (entries.entries.empty() && closed.rows.empty())
            continue;
        auto const title = status == RouteStatus::open ? Label::routes_open
            : status == RouteStatus::conditional       ? Label::routes_conditional
            : status == RouteStatus::unknown           ? Label::routes_unknown
                                                       : Label::routes_closed;
        blocks.emplace_back(Heading { std::string { say(title) }, {} });
        if (!entries.entries.empty())
            blocks.emplace_back(std::move(entries));
        if (!closed.rows.empty())
            blocks.emplace_back(std::move(closed));
    }
    return blocks;
}

std::vector<Block> Composer::comparison()
{
    auto const chosen = routes_to_compare(answer, 3);
    if (chosen.empty())
        return {};
    Table table {
        .columns = { { std::string { say(Label::compare_feature) }, 19 } }, .rows = {}, .first_is_head = true
    };
    for (auto const* route : chosen) {
        auto title = codec::printable(route->name.empty() ? route->id : route->name);
        if (route->status == RouteStatus::closed)
            title += say(Label::in_brackets, say(Label::status_closed));
        table.columns.push_back({ std::move(title) });
    }
    for (std::size_t row = 0; row < comparison_rows.size(); ++row) {
        std::vector<Cell> cells { cell(say(say.comparison_row(row))) };
        for (auto const* route : chosen) {
            auto const& c = route->compare[row];
            cells.push_back(cell(c.text.empty() ? c.value : c.text,
                c.value == "yes"      ? Tone::good
                    : c.value == "no" ? Tone::muted
                                      : Tone::plain));
        }
        table.rows.push_back(std::move(cells));
    }
    std::vector<Block> blocks;
    blocks.emplace_back(Paragraph { line(say(Label::compare_remark), Tone::muted) });
    blocks.emplace_back(std::move(table));
    return blocks;
}

} // namespace recourse::render
