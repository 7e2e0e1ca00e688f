#include "api/market_test.hpp"

#include <gmock/gmock.h>

namespace recourse::api {

using testing::AllOf;
using testing::HasSubstr;

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

TEST(Parties, a_new_name_leaves_the_old_one_to_be_seen)
{
    Market market;
    auto& desk = market.desk;
    auto const& [first, other] = std::tie(market.first, market.second_case);
    auto const supplier = "/v1/parties/" + first.supplier;
    auto const agreed = desk.get(first.buys, supplier).text("profile/name");
    ASSERT_FALSE(agreed.empty());
    market.bring_before_officers(market.first); // a claim is open
    desk.must(first.sells, supplier + "/correct", "{'profile':{'name':'X','country':'IR'}}");

    auto const now = desk.get(first.buys, supplier).json();
    EXPECT_EQ(now.find("profile")->find("name")->text, "X");
    auto const& earlier = now.find("earlier")->items;
    ASSERT_EQ(earlier.size(), 1u);
    EXPECT_EQ(earlier[0].find("profile")->find("name")->text, agreed);
    EXPECT_EQ(earlier[0].find("until")->text, desk.today());
    EXPECT_EQ(earlier[0].find("by")->text, "supplier");
    EXPECT_EQ(desk.get(first.buys, "/v1/orders/" + first.order).text("order/agreed_as/supplier/name"), agreed);
    EXPECT_EQ(desk.get(first.buys, "/v1/orders/" + first.order).text("order/agreed_as/supplier/country"), "CN");

    auto const history = "/v1/history/parties/" + first.supplier, log = "/v1/access-log/parties/" + first.supplier;
    for (auto const& who : { market.officer, first.sells }) {
        EXPECT_THAT(desk.get(who, history).body, HasSubstr("corrected"));
        auto const seen = desk.get(who, log);
        EXPECT_THAT(seen.body, AllOf(HasSubstr("\"read\""), HasSubstr("\"changed\""), HasSubstr(first.buyer)));
    }
    for (auto const& who : { first.buys, other.sells, market.bank, first.inspects }) {
        EXPECT_EQ(desk.get(who, history).status, 404);
        EXPECT_EQ(desk.get(who, log).status, 404);
    }
    EXPECT_EQ(desk.get(market.officer, "/v1/history/parties/P-999999").status, 404);
    EXPECT_EQ(desk.get(market.officer, "/v1/access-log/parties/P-999999").status, 404);
}

} // namespace recourse::api
