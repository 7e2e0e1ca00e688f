#include "core/cover/book_test.hpp"

#include "core/case/answer_words.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::cover {

namespace {

using casework::Facts;
using casework::facts_of;
using casework::FactTexts;
using casework::usd;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::string text(std::optional<Money> amount)
{
    return amount ? to_string(*amount) : "unknown";
}

/// "covered 10.00 USD to 480.00 USD", and "?" where facts are missing.
std::string line(Outcome const& outcome)
{
    return fmt::format("{} {} to {}{}", word(outcome.verdict), text(outcome.range.low), text(outcome.range.high),
        outcome.facts_missing ? " ?" : "");
}

class Decide : public testing::Test {
protected:
    Outcome decide(TestBook const& book, FactTexts texts) { return book.decide(world_, facts_of(texts)); }
    TestBook book() const { return TestBook { world_ }; }
    casework::World const world_ = cover_world();
};

std::pair<std::string_view, std::string_view> const loss { "problems[0].loss", "480.00 USD" };

} // namespace

// --- covers

TEST_F(Decide, an_open_first_cover_that_pays_less_than_a_sure_second_one_lowers_the_least_only)
{
    auto const cheap_first = book().cover("problem.verifiable", "money(\"10.00 USD\")").cover("");
    EXPECT_EQ(line(decide(cheap_first, { loss })), "partly 10.00 USD to 480.00 USD ?");
    EXPECT_EQ(
        line(decide(cheap_first, { loss, { "problems[0].verifiable", "true" } })), "partly 10.00 USD to 10.00 USD");
    EXPECT_EQ(
        line(decide(cheap_first, { loss, { "problems[0].verifiable", "false" } })), "covered 480.00 USD to 480.00 USD");
}

TEST_F(Decide, an_open_first_cover_that_pays_more_raises_the_most_only)
{
    auto const dear_first = book().cover("problem.verifiable").cover("", "money(\"10.00 USD\")");
    EXPECT_EQ(line(decide(dear_first, { loss })), "partly 10.00 USD to 480.00 USD ?");
}

TEST_F(Decide, a_cover_behind_a_sure_one_is_never_asked)
{
    auto const outcome = decide(book().cover("", "money(\"10.00 USD\")").cover("problem.verifiable"), { loss });
    EXPECT_EQ(line(outcome), "partly 10.00 USD to 10.00 USD");
    EXPECT_TRUE(outcome.missing.empty());
}

TEST_F(Decide, covers_that_are_all_open_pay_nothing_for_sure)
{
    auto const both = book().cover("problem.verifiable").cover("problem.accepted_by_buyer", "money(\"10.00 USD\")");
    EXPECT_EQ(line(decide(both, { loss })), "undecided 0.00 USD to 480.00 USD ?");
    EXPECT_EQ(line(decide(both, { loss, { "problems[0].verifiable", "false" } })), "undecided 0.00 USD to 10.00 USD ?");
}

TEST_F(Decide, a_cover_whose_amount_is_not_known_pays_nothing_for_sure_and_names_it)
{
    auto const outcome = decide(book().cover("", "losses.freight"), { loss });
    EXPECT_EQ(line(outcome), "undecided 0.00 USD to 480.00 USD ?");
    EXPECT_THAT(outcome.missing, ElementsAre("losses.freight"));
}

TEST_F(Decide, what_is_claimed_for_a_defect_is_not_known)
{
    EXPECT_EQ(line(decide(book().cover("", "money(\"10.00 USD\")"), { { "problems[0].kind", "quality" } })),
        "undecided 0.00 USD to 10.00 USD ?"); // it may be nothing, and the cover pays no more than ten
}

TEST_F(Decide, sums_that_no_longer_fit_are_no_crash)
{
    auto const outcome = decide(book().cover(""),
        { { "problems[0].loss", "90000000000000000.00 USD" }, { "problems[1].loss", "90000000000000000.00 USD" } });
    EXPECT_LE(outcome.range.low->minor, outcome.readings[0].sure.minor);
    EXPECT_FALSE(outcome.range.high);
}

// --- exclusions

TEST_F(Decide, a_reduction_of_unknown_amount_leaves_nothing_sure_of_its_defect)
{
    auto const one = book().cover("").exclusion(Effect::reduce, true, "problem.verifiable", "losses.freight");
    FactTexts const facts { loss, { "problems[0].verifiable", "true" }, { "problems[1].loss", "20.00 USD" },
        { "problems[1].verifiable", "false" } };
    auto const outcome = decide(one, facts);
    EXPECT_EQ(line(outcome), "partly 20.00 USD to 500.00 USD ?"); // the other defect is not touched
    EXPECT_THAT(outcome.missing, ElementsAre("losses.freight"));
}

