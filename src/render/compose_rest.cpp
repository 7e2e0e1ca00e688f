#include "render/composer.hpp"

#include "codec/utf8.hpp"
#include "render/order.hpp"

#include <algorithm>

// Evidence, warnings, forecast, questions, counterfactuals, rates, notes.

namespace recourse::render {

using namespace casework;

namespace {

/// "100,000".
std::string grouped(std::uint32_t number)
{
    auto text = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), ",");
    return text;
}

bool same_figures(MonthPoint const& a, MonthPoint const& b)
{
    return std::tie(a.p10, a.p50, a.p90, a.mean) == std::tie(b.p10, b.p50, b.p90, b.mean);
}

} // namespace

std::vector<Block> Composer::evidence()
{
    std::vector<Block> blocks;
    if (answer.evidence.empty())
        return blocks;
    Table table { .columns = { { std::string { say(Label::evidence_missing) }, 19 },
                      { std::string { say(Label::column_form) }, 24 }, { std::string { say(Label::column_for) } } },
        .rows = {},
        .first_is_head = true };
    std::vector<std::string> have;
    for (auto const& item : answer.evidence) {
        if (item.have) {
            if (auto const name = say.evidence(item.kind); std::ranges::find(have, name) == have.end())
                have.push_back(name);
            continue;
        }
        std::vector<std::string> forms, routes;
        for (auto const& form : item.form)
            forms.push_back(say.form(form));
        for (auto const& id : item.for_routes)
            routes.push_back(route_name(id));
        Cell use { line(say.list(routes)) };
        if (auto const about = muted_join({ line(item.why), cite(item.source, false) }); !about.empty())
            use.push_back(about);
        table.rows.push_back({ cell(sentence(say.evidence(item.kind))), cell(say.list(forms)), std::move(use) });
    }
    if (table.rows.empty())
        blocks.emplace_back(Paragraph { line(say(Label::evidence_all_there)) });
    else
        blocks.emplace_back(std::move(table));
    if (!have.empty())
        blocks.emplace_back(Paragraph { line(say(Label::evidence_have, say.list(have)), Tone::muted) });
    return blocks;
}

std::vector<Block> Composer::warnings()
{
    std::vector<Block> blocks;
    Table table { .columns = { { {}, 8 }, { {} } }, .rows = {}, .first_is_head = false };
    for (auto const severity : { Severity::stop, Severity::warn, Severity::note })
        for (auto const& warning : answer.warnings) {
            if (warning.severity != severity)
                continue;
            auto const [word, tone] = severity == Severity::stop ? std::pair { Label::severity_stop, Tone::stop }
                : severity == Severity::warn                     ? std::pair { Label::severity_warn, Tone::caution }
                                                                 : std::pair { Label::severity_note, Tone::muted };
            table.rows.push_back({ cell(say(word), tone),
                { line(warning.text, severity == Severity::stop ? Tone::strong : Tone::plain)
                    + cite_after(warning.source, false) } });
        }
    if (!table.rows.empty())
        blocks.emplace_back(std::move(table));
    return blocks;
}

NetPlot Composer::net_plot() const
{
    NetPlot plot {
        .rows = {}, .title = std::string { say(Label::net_title) }, .description = {}, .language = say.language()
    };
    std::optional<Currency> currency;
    std::vector<std::string> said;
    auto const add = [&](std::string const& name, Distribution const& net, bool together, Track track) {
        if (!net.p10 || !net.p50 || !net.p90)
            return;
        for (auto const* money : { &*net.p10, &*net.p50, &*net.p90 })
            if (money->currency != Currency::none()) {
                if (currency && *currency != money->currency)
                    return; // another currency has no place on this axis
                currency = money->currency;
            }
        // A route that brings nothing and costs nothing is a dot on the axis.
        if (!together && net.p10->is_zero() && net.p50->is_zero() && net.p90->is_zero())
            return;
        plot.rows.push_back({ name, *net.p10, *net.p50, *net.p90, together, track });
        said.push_back(say(Label::net_row, name, say.rough(*net.p10), say.rough(*net.p90), say.rough(*net.p50)));
    };
    if (answer.forecast.made)
        add(std::string { say(Label::together) }, answer.forecast.together, true, Track::other);
    std::vector<Route const*> order;
    for (auto const& route : answer.routes)
        if (route.status != RouteStatus::closed)
            order.push_back(&route);
    sort_keeping_order(order, [](Route const* route) { return ~(route->net.p50 ? route->net.p50->minor : INT64_MIN); });
    for (auto const* route : order)
        add(codec::printable(route->name.empty() ? route->id : route->name), route->net, false, route->track);
    std::string all;
    for (auto const& one : said)
        all += (all.empty() ? "" : "; ") + one;
    plot.description = say(Label::net_desc, all);
    return plot;
}

