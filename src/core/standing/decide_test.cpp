#include "base/packed.hpp"
#include "core/standing/badge.hpp"
#include "core/standing/decide.hpp"
#include "core/standing/invariants.hpp"
#include "core/standing/refusals.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
// after gtest
#include <rapidcheck/gtest.h>

namespace recourse::standing {

namespace {

Currency const usd = *Currency::from_code("USD");
Currency const eur = *Currency::from_code("EUR");
Id<Party> const supplier { 7 }, twin { 8 }, stranger { 9 };
Id<Person> const anna { 1 }, boris { 2 };

Money usd_of(std::int64_t minor)
{
    return { minor, usd };
}

/// Fixed rules. Points and ladder are those that programmes/alibaba-trade-assurance/2026-03-17 states; the last rung
/// needs a person here. The limit is half the volume of the record's months, less 1 % of it for each point, and none
/// from 48 points on. 15 days to appeal; late shipping lapses after a year, nothing else does.
class PlainRules : public Rules {
public:
    std::string const& edition() const override { return edition_; }
    std::string const& reading() const override { return reading_; }
    Currency currency() const override { return usd; }
    std::optional<Sanction> sanction(std::string_view act, Cure cure) const override
    {
        if (act == "not-delivered")
            return Sanction { cure == Cure::never ? 48u : 6u, "not-delivered" };
        if (act == "forged-evidence")
            return Sanction { 12, "forged-evidence" };
        if (act == "late-shipping" && cure != Cure::never)
            return Sanction { cure == Cure::early ? 1u : 2u, "late-shipping" };
        return std::nullopt;
    }
    std::vector<Rung> ladder() const override
    {
        return {
            { 6, "severe warning", 0, false, "points-6" },
            { 12, "restricted", 7, false, "points-12" },
            { 24, "restricted", 14, false, "points-24" },
            { 36, "restricted, listings removed", 21, false, "points-36" },
            { 48, "membership ended", 0, true, "points-48" },
        };
    }
    std::optional<Date> lapse(std::string_view act, Date given) const override
    {
        if (act == "late-shipping")
            return given.plus_days(364);
        return std::nullopt;
    }
    std::optional<Limit> limit(Record const& record) const override
    {
        if (!formula)
            return std::nullopt;
        Money volume { 0, usd };
        for (auto const& month : record.months)
            volume = volume + month.volume;
        auto const kept = record.points >= 48 ? 0 : 100 - static_cast<std::int64_t>(record.points);
        return Limit { portion(volume, Ratio::of(kept, 200), Rounding::down), "half-of-volume" };
    }
    bool limited() const override { return formula; }
    std::vector<std::string> measures() const override
    {
        std::vector<std::string> all { "watched", "slowed", "cover stopped" };
        for (auto const& rung : ladder())
            all.push_back(rung.measure);
        return all;
    }
    bool has_rule(std::string_view id) const override { return id == "rule-7" || id == "list-1"; }
    bool stops_cover(std::string_view measure) const override
    {
        return measure == "membership ended" || measure == "cover stopped";
    }
    std::optional<Date> appeal_until(Subject subject, Date on) const override
    {
        if (subject == Subject::link)
            return std::nullopt;
        return on.plus_days(15);
    }

    bool formula = true;

private:
    std::string edition_ = "2026-03-17", reading_ = "text";
};

/// One supplier, one command after the other.
class Desk {
public:
    PlainRules rules;
    Date today = Date::of(2026, 3, 2);
    Id<Party> whose = supplier;
    State other; ///< of the account that a link names
    State state;
    std::vector<Event> log;

    /// "ok", "already so", or the code of the refusal.
    std::string run(act::Actor const& actor, Command const& command)
    {
        auto const decision = decide(state, command, { actor, { {}, today }, rules, whose, &other });
        if (!decision)
            return std::string { decision.error().kind->code };
        auto const before = state;
        for (auto const& event : *decision) {
            evolve(state, event);
            log.push_back(event);
        }
        EXPECT_EQ(broken_invariant(before, state, *decision), "");
        return decision->empty() ? "already so" : "ok";
    }
    std::string runs(Command const& command) { return run({ act::Role::platform, {}, {} }, command); }
    std::string officer(Command const& command, Id<Person> person = anna)
    {
        return run({ act::Role::officer, {}, person }, command);
    }
    std::string sells(Command const& command)
    {
        return run({ act::Role::supplier, whose, Id<Person> { 77 } }, command);
    }