TEST_F(Decide, a_reduction_of_unknown_amount_leaves_nothing_sure_of_the_order)
{
    auto const one = book().cover("").exclusion(Effect::reduce, false, "order.custom_made", "losses.freight");
    EXPECT_EQ(line(decide(one, { loss, { "order.custom_made", "true" } })), "undecided 0.00 USD to 480.00 USD ?");
    EXPECT_THAT(decide(one, { loss, { "order.custom_made", "true" } }).missing, ElementsAre("losses.freight"));
    EXPECT_EQ(line(decide(one, { loss, { "order.custom_made", "false" } })), "covered 480.00 USD to 480.00 USD");
    EXPECT_EQ(line(decide(one, { loss, { "order.custom_made", "true" }, { "losses.freight", "80.00 USD" } })),
        "partly 400.00 USD to 400.00 USD");
    EXPECT_EQ(line(decide(one, { loss, { "losses.freight", "80.00 USD" } })), "partly 400.00 USD to 480.00 USD ?");
    EXPECT_EQ(line(decide(one, { loss, { "order.custom_made", "true" }, { "losses.freight", "900.00 USD" } })),
        "not_covered 0.00 USD to 0.00 USD"); // never less than nothing
}

TEST_F(Decide, effects_by_truth)
{
    struct Row {
        Effect effect;
        bool per_problem;
        std::string_view fact, expected;
    };
    auto const void_all = Effect::void_all, bar = Effect::bar;
    // clang-format off
    for (auto const& row : {
             Row { void_all, false, "true",  "not_covered 0.00 USD to 0.00 USD" },
             Row { void_all, false, "false", "covered 500.00 USD to 500.00 USD" },
             Row { void_all, false, "",      "undecided 0.00 USD to 500.00 USD ?" },
             Row { bar,      true,  "true",  "partly 20.00 USD to 20.00 USD" },
             Row { bar,      true,  "false", "covered 500.00 USD to 500.00 USD" },
             Row { bar,      true,  "",      "partly 20.00 USD to 500.00 USD ?" },
             Row { void_all, true,  "true",  "not_covered 0.00 USD to 0.00 USD" },
             Row { void_all, true,  "",      "undecided 0.00 USD to 500.00 USD ?" } }) {
        // clang-format on
        auto const one = book().cover("").exclusion(
            row.effect, row.per_problem, row.per_problem ? "problem.verifiable" : "order.custom_made");
        auto facts = facts_of({ loss, { "problems[1].loss", "20.00 USD" }, { "problems[1].verifiable", "false" } });
        if (!row.fact.empty())
            casework::put(facts, row.per_problem ? "problems[0].verifiable" : "order.custom_made", row.fact);
        EXPECT_EQ(line(one.decide(world_, facts)), row.expected);
    }
}

// --- caps

TEST_F(Decide, a_cap_of_unknown_amount_is_left_out_and_said_so)
{
    auto const one = book().cover("").cap("", "supplier.assurance_limit");
    auto const absent = decide(one, { loss });
    EXPECT_EQ(line(absent), "covered 480.00 USD to 480.00 USD ?");
    EXPECT_THAT(absent.missing, ElementsAre("supplier.assurance_limit"));
    auto const known = decide(one, { loss, { "supplier.assurance_limit", "100.00 USD" } });
    EXPECT_EQ(line(known), "partly 100.00 USD to 100.00 USD");
    EXPECT_TRUE(known.missing.empty());
}

TEST_F(Decide, a_cap_that_could_limit_nothing_is_not_missed)
{
    auto const nothing = book().scope("order.own_use").cover("").cap("", "supplier.assurance_limit");
    EXPECT_EQ(line(decide(nothing, { loss, { "order.own_use", "false" } })), "not_covered 0.00 USD to 0.00 USD");
    auto const other = book().cover("").cap("order.own_use", "supplier.assurance_limit");
    EXPECT_EQ(line(decide(other, { loss, { "order.own_use", "false" } })), "covered 480.00 USD to 480.00 USD");
}

