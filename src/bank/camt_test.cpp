#include "bank/camt.hpp"
#include "bank/samples_test.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace recourse::bank {

namespace {

Money usd(std::int64_t minor)
{
    return { minor, *Currency::from_code("USD") };
}

CamtMessage read(std::string const& name)
{
    auto message = read_camt(sample(name));
    if (!message) {
        for (auto const& flaw : message.error())
            ADD_FAILURE() << name << ": " << to_string(flaw);
        throw std::runtime_error("not read");
    }
    return *std::move(message);
}

std::string flaws(std::string const& text)
{
    auto const message = read_camt(text);
    std::string all;
    if (!message)
        for (auto const& flaw : message.error())
            all += to_string(flaw) + "\n";
    return all;
}

} // namespace

TEST(Camt, a_statement_of_version_02)
{
    auto const message = read("camt053-v02");
    EXPECT_EQ(to_string(message.name), "camt.053.001.02");
    EXPECT_EQ(to_string(*message.created->moment), "2026-11-30T17:05:00Z");
    ASSERT_EQ(message.statements.size(), 1u);
    auto const& statement = message.statements.front();
    EXPECT_EQ(statement.id, "2026-230");
    EXPECT_EQ(statement.electronic_number, 230u);
    EXPECT_EQ(statement.account, (Account { "Example Trade Desk AS", "NO9386011117947", "DNBANOKK", "" }));
    EXPECT_EQ(statement.opening, usd(1'000'00));
    EXPECT_EQ(statement.closing, usd(13'175'50));
    ASSERT_EQ(statement.entries.size(), 5u);

    auto const& paid = statement.entries[0];
    EXPECT_EQ(paid.amount, usd(10'000'00));
    EXPECT_TRUE(paid.credit);
    EXPECT_EQ(paid.code, "PMNT/RCDT/XBCT");
    EXPECT_EQ(to_string(*paid.value_on), "2026-12-01");
    auto const& payment = paid.transactions.at(0);
    EXPECT_EQ(payment.end_to_end_id, "PO-4711");
    EXPECT_EQ(payment.instruction_id, "INS-77");
    EXPECT_EQ(payment.transaction_id, "TX-900");
    EXPECT_EQ(payment.creditor_references, std::vector<std::string> { "RF45O17I1" });
    EXPECT_EQ(payment.instructed, (Money { 9'200'00, *Currency::from_code("EUR") }));
    EXPECT_EQ(payment.other, (Account { "Nordic Garden & Home AS", "GB29NWBK60161331926819", "NWBKGB2L", "" }));

    auto const& batch = statement.entries[1];
    EXPECT_EQ(batch.amount, usd(3'000'00)) << "digits after the point may be left out";
    EXPECT_EQ(to_string(*batch.booked_on), "2026-11-30");
    ASSERT_EQ(batch.transactions.size(), 2u);
    EXPECT_EQ(batch.transactions[0].end_to_end_id, "");
    EXPECT_EQ(batch.transactions[1].amount, usd(2'000'00));

    EXPECT_FALSE(statement.entries[2].credit);
    EXPECT_EQ(statement.entries[2].transactions[0].other.name, "宁波泵业有限公司");
    EXPECT_EQ(statement.entries[2].transactions[0].other.number, "0012-345678");
    EXPECT_EQ(statement.entries[3].note, "fee of the account");
    EXPECT_EQ(statement.entries[4].status, EntryStatus::pending);
}

TEST(Camt, later_versions_write_parties_banks_and_states_otherwise)
{
    auto const sixth = read("camt053-v06");
    EXPECT_EQ(sixth.statements[0].account.bic, "BOTKJPJT");
    EXPECT_EQ(sixth.statements[0].account.number, "0012-345678");
    EXPECT_EQ(sixth.statements[0].opening->minor, -500) << "overdrawn";
    EXPECT_EQ(sixth.statements[0].closing->minor, 1'500) << "zeros beyond the digits of the currency are none";
    EXPECT_EQ(sixth.statements[0].entries[0].transactions[0].other.name, "Tanaka");
    EXPECT_EQ(sixth.statements[0].entries[0].transactions[0].other.bic, "MHCBJPJT");

    auto const eighth = read("camt053-v08");
    auto const& entries = eighth.statements[0].entries;
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[0].transactions[0].returned, (ReturnReason { "AC04", "account closed" }));
    EXPECT_EQ(entries[0].transactions[0].other.name, "Ningbo Pumps Co., Ltd.");
    EXPECT_TRUE(entries[1].reversal);
    EXPECT_EQ(entries[2].status, EntryStatus::information);
    EXPECT_EQ(to_string(*eighth.statements[0].balances[0].on), "2026-12-01") << "a zone moves no day";
}

