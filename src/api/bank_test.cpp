#include "api/desk_test.hpp"

#include <gmock/gmock.h>

#include <map>

// Files of the bank over the API: what is taken, what is refused, and what the answer says of each part.

namespace recourse::api {

namespace {

using act::Role;
using testing::HasSubstr;
using testing::Not;

std::string entry(std::string_view reference, std::string_view amount, std::string_view text)
{
    return fmt::format("<Ntry><Amt Ccy='USD'>{}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><AcctSvcrRef>{}"
                       "</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>",
        amount, reference, text);
}

std::string notification(std::string_view id, std::string_view entries, std::string_view iban = "NO9386011117947")
{
    return fmt::format(
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.02'><BkToCstmrDbtCdtNtfctn><GrpHdr>"
        "<MsgId>{0}</MsgId><CreDtTm>2026-11-30T10:00:00Z</CreDtTm></GrpHdr><Ntfctn><Id>{0}</Id><Acct><Id>"
        "<IBAN>{1}</IBAN></Id></Acct>{2}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>",
        id, iban, entries);
}

class Files : public testing::Test {
protected:
    TestDesk desk;
    Who officer = desk.person(Role::officer);

    Answer bring(Who const& who, std::string body, std::string const& type = "application/xml")
    {
        return desk.ask(who, http::Method::post, "/v1/bank/files", std::move(body), { { "Content-Type", type } });
    }
    std::int64_t as_of(Answer const& answer) { return answer.json().find("as_of")->integer; }
    std::string result(Answer const& answer, std::size_t movement)
    {
        auto const report = answer.json();
        auto const& statement = report.find("statements")->items.at(0);
        return std::string { statement.find("movements")->items.at(movement).find("result")->text };
    }
};

} // namespace

TEST_F(Files, say_of_each_payment_what_became_of_it)
{
    auto const both = entry("B1", "10.00", "nobody knows") + entry("B2", "5.00", "RF18 O99I 1");
    auto const first = bring(officer, notification("N1", both));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(result(first, 0), "exception");
    EXPECT_EQ(first.text("message"), "camt.054.001.02");
    // Another message with one that is known, one that is new, and one whose sum has changed.
    auto const second = bring(officer,
        notification("N2", entry("B1", "10.00", "in other words") + entry("B2", "6.00", "") + entry("B3", "1.00", "")));
    EXPECT_EQ(result(second, 0), "known");
    EXPECT_EQ(result(second, 1), "differs") << "looked at by a person: nothing is recorded";
    EXPECT_EQ(result(second, 2), "exception");
    auto const list = desk.get(officer, fmt::format("/v1/bank/movements?phase=open&as_of={}", as_of(second))).json();
    EXPECT_EQ(list.find("items")->items.size(), 3u);
    EXPECT_EQ(desk.get(officer, "/v1/ledger/suspense/-/USD").text("balance/amount"), "16.00");
    EXPECT_EQ(desk.get(officer, "/v1/bank/movements?reason=nothing").code(), "query.wrong");
    EXPECT_EQ(desk.get(officer, "/v1/bank/statements").json().find("items")->items.size(), 2u);
}

TEST_F(Files, are_taken_whole_or_not_at_all)
{
    auto const wrong = bring(officer, notification("N1", entry("B1", "10.00", "") + entry("B2", "5.005", "")));
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.code(), "bank.file_wrong");
    EXPECT_THAT(wrong.body, HasSubstr("/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[2]/Amt"));
    EXPECT_EQ(desk.get(officer, "/v1/bank/movements").json().find("items")->items.size(), 0u);

    EXPECT_EQ(bring(officer, notification("N1", "", "GB29NWBK60161331926819")).code(), "bank.other_account");
    EXPECT_EQ(bring(officer, "<!DOCTYPE a [<!ENTITY b 'b'>]><a/>").code(), "bank.file_wrong");
    EXPECT_EQ(bring(officer, notification("N1", ""), "application/json").status, 415);
    auto const report = [](std::string_view original) {
        return fmt::format(
            "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.002.001.03'><CstmrPmtStsRpt><GrpHdr><MsgId>P"
            "</MsgId><CreDtTm>2026-11-30T10:00:00Z</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>{}"
            "</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId><GrpSts>ACSP</GrpSts>"
            "</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>",
            original);
    };
    EXPECT_EQ(bring(officer, report("RC-F-1-20261130")).code(), "bank.unknown_original");
    EXPECT_EQ(bring(officer, report("somebody else's")).code(), "bank.unknown_original");
}

