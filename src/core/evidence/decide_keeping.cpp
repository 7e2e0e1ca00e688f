#include "core/evidence/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// What may not be erased, what is, and what leaves the desk.

namespace recourse::evidence {

namespace {

Found<bool> has_bytes(Deciding const& d, Digest const& digest)
{
    RECOURSE_TRY_DONE(d.officer());
    bool const there
        = std::ranges::any_of(d.state.exhibits, [&](auto const& one) { return one.exhibit.digest == digest; });
    if (!there)
        return refuse(refusals::no_bytes, { { "digest", to_string(digest) } });
    return std::ranges::any_of(
        d.state.exhibits, [&](auto const& one) { return one.exhibit.digest == digest && !one.erased; });
}

/// Nothing stands against erasing the bytes today: no hold, and not the law on records of trade.
Guard erasable(Deciding const& d, Digest const& digest)
{
    if (auto const* hold = hold_on(d.state, digest, d.today()))
        return refuse(refusals::held, { { "reference", hold->hold.reference } });
    if (!d.state.order)
        return {};
    auto const over_on = d.context.order ? d.context.order->over_on : std::nullopt;
    if (!over_on)
        return refuse(refusals::order_runs);
    auto const until = retained_until(*over_on);
    if (d.today() <= until)
        return refuse(refusals::retained, { { "day", to_string(until) } });
    return {};
}

struct Going {
    Compartment compartment;
    Handing handing;
};

/// What leaves the desk: exhibits that everybody reads who reads of it, and whose bytes are there.
Found<Going> going(Deciding const& d, std::optional<Compartment> where, Handing const& handing)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const exhibits = RECOURSE_TRY(d.exhibits(handing.exhibits));
    auto const compartment = RECOURSE_TRY(d.place(where));
    auto const gone = std::ranges::any_of(exhibits, [](auto const* one) { return one->erased.has_value(); });
    if (gone)
        return refuse(refusals::erased);
    auto const count = std::ranges::count(d.state.handings, compartment, &HandingState::compartment);
    if (static_cast<std::size_t>(count) >= entries_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", entries_max) } });
    RECOURSE_TRY_DONE(d.some(compartment, exhibits));
    RECOURSE_TRY_DONE(d.line("to", handing.to, true));
    RECOURSE_TRY_DONE(d.line("how", handing.how));
    RECOURSE_TRY_DONE(d.text("note", handing.note));
    return Going { compartment, handing };
}

} // namespace

Decision decide_one(Deciding const& d, PlaceHold const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const exhibits = RECOURSE_TRY(d.exhibits(command.hold.exhibits));
    RECOURSE_TRY_DONE(d.takes_part());
    if (d.role() == Role::buyer || d.role() == Role::supplier)
        return refuse(refusals::wrong_role, { { "role", text_of(word(d.role())) } });
    auto const compartment = RECOURSE_TRY(d.place(command.compartment));
    std::size_t count = 0;
    for (auto const& one : d.state.holds) {
        if (one.compartment != compartment)
            continue;
        ++count;
        if (stands(one, d.today()) && d.own(one.by) && one.hold == command.hold)
            return already_so();
    }
    if (count >= entries_max)
        return refuse(refusals::too_many, { { "count", fmt::format("{}", entries_max) } });
    if (!exhibits.empty())
        RECOURSE_TRY_DONE(d.some(compartment, exhibits));
    RECOURSE_TRY_DONE(d.line("reference", command.hold.reference, true));
    RECOURSE_TRY_DONE(d.text("reason", command.hold.reason));
    if (command.hold.until && *command.hold.until < d.today())
        return refuse(refusals::past_day, { { "day", to_string(*command.hold.until) } });
    return only(events::HoldPlaced { d.new_id<Hold>(), d.today(), d.actor(), compartment, command.hold });
}

Decision decide_one(Deciding const& d, LetGo const& command)
{
    RECOURSE_TRY_DONE(d.exists());
    auto const* hold = RECOURSE_TRY(d.hold(command.hold));
    RECOURSE_TRY_DONE(d.takes_part());
    if (d.role() == Role::buyer || d.role() == Role::supplier)
        return refuse(refusals::wrong_role, { { "role", text_of(word(d.role())) } });
    // A court's order comes to the officers where counsel are gone.
    if (d.role() == Role::officer)
        RECOURSE_TRY_DONE(d.officer());
    else
        RECOURSE_TRY_DONE(d.own(hold->by));
    if (hold->let_go)
        return already_so();
    RECOURSE_TRY_DONE(d.line("reason", command.reason, true));
    return only(events::HoldLetGo { hold->id, d.today(), d.actor(), command.reason });
}

Decision decide_one(Deciding const& d, ProposeErasure const& command)
{
    bool const there = RECOURSE_TRY(has_bytes(d, command.digest));
    if (!there)
        return refuse(refusals::erased);
    if (waiting(d.state, command.digest) != nullptr)
        return refuse(refusals::erasure_waits);
    RECOURSE_TRY_DONE(erasable(d, command.digest));
    RECOURSE_TRY_DONE(d.text("reason", command.reason, true));
    RECOURSE_TRY_DONE(d.line("reference", command.reference, true));
    return only(events::ErasureProposed { d.today(), d.actor(), command.digest, command.reason, command.reference });
}

Decision decide_one(Deciding const& d, ConfirmErasure const& command)
{
    RECOURSE_TRY_DONE(has_bytes(d, command.digest));
    auto const* erasure = waiting(d.state, command.digest);
    if (erasure == nullptr)
        return refuse(refusals::no_erasure);
    // A second person, or the second pair of eyes would be the first.
    RECOURSE_TRY_DONE(act::second_person(d.actor(), d.context.behind, d.context.moment.now,
        { erasure->proposed_by.person }, { &refusals::same_person, {}, {} }));
    // What was true when it was proposed need not be so any more.
    RECOURSE_TRY_DONE(erasable(d, command.digest));
    return only(events::Erased { d.today(), d.actor(), command.digest });
}

Decision decide_one(Deciding const& d, DeclineErasure const& command)
{
    RECOURSE_TRY_DONE(has_bytes(d, command.digest));
    if (waiting(d.state, command.digest) == nullptr)
        return refuse(refusals::no_erasure);
    RECOURSE_TRY_DONE(d.line("reason", command.reason, true));
    return only(events::ErasureDeclined { d.today(), d.actor(), command.digest, command.reason });
}

Decision decide_one(Deciding const& d, TakeOut const& command)
{
    auto one = RECOURSE_TRY(going(d, command.compartment, command.handing));
    return only(events::Exported { d.today(), d.actor(), one.compartment, std::move(one.handing) });
}

Decision decide_one(Deciding const& d, HandOver const& command)
{
    auto one = RECOURSE_TRY(going(d, command.compartment, command.handing));
    return only(events::HandedOver { d.today(), d.actor(), one.compartment, std::move(one.handing) });
}

Decision decide_one(Deciding const& d, Seal const& command)
{
    auto one = RECOURSE_TRY(going(d, command.compartment, command.handing));
    if (!one.handing.digest)
        return refuse(refusals::no_bundle);
    return only(events::Sealed { d.today(), d.actor(), one.compartment, std::move(one.handing) });
}

} // namespace recourse::evidence
