#pragma once

#include "base/money.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace recourse::cli {

/// An amount as it is typed: "320000.00 CNY", and "CNY 320,000.00" as answers print it. Errors: a clause for the user,
/// with what was probably meant ("RMB 1000", "1000 usd") where that can be told.
std::expected<Money, std::string> read_amount(std::string_view typed);

} // namespace recourse::cli
