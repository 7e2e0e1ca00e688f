#include "app/audit.hpp"
#include "app/desk_test.hpp"
#include "app/stored_event.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <filesystem>
#include <random>

// Claims on the whole way: decided, followed by what they bring about, written, shown, and read again.

namespace recourse::app {

namespace {

act::Actor const officer { act::Role::officer, {}, { 7 } };
act::Actor const bank { act::Role::provider, {}, {} };

std::shared_ptr<RuleBooks const> books_read(
    std::string reading, std::optional<std::int64_t> four_eyes = {}, std::optional<std::uint16_t> review_days = {})
{
    static auto const loaded = catalog::shipped_world(false);
    RunProgramme run { "alibaba-trade-assurance", std::move(reading), { 0 } };
    run.claims.review_days = review_days;
    if (four_eyes)
        run.claims.four_eyes.push_back({ *four_eyes, usd });
    run.claims.funds = { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
    run.standing.limit_least = Money { 300'00, usd };
    return std::make_shared<RuleBooks const>(loaded->world, std::vector { run });
}

class Folder {
public:
    Folder() : path(std::filesystem::temp_directory_path() / fmt::format("claims-{:08x}", std::random_device {}())) { }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path const path;
};

std::unique_ptr<store::Store> sqlite_in(Folder const& folder)
{
    store::SqliteOptions options;
    options.directory = folder.path;
    auto opened = store::SqliteStore::open(options);
    EXPECT_TRUE(opened) << opened.error().detail;
    return *std::move(opened);
}

/// An order that has been paid, shipped and delivered, and a claim on it.
struct Case {
    Desk& desk;
    Id<Party> buyer, supplier;
    act::Actor buys, sells;
    Stream order, claim;

    explicit Case(Desk& on)
        : desk(on)
        , buyer(on.party("Buyer"))
        , supplier(on.party("Supplier"))
        , buys { act::Role::buyer, buyer, {} }
        , sells { act::Role::supplier, supplier, {} }
        , order(on.paid_order(buyer, supplier))
    {
        done(sells, order, order::Command { order::Ship { { desk.today(), act::Role::supplier, "BL" } } });
        done(sells, order, order::Command { order::Deliver { { desk.today(), act::Role::supplier, "POD" } } });
    }
    Outcome done(act::Actor const& actor, Stream target, Command command, Id<Order> about = {})
    {
        auto outcome = desk.run(actor, target, std::move(command), {}, {}, about);
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
        return outcome;
    }
    void open(std::int64_t minor)
    {
        claim::Open open;
        open.lines = { { claim::Problem::quality, "cracked", Ratio::whole(1), {}, true, {} } };
        open.amount = { minor, usd };
        claim = done(buys, { Subject::claim, 0 }, claim::Command { open }, { order.number }).target;
    }
    void decide(std::int64_t minor)
    {
        claim::Ruling ruling { { { 0, "seen" } }, { minor, usd }, claim::Remedy::refund, "clear", "as proposed", {} };
        done(officer, claim, claim::Command { claim::Determine { ruling } });
    }
    void escalate()
    {
        auto const first = desk.claim(claim).escalation;
        ASSERT_TRUE(first.has_value());
        desk.wait_until(first->day);
        if (desk.claim(claim).phase == claim::Phase::negotiation)
            done(buys, claim, claim::Command { claim::Escalate {} });
    }
};

/// The refunds of the claim, in the order in which they were proposed.
std::vector<RemittanceLine> refunds_of(Desk& desk, Stream claim)
{
    EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    auto const page = desk.store.page({ .view = static_cast<store::View>(View::remittances),
        .scopes = lists_of(View::remittances),
        .bodies = static_cast<store::View>(View::remittances) });
    std::vector<RemittanceLine> lines;
    if (!page) {
        ADD_FAILURE() << page.error().detail;
        return lines;
    }
    for (auto const& one : page->value) {
        auto const line = packed::unpack<RemittanceLine>(text_of(*one.body));
        if (line && line->detail.claim.number == claim.number)
            lines.push_back(*line);
    }
    std::ranges::sort(lines, {}, [](auto const& line) { return line.id.number; });
    return lines;
}

Money in_book(Desk& desk, escrow::Account const& account)
{
    EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    std::array const ids { static_cast<store::AccountId>(to_number(account)) };
    auto const known = desk.store.accounts(ids);
    EXPECT_TRUE(known);
    if (!known || !known->value.front())
        return { 0, account.currency };
    auto const& one = *known->value.front();
    return { escrow::worth(account.kind, { one.debits, one.credits, one.pending_debits, one.pending_credits }),
        account.currency };
}

void expect_sound(Desk& desk)
{
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    auto const found = audit(desk.store, desk.rules, beijing);
    ASSERT_TRUE(found) << found.error();
    EXPECT_TRUE(found->findings.empty()) << found->findings.front();
}

} // namespace

TEST(Claims, are_carried_out_in_the_batch_that_decides_them_on_either_store)
{
    Folder const folder;
    for (bool const on_disk : { false, true }) {
        Desk desk(on_disk ? sqlite_in(folder) : std::make_unique<store::MemoryStore>(), books_read("current-help"));
        Case one(desk);
        one.open(400'00);
        EXPECT_EQ(desk.order(one.order).frozen_by, Id<Claim> { one.claim.number });
        one.escalate();
        one.decide(300'00);
        auto const claim = desk.claim(one.claim);
        EXPECT_EQ(claim.phase, claim::Phase::closed);
        EXPECT_EQ(claim.ending, claim::Ending::partly);
        EXPECT_EQ(claim.paid, (Money { 300'00, usd }));
        EXPECT_FALSE(desk.order(one.order).frozen_by);
        EXPECT_EQ(held(desk.order(one.order)), (Money { 200'00, usd }));
        auto const standing = desk.state<standing::State>({ Subject::standing, one.supplier.number });
        EXPECT_EQ(standing.disputes, 1u);
        EXPECT_TRUE(standing.disputes_open.empty());
        EXPECT_EQ(standing.refunded, (Money { 300'00, usd }));
        // What is owed to the buyer waits for its two persons.
        ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
        auto const remittances = desk.store.page(
            { .view = static_cast<store::View>(View::remittances), .scopes = lists_of(View::remittances) });
        ASSERT_TRUE(remittances);
        ASSERT_EQ(remittances->value.size(), 1u);
        expect_sound(desk);
    }
}

TEST(Claims, go_on_where_they_were_after_a_restart)
{
    Folder const folder;
    Desk desk(sqlite_in(folder), books_read("current-help"));
    Case one(desk);
    one.open(500'00);
    desk.start();
    one.escalate();
    desk.start();
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    desk.start(); // nothing is left to replay: all comes from snapshots
    one.decide(500'00);
    EXPECT_EQ(desk.claim(one.claim).ending, claim::Ending::granted);
    EXPECT_EQ(desk.order(one.order).phase, order::Phase::closed);
    expect_sound(desk);
}

TEST(Claims, escalate_by_themselves_on_the_day_that_the_reading_gives)
{
    struct Row {
        std::string reading;
        int days;
    };
    for (auto const& [reading, days] : { Row { "current-help", 7 }, Row { "receipt-counts", 8 } }) {
        Desk desk(std::make_unique<store::MemoryStore>(), books_read(reading));
        Case one(desk);
        one.open(500'00);
        // Small orders are decided by the supplier's silence: it speaks.
        one.done(one.sells, one.claim, claim::Command { claim::Answer { claim::Stance::contests, "as agreed" } });
        auto const opened = desk.today();
        EXPECT_EQ(desk.claim(one.claim).reading, reading); // the run says by which
        desk.wait_until(opened.plus_days(days - 1));
        EXPECT_EQ(desk.claim(one.claim).phase, claim::Phase::negotiation) << reading;
        desk.wait_until(opened.plus_days(days));
        EXPECT_EQ(desk.claim(one.claim).phase, claim::Phase::review) << reading;
        EXPECT_EQ(desk.claim(one.claim).escalated_on, opened.plus_days(days));
    }
}

TEST(Claims, a_reversed_payment_reaches_the_claim_in_its_own_batch)
{
    Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help"));
    Case one(desk);
    one.open(500'00);
    auto const reversed = one.done(bank, one.order,
        order::Command {
            order::ReversePayment { fmt::format("R{}", one.order.number), { 200'00, usd }, "chargeback" } });
    auto const claim = desk.claim(one.claim);
    EXPECT_EQ(claim.returned, (Money { 200'00, usd }));
    EXPECT_TRUE(claim.suspended_on.has_value());
    EXPECT_GE(desk.pipeline->durable(), reversed.as_of + 1);
    expect_sound(desk);
}

TEST(Claims, are_resumed_where_a_chargeback_suspended_them_and_nowhere_else)
{
    Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help"));
    Case one(desk);
    one.open(500'00);
    auto const resume
        = [&](act::Actor const& who) { return desk.run(who, one.claim, claim::Command { claim::Resume {} }); };
    EXPECT_EQ(resume(officer).code, "claim.not_suspended");
    EXPECT_EQ(resume(one.buys).code, "claim.wrong_role");
    one.done(bank, one.order,
        order::Command {
            order::ReversePayment { fmt::format("R{}", one.order.number), { 200'00, usd }, "chargeback" } });
    EXPECT_EQ(resume(officer).result, Result::done);
    auto const version = desk.pipeline->read(one.claim);
    EXPECT_EQ(resume(officer).result, Result::done) << "it was resumed already";
    EXPECT_EQ(version_of(**desk.pipeline->read(one.claim)), version_of(**version));
    one.done(one.buys, one.claim, claim::Command { claim::Withdraw { "settled" } });
    EXPECT_EQ(resume(officer).code, "claim.not_suspended");
}

// It stopped the whole desk: a hold that is frozen must not move, and the balance made it move.
TEST(Claims, a_payment_that_arrives_while_a_claim_is_open_goes_into_the_hold)
{
    Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help"));
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    act::Actor const buys { act::Role::buyer, buyer, {} }, sells { act::Role::supplier, supplier, {} };
    auto terms = Desk::terms(buyer, supplier);
    terms.instalments
        = { { order::Purpose::deposit, { 200'00, usd }, {} }, { order::Purpose::balance, { 300'00, usd }, {} } };
    auto const order = desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }).target;
    desk.run(buys, order, order::Command { order::Offer {} });
    desk.run(sells, order, order::Command { order::Agree { digest(terms) } });
    desk.run(bank, order, order::Command { order::ReceivePayment { 0, { 200'00, usd }, 0, "deposit" } });
    claim::Open open;
    open.lines = { { claim::Problem::not_shipped, "nothing came", Ratio::whole(1), {}, true, {} } };
    open.amount = { 200'00, usd };
    auto const opened = desk.run(buys, { Subject::claim, 0 }, claim::Command { open }, {}, {}, { order.number });
    ASSERT_EQ(opened.result, Result::done) << opened.code;
    auto const paid
        = desk.run(bank, order, order::Command { order::ReceivePayment { 1, { 300'00, usd }, 0, "balance" } });
    EXPECT_EQ(paid.result, Result::done);
    EXPECT_FALSE(desk.pipeline->stopped()) << desk.pipeline->stopped()->because;
    EXPECT_EQ(held(desk.order(order)), (Money { 500'00, usd }));
    expect_sound(desk);
}

// Two of these were once more than 64 bits hold, and the desk stopped.
TEST(Claims, no_remittance_is_larger_than_sums_can_be)
{
    Desk desk;
    auto const record = [&](std::int64_t minor) {
        return desk
            .run(officer, { Subject::remittance, 0 },
                remittance::Command { remittance::Record {
                    { remittance::Purpose::pool_deposit, { minor, usd }, {}, {}, {}, 0, "seed" } } })
            .code;
    };
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(record(INT64_MAX), "remittance.too_much");
    for (int i = 0; i < 1'000; ++i)
        ASSERT_EQ(record(amount_minor_max), "");
    EXPECT_EQ(record(1), "remittance.too_much");
    EXPECT_FALSE(desk.pipeline->stopped());
}

TEST(Claims, whoever_proposed_a_remittance_is_told_so_also_once_it_is_approved)
{
    Desk desk;
    act::Actor const second { act::Role::officer, {}, { 8 } };
    desk.run(officer, { Subject::remittance, 0 },
        remittance::Command {
            remittance::Record { { remittance::Purpose::unmatched, { 1'00, usd }, {}, {}, {}, 0, "?" } } });
    auto const proposed = desk.run(officer, { Subject::remittance, 0 },
        remittance::Command {
            remittance::Propose { { remittance::Purpose::unmatched_return, { 1'00, usd }, {}, {}, {}, 0, "" } } });
    ASSERT_EQ(proposed.result, Result::done) << proposed.code;
    auto const approve = [&](act::Actor const& by) {
        return desk.run(by, proposed.target, remittance::Command { remittance::Approve {} }).code;
    };
    EXPECT_EQ(approve(officer), "remittance.same_person");
    EXPECT_EQ(approve(second), "");
    EXPECT_EQ(approve(officer), "remittance.same_person");
}

TEST(Claims, whoever_determined_a_claim_does_not_approve_what_is_paid_for_it_above_the_sum_for_four_eyes)
{
    struct Row {
        std::int64_t minor;
        bool needs_second; ///< to confirm the determination
        std::string_view drafter; ///< what comes of his approval
    };
    act::Actor const second { act::Role::officer, {}, { 8 } }, key { act::Role::officer, {}, {} };
    for (auto const& [minor, needs_second, drafter] :
        { Row { 300'00, true, "remittance.determined_it" }, Row { 100'00, false, "" } }) {
        Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help", 100'00));
        Case one(desk);
        one.open(400'00);
        one.escalate();
        one.decide(minor);
        if (needs_second)
            one.done(second, one.claim, claim::Command { claim::ConfirmDetermination { 1 } });
        ASSERT_EQ(desk.claim(one.claim).ending, claim::Ending::partly);
        ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
        auto const page = desk.store.page({ .view = static_cast<store::View>(View::remittances),
            .scopes = lists_of(View::remittances),
            .bodies = static_cast<store::View>(View::remittances) });
        ASSERT_TRUE(page);
        ASSERT_EQ(page->value.size(), 1u);
        auto const line = packed::unpack<RemittanceLine>(text_of(*page->value.front().body));
        ASSERT_TRUE(line);
        EXPECT_EQ(line->detail.claim, Id<Claim> { one.claim.number });
        Stream const refund { Subject::remittance, line->id.number };
        auto const approve = [&](act::Actor const& by) {
            return desk.run(by, refund, remittance::Command { remittance::Approve {} }).code;
        };
        EXPECT_EQ(approve(key), "remittance.needs_person");
        EXPECT_EQ(approve(officer), drafter);
        EXPECT_EQ(approve(second), "");
        expect_sound(desk);
    }
}

// The buyer once had its money twice: from the bank, and from the refund that was still on its way.
TEST(Claims, a_refund_that_was_not_sent_is_taken_back_when_the_bank_reverses_the_payment)
{
    act::Actor const second { act::Role::officer, {}, { 8 } };
    Folder const folder;
    for (bool const restarted : { false, true }) {
        for (bool const approved : { false, true }) {
            Desk desk(restarted && !approved ? sqlite_in(folder) : std::make_unique<store::MemoryStore>(),
                books_read("current-help"));
            Case one(desk);
            one.open(500'00);
            one.escalate();
            one.decide(500'00);
            auto refunds = refunds_of(desk, one.claim);
            ASSERT_EQ(refunds.size(), 1u);
            Stream const refund { Subject::remittance, refunds.front().id.number };
            if (approved)
                one.done(second, refund, remittance::Command { remittance::Approve {} });
            if (restarted)
                desk.start(); // what waits is known again
            one.done(bank, one.order,
                order::Command {
                    order::ReversePayment { fmt::format("R{}", one.order.number), { 500'00, usd }, "chargeback" } });
            auto const claim = desk.claim(one.claim);
            EXPECT_EQ(claim.owed_by_buyer, (Money { 0, usd }));
            EXPECT_EQ(claim.paid, (Money { 0, usd }));
            EXPECT_EQ(desk.state<remittance::State>(refund).phase, remittance::Phase::rejected);
            EXPECT_EQ(desk.run(second, refund, remittance::Command { remittance::Approve {} }).code,
                "remittance.wrong_phase");
            EXPECT_EQ(refunds_of(desk, one.claim).size(), 1u);
            EXPECT_EQ(in_book(desk, escrow::refund_payable({ one.order.number }, usd)), (Money { 0, usd }));
            EXPECT_EQ(in_book(desk, escrow::balance_of(one.supplier, usd)), (Money { 0, usd }));
            expect_sound(desk);
        }
    }
}

// What came again once stayed in the hold: the buyer had neither its chargeback nor its refund.
TEST(Claims, a_refund_that_a_chargeback_took_back_is_proposed_again_when_the_bank_pays_after_all)
{
    act::Actor const second { act::Role::officer, {}, { 8 } };
    Folder const folder;
    for (bool const on_disk : { false, true }) {
        Desk desk(on_disk ? sqlite_in(folder) : std::make_unique<store::MemoryStore>(), books_read("current-help"));
        Case one(desk);
        one.open(400'00);
        one.escalate();
        one.decide(400'00);
        Money const whole { 500'00, usd };
        auto const reference = fmt::format("R{}", one.order.number);
        one.done(bank, one.order, order::Command { order::ReversePayment { reference, whole, "chargeback" } });
        EXPECT_EQ(desk.claim(one.claim).paid, (Money { 0, usd }));
        if (on_disk)
            desk.start();
        one.done(bank, one.order, order::Command { order::RestorePayment { reference, whole, "it was lost" } });
        auto const claim = desk.claim(one.claim);
        EXPECT_EQ(claim.paid, (Money { 400'00, usd }));
        EXPECT_EQ(claim.returned, (Money { 0, usd }));
        EXPECT_EQ(claim.phase, claim::Phase::closed);
        EXPECT_EQ(held(desk.order(one.order)), (Money { 100'00, usd }));
        auto const refunds = refunds_of(desk, one.claim);
        ASSERT_EQ(refunds.size(), 2u);
        EXPECT_EQ(refunds.front().phase, remittance::Phase::rejected);
        EXPECT_EQ(refunds.back().detail.amount, (Money { 400'00, usd }));
        Stream const refund { Subject::remittance, refunds.back().id.number };
        one.done(second, refund, remittance::Command { remittance::Approve {} });
        one.done(bank, refund, remittance::Command { remittance::Settle {} });
        EXPECT_EQ(in_book(desk, escrow::refund_payable({ one.order.number }, usd)), (Money { 0, usd }));
        // It was told once what the dispute had cost.
        auto const standing = desk.state<standing::State>({ Subject::standing, one.supplier.number });
        EXPECT_EQ(standing.refunded, (Money { 400'00, usd }));
        expect_sound(desk);
    }
}

TEST(Claims, a_review_that_leaves_less_takes_back_what_was_not_sent_and_pays_what_it_leaves)
{
    act::Actor const second { act::Role::officer, {}, { 8 } };
    for (std::int64_t const left : { 0, 120'00 }) {
        Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help", {}, 7));
        Case one(desk);
        one.open(400'00);
        one.escalate();
        one.decide(400'00);
        claim::Exhibit const video { sha256("video"), "video", claim::ExhibitKind::video, {},
            claim::Compartment::shared };
        one.done(one.sells, one.claim, claim::Command { claim::RequestReview { "used wrongly", { video } } });
        one.done(second, one.claim, claim::Command { claim::AdmitReview { "a video" } });
        Stream const first { Subject::remittance, refunds_of(desk, one.claim).front().id.number };
        EXPECT_EQ(
            desk.run(second, first, remittance::Command { remittance::Approve {} }).code, "remittance.claim_reviewed");
        claim::Ruling const ruling { { { 0, "seen" } }, { left, usd }, claim::Remedy::refund, "clear", "used wrongly",
            {} };
        one.done(second, one.claim, claim::Command { claim::Determine { ruling } });
        auto const claim = desk.claim(one.claim);
        EXPECT_EQ(claim.phase, claim::Phase::closed);
        EXPECT_EQ(claim.paid, (Money { left, usd }));
        EXPECT_EQ(claim.owed_by_buyer, (Money { 0, usd }));
        auto const refunds = refunds_of(desk, one.claim);
        ASSERT_EQ(refunds.size(), left == 0 ? 1u : 2u);
        EXPECT_EQ(refunds.front().phase, remittance::Phase::rejected);
        if (left != 0) {
            EXPECT_EQ(refunds.back().detail.amount, (Money { left, usd }));
            Stream const rest { Subject::remittance, refunds.back().id.number };
            one.done(second, rest, remittance::Command { remittance::Approve {} });
            one.done(bank, rest, remittance::Command { remittance::Settle {} });
        }
        EXPECT_EQ(held(desk.order(one.order)), (Money { 500'00 - left, usd }));
        EXPECT_EQ(in_book(desk, escrow::refund_payable({ one.order.number }, usd)), (Money { 0, usd }));
        expect_sound(desk);
    }
}

TEST(Claims, what_was_refunded_counts_once_in_the_supplier_s_record)
{
    act::Actor const second { act::Role::officer, {}, { 8 } };
    Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help", {}, 7));
    Case one(desk);
    one.open(400'00);
    one.escalate();
    one.decide(100'00);
    claim::Exhibit const lab { sha256("lab"), "lab", claim::ExhibitKind::lab_report, {}, claim::Compartment::shared };
    one.done(one.buys, one.claim, claim::Command { claim::RequestReview { "the lab says", { lab } } });
    one.done(second, one.claim, claim::Command { claim::AdmitReview { "a report" } });
    claim::Ruling const ruling { { { 0, "seen" } }, { 350'00, usd }, claim::Remedy::refund, "clear", "the report", {} };
    EXPECT_EQ(
        desk.run(officer, one.claim, claim::Command { claim::Determine { ruling } }).code, "claim.decided_before");
    one.done(second, one.claim, claim::Command { claim::Determine { ruling } });
    EXPECT_EQ(desk.claim(one.claim).paid, (Money { 350'00, usd }));
    EXPECT_EQ(
        desk.state<standing::State>({ Subject::standing, one.supplier.number }).refunded, (Money { 350'00, usd }));
    expect_sound(desk);
}

TEST(Claims, a_return_that_stands_still_waits_for_an_officer_who_does_not_approve_its_refund)
{
    act::Actor const second { act::Role::officer, {}, { 8 } };
    Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help", 100'00));
    Case one(desk);
    claim::Open open;
    open.lines = { { claim::Problem::damaged, "cracked", Ratio::whole(1), {}, true, {} } }; // the book gives it no day
    open.remedy = claim::Remedy::return_and_refund;
    open.amount = { 500'00, usd };
    one.claim = one.done(one.buys, { Subject::claim, 0 }, claim::Command { open }, { one.order.number }).target;
    one.done(one.sells, one.claim, claim::Command { claim::Answer { claim::Stance::accepts, "" } });
    auto const due = [&] {
        EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
        auto const page = desk.store.page({ .view = static_cast<store::View>(View::claims),
            .scopes = lists_of(View::claims),
            .bodies = static_cast<store::View>(View::claims) });
        EXPECT_TRUE(page);
        return packed::unpack<ClaimLine>(text_of(*page->value.front().body))->due;
    };
    EXPECT_EQ(due(), desk.today().plus_days(30));
    one.done(one.buys, one.claim, claim::Command { claim::ShipReturn { "BACK", {} } });
    desk.wait_until(desk.today().plus_days(31));
    claim::EndLeg const found { claim::LegOutcome::received, "the carrier's record" };
    one.done(officer, one.claim, claim::Command { found });
    EXPECT_EQ(desk.claim(one.claim).ending, claim::Ending::settled);
    Stream const refund { Subject::remittance, refunds_of(desk, one.claim).front().id.number };
    EXPECT_EQ(
        desk.run(officer, refund, remittance::Command { remittance::Approve {} }).code, "remittance.determined_it");
    EXPECT_EQ(desk.run(second, refund, remittance::Command { remittance::Approve {} }).code, "");
    expect_sound(desk);
}

TEST(Claims, an_inspector_that_is_linked_to_the_supplier_is_none)
{
    Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help"));
    Case one(desk);
    one.open(500'00);
    auto const look = desk.party("Look"), other = desk.party("Other");
    Stream const standing { Subject::standing, one.supplier.number };
    one.done(officer, standing, standing::Command { standing::ProposeLink { look, { "the same telephone" } } });
    act::Actor const second { act::Role::officer, {}, { 8 } };
    one.done(second, standing, standing::Command { standing::ConfirmLink { look, "the same owner" } });
    auto const order = [&](Id<Party> inspector) {
        return desk
            .run(officer, one.claim,
                claim::Command { claim::OrderInspection { inspector, "Look", { 0, usd }, act::Role::buyer } })
            .code;
    };
    EXPECT_EQ(order(one.supplier), "claim.inspector_is_party");
    EXPECT_EQ(order(look), "claim.inspector_is_party");
    EXPECT_EQ(order(other), "");
}

TEST(Claims, a_refund_whose_buyer_owes_it_back_is_neither_approved_nor_sent)
{
    using namespace remittance;
    escrow::Book const book;
    State state;
    evolve(state,
        events::Proposed { {}, { Purpose::buyer_refund, { 5'00, usd }, { 1 }, { 2 }, { 3 }, 0, "O-2" }, platform, {} });
    act::Actor const second { act::Role::officer, {}, { 8 } };
    auto const code = [&](remittance::Command const& command, act::Actor const& by, std::optional<Money> owed) {
        Context const context { by, {}, book, {}, owed };
        auto const decision = decide(state, command, context);
        if (!decision)
            return std::string { decision.error().kind->code };
        return std::string { decision->empty() ? "already so" : "ok" };
    };
    Money const owed { 2'00, usd };
    EXPECT_EQ(code(Approve {}, second, owed), "remittance.buyer_owes");
    EXPECT_EQ(code(Approve {}, second, {}), "ok");
    EXPECT_EQ(code(Reject { "undue" }, platform, {}), "already so");
    EXPECT_EQ(code(Reject { "undue" }, platform, owed), "ok");
    evolve(state, events::Approved { {}, second });
    EXPECT_EQ(code(Send { "M" }, second, owed), "remittance.buyer_owes");
    EXPECT_EQ(code(Send { "M" }, bank, owed), "remittance.withheld");
    EXPECT_EQ(code(Send { "M" }, bank, {}), "ok");
    EXPECT_EQ(code(Settle {}, bank, owed), "ok"); // the bank says what has happened
}

TEST(Claims, the_pool_pays_up_to_the_limit_and_wants_it_back)
{
    Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help"));
    desk.wait_until(Date::of(2026, 3, 2)); // what is traded from here on earns more in April only
    Case one(desk);
    one.done(bank, { Subject::remittance, 0 },
        remittance::Command {
            remittance::Record { { remittance::Purpose::pool_deposit, { 1'000'00, usd }, {}, {}, {}, 0, "seed" } } });
    one.done(one.buys, one.order, order::Command { order::ConfirmReceipt {} });
    auto const payout = one.done(one.sells, { Subject::remittance, 0 },
        remittance::Command { remittance::Propose {
            { remittance::Purpose::supplier_payout, { 500'00, usd }, one.supplier, {}, {}, 0, "" } } });
    EXPECT_EQ(desk.run(one.sells, payout.target, remittance::Command { remittance::Approve {} }).code,
        "remittance.wrong_role");
    // What is pending cannot be drawn again.
    EXPECT_EQ(desk.run(one.sells, { Subject::remittance, 0 },
                      remittance::Command { remittance::Propose {
                          { remittance::Purpose::supplier_payout, { 1'00, usd }, one.supplier, {}, {}, 0, "" } } })
                  .code,
        "remittance.not_enough");
    one.done(officer, payout.target, remittance::Command { remittance::Approve {} });
    one.done(bank, payout.target, remittance::Command { remittance::Settle {} });
    one.open(500'00);
    one.escalate();
    one.decide(500'00);
    auto claim = desk.claim(one.claim);
    EXPECT_EQ(claim.by_pool, (Money { 300'00, usd })); // its limit
    EXPECT_EQ(claim.unfunded, (Money { 200'00, usd }));
    Stream const standing { Subject::standing, one.supplier.number };
    ASSERT_EQ(desk.state<standing::State>(standing).recourse.size(), 1u);
    one.done(bank, { Subject::remittance, 0 },
        remittance::Command { remittance::Record { { remittance::Purpose::recourse_payment, { 300'00, usd },
            one.supplier, {}, { one.claim.number }, 0, "back" } } });
    EXPECT_TRUE(desk.state<standing::State>(standing).recourse.empty());
    expect_sound(desk);
}

TEST(Claims, are_read_and_decided_while_the_views_are_made_anew)
{
    Folder const folder;
    Desk desk(sqlite_in(folder), books_read("current-help"));
    Case one(desk);
    one.open(500'00);
    for (int i = 0; i < 300; ++i)
        desk.party(fmt::format("Party {}", i));
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    auto const first = desk.run(one.buys, one.claim, claim::Command { claim::Withdraw { "mended" } }, "withdraw-1");
    EXPECT_EQ(first.result, Result::done) << first.code;
    desk.start({ .slice_events_max = 20, .aggregates_max = 4 }); // hardly anything is kept in memory
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    desk.pipeline->rebuild();
    for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(desk.claim(one.claim).ending, claim::Ending::withdrawn);
        auto const again = desk.run(one.buys, one.claim, claim::Command { claim::Withdraw { "mended" } }, "withdraw-1");
        EXPECT_TRUE(again.repeated);
        EXPECT_EQ(again.version, first.version);
        EXPECT_EQ(
            desk.run(one.sells, one.claim, claim::Command { claim::ConfirmReturn {} }).code, "claim.not_returning");
    }
    expect_sound(desk);
}

TEST(Claims, a_spoiled_log_is_found)
{
    Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help"));
    Case one(desk);
    one.open(100'00);
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    desk.pipeline.reset();
    // A view that the log does not make.
    auto const head = desk.store.head();
    ASSERT_TRUE(head);
    store::Slice slice;
    slice.from = slice.upto = head->projected;
    slice.accounts.push_back(
        { static_cast<store::AccountId>(to_number(escrow::fee_income(usd))), usd, 0, 1, 0, 0, 1, 1 });
    ASSERT_TRUE(desk.store.project(slice));
    auto const found = audit(desk.store, desk.rules, beijing);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->findings.size(), 1u);
    EXPECT_NE(found->findings.front().find("accounts"), std::string::npos) << found->findings.front();
}

TEST(Claims, a_chargeback_that_is_undone_after_the_refund_was_sent_leaves_nothing_owed)
{
    act::Actor const second { act::Role::officer, {}, { 8 } };
    for (std::int64_t const repaid : { 0, 150'00, 400'00 }) {
        Desk desk(std::make_unique<store::MemoryStore>(), books_read("current-help"));
        Case one(desk);
        one.open(400'00);
        one.escalate();
        one.decide(400'00);
        Stream const refund { Subject::remittance, refunds_of(desk, one.claim).front().id.number };
        one.done(second, refund, remittance::Command { remittance::Approve {} });
        one.done(bank, refund, remittance::Command { remittance::Settle {} });
        auto const reference = fmt::format("R{}", one.order.number);
        one.done(
            bank, one.order, order::Command { order::ReversePayment { reference, { 500'00, usd }, "chargeback" } });
        EXPECT_EQ(desk.claim(one.claim).owed_by_buyer, (Money { 400'00, usd }));
        if (repaid > 0)
            one.done(officer, { Subject::remittance, 0 },
                remittance::Command { remittance::Record { { remittance::Purpose::buyer_repayment, { repaid, usd }, {},
                    {}, { one.claim.number }, 0, "back" } } });
        one.done(bank, one.order, order::Command { order::RestorePayment { reference, { 500'00, usd }, "lost" } });
        auto const claim = desk.claim(one.claim);
        EXPECT_EQ(claim.owed_by_buyer, (Money { 0, usd }));
        EXPECT_EQ(claim.returned, (Money { 0, usd }));
        EXPECT_EQ(claim.paid, (Money { 400'00, usd }));
        EXPECT_EQ(held(desk.order(one.order)), (Money { 100'00, usd }));
        EXPECT_EQ(in_book(desk, escrow::refund_payable({ one.order.number }, usd)), (Money { repaid, usd }));
        expect_sound(desk);
    }
}

} // namespace recourse::app
