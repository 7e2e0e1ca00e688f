#include "core/standing/decide.hpp"

#include "base/check.hpp"
#include "core/standing/badge.hpp"
#include "core/standing/consequences.hpp"
#include "core/standing/lowering.hpp"
#include "core/standing/refusals.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace recourse::standing {

namespace {

using act::Refusal;
using act::refuse;
using act::Role;
using Result = act::Decision<Event>;
using Guard = std::optional<Refusal>;

constexpr std::int64_t total_max = 1'000'000'000'000'000'000; ///< minor units of all of them: far from 64 bits
constexpr std::uint32_t days_max = 36'525; ///< a hundred years

Guard stop(
    act::RefusalKind const& kind, std::vector<std::pair<std::string, std::string>> values = {}, std::string rule = {})
{
    return Refusal { &kind, std::move(values), std::move(rule) };
}

std::string text(std::uint32_t number)
{
    return fmt::format("{}", number);
}

template <class T>
bool has(std::vector<T> const& all, std::uint32_t number)
{
    return number >= 1 && number <= all.size();
}

/// The sum with the amount, where it stays within what sums may be.
std::optional<Money> grown(Money sum, Money amount)
{
    auto const result = checked_add(sum, amount);
    if (!result || result->minor > total_max)
        return std::nullopt;
    return result;
}

/// One standing, one command.
class Decide {
public:
    Decide(State const& state, Context const& context) : state_(state), context_(context) { }

    Result operator()(GivePoints const& command) const
    {
        if (auto wrong = programme_guard())
            return std::unexpected(*std::move(wrong));
        auto const sanction = context_.rules.sanction(command.act, command.cure);
        if (!sanction)
            return refuse(
                refusals::no_sanction, { { "act", command.act }, { "cure", std::string { word(command.cure) } } });
        // One act of one claim is punished once, also where an appeal has cancelled the points.
        auto const known = std::ranges::find_if(state_.points, [&](auto const& one) {
            return command.claim && one.given.claim == command.claim && one.given.act == command.act
                && !one.given.carried_from;
        });
        if (known != state_.points.end() && known->given.cure == command.cure)
            return {};
        if (known != state_.points.end())
            return refuse(refusals::already_given,
                { { "claim", to_string(command.claim) }, { "number", text(known->given.number) } });
        Story story { state_, {} };
        auto const before = points(state_, today());
        story.add(
            events::PointsGiven { { next_number(state_.points), today(), command.act, command.cure, sanction->points,
                command.claim, sanction->rule, context_.rules.lapse(command.act, today()), context_.actor, {} } });
        climb(story, context_, before);
        return Result { std::move(story.events) };
    }

    Result operator()(TakeMeasure const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        if (command.measure.empty())
            return refuse(refusals::no_measure_named);
        auto const known = context_.rules.measures();
        if (std::ranges::find(known, command.measure) == known.end())
            return refuse(refusals::unknown_measure,
                { { "measure", command.measure }, { "measures", fmt::format("{}", fmt::join(known, "; ")) } });
        if (auto wrong = rule_guard(command.rule))
            return std::unexpected(*std::move(wrong));
        if (command.days > days_max)
            return refuse(refusals::too_long, { { "days", text(days_max) } });
        auto const lowers_to = RECOURSE_TRY(lowering(state_, command, context_.rules));
        auto const until = last_day(today(), command.days);
        bool const stands = std::ranges::any_of(state_.measures, [&](auto const& one) {
            return one.taken.measure == command.measure && in_force(one, today()) && one.taken.lowers_to == lowers_to
                && (!one.taken.until || (until && *until <= *one.taken.until));
        });
        if (stands)
            return {};
        return Result { { events::MeasureTaken { { next_number(state_.measures), command.measure, today(), until,
            command.reason, command.rule, {}, 0, context_.actor, {}, lowers_to } } } };
    }

