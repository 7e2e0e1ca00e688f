#pragma once

#include "core/matter/state.hpp"

#include <string_view>
#include <vector>

// What is true of a matter whatever command ran: checked before a batch is written, by code that does not know the
// command. A breach is a bug of ours.

namespace recourse::matter {

/// A matter before and after the events of one batch, and the calendar by which its days are counted.
struct Batch {
    State const& before;
    State const& after;
    time::Calendar const& calendar;
};

/// Which phase may follow which, a batch being able to go two steps: none is followed by open alone, and comes never
/// again; every other one may follow every other, as titles fall, filings end and matters are reopened. But open and
/// closed name nothing that is under way.
struct PhaseIsThatOfTheFacts {
    static constexpr std::string_view name = "matter.phase_is_that_of_the_facts";
    static bool holds(Batch const&);
};
/// Nothing that was there is gone: lists only grow, and papers, receipts, filings, titles and predictions stay as they
/// came; of a paper that a filing needs something else may be known, but it stays named.
struct NothingIsLost {
    static constexpr std::string_view name = "matter.nothing_is_lost";
    static bool holds(Batch const&);
};
/// Of each paper that filings need one thing is known, not two.
struct PapersAreKnownOnce {
    static constexpr std::string_view name = "matter.papers_are_known_once";
    static bool holds(Batch const&);
};
/// What was received and given out is the sum of its entries, and no more is given out than was received.
struct SumsAddUp {
    static constexpr std::string_view name = "matter.sums_add_up";
    static bool holds(Batch const&);
};
/// No receipt takes what came, on whatever route, beyond the claim of its day without the mark of over-recovery.
struct NothingComesTwiceUnmarked {
    static constexpr std::string_view name = "matter.nothing_comes_twice_unmarked";
    static bool holds(Batch const&);
};
/// What was given out had two persons.
struct TwoPersonsDistribute {
    static constexpr std::string_view name = "matter.two_persons_distribute";
    static bool holds(Batch const&);
};
/// What was sent had been approved by a person of counsel.
struct CounselApproves {
    static constexpr std::string_view name = "matter.counsel_approves";
    static bool holds(Batch const&);
};
/// While a conflict of interest is open, or names were not searched for, nothing goes out and nothing is filed.
struct ConflictStops {
    static constexpr std::string_view name = "matter.conflict_stops";
    static bool holds(Batch const&);
};
/// Whoever accepted a full and final offer had the figure before him of what it gives up.
struct WaiverWasRead {
    static constexpr std::string_view name = "matter.waiver_was_read";
    static bool holds(Batch const&);
};
/// A closed matter has no freeze that stands and no filing under way.
struct ClosedHoldsNothing {
    static constexpr std::string_view name = "matter.closed_holds_nothing";
    static bool holds(Batch const&);
};
/// A claim with the programme changes no day of the clock.
struct PlatformClaimInterruptsNothing {
    static constexpr std::string_view name = "matter.platform_claim_interrupts_nothing";
    static bool holds(Batch const&);
};
/// The days that are kept are those that all acts together give.
struct DaysAreCounted {
    static constexpr std::string_view name = "matter.days_are_counted";
    static bool holds(Batch const&);
};

/// The names of those that do not hold; none in a good program.
std::vector<std::string_view> breaches(Batch const&);

} // namespace recourse::matter