TEST(Camt, a_notification_has_no_balances_and_may_leave_a_batch_without_its_payments)
{
    for (auto const* name : { "camt054-v04", "camt054-v08" }) {
        auto const message = read(name);
        auto const& statement = message.statements.at(0);
        EXPECT_FALSE(statement.opening);
        ASSERT_EQ(statement.entries.size(), 2u);
        EXPECT_TRUE(statement.entries[1].undetailed);
        EXPECT_EQ(statement.entries[1].batch, 3u);
        EXPECT_EQ(statement.entries[0].transactions[0].other.name, "Nordic Garden & Home AS");
        EXPECT_EQ(movements(statement).size(), 1u);
    }
}

TEST(Camt, a_payment_is_the_same_in_statement_and_notification)
{
    auto const statement = read("camt053-v02");
    auto const all = movements(statement.statements[0]);
    std::vector<std::string> identities;
    for (auto const& one : all)
        identities.push_back(one.identity);
    EXPECT_EQ(identities,
        (std::vector<std::string> {
            "-BNK-0003", "-BNK-0004", "BNK-0001", "BNK-0002/BNK-0002-A", "BNK-0002/BNK-0002-B" }))
        << "debits first, and only what is booked";
    auto const notified = read("camt054-v04");
    EXPECT_EQ(movements(notified.statements[0])[0].identity, "BNK-0001");
    // Where the bank gives no reference, what it says counts, and a place among equals.
    auto twin = damaged(sample("camt053-v06"), "<c:AcctSvcrRef>J1</c:AcctSvcrRef>", "");
    auto const bare = read_camt(damaged(damaged(twin, "E2", "E1"), "800", "1200")).has_value();
    EXPECT_FALSE(bare) << "the batch does not add up";
    twin = damaged(damaged(damaged(twin, "E2", "E1"), ">800<", ">1000<"), ">1200<", ">1000<");
    auto const read_twin = read_camt(twin);
    ASSERT_TRUE(read_twin.has_value());
    auto const twins = movements(read_twin->statements[0]);
    ASSERT_EQ(twins.size(), 2u);
    EXPECT_TRUE(twins[0].identity.starts_with("="));
    EXPECT_EQ(twins[1].identity, twins[0].identity + "#2");
}

