#pragma once

#include "core/quantum/statement.hpp"
#include "core/quantum/vectors_test.hpp"

#include <fmt/format.h>

// A whole claim for tests: power banks for USD 48,000, a fifth of them bad, the rest never sent.

namespace recourse::quantum {

inline Item item(std::string id, Head head, Measure measure)
{
    Item result;
    result.id = std::move(id);
    result.head = head;
    result.measure = std::move(measure);
    result.evidence = { "E1" };
    result.foreseen = { "E9" };
    result.mitigation = { "other goods were bought at once", "已立即另行采购" };
    return result;
}

inline time::RateTable exchange_rates()
{
    time::RateTable rates;
    auto const add = [&](std::string_view rate, std::string_view on) {
        (void)rates.add(
            { usd, cny, *parse_ratio(rate), day(on), "central parity, China Foreign Exchange Trade System" });
    };
    add("7.1000", "2025-06-02");
    add("7.0500", "2025-12-01");
    add("7.0000", "2026-11-02");
    return rates;
}

inline Particulars particulars(std::vector<Item> items, std::vector<Receipt> receipts = {})
{
    Particulars given;
    given.title = { "Northwind GmbH against Shenzhen Lumen Co., Ltd.", "北风有限公司诉深圳流明有限公司" };
    given.currency = usd;
    given.as_of = day("2026-11-30");
    given.paid = dollars(48'000);
    given.items = std::move(items);
    given.receipts = std::move(receipts);
    given.terms.rates = loan_prime_rate();
    given.terms.source.document = "lpr";
    given.terms.source.title = "One-year loan prime rate";
    given.terms.source.mark = "secondary";
    given.rates = exchange_rates();
    return given;
}

inline Receipt receipt(std::string id, Via via, std::string_view on, Money amount)
{
    Receipt result;
    result.id = std::move(id);
    result.via = via;
    result.date = day(on);
    result.amount = amount;
    result.evidence = { "E20" };
    return result;
}

/// One that has nearly everything in it.
inline Particulars full_claim()
{
    auto refund = item("price", Head::price_refund, Stated { dollars(40'000) });
    refund.what = { "Refund for the 8,000 power banks never sent", "返还未发货8,000台移动电源的货款" };
    refund.interest_from = day("2025-04-01");
    refund.evidence = { "E1", "E3" };
    refund.clause = "clause 9.2";
    auto reduction = item("reduction", Head::price_reduction, ValueGap { dollars(9'600), dollars(3'000), {} });
    reduction.interest_from = day("2025-06-20");
    reduction.note = { "market values from the inspector's report, page 4", "市场价值见检验报告第4页" };
    auto instead = item("instead", Head::substitute_purchase, Bought { dollars(45'500), dollars(40'000), false });
    instead.beside = { "reduction" };
    auto profit = item("profit", Head::lost_profit, Stated { dollars(6'000) });
    profit.off = { { Off::saved, dollars(1'000), { "packing", "包装" } } };
    profit.foreseen.clear();
    profit.mitigation = {};
    auto penalty = item("penalty", Head::liquidated_damages,
        Agreed { dollars(48'000), *parse_ratio("0.005"), Per::day, 90, dollars(14'400), false });
    penalty.clause = "clause 11";
    penalty.covers = { "instead", "profit" };
    auto deposit = item("deposit", Head::deposit_doubled, Deposit { dollars(14'400), dollars(48'000), true, true });
    auto fee = item("cietac", Head::forum_fee, Stated { money("34000.00 CNY") });
    fee.arises = day("2026-05-06");
    auto lawyer = item("lawyer", Head::legal_costs, Stated { money("30000.00 CNY") });
    lawyer.arises = day("2026-05-06");
    lawyer.evidence.clear();
    auto given = particulars({ refund, reduction, instead, profit, penalty, deposit, fee, lawyer },
        { receipt("refund-1", Via::platform_refund, "2025-12-01", dollars(5'000)),
            receipt("part-1", Via::part_payment, "2026-08-03", money("70000.00 CNY")) });
    given.receipts[1].on = "reduction";
    given.receipts[1].to = Part::principal;
    return given;
}

} // namespace recourse::quantum
