#include "core/forum/readiness.hpp"

#include "tests/samples/forum_book.hpp"
#include "time/shipped_calendar.hpp"

#include <gmock/gmock.h>

#include <rapidcheck.h>

namespace recourse::forum {

namespace {

using testing::HasSubstr;

time::Calendar const& china()
{
    static auto const calendar = time::shipped_cn();
    return calendar;
}

/// A buyer from abroad with a company, a lawyer and papers in English.
PaperFacts buyer(std::string_view country)
{
    PaperFacts facts;
    facts.claimant_country = country;
    facts.signs.holds = { "claimant_abroad", "claimant_company", "by_lawyer", "signed_abroad", "foreign_language",
        "goods_defective" };
    facts.signs.fails = { "foreign_papers", "guarantee_asked", "urgent", "paid_to_third_party", "arbitration_pending",
        "award_abroad" };
    facts.today = Date::of(2026, 3, 2);
    facts.last_day = Date::of(2026, 9, 11);
    return facts;
}

Readiness ready(std::string_view filing, PaperFacts const& facts)
{
    auto found = readiness_of(shipped(), filing, facts, china());
    EXPECT_TRUE(found) << (found ? "" : found.error());
    return found ? std::move(*found) : Readiness {};
}

PaperState const& paper(Readiness const& readiness, std::string_view id)
{
    for (auto const& one : readiness.papers)
        if (one.paper->id == id)
            return one;
    ADD_FAILURE() << id;
    return readiness.papers.front();
}

} // namespace

TEST(Readiness, the_form_of_papers_goes_by_the_country)
{
    auto const canada = ready("complaint", buyer("CA"));
    auto const india = ready("complaint", buyer("IN"));
    auto const nowhere = ready("complaint", buyer("DE"));
    EXPECT_EQ(paper(canada, "power-of-attorney").steps[2].step->id, "apostille");
    EXPECT_EQ(paper(india, "power-of-attorney").steps[2].step->id, "legalisation");
    EXPECT_EQ(canada.apostille->since, Date::of(2024, 1, 11));
    EXPECT_EQ(india.apostille->apostille, Answer::no);
    // Nothing is known of Germany here: the longer way is counted.
    EXPECT_EQ(nowhere.apostille, nullptr);
    EXPECT_EQ(paper(nowhere, "power-of-attorney").steps[2].step->id, "legalisation");
    EXPECT_LT(paper(canada, "power-of-attorney").days_high, paper(india, "power-of-attorney").days_high);
}

TEST(Readiness, the_last_day_to_begin_is_counted_backward)
{
    auto const readiness = ready("complaint", buyer("CA"));
    // sign 3, notary 10, apostille 21, translation 7, post 7: 48 days before 11 September is 25 July, a Saturday.
    auto const& power = paper(readiness, "power-of-attorney");
    EXPECT_EQ(power.days_low, 10);
    EXPECT_EQ(power.days_high, 48);
    ASSERT_TRUE(power.start_by);
    EXPECT_EQ(power.start_by->date, Date::of(2026, 7, 24));
    // Only the post is left: 7 days.
    EXPECT_EQ(power.steps.back().start_by->date, Date::of(2026, 9, 4));
    EXPECT_FALSE(power.late);
    EXPECT_FALSE(readiness.ready);
    EXPECT_LE(*readiness.first_start, power.start_by->date);

    auto facts = buyer("CA");
    facts.papers = { { "power-of-attorney.sign", Have::have }, { "power-of-attorney.notary", Have::have } };
    auto const begun = paper(ready("complaint", facts), "power-of-attorney");
    EXPECT_EQ(begun.state, Have::missing);
    EXPECT_EQ(begun.days_high, 35);
    EXPECT_GT(begun.start_by->date, power.start_by->date);
}

TEST(Readiness, a_claimant_at_home_needs_no_form_from_abroad)
{
    auto facts = buyer("CN");
    for (auto const* sign : { "claimant_abroad", "signed_abroad" }) {
        facts.signs.holds.erase(sign);
        facts.signs.fails.insert(sign);
    }
    auto const readiness = ready("complaint", facts);
    EXPECT_EQ(paper(readiness, "power-of-attorney").steps.size(), 1u);
    EXPECT_EQ(paper(readiness, "power-of-attorney").days_high, 3);
    EXPECT_EQ(paper(readiness, "identity").days_high, 7);
}

TEST(Readiness, too_late_is_said)
{
    auto facts = buyer("IN");
    facts.today = Date::of(2026, 8, 31);
    auto const readiness = ready("complaint", facts);
    EXPECT_TRUE(readiness.late);
    EXPECT_TRUE(paper(readiness, "power-of-attorney").late);
    EXPECT_FALSE(paper(readiness, "copies").late);
}

TEST(Readiness, a_year_without_a_calendar_is_provisional)
{
    auto facts = buyer("CA");
    facts.last_day = Date::of(2027, 6, 1);
    EXPECT_TRUE(paper(ready("complaint", facts), "power-of-attorney").start_by->provisional);
}

TEST(Readiness, what_a_paper_hangs_on_is_asked)
{
    auto facts = buyer("CA");
    EXPECT_TRUE(std::ranges::none_of(
        ready("demand", facts).papers, [](auto const& one) { return one.paper->id == "payment-direction"; }));
    facts.signs.fails.erase("paid_to_third_party");
    auto const asked = paper(ready("demand", facts), "payment-direction");
    EXPECT_EQ(asked.needed, Answer::unknown);
    EXPECT_THAT(asked.missing, testing::ElementsAre("paid_to_third_party"));
}

TEST(Readiness, every_filing_has_papers_and_can_be_ready)
{
    for (auto const& filing : shipped().filings) {
        auto facts = buyer("CA");
        auto const before = ready(filing.id, facts);
        EXPECT_GE(before.papers.size(), 4u) << filing.id;
        EXPECT_FALSE(before.ready) << filing.id;
        for (auto const& one : before.papers)
            facts.papers[one.paper->id] = Have::have;
        auto const after = ready(filing.id, facts);
        EXPECT_TRUE(after.ready) << filing.id;
        EXPECT_FALSE(after.first_start) << filing.id;
    }
}

TEST(Readiness, errors)
{
    auto facts = buyer("CA");
    auto const refused = [&](std::string_view filing) {
        auto const found = readiness_of(shipped(), filing, facts, china());
        return found ? std::string { "taken" } : found.error();
    };
    EXPECT_EQ(refused("complaints"), "there is no filing 'complaints' (did you mean 'complaint'?)");
    facts.papers["contrct"] = Have::have;
    EXPECT_EQ(refused("complaint"), "there is no paper 'contrct' (did you mean 'contract'?)");
    facts.papers.clear();
    facts.last_day = Date::of(2026, 3, 1);
    EXPECT_THAT(refused("complaint"), HasSubstr("2026-03-01, is over"));
}

/// More papers never make it less ready, and never ask for an earlier beginning.
TEST(Readiness, more_papers_never_make_it_less_ready)
{
    EXPECT_TRUE(rc::check([] {
        auto const& book = shipped();
        auto const filing = (*rc::gen::elementOf(book.filings)).id;
        auto facts = buyer(*rc::gen::element(std::string { "CA" }, std::string { "IN" }, std::string { "" }));
        for (auto const& one : book.papers) {
            auto const have = *rc::gen::inRange(0, 4);
            if (have < 3)
                facts.papers[one.id] = static_cast<Have>(have);
        }
        auto const before = ready(filing, facts);
        auto const& more = *rc::gen::elementOf(book.papers);
        auto const step = *rc::gen::inRange<std::size_t>(0, more.steps.size() + 1);
        facts.papers[step < more.steps.size() ? more.id + "." + more.steps[step].id : more.id] = Have::have;
        auto const after = ready(filing, facts);
        RC_ASSERT(after.lacking <= before.lacking);
        RC_ASSERT(!before.ready || after.ready);
        RC_ASSERT(!after.first_start || (before.first_start && *after.first_start >= *before.first_start));
    }));
}

} // namespace recourse::forum
