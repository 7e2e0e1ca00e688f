#pragma once

#include "core/claim/viewer.hpp"
#include "core/evidence/commands.hpp"
#include "core/evidence/readiness.hpp"
#include "core/forum/readiness.hpp"
#include "core/matter/viewer.hpp"
#include "core/plan/types.hpp"

#include "base/language.hpp"

#include <vector>

namespace recourse::plan {

/// What is known of the loss beside matter and claims; the first two days hang on it. What is not known is false: the
/// plan then leaves out what would follow.
struct LossFacts {
    std::optional<Date> discovered_on; ///< nothing: the day on which the matter was opened
    bool wired = false; ///< paid by bank transfer
    bool card = false;
    bool payment_service = false;
    bool fraud = false; ///< deceived, or the payment diverted
    bool money_in_hong_kong = false;
    bool goods_at_port = false; ///< arrived and not taken, or not shipped on
    bool defects = false; ///< that an inspector can establish
    std::optional<claim::Given> chargeback_last; ///< last day of the issuer, with its rule; nothing: not known
};

struct ClaimSource {
    claim::State const* claim = nullptr;
    claim::View const* view = nullptr; ///< the buyer's, on the day of the plan
};

/// All that a plan is worked out from; pointers live as long as the call.
struct Sources {
    matter::State const& matter;
    /// As the matter's commands see it: the day, the calendar, the other track, the statement. Its actor is not looked
    /// at: each step is looked at as its owner.
    matter::Context const& context;
    std::vector<ClaimSource> claims; ///< in the order of their opening; the last one is planned for
    std::optional<claim::Given> window; ///< last day to open a claim; nothing: none is known
    bool claim_possible = false; ///< the programme would take one that is not opened yet
    evidence::State const* dossier = nullptr; ///< null: there is none
    forum::Readiness const* papers = nullptr; ///< of the filing; null: not worked out
    LossFacts loss;
};

/// The plan on the day of the context. Pure. A step of the matter that is now has an action that the matter's viewer
/// allows its owner (the buyer where that is the programme, the supplier, a forum or a bank: somebody here notes what
/// they did). Days are the matter's and the claim's own; where there is none, a day that practice advises, marked so.
Plan plan(Sources const&);

/// Steps by track, hours, interlocks that are active, recoveries: plain text, lines of any length.
std::string text_of(Plan const&, Language);

/// The parts; `plan` puts them together.
std::vector<Step> legal_steps(Sources const&);
std::vector<Step> programme_steps(Sources const&);
Step chargeback_step(Sources const&);
std::vector<Interlock> interlocks_of(Sources const&);
/// `filing_waits`: for the programme, which may still pay.
Recoveries recoveries_of(Sources const&, bool filing_waits);
std::vector<Hour> first_hours(Sources const&);

/// The last claim's state; null: none was opened.
claim::State const* last_claim(Sources const&);
claim::View const* last_view(Sources const&);
/// A claim with the programme is not over.
bool claim_open(Sources const&);
/// Fills in the fixed words of a step: track, what, what opens it, what happens when nobody acts.
Step step_of(StepId);

} // namespace recourse::plan
