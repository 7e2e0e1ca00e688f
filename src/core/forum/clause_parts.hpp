#pragma once

#include "core/forum/clause.hpp"

namespace recourse::forum {

/// What the words say, before anything is judged.
struct ClauseParts {
    Clause clause; ///< without verdict and findings
    bool permissive = false; ///< only "may"
    bool ad_hoc = false;
    bool generic_body = false; ///< "the arbitration commission", of no name
    bool dissatisfied = false; ///< an award may be taken to court
    bool option = false; ///< one side chooses
    bool alternative = false; ///< arbitration "or" court
    std::optional<int> even;
};

ClauseParts clause_parts(Book const&, std::string_view original, Folded const&, std::span<Token const>);

/// Verdict and findings, from the parts.
Clause judged(Book const&, ClauseParts);

} // namespace recourse::forum
