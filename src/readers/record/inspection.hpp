#pragma once

#include "base/date.hpp"
#include "readers/text/piece.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// An inspection report as data. Two forms, of the same content; docs/evidence-readers.md shows them.

namespace recourse::readers::record {

enum class Severity : std::uint8_t { critical, major, minor };
BOOST_DESCRIBE_ENUM(Severity, critical, major, minor)

struct Defect {
    Severity severity = Severity::minor;
    std::string what; ///< "pump housing cracked"
    std::uint64_t count = 0; ///< units of the sample with it
    std::uint64_t line = 0; ///< of the file
};
BOOST_DESCRIBE_STRUCT(Defect, (), (severity, what, count, line))

struct Inspection {
    std::string inspector, report, order, product, place;
    std::optional<Date> on;
    std::uint64_t lot = 0, sample = 0; ///< units
    std::vector<Defect> defects;
};
BOOST_DESCRIBE_STRUCT(Inspection, (), (inspector, report, order, product, place, on, lot, sample, defects))

inline constexpr std::size_t defects_max = 10'000;

/// True for a table or object of this form, by its beginning.
bool looks_like_inspection(std::string_view utf8);

/// Rows "field,value" and "defect,severity,count,what"; or a JSON object with the same names. Everything that is wrong
/// goes to `remarks` with its line, and what is right is kept: a file of evidence is not sent back.
Inspection read_inspection(std::string_view bytes, Pieces& text, std::vector<Remark>& remarks);

} // namespace recourse::readers::record
