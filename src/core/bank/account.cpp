#include "core/bank/account.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace recourse::bank {

namespace {

constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_sign(char c)
{
    return is_digit(c) || is_capital(c);
}

struct Length {
    std::string_view country;
    std::size_t characters;
};

/// The lengths of the IBAN registry (ISO 13616-2), by country.
constexpr std::array lengths { Length { "AD", 24 }, Length { "AE", 23 }, Length { "AL", 28 }, Length { "AT", 20 },
    Length { "AZ", 28 }, Length { "BA", 20 }, Length { "BE", 16 }, Length { "BG", 22 }, Length { "BH", 22 },
    Length { "BR", 29 }, Length { "BY", 28 }, Length { "CH", 21 }, Length { "CR", 22 }, Length { "CY", 28 },
    Length { "CZ", 24 }, Length { "DE", 22 }, Length { "DK", 18 }, Length { "DO", 28 }, Length { "EE", 20 },
    Length { "EG", 29 }, Length { "ES", 24 }, Length { "FI", 18 }, Length { "FO", 18 }, Length { "FR", 27 },
    Length { "GB", 22 }, Length { "GE", 22 }, Length { "GI", 23 }, Length { "GL", 18 }, Length { "GR", 27 },
    Length { "GT", 28 }, Length { "HR", 21 }, Length { "HU", 28 }, Length { "IE", 22 }, Length { "IL", 23 },
    Length { "IQ", 23 }, Length { "IS", 26 }, Length { "IT", 27 }, Length { "JO", 30 }, Length { "KW", 30 },
    Length { "KZ", 20 }, Length { "LB", 28 }, Length { "LI", 21 }, Length { "LT", 20 }, Length { "LU", 20 },
    Length { "LV", 21 }, Length { "MC", 27 }, Length { "MD", 24 }, Length { "ME", 22 }, Length { "MK", 19 },
    Length { "MR", 27 }, Length { "MT", 31 }, Length { "MU", 30 }, Length { "NL", 18 }, Length { "NO", 15 },
    Length { "PK", 24 }, Length { "PL", 28 }, Length { "PS", 29 }, Length { "PT", 25 }, Length { "QA", 29 },
    Length { "RO", 24 }, Length { "RS", 22 }, Length { "SA", 24 }, Length { "SE", 24 }, Length { "SI", 19 },
    Length { "SK", 24 }, Length { "SM", 27 }, Length { "TN", 24 }, Length { "TR", 26 }, Length { "UA", 29 },
    Length { "VA", 22 }, Length { "VG", 24 }, Length { "XK", 20 } };

} // namespace

std::string compact(std::string_view text)
{
    std::string result;
    for (char const c : text) {
        if (c != ' ')
            result += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return result;
}

std::optional<int> remainder_97(std::string_view text)
{
    if (text.size() < 5 || !std::ranges::all_of(text, is_sign))
        return std::nullopt;
    int remainder = 0;
    auto const take = [&](std::string_view part) {
        for (char const c : part)
            remainder = is_digit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
    };
    take(text.substr(4));
    take(text.substr(0, 4));
    return remainder;
}

std::optional<std::string> flaw_of_iban(std::string_view text)
{
    bool const begins
        = text.size() >= 5 && is_capital(text[0]) && is_capital(text[1]) && is_digit(text[2]) && is_digit(text[3]);
    if (!begins || !std::ranges::all_of(text, is_sign) || text.size() > 34)
        return "an IBAN is a country, two check digits and at most 30 letters and digits";
    auto const length = std::ranges::find(lengths, text.substr(0, 2), &Length::country);
    if (length != lengths.end() && length->characters != text.size())
        return fmt::format(
            "an IBAN of {} has {} characters, this has {}", length->country, length->characters, text.size());
    if (remainder_97(text) != 1)
        return "the check digits of the IBAN do not fit: a character is wrong";
    return std::nullopt;
}

std::optional<std::string> flaw_of_bic(std::string_view text)
{
    bool const fits = (text.size() == 8 || text.size() == 11) && std::ranges::all_of(text, is_sign)
        && is_capital(text[4]) && is_capital(text[5]);
    if (fits)
        return std::nullopt;
    return "a BIC has 8 or 11 letters and digits, the fifth and sixth of which are the country";
}

std::optional<std::string> flaw_of(Account const& account)
{
    if (account.name.empty() || !is_utf8(account.name) || code_points(account.name) > 140)
        return "an account has the name of its holder, of at most 140 characters";
    bool const control = std::ranges::any_of(account.name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (control)
        return "the name of the holder has no line breaks and no tabs";
    if (!account.iban.empty() && !account.number.empty())
        return "an account has an IBAN or a number, not both";
    if (!account.bic.empty())
        if (auto flaw = flaw_of_bic(account.bic))
            return flaw;
    if (!account.iban.empty())
        return flaw_of_iban(account.iban);
    if (account.number.empty() || account.bic.empty())
        return "an account has an IBAN, or a number and the BIC of its bank";
    bool const plain = account.number.size() <= 34
        && std::ranges::all_of(account.number, [](char c) { return is_sign(c) || c == '-' || (c >= 'a' && c <= 'z'); });
    if (!plain)
        return "the number of an account has at most 34 letters, digits and hyphens";
    return std::nullopt;
}

std::string const& key_of(Account const& account)
{
    return account.iban.empty() ? account.number : account.iban;
}

std::string display(Account const& account)
{
    if (account.iban.empty())
        return fmt::format("{} at {}", account.number, account.bic);
    std::string text;
    for (std::size_t i = 0; i < account.iban.size(); i += 4)
        text += (i == 0 ? "" : " ") + account.iban.substr(i, 4);
    return text;
}

} // namespace recourse::bank
