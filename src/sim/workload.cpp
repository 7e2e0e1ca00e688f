#include "sim/workload.hpp"

#include "sim/malice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::sim {

using act::Role;
using codec::Subject;

namespace {

constexpr std::size_t parties_at_first = 7; ///< three buyers, three suppliers, an inspector, and so on in this order

} // namespace

Workload::Workload(Plan const& plan, Random random) : plan_(plan), random_(random) { }

/// Mostly one of the latest: there is more to be done with those.
std::uint64_t Workload::recent(std::vector<std::uint64_t> const& all)
{
    auto const window = random_.below(10) < 7 ? std::min<std::size_t>(all.size(), 8) : all.size();
    return all[all.size() - 1 - random_.below(window)];
}

bool Workload::enough(Directory const& known) const
{
    return known.parties.size() >= parties_at_first;
}

Id<Party> Workload::buyer(Directory const& known)
{
    return {
        known.parties[random_.below(known.parties.size() / parties_at_first) * parties_at_first + random_.below(3)]
    };
}

Id<Party> Workload::supplier(Directory const& known)
{
    return {
        known.parties[random_.below(known.parties.size() / parties_at_first) * parties_at_first + 3 + random_.below(3)]
    };
}

Id<Party> Workload::inspector(Directory const& known) const
{
    return { known.parties[parties_at_first - 1] };
}

act::Actor Workload::officer()
{
    return { Role::officer, {}, { 1 + random_.below(4) } };
}

act::Actor Workload::at(Role role, Id<Party> party) const
{
    return { role, party, { 100 + party.number } };
}

/// Mostly all of it, else a part that is more than nothing.
Money Workload::some(Money most)
{
    if (most.minor <= 1 || random_.below(3) == 0)
        return most;
    return { random_.between(1, most.minor), most.currency };
}

std::string Workload::reference()
{
    return fmt::format("ref-{}", ++references_);
}

std::optional<Workload::Wish> Workload::next(Machine& machine, Directory const& known)
{
    if (machine.pipeline() == nullptr)
        return std::nullopt;
    if (machine.evidence() != nullptr && enough(known) && random_.below(6) == 0)
        return of_dossier(machine, known);
    auto const kind = random_.below(100);
    std::optional<Wish> wish;
    if (enough(known) && random_.below(8) == 0)
        wish = of_matter(machine, known);
    else if (!enough(known) || kind < 2)
        wish = of_party(machine, known);
    else if (kind < 7 || known.orders.empty())
        wish = draft(machine, known);
    else if (kind < 46)
        wish = of_order(machine, known);
    else if (kind < 80 && !known.claims.empty())
        wish = of_claim(machine, known);
    else if (kind < 88)
        wish = of_standing(machine, known);
    else
        wish = of_remittance(machine, known);
    if (wish && enough(known) && random_.chance(plan_.hostile))
        turn_bad(*wish, known);
    return wish;
}

void Workload::turn_bad(Wish& wish, Directory const& known)
{
    wish.hostile = true;
    auto& envelope = wish.envelope;
    auto const anybody = [&] {
        auto const role = random_.pick({ Role::buyer, Role::supplier, Role::officer, Role::inspector, Role::counsel,
            Role::auditor, Role::carrier, Role::provider, Role::supplier_counsel });
        return Actor { role, { random_.pick(known.parties) }, { random_.below(5) } };
    };
    switch (random_.below(6)) {
    case 0:
        envelope.actor = anybody();
        return;
    case 1:
        if (envelope.target.number != 0)
            envelope.target.number = random_.below(3) == 0 ? 1 + random_.below(5'000'000) : [&]() -> std::uint64_t {
                auto const& all = envelope.target.subject == Subject::order ? known.orders
                    : envelope.target.subject == Subject::claim             ? known.claims
                    : envelope.target.subject == Subject::remittance        ? known.remittances
                    : envelope.target.subject == Subject::matter            ? known.matters
                                                                            : known.parties;
                return random_.pick(all.empty() ? known.parties : all);
            }();
        return;
    case 2:
    case 3:
        spoil(envelope.command, random_);
        return;
    case 4:
        envelope.expected_version = static_cast<std::uint32_t>(random_.below(4));
        return;
    default: {
        auto command = any_command(random_);
        if (command.index() == envelope.command.index())
            envelope.command = std::move(command);
        else
            spoil(envelope.command, random_);
    }
    }
}

