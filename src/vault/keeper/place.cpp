#include "vault/keeper/place.hpp"

#include <fmt/format.h>

#include <charconv>

namespace recourse::vault::keeper {

namespace {

constexpr std::string_view word = "event ";

/// Digits without leading zeros, all of the text.
template <class Whole>
std::optional<Whole> number_of(std::string_view text)
{
    Whole value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size()
        || (text.size() > 1 && text[0] == '0'))
        return std::nullopt;
    return value;
}

std::size_t last_line(std::string_view note)
{
    auto const at = note.rfind('\n');
    return at == std::string_view::npos ? 0 : at + 1;
}

} // namespace

std::string to_string(Place place)
{
    return fmt::format("{}{}.{}", word, place.sequence, place.index);
}

std::optional<Place> place_of(std::string_view note)
{
    auto line = note.substr(last_line(note));
    if (!line.starts_with(word))
        return std::nullopt;
    line.remove_prefix(word.size());
    auto const dot = line.find('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    auto const sequence = number_of<std::uint64_t>(line.substr(0, dot));
    auto const index = number_of<std::uint32_t>(line.substr(dot + 1));
    if (!sequence || !index || *sequence == 0)
        return std::nullopt;
    return Place { *sequence, *index };
}

std::string with_place(std::string_view note, Place place)
{
    return fmt::format("{}{}{}", note, note.empty() ? "" : "\n", to_string(place));
}

std::string_view without_place(std::string_view note)
{
    if (!place_of(note))
        return note;
    auto const line = last_line(note);
    return note.substr(0, line == 0 ? 0 : line - 1);
}

} // namespace recourse::vault::keeper
