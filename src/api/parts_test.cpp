#include "api/market_test.hpp"

// The parts of one person: a second one is taken through an invitation, and one of them is acted in.

namespace recourse::api {

using act::Role;

TEST(Parts, whoever_is_signed_in_takes_a_second_one_with_the_token_alone)
{
    Market market;
    auto& desk = market.desk;
    auto const& first = market.first;
    auto const sue = desk.person(Role::buyer, first.buyer);
    auto const person = to_string(desk.last_person());
    auto const asked = [&](std::string_view email = "") {
        return desk
            .must(market.officer, "/v1/invitations",
                fmt::format(
                    "{{'role':'supplier','party':'{}','email':'{}','days':7}}", market.second_case.supplier, email))
            .text("token");
    };
    auto const accept = [&](Who const& who, std::string const& token) {
        return desk.post(who, "/v1/invitations/accept", fmt::format("{{'token':'{}'}}", token));
    };
    auto const token = asked();
    EXPECT_EQ(accept({}, token).code(), "account.bad_name") << "somebody new says who he is";
    EXPECT_EQ(accept({ {}, "rs_x" }, token).code(), "account.not_signed_in");
    EXPECT_EQ(accept(sue, asked("bo@example.org")).code(), "account.other_email");
    auto const taken = accept(sue, token);
    ASSERT_EQ(taken.status, 201) << taken.body;
    EXPECT_EQ(taken.text("person"), person);
    EXPECT_EQ(accept(sue, token).code(), "account.link_unknown") << "it is used up";
    EXPECT_EQ(accept(sue, asked()).code(), "account.membership_exists");

    // She still acts as before until she chooses.
    auto const me = [&](std::string_view path) { return desk.get(sue, "/v1/me").text(path); };
    EXPECT_EQ(me("party"), first.buyer);
    EXPECT_EQ(
        desk.post(sue, "/v1/sessions/current/act-as", fmt::format("{{'membership':'{}'}}", taken.text("membership")))
            .status,
        204);
    EXPECT_EQ(me("party"), market.second_case.supplier);
    EXPECT_EQ(me("role"), "supplier");
    EXPECT_EQ(desk.get(sue, "/v1/orders/" + market.second_case.order).status, 200);
    EXPECT_EQ(desk.get(sue, "/v1/orders/" + first.order).status, 404);
}

TEST(Parts, an_endpoint_is_its_makers_own_where_nothing_else_is_said)
{
    Market market;
    auto const& first = market.first;
    auto const made = market.desk.post(first.sells, "/v1/webhooks", "{'url':'https://example.org/in'}");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.text("endpoint/role"), "supplier");
    EXPECT_EQ(made.text("endpoint/party"), first.supplier);
}

} // namespace recourse::api
