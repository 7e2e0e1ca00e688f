#include "api/market_test.hpp"

namespace recourse::api {

TEST(Parties, who_somebody_is_is_told_to_whoever_deals_with_him)
{
    Market market;
    auto& desk = market.desk;
    auto const& [first, other] = std::tie(market.first, market.second_case);
    auto const sees = [&](Who const& who, std::string_view party) {
        auto const status = desk.get(who, fmt::format("/v1/parties/{}", party)).status;
        EXPECT_TRUE(status == 200 || status == 404) << status;
        return status == 200;
    };
    EXPECT_TRUE(sees(first.buys, first.buyer));
    EXPECT_TRUE(sees(first.buys, first.supplier));
    EXPECT_TRUE(sees(first.sells, first.buyer));
    EXPECT_FALSE(sees(first.buys, other.buyer));
    EXPECT_FALSE(sees(first.buys, other.supplier));
    EXPECT_FALSE(sees(first.buys, "P-999999"));
    EXPECT_TRUE(sees(market.officer, other.supplier));
    EXPECT_FALSE(sees(market.officer, "P-999999"));
    EXPECT_TRUE(sees(market.bank, first.supplier)) << "it pays him";

    // An order can be drafted with anybody whose number is known; it tells nothing before it is offered.
    auto const order = "/v1/orders/"
        + desk.made(first.buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(first.buyer, other.supplier)));
    EXPECT_FALSE(sees(first.buys, other.supplier));
    EXPECT_EQ(desk.get(first.buys, fmt::format("/v1/suppliers/{}/badge", other.supplier)).status, 200);
    desk.must(first.buys, order + "/offer");
    EXPECT_TRUE(sees(first.buys, other.supplier));
    EXPECT_TRUE(sees(other.sells, first.buyer));
    EXPECT_FALSE(sees(other.buys, first.buyer));

    // Who carries and who inspects.
    auto const haulier = desk.made(market.officer, "/v1/parties", "{'profile':{'name':'Haulier','country':'CN'}}");
    auto const drives = desk.key(act::Role::carrier, haulier);
    EXPECT_FALSE(sees(drives, first.buyer));
    EXPECT_FALSE(sees(first.buys, haulier));
    desk.must(first.sells, fmt::format("/v1/orders/{}/name-carrier", first.order),
        fmt::format("{{'carrier':'{}'}}", haulier));
    EXPECT_TRUE(sees(drives, first.buyer));
    EXPECT_TRUE(sees(first.buys, haulier));
    EXPECT_FALSE(sees(first.inspects, first.supplier));
    market.bring_before_officers(market.first);
    EXPECT_TRUE(sees(first.inspects, first.supplier));
    EXPECT_TRUE(sees(first.buys, first.inspector));

    // Whoever was asked to one case sees those of that case.
    auto const guest = desk.person(act::Role::counsel, first.buyer, first.order);
    EXPECT_TRUE(sees(guest, first.supplier));
    EXPECT_TRUE(sees(guest, haulier));
    EXPECT_TRUE(sees(guest, first.inspector));
    EXPECT_FALSE(sees(guest, other.supplier)) << "of another order of the same buyer";
}

} // namespace recourse::api
