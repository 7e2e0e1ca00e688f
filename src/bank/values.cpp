#include "bank/values.hpp"

#include "time/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace recourse::bank {

namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
bool all_digits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// "Z", "+08:00" at the end of a date or time: seconds east; nothing: none stands there.
struct Offset {
    std::string_view before; ///< the text without it
    std::optional<std::int32_t> seconds;
    bool flawed = false;
};
Offset offset_of(std::string_view text)
{
    if (text.ends_with('Z'))
        return { text.substr(0, text.size() - 1), 0, false };
    if (text.size() < 6)
        return { text, std::nullopt, false };
    auto const zone = text.substr(text.size() - 6);
    bool const is_zone = (zone[0] == '+' || zone[0] == '-') && zone[3] == ':';
    if (!is_zone)
        return { text, std::nullopt, false };
    auto const hours = zone.substr(1, 2), minutes = zone.substr(4, 2);
    if (!all_digits(hours) || !all_digits(minutes))
        return { text, std::nullopt, true };
    auto const number = [](std::string_view two) { return (two[0] - '0') * 10 + (two[1] - '0'); };
    auto const seconds = number(hours) * 3'600 + number(minutes) * 60;
    bool const flawed = seconds > 14 * 3'600 || number(minutes) > 59;
    return { text.substr(0, text.size() - 6), zone[0] == '-' ? -seconds : seconds, flawed };
}

/// "HH:MM:SS" with a fraction; microseconds of the day.
std::optional<std::int64_t> time_of_day(std::string_view text)
{
    if (text.size() < 8 || text[2] != ':' || text[5] != ':')
        return std::nullopt;
    auto const two = [&](std::size_t at) -> std::int64_t {
        return all_digits(text.substr(at, 2)) ? (text[at] - '0') * 10 + (text[at + 1] - '0') : 100;
    };
    auto const hour = two(0), minute = two(3), second = two(6);
    if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute > 0 || second > 0)))
        return std::nullopt;
    auto micros = ((hour * 60 + minute) * 60 + second) * 1'000'000;
    auto const fraction = text.substr(8);
    if (fraction.empty())
        return micros;
    if (fraction[0] != '.' || !all_digits(fraction.substr(1)) || hour == 24)
        return std::nullopt;
    std::int64_t unit = 100'000;
    for (char const c : fraction.substr(1)) {
        micros += (c - '0') * unit;
        unit /= 10;
    }
    return micros;
}

std::optional<When> when_of(std::string_view text)
{
    auto const [before, seconds, flawed] = offset_of(text);
    if (flawed || before.size() < 19 || before[10] != 'T')
        return std::nullopt;
    auto const date = parse_date(before.substr(0, 10));
    auto const micros = time_of_day(before.substr(11));
    if (!date || !micros)
        return std::nullopt;
    When when { *date, {} };
    if (seconds)
        when.moment = Instant { std::int64_t { date->days() } * 86'400'000'000 + *micros
            - std::int64_t { *seconds } * 1'000'000 };
    return when;
}

std::optional<Money> parse_amount(XmlPlace const& place, Currency currency)
{
    auto const text = place.text();
    auto const point = text.find('.');
    auto const whole = text.substr(0, point);
    auto fraction = point == std::string_view::npos ? std::string_view {} : text.substr(point + 1);
    bool const digits = (all_digits(whole) || (whole.empty() && !fraction.empty()))
        && (fraction.empty() ? point == std::string_view::npos || !whole.empty() : all_digits(fraction));
    if (!digits) {
        place.wrong(fmt::format("'{}' is no amount: digits, with at most one point", excerpt(text)));
        return std::nullopt;
    }
    auto const exponent = static_cast<std::size_t>(currency.exponent());
    while (fraction.size() > exponent && fraction.ends_with('0'))
        fraction.remove_suffix(1);
    if (fraction.size() > exponent) {
        place.wrong(fmt::format(
            "{} has more digits after the point than {} has ({})", excerpt(text), currency.code(), exponent));
        return std::nullopt;
    }
    std::string minor { "0" };
    minor += whole;
    minor += fraction;
    minor.append(exponent - fraction.size(), '0');
    minor.erase(0, std::min(minor.find_first_not_of('0'), minor.size() - 1));
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(minor.data(), minor.data() + minor.size(), value);
    if (error != std::errc {} || value > amount_minor_max) {
        place.wrong(fmt::format("{} is larger than any amount that is taken", excerpt(text)));
        return std::nullopt;
    }
    return Money { value, currency };
}

} // namespace

std::string_view head(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0u) == 0x80u)
        --most;
    return text.substr(0, most);
}

std::string excerpt(std::string_view text)
{
    constexpr std::size_t most = 40;
    return std::string { head(text, most) } + (text.size() > most ? "..." : "");
}

std::string to_string(MessageName const& name)
{
    return fmt::format("{}.001.{:02}", name.family, name.version);
}