/// To which account a party's money goes: proposed by one, confirmed or declined by another.
std::optional<Workload::Wish> Workload::of_account(Machine& machine, Directory const& known)
{
    auto const which = supplier(known);
    auto const party = read<party::State>(machine, Subject::party, which.number);
    if (!party)
        return std::nullopt;
    auto const with = [&](Actor by, party::Command command) {
        return Wish { { {}, {}, by, { Subject::party, which.number }, std::move(command), {}, {} } };
    };
    if (party->state.proposed && random_.below(5) > 0)
        return with(officer(), party::ConfirmAccount { *party->state.proposed });
    if (party->state.proposed)
        return with(officer(), party::DeclineAccount { "nobody there knew of it" });
    bank::Account const account { "Ningbo Pumps",
        random_.pick<std::string>({ "DE89370400440532013000", "GB29NWBK60161331926819" }), {}, {} };
    return with(random_.below(2) == 0 ? officer() : at(Role::supplier, which), party::ProposeAccount { account });
}

std::optional<Workload::Wish> Workload::of_party(Machine& machine, Directory const& known)
{
    if (enough(known) && random_.below(2) == 0)
        return of_account(machine, known);
    auto const number = known.parties.size();
    party::Profile profile { fmt::format("Party {}", number), random_.below(2) == 0 ? "宁波泵业有限公司" : "",
        random_.pick<std::string>({ "CN", "DE", "US" }), {} };
    if (!enough(known) || random_.below(3) > 0)
        return Wish { { {}, {}, officer(), { Subject::party, 0 }, party::Command { party::Register { profile } }, {},
            {} } };
    auto const which = random_.pick(known.parties);
    profile.reference = reference();
    auto const by = random_.below(2) == 0 ? officer() : at(random_.pick({ Role::buyer, Role::supplier }), { which });
    return Wish { { {}, {}, by, { Subject::party, which }, party::Command { party::Correct { profile } }, {}, {} } };
}

