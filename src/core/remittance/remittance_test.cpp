#include "core/remittance/remittance.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace recourse::remittance {
namespace {

using act::Role;

Currency const usd = *Currency::from_code("USD"), eur = *Currency::from_code("EUR");
constexpr Id<Party> supplier { 2 }, other { 3 }, buyer { 9 };
constexpr Id<Person> ada { 1 }, bo { 2 }, cy { 3 };
constexpr Id<Claim> first { 20 }, second { 30 }, third { 40 };

Money dollars(std::int64_t cents)
{
    return { cents, usd };
}

/// One remittance beside a book that begins with what the tests need.
struct Desk {
    State state;
    escrow::Book book;
    Against against { {}, dollars(0) };
    std::vector<Open> open;
    std::optional<Money> owed;
    act::Refusal refused;

    void put(escrow::Account const& debit, escrow::Account const& credit, std::int64_t cents)
    {
        std::array const transfers { escrow::Transfer { debit, credit, dollars(cents), escrow::Phase::post } };
        EXPECT_TRUE(book.apply(transfers));
    }
    /// In the supplier's balance, from the bank.
    void earn(std::int64_t cents) { put(escrow::provider(0, usd), escrow::balance_of(supplier, usd), cents); }
    void pay_bond(std::int64_t cents) { put(escrow::provider(0, usd), escrow::bond_of(supplier, usd), cents); }
    /// What the pool paid for the supplier.
    void owe_pool(std::int64_t cents)
    {
        put(escrow::recourse_to(supplier, usd), escrow::refund_payable({ 7 }, usd), cents);
    }
    /// The bank takes back what the supplier had got already.
    void claw_back(std::int64_t cents) { put(escrow::balance_of(supplier, usd), escrow::provider(0, usd), cents); }