    /// The measures in force, in order.
    std::string measures() const { return fmt::format("{}", fmt::join(badge(state, &rules, today).measures, "; ")); }

    /// A completed order of this volume.
    void trades(std::uint64_t order, std::int64_t minor)
    {
        ASSERT_EQ(runs(ReserveLimit { { order }, usd_of(1) }), "ok");
        ASSERT_EQ(runs(FreeLimit { { order }, OrderEnd::completed, usd_of(minor) }), "ok");
    }
    /// A limit of this much, earned by twice as much of trade.
    void limited(std::int64_t minor)
    {
        rules.formula = false;
        trades(1000, 2 * minor);
        rules.formula = true;
        ASSERT_EQ(runs(RecomputeLimit { today.plus_days(1 - static_cast<int>(today.day())) }), "ok");
    }
};

GivePoints const forged { "forged-evidence", Cure::late, {} };

} // namespace

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
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(1) }), "standing.no_limit");
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
    EXPECT_EQ(set.inputs.recourse, usd_of(300'00));
    ASSERT_EQ(set.inputs.months.size(), 1u);
    EXPECT_EQ(set.inputs.months[0], (Month { Date::of(2026, 3, 1), 1, usd_of(20'000'00), 1, {} }));
    EXPECT_EQ(set.rule, "half-of-volume");

    Desk none;
    none.rules.formula = false;
    EXPECT_EQ(none.runs(RecomputeLimit { Date::of(2026, 3, 1) }), "standing.no_formula");
    EXPECT_EQ(none.runs(ReserveLimit { { 1 }, usd_of(1'000'000'00) }), "ok"); // the programme caps nothing
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
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(10'000'01) }), "standing.limit_exceeded");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(6'000'00) }), "ok");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(6'000'00) }), "already so");
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(4'000'01) }), "standing.limit_exceeded");
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(4'000'00) }), "ok");
    EXPECT_EQ(free_limit(desk.state), usd_of(0));
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(6'000'01) }), "standing.limit_exceeded");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(5'000'00) }), "ok"); // its terms changed
    auto const shown = badge(desk.state, &desk.rules, desk.today);
    EXPECT_EQ(shown.limit, usd_of(10'000'00));
    EXPECT_EQ(shown.used, usd_of(9'000'00));
    EXPECT_EQ(shown.free, usd_of(1'000'00));
    EXPECT_EQ(shown.open_orders, 2u);
    EXPECT_EQ(desk.runs(FreeLimit { { 2 }, OrderEnd::closed, {} }), "ok");
    EXPECT_EQ(desk.runs(FreeLimit { { 2 }, OrderEnd::closed, {} }), "already so");
    EXPECT_EQ(desk.runs(FreeLimit { { 1 }, OrderEnd::completed, { 1, eur } }), "standing.currencies");
    EXPECT_EQ(desk.runs(FreeLimit { { 1 }, OrderEnd::completed, usd_of(4'900'00) }), "ok");
    EXPECT_EQ(free_limit(desk.state), usd_of(10'000'00));
    EXPECT_EQ(desk.state.orders, 2u);
    EXPECT_EQ(desk.state.months[0].volume, usd_of(24'900'00));
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
    EXPECT_EQ(free_limit(desk.state), usd_of(0));
    EXPECT_EQ(desk.runs(ReserveLimit { { 2 }, usd_of(1) }), "standing.limit_exceeded");
    EXPECT_EQ(desk.runs(ReserveLimit { { 1 }, usd_of(8'000'00) }), "ok"); // less than before, though above the limit
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
    auto const nobody = badge(desk.state, &desk.rules, desk.today);
    EXPECT_FALSE(nobody.limit || nobody.used || nobody.free);
    EXPECT_TRUE(nobody.covers_new_orders);
    desk.rules.formula = false;
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

