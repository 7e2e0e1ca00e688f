#include "core/quantum/statement_test.hpp"

#include "core/quantum/print.hpp"
#include "tests/golden.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace recourse::quantum {

namespace {

Line const& line_of(Statement const& stated, std::string_view id, LineKind kind = LineKind::head)
{
    for (auto const& line : stated.lines)
        if (line.id == id && line.kind == kind)
            return line;
    ADD_FAILURE() << "no line " << id;
    return stated.lines.front();
}

std::vector<std::string> warned(Statement const& stated)
{
    std::vector<std::string> ids;
    for (auto const& warning : stated.warnings)
        ids.push_back(warning.item.empty() ? warning.id : warning.id + " " + warning.item);
    return ids;
}

std::vector<std::string> excluded(Statement const& stated)
{
    std::vector<std::string> lines;
    for (auto const& each : stated.exclusions)
        lines.push_back(
            fmt::format("{} {} by {}: {}", each.item, amount_text(each.amount), each.by, each.source.clause));
    return lines;
}

std::vector<std::string> faults_of(Particulars const& given)
{
    std::vector<std::string> lines;
    auto const stated = statement(given);
    if (stated)
        return { "no fault" };
    for (auto const& fault : stated.error()) {
        EXPECT_FALSE(fault.says.zh.empty() || fault.remedy.en.empty() || fault.remedy.zh.empty()) << fault.at;
        lines.push_back(fault.at + ": " + fault.says.en);
    }
    return lines;
}

} // namespace

TEST(Statement, in_both_languages_as_counsel_reads_it)
{
    auto const stated = statement(full_claim());
    ASSERT_TRUE(stated);
    expect_golden("quantum/statement.en.txt", printed(*stated, Language::en));
    expect_golden("quantum/statement.zh.txt", printed(*stated, Language::zh));
}

TEST(Statement, sources_are_cited_in_the_language_of_the_reader)
{
    EXPECT_EQ(
        law::cited(law::civil_code("arts. 586, 587"), Language::en), "Civil Code, Contracts, arts. 586, 587 [primary]");
    EXPECT_EQ(law::cited(law::civil_code("arts. 586, 587"), Language::zh), "民法典合同编第586、587条［原文］");
    EXPECT_EQ(law::cited(law::inferred(law::sale("art. 18(4)")), Language::zh), "买卖合同司法解释第18条第4款［推断］");
    EXPECT_EQ(law::cited(law::delay("arts. 1 to 5"), Language::zh), "迟延履行期间债务利息司法解释第1至5条［原文］");
    EXPECT_EQ(law::cited(law::unsourced("to be checked · 待查"), Language::zh), "待查［未核实］");
    EXPECT_EQ(law::cited({}, Language::en), "none []");
}

TEST(Statement, a_plain_refund_with_interest_in_both_modes)
{
    auto refund = item("price", Head::price_refund, Stated { yuan(1'000'000) });
    refund.interest_from = day("2024-07-01");
    auto given = particulars({ refund });
    given.currency = cny;
    given.paid = yuan(1'000'000);
    given.as_of = day("2025-07-01");
    auto const stated = statement(given);
    ASSERT_TRUE(stated);
    EXPECT_EQ(to_string(stated->sums.interest), "47564.38 CNY");
    EXPECT_EQ(to_string(stated->other.interest), "51750.00 CNY");
    EXPECT_EQ(stated->other.mode, Mode::at_breach);
    EXPECT_EQ(to_string(stated->sums.total), "1047564.38 CNY");
    EXPECT_EQ(to_string(stated->other.total), "1051750.00 CNY");
    // 1,000,000 x 4.5 % / 365
    EXPECT_EQ(to_string(stated->sums.interest_a_day), "123.29 CNY");
    EXPECT_EQ(stated->rmb.total, stated->sums.total);
    EXPECT_TRUE(stated->rates.empty());

    given.terms.mode = Mode::at_breach;
    given.terms.year = route::YearDays::d360;
    auto const short_year = statement(given);
    EXPECT_EQ(to_string(short_year->other.interest), "48225.00 CNY");
}

TEST(Statement, an_older_day_can_be_had_again)
{
    auto given = full_claim();
    given.as_of = day("2025-12-01");
    auto const stated = statement(given);
    ASSERT_TRUE(stated);
    EXPECT_EQ(to_string(stated->sums.received), "5000.00 USD");
    EXPECT_THAT(excluded(*stated), testing::Contains("cietac 4822.70 by : "));
    // No receipt of that day or before is missing, no later one is in.
    EXPECT_EQ(std::ranges::count(stated->lines, LineKind::receipt, &Line::kind), 1);
}

