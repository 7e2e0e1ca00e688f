#pragma once

#include "core/evidence/viewer.hpp"

// What happened, in the order of days.

namespace recourse::evidence {

/// What shows a fact.
struct Proof {
    Id<Exhibit> exhibit;
    std::string mark; ///< "E12"; empty: it has no number yet
    std::string pages;
    std::string proves;
    std::string proves_zh;
    std::optional<Id<Issue>> issue; ///< to which it matters
    friend bool operator==(Proof const&, Proof const&) = default;
};
BOOST_DESCRIBE_STRUCT(Proof, (), (exhibit, mark, pages, proves, proves_zh, issue))

struct Moment {
    Id<Fact> fact;
    Compartment compartment = Compartment::shared;
    When when;
    bool sure = false; ///< the day is known
    std::string text;
    std::string text_zh;
    bool disputed = false;
    std::vector<Proof> proofs; ///< none: nothing shows it yet
    std::vector<Id<Issue>> issues; ///< that it is joined to without an exhibit
    friend bool operator==(Moment const&, Moment const&) = default;
};
BOOST_DESCRIBE_STRUCT(Moment, (), (fact, compartment, when, sure, text, text_zh, disputed, proofs, issues))

/// The facts of a view by the first day on which each can have been, then by the last; what has only a last day stands
/// by that, before what begins on it; what has neither stands at the end. Of withdrawn and erased exhibits nothing is
/// proof.
std::vector<Moment> chronology(View const&);

} // namespace recourse::evidence
