#pragma once

#include "codec/stored.hpp"

#include <string_view>
#include <type_traits>
#include <variant>

// Every kind of event that a log can hold, for code that goes through all of them.

namespace recourse::codec {

/// "order::events::PaymentReceived", at compile time.
template <class T>
constexpr std::string_view qualified_name()
{
    std::string_view name = __PRETTY_FUNCTION__;
    auto const begin = name.find("T = ") + 4;
    name = name.substr(begin, name.find_first_of("];", begin) - begin);
    constexpr std::string_view ours = "recourse::";
    return name.starts_with(ours) ? name.substr(ours.size()) : name;
}

/// Calls visit(std::type_identity<Event>, make) for each, in the order of their numbers; make(event) is the Happening.
template <class Visit>
void for_each_kind(Visit const& visit)
{
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Happening>>([&](auto outer) {
        using Outer = typename decltype(outer)::type;
        if constexpr (packed::detail::is<Outer, std::variant>)
            boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, Outer>>(
                [&](auto inner) { visit(inner, [](auto value) { return Happening { Outer { std::move(value) } }; }); });
        else
            visit(outer, [](auto value) { return Happening { std::move(value) }; });
    });
}

} // namespace recourse::codec
