#pragma once

#include "base/language.hpp"
#include "core/limitation/running.hpp"

#include <boost/describe.hpp>

#include <string>
#include <vector>

// Every deadline of a matter, from what has happened. Pure; worked out anew whenever something happens or a calendar
// changes.

namespace recourse::limitation {

/// Where a deadline stands before any day is looked at. Stored: don't renumber.
enum class Stand : std::uint8_t {
    runs = 1,
    stopped = 2, ///< proceedings are under way
    not_started = 3, ///< what it runs from has not happened, or is not known
    not_worked_out = 4, ///< by a law that is not known here
};
BOOST_DESCRIBE_ENUM(Stand, runs, stopped, not_started, not_worked_out)

/// One deadline in figures.
struct Row {
    RuleId rule = RuleId::limitation_three;
    std::uint32_t about = 0; ///< number of the measure, filing, title ... ; 0: of the matter
    Stand stand = Stand::not_started;
    std::optional<Date> from;
    std::optional<Date> due; ///< the last day; where it is stopped, nothing
    std::optional<Date> done; ///< when what it asks for was done
    bool provisional = false; ///< may still move: the calendar has no notice for its year
    friend bool operator==(Row const&, Row const&) = default;
};
BOOST_DESCRIBE_STRUCT(Row, (), (rule, about, stand, from, due, done, provisional))

/// All of them, into `rows`, which is emptied first and keeps its room; in the order of RuleId, then of numbers. A
/// deadline that does not concern the matter is not there.
void work_out(Record const&, time::Calendar const&, std::vector<Row>& rows);
std::vector<Row> work_out(Record const&, time::Calendar const&);

/// What became of each act, by the period that the law gives (the longer one where the law is open). Empty while the
/// start is not known.
std::vector<Weighed> weigh(Record const&, time::Calendar const&);

enum class Status : std::uint8_t { met, passed, today, soon, later, stopped, not_started, unknown };
BOOST_DESCRIBE_ENUM(Status, met, passed, today, soon, later, stopped, not_started, unknown)
/// "not-started".
std::string_view word(Status);
/// On that day. "soon" is within 14 days, as in an assessment. What was done in time is met; what was done too late is
/// passed.
Status status(Row const&, Date as_of);
inline constexpr int soon_days = 14;

/// Nothing is to be done any more, whatever the day.
bool is_met(Row const&);
/// The first last day from `as_of` on that is not met; nothing: there is none.
std::optional<Date> next_due(std::span<Row const>, Date as_of);

/// A deadline in words.
struct Shown {
    std::string word; ///< "freeze-expiry"
    std::string what;
    std::string from_what;
    std::string if_missed;
    std::string document; ///< key of forums/sources.toml
    std::string clause;
    std::string confidence;
    Force force = Force::bars;
    /// How it was counted: the acts that started it anew or did not, obstacles, the counting itself.
    std::vector<std::string> counting;
};
Shown show(Row const&, Record const&, time::Calendar const&, Language);
/// What an act did, in one sentence.
std::string say(Act const&, Weighed const&, Language);

} // namespace recourse::limitation
