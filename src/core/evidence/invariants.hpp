#pragma once

#include "core/evidence/state.hpp"

#include <string_view>
#include <vector>

// What is true of a dossier whatever command ran: checked before a batch is written, by code that does not know the
// command. A breach is a bug of ours.

namespace recourse::evidence {

/// Nothing that was there is gone, and each lies where it lay: an exhibit keeps its bytes, its compartment and its
/// number for ever.
struct NothingIsLost {
    static constexpr std::string_view name = "dossier.nothing_is_lost";
    static bool holds(State const& before, State const& after);
};
/// In each compartment a number is given once, and a new one is higher than all before it.
struct NumbersAreNotReused {
    static constexpr std::string_view name = "dossier.numbers_are_not_reused";
    static bool holds(State const& before, State const& after);
};
/// What was just erased had no hold on that day, and two persons have wanted it.
struct HeldIsNotErased {
    static constexpr std::string_view name = "dossier.held_is_not_erased";
    static bool holds(State const& before, State const& after);
};
/// Whatever is named is there.
struct NamesWhatIsThere {
    static constexpr std::string_view name = "dossier.names_what_is_there";
    static bool holds(State const& after);
};
/// Links, holds and hand-overs name nothing that a reader of their compartment could not read; groups hold exhibits of
/// their own.
struct NamesNothingHidden {
    static constexpr std::string_view name = "dossier.names_nothing_hidden";
    static bool holds(State const& after);
};
/// Of the exhibits of a compartment that are neither withdrawn nor erased no two have the same bytes.
struct BytesAreThereOnce {
    static constexpr std::string_view name = "dossier.bytes_are_there_once";
    static bool holds(State const& after);
};

/// The names of those that do not hold; none in a good program.
std::vector<std::string_view> breaches(State const& before, State const& after);

} // namespace recourse::evidence
