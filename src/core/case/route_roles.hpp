#pragma once

#include <algorithm>
#include <array>
#include <string_view>

// What a route is to the others, by its pinned id.

namespace recourse::casework {

/// Arbitration or court on the merits: of these only one is pursued.
constexpr bool is_forum(std::string_view route)
{
    constexpr std::array<std::string_view, 9> forums { "cietac", "hkiac", "scia", "shiac", "icc", "other-arbitration",
        "prc-court", "hong-kong-court", "home-court" };
    return std::ranges::find(forums, route) != forums.end();
}

/// A step on the way to something else, which brings nothing by itself.
constexpr bool is_step(std::string_view route)
{
    constexpr std::array<std::string_view, 4> steps { "asset-preservation", "award-enforcement", "police-report",
        "platform-offline-complaint" };
    return std::ranges::find(steps, route) != steps.end();
}

} // namespace recourse::casework
