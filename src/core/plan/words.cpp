#include "core/plan/types.hpp"

#include "base/check.hpp"
#include "core/plan/plan.hpp"

namespace recourse::plan {

std::string_view word(Track track)
{
    switch (track) {
    case Track::legal:
        return "legal";
    case Track::programme:
        return "programme";
    case Track::chargeback:
        return "chargeback";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(StepId id)
{
    switch (id) {
    case StepId::preserve:
        return "preserve";
    case StepId::demand:
        return "demand";
    case StepId::settle:
        return "settle";
    case StepId::freeze:
        return "freeze";
    case StepId::renew:
        return "renew";
    case StepId::file:
        return "file";
    case StepId::see_through:
        return "see-through";
    case StepId::enforce:
        return "enforce";
    case StepId::close:
        return "close";
    case StepId::claim_open:
        return "claim-open";
    case StepId::claim_evidence:
        return "claim-evidence";
    case StepId::claim_negotiate:
        return "claim-negotiate";
    case StepId::claim_escalate:
        return "claim-escalate";
    case StepId::claim_determination:
        return "claim-determination";
    case StepId::claim_execution:
        return "claim-execution";
    case StepId::chargeback:
        return "chargeback";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Standing standing)
{
    switch (standing) {
    case Standing::done:
        return "done";
    case Standing::now:
        return "now";
    case Standing::next:
        return "next";
    case Standing::blocked:
        return "blocked";
    case Standing::not_needed:
        return "not-needed";
    case Standing::too_late:
        return "too-late";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Owner owner)
{
    switch (owner) {
    case Owner::buyer:
        return "buyer";
    case Owner::counsel:
        return "counsel";
    case Owner::finance:
        return "finance";
    case Owner::programme:
        return "programme";
    case Owner::supplier:
        return "supplier";
    case Owner::forum:
        return "forum";
    case Owner::bank:
        return "bank";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(DayKind kind)
{
    switch (kind) {
    case DayKind::statutory:
        return "statutory";
    case DayKind::programme:
        return "programme";
    case DayKind::set:
        return "set";
    case DayKind::advised:
        return "advised";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(BlockerKind kind)
{
    switch (kind) {
    case BlockerKind::conflict_unchecked:
        return "conflict-unchecked";
    case BlockerKind::conflict_open:
        return "conflict-open";
    case BlockerKind::engagement_missing:
        return "engagement-missing";
    case BlockerKind::no_heads:
        return "no-heads";
    case BlockerKind::no_forum:
        return "no-forum";
    case BlockerKind::interlock_unread:
        return "interlock-unread";
    case BlockerKind::security_open:
        return "security-open";
    case BlockerKind::paper_missing:
        return "paper-missing";
    case BlockerKind::paper_open:
        return "paper-open";
    case BlockerKind::exhibit_missing:
        return "exhibit-missing";
    case BlockerKind::original_missing:
        return "original-missing";
    case BlockerKind::authenticity_missing:
        return "authenticity-missing";
    case BlockerKind::translation_missing:
        return "translation-missing";
    case BlockerKind::measure_stands:
        return "measure-stands";
    case BlockerKind::filing_pending:
        return "filing-pending";
    case BlockerKind::no_right:
        return "no-right";
    case BlockerKind::debtor_gone:
        return "debtor-gone";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::open:
        return "open";
    case Verdict::none:
        return "none";
    case Verdict::partial:
        return "partial";
    case Verdict::full:
        return "full";
    }
    RECOURSE_ASSERT(false);
}

} // namespace recourse::plan