    std::string run(Command const& command, act::Actor const& actor, act::Behind behind = {})
    {
        auto const decision = decide(state, command,
            { actor, { { 1'000 }, Date::of(2026, 12, 1) }, book, {}, owed, std::move(behind), against, open });
        if (!decision) {
            refused = decision.error();
            return std::string { refused.kind->code };
        }
        for (auto const& event : *decision) {
            evolve(state, event);
            EXPECT_TRUE(book.apply(transfers(event)));
        }
        return decision->empty() ? "already so" : "ok";
    }
    std::string value(std::string_view name) const
    {
        for (auto const& [known, value] : refused.values) {
            if (known == name)
                return value;
        }
        return "-";
    }
};

act::Actor officer(Id<Person> person)
{
    return { Role::officer, {}, person };
}
act::Actor const key { Role::officer, {}, {} };
act::Actor const platform { Role::platform, {}, {} };
act::Actor const provider { Role::provider, {}, {} };

Command propose(Purpose purpose, std::int64_t cents)
{
    return Propose { { purpose, dollars(cents), supplier, {}, {}, 0, "" } };
}

// -------------------------------------------------------------------------------------------------------- four eyes

TEST(Remittance, is_approved_by_another_than_whoever_stands_behind_the_proposal)
{
    struct Case {
        char const* name;
        act::Actor proposes;
        act::Behind behind;
        Id<Person> approves;
        std::vector<act::Apart> apart;
        char const* said;
    };
    for (auto const& [name, proposes, behind, approves, apart, said] : {
             Case { "herself", officer(ada), {}, ada, {}, "remittance.same_person" },
             Case { "her own key", key, { ada, {} }, ada, {}, "remittance.same_person" },
             Case { "her key of the supplier", { Role::supplier, supplier, {} }, { ada, {} }, ada, {},
                 "remittance.same_person" },
             Case { "another one", officer(ada), {}, bo, {}, "ok" },
             Case { "another one than the key's maker", key, { ada, {} }, bo, {}, "ok" },
             Case { "a key", officer(ada), {}, {}, {}, "remittance.needs_person" },
             Case { "whom she let in again", officer(ada), {}, bo, { { ada, { 1'001 } } }, "four_eyes.let_in_again" },
             Case { "whom the key's maker let in again", key, { ada, {} }, bo, { { ada, { 1'001 } } },
                 "four_eyes.let_in_again" },
             Case { "when the time is over", officer(ada), {}, bo, { { ada, { 1'000 } } }, "ok" },
             Case { "whom somebody else let in again", officer(ada), {}, bo, { { cy, { 1'001 } } }, "ok" },
         }) {
        Desk desk;
        desk.earn(100'00);
        ASSERT_EQ(desk.run(propose(Purpose::supplier_payout, 100'00), proposes, behind), "ok") << name;
        EXPECT_EQ(desk.run(Approve {}, officer(approves), { {}, apart }), said) << name;
    }
}

TEST(Remittance, whoever_determined_the_claim_is_no_second_person_either)
{
    State state;
    escrow::Book book;
    Detail const refund { Purpose::buyer_refund, dollars(5'00), buyer, { 7 }, first, 0, "" };
    evolve(state, events::Proposed { {}, refund, platform, {} });
    auto const said = [&](Id<Person> who, std::vector<act::Apart> apart) {
        auto const decision = decide(state, Approve {},
            { officer(who), { { 1'000 }, Date::of(2026, 12, 1) }, book, { ada }, {}, { {}, std::move(apart) } });
        return decision ? "" : std::string { decision.error().kind->code };
    };
    EXPECT_EQ(said(ada, {}), "remittance.determined_it");
    EXPECT_EQ(said(bo, { { ada, { 1'001 } } }), "four_eyes.let_in_again");
    EXPECT_EQ(said(bo, {}), "");
}

// ------------------------------------------------------------------------------------- debts, holds and open claims

TEST(Remittance, a_payout_that_no_longer_fits_is_neither_approved_nor_sent_and_says_what_is_missing)
{
    struct Case {
        char const* name;
        std::function<void(Desk&)> since;
        char const* said;
        char const* missing;
    };
    for (auto const& [name, since, said, missing] : std::vector<Case> {
             { "nothing has happened", [](Desk&) {}, "ok", "-" },
             { "a payment was reversed", [](Desk& desk) { desk.claw_back(60'00); }, "remittance.not_covered",
                 "USD 60.00" },
             { "and something was earned since",
                 [](Desk& desk) {
                     desk.claw_back(60'00);
                     desk.earn(60'00);
                 },
                 "ok", "-" },
             { "the pool has paid for it", [](Desk& desk) { desk.owe_pool(10'00); }, "remittance.not_covered",
                 "USD 10.00" },
             { "a claim is open that may take more than is held",
                 [](Desk& desk) { desk.against = { first, dollars(25'00) }; }, "remittance.not_covered", "USD 25.00" },
             { "all of it",
                 [](Desk& desk) {
                     desk.claw_back(60'00);
                     desk.owe_pool(10'00);
                     desk.against = { first, dollars(25'00) };
                 },
                 "remittance.not_covered", "USD 95.00" },
             { "it lacks something in another currency",
                 [](Desk& desk) { desk.against = { {}, dollars(0), dollars(12'00), {} }; }, "remittance.not_covered",
                 "USD 12.00" },
             { "and nobody knows how much that is here",
                 [](Desk& desk) { desk.against = { {}, dollars(0), dollars(0), Money { 7'00, eur } }; },
                 "remittance.no_rate", "EUR 7.00" },
             { "the pool has paid for a linked account", [](Desk& desk) { desk.against.linked = dollars(15'00); },
                 "remittance.not_covered", "USD 15.00" },
             { "a claim is open whose order has enough", [](Desk& desk) { desk.against = { first, dollars(0) }; }, "ok",
                 "-" },
         }) {
        Desk at_approval;
        at_approval.earn(100'00);
        ASSERT_EQ(at_approval.run(propose(Purpose::supplier_payout, 100'00), officer(ada)), "ok");
        auto at_sending = at_approval.state;
        since(at_approval);
        EXPECT_EQ(at_approval.run(Approve {}, officer(bo)), said) << name;
        EXPECT_EQ(at_approval.value("missing"), missing) << name;

        Desk sending;
        sending.earn(100'00);
        ASSERT_EQ(sending.run(propose(Purpose::supplier_payout, 100'00), officer(ada)), "ok");
        ASSERT_EQ(sending.run(Approve {}, officer(bo)), "ok");
        since(sending);
        EXPECT_EQ(sending.run(Send { "M" }, provider), said) << name;
        // What does not go can be taken back by whoever wanted it.
        if (std::string_view { said } != "ok") {
            EXPECT_EQ(sending.run(Reject { "no longer" }, { Role::supplier, other, {} }), "remittance.not_yours");
            EXPECT_EQ(sending.run(Reject { "no longer" }, { Role::supplier, supplier, {} }), "ok") << name;
            EXPECT_EQ(sending.book.balance(escrow::balance_of(supplier, usd)).pending_debits, 0) << name;
        }
    }
}

TEST(Remittance, a_currency_lacks_what_its_own_balance_does_not_cover)
{
    Desk desk;
    EXPECT_EQ(lacking(supplier, dollars(0), desk.book), dollars(0));
    EXPECT_EQ(lacking(supplier, dollars(5'00), desk.book), dollars(5'00));
    desk.owe_pool(40'00);
    EXPECT_EQ(lacking(supplier, dollars(5'00), desk.book), dollars(45'00));
    desk.earn(30'00);
    EXPECT_EQ(lacking(supplier, dollars(5'00), desk.book), dollars(15'00));
    desk.earn(30'00);
    EXPECT_EQ(lacking(supplier, dollars(5'00), desk.book), dollars(0)) << "what is beyond covers no other currency";
    desk.claw_back(70'00);
    EXPECT_EQ(lacking(supplier, dollars(0), desk.book), dollars(50'00)) << "a balance below zero is a debt";
}

TEST(Remittance, a_deposit_goes_back_to_whom_nobody_claims_against_and_who_owes_nothing)
{
    Desk desk;
    desk.pay_bond(50'00);
    desk.against = { first, dollars(0) };
    EXPECT_EQ(desk.run(propose(Purpose::bond_return, 50'00), officer(ada)), "remittance.claimed");
    EXPECT_EQ(desk.value("claim"), to_string(first));
    desk.against = {};
    desk.against.claims = dollars(0);
    desk.owe_pool(20'00);
    EXPECT_EQ(desk.run(propose(Purpose::bond_return, 50'00), officer(ada)), "remittance.not_covered");
    EXPECT_EQ(desk.value("missing"), "USD 20.00");
    EXPECT_EQ(desk.run(propose(Purpose::bond_return, 30'00), officer(ada)), "ok");
    desk.claw_back(1'00); // a balance below zero is a debt
    EXPECT_EQ(desk.run(Approve {}, officer(bo)), "remittance.not_covered");
    EXPECT_EQ(desk.value("missing"), "USD 1.00");
    desk.earn(1'00);
    desk.against.claim = second;
    EXPECT_EQ(desk.run(Approve {}, officer(bo)), "remittance.claimed");
    desk.against.claim = {};
    EXPECT_EQ(desk.run(Approve {}, officer(bo)), "ok");
    desk.against.claim = second;
    EXPECT_EQ(desk.run(Send { "M" }, provider), "remittance.claimed");
}

TEST(Remittance, what_the_bank_has_carried_out_is_a_fact_whatever_is_owed)
{
    Desk desk;
    desk.earn(100'00);
    ASSERT_EQ(desk.run(propose(Purpose::supplier_payout, 100'00), officer(ada)), "ok");
    ASSERT_EQ(desk.run(Approve {}, officer(bo)), "ok");
    desk.claw_back(60'00);
    EXPECT_EQ(desk.run(Settle {}, provider), "ok");
    EXPECT_EQ(desk.book.amount(escrow::balance_of(supplier, usd)), dollars(-60'00));
}

// --------------------------------------------------------------------------------------- what the pool wants back

TEST(Remittance, what_is_paid_back_to_the_pool_is_shared_out_by_claim)
{
    struct Case {
        char const* name;
        Id<Claim> claim;
        std::int64_t cents;
        std::vector<Share> shares; ///< none: refused
        char const* said;
    };
    for (auto const purpose : { Purpose::recourse_payment, Purpose::recourse_offset }) {
        for (auto const& [name, claim, cents, shares, said] : std::vector<Case> {
                 { "the oldest", {}, 10'00, { { first, dollars(10'00) } }, "ok" },
                 { "the oldest ones", {}, 45'00, { { first, dollars(30'00) }, { second, dollars(15'00) } }, "ok" },
                 { "all", {}, 100'00,
                     { { first, dollars(30'00) }, { second, dollars(50'00) }, { third, dollars(20'00) } }, "ok" },
                 { "too much", {}, 100'01, {}, "remittance.not_enough" },
                 { "one of them", second, 50'00, { { second, dollars(50'00) } }, "ok" },
                 { "more than that one", second, 50'01, {}, "remittance.not_enough" },
                 { "somebody else's", { 99 }, 1'00, {}, "remittance.nothing_open" },
             }) {
            Desk desk;
            desk.earn(500'00);
            desk.owe_pool(100'00);
            desk.open = { { first, dollars(30'00) }, { second, dollars(50'00) }, { third, dollars(20'00) } };
            Record const record { { purpose, dollars(cents), supplier, {}, claim, 0, "" } };
            Context const context { officer(ada), { {}, Date::of(2026, 12, 1) }, desk.book, {}, {}, {}, {}, desk.open };
            auto const decision = decide({}, record, context);
            ASSERT_EQ(decision ? "ok" : std::string { decision.error().kind->code }, said) << name;
            if (decision)
                EXPECT_EQ(std::get<events::Recorded>(decision->front()).shares, shares) << name;
        }
    }
}

// --------------------------------------------------------------------------------------------- what a buyer owes

TEST(Remittance, a_buyer_pays_back_what_it_owes_by_its_claim_and_no_more)
{
    auto const repaid = [](std::int64_t cents, std::optional<Money> owed, Id<Claim> claim = first) {
        Desk desk;
        desk.owed = owed;
        auto const said
            = desk.run(Record { { Purpose::buyer_repayment, dollars(cents), buyer, { 7 }, claim, 0, "" } }, provider);
        return said == "ok" ? display(desk.book.amount(escrow::refund_payable({ 7 }, usd))) : said;
    };
    EXPECT_EQ(repaid(40'00, dollars(40'00)), "USD 40.00"); // from there it goes to those who lack it
    EXPECT_EQ(repaid(10'00, dollars(40'00)), "USD 10.00");
    EXPECT_EQ(repaid(40'01, dollars(40'00)), "remittance.not_enough");
    EXPECT_EQ(repaid(1'00, {}), "remittance.not_enough");
    EXPECT_EQ(repaid(1'00, dollars(40'00), {}), "remittance.nobody");
    EXPECT_FALSE(goes_out(Purpose::buyer_repayment));
    Desk desk;
    desk.owed = dollars(40'00);
    EXPECT_EQ(
        desk.run(Propose { { Purpose::buyer_repayment, dollars(1'00), buyer, { 7 }, first, 0, "" } }, officer(ada)),
        "remittance.wrong_direction");
}

} // namespace
} // namespace recourse::remittance
