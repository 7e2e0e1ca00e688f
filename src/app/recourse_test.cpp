#include "app/audit.hpp"
#include "app/desk_test.hpp"
#include "app/postings.hpp"
#include "app/stored_event.hpp"

// What stands against a supplier's money, and what the pool wants back of it: the same in the book and in its standing.

namespace recourse::app {

namespace {

using remittance::Purpose;

act::Actor const officer { act::Role::officer, {}, { 7 } }, second { act::Role::officer, {}, { 8 } };
act::Actor const bank { act::Role::provider, {}, {} };

std::shared_ptr<RuleBooks const> books()
{
    static auto const loaded = catalog::shipped_world(false);
    RunProgramme run { "alibaba-trade-assurance", "current-help", { 0 } };
    run.claims.funds = { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
    run.standing.limit_least = Money { 2'000'00, usd };
    return std::make_shared<RuleBooks const>(loaded->world, std::vector { run });
}

Money dollars(std::int64_t cents)
{
    return { cents, usd };
}

/// A buyer and a supplier whose orders go through the desk one after the other.
struct Trade {
    Desk desk { std::make_unique<store::MemoryStore>(), books() };
    Id<Party> buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    act::Actor buys { act::Role::buyer, buyer, {} }, sells { act::Role::supplier, supplier, {} };

    Outcome done(act::Actor const& actor, Stream target, Command command, Id<Order> about = {})
    {
        auto outcome = desk.run(actor, target, std::move(command), {}, {}, about);
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
        return outcome;
    }
    std::string code(act::Actor const& actor, Stream target, remittance::Command command)
    {
        return desk.run(actor, target, Command { std::move(command) }).code;
    }
    remittance::Command propose(Purpose purpose, std::int64_t cents)
    {
        return remittance::Propose { { purpose, dollars(cents), supplier, {}, {}, 0, "" } };
    }
    remittance::Command record(Purpose purpose, std::int64_t cents, Id<Claim> claim = {})
    {
        return remittance::Record { { purpose, dollars(cents), supplier, {}, claim, 0, "" } };
    }
    Stream arrived()
    {
        auto const order = desk.paid_order(buyer, supplier);
        done(sells, order, order::Command { order::Ship { { desk.today(), act::Role::supplier, "BL" } } });
        done(sells, order, order::Command { order::Deliver { { desk.today(), act::Role::supplier, "POD" } } });
        return order;
    }
    Stream open(Stream order, std::int64_t cents)
    {
        claim::Open open;
        open.lines = { { claim::Problem::quality, "cracked", Ratio::whole(1), {}, true, {} } };
        open.amount = dollars(cents);
        return done(buys, { Subject::claim, 0 }, claim::Command { open }, { order.number }).target;
    }
    void decide(Stream claim, std::int64_t cents)
    {
        auto const first = desk.claim(claim).escalation;
        ASSERT_TRUE(first.has_value());
        desk.wait_until(first->day);
        if (desk.claim(claim).phase == claim::Phase::negotiation)
            done(buys, claim, claim::Command { claim::Escalate {} });
        claim::Ruling ruling { { { 0, "seen" } }, dollars(cents), claim::Remedy::refund, "clear", "as proposed", {} };
        done(officer, claim, claim::Command { claim::Determine { ruling } });
    }
    /// A claim that the pool pays: the supplier has drawn what the order gave it.
    Id<Claim> paid_by_pool(std::int64_t cents)
    {
        auto const order = arrived();
        done(buys, order, order::Command { order::ConfirmReceipt {} });
        auto const payout = done(sells, { Subject::remittance, 0 }, propose(Purpose::supplier_payout, 500'00)).target;
        done(officer, payout, remittance::Command { remittance::Approve {} });
        done(bank, payout, remittance::Command { remittance::Settle {} });
        auto const claim = open(order, cents);
        decide(claim, cents);
        EXPECT_EQ(desk.claim(claim).by_pool, dollars(cents));
        return { claim.number };
    }
    void fill_pool()
    {
        done(bank, { Subject::remittance, 0 },
            remittance::Command {
                remittance::Record { { Purpose::pool_deposit, dollars(5'000'00), {}, {}, {}, 0, "" } } });
    }
    /// By claim, in the order in which they were opened.
    std::vector<std::pair<std::uint64_t, std::int64_t>> wanted_back()
    {
        std::vector<std::pair<std::uint64_t, std::int64_t>> all;
        for (auto const& one : desk.state<standing::State>({ Subject::standing, supplier.number }).recourse) {
            EXPECT_EQ(one.owed, std::optional { one.open }); // one currency: the same
            all.emplace_back(one.claim.number, one.open.minor);
        }
        std::ranges::sort(all);
        return all;
    }
    /// As the views have it.
    Money in_book(escrow::Account const& account)
    {
        EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
        std::array const ids { static_cast<store::AccountId>(to_number(account)) };
        auto const known = desk.store.accounts(ids);
        EXPECT_TRUE(known);
        if (!known || !known->value.front())
            return dollars(0);
        auto const& one = *known->value.front();
        return { worth(account.kind, { one.debits, one.credits, 0, 0 }), account.currency };
    }
    /// What the log posts to the account, one after the other: debits, and credits below zero.
    std::vector<std::int64_t> posted(escrow::Account const& account)
    {
        std::vector<std::int64_t> amounts;
        auto const events = desk.store.read(1, 100'000);
        EXPECT_TRUE(events);
        for (auto const& event : *events) {
            if (event.type == store::header_type)
                continue;
            auto const stored = unpacked(event);
            EXPECT_TRUE(stored);
            auto const legs = legs_of(desk.store, event, *stored);
            EXPECT_TRUE(legs);
            for (auto const& leg : *legs) {
                if (leg.account == account)
                    amounts.push_back(leg.debit - leg.credit);
            }
        }
        return amounts;
    }
    void expect_sound()
    {
        ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
        auto const found = audit(desk.store, desk.rules, beijing);
        ASSERT_TRUE(found) << found.error();
        EXPECT_TRUE(found->findings.empty()) << found->findings.front();
    }
};

using Wanted = std::vector<std::pair<std::uint64_t, std::int64_t>>;
Stream const anew { Subject::remittance, 0 };

} // namespace

// A payment without a claim, or for somebody else's, once settled the account and left the standing as it was, for
// ever.
TEST(Recourse, what_is_paid_back_settles_account_and_standing_together)
{
    Trade trade;
    trade.fill_pool();
    auto const first = trade.paid_by_pool(100'00);
    EXPECT_EQ(trade.wanted_back(), (Wanted { { first.number, 100'00 } }));
    trade.done(officer, anew, trade.record(Purpose::recourse_payment, 40'00));
    EXPECT_EQ(trade.wanted_back(), (Wanted { { first.number, 60'00 } }));
    EXPECT_EQ(trade.code(officer, anew, trade.record(Purpose::recourse_payment, 1'00, { 99'999 })),
        "remittance.nothing_open");
    EXPECT_EQ(
        trade.code(officer, anew, trade.record(Purpose::recourse_payment, 60'01, first)), "remittance.not_enough");
    trade.desk.start(); // it is known from the log
    trade.done(officer, anew, trade.record(Purpose::recourse_payment, 20'00, first));
    trade.done(officer, anew, trade.record(Purpose::recourse_payment, 40'00));
    EXPECT_EQ(trade.wanted_back(), Wanted {});
    EXPECT_EQ(trade.code(officer, anew, trade.record(Purpose::recourse_payment, 1)), "remittance.not_enough");
    trade.expect_sound();
}

TEST(Recourse, a_payout_waits_while_debts_or_open_claims_are_in_its_way)
{
    Trade trade;
    trade.done(bank, anew, trade.record(Purpose::bond_deposit, 50'00));
    auto const released = trade.arrived();
    trade.done(trade.buys, released, order::Command { order::ConfirmReceipt {} });
    auto const payout = trade.done(trade.sells, anew, trade.propose(Purpose::supplier_payout, 500'00)).target;
    trade.done(bank, released,
        order::Command {
            order::ReversePayment { fmt::format("R{}", released.number), dollars(500'00), "chargeback" } });
    EXPECT_EQ(trade.code(officer, payout, remittance::Approve {}), "remittance.not_covered");
    // The deposit is not free either: the balance is below zero.
    EXPECT_EQ(trade.code(officer, anew, trade.propose(Purpose::bond_return, 50'00)), "remittance.not_covered");
    // Another order earns it again; a claim on a third one has its own hold.
    auto const again = trade.arrived();
    trade.done(trade.buys, again, order::Command { order::ConfirmReceipt {} });
    auto const third = trade.arrived();
    auto const claim = trade.open(third, 300'00);
    EXPECT_EQ(trade.code(officer, payout, remittance::Approve {}), "");
    EXPECT_EQ(trade.code(officer, anew, trade.propose(Purpose::bond_return, 50'00)), "remittance.claimed");
    trade.done(trade.buys, claim, claim::Command { claim::Withdraw { "mended" } });
    // A claim on an order whose money has gone may take what the supplier has.
    auto const late = trade.open(again, 100'00);
    EXPECT_EQ(trade.code(bank, payout, remittance::Send { "M" }), "remittance.not_covered");
    trade.done(trade.buys, late, claim::Command { claim::Withdraw { "mended" } });
    EXPECT_EQ(trade.code(bank, payout, remittance::Send { "M" }), "");
    trade.done(bank, payout, remittance::Command { remittance::Settle {} });
    auto const back = trade.done(officer, anew, trade.propose(Purpose::bond_return, 50'00)).target;
    EXPECT_EQ(trade.code(second, back, remittance::Approve {}), "");
    trade.expect_sound();
}

TEST(Recourse, a_supplier_takes_its_own_payout_back_and_nobody_elses)
{
    Trade trade;
    auto const order = trade.arrived();
    trade.done(trade.buys, order, order::Command { order::ConfirmReceipt {} });
    auto const payout = trade.done(trade.sells, anew, trade.propose(Purpose::supplier_payout, 500'00)).target;
    auto const stranger = trade.desk.party("Stranger");
    EXPECT_EQ(
        trade.code({ act::Role::supplier, stranger, {} }, payout, remittance::Reject { "no" }), "remittance.not_yours");
    EXPECT_EQ(trade.code(trade.sells, payout, remittance::Reject { "another day" }), "");
    EXPECT_EQ(trade.code(trade.sells, anew, trade.propose(Purpose::supplier_payout, 500'00)), "");
    trade.expect_sound();
}

// What a buyer was sent and had to give back stood in no account, and nothing that it paid settled it.
TEST(Recourse, a_buyer_pays_back_what_it_has_twice_and_those_who_lack_it_get_it)
{
    Trade trade;
    auto const order = trade.arrived();
    auto const claim = trade.open(order, 500'00);
    trade.decide(claim, 500'00);
    ASSERT_TRUE(trade.desk.pipeline->wait_projected(trade.desk.pipeline->durable(), std::chrono::seconds(10)));
    auto const page = trade.desk.store.page({ .view = static_cast<store::View>(View::remittances),
        .scopes = lists_of(View::remittances),
        .bodies = static_cast<store::View>(View::remittances) });
    ASSERT_TRUE(page && page->value.size() == 1);
    auto const line = packed::unpack<RemittanceLine>(text_of(*page->value.front().body));
    ASSERT_TRUE(line);
    Stream const refund { Subject::remittance, line->id.number };
    trade.done(second, refund, remittance::Command { remittance::Approve {} });
    trade.done(bank, refund, remittance::Command { remittance::Settle {} });
    trade.done(bank, order,
        order::Command { order::ReversePayment { fmt::format("R{}", order.number), dollars(500'00), "chargeback" } });
    ASSERT_EQ(trade.desk.claim(claim).owed_by_buyer, dollars(500'00));
    auto const receivable = escrow::owed_by(trade.buyer, usd);
    EXPECT_EQ(trade.in_book(receivable), dollars(500'00));
    EXPECT_EQ(trade.in_book(escrow::repayment_due({ order.number }, usd)), dollars(500'00));
    trade.desk.start(); // the events of the claim carry no legs of it: it is known again all the same
    auto const repaid = [&](std::int64_t cents) {
        return trade.code(bank, anew,
            remittance::Record { { Purpose::buyer_repayment, dollars(cents), {}, {}, { claim.number }, 0, "bank 7" } });
    };
    EXPECT_EQ(repaid(500'01), "remittance.not_enough");
    EXPECT_EQ(repaid(200'00), "");
    EXPECT_EQ(trade.desk.claim(claim).owed_by_buyer, dollars(300'00));
    EXPECT_EQ(trade.in_book(receivable), dollars(300'00));
    EXPECT_EQ(repaid(300'00), "");
    EXPECT_EQ(trade.desk.claim(claim).owed_by_buyer, dollars(0));
    EXPECT_EQ(repaid(1), "remittance.not_enough");
    // The bank took it from the supplier's balance: it is there again.
    for (auto const& settled : { escrow::balance_of(trade.supplier, usd), receivable,
             escrow::refund_payable({ order.number }, usd), escrow::repayment_due({ order.number }, usd) })
        EXPECT_EQ(trade.in_book(settled), dollars(0)) << to_string(settled);
    EXPECT_EQ(trade.posted(receivable), (std::vector<std::int64_t> { 500'00, -200'00, -300'00 }));
    trade.expect_sound();
}

// A debt to the pool in euros, or a claim in euros, did not stand in the way of dollars.
TEST(Recourse, what_is_wanted_in_one_currency_keeps_the_money_of_another)
{
    Trade trade;
    auto const eur = *Currency::from_code("EUR"), none = *Currency::from_code("KPW");
    // 500 dollars that the supplier may draw, and an order in another currency whose money it has drawn.
    auto const released = trade.arrived();
    trade.done(trade.buys, released, order::Command { order::ConfirmReceipt {} });
    auto const drawn = [&](Currency currency) {
        auto terms = Desk::terms(trade.buyer, trade.supplier);
        terms.price_goods = terms.instalments[0].amount = { 100'00, currency };
        terms.price_freight = terms.price_tax = { 0, currency };
        auto const order = trade.done(trade.buys, anew, order::Command { order::Draft { terms } }).target;
        trade.done(trade.buys, order, order::Command { order::Offer {} });
        trade.done(trade.sells, order, order::Command { order::Agree { digest(terms) } });
        trade.done(bank, order,
            order::Command { order::ReceivePayment { 0, { 100'00, currency }, 0, fmt::format("R{}", order.number) } });
        trade.done(trade.sells, order, order::Command { order::Ship { { trade.desk.today(), {}, "BL" } } });
        trade.done(trade.buys, order, order::Command { order::ConfirmReceipt {} });
        auto const payout = trade.done(trade.sells, anew,
            remittance::Command { remittance::Propose {
                { Purpose::supplier_payout, { 100'00, currency }, trade.supplier, {}, {}, 0, "" } } });
        trade.done(officer, payout.target, remittance::Command { remittance::Approve {} });
        trade.done(bank, payout.target, remittance::Command { remittance::Settle {} });
        return order;
    };
    auto const claimed = [&](Stream order, Currency currency) {
        claim::Open open;
        open.lines = { { claim::Problem::quality, "cracked", Ratio::whole(1), {}, true, {} } };
        open.amount = { 100'00, currency };
        return trade.done(trade.buys, { Subject::claim, 0 }, claim::Command { open }, { order.number }).target;
    };
    auto const missing = [&](Stream payout) {
        auto const outcome
            = trade.desk.run(officer, payout, Command { remittance::Command { remittance::Approve {} } });
        for (auto const& [name, value] : outcome.values) {
            if (name == "missing")
                return outcome.code + " " + value;
        }
        return outcome.code;
    };
    auto const in_euros = drawn(eur);
    auto const payout = trade.done(trade.sells, anew, trade.propose(Purpose::supplier_payout, 500'00)).target;
    auto const claim = claimed(in_euros, eur);
    auto const worth = trade.desk.rules->converted({ 100'00, eur }, usd, trade.desk.today());
    ASSERT_TRUE(worth.has_value());
    EXPECT_EQ(missing(payout), "remittance.not_covered " + display(*worth));
    trade.done(trade.buys, claim, claim::Command { claim::Withdraw { "mended" } });

    // A claim in a currency of which nobody knows what it is worth.
    auto const unknown = claimed(drawn(none), none);
    EXPECT_EQ(missing(payout), "remittance.no_rate " + display(Money { 100'00, none }));
    trade.done(trade.buys, unknown, claim::Command { claim::Withdraw { "mended" } });
    // It is over for the supplier's record, too, whatever it was worth.
    EXPECT_TRUE(trade.desk.state<standing::State>({ Subject::standing, trade.supplier.number }).disputes_open.empty());

    // The bank takes back what the supplier has drawn: it owes that, until it earns it again in that currency.
    trade.done(bank, in_euros,
        order::Command {
            order::ReversePayment { fmt::format("R{}", in_euros.number), { 100'00, eur }, "chargeback" } });
    EXPECT_EQ(missing(payout), "remittance.not_covered " + display(*worth));
    trade.done(bank, in_euros,
        order::Command { order::RestorePayment { fmt::format("R{}", in_euros.number), { 100'00, eur }, "lost" } });
    EXPECT_EQ(missing(payout), "");
    trade.expect_sound();
}

TEST(Recourse, what_the_pool_wants_back_in_euros_is_looked_at_before_dollars_go_out)
{
    Trade trade;
    trade.fill_pool();
    auto const first = trade.paid_by_pool(100'00);
    auto const eur = *Currency::from_code("EUR");
    auto terms = Desk::terms(trade.buyer, trade.supplier);
    terms.price_goods = terms.instalments[0].amount = { 500'00, eur };
    terms.price_freight = terms.price_tax = { 0, eur };
    auto const order = trade.done(trade.buys, anew, order::Command { order::Draft { terms } }).target;
    trade.done(trade.buys, order, order::Command { order::Offer {} });
    trade.done(trade.sells, order, order::Command { order::Agree { digest(terms) } });
    trade.done(bank, order, order::Command { order::ReceivePayment { 0, { 500'00, eur }, 0, "E" } });
    trade.done(trade.sells, order, order::Command { order::Ship { { trade.desk.today(), {}, "BL" } } });
    trade.done(trade.buys, order, order::Command { order::ConfirmReceipt {} });
    auto const payout = trade
                            .done(trade.sells, anew,
                                remittance::Command { remittance::Propose {
                                    { Purpose::supplier_payout, { 500'00, eur }, trade.supplier, {}, {}, 0, "" } } })
                            .target;
    EXPECT_EQ(trade.code(officer, payout, remittance::Approve {}), "remittance.not_covered");
    trade.done(officer, anew, trade.record(Purpose::recourse_payment, 100'00, first));
    EXPECT_EQ(trade.code(officer, payout, remittance::Approve {}), "");
}

// Buyer and supplier once emptied the pool by agreeing: the supplier had drawn its money, and nobody decided anything.
TEST(Recourse, of_a_settlement_comes_from_an_officer_s_determination_alone)
{
    Trade trade;
    trade.fill_pool();
    auto const order = trade.arrived();
    trade.done(trade.buys, order, order::Command { order::ConfirmReceipt {} });
    auto const payout = trade.done(trade.sells, anew, trade.propose(Purpose::supplier_payout, 500'00)).target;
    trade.done(officer, payout, remittance::Command { remittance::Approve {} });
    trade.done(bank, payout, remittance::Command { remittance::Settle {} });
    auto const claim = trade.open(order, 500'00);
    trade.done(trade.sells, claim, claim::Command { claim::Answer { claim::Stance::accepts, "" } });
    EXPECT_EQ(trade.desk.claim(claim).ending, claim::Ending::settled);
    EXPECT_EQ(trade.desk.claim(claim).unfunded, dollars(500'00));
    EXPECT_EQ(trade.wanted_back(), Wanted {});

    trade.done(trade.buys, claim, claim::Command { claim::RequestReview { "the supplier has nothing left", {} } });
    trade.done(officer, claim, claim::Command { claim::AdmitReview { "the goods are cracked" } });
    for (auto const& slot : trade.desk.claim(claim).slots) // nobody decides while evidence can come
        trade.desk.wait_until(std::max(trade.desk.today(), slot.last.value_or(trade.desk.today()).plus_days(1)));
    claim::Ruling const ruling { { { 0, "seen" } }, dollars(400'00), claim::Remedy::refund, "clear", "a fifth is sound",
        {} };
    trade.done(officer, claim, claim::Command { claim::Determine { ruling } });
    EXPECT_EQ(trade.desk.claim(claim).by_pool, dollars(400'00));
    EXPECT_EQ(trade.desk.claim(claim).unfunded, dollars(100'00));
    EXPECT_EQ(trade.wanted_back(), (Wanted { { claim.number, 400'00 } }));
    trade.expect_sound();
}

// The other account of one owner once had a whole limit, was paid out and drew on the pool again.
TEST(Recourse, of_one_account_counts_against_those_that_are_linked_to_it)
{
    Trade trade;
    trade.fill_pool();
    auto const old = trade.supplier;
    trade.paid_by_pool(500'00);
    auto const twin = trade.supplier = trade.desk.party("Twin");
    trade.sells.party = twin;
    auto const reserved = [&] {
        auto const order = trade.desk.paid_order(trade.buyer, twin);
        auto const state = trade.desk.state<standing::State>({ Subject::standing, twin.number });
        return find_reservation(state, { order.number })->amount;
    };
    auto const first = trade.arrived(); // a quarter of the limit
    Stream const of_old { Subject::standing, old.number };
    trade.done(officer, of_old, standing::Command { standing::ProposeLink { twin, { "same bank" } } });
    EXPECT_EQ(reserved(), dollars(500'00));
    trade.done(second, of_old, standing::Command { standing::ConfirmLink { twin, "the same owner" } });
    EXPECT_EQ(reserved(), dollars(500'00));
    EXPECT_EQ(reserved(), dollars(0)) << "a quarter is wanted back of the other account";

    trade.done(trade.buys, first, order::Command { order::ConfirmReceipt {} });
    auto const payout = trade
                            .done(trade.sells, anew,
                                remittance::Command { remittance::Propose {
                                    { Purpose::supplier_payout, dollars(500'00), twin, {}, {}, 0, "" } } })
                            .target;
    EXPECT_EQ(trade.code(officer, payout, remittance::Approve {}), "remittance.not_covered");
    trade.supplier = old;
    trade.done(officer, anew, trade.record(Purpose::recourse_payment, 500'00));
    EXPECT_EQ(trade.code(officer, payout, remittance::Approve {}), "");
    trade.expect_sound();
}

} // namespace recourse::app
