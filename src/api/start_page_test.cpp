#include "api/market_test.hpp"
#include "api/matter_test.hpp"

#include <gmock/gmock.h>

#include <map>

// The first page: what waits for whom, and what the cases come to.

namespace recourse::api {

using act::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

namespace {

/// The queues of a page by their ids, each as its count and the ids of its first.
std::map<std::string, std::vector<std::string>> queues(TestDesk& desk, Who const& who)
{
    auto const answer = desk.get(who, "/v1/desk");
    EXPECT_EQ(answer.status, 200) << answer.body;
    auto const tree = answer.json();
    std::map<std::string, std::vector<std::string>> found;
    for (auto const& queue : tree.find("queues")->items) {
        auto& ids = found[std::string { queue.find("id")->text }];
        for (auto const& item : queue.find("items")->items)
            ids.emplace_back(item.find("id")->text);
        EXPECT_GE(static_cast<std::size_t>(queue.find("count")->integer), ids.size());
    }
    return found;
}

codec::Node queue(TestDesk& desk, Who const& who, std::string_view id)
{
    auto const tree = desk.get(who, "/v1/desk").json();
    for (auto const& one : tree.find("queues")->items) {
        if (one.find("id")->text == id)
            return one;
    }
    throw std::runtime_error(fmt::format("no queue {}", id));
}

} // namespace

TEST(StartPage, each_side_is_told_of_its_own_turn)
{
    Market market;
    auto& desk = market.desk;
    auto const& [first, other, third] = std::tie(market.first, market.second_case, market.third);
    // The supplier's offer lies open in every claim: the buyer answers it.
    auto const buyers = queues(desk, first.buys);
    EXPECT_THAT(buyers.at("claims-to-act"), UnorderedElementsAre(first.claim, third.claim));
    EXPECT_THAT(buyers.at("claims-waiting"), ElementsAre());
    EXPECT_THAT(buyers.at("orders-to-pay"), ElementsAre());
    EXPECT_FALSE(buyers.contains("claims-to-decide"));
    EXPECT_THAT(queues(desk, other.sells).at("claims-to-act"), ElementsAre());
    EXPECT_THAT(queues(desk, other.sells).at("claims-waiting"), ElementsAre(other.claim));
    auto const line = queue(desk, first.buys, "claims-to-act");
    EXPECT_EQ(line.find("count")->integer, 2);
    EXPECT_FALSE(line.find("more")->boolean);
    EXPECT_EQ(line.find("items")->items.at(0).find("title")->text, "chairs");
    EXPECT_EQ(line.find("items")->items.at(0).find("party_name")->text, "Supplier A");
    // Somebody who was asked to one case is told of that one.
    EXPECT_THAT(
        queues(desk, desk.person(Role::buyer, first.buyer, first.order)).at("claims-to-act"), ElementsAre(first.claim));

    market.bring_before_officers(market.first);
    auto const officers = queues(desk, market.officer);
    EXPECT_THAT(officers.at("claims-to-decide"), testing::Contains(first.claim));
    EXPECT_THAT(queues(desk, first.inspects).at("claims-to-inspect"), ElementsAre(first.claim));
    EXPECT_THAT(queues(desk, other.inspects).at("claims-to-inspect"), ElementsAre());
}

TEST(StartPage, orders_wait_for_whoever_has_to_act)
{
    Market market;
    auto& desk = market.desk;
    auto const& first = market.first;
    auto const order
        = desk.made(first.buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(first.buyer, first.supplier)));
    auto const path = "/v1/orders/" + order;
    EXPECT_THAT(queues(desk, first.sells).at("orders-to-answer"), ElementsAre()) << "a draft is its writer's";
    desk.must(first.buys, path + "/offer");
    EXPECT_THAT(queues(desk, first.sells).at("orders-to-answer"), ElementsAre(order));
    EXPECT_THAT(queues(desk, first.buys).at("orders-to-answer"), ElementsAre()) << "it is the other side's turn";
    desk.must(first.sells, path + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(first.sells, path).text("terms")));
    EXPECT_THAT(queues(desk, first.buys).at("orders-to-pay"), ElementsAre(order));
    EXPECT_THAT(queues(desk, first.sells).at("orders-awaiting-payment"), ElementsAre(order));
    EXPECT_THAT(queues(desk, market.bank).at("orders-awaiting-payment"), ElementsAre(order));
    EXPECT_THAT(queues(desk, market.second_case.buys).at("orders-to-pay"), ElementsAre());
    auto const due = queue(desk, first.buys, "orders-to-pay");
    EXPECT_GT(due.find("next_due")->text, desk.today());
    EXPECT_EQ(due.find("overdue")->integer, 0);
    desk.must(market.bank, path + "/receive-payment",
        fmt::format("{{'instalment':0,'amount':{},'provider':0,'reference':'{}'}}", usd(10'000), order));
    EXPECT_THAT(queues(desk, first.sells).at("orders-to-ship"), ElementsAre(order));
    auto const haulier = desk.made(market.officer, "/v1/parties", "{'profile':{'name':'Haulier','country':'CN'}}");
    desk.must(first.sells, path + "/name-carrier", fmt::format("{{'carrier':'{}'}}", haulier));
    auto const drives = desk.key(Role::carrier, haulier);
    EXPECT_THAT(queues(desk, drives).at("orders-to-ship"), ElementsAre(order));
    EXPECT_THAT(desk.get(drives, "/v1/desk").body, Not(HasSubstr("10000.00"))) << "a carrier sees no money";
    desk.must(first.sells, path + "/ship", fmt::format("{{'statement':{{'on':'{}'}}}}", desk.today()));
    EXPECT_THAT(queues(desk, drives).at("orders-to-deliver"), ElementsAre(order));
    EXPECT_THAT(queues(desk, first.buys).at("orders-to-confirm"), testing::Contains(order));
}

TEST(StartPage, the_programme_is_told_of_its_money_and_its_rules)
{
    Market market;
    auto& desk = market.desk;
    auto const found = queues(desk, market.officer);
    EXPECT_THAT(found.at("remittances-to-approve"),
        UnorderedElementsAre(market.first.remittance, market.second_case.remittance, market.third.remittance));
    EXPECT_THAT(found.at("bank-exceptions"), ElementsAre(market.movement));
    EXPECT_THAT(found.at("payouts-to-approve"), ElementsAre(market.payout));
    EXPECT_THAT(found.at("editions-to-confirm"), ElementsAre(market.edition));
    EXPECT_THAT(found.at("invitations"), ElementsAre());
    desk.must(market.officer, "/v1/invitations", "{'role':'officer','email':'cy@example.org','days':7}");
    EXPECT_EQ(
        queue(desk, market.officer, "invitations").find("items")->items.at(0).find("title")->text, "cy@example.org");
    // A key that has nothing to do with accounts is not told who is asked in.
    auto const reads = desk.key(Role::officer, {}, { accounts::Scope::read });
    EXPECT_FALSE(queues(desk, reads).contains("invitations"));
    // Of that the parties hear nothing.
    for (auto const* who : { &market.first.buys, &market.first.sells })
        EXPECT_FALSE(queues(desk, *who).contains("bank-exceptions"));
}

TEST(StartPage, days_of_matters_are_told_to_the_client_and_its_counsel_alone)
{
    Market market;
    auto& desk = market.desk;
    open_matter(market, market.first);
    auto const counsel = desk.person(Role::counsel, market.first.buyer);
    auto const own = queues(desk, counsel);
    EXPECT_TRUE(own.contains("freezes"));
    EXPECT_TRUE(own.contains("matters-due"));
    for (auto const* who : { &market.first.sells, &market.officer, &market.second_case.buys })
        EXPECT_THAT(desk.get(*who, "/v1/desk").body, Not(HasSubstr(fmt::format("\"{}\"", market.first.matter))));
}

// ------------------------------------------------------------------------------------------------------- the overview

TEST(Overview, money_at_risk_is_what_the_book_holds)
{
    Market market;
    auto& desk = market.desk;
    auto const all = desk.get(market.officer, "/v1/overview");
    ASSERT_EQ(all.status, 200) << all.body;
    auto const tree = all.json();
    auto const& risk = tree.find("at_risk")->items.at(0);
    EXPECT_EQ(risk.find("currency")->text, "USD");
    // Three orders were paid with 10,000 each, and nothing of it has gone out.
    EXPECT_EQ(risk.find("held")->find("amount")->text, "30000.00");
    EXPECT_EQ(risk.find("claims_open")->integer, 3);
    EXPECT_EQ(risk.find("claimed_open")->find("amount")->text, "30000.00");
    auto const own = desk.get(market.first.buys, "/v1/overview").json();
    EXPECT_EQ(own.find("at_risk")->items.at(0).find("held")->find("amount")->text, "20000.00");
    EXPECT_EQ(own.find("scope")->text, "party");
    EXPECT_TRUE(own.find("pool")->items.empty()) << "the pool is the programme's own";
    // A claim waits for an answer within a week; the buyer's own clocks are of its two cases.
    EXPECT_GT(own.find("clocks")->find("week")->integer, 0);
    EXPECT_GE(tree.find("clocks")->find("week")->integer, own.find("clocks")->find("week")->integer);
}

TEST(Overview, a_middle_of_too_few_is_not_told)
{
    Market market;
    auto& desk = market.desk;
    desk.must(market.first.buys, fmt::format("/v1/claims/{}/withdraw", market.first.claim), "{'reason':'found it'}");
    auto const seen = desk.get(market.officer, "/v1/overview?months=2").json();
    auto const& resolution = *seen.find("resolution");
    EXPECT_EQ(resolution.find("closed")->integer, 1);
    EXPECT_FALSE(resolution.find("enough")->boolean);
    EXPECT_TRUE(resolution.find("median_days")->is(codec::NodeKind::null));
    ASSERT_EQ(resolution.find("months")->items.size(), 2U);
    EXPECT_EQ(resolution.find("months")->items.at(1).find("month")->text, desk.today().substr(0, 7));
    EXPECT_EQ(seen.find("endings")->items.at(1).find("withdrawn")->integer, 1);
    EXPECT_THAT(desk.get(market.officer, "/v1/overview").body, HasSubstr("too few"));
    EXPECT_THAT(desk.get(market.officer, "/v1/overview", { { "Accept-Language", "zh" } }).body, HasSubstr("不足"));
    // Of somebody else's cases a party is told nothing.
    EXPECT_EQ(desk.get(market.second_case.buys, "/v1/overview").json().find("resolution")->find("closed")->integer, 0);
    EXPECT_EQ(desk.get(market.officer, "/v1/overview?months=25").code(), "query.wrong");
}

TEST(Overview, the_middle_and_the_tenth_that_takes_longest)
{
    Market market;
    auto& desk = market.desk;
    // Six more orders with a claim each, withdrawn after one, two ... days.
    auto const& first = market.first;
    std::vector<std::string> claims;
    for (int i = 0; i < 6; ++i) {
        auto const order = desk.made(
            first.buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(first.buyer, first.supplier, 50)));
        auto const path = "/v1/orders/" + order;
        desk.must(first.buys, path + "/offer");
        desk.must(
            first.sells, path + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(first.sells, path).text("terms")));
        desk.must(market.bank, path + "/receive-payment",
            fmt::format("{{'instalment':0,'amount':{},'provider':0,'reference':'{}'}}", usd(50), order));
        for (auto const* what : { "ship", "deliver" })
            desk.must(first.sells, fmt::format("{}/{}", path, what),
                fmt::format("{{'statement':{{'on':'{}','by':'supplier','reference':'x'}}}}", desk.today()));
        claims.push_back(desk.made(first.buys, path + "/claims",
            fmt::format("{{'lines':[{{'kind':'quality','description':'cracks','share':'1','verifiable':true,"
                        "'found_on':'{}'}}],'remedy':'refund','amount':{}}}",
                desk.today(), usd(50))));
        desk.must(first.sells, fmt::format("/v1/claims/{}/answer", claims.back()),
            "{'stance':'contests','text':'as agreed'}");
    }
    for (auto const& claim : claims) {
        desk.must(market.officer, "/v1/sandbox/clock", "{'days':1}");
        desk.must(first.buys, fmt::format("/v1/claims/{}/withdraw", claim), "{'reason':'found it'}");
    }
    auto const resolution = *desk.get(market.officer, "/v1/overview").json().find("resolution");
    EXPECT_EQ(resolution.find("closed")->integer, 6);
    EXPECT_TRUE(resolution.find("enough")->boolean);
    EXPECT_EQ(resolution.find("median_days")->integer, 3); // of 1 2 3 4 5 6 the third, by the nearest rank
    EXPECT_EQ(resolution.find("p90_days")->integer, 6);
}

} // namespace recourse::api
