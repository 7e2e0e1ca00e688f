#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

// The words by which the wire names the alternatives of a variant: the struct's own name with hyphens.

namespace recourse::codec {

namespace names {

/// "Released" of recourse::order::events::Released, at compile time.
template <class T>
constexpr std::string_view type_name()
{
    std::string_view name = __PRETTY_FUNCTION__;
    auto const begin = name.find("T = ") + 4;
    name = name.substr(begin, name.find_first_of("];", begin) - begin);
    return name.substr(name.rfind(':') + 1);
}

/// "PaymentReceived" as "payment-received".
constexpr std::string hyphenated(std::string_view name)
{
    std::string word;
    for (char const c : name) {
        bool const capital = c >= 'A' && c <= 'Z';
        if (capital && !word.empty())
            word += '-';
        word += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return word;
}

} // namespace names

/// The word of each alternative, in the order of the variant.
template <class Variant>
std::array<std::string, std::variant_size_v<Variant>> const& alternative_words()
{
    static auto const words = []<std::size_t... i>(std::index_sequence<i...>) {
        return std::array { names::hyphenated(names::type_name<std::variant_alternative_t<i, Variant>>())... };
    }(std::make_index_sequence<std::variant_size_v<Variant>> {});
    return words;
}

template <class... Ts>
std::string const& word_of(std::variant<Ts...> const& value)
{
    return alternative_words<std::variant<Ts...>>()[value.index()];
}

} // namespace recourse::codec
