#include "render/composer.hpp"

#include "codec/utf8.hpp"
#include "render/order.hpp"

#include <algorithm>
#include <array>

// What is due when: deadlines by urgency, the plan by its five steps, both on one axis of time.

namespace recourse::render {

using namespace casework;

namespace {

int urgency(Deadline const& deadline)
{
    if (deadline.met)
        return 6;
    switch (deadline.status) {
    case DeadlineStatus::today:
        return 0;
    case DeadlineStatus::soon:
        return 1;
    case DeadlineStatus::later:
        return 2;
    case DeadlineStatus::unknown:
        return 3;
    case DeadlineStatus::not_started:
        return 4;
    case DeadlineStatus::passed:
        return 5;
    }
    return 7;
}

Tone tone_of(Deadline const& deadline)
{
    if (deadline.met)
        return Tone::good;
    switch (deadline.status) {
    case DeadlineStatus::today:
        return Tone::stop;
    case DeadlineStatus::soon:
        return Tone::caution;
    case DeadlineStatus::later:
        return Tone::plain;
    case DeadlineStatus::unknown:
    case DeadlineStatus::not_started:
    case DeadlineStatus::passed:
        return Tone::muted;
    }
    return Tone::plain;
}

std::string left(Wording const& say, Deadline const& deadline, Date as_of)
{
    if (deadline.met && deadline.done)
        return say(Label::left_done, to_string(*deadline.done));
    switch (deadline.status) {
    case DeadlineStatus::passed:
        return std::string { say(Label::left_passed) };
    case DeadlineStatus::not_started:
        return std::string { say(Label::left_not_started) };
    case DeadlineStatus::unknown:
        return std::string { say(Label::left_unknown) };
    case DeadlineStatus::today:
        return std::string { say(Label::left_today) };
    case DeadlineStatus::soon:
    case DeadlineStatus::later:
        break;
    }
    if (!deadline.due)
        return std::string { say(Label::left_unknown) };
    auto const days = days_between(as_of, *deadline.due);
    if (days == 0)
        return std::string { say(Label::left_today) };
    return days == 1 ? std::string { say(Label::left_tomorrow) } : say(Label::left_days, days);
}

} // namespace

/// "24:00 Asia/Shanghai" as people say it.
std::string Composer::hour(std::string const& time) const
{
    auto text = codec::printable(time);
    static constexpr std::string_view zone = "Asia/Shanghai";
    if (auto const at = text.find(zone); at != std::string::npos)
        text.replace(at, zone.size(), say(Label::beijing_time));
    return text;
}

std::vector<Deadline const*> Composer::deadlines_by_urgency() const
{
    std::vector<Deadline const*> order;
    for (auto const& deadline : answer.deadlines)
        order.push_back(&deadline);
    sort_keeping_order(
        order, [](Deadline const* d) { return std::pair { urgency(*d), d->due ? d->due->days() : INT32_MAX }; });
    return order;
}

std::vector<Block> Composer::deadlines()
{
    std::vector<Block> blocks;
    if (answer.deadlines.empty()) {
        blocks.emplace_back(Paragraph { line(say(Label::deadlines_none)) });
        return blocks;
    }
    if (auto picture = timeline(); !picture.lanes.empty())
        blocks.emplace_back(std::move(picture));
    Table table { .columns = { { std::string { say(Label::column_due) }, 13 },
                      { std::string { say(Label::column_left) }, 11 }, { std::string { say(Label::column_what) } } },
        .rows = {},
        .first_is_head = false };
    for (auto const* deadline : deadlines_by_urgency()) {
        auto const tone = tone_of(*deadline);
        Cell due { line(deadline->due ? to_string(*deadline->due) : "\u2013", tone) };
        if (deadline->opens && *deadline->opens > answer.as_of)
            due.push_back(line(say(Label::due_opens, to_string(*deadline->opens)), Tone::muted));
        if (deadline->due_latest && deadline->due_latest != deadline->due)
            due.push_back(line(say(Label::due_or, to_string(*deadline->due_latest)), Tone::muted));
        bool const over = deadline->met || deadline->status == DeadlineStatus::passed;
        Cell what { line(deadline->what, over ? Tone::muted : Tone::plain) };
        if (!deadline->time.empty())
            what.front().push_back(span(say(Label::in_brackets, hour(deadline->time)), Tone::muted));
        if (!deadline->if_missed.empty() && !deadline->met)
            what.push_back(line(say(Label::if_missed, codec::printable(deadline->if_missed)), Tone::muted));
        if (!deadline->counting.empty()) {
            std::string counting;
            for (auto const& step : deadline->counting)
                counting += (counting.empty() ? std::string {} : std::string { say(Label::between_sentences) })
                    + codec::printable(step);
            what.push_back(line(say(Label::counted, counting), Tone::muted));
        } else if (!deadline->from_what.empty()) {
            what.push_back(
                line(say(Label::counted_from,
                         codec::printable(deadline->from_what)
                             + (deadline->from ? say(Label::in_brackets, to_string(*deadline->from)) : std::string {})),
                    Tone::muted));
        }
        auto const missing = facts_named(deadline->missing);
        auto const about = muted_join({ readings_named(deadline->reading, deadline->route),
            missing.empty() ? Line {} : line(say(Label::missing_word)) + missing,
            deadline->provisional ? line(say(Label::provisional)) : Line {},
            cite(deadline->source, deadline->due.has_value() && !deadline->counting.empty()) });
        // A reference alone stands behind the line before it.
        if (!about.empty() && about.front().note > 0)
            what.back() = what.back() + line(" ") + about;
        else if (!about.empty())
            what.push_back(about);
        table.rows.push_back({ std::move(due), cell(left(say, *deadline, answer.as_of), tone), std::move(what) });
    }
    blocks.emplace_back(std::move(table));
    return blocks;
}

std::vector<Block> Composer::plan()
{
    static constexpr std::array steps { Label::step_1, Label::step_2, Label::step_3, Label::step_4, Label::step_5 };
    std::vector<Block> blocks;
    for (int step = 1; step <= 5; ++step) {
        std::vector<Task const*> tasks;
        for (auto const& task : answer.plan)
            if (std::clamp(task.step, 1, 5) == step)
                tasks.push_back(&task);
        if (tasks.empty())
            continue;
        sort_keeping_order(tasks, [](Task const* task) { return task->by ? task->by->days() : INT32_MAX; });
        blocks.emplace_back(Heading { std::string { say(steps[static_cast<std::size_t>(step - 1)]) }, {} });
        Table table { .columns = { { {}, 13 }, { {} } }, .rows = {}, .first_is_head = false };
        for (auto const* task : tasks) {
            bool const now = task->by && *task->by <= answer.as_of;
            Cell what { line(task->act) };
            if (!task->why.empty())
                what.push_back(line(task->why, Tone::muted));
            std::vector<std::string> needs;
            for (auto const& need : task->needs)
                needs.push_back(say.evidence(need));
            auto const about = muted_join({ task->who.empty() ? Line {} : line(say.who(task->who)),
                needs.empty() ? Line {} : line(say(Label::needs, say.list(needs))), cite(task->source, false) });
            if (!about.empty())
                what.push_back(about);
            table.rows.push_back({ now && *task->by == answer.as_of
                    ? cell(say(Label::left_today), Tone::stop)
                    : cell(task->by ? to_string(*task->by) : std::string { say(Label::undated) },
                          now            ? Tone::stop
                              : task->by ? Tone::plain
                                         : Tone::muted),
                std::move(what) });
        }
        blocks.emplace_back(std::move(table));
    }
    return blocks;
}

Timeline Composer::timeline() const
{
    Timeline picture { .as_of = answer.as_of,
        .lanes = {},
        .title = std::string { say(Label::timeline_title) },
        .description = say(Label::timeline_desc, to_string(answer.as_of)),
        .language = say.language() };
    for (auto const [track, name] : { std::pair { Track::assurance, Label::track_assurance },
             { Track::legal, Label::track_legal }, { Track::other, Label::track_other } }) {
        Timeline::Lane lane { std::string { say(name) }, track, {} };
        for (auto const& d : answer.deadlines)
            if (d.due && track_of(d.route) == track)
                lane.items.push_back({ .what = codec::printable(d.what),
                    .deadline = true,
                    .from = d.from,
                    .date = *d.due,
                    .latest = d.due_latest,
                    .urgent = !d.met && (d.status == DeadlineStatus::today || d.status == DeadlineStatus::soon),
                    .passed = d.met || d.status == DeadlineStatus::passed });
        for (auto const& t : answer.plan) {
            if (!t.by || t.track != track)
                continue;
            // Steps of one day share a row, so that the first day does not fill the picture.
            auto const same = std::ranges::find_if(
                lane.items, [&](Timeline::Item const& item) { return !item.deadline && item.date == *t.by; });
            if (same != lane.items.end())
                same->what += " · " + codec::printable(t.act);
            else
                lane.items.push_back({ .what = codec::printable(t.act),
                    .deadline = false,
                    .from = {},
                    .date = *t.by,
                    .latest = {},
                    .urgent = *t.by <= answer.as_of,
                    .passed = false });
        }
        sort_keeping_order(
            lane.items, [](Timeline::Item const& item) { return std::pair { item.date, !item.deadline }; });
        if (!lane.items.empty())
            picture.lanes.push_back(std::move(lane));
    }
    return picture;
}

} // namespace recourse::render
