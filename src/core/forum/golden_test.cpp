#include "core/forum/clause.hpp"
#include "core/forum/ladder.hpp"
#include "core/forum/reach.hpp"
#include "core/forum/readiness.hpp"
#include "core/forum/venue.hpp"
#include "tests/golden.hpp"
#include "tests/samples/forum_book.hpp"
#include "time/shipped_calendar.hpp"

#include <fmt/format.h>

// One case from the clause to the papers, as a person reads it: tests/golden/forum/case.<lang>.txt.

namespace recourse::forum {

namespace {

/// "[secondary: arb-law25shicheng art. 27]".
std::string mark(SourceRef const& source)
{
    std::string from = source.document.empty() ? source.title : source.document;
    if (!source.clause.empty())
        from += (from.empty() ? "" : " ") + source.clause;
    return fmt::format("[{}{}{}]", source.mark, from.empty() ? "" : ": ", from);
}

void clause(std::string& out, std::string_view text, Language language)
{
    auto const read = ClauseReader(shipped()).read(text);
    ASSERT_TRUE(read);
    out += fmt::format("> {}\n{}\n", text, word(read->verdict));
    for (auto const& finding : read->findings) {
        out += fmt::format("- {} {}\n", finding.says.in(language), mark(finding.source));
        if (!finding.remedy.in(language).empty())
            out += fmt::format("  {}\n", finding.remedy.in(language));
    }
    out += "\n";
}

void ladder(std::string& out, Language language)
{
    Signs signs;
    signs.holds = { "payee_hong_kong" };
    for (auto const sign : ladder_signs)
        if (sign != "payee_hong_kong" && sign != "sole_shareholder")
            signs.fails.emplace(sign);
    auto const found = ladder_of(shipped(), "deregistered-simplified", signs);
    ASSERT_TRUE(found);
    out += fmt::format("{}: {} - {} {}\n", found->status->name.in(language), word(found->status->suable),
        found->status->says.in(language), mark(found->status->source));
    for (auto const* list : { &found->rungs, &found->in_enforcement })
        for (auto const& rung : *list) {
            out += fmt::format("- {} ({}): {} {}\n", rung.person->who.in(language), word(rung.applies),
                rung.person->why.in(language), mark(rung.person->source));
            for (auto const& need : rung.person->needs)
                out += fmt::format("  * {}\n", need.in(language));
        }
    out += "\n";
}

void reach(std::string& out, Language language)
{
    for (auto const& [kind, found] : reach_into(shipped(), "CN", Date::of(2026, 3, 2)))
        out += fmt::format("{}: {} - {} [{}]\n", word(kind), word(found.enforceable),
            found.rule->instrument.in(language), found.confidence);
    out += "\n";
}

void papers(std::string& out, Language language)
{
    PaperFacts facts;
    facts.claimant_country = "IN";
    facts.signs.holds = { "claimant_abroad", "claimant_company", "by_lawyer", "signed_abroad", "foreign_language" };
    facts.signs.fails = { "foreign_papers", "goods_defective", "paid_to_third_party" };
    facts.papers
        = { { "contract", Have::have }, { "payment", Have::missing }, { "power-of-attorney.sign", Have::have } };
    facts.today = Date::of(2026, 3, 2);
    facts.last_day = Date::of(2026, 9, 11);
    auto const found = readiness_of(shipped(), "cietac", facts, time::shipped_cn());
    ASSERT_TRUE(found);
    out += fmt::format(
        "{}: {} {}\n", found->filing->name.in(language), found->filing->says.in(language), mark(found->filing->source));
    for (auto const& paper : found->papers) {
        out += fmt::format("- {} | {}", paper.paper->name.in(language), word(paper.state));
        if (paper.start_by)
            out += fmt::format(" | {}-{} d | {}", paper.days_low, paper.days_high, to_string(paper.start_by->date));
        out += fmt::format("\n  {} {}\n", paper.paper->why.in(language), mark(paper.paper->source));
        for (auto const& step : paper.steps)
            if (step.start_by)
                out += fmt::format("  * {} {}-{} d, {} {}\n", step.step->what.in(language), step.step->days_low,
                    step.step->days_high, to_string(step.start_by->date), mark(step.step->source));
    }
    out += fmt::format(
        "= {} lacking, first {}\n", found->lacking, found->first_start ? to_string(*found->first_start) : "-");
}

std::string sheet(Language language)
{
    std::string out;
    clause(out, "Any dispute shall be submitted to CIETAC or HKIAC for arbitration.", language);
    clause(out, "争议提交香港仲裁委员会仲裁，仲裁语言为英文。", language);
    ladder(out, language);
    reach(out, language);
    papers(out, language);
    return out;
}

} // namespace

TEST(Golden, one_case_from_the_clause_to_the_papers)
{
    expect_golden("forum/case.en.txt", sheet(Language::en));
    expect_golden("forum/case.zh.txt", sheet(Language::zh));
}

} // namespace recourse::forum