    Result operator()(ConfirmMeasure const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        if (!has(state_.proposals, command.proposal))
            return refuse(refusals::no_proposal, { { "number", text(command.proposal) } });
        auto const& proposal = state_.proposals[command.proposal - 1];
        if (proposal.phase == Proposal::Phase::confirmed)
            return {};
        if (proposal.phase == Proposal::Phase::declined)
            return refuse(refusals::proposal_answered, { { "number", text(command.proposal) } });
        return Result { { events::MeasureTaken { { next_number(state_.measures), proposal.measure, today(),
            last_day(today(), proposal.days), command.reason, proposal.rule, proposal.reached, command.proposal,
            context_.actor, {}, said_by_book(context_.rules, proposal.measure) } } } };
    }

    Result operator()(DeclineMeasure const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        if (!has(state_.proposals, command.proposal))
            return refuse(refusals::no_proposal, { { "number", text(command.proposal) } });
        auto const& proposal = state_.proposals[command.proposal - 1];
        if (proposal.phase == Proposal::Phase::declined)
            return {};
        if (proposal.phase == Proposal::Phase::confirmed)
            return refuse(refusals::proposal_answered, { { "number", text(command.proposal) } });
        return Result { { events::MeasureDeclined { command.proposal, today(), command.reason, context_.actor } } };
    }

    Result operator()(LiftMeasure const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        if (!has(state_.measures, command.measure))
            return refuse(refusals::no_measure, { { "number", text(command.measure) } });
        auto const& measure = state_.measures[command.measure - 1];
        if (measure.lifted)
            return {};
        if (!in_force(measure, today()))
            return refuse(refusals::measure_over, { { "day", to_string(*measure.taken.until) } });
        return Result { { events::MeasureLifted { command.measure, today(), command.reason, context_.actor } } };
    }

