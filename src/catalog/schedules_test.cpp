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

TEST(Schedules, a_negative_vector_or_a_rate_beyond_the_whole_is_an_error_and_not_an_abort)
{
    auto const text = problems_of(R"([[schedule]]
id = "odd"
currency = "CNY"
minimum = "-1"
cap = "90000000000000000"
source = { mark = "unverified", note = "made for this test" }
brackets = [ { over = "0", base = "5", rate = "999999999999" }, ]
vectors = [ { amount = "-100", fee = "6.51" }, { amount = "100", fee = "-1" } ]
[[schedule]]
id = "nines"
currency = "CNY"
source = { mark = "unverified", note = "made for this test" }
brackets = [ { over = "0", base = "5", rate = "0.99999999999999999" } ]
vectors = [ { amount = "100", fee = "105" } ]
)");
    EXPECT_EQ(text,
        "forums/xx/court/fees.toml:7:47: 'rate' is 999999999999; expected a share between 0 and 1 (2.5 % is "
        "\"0.025\")\n"
        "forums/xx/court/fees.toml:4:11: 'minimum' is -1; expected an amount of zero or more\n"
        "forums/xx/court/fees.toml:5:7: 'cap' is 90000000000000000; expected an amount of zero or more (check its "
        "digits)\n"
        "forums/xx/court/fees.toml:8:24: 'amount' is -100; expected an amount of zero or more\n"
        "forums/xx/court/fees.toml:8:13: a vector needs an amount and a fee\n"
        "forums/xx/court/fees.toml:8:72: 'fee' is -1; expected an amount of zero or more\n"
        "forums/xx/court/fees.toml:8:48: a vector needs an amount and a fee\n");
}

} // namespace recourse::catalog
