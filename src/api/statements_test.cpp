#include "api/market_test.hpp"

#include <gmock/gmock.h>

// Statements of parties and orders, proposals for officers, and what carriers, providers and inspectors see.

namespace recourse::api {

namespace {

using act::Role;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

} // namespace

TEST(Statements, of_an_order_and_of_a_party_show_their_accounts_and_what_moved_them)
{
    Market market;
    auto& desk = market.desk;
    auto const& [first, other] = std::tie(market.first, market.second_case);
    auto const order = "/v1/statements/orders/" + first.order;
    auto const of_order = desk.get(first.buys, order);
    ASSERT_EQ(of_order.status, 200) << of_order.body;
    EXPECT_EQ(of_order.text("of"), first.order);
    auto const held = fmt::format("held/{}/USD", first.order);
    auto const tree = of_order.json();
    ASSERT_EQ(tree.find("lines")->items.size(), 1u);
    auto const& line = tree.find("lines")->items[0];
    EXPECT_EQ(line.find("account")->text, held);
    EXPECT_EQ(line.find("event")->text, "payment-received");
    EXPECT_EQ(line.find("credit")->find("amount")->text, "10000.00");
    EXPECT_EQ(tree.find("accounts")->items[0].find("balance")->find("amount")->text, "10000.00");
    EXPECT_TRUE(tree.find("complete")->boolean);

    // The supplier's deposit is its own; the hold of its order is told to both of its sides.
    auto const party = "/v1/statements/parties/" + first.supplier;
    auto const suppliers = desk.get(first.sells, party).body, officers = desk.get(market.officer, party).body;
    for (auto const& body : { suppliers, officers })
        EXPECT_THAT(body, AllOf(HasSubstr(fmt::format("bond/{}/USD", first.supplier)), HasSubstr(held)));
    auto const buyers = desk.get(first.buys, "/v1/statements/parties/" + first.buyer).body;
    EXPECT_THAT(buyers, AllOf(HasSubstr(held), Not(HasSubstr("bond/"))));
    EXPECT_THAT(buyers, Not(HasSubstr(other.order)));
    EXPECT_EQ(desk.get(first.buys, party).status, 404);
    EXPECT_EQ(desk.get(first.sells, "/v1/statements/parties/" + other.supplier).status, 404);

    auto const csv = desk.get(first.sells, order + "/csv");
    EXPECT_EQ(csv.headers.get("Content-Type"), "text/csv; charset=utf-8; header=present");
    EXPECT_THAT(csv.body, StartsWith("sequence,at,account,subject,event,debit,credit,currency\r\n"));
    EXPECT_THAT(csv.body, HasSubstr(fmt::format(",{},{},payment-received,0.00,10000.00,USD\r\n", held, first.order)));
    EXPECT_THAT(desk.get(first.sells, party + "/csv").body, HasSubstr("bond/" + first.supplier));
}

TEST(Statements, are_of_the_time_that_is_asked_for)
{
    Market market;
    auto& desk = market.desk;
    desk.must(market.officer, "/v1/sandbox/clock", "{'days':5}");
    auto const then = desk.today();
    desk.must(market.officer, "/v1/receipts",
        fmt::format("{{'purpose':'bond-deposit','amount':{},'party':'{}','reference':'later'}}", usd(7),
            market.first.supplier));
    auto const party = "/v1/statements/parties/" + market.first.supplier;
    auto const later = desk.get(market.officer, party + "?since=" + then).json();
    ASSERT_EQ(later.find("lines")->items.size(), 1u);
    EXPECT_EQ(later.find("lines")->items[0].find("credit")->find("amount")->text, "7.00");
    auto const before = desk.get(market.officer, party + "?before=" + then);
    EXPECT_THAT(before.body, AllOf(HasSubstr("\"10000.00\""), Not(HasSubstr("\"amount\":\"7.00\""))));
    EXPECT_EQ(desk.get(market.officer, party + "?since=yesterday").code(), "query.wrong");
}

// It stood in no account: nobody saw in the book that a buyer has its money twice.
TEST(Statements, show_what_a_buyer_has_twice_until_it_is_paid_back)
{
    Market market;
    auto& desk = market.desk;
    auto const& first = market.first;
    desk.must(first.buys, "/v1/claims/" + first.claim + "/accept-offer",
        fmt::format("{{'offer':1,'acknowledged':{}}}", usd(6'544)));
    auto const waits = desk.get(market.officer, "/v1/remittances?phase=proposed&sort=-number").json();
    auto const refund = "/v1/remittances/" + std::string { waits.find("items")->items.at(0).find("id")->text };
    desk.must(market.second, refund + "/approve");
    desk.must(market.bank, refund + "/settle");
    desk.must(market.bank, "/v1/orders/" + first.order + "/reverse-payment",
        fmt::format("{{'reference':'{}','amount':{},'reason':'chargeback'}}", first.order, usd(10'000)));
    auto const receivable = fmt::format("buyer-receivable/{}/USD", first.buyer);
    auto const account = "/v1/ledger/" + receivable;
    EXPECT_EQ(desk.get(market.officer, account).text("balance/amount"), "3456.00");
    EXPECT_EQ(desk.get(first.buys, account).text("balance/amount"), "3456.00");
    EXPECT_EQ(desk.get(first.sells, account).status, 404);
    EXPECT_EQ(desk.get(market.second_case.buys, account).status, 404);
    EXPECT_THAT(desk.get(first.buys, "/v1/statements/parties/" + first.buyer).body, HasSubstr(receivable));
    EXPECT_THAT(desk.get(first.sells, "/v1/statements/parties/" + first.supplier).body, Not(HasSubstr(receivable)));
    EXPECT_THAT(desk.get(first.sells, "/v1/statements/orders/" + first.order).body,
        HasSubstr(fmt::format("repayment-due/{}/USD", first.order)));
    EXPECT_THAT(desk.get(market.officer, "/v1/ledger").body, HasSubstr(receivable));
    EXPECT_THAT(desk.get(market.officer, "/v1/journal").body,
        HasSubstr(fmt::format(
            " {} chargeback-noted\n    assets:buyer-receivable:{}:USD  3456.00 USD\n", first.claim, first.buyer)));
    desk.must(market.officer, "/v1/receipts",
        fmt::format(
            "{{'purpose':'buyer-repayment','amount':{},'claim':'{}','reference':'back'}}", usd(3'456), first.claim));
    auto const settled = desk.get(market.officer, account);
    EXPECT_EQ(settled.text("balance/amount"), "0.00");
    EXPECT_EQ(settled.json().find("lines")->items.size(), 2u);
}

TEST(Proposals, are_shown_to_the_programme_before_it_decides_and_are_those_that_are_recorded)
{
    Market market;
    auto& desk = market.desk;
    auto const claim = "/v1/claims/" + market.first.claim;
    EXPECT_EQ(desk.get(market.officer, claim).json().find("proposal")->kind, codec::NodeKind::null) << "not its turn";
    market.bring_before_officers(market.first);
    auto const auditor = desk.key(Role::auditor, {});
    for (Who const& who : { market.officer, auditor }) {
        auto const seen = desk.get(who, claim);
        EXPECT_EQ(seen.text("proposal/high/amount"), "10000.00") << seen.body;
        EXPECT_FALSE(seen.json().find("proposal")->find("trace")->items.empty());
        EXPECT_EQ(seen.text("draft/proposal/high/amount"), seen.text("proposal/high/amount"));
        EXPECT_EQ(seen.text("draft/proposal/low/amount"), seen.text("proposal/low/amount"));
    }
    for (auto const* who : { &market.first.buys, &market.first.sells, &market.first.inspects })
        EXPECT_EQ(desk.get(*who, claim).json().find("proposal")->kind, codec::NodeKind::null);
}

// Where the supplier has drawn it, the limit cuts: examples/desk/outcomes.py shows that proposal.
TEST(Proposals, are_not_cut_by_the_suppliers_limit_while_the_money_is_held)
{
    TestDesk desk;
    auto const officer = desk.person(Role::officer), second = desk.person(Role::officer);
    auto const bank = desk.key(Role::provider, {});
    auto const party = [&](std::string_view name) {
        return desk.made(officer, "/v1/parties", fmt::format("{{'profile':{{'name':'{}','country':'CN'}}}}", name));
    };
    auto const buyer = party("Buyer"), supplier = party("Supplier");
    auto const buys = desk.key(Role::buyer, buyer), sells = desk.key(Role::supplier, supplier);
    desk.must(officer, "/v1/receipts",
        fmt::format("{{'purpose':'pool-deposit','amount':{},'reference':'seed'}}", usd(90'000)));
    auto const order = desk.made(buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(buyer, supplier, 30'000)));
    auto const path = "/v1/orders/" + order;
    desk.must(buys, path + "/offer");
    desk.must(sells, path + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(sells, path).text("terms")));
    desk.must(bank, path + "/receive-payment", fmt::format("{{'amount':{},'reference':'r'}}", usd(30'000)));
    for (auto const* what : { "ship", "deliver" })
        desk.must(sells, fmt::format("{}/{}", path, what), fmt::format("{{'statement':{{'on':'{}'}}}}", desk.today()));
    auto const claim = "/v1/claims/"
        + desk.made(buys, path + "/claims",
            fmt::format("{{'lines':[{{'kind':'quality','description':'cracks','share':'1','verifiable':true,"
                        "'found_on':'{}'}}],'remedy':'refund','amount':{}}}",
                desk.today(), usd(30'000)));
    auto const in_review = [&] {
        for (auto const& [who, side] : { std::pair(&buys, "buyer"), std::pair(&sells, "supplier") }) {
            auto const slots = desk.get(*who, claim).json();
            for (auto const& slot : slots.find("slots")->items) {
                if (slot.find("from")->text == side)
                    desk.must(*who, claim + "/add-exhibit",
                        fmt::format("{{'exhibit':{{'digest':'{}','name':'slot','kind':'{}'}},'slot':'{}'}}",
                            digest_of('f'), slot.find("kind")->text, slot.find("id")->text));
            }
        }
        auto const from = desk.get(officer, claim).text("escalation/day");
        if (from > desk.today())
            desk.must(officer, "/v1/sandbox/clock", fmt::format("{{'to':'{}'}}", from));
        if (desk.get(officer, claim).text("phase") == "negotiation")
            desk.must(buys, claim + "/escalate");
    };
    in_review();
    // While the money is held, the desk covers it whatever the limit.
    EXPECT_EQ(desk.get(officer, claim).text("proposal/high/amount"), "30000.00") << desk.get(officer, claim).body;
    // The bank takes most of the payment back, and with it what is held: the limit and the rest are what can be
    // covered.
    desk.must(
        bank, path + "/reverse-payment", fmt::format("{{'reference':'r','amount':{},'reason':'recall'}}", usd(1'000)));
    desk.must(officer, claim + "/resume");
    auto const badge = desk.get(officer, fmt::format("/v1/suppliers/{}/badge", supplier));
    EXPECT_EQ(badge.text("badge/limit/amount"), "20000.00") << badge.body;
    EXPECT_EQ(desk.get(officer, claim).text("proposal/high/amount"), "29000.00") << desk.get(officer, claim).body;
}

TEST(Carriers, see_what_they_were_named_for_and_no_money)
{
    Market market;
    auto& desk = market.desk;
    auto& first = market.first;
    auto const haulier = desk.made(market.officer, "/v1/parties", "{'profile':{'name':'Haulier','country':'CN'}}");
    auto const carries = desk.key(Role::carrier, haulier);
    auto const path = "/v1/orders/" + first.order;
    EXPECT_EQ(desk.get(carries, path).status, 404);
    EXPECT_THAT(desk.get(carries, "/v1/orders").body, HasSubstr("\"items\":[]"));
    EXPECT_EQ(desk.post(first.sells, path + "/name-carrier", "{'carrier':'P-99999'}").code(), "order.unknown_party");
    desk.must(first.sells, path + "/name-carrier", fmt::format("{{'carrier':'{}'}}", haulier));
    auto const seen = desk.get(carries, path);
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_THAT(seen.body, AllOf(HasSubstr("chairs"), HasSubstr("\"shipped\":{"), Not(HasSubstr("10000"))));
    EXPECT_THAT(seen.body, Not(HasSubstr(first.claim)));
    auto const list = desk.get(carries, "/v1/orders?sort=number");
    EXPECT_THAT(list.body, AllOf(HasSubstr("\"id\":\"" + first.order + '"'), Not(HasSubstr("10000"))));
    EXPECT_THAT(list.body, Not(HasSubstr(market.third.order)));
    EXPECT_EQ(desk.get(carries, "/v1/orders/" + market.third.order).status, 404);
    auto const history = desk.get(carries, "/v1/history/orders/" + first.order).body;
    EXPECT_THAT(history, AllOf(HasSubstr("shipped"), Not(HasSubstr("payment-received"))));
    EXPECT_EQ(desk.get(desk.key(Role::carrier, first.inspector), path).status, 404);
}

TEST(Providers, see_orders_once_there_is_money_to_hold)
{
    Market market;
    auto& desk = market.desk;
    auto& first = market.first;
    auto const draft
        = desk.made(first.buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(first.buyer, first.supplier)));
    EXPECT_EQ(desk.get(market.bank, "/v1/orders/" + draft).status, 404);
    auto const list = desk.get(market.bank, "/v1/orders").body;
    EXPECT_THAT(list, AllOf(HasSubstr('"' + first.order + '"'), Not(HasSubstr('"' + draft + '"'))));
}

TEST(Inspectors, have_a_list_of_the_claims_that_they_were_named_in)
{
    Market market;
    auto& desk = market.desk;
    auto& first = market.first;
    EXPECT_THAT(desk.get(first.inspects, "/v1/claims").body, HasSubstr("\"items\":[]"));
    market.bring_before_officers(first);
    auto const list = desk.get(first.inspects, "/v1/claims").body;
    EXPECT_THAT(list, AllOf(HasSubstr("\"id\":\"" + first.claim + '"'), Not(HasSubstr(market.second_case.claim))));
    EXPECT_THAT(desk.get(market.second_case.inspects, "/v1/claims").body, HasSubstr("\"items\":[]"));
}

} // namespace recourse::api
