#include "core/payout/payout.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::payout {

namespace {

using act::refuse;
using act::Role;
using Decision = act::Decision<Event>;
using Guard = std::expected<void, act::Refusal>;

constexpr std::string_view id_prefix = "RC-";

Guard person(Context const& context)
{
    if (context.actor.role != Role::officer)
        return refuse(refusals::wrong_role, { { "role", std::string { act::word(context.actor.role) } } });
    if (!context.actor.person)
        return refuse(refusals::not_a_person);
    return {};
}

Guard wrong_phase(State const& state)
{
    if (state.phase == Phase::none)
        return refuse(refusals::not_found);
    return refuse(refusals::wrong_phase, { { "phase", std::string { word(state.phase) } } });
}

/// Why it cannot be sent; empty: it can.
std::string not_due(Due const& one, Date today)
{
    auto const& state = *one.state;
    if (state.phase != remittance::Phase::approved || !remittance::goes_out(state.detail.purpose))
        return fmt::format("it is {}", remittance::word(state.phase));
    if (state.payout)
        return fmt::format("it is in {}", to_string(state.payout));
    if (one.undue)
        return "its buyer owes it back";
    if (one.not_free)
        return "its supplier owes as much, or open claims may take it";
    if (!one.to)
        return "nobody has confirmed an account for it";
    if (today < one.usable_from)
        return fmt::format("its account is new and used from {} on", to_string(one.usable_from));
    return {};
}

std::string about(Due const& one)
{
    auto const& detail = one.state->detail;
    auto text = fmt::format("{} {}", to_string(one.id), remittance::word(detail.purpose));
    if (detail.order)
        text += " order " + to_string(detail.order);
    return text;
}

struct Deciding {
    State const& state;
    Context const& context;

    Date today() const { return context.moment.today; }

    Decision operator()(Make const& command) const
    {
        if (state.phase != Phase::none)
            return refuse(refusals::exists);
        RECOURSE_TRY_DONE(person(context));
        if (context.from == nullptr)
            return refuse(refusals::no_account);
        std::set<Id<Remittance>> const once(command.remittances.begin(), command.remittances.end());
        if (once.empty() || once.size() > lines_max || once.size() != command.remittances.size())
            return refuse(refusals::size);
        if (command.execute_on < today())
            return refuse(refusals::past, { { "day", to_string(command.execute_on) } });
        RECOURSE_ASSERT(context.due.size() == command.remittances.size());
        std::string which;
        for (auto const& one : context.due) {
            if (auto const why = not_due(one, today()); !why.empty())
                which += fmt::format("{}{} ({})", which.empty() ? "" : ", ", to_string(one.id), why);
        }
        if (!which.empty())
            return refuse(refusals::not_due, { { "which", which } });
        events::Made made { today(), context.actor, {}, {} };
        auto& file = made.file;
        file.version = context.version;
        file.message_id = message_id(context.payout, today());
        file.created = context.moment.now;
        file.from = *context.from;
        file.execute_on = command.execute_on;
        for (auto const& one : context.due)
            file.lines.push_back(
                { one.id, one.state->detail.amount, *one.to, about(one), Status::unknown, {}, {}, {} });
        made.digest = context.digest(file);
        return std::vector<Event> { std::move(made) };
    }

    Decision operator()(Approve const& command) const
    {
        RECOURSE_TRY_DONE(person(context));
        if (state.phase == Phase::approved && command.digest == state.digest)
            return std::vector<Event> {};
        if (state.phase != Phase::made)
            RECOURSE_TRY_DONE(wrong_phase(state));
        if (command.digest != state.digest)
            return refuse(refusals::other_file, { { "digest", to_string(state.digest) } });
        // A second person, or the second pair of eyes would be the first.
        RECOURSE_TRY_DONE(act::second_person(context.actor, context.behind, context.moment.now,
            { state.made_by.person }, { &refusals::same_person, {}, {} }));
        // What was confirmed since the file was made, or is doubted now, is not paid by it.
        RECOURSE_ASSERT(context.due.size() == state.file.lines.size());
        std::string which;
        for (std::size_t i = 0; i < context.due.size(); ++i) {
            auto const& line = state.file.lines[i];
            std::string_view const why = context.due[i].undue ? "its buyer owes it back"
                : context.due[i].not_free                     ? "its supplier owes as much, or open claims may take it"
                : context.due[i].to != line.to                ? "its account is another since"
                                                              : "";
            if (!why.empty())
                which += fmt::format("{}{} ({})", which.empty() ? "" : ", ", to_string(line.remittance), why);
        }
        if (!which.empty())
            return refuse(refusals::not_due, { { "which", which } });
        return std::vector<Event> { events::Approved { today(), context.actor } };
    }

