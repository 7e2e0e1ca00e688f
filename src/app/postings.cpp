#include "app/postings.hpp"

#include "base/check.hpp"

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
                      },
        what);
}

std::vector<Leg> legs_of(codec::Happening const& what)
{
    std::vector<Leg> legs;
    for (auto const& transfer : transfers_of(what)) {
        if (!is_posted(transfer))
            continue;
        legs.push_back({ transfer.debit, transfer.amount.minor, 0 });
        legs.push_back({ transfer.credit, 0, transfer.amount.minor });
    }
    return legs;
}

} // namespace recourse::app
