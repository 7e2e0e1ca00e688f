#include "base/ratio.hpp"

#include "base/check.hpp"
#include "base/wide.hpp"

#include <fmt/format.h>

#include <numeric>

namespace recourse {

Ratio Ratio::of(std::int64_t numerator, std::int64_t denominator)
{
    RECOURSE_ASSERT(denominator > 0);
    // Through unsigned, so that the smallest numerator has a magnitude.
    auto const magnitude
        = numerator < 0 ? 0 - static_cast<std::uint64_t>(numerator) : static_cast<std::uint64_t>(numerator);
    // The divisor divides `denominator`, so it fits.
    auto const divisor = static_cast<std::int64_t>(std::gcd(magnitude, static_cast<std::uint64_t>(denominator)));
    return { numerator / divisor, denominator / divisor };
}

bool operator==(Ratio const& a, Ratio const& b)
{
    return static_cast<Wide>(a.numerator) * b.denominator == static_cast<Wide>(b.numerator) * a.denominator;
}

bool operator<(Ratio const& a, Ratio const& b)
{
    return static_cast<Wide>(a.numerator) * b.denominator < static_cast<Wide>(b.numerator) * a.denominator;
}

std::expected<Ratio, std::string> parse_ratio(std::string_view text)
{
    constexpr int digits_max = 18;
    std::string_view rest = text;
    bool const negative = rest.starts_with('-');
    if (negative)
        rest.remove_prefix(1);
    if (rest.empty())
        return std::unexpected(fmt::format("'{}' has no digits", text));
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    int digits = 0;
    bool after_point = false;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        char const c = rest[i];
        if (c == '.') {
            if (after_point)
                return std::unexpected(fmt::format("'{}' has two decimal points", text));
            if (i == 0 || i + 1 == rest.size())
                return std::unexpected(fmt::format("'{}' needs a digit on both sides of its point", text));
            after_point = true;
            continue;
        }
        if (c == ',')
            return std::unexpected(
                fmt::format("'{}' has a comma; write it without thousands separators and with a decimal point", text));
        if (c < '0' || c > '9')
            return std::unexpected(fmt::format("'{}' is not a decimal number", text));
        if (++digits > digits_max)
            return std::unexpected(fmt::format("'{}' has more than {} digits", text, digits_max));
        numerator = numerator * 10 + (c - '0');
        if (after_point)
            denominator *= 10;
    }
    return Ratio::of(negative ? -numerator : numerator, denominator);
}

std::string to_string(Ratio const& ratio)
{
    auto const lowest = Ratio::of(ratio.numerator, ratio.denominator);
    // A fraction in lowest terms is a decimal exactly when its denominator has no prime factor but 2 and 5; the number
    // of places is then the larger of their two powers.
    int twos = 0;
    int fives = 0;
    auto rest = lowest.denominator;
    for (; rest % 2 == 0; rest /= 2)
        ++twos;
    for (; rest % 5 == 0; rest /= 5)
        ++fives;
    int const places = twos > fives ? twos : fives;
    // A power of ten beyond 10^18 leaves 64 bits; such a decimal could not be read back either.
    if (rest != 1 || places > 18)
        return fmt::format("{}/{}", lowest.numerator, lowest.denominator);
    Wide scaled = lowest.numerator;
    std::int64_t power = 1;
    for (int i = 0; i < places; ++i)
        power *= 10;
    scaled = scaled * power / lowest.denominator;
    bool const negative = scaled < 0;
    if (negative)
        scaled = -scaled;
    std::string digits;
    do {
        digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(scaled % 10)));
        scaled /= 10;
    } while (scaled != 0 || static_cast<int>(digits.size()) <= places);
    if (places > 0)
        digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
    return negative ? "-" + digits : digits;
}

} // namespace recourse
