#include "core/order/desk_test.hpp"

namespace recourse::order {

TEST(Order, lives_from_draft_to_release)
{
    Desk desk;
    desk.shipped();
    EXPECT_EQ(desk.state.phase, Phase::awaiting_receipt);
    desk.today = desk.today.plus_days(20);
    EXPECT_EQ(desk.run(act::Role::carrier, {}, Deliver { { desk.today, {}, "POD" } }), "ok");
    EXPECT_EQ(desk.buys(ConfirmReceipt {}), "ok");
    EXPECT_EQ(desk.state.phase, Phase::completed);
    EXPECT_EQ(desk.state.released, usd_of(490'00));
    EXPECT_EQ(desk.state.fees, usd_of(10'00));
    EXPECT_EQ(held(desk.state), usd_of(0));
    EXPECT_EQ(desk.buys(ConfirmReceipt {}), "already so");
}

TEST(Order, binds_the_edition_of_the_day_on_which_both_sides_agreed)
{
    Desk desk;
    desk.agreed();
    EXPECT_EQ(desk.state.edition, "2026-03-17");
    EXPECT_EQ(desk.state.agreed_on, Date::of(2026, 3, 2));
    EXPECT_EQ(desk.state.terms_digest, digest(terms_of()));
}

TEST(Order, terms_without_acceptance_terms_have_the_digest_that_they_always_had)
{
    auto terms = terms_of();
    auto bytes = packed::pack(terms);
    bytes.front() = 17; // members, before there were acceptance terms
    bytes.pop_back();
    EXPECT_EQ(digest(terms), sha256(bytes));
    auto const plain = digest(terms);
    terms.acceptance = { 400, inspection::Level::ii, inspection::Aql { 0 }, inspection::Aql { 2'500 }, std::nullopt };
    auto const strict = digest(terms);
    EXPECT_NE(strict, plain);
    terms.acceptance->major = inspection::Aql { 4'000 };
    EXPECT_NE(digest(terms), strict);
}

TEST(Order, acceptance_terms_name_a_lot_and_what_is_tolerated_in_it)
{
    using inspection::Aql;
    struct Case {
        inspection::Acceptance acceptance;
        std::vector<std::string> places;
    };
    auto const level = inspection::Level::ii;
    for (auto const& [acceptance, places] : {
             Case { { 400, level, Aql { 0 }, Aql { 2'500 }, Aql { 4'000 } }, {} },
             Case { { 2, level, {}, {}, Aql { 10'000 } }, {} },
             Case { { 1, level, {}, Aql { 2'500 }, {} }, { "/terms/acceptance/lot" } },
             Case { { 400, level, {}, {}, {} }, { "/terms/acceptance" } },
             Case { { 400, level, Aql { 3'000 }, Aql { 15'000 }, {} },
                 { "/terms/acceptance/critical", "/terms/acceptance/major" } },
         }) {
        auto terms = terms_of();
        terms.acceptance = acceptance;
        Desk desk;
        EXPECT_EQ(desk.buys(Draft { terms }), places.empty() ? "ok" : "order.bad_terms");
        std::vector<std::string> told;
        for (auto const& [place, flaw] : desk.refusal.values)
            told.push_back(place);
        EXPECT_EQ(told, places);
    }
}

TEST(Order, both_sides_agree_to_the_same_terms)
{
    Desk desk;
    auto terms = terms_of();
    ASSERT_EQ(desk.buys(Draft { terms }), "ok");
    EXPECT_EQ(desk.sells(Agree { digest(terms) }), "order.not_offered");
    EXPECT_EQ(desk.sells(Offer {}), "order.wrong_role");
    ASSERT_EQ(desk.buys(Offer {}), "ok");
    EXPECT_EQ(desk.buys(Revise { terms_of(100'00, 400'00) }), "order.not_draft");
    EXPECT_EQ(desk.buys(Agree { digest(terms) }), "order.not_the_other_side");
    EXPECT_EQ(desk.run(act::Role::supplier, stranger, Agree { digest(terms) }), "order.not_a_party");
    terms.goods = "other pumps";
    EXPECT_EQ(desk.sells(Agree { digest(terms) }), "order.other_terms");
    EXPECT_EQ(desk.sells(Agree { digest(terms_of()) }), "ok");
}

TEST(Order, refuses_terms_that_do_not_add_up)
{
    struct Case {
        std::string expected;
        void (*spoil)(Terms&);
    };
    for (auto const& [expected, spoil] : {
             Case { "order.same_party", [](Terms& t) { t.supplier = buyer; } },
             Case { "order.instalments_differ", [](Terms& t) { t.instalments.pop_back(); } },
             Case { "order.currencies", [](Terms& t) { t.instalments[0].amount.currency = eur; } },
             Case { "order.currencies", [](Terms& t) { t.price_tax.currency = eur; } },
             Case { "order.too_much", [](Terms& t) { t.price_goods.minor = INT64_MAX; } },
             Case { "order.too_much", [](Terms& t) { t.price_freight.minor = -1; } },
             Case { "order.no_price",
                 [](Terms& t) {
                     t.price_goods.minor = 0;
                     t.instalments = { { Purpose::full, usd_of(20'00), {} } };
                 } },
         }) {
        Desk desk;
        auto terms = terms_of();
        spoil(terms);
        EXPECT_EQ(desk.buys(Draft { terms }), expected);
    }
}

TEST(Order, is_amended_only_by_both)
{
    Desk desk;
    desk.agreed();
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    auto more = terms_of(150'00, 450'00);
    EXPECT_EQ(desk.sells(Amend { terms_of(100'00, 400'00) }), "order.paid_more");
    auto other = more;
    other.supplier = stranger;
    EXPECT_EQ(desk.sells(Amend { other }), "order.other_parties");
    EXPECT_EQ(desk.buys(AcceptAmendment { digest(more) }), "order.no_amendment");
    ASSERT_EQ(desk.sells(Amend { more }), "ok");
    EXPECT_EQ(desk.sells(AcceptAmendment { digest(more) }), "order.not_the_other_side");
    EXPECT_EQ(desk.buys(AcceptAmendment { digest(terms_of()) }), "order.other_terms");
    EXPECT_EQ(desk.buys(AcceptAmendment { digest(more) }), "ok");
    EXPECT_EQ(price(desk.state.terms), usd_of(600'00));
    ASSERT_EQ(desk.buys(Amend { terms_of(150'00, 350'00) }), "ok");
    EXPECT_EQ(desk.sells(RejectAmendment {}), "ok");
    EXPECT_EQ(price(desk.state.terms), usd_of(600'00));
}

TEST(Order, is_not_amended_below_what_is_on_its_way_or_has_come)
{
    Desk desk;
    desk.agreed();
    ASSERT_EQ(desk.provides(AnnouncePayment { 0, usd_of(120'00), 0, "R0" }), "ok");
    auto const less = terms_of(100'00, 400'00), enough = terms_of(120'00, 380'00);
    EXPECT_EQ(desk.sells(Amend { less }), "order.payment_under_way");
    ASSERT_EQ(desk.sells(Amend { enough }), "ok");
    EXPECT_EQ(desk.buys(AcceptAmendment { digest(enough) }), "ok");

    Desk since; // it set out, and came, while the amendment waited
    since.agreed();
    ASSERT_EQ(since.sells(Amend { less }), "ok");
    ASSERT_EQ(since.provides(AnnouncePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    EXPECT_EQ(since.buys(AcceptAmendment { digest(less) }), "order.payment_under_way");
    ASSERT_EQ(since.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    EXPECT_EQ(since.buys(AcceptAmendment { digest(less) }), "order.paid_more");
    EXPECT_EQ(since.buys(RejectAmendment {}), "ok");
}

TEST(Order, takes_each_receipt_once)
{
    Desk desk;
    desk.agreed();
    ASSERT_EQ(desk.provides(AnnouncePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    EXPECT_EQ(held(desk.state), usd_of(0));
    EXPECT_EQ(desk.buys(Cancel { "changed my mind" }), "order.payment_under_way");
    EXPECT_EQ(desk.provides(AnnouncePayment { 0, usd_of(1), 0, "R1" }), "order.overpaid");
    EXPECT_EQ(desk.provides(ReceivePayment { 0, usd_of(149'00), 0, "R0" }), "ok"); // a bank kept a fee
    EXPECT_EQ(desk.provides(ReceivePayment { 0, usd_of(149'00), 0, "R0" }), "already so");
    // Who may not tell it is not told that it is so either.
    EXPECT_EQ(desk.run(act::Role::carrier, {}, ReceivePayment { 0, usd_of(149'00), 0, "R0" }), "order.wrong_role");
    EXPECT_EQ(desk.provides(ReceivePayment { 0, usd_of(1'00), 0, "R0" }), "order.reference_used");
    EXPECT_EQ(desk.state.phase, Phase::awaiting_payment);
    EXPECT_EQ(desk.provides(ReceivePayment { 0, usd_of(1'00), 0, "R2" }), "ok");
    EXPECT_EQ(desk.state.phase, Phase::awaiting_shipment);
    EXPECT_EQ(desk.provides(ReceivePayment { 2, usd_of(1'00), 0, "R3" }), "order.no_instalment");
    EXPECT_EQ(desk.provides(ReceivePayment { 1, { 1'00, eur }, 0, "R3" }), "order.currencies");
    EXPECT_EQ(desk.provides(ReceivePayment { 1, usd_of(350'01), 0, "R3" }), "order.overpaid");
    EXPECT_EQ(desk.buys(ReceivePayment { 1, usd_of(350'00), 0, "R3" }), "order.wrong_role");
}

TEST(Order, a_payment_that_fails_leaves_nothing_behind)
{
    Desk desk;
    desk.agreed();
    ASSERT_EQ(desk.provides(AnnouncePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    EXPECT_EQ(desk.provides(FailPayment { "R9" }), "order.no_payment");
    EXPECT_EQ(desk.provides(FailPayment { "R0" }), "ok");
    EXPECT_EQ(desk.provides(FailPayment { "R0" }), "already so");
    EXPECT_EQ(desk.book.balance(escrow::held(number, usd)), escrow::Balance {});
    EXPECT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R1" }), "ok");
}

TEST(Order, a_payment_taken_back_after_its_release_is_owed_by_the_supplier)
{
    Desk desk;
    desk.shipped();
    ASSERT_EQ(desk.buys(Release { usd_of(400'00) }), "ok"); // 8 of it is the fee
    EXPECT_EQ(desk.buys(Release { usd_of(100'01) }), "order.nothing_held");
    ASSERT_EQ(desk.provides(ReversePayment { "R1", usd_of(350'00), "chargeback" }), "ok");
    EXPECT_EQ(held(desk.state), usd_of(0));
    EXPECT_EQ(desk.book.amount(escrow::balance_of(supplier, usd)), usd_of(392'00 - 250'00));
    EXPECT_EQ(desk.provides(ReversePayment { "R1", usd_of(1), "again" }), "order.reversed_too_much");
    ASSERT_EQ(desk.provides(ReversePayment { "R0", usd_of(150'00), "recall" }), "ok");
    EXPECT_EQ(desk.book.amount(escrow::balance_of(supplier, usd)), usd_of(-8'00)); // visible, to be settled
}

TEST(Order, ships_when_what_falls_due_before_is_paid)
{
    Desk desk;
    desk.agreed();
    EXPECT_EQ(desk.sells(Ship { { desk.today, {}, "T" } }), "order.nothing_to_ship");
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    EXPECT_EQ(desk.sells(Ship { { desk.today, {}, "T" } }), "order.unpaid");
    ASSERT_EQ(desk.provides(ReceivePayment { 1, usd_of(350'00), 0, "R1" }), "ok");
    EXPECT_EQ(desk.buys(Ship { { desk.today, {}, "T" } }), "order.wrong_role");
    EXPECT_EQ(desk.sells(Ship { { desk.today.plus_days(1), {}, "T" } }), "order.in_the_future");
    EXPECT_EQ(desk.sells(Ship { { desk.state.agreed_on->plus_days(-1), {}, "T" } }), "order.before_agreement");
    EXPECT_EQ(desk.sells(Ship { { desk.today, {}, "T" } }), "ok");
    EXPECT_EQ(desk.state.shipped->by, act::Role::supplier);
    EXPECT_EQ(desk.buys(Deliver { { desk.today.plus_days(-1), {}, "" } }), "order.before_shipment");

    Desk later;
    auto terms = terms_of();
    terms.instalments[1].due = later.today.plus_days(60); // paid against documents
    later.agreed(terms);
    ASSERT_EQ(later.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    EXPECT_EQ(later.sells(Ship { { later.today, {}, "T" } }), "ok");
}

TEST(Order, is_cancelled_by_who_may)
{
    Desk early;
    early.agreed();
    EXPECT_EQ(early.buys(Cancel { "not needed" }), "ok");
    EXPECT_EQ(early.buys(Cancel { "not needed" }), "already so");
    EXPECT_EQ(early.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "order.over");

    Desk paid;
    paid.paid();
    EXPECT_EQ(paid.buys(Cancel { "too late" }), "order.may_not_cancel");
    EXPECT_EQ(paid.sells(Cancel { "cannot make them" }), "ok");
    EXPECT_EQ(paid.state.refunded, usd_of(500'00));
    EXPECT_EQ(paid.book.amount(escrow::refund_payable(number, usd)), usd_of(500'00));
}

TEST(Order, time_acts_only_once_its_day_is_over)
{
    Desk desk;
    desk.agreed();
    auto const unpaid = PassTimer { "unpaid", desk.today.plus_days(60) };
    EXPECT_EQ(desk.passes(unpaid), "order.timer_too_early");
    desk.today = desk.today.plus_days(60);
    EXPECT_EQ(desk.passes(unpaid), "order.timer_too_early");
    desk.today = desk.today.plus_days(1);
    EXPECT_EQ(desk.buys(unpaid), "order.wrong_role");
    EXPECT_EQ(desk.passes(unpaid), "ok");
    EXPECT_EQ(desk.state.phase, Phase::closed);
    EXPECT_EQ(desk.passes(unpaid), "already so");

    Desk silent;
    silent.shipped();
    auto const due = silent.today.plus_days(45);
    silent.today = due.plus_days(1);
    EXPECT_EQ(silent.passes(PassTimer { "unpaid", Date::of(2026, 5, 1) }), "already so"); // its phase is over
    EXPECT_EQ(silent.passes(PassTimer { "silent", due }), "ok");
    EXPECT_EQ(silent.state.phase, Phase::completed);
    EXPECT_EQ(silent.state.released, usd_of(490'00));
}

TEST(Order, a_sum_of_nothing_is_refused_wherever_it_would_move_nothing)
{
    Desk desk;
    EXPECT_EQ(desk.buys(Draft { terms_of(10'00, 10'00) }), "order.no_price");
    EXPECT_EQ(desk.buys(Draft { terms_of(0, 500'00) }), "order.bad_terms");
    EXPECT_EQ(desk.buys(Draft { terms_of(500'00, 0) }), "order.bad_terms");
    desk.agreed();
    EXPECT_EQ(desk.buys(Amend { terms_of(0, 500'00) }), "order.bad_terms");
    EXPECT_EQ(desk.provides(AnnouncePayment { 0, usd_of(0), 0, "R0" }), "order.nothing_to_pay");
    EXPECT_EQ(desk.provides(ReceivePayment { 0, usd_of(0), 0, "R0" }), "order.nothing_to_pay");
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    EXPECT_EQ(desk.provides(ReversePayment { "R0", usd_of(0), "recall" }), "order.nothing_to_pay");
    EXPECT_EQ(desk.buys(Release { usd_of(0) }), "order.nothing_to_pay");
}

TEST(Order, instalments_are_told_from_one_on)
{
    using Values = std::vector<std::pair<std::string, std::string>>;
    Desk desk;
    desk.agreed();
    EXPECT_EQ(desk.provides(ReceivePayment { 2, usd_of(1), 0, "R" }), "order.no_instalment");
    EXPECT_EQ(desk.refusal.values, (Values { { "instalment", "3" } }));
    EXPECT_EQ(desk.provides(ReceivePayment { 4'294'967'295, usd_of(1), 0, "R" }), "order.no_instalment");
    EXPECT_EQ(desk.refusal.values, (Values { { "instalment", "4294967296" } }));
}

TEST(Order, nothing_moves_while_it_is_frozen)
{
    Desk desk;
    desk.shipped();
    evolve(desk.state, events::Frozen { Id<Claim> { 5 } });
    EXPECT_EQ(desk.buys(ConfirmReceipt {}), "order.frozen");
    EXPECT_EQ(desk.buys(Release { usd_of(1) }), "order.frozen");
    EXPECT_EQ(desk.sells(Cancel { "x" }), "order.frozen");
    EXPECT_EQ(desk.sells(Amend { terms_of(150'00, 450'00) }), "order.frozen");
    auto const due = desk.today.plus_days(45);
    desk.today = due.plus_days(1);
    EXPECT_EQ(desk.passes(PassTimer { "silent", due }), "already so");
    EXPECT_EQ(held(desk.state), usd_of(500'00));
}

TEST(Order, an_officer_lets_go_of_held_money_in_person_and_says_why)
{
    Desk desk;
    desk.shipped();
    auto const releases = [&](Id<Person> person, std::string reason) {
        return desk.run({ act::Role::officer, {}, person }, Release { usd_of(10'00), std::move(reason) });
    };
    EXPECT_EQ(releases({}, "both sides asked"), "order.needs_person"); // a key stands for nobody
    EXPECT_EQ(releases({ 7 }, ""), "order.no_reason");
    EXPECT_EQ(releases({ 7 }, " \n"), "order.no_reason");
    EXPECT_EQ(releases({ 7 }, "bell \a"), "order.no_reason");
    EXPECT_EQ(releases({ 7 }, std::string(4'097, 'x')), "order.no_reason");
    EXPECT_EQ(releases({ 7 }, "both sides asked"), "ok");
    EXPECT_EQ(std::get<events::Released>(desk.log.back()).reason, "both sides asked");
    EXPECT_EQ(desk.buys(Release { usd_of(10'00) }), "ok"); // its own money
}

TEST(Order, a_day_of_delivery_is_corrected_with_a_reason_by_who_may)
{
    struct Row {
        act::Role role;
        Id<Party> party;
        int day;
        std::string reason;
        std::string outcome;
    };
    Desk desk;
    desk.shipped();
    auto const shipped = desk.today;
    desk.today = shipped.plus_days(20);
    for (auto const& [role, party, day, reason, outcome] : {
             Row { act::Role::supplier, supplier, 10, "", "ok" },
             Row { act::Role::supplier, supplier, 10, "", "already so" },
             Row { act::Role::supplier, supplier, 12, "late", "order.delivered_already" },
             Row { act::Role::buyer, buyer, 12, "the cartons came later", "order.delivered_already" },
             Row { act::Role::carrier, {}, 11, "", "order.no_reason" },
             Row { act::Role::carrier, {}, 11, "as the driver signed", "ok" },
             Row { act::Role::buyer, buyer, 12, "no", "order.delivered_already" },
             Row { act::Role::officer, {}, 13, "as the recording shows", "ok" },
         })
        EXPECT_EQ(desk.run(role, party, Deliver { { shipped.plus_days(day), {}, "POD" }, reason }), outcome)
            << word(role) << " " << day;
    EXPECT_EQ(desk.state.delivered->on, shipped.plus_days(13));
    EXPECT_EQ(std::get<events::Delivered>(desk.log.back()).reason, "as the recording shows");
}

TEST(Order, terms_that_cannot_stand_are_refused_with_every_place_at_once)
{
    Desk desk;
    auto const draft = [&](Terms const& terms) {
        auto const decision = decide({}, Draft { terms },
            { { act::Role::buyer, buyer, {} }, { {}, desk.today }, PlainRules {}, number, Id<Payment> { 1 } });
        std::string told = decision ? "ok" : std::string { decision.error().kind->code };
        if (!decision) {
            for (auto const& [name, value] : decision.error().values)
                told += name.starts_with('/') ? fmt::format(" {}={}", name, value) : "";
        }
        return told;
    };
    EXPECT_EQ(draft(terms_of()), "ok");
    auto terms = terms_of();
    terms.goods = "  ";
    terms.specification = "two\nlines\tare fine";
    terms.incoterm = "FOB\x1b[31m";
    terms.governing_law = std::string(201, 'x');
    terms.ship_by = Date::of(1900, 1, 1);
    terms.deliver_by = desk.today.plus_days(4'000);
    terms.liquidated_damages_bp = 10'001;
    EXPECT_EQ(draft(terms),
        "order.bad_terms /terms/goods=empty /terms/incoterm=control-character /terms/governing_law=too-long 200"
        " /terms/ship_by=past-day 1900-01-01 /terms/deliver_by=too-far "
            + to_string(*terms.deliver_by) + " /terms/liquidated_damages_bp=out-of-range 0-10000");
    terms = terms_of();
    terms.goods = "pumps\nand more";
    terms.instalments = { { Purpose::deposit, usd_of(0), {} }, { Purpose::balance, usd_of(500'00), desk.today } };
    terms.ship_by = desk.today.plus_days(30);
    terms.deliver_by = desk.today.plus_days(29);
    EXPECT_EQ(draft(terms),
        "order.bad_terms /terms/goods=control-character /terms/instalments/0/amount=not-positive"
        " /terms/deliver_by=before "
            + to_string(*terms.ship_by));
    terms.instalments.back().amount = usd_of(1);
    EXPECT_TRUE(draft(terms).starts_with("order.instalments_differ /terms/goods=control-character")) << draft(terms);
    terms.goods = std::string(4'097, 'x');
    EXPECT_NE(draft(terms).find("/terms/goods=too-long 4096"), std::string::npos);
}

TEST(Order, an_amendment_may_keep_a_day_that_is_over)
{
    Desk desk;
    auto terms = terms_of();
    terms.ship_by = desk.today.plus_days(5);
    desk.agreed(terms);
    desk.today = desk.today.plus_days(10);
    terms.goods = "larger pumps";
    EXPECT_EQ(desk.buys(Amend { terms }), "ok");
    terms.ship_by = desk.today.plus_days(-1);
    EXPECT_EQ(desk.buys(Amend { terms }), "order.bad_terms");
}

TEST(Order, no_two_refusals_share_a_code)
{
    for (auto const* one : refusals::all) {
        EXPECT_EQ(std::ranges::count_if(refusals::all, [&](auto const* other) { return other->code == one->code; }), 1)
            << one->code;
        EXPECT_TRUE(one->code.starts_with("order."));
    }
}

RC_GTEST_PROP(Order, whatever_is_asked_money_is_conserved_and_the_log_alone_tells_the_state, ())
{
    Desk desk;
    using Step = std::pair<int, Command>;
    auto const steps = *rc::gen::container<std::vector<Step>>(rc::gen::pair(rc::gen::inRange(0, 3), any_command()));
    for (auto const& [who, command] : steps) {
        auto const size = desk.log.size();
        auto const outcome = who == 0 ? desk.buys(command) : who == 1 ? desk.sells(command) : desk.provides(command);
        RC_ASSERT((outcome == "ok") == (desk.log.size() > size));
    }
    State replayed;
    for (auto const& event : desk.log) {
        auto const stored = packed::unpack<Event>(packed::pack(event));
        RC_ASSERT(stored.has_value());
        evolve(replayed, *stored);
    }
    RC_ASSERT(replayed.phase == desk.state.phase);
    RC_ASSERT(held(replayed) == held(desk.state) || desk.log.empty());
    RC_ASSERT(replayed.payments.size() == desk.state.payments.size());
}

} // namespace recourse::order
