#include "core/intake/propose.hpp"

#include "core/intake/cues.hpp"
#include "core/intake/sentences.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace recourse::intake {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::UnorderedElementsAre;

Text text_with(std::vector<std::string> const& lines, Medium medium = Medium::text)
{
    Text text;
    text.file = "test.txt";
    text.medium = medium;
    for (std::size_t i = 0; i < lines.size(); ++i)
        text.lines.push_back({ fmt::format("line {}", i + 1), lines[i] });
    return text;
}

Text mail(std::vector<std::string> const& lines)
{
    auto text = text_with(lines, Medium::mail);
    text.speakers
        = { { "Anna Probe", "anna@example.org", "header From" }, { "Lily Muster", "l@example.com", "header To" } };
    for (auto& line : text.lines)
        line.speaker = 0;
    return text;
}

/// "order.value=480.00 USD", with '~' for what is likely and '?' with all readings for what is ambiguous.
std::vector<std::string> found(Text const& text, std::optional<std::size_t> record = std::nullopt)
{
    std::vector<std::string> result;
    for (auto const& one : propose(text, record)) {
        if (one.fact.ends_with(".description"))
            continue;
        std::string values;
        for (auto const& candidate : one.candidates)
            values += (values.empty() ? "" : "|") + candidate.value;
        result.push_back(fmt::format("{}{}{}", one.fact,
            one.sure == Sure::stated       ? "="
                : one.sure == Sure::likely ? "~"
                                           : "?",
            values));
    }
    return result;
}

std::vector<std::string> words(std::vector<Said> const& said)
{
    std::vector<std::string> result;
    for (auto const& one : said)
        result.push_back(one.value);
    return result;
}

} // namespace

TEST(Cues, what_went_wrong_is_read_in_both_languages_and_not_where_it_is_denied_or_supposed)
{
    struct Row {
        std::string_view sentence;
        std::vector<std::string> kinds;
    };
    for (auto const& row : std::vector<Row> {
             { "40 pieces are missing and some lamps arrived damaged.", { "quantity", "damaged" } },
             { "The goods never arrived.", { "not_received" } },
             { "We have not received the goods.", { "not_received" } },
             { "We have not received your payment.", {} },
             { "The order has not been shipped yet.", { "not_shipped" } },
             { "Most of the lamps are defective.", { "quality" } },
             { "The bags are fakes.", { "counterfeit" } },
             { "It is not as described.", { "quality", "wrong_goods" } },
             { "There is no damage and nothing is broken into.", { "damaged" } },
             { "The goods are not damaged.", {} },
             { "If the goods are damaged, the buyer shall tell us.", {} },
             { "货物破损，还少发了20件。", { "quantity", "damaged" } },
             { "至今没有收到货。", { "not_received" } },
             { "货物没有破损。", {} },
             { "如有破损，请联系我们。", {} },
             { "We will replace the broken ones.", {} },
             { "供应商一直没发货。", { "not_shipped" } },
             { "货不对板", { "wrong_goods" } },
         })
        EXPECT_EQ(words(problems_in(row.sentence)), row.kinds) << row.sentence;
}

TEST(Cues, names_are_the_same_without_their_legal_form)
{
    EXPECT_TRUE(same_name("Qinghe Lamps Co., Ltd.", "QINGHE LAMPS"));
    EXPECT_TRUE(same_name("清河灯具有限公司", "清河灯具"));
    EXPECT_FALSE(same_name("Qinghe Lamps", "Qinghe Trading"));
    EXPECT_FALSE(same_name("Co., Ltd.", "Ltd"));
}

TEST(Sentences, are_joined_over_lines_and_say_where_they_begin)
{
    auto const sentences = sentences_of(
        { { "line 1", "We paid USD 4,800.00" }, { "line 2", "on 12 March 2026. It came to Qinghe Co. Ltd. on" },
            { "line 3", "Monday. Good." }, { "line 4", "" }, { "line 5", "第一句。第二句！" } });
    std::vector<std::string> shown;
    for (auto const& one : sentences)
        shown.push_back(one.place + "|" + one.text);
    EXPECT_THAT(shown,
        ElementsAre("line 1|We paid USD 4,800.00 on 12 March 2026.", "line 2|It came to Qinghe Co. Ltd. on Monday.",
            "line 3|Good.", "line 5|第一句。", "line 5|第二句！"));
}

TEST(Propose, labels_state_and_sentences_make_likely)
{
    EXPECT_THAT(found(text_with({ "Order No.: QH-20260312", "Seller: Qinghe Lamps Co., Ltd.", "Buyer: Probe GmbH",
                    "Product: garden lamps", "Total: USD 4,800.00", "Order date: 2026-03-01", "Ship by: 2026-04-01",
                    "Trade terms: FOB Ningbo" })),
        ElementsAre("order.number=QH-20260312", "order.date=2026-03-01", "order.value=4800.00 USD",
            "order.goods=garden lamps", "order.incoterm=FOB Ningbo", "order.ship_by=2026-04-01",
            "supplier.name=Qinghe Lamps Co., Ltd.", "buyer.name=Probe GmbH"));
}

TEST(Propose, payments_of_sentences_have_their_own_days)
{
    EXPECT_THAT(
        found(text_with({ "We paid a deposit of USD 1,440.00 on 1 March 2026 and the balance of USD 3,360.00 on",
            "20 March 2026 by bank transfer through Trade Assurance." })),
        ElementsAre("payments[0].date~2026-03-01", "payments[0].amount~1440.00 USD", "payments[0].purpose~deposit",
            "payments[0].method~wire", "payments[0].through_platform~true", "payments[1].date~2026-03-20",
            "payments[1].amount~3360.00 USD", "payments[1].purpose~balance", "payments[1].method~wire",
            "payments[1].through_platform~true"));
}

