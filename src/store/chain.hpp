#pragma once

#include "store/store.hpp"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// The chain of hashes through the log. It is computed here and nowhere else, so that whoever has the events can
/// compute it again and find each changed, missing, added or moved one. Of a stored format: don't change, add a new
/// number.
namespace recourse::store {

/// SHA-256 over, in this order and without separators, integers with the least significant byte first:
///     previous hash (32 bytes);
///     each event: sequence (8), stream (8), version (4), type (2), at (8), command (16), length of the body (8), body;
///     header: format (1, the number 1), first (8), count (4), epoch (8), at (8), seed (8).
/// `hash` and nothing else of the header is left out.
Digest hash_of(Header const&, std::span<Event const>);

/// What a batch continues and under what it is written.
struct Sealing {
    Sequence last = 0; ///< of the header before; 0 for the first batch
    Digest previous {}; ///< its hash
    Epoch epoch = 0;
    Instant at {};
    std::uint64_t seed = 0;
};
/// Numbers the events from last + 1 on and closes them with a header. There must be an event, and none may have the
/// header's type.
Batch seal(Sealing const&, std::vector<Event> events);

/// True of a batch with the numbers that `seal` gives; the hash is not looked at.
bool is_well_formed(Batch const&);

/// The header as a row of the log: sequence first + count, type `header_type`, the header's moment, stream, version and
/// command zero. The body: format (1), first (8), count (4), epoch (8), seed (8), previous (32), hash (32).
Event header_row(Header const&);
/// Undoes it; nothing for anything else.
std::optional<Header> parse_header(Event const&);

/// The first place at which the log is not what was appended.
struct ChainBreak {
    Sequence at = 0;
    std::string what;
};

/// Checks a log as it is read, event by event in order, without holding more than a digest.
class ChainReader {
public:
    /// From the beginning, or from after a header that is trusted.
    explicit ChainReader(Sequence last = 0, Digest const& hash = {});

    /// The header when the event is one and all before it is as it was appended. After a break, no more may be added.
    std::expected<std::optional<Header>, ChainBreak> add(Event const&);

    /// Of the last header seen.
    Sequence last() const { return last_; }
    Digest const& hash() const { return hash_; }
    /// False in the middle of a batch: where a log may not end.
    bool between_batches() const { return next_ == last_ + 1; }

private:
    Sequence last_;
    Digest hash_;
    Sequence next_;
    Digester digester_;
};

} // namespace recourse::store
