#include "notify/notices.hpp"

#include "base/packed.hpp"
#include "notify/matter_notices.hpp"

#include <algorithm>

namespace recourse::notify {

namespace {

using act::Role;

std::string id_of(auto id)
{
    return to_string(id);
}

/// Those of one side of a claim: the party's own people and their counsel.
std::vector<Role> side(Role role)
{
    if (role == Role::supplier || role == Role::supplier_counsel)
        return { Role::supplier, Role::supplier_counsel };
    return { Role::buyer, Role::counsel };
}

Role other(Role role)
{
    return role == Role::supplier || role == Role::supplier_counsel ? Role::buyer : Role::supplier;
}

class ForClaim {
public:
    ForClaim(Id<Claim> claim, claim::State const& state) : claim_(claim), state_(state) { }

    std::vector<Notice> result;

    void operator()(claim::events::Opened const& e)
    {
        auto& notice = tell("claim-opened", Role::supplier);
        notice.values.emplace_back("amount", display(e.amount));
        for (auto const& one : e.slots)
            slot(one);
        clocks(e.clocks);
    }
    void operator()(claim::events::EvidenceAsked const& e)
    {
        auto& notice = tell("evidence-asked", e.slot.from);
        notice.values.emplace_back("last", e.slot.last ? to_string(*e.slot.last) : "-");
        slot(e.slot);
        clocks(e.clocks);
    }
    void operator()(claim::events::Answered const& e)
    {
        tell("your-turn", Role::buyer);
        clocks(e.clocks);
    }
    void operator()(claim::events::OfferMade const& e)
    {
        auto& notice = tell("offer-received", other(e.by));
        notice.values.emplace_back("amount", display(e.offer.amount));
        notice.values.emplace_back("valid_until", to_string(e.offer.valid_until));
        clocks(e.clocks);
    }
    void operator()(claim::events::OfferRejected const& e)
    {
        if (auto const* offer = claim::find_offer(state_, e.number))
            tell("your-turn", offer->by);
    }
    void operator()(claim::events::OfferLapsed const& e)
    {
        if (auto const* offer = claim::find_offer(state_, e.number))
            tell("deadline-missed", other(offer->by));
    }
    void operator()(claim::events::Settled const& e) { clocks(e.clocks); }
    void operator()(claim::events::Escalated const& e)
    {
        if (e.by == Role::platform) // by time: nobody has found an end
            both("deadline-missed");
        else
            tell("your-turn", other(e.by));
        clocks(e.clocks);
    }
    void operator()(claim::events::InspectionOrdered const& e)
    {
        both("inspection-ordered");
        result.push_back({ "inspection-ordered", { Role::inspector }, e.inspector, state_.order, named(), {}, {} });
    }
    void operator()(claim::events::Determined const& e)
    {
        determination(e.ruling.amount);
        clocks(e.clocks);
    }
    void operator()(claim::events::DecidedBySilence const& e)
    {
        if (e.silent != Role::platform)
            tell("deadline-missed", e.silent);
        determination(e.amount);
        clocks(e.clocks);
    }
    void operator()(claim::events::ReturnShipped const& e)
    {
        tell("your-turn", Role::supplier);
        clocks(e.clocks);
    }
    void operator()(claim::events::ReturnReceived const& e) { clocks(e.clocks); }
    void operator()(claim::events::ReplacementShipped const& e)
    {
        tell("your-turn", Role::buyer);
        clocks(e.clocks);
    }
    void operator()(claim::events::LegEnded const& e) { clocks(e.clocks); }
    void operator()(claim::events::Closed const& e)
    {
        if (!e.rule.empty() && e.ending == claim::Ending::no_response)
            tell("deadline-missed", Role::buyer);
        both("claim-closed");
    }
    void operator()(claim::events::Executed const& e) { paid_by_pool(e.by_pool); }
    void operator()(claim::events::ChargebackUndone const& e) { paid_by_pool(e.by_pool); }
    void operator()(claim::events::ReviewRequested const& e) { tell("your-turn", other(e.by)); }
    void operator()(claim::events::ReviewAdmitted const& e) { clocks(e.clocks); }
    void operator()(auto const&) { }

private:
    Values named() const { return { { "claim", id_of(claim_) }, { "order", id_of(state_.order) } }; }