TEST(Propose, the_same_payment_told_twice_is_one)
{
    EXPECT_THAT(found(text_with({ "We paid USD 1,440.00.", "", "As said, we paid USD 1,440.00 on 1 March 2026.", "",
                    "We paid USD 1,440.00 on 2 March 2026." })),
        ElementsAre("payments[0].date~2026-03-01", "payments[0].amount~1440.00 USD", "payments[1].date~2026-03-02",
            "payments[1].amount~1440.00 USD"));
}

TEST(Propose, what_can_be_read_two_ways_is_not_guessed_and_what_settles_it_is_used)
{
    EXPECT_THAT(found(text_with({ "Paid on: 03/04/2026", "Amount paid: $480.00" })),
        ElementsAre("payments[0].date?2026-04-03|2026-03-04",
            "payments[0].amount?480.00 USD|480.00 CAD|480.00 AUD|480.00 HKD|480.00 SGD"));
    EXPECT_THAT(found(text_with(
                    { "Paid on: 03/04/2026", "Order date: 25/03/2026", "Amount paid: $480.00", "Total: USD 480.00" })),
        ElementsAre("order.date=2026-03-25", "order.value=480.00 USD", "payments[0].date~2026-04-03",
            "payments[0].amount~480.00 USD"));
    EXPECT_THAT(
        found(text_with({ "Order No.: QH-1001", "Order No.: QH-1002" })), ElementsAre("order.number?QH-1001|QH-1002"));
}

TEST(Propose, the_payee_is_compared_with_the_supplier)
{
    auto const with = [](std::string const& payee) {
        return found(
            text_with({ "Seller: Qinghe Lamps Co., Ltd.", "Amount paid: USD 480.00", "Beneficiary: " + payee }));
    };
    EXPECT_THAT(with("QINGHE LAMPS CO LTD"), Contains("payments[0].payee~supplier_company"));
    EXPECT_THAT(with("Beihai Trading Limited"), Contains("payments[0].payee~third_party_company"));
    EXPECT_THAT(with("Wang Xiaoming"), Contains("payments[0].payee~personal"));
}

TEST(Propose, who_writes_is_told_by_how_he_speaks)
{
    EXPECT_THAT(
        found(mail({ "We ordered 500 lamps." })), ElementsAre("supplier.name~Lily Muster", "buyer.name~Anna Probe"));
    EXPECT_THAT(found(mail({ "We have shipped your order on 12 March 2026.", "We will refund you." })),
        UnorderedElementsAre("delivery.state~shipped", "delivery.shipped_on~2026-03-12", "supplier.name~Anna Probe",
            "buyer.name~Lily Muster", "communication.supplier_promise~true"));
    EXPECT_THAT(found(mail({ "Good morning." })),
        ElementsAre("supplier.name?Anna Probe|Lily Muster", "buyer.name?Anna Probe|Lily Muster"));
}

TEST(Propose, a_promise_counts_only_from_the_supplier)
{
    EXPECT_THAT(found(mail({ "We ordered lamps. We will repair them ourselves." })),
        Not(Contains(testing::HasSubstr("supplier_promise"))));
    EXPECT_THAT(found(mail({ "We will refund the freight." })), Contains("communication.supplier_promise?true"));
}

TEST(Propose, the_goods_have_days_and_a_state)
{
    EXPECT_THAT(found(text_with(
                    { "The goods arrived on 20 March 2026.", "They promised to ship no later than 1 March 2026." })),
        ElementsAre("order.ship_by~2026-03-01", "delivery.state~delivered", "delivery.delivered_on~2026-03-20"));
    EXPECT_THAT(found(text_with({ "货物已于2026年3月2日发货。" })),
        ElementsAre("delivery.state~shipped", "delivery.shipped_on~2026-03-02"));
}

TEST(Propose, of_a_table_with_several_orders_one_is_chosen)
{
    Text text;
    text.medium = Medium::table;
    text.tables.push_back({ { "Order ID", "Product", "Total", "Currency", "Date paid", "Payment date" },
        { { "row 2", { "QH-1001", "lamps", "480.00", "USD", "", "2026-03-01" } },
            { "row 3", { "QH-1002", "chairs", "90.00", "EUR", "", "2026-03-02" } },
            { "row 4", { "QH-1001", "lamps", "480.00", "USD", "", "2026-03-01" } } } });
    auto const records = records_of(text);
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].says, "QH-1001 · lamps · 480.00");
    EXPECT_EQ(records[0].rows.size(), 2u);
    EXPECT_THAT(found(text), ElementsAre());
    EXPECT_THAT(found(text, 1),
        ElementsAre(
            "order.number=QH-1002", "order.value=90.00 EUR", "order.goods=chairs", "payments[0].date=2026-03-02"));
}

TEST(Propose, says_why_in_both_languages)
{
    for (auto const& one : propose(text_with({ "Order No.: QH-1001", "Paid on: 03/04/2026" }))) {
        for (auto const& candidate : one.candidates) {
            EXPECT_FALSE(because(candidate, Language::en).empty()) << one.fact;
            EXPECT_FALSE(because(candidate, Language::zh).empty()) << one.fact;
            EXPECT_FALSE(candidate.place.empty()) << one.fact;
            EXPECT_FALSE(candidate.passage.empty()) << one.fact;
        }
    }
}

} // namespace recourse::intake