TEST_F(Files, and_everybody_else_name_no_record_that_there_cannot_be)
{
    // Such a number would have been that of another kind of record in the store.
    auto const party = desk.made(officer, "/v1/parties", "{'profile':{'name':'B','country':'NO'}}");
    for (auto const high : { std::uint64_t { 1 } << 57, std::uint64_t { 1 } << 58, std::uint64_t { 1 } << 46 }) {
        auto const order = fmt::format("O-{}", high + parse_id<Party>(party)->number);
        EXPECT_EQ(desk.get(officer, "/v1/orders/" + order).status, 404);
        EXPECT_EQ(desk.post(officer, "/v1/remittances",
                          fmt::format("{{'purpose':'supplier-payout','amount':{},'party':'P-{}'}}", usd(1), high + 1))
                      .code(),
            "body.wrong");
    }
    auto const open = bring(officer, notification("N1", entry("B1", "10.00", ""))).json();
    auto const movement
        = std::string { open.find("statements")->items.at(0).find("movements")->items.at(0).find("movement")->text };
    EXPECT_EQ(desk.post(officer, fmt::format("/v1/bank/movements/{}/assign", movement),
                      fmt::format("{{'order':'O-{}','instalment':0,'amount':{}}}", std::uint64_t { 1 } << 57, usd(1)))
                  .code(),
        "body.wrong");
    EXPECT_EQ(desk.get(officer, "/v1/parties/" + party).status, 200);
}

TEST_F(Files, and_accounts_are_told_to_whom_they_belong)
{
    auto const supplier = desk.made(officer, "/v1/parties", "{'profile':{'name':'S','country':'CN'}}");
    std::map<std::string_view, Who> const who { { "supplier", desk.key(Role::supplier, supplier) },
        { "officer", officer }, { "counsel", desk.person(Role::supplier_counsel, supplier) },
        { "inspector", desk.key(Role::inspector, supplier) } };
    std::map<std::string_view, http::EventStream> streams;
    for (auto const& [name, caller] : who)
        streams.emplace(name, *desk.get(caller, "/v1/events", { { "Last-Event-ID", "0" } }).events);
    desk.must(who.at("supplier"), fmt::format("/v1/parties/{}/propose-account", supplier),
        "{'account':{'name':'S','number':'12345','bic':'BKCHCNBJ'}}");
    bring(officer, notification("N1", entry("B1", "10.00", "")));
    auto const officers = heard(streams.at("officer"), "\"noted\"");
    EXPECT_THAT(officers, AllOf(HasSubstr("account-proposed"), HasSubstr("\"noted\"")));
    auto suppliers = heard(streams.at("supplier"), "account-proposed");
    suppliers += heard(streams.at("supplier"), {});
    EXPECT_THAT(suppliers, AllOf(HasSubstr("account-proposed"), Not(HasSubstr("\"noted\""))));
    for (auto const* name : { "counsel", "inspector" })
        EXPECT_THAT(heard(streams.at(name), {}), Not(HasSubstr("account-proposed"))) << name;
}

TEST_F(Files, pay_an_order_by_the_reference_that_it_shows)
{
    auto const buyer = desk.made(officer, "/v1/parties", "{'profile':{'name':'B','country':'NO'}}"),
               supplier = desk.made(officer, "/v1/parties", "{'profile':{'name':'S','country':'CN'}}");
    Who const buys = desk.key(Role::buyer, buyer), sells = desk.key(Role::supplier, supplier);
    auto const order
        = "/v1/orders/" + desk.made(buys, "/v1/orders", fmt::format("{{'terms':{}}}", terms(buyer, supplier)));
    desk.must(buys, order + "/offer");
    EXPECT_TRUE(desk.get(buys, order).json().find("pay")->items.empty()) << "nothing is owed before it is agreed";
    desk.must(sells, order + "/agree", fmt::format("{{'terms':'{}'}}", desk.get(sells, order).text("terms")));
    auto const seen = desk.get(buys, order).json();
    auto const& way = seen.find("pay")->items.at(0);
    EXPECT_EQ(way.find("to")->find("iban")->text, "NO9386011117947");
    EXPECT_EQ(way.find("open")->find("amount")->text, "10000.00");
    auto const paid = bring(
        officer, notification("N1", entry("B1", "10000.00", std::string { way.find("written")->text } + " chairs")));
    EXPECT_EQ(result(paid, 0), "recorded") << paid.body;
    EXPECT_TRUE(desk.get(buys, order).json().find("pay")->items.empty());
    EXPECT_EQ(desk.get(buys, order).text("held/amount"), "10000.00");
}

} // namespace recourse::api
