#include "cli/case_template.hpp"

#include "base/wrap.hpp"
#include "codec/case_file.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <sstream>

namespace recourse::cli {
namespace {

std::string problems(std::string const& text)
{
    auto const read = codec::read_case(text, "case.toml", codec::CaseFormat::toml);
    std::string all;
    if (!read) {
        for (Problem const& problem : read.error())
            all += to_string(problem) + "\n";
    }
    return all;
}

TEST(CaseTemplate, says_nothing_until_it_is_filled_in)
{
    auto const text = case_template({});
    EXPECT_EQ(problems(text), "");
    auto const read = codec::read_case(text, "case.toml", codec::CaseFormat::toml);
    auto const groups = casework::fact_groups();
    for (std::size_t g = 0; g < groups.size(); ++g) {
        auto const group = static_cast<std::uint16_t>(g);
        EXPECT_EQ(read->facts.items(group), groups[g].list ? 0U : 1U) << groups[g].name;
        for (std::size_t f = 0; f < groups[g].fields.size() && !groups[g].list; ++f)
            EXPECT_TRUE(read->facts.get({ group, 0, static_cast<std::uint16_t>(f) }).is(rules::Kind::absent));
    }
}

/// Every field is there, and every example is right: without the signs before the keys the file sets each fact.
TEST(CaseTemplate, with_every_sign_taken_away_every_fact_is_set)
{
    for (Language const language : { Language::en, Language::zh }) {
        auto text
            = std::regex_replace(case_template({}, language), std::regex { R"((^|\n)#(\[\[|[a-z_]+ = ))" }, "$1$2");
        // The one example that contradicts the others: the first word of the state.
        text = std::regex_replace(text, std::regex { "state = \"not_shipped\"" }, "state = \"delivered\"");
        ASSERT_EQ(problems(text), "");
        auto const read = codec::read_case(text, "case.toml", codec::CaseFormat::toml);
        auto const groups = casework::fact_groups();
        for (std::size_t g = 0; g < groups.size(); ++g) {
            auto const group = static_cast<std::uint16_t>(g);
            ASSERT_EQ(read->facts.items(group), 1U) << groups[g].name;
            for (std::size_t f = 0; f < groups[g].fields.size(); ++f)
                EXPECT_FALSE(read->facts.get({ group, 0, static_cast<std::uint16_t>(f) }).is(rules::Kind::absent))
                    << groups[g].fields[f].name;
        }
    }
}

TEST(CaseTemplate, helps_in_the_words_of_the_data)
{
    std::vector<casework::FactWords> const words { { .path = "order.channel",
        .ask = "Where was it ordered?",
        .ask_zh = "在哪里下的单？",
        .help = "The written order counts.",
        .help_zh = "",
        .example = "",
        .words = { { "direct", { "straight from the supplier", "直接下单" } } } } };
    auto const english = case_template(words);
    EXPECT_NE(english.find("# Where was it ordered? The written order counts.\n#   platform, direct (straight from the "
                           "supplier)\n#channel = "),
        std::string::npos);
    EXPECT_NE(case_template(words, Language::zh).find("# 在哪里下的单？\n#   platform, direct (直接下单)\n"),
        std::string::npos);
}

TEST(CaseTemplate, fits_eighty_columns)
{
    for (Language const language : { Language::en, Language::zh }) {
        std::istringstream lines { case_template({}, language) };
        for (std::string line; std::getline(lines, line);)
            EXPECT_LE(display_width(line), 80U) << line;
    }
}

} // namespace
} // namespace recourse::cli
