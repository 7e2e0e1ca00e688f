#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Which sample is drawn from a lot, and how much may be wrong with it: single sampling plans of ISO 2859-1.

namespace recourse::inspection {

/// How much is looked at for the size of the lot; II where nothing is agreed. Stored: don't renumber.
enum class Level : std::uint8_t { s1 = 1, s2 = 2, s3 = 3, s4 = 4, i = 5, ii = 6, iii = 7 };
BOOST_DESCRIBE_ENUM(Level, s1, s2, s3, s4, i, ii, iii)
/// "S-1", ..., "II".
std::string_view word(Level);

/// Stored: don't renumber.
enum class Severity : std::uint8_t { normal = 1, tightened = 2 };
BOOST_DESCRIBE_ENUM(Severity, normal, tightened)
std::string_view word(Severity);

/// The acceptance quality limit in thousandths: percent of defective units, or defects in a hundred units. Nothing but
/// the 26 values of the tables, and 0: none is tolerated.
struct Aql {
    std::uint32_t thousandths = 0;
    friend bool operator==(Aql, Aql) = default;
};
BOOST_DESCRIBE_STRUCT(Aql, (), (thousandths))

/// One of the values of the tables, or 0.
bool in_tables(Aql);
/// "2.5", "0.010" or "0.01"; digits and at most one point. Nothing for a value that is not in the tables.
std::optional<Aql> parse_aql(std::string_view);
/// "2.5", "0.01", "0".
std::string to_string(Aql);

/// How a lot is sampled and judged.
struct Plan {
    std::string letter; ///< of the row that applies, after its arrows
    std::uint32_t sample = 0; ///< units to look at, never more than the lot
    std::uint32_t accept = 0; ///< up to this many, included: accepted
    std::uint32_t reject = 1; ///< from this many on: rejected
    bool whole = false; ///< the plan's sample would be the lot or more: every unit is looked at
    friend bool operator==(Plan const&, Plan const&) = default;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (letter, sample, accept, reject, whole))

/// The letter of the lot. Nothing for a lot below 2: a single unit is not sampled.
std::optional<char> code_letter(std::uint64_t lot, Level);

/// The plan for a lot. An arrow leads to the first plan below or above it, with that plan's own sample. An AQL of 0 is
/// no value of the standard: by custom the letter's own sample is drawn and a single find rejects.
/// Nothing for a lot below 2 and for an AQL that is not in the tables.
std::optional<Plan> plan_for(std::uint64_t lot, Level, Severity, Aql);

/// The plan with exactly this sample, where the tables have one under the AQL without an arrow: where the classes of
/// defects lead to samples of different sizes, the largest may be drawn for all (MIL-STD-105E 4.9.4).
std::optional<Plan> plan_with_sample(std::uint32_t sample, std::uint64_t lot, Severity, Aql);

} // namespace recourse::inspection
