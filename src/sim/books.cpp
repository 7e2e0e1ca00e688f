#include "sim/books.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::sim {

namespace {

using escrow::AccountKind;

std::string code_of(Money const& money)
{
    return std::string { money.currency.code() };
}

std::string name(Place const& place)
{
    return fmt::format("{}/{}/{}", static_cast<int>(place.kind), place.owner, place.currency);
}

/// An asset is worth what was debited to it, a debt what was credited.
std::int64_t worth(Place const& place, std::int64_t debits_less_credits)
{
    bool const asset = place.kind == AccountKind::provider || place.kind == AccountKind::recourse
        || place.kind == AccountKind::buyer_receivable;
    return asset ? debits_less_credits : -debits_less_credits;
}

template <class Sums>
void add(Sums& sums, Place const& place, std::int64_t amount)
{
    auto& sum = sums[place];
    sum += amount;
    if (sum == 0)
        sums.erase(place);
}

/// From the one place to the other, as a debit of the first and a credit of the second.
template <class Sums>
void move(Sums& sums, Place const& debit, Place const& credit, std::int64_t amount)
{
    add(sums, debit, amount);
    add(sums, credit, -amount);
}

Place debited(remittance::Detail const& detail)
{
    using enum remittance::Purpose;
    auto const currency = code_of(detail.amount);
    switch (detail.purpose) {
    case supplier_payout:
        return { AccountKind::supplier_balance, detail.party.number, currency };
    case buyer_refund:
        return { AccountKind::refund_payable, detail.order.number, currency };
    case bond_return:
        return { AccountKind::bond, detail.party.number, currency };
    case unmatched_return:
        return { AccountKind::suspense, 0, currency };
    case recourse_offset:
        return { AccountKind::supplier_balance, detail.party.number, currency };
    case pool_deposit:
    case bond_deposit:
    case recourse_payment:
    case unmatched:
    case buyer_repayment:
        break;
    }
    return { AccountKind::provider, detail.provider, currency };
}

Place credited(remittance::Detail const& detail)
{
    using enum remittance::Purpose;
    auto const currency = code_of(detail.amount);
    switch (detail.purpose) {
    case pool_deposit:
        return { AccountKind::guarantee_pool, 0, currency };
    case bond_deposit:
        return { AccountKind::bond, detail.party.number, currency };
    case recourse_payment:
    case recourse_offset:
        return { AccountKind::recourse, detail.party.number, currency };
    case unmatched:
        return { AccountKind::suspense, 0, currency };
    case buyer_repayment:
        return { AccountKind::refund_payable, detail.order.number, currency };
    case supplier_payout:
    case buyer_refund:
    case bond_return:
    case unmatched_return:
        break;
    }
    return { AccountKind::provider, detail.provider, currency };
}

template <class Found>
typename Found::mapped_type const* find_in(Found const& all, std::uint64_t number)
{
    auto const found = all.find(number);
    return found == all.end() ? nullptr : &found->second;
}

} // namespace

Books::Books(std::int64_t fee_bp, std::int64_t four_eyes_above) : fee_bp_(fee_bp), four_eyes_above_(four_eyes_above) { }

Books::OrderBook const* Books::order(std::uint64_t number) const
{
    return find_in(orders_, number);
}

Books::ClaimBook const* Books::claim(std::uint64_t number) const
{
    return find_in(claims_, number);
}

Books::RemittanceBook const* Books::remittance(std::uint64_t number) const
{
    return find_in(remittances_, number);
}

