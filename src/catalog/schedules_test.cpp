#include "catalog/schedules.hpp"

#include "codec/toml_reader.hpp"

#include <gtest/gtest.h>

namespace recourse::catalog {

namespace {

std::string problems_of(std::string_view text)
{
    Problems problems;
    read_schedules(codec::read_toml(text, "forums/xx/court/fees.toml"), {}, problems);
    std::string lines;
    for (auto const& problem : problems)
        lines += to_string(problem) + "\n";
    return lines;
}

} // namespace

TEST(Schedules, the_shipped_ones_agree_with_their_vectors)
{
    auto const schedules = shipped_schedules();
    if (!schedules) {
        for (auto const& problem : schedules.error())
            ADD_FAILURE() << to_string(problem);
        return;
    }
    auto const of
        = [&](std::string_view forum) { return std::ranges::count(*schedules, forum, &ForumSchedule::forum); };
    EXPECT_GE(of("prc-court"), 3);
    EXPECT_GE(of("cietac"), 1);
    EXPECT_GE(of("hkiac"), 1);
}

TEST(Schedules, a_scale_with_a_gap_an_end_or_a_wrong_vector_is_refused)
{
    auto const text = problems_of(R"([[schedule]]
id = "holes"
currency = "CNY"
source = { mark = "unverified", note = "made for this test" }
brackets = [
  { over = "0", up_to = "100", base = "5", rate = "0" },
  { over = "200", up_to = "300", base = "5", rate = "0.1" },
]
[[schedule]]
id = "sums"
currency = "CNY"
source = { mark = "unverified", note = "made for this test" }
brackets = [ { over = "0", base = "5", rate = "0.015" } ]
vectors = [ { amount = "100", fee = "6.51" } ]
[[schedule]]
id = "ranges"
currency = "CNY"
range = true
brackets = [ { over = "0", base = "5.001", rate = "a lot" } ]
)");
    for (auto const* part : { "bracket 1 of 'holes' does not end where the next begins",
             "last bracket of 'holes' has an end", "the vector says 6.51 CNY, the brackets give 6.50 CNY",
             "no source is given", "base_max and rate_max", "'rate'" })
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

} // namespace recourse::catalog
