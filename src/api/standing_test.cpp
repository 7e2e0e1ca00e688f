#include "api/market_test.hpp"

#include <gmock/gmock.h>

namespace recourse::api {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::vector<std::string> allowed(Answer const& answer)
{
    auto const tree = answer.json();
    std::vector<std::string> words;
    for (auto const& one : tree.find("allowed")->items)
        words.push_back(one.text);
    return words;
}

} // namespace

TEST(Standing, a_buyer_is_told_that_there_is_no_cover_and_where_it_says_so)
{
    Market market;
    auto& desk = market.desk;
    auto const& [buyer, supplier] = std::tie(market.first.buyer, market.first.supplier);
    auto const badge = fmt::format("/v1/suppliers/{}/badge", supplier);
    auto const order = "/v1/orders/"
        + desk.made(market.first.buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(buyer, supplier)));
    EXPECT_THAT(desk.get(market.first.buys, badge).body, HasSubstr("\"covers_new_orders\":true"));
    EXPECT_THAT(allowed(desk.get(market.first.buys, order)), Contains("offer"));

    desk.must(market.officer, fmt::format("/v1/suppliers/{}/take-measure", supplier),
        "{'measure':'assurance ended','days':3,'reason':'false logistics'}");
    auto const shown = desk.get(market.first.buys, badge);
    EXPECT_THAT(shown.body, HasSubstr("\"covers_new_orders\":false"));
    EXPECT_EQ(shown.text("badge/free/amount"), "0.00") << shown.body;
    EXPECT_EQ(shown.text("badge/limit/amount"), "20000.00");
    EXPECT_THAT(allowed(desk.get(market.first.buys, order)), AllOf(Not(Contains("offer")), Contains("revise")));
    auto const refused = desk.post(market.first.buys, order + "/offer", "{}");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "order.supplier_suspended");
    EXPECT_EQ(refused.text("title"),
        fmt::format("No new order of {} is covered while it is under this measure, as its badge says: assurance ended.",
            supplier));

    desk.must(market.officer, fmt::format("/v1/suppliers/{}/lift-measure", supplier), "{'measure':2,'reason':'heard'}");
    EXPECT_THAT(allowed(desk.get(market.first.buys, order)), Contains("offer"));
    desk.must(market.first.buys, order + "/offer");
}

TEST(Standing, a_supplier_appeals_with_a_key_for_claims)
{
    Market market;
    auto& desk = market.desk;
    using accounts::Scope;
    auto const appeal = fmt::format("/v1/suppliers/{}/appeal", market.first.supplier);
    auto const body = "{'target':{'subject':'measure','number':1},'reason':'we were on time'}";
    auto const key
        = [&](accounts::Scopes scopes) { return desk.key(act::Role::supplier, market.first.supplier, scopes); };
    EXPECT_EQ(desk.post(key({ Scope::read, Scope::rules }), appeal, body).code(), "key.scope");
    EXPECT_EQ(desk.post(key({ Scope::read, Scope::claims }), appeal, body).status, 200);
}

} // namespace recourse::api
