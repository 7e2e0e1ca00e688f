#include "base/money.hpp"

#include "base/check.hpp"
#include "base/wide.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace recourse {

namespace {

std::int64_t power_of_ten(int exponent)
{
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

/// A zero without a currency takes the other's.
bool is_neutral(Money const& money)
{
    return money.minor == 0 && money.currency == Currency::none();
}

std::optional<Currency> shared_currency(Money const& a, Money const& b)
{
    if (a.currency == b.currency || is_neutral(b))
        return a.currency;
    if (is_neutral(a))
        return b.currency;
    return std::nullopt;
}

std::optional<Money> narrowed_money(Wide minor, Currency currency)
{
    auto const fits = narrowed(minor);
    if (!fits)
        return std::nullopt;
    return Money { *fits, currency };
}

/// Whole units with or without separators, and the minor digits: the magnitude goes through unsigned so that the
/// smallest amount prints.
std::string digits_text(Money const& money, bool grouped)
{
    auto const magnitude
        = money.minor < 0 ? 0 - static_cast<std::uint64_t>(money.minor) : static_cast<std::uint64_t>(money.minor);
    int const exponent = money.currency.exponent();
    auto const power = static_cast<std::uint64_t>(power_of_ten(exponent));
    auto whole = fmt::format("{}", magnitude / power);
    if (grouped)
        for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3)
            whole.insert(static_cast<std::size_t>(at), ",");
    auto const sign = money.minor < 0 ? "-" : "";
    return exponent == 0 ? sign + whole : fmt::format("{}{}.{:0{}}", sign, whole, magnitude % power, exponent);
}

} // namespace

std::expected<Money, std::string> parse_money(std::string_view text)
{
    auto const refuse = [&](std::string_view why) { return std::unexpected(fmt::format("'{}' {}", text, why)); };
    auto const space = text.find(' ');
    if (space == std::string_view::npos)
        return refuse("is not an amount with its currency, such as \"480.00 USD\"");
    auto const code = text.substr(space + 1);
    auto const currency = Currency::from_code(code);
    if (!currency)
        return refuse(fmt::format("names '{}', which is not an active ISO 4217 currency with a minor unit", code));

    auto digits = text.substr(0, space);
    bool const negative = digits.starts_with('-');
    if (negative)
        digits.remove_prefix(1);
    if (digits.find(',') != std::string_view::npos)
        return refuse("has a thousands separator or a decimal comma; write digits with a decimal point only");
    auto const point = digits.find('.');
    auto const whole = digits.substr(0, point);
    auto const fraction = point == std::string_view::npos ? std::string_view {} : digits.substr(point + 1);
    auto const all_digits
        = [](std::string_view s) { return std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; }); };
    if (whole.empty() || !all_digits(whole) || !all_digits(fraction)
        || (point != std::string_view::npos && fraction.empty()))
        return refuse("is not an amount with its currency, such as \"480.00 USD\"");
    int const exponent = currency->exponent();
    if (static_cast<int>(fraction.size()) > exponent)
        return refuse(exponent == 0
                ? fmt::format("has digits after the point; {} has no smaller unit", code)
                : fmt::format("has more than the {} digits after the point that {} has", exponent, code));

    Wide minor = 0;
    auto const take = [&](char c) {
        minor = minor * 10 + (c - '0');
        return narrowed(negative ? -minor : minor).has_value();
    };
    bool fits = true;
    for (char const c : whole)
        fits = fits && take(c);
    for (char const c : fraction)
        fits = fits && take(c);
    for (int i = static_cast<int>(fraction.size()); i < exponent; ++i)
        fits = fits && take('0');
    if (!fits)
        return refuse("is larger than any amount this program can hold");
    // XXX says that no currency is involved, so it can only go with nothing.
    if (*currency == Currency::none() && minor != 0)
        return refuse("names no currency (XXX)");
    return Money { *narrowed(negative ? -minor : minor), *currency };
}

std::string amount_text(Money const& money)
{
    return digits_text(money, false);
}
std::string to_string(Money const& money)
{
    return fmt::format("{} {}", amount_text(money), money.currency.code());
}
std::string display(Money const& money)
{
    return fmt::format("{} {}", money.currency.code(), digits_text(money, true));
}

