#include "core/escrow/waterfall.hpp"

#include "base/check.hpp"

namespace recourse::escrow {

namespace {

Money at_least_nothing(Money amount)
{
    return { std::max<std::int64_t>(amount.minor, 0), amount.currency };
}

} // namespace

Money pool_free(Book const& book, Money all_recourse)
{
    return at_least_nothing(book.amount(guarantee_pool(all_recourse.currency)) - all_recourse);
}

Funded fund(Money award, Sources const& sources, Book const& book, Money pool_left)
{
    RECOURSE_ASSERT(award.minor >= 0);
    auto const currency = award.currency;
    Money const nothing { 0, currency };
    Funded result { {}, nothing, nothing, award };
    auto const owed = refund_payable(sources.order, currency);
    auto const draw = [&](Account const& from, Money available) {
        auto const taken = min(at_least_nothing(available), result.unfunded);
        if (taken.is_zero())
            return nothing;
        result.transfers.push_back({ from, owed, taken, Phase::post });
        result.paid = result.paid + taken;
        result.unfunded = result.unfunded - taken;
        return taken;
    };
    for (auto const fund : sources.funds) {
        switch (fund) {
        case Fund::held:
            draw(held(sources.order, currency), book.available(held(sources.order, currency)));
            break;
        case Fund::supplier_balance:
            draw(balance_of(sources.supplier, currency), book.available(balance_of(sources.supplier, currency)));
            break;
        case Fund::bond:
            draw(bond_of(sources.supplier, currency), book.available(bond_of(sources.supplier, currency)));
            break;
        case Fund::guarantee_pool:
            // What the pool pays is at once what the supplier owes: the receivable is debited, not the pool, which
            // loses money only when recourse is given up.
            result.by_pool = result.by_pool
                + draw(recourse_to(sources.supplier, currency),
                    min(at_least_nothing(sources.limit_left), at_least_nothing(pool_left)));
            break;
        }
    }
    return result;
}

} // namespace recourse::escrow
