#pragma once

#include "core/quantum/distribution.hpp"
#include "core/quantum/fee_budget.hpp"
#include "core/quantum/judgment.hpp"
#include "core/quantum/statement.hpp"

#include <string>

// The results as plain text, of at most 100 columns where none are said.

namespace recourse::quantum {

/// Lines with their formulas, sums in both currencies, the other way of counting interest, what is not claimed and why,
/// warnings, exchange rates.
std::string printed(Statement const&, Language, std::size_t columns = 100);
/// Lines with their formulas, sums, what a day more adds.
std::string printed(JudgmentStatement const&, Language);
/// Each fee with when it is due and who bears it, and what has to be advanced.
std::string printed(FeeBudget const&, Language);
/// Every line of the account, what goes back, what is not reached.
std::string printed(FinalAccount const&, Language);

} // namespace recourse::quantum
