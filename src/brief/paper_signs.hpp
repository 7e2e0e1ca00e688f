#pragma once

#include "brief/study.hpp"
#include "core/forum/readiness.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

// What a case tells about the papers that a filing needs.

namespace recourse::brief {

/// The filing that the clause of the case leads to: "cietac", else "complaint".
std::string_view filing_of(Study const&);

/// Whether the dispute goes to arbitration, by the words of the clause, else by what the case says; nothing where
/// neither is known.
std::optional<bool> goes_to_arbitration(Study const&);

/// What the facts of a case say of the papers of a filing: the claimant's country, whether goods are defective and
/// money went to somebody else. Nothing is taken to be there.
forum::PaperFacts paper_facts(casework::Facts const&, Date today);

/// The papers of a filing for this case. Days are counted back from `last_day` where one is given. Nothing is taken to
/// be there: what a case has of evidence is not yet the paper in its form.
/// Errors: what readiness_of() refuses; data without the calendar of China.
std::expected<forum::Readiness, std::string> readiness_for(
    Study const&, std::string_view filing, std::optional<Date> last_day);

} // namespace recourse::brief
