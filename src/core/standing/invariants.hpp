#pragma once

#include "core/standing/state.hpp"

#include <span>
#include <string_view>

// What holds of a supplier's standing whichever command ran: before, after, and the events in between.

namespace recourse::standing {

/// Points are given, carried over and cancelled by events, each at most once, and in no other way.
struct PointsAddUp {
    static constexpr std::string_view name = "points_add_up";
    bool holds(State const& before, State const& after, std::span<Event const>) const;
};

/// What orders take of the limit is the sum over them, and it grows only within what the limit and open recourse leave.
struct LimitIsNotOverdrawn {
    static constexpr std::string_view name = "limit_is_not_overdrawn";
    bool holds(State const& before, State const& after, std::span<Event const>) const;
};

/// A person stands behind each act that the rules leave to one; who took a measure does not decide the appeal against
/// it.
struct PersonsDecide {
    static constexpr std::string_view name = "persons_decide";
    bool holds(State const& before, State const& after, std::span<Event const>) const;
};

/// The name of the first of them that is broken; empty: all hold.
std::string_view broken_invariant(State const& before, State const& after, std::span<Event const>);

} // namespace recourse::standing
