#pragma once

#include "base/instant.hpp"
#include "core/evidence/state.hpp"

#include <string>
#include <string_view>
#include <vector>

// What the vault's log keeps of the events of a dossier. It follows from them alone: whoever reads the desk's log from
// any place on gets the same records, in the same order.

namespace recourse::evidence {

/// What was done to an exhibit, with the numbers of the vault's records. Stored: don't renumber.
enum class Deed : std::uint8_t {
    collected = 1, ///< came in as the original
    received = 2, ///< came in as anything else
    viewed_original = 3,
    derived = 4,
    translated = 5,
    redacted = 6,
    numbered = 7,
    exported = 8,
    handed_over = 9,
    sealed = 10,
    held = 15,
    erased = 16,
    released = 18, ///< a hold was let go
    withdrawn = 19, ///< its number is not given again
};
BOOST_DESCRIBE_ENUM(Deed, collected, received, viewed_original, derived, translated, redacted, numbered, exported,
    handed_over, sealed, held, erased, released, withdrawn)
/// "viewed-original".
std::string_view word(Deed);

/// Who acted, as records say it: "buyer P-3 U-7".
std::string actor_text(act::Actor const&);

/// Where an act stands in the desk's log: the event, and which of its records it is. The vault's keeper writes it into
/// the record ("event 4711.2", the last line of its note) and finds it there again.
struct Place {
    std::uint64_t sequence = 0; ///< of the event
    std::uint32_t index = 0; ///< from 0
    friend bool operator==(Place const&, Place const&) = default;
};

/// One record, with the fields of the vault's and within their limits: texts of subject, actor and how of at most 512
/// bytes, 256 parents, a note that leaves room for the place in 16 KiB, no control characters but newline and tab in
/// the note.
struct ActRecord {
    Place place;
    Deed deed = Deed::received;
    Digest digest; ///< zeros: of no exhibit (a hold of all)
    std::uint64_t size = 0;
    std::string subject; ///< the dossier: "V-17"
    std::string actor; ///< "counsel P-12 U-3"
    Instant at; ///< when it became durable, by the desk's clock
    std::string how; ///< "Huawei P60; Camera 3"; may be empty
    std::vector<Digest> parents;
    std::string note; ///< a line for each thing that is known: "original name: ..."
    // For whoever shows records to a viewer; the vault's log does not keep them.
    std::vector<Id<Exhibit>> exhibits; ///< that it is about
    Compartment compartment = Compartment::shared; ///< whose readers may see it
    friend bool operator==(ActRecord const&, ActRecord const&) = default;
};

struct RecordContext {
    Id<Dossier> dossier;
    State const& after; ///< the dossier with the event in it, and nothing behind it
    act::Actor by;
    Instant at;
    std::uint64_t sequence = 0; ///< of the event in the desk's log
};

/// The records of an event, one for each exhibit that it concerns; none for what is only said about exhibits. A parent
/// is named in the record of what was made of it where everybody who reads that reads the parent, too; otherwise the
/// parent has a record of its own, which names what was made. For a hold of all there is one record without digest. A
/// record of erasing names no words of the exhibit.
std::vector<ActRecord> records_of(Event const&, RecordContext const&);

} // namespace recourse::evidence
