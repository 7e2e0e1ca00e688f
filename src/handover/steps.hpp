#pragma once

#include "core/matter/commands.hpp"
#include "core/matter/state.hpp"
#include "handover/manifest.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

// A matter as the commands with which another desk makes it anew. What happened goes along; what a person decided or
// vouched for does not: who took over searches for conflicts, chooses and approves himself.

namespace recourse::handover {

struct Step {
    matter::Command command;
    /// The list of a matter into which it puts an entry, by its name in matter::State ("heads"), and the entry's
    /// number; where it makes none, empty and 0. Numbers are those of the matter that was handed over.
    std::string list;
    std::uint32_t number = 0;
};

struct Steps {
    std::vector<Step> steps;
    std::vector<LeftOut> left_out; ///< with the reason
};

/// The steps of a matter, in an order in which each finds what it needs. Where all of them are carried out, on the same
/// day and by the same calendar, the days are the same, and every entry has its number but offers, of which only the
/// open ones go along. Lapsed freezes and challenges that are over are not said again: `left_out` names them. An
/// exhibit keeps the id that it has here.
Steps steps_of(matter::State const&);

/// How many entries each list has that steps fill: {"heads", 3}.
std::map<std::string, std::uint32_t, std::less<>> counted(matter::State const&);

using ExhibitIds = std::map<Id<evidence::Exhibit>, Id<evidence::Exhibit>>;
/// Puts the ids of another desk for those in the command. One that has none is taken out; those are given.
std::vector<Id<evidence::Exhibit>> rename_exhibits(matter::Command&, ExhibitIds const&);

} // namespace recourse::handover
