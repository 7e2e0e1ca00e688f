#include "app/postings.hpp"

#include "app/projection.hpp"
#include "base/check.hpp"
#include "core/claim/receivable.hpp"

namespace recourse::app {

std::span<escrow::Transfer const> transfers_of(codec::Happening const& what)
{
    using None = std::span<escrow::Transfer const>;
    return std::visit(match {
                          [](order::Event const& event) { return order::transfers(event); },
                          [](remittance::Event const& event) { return remittance::transfers(event); },
                          [](movement::Event const& event) { return movement::transfers(event); },
                          [](codec::Refused const&) { return None {}; },
                          [](codec::AlreadySo const&) { return None {}; },
                          [](party::Event const&) { return None {}; },
                          [](claim::Event const&) { return None {}; },
                          [](standing::Event const&) { return None {}; },
                          [](statement::Event const&) { return None {}; },
                          [](payout::Event const&) { return None {}; },
                          [](edition::Event const&) { return None {}; },
                          [](evidence::Event const&) { return None {}; },
                          [](matter::Event const&) { return None {}; },
                      },
        what);
}

std::vector<escrow::Transfer> owed_on(AnyAggregate const& before, codec::Happening const& what)
{
    auto const* event = std::get_if<claim::Event>(&what);
    auto const* claim = std::get_if<Aggregate<claim::State>>(&before);
    return event == nullptr || claim == nullptr ? std::vector<escrow::Transfer> {}
                                                : claim::transfers(claim->state, *event);
}

store::Read<std::vector<Leg>> legs_of(store::Store& store, store::Event const& event, codec::Stored const& stored)
{
    std::vector<Leg> legs;
    auto const take = [&](std::span<escrow::Transfer const> transfers) {
        for (auto const& transfer : transfers) {
            if (!is_posted(transfer))
                continue;
            legs.push_back({ transfer.debit, transfer.amount.minor, 0 });
            legs.push_back({ transfer.credit, 0, transfer.amount.minor });
        }
    };
    take(transfers_of(stored.what));
    auto const* of_claim = std::get_if<claim::Event>(&stored.what);
    if (of_claim != nullptr && claim::owed_in(*of_claim)) {
        auto const before = RECOURSE_TRY(load_before(store, event));
        take(owed_on(before, stored.what));
    }
    return legs;
}

} // namespace recourse::app