std::optional<Workload::Wish> Workload::of_standing(Machine& machine, Directory const& known)
{
    auto const who = supplier(known);
    codec::Stream const target { Subject::standing, who.number };
    auto const state = read<standing::State>(machine, Subject::standing, who.number);
    auto const with = [&](Actor actor, standing::Command command) {
        return Wish { { {}, {}, actor, target, std::move(command), {}, {} } };
    };
    auto const reason = random_.below(8) == 0 ? std::string {} : std::string { "as found" };
    auto const one_of = [&](std::size_t count) { return static_cast<std::uint32_t>(random_.below(count + 1) + 1); };
    auto const sizes = state ? state->state : standing::State {};
    switch (random_.below(16)) {
    case 0:
    case 1:
    case 2:
        return with(officer(),
            standing::GivePoints { random_.pick<std::string>({ "not-delivered", "forged-shipping-proof",
                                       "return-stonewalled", "goods-lost", "not-shipped", "not-shipped-refunded",
                                       "forged-evidence", "shipping-proof-unacceptable" }),
                random_.pick({ standing::Cure::early, standing::Cure::late, standing::Cure::never }),
                known.claims.empty() || random_.below(2) == 0 ? Id<Claim> {} : Id<Claim> { recent(known.claims) } });
    case 3: {
        standing::TakeMeasure take { random_.pick<std::string>({ "restricted", "cover lowered", "assurance ended" }),
            static_cast<std::uint32_t>(random_.below(20)), reason, "" };
        if (take.measure == "cover lowered")
            take.lowers_to = standing::Lowering { Ratio::percent(static_cast<std::int64_t>(random_.below(100))), {} };
        return with(officer(), std::move(take));
    }
    case 4:
        return with(officer(), standing::ConfirmMeasure { one_of(sizes.proposals.size()), reason });
    case 5:
        return with(officer(), standing::DeclineMeasure { one_of(sizes.proposals.size()), reason });
    case 6:
        return with(officer(), standing::LiftMeasure { one_of(sizes.measures.size()), reason });
    case 7:
    case 8: {
        auto const subject = random_.pick({ standing::Subject::points, standing::Subject::measure,
            standing::Subject::blacklisting, standing::Subject::link });
        auto const count = subject == standing::Subject::points ? sizes.points.size()
            : subject == standing::Subject::measure             ? sizes.measures.size()
            : subject == standing::Subject::blacklisting        ? sizes.blacklistings.size()
                                                                : sizes.links.size();
        return with(at(random_.pick({ Role::supplier, Role::supplier_counsel }), who),
            standing::Appeal { { subject, one_of(count) }, reason });
    }
    case 9:
    case 10:
        return with(officer(), standing::DecideAppeal { one_of(sizes.appeals.size()), random_.below(2) == 0, reason });
    case 11:
        if (random_.below(3) > 0)
            return with(officer(), standing::LiftBlacklist { reason });
        return with(officer(), standing::Blacklist { reason, "" });
    case 12:
    case 13: {
        auto const other = sizes.links.empty() || random_.below(3) == 0 ? supplier(known) : sizes.links.back().other;
        auto const kind = random_.below(3);
        if (kind == 0 || sizes.links.empty())
            return with(officer(), standing::ProposeLink { other, { fmt::format("same bank {}", random_.below(3)) } });
        if (kind == 1)
            return with(officer(), standing::ConfirmLink { other, reason });
        return with(officer(), standing::RejectLink { other, reason });
    }
    case 14: {
        auto const today = machine.today();
        auto const month = Date::of(today.year(), today.month(), 1);
        return with(officer(),
            standing::RecomputeLimit {
                random_.below(3) == 0 ? month.plus_months(1) : month.plus_days(random_.below(3) == 0 ? 3 : 0) });
    }
    default:
        // What only the machinery may send.
        switch (random_.below(5)) {
        case 0:
            return with(officer(),
                standing::ReserveLimit { { recent(known.orders) }, Money { 100, *Currency::from_code("USD") } });
        case 1:
            return with(officer(),
                standing::FreeLimit { { recent(known.orders) }, standing::OrderEnd::completed,
                    Money { 100, *Currency::from_code("USD") } });
        case 2:
            return with(at(Role::supplier, who), standing::OpenDispute { { 1 }, false });
        case 3:
            return with(
                at(Role::supplier, who), standing::CloseDispute { { 1 }, Money { 0, *Currency::from_code("USD") } });
        default:
            return with(
                at(Role::supplier, who), standing::NoteRecourse { { 1 }, Money { 0, *Currency::from_code("USD") } });
        }
    }
}

/// A buyer pays back some of what it owes by a claim.
std::optional<Workload::Wish> Workload::repayment(Machine& machine, Directory const& known, remittance::Detail detail)
{
    if (known.claims.empty())
        return std::nullopt;
    Id<Claim> const number { recent(known.claims) };
    auto const claim = read<claim::State>(machine, Subject::claim, number.number);
    if (!claim || claim->state.owed_by_buyer.minor <= 0)
        return std::nullopt;
    detail.purpose = remittance::Purpose::buyer_repayment;
    detail.amount = some(claim->state.owed_by_buyer);
    detail.party = {};
    detail.claim = number;
    auto const by = random_.below(2) == 0 ? officer() : provider();
    return Wish { { {}, {}, by, { Subject::remittance, 0 }, remittance::Command { remittance::Record { detail } }, {},
        {} } };
}

