#include "app/views.hpp"

#include "app/stored_event.hpp"
#include "app/wakes.hpp"
#include "base/check.hpp"
#include "store/keys.hpp"

#include <algorithm>

namespace recourse::app {

namespace {

/// The last day before time acts on the subject.
std::optional<Date> due(AnyAggregate const& aggregate)
{
    auto const next = next_wake(aggregate);
    return next ? std::optional { next->plus_days(-1) } : std::nullopt;
}

/// The same of a claim; where time does nothing to a leg that stands still, the last day before an officer may end it.
std::optional<Date> waits_until(claim::State const& state, std::optional<Date> due)
{
    auto const from = claim::officer_from(state);
    if (!from || state.suspended_on)
        return due;
    auto const last = from->plus_days(-1);
    return due ? std::min(*due, last) : last;
}

store::Key scope_all()
{
    return "all";
}

store::Key scope_of_phase(std::uint8_t phase)
{
    return std::string { "q" } + static_cast<char>(phase);
}

store::Key scope_of(Id<Party> party, std::uint8_t phase)
{
    return "p" + store::key_of(party.number) + static_cast<char>(phase);
}

store::Key scope_by_number(Id<Party> party)
{
    return party ? "n" + store::key_of(party.number) : store::Key { "n" };
}

class Items {
public:
    Items(View view, Instant changed, std::uint64_t number)
        : view_(static_cast<store::View>(view))
        , sort_(store::key_of(changed))
        , key_(store::key_of(number))
    {
    }
    Items& in(store::Key scope)
    {
        items_.push_back({ view_, std::move(scope), sort_, key_ });
        return *this;
    }
    Items& of(Id<Party> party, std::uint8_t phase) { return party ? in(scope_of(party, phase)) : *this; }
    /// In the lists of these parties, by phase and by number; who is there twice, or nobody, stands there once or not.
    Items& of_all(std::vector<Id<Party>> parties, std::uint8_t phase)
    {
        std::ranges::sort(parties);
        auto const twice = std::ranges::unique(parties);
        parties.erase(twice.begin(), twice.end());
        for (auto const party : parties)
            of(party, phase).numbered(party);
        return *this;
    }
    /// In the list by number, everybody's.
    Items& numbered() { return by_number({}); }
    /// In a party's own, where there is one.
    Items& numbered(Id<Party> party) { return party ? by_number(party) : *this; }
    std::vector<store::ListItem> take() { return std::move(items_); }

private:
    Items& by_number(Id<Party> party)
    {
        items_.push_back({ view_, scope_by_number(party), key_, key_ });
        return *this;
    }

