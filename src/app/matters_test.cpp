#include "app/audit.hpp"
#include "app/desk_test.hpp"
#include "core/matter/decide.hpp"

#include <gmock/gmock.h>

#include <algorithm>

// Matters through the pipeline: from the command to the log and back, and what the other track brings them.

namespace recourse::app {

namespace {

using act::Role;

act::Actor const officer { Role::officer, {}, { 7 } };

std::shared_ptr<RuleBooks const> paying_books()
{
    static auto const loaded = catalog::shipped_world(false);
    RunProgramme run { "alibaba-trade-assurance", "current-help", { 0 } };
    run.claims.funds = { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
    run.standing.limit_least = Money { 300'00, usd };
    return std::make_shared<RuleBooks const>(loaded->world, std::vector { run });
}

/// A delivered order of 500 and whoever is on the buyer's side of it.
struct Case : Desk {
    Id<Party> const buyer_party = party("Buyer"), supplier_party = party("Supplier");
    act::Actor const buyer { Role::buyer, buyer_party, { 20 } }, counsel { Role::counsel, buyer_party, { 21 } };
    act::Actor const supplier { Role::supplier, supplier_party, { 22 } };
    Stream const order = paid_order(buyer_party, supplier_party);
    Stream const matter { Subject::matter, order.number };
    Stream claim;

    Case() : Desk(std::make_unique<store::MemoryStore>(), paying_books())
    {
        must(supplier, order, order::Command { order::Ship { { today(), Role::supplier, "BL" } } });
        must(supplier, order, order::Command { order::Deliver { { today(), Role::supplier, "POD" } } });
    }
    Outcome must(act::Actor const& actor, Stream target, Command command, Id<Order> about = {})
    {
        auto outcome = run(actor, target, std::move(command), {}, {}, about);
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
        return outcome;
    }
    void open(std::int64_t minor = 500'00)
    {
        must(buyer, matter,
            matter::Command { matter::Open { "Li & Partners", "USD", matter::PaperLanguage::en, "Pumps" } });
        matter::Head head;
        head.amount = { minor, usd };
        head.kind = matter::HeadKind::price;
        head.basis = "Civil Code art. 566";
        must(counsel, matter, matter::Command { matter::AddHead { head } });
    }
    std::string code(act::Actor const& actor, matter::Command command)
    {
        return run(actor, matter, Command { std::move(command) }).code;
    }
    void claim_of(std::int64_t minor)
    {
        claim::Open open;
        open.lines = { { claim::Problem::quality, "cracked", Ratio::whole(1), {}, true, {} } };
        open.amount = { minor, usd };
        claim = must(buyer, { Subject::claim, 0 }, claim::Command { open }, { order.number }).target;
    }
    /// An officer gives so much of it.
    void grant(std::int64_t minor)
    {
        wait_until(Desk::claim(claim).escalation->day);
        if (Desk::claim(claim).phase == claim::Phase::negotiation)
            must(buyer, claim, claim::Command { claim::Escalate {} });
        claim::Ruling ruling { { { 0, "seen" } }, { minor, usd }, claim::Remedy::refund, "clear", "as proposed", {} };
        must(officer, claim, claim::Command { claim::Determine { ruling } });
    }
    matter::State now() { return state<matter::State>(matter); }
    std::vector<MatterLine> listed(Id<Party> party, std::optional<matter::Phase> phase = {})
    {
        EXPECT_TRUE(pipeline->wait_projected(pipeline->durable(), std::chrono::seconds(10)));
        auto const wanted = phase ? std::optional { static_cast<std::uint8_t>(*phase) } : std::nullopt;
        auto const page = store.page({ .view = static_cast<store::View>(View::matters),
            .scopes = lists_of(View::matters, wanted, party),
            .limit = 10,
            .bodies = static_cast<store::View>(View::matters) });
        std::vector<MatterLine> lines;
        for (auto const& item : page->value)
            lines.push_back(
                *packed::unpack<MatterLine>({ reinterpret_cast<char const*>(item.body->data()), item.body->size() }));
        return lines;
    }
    void expect_sound()
    {
        ASSERT_TRUE(pipeline->wait_projected(pipeline->durable(), std::chrono::seconds(10)));
        auto const found = audit(store, rules, beijing);
        ASSERT_TRUE(found) << found.error();
        EXPECT_TRUE(found->findings.empty()) << found->findings.front();
    }
};

} // namespace

TEST(Matters, of_an_order_have_its_number_and_one_side)
{
    Case desk;
    EXPECT_EQ(
        desk.code(desk.supplier, matter::Open { "", "USD", matter::PaperLanguage::en, "Ours" }), "matter.no_order");
    desk.open();
    auto const state = desk.now();
    EXPECT_EQ(state.order.number, desk.order.number);
    EXPECT_EQ(state.client, desk.buyer_party);
    EXPECT_EQ(state.supplier, desk.supplier_party);
    EXPECT_EQ(desk.code(desk.buyer, matter::Open { "", "USD", matter::PaperLanguage::en, "Again" }), "matter.exists");
    EXPECT_EQ(desk.code(desk.supplier, matter::BookCost {}), "matter.not_found");
    EXPECT_EQ(desk.code(officer, matter::BookCost {}), "matter.not_found");
    ASSERT_EQ(desk.listed(desk.buyer_party).size(), 1);
    EXPECT_EQ(desk.listed(desk.buyer_party)[0].title, "Pumps");
    EXPECT_EQ(desk.listed(desk.buyer_party, matter::Phase::filed).size(), 0);
    EXPECT_EQ(desk.listed(desk.supplier_party).size(), 0);
    desk.start(); // from the log, and then from snapshots
    EXPECT_EQ(desk.now().heads.size(), 1);
    desk.expect_sound();
}

TEST(Matters, outside_of_the_platform_stand_alone)
{
    Case desk;
    matter::OpenOutside open { {}, "Teak Co", "", "CNY", matter::PaperLanguage::en, "Chairs" };
    auto const made = desk.run(desk.buyer, { Subject::matter, 0 }, Command { matter::Command { open } });
    ASSERT_EQ(made.result, Result::done) << made.code;
    EXPECT_NE(made.target.number, desk.order.number);
    EXPECT_EQ(desk.state<matter::State>(made.target).against, "Teak Co");
    // The dossier of somebody else's purchase is none.
    open.dossier = Id<Dossier> { desk.order.number };
    EXPECT_EQ(
        desk.run(desk.buyer, { Subject::matter, 0 }, Command { matter::Command { open } }).code, "dossier.not_found");
    act::Actor const stranger { Role::buyer, { 4'711 }, {} };
    open.dossier.reset();
    EXPECT_EQ(
        desk.run(stranger, { Subject::matter, 0 }, Command { matter::Command { open } }).code, "matter.unknown_client");
}

TEST(Matters, name_exhibits_that_their_own_side_reads)
{
    Case desk;
    desk.open();
    Stream const dossier { Subject::dossier, desk.order.number };
    desk.must(desk.buyer, dossier, evidence::Command { evidence::Open { "Pumps", "" } });
    auto const add = [&](act::Actor const& actor, evidence::Compartment in, std::string const& text) {
        evidence::Exhibit exhibit;
        exhibit.digest = sha256(text);
        exhibit.size = text.size();
        exhibit.file_name = exhibit.description.title = text;
        exhibit.media_type = "image/jpeg";
        exhibit.source.from = "the warehouse";
        Envelope envelope { {}, {}, actor, dossier, evidence::Command { evidence::AddExhibit { in, exhibit, {} } }, {},
            {} };
        envelope.content = content_of(envelope);
        envelope.id = command_id(actor.party, text);
        envelope.kept = evidence::Kept { exhibit.digest, exhibit.size };
        std::promise<Outcome> promise;
        auto future = promise.get_future();
        desk.pipeline->submit(std::move(envelope), [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
        auto const outcome = future.get();
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
        return Id<evidence::Exhibit> { outcome.as_of };
    };
    auto const ours = add(desk.buyer, evidence::Compartment::buyer_and_counsel, "ours");
    auto const theirs = add(desk.supplier, evidence::Compartment::supplier_and_counsel, "theirs");
    matter::Cost cost { matter::CostLine::translation, { 30'00, usd }, desk.today(), "contract", { ours } };
    EXPECT_EQ(desk.code(desk.counsel, matter::BookCost { cost }), "");
    cost.exhibits = { theirs };
    EXPECT_EQ(desk.code(desk.counsel, matter::BookCost { cost }), "matter.no_exhibit");
    cost.exhibits = { { 999'999 } };
    EXPECT_EQ(desk.code(desk.counsel, matter::BookCost { cost }), "matter.no_exhibit");
}

TEST(Matters, are_told_of_the_claim_and_of_what_it_pays)
{
    for (bool const before : { false, true }) {
        Case desk;
        if (before)
            desk.open();
        desk.claim_of(400'00);
        if (before) {
            ASSERT_EQ(desk.now().acts.size(), 1);
            EXPECT_EQ(desk.now().acts[0].act.kind, limitation::ActKind::platform_claim);
        }
        desk.grant(300'00);
        if (!before)
            desk.open();
        auto const state = desk.now();
        ASSERT_EQ(state.receipts.size(), 1) << before;
        EXPECT_EQ(state.receipts[0].receipt.route, matter::Route::platform);
        EXPECT_EQ(state.received, (Money { 300'00, usd }));
        ASSERT_EQ(state.acts.size(), 1);
        EXPECT_EQ(state.acts[0].act.kind, limitation::ActKind::platform_claim);
        // No other route brings the same sum again without saying so.
        matter::Receipt receipt;
        receipt.route = matter::Route::voluntary;
        receipt.amount = { 250'00, usd };
        receipt.on = desk.today();
        EXPECT_EQ(desk.code(desk.counsel, matter::RecordReceipt { receipt, false }), "matter.over_recovery");
        receipt.amount = { 200'00, usd };
        EXPECT_EQ(desk.code(desk.counsel, matter::RecordReceipt { receipt, false }), "");
        EXPECT_EQ(desk.now().ending, matter::Ending::full);
        desk.start();
        EXPECT_EQ(desk.now().received, (Money { 500'00, usd }));
        desk.expect_sound();
    }
}

TEST(Matters, ask_what_stands_on_the_other_track)
{
    Case desk;
    desk.open();
    matter::Pursued pursued;
    pursued.name = "Teak Co";
    desk.must(desk.buyer, desk.matter, matter::Command { matter::AddPursued { pursued } });
    desk.must(desk.counsel, desk.matter,
        matter::Command {
            matter::CheckConflict { { { "Teak Co" }, matter::ConflictResult::clear, "Ms Li", desk.today(), {} } } });
    desk.must(desk.counsel, desk.matter,
        matter::Command { matter::ChooseForum { { "cietac", limitation::Bench::cietac, "as agreed" }, {} } });
    // A full and final offer gives up what a claim could still bring, too.
    matter::Offer offer { false, { 100'00, usd }, true, false, desk.today().plus_days(5), "now" };
    desk.must(desk.buyer, desk.matter, matter::Command { matter::MakeOffer { offer } });
    Money const gone { 400'00, usd };
    EXPECT_EQ(desk.code(desk.counsel, matter::AcceptOffer { 1, matter::Waiver { gone, {} } }), "matter.waiver_unread");
    desk.claim_of(400'00);
    EXPECT_EQ(desk.code(desk.counsel, matter::AcceptOffer { 1, matter::Waiver { gone, Money { 1, usd } } }),
        "matter.waiver_unread");
    matter::Filing const filing { "cietac", desk.today(), "DX1", { 500'00, usd }, {} };
    EXPECT_EQ(desk.code(desk.counsel, matter::File { filing, {} }), "matter.interlock_unread");
    EXPECT_EQ(desk.code(desk.counsel, matter::File { filing, { matter::Interlock::suit_ends_claim } }), "");
    EXPECT_EQ(desk.code(desk.counsel, matter::AcceptOffer { 1, matter::Waiver { gone, Money { 400'00, usd } } }), "");
    desk.expect_sound();
}

TEST(Matters, are_woken_on_their_days)
{
    Case desk;
    desk.open();
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = desk.today().plus_days(-3 * 365);
    EXPECT_EQ(desk.code(desk.counsel, matter::StateFooting { footing }), "");
    auto const runs_out = [&] {
        auto const days = desk.now().days;
        return *std::ranges::find(
            days, limitation::RuleId::limitation_three, [](auto const& one) { return one.row.rule; });
    };
    auto const last = *runs_out().row.due;
    ASSERT_GE(last, desk.today());
    EXPECT_EQ(desk.listed(desk.buyer_party)[0].due, last);
    desk.wait_until(last);
    EXPECT_FALSE(runs_out().passed);
    EXPECT_GT(runs_out().reminded, 0u);
    desk.wait_until(last.plus_days(1));
    EXPECT_TRUE(runs_out().passed);
    desk.expect_sound();
}

} // namespace recourse::app
