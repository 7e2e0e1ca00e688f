#pragma once

#include "api/packet_request.hpp"
#include "core/evidence/viewer.hpp"
#include "packets/dossier.hpp"

#include <functional>

// A dossier as packets want it: from what one viewer sees of it, and what was asked.

namespace recourse::api {

/// Of what a packet is made.
struct PacketMatter {
    Id<Dossier> id;
    evidence::View const& seen; ///< by the caller
    std::string title, title_zh; ///< of the dossier
    Compartment compartment = Compartment::shared; ///< nothing that others alone read goes in
    std::vector<evidence::ExhibitState> exhibits; ///< that were chosen; each has a number
    std::vector<evidence::ExhibitState> gone; ///< withdrawn or erased, with a number: lines of the list
    PacketParty own, other; ///< as the programme names them; without a name: nobody is known
    Date today;
    std::function<std::expected<std::string, std::string>(Digest const&)> read; ///< an object's bytes
    std::function<std::string(Digest const&)> begins; ///< its first bytes; empty where they are not to be had
};

/// "E12" as packets have it.
packets::Number packet_number(evidence::ExhibitState const&);

/// Groups are numbered from 1 among those that have exhibits here; facts and links that lie elsewhere are left out. A
/// translation that is an exhibit of what goes along says what it translates; another one is only said to be there.
/// The exhibits come first, in their order, then what is gone.
packets::Dossier packet_dossier(PacketMatter const&, PacketAsked const&);

} // namespace recourse::api
