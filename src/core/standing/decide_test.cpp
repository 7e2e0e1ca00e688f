#include "base/packed.hpp"
#include "core/standing/desk_test.hpp"
#include "core/standing/refusals.hpp"

#include <rapidcheck/gtest.h>

namespace recourse::standing {

TEST(Standing, grades_points_by_when_the_act_was_made_good)
{
    struct Case {
        std::string act;
        Cure cure;
        std::uint64_t points;
        std::string expected;
    };
    for (auto const& [act, cure, expected_points, expected] : {
             Case { "late-shipping", Cure::early, 1, "ok" },
             Case { "late-shipping", Cure::late, 2, "ok" },
             Case { "late-shipping", Cure::never, 0, "standing.no_sanction" }, // the figure is not public
             Case { "not-delivered", Cure::late, 6, "ok" },
             Case { "not-delivered", Cure::never, 48, "ok" },
             Case { "whistling", Cure::never, 0, "standing.no_sanction" },
         }) {
        Desk desk;
        EXPECT_EQ(desk.runs(GivePoints { act, cure, { 5 } }), expected);
        EXPECT_EQ(points(desk.state, desk.today), expected_points);
    }
}

TEST(Standing, one_act_of_one_claim_is_punished_once)
{
    Desk desk;
    EXPECT_EQ(desk.runs(GivePoints { "not-delivered", Cure::late, { 5 } }), "ok");
    EXPECT_EQ(desk.runs(GivePoints { "not-delivered", Cure::late, { 5 } }), "already so");
    EXPECT_EQ(desk.runs(GivePoints { "not-delivered", Cure::never, { 5 } }), "standing.already_given");
    EXPECT_EQ(desk.runs(GivePoints { "forged-evidence", Cure::late, { 5 } }), "ok");
    EXPECT_EQ(desk.runs(GivePoints { "not-delivered", Cure::late, { 6 } }), "ok");
    EXPECT_EQ(desk.runs(forged), "ok"); // from no claim
    EXPECT_EQ(desk.runs(forged), "ok");
    EXPECT_EQ(points(desk.state, desk.today), 48u);
}

TEST(Standing, climbs_the_ladder_as_points_reach_its_rungs)
{
    Desk desk;
    EXPECT_EQ(desk.runs(GivePoints { "late-shipping", Cure::late, {} }), "ok");
    EXPECT_EQ(desk.measures(), "");
    EXPECT_EQ(desk.runs(GivePoints { "not-delivered", Cure::late, {} }), "ok"); // 8
    EXPECT_EQ(desk.measures(), "severe warning");
    EXPECT_EQ(desk.runs(forged), "ok"); // 20
    EXPECT_EQ(desk.measures(), "severe warning; restricted");
    auto const& restricted = desk.state.measures.back().taken;
    EXPECT_EQ(restricted.from, desk.today);
    EXPECT_EQ(restricted.until, desk.today.plus_days(6)); // seven days, this one among them
    EXPECT_EQ(restricted.rule, "points-12");
    EXPECT_EQ(restricted.reached, (Reached { 12, desk.today, 3 }));
    desk.today = desk.today.plus_days(6);
    EXPECT_EQ(desk.measures(), "severe warning; restricted");
    desk.today = desk.today.plus_days(1);
    EXPECT_EQ(desk.measures(), "severe warning");
}

TEST(Standing, several_rungs_at_once_bring_the_highest_and_the_last_needs_a_person)
{
    Desk desk;
    EXPECT_EQ(desk.runs(GivePoints { "not-delivered", Cure::never, {} }), "ok"); // 48
    EXPECT_EQ(desk.measures(), "");
    ASSERT_EQ(desk.state.proposals.size(), 1u);
    EXPECT_EQ(desk.state.proposals[0].measure, "membership ended");
    EXPECT_EQ(desk.runs(ConfirmMeasure { 1, "as proposed" }), "standing.needs_person");
    EXPECT_EQ(desk.officer(ConfirmMeasure { 1, "as proposed" }, {}), "standing.needs_person");
    EXPECT_EQ(desk.sells(ConfirmMeasure { 1, "as proposed" }), "standing.wrong_role");
    EXPECT_EQ(desk.officer(ConfirmMeasure { 1, "  " }), "standing.no_reason");
    EXPECT_EQ(desk.officer(ConfirmMeasure { 2, "as proposed" }), "standing.no_proposal");
    EXPECT_EQ(desk.officer(ConfirmMeasure { 1, "as proposed" }), "ok");
    EXPECT_EQ(desk.officer(ConfirmMeasure { 1, "as proposed" }), "already so");
    EXPECT_EQ(desk.officer(DeclineMeasure { 1, "no" }), "standing.proposal_answered");
    EXPECT_EQ(desk.measures(), "membership ended");
    EXPECT_FALSE(desk.state.measures[0].taken.until);

    Desk lenient;
    ASSERT_EQ(lenient.runs(GivePoints { "not-delivered", Cure::never, {} }), "ok");
    EXPECT_EQ(lenient.officer(DeclineMeasure { 1, "first offence" }), "ok");
    EXPECT_EQ(lenient.officer(DeclineMeasure { 1, "first offence" }), "already so");
    EXPECT_EQ(lenient.officer(ConfirmMeasure { 1, "after all" }), "standing.proposal_answered");
    EXPECT_EQ(lenient.measures(), "");
}

TEST(Standing, points_lapse_only_where_the_book_says_when)
{
    Desk desk;
    ASSERT_EQ(desk.runs(GivePoints { "late-shipping", Cure::late, {} }), "ok");
    ASSERT_EQ(desk.runs(GivePoints { "not-delivered", Cure::late, {} }), "ok");
    EXPECT_EQ(points(desk.state, desk.today.plus_days(364)), 8u);
    EXPECT_EQ(points(desk.state, desk.today.plus_days(365)), 6u);
    EXPECT_EQ(points(desk.state, desk.today.plus_years(50)), 6u);
    EXPECT_EQ(points_ever(desk.state), 8u);
    // What has lapsed lifts nobody over a rung.
    desk.today = desk.today.plus_days(400);
    ASSERT_EQ(desk.runs(GivePoints { "late-shipping", Cure::late, {} }), "ok"); // 8 again, not 10
    ASSERT_EQ(desk.runs(GivePoints { "late-shipping", Cure::late, {} }), "ok");
    EXPECT_EQ(desk.measures(), "severe warning");
}

TEST(Standing, officers_take_and_lift_measures_with_reasons)
{
    Desk desk;
    EXPECT_EQ(desk.runs(TakeMeasure { "watched", 30, "fraud alert", "rule-7" }), "standing.needs_person");
    EXPECT_EQ(desk.sells(TakeMeasure { "watched", 30, "fraud alert", "rule-7" }), "standing.wrong_role");
    EXPECT_EQ(desk.officer(TakeMeasure { "watched", 30, "", "rule-7" }), "standing.no_reason");
    EXPECT_EQ(desk.officer(TakeMeasure { "", 30, "fraud alert", "rule-7" }), "standing.no_measure_named");
    EXPECT_EQ(desk.officer(TakeMeasure { "nonsense", 30, "fraud alert", "rule-7" }), "standing.unknown_measure");
    EXPECT_EQ(desk.officer(TakeMeasure { "watched", 30, "fraud alert", "rule-8" }), "standing.unknown_rule");
    EXPECT_EQ(desk.officer(TakeMeasure { "watched", 40'000, "fraud alert", "rule-7" }), "standing.too_long");
    EXPECT_EQ(desk.officer(TakeMeasure { "watched", 30, "fraud alert", "rule-7" }), "ok");
    EXPECT_EQ(desk.officer(TakeMeasure { "watched", 30, "fraud alert", "rule-7" }), "already so");
    EXPECT_EQ(desk.officer(TakeMeasure { "watched", 31, "fraud alert", "rule-7" }), "ok"); // longer
    EXPECT_EQ(desk.officer(LiftMeasure { 3, "mistaken" }), "standing.no_measure");
    EXPECT_EQ(desk.officer(LiftMeasure { 1, "mistaken" }), "ok");
    EXPECT_EQ(desk.officer(LiftMeasure { 1, "mistaken" }), "already so");
    desk.today = desk.today.plus_days(31);
    EXPECT_EQ(desk.officer(LiftMeasure { 2, "mistaken" }), "standing.measure_over");
}

TEST(Standing, an_appeal_won_takes_points_back_and_what_rested_on_them)
{
    Desk desk;
    ASSERT_EQ(desk.runs(GivePoints { "not-delivered", Cure::late, { 4 } }), "ok"); // 6: severe warning
    ASSERT_EQ(desk.officer(GivePoints { "forged-evidence", Cure::late, { 5 } }), "ok"); // 18: restricted
    EXPECT_EQ(desk.measures(), "severe warning; restricted");
    Target const forgery { Subject::points, 2 };
    EXPECT_EQ(desk.officer(Appeal { forgery, "it is genuine" }), "standing.not_the_supplier");
    EXPECT_EQ(desk.run({ act::Role::supplier, stranger, anna }, Appeal { forgery, "it is genuine" }),
        "standing.not_the_supplier");
    EXPECT_EQ(desk.sells(Appeal { forgery, "" }), "standing.no_reason");
    EXPECT_EQ(desk.sells(Appeal { { Subject::points, 3 }, "x" }), "standing.nothing_to_appeal");
    EXPECT_EQ(desk.sells(Appeal { { Subject::blacklisting, 1 }, "x" }), "standing.nothing_to_appeal");
    EXPECT_EQ(desk.sells(Appeal { forgery, "it is genuine" }), "ok");
    EXPECT_EQ(desk.sells(Appeal { forgery, "it is genuine" }), "standing.appealed");
    EXPECT_EQ(desk.runs(DecideAppeal { 1, true, "genuine" }), "standing.needs_person");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, true, "genuine" }, anna), "standing.same_person"); // gave the points
    EXPECT_EQ(desk.officer(DecideAppeal { 2, true, "genuine" }, boris), "standing.no_appeal");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, true, "genuine" }, boris), "ok");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, true, "genuine" }, boris), "already so");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, false, "forged" }, boris), "standing.appeal_decided");
    EXPECT_EQ(points(desk.state, desk.today), 6u);
    EXPECT_EQ(desk.measures(), "severe warning");
    // The reaction to the claim comes again: it stays as the appeal left it.
    EXPECT_EQ(desk.runs(GivePoints { "forged-evidence", Cure::late, { 5 } }), "already so");
    EXPECT_EQ(desk.sells(Appeal { { Subject::measure, 2 }, "x" }), "standing.no_longer_stands");
}

