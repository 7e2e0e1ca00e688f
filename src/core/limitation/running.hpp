#pragma once

#include "core/limitation/rules.hpp"
#include "core/limitation/types.hpp"

#include <span>

// A period that acts interrupt and obstacles suspend: limitation, and the two years to apply for enforcement.

namespace recourse::limitation {

/// What an act did to the period.
enum class Verdict : std::uint8_t {
    restarts, ///< it starts anew from the act, or from the end of its proceedings
    stops, ///< proceedings that are not over: nothing runs meanwhile
    not_arrived, ///< nothing shows that it arrived: it does not count
    no_proof, ///< nothing shows it at all: it does not count
    too_late, ///< the period had run out before
    too_early, ///< the period had not begun
    rest_given_up, ///< it was for a part only
    other_debtor, ///< it touched nobody who owes this jointly
    argument, ///< a platform claim that reached the supplier: may be argued to be a demand; never counted
    none, ///< does not interrupt
};
std::string_view word(Verdict);

struct Weighed {
    std::uint32_t act = 0; ///< its number, from 1
    Verdict verdict = Verdict::none;
    std::optional<Date> from; ///< from when the period runs anew
    friend bool operator==(Weighed const&, Weighed const&) = default;
};

/// Where a period stands.
struct Running {
    Date from; ///< from here it runs at last: the start, an act, the end of proceedings
    std::uint32_t act = 0; ///< the act that started it anew; 0: none
    bool stopped = false; ///< proceedings are under way
    /// Without obstacles; plain: as counted, before a closed last day moves.
    Date plain;
    Date plain_end; ///< with obstacles
    LastDay end; ///< ... moved. Where it is stopped, what it would be if nothing had stopped it.
    std::uint32_t obstacle = 0; ///< the one that lengthened it at last; 0: none
    /// An obstacle that is not over: if it still lasts when the last six months begin, the period stands still. The
    /// day given is the safe one, without it.
    std::uint32_t may_stand_still = 0;
};

/// The day on which the act interrupts, as far as it can be shown.
struct Interrupts {
    Verdict verdict = Verdict::none; ///< restarts, or why not
    Date on;
};
Interrupts interrupts(Act const&);

/// Works a period through: acts in the order of their days, whatever order they stand in.
/// - An act counts if it fell on or before the last day, obstacles seen to; what comes later does not bring it back.
/// - Proceedings (a filing and what stands like it) stop the period until they end; then it runs anew (Civil Code art.
///   195). A demand, promise, payment, preservation or police report is counted from its own day, which is the safe
///   one, and from its end where that is recorded.
/// - An obstacle on a day of the last six months: the period ends six months after the obstacle (art. 194).
/// An interruption or an obstacle never makes the period end earlier.
/// `weighed`: where not null, gets a line for each act, in the order of their numbers.
Running run(Rule const&, Date start, std::span<Act const>, std::span<Obstacle const>, time::Calendar const&,
    std::vector<Weighed>* weighed = nullptr);

} // namespace recourse::limitation
