#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::vault::keeper {

/// Where in the desk's log of events a record comes from: the event, and which of the records that follow from it. A
/// record names its place in the last line of its note ("event 4711.2"), so that the log itself says how far the events
/// were taken in. The form is stored: don't change it.
struct Place {
    std::uint64_t sequence = 0; ///< of the event, from 1; 0: before all events
    std::uint32_t index = 0; ///< from 0
    friend auto operator<=>(Place const&, Place const&) = default;
};

/// "event 4711.2".
std::string to_string(Place);
/// The place that a note names; nothing where its last line is none.
std::optional<Place> place_of(std::string_view note);
/// The note with the line of the place at its end, and without it.
std::string with_place(std::string_view note, Place);
std::string_view without_place(std::string_view note);

} // namespace recourse::vault::keeper