TEST(Standing, an_appeal_won_drops_what_was_only_proposed)
{
    Desk desk;
    ASSERT_EQ(desk.runs(GivePoints { "not-delivered", Cure::never, { 4 } }), "ok");
    ASSERT_EQ(desk.sells(Appeal { { Subject::points, 1 }, "it was delivered" }), "ok");
    ASSERT_EQ(desk.officer(DecideAppeal { 1, true, "it was" }), "ok");
    EXPECT_EQ(desk.state.proposals[0].phase, Proposal::Phase::declined);
}

TEST(Standing, an_appeal_has_its_days_and_may_be_lost)
{
    Desk desk;
    ASSERT_EQ(desk.officer(TakeMeasure { "watched", 0, "fraud alert", "" }), "ok");
    ASSERT_EQ(desk.officer(TakeMeasure { "slowed", 0, "fraud alert", "" }), "ok");
    desk.today = desk.today.plus_days(15);
    EXPECT_EQ(desk.sells(Appeal { { Subject::measure, 1 }, "no fraud" }), "ok");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, false, "there was" }, anna), "standing.same_person");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, false, "there was" }, boris), "ok");
    EXPECT_EQ(desk.measures(), "watched; slowed");
    desk.today = desk.today.plus_days(1);
    EXPECT_EQ(desk.sells(Appeal { { Subject::measure, 2 }, "no fraud" }), "standing.appeal_late");
}

