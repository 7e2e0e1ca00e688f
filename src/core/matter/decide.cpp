#include "core/matter/decide.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "core/matter/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::matter {

namespace {

constexpr std::int64_t days_away_max = 36'525; ///< a hundred years

std::vector<std::pair<std::string, std::string>> value(char const* name, std::string text)
{
    return { { name, std::move(text) } };
}

Guard checked(std::string_view field, std::string const& text, bool needed, std::size_t max, bool one_line)
{
    if (needed && text.empty())
        return refuse(refusals::no_text, value("field", text_of(field)));
    if (text.size() > max)
        return refuse(refusals::text_too_long, { { "field", text_of(field) }, { "size", fmt::format("{}", max) } });
    bool const controls = std::ranges::any_of(text, [&](char c) {
        auto const code = static_cast<unsigned char>(c);
        return (code < 0x20 || code == 0x7F) && (one_line || (c != '\n' && c != '\t'));
    });
    if (controls)
        return refuse(refusals::control_characters, value("field", text_of(field)));
    return {};
}

bool is_full(State const& state, Context const& context)
{
    return !state.received.is_zero() && !whole_claim(state, context).is_zero()
        && left_of_claim(state, context).is_zero();
}

/// Something after which all may have come.
bool may_complete(Event const& event)
{
    return std::holds_alternative<events::Received>(event) || std::holds_alternative<events::MeasureLifted>(event)
        || std::holds_alternative<events::MeasureLapsed>(event) || std::holds_alternative<events::FilingEnded>(event)
        || std::holds_alternative<events::HeadChanged>(event) || std::holds_alternative<events::HeadWithdrawn>(event)
        || std::holds_alternative<events::TitleReceived>(event);
}

/// "cn 2023-2026".
std::string calendar_text(time::Calendar const& calendar)
{
    auto const years = calendar.years();
    return years.empty() ? calendar.name() : fmt::format("{} {}-{}", calendar.name(), years.front(), years.back());
}

bool same_rows(std::vector<Day> const& days, std::vector<limitation::Row> const& rows)
{
    return std::ranges::equal(days, rows, {}, &Day::row);
}

/// What follows of itself, after the events of the command.
void follow(Deciding const& d, std::vector<Event>& events)
{
    auto after = d.state;
    for (auto const& event : events)
        evolve(after, event);
    bool const completes = after.phase != Phase::closed && std::ranges::any_of(events, may_complete)
        && is_full(after, d.context) && standing_measure(after) == 0 && pending_filing(after) == 0;
    if (completes) {
        auto const ending = after.settled_claim ? Ending::settled : Ending::full;
        events.emplace_back(events::Closed { d.today(), d.actor(), ending, {}, after.nothing });
        evolve(after, events.back());
    }
    auto rows = count_days(after, d.context.calendar);
    if (!same_rows(after.days, rows))
        events.emplace_back(events::DaysCounted { d.today(), calendar_text(d.context.calendar), std::move(rows) });
}

} // namespace

std::vector<limitation::Row> count_days(State const& state, time::Calendar const& calendar)
{
    return limitation::work_out(record_of(state), calendar);
}

bool days_change(
    State const& state, time::Calendar const& calendar, limitation::Record& record, std::vector<limitation::Row>& rows)
{
    if (state.phase == Phase::none)
        return false;
    record_of(state, record);
    limitation::work_out(record, calendar, rows);
    return !same_rows(state.days, rows);
}

Money whole_claim(State const& state, Context const& context)
{
    auto const claim = claimed(state);
    // A settlement ended what the statement counts.
    if (state.settled_claim || !context.statement)
        return claim;
    return max(claim, *context.statement);
}

Money left_of_claim(State const& state, Context const& context)
{
    return max(whole_claim(state, context) - state.received, state.nothing);
}

Guard Deciding::ours() const
{
    bool const side
        = (role() == Role::buyer || role() == Role::counsel) && actor().party && actor().party == state.client;
    bool const let_in = role() == Role::auditor && state.auditor_until && today() <= *state.auditor_until;
    if (state.phase == Phase::none || (!side && !let_in))
        return refuse(refusals::not_found);
    if (let_in)
        return refuse(refusals::wrong_role, value("role", text_of(word(role()))));
    if (context.unknown_exhibit)
        return refuse(refusals::no_exhibit, value("exhibit", to_string(*context.unknown_exhibit)));
    return {};
}

Guard Deciding::in_person() const
{
    if (!actor().person)
        return refuse(refusals::needs_person);
    return {};
}

Guard Deciding::open() const
{
    RECOURSE_TRY_DONE(ours());
    if (state.phase == Phase::closed)
        return refuse(refusals::over, value("ending", text_of(word(state.ending))));
    return {};
}

Guard Deciding::person() const
{
    RECOURSE_TRY_DONE(ours());
    RECOURSE_TRY_DONE(in_person());
    return open();
}

Guard Deciding::counsel() const
{
    RECOURSE_TRY_DONE(ours());
    if (role() != Role::counsel || !actor().person)
        return refuse(refusals::needs_counsel);
    return open();
}

