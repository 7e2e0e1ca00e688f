#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace recourse {

/// How a result that falls between two minor units is settled; named at every call that can round.
enum class Rounding { down, up, half_up, half_even, floor, ceiling };

/// An exact fraction, read from decimal digits ("0.35" = 35/100) and never held as floating point.
/// The denominator is positive; the fraction is kept in lowest terms.
struct Ratio {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    static constexpr Ratio whole(std::int64_t n) { return { n, 1 }; }
    static Ratio of(std::int64_t numerator, std::int64_t denominator); ///< asserts denominator > 0
    static constexpr Ratio percent(std::int64_t n) { return { n, 100 }; }

    friend bool operator==(Ratio const&, Ratio const&); ///< by value: 1/2 == 2/4
    friend bool operator<(Ratio const&, Ratio const&);
};

/// Digits with at most one point and at most 18 digits in all, with an optional leading minus. Errors: a clause that
/// says what is wrong with the text ("more than 18 digits").
std::expected<Ratio, std::string> parse_ratio(std::string_view text);

/// The shortest decimal that is exactly this ratio, or "n/d" where no decimal is.
std::string to_string(Ratio const&);

} // namespace recourse
