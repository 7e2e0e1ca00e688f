#include "app/audit.hpp"
#include "app/desk_test.hpp"
#include "app/payout_bytes.hpp"
#include "app/stored_event.hpp"
#include "core/bank/reference.hpp"

#include <random>

// What the bank has booked becomes payments, remittances that have gone or come back, and what waits for an officer;
// and the book has all of it at every moment.

namespace recourse::app {

namespace {

act::Actor const officer { act::Role::officer, {}, { 9 } }, second { act::Role::officer, {}, { 10 } },
    key { act::Role::officer, {}, {} };
bank::Account const own { "Trade Desk", "NO9386011117947", "DNBANOKK", "" };
bank::Account const buyers { "Nordic Garden", "GB29NWBK60161331926819", "", "" };
bank::Account const suppliers { "Ningbo Pumps", "", "BKCHCNBJ92A", "0012-345678" };

std::shared_ptr<RuleBooks const> bank_books()
{
    static auto const loaded = catalog::shipped_world(false);
    static auto const made = std::make_shared<RuleBooks const>(loaded->world,
        std::vector<RunProgramme> { { "alibaba-trade-assurance", "current-help", { 200 } } }, bank_provider(own, 9));
    return made;
}

movement::Told credit(std::string identity, std::int64_t minor, std::string text)
{
    movement::Told told;
    told.account = own.iban;
    told.identity = std::move(identity);
    told.amount = { minor, usd };
    told.credit = true;
    told.text = std::move(text);
    told.other = buyers;
    return told;
}

movement::Told debit(std::string identity, std::int64_t minor, std::string end_to_end)
{
    auto told = credit(std::move(identity), minor, "");
    told.credit = false;
    told.end_to_end_id = std::move(end_to_end);
    return told;
}

class Bank {
public:
    Desk desk { std::make_unique<store::MemoryStore>(), bank_books() };
    Id<Party> buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    act::Actor const buys { act::Role::buyer, buyer, {} }, sells { act::Role::supplier, supplier, {} };

