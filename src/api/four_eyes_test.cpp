#include "api/desk_test.hpp"

// The second person is another one, whatever ways one person has of being two.

namespace recourse::api {

namespace {

using act::Role;

struct Market {
    TestDesk desk;
    Who ada = desk.person(Role::officer);
    Id<Person> ada_is = desk.last_person();
    Who bo = desk.person(Role::officer);
    Id<Person> bo_is = desk.last_person();
    Who cy = desk.person(Role::officer);
    std::string supplier = desk.made(ada, "/v1/parties", "{'profile':{'name':'S','country':'CN'}}");

    /// A key that somebody makes over the API.
    Who key(Who const& maker, std::string_view role, std::string_view party = {})
    {
        auto const of = party.empty() ? std::string {} : fmt::format(",'party':'{}'", party);
        auto const made = desk.must(maker, "/v1/keys",
            fmt::format("{{'name':'k','role':'{}'{},'scopes':['read','payments','accounts']}}", role, of));
        return { made.text("token"), {} };
    }
    std::string deposit(Who const& proposes)
    {
        desk.must(ada, "/v1/receipts",
            fmt::format("{{'purpose':'bond-deposit','party':'{}','amount':{}}}", supplier, usd(50)));
        return "/v1/remittances/"
            + desk.made(proposes, "/v1/remittances",
                fmt::format("{{'purpose':'bond-return','party':'{}','amount':{}}}", supplier, usd(50)))
            + "/approve";
    }
};

} // namespace

TEST(FourEyes, a_key_of_the_officer_s_own_is_the_officer)
{
    Market market;
    auto& desk = market.desk;
    auto const key = market.key(market.ada, "officer");
    auto const keys_key = market.key(key, "officer");
    for (auto const& proposes : { key, keys_key }) {
        auto const approve = market.deposit(proposes);
        EXPECT_EQ(desk.post(key, approve).code(), "remittance.needs_person");
        EXPECT_EQ(desk.post(market.ada, approve).code(), "remittance.same_person");
        EXPECT_EQ(desk.post(market.bo, approve).status, 200);
    }
    auto const listed = desk.get(market.ada, "/v1/keys").json();
    for (auto const& one : listed.find("keys")->items)
        EXPECT_EQ(one.find("made_by")->text, to_string(market.ada_is));
}

TEST(FourEyes, a_key_of_the_supplier_s_that_an_officer_makes_is_that_officer)
{
    Market market;
    auto& desk = market.desk;
    auto const key = market.key(market.ada, "supplier", market.supplier);
    auto const path = "/v1/parties/" + market.supplier;
    std::string const account = "{'account':{'name':'Thief','iban':'NO9386011117947','bic':'','number':''}}";
    desk.must(key, path + "/propose-account", account);
    EXPECT_EQ(desk.post(market.ada, path + "/confirm-account", account).code(), "party.same_person");
    EXPECT_EQ(desk.post(market.bo, path + "/confirm-account", account).status, 200);
}

TEST(FourEyes, whoever_lets_a_colleague_in_again_is_no_pair_with_him)
{
    Market market;
    auto& desk = market.desk;
    auto const approve = market.deposit(market.ada);
    auto const link = desk.must(market.ada, fmt::format("/v1/people/{}/recovery", to_string(market.bo_is)));
    EXPECT_EQ(desk.post(market.cy, market.deposit(market.ada)).status, 200);
    auto const refused = desk.post(market.bo, approve);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), "four_eyes.let_in_again");
    EXPECT_NE(refused.text("title").find("Until 20"), std::string::npos) << refused.body;
    // The other way round, and with a key.
    EXPECT_EQ(desk.post(market.ada, market.deposit(market.key(market.bo, "officer"))).code(), "four_eyes.let_in_again");
    EXPECT_EQ(desk.post(market.cy, approve).status, 200);
}

// An officer once proposed and confirmed a supplier's account and its payout, as one whom she had asked in herself.
TEST(FourEyes, whoever_asks_somebody_into_a_party_is_no_pair_with_him)
{
    Market market;
    auto& desk = market.desk;
    auto const asked = desk.must(market.ada, "/v1/invitations",
        fmt::format("{{'role':'supplier','party':'{}','email':'','days':1}}", market.supplier));
    auto const sol = desk.joined(accounts::Secret { asked.text("token") });
    auto const path = "/v1/parties/" + market.supplier;
    std::string const account = "{'account':{'name':'Thief','iban':'NO9386011117947','bic':'','number':''}}";
    desk.must(sol, path + "/propose-account", account);
    EXPECT_EQ(desk.post(market.ada, path + "/confirm-account", account).code(), "four_eyes.let_in_again");
    EXPECT_EQ(desk.post(market.bo, path + "/confirm-account", account).status, 200);
}

TEST(FourEyes, days_name_the_zone_in_which_they_end)
{
    Market market;
    EXPECT_EQ(market.desk.get(market.ada, "/v1/clock").text("zone"), "Asia/Shanghai");
}

} // namespace recourse::api
