#include "core/intake/days.hpp"
#include "core/intake/labels.hpp"
#include "core/intake/sums.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace recourse::intake {

namespace {

std::string days(std::string_view text)
{
    std::string found;
    for (auto const& day : find_days(text)) {
        found += found.empty() ? "" : "; ";
        for (std::size_t i = 0; i < day.readings.size(); ++i)
            found += (i == 0 ? "" : " or ") + to_string(day.readings[i]);
    }
    return found;
}

std::string sums(std::string_view text)
{
    std::string found;
    for (auto const& sum : find_sums(text)) {
        found += found.empty() ? "" : "; ";
        for (std::size_t i = 0; i < sum.readings.size(); ++i)
            found += (i == 0 ? "" : " or ") + to_string(sum.readings[i]);
    }
    return found;
}

struct Row {
    std::string_view text, found;
};

} // namespace

TEST(Days, are_found_in_every_way_to_write_them_and_never_guessed)
{
    for (auto const& [text, found] : std::vector<Row> {
             { "paid 2026-03-12.", "2026-03-12" },
             { "2026/3/2", "2026-03-02" },
             { "2026.03.02", "2026-03-02" },
             { "2026-03-12T08:30:00Z", "2026-03-12" },
             { "于2026年3月2日付款", "2026-03-02" },
             { "2026 年 3 月 2 日", "2026-03-02" },
             { "on 12 March 2026", "2026-03-12" },
             { "on 12th of March, 2026", "2026-03-12" },
             { "12-Mar-2026", "2026-03-12" },
             { "March 12, 2026", "2026-03-12" },
             { "Sept. 3rd 2026", "2026-09-03" },
             { "03/04/2026", "2026-04-03 or 2026-03-04" },
             { "3.4.2026", "2026-04-03 or 2026-03-04" },
             { "25/03/2026", "2026-03-25" },
             { "03/25/2026", "2026-03-25" },
             { "04/04/2026", "2026-04-04" },
             { "1 March 2026 and 2 March 2026", "2026-03-01; 2026-03-02" },
             { "31/02/2026", "" },
             { "2026-02-30", "" },
             { "03/04/26", "" },
             { "1200.50.2026", "" },
             { "12 Marble 2026", "" },
             { "A2026-03-12", "" },
             { "March 2026", "" },
             { "1985-03-12", "" },
         })
        EXPECT_EQ(days(text), found) << text;
}

TEST(Days, one_day_shows_the_order_of_the_others)
{
    OrderOfDays order;
    EXPECT_EQ(order.order(), Order::unknown);
    std::string_view const shows = "25/03/2026";
    order.see(find_days(shows).front(), shows);
    EXPECT_EQ(order.order(), Order::day_first);
    EXPECT_EQ(order.shown_by(), "25/03/2026");
    std::string_view const other = "03/25/2026";
    order.see(find_days(other).front(), other);
    EXPECT_EQ(order.order(), Order::unknown) << "the file uses both";
}

TEST(Sums, are_found_with_their_currency_and_never_guessed)
{
    for (auto const& [text, found] : std::vector<Row> {
             { "USD 4,800.00", "4800.00 USD" },
             { "US$4,800", "4800.00 USD" },
             { "4800 USD", "4800.00 USD" },
             { "4.800,00 EUR", "4800.00 EUR" },
             { "4 800,50 EUR", "4800.50 EUR" },
             { "4.800 €", "4800.00 EUR" },
             { "€4800", "4800.00 EUR" },
             { "1,234,567.89 USD", "1234567.89 USD" },
             { "$480.00", "480.00 USD or 480.00 CAD or 480.00 AUD or 480.00 HKD or 480.00 SGD" },
             { "$480.00 USD", "480.00 USD" },
             { "¥3200", "3200.00 CNY or 3200 JPY" },
             { "人民币3200元", "3200.00 CNY" },
             { "3200.50美元", "3200.50 USD" },
             { "RMB 3,200", "3200.00 CNY" },
             { "KWD 1.234", "1234.000 KWD or 1.234 KWD" },
             { "total: 500 pieces", "" },
             { "USD 0.00", "" },
             { "USD 4,80,00.0", "" },
             { "USD 1,00,000.00", "100000.00 USD" },
             { "USD 4,800,00", "" },
             { "USD 12.345", "12345.00 USD" },
             { "2026-03-12", "" },
             { "deposit USD 1,440.00 and balance USD 3,360.00", "1440.00 USD; 3360.00 USD" },
             { "TOP 10 goods, ALL 300", "" },
         })
        EXPECT_EQ(sums(text), found) << text;
}

TEST(Sums, the_only_currency_of_a_text_is_told_where_it_is_beyond_doubt)
{
    EXPECT_EQ(only_currency("USD 10.00 and $ 20"), Currency::from_code("USD"));
    EXPECT_EQ(only_currency("USD 10.00 and EUR 20"), std::nullopt);
    EXPECT_EQ(only_currency("$ 20"), std::nullopt);
}

TEST(Labels, begin_a_line_and_have_a_value)
{
    struct Case {
        std::string_view line;
        std::optional<Field> field;
        std::string_view value;
    };
    for (auto const& one : std::vector<Case> {
             { "Order No.: CN-1001", Field::order_number, "CN-1001" },
             { "订单号：CN-1001", Field::order_number, "CN-1001" },
             { "  - Total (USD): 480.00", Field::order_value, "480.00" },
             { "Beneficiary\tQinghe Lamps", Field::payee, "Qinghe Lamps" },
             { "Ship by    2026-03-01", Field::ship_by, "2026-03-01" },
             { "*Seller:* Qinghe", Field::supplier, "Qinghe" },
             { "Seller : Qinghe", Field::supplier, "Qinghe" },
             { "Product", Field::goods, "" },
             { "We told the seller: no", std::nullopt, "" },
             { "https://example.org: x", std::nullopt, "" },
             { "", std::nullopt, "" },
         }) {
        auto const label = label_of(one.line);
        EXPECT_EQ(label.has_value(), one.field.has_value()) << one.line;
        if (label && one.field) {
            EXPECT_EQ(label->field, *one.field) << one.line;
            EXPECT_EQ(label->value, one.value) << one.line;
        }
    }
}

} // namespace recourse::intake
