#include "core/route/route_run.hpp"

#include "core/case/answer_words.hpp"
#include "core/case/world_test.hpp"

#include <rapidcheck/gtest.h>

namespace recourse::route {

namespace {

using casework::compiled;
using casework::day;
using casework::Evaluation;
using casework::fact_schema;
using casework::facts_of;
using casework::FactTexts;
using casework::small_world;
using casework::usd;

struct RuleText {
    RouteStatus is;
    std::string_view when;
};

RouteBook route(std::initializer_list<RuleText> rules)
{
    RouteBook book;
    book.id = "cietac";
    for (auto const& rule : rules)
        book.statuses.push_back({ rule.is, compiled(rule.when, fact_schema()), {}, {} });
    return book;
}

/// "open" or "unknown: order.own_use, order.custom_made"; how many rules it hangs on.
std::string status(RouteBook const& book, FactTexts texts, std::size_t* rules = nullptr)
{
    auto const world = small_world({});
    auto const facts = facts_of(texts);
    Evaluation evaluation(world, facts, day("2026-03-01"));
    auto const outcome = status_of(book, evaluation.frame());
    if (rules != nullptr)
        *rules = outcome.rules.size();
    auto const status = word(outcome.status);
    return outcome.status == RouteStatus::unknown ? fmt::format("{}: {}", status, fmt::join(outcome.missing, ", "))
                                                  : std::string { status };
}

constexpr auto open = RouteStatus::open, closed = RouteStatus::closed, conditional = RouteStatus::conditional;

} // namespace

TEST(RouteStatus, the_first_rule_that_holds_decides)
{
    auto const book = route({ { closed, "order.own_use" }, { conditional, "order.custom_made" }, { open, "" } });
    std::size_t rules = 0;
    EXPECT_EQ(status(book, { { "order.own_use", "true" } }, &rules), "closed"); // whatever stands behind it
    EXPECT_EQ(rules, 1u);
    EXPECT_EQ(status(book, { { "order.own_use", "false" }, { "order.custom_made", "true" } }), "conditional");
    EXPECT_EQ(status(book, { { "order.own_use", "false" }, { "order.custom_made", "false" } }, &rules), "open");
    EXPECT_EQ(rules, 1u);
}

TEST(RouteStatus, an_open_rule_before_it_leaves_it_unknown_and_names_its_facts)
{
    auto const book = route({ { closed, "order.own_use" }, { conditional, "order.custom_made" }, { open, "" } });
    std::size_t rules = 0;
    EXPECT_EQ(status(book, {}, &rules), "unknown: order.own_use, order.custom_made");
    EXPECT_EQ(rules, 3u);
    EXPECT_EQ(status(book, { { "order.custom_made", "false" } }, &rules), "unknown: order.own_use");
    EXPECT_EQ(rules, 2u);
    EXPECT_EQ(status(book, { { "order.own_use", "false" } }), "unknown: order.custom_made");
}

TEST(RouteStatus, what_is_not_known_does_not_matter_where_it_comes_to_the_same)
{
    std::size_t rules = 0;
    EXPECT_EQ(status(route({ { closed, "order.own_use" }, { closed, "" } }), {}, &rules), "closed");
    EXPECT_EQ(rules, 1u);
}

TEST(RouteStatus, where_no_rule_holds_it_is_unknown)
{
    EXPECT_EQ(status(route({ { open, "order.own_use" } }), { { "order.own_use", "false" } }), "unknown: ");
    EXPECT_EQ(status(route({}), {}), "unknown: ");
    EXPECT_EQ(status(route({ { open, "order.own_use" } }), {}), "unknown: order.own_use");
}

RC_GTEST_PROP(RouteStatus, a_status_that_is_known_stays_whatever_becomes_known, ())
{
    static constexpr std::array conditions { "order.own_use", "!order.own_use", "order.custom_made",
        "order.custom_made && supplier.gold", "order.own_use || supplier.gold", "" };
    RouteBook book;
    auto const count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i)
        book.statuses.push_back({ static_cast<RouteStatus>(*rc::gen::inRange(0, 3)),
            compiled(*rc::gen::elementOf(conditions), fact_schema()), {}, {} });
    auto const world = small_world({});
    casework::Facts few, all;
    for (auto const path : { "order.own_use", "order.custom_made", "supplier.gold" }) {
        auto const text = *rc::gen::arbitrary<bool>() ? "true" : "false";
        casework::put(all, path, text);
        if (*rc::gen::arbitrary<bool>())
            casework::put(few, path, text);
    }
    Evaluation before(world, few, day("2026-03-01")), after(world, all, day("2026-03-01"));
    auto const known = status_of(book, before.frame());
    if (known.status != RouteStatus::unknown)
        RC_ASSERT(status_of(book, after.frame()).status == known.status);
    else
        RC_ASSERT(!known.missing.empty() || status_of(book, after.frame()).status == RouteStatus::unknown);
}