std::optional<Money> checked_add(Money a, Money b)
{
    auto const currency = shared_currency(a, b);
    return currency ? narrowed_money(static_cast<Wide>(a.minor) + b.minor, *currency) : std::nullopt;
}

std::optional<Money> checked_subtract(Money a, Money b)
{
    auto const currency = shared_currency(a, b);
    return currency ? narrowed_money(static_cast<Wide>(a.minor) - b.minor, *currency) : std::nullopt;
}

std::optional<Money> checked_multiply(Money money, std::int64_t times)
{
    return narrowed_money(static_cast<Wide>(money.minor) * times, money.currency);
}

Money operator+(Money a, Money b)
{
    auto const sum = checked_add(a, b);
    RECOURSE_ASSERT(sum.has_value());
    return *sum;
}

Money operator-(Money a, Money b)
{
    auto const difference = checked_subtract(a, b);
    RECOURSE_ASSERT(difference.has_value());
    return *difference;
}

Money operator-(Money money)
{
    auto const negated = checked_multiply(money, -1);
    RECOURSE_ASSERT(negated.has_value());
    return *negated;
}

bool comparable(Money a, Money b)
{
    return shared_currency(a, b).has_value();
}

std::strong_ordering compare(Money a, Money b)
{
    RECOURSE_ASSERT(comparable(a, b));
    return a.minor <=> b.minor;
}

Money min(Money a, Money b)
{
    return compare(b, a) < 0 ? b : a;
}
Money max(Money a, Money b)
{
    return compare(b, a) > 0 ? b : a;
}

Money portion(Money whole, Ratio share, Rounding rounding)
{
    auto const part = narrowed_money(
        rounded_quotient(static_cast<Wide>(whole.minor) * share.numerator, share.denominator, rounding),
        whole.currency);
    RECOURSE_ASSERT(part.has_value());
    return *part;
}

std::vector<Money> allocate(Money whole, std::span<std::int64_t const> weights)
{
    Wide sum = 0;
    for (auto const weight : weights) {
        RECOURSE_ASSERT(weight >= 0);
        sum += weight;
    }
    // Beyond 64 bits the product with an amount could leave 128.
    RECOURSE_ASSERT(sum > 0 && narrowed(sum).has_value());

    struct Share {
        std::int64_t minor;
        Wide remainder;
    };
    std::vector<Share> shares;
    shares.reserve(weights.size());
    Wide left = whole.minor;
    for (auto const weight : weights) {
        Wide const product = static_cast<Wide>(whole.minor) * weight;
        Wide const part = product / sum; // towards zero, so what is left has the sign of the whole
        Wide const remainder = product % sum;
        shares.push_back({ static_cast<std::int64_t>(part), remainder < 0 ? -remainder : remainder });
        left -= part;
    }
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t { 0 });
    std::ranges::sort(order, [&](auto a, auto b) {
        return shares[a].remainder != shares[b].remainder ? shares[a].remainder > shares[b].remainder : a < b;
    });
    for (auto const at : order) {
        if (left == 0)
            break;
        auto const unit = left > 0 ? 1 : -1;
        shares[at].minor += unit;
        left -= unit;
    }
    RECOURSE_ASSERT(left == 0);

    std::vector<Money> parts;
    parts.reserve(shares.size());
    for (auto const& share : shares)
        parts.push_back({ share.minor, whole.currency });
    return parts;
}

std::optional<Money> exchange(Money from, Currency to, Ratio rate, Rounding rounding)
{
    Wide numerator = rate.numerator;
    Wide denominator = rate.denominator;
    int const shift = to.exponent() - from.currency.exponent();
    (shift > 0 ? numerator : denominator) *= power_of_ten(shift > 0 ? shift : -shift);
    // Where the product leaves 128 bits, the quotient leaves 64: the denominator is then the rate's own and below 2^63.
    Wide product = 0;
    if (__builtin_mul_overflow(static_cast<Wide>(from.minor), numerator, &product))
        return std::nullopt;
    return narrowed_money(rounded_quotient(product, denominator, rounding), to);
}

} // namespace recourse
