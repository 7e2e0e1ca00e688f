#pragma once

#include "base/date.hpp"
#include "base/instant.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recourse::vault::stamp {

/// A token, as far as its renewal depends on it. Tokens are entries of the log, so that a token over a later checkpoint
/// covers all earlier ones.
struct HeldToken {
    std::string id;
    Instant at; ///< the moment that it names
    std::optional<Instant> ends; ///< when the first certificate of its chain runs out; unknown: it is to be renewed
    std::string imprint; ///< "sha256"
    std::uint64_t log_size = 0; ///< of the checkpoint that it stamps
    std::uint64_t entry = 0; ///< its own place in the log
};

enum class RenewalReason : std::uint8_t {
    ends, ///< a certificate of its chain runs out
    unknown_end,
    weak_digest, ///< its digest is one of those named as weak
};

struct Renewal {
    std::string id;
    RenewalReason reason {};
    friend bool operator==(Renewal const&, Renewal const&) = default;
};

/// The tokens that have to be renewed before the end of that day: those that end by then or have a weak digest, and
/// that no other token covers which neither does. One new token over a checkpoint that has them all renews them all.
std::vector<Renewal> to_renew(
    std::span<HeldToken const> tokens, Date by, std::span<std::string const> weak_digests = {});

} // namespace recourse::vault::stamp
