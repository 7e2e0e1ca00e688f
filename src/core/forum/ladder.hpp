#pragma once

#include "core/forum/book.hpp"
#include "time/calendar.hpp"
#include "time/deadline.hpp"

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// Whom to pursue when the supplier is as the register says: the company, and who else answers for it.

namespace recourse::forum {

/// A person beside the supplier, and whether the case has them.
struct Rung {
    LiablePerson const* person = nullptr;
    Answer applies {}; ///< yes, or unknown while a sign is; those that do not apply are left out
    std::vector<std::string> missing; ///< signs to find out about
};

struct Ladder {
    SupplierStatus const* status = nullptr;
    std::vector<Rung> rungs; ///< those of the status first, then whatever the status; sure ones before open ones
    std::vector<Rung> in_enforcement; ///< who may be added when a judgment or award is enforced
};

/// Errors: a status that the book does not have, with the nearest.
std::expected<Ladder, std::string> ladder_of(Book const&, std::string_view status, Signs const&);

/// The last day of a period of the ladder from the day it runs from. Civil Code arts. 201 and 203: the day itself is
/// not counted, a closed last day moves.
std::expected<time::Due, time::OutsideCalendar> last_day(LadderPeriod const&, Date from, time::Calendar const&);

} // namespace recourse::forum
