#pragma once

#include "core/intake/types.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace recourse::intake {

/// One order of a table of orders: the rows that have its number.
struct Record {
    std::string number; ///< of the order; may be empty
    std::string place; ///< of its first row
    std::string says; ///< what stands in it, for a person who chooses
    std::vector<std::size_t> rows;
};

/// The orders of all tables of a file; none where it has no table.
std::vector<Record> records_of(Text const&);

/// What the file says about the dispute. Of a file with several orders only what `record` (a position in records_of)
/// says: without it, nothing of its tables. Pure: the same text gives the same proposals.
///
/// Read are: who buys and who sells, order number, goods, sum and currency, the days of order, payment, shipment,
/// arrival and what was agreed for them, the payee and whether it is the supplier, the way and method of payment, what
/// went wrong, the platform, and what the supplier admits or promises. A day such as 03/04/2026 and a sign such as "$"
/// are never guessed: they are proposed with all their readings, unless another passage of the file settles them.
std::vector<Proposal> propose(Text const&, std::optional<std::size_t> record = std::nullopt);

/// Whether a row of cells is the head of a table that can be read: at least two of its columns are known.
bool is_head(std::vector<std::string> const& cells);

inline constexpr std::size_t payments_max = 20, problems_max = 10, records_max = 1000;

} // namespace recourse::intake
