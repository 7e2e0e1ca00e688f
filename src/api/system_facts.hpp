#pragma once

#include "api/desk.hpp"
#include "api/packet_request.hpp"
#include "core/evidence/state.hpp"
#include "packets/us_certificate.hpp"

#include <vector>

// What a desk really knows of itself, for statements on it. Nothing here is supposed: what was not recorded or looked
// at just now is said to be unknown, and what only a person can say is said to be stated by one.

namespace recourse::api {

/// What the kernel says of the machine's clock.
packets::Words clock_now();
/// "Debian GNU/Linux 12 (bookworm), Linux 6.1.0-18-amd64"; empty where the system does not say.
std::string operating_system_now();
/// "Recourse 0.1.0".
std::string program_now();

/// What was found when the copies were taken.
struct TakenOut {
    std::vector<packets::CopiedFile> files;
    packets::SystemFacts facts;
};

/// Whether proofs under the signed checkpoint are made, which binds the log to that checkpoint as one that was shown.
enum class Proofs : std::uint8_t { made, left_out };

/// Looks at the log of the vault for those exhibits: whether each act of the case that the role reads has its record,
/// and whether the record by which each exhibit came in stands under the signed checkpoint. The bytes themselves were
/// compared with their digests when they were read, which is not done again; `now` is when. A checkpoint that is
/// shown is remembered for `shown_to` (audience_of), or where that is empty for nobody whose bundles tell of it.
/// Errors: the vault or the store gives no answer.
std::expected<TakenOut, vault::Fault> take_out(Desk&, Id<Dossier>, act::Role,
    std::vector<evidence::ExhibitState> const& exhibits, PacketStated const&, Instant now, Proofs = Proofs::made,
    std::string const& shown_to = {});

} // namespace recourse::api
