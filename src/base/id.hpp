#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace recourse {

/// The number of one thing of a kind: Id<Order> is no Id<Claim>. Numbers start at 1 and are never used again; 0 names
/// nothing. `Kind::prefix` is the letter with which people and programs write it: "O-17".
template <class Kind>
struct Id {
    std::uint64_t number = 0;

    /// The kind, for code that is written for every kind: decltype(Id<Order>::kind())::type is Order.
    struct Of {
        using type = Kind;
    };
    static constexpr Of kind() { return {}; }

    explicit operator bool() const { return number != 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

/// No thing has this number or a higher one: with its kind beside it a number still fits 64 bits, in the store's names
/// of streams and in those of accounts.
inline constexpr std::uint64_t id_number_end = std::uint64_t { 1 } << 46;

/// "O-17".
template <class Kind>
std::string to_string(Id<Kind> id)
{
    return std::string { Kind::prefix } + "-" + std::to_string(id.number);
}

/// Exactly what to_string writes: the kind's prefix, a hyphen, a number from 1 on without leading zeros. Nothing for
/// any other text, and for a number that no thing has.
template <class Kind>
std::optional<Id<Kind>> parse_id(std::string_view text)
{
    if (!text.starts_with(Kind::prefix))
        return std::nullopt;
    text.remove_prefix(Kind::prefix.size());
    if (text.size() < 2 || text[0] != '-' || text[1] < '1' || text[1] > '9')
        return std::nullopt;
    text.remove_prefix(1);
    Id<Kind> id;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.number);
    if (error != std::errc {} || end != text.data() + text.size() || id.number >= id_number_end)
        return std::nullopt;
    return id;
}

} // namespace recourse

template <class Kind>
struct std::hash<recourse::Id<Kind>> { // NOLINT(cert-dcl58-cpp): the standard lets a program specialise it
    std::size_t operator()(recourse::Id<Kind> id) const noexcept
    {
        // Multiplied by the golden ratio: numbers that follow each other spread over a table.
        return static_cast<std::size_t>(id.number * 0x9E37'79B9'7F4A'7C15u);
    }
};