    Notice& tell(std::string_view kind, Role role)
    {
        auto const roles = side(role);
        auto const party = roles.front() == Role::supplier ? state_.supplier : state_.buyer;
        return result.emplace_back(Notice { std::string { kind }, roles, party, state_.order, named(), {}, {} });
    }
    void both(std::string_view kind)
    {
        tell(kind, Role::buyer);
        tell(kind, Role::supplier);
    }
    void determination(Money amount)
    {
        for (auto const role : { Role::buyer, Role::supplier })
            tell("determination", role).values.emplace_back("amount", display(amount));
    }
    /// What the pool has paid in the supplier's place is wanted back of it.
    void paid_by_pool(Money amount)
    {
        if (amount.minor <= 0)
            return;
        auto& values = tell("recourse-wanted", Role::supplier).values;
        values.emplace_back("party", id_of(state_.supplier));
        values.emplace_back("amount", display(amount));
    }
    /// Whoever has a last day is told of it now that it is near, unless it is over by then; both, where it is nobody's
    /// silence that brings the claim before the programme.
    void clocks(std::vector<claim::Clock> const& clocks)
    {
        for (auto const& clock : clocks) {
            StillRuns const still { claim_, clock.rule, clock.due };
            if (clock.silent == Role::buyer || clock.silent == Role::supplier)
                remind(clock.silent, clock.due, still);
            else if (clock.effect == claim::Effect::escalate) {
                remind(Role::buyer, clock.due, still);
                remind(Role::supplier, clock.due, still);
            }
        }
    }
    void slot(claim::Slot const& slot)
    {
        bool const of_party = slot.from == Role::buyer || slot.from == Role::supplier;
        if (slot.last && of_party && slot.need != claim::Need::optional)
            remind(slot.from, *slot.last, { claim_, {}, *slot.last, slot.id });
    }
    void remind(Role role, Date due, StillRuns still)
    {
        auto& notice = tell("answer-due", role);
        notice.values.emplace_back("due", to_string(due));
        notice.not_before = due.plus_days(-remind_days);
        notice.still = std::move(still);
    }

    Id<Claim> claim_;
    claim::State const& state_;
};

class ForOrder {
public:
    ForOrder(Id<Order> order, order::State const& state) : order_(order), state_(state) { }

    std::vector<Notice> result;

    void operator()(order::events::Offered const&)
    {
        auto& notice = tell("order-offered", other(state_.drafted_by));
        notice.values.emplace_back("amount", display(order::price(state_.terms)));
    }
    void operator()(order::events::PaymentReceived const& e)
    {
        tell("order-paid", Role::supplier).values.emplace_back("amount", display(e.amount));
    }
    void operator()(order::events::CancelProposed const& e)
    {
        tell("cancel-proposed", other(e.cancel.by)).values.emplace_back("amount", display(e.cancel.to_supplier));
    }
    void operator()(order::events::Shipped const&) { tell("order-shipped", Role::buyer); }
    void operator()(order::events::Refunded const& e)
    {
        if (e.amount.minor <= 0)
            return;
        for (auto const role : { Role::buyer, Role::supplier }) {
            auto& values = tell("refund-sent", role).values;
            values.emplace_back("claim", id_of(e.claim));
            values.emplace_back("amount", display(e.amount));
        }
    }
    void operator()(auto const&) { }

private:
    Notice& tell(std::string_view kind, Role role)
    {
        auto const party = role == Role::supplier ? state_.terms.supplier : state_.terms.buyer;
        return result.emplace_back(
            Notice { std::string { kind }, { role }, party, order_, { { "order", id_of(order_) } }, {}, {} });
    }

    Id<Order> order_;
    order::State const& state_;
};

class ForStanding {
public:
    explicit ForStanding(Id<Party> supplier) : supplier_(supplier) { }

    std::vector<Notice> result;

