#pragma once

#include "core/rules/rules.hpp"

namespace recourse::cover {

/// What the formula of a `[[limit]]` may speak of: `record`, a supplier's own record, with `orders`, `disputes`,
/// `disputes_open` and `points` (numbers), `refunded` and `recourse` (money), and `months`, the oldest first, each with
/// `age` (0: the last one in which anything happened), `orders`, `volume`, `disputes` and `refunded`.
rules::Schema const& record_schema();

/// The types of its values, fields in the order above.
rules::RecordType const& record_type();
rules::RecordType const& month_type();

} // namespace recourse::cover
