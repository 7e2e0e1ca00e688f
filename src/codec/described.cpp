#include "codec/described.hpp"

namespace recourse::codec {

std::string hyphened(std::string_view name)
{
    std::string result { name };
    std::ranges::replace(result, '_', '-');
    while (result.ends_with('-')) // "operator_" is named so because the word is C++'s own
        result.pop_back();
    return result;
}

namespace described {

std::string_view kind_of(Node const& node)
{
    switch (node.kind) {
    case NodeKind::null:
        return "null";
    case NodeKind::table:
        return "an object";
    case NodeKind::array:
        return "a list";
    case NodeKind::string:
        return "a text";
    case NodeKind::integer:
        return "a whole number";
    case NodeKind::decimal:
        return "a number with a point";
    case NodeKind::boolean:
        return "true or false";
    case NodeKind::date:
    case NodeKind::time:
    case NodeKind::datetime:
        return "a time";
    }
    return "something else";
}

std::optional<std::string_view> Reading::text(Node const& node, std::string_view wanted)
{
    if (node.is_string())
        return node.text;
    wrong(fmt::format("this is {}, wanted is {} in quotes", kind_of(node), wanted));
    return std::nullopt;
}

void read_money(Node const& node, Money& value, Reading& to)
{
    static constexpr std::string_view form = R"(money is {"amount": "48000.00", "currency": "USD"})";
    auto const* amount = node.is_table() ? node.find("amount") : nullptr;
    auto const* currency = node.is_table() ? node.find("currency") : nullptr;
    bool const whole = amount != nullptr && currency != nullptr && amount->is_string() && currency->is_string()
        && node.members.size() == 2;
    if (!whole)
        return to.wrong(std::string { form });
    auto const money = parse_money(amount->text + " " + currency->text);
    if (money)
        value = *money;
    else
        to.wrong(money.error());
}

} // namespace described

} // namespace recourse::codec
