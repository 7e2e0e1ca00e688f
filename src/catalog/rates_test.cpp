#include "catalog/rates.hpp"

#include "codec/toml_reader.hpp"

#include <gtest/gtest.h>

namespace recourse::catalog {

TEST(Rates, the_shipped_ones_turn_dollars_into_yuan_through_the_euro)
{
    auto const rates = shipped_rates();
    ASSERT_TRUE(rates) << to_string(rates.error().front());
    auto const converted
        = rates->convert(*parse_money("1000.00 USD"), *Currency::from_code("CNY"), Date::of(2026, 11, 24));
    ASSERT_TRUE(converted);
    EXPECT_EQ(converted->used.size(), 2U);
    EXPECT_EQ(converted->amount.currency.code(), "CNY");
}

TEST(Rates, each_wrong_rate_is_named)
{
    auto const read = read_rates(codec::read_toml(R"([sources.bank]
title = "A bank's list"
kind = "official"
[[rate]]
from = "USD"
to = "RMB"
rate = "7.1"
date = 2026-01-02
source = "bank"
[[rate]]
from = "USD"
to = "CNY"
rate = "seven"
date = 2026-01-02
source = "bunk"
)",
        "rates.toml"));
    ASSERT_FALSE(read);
    std::string text;
    for (auto const& problem : read.error())
        text += to_string(problem) + "\n";
    for (auto const* part : { "rates.toml:6:6: 'RMB'", "the rate: ", "did you mean 'bank'" })
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

} // namespace recourse::catalog