std::optional<MessageName> message_of(std::string_view space)
{
    constexpr std::string_view prefix = "urn:iso:std:iso:20022:tech:xsd:";
    if (!space.starts_with(prefix))
        return std::nullopt;
    space.remove_prefix(prefix.size());
    if (space.size() != 15 || space.substr(8, 5) != ".001." || !all_digits(space.substr(13)))
        return std::nullopt;
    return MessageName { std::string { space.substr(0, 8) }, (space[13] - '0') * 10 + (space[14] - '0') };
}

std::optional<Money> amount(XmlPlace const& place)
{
    if (!place)
        return std::nullopt;
    auto const code = place.attribute("Ccy");
    if (!code) {
        place.wrong("the amount has no currency (Ccy)");
        return std::nullopt;
    }
    auto const currency = Currency::from_code(*code);
    if (!currency || *currency == Currency::none()) {
        place.wrong(fmt::format("'{}' is no currency of ISO 4217 with a minor unit", excerpt(*code)));
        return std::nullopt;
    }
    return parse_amount(place, *currency);
}

std::optional<Money> amount_in(XmlPlace const& place, Currency currency)
{
    return place ? parse_amount(place, currency) : std::nullopt;
}

std::optional<Date> day(XmlPlace const& place)
{
    if (!place)
        return std::nullopt;
    auto const text = place.text();
    if (auto const moment = when_of(text))
        return moment->day;
    auto const [before, seconds, flawed] = offset_of(text);
    auto const date = parse_date(before);
    if (date && !flawed)
        return *date;
    place.wrong(fmt::format("'{}' is no day like 2026-03-01", excerpt(text)));
    return std::nullopt;
}

std::optional<Date> day_within(XmlPlace const& place)
{
    if (!place)
        return std::nullopt;
    auto const date = place.one("Dt"), moment = place.one("DtTm");
    if (static_cast<bool>(date) == static_cast<bool>(moment)) {
        place.wrong("this holds either Dt or DtTm");
        return std::nullopt;
    }
    return day(date ? date : moment);
}

std::optional<When> when(XmlPlace const& place)
{
    if (!place)
        return std::nullopt;
    auto const found = when_of(place.text());
    if (!found)
        place.wrong(fmt::format("'{}' is no moment like 2026-03-01T08:30:00+01:00", excerpt(place.text())));
    return found;
}

std::optional<bool> is_credit(XmlPlace const& place)
{
    if (!place)
        return std::nullopt;
    auto const text = place.text();
    if (text == "CRDT" || text == "DBIT")
        return text == "CRDT";
    place.wrong(fmt::format("'{}' is neither CRDT nor DBIT", excerpt(text)));
    return std::nullopt;
}

std::optional<bool> truth(XmlPlace const& place)
{
    if (!place)
        return std::nullopt;
    auto const text = place.text();
    if (text == "true" || text == "1")
        return true;
    if (text == "false" || text == "0")
        return false;
    place.wrong(fmt::format("'{}' is neither true nor false", excerpt(text)));
    return std::nullopt;
}

std::optional<std::uint64_t> count(XmlPlace const& place)
{
    if (!place)
        return std::nullopt;
    auto const text = place.text();
    std::uint64_t value = 0;
    if (all_digits(text) && text.size() <= 15
        && std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc {})
        return value;
    place.wrong(fmt::format("'{}' is no number of at most 15 digits", excerpt(text)));
    return std::nullopt;
}

Account other_account(XmlPlace const& place)
{
    Account account;
    if (auto const iban = place.one("IBAN"); iban && !flaw_of_iban(iban.text()))
        account.iban = std::string { iban.text() };
    else
        account.number = std::string { head((iban ? iban : place.one("Othr").one("Id")).text(), 34) };
    return account;
}

std::optional<Account> account_id(XmlPlace const& place)
{
    if (!place)
        return std::nullopt;
    auto const iban = place.one("IBAN"), other = place.one("Othr");
    if (static_cast<bool>(iban) == static_cast<bool>(other)) {
        place.wrong("an account is named by either IBAN or Othr");
        return std::nullopt;
    }
    Account account;
    if (iban) {
        account.iban = std::string { iban.text() };
        if (auto flaw = flaw_of_iban(account.iban)) {
            iban.wrong(*std::move(flaw));
            return std::nullopt;
        }
        return account;
    }
    auto const id = other.need("Id");
    account.number = other.text_of("Id", 34);
    if (id && account.number.empty())
        id.wrong("this is empty");
    return account.number.empty() ? std::nullopt : std::optional { std::move(account) };
}

std::string bic_of(XmlPlace const& agent, bool bicfi)
{
    auto const bank = agent.one("FinInstnId");
    auto const here = bank.one(bicfi ? "BICFI" : "BIC");
    if (auto const elsewhere = bank.one(bicfi ? "BIC" : "BICFI"); elsewhere)
        elsewhere.wrong(
            bicfi ? "in this version of the message the BIC stands in BICFI" : "in this version it stands in BIC");
    if (!here)
        return {};
    if (auto flaw = flaw_of_bic(here.text())) {
        here.wrong(*std::move(flaw));
        return {};
    }
    return std::string { here.text() };
}

} // namespace recourse::bank
