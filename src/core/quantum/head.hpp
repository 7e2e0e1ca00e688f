#pragma once

#include "core/quantum/law.hpp"
#include "core/quantum/ledger.hpp"
#include "core/quantum/text.hpp"

#include <array>
#include <cstdint>

namespace recourse::quantum {

/// What is claimed. Stored: don't renumber.
enum class Head : std::uint8_t {
    price_refund = 1,
    price_reduction = 2,
    damages = 3,
    lost_profit = 4,
    substitute_purchase = 5,
    freight = 6,
    inspection = 7,
    storage = 8,
    liquidated_damages = 9,
    deposit_doubled = 10,
    preservation_cost = 11,
    notary = 12,
    translation = 13,
    legal_costs = 14,
    forum_fee = 15, ///< of a court or an arbitral institution
    enforcement_fee = 16,
};

inline constexpr std::array all_heads { Head::price_refund, Head::price_reduction, Head::damages, Head::lost_profit,
    Head::substitute_purchase, Head::freight, Head::inspection, Head::storage, Head::liquidated_damages,
    Head::deposit_doubled, Head::preservation_cost, Head::notary, Head::translation, Head::legal_costs, Head::forum_fee,
    Head::enforcement_fee };

/// "price_refund": the head's name in data, and the key of its lines.
std::string_view key(Head);
Text word(Head);
/// Against which part a payment on it is set: costs of pursuing the claim, or principal.
Part part_of(Head);
/// Is it loss from the breach, which agreed damages or a doubled deposit stand in for (Civil Code arts. 585, 588)?
bool is_loss(Head);
/// The text on which the head rests.
law::SourceRef basis_of(Head);

} // namespace recourse::quantum
