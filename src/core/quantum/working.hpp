#pragma once

#include "core/quantum/ledger.hpp"

#include <span>
#include <string_view>

// How a ledger came to its sums, in words.

namespace recourse::quantum {

/// "USD 40,000.00 x 4.5 % a year x 182 days / 365 = USD 897.53 (2025-06-02 to 2025-12-01, the last day not counted)".
Text sentence(Stretch const&);
/// "USD 400.00 against interest of goods".
Text sentence(Posting const&);

/// The stretches of one debt and part, one after the other, and their total where there are several, because it is
/// rounded once; empty where there are none.
Text working_of(std::span<Stretch const>, std::string_view debt, Part, Money total);

} // namespace recourse::quantum
