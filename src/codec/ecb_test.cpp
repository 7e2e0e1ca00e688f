#include "codec/ecb.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

namespace recourse::codec {
namespace {

// Cut from the published files of 6 February 2026, 8 to 9 August 2024 and 8 October 2026.
constexpr std::string_view daily_csv
    = "Date, USD, JPY, CZK, GBP, CNY, \n06 February 2026, 1.1794, 185.27, 24.240, 0.86790, 8.1838, \n";
constexpr std::string_view history_csv = "Date,USD,JPY,BGN,CYP,CNY,\n2024-08-09,1.0917,160.33,1.9558,N/"
                                         "A,7.828,\n2024-08-08,1.093,159.74,1.9558,N/A,7.8393,\n";
constexpr std::string_view daily_xml = R"(<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	<Cube>
		<Cube time='2026-10-08'>
			<Cube currency='USD' rate='1.1186'/>
			<Cube currency='JPY' rate='177.05'/>
			<Cube currency='CNY' rate='7.4972'/>
		</Cube>
	</Cube>
</gesmes:Envelope>)";

std::vector<std::string> shown(std::vector<time::Rate> const& rates)
{
    std::vector<std::string> lines;
    for (auto const& rate : rates)
        lines.push_back(to_string(rate));
    return lines;
}

std::vector<std::string> problems(std::string_view text)
{
    auto const read = read_ecb(text, "rates");
    std::vector<std::string> lines;
    if (read)
        return { "read" };
    for (auto const& problem : read.error())
        lines.push_back(fmt::format("{}:{} {}", problem.place.line, problem.place.column, problem.message));
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Ecb, ReadsTheDailyList)
{
    EXPECT_EQ(shown(*read_ecb(daily_csv)),
        (Lines { "1 EUR = 1.1794 USD on 2026-02-06 (ecb-2026-02-06)",
            "1 EUR = 185.27 JPY on 2026-02-06 (ecb-2026-02-06)", "1 EUR = 24.24 CZK on 2026-02-06 (ecb-2026-02-06)",
            "1 EUR = 0.8679 GBP on 2026-02-06 (ecb-2026-02-06)",
            "1 EUR = 8.1838 CNY on 2026-02-06 (ecb-2026-02-06)" }));
}

TEST(Ecb, ReadsTheHistoryWithoutWithdrawnCurrencies)
{
    EXPECT_EQ(shown(*read_ecb(history_csv)),
        (Lines { "1 EUR = 1.0917 USD on 2024-08-09 (ecb-2024-08-09)",
            "1 EUR = 160.33 JPY on 2024-08-09 (ecb-2024-08-09)", "1 EUR = 7.828 CNY on 2024-08-09 (ecb-2024-08-09)",
            "1 EUR = 1.093 USD on 2024-08-08 (ecb-2024-08-08)", "1 EUR = 159.74 JPY on 2024-08-08 (ecb-2024-08-08)",
            "1 EUR = 7.8393 CNY on 2024-08-08 (ecb-2024-08-08)" }));
    std::string windows { history_csv };
    for (auto at = windows.find('\n'); at != std::string::npos; at = windows.find('\n', at + 2))
        windows.replace(at, 1, "\r\n");
    EXPECT_EQ(shown(*read_ecb("\xEF\xBB\xBF" + windows)), shown(*read_ecb(history_csv)));
}

TEST(Ecb, ReadsTheXmlForms)
{
    EXPECT_EQ(shown(*read_ecb(daily_xml)),
        (Lines { "1 EUR = 1.1186 USD on 2026-10-08 (ecb-2026-10-08)",
            "1 EUR = 177.05 JPY on 2026-10-08 (ecb-2026-10-08)",
            "1 EUR = 7.4972 CNY on 2026-10-08 (ecb-2026-10-08)" }));
    EXPECT_EQ(read_ecb(R"(<E><!-- two days --><Cube><Cube time="2026-10-08"><Cube currency="USD" rate="1.1"/></Cube>
        <Cube time="2026-10-07"><Cube rate="1.2" currency="USD"></Cube></Cube></Cube></E>)")
                  ->size(),
        2U);
}

TEST(Ecb, SaysWhereAndWhatIsWrongInCsv)
{
    EXPECT_EQ(problems(""), (Lines { "1:1 the file holds no exchange rate" }));
    EXPECT_EQ(problems("Date,USD,\n"), (Lines { "1:1 the file holds no exchange rate" }));
    EXPECT_EQ(problems("hello\n"),
        (Lines { "1:1 the first line is not the heading of a list of reference rates, 'Date,USD,JPY,...'" }));
    EXPECT_EQ(problems("Date,USD,usd,USD\n2026-10-08,1,1,1\n"),
        (Lines { "1:10 'usd' is not a currency code", "1:14 the heading names USD twice" }));
    EXPECT_EQ(problems("Date,USD,JPY\n2026-10-32,1.1,177\n2026-10-08,1,1x,177\n2026-10-07,1.1,abc\n2026-10-07,0,-3\n"),
        (Lines { "2:1 '2026-10-32' is not a day", "3:1 the line has 4 fields, the heading 3",
            "4:16 'abc' is not a decimal number", "5:1 2026-10-07 stands in the file twice",
            "5:12 the rate '0' of USD is not above zero", "5:14 the rate '-3' of JPY is not above zero" }));
    EXPECT_EQ(problems("Date, USD\n31 February 2026, 1.1\n7 Febuary 2026, 1.1\n"),
        (Lines { "2:1 '31 February 2026' is not a day", "3:1 '7 Febuary 2026' is not a day" }));
    EXPECT_EQ(problems("Date,USD\n2026-10-08,\xFF\n"), (Lines { "1:1 the file is not UTF-8 text" }));
}

TEST(Ecb, SaysWhereAndWhatIsWrongInXml)
{
    EXPECT_EQ(problems("<a><Cube currency='USD' rate='1'/></a>"), (Lines { "1:4 a rate stands before any day" }));
    EXPECT_EQ(problems("<a>\n <Cube time='2026-10-08'>\n  <Cube currency='USD'/>\n  <Cube rate='1'/>\n  <Cube "
                       "currency='US' rate='1'/>\n  <Cube currency='GBP' rate='1,1'/></Cube></a>"),
        (Lines { "3:3 a rate has no rate attribute", "4:3 a rate has no currency attribute",
            "5:19 'US' is not a currency code",
            "6:30 '1,1' has a comma; write it without thousands separators and with a decimal point" }));
    EXPECT_EQ(
        problems(
            "<a><Cube time='2026-10-08'><Cube currency='USD' rate='1'/><Cube currency='USD' rate='2'/></Cube></a>"),
        (Lines { "1:75 USD is quoted twice for one day" }));
    EXPECT_EQ(problems("<a><Cube time='2026-10-08'><Cube currency='USD' rate='1'/>"),
        (Lines { "1:59 the text ends inside <Cube>" }));
    EXPECT_EQ(problems("<a></b>"), (Lines { "1:4 </b> stands where </a> belongs" }));
    EXPECT_EQ(problems("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"),
        (Lines { "1:1 the file declares a document type, which lists of rates do not have" }));
    EXPECT_EQ(problems("<a b='1"), (Lines { "1:7 the value of b is not closed" }));
    EXPECT_EQ(problems("<a b='1' b='2'/>"), (Lines { "1:10 <a> has the attribute b twice" }));
    EXPECT_EQ(problems("<!-- <a/>"), (Lines { "1:1 a comment is not closed" }));
    EXPECT_EQ(problems("<a><b"), (Lines { "1:4 <b is not closed" }));
    EXPECT_EQ(problems("<html><body>503</body></html>"), (Lines { "1:1 the file holds no exchange rate" }));
}

TEST(Ecb, KeepsItsBounds)
{
    EcbLimits limits;
    limits.days_max = 1;
    EXPECT_EQ(read_ecb(history_csv, "", limits).error()[0].message, "the file holds more than 1 days");
    limits = {};
    limits.bytes_max = 10;
    EXPECT_EQ(read_ecb(history_csv, "", limits).error()[0].message, "the file is larger than 10 bytes");
    limits = {};
    limits.columns_max = 3;
    EXPECT_EQ(read_ecb(history_csv, "", limits).error()[0].message, "the line has more than 3 columns");
    std::string deep;
    for (int i = 0; i < 1000; ++i)
        deep += "<a>";
    EXPECT_EQ(read_ecb(deep).error()[0].message, "tags are nested deeper than 16");
    std::string wrong = "Date,USD\n";
    for (int i = 0; i < 1000; ++i)
        wrong += "x,y\n";
    EXPECT_EQ(read_ecb(wrong).error().size(), EcbLimits {}.problems_max);
}

TEST(Ecb, DamagedFilesAreReadOrRefusedButNeverBreak)
{
    EXPECT_TRUE(rc::check("any cut and any changed byte gives rates or problems with a place", [] {
        std::string text { *rc::gen::element(daily_csv, history_csv, daily_xml) };
        auto const at = *rc::gen::inRange<std::size_t>(0, text.size());
        if (*rc::gen::arbitrary<bool>())
            text.resize(at);
        else
            text[at] = *rc::gen::arbitrary<char>();
        auto const read = read_ecb(text, "damaged");
        if (read) {
            RC_ASSERT(!read->empty());
            for (auto const& rate : *read)
                RC_ASSERT(Ratio::whole(0) < rate.rate);
        } else {
            RC_ASSERT(!read.error().empty());
            for (auto const& problem : read.error())
                RC_ASSERT(problem.place.line >= 1 && problem.place.column >= 1);
        }
    }));
}

} // namespace
} // namespace recourse::codec