TEST(Standing, a_person_confirms_a_link_and_what_stands_against_the_other_account_comes_over)
{
    Desk old;
    old.whose = twin;
    ASSERT_EQ(old.runs(GivePoints { "forged-evidence", Cure::late, { 3 } }), "ok"); // restricted
    ASSERT_EQ(old.runs(GivePoints { "late-shipping", Cure::late, { 4 } }), "ok");
    ASSERT_EQ(old.officer(Blacklist { "swindler", "list-1" }), "ok");

    Desk desk;
    desk.other = old.state;
    ASSERT_EQ(desk.runs(forged), "ok"); // 12 of its own: restricted
    std::vector<std::string> const reasons { "same telephone" };
    EXPECT_EQ(desk.runs(ProposeLink { supplier, reasons }), "standing.same_party");
    EXPECT_EQ(desk.runs(ProposeLink { twin, {} }), "standing.no_reason");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "the same director" }), "standing.no_link");
    EXPECT_EQ(desk.runs(ProposeLink { twin, reasons }), "ok");
    EXPECT_EQ(desk.runs(ProposeLink { twin, reasons }), "already so");
    EXPECT_EQ(points(desk.state, desk.today), 12u); // a proposal does nothing
    EXPECT_EQ(desk.sells(Appeal { { Subject::link, 1 }, "x" }), "standing.nothing_to_appeal");
    EXPECT_EQ(desk.runs(ConfirmLink { twin, "the same director" }), "standing.needs_person");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "the same director" }), "ok");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "the same director" }), "already so");
    EXPECT_EQ(desk.officer(RejectLink { twin, "no" }), "standing.link_confirmed");
    EXPECT_EQ(points(desk.state, desk.today), 26u);
    EXPECT_EQ(desk.measures(), "restricted; restricted; restricted"); // its own, the other's, and that of 24 points
    EXPECT_TRUE(badge(desk.state, &desk.rules, desk.today).blacklisted);
    EXPECT_EQ(desk.sells(Appeal { { Subject::points, 2 }, "not mine" }), "standing.carried");
    EXPECT_EQ(desk.sells(Appeal { { Subject::blacklisting, 1 }, "not mine" }), "standing.carried");

    ASSERT_EQ(desk.sells(Appeal { { Subject::link, 1 }, "another company" }), "ok");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, true, "indeed" }, anna), "standing.same_person");
    EXPECT_EQ(desk.officer(DecideAppeal { 1, true, "indeed" }, boris), "ok");
    EXPECT_EQ(points(desk.state, desk.today), 12u);
    EXPECT_EQ(desk.measures(), "restricted");
    EXPECT_FALSE(badge(desk.state, &desk.rules, desk.today).blacklisted);
}

TEST(Standing, what_came_over_one_link_does_not_go_over_the_next)
{
    Desk first, second;
    first.whose = twin;
    ASSERT_EQ(first.runs(GivePoints { "late-shipping", Cure::late, { 3 } }), "ok");
    second.other = first.state;
    ASSERT_EQ(second.runs(ProposeLink { twin, { "same bank" } }), "ok");
    ASSERT_EQ(second.officer(ConfirmLink { twin, "yes" }), "ok");
    EXPECT_EQ(points(second.state, second.today), 2u);
    // And back: nothing of its own returns to it.
    first.other = second.state;
    ASSERT_EQ(first.runs(ProposeLink { supplier, { "same bank" } }), "ok");
    ASSERT_EQ(first.officer(ConfirmLink { supplier, "yes" }), "ok");
    EXPECT_EQ(points(first.state, first.today), 2u);
}

TEST(Standing, a_measure_that_came_over_is_not_taken_once_more_for_the_points)
{
    Desk old;
    old.whose = twin;
    ASSERT_EQ(old.runs(GivePoints { "not-delivered", Cure::never, { 3 } }), "ok");
    ASSERT_EQ(old.officer(ConfirmMeasure { 1, "nothing came" }), "ok");
    ASSERT_EQ(old.measures(), "membership ended");
    Desk desk;
    desk.other = old.state;
    ASSERT_EQ(desk.runs(ProposeLink { twin, { "same bank" } }), "ok");
    ASSERT_EQ(desk.officer(ConfirmLink { twin, "yes" }), "ok");
    EXPECT_EQ(points(desk.state, desk.today), 48u);
    EXPECT_EQ(desk.measures(), "membership ended");
    EXPECT_TRUE(desk.state.proposals.empty());
}

