#include "api/matter_test.hpp"

#include <gmock/gmock.h>

// Offers weighed over the API.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Offered {
    Market market;
    TestDesk& desk = market.desk;
    Case& one = market.first;
    std::string path;

    Offered()
    {
        open_matter(market, one);
        path = "/v1/matters/" + one.matter;
    }
    Answer weigh(std::string body) { return desk.post(one.buys, path + "/weighings", std::move(body)); }
};

} // namespace

TEST(Weighings, compare_an_offer_with_going_on)
{
    Offered live;
    auto const answer = live.weigh(fmt::format("{{'instalments':[{{'amount':{},'day':0,'secured':true}}],"
                                               "'full_and_final':true,'samples':2000}}",
        usd(4'000)));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.text("offered/amount"), "4000.00");
    EXPECT_EQ(answer.text("position/open/amount"), "9000.00");
    for (auto const* sum : { "accept/mean", "go_on/p50", "sure_today", "counter/low", "counter/ask", "counter/high" })
        EXPECT_EQ(answer.text(std::string { sum } + "/currency"), "USD") << sum;
    EXPECT_THAT(answer.body, AllOf(HasSubstr("\"warnings\":[{"), HasSubstr("\"estimates\":[{")));
    auto const chinese = live.desk.ask(live.one.buys, http::Method::post, live.path + "/weighings",
        fmt::format("{{'instalments':[{{'amount':{}}}],'samples':2000}}", usd(4'000)), { { "Accept-Language", "zh" } });
    EXPECT_THAT(chinese.body, HasSubstr("作者"));
}

TEST(Weighings, a_later_payment_and_a_greater_risk_are_worth_less)
{
    Offered live;
    auto const mean = [&](std::string_view more) {
        auto const answer = live.weigh(fmt::format("{{'instalments':[{{'amount':{}{}}}],'full_and_final':true,"
                                                   "'samples':5000}}",
            usd(4'000), more));
        return std::stod(answer.text("accept/mean/amount"));
    };
    EXPECT_GT(mean(",'secured':true"), mean(",'secured':true,'day':700"));
    EXPECT_GT(mean(",'secured':true"), mean(""));
}

TEST(Weighings, name_every_flaw_at_once)
{
    Offered live;
    auto const answer = live.weigh("{'instalments':[{'amount':{'amount':'10.00','currency':'EUR'},'on':'2020-01-01'}],"
                                   "'default_risk':{'low':'0.9','likely':'0.5','high':'1.5'},'yearly_rate':'2',"
                                   "'samples':5}");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.code(), "forecast.flaws");
    for (auto const* place : { "/instalments/0", "/instalments/0/amount", "/default_risk", "/yearly_rate", "/samples" })
        EXPECT_THAT(answer.body, HasSubstr(fmt::format("\"pointer\":\"{}\"", place)));
    EXPECT_EQ(live.weigh("{'instalments':[]}").code(), "forecast.flaws");
    EXPECT_EQ(live.weigh(fmt::format("{{'instalments':[{{'amount':{}}}]}}", usd(1'000'000))).code(), "forecast.flaws");
}

TEST(Weighings, take_the_offers_that_lie_there)
{
    Offered live;
    auto const lies = live.desk.get(live.one.buys, live.path + "/offers/1/weighing?samples=2000");
    ASSERT_EQ(lies.status, 200) << lies.body;
    EXPECT_EQ(lies.text("offered/amount"), "4000.00");
    EXPECT_THAT(lies.body, HasSubstr("\"offer\":1,"));
    for (auto const* number : { "0", "2", "x" })
        EXPECT_EQ(live.desk.get(live.one.buys, fmt::format("{}/offers/{}/weighing", live.path, number)).code(),
            "forecast.no_offer")
            << number;
    // The supplier's, on the claim, is for the buyer's side alone.
    auto const claim = "/v1/claims/" + live.one.claim + "/offers/weighing?samples=2000";
    auto const buyers = live.desk.get(live.one.buys, claim);
    ASSERT_EQ(buyers.status, 200) << buyers.body;
    EXPECT_EQ(buyers.text("offered/amount"), "3456.00");
    EXPECT_EQ(buyers.text("id"), live.one.claim);
    for (auto const* who : { &live.one.sells, &live.market.officer, &live.market.second_case.buys })
        EXPECT_EQ(live.desk.get(*who, claim).status, 404);
    live.desk.must(live.one.buys, "/v1/claims/" + live.one.claim + "/reject-offer", "{'offer':1}");
    EXPECT_EQ(live.desk.get(live.one.buys, claim).code(), "forecast.no_open_offer");
}

} // namespace recourse::api
