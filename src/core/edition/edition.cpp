#include "core/edition/edition.hpp"

#include "base/check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace recourse::edition {

namespace {

using act::refuse;
using act::Role;
using Decision = act::Decision<Event>;
using Guard = std::expected<void, act::Refusal>;

Guard person(Context const& context)
{
    if (context.actor.role != Role::officer)
        return refuse(refusals::wrong_role, { { "role", std::string { act::word(context.actor.role) } } });
    if (!context.actor.person)
        return refuse(refusals::not_a_person);
    return {};
}

/// It waits for the second person.
Guard open(State const& state)
{
    switch (state.phase) {
    case Phase::none:
        return refuse(refusals::not_found);
    case Phase::proposed:
        return {};
    case Phase::confirmed:
        return refuse(refusals::confirmed);
    case Phase::withdrawn:
        return refuse(refusals::withdrawn);
    }
    RECOURSE_ASSERT(false);
}

/// The book is kept, and the desk can run by it from that day on.
Guard runnable(Propose const& wanted, Context const& context)
{
    auto const* book = context.book;
    bool const kept = book != nullptr && book->digest == wanted.digest && book->programme == wanted.programme
        && book->edition == wanted.edition;
    if (!kept)
        return refuse(refusals::unknown,
            { { "programme", wanted.programme }, { "edition", wanted.edition },
                { "digest", to_string(wanted.digest) } });
    if (!book->runs)
        return refuse(refusals::not_run, { { "programme", wanted.programme } });
    if (book->in_force)
        return refuse(refusals::in_force, { { "programme", wanted.programme }, { "edition", wanted.edition } });
    if (std::ranges::find(book->readings, book->reading) == book->readings.end())
        return refuse(refusals::no_reading,
            { { "reading", book->reading }, { "readings", fmt::format("{}", fmt::join(book->readings, ", ")) } });
    if (wanted.from <= context.moment.today)
        return refuse(refusals::too_early, { { "day", to_string(wanted.from) } });
    if (book->from && wanted.from < *book->from)
        return refuse(refusals::before_own, { { "from", to_string(*book->from) }, { "day", to_string(wanted.from) } });
    return {};
}

struct Deciding {
    State const& state;
    Context const& context;

    Date today() const { return context.moment.today; }

    Decision operator()(Propose const& command) const
    {
        if (state.phase != Phase::none)
            return refuse(refusals::exists);
        RECOURSE_TRY_DONE(person(context));
        RECOURSE_TRY_DONE(runnable(command, context));
        if (context.book->waiting)
            return refuse(refusals::waits, { { "proposal", to_string(context.book->waiting) } });
        return std::vector<Event> { events::Proposed {
            today(), context.actor, command.programme, command.edition, command.digest, command.from } };
    }

    Decision operator()(Confirm const& command) const
    {
        if (state.phase == Phase::none)
            return refuse(refusals::not_found);
        RECOURSE_TRY_DONE(person(context));
        RECOURSE_TRY_DONE(open(state));
        if (command.digest != state.digest)
            return refuse(refusals::other_book, { { "digest", to_string(state.digest) } });
        // A second person, or the second pair of eyes would be the first.
        RECOURSE_TRY_DONE(act::second_person(context.actor, context.behind, context.moment.now,
            { state.proposed_by.person }, { &refusals::same_person, {}, {} }));
        // What was true when it was proposed need not be so any more.
        RECOURSE_TRY_DONE(runnable({ state.programme, state.edition, state.digest, state.from }, context));
        return std::vector<Event> { events::Confirmed { today(), context.actor } };
    }

    Decision operator()(Withdraw const& command) const
    {
        if (state.phase == Phase::none)
            return refuse(refusals::not_found);
        RECOURSE_TRY_DONE(person(context));
        RECOURSE_TRY_DONE(open(state));
        return std::vector<Event> { events::Withdrawn { today(), context.actor, command.reason } };
    }
};

} // namespace

std::string_view word(Phase phase)
{
    switch (phase) {
    case Phase::none:
        return "none";
    case Phase::proposed:
        return "proposed";
    case Phase::confirmed:
        return "confirmed";
    case Phase::withdrawn:
        return "withdrawn";
    }
    RECOURSE_ASSERT(false);
}

void evolve(State& state, Event const& event)
{
    std::visit([&](auto const& e) { state.since = e.on; }, event);
    std::visit(match {
                   [&](events::Proposed const& e) {
                       state.phase = Phase::proposed;
                       state.programme = e.programme;
                       state.edition = e.edition;
                       state.digest = e.digest;
                       state.from = e.from;
                       state.proposed_by = e.by;
                   },
                   [&](events::Confirmed const& e) {
                       state.phase = Phase::confirmed;
                       state.confirmed_by = e.by;
                   },
                   [&](events::Withdrawn const& e) {
                       state.phase = Phase::withdrawn;
                       state.reason = e.reason;
                   },
               },
        event);
}

act::Decision<Event> decide(State const& state, Command const& command, Context const& context)
{
    return std::visit(Deciding { state, context }, command);
}

} // namespace recourse::edition
