#include "api/desk_test.hpp"

namespace recourse::api {

namespace {

/// The line of what is due under that rule; nothing: there is none.
std::optional<codec::Node> due_under(Answer const& claim, std::string_view rule)
{
    auto const tree = claim.json();
    for (auto const& line : tree.find("due")->items) {
        if (line.find("rule")->text == rule)
            return line;
    }
    return std::nullopt;
}

} // namespace

TEST(ClaimDays, the_day_of_escalation_is_the_one_that_is_counted_and_the_one_on_which_it_happens)
{
    for (auto const& [reading, days] : { std::pair { "current-help", 7 }, std::pair { "receipt-counts", 8 } }) {
        TestDesk desk(true, reading);
        auto const officer = desk.person(act::Role::officer), bank = desk.key(act::Role::provider, {});
        auto const party = [&](std::string_view name) {
            return desk.made(officer, "/v1/parties", fmt::format("{{'profile':{{'name':'{}','country':'CN'}}}}", name));
        };
        auto const buyer = party("Buyer"), supplier = party("Supplier");
        auto const buys = desk.key(act::Role::buyer, buyer), sells = desk.key(act::Role::supplier, supplier);
        auto const order
            = "/v1/orders/" + desk.made(buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(buyer, supplier)));
        desk.must(buys, order + "/offer");
        desk.must(sells, order + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(sells, order).text("terms")));
        desk.must(bank, order + "/receive-payment",
            fmt::format("{{'instalment':0,'amount':{},'reference':'wire'}}", usd(10'000)));
        for (auto const* what : { "ship", "deliver" })
            desk.must(sells, fmt::format("{}/{}", order, what),
                fmt::format("{{'statement':{{'on':'{}','by':'supplier','reference':'x'}}}}", desk.today()));
        auto const claim = "/v1/claims/"
            + desk.made(buys, order + "/claims",
                fmt::format("{{'lines':[{{'kind':'quality','description':'cracks','share':'1','verifiable':true,"
                            "'found_on':'{}'}}],'remedy':'refund','amount':{}}}",
                    desk.today(), usd(10'000)));

        auto const day = desk.day(days), eve = desk.day(days - 1);
        auto const line = due_under(desk.get(buys, claim), "automatic-escalation");
        ASSERT_TRUE(line) << reading;
        EXPECT_EQ(line->find("day")->text, day) << reading;
        EXPECT_TRUE(line->find("not_before")->boolean);
        EXPECT_NE(line->find("counting")->text.find(day), std::string::npos) << line->find("counting")->text;
        auto const first = due_under(desk.get(buys, claim), "escalation-possible");
        ASSERT_TRUE(first) << reading;
        EXPECT_EQ(first->find("day")->text, desk.day(4));
        EXPECT_NE(first->find("counting")->text.find(desk.day(4)), std::string::npos);

        desk.must(officer, "/v1/sandbox/clock", fmt::format("{{'to':'{}'}}", eve));
        EXPECT_EQ(desk.get(buys, claim).text("phase"), "negotiation") << reading;
        desk.must(officer, "/v1/sandbox/clock", fmt::format("{{'to':'{}'}}", day));
        EXPECT_EQ(desk.get(buys, claim).text("phase"), "review") << reading;
        EXPECT_EQ(desk.get(buys, claim).text("escalated_on"), day) << reading;
    }
}

} // namespace recourse::api
