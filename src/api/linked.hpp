#pragma once

#include "api/replies.hpp"
#include "core/standing/state.hpp"

#include <vector>

namespace recourse::api {

/// What the confirmed links of a supplier mean for its limit.
struct Linked {
    Money wanted_back; ///< by the pool of the accounts at their other ends, in the currency of the limits
    std::vector<store::Sequence> latest; ///< events of these accounts
};
inline Linked linked_of(Desk& desk, standing::State const& supplier)
{
    Linked all;
    for (auto const other : standing::linked(supplier)) {
        auto const there = peek<standing::State>(desk, { codec::Subject::standing, other.number });
        all.wanted_back = all.wanted_back + standing::wanted_back(there.state);
        all.latest.push_back(there.last);
    }
    return all;
}

} // namespace recourse::api
