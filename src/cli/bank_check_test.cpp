#include "cli/calling_test.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>

namespace recourse::cli {

using testing::HasSubstr;

TEST(BankCheck, says_what_is_in_the_file)
{
    for (auto const* name : { "camt053-v02", "camt053-v08", "camt054-v04", "pain002-v03", "pain002-v10" }) {
        auto const called = call({ "bank", "check", source(std::string { "tests/bank/" } + name + ".xml") });
        EXPECT_EQ(called.status, answered) << called.err;
        expect_golden(std::string { "cli/bank-" } + name + ".txt", called.out);
    }
}

TEST(BankCheck, names_every_error_and_the_file)
{
    auto const called = call({ "bank", "check", "-" },
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.02\"><BkToCstmrDbtCdtNtfctn><GrpHdr/>"
        "</BkToCstmrDbtCdtNtfctn></Document>");
    EXPECT_EQ(called.status, input_wrong);
    EXPECT_EQ(called.out, "");
    EXPECT_THAT(called.err, HasSubstr("-: line 1, /Document/BkToCstmrDbtCdtNtfctn/GrpHdr/MsgId: this is needed\n"));
    EXPECT_THAT(called.err, HasSubstr("there is no Ntfctn"));
    EXPECT_THAT(called.err, HasSubstr("recourse bank check: 3 problems"));
    EXPECT_EQ(call({ "bank", "check", "/nowhere.xml" }).status, input_wrong);
    EXPECT_THAT(call({ "bank", "check", "-" }, "<a>").err, HasSubstr("this is no XML"));
    EXPECT_THAT(call({ "bank", "check", "-" }, "<a/>").err, HasSubstr("this is no camt.053 and no camt.054"));
}

} // namespace recourse::cli