TEST(Standing, the_limit_follows_from_the_record_month_by_month)
{
    Desk desk;
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(1) }), "ok"); // nothing is free: it takes nothing
    EXPECT_EQ(find_reservation(desk.state, { 1 })->amount, usd_of(0));
    EXPECT_EQ(find_reservation(desk.state, { 1 })->asked, usd_of(1));
    desk.limited(10'000'00);
    EXPECT_EQ(desk.state.limit, usd_of(10'000'00));
    EXPECT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 3, 1) }), "already so");
    EXPECT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 2, 1) }), "standing.month_past");
    EXPECT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 3, 2) }), "standing.not_a_month");
    EXPECT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 4, 1) }), "standing.in_the_future");
    EXPECT_EQ(desk.sells(RecomputeLimit { Date::of(2026, 3, 1) }), "standing.wrong_role");

    ASSERT_EQ(desk.runs(forged), "ok"); // 12 points
    ASSERT_EQ(desk.runs(OpenDispute { { 5 } }), "ok");
    ASSERT_EQ(desk.runs(NoteRecourse { { 5 }, usd_of(300'00) }), "ok");
    desk.today = Date::of(2026, 4, 1);
    ASSERT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 4, 1) }), "ok");
    EXPECT_EQ(desk.state.limit, usd_of(8'800'00));
    auto const& set = std::get<events::LimitSet>(desk.log.back());
    EXPECT_EQ(set.inputs.orders, 1u);
    EXPECT_EQ(set.inputs.points, 12u);
    EXPECT_EQ(set.inputs.disputes_open, 1u);
    EXPECT_TRUE(set.inputs.recourse.is_zero()) << "it is taken off day by day, not by the formula";
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(8'500'00));
    ASSERT_EQ(set.inputs.months.size(), 1u);
    EXPECT_EQ(set.inputs.months[0], (Month { Date::of(2026, 3, 1), 1, usd_of(20'000'00), 1, {} }));
    EXPECT_EQ(set.rule, "half-of-volume");

    Desk none;
    none.rules.formula = false;
    EXPECT_EQ(none.runs(RecomputeLimit { Date::of(2026, 3, 1) }), "standing.no_formula");
    EXPECT_EQ(none.runs(ReserveLimit { { 1 }, usd_of(1'000'000'00) }), "ok"); // the programme caps nothing
}

// An amendment at the same price was promised what had become free, and given nothing of it.
TEST(Standing, whoever_asks_for_the_same_again_is_given_what_has_become_free)
{
    Desk desk;
    desk.limited(10'000'00);
    ASSERT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(8'000'00) }), "ok");
    ASSERT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(8'000'00) }), "ok");
    EXPECT_EQ(find_reservation(desk.state, { 2 })->amount, usd_of(2'000'00));
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(8'000'00) }), "already so");
    ASSERT_EQ(desk.runs(FreeLimit { { 1 }, OrderEnd::closed, usd_of(0), {} }), "ok");
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(8'000'00) }), "ok");
    EXPECT_EQ(find_reservation(desk.state, { 2 })->amount, usd_of(8'000'00));
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(8'000'00) }), "already so");
}

