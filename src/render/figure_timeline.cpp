#include "render/figure.hpp"

#include "render/measure.hpp"
#include "render/wording.hpp"

#include <algorithm>
#include <cmath>

namespace recourse::render {

namespace {

Ink ink_of(casework::Track track)
{
    switch (track) {
    case casework::Track::assurance:
        return Ink::assurance;
    case casework::Track::legal:
        return Ink::legal;
    case casework::Track::other:
        return Ink::other;
    }
    return Ink::other;
}

/// Days to a place on the axis: nearly even for the first days, then closer and closer, so that tomorrow and the fourth
/// year stand in one picture. What is past needs less room.
double scaled(double days)
{
    return days >= 0 ? std::log1p(days / 5) : -0.4 * std::log1p(-days / 5);
}

struct Tick {
    std::string name;
    double days;
};

std::vector<Tick> ticks(Wording const& say, Date as_of)
{
    std::vector<Tick> out { { std::string { say(Label::axis_today) }, 0 } };
    for (int const weeks : { 1, 2 })
        out.push_back({ say(Label::axis_weeks, weeks), 7.0 * weeks });
    for (int const months : { 1, 2, 3, 6 })
        out.push_back(
            { say(Label::axis_months, months), static_cast<double>(days_between(as_of, as_of.plus_months(months))) });
    for (int const years : { 1, 2, 3, 4, 5, 10, 20 })
        out.push_back(
            { say(Label::axis_years, years), static_cast<double>(days_between(as_of, as_of.plus_years(years))) });
    return out;
}

} // namespace

Figure draw(Timeline const& timeline, double width)
{
    Wording const say { timeline.language };
    bool const wide = width >= wide_enough;
    double const size = wide ? 12 : 11.5;
    double const row_height = 23;
    double const head_height = 27;
    double const left = 14;
    double const right = width - 14;
    double const top = 30;

    double first = 0;
    double last = 14;
    for (auto const& lane : timeline.lanes)
        for (auto const& item : lane.items) {
            auto const days = static_cast<double>(days_between(timeline.as_of, item.date));
            first = std::min(first, days);
            last = std::max(last, item.latest ? static_cast<double>(days_between(timeline.as_of, *item.latest)) : days);
        }
    double const from = scaled(first) - 0.12;
    double const to = scaled(last) + 0.12;
    auto const x_of = [&](double days) {
        return left + std::clamp((scaled(days) - from) / (to - from), 0.0, 1.0) * (right - left);
    };
    auto const x = [&](Date date) { return x_of(days_between(timeline.as_of, date)); };

    double height = top;
    for (auto const& lane : timeline.lanes)
        height += head_height + row_height * static_cast<double>(lane.items.size());
    Figure figure { .width = width,
        .height = height + (wide ? 34 : 52),
        .shapes = {},
        .title = timeline.title,
        .description = timeline.description };
    auto const add = [&](Shape shape) { figure.shapes.push_back(std::move(shape)); };

    double free_from = -1e9;
    for (auto const& tick : ticks(say, timeline.as_of)) {
        if (tick.days > last && tick.days > 0)
            break;
        double const at = x_of(tick.days);
        bool const today = tick.days == 0;
        add(Stroke { at, top - 8, at, height, today ? Ink::danger : Ink::grid, today ? 1.5 : 1 });
        double const half = columns(tick.name) * size * 0.29;
        double const centre = std::clamp(at, half + 2, width - half - 2);
        if (centre - half < free_from)
            continue;
        free_from = centre + half + 8;
        add(Words { centre, top - 14, size - 1, tick.name, today ? Ink::danger : Ink::muted, today, Anchor::middle });
    }

    double y = top;
    for (auto const& lane : timeline.lanes) {
        auto const lane_ink = ink_of(lane.track);
        add(Words { left - 4, y + 18, size + 1, lane.name, lane_ink, true, Anchor::start, true });
        add(Stroke { left - 4, y + head_height - 3, right, y + head_height - 3, Ink::grid });
        y += head_height;
        for (auto const& item : lane.items) {
            double const middle = y + row_height / 2;
            double const at = x(item.date);
            auto const ink = item.passed ? Ink::muted : lane_ink;
            double const edge = item.latest && *item.latest > item.date ? x(*item.latest) : at;
            bool const words_right = right - edge >= at - left;
            auto const words = fitted(fmt::format("{}  {}", to_string(item.date), item.what), size,
                words_right ? right - edge - 12 : at - left - 12);
            if (item.deadline && item.from && *item.from < item.date) {
                // The span from the event to its deadline stops before the words that stand in its way.
                double const until = words_right ? at : std::max(at - 20 - columns(words) * size * 0.54, x(*item.from));
                add(Stroke { x(*item.from), middle, until, middle, ink, 2 });
            }
            if (item.latest && *item.latest > item.date) {
                add(Stroke { at, middle, x(*item.latest), middle, ink, 1.5, true });
                add(Mark { x(*item.latest), middle, 5, Form::diamond, ink, true });
            }
            add(Mark { at, middle, item.deadline ? 6.0 : 4.5, item.deadline ? Form::diamond : Form::disc,
                item.urgent && item.deadline ? Ink::danger : ink });
            // On whichever side there is more room.
            auto const tone = item.passed ? Ink::muted : Ink::text;
            add(Words { words_right ? edge + 12 : at - 12, middle + 4, size, words, tone, false,
                words_right ? Anchor::start : Anchor::end, true });
            y += row_height;
        }
    }

    double const legend = y + 22;
    add(Mark { left, legend - 4, 5, Form::diamond, Ink::muted });
    add(Words { left + 11, legend, size - 1, std::string { say(Label::legend_deadline) }, Ink::muted });
    double const second = left + 11 + columns(say(Label::legend_deadline)) * size * 0.54 + 18;
    add(Mark { second, legend - 4, 4.5, Form::disc, Ink::muted });
    add(Words { second + 11, legend, size - 1, std::string { say(Label::legend_task) }, Ink::muted });
    add(Words { wide ? right : left - 4, wide ? legend : legend + 18, size - 1,
        fitted(std::string { say(Label::timeline_scale) }, size - 1, wide ? width * 0.6 : width - 20), Ink::muted,
        false, wide ? Anchor::end : Anchor::start });
    return figure;
}

} // namespace recourse::render
