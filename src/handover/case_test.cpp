#include "brief/sample_test.hpp"
#include "core/matter/desk_test.hpp"
#include "core/quantum/print.hpp"
#include "handover/case_package.hpp"
#include "handover/case_steps.hpp"
#include "handover/sample_test.hpp"
#include "handover/sheets.hpp"

#include <gmock/gmock.h>

// The example of examples/legal as a package, and what another desk makes of it.

namespace recourse::handover {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
namespace brief_samples = brief::samples;

Opened opened_example(papers::Setting setting = papers::Setting::both, bool with_more = true)
{
    auto const text = brief_samples::file("examples/legal/case.toml");
    auto const more = brief_samples::file("examples/legal/more.toml");
    auto const study = brief_samples::example(with_more);
    std::array const calendars { Calendar { Language::en, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" } };
    auto const zip = samples::inner(
        case_package(study, brief_samples::shelf(), { "case.toml", text, with_more ? more : std::string {} }, calendars,
            { "Li & Partners", "Smith LLP", setting }));
    auto opened = open_inner(vault::memory_range(zip));
    EXPECT_TRUE(opened) << samples::trouble(opened);
    return *std::move(opened);
}

std::vector<std::string> names(Opened const& opened)
{
    std::vector<std::string> all;
    for (auto const& one : opened.manifest.files)
        all.push_back(one.name);
    return all;
}

} // namespace

TEST(CasePackage, holds_what_counsel_begins_with)
{
    auto const opened = opened_example();
    auto const all = names(opened);
    for (auto const* wanted : { "memo/handover-memo.docx", "memo/handover-memo.pdf", "papers/demand-letter.docx",
             "papers/claim-statement.docx", "papers/evidence-list.docx", "papers/power-of-attorney.docx",
             "deadlines/deadlines.en.csv", "deadlines/deadlines.zh.csv", "deadlines/deadlines.en.ics",
             "statement/claim.en.txt", "statement/claim.zh.txt", "questions.txt", "questions.zh.txt", "matter.json",
             "case/case.toml", "case/more.toml" })
        EXPECT_THAT(all, Contains(wanted));
    EXPECT_EQ(opened.manifest.to, "Smith LLP");
    EXPECT_EQ(*file_of(opened, "case/case.toml", 1U << 20U), brief_samples::file("examples/legal/case.toml"));
    auto const questions = *file_of(opened, "questions.txt", 1U << 20U);
    EXPECT_THAT(questions, HasSubstr("Papers that the filing needs"));
    auto const bare = *file_of(opened_example(papers::Setting::both, false), "questions.txt", 1U << 20U);
    EXPECT_THAT(bare, AllOf(HasSubstr("Papers that the filing needs"), HasSubstr("To be filled in the memorandum")));
    EXPECT_THAT(*file_of(opened, "questions.zh.txt", 1U << 20U), HasSubstr("待解决事项"));
    EXPECT_THAT(*file_of(opened, "deadlines/deadlines.en.csv", 1U << 20U), HasSubstr("\"last day\""));
    auto const english = names(opened_example(papers::Setting::en));
    EXPECT_THAT(english, AllOf(Contains("questions.txt"), Not(Contains("questions.zh.txt"))));
}

TEST(CasePackage, gives_the_same_statement_when_its_facts_are_studied_again)
{
    auto const opened = opened_example();
    auto const again = brief_samples::study_of(
        *file_of(opened, "case/case.toml", 1U << 20U), *file_of(opened, "case/more.toml", 1U << 20U));
    ASSERT_TRUE(again.statement);
    EXPECT_EQ(*file_of(opened, "statement/claim.en.txt", 1U << 20U), quantum::printed(*again.statement, Language::en));
    std::vector<DeadlineRow> rows;
    auto const text = *file_of(opened, "deadlines/deadlines.en.csv", 1U << 20U);
    for (auto const& one : again.en.deadlines)
        EXPECT_THAT(text, HasSubstr(one.due ? to_string(*one.due) : one.what.substr(0, 10)));
}

TEST(CaseSteps, open_a_matter_with_the_claim_and_the_days_of_the_case)
{
    auto const study = brief_samples::example();
    auto const file = read_matter(written(case_steps(study)));
    ASSERT_TRUE(file) << to_string(file.error().front());
    matter::Desk desk;
    desk.order = std::nullopt;
    desk.today = study.as_of;
    for (auto const& step : file->steps.steps)
        EXPECT_EQ(desk(matter::counsel, step.command), "") << matter::word(matter::act_of(step.command));
    auto sum = desk.state.nothing;
    for (auto const& one : study.basis.particulars.items)
        if (auto const worth = quantum::measured(one, one.id); worth && worth->amount.currency == sum.currency)
            sum = sum + worth->amount;
    EXPECT_FALSE(sum.is_zero());
    EXPECT_EQ(matter::headed(desk.state), sum);
    EXPECT_EQ(desk.state.pursued.size(), 1U);
    EXPECT_TRUE(desk.state.clause);
    EXPECT_EQ(desk.state.footing.handed_over_on, study.facts.date("delivery.delivered_on"));
    // The day on which limitation would end without any act is that of the assessment.
    auto const assessed = std::ranges::find(study.en.deadlines, "limitation", &casework::Deadline::id);
    ASSERT_NE(assessed, study.en.deadlines.end());
    EXPECT_EQ(desk.state.footing.known_on, assessed->from);
}

TEST(CaseSteps, of_a_case_that_says_nothing_open_a_matter_and_name_what_is_missing)
{
    auto const file = case_steps(brief_samples::study_of("title = \"Nothing known\"\nas_of = 2026-03-01\n"));
    ASSERT_TRUE(read_matter(written(file)));
    EXPECT_TRUE(std::holds_alternative<matter::OpenOutside>(file.steps.steps.front().command));
    std::vector<std::string> left;
    for (auto const& one : file.steps.left_out)
        left.push_back(one.what);
    EXPECT_THAT(left, AllOf(Contains("who is pursued"), Contains("the clause on disputes")));
}

TEST(Sheets, keep_a_cell_from_being_a_formula)
{
    std::array const rows { DeadlineRow {
        "=HYPERLINK(\"http://x\")", samples::day("2026-03-01"), "later", "+1", "-", "@x", { "a", "b \"c\"\nd" } } };
    EXPECT_EQ(deadline_table(rows, Language::en),
        "\xEF\xBB\xBF\"what\",\"last day\",\"state\",\"runs from\",\"if missed\",\"source\",\"counting\"\r\n"
        "\"'=HYPERLINK(\"\"http://x\"\")\",\"2026-03-01\",\"later\",\"'+1\",\"'-\",\"'@x\",\"a; b \"\"c\"\" d\"\r\n");
}

TEST(Sheets, say_that_nothing_is_open)
{
    std::array const parts { QuestionPart { "Papers", {} } };
    EXPECT_EQ(question_page(parts, Language::en), "WHAT IS OPEN\n\nNothing.\n");
    std::array const one { QuestionPart { "Papers", { { "Power of attorney", "apostille" } } } };
    EXPECT_EQ(question_page(one, Language::en), "WHAT IS OPEN\n\nPapers\n- Power of attorney\n  apostille\n");
}

} // namespace recourse::handover