    Result operator()(Appeal const& command) const
    {
        bool const may = (context_.actor.role == Role::supplier || context_.actor.role == Role::supplier_counsel)
            && context_.actor.party == context_.supplier;
        if (!may)
            return refuse(refusals::not_the_supplier);
        if (auto wrong = reason_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        auto const act = act_of(command.target);
        if (!act)
            return refuse(refusals::nothing_to_appeal,
                { { "subject", std::string { word(command.target.subject) } },
                    { "number", text(command.target.number) } });
        if (act->carried_from)
            return refuse(refusals::carried, { { "party", to_string(act->carried_from) } });
        // One appeal is heard against one act.
        auto const earlier = std::ranges::find(state_.appeals, command.target, &AppealState::target);
        if (earlier != state_.appeals.end()) {
            auto const number = static_cast<std::uint32_t>(earlier - state_.appeals.begin() + 1);
            return refuse(refusals::appealed, { { "number", text(number) } });
        }
        if (!act->stands)
            return refuse(refusals::no_longer_stands);
        auto const last = context_.rules.appeal_until(command.target.subject, act->on);
        if (last && today() > *last)
            return refuse(refusals::appeal_late, { { "day", to_string(*last) } });
        return Result { { events::AppealFiled {
            next_number(state_.appeals), today(), command.target, command.reason, context_.actor } } };
    }

    Result operator()(DecideAppeal const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        if (!has(state_.appeals, command.appeal))
            return refuse(refusals::no_appeal, { { "number", text(command.appeal) } });
        auto const& appeal = state_.appeals[command.appeal - 1];
        auto const outcome = command.granted ? AppealState::Phase::granted : AppealState::Phase::rejected;
        if (appeal.phase == outcome)
            return {};
        if (appeal.phase != AppealState::Phase::open)
            return refuse(refusals::appeal_decided, { { "number", text(command.appeal) } });
        auto const act = act_of(appeal.target);
        RECOURSE_ASSERT(act.has_value());
        if (auto const second = another_than(act->by); !second)
            return std::unexpected(second.error());
        Story story { state_, {} };
        story.add(events::AppealDecided { command.appeal, today(), command.granted, command.reason, context_.actor });
        // What has ended by itself meanwhile needs no undoing.
        if (command.granted && act->stands)
            undo(story, context_, appeal.target, command);
        return Result { std::move(story.events) };
    }

    Result operator()(Blacklist const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        if (blacklisting(state_) != nullptr)
            return {};
        if (auto wrong = rule_guard(command.rule))
            return std::unexpected(*std::move(wrong));
        return Result { { events::Blacklisted {
            next_number(state_.blacklistings), today(), command.reason, command.rule, context_.actor, {} } } };
    }

    Result operator()(LiftBlacklist const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        if (blacklisting(state_) == nullptr)
            return {};
        return Result { { events::BlacklistLifted {
            static_cast<std::uint32_t>(state_.blacklistings.size()), today(), command.reason, context_.actor } } };
    }

    Result operator()(ProposeLink const& command) const
    {
        if (auto wrong = programme_guard())
            return std::unexpected(*std::move(wrong));
        if (!command.other || command.other == context_.supplier)
            return refuse(refusals::same_party);
        if (std::ranges::all_of(command.reasons, &std::string::empty))
            return refuse(refusals::no_reason);
        if (auto const* known = find_link(state_, command.other)) {
            if (known->phase == Link::Phase::proposed || known->phase == Link::Phase::confirmed)
                return {};
            // What a person has rejected comes back only with a reason that was not weighed.
            bool const weighed = std::ranges::all_of(command.reasons,
                [&](auto const& reason) { return std::ranges::find(known->reasons, reason) != known->reasons.end(); });
            if (weighed)
                return refuse(refusals::link_rejected, { { "party", to_string(command.other) } });
        }
        return Result { { events::LinkProposed {
            next_number(state_.links), today(), command.other, command.reasons, context_.actor } } };
    }

    Result operator()(ConfirmLink const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        auto const* link = find_link(state_, command.other);
        if (link == nullptr)
            return refuse(refusals::no_link, { { "party", to_string(command.other) } });
        if (link->phase == Link::Phase::confirmed)
            return {};
        if (link->phase != Link::Phase::proposed)
            return refuse(refusals::link_rejected, { { "party", to_string(command.other) } });
        // What stands against one company then stands against the other, too. A key proposes none.
        if (auto const second = another_than(link->proposed_by); !second)
            return std::unexpected(second.error());
        RECOURSE_ASSERT(context_.other != nullptr);
        Story story { state_, {} };
        join(story, context_, number_of(*link), *context_.other, command.reason);
        return Result { std::move(story.events) };
    }

    Result operator()(RejectLink const& command) const
    {
        if (auto wrong = officer_guard(command.reason))
            return std::unexpected(*std::move(wrong));
        auto const* link = find_link(state_, command.other);
        if (link == nullptr)
            return refuse(refusals::no_link, { { "party", to_string(command.other) } });
        if (link->phase == Link::Phase::confirmed)
            return refuse(refusals::link_confirmed, { { "party", to_string(command.other) } });
        if (link->phase != Link::Phase::proposed)
            return {};
        return Result { { events::LinkRejected { number_of(*link), today(), command.reason, context_.actor } } };
    }

    Result operator()(RecomputeLimit const& command) const
    {
        if (auto wrong = programme_guard())
            return std::unexpected(*std::move(wrong));
        if (command.month.day() != 1)
            return refuse(refusals::not_a_month, { { "day", to_string(command.month) } });
        if (command.month > today())
            return refuse(refusals::in_the_future, { { "day", to_string(command.month) } });
        if (state_.limit_month == command.month)
            return {};
        if (state_.limit_month && command.month < *state_.limit_month)
            return refuse(refusals::month_past, { { "month", to_string(*state_.limit_month) } });
        auto inputs = record(state_, today());
        inputs.recourse = {};
        auto const limit = earned(state_, context_.rules, today());
        if (!limit)
            return refuse(refusals::no_formula);
        RECOURSE_ASSERT(limit->amount.currency == context_.rules.currency() && limit->amount.minor >= 0);
        if (limit->amount.minor > total_max)
            return refuse(refusals::too_much);
        if (!comparable(limit->amount, state_.reserved))
            return refuse(refusals::currencies, { { "currency", std::string { state_.reserved.currency.code() } } });
        return Result { { events::LimitSet { limit->amount, command.month, std::move(inputs), limit->rule } } };
    }

    Result operator()(ReserveLimit const& command) const
    {
        if (auto wrong = platform_guard())
            return std::unexpected(*std::move(wrong));
        if (auto wrong = money_guard(command.amount))
            return std::unexpected(*std::move(wrong));
        if (command.amount.is_zero())
            return refuse(refusals::no_amount);
        auto const* known = find_reservation(state_, command.order);
        Money const had = known == nullptr ? Money { 0, command.amount.currency } : known->amount;
        if (!grown(state_.reserved - had, command.amount))
            return refuse(refusals::too_much);
        bool const grows = known == nullptr || known->asked.minor < command.amount.minor;
        auto stopped = cover_guard();
        if (grows && stopped)
            return std::unexpected(*std::move(stopped));
        // An order that does not fit takes what is free; what it had, it keeps.
        auto const most = stopped ? had : max(had, free_for(had, command.amount));
        auto const given = min(most, command.amount);
        if (known != nullptr && known->asked == command.amount && known->amount == given)
            return {};
        return Result { { events::LimitReserved { command.order, today(), given, command.amount } } };
    }

    Result operator()(FreeLimit const& command) const
    {
        if (auto wrong = platform_guard())
            return std::unexpected(*std::move(wrong));
        auto const* known = find_reservation(state_, command.order);
        if (command.end == OrderEnd::closed) {
            // The order is over already, or took nothing.
            if (known == nullptr)
                return {};
            return Result { { events::LimitFreed { command.order, today(), known->amount } } };
        }
        if ((known != nullptr && known->until) || state_.last_counted == command.order)
            return {};
        if (auto wrong = money_guard(command.volume))
            return std::unexpected(*std::move(wrong));
        if (!grown(volume_of_month(), command.volume))
            return refuse(refusals::too_much);
        // What takes nothing from others is not kept.
        bool const keeps = known != nullptr && known->amount.minor > 0 && state_.limit;
        std::vector<Event> events;
        if (known != nullptr && !keeps)
            events.emplace_back(events::LimitFreed { command.order, today(), known->amount });
        events.emplace_back(events::OrderCounted { command.order, today(), command.volume,
            keeps ? std::optional { std::max(command.until.value_or(today()), today()) } : std::nullopt });
        return Result { std::move(events) };
    }

    Result operator()(EndCover const& command) const
    {
        if (auto wrong = platform_guard())
            return std::unexpected(*std::move(wrong));
        auto const* known = find_reservation(state_, command.order);
        // A dispute keeps it; the day comes again when it is closed.
        if (known == nullptr || !known->until || today() <= *known->until || known->disputes > 0)
            return {};
        return Result { { events::LimitFreed { command.order, today(), known->amount } } };
    }

    Result operator()(OpenDispute const& command) const
    {
        if (auto wrong = platform_guard())
            return std::unexpected(*std::move(wrong));
        if (is_open(command.claim))
            return {};
        return Result { { events::DisputeOpened { command.claim, today(), command.again, command.order } } };
    }

    Result operator()(CloseDispute const& command) const
    {
        if (auto wrong = platform_guard())
            return std::unexpected(*std::move(wrong));
        if (!is_open(command.claim))
            return {};
        if (auto wrong = money_guard(command.refunded))
            return std::unexpected(*std::move(wrong));
        if (!grown(state_.refunded, command.refunded))
            return refuse(refusals::too_much);
        return Result { { events::DisputeClosed { command.claim, today(), command.refunded, command.order } } };
    }

    Result operator()(NoteRecourse const& command) const
    {
        if (auto wrong = platform_guard())
            return std::unexpected(*std::move(wrong));
        if (auto wrong = money_guard(command.open))
            return std::unexpected(*std::move(wrong));
        Money others, known { 0, command.open.currency };
        std::optional<Money> known_owed;
        for (auto const& one : state_.recourse) {
            if (one.claim == command.claim) {
                known = one.open;
                known_owed = one.owed;
            } else
                others = others + one.open;
        }
        if (known == command.open && known_owed.value_or(Money {}).minor == command.owed.value_or(Money {}).minor)
            return {};
        if (!grown(others, command.open))
            return refuse(refusals::too_much);
        Story story { state_, {} };
        story.add(events::RecourseNoted { command.claim, today(), command.open, command.owed });
        if (auto const* drawn_on = find_reservation(state_, command.order))
            draw(story, *drawn_on, command.open - known);
        return Result { std::move(story.events) };
    }

private:
    /// What an appeal is against.
    struct Act {
        Date on;
        act::Actor by;
        Id<Party> carried_from;
        bool stands = false; ///< it has not been undone and has not ended
    };

    Date today() const { return context_.moment.today; }

    std::uint32_t number_of(Link const& link) const
    {
        return static_cast<std::uint32_t>(&link - state_.links.data() + 1);
    }

    bool is_open(Id<Claim> claim) const
    {
        return std::ranges::find(state_.disputes_open, claim) != state_.disputes_open.end();
    }

    Money volume_of_month() const { return state_.months.empty() ? Money {} : state_.months.back().volume; }

    Guard wrong_role() const
    {
        return stop(refusals::wrong_role, { { "role", std::string { word(context_.actor.role) } } });
    }

    Guard platform_guard() const
    {
        if (context_.actor.role != Role::platform)
            return wrong_role();
        return {};
    }

    /// The programme: its machinery, or one of its officers.
    Guard programme_guard() const
    {
        if (context_.actor.role != Role::platform && context_.actor.role != Role::officer)
            return wrong_role();
        if (context_.actor.role == Role::officer && !context_.actor.person)
            return stop(refusals::needs_person);
        return {};
    }

    /// Programmes section 20, 18: a discretionary step is a person's, with reasons.
    Guard officer_guard(std::string_view reason) const
    {
        if (context_.actor.role == Role::platform)
            return stop(refusals::needs_person);
        if (context_.actor.role != Role::officer)
            return wrong_role();
        if (!context_.actor.person)
            return stop(refusals::needs_person);
        return reason_guard(reason);
    }

    /// The second pair of eyes.
    std::expected<void, Refusal> another_than(act::Actor const& first) const
    {
        return act::second_person(
            context_.actor, context_.behind, context_.moment.now, { first.person }, { &refusals::same_person, {}, {} });
    }

    Guard reason_guard(std::string_view reason) const
    {
        if (reason.find_first_not_of(" \t\r\n") == std::string_view::npos)
            return stop(refusals::no_reason);
        return {};
    }

    /// An officer names no rule, or one of the book.
    Guard rule_guard(std::string const& rule) const
    {
        if (!rule.empty() && !context_.rules.has_rule(rule))
            return stop(refusals::unknown_rule, { { "rule", rule } });
        return {};
    }

    /// The amount is zero or more, in the currency of the limits.
    Guard money_guard(Money amount) const
    {
        auto const currency = context_.rules.currency();
        if (amount.currency != currency)
            return stop(refusals::currencies, { { "currency", std::string { currency.code() } } });
        if (amount.minor < 0 || amount.minor > sum_max)
            return stop(refusals::too_much);
        return {};
    }

    /// Nothing stands against covering more, however little.
    Guard cover_guard() const
    {
        if (auto none = no_cover(state_, &context_.rules, today())) {
            if (none->measure.empty())
                return stop(refusals::blacklisted);
            return stop(refusals::suspended, { { "measure", std::move(none->measure) } }, std::move(none->rule));
        }
        if (state_.limit && !comparable(*state_.limit, { 0, context_.rules.currency() }))
            return stop(refusals::currencies, { { "currency", std::string { state_.limit->currency.code() } } });
        return {};
    }

    /// What an order that has this much of the limit, and asks for so much, can be given.
    Money free_for(Money had, Money asked) const
    {
        if (!state_.limit)
            return context_.rules.limited() ? Money { 0, asked.currency } : asked;
        // As free_of, before it is cut at nothing.
        auto const free = lowered(*state_.limit, state_, today()) - (state_.reserved - had) - open_recourse(state_)
            - context_.wanted_of_linked;
        return max(free, Money { 0, asked.currency });
    }

    /// What the pool has paid for the order, and what it then took back, was its reservation's first.
    void draw(Story& story, Reservation const& of, Money more) const
    {
        auto amount = of.amount;
        if (more.minor > 0)
            amount = amount - min(amount, more);
        else if (state_.limit) {
            auto const room = min(of.asked - amount,
                free_of(lowered(*state_.limit, state_, today()), story.now, context_.wanted_of_linked));
            amount = amount + min(max(room, Money { 0, amount.currency }), -more);
        }
        if (amount != of.amount)
            story.add(events::LimitReserved { of.order, today(), amount, of.asked });
    }

    std::optional<Act> act_of(Target target) const
    {
        auto const number = target.number;
        switch (target.subject) {
        case Subject::points:
            if (has(state_.points, number)) {
                auto const& one = state_.points[number - 1];
                return Act { one.given.on, one.given.by, one.given.carried_from, counts(one, today()) };
            }
            return std::nullopt;
        case Subject::measure:
            if (has(state_.measures, number)) {
                auto const& one = state_.measures[number - 1];
                return Act { one.taken.from, one.taken.by, one.taken.carried_from, in_force(one, today()) };
            }
            return std::nullopt;
        case Subject::blacklisting:
            if (has(state_.blacklistings, number)) {
                auto const& one = state_.blacklistings[number - 1];
                return Act { one.on, one.by, one.carried_from, !one.lifted };
            }
            return std::nullopt;
        case Subject::link:
            // A link that nobody has confirmed does no harm yet.
            if (has(state_.links, number) && state_.links[number - 1].confirmed_on) {
                auto const& one = state_.links[number - 1];
                return Act { *one.confirmed_on, one.confirmed_by, {}, one.phase == Link::Phase::confirmed };
            }
            return std::nullopt;
        }
        RECOURSE_ASSERT(false);
    }

    State const& state_;
    Context const& context_;
};

} // namespace

act::Decision<Event> decide(State const& state, Command const& command, Context const& context)
{
    return std::visit(Decide { state, context }, command);
}

Id<Party> linked_to(State const& state, Command const& command)
{
    if (auto const* confirm = std::get_if<ConfirmLink>(&command))
        return confirm->other;
    auto const* decide = std::get_if<DecideAppeal>(&command);
    if (decide == nullptr || !has(state.appeals, decide->appeal))
        return {};
    auto const target = state.appeals[decide->appeal - 1].target;
    bool const of_link = target.subject == Subject::link && has(state.links, target.number);
    return of_link ? state.links[target.number - 1].other : Id<Party> {};
}

std::vector<Event> at_the_other_end(State const& before, std::vector<Event> const& decided, Context const& context)
{
    if (context.other == nullptr)
        return {};
    Story story { *context.other, {} };
    auto const* known = find_link(*context.other, context.supplier);
    bool const stands = known != nullptr && known->phase == Link::Phase::confirmed;
    auto number = known == nullptr ? 0 : static_cast<std::uint32_t>(known - context.other->links.data() + 1);
    std::string reason; // of an appeal that is won
    for (auto const& event : decided) {
        if (auto const* appeal = std::get_if<events::AppealDecided>(&event))
            reason = appeal->reason;
        else if (std::holds_alternative<events::LinkUndone>(event) && stands)
            part(story, context, number, { 0, true, reason });
        else if (auto const* confirmed = std::get_if<events::LinkConfirmed>(&event); confirmed != nullptr && !stands) {
            if (known == nullptr || known->phase != Link::Phase::proposed) {
                number = next_number(story.now.links);
                story.add(events::LinkProposed { number, context.moment.today, context.supplier,
                    before.links[confirmed->number - 1].reasons, context.actor });
            }
            join(story, context, number, before, confirmed->reason);
        }
    }
    return std::move(story.events);
}

} // namespace recourse::standing
