#include "api/catalogue.hpp"

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

TEST(Catalogue, the_page_has_an_anchor_for_every_code)
{
    auto const page = problems_page();
    for (auto const* kind : refusal_kinds())
        EXPECT_NE(page.find("<dt id=\"" + std::string { kind->code } + "\">"), std::string::npos) << kind->code;
}

} // namespace recourse::api