std::optional<std::string> Books::take(store::Event const& event, codec::Stored const& stored)
{
    if (open_refund_ && open_refund_->command != event.command)
        return fmt::format("C-{} was refunded and never carried out", open_refund_->claim);
    Change legs, expected;
    auto const count = [&](std::span<escrow::Transfer const> transfers) {
        for (auto const& one : transfers) {
            Place const debit { one.debit.kind, one.debit.owner, std::string { one.debit.currency.code() } };
            Place const credit { one.credit.kind, one.credit.owner, std::string { one.credit.currency.code() } };
            auto const amount = one.amount.minor;
            if (one.phase == escrow::Phase::post || one.phase == escrow::Phase::post_pending)
                move(legs.posted, debit, credit, amount);
            if (one.phase == escrow::Phase::pend)
                move(legs.pending, debit, credit, amount);
            else if (one.phase != escrow::Phase::post)
                move(legs.pending, debit, credit, -amount);
        }
    };
    auto const count_legs = [&](auto const& of_subject) {
        std::visit(
            [&](auto const& one) {
                if constexpr (requires { one.transfers; })
                    count(one.transfers);
            },
            of_subject);
    };
    auto const number = codec::stream_of(event.stream).number;
    bool by_the_bank = false; ///< it has happened to the money, whatever there was
    auto wrong = std::visit(match {
                                [](codec::Refused const&) -> Wrong { return {}; },
                                [](codec::AlreadySo const&) -> Wrong { return {}; },
                                [](party::Event const&) -> Wrong { return {}; },
                                [](standing::Event const&) -> Wrong { return {}; },
                                [](statement::Event const&) -> Wrong { return {}; },
                                [](payout::Event const&) -> Wrong { return {}; },
                                [&](matter::Event const& e) -> Wrong { return take(number, e); },
                                [&](evidence::Event const& e) -> Wrong { return take(number, e); },
                                [&](edition::Event const& e) -> Wrong { return take(number, e); },
                                [&](movement::Event const& e) -> Wrong {
                                    count_legs(e);
                                    return take(e, legs, expected);
                                },
                                [&](order::Event const& e) -> Wrong {
                                    by_the_bank = std::holds_alternative<order::events::PaymentReversed>(e);
                                    count_legs(e);
                                    auto found = take(number, e, legs, expected);
                                    if (open_refund_)
                                        open_refund_->command = event.command;
                                    return found;
                                },
                                [&](claim::Event const& e) -> Wrong {
                                    auto found = take(number, e, event.command, expected);
                                    legs = expected; // they follow from what it says
                                    return found;
                                },
                                [&](remittance::Event const& e) -> Wrong {
                                    by_the_bank = std::holds_alternative<remittance::events::Settled>(e);
                                    count_legs(e);
                                    return take(number, e, expected);
                                },
                            },
        stored.what);
    if (wrong)
        return wrong;
    for (auto const& [mine, theirs] :
        { std::pair { &expected.posted, &legs.posted }, std::pair { &expected.pending, &legs.pending } }) {
        for (auto const& [place, amount] : *mine) {
            auto const leg = theirs->contains(place) ? theirs->at(place) : 0;
            if (leg != amount)
                return fmt::format("{} moves by {} where the event says {}", name(place), leg, amount);
        }
        for (auto const& [place, amount] : *theirs) {
            if (!mine->contains(place))
                return fmt::format("{} moves by {} where the event says nothing", name(place), amount);
        }
    }
    return post(expected, by_the_bank);
}

Books::Wrong Books::post(Change const& change, bool by_the_bank)
{
    std::map<std::string, std::int64_t> made;
    for (auto const& [place, amount] : change.posted) {
        made[place.currency] += amount;
        add(posted_, place, amount);
        auto const now = worth(place, posted_.contains(place) ? posted_.at(place) : 0);
        bool const falls = worth(place, amount) < 0;
        bool const may_owe = place.kind == AccountKind::provider
            || (place.kind == AccountKind::supplier_balance && (by_the_bank || !falls));
        if (now < 0 && !may_owe)
            return fmt::format("{} stands at {}", name(place), now);
    }
    for (auto const& [place, amount] : change.pending)
        add(pending_, place, amount);
    for (auto const& [currency, amount] : made) {
        if (amount != 0)
            return fmt::format("{} {} were made out of nothing", amount, currency);
    }
    return {};
}

