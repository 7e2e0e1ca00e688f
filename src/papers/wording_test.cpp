#include "papers/wording.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recourse::papers {

TEST(Wording, a_source_is_cited_by_the_half_of_its_title_in_the_language)
{
    struct Expected {
        std::string title, place, en, zh;
    };
    for (auto const& [title, place, en, zh] : std::vector<Expected> {
             { "Civil Procedure Law, 2023-09-01 · 民事诉讼法", "X", "Civil Procedure Law, 2023-09-01, X",
                 "《民事诉讼法》（2023年9月1日文本）X" },
             { "Interpretation, 2022-04-01 · 最高人民法院关于适用《民事诉讼法》的解释", "",
                 "Interpretation, 2022-04-01", "《最高人民法院关于适用〈民事诉讼法〉的解释》（2022年4月1日文本）" },
             { "Civil Code, Contracts · 《民法典》合同编", "X", "Civil Code, Contracts, X", "《民法典》合同编X" },
             { "A note of a law firm", "X", "A note of a law firm, X", "A note of a law firm，X" },
             { "A note of a law firm", "", "A note of a law firm", "A note of a law firm" },
         }) {
        Source const source { title, {} };
        EXPECT_EQ(cited(source, place, Language::en), en);
        EXPECT_EQ(cited(source, place, Language::zh), zh);
    }
}

TEST(Wording, pages_of_an_exhibit_stand_without_brackets_of_their_own_in_chinese)
{
    EXPECT_EQ(exhibit_name("E4", 3, 5), (Words { "Exhibit E4, pp. 3–5", "证据E4第3–5页" }));
    EXPECT_EQ(exhibit_name("E4", 3, 0), (Words { "Exhibit E4, p. 3", "证据E4第3页" }));
    EXPECT_EQ(exhibit_name("E4", 0, 0), (Words { "Exhibit E4", "证据E4" }));
}

} // namespace recourse::papers
