#pragma once

#include "brief/claim.hpp"
#include "core/matter/state.hpp"

// The claim statement of a live matter: its heads of claim as items, what came on any route set off.

namespace recourse::brief {

/// Items, by the numbers of the heads ("head-2"), withdrawn ones left out:
/// - the price is a refund, and so is a deposit (that it comes back double has to be pleaded as an item of its own);
///   damages, lost profit and agreed damages are themselves; other heads are damages; costs are costs of the claim;
/// - interest runs on each from its `interest_from`. A head of interest is left out and told in the remarks: interest
/// is
///   worked out here, or it would be claimed twice.
/// `paid`, of the price: no more comes back; nothing: what the heads say of it. Receipts are those of the matter, as
/// they were counted in its currency; of a distribution nothing is known here.
/// An empty list of items is possible: then nothing can be stated.
Basis basis_of(matter::State const&, std::optional<Money> paid, Date as_of, quantum::Terms, time::RateTable);

} // namespace recourse::brief