TEST(Standing, open_orders_share_the_limit)
{
    Desk desk;
    desk.limited(10'000'00);
    EXPECT_EQ(desk.sells(ReserveLimit { { 1 }, usd_of(1) }), "standing.wrong_role");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, { 1, eur } }), "standing.currencies");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(0) }), "standing.no_amount");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(-1) }), "standing.too_much");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(INT64_MAX) }), "standing.too_much");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(6'000'00) }), "ok");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(6'000'00) }), "already so");
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(19'000'00) }), "ok"); // it does not fit: it takes what is free
    EXPECT_EQ(find_reservation(desk.state, { 2 })->amount, usd_of(4'000'00));
    EXPECT_EQ(find_reservation(desk.state, { 2 })->asked, usd_of(19'000'00));
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(0));
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(6'000'01) }), "ok"); // its terms changed: nothing more is free
    EXPECT_EQ(find_reservation(desk.state, { 1 })->amount, usd_of(6'000'00));
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(5'000'00) }), "ok");
    auto const shown = badge(desk.state, &desk.rules, desk.today);
    EXPECT_EQ(shown.limit, usd_of(10'000'00));
    EXPECT_EQ(shown.used, usd_of(9'000'00));
    EXPECT_EQ(shown.free, usd_of(1'000'00));
    EXPECT_EQ(shown.open_orders, 2u);
    EXPECT_EQ(desk.runs(FreeLimit { { 2 }, OrderEnd::closed, {} }), "ok");
    EXPECT_EQ(desk.runs(FreeLimit { { 2 }, OrderEnd::closed, {} }), "already so");
    EXPECT_EQ(desk.runs(FreeLimit { { 1 }, OrderEnd::completed, { 1, eur } }), "standing.currencies");
    EXPECT_EQ(desk.runs(FreeLimit { { 1 }, OrderEnd::completed, usd_of(4'900'00) }), "ok");
    EXPECT_EQ(desk.runs(FreeLimit { { 1 }, OrderEnd::completed, usd_of(4'900'00) }), "already so");
    EXPECT_EQ(desk.state.orders, 2u);
    EXPECT_EQ(desk.state.months[0].volume, usd_of(24'900'00));
}