TEST_F(Decide, caps_with_ends)
{
    auto const money = [](std::string_view amount) { return fmt::format("money(\"{}\")", amount); };
    auto const hundred = money("100.00 USD"), three = money("300.00 USD");
    EXPECT_EQ(line(decide(book().cover("").cap("", hundred, three), { loss })), "partly 100.00 USD to 300.00 USD");
    EXPECT_EQ(line(decide(book().cover("").cap("", hundred, ""), { loss })), "partly 100.00 USD to 480.00 USD");
    EXPECT_EQ(line(decide(book().cover("").cap("", "", hundred), { loss })), "partly 100.00 USD to 100.00 USD");
    EXPECT_EQ(line(decide(book().cover("").cap("", three, hundred), { loss })), "partly 100.00 USD to 100.00 USD");
    EXPECT_EQ(
        line(decide(book().cover("").cap("order.own_use", hundred), { loss })), "partly 100.00 USD to 480.00 USD ?");
    EXPECT_EQ(line(decide(book().cover("").cap("", three).cap("", hundred), { loss })),
        "partly 100.00 USD to 100.00 USD"); // the least counts
}

// --- windows

TEST_F(Decide, windows_by_applies_due_done_and_opens)
{
    struct Row {
        std::string_view applies, due, filed, opens, expected;
    };
    // The day of the answer is 2026-03-01.
    // clang-format off
    for (auto const& row : {
             Row { "true",  "2026-03-01", "",           "",           "yes" }, // the last day is today
             Row { "true",  "2026-02-28", "",           "",           "open" }, // passed; whether it was filed is not known
             Row { "true",  "2026-02-28", "2026-02-28", "",           "yes" }, // met
             Row { "true",  "2026-02-27", "2026-02-28", "",           "no" }, // a day late
             Row { "true",  "2026-03-05", "2026-02-28", "",           "yes" },
             Row { "true",  "",           "2026-02-28", "",           "open" }, // from when it runs is not known
             Row { "true",  "2026-03-05", "",           "2026-03-02", "none" }, // too early to be missed
             Row { "true",  "2026-02-28", "2026-02-10", "2026-02-11", "open" }, // filed too early: has to be done again
             Row { "true",  "2026-02-28", "2026-02-11", "2026-02-11", "yes" },
             Row { "false", "2026-02-27", "2026-02-28", "",           "none" },
             Row { "",      "2026-03-05", "",           "",           "yes" }, // in time, whether it applies or not
             Row { "",      "2026-02-28", "2026-02-28", "",           "yes" },
             Row { "",      "2026-02-27", "2026-02-28", "",           "open" },
             Row { "",      "2026-02-27", "",           "",           "open" } }) {
        // clang-format on
        auto one = book().cover("");
        one.window("order.custom_made", "delivery.order_closed_on", "claim.filed_on", "order.deliver_by");
        auto facts = facts_of({ loss });
        for (auto const& [path, value] :
            { std::pair { "order.custom_made", row.applies }, { "delivery.order_closed_on", row.due },
                { "claim.filed_on", row.filed }, { "order.deliver_by", row.opens } }) {
            if (!value.empty())
                casework::put(facts, path, value);
        }
        auto const outcome = one.decide(world_, facts);
        auto const& findings = outcome.readings[0].findings;
        auto const found = std::ranges::find(findings, RuleKind::window, &Finding::kind);
        auto const at = fmt::format("{} {} {} {}", row.applies, row.due, row.filed, row.opens);
        EXPECT_EQ(found == findings.end() ? "none" : word(found->truth), row.expected) << at;
        auto const sums = row.expected == "no" ? "not_covered 0.00 USD to 0.00 USD"
            : row.expected == "open"           ? "undecided 0.00 USD to 480.00 USD ?"
                                               : "covered 480.00 USD to 480.00 USD";
        EXPECT_EQ(line(outcome), sums) << at;
    }
}

TEST_F(Decide, a_window_that_nobody_can_have_met_is_missed_once_it_is_over)
{
    auto one = book().cover("");
    one.window("", "delivery.order_closed_on", "");
    EXPECT_EQ(
        line(decide(one, { loss, { "delivery.order_closed_on", "2026-02-28" } })), "not_covered 0.00 USD to 0.00 USD");
    EXPECT_EQ(
        line(decide(one, { loss, { "delivery.order_closed_on", "2026-03-01" } })), "covered 480.00 USD to 480.00 USD");
}

// --- the whole

