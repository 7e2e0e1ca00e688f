#pragma once

#include "base/ratio.hpp"
#include "core/act/decision.hpp"
#include "core/inspection/plan.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

// What an inspector found, judged by what the parties agreed: accepted or rejected, and the share of the goods that
// this proposes. Pure; every result can be stored as it is.

namespace recourse::inspection {

/// How grave a defect is, the gravest first. Stored: don't renumber.
enum class DefectClass : std::uint8_t { critical = 1, major = 2, minor = 3 };
BOOST_DESCRIBE_ENUM(DefectClass, critical, major, minor)
/// "critical", ...
std::string_view word(DefectClass);

/// What is held against the acceptance number. Stored: don't renumber.
enum class Counting : std::uint8_t {
    units = 1, ///< defective units, each once, under its gravest defect
    defects = 2, ///< every defect
};
BOOST_DESCRIBE_ENUM(Counting, units, defects)

/// What is tolerated of one class.
struct Criterion {
    DefectClass defect_class = DefectClass::major;
    Aql aql; ///< 0: none is tolerated
    friend bool operator==(Criterion const&, Criterion const&) = default;
};
BOOST_DESCRIBE_STRUCT(Criterion, (), (defect_class, aql))

/// The acceptance terms of a contract. Each class at most once; a class without a criterion is not judged.
struct Terms {
    Level level = Level::ii;
    Severity severity = Severity::normal;
    Counting counting = Counting::units;
    std::vector<Criterion> criteria;
    friend bool operator==(Terms const&, Terms const&) = default;
};
BOOST_DESCRIBE_STRUCT(Terms, (), (level, severity, counting, criteria))

/// What was found of one class.
struct Found {
    DefectClass defect_class = DefectClass::major;
    std::uint32_t sample = 0; ///< units looked at for this class
    std::uint32_t units = 0; ///< of them, those whose gravest defect is of this class
    std::uint32_t defects = 0; ///< defects of this class in all units; may stay 0 where units are counted
    friend bool operator==(Found const&, Found const&) = default;
};
BOOST_DESCRIBE_STRUCT(Found, (), (defect_class, sample, units, defects))

struct Report {
    std::uint64_t lot = 0; ///< units that were presented
    std::vector<Found> found; ///< one for each class of the terms
    friend bool operator==(Report const&, Report const&) = default;
};
BOOST_DESCRIBE_STRUCT(Report, (), (lot, found))

struct ClassVerdict {
    DefectClass defect_class = DefectClass::major;
    Plan plan; ///< by which it was judged
    std::uint32_t sample = 0; ///< that was looked at
    std::uint32_t counted = 0; ///< units or defects, as the terms count
    bool accepted = false;
    std::string why;
    std::string why_zh;
    friend bool operator==(ClassVerdict const&, ClassVerdict const&) = default;
};
BOOST_DESCRIBE_STRUCT(ClassVerdict, (), (defect_class, plan, sample, counted, accepted, why, why_zh))

struct Verdict {
    std::vector<ClassVerdict> classes; ///< in the order of the terms
    bool accepted = false; ///< every class is
    /// The proposed share of the goods: defective units of the rejected classes out of the sample, exactly as counted.
    /// Nothing of an accepted class is in it: so much the parties agreed to tolerate. From a sample it is an estimate
    /// of the lot, given without bounds of confidence, which have no exact fraction; from the whole lot it is the fact.
    Ratio share;
    bool estimate = false; ///< the share was counted in a sample, not in the whole lot
    std::string why;
    std::string why_zh;
    friend bool operator==(Verdict const&, Verdict const&) = default;
};
BOOST_DESCRIBE_STRUCT(Verdict, (), (classes, accepted, share, estimate, why, why_zh))

/// All that is wrong with acceptance terms: no criterion, a class twice, an AQL that the tables do not have, an AQL
/// above 10 where units are counted. Empty: they can be agreed.
std::vector<act::Refusal> check(Terms const&);

/// The verdict, or all that is wrong with terms and report. A report is refused when it is impossible (a sample larger
/// than the lot, more defective units than were looked at, ...) and when its sample is not one that the terms ask for:
/// the plan's own, or, drawn for all classes alike, a larger one for which the tables have a plan under the AQL. A
/// sample that was cut short rejects once it has more than the acceptance number; it never accepts.
std::expected<Verdict, std::vector<act::Refusal>> judge(Terms const&, Report const&);

} // namespace recourse::inspection
