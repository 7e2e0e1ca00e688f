#include "api/desk_test.hpp"

#include <gmock/gmock.h>

// Before money moves, over the API: what the command line answers, from the same place.

namespace recourse::api {

using testing::HasSubstr;

TEST(Prechecks, a_payment_outside_the_platform_is_named_with_what_to_do_instead)
{
    TestDesk desk;
    auto const anybody = desk.key(act::Role::buyer,
        desk.made(desk.key(act::Role::officer, {}), "/v1/parties", "{'profile':{'name':'Buyer','country':'NO'}}"));
    auto const before = desk.desk().pipeline().durable();
    std::string const order = "{'order':{'platform':'alibaba.com','value':'100.00 USD'},'payments':["
                              "{'amount':'60.00 USD','through_platform':true},"
                              "{'amount':'40.00 USD','through_platform':false,'payee':'personal'}]}";
    auto const answer = desk.post(anybody, "/v1/prechecks", order);
    ASSERT_EQ(answer.status, 200) << answer.body;
    auto const tree = answer.json();
    EXPECT_EQ(tree.find("as_of")->text, desk.today());
    ASSERT_EQ(tree.find("payments")->items.size(), 2u);
    auto const& outside = tree.find("payments")->items[1];
    EXPECT_EQ(outside.find("answer")->text, "no");
    EXPECT_THAT(outside.find("instead")->text, HasSubstr("Don't pay USD 40.00 to a personal account"));
    ASSERT_EQ(tree.find("do")->items.size(), 1u);
    EXPECT_EQ(tree.find("do")->items[0].text, outside.find("instead")->text);
    EXPECT_NE(tree.find("as_planned")->find("high")->find("amount")->text,
        tree.find("through_platform")->find("high")->find("amount")->text);
    EXPECT_THAT(desk.post(anybody, "/v1/prechecks?language=zh", order).text("text"), HasSubstr("这样付款"));
    EXPECT_EQ(desk.post(anybody, "/v1/prechecks", "{'payments':3}").code(), "case.wrong");
    EXPECT_EQ(desk.post(anybody, "/v1/prechecks", "[]").status, 400);
    EXPECT_EQ(desk.desk().pipeline().durable(), before); // nothing is kept
}

} // namespace recourse::api
