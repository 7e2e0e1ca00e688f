#include "core/rules/text_forms.hpp"

#include "base/check.hpp"
#include "base/printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

namespace recourse::rules {

namespace {

constexpr std::int64_t nanos_per_second = 1'000'000'000;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool same_ignoring_case(std::string_view a, std::string_view lower)
{
    return std::ranges::equal(a, lower, [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

std::string fraction_text(std::uint32_t nanos)
{
    if (nanos == 0)
        return {};
    auto text = fmt::format(".{:09}", nanos);
    while (text.back() == '0')
        text.pop_back();
    return text;
}

/// Takes exactly this many digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits)
{
    if (text.size() < digits || !std::ranges::all_of(text.substr(0, digits), is_digit))
        return std::nullopt;
    int number = 0;
    for (char const c : text.substr(0, digits))
        number = number * 10 + (c - '0');
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, char c)
{
    if (!text.starts_with(c))
        return false;
    text.remove_prefix(1);
    return true;
}

/// The digits after a point as nanoseconds; what is beyond the ninth digit is cut off.
std::optional<std::int64_t> take_fraction(std::string_view& text)
{
    std::int64_t nanos = 0;
    std::size_t n = 0;
    for (; n < text.size() && is_digit(text[n]); ++n) {
        if (n < 9)
            nanos = nanos * 10 + (text[n] - '0');
    }
    if (n == 0)
        return std::nullopt;
    for (auto i = n; i < 9; ++i)
        nanos *= 10;
    text.remove_prefix(n);
    return nanos;
}

/// Seconds east of UTC.
std::optional<int> read_offset(std::string_view text)
{
    if (text == "Z")
        return 0;
    bool const west = text.starts_with('-');
    if (!take(text, '+') && !take(text, '-'))
        return std::nullopt;
    auto const hours = take_number(text, 2);
    if (!hours || !take(text, ':'))
        return std::nullopt;
    auto const minutes = take_number(text, 2);
    if (!minutes || !text.empty() || *hours > 23 || *minutes > 59)
        return std::nullopt;
    int const seconds = *hours * 3600 + *minutes * 60;
    return west ? -seconds : seconds;
}

struct Unit {
    std::string_view name;
    std::int64_t nanos;
};
// Longer names before their beginnings.
constexpr std::array units {
    Unit { "ns", 1 },
    Unit { "us", 1'000 },
    Unit { "\u00B5s", 1'000 }, // micro sign
    Unit { "\u03BCs", 1'000 }, // Greek mu
    Unit { "ms", 1'000'000 },
    Unit { "s", nanos_per_second },
    Unit { "m", 60 * nanos_per_second },
    Unit { "h", 3600 * nanos_per_second },
};

} // namespace

std::string real_text(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number < 0 ? "-Inf" : "+Inf";
    std::array<char, 64> buffer;
    auto const scientific
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
    std::string_view const text { buffer.data(), scientific.ptr };
    auto const e = text.find('e');
    int exponent = 0;
    auto const* first = text.data() + e + 1;
    std::from_chars(first + (*first == '+'), text.data() + text.size(), exponent);
    if (exponent < -4 || exponent >= 21)
        return std::string(text);
    std::array<char, 512> plain;
    auto const fixed = std::to_chars(plain.data(), plain.data() + plain.size(), number, std::chars_format::fixed);
    return { plain.data(), fixed.ptr };
}

std::string real_literal(double number)
{
    auto text = real_text(number);
    if (text.find_first_not_of("-0123456789") == std::string::npos)
        text += ".0";
    return text;
}

namespace {

/// Whether a decimal is below 1, told by where its first digit other than 0 stands and by its exponent.
bool is_below_one(std::string_view digits)
{
    auto const e = std::min(digits.find_first_of("eE"), digits.size());
    auto const mantissa = digits.substr(0, e);
    auto const first = mantissa.find_first_not_of("0.");
    if (first == std::string_view::npos)
        return true;
    auto const point = std::min(mantissa.find('.'), mantissa.size());
    // Digits before the point, or less the zeros after it: 12.5 has 2, 0.5 has 0, 0.05 has -1.
    auto const places = point > first ? static_cast<std::int64_t>(point - first)
                                      : static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + 1;
    auto written = digits.substr(std::min(e + 1, digits.size()));
    if (written.starts_with('+'))
        written.remove_prefix(1);
    std::int64_t exponent = 0;
    if (std::from_chars(written.data(), written.data() + written.size(), exponent).ec == std::errc::result_out_of_range)
        return written.starts_with('-');
    return exponent < -std::numeric_limits<std::int32_t>::max() || places + exponent <= 0;
}

} // namespace

std::optional<double> read_real(std::string_view text)
{
    bool const negative = text.starts_with('-');
    auto digits = text;
    if (negative || text.starts_with('+'))
        digits.remove_prefix(1);
    if (same_ignoring_case(digits, "inf") || same_ignoring_case(digits, "infinity"))
        return negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    if (same_ignoring_case(digits, "nan"))
        return std::numeric_limits<double>::quiet_NaN();
    if (digits.empty() || !(is_digit(digits[0]) || digits[0] == '.'))
        return std::nullopt;
    double number = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (end != digits.data() + digits.size())
        return std::nullopt;
    if (error == std::errc::result_out_of_range) {
        // Too small is as good as zero; too large is not a number we can hold.
        if (!is_below_one(digits))
            return std::nullopt;
        number = 0;
    } else if (error != std::errc {})
        return std::nullopt;
    return negative ? -number : number;
}

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        // What is no ASCII and yet controls or reorders lies between U+0080 and U+2069.
        if (static_cast<unsigned char>(c) == 0xC2 || static_cast<unsigned char>(c) == 0xE2) {
            auto const point = text.substr(i, first_length(text.substr(i, 4)));
            if (!point.empty() && is_unprintable(point)) {
                unsigned code = 0x02; // the bits that both lead bytes, C2 and E2, give
                for (char const more : point.substr(1))
                    code = code << 6 | (static_cast<unsigned char>(more) & 0x3FU);
                out += fmt::format("\\u{:04x}", code);
                i += point.size() - 1;
                continue;
            }
        }
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
                out += fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
            else
                out += c;
        }
    }
    return out + '"';
}

std::string quoted_bytes(std::string_view text)
{
    std::string out = "b\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c >= 0x20 && c < 0x7F)
            out += c;
        else
            out += fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out + '"';
}

std::optional<Value> make_timestamp(std::int64_t seconds, std::int64_t nanos)
{
    if (seconds < timestamp_seconds_min || seconds > timestamp_seconds_max)
        return std::nullopt;
    Value v;
    v.kind = Kind::timestamp;
    v.integer = seconds;
    v.extra = static_cast<std::uint32_t>(nanos);
    return v;
}

std::optional<Value> make_duration(Wide nanos)
{
    if (nanos < std::numeric_limits<std::int64_t>::min() || nanos > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    auto const n = static_cast<std::int64_t>(nanos);
    auto seconds = n / nanos_per_second;
    auto rest = n % nanos_per_second;
    if (rest < 0) {
        rest += nanos_per_second;
        --seconds;
    }
    Value v;
    v.kind = Kind::duration;
    v.integer = seconds;
    v.extra = static_cast<std::uint32_t>(rest);
    return v;
}

Wide total_nanos(Value v)
{
    return static_cast<Wide>(v.integer) * nanos_per_second + v.extra;
}

std::optional<Value> read_timestamp(std::string_view text)
{
    auto const year = take_number(text, 4);
    if (!year || !take(text, '-'))
        return std::nullopt;
    auto const month = take_number(text, 2);
    if (!month || !take(text, '-'))
        return std::nullopt;
    auto const day = take_number(text, 2);
    if (!day || !take(text, 'T'))
        return std::nullopt;
    auto const hour = take_number(text, 2);
    if (!hour || !take(text, ':'))
        return std::nullopt;
    auto const minute = take_number(text, 2);
    if (!minute || !take(text, ':'))
        return std::nullopt;
    auto const second = take_number(text, 2);
    if (!second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    std::optional<std::int64_t> nanos = 0;
    if (take(text, '.'))
        nanos = take_fraction(text);
    auto const offset = read_offset(text);
    std::chrono::year_month_day const civil { std::chrono::year { *year },
        std::chrono::month { static_cast<unsigned>(*month) }, std::chrono::day { static_cast<unsigned>(*day) } };
    if (!nanos || !offset || !civil.ok())
        return std::nullopt;
    auto const days = std::chrono::sys_days { civil }.time_since_epoch().count();
    return make_timestamp(
        static_cast<std::int64_t>(days) * 86'400 + *hour * 3600 + *minute * 60 + *second - *offset, *nanos);
}

std::string timestamp_text(Value v)
{
    RECOURSE_ASSERT(v.is(Kind::timestamp));
    auto const days = std::chrono::floor<std::chrono::days>(std::chrono::seconds { v.integer });
    auto const rest = static_cast<int>(v.integer - static_cast<std::int64_t>(days.count()) * 86'400);
    std::chrono::year_month_day const civil { std::chrono::sys_days { days } };
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(civil.year()),
        static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day()), rest / 3600, rest / 60 % 60,
        rest % 60, fraction_text(v.extra));
}

std::optional<Value> read_duration(std::string_view text)
{
    bool const negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    if (text == "0")
        return make_duration(0);
    if (text.empty())
        return std::nullopt;
    Wide total = 0;
    Wide const limit = static_cast<Wide>(std::numeric_limits<std::int64_t>::max()) + 1;
    while (!text.empty()) {
        Wide whole = 0;
        std::size_t n = 0;
        for (; n < text.size() && is_digit(text[n]); ++n) {
            whole = whole * 10 + (text[n] - '0');
            if (whole > limit)
                return std::nullopt;
        }
        text.remove_prefix(n);
        // A fraction of a unit counts down to nanoseconds; what is smaller is cut off.
        std::int64_t fraction = 0;
        std::int64_t scale = 1;
        if (take(text, '.')) {
            std::size_t digits = 0;
            for (; digits < text.size() && is_digit(text[digits]); ++digits) {
                if (scale < 1'000'000'000'000'000) {
                    fraction = fraction * 10 + (text[digits] - '0');
                    scale *= 10;
                }
            }
            if (digits + n == 0)
                return std::nullopt;
            text.remove_prefix(digits);
        } else if (n == 0)
            return std::nullopt;
        auto const unit = std::ranges::find_if(units, [&](Unit const& u) { return text.starts_with(u.name); });
        if (unit == units.end())
            return std::nullopt;
        text.remove_prefix(unit->name.size());
        total += whole * unit->nanos + static_cast<Wide>(fraction) * unit->nanos / scale;
        if (total > limit)
            return std::nullopt;
    }
    return make_duration(negative ? -total : total);
}

std::string duration_text(Value v)
{
    RECOURSE_ASSERT(v.is(Kind::duration));
    // Floored seconds and nanoseconds become sign, whole and fraction.
    bool const negative = v.integer < 0;
    auto const nanos = negative && v.extra != 0 ? 1'000'000'000 - v.extra : v.extra;
    auto const seconds = negative ? -(v.integer + (v.extra != 0 ? 1 : 0)) : v.integer;
    return fmt::format("{}{}{}s", negative ? "-" : "", seconds, fraction_text(nanos));
}

bool append_code_point(std::string& out, std::uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return false;
    auto const put = [&](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80)
        put(c);
    else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
    return true;
}

} // namespace recourse::rules
