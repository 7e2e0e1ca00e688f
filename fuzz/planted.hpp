#pragma once

#include "codec/tree.hpp"

#include <algorithm>
#include <cstdlib>

namespace recourse::fuzz {

/// Where the build plants bugs: ends the program when the condition holds, which the fuzzer has to bring about by
/// finding its way through the reader. Otherwise nothing.
inline void planted(bool found)
{
#if RECOURSE_PLANTED_BUG
    if (found)
        std::abort();
#else
    static_cast<void>(found);
#endif
}

/// A list at the top that holds something else than objects, which no seed has: the planted bug of JSON.
inline bool list_of_values(codec::Node const& root)
{
    return std::ranges::any_of(root.members, [](auto const& one) {
        return std::ranges::any_of(one.value.items, [](auto const& item) { return !item.is_table(); });
    });
}

/// A list of three or more at the top, which no seed has: the planted bug of TOML.
inline bool list_of_three(codec::Node const& root)
{
    return std::ranges::any_of(
        root.members, [](auto const& one) { return one.value.is_array() && one.value.items.size() >= 3; });
}

} // namespace recourse::fuzz