std::optional<Workload::Wish> Workload::new_remittance(Machine& machine, Directory const& known)
{
    using enum remittance::Purpose;
    auto const currency = *Currency::from_code(random_.pick({ "USD", "USD", "USD", "EUR", "CNY", "JPY", "KWD" }));
    remittance::Detail detail;
    detail.amount = { random_.between(1, 2'000'00), currency };
    detail.party = supplier(known);
    detail.provider = static_cast<std::uint32_t>(random_.below(2));
    detail.reference = reference();
    if (random_.below(2) == 0) {
        detail.purpose = random_.pick({ pool_deposit, bond_deposit, bond_deposit, recourse_payment, recourse_payment,
            recourse_offset, unmatched });
        if (detail.purpose == recourse_payment || detail.purpose == recourse_offset) {
            auto const standing = read<standing::State>(machine, Subject::standing, detail.party.number);
            if (standing && !standing->state.recourse.empty()) {
                auto const& one = random_.pick(standing->state.recourse);
                detail.claim = one.claim;
                detail.amount = some(one.open);
            }
        }
        auto const by = random_.below(2) == 0 ? officer() : provider();
        return Wish { { {}, {}, by, { Subject::remittance, 0 }, remittance::Command { remittance::Record { detail } },
            {}, {} } };
    }
    if (auto repaid = repayment(machine, known, detail))
        return repaid;
    detail.purpose = random_.pick(
        { supplier_payout, supplier_payout, supplier_payout, bond_return, unmatched_return, buyer_refund });
    if (detail.purpose == buyer_refund)
        detail.order = { recent(known.orders) };
    bool const own = detail.purpose == supplier_payout && random_.below(2) == 0;
    auto const by = own ? at(Role::supplier, detail.party) : officer();
    return Wish { { {}, {}, by, { Subject::remittance, 0 }, remittance::Command { remittance::Propose { detail } }, {},
        {} } };
}

std::optional<Workload::Wish> Workload::of_remittance(Machine& machine, Directory const& known)
{
    if (known.remittances.empty() || random_.below(3) == 0)
        return new_remittance(machine, known);
    auto const number = recent(known.remittances);
    auto const state = read<remittance::State>(machine, Subject::remittance, number);
    if (!state)
        return std::nullopt;
    auto const with = [&](Actor actor, remittance::Command command) {
        return Wish { { {}, {}, actor, { Subject::remittance, number }, std::move(command), {}, {} } };
    };
    switch (state->state.phase) {
    case remittance::Phase::proposed:
        if (random_.below(5) == 0)
            return with(officer(), remittance::Reject { "wrong account" });
        return with(officer(), remittance::Approve {});
    case remittance::Phase::approved:
        if (state->state.payout)
            return with(officer(), remittance::Drop {});
        if (random_.below(8) == 0)
            return with(officer(), remittance::Pick { { 1 + random_.below(9) } });
        if (random_.below(3) > 0)
            return with(random_.below(2) == 0 ? officer() : provider(), remittance::Send { reference() });
        return with(provider(), remittance::Settle {});
    case remittance::Phase::sent:
        if (random_.below(8) == 0)
            return with(provider(), remittance::Reopen { "sent back" });
        if (random_.below(4) == 0)
            return with(provider(), remittance::Return { "account closed" });
        return with(provider(), remittance::Settle {});
    case remittance::Phase::settled:
        if (random_.below(6) == 0)
            return with(provider(), remittance::Reopen { "sent back later" });
        break;
    case remittance::Phase::rejected:
    case remittance::Phase::returned:
    case remittance::Phase::none:
        break;
    }
    // It is over: the same again changes nothing, everything else is refused.
    return with(provider(),
        random_.below(2) == 0 ? remittance::Command { remittance::Settle {} }
                              : remittance::Command { remittance::Return { "late" } });
}

} // namespace recourse::sim
