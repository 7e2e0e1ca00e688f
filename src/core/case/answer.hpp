#pragma once

#include "base/date.hpp"
#include "base/money.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// The answer of an assessment: what docs/formats/answer.schema.json publishes, as plain values in the language that was
// asked for. Absent optionals are written as null: not known, or not applicable where the comment says so.

namespace recourse::casework {

/// Where a statement comes from. `mark` says how far to trust it.
struct SourceRef {
    std::string document; ///< key in the sources register; empty: no source, and then `mark` is "unverified"
    std::string title;
    std::string url;
    std::string clause; ///< article, section or row
    std::string kind; ///< official, copy, news, analysis, weak, statute, interpretation, inference, estimate
    std::string mark; ///< primary, secondary, unverified, estimate, contested
    std::optional<Date> read;
};

struct MoneyRange {
    std::optional<Money> low;
    std::optional<Money> high;
};

struct Loss {
    std::optional<Money> paid;
    std::optional<Money> claimed; ///< the most that can be claimed on what is known
    std::optional<Money> claimed_low; ///< the least
    std::vector<std::string> missing; ///< facts without which the sums cannot be stated
};

enum class Verdict { covered, partly, not_covered, undecided };

struct Reason {
    std::string rule;
    std::string outcome; ///< applies, fails, unknown, limits, passed, open
    std::string text;
    SourceRef source;
    std::string reading; ///< empty: in every reading
    std::string problem; ///< "problems[0]" where the rule speaks of one defect
    std::vector<std::string> missing;
};

struct ReadingResult {
    std::string reading;
    Verdict verdict = Verdict::undecided;
    MoneyRange range;
    std::string says = {}; ///< how it reads the rules, in a sentence
};

struct Coverage {
    std::string programme;
    std::string name;
    std::string edition;
    std::string route; ///< id of the route by which it is claimed
    Verdict verdict = Verdict::undecided;
    MoneyRange range; ///< low under the strictest, high under the most generous
    MoneyRange cap; ///< high absent: no upper limit found
    MoneyRange shortfall;
    bool facts_missing = false;
    bool readings_differ = false;
    std::vector<Reason> reasons;
    std::vector<ReadingResult> readings;
    std::vector<std::string> missing; ///< fact paths
    std::vector<std::string> trace; ///< readable lines
};

enum class RouteStatus { open, conditional, closed, unknown };
enum class Track { assurance, legal, other };

struct Why {
    std::string text;
    SourceRef source;
};

struct CostPart {
    std::string id;
    std::string what;
    std::optional<Money> low, likely, high;
    bool estimate = false;
    SourceRef source;
};

struct Cost {
    std::optional<Money> low, likely, high; ///< in the case's currency
    std::vector<CostPart> parts; ///< in their own currencies
};

struct Weeks {
    std::optional<int> low, likely, high;
    bool estimate = true;
    SourceRef source;
};

struct Distribution {
    std::optional<Money> p10, p50, p90, mean; ///< already rounded to the digits it deserves
};

/// The eleven rows of the head-to-head comparison, in their pinned order.
inline constexpr std::array<char const*, 11> comparison_rows {
    "max_recovery",
    "speed",
    "cost",
    "covers_fraud",
    "covers_ip",
    "covers_off_platform",
    "asset_freezing",
    "international_enforcement",
    "supplier_consequences",
    "consequential_damages",
    "evidence_requirements",
};

struct CompareCell {
    std::string text;
    std::string value; ///< machine-readable: "yes", "no", "partly", an amount, weeks; may be empty
};

struct Route {
    std::string id;
    std::string name;
    Track track = Track::legal;
    RouteStatus status = RouteStatus::unknown;
    std::vector<Why> why;
    MoneyRange recoverable;
    Cost cost;
    Weeks weeks;
    Distribution net;
    std::array<CompareCell, 11> compare;
    std::vector<std::string> missing;
};

struct MonthPoint {
    int month = 0; ///< months from as_of
    std::optional<Money> p10, p50, p90, mean; ///< recovered net by then
};

struct Driver {
    std::string id;
    std::string what;
    std::optional<Money> low; ///< mean net when the assumption is at its unfavourable end
    std::optional<Money> high; ///< ... at its favourable end
    SourceRef source;
};

struct FreezePoint {
    int days = 0; ///< freezing so many days from as_of
    std::optional<Money> mean; ///< expected net
};

struct Forecast {
    bool made = false;
    std::string not_made_because; ///< e.g. no sum is known
    Distribution together;
    std::vector<MonthPoint> by_month;
    std::vector<Driver> drivers;
    std::vector<FreezePoint> freeze_delay;
    std::uint64_t seed = 0;
    std::uint32_t samples = 0;
    std::vector<std::string> remarks; ///< e.g. the claim is smaller than the cost of a route
};

enum class DeadlineStatus { passed, today, soon, later, not_started, unknown };

struct Deadline {
    std::string id;
    std::string what;
    std::string from_what; ///< the start event in words
    std::optional<Date> from;
    std::optional<Date> opens; ///< the first day on which it can be done, where there is one
    std::optional<Date> due;
    std::optional<Date> due_latest; ///< where readings or counting differ: `due` is the earliest, this the latest
    std::optional<Date> done; ///< the day on which it was done, where that is known
    bool met = false; ///< done in time: nothing is due any more
    std::string time; ///< hour and zone where the limit is finer than a day, e.g. "24:00 Asia/Shanghai"
    DeadlineStatus status = DeadlineStatus::unknown;
    std::string if_missed;
    std::vector<std::string> counting;
    bool provisional = false; ///< a year without an official notice is involved
    std::string route; ///< route or programme it belongs to
    std::string reading;
    SourceRef source;
    std::vector<std::string> missing;
};

struct Task {
    std::string id;
    int step = 1; ///< 1..5
    Track track = Track::legal;
    std::string act; ///< JSON key "do"
    std::optional<Date> by;
    std::string who;
    std::vector<std::string> needs;
    std::string why;
    SourceRef source;
};

struct EvidenceItem {
    std::string kind;
    bool have = false;
    std::vector<std::string> for_routes;
    std::vector<std::string> form;
    std::string why;
    SourceRef source;
};

enum class Severity { stop, warn, note };

struct Warning {
    std::string id;
    Severity severity = Severity::note;
    std::string text;
    SourceRef source;
};

/// What knowing a fact may change.
struct Moves {
    bool verdict = false; ///< whether a programme covers it, in one of its readings at least
    bool stake = false; ///< whether the sum at stake is known
    std::optional<Money> sum; ///< by how much the least and the most that is covered may move, together
    std::vector<std::string> routes; ///< ids of those that may open or close
};

struct Question {
    std::string field; ///< fact path
    std::string ask;
    std::string changes;
    double worth = 0; ///< for ranking only; larger is more valuable
    Moves moves = {};
};

struct Counterfactual {
    std::string change;
    std::string effect;
};

struct UsedRate {
    std::string text;
    SourceRef source;
};

struct Answer {
    std::string title;
    std::string language = "en";
    Date as_of;
    bool as_of_given = false; ///< false: today in Beijing
    Loss loss;
    std::vector<Coverage> coverage;
    std::vector<Route> routes;
    Forecast forecast;
    std::vector<Deadline> deadlines;
    std::vector<Task> plan;
    std::vector<EvidenceItem> evidence;
    std::vector<Warning> warnings;
    std::vector<Question> questions;
    std::vector<Counterfactual> counterfactuals;
    std::vector<UsedRate> rates;
    std::vector<std::string> notes; ///< what the answer itself must say, e.g. a calendar year without notice
};

} // namespace recourse::casework