TEST(RouteRun, a_total_is_known_only_while_every_part_is)
{
    auto const world = small_world({ { "case_currency", "\"USD\"" }, { "claimed", "order.value" } });
    auto const cost = [&](std::string_view id, std::string_view when, std::string_view amount) {
        CostRule rule;
        rule.id = id;
        rule.when = compiled(when, *world.schema);
        rule.low = rule.likely = rule.high = compiled(amount, *world.schema);
        return rule;
    };
    auto book = route({ { open, "" } });
    book.costs = { cost("fee", "", "money(\"100.00 USD\")"), cost("survey", "order.custom_made", "losses.inspection") };
    auto const described = [&](FactTexts texts) {
        auto const facts = facts_of(texts);
        Evaluation evaluation(world, facts, day("2026-03-01"));
        return describe(book, status_of(book, evaluation.frame()), evaluation, Language::en);
    };
    auto const none = described({ { "order.custom_made", "false" } });
    EXPECT_EQ(none.cost.likely, (Money { 100'00, usd }));
    EXPECT_EQ(none.cost.parts.size(), 1u);
    auto const both = described({ { "order.custom_made", "true" }, { "losses.inspection", "20.00 USD" } });
    EXPECT_EQ(both.cost.likely, (Money { 120'00, usd }));
    auto const perhaps = described({ { "losses.inspection", "20.00 USD" } });
    EXPECT_EQ(perhaps.cost.low, (Money { 100'00, usd })); // it may not be needed
    EXPECT_EQ(perhaps.cost.high, (Money { 120'00, usd }));
    auto const dark = described({ { "order.custom_made", "true" } });
    EXPECT_FALSE(dark.cost.likely);
    EXPECT_EQ(dark.cost.parts.size(), 2u);
}

TEST(RouteRun, a_closed_route_brings_nothing_an_open_one_up_to_the_claim)
{
    auto const world = small_world({ { "case_currency", "\"USD\"" }, { "claimed", "order.value" } });
    auto const facts = facts_of({ { "order.value", "900.00 USD" } });
    Evaluation evaluation(world, facts, day("2026-03-01"));
    auto const recoverable = [&](RouteBook const& book) {
        return describe(book, status_of(book, evaluation.frame()), evaluation, Language::en).recoverable;
    };
    EXPECT_EQ(recoverable(route({ { closed, "" } })).high, (Money { 0, usd }));
    EXPECT_EQ(recoverable(route({ { open, "" } })).low, (Money { 0, usd }));
    EXPECT_EQ(recoverable(route({ { open, "" } })).high, (Money { 900'00, usd }));
}

TEST(RouteRun, weeks_are_those_of_the_first_row_that_may_hold)
{
    auto const world = small_world({ { "case_currency", "\"USD\"" }, { "claimed", "order.value" } });
    auto book = route({ { open, "" } });
    book.weeks.push_back({ compiled("order.own_use", fact_schema()), 1, 2, 3, true, {} });
    book.weeks.push_back({ compiled("order.custom_made", fact_schema()), 4, 5, 6, true, {} });
    auto const likely = [&](FactTexts texts) {
        auto const facts = facts_of(texts);
        Evaluation evaluation(world, facts, day("2026-03-01"));
        return describe(book, status_of(book, evaluation.frame()), evaluation, Language::en).weeks.likely;
    };
    EXPECT_EQ(likely({ { "order.own_use", "false" }, { "order.custom_made", "true" } }), 5);
    EXPECT_EQ(likely({}), 2);
    EXPECT_EQ(likely({ { "order.own_use", "false" }, { "order.custom_made", "false" } }), std::nullopt);
}

} // namespace recourse::route
