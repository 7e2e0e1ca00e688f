#include "papers/figures.hpp"

#include <gtest/gtest.h>

namespace recourse::papers {
namespace {

Money money(std::string_view text)
{
    return *parse_money(text);
}

// The first eight are the examples of the Payment and Settlement Measures (中国人民银行 银发〔1997〕393号), annex 1.
TEST(Figures, amounts_in_chinese_capitals)
{
    struct Row {
        std::string_view amount, capitals;
    };
    for (auto const& [amount, capitals] : std::initializer_list<Row> {
             { "1409.50 CNY", "人民币壹仟肆佰零玖元伍角整" },
             { "6007.14 CNY", "人民币陆仟零柒元壹角肆分" },
             { "1680.32 CNY", "人民币壹仟陆佰捌拾元叁角贰分" },
             { "107000.53 CNY", "人民币壹拾万柒仟元伍角叁分" },
             { "16409.02 CNY", "人民币壹万陆仟肆佰零玖元零贰分" },
             { "325.04 CNY", "人民币叁佰贰拾伍元零肆分" },
             { "0.35 CNY", "人民币叁角伍分" },
             { "0.05 CNY", "人民币伍分" },
             { "0.00 CNY", "人民币零元整" },
             { "10.00 CNY", "人民币壹拾元整" },
             { "100000.00 CNY", "人民币壹拾万元整" },
             { "100050.00 CNY", "人民币壹拾万零伍拾元整" },
             { "1000001.00 CNY", "人民币壹佰万零壹元整" },
             { "100000001.00 CNY", "人民币壹亿零壹元整" },
             { "1234500000000.00 CNY", "人民币壹万贰仟叁佰肆拾伍亿元整" },
             { "9999999999999.99 CNY", "人民币玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分" },
             { "48000.00 USD", "美元肆万捌仟元整" },
             { "48000 JPY", "日元肆万捌仟元整" },
         })
        EXPECT_EQ(words_of(money(amount), Language::zh), capitals) << amount;
    EXPECT_EQ(words_of(money("1.000 KWD"), Language::zh), std::nullopt);
    EXPECT_EQ(words_of(money("-1.00 CNY"), Language::zh), std::nullopt);
}

/// Every numeral stands for what its place says: a slow reading of the words gives the amount back.
TEST(Figures, chinese_numbers_read_back)
{
    auto const read = [](std::string text) -> std::uint64_t {
        std::uint64_t total = 0;
        std::uint64_t section = 0;
        std::uint64_t digit = 0;
        static constexpr std::array<std::string_view, 10> digits { "零", "一", "二", "三", "四", "五", "六", "七", "八",
            "九" };
        while (!text.empty()) {
            auto const one = text.substr(0, 3);
            text.erase(0, 3);
            if (auto const found = std::ranges::find(digits, one); found != digits.end())
                digit = static_cast<std::uint64_t>(found - digits.begin());
            else if (one == "十" || one == "百" || one == "千") {
                section += (one == "十" && digit == 0 ? 1 : digit) * (one == "十" ? 10U : one == "百" ? 100U : 1'000U);
                digit = 0;
            } else if (one == "万") {
                section = (section + digit) * 10'000;
                digit = 0;
            } else if (one == "亿") {
                total = (total + section + digit) * 100'000'000;
                section = digit = 0;
            } else {
                ADD_FAILURE() << one;
            }
        }
        return total + section + digit;
    };
    std::uint64_t number = 1;
    for (int i = 0; i < 4'000; ++i) {
        number = number * 6364136223846793005ULL + 1442695040888963407ULL;
        auto const value = (number >> 20U) % (1ULL << (static_cast<unsigned>(i) % 44U));
        EXPECT_EQ(read(chinese_number(value)), value) << chinese_number(value);
        EXPECT_EQ(chinese_number(value).find("零零"), std::string::npos) << value;
    }
}

TEST(Figures, amounts_in_english)
{
    EXPECT_EQ(words_of(money("48000.00 USD"), Language::en), "forty-eight thousand US dollars");
    EXPECT_EQ(words_of(money("1.00 USD"), Language::en), "one US dollar");
    EXPECT_EQ(words_of(money("1001115.07 EUR"), Language::en),
        "one million one thousand one hundred and fifteen euros and 07/100");
    EXPECT_EQ(words_of(money("2000021 JPY"), Language::en), "two million and twenty-one Japanese yen");
    EXPECT_EQ(words_of(money("1.00 KES"), Language::en), std::nullopt);
    EXPECT_EQ(english_number(0), "zero");
    EXPECT_EQ(english_number(18'446'744'073'709'551'615ULL).substr(0, 20), "eighteen quintillion");
}

TEST(Figures, the_usual_forms)
{
    EXPECT_EQ(figure_of(money("48000.00 USD"), Language::en), "USD 48,000.00");
    EXPECT_EQ(figure_of(money("48000.00 USD"), Language::zh), "48,000.00美元");
    EXPECT_EQ(figure_of(money("48000.00 CNY"), Language::zh), "人民币48,000.00元");
    EXPECT_EQ(figure_of(money("48000.00 KES"), Language::zh), "48,000.00 KES");
    EXPECT_EQ(full_of(money("48000.00 CNY"), Language::zh), "人民币48,000.00元（大写：人民币肆万捌仟元整）");
    EXPECT_EQ(full_of(money("48000.00 USD"), Language::en), "USD 48,000.00 (forty-eight thousand US dollars)");
    EXPECT_EQ(full_of(money("48000.00 KES"), Language::en), "KES 48,000.00");
    EXPECT_EQ(day_of(Date::of(2026, 3, 1), Language::en), "1 March 2026");
    EXPECT_EQ(day_of(Date::of(2026, 12, 31), Language::zh), "2026年12月31日");
    EXPECT_EQ(figure_of(Number { 435, 2 }), "4.35");
    EXPECT_EQ(figure_of(Number { -1'234'567, 0 }), "-1,234,567");
    EXPECT_EQ(figure_of(Number { 5, 3 }), "0.005");
    EXPECT_EQ(words_of(Number { 15, 0 }, Language::zh), "十五");
    EXPECT_EQ(words_of(Number { 4'000, 0 }, Language::en), "four thousand");
    EXPECT_EQ(words_of(Number { 5, 3 }, Language::en), std::nullopt);
}

} // namespace
} // namespace recourse::papers