Books::Wrong Books::take(std::uint64_t number, order::Event const& event, Change const& legs, Change& expected)
{
    auto& book = orders_[number];
    Place const hold { AccountKind::held, number, book.currency };
    Place const owed { AccountKind::refund_payable, number, book.currency };
    Place const balance { AccountKind::supplier_balance, book.supplier.number, book.currency };
    auto const at = [&](std::uint32_t provider) { return Place { AccountKind::provider, provider, book.currency }; };
    auto const frozen = book.frozen_by;
    auto const before = book.hold;
    bool may_fall = !frozen;
    auto wrong = std::visit(
        match {
            [&](order::events::Drafted const& e) -> Wrong {
                book.buyer = e.terms.buyer;
                book.supplier = e.terms.supplier;
                book.currency = code_of(e.terms.price_goods);
                book.drafted_by = e.by;
                return {};
            },
            [&](order::events::AmendmentProposed const& e) -> Wrong {
                book.amendment_by = e.by;
                return {};
            },
            [&](order::events::CancelProposed const& e) -> Wrong {
                book.cancel_by = e.cancel.by;
                return {};
            },
            [&](order::events::PaymentAnnounced const& e) -> Wrong {
                auto& payment = book.payments[e.payment.number];
                payment.announced += e.amount.minor;
                payment.provider = e.provider;
                move(expected.pending, at(e.provider), hold, e.amount.minor);
                return {};
            },
            [&](order::events::PaymentReceived const& e) -> Wrong {
                auto& payment = book.payments[e.payment.number];
                if (payment.announced != 0)
                    move(expected.pending, at(payment.provider), hold, -std::exchange(payment.announced, 0));
                payment.provider = e.provider;
                payment.received += e.amount.minor;
                book.received += e.amount.minor;
                book.hold += e.amount.minor;
                move(expected.posted, at(e.provider), hold, e.amount.minor);
                return {};
            },
            [&](order::events::PaymentFailed const& e) -> Wrong {
                auto& payment = book.payments[e.payment.number];
                move(expected.pending, at(payment.provider), hold, -std::exchange(payment.announced, 0));
                return {};
            },
            [&](order::events::PaymentReversed const& e) -> Wrong {
                may_fall = true;
                auto& payment = book.payments[e.payment.number];
                auto const from_hold = std::min(e.amount.minor, book.hold);
                if (e.from_supplier.minor != e.amount.minor - from_hold)
                    return fmt::format("of {} taken back the hold bears {}, the supplier {}", e.amount.minor, from_hold,
                        e.from_supplier.minor);
                payment.received -= e.amount.minor;
                payment.taken_back += e.amount.minor;
                book.received -= e.amount.minor;
                book.hold -= from_hold;
                book.clawed_back += e.from_supplier.minor;
                if (payment.received < 0)
                    return fmt::format("more of a payment was taken back than had come");
                move(expected.posted, hold, at(payment.provider), from_hold);
                move(expected.posted, balance, at(payment.provider), e.amount.minor - from_hold);
                return {};
            },
            [&](order::events::PaymentRestored const& e) -> Wrong {
                auto& payment = book.payments[e.payment.number];
                auto const to_supplier = std::min(e.amount.minor, book.clawed_back);
                if (e.to_supplier.minor != to_supplier)
                    return fmt::format("of {} that come again the supplier gets {}, not {}", e.amount.minor,
                        e.to_supplier.minor, to_supplier);
                payment.received += e.amount.minor;
                payment.taken_back -= e.amount.minor;
                if (payment.taken_back < 0)
                    return fmt::format("more of a payment came again than had been taken back");
                book.received += e.amount.minor;
                book.hold += e.amount.minor - to_supplier;
                book.clawed_back -= to_supplier;
                move(expected.posted, at(payment.provider), hold, e.amount.minor - to_supplier);
                move(expected.posted, at(payment.provider), balance, to_supplier);
                return {};
            },
            [&](order::events::Released const& e) -> Wrong {
                auto const gross = e.amount.minor + e.fee.minor;
                if (e.fee.minor != static_cast<std::int64_t>(__extension__ __int128 { gross } * fee_bp_ / 10'000))
                    return fmt::format("of a release of {} the fee is {}", gross, e.fee.minor);
                book.hold -= gross;
                move(expected.posted, hold, balance, e.amount.minor);
                move(expected.posted, hold, { AccountKind::fee_income, 0, book.currency }, e.fee.minor);
                return {};
            },
            [&](order::events::Closed const& e) -> Wrong {
                book.closed_on = e.on;
                auto const rest = std::exchange(book.hold, 0);
                book.given_back += rest;
                move(expected.posted, hold, owed, rest);
                return {};
            },
            [&](order::events::Refunded const& e) -> Wrong {
                // A claim that was carried out before pays again, when its money comes again or an officer adds to it.
                may_fall = e.claim == frozen || (!frozen && !claims_[e.claim.number].carried_out.empty());
                return take(e, book, number, legs, expected);
            },
            [&](order::events::Frozen const& e) -> Wrong {
                if (book.frozen_by)
                    return fmt::format("frozen by {} and by {}", to_string(book.frozen_by), to_string(e.claim));
                book.frozen_by = e.claim;
                return {};
            },
            [&](order::events::Unfrozen const& e) -> Wrong {
                if (book.frozen_by != e.claim)
                    return fmt::format("{} unfreezes what {} froze", to_string(e.claim), to_string(book.frozen_by));
                book.frozen_by = {};
                return {};
            },
            [&](order::events::RefundTakenBack const& e) -> Wrong {
                // Back to whoever had paid it: the legs say to whom beside the hold, places of this supplier alone.
                std::int64_t elsewhere = 0;
                for (auto const kind : { AccountKind::supplier_balance, AccountKind::recourse }) {
                    Place const place { kind, book.supplier.number, book.currency };
                    auto const found = legs.posted.find(place);
                    if (found == legs.posted.end())
                        continue;
                    elsewhere -= found->second;
                    add(expected.posted, place, found->second);
                }
                if (elsewhere < 0 || e.to_hold.minor < 0 || elsewhere + e.to_hold.minor != e.amount.minor)
                    return fmt::format("of {} taken back {} goes to the hold, {} elsewhere", e.amount.minor,
                        e.to_hold.minor, elsewhere);
                book.hold += e.to_hold.minor;
                book.clawed_back -= e.unclawed.minor;
                book.given_back -= e.amount.minor - e.costs.minor;
                add(expected.posted, hold, -e.to_hold.minor);
                add(expected.posted, owed, e.amount.minor);
                return {};
            },
            [](auto const&) -> Wrong { return {}; },
        },
        event);
    if (wrong)
        return fmt::format("O-{}: {}", number, *wrong);
    if (book.hold < 0)
        return fmt::format("O-{} holds {}", number, book.hold);
    if (book.hold < before && !may_fall)
        return fmt::format(
            "O-{} is frozen by {}, and its hold falls from {} to {}", number, to_string(frozen), before, book.hold);
    return {};
}

Books::Wrong Books::take(
    order::events::Refunded const& e, OrderBook& book, std::uint64_t number, Change const& legs, Change& expected)
{
    // From where the rest comes, the legs alone say: places of this supplier and no others.
    std::int64_t elsewhere = 0, by_pool = 0;
    for (auto const kind : { AccountKind::supplier_balance, AccountKind::bond, AccountKind::recourse }) {
        Place const place { kind, book.supplier.number, book.currency };
        auto const found = legs.posted.find(place);
        if (found == legs.posted.end())
            continue;
        if (found->second < 0)
            return fmt::format("a refund adds to {}", name(place));
        elsewhere += found->second;
        if (kind == AccountKind::recourse)
            by_pool = found->second;
        add(expected.posted, place, found->second);
    }
    if (elsewhere != e.amount.minor - e.from_hold.minor)
        return fmt::format(
            "of a refund of {} the hold bears {}, others {}", e.amount.minor, e.from_hold.minor, elsewhere);
    book.hold -= e.from_hold.minor;
    book.given_back += e.amount.minor - e.costs.minor;
    if (e.amount.minor > e.costs.minor && book.given_back > book.received)
        return fmt::format("{} was given back of {} received", book.given_back, book.received);
    add(expected.posted, { AccountKind::held, number, book.currency }, e.from_hold.minor);
    add(expected.posted, { AccountKind::refund_payable, number, book.currency }, -e.amount.minor);
    open_refund_ = { {}, e.claim.number, e.amount.minor, by_pool };
    return {};
}

Books::Wrong Books::fixed(ClaimBook& book, std::uint32_t number, std::int64_t amount, std::int64_t fee)
{
    if (number != book.dues + 1)
        return fmt::format("what is due has number {} after {}", number, book.dues);
    if (amount > book.claimed)
        return fmt::format("{} is due of {} claimed", amount, book.claimed);
    book.dues = number;
    book.due = amount;
    book.fee = fee;
    book.returned_before = book.returned;
    return {};
}

/// What an event of a claim says it has paid is what its order moved for it in the same command.
template <class Event>
Books::Wrong Books::paid(ClaimBook& book, std::uint64_t number, store::CommandId const& command, Event const& e)
{
    auto const refund = std::exchange(open_refund_, std::nullopt);
    auto const moved = refund && refund->claim == number && refund->command == command ? refund->amount : 0;
    if (moved != e.paid.minor + e.fee_paid.minor || (refund && refund->by_pool != e.by_pool.minor))
        return fmt::format("{} and {} for costs were paid, {} moved", e.paid.minor, e.fee_paid.minor, moved);
    book.paid += e.paid.minor;
    book.fee_paid += e.fee_paid.minor;
    auto const of_claim = [&](std::int64_t returned) { return std::min(returned, book.claimed); };
    auto const undone = std::max<std::int64_t>(of_claim(book.returned_before) - of_claim(book.returned), 0);
    if (book.paid > book.claimed || e.paid.minor > book.due + undone
        || e.fee_paid.minor > std::max<std::int64_t>(book.fee, 0))
        return fmt::format("{} paid in all of {} due, {} claimed", book.paid, book.due, book.claimed);
    return {};
}

/// What the buyer was paid beyond what is due to it, with what chargebacks have returned: it stands as a receivable
/// from the buyer, and as due to whoever lacks it.
Books::Wrong Books::owes(ClaimBook& book, Money said, Change& expected)
{
    auto const paid = book.paid + book.fee_paid;
    auto const due = std::max<std::int64_t>(book.due + std::min<std::int64_t>(book.fee, 0), 0)
        + std::max<std::int64_t>(book.fee, 0);
    auto const of_claim = [&](std::int64_t returned) { return std::min(returned, book.claimed); };
    auto const taken = of_claim(book.returned) - of_claim(book.returned_before);
    auto const owed = std::min(std::max<std::int64_t>(paid + taken - due, 0), paid);
    if (said.minor != owed)
        return fmt::format("the buyer owes {}, not {}", owed, said.minor);
    auto const currency = code_of(said);
    move(expected.posted, { AccountKind::buyer_receivable, book.buyer.number, currency },
        { AccountKind::repayment_due, book.order.number, currency }, owed - std::exchange(book.owed, owed));
    return {};
}

Books::Wrong Books::take(
    std::uint64_t number, claim::Event const& event, store::CommandId const& command, Change& expected)
{
    auto& book = claims_[number];
    auto wrong = std::visit(
        match {
            [&](claim::events::Opened const& e) -> Wrong {
                book.order = e.order;
                book.buyer = e.buyer;
                book.supplier = e.supplier;
                book.claimed = e.amount.minor;
                auto const* of = order(e.order.number);
                if (of == nullptr || of->buyer != e.buyer || of->supplier != e.supplier)
                    return "opened for others than the order's parties";
                if (e.amount.minor > of->received - of->given_back)
                    return fmt::format("{} claimed of {} that is left", e.amount.minor, of->received - of->given_back);
                return {};
            },
            [&](claim::events::InspectionOrdered const& e) -> Wrong {
                book.inspector = e.inspector;
                return {};
            },
            [&](claim::events::DeterminationDrafted const& e) -> Wrong {
                book.drafter = e.by;
                return {};
            },
            [&](claim::events::DraftWithdrawn const&) -> Wrong {
                book.drafter = {};
                return {};
            },
            [&](claim::events::Determined const& e) -> Wrong {
                book.drafter = {};
                auto const sum = e.ruling.amount.minor + std::max<std::int64_t>(e.fee.minor, 0);
                bool const two = e.confirmed_by && e.by && e.confirmed_by != e.by;
                if (!e.by || (sum > four_eyes_above_ && !two) || (e.confirmed_by && !two))
                    return fmt::format(
                        "{} was determined by {} and confirmed by {}", sum, to_string(e.by), to_string(e.confirmed_by));
                return fixed(book, e.number, e.ruling.amount.minor, e.fee.minor);
            },
            [&](claim::events::DecidedBySilence const& e) -> Wrong {
                return fixed(book, e.number, e.amount.minor, e.fee.minor);
            },
            [&](claim::events::Settled const& e) -> Wrong { return fixed(book, e.number, e.amount.minor, 0); },
            [&](claim::events::Executed const& e) -> Wrong {
                if (e.number != book.dues || !book.carried_out.insert(e.number).second)
                    return fmt::format("number {} of {} is carried out again or too late", e.number, book.dues);
                if (auto wrong = paid(book, number, command, e))
                    return wrong;
                brings(book.order, matter::Route::platform, e.paid);
                return owes(book, e.owed_by_buyer, expected);
            },
            [&](claim::events::ChargebackNoted const& e) -> Wrong {
                brings(book.order, matter::Route::chargeback, e.amount);
                book.returned += e.amount.minor;
                return owes(book, e.owed_by_buyer, expected);
            },
            [&](claim::events::ChargebackUndone const& e) -> Wrong {
                book.returned -= e.amount.minor;
                if (book.returned < 0)
                    return fmt::format("more of chargebacks was undone than they had returned");
                if (e.paid.minor + e.fee_paid.minor > e.amount.minor)
                    return fmt::format(
                        "{} and {} for costs were paid again, of {}", e.paid.minor, e.fee_paid.minor, e.amount.minor);
                if (auto wrong = paid(book, number, command, e))
                    return wrong;
                return owes(book, e.owed_by_buyer, expected);
            },
            [&](claim::events::RefundTakenBack const& e) -> Wrong {
                book.paid -= e.amount.minor - e.fee.minor;
                book.fee_paid -= e.fee.minor;
                if (book.paid < 0 || book.fee_paid < 0)
                    return fmt::format("more was taken back than was paid");
                return owes(book, e.owed_by_buyer, expected);
            },
            [](auto const&) -> Wrong { return {}; },
        },
        event);
    if (wrong)
        return fmt::format("C-{}: {}", number, *wrong);
    return {};
}

/// Of the bank's movements only that they lie between the bank, what is not known yet and the programme's own.
Books::Wrong Books::take(movement::Event const&, Change const& legs, Change& expected)
{
    for (auto const& [place, amount] : legs.posted) {
        using enum AccountKind;
        if (place.kind != provider && place.kind != suspense && place.kind != fee_income)
            return fmt::format("a movement of the bank moves {}", name(place));
    }
    expected = legs;
    return {};
}

Books::Wrong Books::take(std::uint64_t number, remittance::Event const& event, Change& expected)
{
    using remittance::Phase;
    auto& book = remittances_[number];
    auto const from = book.phase;
    auto const to = [&](Phase phase, std::initializer_list<Phase> after) -> Wrong {
        book.phase = phase;
        if (std::ranges::find(after, from) == after.end())
            return fmt::format("R-{} goes from {} to {}", number, word(from), word(phase));
        return {};
    };
    auto const amount = [&] { return book.detail.amount.minor; };
    auto const pends = [&](std::int64_t sign) {
        move(expected.pending, debited(book.detail), credited(book.detail), sign * amount());
    };
    return std::visit(
        match {
            [&](remittance::events::Recorded const& e) -> Wrong {
                book.detail = e.detail;
                move(expected.posted, debited(e.detail), credited(e.detail), amount());
                bool const repays = e.detail.purpose == remittance::Purpose::recourse_payment
                    || e.detail.purpose == remittance::Purpose::recourse_offset;
                std::int64_t shared = 0;
                for (auto const& share : e.shares)
                    shared += share.amount.minor;
                if (shared != (repays ? amount() : 0))
                    return fmt::format("of the {} of R-{} claims get {}", amount(), number, shared);
                return to(Phase::settled, { Phase::none });
            },
            [&](remittance::events::Proposed const& e) -> Wrong {
                book.detail = e.detail;
                book.proposed_by = e.by;
                book.proposed_maker = e.maker;
                pends(1);
                return to(Phase::proposed, { Phase::none });
            },
            [&](remittance::events::Approved const& e) -> Wrong {
                if (!e.by.person || e.by.person == book.proposed_by.person || e.by.person == book.proposed_maker)
                    return fmt::format("R-{} was approved by whoever proposed it", number);
                return to(Phase::approved, { Phase::proposed });
            },
            [&](remittance::events::Rejected const&) -> Wrong {
                pends(-1);
                return to(Phase::rejected, { Phase::proposed, Phase::approved });
            },
            [&](remittance::events::Sent const&) -> Wrong { return to(Phase::sent, { Phase::approved }); },
            [&](remittance::events::Settled const&) -> Wrong {
                pends(-1);
                move(expected.posted, debited(book.detail), credited(book.detail), amount());
                return to(Phase::settled, { Phase::approved, Phase::sent });
            },
            [&](remittance::events::Returned const&) -> Wrong {
                pends(-1);
                return to(Phase::returned, { Phase::approved, Phase::sent });
            },
            [&](remittance::events::Picked const&) -> Wrong {
                if (std::exchange(book.in_file, true))
                    return fmt::format("R-{} goes into two files", number);
                return to(Phase::approved, { Phase::approved });
            },
            [&](remittance::events::Dropped const&) -> Wrong {
                book.in_file = false;
                return to(Phase::approved, { Phase::approved });
            },
            [&](remittance::events::Reopened const&) -> Wrong {
                book.in_file = false;
                if (from == Phase::settled) {
                    move(expected.posted, debited(book.detail), credited(book.detail), -amount());
                    pends(1);
                }
                return to(Phase::approved, { Phase::sent, Phase::settled });
            },
        },
        event);
}

std::optional<std::string> Books::differ(std::vector<store::Account> const& shown) const
{
    Sums posted, pending;
    for (auto const& one : shown) {
        // The number of an account: its kind stands above 56 bits, its owner below 46 (docs/accounts.md).
        auto const number = static_cast<std::uint64_t>(one.id);
        Place const place { static_cast<AccountKind>(number >> 56), number & ((std::uint64_t { 1 } << 46) - 1),
            std::string { one.currency.code() } };
        add(posted, place, one.debits - one.credits);
        add(pending, place, one.pending_debits - one.pending_credits);
    }
    for (auto const& [mine, theirs] : { std::pair { &posted_, &posted }, std::pair { &pending_, &pending } }) {
        for (auto const& [place, amount] : *mine) {
            auto const found = theirs->find(place);
            auto const shows = found == theirs->end() ? 0 : found->second;
            if (shows != amount)
                return fmt::format("the account {} shows {}, the books say {}", name(place), shows, amount);
        }
        for (auto const& [place, amount] : *theirs) {
            if (!mine->contains(place))
                return fmt::format("the account {} shows {}, the books nothing", name(place), amount);
        }
    }
    return {};
}

} // namespace recourse::sim