Guard Deciding::cleared() const
{
    switch (conflict(state)) {
    case Conflict::cleared:
        return {};
    case Conflict::open:
        return refuse(refusals::conflict_open, value("day", to_string(state.checks.back().on)));
    case Conflict::unchecked:
        return refuse(refusals::conflict_unchecked, value("names", join_and(unsearched(state))));
    }
    RECOURSE_ASSERT(false);
}

Guard Deciding::pursuing() const
{
    RECOURSE_TRY_DONE(open());
    RECOURSE_TRY_DONE(cleared());
    if (is_full(state, context))
        return refuse(refusals::recovered);
    return {};
}

Guard Deciding::line(std::string_view field, std::string const& text, bool needed) const
{
    return checked(field, text, needed, line_max, true);
}

Guard Deciding::text(std::string_view field, std::string const& text, bool needed) const
{
    return checked(field, text, needed, text_max, false);
}

Guard Deciding::country(std::string const& text) const
{
    bool const fits
        = text.empty() || (text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; }));
    if (!fits)
        return refuse(refusals::no_country);
    return {};
}

Guard Deciding::near(Date day) const
{
    auto const away = days_between(today(), day);
    if (away > days_away_max || away < -days_away_max)
        return refuse(refusals::too_far, value("day", to_string(day)));
    return {};
}

Guard Deciding::near(std::optional<Date> const& day) const
{
    return day ? near(*day) : Guard {};
}

Guard Deciding::past(Date day) const
{
    if (day > today())
        return refuse(refusals::in_the_future, value("day", to_string(day)));
    return near(day);
}

Guard Deciding::past(std::optional<Date> const& day) const
{
    return day ? past(*day) : Guard {};
}

Guard Deciding::to_come(Date day) const
{
    if (day < today())
        return refuse(refusals::past_day, value("day", to_string(day)));
    return near(day);
}

Guard Deciding::ordered(Date earlier, std::optional<Date> const& later) const
{
    if (later && *later < earlier)
        return refuse(refusals::days_turned, { { "earlier", to_string(earlier) }, { "later", to_string(*later) } });
    return {};
}

Guard Deciding::sum(std::string_view field, Money amount) const
{
    if (amount.currency != state.nothing.currency)
        return refuse(refusals::currencies,
            { { "currency", text_of(state.nothing.currency.code()) }, { "field", text_of(field) } });
    if (amount.minor <= 0 || amount.minor > amount_minor_max)
        return refuse(refusals::not_positive, value("field", text_of(field)));
    return {};
}

Guard Deciding::sum(std::string_view field, std::optional<Money> const& amount) const
{
    return amount ? sum(field, *amount) : Guard {};
}

Guard Deciding::read(std::vector<Interlock> const& needed, std::vector<Interlock> const& said) const
{
    std::vector<std::string> unread;
    for (auto const one : needed) {
        if (std::ranges::find(said, one) == said.end())
            unread.push_back(text_of(word(one)));
    }
    if (!unread.empty())
        return refuse(refusals::interlock_unread, value("read", join_and(unread)));
    return {};
}

namespace {

/// The guards and the event that both ways to open have.
Decision opened(Deciding const& d, std::string const& code, std::string const& counsel, std::string const& title,
    events::Opened event)
{
    if (d.state.phase != Phase::none)
        return refuse(refusals::exists);
    auto const currency = Currency::from_code(code);
    if (!currency || *currency == Currency {})
        return refuse(refusals::no_currency, value("currency", code));
    RECOURSE_TRY_DONE(d.line("counsel", counsel));
    RECOURSE_TRY_DONE(d.line("title", title, true));
    event.on = d.today();
    event.by = d.actor();
    event.counsel = counsel;
    event.title = title;
    event.currency = { 0, *currency };
    return only(std::move(event));
}

bool is_buyers(Role role)
{
    return role == Role::buyer || role == Role::counsel;
}

} // namespace

Decision decide_one(Deciding const& d, Open const& command)
{
    auto const& order = d.context.order;
    // For anybody else an order's matter is as little there as any other.
    if (!order || !is_buyers(d.role()) || !d.actor().party || d.actor().party != order->buyer)
        return refuse(refusals::no_order);
    events::Opened event;
    event.order = order->order;
    event.client = order->buyer;
    event.supplier = order->supplier;
    event.language = command.language;
    return opened(d, command.currency, command.counsel, command.title, std::move(event));
}

Decision decide_one(Deciding const& d, OpenOutside const& command)
{
    if (!is_buyers(d.role()))
        return refuse(refusals::wrong_role, value("role", text_of(word(d.role()))));
    if (!d.actor().party || !d.context.knows_client)
        return refuse(refusals::unknown_client);
    RECOURSE_TRY_DONE(d.line("against", command.against, true));
    events::Opened event;
    event.dossier = command.dossier;
    event.client = d.actor().party;
    event.against = command.against;
    event.language = command.language;
    return opened(d, command.currency, command.counsel, command.title, std::move(event));
}

act::Decision<Event> decide(State const& state, Command const& command, Context const& context)
{
    Deciding const deciding { state, context };
    auto decision = std::visit([&](auto const& one) { return decide_one(deciding, one); }, command);
    if (decision && !decision->empty())
        follow(deciding, *decision);
    return decision;
}

} // namespace recourse::matter
