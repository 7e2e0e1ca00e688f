#include "core/intake/sums.hpp"

#include <algorithm>
#include <array>

namespace recourse::intake {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Ways to write a currency; longer ones first, so that "US$" is not read as "$". Codes need no row.
struct Sign {
    std::string_view written;
    std::string_view codes; ///< with blanks between
    bool word = false; ///< letters: no letter may touch it
};
constexpr std::array signs {
    Sign { "人民币", "CNY" },
    Sign { "美元", "USD" },
    Sign { "美金", "USD" },
    Sign { "欧元", "EUR" },
    Sign { "英镑", "GBP" },
    Sign { "港币", "HKD" },
    Sign { "港元", "HKD" },
    Sign { "日元", "JPY" },
    Sign { "US$", "USD" },
    Sign { "HK$", "HKD" },
    Sign { "A$", "AUD" },
    Sign { "C$", "CAD" },
    Sign { "S$", "SGD" },
    Sign { "RMB", "CNY", true },
    Sign { "CNH", "CNY", true },
    Sign { "US dollars", "USD", true },
    Sign { "euros", "EUR", true },
    Sign { "元", "CNY" },
    Sign { "€", "EUR" },
    Sign { "£", "GBP" },
    Sign { "￥", "CNY JPY" },
    Sign { "¥", "CNY JPY" },
    Sign { "$", "USD CAD AUD HKD SGD" },
};

struct Named {
    std::vector<Currency> currencies;
    std::size_t length = 0;
    std::string sign; ///< of several
};

std::vector<Currency> currencies_of(std::string_view codes)
{
    std::vector<Currency> result;
    for (; codes.size() >= 3; codes.remove_prefix(std::min<std::size_t>(codes.size(), 4)))
        result.push_back(*Currency::from_code(codes.substr(0, 3)));
    return result;
}

/// In which cross-border purchases are paid. Of the other codes some are words ("ALL", "TOP", "TRY").
constexpr std::string_view codes
    = "USD EUR GBP CNY HKD JPY AUD CAD SGD CHF SEK NOK DKK PLN CZK HUF RON INR KRW TWD THB "
      "MYR IDR VND PHP BRL MXN CLP COP PEN ZAR NGN KES EGP AED SAR KWD BHD ILS NZD RUB";

std::optional<Currency> code_at(std::string_view text, std::size_t at)
{
    auto const code = text.substr(at, 3);
    if (code.size() < 3 || !std::ranges::all_of(code, is_letter) || codes.find(code) == std::string_view::npos)
        return std::nullopt;
    return Currency::from_code(code);
}

/// The currency that begins at `at`.
std::optional<Named> named_at(std::string_view text, std::size_t at)
{
    auto const rest = text.substr(at);
    bool const touched = at > 0 && is_letter(text[at - 1]);
    for (auto const& sign : signs) {
        if (!rest.starts_with(sign.written))
            continue;
        bool const goes_on = sign.word && rest.size() > sign.written.size() && is_letter(rest[sign.written.size()]);
        if ((sign.word || is_letter(sign.written[0])) && (touched || goes_on))
            continue;
        auto currencies = currencies_of(sign.codes);
        bool const several = currencies.size() > 1;
        return Named { std::move(currencies), sign.written.size(), several ? std::string { sign.written } : "" };
    }
    if (touched || (rest.size() > 3 && is_letter(rest[3])))
        return std::nullopt;
    if (auto const code = code_at(text, at))
        return Named { { *code }, 3, {} };
    return std::nullopt;
}

/// The currency that ends at `end`.
std::optional<Named> named_before(std::string_view text, std::size_t end)
{
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == ':'))
        --end;
    for (std::size_t length = std::min<std::size_t>(end, 10); length > 0; --length) {
        auto const named = named_at(text.substr(0, end), end - length);
        if (named && named->length == length)
            return named;
    }
    return std::nullopt;
}

struct Number {
    std::size_t begin = 0, end = 0;
    std::string text; ///< digits, points and commas, without blanks
};

