#pragma once

#include "brief/study.hpp"
#include "handover/matter_file.hpp"

namespace recourse::handover {

/// A case file as the steps of a matter: the supplier, what is claimed, the clause, what days are counted from, the
/// notice of non-conformity, demands and payments, money that came in. Nothing is guessed: what the facts do not say
/// stays open, and what a matter wants said otherwise is named in `left_out`. No exhibits: a case file has descriptions
/// of evidence and no bytes.
MatterFile case_steps(brief::Study const&);

} // namespace recourse::handover
