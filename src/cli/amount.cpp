#include "cli/amount.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace recourse::cli {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// The digits without the commas between thousands; nothing where a comma stands elsewhere: "1,5" is no amount of ours.
std::optional<std::string> without_commas(std::string_view digits)
{
    auto const whole = digits.substr(0, digits.find('.'));
    std::string result;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (digits[i] != ',')
            result += digits[i];
        else if (i == 0 || i > whole.size() || (whole.size() - i) % 4 != 0)
            return std::nullopt;
    }
    auto const first = whole.find(',');
    return first != std::string_view::npos && first > 3 ? std::nullopt : std::optional { result };
}

/// What people call a currency that has another code.
std::string code_of(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> names { { { "RMB", "CNY" },
        { "YUAN", "CNY" }, { "CNH", "CNY" }, { "US", "USD" }, { "DOLLAR", "USD" }, { "DOLLARS", "USD" },
        { "EURO", "EUR" }, { "HK", "HKD" } } };
    std::string upper { name };
    std::ranges::transform(
        upper, upper.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    for (auto const& [word, code] : names)
        if (upper == word)
            return std::string { code };
    return upper;
}

} // namespace

std::expected<Money, std::string> read_amount(std::string_view typed)
{
    if (auto const exact = parse_money(typed))
        return *exact;
    std::string digits, letters;
    bool other = false;
    for (char const c : typed) {
        if (is_digit(c) || c == '.' || c == ',')
            digits += c;
        else if (is_letter(c))
            letters += c;
        else if (c != ' ' && c != '$')
            other = true;
    }
    std::string why = parse_money(typed).error();
    auto const plain = without_commas(digits);
    if (other || !plain || letters.empty() || !(is_digit(typed.front()) || is_digit(typed.back())))
        return std::unexpected(std::move(why));
    if (auto const printed = parse_money(*plain + " " + letters);
        printed && (typed == letters + " " + digits || typed == digits + " " + letters))
        return *printed;
    if (auto const meant = parse_money(*plain + " " + code_of(letters)))
        why += fmt::format(" (write \"{}\")", to_string(*meant));
    return std::unexpected(std::move(why));
}

} // namespace recourse::cli
