#pragma once

#include "packets/packet.hpp"

#include <expected>
#include <string>
#include <vector>

namespace recourse::packets {

inline constexpr std::string_view read_first = "READ-FIRST.txt";

/// Papers of ours that go beside the packet: the statement on the system, the certification.
struct Beside {
    std::string name; ///< "system-statement.pdf"
    std::string bytes;
};

/// A packet as one zip: in `hand-in` what the receiver gets, each file of a slot in a folder of the slot's name; in
/// `beside` the other papers; and READ-FIRST.txt for whoever hands it in: every finding, and the files with their
/// digests. The same packet gives the same bytes. Error: a clause.
std::expected<std::string, std::string> parcel(
    receiver::Receiver const&, Dossier const&, Packet const&, std::vector<Beside> const& = {});

} // namespace recourse::packets
