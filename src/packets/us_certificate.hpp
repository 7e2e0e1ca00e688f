#pragma once

#include "packets/dossier.hpp"
#include "packets/system_statement.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

// What a qualified person certifies of electronic records and copies for a court of the United States: Federal Rules of
// Evidence 902(13) (records made by an electronic process) and 902(14) (data copied and identified by its digest), in
// the form of 902(11) and (12). It is a draft: what only that person knows has room in it and no words.

namespace recourse::packets {

/// A file as it was copied for the packet.
struct CopiedFile {
    Number number;
    std::string name; ///< in English
    std::string file; ///< its name as it came; may be empty
    std::uint64_t bytes = 0;
    Digest digest; ///< of what was read now, which is that of its record
    std::optional<Instant> came_in; ///< by the system's clock; nothing: not known
    std::optional<std::uint64_t> entry; ///< of the record of that in the log; nothing: not known
    bool proved = false; ///< that entry stands under the signed checkpoint: its proof was checked
};

/// The draft, in English. `day` is of the document's data; the day of signing is left open.
Page us_certificate(SystemFacts const&, std::span<CopiedFile const>, std::string const& case_id, Date day);

} // namespace recourse::packets
