#pragma once

#include "core/assess/assess.hpp"

// What two editions or readings of a programme say differently: of their rules, and of one case.

namespace recourse::assess {

/// One side of a comparison.
struct Side {
    cover::Book const* book; ///< of the world in which its cases are evaluated
    std::string reading; ///< empty: all that the book has
};

/// A rule that only one side has, or that reads differently.
struct RuleChange {
    enum class Kind : std::uint8_t { gone, come, changed } kind;
    std::string table;
    std::string id;
    cover::Rule const* before = nullptr; ///< null where it came
    cover::Rule const* after = nullptr; ///< null where it is gone
    std::vector<std::string> what; ///< of a changed rule: "when", "says", "amount", ...
};

/// In the order of the books: scopes, covers, exclusions, caps, then the rest by table. Rules are the same rule where
/// table and id are the same.
std::vector<RuleChange> rule_changes(Side const& before, Side const& after);

/// One case under both.
struct CaseChange {
    cover::Outcome before, after;
    std::vector<std::string> reasons_gone, reasons_come; ///< ids of rules that hold on one side only
    bool any() const; ///< verdict, sums or reasons differ
};

/// Both sides decide the case, whether or not the edition would bind it. An outcome without readings: the side does not
/// have the reading.
/// Each side has its own evaluation of the same facts: the shared terms may differ, too.
CaseChange case_change(casework::Evaluation& evaluation_before, Side const& before, cover::Inputs const& inputs_before,
    casework::Evaluation& evaluation_after, Side const& after, cover::Inputs const& inputs_after);

} // namespace recourse::assess
