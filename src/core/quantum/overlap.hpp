#pragma once

#include "core/quantum/statement.hpp"

#include <vector>

// Nothing is claimed twice: what one item covers of another.

namespace recourse::quantum {

/// An item in the currency of the contract.
struct Claimed {
    Item const* item = nullptr;
    Money amount {}; ///< as measured, converted
    Money once {}; ///< of a deposit: what merely comes back
    Money counted {}; ///< what is left of `amount`
};

struct Overlaps {
    std::vector<Exclusion> exclusions {};
    std::vector<PenaltyMeasure> penalties {};
};

/// Takes from `counted` of each item what another covers:
/// 1. refunds of the price and deposits that come back are together at most what was paid; a reduction beside
///    them at most what is left of it, and no refund as far as the price is still unpaid; of a reduction and a
///    substitute purchase the greater counts;
/// 2. of a doubled deposit and agreed damages only one is claimed (art. 588);
/// 3. losses for which agreed damages (art. 585) or the doubling (art. 588) stand in count only beyond them, so that
///    together the greater of the two is claimed.
/// Items that name each other under `beside` do not overlap. The 130 % are measured against the losses that are left
/// after the first step.
Overlaps take_overlaps(std::vector<Claimed>&, std::optional<Money> paid, Choice);

} // namespace recourse::quantum
