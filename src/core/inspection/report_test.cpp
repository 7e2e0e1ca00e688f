#include "base/packed.hpp"
#include "core/inspection/refusals.hpp"
#include "core/inspection/report.hpp"

#include <gtest/gtest.h>
// after gtest
#include <rapidcheck/gtest.h>

namespace recourse::inspection {

namespace {

constexpr auto critical = DefectClass::critical, major = DefectClass::major, minor = DefectClass::minor;

/// As agreed in most contracts: no critical defect, major 2.5, minor 4.0 at level II.
Terms usual()
{
    return { Level::ii, Severity::normal, Counting::units,
        { { critical, {} }, { major, *parse_aql("2.5") }, { minor, *parse_aql("4.0") } } };
}

/// A lot of 5,000 with the sample of 200 that the usual terms ask for.
Report report_of(std::uint32_t criticals, std::uint32_t majors, std::uint32_t minors)
{
    return { 5000, { { critical, 200, criticals, 0 }, { major, 200, majors, 0 }, { minor, 200, minors, 0 } } };
}

std::vector<std::string> codes(std::vector<act::Refusal> const& refusals)
{
    std::vector<std::string> codes;
    for (auto const& one : refusals)
        codes.emplace_back(one.kind->code);
    return codes;
}

/// The codes of all faults, "accepted", or "rejected" with the share.
std::vector<std::string> outcome(Terms const& terms, Report const& report)
{
    auto const verdict = judge(terms, report);
    if (!verdict)
        return codes(verdict.error());
    return { verdict->accepted ? "accepted" : "rejected " + to_string(verdict->share) };
}

using Outcome = std::vector<std::string>;

} // namespace

TEST(Inspection, accepts_up_to_the_number_and_rejects_from_the_next)
{
    struct Case {
        std::uint32_t criticals, majors, minors;
        std::string expected;
    };
    for (auto const& [criticals, majors, minors, expected] : {
             Case { 0, 0, 0, "accepted" },
             Case { 0, 10, 14, "accepted" },
             Case { 0, 11, 14, "rejected 0.055" }, // the minor ones are tolerated
             Case { 0, 10, 15, "rejected 0.075" },
             Case { 0, 11, 15, "rejected 0.13" },
             Case { 1, 0, 0, "rejected 0.005" },
             Case { 1, 99, 100, "rejected 1" },
         })
        EXPECT_EQ(outcome(usual(), report_of(criticals, majors, minors)), Outcome { expected });
}

TEST(Inspection, says_why_in_two_languages)
{
    auto const verdict = judge(usual(), report_of(0, 12, 3));
    ASSERT_TRUE(verdict);
    ASSERT_EQ(verdict->classes.size(), 3u);
    EXPECT_EQ(verdict->classes[1].why,
        "12 units with major defects in 200 looked at; AQL 2.5, level II, normal inspection, letter L: up to 10 is "
        "accepted, 11 or more is rejected. Rejected.");
    EXPECT_EQ(verdict->classes[1].why_zh,
        "严重缺陷：检验200件，发现12件不合格品；AQL "
        "2.5，检验水平II，正常检验，字码L：不超过10接收，11及以上拒收。拒收。");
    EXPECT_EQ(verdict->why,
        "The lot is rejected for its major defects. Proposed share of the goods: 3/50, an estimate from the sample.");
    EXPECT_EQ(verdict->why_zh, "该批因严重缺陷拒收。建议的货物比例：3/50，系由样本估计。");
    EXPECT_TRUE(verdict->estimate);
    EXPECT_EQ(verdict->share, Ratio::of(12, 200));
}

TEST(Inspection, of_the_whole_lot_counts_and_estimates_nothing)
{
    Terms const terms { Level::ii, Severity::normal, Counting::units, { { major, *parse_aql("1.5") } } };
    auto const verdict = judge(terms, { 6, { { major, 6, 2, 0 } } });
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(verdict->classes[0].plan.whole);
    EXPECT_FALSE(verdict->estimate);
    EXPECT_EQ(verdict->share, Ratio::of(1, 3));
}

TEST(Inspection, names_every_fault_of_a_report_at_once)
{
    auto const none = Report { 1, {} };
    EXPECT_EQ(outcome(usual(), none),
        (Outcome { "inspection.lot_too_small", "inspection.missing", "inspection.missing", "inspection.missing" }));

    auto wild = report_of(0, 0, 0);
    wild.lot = 150;
    wild.found[1].units = 201;
    wild.found[2].sample = 0;
    wild.found.push_back({ minor, 200, 0, 0 });
    EXPECT_EQ(outcome(usual(), wild),
        (Outcome { "inspection.sample_exceeds_lot", "inspection.sample_exceeds_lot", "inspection.units_exceed_sample",
            "inspection.no_sample", "inspection.found_twice" }));

    // What is wrong with one class hides nothing of the others.
    auto small = report_of(0, 201, 0);
    small.found[2].sample = 199;
    EXPECT_EQ(outcome(usual(), small), (Outcome { "inspection.units_exceed_sample", "inspection.sample_too_small" }));
}

TEST(Inspection, refuses_what_cannot_be)
{
    struct Case {
        std::string expected;
        void (*spoil)(Terms&, Report&);
    };
    for (auto const& [expected, spoil] : {
             Case { "inspection.no_criteria",
                 [](Terms& t, Report& r) {
                     t.criteria.clear();
                     r.found.clear();
                 } },
             Case { "inspection.criterion_twice", [](Terms& t, Report&) { t.criteria.push_back({ major, {} }); } },
             Case { "inspection.aql_unknown", [](Terms& t, Report&) { t.criteria[1].aql = { 3'000 }; } },
             Case { "inspection.aql_of_defects", [](Terms& t, Report&) { t.criteria[2].aql = { 15'000 }; } },
             Case { "inspection.not_agreed", [](Terms& t, Report&) { t.criteria.pop_back(); } },
             Case { "inspection.missing", [](Terms&, Report& r) { r.found.pop_back(); } },
             Case { "inspection.units_exceed_together",
                 [](Terms&, Report& r) {
                     r.found[1].units = 101;
                     r.found[2].units = 100;
                 } },
             Case { "inspection.defects_below_units",
                 [](Terms&, Report& r) {
                     r.found[1].units = 3;
                     r.found[1].defects = 2;
                 } },
             Case { "inspection.defects_without_units", [](Terms&, Report& r) { r.found[1].defects = 2; } },
             Case { "inspection.sample_too_small",
                 [](Terms&, Report& r) {
                     r.found[1].sample = 199;
                     r.found[1].units = 10;
                 } },
             Case { "inspection.sample_without_plan", [](Terms&, Report& r) { r.found[1].sample = 250; } },
         }) {
        auto terms = usual();
        auto report = report_of(0, 0, 0);
        spoil(terms, report);
        EXPECT_EQ(outcome(terms, report), Outcome { expected });
    }
}

TEST(Inspection, a_sample_cut_short_rejects_but_never_accepts)
{
    auto report = report_of(0, 0, 0);
    report.found[1] = { major, 50, 11, 0 };
    EXPECT_EQ(outcome(usual(), report), Outcome { "rejected 0.22" });
    report.found[1] = { major, 50, 10, 0 };
    EXPECT_EQ(outcome(usual(), report), Outcome { "inspection.sample_too_small" });
}

TEST(Inspection, takes_the_largest_sample_for_all_classes)
{
    Terms const terms { Level::ii, Severity::normal, Counting::units,
        { { critical, *parse_aql("0.10") }, { minor, *parse_aql("4.0") } } };
    // 125 for all, where minor alone asks for 50
    EXPECT_EQ(outcome(terms, { 400, { { critical, 125, 0, 0 }, { minor, 125, 10, 0 } } }), Outcome { "accepted" });
    EXPECT_EQ(
        outcome(terms, { 400, { { critical, 125, 0, 0 }, { minor, 125, 11, 0 } } }), Outcome { "rejected 0.088" });
    EXPECT_EQ(outcome(terms, { 400, { { critical, 125, 0, 0 }, { minor, 50, 6, 0 } } }), Outcome { "rejected 0.12" });
}

TEST(Inspection, counts_defects_where_defects_are_agreed)
{
    Terms const terms { Level::ii, Severity::normal, Counting::defects, { { major, *parse_aql("15") } } };
    // H 50 14/15: twenty defects in four units
    EXPECT_EQ(outcome(terms, { 400, { { major, 50, 4, 20 } } }), Outcome { "rejected 0.08" });
    EXPECT_EQ(outcome(terms, { 400, { { major, 50, 4, 14 } } }), Outcome { "accepted" });
    EXPECT_EQ(outcome(terms, { 400, { { major, 50, 4, 0 } } }), Outcome { "inspection.defects_below_units" });
}

TEST(Inspection, no_two_refusals_share_a_code)
{
    for (auto const* one : refusals::all) {
        EXPECT_EQ(std::ranges::count_if(refusals::all, [&](auto const* other) { return other->code == one->code; }), 1)
            << one->code;
        EXPECT_TRUE(one->code.starts_with("inspection."));
    }
}

RC_GTEST_PROP(Inspection, a_worse_report_is_never_judged_better, ())
{
    auto const terms = usual();
    auto const units = [] { return *rc::gen::inRange<std::uint32_t>(0, 60); };
    auto const better = report_of(units() / 20, units(), units());
    auto worse = better;
    worse.found[*rc::gen::inRange<std::size_t>(0, 3)].units += 1;
    auto const first = judge(terms, better), second = judge(terms, worse);
    RC_ASSERT(first && second);
    RC_ASSERT(first->accepted || !second->accepted);
    RC_ASSERT(!(second->share < first->share));
    RC_ASSERT(!(Ratio::whole(1) < second->share));
    RC_ASSERT(first->accepted == (first->share == Ratio {}));
    auto const stored = packed::unpack<Verdict>(packed::pack(*second));
    RC_ASSERT(stored.has_value());
    RC_ASSERT(*stored == *second);
}

RC_GTEST_PROP(Inspection, whatever_is_reported_gets_a_verdict_or_reasons, ())
{
    auto const number = [] { return *rc::gen::oneOf(rc::gen::inRange(0u, 300u), rc::gen::arbitrary<std::uint32_t>()); };
    auto terms = usual();
    terms.counting = *rc::gen::element(Counting::units, Counting::defects);
    Report report { number(), {} };
    for (auto const defect_class : { critical, major, minor })
        report.found.push_back({ defect_class, number(), number(), number() });
    auto const verdict = judge(terms, report);
    RC_ASSERT(verdict || !verdict.error().empty());
    if (verdict)
        RC_ASSERT(!(Ratio::whole(1) < verdict->share));
}

} // namespace recourse::inspection