TEST_F(Decide, several_defects_are_never_claimed_for_more_than_the_whole)
{
    auto const one = book().cover("");
    FactTexts const facts { { "order.value", "100.00 USD" }, { "problems[0].kind", "quality" },
        { "problems[1].kind", "quality" } };
    EXPECT_EQ(line(decide(one, facts)), "covered 0.00 USD to 100.00 USD"); // all that can be claimed, be it nothing
}

TEST_F(Decide, what_was_awarded_is_not_paid_twice)
{
    auto const one = book().cover("");
    FactTexts const two { loss, { "problems[1].loss", "20.00 USD" }, { "claim.awarded", "450.00 USD" } };
    EXPECT_EQ(line(decide(one, two)), "covered 50.00 USD to 50.00 USD");
    FactTexts const all { loss, { "claim.awarded", "480.00 USD" } };
    EXPECT_EQ(line(decide(one, all)), "not_covered 0.00 USD to 0.00 USD");
}

TEST_F(Decide, without_a_defect_nothing_is_sure)
{
    auto const outcome = decide(book().cover(""), { { "order.value", "100.00 USD" } });
    EXPECT_EQ(outcome.range.low, (Money { 0, usd }));
    EXPECT_TRUE(outcome.facts_missing);
    EXPECT_THAT(outcome.missing, Contains("problems"));
}