TEST(Standing, an_order_counts_when_it_completed_whatever_was_reserved)
{
    Desk desk; // a new supplier: its limit is nothing
    ASSERT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 3, 1) }), "ok");
    EXPECT_EQ(desk.state.limit, usd_of(0));
    ASSERT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(500'00) }), "ok");
    EXPECT_EQ(desk.runs(FreeLimit { { 1 }, OrderEnd::completed, usd_of(500'00), desk.today.plus_days(30) }), "ok");
    EXPECT_EQ(desk.runs(FreeLimit { { 2 }, OrderEnd::completed, usd_of(300'00) }), "ok") << "none was ever asked for";
    EXPECT_EQ(desk.runs(FreeLimit { { 2 }, OrderEnd::completed, usd_of(300'00) }), "already so");
    EXPECT_EQ(desk.state.orders, 2u);
    EXPECT_EQ(desk.runs(FreeLimit { { 3 }, OrderEnd::closed, {} }), "already so");
    EXPECT_EQ(desk.state.orders, 2u) << "one that was cancelled is no trade";
    desk.today = Date::of(2026, 4, 1);
    ASSERT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 4, 1) }), "ok");
    EXPECT_EQ(desk.state.limit, usd_of(400'00));
}

TEST(Standing, a_reservation_lasts_until_no_claim_can_be_opened_and_none_is_open)
{
    Desk desk;
    desk.limited(10'000'00);
    auto const until = desk.today.plus_days(30);
    ASSERT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(6'000'00) }), "ok");
    EXPECT_EQ(desk.runs(EndCover { { 1 } }), "already so") << "it is not over";
    ASSERT_EQ(desk.runs(FreeLimit { { 1 }, OrderEnd::completed, usd_of(6'000'00), until }), "ok");
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(4'000'00));
    EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).open_orders, 0u);
    EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).used, usd_of(6'000'00));
    EXPECT_EQ(desk.sells(EndCover { { 1 } }), "standing.wrong_role");
    desk.today = until;
    EXPECT_EQ(desk.runs(EndCover { { 1 } }), "already so") << "a claim can be opened today";
    ASSERT_EQ(desk.runs(OpenDispute { { 5 }, false, { 1 } }), "ok");
    desk.today = until.plus_days(1);
    EXPECT_EQ(desk.runs(EndCover { { 1 } }), "already so") << "one is open";
    ASSERT_EQ(desk.runs(CloseDispute { { 5 }, usd_of(0), { 1 } }), "ok");
    EXPECT_EQ(desk.runs(EndCover { { 1 } }), "ok");
    EXPECT_EQ(desk.runs(EndCover { { 1 } }), "already so");
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(10'000'00));
    EXPECT_EQ(desk.state.orders, 2u); // the one of limited(), and this one: once
}

TEST(Standing, what_the_pool_paid_is_taken_off_once_and_was_the_orders_reservation_first)
{
    struct Row {
        std::string_view what;
        std::int64_t open; ///< what the pool wants back for the claim from now on
        std::uint64_t order; ///< for which it paid; 0: the supplier paid
        std::int64_t reserved, free;
    };
    Desk desk;
    desk.limited(20'000'00);
    ASSERT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(12'000'00) }), "ok");
    for (auto const& row : {
             Row { "a part of it", 5'000'00, 1, 7'000'00, 8'000'00 },
             Row { "all of it and more", 15'000'00, 1, 0, 5'000'00 },
             Row { "some was sent back", 13'000'00, 1, 2'000'00, 5'000'00 },
             Row { "the supplier paid", 3'000'00, 0, 2'000'00, 15'000'00 },
             Row { "all of it", 0, 0, 2'000'00, 18'000'00 },
         }) {
        ASSERT_EQ(desk.runs(NoteRecourse { { 9 }, usd_of(row.open), {}, { row.order } }), "ok") << row.what;
        EXPECT_EQ(find_reservation(desk.state, { 1 })->amount, usd_of(row.reserved)) << row.what;
        EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(row.free)) << row.what;
        EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).free, usd_of(row.free)) << row.what;
    }
    // The month after, the formula takes nothing off a second time.
    ASSERT_EQ(desk.runs(NoteRecourse { { 9 }, usd_of(4'000'00) }), "ok");
    desk.today = Date::of(2026, 4, 1);
    ASSERT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 4, 1) }), "ok");
    EXPECT_EQ(desk.state.limit, usd_of(20'000'00));
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(14'000'00));
}

TEST(Standing, a_limit_of_an_earlier_version_has_its_recourse_in_it_already)
{
    Desk desk;
    desk.limited(20'000'00);
    ASSERT_EQ(desk.runs(NoteRecourse { { 9 }, usd_of(4'000'00) }), "ok");
    events::LimitSet set { usd_of(16'000'00), Date::of(2026, 3, 1), record(desk.state, desk.today), "half" };
    evolve(desk.state, set);
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(16'000'00));
    ASSERT_EQ(desk.runs(NoteRecourse { { 10 }, usd_of(1'000'00) }), "ok");
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(15'000'00)) << "what came since is taken off";
    desk.today = Date::of(2026, 4, 1);
    ASSERT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 4, 1) }), "ok");
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(15'000'00));
}

TEST(Standing, a_limit_lowered_below_open_orders_leaves_nothing_and_takes_nothing)
{
    Desk desk;
    desk.limited(10'000'00);
    ASSERT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(9'000'00) }), "ok");
    ASSERT_EQ(desk.runs(forged), "ok");
    ASSERT_EQ(desk.runs(forged), "ok");
    desk.today = Date::of(2026, 4, 10);
    ASSERT_EQ(desk.runs(RecomputeLimit { Date::of(2026, 4, 1) }), "ok");
    EXPECT_EQ(desk.state.limit, usd_of(7'600'00));
    EXPECT_EQ(free_limit(desk.state, desk.today), usd_of(0));
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(1) }), "ok");
    EXPECT_EQ(find_reservation(desk.state, { 2 })->amount, usd_of(0));
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(9'500'00) }), "ok"); // more is asked: it keeps what it had
    EXPECT_EQ(find_reservation(desk.state, { 1 })->amount, usd_of(9'000'00));
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(8'000'00) }), "ok"); // less than before, though above the limit
    EXPECT_EQ(find_reservation(desk.state, { 1 })->amount, usd_of(8'000'00));
}

