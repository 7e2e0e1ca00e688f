#include "core/limitation/clock.hpp"

#include "time/shipped_calendar.hpp"

// after gtest
#include <rapidcheck/gtest.h>

// Interruption and suspension: by hand, and what must hold of them.

namespace recourse::limitation {

namespace {

Date day(std::string_view text)
{
    auto const date = parse_date(text);
    EXPECT_TRUE(date) << text;
    return date.value_or(Date {});
}

Act act(ActKind kind, std::string_view on, Proof proof = Proof::official)
{
    Act made;
    made.kind = kind;
    made.on = day(on);
    made.proof = proof;
    return made;
}

Act demand(std::string_view on, std::string_view arrived, Proof proof = Proof::arrived)
{
    auto made = act(ActKind::demand, on, proof);
    if (!arrived.empty())
        made.arrived_on = day(arrived);
    return made;
}

Act ended(Act made, std::string_view on)
{
    made.ended_on = day(on);
    return made;
}

time::Calendar const& cn()
{
    static auto const calendar = time::shipped_cn();
    return calendar;
}

/// The last day of three years from 10 January 2020 (10 January 2023 without more), or "stopped".
std::string three(
    std::vector<Act> const& acts, std::vector<Obstacle> const& obstacles = {}, std::string_view start = "2020-01-10")
{
    auto const running = run(rule(RuleId::limitation_three), day(start), acts, obstacles, cn());
    return running.stopped ? "stopped" : to_string(running.end.day);
}

std::vector<std::string> verdicts(std::vector<Act> const& acts)
{
    std::vector<Weighed> weighed;
    run(rule(RuleId::limitation_three), day("2020-01-10"), acts, {}, cn(), &weighed);
    std::vector<std::string> words;
    for (auto const& one : weighed)
        words.emplace_back(word(one.verdict));
    return words;
}

using Words = std::vector<std::string>;

} // namespace

TEST(Limitation, runs_three_years_when_nothing_happens)
{
    EXPECT_EQ(three({}), "2023-01-10");
    EXPECT_EQ(three({}, {}, "2020-01-21"), "2023-01-28"); // Spring Festival until 27; the Saturday is made up
}

TEST(Limitation, starts_anew_when_a_demand_arrives_not_when_it_is_sent)
{
    EXPECT_EQ(three({ demand("2022-06-20", "2022-06-23") }), "2025-06-23");
    EXPECT_EQ(three({ demand("2022-06-20", "") }), "2023-01-10");
    EXPECT_EQ(three({ demand("2022-06-20", "2022-06-23", Proof::sent) }), "2023-01-10");
    EXPECT_EQ(three({ demand("2022-06-20", "2022-06-23", Proof::none) }), "2023-01-10");
    EXPECT_EQ(three({ demand("2022-06-20", "2022-06-23", Proof::acknowledged) }), "2025-06-23");
}

TEST(Limitation, each_kind_of_act)
{
    // Two and a half years on, 10 July 2022; three years later it is a Thursday.
    std::vector<std::pair<ActKind, std::string_view>> const lines {
        { ActKind::promise, "2025-07-10" },
        { ActKind::part_payment, "2025-07-10" },
        { ActKind::filing, "stopped" },
        { ActKind::preservation, "2025-07-10" },
        { ActKind::payment_order, "stopped" },
        { ActKind::insolvency_claim, "stopped" },
        { ActKind::enforcement, "stopped" },
        { ActKind::joinder, "stopped" },
        { ActKind::set_off, "stopped" },
        { ActKind::body, "2025-07-10" },
        { ActKind::police_report, "2025-07-10" },
        { ActKind::notice, "2025-07-10" },
        { ActKind::refusal, "2023-01-10" },
        { ActKind::platform_claim, "2023-01-10" },
    };
    for (auto const& [kind, due] : lines)
        EXPECT_EQ(three({ act(kind, "2022-07-10") }), due) << word(kind);
}

TEST(Limitation, runs_anew_from_the_end_of_proceedings)
{
    EXPECT_EQ(three({ ended(act(ActKind::filing, "2022-07-10"), "2023-03-15") }), "2026-03-16"); // a Sunday
    // Until the police says no, the day of the report is the safe one.
    EXPECT_EQ(three({ ended(act(ActKind::police_report, "2022-07-10"), "2022-09-30") }), "2025-09-30");
    // What happens while a suit is under way changes nothing.
    EXPECT_EQ(three({ act(ActKind::filing, "2022-07-10"), demand("2022-08-01", "2022-08-02") }), "stopped");
}

TEST(Limitation, a_platform_claim_never_counts)
{
    auto reached = act(ActKind::platform_claim, "2022-07-10");
    reached.arrived_on = day("2022-07-12");
    EXPECT_EQ(three({ reached }), "2023-01-10");
    EXPECT_EQ(verdicts({ reached }), (Words { "argument" }));
    EXPECT_EQ(verdicts({ act(ActKind::platform_claim, "2022-07-10") }), (Words { "none" }));
}

TEST(Limitation, what_comes_too_late_or_too_early_does_nothing)
{
    EXPECT_EQ(three({ act(ActKind::promise, "2023-01-10") }), "2026-01-12"); // the last day still counts; a Saturday
    EXPECT_EQ(three({ act(ActKind::promise, "2023-01-11") }), "2023-01-10");
    EXPECT_EQ(three({ act(ActKind::promise, "2020-01-09") }), "2023-01-10");
    EXPECT_EQ(verdicts({ act(ActKind::promise, "2023-01-11"), act(ActKind::promise, "2020-01-09") }),
        (Words { "too-late", "too-early" }));
    // A last day that has moved counts to its end: 10 to 27 January 2023 lead to 28.
    EXPECT_EQ(three({ act(ActKind::promise, "2023-01-28") }, {}, "2020-01-21"), "2026-01-28");
}

TEST(Limitation, what_covers_less_or_somebody_else_does_nothing)
{
    auto part = act(ActKind::filing, "2022-07-10");
    part.gives_up_rest = true;
    auto other = act(ActKind::promise, "2022-07-10");
    other.other_debtor = true;
    auto bare = act(ActKind::part_payment, "2022-07-10", Proof::none);
    EXPECT_EQ(three({ part, other, bare }), "2023-01-10");
    EXPECT_EQ(verdicts({ part, other, bare }), (Words { "rest-given-up", "other-debtor", "no-proof" }));
}

TEST(Limitation, interruptions_follow_each_other)
{
    std::vector<Act> acts { act(ActKind::part_payment, "2025-05-06"), demand("2022-06-20", "2022-06-23") };
    EXPECT_EQ(three(acts), "2028-05-06"); // 2025-06-23 had not come
    acts[0].on = day("2025-06-24");
    EXPECT_EQ(three(acts), "2025-06-23"); // it had
    EXPECT_EQ(verdicts(acts), (Words { "too-late", "restarts" }));
}

TEST(Limitation, an_obstacle_in_the_last_six_months)
{
    // Three years from 20 May 2020 end on Saturday, 20 May 2023; the last six months begin after 20 November 2022.
    auto const with = [](std::string_view from, std::string_view until) {
        std::vector<Obstacle> obstacles { { ObstacleKind::force_majeure, day(from), {} } };
        if (!until.empty())
            obstacles[0].until = day(until);
        return three({}, obstacles, "2020-05-20");
    };
    EXPECT_EQ(three({}, {}, "2020-05-20"), "2023-05-22");
    EXPECT_EQ(with("2023-01-10", "2023-03-31"), "2023-10-07"); // 30 September lies in a holiday until 6 October
    EXPECT_EQ(with("2022-01-01", "2022-11-20"), "2023-05-22"); // over before they begin
    EXPECT_EQ(with("2022-01-01", "2022-11-21"), "2023-05-22"); // 21 May, a Sunday
    EXPECT_EQ(with("2022-01-01", "2022-11-25"), "2023-05-25");
    EXPECT_EQ(with("2023-05-20", "2023-06-20"), "2023-12-20"); // it came on the last day
    EXPECT_EQ(with("2023-05-21", "2023-06-20"), "2023-05-22"); // the period was over
    EXPECT_EQ(with("2023-01-10", ""), "2023-05-22"); // not over: the safe day
    EXPECT_EQ(run(rule(RuleId::limitation_three), day("2020-05-20"), {},
                  std::vector { Obstacle { ObstacleKind::other, day("2023-01-10"), {} } }, cn())
                  .may_stand_still,
        1);
}

TEST(Limitation, obstacles_follow_each_other)
{
    std::vector<Obstacle> const two { { ObstacleKind::other, day("2023-08-01"), day("2023-11-15") },
        { ObstacleKind::force_majeure, day("2023-01-10"), day("2023-03-31") } };
    EXPECT_EQ(three({}, two, "2020-05-20"), "2024-05-15");
    // A demand in the time that the first one gave starts three years anew.
    EXPECT_EQ(three({ demand("2024-05-10", "2024-05-14") }, two, "2020-05-20"), "2027-05-14");
    EXPECT_EQ(three({ demand("2024-05-10", "2024-05-16") }, two, "2020-05-20"), "2024-05-15");
}

namespace {

rc::Gen<Date> days()
{
    return rc::gen::map(rc::gen::inRange(0, 5'000), [](int n) { return Date::of(2014, 1, 1).plus_days(n); });
}

rc::Gen<Act> acts()
{
    return rc::gen::apply(
        [](int kind, Date on, int arrives, int proof, int ends, int odd) {
            Act made;
            made.kind = static_cast<ActKind>(kind);
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
        rc::gen::inRange(1, 16), days(), rc::gen::inRange(0, 40), rc::gen::inRange(0, 5), rc::gen::inRange(0, 1'800),
        rc::gen::inRange(0, 12));
}

rc::Gen<Obstacle> obstacles()
{
    return rc::gen::apply(
        [](Date from, int lasts) {
            Obstacle made { ObstacleKind::other, from, {} };
            if (lasts < 500)
                made.until = from.plus_days(lasts);
            return made;
        },
        days(), rc::gen::inRange(0, 600));
}

/// The last day as a number that says nothing ends for what is stopped.
std::int32_t end_of(Running const& running)
{
    return running.stopped ? std::numeric_limits<std::int32_t>::max() : running.end.day.days();
}

} // namespace

RC_GTEST_PROP(LimitationProperty, an_interruption_never_shortens, ())
{
    auto const start = *days();
    auto all = *rc::gen::container<std::vector<Act>>(acts());
    auto const some = *rc::gen::container<std::vector<Obstacle>>(obstacles());
    for (auto const id : { RuleId::limitation_three, RuleId::limitation_four, RuleId::enforcement_application }) {
        auto const before = end_of(run(rule(id), start, all, some, cn()));
        auto more = all;
        more.push_back(*acts());
        RC_ASSERT(end_of(run(rule(id), start, more, some, cn())) >= before);
    }
}

RC_GTEST_PROP(LimitationProperty, an_obstacle_never_shortens, ())
{
    auto const start = *days();
    auto const all = *rc::gen::container<std::vector<Act>>(acts());
    auto some = *rc::gen::container<std::vector<Obstacle>>(obstacles());
    auto const before = end_of(run(rule(RuleId::limitation_three), start, all, some, cn()));
    some.push_back(*obstacles());
    RC_ASSERT(end_of(run(rule(RuleId::limitation_three), start, all, some, cn())) >= before);
}

RC_GTEST_PROP(LimitationProperty, four_years_never_end_before_three, ())
{
    auto const start = *days();
    auto const all = *rc::gen::container<std::vector<Act>>(acts());
    auto const some = *rc::gen::container<std::vector<Obstacle>>(obstacles());
    RC_ASSERT(end_of(run(rule(RuleId::limitation_four), start, all, some, cn()))
        >= end_of(run(rule(RuleId::limitation_three), start, all, some, cn())));
}

RC_GTEST_PROP(LimitationProperty, the_order_in_which_acts_are_recorded_changes_nothing, ())
{
    auto const start = *days();
    auto const all = *rc::gen::container<std::vector<Act>>(acts());
    auto const some = *rc::gen::container<std::vector<Obstacle>>(obstacles());
    auto turned = all;
    std::ranges::reverse(turned);
    auto const one = run(rule(RuleId::limitation_three), start, all, some, cn());
    auto const other = run(rule(RuleId::limitation_three), start, turned, some, cn());
    RC_ASSERT(end_of(one) == end_of(other));
    RC_ASSERT(one.from == other.from);
}

RC_GTEST_PROP(LimitationProperty, what_is_weighed_as_nothing_can_be_left_out, ())
{
    auto const start = *days();
    auto const all = *rc::gen::container<std::vector<Act>>(acts());
    std::vector<Weighed> weighed;
    auto const with = run(rule(RuleId::limitation_three), start, all, {}, cn(), &weighed);
    std::vector<Act> counting;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (weighed[i].verdict == Verdict::restarts || weighed[i].verdict == Verdict::stops)
            counting.push_back(all[i]);
    }
    RC_ASSERT(end_of(run(rule(RuleId::limitation_three), start, counting, {}, cn())) == end_of(with));
}

} // namespace recourse::limitation
