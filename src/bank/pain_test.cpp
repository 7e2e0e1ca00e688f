#include "bank/pain001.hpp"
#include "bank/pain002.hpp"
#include "bank/samples_test.hpp"

#include <gtest/gtest.h>

namespace recourse::bank {

namespace {

Money money(std::int64_t minor, char const* code)
{
    return { minor, *Currency::from_code(code) };
}

std::string flaws(std::string const& text)
{
    auto const report = read_pain002(text);
    std::string all;
    if (!report)
        for (auto const& flaw : report.error())
            all += to_string(flaw) + "\n";
    return all;
}

PaymentFile file_of(int version)
{
    PaymentFile file;
    file.version = version;
    file.message_id = "RC-F-9";
    file.created = { 1'796'040'000'123'456 };
    file.from = { "Example Trade Desk AS", "NO9386011117947", "DNBANOKK", "" };
    file.execute_on = Date::of(2026, 12, 1);
    file.transfers = {
        { "R-5.F-9", money(800'00, "USD"), { "宁波泵业有限公司", "", "BKCHCNBJ92A", "0012-345678" },
            "payout <R-5> & thanks" },
        { "R-6.F-9", money(5'000, "JPY"), { "Tanaka", "GB29NWBK60161331926819", "", "" }, "" },
        { "R-7.F-9", money(1, "USD"), { "Tanaka", "GB29NWBK60161331926819", "", "" }, "" },
    };
    return file;
}

} // namespace

TEST(Pain001, is_the_file_that_is_kept)
{
    for (int const version : { 3, 9 }) {
        auto const text = write_pain001(file_of(version));
        EXPECT_EQ(text, sample(version == 3 ? "pain001-v03" : "pain001-v09"));
        EXPECT_EQ(text, write_pain001(file_of(version)));
    }
}

TEST(Pain001, control_sums_are_exact)
{
    EXPECT_EQ(control_sum({ money(800'00, "USD"), money(5'000, "JPY"), money(1, "USD") }), "5800.01");
    EXPECT_EQ(control_sum({ money(1'000, "KWD") }), "1");
    EXPECT_EQ(control_sum({ money(1, "KWD"), money(1, "CLF") }), "0.0011");
    EXPECT_EQ(control_sum({ money(1'230, "USD") }), "12.3");
}

TEST(Pain002, what_is_said_of_the_whole_is_overruled_by_what_is_said_of_one)
{
    auto const third = read_pain002(sample("pain002-v03"));
    ASSERT_TRUE(third.has_value()) << flaws(sample("pain002-v03"));
    EXPECT_EQ(third->original_id, "RC-F-9");
    ASSERT_EQ(third->lines.size(), 2u) << "PART says nothing itself";
    EXPECT_EQ(third->lines[0].group, "RC-F-9-USD");
    EXPECT_EQ(third->lines[0].status, PaymentStatus::accepted);
    EXPECT_EQ(third->lines[1].end_to_end_id, "R-5.F-9");
    EXPECT_EQ(third->lines[1].status, PaymentStatus::rejected);
    EXPECT_EQ(third->lines[1].reason, "AC01");
    EXPECT_EQ(third->lines[1].text, "no such account");

    auto const tenth = read_pain002(sample("pain002-v10"));
    ASSERT_TRUE(tenth.has_value()) << flaws(sample("pain002-v10"));
    ASSERT_EQ(tenth->lines.size(), 2u);
    EXPECT_EQ(tenth->lines[0].group, "");
    EXPECT_EQ(tenth->lines[0].code, "ACSP");
    EXPECT_EQ(tenth->lines[1].status, PaymentStatus::pending);
    EXPECT_EQ(tenth->lines[1].reason, "WAIT");
}

TEST(Pain002, every_damage_has_its_error)
{
    struct Row {
        char const* what;
        char const* with;
        char const* says;
    };
    for (auto const& [what, with, says] : {
             Row { "RJCT", "NOPE",
                 "line 15, /Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts[1]/TxInfAndSts[1]/TxSts: 'NOPE' is no status of "
                 "a payment that is known here\n" },
             Row { "<OrgnlMsgId>RC-F-9</OrgnlMsgId>", "",
                 "line 5, /Document/CstmrPmtStsRpt/OrgnlGrpInfAndSts/OrgnlMsgId: this is needed\n" },
             Row { "pain.001.001.03", "pain.008.001.02",
                 "line 7, /Document/CstmrPmtStsRpt/OrgnlGrpInfAndSts/OrgnlMsgNmId: the report is of "
                 "'pain.008.001.02', not of a pain.001\n" },
             Row { "<OrgnlEndToEndId>R-5.F-9</OrgnlEndToEndId>", "",
                 "line 13, /Document/CstmrPmtStsRpt/OrgnlPmtInfAndSts[1]/TxInfAndSts[1]/OrgnlEndToEndId: this is "
                 "needed\n" },
             Row { "pain.002.001.03", "pain.002.001.05",
                 "line 2, /Document: pain.002.001.05 is not read: versions 03 and 10 are\n" },
             Row { "pain.002.001.03", "pain.002.002.03",
                 "line 2, /Document: this is no pain.002: its namespace is "
                 "'urn:iso:std:iso:20022:tech:xsd:pain.002....'\n" },
         })
        EXPECT_EQ(flaws(damaged(sample("pain002-v03"), what, with)), says) << what;
    EXPECT_EQ(flaws("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>"
                    "<GrpHdr><MsgId>1</MsgId><CreDtTm>2026-11-30T12:00:00Z</CreDtTm></GrpHdr><OrgnlGrpInfAndSts>"
                    "<OrgnlMsgId>1</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId></OrgnlGrpInfAndSts>"
                    "</CstmrPmtStsRpt></Document>"),
        "line 1, /Document: the report says nothing of any payment\n");
}

} // namespace recourse::bank
