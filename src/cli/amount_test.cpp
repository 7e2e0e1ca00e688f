#include "cli/amount.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::cli {

TEST(Amount, is_read_as_it_is_typed_and_as_it_is_printed)
{
    for (auto const* typed : { "1000 USD", "1000.00 USD", "USD 1000", "USD 1,000.00", "1,000 USD" }) {
        auto const amount = read_amount(typed);
        ASSERT_TRUE(amount) << typed;
        EXPECT_EQ(to_string(*amount), "1000.00 USD") << typed;
        EXPECT_EQ(read_amount(display(*amount)), *amount);
    }
}

TEST(Amount, what_was_meant_is_proposed)
{
    for (auto const& [typed, meant] : { std::pair { "1000 RMB", "\"1000.00 CNY\"" }, { "RMB 1,000", "\"1000.00 CNY\"" },
             { "1000 usd", "\"1000.00 USD\"" }, { "US$1000", "\"1000.00 USD\"" },
             { "usd 1000.5", "\"1000.50 USD\"" } }) {
        auto const amount = read_amount(typed);
        ASSERT_FALSE(amount) << typed;
        EXPECT_THAT(amount.error(), testing::HasSubstr(meant)) << typed;
    }
    for (auto const* typed : { "", "USD", "1000", "1,5 USD", "1,00,000 USD", "1000,000 USD", "-5 USD x", "1 000 USD" })
        EXPECT_FALSE(read_amount(typed)) << typed;
}

} // namespace recourse::cli
