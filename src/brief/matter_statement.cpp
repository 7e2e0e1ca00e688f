#include "brief/matter_statement.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::brief {

namespace {

using matter::HeadKind;
using quantum::Via;

quantum::Head head_of(HeadKind kind)
{
    switch (kind) {
    case HeadKind::price:
    case HeadKind::deposit:
        return quantum::Head::price_refund;
    case HeadKind::lost_profit:
        return quantum::Head::lost_profit;
    case HeadKind::liquidated_damages:
        return quantum::Head::liquidated_damages;
    case HeadKind::costs:
        return quantum::Head::legal_costs;
    case HeadKind::damages:
    case HeadKind::interest:
    case HeadKind::other:
        return quantum::Head::damages;
    }
    return quantum::Head::damages;
}

Via via_of(matter::Route route)
{
    switch (route) {
    case matter::Route::platform:
        return Via::platform_refund;
    case matter::Route::chargeback:
    case matter::Route::bank_recall:
        return Via::chargeback;
    case matter::Route::settlement:
        return Via::settlement_instalment;
    case matter::Route::enforcement:
        return Via::enforcement;
    case matter::Route::insurance:
        return Via::insurance;
    case matter::Route::set_off:
        return Via::set_off;
    case matter::Route::voluntary:
    case matter::Route::other:
        return Via::part_payment;
    }
    return Via::part_payment;
}

} // namespace

Basis basis_of(
    matter::State const& state, std::optional<Money> paid, Date as_of, quantum::Terms terms, time::RateTable rates)
{
    Basis basis;
    auto& given = basis.particulars;
    given.title = { state.title, state.title };
    given.currency = state.nothing.currency;
    given.as_of = as_of;
    given.terms = std::move(terms);
    given.rates = std::move(rates);
    auto price = state.nothing;
    for (std::size_t i = 0; i < state.heads.size(); ++i) {
        auto const& [head, withdrawn] = std::tie(state.heads[i].head, state.heads[i].withdrawn);
        if (withdrawn)
            continue;
        if (head.kind == HeadKind::interest) {
            basis.remarks.push_back({ fmt::format("heads[{}]", i + 1),
                { "interest is worked out from the heads it runs on: this head is not added to it",
                    "利息按各项起息日另行计算，该项利息主张不重复计入" } });
            continue;
        }
        quantum::Item item;
        item.id = fmt::format("head-{}", i + 1);
        item.head = head_of(head.kind);
        item.measure = quantum::Stated { head.amount };
        item.interest_from = head.interest_from;
        for (auto const exhibit : head.exhibits)
            item.evidence.push_back(to_string(exhibit));
        item.note = { head.basis, head.basis };
        if (quantum::part_of(item.head) == quantum::Part::principal && item.head == quantum::Head::price_refund)
            price = price + head.amount;
        given.items.push_back(std::move(item));
    }
    given.paid = paid && paid->currency == price.currency ? max(*paid, price) : price;
    for (std::size_t i = 0; i < state.receipts.size(); ++i) {
        auto const& one = state.receipts[i];
        if (one.counted.minor > 0)
            given.receipts.push_back(
                { fmt::format("receipt-{}", i + 1), via_of(one.receipt.route), one.receipt.on, one.counted });
    }
    return basis;
}

} // namespace recourse::brief