    Decision operator()(Discard const& command) const
    {
        RECOURSE_TRY_DONE(person(context));
        if (state.phase == Phase::discarded)
            return std::vector<Event> {};
        if (state.phase != Phase::made)
            RECOURSE_TRY_DONE(wrong_phase(state));
        return std::vector<Event> { events::Discarded { today(), context.actor, command.reason } };
    }

    Decision operator()(Report const& command) const
    {
        if (context.actor.role != Role::officer && context.actor.role != Role::provider)
            return refuse(refusals::wrong_role, { { "role", std::string { act::word(context.actor.role) } } });
        if (state.phase != Phase::approved)
            RECOURSE_TRY_DONE(wrong_phase(state));
        std::vector<Word> news;
        for (auto const& one : command.words) {
            auto const line = std::ranges::find(state.file.lines, one.remittance, &Line::remittance);
            if (line == state.file.lines.end())
                return refuse(refusals::not_in_it, { { "which", to_string(one.remittance) } });
            // What was rejected is due again, perhaps in another file: this one has no more to say of it.
            bool const same = line->status == one.status && line->code == one.code && line->reason == one.reason;
            if (!same && line->status != Status::rejected)
                news.push_back(one);
        }
        if (news.empty())
            return std::vector<Event> {};
        return std::vector<Event> { events::Reported { today(), command.message_id, std::move(news) } };
    }
};

} // namespace

std::string_view word(Phase phase)
{
    switch (phase) {
    case Phase::none:
        return "none";
    case Phase::made:
        return "made";
    case Phase::approved:
        return "approved";
    case Phase::discarded:
        return "discarded";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Status status)
{
    switch (status) {
    case Status::unknown:
        return "unknown";
    case Status::accepted:
        return "accepted";
    case Status::pending:
        return "pending";
    case Status::rejected:
        return "rejected";
    }
    RECOURSE_ASSERT(false);
}

void evolve(State& state, Event const& event)
{
    std::visit(match {
                   [&](events::Made const& e) {
                       state.phase = Phase::made;
                       state.file = e.file;
                       state.digest = e.digest;
                       state.since = e.on;
                       state.made_by = e.by;
                   },
                   [&](events::Approved const& e) {
                       state.phase = Phase::approved;
                       state.since = e.on;
                       state.approved_by = e.by;
                   },
                   [&](events::Discarded const& e) {
                       state.phase = Phase::discarded;
                       state.since = e.on;
                       state.reason = e.reason;
                   },
                   [&](events::Reported const& e) {
                       state.reports.push_back(e.message_id);
                       for (auto const& one : e.words) {
                           auto const line = std::ranges::find(state.file.lines, one.remittance, &Line::remittance);
                           RECOURSE_ASSERT(line != state.file.lines.end());
                           line->status = one.status;
                           line->code = one.code;
                           line->reason = one.reason;
                           line->text = one.text;
                       }
                   },
               },
        event);
}

std::string message_id(Id<PayoutFile> payout, Date made_on)
{
    return fmt::format(
        "{}{}-{:04}{:02}{:02}", id_prefix, to_string(payout), made_on.year(), made_on.month(), made_on.day());
}

std::optional<Id<PayoutFile>> parse_message_id(std::string_view text)
{
    if (!text.starts_with(id_prefix))
        return std::nullopt;
    text.remove_prefix(id_prefix.size());
    auto const cut = text.rfind('-');
    if (cut == std::string_view::npos || text.size() - cut != 9)
        return std::nullopt;
    return parse_id<PayoutFile>(text.substr(0, cut));
}

act::Decision<Event> decide(State const& state, Command const& command, Context const& context)
{
    return std::visit(Deciding { state, context }, command);
}

} // namespace recourse::payout
