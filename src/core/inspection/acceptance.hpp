#pragma once

#include "core/inspection/report.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>

namespace recourse::inspection {

/// The acceptance terms of an order: how large the lot is, how much of it is looked at, and what is tolerated of each
/// class. Defective units are counted, by normal inspection. A class without an AQL is not judged; "0" tolerates none.
struct Acceptance {
    std::uint32_t lot = 0; ///< units, 2 or more
    Level level = Level::ii;
    std::optional<Aql> critical;
    std::optional<Aql> major;
    std::optional<Aql> minor;
    friend bool operator==(Acceptance const&, Acceptance const&) = default;
};
BOOST_DESCRIBE_STRUCT(Acceptance, (), (lot, level, critical, major, minor))

/// All that is wrong with them, as flaws of a refusal under pointers that begin here ("/lot"; "" for the whole): a lot
/// that is not sampled, no class, an AQL that is not in the tables or counts defects. Empty: they can be agreed.
std::vector<std::pair<std::string, std::string>> flaws_of(Acceptance const&);

/// The same as the judge takes them.
Terms terms_of(Acceptance const&);

} // namespace recourse::inspection
