#pragma once

#include <algorithm>
#include <vector>

namespace recourse::render {

/// Sorts by key and keeps the order of equal ones. For the short lists of a page: insertion, no memory of its own.
template <class T, class Key>
void sort_keeping_order(std::vector<T>& list, Key key)
{
    for (auto at = list.begin(); at != list.end(); ++at)
        std::rotate(std::upper_bound(list.begin(), at, key(*at),
                        [&](auto const& wanted, T const& other) { return wanted < key(other); }),
            at, at + 1);
}

} // namespace recourse::render