std::vector<Block> Composer::forecast()
{
    auto const& forecast = answer.forecast;
    std::vector<Block> blocks;
    if (!forecast.made) {
        if (!forecast.not_made_because.empty())
            blocks.emplace_back(
                Paragraph { line(say(Label::forecast_not_made, codec::printable(forecast.not_made_because))) });
        else if (!answer.coverage.empty() || !answer.routes.empty())
            blocks.emplace_back(Paragraph { line(say(Label::forecast_not_made_bare)) });
        return blocks;
    }
    auto const& all = forecast.together;
    auto const or_unknown = [&](std::optional<Money> const& money) {
        return money ? say.rough(*money) : std::string { say(Label::not_known) };
    };
    if (all.p50)
        blocks.emplace_back(Paragraph { line(say(Label::forecast_together, or_unknown(all.p50),
            say(Label::forecast_range, or_unknown(all.p10), or_unknown(all.p90)), or_unknown(all.mean))) });
    for (auto const& remark : forecast.remarks)
        blocks.emplace_back(Paragraph { line(remark, Tone::strong) });
    if (auto plot = net_plot(); !plot.rows.empty())
        blocks.emplace_back(std::move(plot));

    // A year of months in detail, then only the years: nobody reads sixty rows.
    Table months { .columns
        = { { std::string { say(Label::column_month) }, 11 }, { std::string { say(Label::column_low) }, 0, true },
            { std::string { say(Label::column_middle) }, 0, true },
            { std::string { say(Label::column_high) }, 0, true },
            { std::string { say(Label::column_mean) }, 0, true } },
        .rows = {},
        .first_is_head = true };
    bool const many = forecast.by_month.size() > 12;
    MonthPoint const* before = nullptr;
    for (auto const& point : forecast.by_month) {
        auto const m = point.month;
        if (many && m != 1 && m != 3 && m != 6 && m != 9 && m % 12 != 0 && &point != &forecast.by_month.back())
            continue;
        // Months in which nothing moves say so by their absence.
        if (before && &point != &forecast.by_month.back() && same_figures(*before, point))
            continue;
        before = &point;
        months.rows.push_back({ cell(m == 1 ? std::string { say(Label::month_later) } : say(Label::months_later, m)),
            cell(or_unknown(point.p10)), cell(or_unknown(point.p50)), cell(or_unknown(point.p90)),
            cell(or_unknown(point.mean)) });
    }
    if (!months.rows.empty()) {
        blocks.emplace_back(Heading { std::string { say(Label::forecast_by_month) }, {} });
        blocks.emplace_back(std::move(months));
    }
    Table drivers { .columns = { { std::string { say(Label::column_driver) } },
                        { std::string { say(Label::column_unfavourable) }, 14, true },
                        { std::string { say(Label::column_favourable) }, 14, true } },
        .rows = {},
        .first_is_head = true };
    for (auto const& driver : forecast.drivers)
        drivers.rows.push_back({ { line(sentence(driver.what)) + cite_after(driver.source, true) },
            cell(or_unknown(driver.low)), cell(or_unknown(driver.high)) });
    if (!drivers.rows.empty()) {
        blocks.emplace_back(Heading { std::string { say(Label::forecast_drivers) }, {} });
        blocks.emplace_back(std::move(drivers));
    }
    Table freeze { .columns = { { std::string { say(Label::column_freeze) }, 24 },
                       { std::string { say(Label::column_expected) }, 18, true }, { {} } },
        .rows = {},
        .first_is_head = true };
    for (auto const& point : forecast.freeze_delay)
        freeze.rows.push_back(
            { cell(point.days == 0 ? std::string { say(Label::freeze_now) } : say(Label::freeze_later, point.days)),
                cell(or_unknown(point.mean)), {} });
    auto const& points = forecast.freeze_delay;
    bool const same = points.size() > 1 && points.front().mean
        && std::ranges::all_of(points, [&](FreezePoint const& point) { return point.mean == points.front().mean; });
    if (!freeze.rows.empty()) {
        blocks.emplace_back(Heading { std::string { say(Label::forecast_freeze) }, {} });
        if (same)
            blocks.emplace_back(
                Paragraph { line(say(Label::freeze_same, points.back().days, say.rough(*points.front().mean))) });
        else
            blocks.emplace_back(std::move(freeze));
    }
    blocks.emplace_back(
        Paragraph { line(say(Label::forecast_estimates, grouped(forecast.samples), forecast.seed), Tone::muted) });
    return blocks;
}

std::vector<Block> Composer::questions()
{
    Entries entries { .entries = {}, .numbered = true };
    for (auto const& question : answer.questions) {
        Entry entry { .head = line(question.ask), .aside = {}, .facts = {}, .body = {} };
        if (auto const changes = codec::printable(with_route_names(question.changes)); !changes.empty()) {
            bool const whole = changes.ends_with('.') || changes.ends_with("\u3002");
            entry.body.push_back(line(whole ? changes : say(Label::question_changes, changes), Tone::muted));
        }
        if (!question.field.empty())
            entry.body.push_back(
                line(say(Label::question_field, std::string {}), Tone::muted) + line(question.field, Tone::code));
        entries.entries.push_back(std::move(entry));
    }
    std::vector<Block> blocks;
    if (!entries.entries.empty())
        blocks.emplace_back(std::move(entries));
    return blocks;
}

std::vector<Block> Composer::counterfactuals()
{
    std::vector<Block> blocks;
    for (auto const& other : answer.counterfactuals)
        blocks.emplace_back(Paragraph { line(
            say(Label::counterfactual, sentence(codec::printable(other.change)), codec::printable(other.effect))) });
    return blocks;
}

std::vector<Block> Composer::rates()
{
    std::vector<Block> blocks;
    for (auto const& rate : answer.rates)
        blocks.emplace_back(Paragraph { line(rate.text) + cite_after(rate.source, true) });
    return blocks;
}

std::vector<Block> Composer::notes()
{
    std::vector<Block> blocks;
    for (auto const& note : answer.notes)
        blocks.emplace_back(Paragraph { line(note) });
    return blocks;
}

} // namespace recourse::render
