#pragma once

#include "base/instant.hpp"
#include "packets/page.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The statement on the system that kept electronic data, for the seven factors of article 93 of the Provisions on
// evidence in civil cases (2019). It says what was recorded, and where nothing was recorded it says that.

namespace recourse::packets {

/// One check of the system by itself, or by somebody else.
struct SystemCheck {
    Instant at;
    Words what; ///< "every object against its digest"
    std::uint64_t looked_at = 0; ///< objects, entries
    std::uint64_t wrong = 0;
};

/// What is known of the system; nothing is guessed from what is absent.
struct SystemFacts {
    std::string program; ///< "Recourse 0.1.0"; empty: not known
    std::string operating_system;
    Words machine; ///< where it ran: "a server of the operator in Frankfurt"
    std::vector<Words> replaced; ///< programs and machines that were changed while the data was kept, with days
    std::vector<Instant> restarts; ///< in the time that the statement covers
    bool restarts_known = false; ///< false: an empty list says nothing
    std::uint64_t abrupt = 0; ///< of the restarts, those after a run that was killed or lost its power
    std::vector<Words> incidents; ///< of the system, in the time that the statement covers
    bool incidents_known = false; ///< false: an empty list says nothing
    std::optional<Instant> recorded_since; ///< restarts and incidents, where that was not from the beginning on
    std::vector<SystemCheck> self_checks;
    std::vector<SystemCheck> audits; ///< by others
    std::optional<std::uint64_t> entries; ///< in the log of acts
    std::optional<std::uint64_t> records_missing; ///< acts of this case without a record, as a check of the log found
    std::string log_name; ///< of the log, as its checkpoints have it; empty: not known
    std::string log_root; ///< its hash at that many entries, in hexadecimal
    std::vector<Words> stamps; ///< time stamps of an authority over the log: when, by whom
    bool stamps_known = false; ///< false: an empty list says nothing
    Words extraction; ///< how data was taken out, and whether it can be repeated
    Words clock; ///< where the time comes from, and how far it was off when compared
    Words business; ///< whether the data was made in the ordinary course, and whose
    Words keeper; ///< who kept it, and how he is tied to the parties
    std::vector<Words> others; ///< whatever else bears on it
    bool others_known = false; ///< somebody has looked for others; false: nobody has said
    std::optional<Instant> from, to; ///< the time that the statement covers
};

/// The seven factors, each answered with the facts or with what is not known; ends in a line for signature or seal.
Page system_statement(SystemFacts const&, std::string const& case_id, Words const& signer, Date day);

/// The factors of which nothing, or not enough, is known: 1 to 7.
std::vector<int> open_factors(SystemFacts const&);

} // namespace recourse::packets
