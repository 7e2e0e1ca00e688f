#include "readers/record/inspection.hpp"
#include "readers/record/payment.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace recourse::readers::record {

TEST(Inspection, both_forms_say_the_same)
{
    std::string const table
        = "field,value,,\ninspector,Example Inspection Ltd,,\norder,PO-4711,,\ndate,2026-03-10,,\nlot,500,,\n"
          "sample,50,,\ndefect,major,9,housing cracked\ndefect,critical,1,live part exposed\n";
    std::string const object
        = R"({"inspector": "Example Inspection Ltd", "order": "PO-4711", "date": "2026-03-10", "lot": 500,
        "sample": 50, "defects": [{"severity": "major", "count": 9, "what": "housing cracked"},
        {"severity": "critical", "count": 1, "what": "live part exposed"}]})";
    for (auto const& bytes : { table, object }) {
        EXPECT_TRUE(looks_like_inspection(bytes));
        Pieces text;
        std::vector<Remark> remarks;
        auto const report = read_inspection(bytes, text, remarks);
        EXPECT_TRUE(remarks.empty()) << remarks.at(0).says;
        EXPECT_EQ(report.inspector, "Example Inspection Ltd");
        EXPECT_EQ(to_string(*report.on), "2026-03-10");
        EXPECT_EQ(report.lot, 500u);
        ASSERT_EQ(report.defects.size(), 2u);
        EXPECT_EQ(report.defects[0].count, 9u);
        EXPECT_EQ(report.defects[1].severity, Severity::critical);
    }
}

TEST(Inspection, what_is_wrong_is_said_with_its_line)
{
    Pieces text;
    std::vector<Remark> remarks;
    (void)read_inspection(
        "field,value\nlot,ten\nsample,50\ncolour,red\ndefect,bad,1,x\ndefect,minor,51,y\n", text, remarks);
    std::string all;
    for (auto const& one : remarks)
        all += one.says + "\n";
    EXPECT_EQ(all,
        "line 2: 'ten' is no number of units\nline 4: 'colour' is no field of an inspection report\n"
        "line 5: 'bad' is none of critical, major and minor\na sample of 50 out of a lot of 0\n"
        "line 6: 51 units with a defect in a sample of 50\n");
}

TEST(Payment, an_mt103_in_blocks)
{
    std::string const bytes
        = "{1:F01EXAMUS33AXXX0000000000}{3:{121:6f1d1a52-0000-4000-8000-000000000001}}{4:\r\n:20:REF-1\r\n:23B:CRED\r\n"
          ":32A:260115USD15000,\r\n:50K:/123456\r\nEXAMPLE BUYER LLC\r\n1 MAIN ST\r\n:57A:EXAMCNBJ\r\n"
          ":59:/987654\r\nEXAMPLE SUPPLIER CO LTD\r\nNINGBO\r\n:70:PO-4711 DEPOSIT\r\n:71A:SHA\r\n-}";
    EXPECT_TRUE(looks_like_mt103(bytes));
    Pieces text;
    std::vector<Remark> remarks;
    auto const payment = read_mt103(bytes, text, remarks);
    EXPECT_TRUE(remarks.empty());
    EXPECT_EQ(payment.reference, "REF-1");
    EXPECT_EQ(to_string(*payment.on), "2026-01-15");
    EXPECT_EQ(payment.amount, (Money { 15'000'00, *Currency::from_code("USD") }));
    EXPECT_EQ(payment.payer, "EXAMPLE BUYER LLC, 1 MAIN ST");
    EXPECT_EQ(payment.payee_account, "987654");
    EXPECT_EQ(payment.purpose, "PO-4711 DEPOSIT");
    EXPECT_EQ(payment.end_to_end, "6f1d1a52-0000-4000-8000-000000000001");
}

TEST(Payment, amounts_are_exact_or_refused)
{
    auto const amount = [](std::string const& field) {
        Pieces text;
        std::vector<Remark> remarks;
        auto const payment = read_mt103(":20:R\n:32A:" + field + "\n:50K:A\n:59:B\n", text, remarks);
        return payment.amount ? to_string(*payment.amount) : "none";
    };
    EXPECT_EQ(amount("260115USD50000,00"), "50000.00 USD");
    EXPECT_EQ(amount("260115USD50000,5"), "50000.50 USD");
    EXPECT_EQ(amount("260115JPY5000,"), "5000 JPY");
    EXPECT_EQ(amount("260115USD50000,001"), "none");
    EXPECT_EQ(amount("260115XQQ1,"), "none");
    EXPECT_EQ(amount("USD1,"), "none");
    EXPECT_EQ(amount("260115USD-1,00"), "none");
    EXPECT_EQ(amount("260115USD10000000000000,01"), "none");
}

} // namespace recourse::readers::record