TEST(Standing, a_link_is_confirmed_and_undone_at_both_ends)
{
    Desk bad, fresh; // the link is confirmed in the account that things stand against
    bad.whose = twin;
    ASSERT_EQ(bad.runs(GivePoints { "not-delivered", Cure::never, { 3 } }), "ok");
    ASSERT_EQ(bad.officer(ConfirmMeasure { 1, "nothing came" }), "ok");
    ASSERT_EQ(bad.officer(Blacklist { "swindler", "list-1" }), "ok");
    ASSERT_EQ(fresh.runs(GivePoints { "late-shipping", Cure::late, { 4 } }), "ok");

    auto const act = [&](Id<Person> who, Command const& command) {
        auto const before = bad.state;
        Context const context { { act::Role::officer, {}, who }, { {}, bad.today }, bad.rules, twin, &fresh.state };
        auto const events = decide(before, command, context);
        ASSERT_TRUE(events.has_value()) << events.error().kind->code;
        auto const there = at_the_other_end(before, *events, context);
        auto const was = fresh.state;
        for (auto const& event : *events)
            evolve(bad.state, event);
        for (auto const& event : there)
            evolve(fresh.state, event);
        EXPECT_EQ(broken_invariant(before, bad.state, *events), "");
        EXPECT_EQ(broken_invariant(was, fresh.state, there), "");
    };
    act(anna, ProposeLink { supplier, { "same bank" } });
    EXPECT_TRUE(fresh.state.links.empty()) << "a proposal does nothing";
    act(anna, ConfirmLink { supplier, "yes" });
    EXPECT_EQ(points(bad.state, bad.today), 50u);
    EXPECT_EQ(points(fresh.state, fresh.today), 50u);
    EXPECT_EQ(bad.measures(), "membership ended");
    EXPECT_EQ(fresh.measures(), "membership ended");
    EXPECT_TRUE(badge(fresh.state, &fresh.rules, fresh.today).blacklisted);
    EXPECT_EQ(find_link(fresh.state, twin)->phase, Link::Phase::confirmed);
    EXPECT_EQ(find_link(fresh.state, twin)->reasons, std::vector<std::string> { "same bank" });

    // Whoever confirms it at the other end too changes nothing.
    fresh.other = bad.state;
    EXPECT_EQ(fresh.officer(ProposeLink { twin, { "same bank" } }), "already so");
    EXPECT_EQ(fresh.officer(ConfirmLink { twin, "yes" }), "already so");

    ASSERT_EQ(bad.sells(Appeal { { Subject::link, 1 }, "another company" }), "ok");
    EXPECT_EQ(linked_to(bad.state, DecideAppeal { 1, true, "indeed" }), supplier);
    act(boris, DecideAppeal { 1, true, "indeed" });
    EXPECT_EQ(points(bad.state, bad.today), 48u);
    EXPECT_EQ(points(fresh.state, fresh.today), 2u);
    EXPECT_EQ(fresh.measures(), "");
    EXPECT_FALSE(badge(fresh.state, &fresh.rules, fresh.today).blacklisted);
    EXPECT_TRUE(badge(bad.state, &bad.rules, bad.today).blacklisted);
    EXPECT_EQ(find_link(fresh.state, twin)->phase, Link::Phase::undone);
}

TEST(Standing, a_rejected_link_comes_back_only_with_a_new_reason)
{
    Desk desk;
    ASSERT_EQ(desk.runs(ProposeLink { twin, { "same telephone" } }), "ok");
    EXPECT_EQ(desk.officer(RejectLink { stranger, "x" }), "standing.no_link");
    EXPECT_EQ(desk.officer(RejectLink { twin, "a shared office" }), "ok");
    EXPECT_EQ(desk.officer(RejectLink { twin, "a shared office" }), "already so");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "yes" }), "standing.link_rejected");
    EXPECT_EQ(desk.runs(ProposeLink { twin, { "same telephone" } }), "standing.link_rejected");
    EXPECT_EQ(desk.runs(ProposeLink { twin, { "same telephone", "same bank account" } }), "ok");
    EXPECT_EQ(desk.officer(ConfirmLink { twin, "yes" }), "ok");
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
    auto const any
        = rc::gen::oneOf(give, give, appeal, appeal, decide_appeal, decide_appeal, confirm_link, confirm_link,
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
            apply([](auto c, auto a) { return Command { OpenDispute { c, a } }; }, claim, rc::gen::arbitrary<bool>()),
            apply([](auto c, auto m) { return Command { CloseDispute { c, m } }; }, claim, amount),
            apply([](auto c, auto m) { return Command { NoteRecourse { c, m } }; }, claim, amount));
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
                                   OpenDispute, CloseDispute, NoteRecourse>)
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
            RC_ASSERT(free_limit(desk.state)->minor >= 0);
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
