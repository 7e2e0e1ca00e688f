#include "api/market_test.hpp"

// Who is asked into one case, by whom, and what he may do then.

namespace recourse::api {

using act::Role;

TEST(Guests, nobody_asks_himself_in_for_the_other_side)
{
    Market market;
    auto& desk = market.desk;
    auto const& first = market.first;
    auto const ask = [&](Who const& who, std::string_view role, std::string const& party) {
        return desk
            .post(who, "/v1/invitations",
                fmt::format("{{'role':'{}','party':'{}','only_case':'{}','email':'e@example.org','days':7}}", role,
                    party, first.order))
            .code();
    };
    EXPECT_EQ(ask(first.sells, "buyer", first.buyer), "account.other_side_is_here");
    EXPECT_EQ(ask(first.buys, "supplier", first.supplier), "account.other_side_is_here");
    EXPECT_EQ(ask(first.buys, "buyer", first.buyer), "");
    EXPECT_EQ(ask(market.officer, "supplier", first.supplier), "");
}

TEST(Guests, whoever_came_to_one_case_does_nothing_outside_it)
{
    Market market;
    auto& desk = market.desk;
    auto const& first = market.first;
    auto const guest = desk.person(Role::supplier, first.supplier, first.order);
    auto const refused
        = [&](std::string const& path, std::string const& body) { return desk.post(guest, path, body).status; };
    EXPECT_EQ(refused("/v1/remittances",
                  fmt::format("{{'purpose':'supplier-payout','amount':{},'party':'{}'}}", usd(1), first.supplier)),
        404);
    EXPECT_EQ(
        refused(fmt::format("/v1/parties/{}/correct", first.supplier), "{'profile':{'name':'Renamed','country':'CN'}}"),
        404);
    EXPECT_EQ(refused(fmt::format("/v1/parties/{}/propose-account", first.supplier), "{'account':{'name':'X'}}"), 404);
    EXPECT_EQ(refused("/v1/orders", fmt::format("{{'terms':{}}}", terms(first.buyer, first.supplier))), 404);
    EXPECT_EQ(refused(fmt::format("/v1/orders/{}/ship", market.third.order), "{'statement':{'on':'2026-01-01'}}"), 404);
    EXPECT_EQ(refused("/v1/dossiers", "{'against':'Somebody','title':'T'}"), 404);
    EXPECT_EQ(refused(fmt::format("/v1/suppliers/{}/appeal", first.supplier),
                  "{'target':{'subject':'measure','number':1},'reason':'x'}"),
        404);
    EXPECT_EQ(desk.get(guest, "/v1/suppliers/" + first.supplier).status, 404);
    EXPECT_EQ(desk.get(guest, "/v1/history/suppliers/" + first.supplier).status, 404);
    EXPECT_NE(desk.get(market.officer, "/v1/parties/" + first.supplier).text("profile/name"), "Renamed");
    // In it he acts for the side that he was asked to.
    desk.must(guest, fmt::format("/v1/claims/{}/answer", first.claim), "{'stance':'contests','text':'as agreed'}");
    desk.must(guest, fmt::format("/v1/dossiers/{}/add-fact", first.dossier),
        "{'compartment':'shared','fact':{'text':'It was well','when':{}}}");
}

} // namespace recourse::api