TEST(Statement, agreed_damages_stand_for_the_loss_and_only_the_greater_is_claimed)
{
    auto penalty = item("penalty", Head::liquidated_damages, Stated { dollars(10'000) });
    auto damages = item("damages", Head::damages, Stated { dollars(7'000) });
    auto freight = item("freight", Head::freight, Stated { dollars(5'000) });
    auto stated = statement(particulars({ penalty, damages, freight }));
    EXPECT_EQ(to_string(stated->sums.total), "12000.00 USD");
    EXPECT_THAT(excluded(*stated),
        testing::ElementsAre("damages 7000.00 by penalty: art. 585", "freight 3000.00 by penalty: art. 585"));
    EXPECT_THAT(warned(*stated), testing::Not(testing::Contains("ld-over-130 penalty")));

    penalty.measure = Stated { dollars(15'601) };
    stated = statement(particulars({ penalty, damages, freight }));
    EXPECT_EQ(to_string(stated->sums.total), "15601.00 USD");
    EXPECT_THAT(warned(*stated), testing::Contains("ld-over-130 penalty"));
    EXPECT_EQ(to_string(stated->penalties[0].most), "15600.00 USD");

    penalty.covers = { "freight" };
    EXPECT_EQ(to_string(statement(particulars({ penalty, damages, freight }))->sums.total), "22601.00 USD");
    penalty.covers.clear();
    EXPECT_THAT(warned(*statement(particulars({ penalty }))), testing::Contains("ld-without-loss penalty"));
}

TEST(Statement, of_deposit_and_agreed_damages_one_is_chosen)
{
    auto const deposit
        = item("deposit", Head::deposit_doubled, Deposit { dollars(9'000), dollars(48'000), true, false });
    auto const penalty = item("penalty", Head::liquidated_damages, Stated { dollars(5'000) });
    auto const damages = item("damages", Head::damages, Stated { dollars(12'000) });
    auto given = particulars({ deposit, penalty, damages });
    auto stated = statement(given);
    // 9,000 back, 9,000 once more, damages beyond those.
    EXPECT_EQ(to_string(stated->sums.total), "21000.00 USD");
    EXPECT_THAT(excluded(*stated),
        testing::ElementsAre("penalty 5000.00 by deposit: art. 588", "damages 9000.00 by deposit: art. 588"));
    given.choice = Choice::liquidated_damages;
    stated = statement(given);
    EXPECT_EQ(to_string(stated->sums.total), "21000.00 USD");
    EXPECT_THAT(excluded(*stated),
        testing::ElementsAre("deposit 9000.00 by penalty: art. 588", "damages 5000.00 by penalty: art. 585"));
}

TEST(Statement, a_deposit_is_a_fifth_at_most_and_only_where_it_is_one)
{
    auto deposit = item("deposit", Head::deposit_doubled, Deposit { dollars(14'400), dollars(48'000), true, false });
    auto stated = statement(particulars({ deposit }));
    EXPECT_EQ(to_string(stated->sums.total), "24000.00 USD");
    EXPECT_THAT(warned(*stated), testing::ElementsAre("deposit-over-20 deposit"));
    deposit.measure = Deposit { dollars(14'400), dollars(48'000), false, false };
    stated = statement(particulars({ deposit }));
    EXPECT_EQ(to_string(stated->sums.total), "14400.00 USD");
    EXPECT_EQ(line_of(*stated, "deposit").source.clause, "art. 67");
    EXPECT_THAT(warned(*stated), testing::ElementsAre("deposit-without-character deposit"));
}

TEST(Statement, the_price_comes_back_once)
{
    auto const refund = item("price", Head::price_refund, Stated { dollars(40'000) });
    auto const again = item("again", Head::price_refund, Stated { dollars(10'000) });
    auto const deposit
        = item("deposit", Head::deposit_doubled, Deposit { dollars(9'000), dollars(48'000), true, false });
    auto const reduction = item("less", Head::price_reduction, ValueGap { dollars(9'000), dollars(3'000), {} });
    auto const stated = statement(particulars({ refund, again, deposit, reduction }));
    // 48,000 was paid: it comes back once, and the deposit once more, beyond which the reduction does not go.
    EXPECT_EQ(to_string(stated->sums.total), "57000.00 USD");
    EXPECT_THAT(excluded(*stated),
        testing::ElementsAre(
            "again 2000.00 by : art. 566", "deposit 9000.00 by : art. 566", "less 6000.00 by price: arts. 566, 582"));

    auto const unpaid
        = item("less", Head::price_reduction, ValueGap { dollars(60'000), dollars(40'000), dollars(55'000) });
    auto const part = statement(particulars({ unpaid }));
    EXPECT_EQ(to_string(part->sums.total), "13000.00 USD");
    EXPECT_THAT(excluded(*part), testing::ElementsAre("less 7000.00 by : art. 17"));
}

TEST(Statement, goods_kept_at_a_lower_price_or_others_bought)
{
    auto const reduction = item("less", Head::price_reduction, ValueGap { dollars(9'000), dollars(3'000), {} });
    auto instead = item("instead", Head::substitute_purchase, Bought { dollars(14'000), dollars(9'000), true });
    EXPECT_THAT(excluded(*statement(particulars({ reduction, instead }))),
        testing::ElementsAre("instead 5000.00 by less: art. 60"));
    instead.measure = Bought { dollars(16'000), dollars(9'000), false };
    EXPECT_THAT(excluded(*statement(particulars({ reduction, instead }))),
        testing::ElementsAre("less 6000.00 by instead: art. 60"));
    instead.beside = { "less" };
    EXPECT_EQ(to_string(statement(particulars({ reduction, instead }))->sums.total), "13000.00 USD");
}

TEST(Statement, what_is_missing_is_warned_of)
{
    auto damages = item("damages", Head::damages, Stated { dollars(1'000) });
    damages.foreseen.clear();
    damages.mitigation = {};
    damages.evidence.clear();
    auto const lawyer = item("lawyer", Head::legal_costs, Stated { dollars(500) });
    auto given = particulars({ damages, lawyer }, { receipt("r1", Via::insurance, "2026-01-01", dollars(2'000)) });
    given.receipts[0].to = Part::principal;
    EXPECT_THAT(warned(*statement(given)),
        testing::ElementsAre("foreseeability-not-shown damages", "mitigation-not-shown damages", "no-evidence damages",
            "legal-costs-not-agreed lawyer", "appropriation-not-agreed r1", "insurance-takes-over r1", "overpaid"));
    EXPECT_EQ(to_string(statement(given)->sums.total), "-500.00 USD");
}

TEST(Statement, a_receipt_in_another_currency_counts_at_the_rate_of_its_day)
{
    auto refund = item("price", Head::price_refund, Stated { dollars(40'000) });
    auto const stated
        = statement(particulars({ refund }, { receipt("r1", Via::part_payment, "2025-12-05", money("70500.00 CNY")) }));
    EXPECT_EQ(to_string(line_of(*stated, "r1", LineKind::receipt).sum), "-10000.00 USD");
    EXPECT_EQ(to_string(stated->rmb.total), "210000.00 CNY");
    EXPECT_EQ(to_string(line_of(*stated, "price").open), "30000.00 USD");
}

TEST(Statement, every_fault_at_once_with_its_place)
{
    auto refund = item("price", Head::price_refund, Stated { dollars(-1) });
    refund.interest_from = day("2019-01-01");
    refund.covers = { "nothing" };
    auto twice = item("price", Head::damages, ValueGap { dollars(1), dollars(1), {} });
    auto gap = item("gap", Head::price_reduction, ValueGap { dollars(1), yuan(1), {} });
    auto odd
        = item("odd id", Head::liquidated_damages, Agreed { dollars(1), Ratio::whole(2), Per::once, 3, {}, false });
    odd.off = { { Off::gain, dollars(1), {} } };
    auto late = item("late", Head::forum_fee, Stated { money("5.000 KWD") });
    late.arises = day("2026-01-02");
    late.interest_from = day("2026-01-01");
    auto given
        = particulars({ refund, twice, gap, odd, late }, { receipt("late", Via::set_off, "2026-01-01", dollars(0)) });
    given.receipts[0].on = "no-such";
    given.paid.reset();
    given.terms.uplift = Ratio::whole(2);
    EXPECT_THAT(faults_of(given),
        testing::ElementsAre("terms.uplift: no share from 0 to 1", "paid: what was paid of the price is not known",
            "items[1] (price).id: 'price' is used twice", "items[3].id: no id of letters, digits and hyphens",
            "items[0] (price).covers: there is no item 'nothing'",
            "items[0] (price).interest_from: no rate is recorded for 2019-01-01",
            "items[4] (late).interest_from: interest would run before the cost arose",
            "receipts[0] (late).id: 'late' is used twice", "receipts[0] (late).amount: no amount above zero",
            "receipts[0] (late).on: there is no item 'no-such'",
            "items[0] (price).amount: no amount of a currency from zero up",
            "items[1] (price).measure: 'damages' is not measured this way", "items[2] (gap).delivered: CNY beside USD",
            "items[3].share: no share from 0 to 1 with at most six digits", "items[3].units: no count of days or weeks",
            "items[3].off: only a loss is reduced", "items[4] (late): no exchange rate is recorded from KWD to USD"));
    EXPECT_THAT(faults_of(particulars({})), testing::ElementsAre("items: nothing is claimed"));
    EXPECT_THAT(faults_of(particulars(std::vector<Item>(501, item("a", Head::freight, Stated { dollars(1) })))),
        testing::ElementsAre("items: more than 500 items"));
}

TEST(Statement, sums_beyond_all_amounts_are_faults_and_no_abort)
{
    auto const most = Money { amount_minor_max, usd };
    auto given = particulars({ item("a", Head::freight, Stated { most }), item("b", Head::storage, Stated { most }) });
    EXPECT_THAT(faults_of(given), testing::Contains("items: together they are too large"));
    given = particulars({ item("a", Head::freight, Stated { most }) });
    EXPECT_THAT(faults_of(given), testing::Contains("rates: USD 10,000,000,000,000.00 is too large in CNY"));
}

namespace {

Particulars any_claim()
{
    std::vector<Item> items;
    auto const count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
        auto const amount = dollars(*rc::gen::inRange(0, 20'000));
        auto const id = fmt::format("i{}", i);
        auto const kind = *rc::gen::inRange(0, 6);
        auto each = kind == 0 ? item(id, Head::price_refund, Stated { amount })
            : kind == 1 ? item(id, Head::price_reduction, ValueGap { dollars(30'000), dollars(30'000) - amount, {} })
            : kind == 2 ? item(id, Head::liquidated_damages, Stated { amount })
            : kind == 3 ? item(id, Head::deposit_doubled, Deposit { amount, dollars(48'000), true, false })
            : kind == 4 ? item(id, Head::forum_fee, Stated { { amount.minor * 7, cny } })
                        : item(id, Head::damages, Stated { amount });
        if (*rc::gen::arbitrary<bool>())
            each.interest_from = day("2025-01-01").plus_days(*rc::gen::inRange(0, 500));
        items.push_back(std::move(each));
    }
    std::vector<Receipt> receipts;
    auto const paid = *rc::gen::inRange(0, 4);
    for (int i = 0; i < paid; ++i) {
        receipts.push_back(
            receipt(fmt::format("r{}", i), Via::part_payment, "2025-07-01", dollars(*rc::gen::inRange(1, 9'000))));
        receipts.back().date = receipts.back().date.plus_days(*rc::gen::inRange(0, 500));
    }
    return particulars(std::move(items), std::move(receipts));
}

} // namespace

RC_GTEST_PROP(Statement, the_total_is_the_sum_of_the_lines_in_both_currencies, ())
{
    auto const stated = *statement(any_claim());
    Money sum { 0, usd }, rmb { 0, cny };
    for (auto const& line : stated.lines) {
        sum = sum + line.sum;
        rmb = rmb + line.rmb;
    }
    RC_ASSERT(sum == stated.sums.total);
    RC_ASSERT(rmb == stated.rmb.total);
    RC_ASSERT(stated.sums.heads + stated.sums.interest - stated.sums.received == stated.sums.total);
    // What is open line by line, less what was paid over, is the total too.
    Money open { 0, usd };
    for (auto const& line : stated.lines)
        open = open + line.open;
    RC_ASSERT(open == max(stated.sums.total, Money { 0, usd }));
}

RC_GTEST_PROP(Statement, a_receipt_more_never_raises_what_is_open, ())
{
    auto given = any_claim();
    auto const before = statement(given)->sums.total;
    given.receipts.push_back(receipt("more", Via::chargeback, "2025-07-01",
        { *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 5), rc::gen::inRange<std::int64_t>(1, 900'000)), usd }));
    given.receipts.back().date = day("2025-03-01").plus_days(*rc::gen::inRange(0, 700));
    RC_ASSERT(statement(given)->sums.total.minor <= before.minor);
}

RC_GTEST_PROP(Statement, nothing_counts_for_more_than_was_measured_or_for_less_than_nothing, ())
{
    auto const given = any_claim();
    auto const stated = *statement(given);
    for (auto const& line : stated.lines) {
        if (line.kind != LineKind::head)
            continue;
        auto off = line.sum;
        for (auto const& each : stated.exclusions)
            if (each.item == line.id)
                off = off + each.amount;
        RC_ASSERT(line.sum.minor >= 0);
        RC_ASSERT(off == given.rates.convert(line.own, usd, given.as_of)->amount);
    }
}

RC_GTEST_PROP(Statement, a_head_more_never_lowers_the_total, ())
{
    auto given = any_claim();
    auto const before = statement(given)->sums.heads;
    given.items.push_back(item("more", Head::damages, Stated { dollars(*rc::gen::inRange(0, 20'000)) }));
    RC_ASSERT(statement(given)->sums.heads.minor >= before.minor);
}

} // namespace recourse::quantum
