#pragma once

#include "core/case/answer.hpp"
#include "core/case/text.hpp"
#include "time/deadline.hpp"

#include <optional>
#include <string>
#include <vector>

namespace recourse::casework {

/// A `[[deadline]]` of a data file (docs/formats/common.md), compiled.
struct DeadlineRule {
    struct Leg {
        Expression from; ///< date
        Said from_what;
        std::string period; ///< as written; parsed by time::parse_period when the file is loaded
        bool same_day = false; ///< the event's day is day 1
        std::string calendar = "none";
        bool moves = false; ///< a last day that is closed moves to the next open day
        std::string zone;
    };
    std::string id;
    Said what;
    Expression when; ///< null: always
    Expression started; ///< null: once `from` is known
    Expression due; ///< instead of legs
    Expression opens; ///< date before which it is too early; null: none
    Expression opens_when; ///< does `opens` concern this case; null: always
    std::vector<Leg> legs;
    bool latest = false; ///< of several legs the latest counts, not the earliest
    Expression done; ///< date on which it was met
    bool bars = false;
    bool soft = false;
    bool not_before = false;
    Said if_missed;
    std::vector<std::string> readings; ///< empty: all
    SourceRef source;
    Place place;
};

} // namespace recourse::casework