TEST(Standing, who_is_listed_or_suspended_gets_no_new_cover)
{
    Desk desk;
    desk.limited(10'000'00);
    ASSERT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(100'00) }), "ok");
    EXPECT_EQ(desk.runs(Blacklist { "swindler", "list-1" }), "standing.needs_person");
    EXPECT_EQ(desk.officer(LiftBlacklist { "not on it" }), "already so");
    EXPECT_EQ(desk.officer(Blacklist { "swindler", "list-2" }), "standing.unknown_rule");
    EXPECT_EQ(desk.officer(Blacklist { "swindler", "list-1" }), "ok");
    EXPECT_EQ(desk.officer(Blacklist { "swindler", "list-1" }), "already so");
    auto shown = badge(desk.state, &desk.rules, desk.today);
    EXPECT_TRUE(shown.blacklisted);
    EXPECT_FALSE(shown.covers_new_orders);
    EXPECT_EQ(shown.free, usd_of(0));
    EXPECT_EQ(shown.limit, usd_of(10'000'00));
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(1) }), "standing.blacklisted");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(90'00) }), "ok"); // open orders go on
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(100'00) }), "standing.blacklisted"); // as they were
    EXPECT_EQ(desk.officer(LiftBlacklist { "mistaken" }), "ok");
    ASSERT_EQ(desk.officer(TakeMeasure { "cover stopped", 3, "under review", "" }), "ok");
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(1) }), "standing.suspended");
    shown = badge(desk.state, &desk.rules, desk.today);
    EXPECT_FALSE(shown.covers_new_orders);
    EXPECT_EQ(shown.free, usd_of(0));
    EXPECT_TRUE(badge(desk.state, nullptr, desk.today).covers_new_orders) << "no book says that it stops cover";
    desk.today = desk.today.plus_days(3);
    shown = badge(desk.state, &desk.rules, desk.today);
    EXPECT_TRUE(shown.covers_new_orders);
    EXPECT_EQ(shown.free, usd_of(9'910'00));
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(1) }), "ok");
}

