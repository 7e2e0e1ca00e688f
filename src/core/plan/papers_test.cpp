#include "core/evidence/desk_test.hpp"
#include "core/matter/decide.hpp"
#include "core/plan/plan.hpp"

#include "time/shipped_calendar.hpp"

// What the dossier and the papers of a filing bring into the plan.

namespace recourse::plan {

namespace {

Step const& step(std::vector<Step> const& steps, StepId id)
{
    return *std::ranges::find(steps, id, &Step::id);
}

std::vector<BlockerKind> kinds(Step const& of)
{
    std::vector<BlockerKind> all;
    for (auto const& one : of.blockers)
        all.push_back(one.kind);
    return all;
}

struct Open {
    time::Calendar calendar = time::shipped_cn();
    matter::State state;
    matter::Context context { { act::Role::counsel, { 11 }, { 21 } }, { {}, Date::of(2026, 6, 1) }, calendar };

    Open()
    {
        state.phase = matter::Phase::open;
        state.client = { 11 };
        state.nothing = state.received = state.distributed = Money { 0, *Currency::from_code("USD") };
        state.opened_on = Date::of(2026, 6, 1);
        state.checks = { { {}, matter::ConflictResult::clear, "Ms Li", Date::of(2026, 6, 1), {} } };
        state.engagement.emplace();
        state.heads = { { { matter::HeadKind::price, { 40'000'00, state.nothing.currency }, "art. 566", {}, {}, {} },
            Date::of(2026, 6, 1), {} } };
        state.choice = matter::Choice { "prc-court", matter::Bench::court, "no clause" };
    }
};

} // namespace

TEST(PlanOfThePapers, evidence_is_preserved_with_the_first_exhibit)
{
    Open open;
    Sources sources { open.state, open.context };
    EXPECT_EQ(step(legal_steps(sources), StepId::preserve).standing, Standing::now);
    evidence::Desk dossier;
    dossier.open();
    sources.dossier = &dossier.state;
    EXPECT_EQ(step(legal_steps(sources), StepId::preserve).action->command, "add_exhibit");
    auto const id = dossier.exhibit(evidence::buyer, evidence::shared, "photo");
    auto const steps = legal_steps(sources);
    EXPECT_EQ(step(steps, StepId::preserve).standing, Standing::done);
    EXPECT_EQ(step(steps, StepId::preserve).exhibits, std::vector { id });
    // A court wants to see where it came from: the filing can be made, and is the worse for it.
    EXPECT_EQ(step(steps, StepId::file).standing, Standing::now);
    EXPECT_EQ(kinds(step(steps, StepId::file)), std::vector { BlockerKind::original_missing });
    EXPECT_EQ(step(steps, StepId::file).blockers.front().exhibit, id);
}

TEST(PlanOfThePapers, what_a_filing_lacks_is_told_with_its_last_day_to_begin)
{
    Open open;
    forum::Paper power;
    power.id = "power-of-attorney";
    forum::Readiness papers;
    papers.papers.emplace_back();
    papers.papers[0].paper = &power;
    papers.papers[0].state = forum::Have::missing;
    papers.papers[0].start_by.emplace();
    papers.papers[0].start_by->date = Date::of(2026, 7, 24);
    Sources sources { open.state, open.context };
    sources.papers = &papers;
    auto const steps = legal_steps(sources);
    auto const& file = step(steps, StepId::file);
    ASSERT_EQ(kinds(file), std::vector { BlockerKind::paper_missing });
    EXPECT_EQ(file.blockers[0].detail, "power-of-attorney");
    EXPECT_EQ(file.blockers[0].begin_by, Date::of(2026, 7, 24));
    EXPECT_FALSE(file.blockers[0].stops);
    papers.papers[0].state = forum::Have::have;
    EXPECT_TRUE(kinds(step(legal_steps(sources), StepId::file)).empty());
}

} // namespace recourse::plan