    void operator()(standing::events::MeasureTaken const& e)
    {
        tell("measure-taken",
            { { "measure", e.measure.measure }, { "from", to_string(e.measure.from) },
                { "until", e.measure.until ? to_string(*e.measure.until) : "-" } });
    }
    void operator()(standing::events::Blacklisted const& e)
    {
        tell("measure-taken", { { "measure", "blacklist" }, { "from", to_string(e.on) }, { "until", "-" } });
    }
    void operator()(standing::events::LimitSet const& e)
    {
        tell("limit-set", { { "limit", display(e.limit) }, { "month", to_string(e.month) } });
    }
    void operator()(auto const&) { }

private:
    void tell(std::string_view kind, Values values)
    {
        values.emplace_back("party", id_of(supplier_));
        result.push_back({ std::string { kind }, { Role::supplier }, supplier_, {}, std::move(values), {}, {} });
    }

    Id<Party> supplier_;
};

class ForRemittance {
public:
    std::vector<Notice> result;

    void operator()(remittance::events::Recorded const& e)
    {
        using enum remittance::Purpose;
        bool const offset = e.detail.purpose == recourse_offset;
        if (!offset && e.detail.purpose != recourse_payment)
            return;
        std::string claims;
        for (auto const& share : e.shares)
            claims += (claims.empty() ? "" : ", ") + id_of(share.claim);
        auto const party = e.detail.party;
        result.push_back({ offset ? "recourse-offset" : "recourse-paid", { Role::supplier }, party, {},
            { { "party", id_of(party) }, { "amount", display(e.detail.amount) },
                { "claims", claims.empty() ? "-" : claims } },
            {}, {} });
    }
    void operator()(auto const&) { }
};

class ForParty {
public:
    explicit ForParty(Id<Party> party) : party_(party) { }

    std::vector<Notice> result;

    void operator()(party::events::AccountProposed const& e)
    {
        tell("account-proposed", e.account, { { "on", to_string(e.on) } });
    }
    void operator()(party::events::AccountConfirmed const& e)
    {
        tell("account-confirmed", e.account, { { "from", to_string(e.usable_from) } });
    }
    void operator()(auto const&) { }

private:
    /// A mail says no more of an account than its holder needs to know it again.
    void tell(std::string_view kind, bank::Account const& account, Values values)
    {
        auto const& number = bank::key_of(account);
        values.emplace_back("party", id_of(party_));
        values.emplace_back("account", number.substr(number.size() - std::min<std::size_t>(number.size(), 4)));
        result.push_back(
            { std::string { kind }, { Role::buyer, Role::supplier }, party_, {}, std::move(values), {}, {} });
    }

    Id<Party> party_;
};

} // namespace

std::vector<Notice> notices_of(codec::Stream stream, codec::Stored const& stored, app::AnyAggregate const& after)
{
    return std::visit(
        match {
            [&](claim::Event const& event) {
                ForClaim notices { { stream.number }, std::get<app::Aggregate<claim::State>>(after).state };
                std::visit(notices, event);
                return std::move(notices.result);
            },
            [&](order::Event const& event) {
                ForOrder notices { { stream.number }, std::get<app::Aggregate<order::State>>(after).state };
                std::visit(notices, event);
                return std::move(notices.result);
            },
            [&](standing::Event const& event) {
                ForStanding notices { { stream.number } };
                std::visit(notices, event);
                return std::move(notices.result);
            },
            [&](remittance::Event const& event) {
                ForRemittance notices;
                std::visit(notices, event);
                return std::move(notices.result);
            },
            [&](party::Event const& event) {
                ForParty notices { { stream.number } };
                std::visit(notices, event);
                return std::move(notices.result);
            },
            [&](matter::Event const& event) {
                return matter_notices({ stream.number }, std::get<app::Aggregate<matter::State>>(after).state, event);
            },
            [](auto const&) { return std::vector<Notice> {}; },
        },
        stored.what);
}

std::string pack(Values const& values, StillRuns const& still)
{
    StoredNotice stored;
    for (auto const& [name, value] : values) {
        stored.names.push_back(name);
        stored.values.push_back(value);
    }
    stored.still = still;
    return packed::pack(stored);
}

std::optional<std::pair<Values, StillRuns>> unpack_notice(std::string_view bytes)
{
    auto stored = packed::unpack<StoredNotice>(bytes);
    if (!stored || stored->names.size() != stored->values.size())
        return std::nullopt;
    Values values;
    for (std::size_t i = 0; i < stored->names.size(); ++i)
        values.emplace_back(std::move(stored->names[i]), std::move(stored->values[i]));
    return std::pair { std::move(values), std::move(stored->still) };
}

} // namespace recourse::notify
