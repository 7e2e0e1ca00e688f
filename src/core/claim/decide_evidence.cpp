#include "base/check.hpp"
#include "core/claim/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// Exhibits, what is asked for, and inspections.

namespace recourse::claim {

namespace {

constexpr std::size_t exhibits_max = 1'000;
constexpr std::size_t slots_max = 100;

/// The exhibit of the command; one that the actor cannot read is not there for it.
std::expected<ExhibitState const*, act::Refusal> readable(Deciding const& d, std::uint32_t number)
{
    auto const* exhibit = find_exhibit(d.state, number);
    if (exhibit == nullptr || !reads(d.role(), exhibit->exhibit.compartment))
        return refuse(refusals::no_exhibit, { { "exhibit", fmt::format("{}", number) } });
    return exhibit;
}

/// What the inspector states is what the report has: nothing that he leaves to the desk is held against him.
bool says_the_same(Stated const& stated, Report const& report)
{
    return stated.digest == report.digest && stated.lot == report.lot && stated.sample == report.sample
        && stated.critical == report.critical && stated.major == report.major && stated.minor == report.minor
        && stated.sample_critical == report.sample_critical && stated.sample_major == report.sample_major
        && stated.sample_minor == report.sample_minor && (!stated.accepted || *stated.accepted == report.accepted)
        && (!stated.share || *stated.share == report.share);
}

Guard not_over(Deciding const& d)
{
    if (d.state.phase == Phase::closed)
        return refuse(refusals::over, { { "ending", text_of(word(d.state.ending)) } });
    return {};
}

} // namespace

Decision decide_one(Deciding const& d, AddExhibit const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const slot = std::ranges::find(d.state.slots, command.slot, &Slot::id);
    bool const asked = !command.slot.empty();
    if (asked && slot == d.state.slots.end())
        return refuse(refusals::no_slot, { { "slot", command.slot } });
    RECOURSE_TRY_DONE(d.participant());
    auto const& exhibit = command.exhibit;
    if (!writes(d.role(), exhibit.compartment))
        return refuse(refusals::not_your_compartment,
            { { "role", text_of(word(d.role())) }, { "compartment", text_of(word(exhibit.compartment)) } });
    if (asked && slot->from != side_of(d.role()))
        return refuse(refusals::slot_of_other, { { "role", text_of(word(slot->from)) } });
    bool const known = std::ranges::any_of(d.state.exhibits, [&](auto const& one) {
        return one.exhibit.digest == exhibit.digest && one.exhibit.compartment == exhibit.compartment
            && one.by.role == d.role() && one.slot == command.slot && !one.withdrawn;
    });
    if (known)
        return Outcome {};
    RECOURSE_TRY_DONE(not_over(d));
    if (asked && slot->last && d.today() > *slot->last)
        return refuse(refusals::slot_closed, { { "day", to_string(*slot->last) } });
    if (d.state.exhibits.size() >= exhibits_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", exhibits_max) } });
    if (asked && exhibit.compartment != Compartment::shared)
        return refuse(refusals::slot_needs_shared);
    if (asked && exhibit.kind != slot->kind)
        return refuse(refusals::slot_kind, { { "kind", text_of(word(slot->kind)) } });
    RECOURSE_TRY_DONE(d.text("name", exhibit.name));
    RECOURSE_TRY_DONE(d.text_if_any("note", exhibit.note));
    return only_claim(
        events::ExhibitAdded { static_cast<std::uint32_t>(d.state.exhibits.size()) + 1, d.today(), d.context.actor,
            exhibit, command.slot, d.context.rules.inadmissible(exhibit.kind, d.role(), d.state).value_or("") });
}

Decision decide_one(Deciding const& d, WithdrawExhibit const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* exhibit = RECOURSE_TRY(readable(d, command.exhibit));
    RECOURSE_TRY_DONE(d.participant());
    if (exhibit->by.role != d.role() || exhibit->by.party != d.context.actor.party)
        return refuse(refusals::not_your_exhibit);
    if (exhibit->withdrawn)
        return Outcome {};
    RECOURSE_TRY_DONE(not_over(d));
    RECOURSE_TRY_DONE(d.text("reason", command.reason));
    return only_claim(events::ExhibitWithdrawn { exhibit->number, d.today(), command.reason });
}

Decision decide_one(Deciding const& d, AcknowledgeExhibit const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* exhibit = RECOURSE_TRY(readable(d, command.exhibit));
    RECOURSE_TRY_DONE(d.party());
    if (side_of(exhibit->by.role) != other_side(d.role()))
        return refuse(refusals::own_exhibit);
    if (exhibit->acknowledged)
        return Outcome {};
    RECOURSE_TRY_DONE(not_over(d));
    if (exhibit->withdrawn)
        return refuse(refusals::exhibit_withdrawn);
    if (exhibit->inadmissible.empty())
        return refuse(refusals::admissible);
    return only_claim(events::ExhibitAcknowledged { exhibit->number, d.role() });
}

Decision decide_one(Deciding const& d, AskEvidence const& command)
{
    RECOURSE_TRY_DONE(d.officer());
    bool const asked = std::ranges::any_of(d.state.slots, [&](auto const& one) {
        return one.from == command.from && one.kind == command.kind && one.need == command.need
            && one.last == command.last && one.note == command.note;
    });
    if (asked)
        return Outcome {};
    RECOURSE_TRY_DONE(d.in_review());
    if (d.state.slots.size() >= slots_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", slots_max) } });
    if (command.from != Role::buyer && command.from != Role::supplier)
        return refuse(refusals::not_a_side, { { "role", text_of(word(command.from)) } });
    RECOURSE_TRY_DONE(d.text("note", command.note));
    RECOURSE_TRY_DONE(d.day_to_come(command.last));
    Slot slot { fmt::format("asked-{}", d.state.slots.size() + 1), command.from, command.kind, command.need,
        command.last, command.note };
    return only_claim(with_clocks(
        d, events::EvidenceAsked { d.today(), d.context.actor, std::move(slot), {} }, Start::evidence_asked));
}

Decision decide_one(Deciding const& d, OrderInspection const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    if (d.role() == Role::officer || d.role() == Role::platform)
        RECOURSE_TRY_DONE(d.officer());
    else
        RECOURSE_TRY_DONE(d.party());
    auto const& before = d.state.inspection;
    if (before && before->inspector == command.inspector && before->firm == command.firm && before->fee == command.fee
        && before->advanced_by == command.advanced_by)
        return Outcome {};
    RECOURSE_TRY_DONE(d.examined());
    if (before)
        return refuse(refusals::inspection_ordered);
    auto rule = RECOURSE_TRY(d.may(Act::order_inspection));
    if (!command.inspector)
        return refuse(refusals::no_text, { { "field", "inspector" } });
    // Who looks at the goods stands with neither side.
    auto const& [state, context] = d;
    bool const stands_with_one = command.inspector == state.buyer || command.inspector == state.supplier
        || std::ranges::find(context.linked, command.inspector) != context.linked.end();
    if (stands_with_one)
        return refuse(refusals::inspector_is_party, { { "inspector", to_string(command.inspector) } });
    RECOURSE_TRY_DONE(d.text("firm", command.firm));
    RECOURSE_TRY_DONE(d.sum(command.fee));
    // The fee is paid to the inspector outside the hold; here it stands who is to get it back.
    if (command.advanced_by != Role::buyer && command.advanced_by != Role::supplier)
        return refuse(refusals::not_a_side, { { "role", text_of(word(command.advanced_by)) } });
    return only_claim(events::InspectionOrdered {
        d.today(), command.inspector, command.firm, command.fee, d.role(), command.advanced_by, std::move(rule) });
}

Decision decide_one(Deciding const& d, ReportInspection const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    if (d.role() != Role::inspector)
        return refuse(refusals::wrong_role, d.role_value());
    auto const& inspection = d.state.inspection;
    if (inspection && inspection->inspector != d.context.actor.party)
        return refuse(refusals::not_the_inspector);
    // The same document with other figures is another report.
    if (inspection && inspection->report && says_the_same(command.report, *inspection->report))
        return Outcome {};
    RECOURSE_TRY_DONE(d.examined());
    if (!inspection)
        return refuse(refusals::no_inspection);
    if (inspection->report)
        return refuse(refusals::reported_already);
    return only_claim(events::InspectionReported { d.today(), RECOURSE_TRY(judged(d, command.report)) });
}

} // namespace recourse::claim