/// The number that begins at a digit: blanks and apostrophes may part thousands.
Number number_at(std::string_view text, std::size_t at)
{
    Number number { at, at, {} };
    while (at < text.size()) {
        char const c = text[at];
        auto const digits_follow = [&](std::size_t from, std::size_t count) {
            for (std::size_t i = 0; i < count; ++i)
                if (from + i >= text.size() || !is_digit(text[from + i]))
                    return false;
            return true;
        };
        if (is_digit(c))
            number.text += c;
        else if ((c == '.' || c == ',') && digits_follow(at + 1, 1))
            number.text += c;
        else if (!((c == ' ' || c == '\'') && digits_follow(at + 1, 3) && !digits_follow(at + 4, 1)
                     && number.text.find_first_of(".,") == std::string::npos && number.text.size() <= 3 + 8))
            break;
        number.end = ++at;
    }
    return number;
}

/// Thousands are parted by one sign, and the last of them has three digits ("1,00,000" is a lakh).
bool is_grouped(std::string_view whole)
{
    auto const last = whole.find_last_of(".,");
    if (last == std::string_view::npos)
        return true;
    bool const one_sign = std::ranges::all_of(whole, [&](char c) { return is_digit(c) || c == whole[last]; });
    return one_sign && whole.size() - last - 1 == 3;
}

/// The amounts that the digits may mean in this currency; empty: none.
std::vector<Money> amounts_of(std::string const& written, Currency currency)
{
    auto const last = written.find_last_of(".,");
    std::vector<std::string> forms;
    auto const without_signs = [](std::string_view text) {
        std::string digits;
        for (char const c : text)
            if (is_digit(c))
                digits += c;
        return digits;
    };
    if (last == std::string::npos)
        forms.push_back(written);
    else {
        auto const behind = written.size() - last - 1;
        bool const only_one = written.find_first_of(".,") == last;
        bool const same_before = !only_one && written.find(written[last]) != last;
        auto const whole = without_signs(written);
        auto const split = without_signs(std::string_view { written }.substr(0, last)) + "." + written.substr(last + 1);
        if (behind == 3 && (only_one || (same_before && is_grouped(written)))) {
            forms.push_back(whole);
            if (only_one && currency.exponent() == 3)
                forms.push_back(split);
        } else if (same_before)
            return {};
        else if (behind <= static_cast<std::size_t>(currency.exponent())
            && is_grouped(std::string_view { written }.substr(0, last)))
            forms.push_back(split);
        else
            return {};
    }
    std::vector<Money> amounts;
    for (auto const& form : forms) {
        auto const money = parse_money(form + " " + std::string { currency.code() });
        if (money && money->minor > 0 && money->minor <= amount_minor_max)
            amounts.push_back(*money);
    }
    return amounts;
}

} // namespace

std::vector<FoundSum> find_sums(std::string_view text, std::optional<Currency> otherwise)
{
    std::vector<FoundSum> found;
    for (std::size_t at = 0; at < text.size();) {
        bool const begins = is_digit(text[at]) && (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '.'));
        if (!begins) {
            ++at;
            continue;
        }
        auto const number = number_at(text, at);
        at = number.end;
        auto named = named_before(text, number.begin);
        FoundSum sum { number.begin, number.end, {}, {} };
        if (named) {
            while (sum.begin > 0
                && (text[sum.begin - 1] == ' ' || text[sum.begin - 1] == '\t' || text[sum.begin - 1] == ':'))
                --sum.begin;
            sum.begin -= named->length;
        }
        auto behind = number.end;
        while (behind < text.size() && text[behind] == ' ')
            ++behind;
        auto const after = named_at(text, behind);
        // "$4,800 USD": what stands behind says which dollar it is.
        if (after && (!named || !named->sign.empty() || named->currencies == after->currencies)) {
            named = after;
            sum.end = at = behind + after->length;
        }
        if (!named && otherwise)
            named = Named { { *otherwise }, 0, {} };
        if (!named)
            continue;
        sum.sign = named->sign;
        for (auto const currency : named->currencies)
            for (auto const money : amounts_of(number.text, currency))
                sum.readings.push_back(money);
        if (!sum.readings.empty())
            found.push_back(std::move(sum));
    }
    return found;
}

std::optional<Currency> only_currency(std::string_view text)
{
    std::optional<Currency> only;
    for (auto const& sum : find_sums(text)) {
        if (!sum.sign.empty())
            continue;
        auto const currency = sum.readings.front().currency;
        if (only && *only != currency)
            return std::nullopt;
        only = currency;
    }
    return only;
}

} // namespace recourse::intake
