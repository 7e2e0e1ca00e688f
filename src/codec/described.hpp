#pragma once

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/ratio.hpp"
#include "base/text.hpp"
#include "codec/json_writer.hpp"
#include "codec/tree.hpp"
#include "core/inspection/plan.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

// The wire form of described values: written as JSON, read from a tree, and described by a JSON Schema, all three from
// the one description of a struct. Money is {"amount": "48000.00", "currency": "USD"}, a day "2026-03-01", a moment
// RFC 3339, an id "O-17", a ratio its digits, an enumerator its name with hyphens.

namespace recourse::codec {

/// One thing that is wrong with a value: where (a JSON pointer) and what.
struct Flaw {
    std::string pointer; ///< "/terms/instalments/0/amount"
    std::string says; ///< a clause, with the remedy
    friend bool operator==(Flaw const&, Flaw const&) = default;
};

/// "awaiting_seller" as the wire writes it: "awaiting-seller".
std::string hyphened(std::string_view name);

namespace described {

template <class T, template <class...> class Of>
inline constexpr bool is = false;
template <class... Ts, template <class...> class Of>
inline constexpr bool is<Of<Ts...>, Of> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Kind>
inline constexpr bool is_id<Id<Kind>> = true;

template <class T>
using members = boost::describe::describe_members<T, boost::describe::mod_public>;

/// May be left out: it then stays as it begins.
template <class T>
inline constexpr bool may_be_absent = is<T, std::optional> || is<T, std::vector> || std::is_same_v<T, std::string>
    || std::is_same_v<T, bool> || std::is_enum_v<T> || (std::is_integral_v<T> && !std::is_same_v<T, bool>);

std::string_view kind_of(Node const&);

class Reading {
public:
    std::vector<Flaw> flaws;

    void wrong(std::string says) { flaws.push_back({ pointer_, std::move(says) }); }

    /// Runs with the pointer one step deeper.
    template <class Do>
    void inside(std::string_view step, Do const& act)
    {
        auto const length = pointer_.size();
        pointer_ += '/';
        for (char const c : step) {
            if (c == '~')
                pointer_ += "~0";
            else if (c == '/')
                pointer_ += "~1";
            else
                pointer_ += c;
        }
        act();
        pointer_.resize(length);
    }

    std::optional<std::string_view> text(Node const&, std::string_view wanted);

private:
    std::string pointer_;
};

template <class T>
void read(Node const& node, T& value, Reading& to);

template <class T>
void read_enum(Node const& node, T& value, Reading& to)
{
    auto const text = to.text(node, "a word");
    if (!text)
        return;
    std::vector<std::string> words;
    bool found = false;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
        auto const word = hyphened(one.name);
        if (word == *text) {
            value = one.value;
            found = true;
        }
        words.push_back(word);
    });
    if (found)
        return;
    std::vector<std::string_view> const views(words.begin(), words.end());
    auto const meant = did_you_mean(*text, views);
    to.wrong(fmt::format("'{}' is none of {}{}", *text, join_and(words), meant.empty() ? "" : "; " + meant));
}

template <class T>
void read_struct(Node const& node, T& value, Reading& to)
{
    if (!node.is_table())
        return to.wrong(fmt::format("this is {}, wanted is an object", kind_of(node)));
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<members<T>>([&](auto member) { names.push_back(member.name); });
    for (auto const& given : node.members) {
        if (std::ranges::find(names, std::string_view { given.key }) == names.end())
            to.inside(given.key, [&] {
                auto const meant = did_you_mean(given.key, names);
                to.wrong(meant.empty() ? std::string { "there is no such member here" }
                                       : "there is no such member here; " + meant);
            });
    }
    boost::mp11::mp_for_each<members<T>>([&](auto member) {
        using Field = std::remove_reference_t<decltype(value.*member.pointer)>;
        to.inside(member.name, [&] {
            auto const* found = node.find(member.name);
            bool const absent = found == nullptr || found->is(NodeKind::null);
            if (!absent)
                read(*found, value.*member.pointer, to);
            else if (!may_be_absent<Field>)
                to.wrong("this is needed");
        });
    });
}