TEST(Standing, a_badge_shows_no_sum_where_there_is_none)
{
    Desk desk;
    auto const first = badge(desk.state, &desk.rules, desk.today);
    EXPECT_EQ(first.limit, usd_of(0)) << "as its first order would set it";
    EXPECT_EQ(first.free, usd_of(0));
    EXPECT_FALSE(first.used);
    desk.rules.formula = false;
    auto const nobody = badge(desk.state, &desk.rules, desk.today);
    EXPECT_FALSE(nobody.limit || nobody.used || nobody.free);
    EXPECT_TRUE(nobody.covers_new_orders);
    ASSERT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(5'00) }), "ok");
    EXPECT_EQ(badge(desk.state, &desk.rules, desk.today).used, usd_of(5'00));
}

TEST(Standing, a_dispute_is_counted_once)
{
    Desk desk;
    EXPECT_EQ(desk.runs(CloseDispute { { 5 }, usd_of(1) }), "already so");
    EXPECT_EQ(desk.runs(OpenDispute { { 5 } }), "ok");
    EXPECT_EQ(desk.runs(OpenDispute { { 5 } }), "already so");
    EXPECT_EQ(desk.runs(CloseDispute { { 5 }, { 1, eur } }), "standing.currencies");
    EXPECT_EQ(desk.runs(CloseDispute { { 5 }, usd_of(70'00) }), "ok");
    EXPECT_EQ(desk.runs(OpenDispute { { 5 }, true }), "ok"); // looked at again
    EXPECT_EQ(desk.runs(CloseDispute { { 5 }, usd_of(30'00) }), "ok");
    EXPECT_EQ(desk.state.disputes, 1u);
    EXPECT_EQ(desk.state.refunded, usd_of(100'00));
    EXPECT_EQ(desk.runs(NoteRecourse { { 5 }, usd_of(0) }), "already so");
    EXPECT_EQ(desk.runs(NoteRecourse { { 5 }, usd_of(40'00) }), "ok");
    EXPECT_EQ(desk.runs(NoteRecourse { { 5 }, usd_of(40'00) }), "already so");
    EXPECT_EQ(desk.runs(NoteRecourse { { 5 }, usd_of(0) }), "ok");
    EXPECT_TRUE(desk.state.recourse.empty());
}

TEST(Standing, the_record_keeps_two_years_of_months)
{
    Desk desk;
    desk.rules.formula = false;
    for (std::uint64_t i = 0; i < 30; ++i) {
        desk.today = Date::of(2026, 1, 15).plus_months(static_cast<int>(i));
        desk.trades(i + 1, 100'00);
    }
    EXPECT_EQ(desk.state.orders, 30u);
    ASSERT_EQ(desk.state.months.size(), months_kept);
    EXPECT_EQ(desk.state.months.front().first, Date::of(2026, 7, 1));
    EXPECT_EQ(desk.state.months.back().first, Date::of(2028, 6, 1));
}

TEST(Standing, no_two_refusals_share_a_code)
{
    for (auto const* one : refusals::all) {
        EXPECT_EQ(std::ranges::count_if(refusals::all, [&](auto const* other) { return other->code == one->code; }), 1)
            << one->code;
        EXPECT_TRUE(one->code.starts_with("standing."));
    }
}

TEST(StandingInvariants, see_what_no_decision_would_do)
{
    Desk desk;
    ASSERT_EQ(desk.runs(GivePoints { "not-delivered", Cure::late, { 4 } }), "ok");
    auto const before = desk.state;
    auto const broken = [&](std::vector<Event> const& events) {
        auto after = before;
        for (auto const& event : events)
            evolve(after, event);
        return broken_invariant(before, after, events);
    };
    Event const cancel = events::PointsCancelled { 1, 6, 1, "" };
    EXPECT_EQ(broken({ cancel }), "");
    EXPECT_EQ(broken({ cancel, cancel }), "points_add_up");
    EXPECT_EQ(broken({ events::PointsCancelled { 1, 5, 1, "" } }), "points_add_up");
    EXPECT_EQ(broken({ events::LimitReserved { { 1 }, {}, usd_of(5) } }), "");
    EXPECT_EQ(broken({ events::LimitSet { usd_of(4), {}, {}, "" }, events::LimitReserved { { 1 }, {}, usd_of(5) } }),
        "limit_is_not_overdrawn");
    EXPECT_EQ(broken({ events::LimitReserved { { 1 }, {}, usd_of(-5) } }), "limit_is_not_overdrawn");
    EXPECT_EQ(broken({ events::Blacklisted { 1, {}, "", "", { act::Role::platform, {}, {} }, {} } }), "persons_decide");
    auto silent = before;
    silent.points[0].cancelled = true; // without an event
    EXPECT_EQ(broken_invariant(before, silent, {}), "points_add_up");
}

namespace {

/// Any command, sensible or not, with numbers near those that there are. Points and appeals come up most.
rc::Gen<Command> any_command()
{
    using rc::gen::apply, rc::gen::element, rc::gen::inRange, rc::gen::just, rc::gen::map;
    auto const number = inRange<std::uint32_t>(0, 6);
    auto const claim = map(inRange(0, 4), [](int n) { return Id<Claim> { static_cast<std::uint64_t>(n) }; });
    auto const order = map(inRange(1, 5), [](int n) { return Id<Order> { static_cast<std::uint64_t>(n) }; });
    auto const amount = map(inRange(-1, 60), [](int n) { return usd_of(n * 10'00); });
    auto const reason = element<std::string>("because", "because", "because", "");
    auto const act = element<std::string>("not-delivered", "forged-evidence", "late-shipping", "whistling");
    auto const cure = element(Cure::early, Cure::late, Cure::never);
    auto const subject = element(Subject::points, Subject::measure, Subject::blacklisting, Subject::link);
    auto const party = element(twin, stranger, supplier);
    auto const give
        = apply([](auto a, auto c, auto id) { return Command { GivePoints { a, c, id } }; }, act, cure, claim);
    auto const appeal
        = apply([](auto s, auto n, auto r) { return Command { Appeal { { s, n }, r } }; }, subject, number, reason);
    auto const decide_appeal = apply([](auto n, auto g, auto r) { return Command { DecideAppeal { n, g, r } }; },
        number, rc::gen::arbitrary<bool>(), reason);
    auto const confirm_link = apply([](auto p, auto r) { return Command { ConfirmLink { p, r } }; }, party, reason);
    auto const any = rc::gen::oneOf(give, give, appeal, appeal, decide_appeal, decide_appeal, confirm_link,
        confirm_link,
        apply([](auto d, auto r) { return Command { TakeMeasure { "watched", d, r, "" } }; }, number, reason),
        apply([](auto n, auto r) { return Command { ConfirmMeasure { n, r } }; }, number, reason),
        apply([](auto n, auto r) { return Command { DeclineMeasure { n, r } }; }, number, reason),
        apply([](auto n, auto r) { return Command { LiftMeasure { n, r } }; }, number, reason),
        map(reason, [](auto r) { return Command { Blacklist { r, "" } }; }),
        map(reason, [](auto r) { return Command { LiftBlacklist { r } }; }),
        apply([](auto p, auto r) { return Command { ProposeLink { p, { r } } }; }, party, reason),
        apply([](auto p, auto r) { return Command { RejectLink { p, r } }; }, party, reason),
        map(inRange(1, 7),
            [](int m) { return Command { RecomputeLimit { Date::of(2026, static_cast<unsigned>(m), 1) } }; }),
        apply([](auto o, auto m) { return Command { ReserveLimit { o, m } }; }, order, amount),
        apply([](auto o, auto e, auto m) { return Command { FreeLimit { o, e, m } }; }, order,
            element(OrderEnd::completed, OrderEnd::closed), amount),
        map(order, [](auto o) { return Command { EndCover { o } }; }),
        apply([](auto c, auto a, auto o) { return Command { OpenDispute { c, a, o } }; }, claim,
            rc::gen::arbitrary<bool>(), order),
        apply([](auto c, auto m, auto o) { return Command { CloseDispute { c, m, o } }; }, claim, amount, order),
        apply([](auto c, auto m, auto o) { return Command { NoteRecourse { c, m, {}, o } }; }, claim, amount, order));
    return rc::gen::resize(rc::kNominalSize, any);
}

struct Step {
    int who = 0; ///< 0 to 7: somebody who may, one of two officers where officers may; from 8 on: somebody else
    int days = 0; ///< that pass before it
    Command command;
};

/// Long enough for appeals to be filed, decided and to undo something.
rc::Gen<std::vector<Step>> any_steps()
{
    auto const step
        = rc::gen::apply([](int who, int days, Command command) { return Step { who, days, std::move(command) }; },
            rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 10)), rc::gen::element(0, 0, 0, 1, 4), any_command());
    return rc::gen::scale(4.0, rc::gen::container<std::vector<Step>>(step));
}

template <class Wanted, class... Ones>
constexpr bool is_one_of = (std::is_same_v<Wanted, Ones> || ...);

std::string take(Desk& desk, Step const& step)
{
    desk.today = desk.today.plus_days(step.days);
    if (step.who >= 8)
        return step.who == 8 ? desk.runs(step.command) : desk.sells(step.command);
    return std::visit(
        [&]<class One>(One const& command) {
            if constexpr (is_one_of<One, Appeal>)
                return desk.sells(command);
            else if constexpr (is_one_of<One, GivePoints, ProposeLink, RecomputeLimit, ReserveLimit, FreeLimit,
                                   OpenDispute, CloseDispute, NoteRecourse, EndCover>)
                return desk.runs(command);
            else
                return desk.officer(command, step.who % 2 == 0 ? anna : boris);
        },
        step.command);
}

} // namespace

RC_GTEST_PROP(Standing, follows_from_the_log_alone, ())
{
    Desk desk;
    desk.rules.formula = *rc::gen::arbitrary<bool>();
    for (auto const& step : *any_steps()) {
        // The other account's standing is some standing: this one's own, as it was a moment ago.
        desk.other = desk.state;
        auto const size = desk.log.size();
        auto const outcome = take(desk, step);
        RC_ASSERT((outcome == "ok") == (desk.log.size() > size));
        if (desk.state.limit)
            RC_ASSERT(free_limit(desk.state, desk.today)->minor >= 0);
        // What is shown as free is what an order made now is given, however large it is.
        auto const shown = badge(desk.state, &desk.rules, desk.today);
        if (desk.state.limit && shown.covers_new_orders) {
            auto next = desk;
            RC_ASSERT(next.runs(ReserveLimit { { 77 }, usd_of(1'000'000'00) }) == "ok");
            RC_ASSERT(find_reservation(next.state, { 77 })->amount == *shown.free);
        }
    }
    State once, twice;
    for (auto const& event : desk.log) {
        evolve(once, event);
        auto const stored = packed::unpack<Event>(packed::pack(event));
        RC_ASSERT(stored.has_value());
        evolve(twice, *stored);
    }
    RC_ASSERT(once == desk.state);
    RC_ASSERT(twice == desk.state);
    RC_ASSERT(badge(once, &desk.rules, desk.today) == badge(desk.state, &desk.rules, desk.today));
    RC_ASSERT(record(once, desk.today) == record(desk.state, desk.today));
}

RC_GTEST_PROP(Standing, the_same_command_at_once_again_adds_nothing, ())
{
    Desk desk;
    for (auto const& step : *any_steps()) {
        if (take(desk, step) != "ok")
            continue;
        // Points that stand for no claim are an act of their own each time.
        auto const* given = std::get_if<GivePoints>(&step.command);
        if (given != nullptr && !given->claim)
            continue;
        auto const before = desk.state;
        RC_ASSERT(take(desk, { step.who, 0, step.command }) != "ok");
        RC_ASSERT(desk.state == before);
    }
}

} // namespace recourse::standing
