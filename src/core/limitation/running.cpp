#include "core/limitation/running.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::limitation {

namespace {

/// Proceedings about the claim itself: while they are under way nothing runs.
bool stops(ActKind kind)
{
    switch (kind) {
    case ActKind::filing:
    case ActKind::payment_order:
    case ActKind::insolvency_claim:
    case ActKind::enforcement:
    case ActKind::joinder:
    case ActKind::set_off:
        return true;
    case ActKind::demand:
    case ActKind::promise:
    case ActKind::part_payment:
    case ActKind::preservation:
    case ActKind::body:
    case ActKind::police_report:
    case ActKind::notice:
    case ActKind::refusal:
    case ActKind::platform_claim:
        return false;
    }
    RECOURSE_ASSERT(false);
}

/// Six months before the end, the first day that is not in them.
Date six_months_before(Date end)
{
    return end.plus_months(-6);
}

/// One period in the making.
class Period {
public:
    Period(Rule const& rule, Date start, std::span<Obstacle const> obstacles, time::Calendar const& calendar)
        : rule_(rule)
        , obstacles_(obstacles)
        , calendar_(calendar)
    {
        running_.from = start;
        settle();
    }

    Running const& running() const { return running_; }

    Verdict take(std::uint32_t number, Act const& act, Date on, Date first_start)
    {
        if (on < first_start)
            return Verdict::too_early;
        if (!running_.stopped && on > running_.end.day)
            return Verdict::too_late;
        auto const from = std::max(on, act.ended_on.value_or(on));
        running_.from = std::max(running_.from, from);
        if (running_.from == from)
            running_.act = number;
        bool const pending = stops(act.kind) && !act.ended_on;
        running_.stopped = running_.stopped || pending;
        settle();
        return pending ? Verdict::stops : Verdict::restarts;
    }

private:
    /// The end that follows from where it runs from.
    void settle()
    {
        auto const plain = last_day_plain();
        running_.plain = running_.plain_end = plain;
        running_.obstacle = running_.may_stand_still = 0;
        // Each obstacle can push the end into the reach of another one.
        for (bool pushed = true; pushed;) {
            pushed = false;
            for (std::size_t i = 0; i < obstacles_.size(); ++i) {
                auto const& one = obstacles_[i];
                bool const begins_in_time = one.from <= running_.plain_end;
                if (!begins_in_time || !one.until || *one.until <= six_months_before(running_.plain_end))
                    continue;
                auto const end = one.until->plus_months(6);
                if (end <= running_.plain_end)
                    continue;
                running_.plain_end = end;
                running_.obstacle = static_cast<std::uint32_t>(i + 1);
                pushed = true;
            }
        }
        for (std::size_t i = 0; i < obstacles_.size(); ++i) {
            if (!obstacles_[i].until && obstacles_[i].from <= running_.plain_end)
                running_.may_stand_still = static_cast<std::uint32_t>(i + 1);
        }
        running_.end = moved(rule_, running_.plain_end, calendar_);
    }

    Date last_day_plain() const
    {
        static time::Calendar const every_day = time::Calendar::natural();
        return last_day(rule_, running_.from, every_day).day;
    }

    Rule const& rule_;
    std::span<Obstacle const> obstacles_;
    time::Calendar const& calendar_;
    Running running_;
};

} // namespace

std::string_view word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::restarts:
        return "restarts";
    case Verdict::stops:
        return "stops";
    case Verdict::not_arrived:
        return "not-arrived";
    case Verdict::no_proof:
        return "no-proof";
    case Verdict::too_late:
        return "too-late";
    case Verdict::too_early:
        return "too-early";
    case Verdict::rest_given_up:
        return "rest-given-up";
    case Verdict::other_debtor:
        return "other-debtor";
    case Verdict::argument:
        return "argument";
    case Verdict::none:
        return "none";
    }
    RECOURSE_ASSERT(false);
}

Interrupts interrupts(Act const& act)
{
    if (act.kind == ActKind::refusal)
        return { Verdict::none, act.on };
    if (act.kind == ActKind::platform_claim) {
        bool const reached = act.arrived_on && act.proof >= Proof::arrived;
        return { reached ? Verdict::argument : Verdict::none, act.on };
    }
    if (act.other_debtor)
        return { Verdict::other_debtor, act.on };
    if (act.gives_up_rest)
        return { Verdict::rest_given_up, act.on };
    if (act.proof == Proof::none)
        return { Verdict::no_proof, act.on };
    if (act.kind == ActKind::demand) {
        if (!act.arrived_on || act.proof == Proof::sent)
            return { Verdict::not_arrived, act.on };
        return { Verdict::restarts, *act.arrived_on };
    }
    return { Verdict::restarts, act.on };
}

Running run(Rule const& rule, Date start, std::span<Act const> acts, std::span<Obstacle const> obstacles,
    time::Calendar const& calendar, std::vector<Weighed>* weighed)
{
    Period period { rule, start, obstacles, calendar };
    if (weighed != nullptr)
        weighed->assign(acts.size(), {});
    // Acts are few: the next one by day is looked for each time, so that nothing has to be sorted elsewhere.
    std::optional<std::pair<Date, std::size_t>> last;
    for (;;) {
        std::optional<std::pair<Date, std::size_t>> next;
        for (std::size_t i = 0; i < acts.size(); ++i) {
            std::pair const at { interrupts(acts[i]).on, i };
            if ((!last || at > *last) && (!next || at < *next))
                next = at;
        }
        if (!next)
            return period.running();
        last = next;
        auto const& act = acts[next->second];
        auto const number = static_cast<std::uint32_t>(next->second + 1);
        auto verdict = interrupts(act).verdict;
        if (verdict == Verdict::restarts)
            verdict = period.take(number, act, next->first, start);
        if (weighed != nullptr) {
            auto& line = (*weighed)[next->second];
            line.act = number;
            line.verdict = verdict;
            if (verdict == Verdict::restarts)
                line.from = std::max(next->first, act.ended_on.value_or(next->first));
        }
    }
}

} // namespace recourse::limitation
