#pragma once

#include "core/case/answer.hpp"
#include "core/case/deadline_rule.hpp"
#include "core/case/text.hpp"
#include "core/route/schedule.hpp"

#include <array>
#include <string>
#include <vector>

// One route (forum, bank, police, negotiation, ...) as typed, compiled values: docs/formats/forum.md.

namespace recourse::route {

using casework::DeadlineRule;
using casework::Expression;
using casework::RouteStatus;
using casework::Said;
using casework::SourceRef;

struct StatusRule {
    RouteStatus is = RouteStatus::closed;
    Expression when; ///< null: always
    Said why;
    SourceRef source;
};

struct CostRule {
    std::string id;
    Said what;
    Expression when;
    Schedule const* schedule = nullptr; ///< owned by the catalog; applied to `of`
    Expression of;
    Expression low, likely, high;
    bool estimate = false;
    SourceRef source;
};

struct WeeksRule {
    Expression when;
    int low = 0, likely = 0, high = 0;
    bool estimate = true;
    SourceRef source;
};

struct EvidenceRule {
    std::string kind;
    std::vector<std::string> form;
    std::vector<std::string> for_routes; ///< filled with the route's own id where the file is a route's
    Expression when;
    Said why;
    SourceRef source;
};

struct RouteBook {
    std::string id;
    Said name;
    casework::Track track = casework::Track::legal;
    std::string kind;
    std::string country;
    int step = 4;
    std::optional<Date> from, until, seen_on;
    SourceRef source;
    std::vector<StatusRule> statuses;
    std::vector<CostRule> costs;
    std::vector<WeeksRule> weeks;
    Expression recoverable_low, recoverable_high;
    std::array<Said, 11> compare; ///< in the order of casework::comparison_rows
    std::array<Said, 11> compare_values;
    std::vector<EvidenceRule> evidence;
    std::vector<DeadlineRule> deadlines;
    std::string folder;
};

} // namespace recourse::route
