#include "app/decided.hpp"
#include "app/domain.hpp"
#include "core/order/state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

// What the programme may still want of a supplier: what stands against its money before it goes out, and what the
// guarantee pool paid for it. The book keeps the latter by supplier and currency, the standing by claim; both are told
// of every change at once.

namespace recourse::app {

namespace {

bool is_suppliers(remittance::Detail const& detail)
{
    return detail.purpose == remittance::Purpose::supplier_payout || detail.purpose == remittance::Purpose::bond_return;
}

/// What the claim may take beyond what is held for its order: all that is claimed, or what is due once that is fixed.
Money beyond_hold(claim::State const& state, order::State const& order)
{
    Money const nothing { 0, state.claimed.currency };
    if (state.phase == claim::Phase::none || state.phase == claim::Phase::closed)
        return nothing;
    auto most = left(state);
    if (state.due)
        most = max(state.due->amount + max(state.due->fee, nothing) - state.paid - state.fee_paid, nothing);
    return max(most - max(held(order), nothing), nothing);
}

} // namespace

void Domain::need_against(remittance::Detail const& detail, std::function<void(Stream)> const& need) const
{
    if (!is_suppliers(detail))
        return;
    auto const standing = standing_stream(detail.party);
    need(standing);
    for (auto const claim : get<standing::State>(standing).state.disputes_open) {
        need(claim_stream(claim));
        need(order_stream(get<claim::State>(claim_stream(claim)).state.order));
    }
}

remittance::Against Domain::against(remittance::Detail const& detail, Date today) const
{
    auto const here = detail.amount.currency;
    remittance::Against against { {}, { 0, here }, { 0, here }, {}, { 0, here } };
    if (!is_suppliers(detail))
        return against;
    for (auto const other : standing::linked(get<standing::State>(standing_stream(detail.party)).state))
        against.linked = against.linked + book_.amount(escrow::recourse_to(other, here));
    std::map<std::uint16_t, Money> claims; // by currency
    for (auto const claim : get<standing::State>(standing_stream(detail.party)).state.disputes_open) {
        auto const& state = get<claim::State>(claim_stream(claim)).state;
        auto const& order = get<order::State>(order_stream(state.order)).state;
        if (!against.claim || claim.number < against.claim.number)
            against.claim = claim;
        auto const currency = state.claimed.currency;
        auto& sum = claims.try_emplace(currency.index(), Money { 0, currency }).first->second;
        sum = sum + beyond_hold(state, order);
    }
    for (std::uint16_t i = 0; i < Currency::count(); ++i) {
        auto const currency = Currency::from_index(i);
        if (currency == Currency::none())
            continue;
        auto const found = claims.find(i);
        auto const may_take = found == claims.end() ? Money { 0, currency } : found->second;
        if (currency == here) {
            against.claims = may_take;
            continue;
        }
        auto const lacks = remittance::lacking(detail.party, may_take, book_);
        if (lacks.is_zero())
            continue;
        if (auto const converted = books_->converted(lacks, here, today))
            against.elsewhere = against.elsewhere + *converted;
        else if (!against.no_rate)
            against.no_rate = lacks;
    }
    return against;
}

void Domain::need_linked(Id<Party> supplier, std::function<void(Stream)> const& need) const
{
    for (auto const other : standing::linked(get<standing::State>(standing_stream(supplier)).state))
        need(standing_stream(other));
}

Money Domain::wanted_of_linked(Id<Party> supplier) const
{
    Money sum;
    for (auto const other : standing::linked(get<standing::State>(standing_stream(supplier)).state))
        sum = sum + standing::wanted_back(get<standing::State>(standing_stream(other)).state);
    return sum;
}

void Domain::need_recourse(Id<Party> supplier, std::function<void(Stream)> const& need) const
{
    if (!supplier)
        return;
    auto const standing = standing_stream(supplier);
    need(standing);
    for (auto const& one : get<standing::State>(standing).state.recourse) {
        if (!one.owed)
            need(claim_stream(one.claim));
    }
}

/// In the claim's own currency. An earlier version noted it in that of the limits alone; where the two are the same, so
/// is the sum, and where they are not it is worked out anew once something is paid.
std::optional<Money> Domain::owed_of(standing::Recourse const& one) const
{
    if (one.owed)
        return one.owed;
    auto const* found = find(claim_stream(one.claim));
    auto const* claim = found == nullptr ? nullptr : std::get_if<Aggregate<claim::State>>(found);
    if (claim == nullptr || claim->state.claimed.currency == one.open.currency)
        return one.open;
    return claim->state.by_pool;
}

std::vector<remittance::Open> Domain::open_recourse(Id<Party> supplier, Currency currency) const
{
    std::vector<remittance::Open> open;
    if (!supplier)
        return open;
    for (auto const& one : get<standing::State>(standing_stream(supplier)).state.recourse) {
        auto const owed = owed_of(one);
        if (owed && owed->currency == currency && owed->minor > 0)
            open.push_back({ one.claim, *owed });
    }
    std::ranges::sort(open, {}, [](auto const& one) { return one.claim.number; });
    return open;
}

std::vector<standing::Command> Domain::recourse_changed(
    Id<Party> supplier, Id<Claim> claim, Id<Order> order, Money by_pool, Date today) const
{
    std::vector<standing::Command> commands;
    if (by_pool.is_zero())
        return commands;
    if (by_pool.minor < 0) {
        // What was paid back for this claim already is taken off the others, the oldest first, as the book does.
        std::vector<remittance::Share> shares;
        auto left = -by_pool;
        auto open = open_recourse(supplier, by_pool.currency);
        std::ranges::stable_partition(open, [&](auto const& one) { return one.claim == claim; });
        for (auto const& one : open) {
            if (auto const part = min(left, one.owed); part.minor > 0) {
                shares.push_back({ one.claim, part });
                left = left - part;
            }
        }
        commands = recourse_repaid(supplier, shares);
        for (auto& command : commands) {
            // The order of the claim gets its reservation back; the others' only owe less.
            auto& noted = std::get<standing::NoteRecourse>(command);
            if (noted.claim == claim)
                noted.order = order;
        }
        return commands;
    }
    auto const* rules = books_->standing({}, today);
    if (rules == nullptr)
        return commands; // nobody's standing is kept
    // Without a rate it takes nothing of the limit, and is wanted back all the same.
    auto const more = books_->converted_for_standing(by_pool, today).value_or(Money { 0, rules->currency() });
    Money open { 0, more.currency }, owed { 0, by_pool.currency };
    for (auto const& one : get<standing::State>(standing_stream(supplier)).state.recourse) {
        if (one.claim != claim)
            continue;
        open = one.open;
        owed = owed_of(one).value_or(owed);
    }
    commands.emplace_back(standing::NoteRecourse { claim, open + more, owed + by_pool, order });
    return commands;
}

std::vector<standing::Command> Domain::recourse_repaid(
    Id<Party> supplier, std::span<remittance::Share const> shares) const
{
    std::vector<standing::Command> commands;
    if (!supplier)
        return commands;
    auto const& recourse = get<standing::State>(standing_stream(supplier)).state.recourse;
    for (auto const& share : shares) {
        auto const one = std::ranges::find(recourse, share.claim, &standing::Recourse::claim);
        if (one == recourse.end())
            continue;
        auto const owed = owed_of(*one).value_or(share.amount);
        auto const rest = max(owed - share.amount, Money { 0, owed.currency });
        // In proportion, so that both come to nothing at once whatever the rate of the day is.
        auto const open = owed.minor > 0 ? portion(one->open, Ratio::of(rest.minor, owed.minor), Rounding::half_up)
                                         : Money { 0, one->open.currency };
        commands.emplace_back(standing::NoteRecourse { share.claim, open, rest });
    }
    return commands;
}

std::vector<std::string> Domain::recourse_differs() const
{
    if (books_->standing({}, Date::of(9999, 12, 31)) == nullptr)
        return {}; // nobody's standing is kept
    // By supplier and currency: what the standing wants back, and what the book does.
    std::map<std::pair<std::uint64_t, std::string>, std::pair<std::int64_t, std::int64_t>> sums;
    for (auto const& [number, aggregate] : aggregates_) {
        auto const* standing = std::get_if<Aggregate<standing::State>>(&aggregate);
        if (standing == nullptr)
            continue;
        for (auto const& one : standing->state.recourse) {
            if (auto const owed = owed_of(one))
                sums[{ codec::stream_of(number).number, std::string { owed->currency.code() } }].first += owed->minor;
        }
    }
    book_.for_each([&](escrow::Account const& account, escrow::Balance const& balance) {
        if (account.kind == escrow::AccountKind::recourse)
            sums[{ account.owner, std::string { account.currency.code() } }].second += worth(account.kind, balance);
    });
    std::vector<std::string> differences;
    for (auto const& [whose, both] : sums) {
        if (both.first == both.second)
            continue;
        auto const currency = *Currency::from_code(whose.second);
        differences.push_back(
            fmt::format("of {} the book wants {} back, the standing {}", to_string(Id<Party> { whose.first }),
                display(Money { both.second, currency }), display(Money { both.first, currency })));
    }
    return differences;
}

} // namespace recourse::app
