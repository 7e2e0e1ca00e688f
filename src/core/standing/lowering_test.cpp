#include "core/standing/desk_test.hpp"

// Measures that lower cover: how far has to be said, and everything that rests on the limit follows.

namespace recourse::standing {

namespace {

Lowering share(std::int64_t percent)
{
    return { Ratio::percent(percent), {} };
}
Lowering most(Money sum)
{
    return { {}, sum };
}
TakeMeasure lower(std::optional<Lowering> to, std::uint32_t days = 0)
{
    return { "cover lowered", days, "copies were sold", "", to };
}
/// What an order of that price is given of the limit.
Money reserved(Desk& desk, std::uint64_t order, std::int64_t minor)
{
    EXPECT_EQ(desk.runs(ReserveLimit { { order }, usd_of(minor) }), "ok");
    auto const* one = find_reservation(desk.state, { order });
    return one == nullptr ? Money {} : one->amount;
}

} // namespace

TEST(Lowering, how_far_is_said_by_the_book_or_by_the_officer)
{
    struct Case {
        TakeMeasure command;
        std::string expected;
    };
    Lowering const both { Ratio::percent(50), usd_of(1) };
    for (auto const& [command, expected] : {
             Case { lower({}), "standing.how_far" },
             Case { lower(Lowering {}), "standing.how_far" },
             Case { lower(both), "standing.how_far" },
             Case { lower(share(100)), "standing.not_a_share" },
             Case { lower(share(-1)), "standing.not_a_share" },
             Case { lower(most({ 100, eur })), "standing.currencies" },
             Case { lower(most(usd_of(-1))), "standing.too_much" },
             Case { { "slowed", 0, "r", "", share(50) }, "standing.lowers_nothing" },
             Case { { "cover halved", 0, "r", "", share(40) }, "standing.book_says_how_far" },
             Case { { "cover halved", 0, "r", "", share(50) }, "ok" },
             Case { { "cover halved", 0, "r", "" }, "ok" },
             Case { lower(share(0)), "ok" },
             Case { lower(most(usd_of(0))), "ok" },
         }) {
        Desk desk;
        EXPECT_EQ(desk.officer(command), expected) << command.measure;
        if (expected == "ok")
            EXPECT_EQ(desk.officer(command), "already so");
    }
    Desk free;
    free.rules.formula = false;
    EXPECT_EQ(free.officer(lower(share(50))), "standing.no_formula") << "without limits there is nothing to lower";
}

TEST(Lowering, limit_badge_free_and_new_orders_follow_while_it_is_in_force)
{
    Desk desk;
    desk.limited(20'000'00);
    EXPECT_EQ(reserved(desk, 1, 4'000'00), usd_of(4'000'00));
    ASSERT_EQ(desk.officer(lower(share(50), 10)), "ok");
    auto const shown = badge(desk.state, &desk.rules, desk.today);
    EXPECT_EQ(shown.limit, usd_of(10'000'00));
    EXPECT_EQ(shown.lowered_from, usd_of(20'000'00));
    EXPECT_EQ(shown.free, usd_of(6'000'00));
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(6'000'00));
    EXPECT_TRUE(shown.covers_new_orders);
    EXPECT_EQ(reserved(desk, 2, 9'000'00), usd_of(6'000'00));

    // A harder one beside it: the lowest counts, and what orders have they keep.
    ASSERT_EQ(desk.officer(lower(most(usd_of(3'000'00)))), "ok");
    EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).limit, usd_of(3'000'00));
    EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).free, usd_of(0));
    EXPECT_EQ(find_reservation(desk.state, { 2 })->amount, usd_of(6'000'00));
    EXPECT_EQ(reserved(desk, 3, 1'000'00), usd_of(0));
    ASSERT_EQ(desk.officer(LiftMeasure { 2, "heard" }), "ok");

    // The first ends by itself with its tenth day.
    desk.today = desk.today.plus_days(9);
    EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).limit, usd_of(10'000'00));
    desk.today = desk.today.plus_days(1);
    auto const after = badge(desk.state, &desk.rules, desk.today);
    EXPECT_EQ(after.limit, usd_of(20'000'00));
    EXPECT_EQ(after.lowered_from, std::nullopt);
    EXPECT_EQ(reserved(desk, 4, 5'000'00), usd_of(5'000'00));
}

TEST(Lowering, the_first_limit_and_the_next_months_are_lowered_too)
{
    Desk desk;
    ASSERT_EQ(desk.officer(lower(share(25))), "ok");
    desk.trades(1, 8'000'00);
    EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).limit, usd_of(1'000'00)) << "a quarter of half of 8,000";
    ASSERT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 3, 1) }), "ok");
    EXPECT_EQ(desk.state.limit, usd_of(4'000'00)) << "as it was earned";
    EXPECT_EQ(reserved(desk, 2, 8'000'00), usd_of(1'000'00));
}

TEST(Lowering, a_lifted_or_appealed_one_gives_all_back_and_a_link_carries_it)
{
    Desk desk;
    desk.limited(20'000'00);
    ASSERT_EQ(desk.officer(lower(most(usd_of(2'000'00)))), "ok");
    Desk other;
    other.whose = twin;
    other.limited(20'000'00);
    other.other = desk.state;
    ASSERT_EQ(other.officer(ProposeLink { supplier, { "same owner" } }, boris), "ok");
    ASSERT_EQ(other.officer(ConfirmLink { supplier, "seen" }), "ok");
    EXPECT_EQ(badge(other.state, &other.rules, other.today).limit, usd_of(2'000'00));

    ASSERT_EQ(desk.sells(Appeal { { Subject::measure, 1 }, "they were licensed" }), "ok");
    ASSERT_EQ(desk.officer(DecideAppeal { 1, true, "so they were" }, boris), "ok");
    EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).free, usd_of(20'000'00));
}

} // namespace recourse::standing