TEST(Camt, every_damage_has_its_error_with_line_and_path)
{
    struct Row {
        char const* sample;
        char const* what;
        char const* with;
        char const* says;
    };
    for (auto const& [name, what, with, says] : {
             Row { "camt053-v02", "</Document>", "",
                 "line 118, /Document: this is no XML (no element found, column 1)\n" },
             Row { "camt053-v02", "<Id>2026-230</Id>", "",
                 "line 8, /Document/BkToCstmrStmt/Stmt[1]/Id: this is needed\n" },
             Row { "camt053-v02", "<Id>2026-230</Id>", "<Id>2026-230</Id><Id>7</Id>",
                 "line 9, /Document/BkToCstmrStmt/Stmt[1]/Id: this may stand here only once\n" },
             Row { "camt053-v02", "NO9386011117947", "NO9386011117946",
                 "line 17, /Document/BkToCstmrStmt/Stmt[1]/Acct/Id/IBAN: the check digits of the IBAN do not fit: a "
                 "character is wrong\n" },
             Row { "camt053-v02", ">24.50<", ">24.505<",
                 "line 101, /Document/BkToCstmrStmt/Stmt[1]/Ntry[4]/Amt: 24.505 has more digits after the point than "
                 "USD has (2)\n" },
             Row { "camt053-v02", ">13175.50<", ">13175.51<",
                 "line 8, /Document/BkToCstmrStmt/Stmt[1]: the opening balance of USD 1,000.00 and the booked entries "
                 "make USD 13,175.50, the closing balance is USD 13,175.51\n" },
             Row { "camt053-v02", "OPBD", "ITAV",
                 "line 8, /Document/BkToCstmrStmt/Stmt[1]: there is no opening balance (OPBD, PRCD, or ITBD on a "
                 "later page)\n" },
             Row { "camt053-v02", "<Amt Ccy=\"USD\">2000.00", "<Amt Ccy=\"USD\">2000.01",
                 "line 60, /Document/BkToCstmrStmt/Stmt[1]/Ntry[2]: the payments add up to USD 3,000.01, the entry is "
                 "USD 3,000.00\n" },
             Row { "camt053-v02", "<NbOfTxs>2", "<NbOfTxs>3",
                 "line 60, /Document/BkToCstmrStmt/Stmt[1]/Ntry[2]: the bank has put 3 payments together, 2 are "
                 "here\n" },
             Row { "camt053-v02", "<Amt Ccy=\"USD\">3000<", "<Amt>3000<",
                 "line 61, /Document/BkToCstmrStmt/Stmt[1]/Ntry[2]/Amt: the amount has no currency (Ccy)\n" },
             Row { "camt053-v02", "<CdtDbtInd>DBIT", "<CdtDbtInd>DEBT",
                 "line 84, /Document/BkToCstmrStmt/Stmt[1]/Ntry[3]/CdtDbtInd: 'DEBT' is neither CRDT nor DBIT\n" },
             Row { "camt053-v02", "<Sts>PDNG", "<Sts>SOON",
                 "line 111, /Document/BkToCstmrStmt/Stmt[1]/Ntry[5]/Sts: 'SOON' is none of BOOK, PDNG, INFO and "
                 "FUTR\n" },
             Row { "camt053-v02", "<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>",
                 "line 111, /Document/BkToCstmrStmt/Stmt[1]/Ntry[5]/Sts: in this version of the message the status "
                 "stands in Sts itself, not in Sts/Cd\n" },
             Row { "camt053-v02", "<BIC>DNBANOKK</BIC>", "<BICFI>DNBANOKK</BICFI>",
                 "line 20, /Document/BkToCstmrStmt/Stmt[1]/Acct/Svcr/FinInstnId/BICFI: in this version it stands in "
                 "BIC\n" },
             Row { "camt053-v02", "2026-12-01</Dt>", "2026-02-30</Dt>",
                 "line 40, /Document/BkToCstmrStmt/Stmt[1]/Ntry[1]/ValDt/Dt: '2026-02-30' is no day like "
                 "2026-03-01\n" },
             Row { "camt053-v02", "18:05:00+01:00", "18:05:61+01:00",
                 "line 6, /Document/BkToCstmrStmt/GrpHdr/CreDtTm: '2026-11-30T18:05:61+01:00' is no moment like "
                 "2026-03-01T08:30:00+01:00\n" },
             Row { "camt053-v02", "camt.053.001.02", "camt.053.001.01",
                 "line 2, /Document: camt.053.001.01 is not read: versions 02 to 08 are\n" },
             Row { "camt053-v02", "tech:xsd:camt.053.001.02", "tech:xsd:camt.052.001.02",
                 "line 2, /Document: this is no camt.053 and no camt.054: its namespace is "
                 "'urn:iso:std:iso:20022:tech:xsd:camt.052....'\n" },
             Row { "camt053-v02", "<Document", "<!DOCTYPE x [<!ENTITY a \"aa\">]>\n<Document",
                 "line 2, /: a document type declaration (DOCTYPE) is not taken: it can define entities\n" },
             Row { "camt053-v06", "<c:BICFI>BOTKJPJT</c:BICFI>", "<c:BIC>BOTKJPJT</c:BIC>",
                 "line 10, /Document/BkToCstmrStmt/Stmt[1]/Acct/Svcr/FinInstnId/BIC: in this version of the message "
                 "the BIC stands in BICFI\n" },
             Row { "camt053-v06", "<c:Amt Ccy=\"JPY\">800</c:Amt>", "",
                 "line 31, /Document/BkToCstmrStmt/Stmt[1]/Ntry[1]/NtryDtls[1]/TxDtls[2]: one payment of several needs "
                 "its "
                 "amount, in Amt or AmtDtls/TxAmt/Amt\n" },
             Row { "camt053-v08", "<Sts><Cd>BOOK</Cd></Sts>", "<Sts>BOOK</Sts>",
                 "line 25, /Document/BkToCstmrStmt/Stmt[1]/Ntry[1]/Sts: in this version of the message the status "
                 "stands "
                 "in Sts/Cd\n" },
             Row { "camt053-v08", "<Pty><Nm>Ningbo Pumps Co., Ltd.</Nm></Pty>", "<Nm>N</Nm>",
                 "line 33, /Document/BkToCstmrStmt/Stmt[1]/Ntry[1]/NtryDtls[1]/TxDtls[1]/RltdPties/Dbtr: in this "
                 "version of the message a party stands in Pty or Agt\n" },
         }) {
        auto const found = flaws(damaged(sample(name), what, with));
        EXPECT_EQ(found, says) << what << " -> " << with;
    }
}

