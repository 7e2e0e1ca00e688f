#pragma once

#include "core/forum/book.hpp"
#include "time/calendar.hpp"
#include "time/deadline.hpp"

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Which papers a filing needs, which are there, and until when the others have to be begun.

namespace recourse::forum {

enum class Have : std::uint8_t { unknown, missing, have };
std::string_view word(Have);

/// What is known of the papers. A paper is there when it is, or when each of its steps is.
struct PaperFacts {
    std::string claimant_country; ///< ISO 3166; empty: not known
    Signs signs;
    std::map<std::string, Have, std::less<>> papers; ///< by id; a step as "power-of-attorney.formality"
    std::optional<Date> last_day; ///< on which the filing can be made; absent: nothing is counted
    Date today;
};

struct StepState {
    PaperStep const* step = nullptr; ///< a formality is the one of the country
    Have state = Have::unknown;
    std::optional<time::Due> start_by; ///< last day to begin it; absent where it is done or nothing is counted
};

struct PaperState {
    Paper const* paper = nullptr;
    Answer needed = Answer::yes; ///< yes, or unknown while a sign is
    std::vector<std::string> missing; ///< signs that decide whether it is needed
    Have state = Have::unknown;
    std::vector<StepState> steps; ///< those that may be needed
    int days_low = 0, days_high = 0; ///< of what is not done, one step after the other
    std::optional<time::Due> start_by; ///< of the first step that is not done
    bool late = false; ///< that day is over
};

struct Readiness {
    Filing const* filing = nullptr;
    std::vector<PaperState> papers; ///< what may be needed, in the order of the book
    ApostilleRow const* apostille = nullptr; ///< of the claimant's country; null: nothing is known of it
    bool ready = false; ///< every paper that may be needed is there
    int lacking = 0; ///< papers that may be needed and are not known to be there
    std::optional<Date> first_start; ///< the earliest of the days on which something has to be begun
    bool late = false;
};

/// The book has a paper of that id, or a step of one: "power-of-attorney.notary".
bool knows_paper(Book const&, std::string_view id);

/// Days are counted backward from the last day, the longest estimate of each step, the last step first; a day to begin
/// that is closed moves to the open day before (Direction::before). Papers of a country of which nothing is known are
/// taken to need legalisation, the longer way, until it is.
/// Errors: a filing the book does not have, with the nearest; a paper or step in the facts that it does not have; a
/// last day before today.
std::expected<Readiness, std::string> readiness_of(
    Book const&, std::string_view filing, PaperFacts const&, time::Calendar const&);

} // namespace recourse::forum
