#pragma once

#include "base/currency.hpp"
#include "base/ratio.hpp"

#include <compare>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse {

/// An amount in the currency's minor unit (USD 1.00 = 100, JPY 1 = 1). Zero of currency none is the neutral element of
/// addition. Mixing two real currencies or leaving 64 bits in the plain operators is a bug and asserts; use the
/// checked_* forms for amounts that come from outside.
struct Money {
    std::int64_t minor = 0;
    Currency currency {};

    bool is_zero() const { return minor == 0; }
    friend bool operator==(Money const&, Money const&) = default;
};

/// No amount that comes from outside is larger: thousands of them, and shares of them, add up within 64 bits. Ten
/// million million in a currency of two digits after the point.
inline constexpr std::int64_t amount_minor_max = 1'000'000'000'000'000;

/// "48000.00 USD": digits, an optional point with exactly at most the currency's exponent of digits, one space, code.
/// Thousands separators, surplus digits and unknown codes are refused. Errors: a clause for the user.
std::expected<Money, std::string> parse_money(std::string_view text);

/// "48000.00 USD", always with all digits of the exponent.
std::string to_string(Money const&);
/// "48000.00": the amount alone, as the JSON answer writes it.
std::string amount_text(Money const&);
/// "USD 48,000.00": for people.
std::string display(Money const&);

Money operator+(Money, Money);
Money operator-(Money, Money);
Money operator-(Money);
/// Nothing when the currencies differ (and neither is a neutral zero) or the result leaves 64 bits.
std::optional<Money> checked_add(Money, Money);
std::optional<Money> checked_subtract(Money, Money);
std::optional<Money> checked_multiply(Money, std::int64_t);

/// Asserts one currency (a neutral zero compares with everything).
std::strong_ordering compare(Money, Money);
bool comparable(Money, Money);
Money min(Money, Money);
Money max(Money, Money);

/// whole * share, rounded as named. Asserts that the result fits 64 bits.
Money portion(Money whole, Ratio share, Rounding);
/// Parts in proportion to the weights, by largest remainder (ties to the earlier part); they add up to `whole`.
/// Asserts non-negative weights with a positive sum.
std::vector<Money> allocate(Money whole, std::span<std::int64_t const> weights);

/// `from` in another currency at `rate` units of `to` for one unit of `from`, rounded as named.
/// Nothing when the result leaves 64 bits.
std::optional<Money> exchange(Money from, Currency to, Ratio rate, Rounding);

} // namespace recourse