TEST_F(Decide, readings_give_the_least_of_the_strictest_and_the_most_of_the_most_generous)
{
    TestBook one { world_, { "strict", "mild" } };
    one.cover("", "money(\"10.00 USD\")", { "strict" }).cover("", "", { "mild" });
    auto const outcome = decide(one, { loss });
    EXPECT_EQ(line(outcome), "partly 10.00 USD to 480.00 USD");
    EXPECT_TRUE(outcome.readings_differ);
    ASSERT_EQ(outcome.readings.size(), 2u);
    EXPECT_EQ(outcome.readings[0].high, (Money { 10'00, usd }));
    EXPECT_EQ(outcome.readings[1].low, (Money { 480'00, usd }));
}

// --- properties, over random books and facts

namespace {

constexpr std::array order_flags { "order.custom_made", "order.own_use", "order.spec_written" };
constexpr std::array problem_flags { "problem.verifiable", "problem.accepted_by_buyer" };
constexpr std::array sums { "losses.freight", "losses.inspection", "losses.other" };

/// A condition over the flags: one, its opposite, two of them, or none.
std::string condition(bool per_problem)
{
    auto const flag = [&]() -> std::string {
        std::string_view const name = per_problem && *rc::gen::inRange(0, 3) > 0
            ? std::string_view { *rc::gen::elementOf(problem_flags) }
            : std::string_view { *rc::gen::elementOf(order_flags) };
        return (*rc::gen::arbitrary<bool>() ? "" : "!") + std::string { name };
    };
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        return "";
    case 1:
        return flag() + " && " + flag();
    case 2:
        return flag() + " || " + flag();
    default:
        return flag();
    }
}

std::string amount()
{
    if (*rc::gen::inRange(0, 3) == 0)
        return *rc::gen::elementOf(sums);
    return fmt::format("money(\"{}.00 USD\")", *rc::gen::inRange(0, 300));
}

/// Caps have known amounts only where `known_caps`: one that is not known is left out on purpose.
TestBook random_book(casework::World const& world, bool known_caps)
{
    TestBook book { world,
        *rc::gen::arbitrary<bool>() ? std::vector<std::string> { "text" }
                                    : std::vector<std::string> { "strict", "mild" } };
    auto const several = [](int most) { return *rc::gen::inRange(0, most + 1); };
    for (int i = several(1); i > 0; --i)
        book.scope(condition(false));
    for (int i = 1 + several(2); i > 0; --i)
        book.cover(condition(true), *rc::gen::arbitrary<bool>() ? amount() : "",
            book.get().readings.size() > 1 && *rc::gen::arbitrary<bool>() ? std::vector<std::string> { "mild" }
                                                                          : std::vector<std::string> {});
    for (int i = several(3); i > 0; --i) {
        auto const effect = *rc::gen::elementOf(std::array { Effect::void_all, Effect::bar, Effect::reduce });
        bool const per_problem = effect == Effect::bar || *rc::gen::arbitrary<bool>();
        book.exclusion(effect, per_problem, condition(per_problem), effect == Effect::reduce ? amount() : "");
    }
    for (int i = several(2); i > 0; --i) {
        auto const fixed = [] { return fmt::format("money(\"{}.00 USD\")", *rc::gen::inRange(0, 600)); };
        auto const one = [&] { return known_caps ? fixed() : amount(); };
        switch (*rc::gen::inRange(0, 3)) {
        case 0:
            book.cap(condition(false), one(), known_caps ? "=" : "");
            break;
        case 1:
            book.cap(condition(false), "", one());
            break;
        default:
            book.cap(condition(false), one());
        }
    }
    return book;
}

struct RandomFacts {
    Facts few, all; ///< `all` is one way in which `few` may come out
};

RandomFacts random_facts()
{
    RandomFacts facts;
    auto const put = [&](std::string const& path, std::string const& text) {
        casework::put(facts.all, path, text);
        if (*rc::gen::inRange(0, 3) > 0)
            casework::put(facts.few, path, text);
    };
    auto const flag = [] { return std::string { *rc::gen::arbitrary<bool>() ? "true" : "false" }; };
    for (auto const* path : order_flags)
        put(path, flag());
    for (auto const* path : sums)
        put(path, fmt::format("{}.00 USD", *rc::gen::inRange(0, 200)));
    auto const problems = *rc::gen::inRange(1, 4);
    auto const group = static_cast<std::uint16_t>(casework::find_group("problems"));
    for (auto* one : { &facts.few, &facts.all }) {
        casework::put(*one, "order.value", "900.00 USD"); // no defect is worth more than its part of this
        for (int i = 0; i < problems; ++i)
            one->add_item(group);
    }
    for (int i = 0; i < problems; ++i) {
        put(fmt::format("problems[{}].verifiable", i), flag());
        put(fmt::format("problems[{}].accepted_by_buyer", i), flag());
        put(fmt::format("problems[{}].loss", i), fmt::format("{}.00 USD", *rc::gen::inRange(0, 300)));
    }
    if (*rc::gen::arbitrary<bool>()) {
        auto const awarded = fmt::format("{}.00 USD", *rc::gen::inRange(0, 300));
        casework::put(facts.few, "claim.awarded", awarded);
        casework::put(facts.all, "claim.awarded", awarded);
    }
    return facts;
}

} // namespace

RC_GTEST_PROP(DecideAnyBook, low_is_never_above_sure_nor_sure_above_high, ())
{
    auto const world = cover_world();
    auto const book = random_book(world, false);
    auto const outcome = book.decide(world, random_facts().few);
    for (auto const& reading : outcome.readings) {
        RC_ASSERT(reading.low.minor >= 0);
        RC_ASSERT(reading.low.minor <= reading.sure.minor);
        RC_ASSERT(!reading.high || reading.sure.minor <= reading.high->minor);
        RC_ASSERT(!reading.cap_low || !reading.cap_high || reading.cap_low->minor <= reading.cap_high->minor);
    }
    RC_ASSERT(!outcome.range.high || outcome.range.low->minor <= outcome.range.high->minor);
}

RC_GTEST_PROP(DecideAnyBook, whatever_becomes_known_the_result_lies_within_what_was_said, ())
{
    auto const world = cover_world();
    auto const book = random_book(world, true);
    auto const facts = random_facts();
    auto const before = book.decide(world, facts.few), after = book.decide(world, facts.all);
    RC_LOG() << line(before) << " and then " << line(after) << "\n";
    RC_ASSERT(after.range.low->minor >= before.range.low->minor);
    RC_ASSERT(!before.range.high || (after.range.high && after.range.high->minor <= before.range.high->minor));
    for (auto const& reading : after.readings) { // with every fact known nothing is left open
        RC_ASSERT(reading.high.has_value());
        RC_ASSERT(!after.facts_missing);
        RC_ASSERT(reading.low == *reading.high);
    }
}

RC_GTEST_PROP(DecideAnyBook, what_was_awarded_and_what_is_still_paid_are_never_more_than_the_losses, ())
{
    auto const world = cover_world();
    auto const facts = random_facts().all;
    std::int64_t losses = 0;
    for (std::size_t i = 0; i < facts.items(static_cast<std::uint16_t>(casework::find_group("problems"))); ++i)
        losses += facts.money(fmt::format("problems[{}].loss", i))->minor;
    auto const awarded = facts.money("claim.awarded").value_or(Money { 0, usd }).minor;
    auto const high = random_book(world, true).decide(world, facts).range.high;
    RC_ASSERT(high.has_value());
    RC_ASSERT(high->minor <= std::max<std::int64_t>(0, losses - awarded));
}

} // namespace recourse::cover
