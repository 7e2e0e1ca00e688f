#pragma once

#include "packets/check.hpp"
#include "packets/compose.hpp"
#include "packets/pdf/bind.hpp"
#include "packets/print.hpp"

#include <expected>
#include <string>
#include <vector>

// The same exhibits in the form that each receiver wants. Numbers of exhibits are those of the dossier, whoever
// receives them.

namespace recourse::packets {

/// One file that is handed in.
struct OutFile {
    std::string name; ///< letters, digits, hyphen, point
    std::string media_type;
    std::string bytes;
    std::uint64_t pages = 0; ///< of a PDF of ours
    std::string slot; ///< of the receiver's form; empty: none
};

struct Packet {
    std::vector<OutFile> files;
    Page page; ///< the list, note, brief or annex in front
    Surveys surveys;
    BoundPages bound; ///< where each exhibit stands in the bound PDF; empty where the files go in one by one
    Findings findings; ///< of the dossier and of the finished files
};

/// Reads every exhibit's file once: its bytes against its digest, and in a cell its pages. What cannot be read is in
/// the surveys as a fault.
Surveys survey(Dossier const&, pdf::Walls const& = {});

/// Binds the exhibits and throws the result away, where they go in bound: a breach `not-bound` for each exhibit that
/// does not go through by itself, or for the packet where only all of them together do not. It costs what `make` costs,
/// and where something is wrong that once more for each exhibit. Nothing where `checked` says that numbers are missing
/// or given twice.
Findings try_binding(
    receiver::Receiver const&, Dossier const&, Surveys const&, Findings const& checked = {}, pdf::Walls const& = {});

/// The packet for that receiver: files and a covering note for platforms, payment services and inspectors; a bound PDF
/// with an index in front for tribunals, card networks and the police. It is made also where it breaks a limit, so that
/// a person can look at it: `findings` says so, and whoever sends it has to look there (`has_breach`).
/// The same dossier gives the same bytes, as long as the fonts are the same.
/// Errors: a clause on what kept it from being made: two exhibits of one number, a file that is not to be had or is
/// another than its digest says, a file that cannot be bound, a font that is missing.
std::expected<Packet, std::string> make(receiver::Receiver const&, Dossier const&, pdf::Walls const& = {});

} // namespace recourse::packets
