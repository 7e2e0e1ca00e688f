#include "codec/case_value.hpp"

#include "base/money.hpp"
#include "base/text.hpp"
#include "codec/country.hpp"

#include <fmt/format.h>

#include <array>

namespace recourse::codec {

namespace {

using casework::FactField;
using casework::FactKind;
using Outcome = std::optional<Complaint>;

constexpr std::string_view leave_out = "leave the key out where the fact is not known";

Complaint wrong_kind(std::string const& name, Node const& node, std::string_view expected, std::string remedy = {})
{
    return { fmt::format("{} is {}; expected {}", name, describe(node.kind), expected), std::move(remedy) };
}

/// A number as it stands in the file, for a remedy that quotes it.
std::string written(Node const& node)
{
    return node.is(NodeKind::integer) ? std::to_string(node.integer) : node.text;
}

std::expected<std::string, Complaint> text_of(std::string const& name, Node const& node, std::size_t text_max)
{
    if (node.is(NodeKind::integer) || node.is(NodeKind::decimal))
        return std::unexpected(wrong_kind(name, node, "text in quotes", fmt::format("write \"{}\"", written(node))));
    if (!node.is_string())
        return std::unexpected(wrong_kind(name, node, "text in quotes"));
    if (node.text.find_first_not_of(" \t\r\n") == std::string::npos)
        return std::unexpected(Complaint { fmt::format("{} is empty", name), std::string { leave_out } });
    if (node.text.size() > text_max)
        return std::unexpected(Complaint { fmt::format("{} has more than {} bytes", name, text_max) });
    return node.text;
}

std::string listed(std::vector<std::string> const& words)
{
    std::string all;
    for (auto const& word : words)
        all += all.empty() ? word : ", " + word;
    return all;
}

std::expected<std::string, Complaint> word_of(std::string const& name, FactField const& field, Node const& node)
{
    auto const expected = "one of " + listed(field.words);
    if (!node.is_string())
        return std::unexpected(wrong_kind(name, node, expected));
    if (std::ranges::find(field.words, node.text) != field.words.end())
        return node.text;
    std::vector<std::string_view> const words { field.words.begin(), field.words.end() };
    return std::unexpected(Complaint {
        fmt::format("{} does not know '{}'; expected {}", name, node.text, expected), did_you_mean(node.text, words) });
}

std::expected<Date, Complaint> date_of(std::string const& name, Node const& node)
{
    if (node.is(NodeKind::date))
        return node.date;
    if (node.is(NodeKind::datetime))
        return std::unexpected(wrong_kind(name, node, "a day such as 2026-03-01", "leave the hour out"));
    if (!node.is_string())
        return std::unexpected(wrong_kind(name, node, "a day such as 2026-03-01"));
    auto const date = parse_date(node.text);
    if (!date)
        return std::unexpected(Complaint { fmt::format("{}: {}", name, date.error()), "write a day as 2026-03-01" });
    return *date;
}

/// What was probably meant by an amount that cannot be read: "US$48,000" or "48000 usd".
std::string money_remedy(std::string_view text)
{
    std::string digits;
    std::string letters;
    for (char const c : text) {
        if ((c >= '0' && c <= '9') || c == '.')
            digits += c;
        else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            letters += static_cast<char>(c & ~0x20);
    }
    if (letters == "US")
        letters = "USD";
    if (letters == "RMB")
        letters = "CNY";
    auto const guess = digits + " " + letters;
    auto const money = parse_money(guess);
    return money && guess != text ? fmt::format("write \"{}\"", to_string(*money)) : std::string {};
}

std::expected<Money, Complaint> money_of(std::string const& name, Node const& node)
{
    if (node.is(NodeKind::integer) || node.is(NodeKind::decimal))
        return std::unexpected(wrong_kind(name, node, "money in quotes such as \"48000.00 USD\"",
            fmt::format("write \"{} USD\" if that is its currency", written(node))));
    if (!node.is_string())
        return std::unexpected(wrong_kind(name, node, "money in quotes such as \"48000.00 USD\""));
    auto const money = parse_money(node.text);
    if (!money)
        return std::unexpected(Complaint { fmt::format("{}: {}", name, money.error()), money_remedy(node.text) });
    if (money->minor < 0)
        return std::unexpected(Complaint { fmt::format("{} is negative", name), "amounts of a case are zero or more" });
    if (money->minor > amount_minor_max)
        return std::unexpected(Complaint { fmt::format("{} is {}; expected at most {}", name, to_string(*money),
                                               to_string(Money { amount_minor_max, money->currency })),
            "check the digits and the currency" });
    return *money;
}

std::expected<std::string, Complaint> decimal_of(
    std::string const& name, casework::FactGroup const& group, FactField const& field, Node const& node)
{
    if (!node.is_string() && !node.is(NodeKind::integer) && !node.is(NodeKind::decimal))
        return std::unexpected(wrong_kind(name, node, "a number such as \"0.35\""));
    auto const digits = written(node);
    auto const ratio = parse_ratio(digits);
    if (!ratio)
        return std::unexpected(
            Complaint { fmt::format("{}: {}", name, ratio.error()), "write digits such as \"0.35\"" });
    auto const range = decimal_range(group.name, field.name);
    bool const too_low = *ratio < range.low || (!range.low_allowed && *ratio == range.low);
    if (too_low || (range.high && *range.high < *ratio))
        return std::unexpected(Complaint { fmt::format("{} is {}; expected {}", name, digits, range.says) });
    return digits;
}

Outcome set_texts(
    casework::Facts& facts, casework::FactPath path, std::string const& name, Node const& node, std::size_t text_max)
{
    if (!node.is_array())
        return wrong_kind(name, node, "a list of texts such as [\"wechat\", \"email\"]", "put it in square brackets");
    std::vector<std::string> texts;
    for (Node const& item : node.items) {
        auto text = text_of("an entry of " + name, item, text_max);
        if (!text)
            return text.error();
        texts.push_back(std::move(*text));
    }
    facts.set_texts(path, texts);
    return std::nullopt;
}

std::string trimmed_and_lowered(std::string_view text)
{
    auto const first = text.find_first_not_of(" \t\r\n");
    std::string out { text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1) };
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

/// The platforms that rule books name, for those who write "Alibaba", "m.alibaba.com" or the address of an order.
constexpr std::array<std::string_view, 11> platforms { "1688.com", "alibaba.com", "aliexpress.com", "amazon.com",
    "dhgate.com", "ebay.com", "escrow.com", "etsy.com", "faire.com", "globalsources.com", "made-in-china.com" };

/// The host of an address, without "www."; a platform that has a name without ".com" by its name.
std::string platform_of(std::string_view text)
{
    auto const whole = trimmed_and_lowered(text);
    std::string_view host = whole;
    for (std::string_view const scheme : { "https://", "http://" })
        if (host.starts_with(scheme))
            host.remove_prefix(scheme.size());
    host = host.substr(0, host.find_first_of("/?#"));
    if (host.starts_with("www."))
        host.remove_prefix(4);
    for (auto const platform : platforms) {
        bool const below = host.size() > platform.size() && host.ends_with(platform)
            && host[host.size() - platform.size() - 1] == '.';
        if (host == platform || below || host == platform.substr(0, platform.find('.')))
            return std::string { platform };
    }
    return host.empty() ? whole : std::string { host };
}

std::expected<std::string, Complaint> country_of(std::string const& name, std::string const& text)
{
    if (auto const code = country_code(text))
        return std::string { *code };
    auto const meant = nearest(text, country_names());
    return std::unexpected(Complaint {
        fmt::format("{} does not know the country '{}'; expected its code of ISO 3166, such as \"CN\"", name, text),
        meant ? fmt::format("did you mean \"{}\" ({})?", *country_code(*meant), *meant) : std::string {} });
}

/// Texts that rules compare take the form in which the rules write them; what must be more than a text is checked.
std::expected<std::string, Complaint> text_in_form(
    casework::FactGroup const& group, FactField const& field, std::string const& name, std::string const& text)
{
    if (field.name == "country" || field.name == "payee_country")
        return country_of(name, text);
    if (group.name == "order" && field.name == "platform")
        return platform_of(text);
    // Ids of institutions and routes; a name that is none of ours stays a name.
    if ((group.name == "order" && field.name == "arbitration") || (group.name == "legal" && field.name == "forum"))
        return trimmed_and_lowered(text);
    if (group.name == "rates" && (field.name == "from" || field.name == "to") && !Currency::from_code(text))
        return std::unexpected(Complaint { fmt::format("{}: '{}' is not an active ISO 4217 currency", name, text),
            money_remedy("1 " + text).empty() ? "" : "write it in capitals" });
    return text;
}

} // namespace

DecimalRange decimal_range(std::string_view group, std::string_view field)
{
    DecimalRange range;
    range.says = "zero or more";
    if (group == "problems" && field == "share") {
        range.high = Ratio::whole(1);
        range.says = "a share of the goods between 0 and 1, such as \"0.35\"";
    } else if (field.ends_with("_percent")) {
        range.high = Ratio::whole(100);
        range.says = "a percentage between 0 and 100";
    } else if (group == "rates") {
        range.low_allowed = false;
        range.says = "more than zero";
    }
    return range;
}

Outcome set_fact(casework::Facts& facts, casework::FactPath path, std::string const& name,
    casework::FactGroup const& group, FactField const& field, Node const& node, std::size_t text_max)
{
    if (node.is(NodeKind::null))
        return std::nullopt;
    switch (field.kind) {
    case FactKind::text: {
        auto text = text_of(name, node, text_max);
        if (text)
            text = text_in_form(group, field, name, *text);
        if (!text)
            return text.error();
        facts.set_text(path, *text);
        return std::nullopt;
    }
    case FactKind::word: {
        auto const word = word_of(name, field, node);
        if (!word)
            return word.error();
        facts.set_text(path, *word);
        return std::nullopt;
    }
    case FactKind::text_list:
        return set_texts(facts, path, name, node, text_max);
    case FactKind::boolean:
        if (!node.is(NodeKind::boolean))
            return wrong_kind(
                name, node, "true or false", node.is_string() ? "write it without quotes" : std::string { leave_out });
        facts.set(path, rules::Value::of(node.boolean));
        return std::nullopt;
    case FactKind::date: {
        auto const date = date_of(name, node);
        if (!date)
            return date.error();
        facts.set(path, rules::Value::of(*date));
        return std::nullopt;
    }
    case FactKind::money: {
        auto const money = money_of(name, node);
        if (!money)
            return money.error();
        if (money->is_zero() && group.name == "payments")
            return Complaint { fmt::format("{} is nothing, and nobody pays that", name), std::string { leave_out } };
        facts.set(path, rules::Value::of(*money));
        return std::nullopt;
    }
    case FactKind::decimal: {
        auto const digits = decimal_of(name, group, field, node);
        if (!digits)
            return digits.error();
        facts.set_text(path, *digits);
        return std::nullopt;
    }
    }
    return std::nullopt;
}

} // namespace recourse::codec