    store::View view_;
    store::Key sort_, key_;
    std::vector<store::ListItem> items_;
};

/// The phases that a subject of a view may be in where its lists are by phase alone; empty: there is a list of all.
std::vector<std::uint8_t> phases_of(View view)
{
    auto const all = []<class Phase>(Phase) {
        std::vector<std::uint8_t> phases;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Phase>>(
            [&](auto one) { phases.push_back(static_cast<std::uint8_t>(one.value)); });
        return phases;
    };
    switch (view) {
    case View::orders:
        return all(order::Phase::none);
    case View::claims:
        return all(claim::Phase::none);
    case View::remittances:
        return all(remittance::Phase::none);
    case View::dossiers:
        return all(evidence::Phase::none);
    case View::matters:
        return all(matter::Phase::none);
    case View::parties:
    case View::statements:
    case View::bank_statements:
    case View::movements:
    case View::payouts:
    case View::editions:
        return {};
    }
    return {};
}

template <class Phase>
std::uint8_t number_of(Phase phase)
{
    return static_cast<std::uint8_t>(phase);
}

std::vector<store::ListItem> items(OrderLine const& line)
{
    auto const phase = number_of(line.phase);
    Items items(View::orders, line.changed, line.id.number);
    items.in(scope_of_phase(phase)).numbered();
    std::vector<Id<Party>> parts { line.buyer, line.supplier };
    parts.insert(parts.end(), line.carriers.begin(), line.carriers.end());
    return items.of_all(std::move(parts), phase).take();
}

std::vector<store::ListItem> items(PartyLine const& line)
{
    return Items(View::parties, line.changed, line.id.number).in(scope_all()).numbered().take();
}

std::vector<store::ListItem> items(ClaimLine const& line)
{
    auto const phase = number_of(line.phase);
    return Items(View::claims, line.changed, line.id.number)
        .in(scope_of_phase(phase))
        .numbered()
        .of_all({ line.buyer, line.supplier, line.inspector }, phase)
        .take();
}

std::vector<store::ListItem> items(RemittanceLine const& line)
{
    auto const phase = number_of(line.phase);
    return Items(View::remittances, line.changed, line.id.number)
        .in(scope_of_phase(phase))
        .of(line.detail.party, phase)
        .numbered()
        .numbered(line.detail.party)
        .take();
}

std::vector<store::ListItem> items(BankStatementLine const& line)
{
    return Items(View::bank_statements, line.changed, line.id.number).in(scope_all()).take();
}

std::vector<store::ListItem> items(MovementLine const& line)
{
    return Items(View::movements, line.changed, line.id.number)
        .in(scope_all())
        .in(scope_of_phase(number_of(line.phase)))
        .take();
}

std::vector<store::ListItem> items(PayoutLine const& line)
{
    return Items(View::payouts, line.changed, line.id.number)
        .in(scope_all())
        .in(scope_of_phase(number_of(line.phase)))
        .take();
}

std::vector<store::ListItem> items(EditionLine const& line)
{
    return Items(View::editions, line.changed, line.id.number)
        .in(scope_all())
        .in(scope_of_phase(number_of(line.phase)))
        .take();
}

std::vector<store::ListItem> items(DossierLine const& line)
{
    constexpr auto open = static_cast<std::uint8_t>(evidence::Phase::open);
    return Items(View::dossiers, line.changed, line.id.number)
        .in(scope_of_phase(open))
        .of(line.buyer, open)
        .of(line.supplier, open)
        .take();
}

std::vector<store::ListItem> items(MatterLine const& line)
{
    auto const phase = number_of(line.phase);
    return Items(View::matters, line.changed, line.id.number).in(scope_of_phase(phase)).of(line.client, phase).take();
}

/// The first last day that is neither met nor over.
std::optional<Date> next_day(matter::State const& state)
{
    std::optional<Date> first;
    for (auto const& day : state.days) {
        if (day.row.due && day.row.stand == limitation::Stand::runs && !day.passed && !limitation::is_met(day.row))
            first = std::min(first.value_or(*day.row.due), *day.row.due);
    }
    return first;
}

template <class Line>
Shown shown_as(View view, std::uint64_t number, Line const& line)
{
    return { { static_cast<store::View>(view), store::key_of(number), bytes_of(packed::pack(line)) }, items(line) };
}

template <class Line>
std::vector<store::ListItem> items_of(store::Bytes const& row)
{
    auto const line = packed::unpack<Line>(text_of(row));
    RECOURSE_ASSERT(line.has_value()); // views are dropped when their rows change
    return items(*line);
}

} // namespace

std::vector<store::Key> lists_of(View view, std::optional<std::uint8_t> phase, Id<Party> party)
{
    auto const scope = [&](std::uint8_t one) { return party ? scope_of(party, one) : scope_of_phase(one); };
    if (phase)
        return { scope(*phase) };
    std::vector<store::Key> scopes;
    for (auto const one : phases_of(view))
        scopes.push_back(scope(one));
    if (scopes.empty())
        scopes.push_back(scope_all());
    return scopes;
}

bool is_numbered(View view)
{
    return view == View::orders || view == View::parties || view == View::claims || view == View::remittances;
}

store::Key numbered_list_of(View view, Id<Party> party)
{
    RECOURSE_ASSERT(is_numbered(view));
    return scope_by_number(party);
}

store::Key scope_of(escrow::Account const& account)
{
    return "s" + store::key_of(to_number(account));
}

std::optional<View> view_of(Subject subject)
{
    switch (subject) {
    case Subject::order:
        return View::orders;
    case Subject::party:
        return View::parties;
    case Subject::claim:
        return View::claims;
    case Subject::remittance:
        return View::remittances;
    case Subject::statement:
        return View::bank_statements;
    case Subject::movement:
        return View::movements;
    case Subject::payout:
        return View::payouts;
    case Subject::edition:
        return View::editions;
    case Subject::dossier:
        return View::dossiers;
    case Subject::matter:
        return View::matters;
    case Subject::standing:
    case Subject::none:
        break;
    }
    return std::nullopt;
}

std::optional<Shown> shown(Stream stream, AnyAggregate const& aggregate, Instant changed)
{
    auto const number = stream.number;
    return std::visit(
        match {
            [&](Aggregate<order::State> const& one) -> std::optional<Shown> {
                auto const& state = one.state;
                return shown_as(View::orders, number,
                    OrderLine { { number }, one.version, state.terms.buyer, state.terms.supplier, state.terms.goods,
                        price(state.terms), held(state), state.phase, changed, due(aggregate),
                        static_cast<bool>(state.frozen_by), state.carriers });
            },
            [&](Aggregate<party::State> const& one) -> std::optional<Shown> {
                return shown_as(
                    View::parties, number, PartyLine { { number }, one.version, one.state.profile, changed });
            },
            [&](Aggregate<claim::State> const& one) -> std::optional<Shown> {
                auto const& state = one.state;
                return shown_as(View::claims, number,
                    ClaimLine { { number }, one.version, state.order, state.buyer, state.supplier, state.phase,
                        state.ending, state.claimed, state.paid, state.opened_on, state.reading, changed,
                        waits_until(state, due(aggregate)),
                        state.inspection ? state.inspection->inspector : Id<Party> {} });
            },
            [&](Aggregate<remittance::State> const& one) -> std::optional<Shown> {
                return shown_as(View::remittances, number,
                    RemittanceLine { { number }, one.version, one.state.detail, one.state.phase, changed });
            },
            [&](Aggregate<statement::State> const& one) -> std::optional<Shown> {
                return shown_as(View::bank_statements, number,
                    BankStatementLine { { number }, one.state.record, one.state.taken_on, changed });
            },
            [&](Aggregate<movement::State> const& one) -> std::optional<Shown> {
                auto const& state = one.state;
                return shown_as(View::movements, number,
                    MovementLine { { number }, one.version, state.told.identity, state.told.amount, state.told.credit,
                        state.told.other.name, state.told.booked_on, state.phase, state.reason, state.left, state.order,
                        state.remittance, changed });
            },
            [&](Aggregate<payout::State> const& one) -> std::optional<Shown> {
                auto const& state = one.state;
                return shown_as(View::payouts, number,
                    PayoutLine { { number }, one.version, state.phase, state.file.message_id, state.file.execute_on,
                        static_cast<std::uint32_t>(state.file.lines.size()), state.digest, changed });
            },
            [&](Aggregate<edition::State> const& one) -> std::optional<Shown> {
                auto const& state = one.state;
                return shown_as(View::editions, number,
                    EditionLine { { number }, one.version, state.phase, state.programme, state.edition, state.digest,
                        state.from, changed });
            },
            [&](Aggregate<evidence::State> const& one) -> std::optional<Shown> {
                auto const& state = one.state;
                return shown_as(View::dossiers, number,
                    DossierLine { { number }, one.version, state.order, state.buyer, state.supplier, state.against,
                        state.title, state.title_zh, state.opened_on, changed });
            },
            [&](Aggregate<matter::State> const& one) -> std::optional<Shown> {
                auto const& state = one.state;
                return shown_as(View::matters, number,
                    MatterLine { { number }, one.version, state.order, state.client, state.supplier, state.against,
                        state.counsel, state.title, state.phase, state.ending, state.received, state.opened_on,
                        next_day(state), state.auditor_until, changed });
            },
            [](Aggregate<standing::State> const&) -> std::optional<Shown> { return std::nullopt; },
        },
        aggregate);
}

std::vector<store::ListItem> items_of_row(View view, store::Bytes const& row)
{
    switch (view) {
    case View::orders:
        return items_of<OrderLine>(row);
    case View::parties:
        return items_of<PartyLine>(row);
    case View::claims:
        return items_of<ClaimLine>(row);
    case View::remittances:
        return items_of<RemittanceLine>(row);
    case View::bank_statements:
        return items_of<BankStatementLine>(row);
    case View::movements:
        return items_of<MovementLine>(row);
    case View::payouts:
        return items_of<PayoutLine>(row);
    case View::editions:
        return items_of<EditionLine>(row);
    case View::dossiers:
        return items_of<DossierLine>(row);
    case View::matters:
        return items_of<MatterLine>(row);
    case View::statements:
        break;
    }
    return {};
}

} // namespace recourse::app
