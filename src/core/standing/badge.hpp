#pragma once

#include "core/standing/rules.hpp"
#include "core/standing/state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace recourse::standing {

/// What stands against covering a new order, however small.
struct NoCover {
    std::string measure; ///< that is in force; empty: the supplier is on the blacklist
    std::string rule; ///< of the book, by which the measure was taken
};
/// Nothing: a new order is covered as far as the limit goes. Without rules (no edition in force) no measure stops
/// cover.
std::optional<NoCover> no_cover(State const&, Rules const*, Date on);

/// The limit that the record earns on that day. The formula is asked as if the pool wanted nothing back: that is taken
/// off day by day (open_recourse).
std::optional<Limit> earned(State const&, Rules const&, Date on);
/// The limit as it is set, or as the first order would set it, before measures lower it; nothing: without limits, or
/// none can be worked out.
std::optional<Money> limit_for_next(State const&, Rules const*, Date on);

/// What a buyer is shown beside the supplier's name.
struct Badge {
    std::optional<Money> limit; ///< as it is set, or as the first order would set it, and measures leave it
    std::optional<Money> used; ///< by orders whose cover has not ended; nothing: none was ever open
    std::optional<Money> free; ///< what an order made now would be given of it; nothing: no limit is known
    std::uint32_t open_orders = 0; ///< that are agreed and not over
    std::uint64_t points = 0;
    std::vector<std::string> measures; ///< in force
    bool blacklisted = false;
    bool covers_new_orders = true; ///< within what is free
    std::optional<Money> lowered_from {}; ///< the limit without the measures that lower it; nothing: none does
    friend bool operator==(Badge const&, Badge const&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Badge, (), (limit, used, free, open_orders, points, measures, blacklisted, covers_new_orders, lowered_from))
/// `wanted_of_linked`: what the pool wants back of linked accounts, in the currency of the limits.
Badge badge(State const&, Rules const*, Date on, Money wanted_of_linked = {});

} // namespace recourse::standing
