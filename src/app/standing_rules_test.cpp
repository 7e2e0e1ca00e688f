#include "core/programme/standing_rules.hpp"

#include "catalog/world.hpp"
#include "core/standing/decide.hpp"

#include <gtest/gtest.h>

namespace recourse::programme {

namespace {

using standing::Cure;

Currency const usd = *Currency::from_code("USD");

cover::Book const& book_of(std::string_view id)
{
    static auto const loaded = catalog::shipped_world(false);
    return *std::ranges::find(loaded->world->books, id, &cover::Book::id);
}

StandingRules alibaba(StandingSettings settings = {})
{
    return { book_of("alibaba-trade-assurance"), "current-help", settings };
}

standing::Month month(int year, unsigned number, std::int64_t volume, std::int64_t refunded = 0)
{
    return { Date::of(year, number, 1), 1, { volume, usd }, 0, { refunded, usd } };
}

} // namespace

TEST(StandingRules, points_go_by_the_act_and_by_when_it_was_made_good)
{
    struct Case {
        std::string_view act;
        std::optional<std::uint32_t> early, late, never;
    };
    auto const rules = alibaba();
    EXPECT_EQ(rules.edition(), "2026-03-17");
    EXPECT_EQ(rules.reading(), "current-help");
    EXPECT_EQ(rules.currency(), usd);
    for (auto const& c : {
             Case { "not-delivered", 6, 6, 48 },
             Case { "forged-shipping-proof", 6, 6, 48 },
             Case { "return-stonewalled", 6, 6, 48 },
             Case { "goods-lost", 6, 6, 48 },
             Case { "not-shipped-refunded", 3, 3, 3 },
             Case { "not-shipped", 1, 2, {} }, // the figure for never was not in the text that was read
             Case { "forged-evidence", 12, 12, 12 },
             Case { "shipping-proof-unacceptable", 1, 1, 1 },
             Case { "soliciting", {}, {}, {} },
         }) {
        auto const points = [&](Cure cure) {
            auto const sanction = rules.sanction(c.act, cure);
            return sanction ? std::optional { sanction->points } : std::nullopt;
        };
        EXPECT_EQ(points(Cure::early), c.early) << c.act;
        EXPECT_EQ(points(Cure::late), c.late) << c.act;
        EXPECT_EQ(points(Cure::never), c.never) << c.act;
    }
    EXPECT_EQ(rules.sanction("not-delivered", Cure::never)->rule, "not-delivered-unresolved");
}

TEST(StandingRules, the_ladder_rises_and_its_end_stops_cover)
{
    auto const rules = alibaba();
    struct Case {
        std::uint32_t points;
        std::string_view measure;
        std::uint32_t days;
        bool stops;
    };
    std::vector const expected { Case { 6, "severe warning", 0, false }, Case { 12, "restricted", 7, false },
        Case { 24, "restricted", 14, false }, Case { 36, "restricted, listings removed", 21, false },
        Case { 48, "membership ended", 0, true } };
    auto const ladder = rules.ladder();
    ASSERT_EQ(ladder.size(), expected.size());
    for (std::size_t i = 0; i < ladder.size(); ++i) {
        EXPECT_EQ(ladder[i].points, expected[i].points);
        EXPECT_EQ(ladder[i].measure, expected[i].measure);
        EXPECT_EQ(ladder[i].days, expected[i].days);
        EXPECT_FALSE(ladder[i].discretionary);
        EXPECT_EQ(rules.stops_cover(ladder[i].measure), expected[i].stops) << ladder[i].measure;
    }
    EXPECT_TRUE(rules.stops_cover("assurance ended"));
    EXPECT_TRUE(rules.stops_cover("account closed"));
    EXPECT_FALSE(rules.stops_cover("cover lowered"));
    EXPECT_EQ(rules.lowers_cover("cover lowered"), standing::Lowering {}) << "how far, the text does not say";
    EXPECT_FALSE(rules.lowers_cover("restricted"));
    EXPECT_FALSE(rules.stops_cover("unheard of"));
}

TEST(StandingRules, know_the_measures_and_rules_of_the_book)
{
    auto const rules = alibaba();
    auto const all = rules.measures();
    for (auto const* measure :
        { "severe warning", "restricted", "membership ended", "cover lowered", "assurance ended", "account closed" })
        EXPECT_EQ(std::ranges::count(all, measure), 1) << measure;
    EXPECT_EQ(std::ranges::count(all, "nonsense"), 0);
    EXPECT_TRUE(StandingRules(book_of("ebay-money-back-guarantee"), "text").measures().empty());
    for (auto const* rule : { "points-48", "not-delivered-unresolved", "last-six-months", "escalation-possible",
             "on-platform", "not-shipped", "remaining-limit", "settled", "operator" })
        EXPECT_TRUE(rules.has_rule(rule)) << rule;
    EXPECT_FALSE(rules.has_rule("x"));
    EXPECT_FALSE(rules.has_rule(""));
}

TEST(StandingRules, the_limit_follows_the_last_six_months)
{
    struct Case {
        std::string_view name;
        std::vector<standing::Month> months;
        std::uint64_t points;
        std::int64_t recourse;
        std::int64_t limit;
    };
    auto const rules = alibaba();
    EXPECT_TRUE(rules.limited());
    for (auto const& c : {
             Case { "nothing yet", {}, 0, 0, 0 },
             Case { "one month", { month(2026, 3, 5000'00) }, 0, 0, 5000'00 },
             Case { "the seventh month back does not count",
                 { month(2025, 9, 9000'00), month(2025, 10, 1000'00), month(2026, 3, 5000'00) }, 0, 0, 6000'00 },
             Case { "what disputes gave back is taken off",
                 { month(2026, 2, 4000'00, 500'00), month(2026, 3, 5000'00) }, 0, 0, 8500'00 },
             Case { "and what the platform paid", { month(2026, 3, 5000'00) }, 0, 1000'00, 4000'00 },
             Case { "never below nothing", { month(2026, 3, 5000'00) }, 0, 9000'00, 0 },
             Case { "12 points take off 24 %", { month(2026, 3, 5000'00) }, 12, 0, 3800'00 },
             Case { "48 end it", { month(2026, 3, 5000'00) }, 48, 0, 0 },
         }) {
        standing::Record record;
        record.months = c.months;
        record.points = c.points;
        record.recourse = { c.recourse, usd };
        auto const limit = rules.limit(record);
        ASSERT_TRUE(limit.has_value()) << c.name;
        EXPECT_EQ(limit->amount, (Money { c.limit, usd })) << c.name;
        EXPECT_EQ(limit->rule, "last-six-months");
    }
}

TEST(StandingRules, what_the_book_leaves_open_is_the_operators)
{
    auto const on = Date::of(2026, 3, 1);
    auto const plain = alibaba();
    EXPECT_FALSE(plain.lapse("not-delivered", on)) << "the public texts do not say";
    EXPECT_FALSE(plain.appeal_until(standing::Subject::points, on));
    EXPECT_FALSE(plain.appeal_until(standing::Subject::measure, on));

    auto const settled = alibaba({ Money { 10'000'00, usd }, 365, 30 });
    EXPECT_EQ(settled.lapse("not-delivered", on), Date::of(2027, 3, 1));
    EXPECT_EQ(settled.appeal_until(standing::Subject::measure, on), Date::of(2026, 3, 31));
    auto limit = settled.limit({});
    ASSERT_TRUE(limit.has_value());
    EXPECT_EQ(limit->amount, (Money { 10'000'00, usd }));
    EXPECT_EQ(limit->rule, "operator");
    standing::Record record;
    record.points = 48;
    EXPECT_EQ(settled.limit(record)->amount.minor, 0) << "nothing lifts what points have ended";

    StandingRules const without(book_of("ebay-money-back-guarantee"), "text");
    EXPECT_FALSE(without.limited());
    EXPECT_FALSE(without.limit({}));
    EXPECT_TRUE(without.ladder().empty());
    EXPECT_FALSE(without.sanction("not-delivered", Cure::never));
    EXPECT_TRUE(StandingRules(book_of("ebay-money-back-guarantee"), "text", { Money { 1, usd } }).limited());
}

TEST(StandingRules, points_that_reach_the_end_of_the_ladder_take_its_measure)
{
    auto const rules = alibaba();
    standing::State state;
    standing::Context const context { { act::Role::platform, {}, {} }, { {}, Date::of(2026, 3, 1) }, rules, { 2 } };
    auto const events = standing::decide(state, standing::GivePoints { "not-delivered", Cure::never, { 9 } }, context);
    ASSERT_TRUE(events.has_value());
    for (auto const& event : *events)
        evolve(state, event);
    ASSERT_EQ(state.measures.size(), 1u);
    EXPECT_EQ(state.measures[0].taken.measure, "membership ended");
    EXPECT_EQ(state.measures[0].taken.rule, "points-48");
    EXPECT_FALSE(state.points[0].given.lapses.has_value());
}

} // namespace recourse::programme