template <class T, class Parse>
void read_text(Node const& node, T& value, Reading& to, std::string_view wanted, Parse const& parse)
{
    auto const text = to.text(node, wanted);
    if (!text)
        return;
    if (auto parsed = parse(*text))
        value = *std::move(parsed);
    else
        to.wrong(fmt::format("'{}' is not {}", *text, wanted));
}

void read_money(Node const& node, Money& value, Reading& to);

template <class T>
void read(Node const& node, T& value, Reading& to)
{
    if constexpr (std::is_same_v<T, bool>) {
        if (!node.is(NodeKind::boolean))
            return to.wrong(fmt::format("this is {}, wanted is true or false", kind_of(node)));
        value = node.boolean;
    } else if constexpr (std::is_enum_v<T>)
        read_enum(node, value, to);
    else if constexpr (std::is_integral_v<T>) {
        constexpr auto low = std::numeric_limits<T>::min();
        constexpr auto high = std::numeric_limits<T>::max();
        if (!node.is(NodeKind::integer))
            return to.wrong(fmt::format("this is {}, wanted is a whole number", kind_of(node)));
        if (!std::in_range<T>(node.integer))
            return to.wrong(fmt::format("{} is not from {} to {}", node.integer, low, high));
        value = static_cast<T>(node.integer);
    } else if constexpr (std::is_same_v<T, std::string>) {
        if (auto const text = to.text(node, "a text"))
            value = *text;
    } else if constexpr (std::is_same_v<T, Money>)
        read_money(node, value, to);
    else if constexpr (std::is_same_v<T, Date>)
        read_text(node, value, to, "a day like 2026-03-01", [](auto text) { return parse_date(text); });
    else if constexpr (std::is_same_v<T, Ratio>)
        read_text(node, value, to, "a number in digits, like \"0.25\"", [](auto text) { return parse_ratio(text); });
    else if constexpr (std::is_same_v<T, Digest>)
        read_text(
            node, value, to, "a SHA-256 digest in 64 hexadecimal digits", [](auto text) { return parse_digest(text); });
    else if constexpr (std::is_same_v<T, inspection::Aql>)
        read_text(node, value, to, "an AQL of the tables, like \"2.5\", or \"0\"",
            [](auto text) { return inspection::parse_aql(text); });
    else if constexpr (is_id<T>)
        read_text(node, value, to, "an id like its kind has",
            [](auto text) { return parse_id<typename decltype(T::kind())::type>(text); });
    else if constexpr (is<T, std::optional>)
        read(node, value.emplace(), to);
    else if constexpr (is<T, std::vector>) {
        if (!node.is_array())
            return to.wrong(fmt::format("this is {}, wanted is a list", kind_of(node)));
        value.clear();
        for (std::size_t i = 0; i < node.items.size(); ++i)
            to.inside(fmt::format("{}", i), [&] { read(node.items[i], value.emplace_back(), to); });
    } else
        read_struct(node, value, to);
}

template <class T>
void write(JsonWriter& json, T const& value)
{
    if constexpr (std::is_same_v<T, bool>)
        json.boolean(value);
    else if constexpr (std::is_enum_v<T>) {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) {
            if (one.value == value)
                json.string(hyphened(one.name));
        });
    } else if constexpr (std::is_integral_v<T>)
        json.integer(static_cast<std::int64_t>(value));
    else if constexpr (std::is_same_v<T, std::string>)
        json.string(value);
    else if constexpr (std::is_same_v<T, Money>) {
        json.begin_object(true);
        json.key("amount");
        json.string(amount_text(value));
        json.key("currency");
        json.string(value.currency.code());
        json.end_object();
    } else if constexpr (is_id<T>) {
        if (value)
            json.string(to_string(value));
        else // nobody, none
            json.null();
    } else if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, Instant> || std::is_same_v<T, Ratio>
        || std::is_same_v<T, Digest> || std::is_same_v<T, inspection::Aql>)
        json.string(to_string(value));
    else if constexpr (is<T, std::optional>) {
        if (value)
            write(json, *value);
        else
            json.null();
    } else if constexpr (is<T, std::vector>) {
        json.begin_array();
        for (auto const& item : value)
            write(json, item);
        json.end_array();
    } else {
        json.begin_object();
        boost::mp11::mp_for_each<members<T>>([&](auto member) {
            json.key(member.name);
            write(json, value.*member.pointer);
        });
        json.end_object();
    }
}

