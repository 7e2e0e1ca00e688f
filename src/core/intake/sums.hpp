#pragma once

#include "base/money.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::intake {

/// An amount found in a text.
struct FoundSum {
    std::size_t begin = 0, end = 0; ///< bytes of the text, currency and all
    std::vector<Money> readings; ///< more than one where the sign, or the point, can be read in several ways
    std::string sign; ///< "$", "¥": not empty where it stands for several currencies
};

/// Every amount with a currency in which goods are paid between countries: "USD 4,800.00", "4 800,00 EUR", "US$4,800",
/// "人民币4800元", "4.800 €". A number without a currency is none, unless `otherwise` is given: the currency of a
/// column. "$" and "¥" alone are read as every currency that writes itself so. Of three digits behind the only point, a
/// currency of three digits has two readings; else they are thousands.
std::vector<FoundSum> find_sums(std::string_view text, std::optional<Currency> otherwise = std::nullopt);

/// The currency of all amounts of a text that name theirs beyond doubt, where it is the same.
std::optional<Currency> only_currency(std::string_view text);

} // namespace recourse::intake