    /// An order that is agreed: 500 in two instalments of 200 and 300.
    Id<Order> agreed(Currency currency = usd, std::optional<Date> balance_due = {})
    {
        auto terms = Desk::terms(buyer, supplier);
        terms.price_goods = { 500'00, currency };
        terms.price_freight = terms.price_tax = { 0, currency };
        terms.instalments = { { order::Purpose::deposit, { 200'00, currency }, {} },
            { order::Purpose::balance, { 300'00, currency }, balance_due } };
        auto const order = done(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }).target;
        done(buys, order, order::Command { order::Offer {} });
        done(sells, order, order::Command { order::Agree { digest(terms) } });
        return { order.number };
    }

    Outcome done(act::Actor const& who, Stream target, Command command)
    {
        auto outcome = desk.run(who, target, std::move(command));
        EXPECT_EQ(outcome.result, Result::done)
            << outcome.code << (outcome.values.empty() ? "" : ": " + outcome.values[0].second);
        return outcome;
    }
    std::string refused(act::Actor const& who, Stream target, Command command)
    {
        return desk.run(who, target, std::move(command)).code;
    }

    /// As the import sends it.
    Outcome note(movement::Told const& told)
    {
        Envelope envelope { counted_command_id("movement", told.account + " " + told.identity), {}, platform,
            { Subject::movement, 0 }, movement::Command { movement::Note { told } }, {}, {} };
        envelope.content = content_of(envelope);
        std::promise<Outcome> promise;
        auto future = promise.get_future();
        desk.pipeline->submit(std::move(envelope), [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
        return future.get();
    }
    movement::State noted(movement::Told const& told)
    {
        auto const outcome = note(told);
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
        last = outcome.target;
        return desk.state<movement::State>(outcome.target);
    }
    movement::State movement(Stream stream) { return desk.state<movement::State>(stream); }
    remittance::State remittance(Stream stream) { return desk.state<remittance::State>(stream); }
    payout::State payout(Stream stream) { return desk.state<payout::State>(stream); }

    Money book(escrow::Account const& account)
    {
        EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
        std::vector<store::AccountId> const ids { static_cast<store::AccountId>(to_number(account)) };
        auto const rows = desk.store.accounts(ids);
        if (!rows || !rows->value[0])
            return { 0, account.currency };
        auto const& row = *rows->value[0];
        return { escrow::worth(account.kind, { row.debits, row.credits, row.pending_debits, row.pending_credits }),
            account.currency };
    }

    /// An account for the supplier, proposed and confirmed by two.
    void give_account(bank::Account const& account)
    {
        done(officer, { Subject::party, supplier.number }, party::Command { party::ProposeAccount { account } });
        done(second, { Subject::party, supplier.number }, party::Command { party::ConfirmAccount { account } });
    }

    /// A payout that two officers have agreed to, of money that an order has brought.
    Stream due(std::int64_t minor)
    {
        auto const order = agreed();
        noted(credit("IN-" + to_string(order), 200'00, bank::reference_of({ order, 0 })));
        done(officer, { Subject::order, order.number },
            order::Command { order::Release { { 200'00, usd }, "as both sides asked" } });
        auto const made = done(sells, { Subject::remittance, 0 },
            remittance::Command { remittance::Propose {
                { remittance::Purpose::supplier_payout, { minor, usd }, supplier, {}, {}, 0, "" } } });
        done(officer, made.target, remittance::Command { remittance::Approve {} });
        return made.target;
    }
    Outcome make(std::vector<Stream> const& remittances)
    {
        payout::Make make { desk.today(), {} };
        for (auto const& one : remittances)
            make.remittances.push_back({ one.number });
        return desk.run(officer, { Subject::payout, 0 }, payout::Command { std::move(make) });
    }
    /// A file of one remittance that is with the bank.
    Stream sent(Stream remittance)
    {
        auto const made = make({ remittance });
        EXPECT_EQ(made.result, Result::done) << made.code;
        done(second, made.target, payout::Command { payout::Approve { payout(made.target).digest } });
        return made.target;
    }

    void sound()
    {
        ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
        EXPECT_FALSE(desk.pipeline->stopped());
        auto const found = audit(desk.store, desk.rules, beijing);
        ASSERT_TRUE(found);
        EXPECT_TRUE(found->findings.empty()) << found->findings.front();
    }

    Stream last;
};

Stream stream(Id<Order> order)
{
    return { Subject::order, order.number };
}

} // namespace

TEST(Movements, what_names_an_instalment_exactly_pays_it_once)
{
    Bank bank;
    auto const order = bank.agreed();
    auto const told = credit("B1", 200'00, "deposit " + bank::reference_of({ order, 0 }));
    EXPECT_EQ(bank.noted(told).phase, movement::Phase::recorded);
    EXPECT_EQ(received(bank.desk.order(stream(order)), 0), (Money { 200'00, usd }));
    EXPECT_EQ(bank.desk.order(stream(order)).phase, order::Phase::awaiting_shipment);

    auto const again = bank.note(told);
    EXPECT_TRUE(again.repeated);
    auto other = told;
    other.source = "camt.053 of the evening";
    EXPECT_EQ(bank.note(other).result, Result::key_reused) << "the same payment in another message";
    EXPECT_EQ(received(bank.desk.order(stream(order)), 0), (Money { 200'00, usd }));
    EXPECT_EQ(bank.book(escrow::provider(0, usd)), (Money { 200'00, usd }));

    // Told before by a payment service, under the bank's own reference: nothing is paid twice.
    bank.done({ act::Role::provider, {}, {} }, stream(order),
        order::Command { order::ReceivePayment { 1, { 300'00, usd }, 0, "B2" } });
    EXPECT_EQ(bank.noted(credit("B2", 300'00, bank::reference_of({ order, 1 }))).phase, movement::Phase::recorded);
    EXPECT_EQ(bank.book(escrow::provider(0, usd)), (Money { 500'00, usd }));
    bank.sound();
}

TEST(Movements, everything_else_waits_for_an_officer_and_its_money_is_in_the_book)
{
    Bank bank;
    auto const order = bank.agreed(), cancelled = bank.agreed(), euros = bank.agreed(*Currency::from_code("EUR"));
    bank.noted(credit("P", 200'00, bank::reference_of({ order, 0 })));
    bank.done(bank.buys, stream(cancelled), order::Command { order::Cancel { "no" } });
    auto const draft = bank.done(
        bank.buys, { Subject::order, 0 }, order::Command { order::Draft { Desk::terms(bank.buyer, bank.supplier) } });
    auto structured = credit("S1", 1'00, "");
    structured.references = { "RF18539007547034" };
    auto both = credit("S2", 1'00, "");
    both.references = { bank::reference_of({ order, 0 }), bank::reference_of({ order, 1 }) };
    auto reversal = debit("S4", 5'00, "");
    reversal.reversal = true;
    auto returned = credit("S5", 1'00, "");
    returned.returned = true;
    struct Row {
        movement::Told told;
        movement::Reason reason;
    };
    std::vector<Row> const rows {
        { credit("1", 200'00, "invoice 7"), movement::Reason::no_reference },
        { credit("2", 200'00, bank::reference_of({ { 9'999 }, 0 })), movement::Reason::unknown_reference },
        { credit("3", 200'00, bank::reference_of({ order, 7 })), movement::Reason::unknown_reference },
        { structured, movement::Reason::unknown_reference },
        { both, movement::Reason::several_references },
        { credit("4", 200'00, bank::reference_of({ euros, 0 })), movement::Reason::wrong_currency },
        { credit("5", 299'99, bank::reference_of({ order, 1 })), movement::Reason::underpaid },
        { credit("6", 300'01, bank::reference_of({ order, 1 })), movement::Reason::overpaid },
        { credit("7", 200'00, bank::reference_of({ order, 0 })), movement::Reason::duplicate },
        { credit("8", 200'00, bank::reference_of({ cancelled, 0 })), movement::Reason::order_over },
        { credit("9", 500'00, bank::reference_of({ { draft.target.number }, 0 })), movement::Reason::order_not_agreed },
        { debit("10", 7'00, ""), movement::Reason::unordered_debit },
        { reversal, movement::Reason::reversal },
        { returned, movement::Reason::return_differs },
    };
    std::int64_t in = 0;
    for (auto const& [told, reason] : rows) {
        auto const state = bank.noted(told);
        EXPECT_EQ(state.reason, reason) << told.identity << " " << movement::word(state.reason);
        EXPECT_EQ(state.phase, movement::Phase::open);
        EXPECT_EQ(state.left, told.amount);
        in += told.credit ? told.amount.minor : 0;
    }
    EXPECT_EQ(bank.book(escrow::suspense(usd)), (Money { in, usd }));
    EXPECT_EQ(bank.book(escrow::provider(0, usd)), (Money { in + 200'00, usd }));
    bank.sound();
}

TEST(Movements, an_officer_says_what_it_was)
{
    Bank bank;
    auto const order = bank.agreed();
    bank.noted(credit("1", 500'00, "for the pumps"));
    auto const open = bank.last;
    auto const assign = [&](std::uint32_t instalment, std::int64_t minor) {
        return movement::Command { movement::Assign { order, instalment, { minor, usd } } };
    };
    EXPECT_EQ(bank.refused(bank.buys, open, assign(0, 200'00)), "movement.wrong_role");
    EXPECT_EQ(bank.refused(key, open, assign(0, 200'00)), "movement.not_a_person");
    EXPECT_EQ(bank.refused(officer, open, assign(0, 500'01)), "movement.too_much");
    EXPECT_EQ(bank.refused(officer, open, assign(0, 0)), "movement.not_positive");
    EXPECT_EQ(bank.refused(officer, open, assign(0, 200'01)), "order.overpaid") << "the order has the last word";
    EXPECT_EQ(bank.refused(officer, open, assign(7, 1'00)), "order.no_instalment");
    bank.done(officer, open, assign(0, 200'00));
    bank.done(officer, open, assign(1, 290'00));
    EXPECT_EQ(held(bank.desk.order(stream(order))), (Money { 490'00, usd }));
    EXPECT_EQ(bank.movement(open).left, (Money { 10'00, usd }));
    EXPECT_EQ(bank.refused(officer, open, movement::Command { movement::Explain { movement::Treatment::ours, "" } }),
        "movement.no_reason");
    bank.done(officer, open, movement::Command { movement::Explain { movement::Treatment::ours, "interest" } });
    EXPECT_EQ(bank.movement(open).phase, movement::Phase::resolved);
    EXPECT_EQ(bank.refused(officer, open, assign(1, 1'00)), "movement.not_open");
    EXPECT_EQ(bank.book(escrow::suspense(usd)), (Money { 0, usd }));
    EXPECT_EQ(bank.book(escrow::fee_income(usd)), (Money { 10'00, usd }));
    EXPECT_EQ(bank.book(escrow::provider(0, usd)), (Money { 500'00, usd }));

    // The bank's fee is a cost of the programme; a deposit that an officer has recorded is in the book already.
    bank.noted(debit("2", 3'00, ""));
    EXPECT_EQ(bank.refused(officer, bank.last, assign(1, 1'00)), "movement.went_out");
    bank.done(officer, bank.last, movement::Command { movement::Explain { movement::Treatment::ours, "fee" } });
    bank.noted(credit("3", 50'00, "pool"));
    bank.done(officer, { Subject::remittance, 0 },
        remittance::Command {
            remittance::Record { { remittance::Purpose::pool_deposit, { 50'00, usd }, {}, {}, {}, 0, "3" } } });
    bank.done(officer, bank.last, movement::Command { movement::Explain { movement::Treatment::elsewhere, "pool" } });
    EXPECT_EQ(bank.book(escrow::fee_income(usd)), (Money { 7'00, usd }));
    EXPECT_EQ(bank.book(escrow::suspense(usd)), (Money { 0, usd }));
    EXPECT_EQ(bank.book(escrow::provider(0, usd)), (Money { 547'00, usd })) << "what the bank has";
    bank.sound();
}

TEST(Movements, what_goes_back_needs_a_second_person_and_waits_again_where_it_does_not_go)
{
    Bank bank;
    auto told = credit("1", 80'00, "");
    told.other = { "Somebody", "", "", "" };
    bank.noted(told);
    auto const open = bank.last;
    EXPECT_EQ(bank.refused(officer, open, movement::Command { movement::SendBack { {}, "not ours" } }),
        "movement.bad_account")
        << "the bank has not said from where";
    auto const sent = bank.done(officer, open, movement::Command { movement::SendBack { buyers, "not ours" } });
    EXPECT_EQ(bank.movement(open).phase, movement::Phase::resolved);
    Stream const back { Subject::remittance, bank.movement(open).resolutions.at(0).remittance.number };
    EXPECT_EQ(bank.remittance(back).detail.to, buyers);
    EXPECT_EQ(bank.refused(officer, back, remittance::Command { remittance::Approve {} }), "remittance.same_person");
    bank.done(second, back, remittance::Command { remittance::Reject { "ask the buyer first" } });
    EXPECT_EQ(bank.movement(open).phase, movement::Phase::open);
    EXPECT_EQ(bank.movement(open).left, (Money { 80'00, usd }));

    bank.done(officer, open, movement::Command { movement::SendBack { buyers, "asked" } });
    Stream const again { Subject::remittance, bank.movement(open).resolutions.at(1).remittance.number };
    bank.done(second, again, remittance::Command { remittance::Approve {} });
    auto const file = bank.sent(again);
    bank.noted(debit("2", 80'00, remittance::end_to_end_id({ again.number }, { file.number })));
    EXPECT_EQ(bank.remittance(again).phase, remittance::Phase::settled);
    EXPECT_EQ(bank.book(escrow::suspense(usd)), (Money { 0, usd }));
    EXPECT_EQ(bank.book(escrow::provider(0, usd)), (Money { 0, usd }));
    bank.sound();
    (void)sent;
}

TEST(Movements, a_further_instalment_may_arrive_while_a_claim_freezes_the_order)
{
    Bank bank;
    auto const order = bank.agreed(usd, bank.desk.today().plus_days(60));
    bank.noted(credit("1", 200'00, bank::reference_of({ order, 0 })));
    bank.done(
        bank.sells, stream(order), order::Command { order::Ship { { bank.desk.today(), act::Role::supplier, "BL" } } });
    bank.done(bank.sells, stream(order),
        order::Command { order::Deliver { { bank.desk.today(), act::Role::supplier, "POD" } } });
    claim::Open open;
    open.lines = { { claim::Problem::quality, "cracked", Ratio::whole(1), {}, true, {} } };
    open.amount = { 200'00, usd };
    auto const opened = bank.desk.run(bank.buys, { Subject::claim, 0 }, claim::Command { open }, {}, {}, order);
    ASSERT_EQ(opened.result, Result::done) << opened.code;
    ASSERT_TRUE(bank.desk.order(stream(order)).frozen_by);
    // As a payment service tells it, too: both ways lead through the same decision.
    bank.done({ act::Role::provider, {}, {} }, stream(order),
        order::Command { order::ReceivePayment { 1, { 1'00, usd }, 0, "by the service" } });
    bank.noted(credit("3", 299'00, bank::reference_of({ order, 1 })));
    EXPECT_EQ(held(bank.desk.order(stream(order))), (Money { 500'00, usd }));
    bank.sound();
}

TEST(Movements, whatever_officers_do_the_book_has_what_the_bank_has_and_suspense_what_waits)
{
    Bank bank;
    auto const order = bank.agreed();
    std::mt19937 random { 20261130 };
    auto const any = [&](std::int64_t most) { return std::uniform_int_distribution<std::int64_t> { 1, most }(random); };
    std::vector<Stream> open;
    std::int64_t at_bank = 0, waits = 0, elsewhere = 0, room = 500'00;
    for (int step = 0; step < 300; ++step) {
        auto const id = fmt::format("B{}", step);
        if (open.empty() || any(3) == 1) {
            auto const sum = any(100'00);
            bank.noted(credit(id, sum, "for pumps"));
            open.push_back(bank.last);
            at_bank += sum;
            waits += sum;
            continue;
        }
        auto const which = static_cast<std::size_t>(any(static_cast<std::int64_t>(open.size())) - 1);
        auto const target = open[which];
        auto const left = bank.movement(target).left.minor;
        auto const instalment = room > 300'00 ? 0u : 1u;
        auto const asked = instalment == 0 ? room - 300'00 : room;
        switch (any(4)) {
        case 1: {
            auto const part = any(left);
            auto const outcome = bank.desk.run(
                officer, target, movement::Command { movement::Assign { order, instalment, { part, usd } } });
            EXPECT_EQ(outcome.result == Result::done, part <= asked) << outcome.code;
            if (outcome.result == Result::done) {
                room -= part;
                waits -= part;
            }
            break;
        }
        case 2:
            bank.done(
                officer, target, movement::Command { movement::Explain { movement::Treatment::ours, "interest" } });
            waits -= left;
            break;
        case 3:
            bank.done(
                officer, target, movement::Command { movement::Explain { movement::Treatment::elsewhere, "known" } });
            waits -= left;
            elsewhere += left;
            break;
        default: {
            bank.done(officer, target, movement::Command { movement::SendBack { buyers, "not ours" } });
            Stream const back { Subject::remittance, bank.movement(target).resolutions.back().remittance.number };
            if (any(2) == 1) {
                bank.done(second, back, remittance::Command { remittance::Reject { "no" } });
                break;
            }
            bank.done(second, back, remittance::Command { remittance::Approve {} });
            auto const file = bank.sent(back);
            bank.noted(debit(id, left, remittance::end_to_end_id({ back.number }, { file.number })));
            at_bank -= left;
            waits -= left;
        }
        }
        if (bank.movement(target).phase != movement::Phase::open)
            open.erase(open.begin() + static_cast<std::ptrdiff_t>(which));
        if (step % 50 == 0) {
            // What is said to be elsewhere is in another record of the book, which this play does not make.
            ASSERT_EQ(bank.book(escrow::provider(0, usd)), (Money { at_bank - elsewhere, usd })) << step;
            ASSERT_EQ(bank.book(escrow::suspense(usd)), (Money { waits, usd })) << step;
        }
    }
    EXPECT_EQ(bank.book(escrow::provider(0, usd)), (Money { at_bank - elsewhere, usd }));
    EXPECT_EQ(bank.book(escrow::suspense(usd)), (Money { waits, usd }));
    EXPECT_EQ(received(bank.desk.order(stream(order))), (Money { 500'00 - room, usd }));
    bank.sound();
}

// ------------------------------------------------------------------------------------------------- payout files

TEST(Payouts, are_made_by_one_and_approved_by_another_and_are_the_same_bytes_for_ever)
{
    Bank bank;
    auto const first = bank.due(100'00), other = bank.due(50'00);
    auto const without = bank.make({ first, other });
    EXPECT_EQ(without.code, "payout.not_due") << "nobody has said where the money goes";
    bank.give_account(suppliers);
    EXPECT_EQ(bank.make({}).code, "payout.size");
    EXPECT_EQ(bank.make({ first, first }).code, "payout.size");
    EXPECT_EQ(bank.refused(key, { Subject::payout, 0 },
                  payout::Command { payout::Make { bank.desk.today(), { { first.number } } } }),
        "payout.not_a_person");
    EXPECT_EQ(bank.refused(officer, { Subject::payout, 0 },
                  payout::Command { payout::Make { bank.desk.today().plus_days(-1), { { first.number } } } }),
        "payout.past");
    auto const made = bank.make({ first, other });
    ASSERT_EQ(made.result, Result::done) << made.code;
    auto const state = bank.payout(made.target);
    EXPECT_EQ(state.digest, sha256(std::string_view { bytes_of(state.file) }));
    EXPECT_EQ(bank.make({ first }).code, "payout.not_due") << "one file at a time";
    // What is in a file is not touched by the way.
    EXPECT_EQ(bank.refused(officer, first, remittance::Command { remittance::Reject { "no" } }), "remittance.picked");
    EXPECT_EQ(bank.refused({ act::Role::provider, {}, {} }, first, remittance::Command { remittance::Settle {} }),
        "remittance.picked");

    auto const approve = [&](Digest const& digest) { return payout::Command { payout::Approve { digest } }; };
    EXPECT_EQ(bank.refused(officer, made.target, approve(state.digest)), "payout.same_person");
    EXPECT_EQ(bank.refused(second, made.target, approve({})), "payout.other_file");
    EXPECT_EQ(bank.refused(key, made.target, approve(state.digest)), "payout.not_a_person");
    bank.done(second, made.target, approve(state.digest));
    EXPECT_EQ(bank.remittance(first).phase, remittance::Phase::sent);
    EXPECT_EQ(bank.remittance(first).message, state.file.message_id);
    EXPECT_EQ(bank.refused(officer, made.target, payout::Command { payout::Discard { "no" } }), "payout.wrong_phase");
    EXPECT_EQ(sha256(std::string_view { bytes_of(bank.payout(made.target).file) }), state.digest);
    bank.sound();
}

TEST(Payouts, a_discarded_file_lets_its_remittances_go_and_another_account_stops_one)
{
    Bank bank;
    bank.give_account(suppliers);
    auto const one = bank.due(100'00);
    auto made = bank.make({ one });
    bank.done(second, made.target, payout::Command { payout::Discard { "tomorrow" } });
    EXPECT_EQ(bank.remittance(one).phase, remittance::Phase::approved);
    made = bank.make({ one });
    ASSERT_EQ(made.result, Result::done) << made.code;
    // Somebody changes the account between the first and the second person: nothing goes to either.
    bank.give_account(buyers);
    EXPECT_EQ(
        bank.refused(second, made.target, payout::Command { payout::Approve { bank.payout(made.target).digest } }),
        "payout.not_due");
    bank.done(second, made.target, payout::Command { payout::Discard { "account" } });
    auto const early = bank.make({ one });
    EXPECT_EQ(early.code, "payout.not_due") << "a new account waits";
    EXPECT_NE(early.values.at(0).second.find("used from"), std::string::npos);
    bank.desk.wait_until(bank.desk.today().plus_days(party::cooling_off_days));
    EXPECT_EQ(bank.make({ one }).result, Result::done);
    bank.sound();
}

TEST(Payouts, a_refund_of_what_the_bank_has_taken_back_meanwhile_does_not_go_out_with_its_file)
{
    Bank bank;
    auto const order = bank.agreed();
    bank.done(officer, { Subject::party, bank.buyer.number }, party::Command { party::ProposeAccount { buyers } });
    bank.done(second, { Subject::party, bank.buyer.number }, party::Command { party::ConfirmAccount { buyers } });
    act::Actor const provider { act::Role::provider, {}, {} };
    bank.done(provider, stream(order), order::Command { order::ReceivePayment { 0, { 150'00, usd }, 0, "IN" } });
    bank.done(bank.sells, stream(order), order::Command { order::Cancel { "sold out" } });
    ASSERT_TRUE(bank.desk.pipeline->wait_projected(bank.desk.pipeline->durable(), std::chrono::seconds(10)));
    auto const page = bank.desk.store.page({ .view = static_cast<store::View>(View::remittances),
        .scopes = lists_of(View::remittances),
        .bodies = static_cast<store::View>(View::remittances) });
    ASSERT_TRUE(page);
    ASSERT_EQ(page->value.size(), 1u);
    auto const line = packed::unpack<RemittanceLine>(text_of(*page->value.front().body));
    ASSERT_TRUE(line);
    Stream const refund { Subject::remittance, line->id.number };
    bank.done(officer, refund, remittance::Command { remittance::Approve {} });
    auto const made = bank.make({ refund });
    ASSERT_EQ(made.result, Result::done) << made.code;
    bank.done(provider, stream(order), order::Command { order::ReversePayment { "IN", { 150'00, usd }, "recalled" } });
    auto const approve = payout::Command { payout::Approve { bank.payout(made.target).digest } };
    EXPECT_EQ(bank.refused(second, made.target, approve), "payout.not_due");
    bank.done(second, made.target, payout::Command { payout::Discard { "recalled" } });
    EXPECT_EQ(bank.make({ refund }).code, "payout.not_due");
    EXPECT_EQ(
        bank.refused(provider, refund, remittance::Command { remittance::Send { "by hand" } }), "remittance.withheld");
    bank.sound();
}

TEST(Payouts, the_bank_accepts_rejects_books_and_sends_back)
{
    Bank bank;
    bank.give_account(suppliers);
    auto const one = bank.due(100'00), other = bank.due(60'00);
    auto const made = bank.make({ one, other });
    bank.done(second, made.target, payout::Command { payout::Approve { bank.payout(made.target).digest } });
    Id<PayoutFile> const file { made.target.number };
    auto const report = [&](Stream remittance, payout::Status status, std::string code, std::string reason) {
        return payout::Command { payout::Report {
            "P2", { { { remittance.number }, status, std::move(code), std::move(reason), "" } } } };
    };
    EXPECT_EQ(
        bank.refused(officer, made.target, report({ Subject::remittance, 1 }, payout::Status::accepted, "ACSP", "")),
        "payout.not_in_it");
    bank.done(officer, made.target, report(one, payout::Status::accepted, "ACSP", ""));
    EXPECT_EQ(bank.remittance(one).phase, remittance::Phase::sent) << "accepted is not booked";
    bank.done(officer, made.target, report(other, payout::Status::rejected, "RJCT", "AC01"));
    EXPECT_EQ(bank.remittance(other).phase, remittance::Phase::approved) << "due again";
    EXPECT_EQ(bank.remittance(other).reason.substr(0, 4), "AC01");
    auto const version = bank.done(officer, made.target, report(other, payout::Status::accepted, "ACSP", "")).version;
    EXPECT_EQ(bank.payout(made.target).file.lines.at(1).status, payout::Status::rejected);
    (void)version;

    // What was not sent, or goes out with another sum, is not taken for it.
    EXPECT_EQ(bank.noted(debit("1", 60'00, remittance::end_to_end_id({ other.number }, file))).reason,
        movement::Reason::debit_differs);
    EXPECT_EQ(bank.noted(debit("2", 99'00, remittance::end_to_end_id({ one.number }, file))).reason,
        movement::Reason::debit_differs);
    EXPECT_EQ(bank.noted(debit("3", 100'00, remittance::end_to_end_id({ one.number }, file))).phase,
        movement::Phase::recorded);
    EXPECT_EQ(bank.remittance(one).phase, remittance::Phase::settled);
    EXPECT_EQ(bank.book(escrow::balance_of(bank.supplier, usd)), (Money { 2 * 196'00 - 100'00, usd }));

    // It comes back: the money is the supplier's again, and the payout is due again.
    auto back = credit("4", 100'00, "");
    back.end_to_end_id = remittance::end_to_end_id({ one.number }, file);
    back.returned = true;
    back.return_reason = "AC04 closed";
    EXPECT_EQ(bank.noted(back).phase, movement::Phase::recorded);
    EXPECT_EQ(bank.remittance(one).phase, remittance::Phase::approved);
    EXPECT_EQ(bank.remittance(one).reason, "AC04 closed");
    EXPECT_EQ(bank.book(escrow::balance_of(bank.supplier, usd)), (Money { 2 * 196'00, usd }));
    back.identity = "5";
    EXPECT_EQ(bank.noted(back).reason, movement::Reason::return_differs) << "it cannot come back twice";

    auto const again = bank.sent(one);
    EXPECT_EQ(bank.noted(debit("6", 100'00, remittance::end_to_end_id({ one.number }, { again.number }))).phase,
        movement::Phase::recorded);
    EXPECT_EQ(bank.noted(debit("7", 100'00, remittance::end_to_end_id({ one.number }, { again.number }))).reason,
        movement::Reason::debit_differs)
        << "it cannot go twice";
    bank.sound();
}

TEST(Providers, the_sandbox_pays_at_once_but_for_two_sums)
{
    auto const loaded = catalog::shipped_world(false);
    Desk desk(std::make_unique<store::MemoryStore>(),
        std::make_shared<RuleBooks const>(loaded->world,
            std::vector<RunProgramme> { { "alibaba-trade-assurance", "current-help", { 200 } } }, sandbox_provider()));
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    auto const order = desk.paid_order(buyer, supplier);
    desk.run(officer, order, order::Command { order::Release { { 500'00, usd }, "as both sides asked" } });
    struct Row {
        std::int64_t minor;
        remittance::Phase phase;
    };
    for (auto const& [minor, phase] : { Row { 100'00, remittance::Phase::settled },
             Row { 100'66, remittance::Phase::returned }, Row { 100'77, remittance::Phase::sent } }) {
        auto const made = desk.run({ act::Role::supplier, supplier, {} }, { Subject::remittance, 0 },
            remittance::Command { remittance::Propose {
                { remittance::Purpose::supplier_payout, { minor, usd }, supplier, {}, {}, 0, "" } } });
        desk.run(officer, made.target, remittance::Command { remittance::Approve {} });
        EXPECT_EQ(desk.state<remittance::State>(made.target).phase, phase) << minor;
    }
}

// The bank paid after all for an order that was over, and nothing could be done but to send it back.
TEST(Movements, what_the_bank_pays_after_all_for_an_order_that_is_over_is_whose_it_was)
{
    for (bool const by_hand : { false, true }) {
        Bank bank;
        auto const order = bank.agreed();
        bank.noted(credit("1", 200'00, bank::reference_of({ order, 0 })));
        bank.noted(credit("2", 300'00, bank::reference_of({ order, 1 })));
        bank.done(bank.sells, stream(order), order::Command { order::Ship { { bank.desk.today(), {}, "BL" } } });
        bank.done(bank.buys, stream(order), order::Command { order::ConfirmReceipt {} });
        auto const balance = escrow::balance_of(bank.supplier, usd);
        auto const earned = bank.book(balance);
        auto const [deposit, rest] = std::pair { bank.desk.order(stream(order)).payments.at(0).reference,
            bank.desk.order(stream(order)).payments.at(1).reference };
        bank.done({ act::Role::provider, {}, {} }, stream(order),
            order::Command { order::ReversePayment { rest, { 300'00, usd }, "chargeback" } });
        EXPECT_EQ(bank.book(balance), earned - (Money { 300'00, usd }));
        // More than was taken back, or of another instalment, is nobody's yet.
        EXPECT_EQ(
            bank.noted(credit("3", 300'01, bank::reference_of({ order, 1 }))).reason, movement::Reason::order_over);
        EXPECT_EQ(
            bank.noted(credit("4", 200'00, bank::reference_of({ order, 0 }))).reason, movement::Reason::order_over);
        if (by_hand) {
            bank.noted(credit("5", 300'00, "your ref. unknown"));
            bank.done(officer, bank.last, movement::Command { movement::Assign { order, 1, { 300'00, usd } } });
        } else
            EXPECT_EQ(bank.noted(credit("5", 300'00, bank::reference_of({ order, 1 }))).reason, movement::Reason::none);
        EXPECT_EQ(bank.movement(bank.last).phase, by_hand ? movement::Phase::resolved : movement::Phase::recorded);
        EXPECT_EQ(bank.book(balance), earned);
        EXPECT_EQ(bank.desk.order(stream(order)).clawed_back, (Money { 0, usd }));
        EXPECT_EQ(
            bank.noted(credit("6", 300'00, bank::reference_of({ order, 1 }))).reason, movement::Reason::order_over)
            << "once";
        bank.sound();
    }
}

} // namespace recourse::app
