#include "core/claim/receivable.hpp"

namespace recourse::claim {

std::optional<Money> owed_in(Event const& event)
{
    return std::visit(
        [](auto const& one) -> std::optional<Money> {
            if constexpr (requires { one.owed_by_buyer; })
                return one.owed_by_buyer;
            else
                return std::nullopt;
        },
        event);
}

std::vector<escrow::Transfer> transfers(State const& before, Event const& event)
{
    auto const owed = owed_in(event);
    if (!owed || *owed == before.owed_by_buyer)
        return {};
    auto const currency = owed->currency;
    auto const receivable = escrow::owed_by(before.buyer, currency);
    auto const due = escrow::repayment_due(before.order, currency);
    auto const more = *owed - before.owed_by_buyer;
    if (more.minor > 0)
        return { { receivable, due, more } };
    return { { due, receivable, -more } };
}

} // namespace recourse::claim
