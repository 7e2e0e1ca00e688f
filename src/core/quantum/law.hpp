#pragma once

#include "base/language.hpp"
#include "core/case/answer.hpp"

#include <string>
#include <string_view>

// The texts on which the sums rest. `document` is a key of the sources register of the forums, which has the address.

namespace recourse::quantum::law {

using casework::SourceRef;

/// Civil Code, Contracts: "art. 585".
SourceRef civil_code(std::string clause);
/// Civil Code, arts. 560 and 561: read in a second open copy of the code.
SourceRef imputation(std::string clause);
/// Interpretation on contracts of sale.
SourceRef sale(std::string clause);
/// Interpretation on contracts in general.
SourceRef contract(std::string clause);
/// Interpretation on interest for late performance in enforcement.
SourceRef delay(std::string clause);
/// Measures on litigation fees (Decree 481).
SourceRef fees(std::string clause);
/// Measures on the fees of arbitration commissions of 1995.
SourceRef arbitration_fees(std::string clause);
/// A law firm's note on the notice of 2021 on contingency fees.
SourceRef contingency(std::string clause);
/// The older ceiling of 30 %, as it is still quoted.
SourceRef contingency_older();
/// A note on what a suit costs; secondary.
SourceRef costs_note(std::string clause);
/// For what has no source: mark "unverified". `note` says what has to be checked.
SourceRef unsourced(std::string note);
/// A conclusion of ours from a text: the same with the mark "inference".
SourceRef inferred(SourceRef);

/// "Civil Code, Contracts, art. 585 [primary]", "民法典合同编第585条［原文］": titles and notes hold both languages,
/// with " · " between them.
std::string cited(SourceRef const&, Language);

} // namespace recourse::quantum::law
