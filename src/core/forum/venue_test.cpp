#include "core/forum/venue.hpp"

#include "tests/samples/forum_book.hpp"

#include <gmock/gmock.h>

#include <rapidcheck.h>

namespace recourse::forum {

namespace {

using testing::ElementsAre;
using testing::IsSupersetOf;

std::vector<std::string> ids(std::vector<Applied> const& list)
{
    std::vector<std::string> all;
    for (auto const& one : list)
        all.push_back(one.rule->id + (one.holds == Answer::unknown ? "?" : ""));
    return all;
}

/// The table of the provisions, line by line.
CourtLevel twin(std::string_view region, std::int64_t yuan)
{
    static std::set<std::string_view> const high { "beijing", "tianjin", "shanghai", "jiangsu", "zhejiang", "fujian",
        "shandong", "guangdong", "chongqing" };
    if (yuan >= 5'000'000'000)
        return CourtLevel::high;
    return yuan >= (high.contains(region) ? 40'000'000 : 20'000'000) ? CourtLevel::intermediate : CourtLevel::basic;
}

} // namespace

TEST(Venue, the_level_goes_by_region_and_amount)
{
    struct Case {
        std::string_view region;
        std::int64_t yuan;
        CourtLevel court;
    };
    constexpr Case cases[] = {
        { "guangdong", 0, CourtLevel::basic },
        { "guangdong", 39'999'999, CourtLevel::basic },
        { "guangdong", 40'000'000, CourtLevel::intermediate },
        { "zhejiang", 25'000'000, CourtLevel::basic },
        { "hebei", 19'999'999, CourtLevel::basic },
        { "hebei", 20'000'000, CourtLevel::intermediate },
        { "sichuan", 4'999'999'999, CourtLevel::intermediate },
        { "sichuan", 5'000'000'000, CourtLevel::high },
        { "shanghai", 5'000'000'000, CourtLevel::high },
    };
    for (auto const& one : cases) {
        auto const level = level_of(shipped(), one.region, cny(one.yuan));
        EXPECT_EQ(level.court, one.court) << one.region << " " << one.yuan;
        ASSERT_EQ(level.rules.size(), 1u);
        EXPECT_EQ(level.rules[0]->source.document, "foreign-jur");
    }
}

TEST(Venue, an_unknown_region_matters_only_between_the_thresholds)
{
    EXPECT_EQ(level_of(shipped(), "", cny(1'000'000)).court, CourtLevel::basic);
    EXPECT_EQ(level_of(shipped(), "", cny(50'000'000)).court, CourtLevel::intermediate);
    auto const between = level_of(shipped(), "", cny(30'000'000));
    EXPECT_FALSE(between.court);
    EXPECT_EQ(between.rules.size(), 2u);
}

TEST(Venue, as_the_twin_says_and_never_lower_for_more)
{
    EXPECT_TRUE(rc::check([] {
        auto const& book = shipped();
        auto const& region = *rc::gen::elementOf(book.regions);
        auto const yuan = *rc::gen::inRange<std::int64_t>(0, 6'000'000'000);
        auto const more = yuan + *rc::gen::inRange<std::int64_t>(0, 30'000'000);
        auto const level = level_of(book, region.id, cny(yuan)).court;
        RC_ASSERT(level == twin(region.id, yuan));
        RC_ASSERT(level_of(book, region.id, cny(more)).court >= level);
    }));
    EXPECT_EQ(shipped().regions.size(), 31u);
}

TEST(Venue, grounds_and_flags_go_by_what_is_known)
{
    Signs signs;
    signs.holds = { "foreign_related", "defendant_in_prc" };
    signs.fails = { "clause_excludes", "arbitration_clause", "maritime", "intellectual_property", "greater_china",
        "defendant_abroad", "whereabouts_unknown", "online_purchase", "court_agreed", "complex" };
    auto const venue = venue_of(shipped(), "guangdong", cny(320'000), signs);
    EXPECT_EQ(venue.open, Answer::yes);
    EXPECT_THAT(ids(venue.bases), ElementsAre("defendant-seat", "performance", "performance-rule", "appearance"));
    EXPECT_THAT(ids(venue.procedures), ElementsAre("small-claims", "summary-procedure", "no-trial-limit"));
    EXPECT_TRUE(venue.flags.empty());

    auto const open = venue_of(shipped(), "guangdong", cny(320'000), {});
    EXPECT_EQ(open.open, Answer::unknown);
    EXPECT_THAT(ids(open.flags), IsSupersetOf({ "maritime?", "intellectual-property?", "internet?" }));

    signs.fails.erase("clause_excludes");
    signs.holds.insert("clause_excludes");
    EXPECT_EQ(venue_of(shipped(), "guangdong", cny(320'000), signs).open, Answer::no);
}

TEST(Venue, the_procedure_for_small_sums)
{
    auto const day = Date::of(2026, 11, 30);
    auto const usd = [](std::int64_t dollars) { return Money { dollars * 100, *Currency::from_code("USD") }; };
    EXPECT_EQ(summary_of(shipped(), "cietac", cny(5'000'000), day).holds, Answer::yes);
    EXPECT_EQ(summary_of(shipped(), "cietac", { 500'000'001, *Currency::from_code("CNY") }, day).holds, Answer::no);
    EXPECT_EQ(summary_of(shipped(), "cietac", usd(1000), day).holds, Answer::unknown);
    EXPECT_EQ(summary_of(shipped(), "icc", usd(3'500'000), day).holds, Answer::yes);
    EXPECT_EQ(summary_of(shipped(), "icc", usd(3'500'000), Date::of(2025, 1, 1)).holds, Answer::no);
    EXPECT_EQ(summary_of(shipped(), "icc", usd(1000), Date::of(2019, 1, 1)).holds, Answer::unknown);
    EXPECT_EQ(summary_of(shipped(), "scia", cny(1), day).holds, Answer::no);
}

TEST(Venue, timetables)
{
    auto const steps = timetable_of(shipped(), "cietac", "summary");
    std::vector<std::string> seen;
    for (auto const* step : steps)
        seen.push_back(step->id);
    EXPECT_THAT(seen,
        ElementsAre("cietac.commencement", "cietac.nominate", "cietac.summary.defence", "cietac.summary.award",
            "cietac.reply_counterclaim", "cietac.early_dismissal"));
    EXPECT_EQ(steps[2]->period, (time::Period { 20, time::Unit::days }));
    EXPECT_EQ(steps[1]->source.mark, "unverified");
    auto const abroad = timetable_of(shipped(), "prc-court", "", "no_prc_domicile");
    auto const answer = std::ranges::find(abroad, "court.answer.abroad", [](auto const* step) { return step->id; });
    ASSERT_NE(answer, abroad.end());
    EXPECT_EQ((*answer)->period, (time::Period { 30, time::Unit::days }));
    EXPECT_TRUE((*answer)->extendable);
    EXPECT_TRUE(std::ranges::none_of(abroad, [](auto const* step) { return step->id == "court.answer"; }));
}

} // namespace recourse::forum
