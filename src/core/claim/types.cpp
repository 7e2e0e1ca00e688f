#include "core/claim/types.hpp"

#include "base/check.hpp"
#include "core/claim/commands.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace recourse::claim {

namespace {

/// The enumerator's own name, for words that are written with underscores.
template <class Enum>
std::string_view name(Enum value)
{
    std::string_view const found = boost::describe::enum_to_string(value, "");
    RECOURSE_ASSERT(!found.empty());
    return found;
}

} // namespace

std::string_view word(Phase phase)
{
    return name(phase);
}

std::string_view word(Problem problem)
{
    return name(problem);
}

std::string_view word(ExhibitKind kind)
{
    return name(kind);
}

std::string_view word(Remedy remedy)
{
    switch (remedy) {
    case Remedy::refund:
        return "refund";
    case Remedy::partial_refund:
        return "partial-refund";
    case Remedy::return_and_refund:
        return "return-and-refund";
    case Remedy::replacement:
        return "replacement";
    case Remedy::reshipment:
        return "reshipment";
    case Remedy::repair:
        return "repair";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Need need)
{
    return name(need);
}

std::string_view word(Compartment compartment)
{
    switch (compartment) {
    case Compartment::shared:
        return "shared";
    case Compartment::buyer_and_counsel:
        return "buyer-and-counsel";
    case Compartment::supplier_and_counsel:
        return "supplier-and-counsel";
    case Compartment::officer:
        return "officer";
    }
    RECOURSE_ASSERT(false);
}

bool reads(act::Role role, Compartment compartment)
{
    using act::Role;
    switch (compartment) {
    case Compartment::shared:
        return role != Role::carrier && role != Role::provider;
    case Compartment::buyer_and_counsel:
        return role == Role::buyer || role == Role::counsel;
    case Compartment::supplier_and_counsel:
        return role == Role::supplier || role == Role::supplier_counsel;
    case Compartment::officer:
        return role == Role::officer || role == Role::auditor;
    }
    RECOURSE_ASSERT(false);
}

bool writes(act::Role role, Compartment compartment)
{
    return role != act::Role::auditor && role != act::Role::platform && reads(role, compartment);
}

std::string_view word(Stance stance)
{
    return name(stance);
}

std::string_view word(OfferStatus status)
{
    return name(status);
}

std::string_view word(Basis basis)
{
    return name(basis);
}

std::string_view word(Ending ending)
{
    switch (ending) {
    case Ending::none:
        return "none";
    case Ending::granted:
        return "granted";
    case Ending::partly:
        return "partly";
    case Ending::rejected:
        return "rejected";
    case Ending::settled:
        return "settled";
    case Ending::withdrawn:
        return "withdrawn";
    case Ending::no_response:
        return "no-response";
    case Ending::not_returned:
        return "not-returned";
    case Ending::charged_back:
        return "charged-back";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Effect effect)
{
    return name(effect);
}

std::string_view word(Awaits awaits)
{
    return name(awaits);
}

std::string_view word(LegOutcome outcome)
{
    switch (outcome) {
    case LegOutcome::received:
        return "received";
    case LegOutcome::without_goods:
        return "without-goods";
    case LegOutcome::no_refund:
        return "no-refund";
    case LegOutcome::review:
        return "review";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(ChargebackEffect effect)
{
    return name(effect);
}

std::string_view word(Act act)
{
    return name(act);
}

} // namespace recourse::claim
