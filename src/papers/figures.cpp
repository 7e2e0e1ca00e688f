#include "papers/figures.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace recourse::papers {

namespace {

struct Named {
    std::string_view code, english, one, chinese;
};
constexpr std::array<Named, 19> currencies { {
    { "CNY", "yuan renminbi", "yuan renminbi", "人民币" },
    { "USD", "US dollars", "US dollar", "美元" },
    { "EUR", "euros", "euro", "欧元" },
    { "GBP", "pounds sterling", "pound sterling", "英镑" },
    { "HKD", "Hong Kong dollars", "Hong Kong dollar", "港元" },
    { "JPY", "Japanese yen", "Japanese yen", "日元" },
    { "AUD", "Australian dollars", "Australian dollar", "澳大利亚元" },
    { "CAD", "Canadian dollars", "Canadian dollar", "加拿大元" },
    { "CHF", "Swiss francs", "Swiss franc", "瑞士法郎" },
    { "SGD", "Singapore dollars", "Singapore dollar", "新加坡元" },
    { "NZD", "New Zealand dollars", "New Zealand dollar", "新西兰元" },
    { "KRW", "South Korean won", "South Korean won", "韩元" },
    { "SEK", "Swedish kronor", "Swedish krona", "瑞典克朗" },
    { "NOK", "Norwegian kroner", "Norwegian krone", "挪威克朗" },
    { "DKK", "Danish kroner", "Danish krone", "丹麦克朗" },
    { "MOP", "Macau patacas", "Macau pataca", "澳门元" },
    { "TWD", "New Taiwan dollars", "New Taiwan dollar", "新台币" },
    { "INR", "Indian rupees", "Indian rupee", "印度卢比" },
    { "AED", "UAE dirhams", "UAE dirham", "阿联酋迪拉姆" },
} };

Named const* named(Currency currency)
{
    auto const found = std::ranges::find(currencies, currency.code(), &Named::code);
    return found == currencies.end() ? nullptr : &*found;
}

constexpr std::array<std::string_view, 20> small { "zero", "one", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen" };
constexpr std::array<std::string_view, 10> tens { "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety" };
constexpr std::array<std::string_view, 7> thousands { "", " thousand", " million", " billion", " trillion",
    " quadrillion", " quintillion" };

std::string below_thousand(std::uint64_t number)
{
    std::string out;
    if (number >= 100) {
        out = fmt::format("{} hundred", small.at(number / 100));
        number %= 100;
        if (number > 0)
            out += " and ";
        else
            return out;
    }
    if (number < 20)
        return out + std::string { small.at(number) };
    out += tens.at(number / 10);
    return number % 10 == 0 ? out : fmt::format("{}-{}", out, small.at(number % 10));
}

/// Numerals and the names of places of one way to write Chinese numbers.
struct Numerals {
    std::array<std::string_view, 10> digits;
    std::array<std::string_view, 4> places;
    std::array<std::string_view, 5> groups;
};
constexpr Numerals everyday { { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" }, { "", "十", "百", "千" },
    { "", "万", "亿", "万亿", "亿亿" } };
constexpr Numerals capital { { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" }, { "", "拾", "佰", "仟" },
    { "", "万", "亿", "万亿", "亿亿" } };

/// By groups of four digits. One 零 stands for any gap within a group, and between groups where the lower one does not
/// fill its thousands.
std::string chinese(std::uint64_t number, Numerals const& with)
{
    if (number == 0)
        return std::string { with.digits[0] };
    std::array<std::uint64_t, 5> groups {};
    for (auto& group : groups) {
        group = number % 10'000;
        number /= 10'000;
    }
    std::string out;
    bool gap = false;
    for (std::size_t g = groups.size(); g-- > 0;) {
        if (groups.at(g) == 0) {
            gap = !out.empty();
            continue;
        }
        for (std::size_t place = 4; place-- > 0;) {
            std::uint64_t digit = groups.at(g);
            for (std::size_t i = 0; i < place; ++i)
                digit /= 10;
            digit %= 10;
            if (digit == 0) {
                gap |= !out.empty();
                continue;
            }
            if (gap)
                out += with.digits[0];
            gap = false;
            out += with.digits.at(digit);
            out += with.places.at(place);
        }
        // Zeros at its end are not said; those that lead the next group are.
        gap = false;
        out += g == 3 && groups[2] > 0 ? with.groups[1] : with.groups.at(g);
    }
    return out;
}

std::string grouped(std::uint64_t number)
{
    auto out = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3)
        out.insert(static_cast<std::size_t>(at), ",");
    return out;
}

/// "48,000.00" of an amount.
std::string digits_of(Money money)
{
    auto text = display(money); // "USD 48,000.00"
    return text.substr(text.find(' ') + 1);
}

std::string chinese_capitals(Money money, Named const& name)
{
    auto const minor = static_cast<std::uint64_t>(money.minor);
    std::uint64_t const unit = money.currency.exponent() == 2 ? 100 : 1;
    auto const whole = minor / unit;
    auto const tenths = unit == 100 ? minor / 10 % 10 : 0;
    auto const hundredths = unit == 100 ? minor % 10 : 0;
    std::string out { name.chinese };
    if (whole > 0 || minor == 0)
        out += chinese(whole, capital) + "元";
    if (tenths > 0)
        out += std::string { capital.digits.at(tenths) } + "角";
    else if (hundredths > 0 && whole > 0)
        out += capital.digits[0];
    if (hundredths > 0)
        return out + std::string { capital.digits.at(hundredths) } + "分";
    return out + "整";
}

} // namespace

std::string english_number(std::uint64_t number)
{
    if (number == 0)
        return std::string { small[0] };
    std::array<std::uint64_t, 7> groups {};
    for (auto& group : groups) {
        group = number % 1'000;
        number /= 1'000;
    }
    std::string out;
    for (std::size_t g = groups.size(); g-- > 0;) {
        if (groups.at(g) == 0)
            continue;
        if (!out.empty())
            out += g == 0 && groups[0] < 100 ? " and " : " ";
        out += below_thousand(groups.at(g));
        out += thousands.at(g);
    }
    return out;
}

std::string chinese_number(std::uint64_t number)
{
    auto out = chinese(number, everyday);
    static constexpr std::string_view one_ten = "一十";
    return out.starts_with(one_ten) ? out.substr(std::string_view { "一" }.size()) : out;
}

std::string figure_of(Money money, Language language)
{
    auto const* name = named(money.currency);
    if (language == Language::en)
        return display(money);
    if (name == nullptr)
        return fmt::format("{} {}", digits_of(money), money.currency.code());
    if (name->code == "CNY")
        return fmt::format("人民币{}元", digits_of(money));
    return digits_of(money) + std::string { name->chinese };
}

std::optional<std::string> words_of(Money money, Language language)
{
    auto const* name = named(money.currency);
    auto const exponent = money.currency.exponent();
    if (name == nullptr || money.minor < 0 || (exponent != 0 && exponent != 2))
        return std::nullopt;
    if (language == Language::zh)
        return chinese_capitals(money, *name);
    auto const minor = static_cast<std::uint64_t>(money.minor);
    auto const whole = exponent == 2 ? minor / 100 : minor;
    auto const rest = exponent == 2 ? minor % 100 : 0;
    auto out = fmt::format("{} {}", english_number(whole), whole == 1 ? name->one : name->english);
    return rest == 0 ? out : fmt::format("{} and {:02}/100", out, rest);
}

std::string full_of(Money money, Language language)
{
    auto const figure = figure_of(money, language);
    auto const words = words_of(money, language);
    if (!words)
        return figure;
    return language == Language::zh ? fmt::format("{}（大写：{}）", figure, *words)
                                    : fmt::format("{} ({})", figure, *words);
}

std::string day_of(Date day, Language language)
{
    static constexpr std::array<std::string_view, 12> months { "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December" };
    return language == Language::zh ? fmt::format("{}年{}月{}日", day.year(), day.month(), day.day())
                                    : fmt::format("{} {} {}", day.day(), months.at(day.month() - 1), day.year());
}

std::string figure_of(Number number)
{
    RECOURSE_ASSERT(number.decimals >= 0 && number.decimals <= 9);
    bool const negative = number.digits < 0;
    auto const magnitude
        = negative ? 0 - static_cast<std::uint64_t>(number.digits) : static_cast<std::uint64_t>(number.digits);
    std::uint64_t unit = 1;
    for (int i = 0; i < number.decimals; ++i)
        unit *= 10;
    auto out = (negative ? "-" : "") + grouped(magnitude / unit);
    return number.decimals == 0 ? out : fmt::format("{}.{:0{}}", out, magnitude % unit, number.decimals);
}

std::optional<std::string> words_of(Number number, Language language)
{
    if (number.decimals != 0 || number.digits < 0)
        return std::nullopt;
    auto const value = static_cast<std::uint64_t>(number.digits);
    return language == Language::zh ? chinese_number(value) : english_number(value);
}

} // namespace recourse::papers
