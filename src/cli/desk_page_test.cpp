#include "cli/desk_page.hpp"

#include <gtest/gtest.h>

namespace recourse::cli {

TEST(DeskPage, what_explains_a_day_is_joined_as_it_is_written)
{
    EXPECT_EQ(explained("2026-12-26 last day: escalate (platform)", "7 days end on 2026-12-27 at 24:00."),
        "2026-12-26 last day: escalate (platform). 7 days end on 2026-12-27 at 24:00.");
    EXPECT_EQ(explained("2027-01-09 last day: lapse-offer (platform)", "the last day that the offer names"),
        "2027-01-09 last day: lapse-offer (platform), the last day that the offer names");
    EXPECT_EQ(explained("2026-12-26 first day: execute (platform)", ""), "2026-12-26 first day: execute (platform)");
    EXPECT_EQ(told("the supplier contests", "tested before shipment"), "the supplier contests: tested before shipment");
    EXPECT_EQ(told("the supplier offers", ""), "the supplier offers");
}

} // namespace recourse::cli
