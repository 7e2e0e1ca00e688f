#pragma once

#include "base/ratio.hpp"
#include "core/case/deadline_rule.hpp"
#include "core/case/facts.hpp"
#include "core/route/route_book.hpp"

#include <map>
#include <string>
#include <vector>

// What is said of any case (forums/any/*.toml): warnings, plan, evidence, counterfactuals, questions.

namespace recourse::casework {

struct WarningRule {
    std::string id;
    Severity severity = Severity::note;
    Expression when;
    Said text;
    SourceRef source;
};

struct TaskRule {
    std::string id;
    int step = 1;
    Track track = Track::legal;
    Expression when;
    Said act;
    Expression by;
    std::string by_deadline; ///< id of a deadline; the earliest with that id
    std::string who;
    std::vector<std::string> needs;
    Said why;
    SourceRef source;
};

/// As the position in a list: every item.
inline constexpr std::uint16_t every_item = 65535;

struct CounterfactualRule {
    std::string id;
    Expression when;
    std::vector<std::pair<FactPath, rules::Value>> set; ///< item every_item: every item of the list
    Said change;
};

struct FactWords {
    std::string path; ///< without list positions
    std::string ask, ask_zh;
    std::string why, why_zh; ///< why it is asked, where that is more than what it may change; may be empty
    std::string help, help_zh;
    std::string example;
    std::map<std::string, std::pair<std::string, std::string>> words; ///< word -> label en, zh
};

struct SharedTerm {
    std::string id;
    std::uint32_t slot = 0;
    bool per_problem = false;
    Expression is;
    Said says;
    SourceRef source;
};

/// An assumption of the forecast (`[[estimate]]`): a range with its most likely value.
struct EstimateRule {
    std::string id;
    std::string of; ///< success, collect, decay_per_week, freeze_effect, freeze_settles, freeze_settles_weeks
    std::string route; ///< empty: every route
    Expression when;
    Ratio low, likely, high; ///< 0 to 1
    Said says;
    SourceRef source;
};

struct Guide {
    std::vector<EstimateRule> estimates;
    std::vector<WarningRule> warnings;
    std::vector<TaskRule> tasks;
    std::vector<route::EvidenceRule> evidence;
    std::vector<CounterfactualRule> counterfactuals;
    std::vector<FactWords> facts;
};

} // namespace recourse::casework
