#include "api/suit_test.hpp"

#include <gmock/gmock.h>

// What is worked out of a matter: its plan on both tracks, and its claim statement.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

} // namespace

TEST(MatterPlan, names_whose_turn_it_is_on_both_tracks)
{
    Suit suit;
    auto& desk = suit.desk;
    auto const early = desk.get(suit.one.buys, suit.path + "/plan");
    ASSERT_EQ(early.status, 200);
    EXPECT_THAT(early.body,
        AllOf(HasSubstr("\"step\":\"freeze\",\"track\":\"legal\",\"standing\":\"blocked\""),
            HasSubstr("\"step\":\"claim-negotiate\",\"track\":\"programme\""), HasSubstr("\"verdict\":\"open\""),
            HasSubstr("\"kind\":\"conflict-unchecked\"")));
    suit.put(suit.counsel, "check-conflict",
        fmt::format("{{'check':{{'names':['Teak Co'],'checked_by':'Ms Li','on':'{}'}}}}", desk.today()));
    suit.put(suit.one.buys, "add-head", fmt::format("{{'head':{{'amount':{},'basis':'art. 566'}}}}", usd(9'000)));
    auto const later = desk.get(suit.one.buys, suit.path + "/plan").body;
    EXPECT_THAT(later, AllOf(HasSubstr("\"verdict\":\"none\""), Not(HasSubstr("\"kind\":\"conflict-unchecked\""))));
    auto const chinese = desk.get(suit.one.buys, suit.path + "/plan", { { "Accept-Language", "zh" } }).body;
    EXPECT_THAT(chinese, HasSubstr("保全"));
}

TEST(MatterPlan, of_a_wire_begins_with_its_recall)
{
    Suit suit;
    auto const plain = suit.desk.get(suit.one.buys, suit.path + "/plan").body;
    auto const wired = suit.desk.get(suit.one.buys, suit.path + "/plan?loss=wire,fraud").body;
    EXPECT_THAT(plain, Not(HasSubstr("recall")));
    EXPECT_THAT(wired, AllOf(HasSubstr("recall"), HasSubstr("\"estimate\":true")));
    EXPECT_EQ(suit.desk.get(suit.one.buys, suit.path + "/plan?loss=rain").code(), "query.wrong");
}

TEST(MatterPlan, is_there_for_the_buyers_side_alone)
{
    Suit suit;
    for (auto const* who :
        { &suit.one.sells, &suit.market.officer, &suit.one.inspects, &suit.market.second_case.buys }) {
        EXPECT_EQ(suit.desk.get(*who, suit.path + "/plan").status, 404);
        EXPECT_EQ(suit.desk.get(*who, suit.path + "/statement").status, 404);
    }
}

TEST(MatterStatement, adds_interest_and_sets_off_what_came)
{
    Suit suit;
    auto& desk = suit.desk;
    EXPECT_EQ(desk.get(suit.one.buys, suit.path + "/statement").code(), "statement.not_made");
    suit.put(suit.one.buys, "add-head",
        fmt::format("{{'head':{{'kind':'price','amount':{},'basis':'art. 566','interest_from':'{}'}}}}", usd(9'000),
            desk.day(-100)));
    suit.put(suit.one.buys, "record-receipt",
        fmt::format("{{'receipt':{{'route':'voluntary','amount':{},'on':'{}'}}}}", usd(1'000), desk.day(-50)));
    auto const stated = desk.get(suit.one.buys, suit.path + "/statement");
    ASSERT_EQ(stated.status, 200);
    EXPECT_EQ(stated.text("sums/heads/amount"), "9000.00");
    EXPECT_EQ(stated.text("sums/received/amount"), "1000.00");
    EXPECT_EQ(stated.text("mode"), "lpr-segmented");
    EXPECT_THAT(stated.body, AllOf(HasSubstr("\"kind\":\"interest\""), HasSubstr("\"id\":\"head-1\"")));
    // As a page, in the language of the request.
    EXPECT_THAT(suit.get("statement?format=text").body, HasSubstr("USD 9,000.00"));
    EXPECT_THAT(suit.get("statement?format=text", { { "Accept-Language", "zh" } }).body, HasSubstr("合计"));
    // Of the day before the money came, and in the other mode.
    auto const before
        = desk.get(suit.one.buys, fmt::format("{}/statement?on={}&mode=lpr-at-breach", suit.path, desk.day(-60)));
    ASSERT_EQ(before.status, 200);
    EXPECT_EQ(before.text("sums/received/amount"), "0.00");
    EXPECT_EQ(before.text("mode"), "lpr-at-breach");
}

} // namespace recourse::api
