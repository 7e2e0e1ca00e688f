#include "core/case/deadline_run.hpp"

#include "core/case/answer_words.hpp"
#include "core/case/world_test.hpp"

namespace recourse::casework {

namespace {

/// Thirty days from delivery, for goods made to order; opens on the agreed day.
DeadlineRule window(bool not_before = false)
{
    auto const& schema = fact_schema();
    DeadlineRule rule;
    rule.id = "claim-window";
    rule.when = compiled("order.custom_made", schema);
    rule.started = compiled("delivery.state != \"not_shipped\"", schema);
    rule.opens = compiled("order.deliver_by", schema);
    rule.done = compiled("claim.filed_on", schema);
    rule.not_before = not_before;
    rule.legs.push_back({ compiled("delivery.delivered_on", schema), {}, "30 days", false, "none", false, {} });
    return rule;
}

DeadlineOutcome outcome(DeadlineRule const& rule, std::string_view as_of, FactTexts texts)
{
    auto const world = small_world({});
    auto const facts = facts_of(texts);
    Evaluation evaluation(world, facts, day(as_of));
    auto result = run(rule, evaluation.frame(), world, day(as_of));
    result.rule = nullptr; // the tests keep results, not rules
    return result;
}

/// "applies, status, due, done, met"
std::string line(DeadlineOutcome const& one)
{
    auto const date = [](std::optional<Date> d) { return d ? to_string(*d) : std::string { "-" }; };
    return fmt::format("{} {} due {} done {}{}", word(one.applies), word(one.status), date(one.due), date(one.done),
        one.met ? " met" : "");
}

} // namespace

TEST(DeadlineRun, status_and_met_by_day)
{
    std::pair<std::string_view, std::string_view> const custom { "order.custom_made", "true" };
    std::pair<std::string_view, std::string_view> const came { "delivery.delivered_on", "2026-03-01" };
    auto const rule = window();
    // clang-format off
    EXPECT_EQ(line(outcome(rule, "2026-03-02", { custom, came })), "yes later due 2026-03-31 done -");
    EXPECT_EQ(line(outcome(rule, "2026-03-17", { custom, came })), "yes soon due 2026-03-31 done -");
    EXPECT_EQ(line(outcome(rule, "2026-03-31", { custom, came })), "yes today due 2026-03-31 done -");
    EXPECT_EQ(line(outcome(rule, "2026-04-01", { custom, came })), "yes passed due 2026-03-31 done -");
    EXPECT_EQ(line(outcome(rule, "2026-04-01", { custom, came, { "claim.filed_on", "2026-03-31" } })), "yes passed due 2026-03-31 done 2026-03-31 met");
    EXPECT_EQ(line(outcome(rule, "2026-04-02", { custom, came, { "claim.filed_on", "2026-04-01" } })), "yes passed due 2026-03-31 done 2026-04-01");
    EXPECT_EQ(line(outcome(rule, "2026-03-17", { custom })), "yes unknown due - done -");
    EXPECT_EQ(line(outcome(rule, "2026-03-17", { came })), "open soon due 2026-03-31 done -");
    EXPECT_EQ(line(outcome(rule, "2026-03-17", { { "order.custom_made", "false" }, came })), "no unknown due - done -");
    EXPECT_EQ(line(outcome(rule, "2026-03-17", { custom, { "delivery.state", "not_shipped" } })), "yes not_started due - done -");
    EXPECT_EQ(line(outcome(window(true), "2026-03-17", { custom, came })), "yes later due 2026-03-31 done -"); // nothing presses
    // clang-format on
}

TEST(DeadlineRun, what_was_done_before_the_first_day_has_to_be_done_again)
{
    FactTexts const early { { "order.custom_made", "true" }, { "delivery.delivered_on", "2026-03-01" },
        { "order.deliver_by", "2026-03-10" }, { "claim.filed_on", "2026-03-09" } };
    EXPECT_EQ(line(outcome(window(), "2026-03-09", early)), "yes not_started due 2026-03-31 done -");
    EXPECT_EQ(line(outcome(window(), "2026-03-10", early)), "yes later due 2026-03-31 done -");
    FactTexts const on_the_day { { "order.custom_made", "true" }, { "delivery.delivered_on", "2026-03-01" },
        { "order.deliver_by", "2026-03-10" }, { "claim.filed_on", "2026-03-10" } };
    EXPECT_EQ(line(outcome(window(), "2026-03-12", on_the_day)), "yes later due 2026-03-31 done 2026-03-10 met");
}

TEST(DeadlineRun, of_two_starts_one_that_is_not_known_leaves_the_day_open)
{
    auto rule = window();
    rule.legs.push_back(
        { compiled("delivery.order_closed_on", fact_schema()), {}, "10 days", false, "none", false, {} });
    FactTexts const both { { "order.custom_made", "true" }, { "delivery.delivered_on", "2026-03-01" },
        { "delivery.order_closed_on", "2026-03-15" } };
    auto const earliest = outcome(rule, "2026-03-02", both);
    EXPECT_EQ(earliest.due, day("2026-03-25"));
    EXPECT_EQ(earliest.leg, 1u);
    rule.latest = true;
    EXPECT_EQ(outcome(rule, "2026-03-02", both).due, day("2026-03-31"));
    auto const open
        = outcome(rule, "2026-03-02", { { "order.custom_made", "true" }, { "delivery.delivered_on", "2026-03-01" } });
    EXPECT_FALSE(open.due);
    EXPECT_EQ(open.missing, std::vector<std::string> { "delivery.order_closed_on" });
}

TEST(DeadlineRun, a_year_without_a_notice_is_missing_by_name)
{
    auto rule = window();
    rule.legs[0].period = "30 working days";
    rule.legs[0].calendar = "cn";
    auto world = small_world({});
    world.calendars.emplace("cn", time::Calendar::natural());
    auto const facts = facts_of({ { "order.custom_made", "true" }, { "delivery.delivered_on", "2026-03-01" } });
    Evaluation evaluation(world, facts, day("2026-03-02"));
    auto const open = run(rule, evaluation.frame(), world, day("2026-03-02"));
    EXPECT_FALSE(open.due);
    ASSERT_EQ(open.missing.size(), 1u);
    EXPECT_TRUE(open.missing[0].starts_with("calendar.")) << open.missing[0];
}

} // namespace recourse::casework