/// The JSON Schema (2020-12) of the wire form. `reading`: as it is taken, where members may be left out; otherwise as
/// it is written, where all are there.
template <class T>
void schema(JsonWriter& json, bool reading)
{
    auto const typed = [&](std::string_view type) {
        json.begin_object(true);
        json.key("type");
        json.string(type);
    };
    auto const text = [&](std::string_view pattern) {
        typed("string");
        json.key("pattern");
        json.string(pattern);
        json.end_object();
    };
    if constexpr (std::is_same_v<T, bool>) {
        typed("boolean");
        json.end_object();
    } else if constexpr (std::is_enum_v<T>) {
        json.begin_object(true);
        json.key("enum");
        json.begin_array(true);
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto one) { json.string(hyphened(one.name)); });
        json.end_array();
        json.end_object();
    } else if constexpr (std::is_integral_v<T>) {
        typed("integer");
        if (std::is_unsigned_v<T>) {
            json.key("minimum");
            json.integer(0);
        }
        json.end_object();
    } else if constexpr (std::is_same_v<T, std::string>) {
        typed("string");
        json.end_object();
    } else if constexpr (std::is_same_v<T, Money>) {
        json.begin_object(true);
        json.key("$ref");
        json.string("#/components/schemas/money");
        json.end_object();
    } else if constexpr (std::is_same_v<T, Date>)
        text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    else if constexpr (std::is_same_v<T, Instant>)
        text("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$");
    else if constexpr (std::is_same_v<T, Ratio>)
        text("^-?[0-9]+([./][0-9]+)?$");
    else if constexpr (std::is_same_v<T, Digest>)
        text("^[0-9a-f]{64}$");
    else if constexpr (std::is_same_v<T, inspection::Aql>)
        text("^[0-9]+([.][0-9]+)?$");
    else if constexpr (is_id<T>) {
        json.begin_object(true);
        json.key("type");
        json.begin_array(true);
        json.string("string");
        if (!reading)
            json.string("null");
        json.end_array();
        json.key("pattern");
        json.string(fmt::format("^{}-[0-9]+$", decltype(T::kind())::type::prefix));
        json.end_object();
    } else if constexpr (is<T, std::optional>) {
        json.begin_object(true);
        json.key("anyOf");
        json.begin_array(true);
        schema<typename T::value_type>(json, reading);
        typed("null");
        json.end_object();
        json.end_array();
        json.end_object();
    } else if constexpr (is<T, std::vector>) {
        typed("array");
        json.key("items");
        schema<typename T::value_type>(json, reading);
        json.end_object();
    } else {
        json.begin_object();
        json.key("type");
        json.string("object");
        json.key("properties");
        json.begin_object();
        boost::mp11::mp_for_each<members<T>>([&](auto member) {
            json.key(member.name);
            schema<std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>>(json, reading);
        });
        json.end_object();
        json.key("required");
        json.begin_array(true);
        boost::mp11::mp_for_each<members<T>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
            if (!reading || !may_be_absent<Field>)
                json.string(member.name);
        });
        json.end_array();
        json.key("additionalProperties");
        json.boolean(false);
        json.end_object();
    }
}

} // namespace described

/// The value of a tree, or every flaw.
template <class T>
std::expected<T, std::vector<Flaw>> from_tree(Node const& node)
{
    T value {};
    described::Reading reading;
    described::read(node, value, reading);
    if (!reading.flaws.empty())
        return std::unexpected(std::move(reading.flaws));
    return value;
}

/// The value as the next value of the document.
template <class T>
void to_json(JsonWriter& json, T const& value)
{
    described::write(json, value);
}

} // namespace recourse::codec
