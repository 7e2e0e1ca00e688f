#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/ratio.hpp"
#include "core/act/actor.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How a supplier stands with the programme: points, measures, a limit of cover, links to other accounts.

namespace recourse::standing {

/// When an act was made good; books grade points by it. Stored: don't renumber.
enum class Cure : std::uint8_t {
    early = 1, ///< settled between the parties, before the programme stepped in
    late = 2, ///< made good once the programme had found against the supplier
    never = 3,
};
BOOST_DESCRIBE_ENUM(Cure, early, late, never)
std::string_view word(Cure);

/// Points for one act, as they were given. They have a number of their own within the supplier's standing, from 1 on.
struct Points {
    std::uint32_t number = 0;
    Date on;
    std::string act; ///< as the book names it
    Cure cure = Cure::never;
    std::uint32_t points = 0;
    Id<Claim> claim; ///< from which the act is known; 0: from none
    std::string rule;
    std::optional<Date> lapses; ///< the last day on which they count; nothing: they never lapse by themselves
    act::Actor by;
    Id<Party> carried_from; ///< the linked account to which they were given; 0: to this one
    friend bool operator==(Points const&, Points const&) = default;
};
BOOST_DESCRIBE_STRUCT(Points, (), (number, on, act, cure, points, claim, rule, lapses, by, carried_from))

/// How points reached a rung of the ladder: what a measure rests on.
struct Reached {
    std::uint32_t threshold = 0; ///< of the rung; 0: none, the measure has another reason than points
    Date on;
    std::uint32_t last = 0; ///< number of the last points that counted
    friend bool operator==(Reached, Reached) = default;
};
BOOST_DESCRIBE_STRUCT(Reached, (), (threshold, on, last))

/// How far a measure lowers the limit while it is in force: one of the two.
struct Lowering {
    std::optional<Ratio> share; ///< of the limit that is left, from 0 to less than 1
    std::optional<Money> most; ///< the limit is this or less
    friend bool operator==(Lowering const&, Lowering const&) = default;
};
BOOST_DESCRIBE_STRUCT(Lowering, (), (share, most))

/// A measure, as it was taken; numbered like points.
struct Measure {
    std::uint32_t number = 0;
    std::string measure; ///< as the book names it
    Date from; ///< the first day in force
    std::optional<Date> until; ///< the last day in force; nothing: no end of its own
    std::string reason;
    std::string rule;
    Reached reached;
    std::uint32_t proposal = 0; ///< that a person confirmed; 0: none
    act::Actor by;
    Id<Party> carried_from; ///< the linked account against which it was taken; 0: this one
    std::optional<Lowering> lowers_to {}; ///< nothing: it leaves the limit as it is, or an earlier version took it
    friend bool operator==(Measure const&, Measure const&) = default;
};
BOOST_DESCRIBE_STRUCT(
    Measure, (), (number, measure, from, until, reason, rule, reached, proposal, by, carried_from, lowers_to))

/// What an appeal can be against. Stored: don't renumber.
enum class Subject : std::uint8_t { points = 1, measure = 2, blacklisting = 3, link = 4 };
BOOST_DESCRIBE_ENUM(Subject, points, measure, blacklisting, link)
std::string_view word(Subject);

struct Target {
    Subject subject = Subject::points;
    std::uint32_t number = 0;
    friend bool operator==(Target, Target) = default;
};
BOOST_DESCRIBE_STRUCT(Target, (), (subject, number))

/// How an order ended. Stored: don't renumber.
enum class OrderEnd : std::uint8_t { completed = 1, closed = 2 };
BOOST_DESCRIBE_ENUM(OrderEnd, completed, closed)

/// A calendar month of a supplier's own record.
struct Month {
    Date first; ///< its first day
    std::uint32_t orders = 0; ///< completed in it
    Money volume; ///< of those orders
    std::uint32_t disputes = 0; ///< opened in it
    Money refunded; ///< by disputes that were closed in it
    friend bool operator==(Month const&, Month const&) = default;
};
BOOST_DESCRIBE_STRUCT(Month, (), (first, orders, volume, disputes, refunded))

/// Months that a record keeps; totals go back to the beginning.
inline constexpr std::size_t months_kept = 24;

/// The supplier's own numbers, from which its limit is worked out. All of it follows from the log.
struct Record {
    std::uint32_t orders = 0; ///< completed, ever
    std::vector<Month> months; ///< the last ones in which anything happened, at most months_kept, the oldest first
    std::uint32_t disputes = 0; ///< ever
    std::uint32_t disputes_open = 0;
    Money refunded; ///< ever
    Money recourse; ///< what the guarantee pool paid for the supplier and wants back
    std::uint64_t points = 0; ///< that count now
    friend bool operator==(Record const&, Record const&) = default;
};
BOOST_DESCRIBE_STRUCT(Record, (), (orders, months, disputes, disputes_open, refunded, recourse, points))

} // namespace recourse::standing
