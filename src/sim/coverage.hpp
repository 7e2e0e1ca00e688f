#pragma once

#include "store/faulty/faulty_store.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recourse::sim {

/// How much happened, in one run or in many.
struct Coverage {
    using Counts = std::map<std::string, std::uint64_t>;

    std::uint64_t runs = 0;
    std::uint64_t requests = 0; ///< commands that clients had
    std::uint64_t hostile = 0; ///< of them, that ought not to work
    std::uint64_t sendings = 0;
    std::uint64_t events = 0; ///< in the log, headers among them
    std::uint64_t starts = 0;
    std::uint64_t kills = 0;
    std::uint64_t rebuilds = 0;
    std::uint64_t clock_steps = 0;
    std::uint64_t answers_lost = 0;
    std::uint64_t audits = 0;
    std::uint64_t records = 0; ///< of the vaults' logs, at the end
    std::uint64_t vault_stops = 0; ///< in the middle of a write
    Counts answers; ///< by result, as they reached clients
    std::array<std::uint64_t, store::injected_faults> faults {};
    Counts commands; ///< carried out, of clients
    Counts refusals; ///< by code
    Counts happened; ///< events by word
    Counts endings; ///< of claims

    void add(Coverage const&);
    /// What clients can send and what was never carried out.
    std::vector<std::string> commands_missed() const;
    std::vector<std::string> refusals_missed() const;
    std::vector<std::string> events_missed() const;
};

/// Several lines for people.
std::string to_string(Coverage const&);

} // namespace recourse::sim
