#pragma once

#include "base/instant.hpp"

#include <chrono>

namespace recourse::accounts {

/// How long somebody waits who has failed: nothing while he is within `free`, then `first`, twice as much with each
/// further failure, never more than `longest`. After `forgotten` without a failure all is as at the beginning.
struct LockPolicy {
    unsigned free = 4;
    std::chrono::seconds first { 30 };
    std::chrono::seconds longest { 15 * 60 };
    std::chrono::seconds forgotten { 24 * 60 * 60 };
};

/// The wait after that many failures in a row.
std::chrono::seconds lock_delay(LockPolicy const&, unsigned failures);

/// Failures in a row, of an account or of an address.
struct Failures {
    unsigned count = 0;
    Instant last;
    Instant locked_until; ///< exclusive
    friend bool operator==(Failures const&, Failures const&) = default;
};

/// With one failure more.
Failures after_failure(LockPolicy const&, Failures const&, Instant now);

} // namespace recourse::accounts
