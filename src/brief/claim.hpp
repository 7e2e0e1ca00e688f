#pragma once

#include "brief/contains.hpp"
#include "brief/more.hpp"
#include "core/case/evaluation.hpp"
#include "core/quantum/statement.hpp"

#include <span>
#include <string>
#include <vector>

// The claim statement of a case: what its facts say of payments, defects, losses and money received, as items.

namespace recourse::brief {

/// What the facts do not say well enough to put into figures, and what a reader of the figures has to know.
struct Remark {
    std::string fact; ///< path of a case file, "problems[0].loss"; or the name of a field
    papers::Words says;
};

struct Basis {
    quantum::Particulars particulars;
    std::vector<Remark> remarks;
};

/// Items:
/// - goods that never came (not shipped, not received, withheld, fraud, a diverted payment): a refund of the stated
///   loss, else of the share of the price, else, where nothing was shipped and nothing else is claimed, of all that was
///   paid; a short quantity likewise, by its loss or share;
/// - any other defect: damages of its stated loss; else a reduction by the share of the price;
/// - a delay: damages, if its loss is stated;
/// - the further losses, each by itself. Agreed damages are not among them.
/// Interest runs on refunds and reductions: of goods that never came from the day after the last day for them, else
/// from the day of delivery. Receipts are the rows of `recoveries` of the given fields, which have a day and an amount.
/// What is left out is told in the remarks. An empty list of items is possible: then nothing can be stated.
Basis basis_of(casework::Evaluation&, Fields const& given, std::span<papers::Exhibit const>, quantum::Terms);

/// The one-year loan prime rate among the tables of the law; no rows where there is none.
std::vector<route::YearlyRate> loan_prime_rates(casework::World const&);

/// Exhibits of these kinds of evidence, by their marks, in the order of the case.
std::vector<std::string> marks_of(
    casework::Facts const&, std::span<papers::Exhibit const>, std::span<std::string_view const> kinds);

} // namespace recourse::brief
