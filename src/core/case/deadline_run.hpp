#pragma once

#include "core/case/answer.hpp"
#include "core/case/deadline_rule.hpp"
#include "core/case/evaluation.hpp"

namespace recourse::casework {

/// A deadline in figures. `applies` is no where the rule does not concern this case.
struct DeadlineOutcome {
    DeadlineRule const* rule = nullptr;
    Truth applies = Truth::yes;
    DeadlineStatus status = DeadlineStatus::unknown;
    std::optional<Date> from, due, done;
    std::optional<Date> opens; ///< the first day on which it can be done
    bool met = false; ///< done in time
    bool provisional = false;
    std::size_t leg = 0; ///< which leg decided
    std::vector<time::Step> counting;
    std::vector<std::string> missing;
};

/// Where a last day stands on the day of the answer. "soon" is within 14 days, but not for a day before which nothing
/// may be done.
DeadlineStatus status_of(Date due, Date as_of, bool not_before);

/// Works the rule out on the day of the evaluation.
DeadlineOutcome run(DeadlineRule const&, Frame&, World const&, Date as_of);

/// The outcome in words.
Deadline describe(DeadlineOutcome const&, Frame&, Language);

} // namespace recourse::casework
