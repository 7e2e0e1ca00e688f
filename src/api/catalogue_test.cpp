#include "api/catalogue.hpp"

#include "api/replies.hpp"
#include "core/claim/refusals.hpp"
#include "core/inspection/refusals.hpp"
#include "http/problem.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

namespace recourse::api {

TEST(Catalogue, codes_are_given_once_and_every_one_is_found)
{
    std::set<std::string_view> codes;
    for (auto const* kind : refusal_kinds()) {
        EXPECT_TRUE(codes.insert(kind->code).second) << kind->code;
        EXPECT_EQ(refusal_kind(kind->code), kind);
        EXPECT_FALSE(kind->says.empty() || kind->says_zh.empty()) << kind->code;
        EXPECT_TRUE(kind->status >= 400 && kind->status < 600) << kind->code;
    }
    for (auto const& one : http::standard_problems())
        EXPECT_TRUE(codes.insert(one.code).second) << one.code;
    EXPECT_EQ(refusal_kind("nobody.knows"), nullptr);
}

TEST(Catalogue, the_published_list_is_what_the_program_knows)
{
    std::ifstream file { RECOURSE_SOURCE_DIR "/docs/formats/refusals.md" };
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), refusals_markdown()) << "recourse schema refusals > docs/formats/refusals.md";
}

TEST(Problems, tell_each_flaw_at_its_place_in_the_language_that_is_asked_for)
{
    act::Refusal const small { &inspection::refusals::sample_too_small,
        { { "class", "major" }, { "asked", "50" }, { "sample", "40" } }, {} };
    act::Refusal refusal { &claim::refusals::lot_differs, { { "agreed", "400" }, { "lot", "300" } }, {} };
    refusal.values.push_back(act::flaw("/report/lot", refusal));
    refusal.values.push_back(act::flaw("/report/sample", small));
    refusal.values.push_back(act::flaw("/report/digest", act::flaws::too_long, "64"));
    auto const problem = problem_of(refusal, Language::en);
    EXPECT_EQ(problem.code, "claim.lot_differs");
    ASSERT_EQ(problem.errors.size(), 3u);
    EXPECT_EQ(problem.errors[0].pointer, "/report/lot");
    EXPECT_EQ(problem.errors[0].detail, problem.title);
    EXPECT_EQ(problem.errors[1].code, "inspection.sample_too_small");
    EXPECT_EQ(problem.errors[1].detail,
        "The plan asks for 50 units for major defects; 40 were looked at, and what was found does not reject: look at "
        "the rest of the sample.");
    EXPECT_EQ(problem.errors[2].detail, "At most 64 bytes.");
    EXPECT_EQ(problem_of(refusal, Language::zh).errors[1].detail,
        "major缺陷的方案要求检验50件，实际检验40件，且所见尚不足以拒收：请补足样本。");
}

TEST(Catalogue, the_page_has_an_anchor_for_every_code)
{
    auto const page = problems_page();
    for (auto const* kind : refusal_kinds())
        EXPECT_NE(page.find("<dt id=\"" + std::string { kind->code } + "\">"), std::string::npos) << kind->code;
}

} // namespace recourse::api