RC_GTEST_PROP(Camt, amounts_come_through_exactly_and_a_unit_too_much_is_seen, ())
{
    auto const currency = *Currency::from_code(*rc::gen::element("JPY", "USD", "KWD", "CLF"));
    auto const entries = *rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000));
    auto const amount = [&](std::int64_t minor) {
        return fmt::format("<Amt Ccy=\"{}\">{}</Amt><CdtDbtInd>{}</CdtDbtInd>", currency.code(),
            amount_text({ minor < 0 ? -minor : minor, currency }), minor < 0 ? "DBIT" : "CRDT");
    };
    auto const statement = [&](std::int64_t closing) {
        std::string text
            = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.06\"><BkToCstmrStmt><GrpHdr><MsgId>M"
              "</MsgId><CreDtTm>2026-11-30T12:00:00Z</CreDtTm></GrpHdr><Stmt><Id>S</Id><Acct><Id><Othr><Id>1"
              "</Id></Othr></Id></Acct>";
        for (auto const& [code, minor] : { std::pair { "OPBD", std::int64_t { 7 } }, std::pair { "CLBD", closing } })
            text += fmt::format("<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp>{}<Dt><Dt>2026-11-30</Dt></Dt></Bal>",
                code, amount(minor));
        for (auto const minor : entries)
            text += "<Ntry>" + amount(minor) + "<Sts>BOOK</Sts></Ntry>";
        return text + "</Stmt></BkToCstmrStmt></Document>";
    };
    std::int64_t closing = 7;
    for (auto const minor : entries)
        closing += minor;
    auto const message = read_camt(statement(closing));
    RC_ASSERT(message.has_value());
    auto const& read = message->statements.at(0);
    RC_ASSERT(read.entries.size() == entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        auto const minor = read.entries[i].credit ? read.entries[i].amount.minor : -read.entries[i].amount.minor;
        RC_ASSERT(minor == entries[i]);
    }
    RC_ASSERT(read.closing->minor == closing);
    RC_ASSERT(!read_camt(statement(closing + 1)).has_value());
}

TEST(Camt, is_read_under_limits)
{
    std::string deep = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">";
    for (int i = 0; i < 100; ++i)
        deep += "<a>";
    EXPECT_NE(flaws(deep).find("more than 48 deep"), std::string::npos) << flaws(deep);
    EXPECT_NE(flaws(std::string((16u << 20) + 1, ' ')).find("bytes: split the file"), std::string::npos);
    std::string empty;
    for (int i = 0; i < 5'000; ++i)
        empty += "<Ntry/>";
    auto const many = read_camt(damaged(sample("camt053-v02"), "<Ntry>", empty + "<Ntry>"));
    ASSERT_FALSE(many.has_value());
    EXPECT_EQ(many.error().size(), flaws_max + 1);
    EXPECT_NE(flaws("").find("this is no XML"), std::string::npos);
    EXPECT_NE(
        flaws(damaged(sample("camt053-v02"), "2026-230", "&unknown;")).find("undefined entity"), std::string::npos);
}

} // namespace recourse::bank
