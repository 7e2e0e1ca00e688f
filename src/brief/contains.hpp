#pragma once

#include <algorithm>
#include <functional>
#include <ranges>

namespace recourse::brief {

/// std::ranges::contains, which the standard library here does not have yet.
template <class Range, class T, class Projection = std::identity>
bool contains(Range const& all, T const& one, Projection projection = {})
{
    return std::ranges::find(all, one, projection) != std::ranges::end(all);
}

} // namespace recourse::brief
