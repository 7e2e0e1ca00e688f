#pragma once

#include "base/type_name.hpp"

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

using recourse::hyphenated;
using recourse::type_name;

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
