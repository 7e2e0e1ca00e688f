#pragma once

#include "core/quantum/statement.hpp"

#include <string>
#include <vector>

// What is asked of the particulars before anything is worked out, and what the reader of the statement is told.

namespace recourse::quantum {

/// "items[2] (freight-1)".
std::string place_of(std::string_view list, std::size_t index, std::string const& id);

/// Everything but the measures themselves: ids, days, rates, what was paid.
Faults check(Particulars const&);

std::vector<Warning> warnings(Particulars const&, Statement const&);

} // namespace recourse::quantum
