#pragma once

#include "base/date.hpp"
#include "catalog/schedules.hpp"
#include "time/rates.hpp"

#include <iosfwd>
#include <span>
#include <string>

namespace recourse::cli {

/// A forum whose fees nobody could confirm.
struct UnknownFees {
    std::string forum;
    casework::SourceRef source; ///< of what is known of the forum
};

/// `recourse fees FORUM AMOUNT`: the words as they were typed.
struct FeesOptions {
    std::string forum; ///< "prc-court", or one schedule: "prc-court:prc_court_acceptance"
    std::string amount; ///< "320000.00 CNY"; another currency is converted by a recorded rate, which is named
    Date as_of;
    std::string format = "text"; ///< text or json
};

/// Prints the fee by every schedule of the forum that is in force on `as_of`, exact to the minor unit, with its
/// working, its source and how far that is to be trusted; of a forum without schedule, that its fee is unknown.
/// Returns 0; or 2 when the words are wrong, all named on `err`.
int run_fees(FeesOptions const&, std::span<catalog::ForumSchedule const>, std::span<UnknownFees const>,
    time::RateTable const&, std::ostream& out, std::ostream& err);

} // namespace recourse::cli
