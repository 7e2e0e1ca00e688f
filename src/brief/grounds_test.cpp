#include "brief/grounds.hpp"
#include "brief/sample_test.hpp"
#include "core/quantum/law.hpp"

namespace recourse::brief {

namespace {

std::string cell_of(papers::Values const& values, std::size_t row, std::string const& column, Language language)
{
    auto const& rows = std::get<std::vector<papers::Row>>(values.fields.at("heads").is);
    return std::get<Words>(rows.at(row).cells.at(column).is).in(language);
}

} // namespace

TEST(Grounds, an_article_is_cited_as_a_court_reads_it)
{
    namespace law = quantum::law;
    for (auto const& [source, zh] : std::vector<std::pair<casework::SourceRef, std::string>> {
             { law::civil_code("art. 566"), "《民法典》第五百六十六条" },
             { law::civil_code("arts. 583, 584"), "《民法典》第五百八十三条、第五百八十四条" },
             { law::sale("art. 18(4)"), "《买卖合同司法解释》第十八条第四款" },
             { law::delay("arts. 1 to 5"), "《迟延履行期间债务利息司法解释》第一条至第五条" },
             { law::fees("art. 29; arbitration: measures of 1995, art. 9 · 第29条；仲裁：1995年办法第9条"),
                 "《诉讼费用交纳办法》第二十九条；仲裁：1995年办法第九条" },
             { law::costs_note("generally not shifted · 通常不由对方负担"), "中国诉讼费用说明，通常不由对方负担" },
             { law::unsourced("to be checked · 待查"), "" },
         })
        EXPECT_EQ(ground_of(source).zh, zh);
    EXPECT_EQ(ground_of(law::civil_code("arts. 583, 584")).en, "Civil Code, Contracts, arts. 583, 584");
}

TEST(Grounds, sums_and_days_of_a_working_are_written_as_their_language_does)
{
    EXPECT_EQ(as_written({ "USD 12,000.00 as stated on 2026-03-01", "所列金额USD 12,000.00，2026-03-01" }),
        (Words { "USD 12,000.00 as stated on 1 March 2026", "所列金额12,000.00美元，2026年3月1日" }));
    EXPECT_EQ(as_written({ "", "JPY 5,000、CNY 1.50；GL-2026-0418、ABC 12、USD" }).zh,
        "5,000日元、人民币1.50元；GL-2026-0418、ABC 12、USD");
}

TEST(Grounds, where_the_convention_governs_it_comes_first)
{
    auto const values = samples::values(samples::example(), "cietac-request");
    EXPECT_EQ(cell_of(values, 0, "basis", Language::en),
        "CISG, arts. 45, 49; in the alternative Civil Code, Contracts, art. 566");
    EXPECT_EQ(cell_of(values, 1, "basis", Language::zh),
        "《联合国国际货物销售合同公约》第四十五条、第五十条；备选依据：《民法典》第五百八十二条");
    // Interest: the convention sets no rate.
    EXPECT_EQ(cell_of(values, 5, "basis", Language::zh), "《买卖合同司法解释》第十八条第四款");
    auto study = samples::example();
    study.given.insert_or_assign("law.cisg", papers::Value { false });
    EXPECT_EQ(cell_of(samples::values(study, "cietac-request"), 1, "basis", Language::zh), "《民法典》第五百八十二条");
}

TEST(Grounds, the_exhibit_of_a_problem_proves_its_head)
{
    auto const study = samples::example();
    auto const& items = study.basis.particulars.items;
    EXPECT_EQ(items.at(0).evidence, std::vector<std::string> { "E4" });
    EXPECT_EQ(items.at(2).evidence, std::vector<std::string> { "E6" }); // photographs, not the surveyor's report
}

TEST(Grounds, findings_on_a_clause_are_one_sentence_with_one_point)
{
    auto const values = samples::values(samples::example(), "handover-memo");
    auto const findings = std::get<Words>(values.fields.at("forum.findings").is);
    EXPECT_EQ(findings.en.find(".;"), std::string::npos) << findings.en;
    EXPECT_EQ(findings.zh.find("。；"), std::string::npos) << findings.zh;
    EXPECT_FALSE(findings.zh.ends_with("。")) << findings.zh;
}

} // namespace recourse::brief
