#include "core/limitation/running.hpp"

#include "time/shipped_calendar.hpp"

// after gtest
#include <rapidcheck/gtest.h>

// The law once more, slowly and day by day, as its text has it; both must come to the same end.

namespace recourse::limitation {

namespace {

time::Calendar const& cn()
{
    static auto const calendar = time::shipped_cn();
    return calendar;
}

/// Civil Code art. 194: an obstacle on a day of the last six months suspends; six months after it ends, so does the
/// period.
Date suspended(Date end, std::vector<Obstacle> const& obstacles)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (auto const& obstacle : obstacles) {
            if (!obstacle.until)
                continue;
            bool inside = false;
            for (auto day = end.plus_months(-6).plus_days(1); day <= end; day = day.plus_days(1))
                inside = inside || (obstacle.from <= day && day <= *obstacle.until);
            if (inside && obstacle.until->plus_months(6) > end) {
                end = obstacle.until->plus_months(6);
                changed = true;
            }
        }
    }
    return end;
}

/// Civil Code art. 203: a last day on a holiday moves to the day after it.
Date moved_by_holidays(Date end)
{
    for (auto day = end;; day = day.plus_days(1)) {
        auto const kind = cn().kind(day);
        if (!kind)
            return end;
        if (time::is_open(*kind))
            return day;
    }
}

bool pends(Act const& act)
{
    bool const suit = act.kind == ActKind::filing || act.kind == ActKind::payment_order
        || act.kind == ActKind::insolvency_claim || act.kind == ActKind::enforcement || act.kind == ActKind::joinder
        || act.kind == ActKind::set_off;
    return suit && !act.ended_on;
}

/// The day on which the act interrupts; nothing: it does not.
std::optional<Date> day_of(Act const& act)
{
    bool const never = act.kind == ActKind::refusal || act.kind == ActKind::platform_claim;
    if (never || act.other_debtor || act.gives_up_rest || act.proof == Proof::none)
        return std::nullopt;
    if (act.kind != ActKind::demand)
        return act.on;
    return act.proof == Proof::sent ? std::nullopt : act.arrived_on;
}

/// Day after day: what interrupts today starts the years anew; when the last day is over, so is the claim. Nothing:
/// proceedings are under way.
std::optional<Date> twin(int years, Date start, std::vector<Act> const& acts, std::vector<Obstacle> const& obstacles)
{
    auto from = start;
    bool stopped = false;
    auto end = moved_by_holidays(suspended(from.plus_years(years), obstacles));
    for (auto today = start; today < start.plus_years(30); today = today.plus_days(1)) {
        if (!stopped && today > end)
            return end;
        for (auto const& act : acts) {
            if (day_of(act) != today)
                continue;
            stopped = stopped || pends(act);
            from = std::max({ from, today, act.ended_on.value_or(today) });
            end = moved_by_holidays(suspended(from.plus_years(years), obstacles));
        }
    }
    return stopped ? std::nullopt : std::optional { end };
}

rc::Gen<Date> days()
{
    return rc::gen::map(rc::gen::inRange(0, 4'000), [](int n) { return Date::of(2016, 1, 1).plus_days(n); });
}

rc::Gen<Act> acts()
{
    return rc::gen::apply(
        [](int kind, Date on, int arrives, int proof, int ends, int odd) {
            Act made;
            // Mostly demands, promises and payments: a suit that pends ends the story.
            made.kind = static_cast<ActKind>(kind <= 15 ? kind : 1 + kind % 3);
            made.on = on;
            if (arrives < 30)
                made.arrived_on = on.plus_days(arrives);
            made.proof = static_cast<Proof>(proof);
            if (ends < 900)
                made.ended_on = on.plus_days(ends);
            made.gives_up_rest = odd == 0;
            made.other_debtor = odd == 1;
            return made;
        },
        rc::gen::inRange(1, 40), days(), rc::gen::inRange(0, 36), rc::gen::inRange(0, 5), rc::gen::inRange(0, 1'400),
        rc::gen::inRange(0, 20));
}

rc::Gen<Obstacle> obstacles()
{
    return rc::gen::apply(
        [](Date from, int lasts) {
            Obstacle made { ObstacleKind::other, from, {} };
            if (lasts < 700)
                made.until = from.plus_days(lasts);
            return made;
        },
        days(), rc::gen::inRange(0, 760));
}

} // namespace

RC_GTEST_PROP(LimitationTwin, both_come_to_the_same_day, ())
{
    auto const start = *days();
    auto const all = *rc::gen::scale(0.15, rc::gen::container<std::vector<Act>>(acts()));
    auto const some = *rc::gen::scale(0.05, rc::gen::container<std::vector<Obstacle>>(obstacles()));
    for (auto const& [id, years] : { std::pair { RuleId::limitation_three, 3 },
             std::pair { RuleId::limitation_four, 4 }, std::pair { RuleId::enforcement_application, 2 } }) {
        auto const running = run(rule(id), start, all, some, cn());
        auto const end = running.stopped ? std::nullopt : std::optional { running.end.day };
        RC_ASSERT(end == twin(years, start, all, some));
    }
}

} // namespace recourse::limitation
