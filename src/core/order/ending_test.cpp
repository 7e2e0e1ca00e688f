#include "core/order/days.hpp"
#include "core/order/desk_test.hpp"
#include "core/order/promises.hpp"

// How orders go on and end where not all of the price comes, or both sides want something else; and that each one can.

namespace recourse::order {

TEST(Order, a_balance_that_is_due_later_is_paid_after_receipt_and_completes_the_order)
{
    Desk desk;
    auto terms = terms_of();
    terms.instalments[1].due = desk.today.plus_days(40);
    desk.agreed(terms);
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    ASSERT_EQ(desk.sells(Ship { { desk.today, {}, "T" } }), "ok");
    desk.today = desk.today.plus_days(10);
    auto const received_on = desk.today;
    EXPECT_EQ(desk.buys(ConfirmReceipt {}), "ok");
    EXPECT_EQ(desk.state.phase, Phase::awaiting_receipt);
    EXPECT_EQ(desk.state.receipt_on, received_on);
    EXPECT_EQ(held(desk.state), usd_of(150'00)) << "nothing is released yet";
    EXPECT_TRUE(desk.state.timers.empty()) << "what time would bring has been brought";
    EXPECT_EQ(desk.buys(ConfirmReceipt {}), "already so");
    EXPECT_EQ(still_to_pay(desk.state), usd_of(350'00));
    EXPECT_EQ(pay_by(desk.state, PlainRules {}, 1), *terms.instalments[1].due);
    EXPECT_EQ(desk.sells(CloseUnpaid { "no money" }), "order.not_overdue");
    desk.today = desk.today.plus_days(20);
    ASSERT_EQ(desk.provides(ReceivePayment { 1, usd_of(350'00), 0, "R1" }), "ok");
    EXPECT_EQ(desk.state.phase, Phase::completed);
    EXPECT_EQ(desk.state.completed_on, desk.today);
    EXPECT_EQ(desk.state.receipt_on, received_on) << "the days of a claim run from there";
    EXPECT_EQ(desk.state.released, usd_of(490'00));
    EXPECT_EQ(desk.state.unpaid, usd_of(0));
}

TEST(Order, a_buyer_who_keeps_silent_has_received_and_still_owes_the_balance)
{
    Desk desk;
    auto terms = terms_of();
    terms.instalments[1].due = desk.today.plus_days(60);
    desk.agreed(terms);
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    ASSERT_EQ(desk.sells(Ship { { desk.today, {}, "T" } }), "ok");
    EXPECT_EQ(desk.sells(CloseUnpaid { "no money" }), "order.not_received");
    auto const due = desk.today.plus_days(45);
    desk.today = due.plus_days(1);
    ASSERT_EQ(desk.passes(PassTimer { "silent", due }), "ok");
    EXPECT_EQ(desk.state.receipt_rule, "silent");
    desk.today = terms.instalments[1].due->plus_days(1);
    EXPECT_EQ(desk.buys(CloseUnpaid { "no money" }), "order.wrong_role");
    EXPECT_EQ(desk.sells(CloseUnpaid { "" }), "order.no_reason");
    ASSERT_EQ(desk.provides(AnnouncePayment { 1, usd_of(350'00), 0, "R1" }), "ok");
    EXPECT_EQ(desk.sells(CloseUnpaid { "no money" }), "order.payment_under_way");
    ASSERT_EQ(desk.provides(FailPayment { "R1" }), "ok");
    ASSERT_EQ(desk.sells(CloseUnpaid { "no money" }), "ok");
    EXPECT_EQ(desk.state.phase, Phase::completed);
    EXPECT_EQ(desk.state.unpaid, usd_of(350'00));
    EXPECT_EQ(desk.state.released, usd_of(147'00)) << "what was paid, less the fee";
    auto const& completed = std::get<events::Completed>(*(desk.log.end() - 2));
    EXPECT_EQ(completed.rule, "silent");
    EXPECT_EQ(completed.reason, "no money");
    EXPECT_EQ(desk.sells(CloseUnpaid { "no money" }), "order.over");
}

TEST(Order, a_last_payment_that_comes_during_a_dispute_completes_it_afterwards)
{
    Desk desk;
    auto terms = terms_of();
    terms.instalments[1].due = desk.today.plus_days(40);
    desk.agreed(terms);
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    ASSERT_EQ(desk.sells(Ship { { desk.today, {}, "T" } }), "ok");
    ASSERT_EQ(desk.buys(ConfirmReceipt {}), "ok");
    evolve(desk.state, events::Frozen { Id<Claim> { 5 } });
    ASSERT_EQ(desk.provides(ReceivePayment { 1, usd_of(350'00), 0, "R1" }), "ok");
    EXPECT_EQ(desk.state.phase, Phase::awaiting_receipt);
    EXPECT_EQ(held(desk.state), usd_of(500'00));
    ASSERT_EQ(desk.state.timers.size(), 1u);
    auto const timer = desk.state.timers.front();
    desk.today = desk.today.plus_days(1);
    EXPECT_EQ(desk.passes(PassTimer { timer.rule, timer.due }), "already so") << "frozen";
    evolve(desk.state, events::Unfrozen { Id<Claim> { 5 } });
    EXPECT_EQ(desk.passes(PassTimer { timer.rule, timer.due }), "ok");
    EXPECT_EQ(desk.state.phase, Phase::completed);

    Desk back; // and where it was taken back meanwhile, it does not
    back.agreed(terms);
    ASSERT_EQ(back.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    ASSERT_EQ(back.sells(Ship { { back.today, {}, "T" } }), "ok");
    ASSERT_EQ(back.buys(ConfirmReceipt {}), "ok");
    evolve(back.state, events::Frozen { Id<Claim> { 5 } });
    ASSERT_EQ(back.provides(ReceivePayment { 1, usd_of(350'00), 0, "R1" }), "ok");
    ASSERT_EQ(back.provides(ReversePayment { "R1", usd_of(350'00), "recall" }), "ok");
    evolve(back.state, events::Unfrozen { Id<Claim> { 5 } });
    back.today = back.today.plus_days(1);
    EXPECT_EQ(back.passes(PassTimer { timer.rule, timer.due }), "ok");
    EXPECT_EQ(back.state.phase, Phase::awaiting_receipt);
    EXPECT_TRUE(back.state.timers.empty());
}

TEST(Order, amending_down_to_what_is_paid_moves_it_on)
{
    Desk desk;
    auto terms = terms_of();
    terms.instalments = { { Purpose::full, usd_of(500'00), {} } };
    desk.agreed(terms);
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(200'00), 0, "R0" }), "ok");
    terms.instalments[0].amount = usd_of(200'00);
    terms.price_goods = usd_of(180'00);
    ASSERT_EQ(desk.sells(Amend { terms }), "ok");
    ASSERT_EQ(desk.buys(AcceptAmendment { digest(terms) }), "ok");
    EXPECT_EQ(desk.state.phase, Phase::awaiting_shipment);
    EXPECT_EQ(desk.sells(Ship { { desk.today, {}, "T" } }), "ok");

    Desk received; // the same after the goods have come
    auto later = terms_of();
    later.instalments[1].due = received.today.plus_days(40);
    received.agreed(later);
    ASSERT_EQ(received.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    ASSERT_EQ(received.sells(Ship { { received.today, {}, "T" } }), "ok");
    ASSERT_EQ(received.buys(ConfirmReceipt {}), "ok");
    later.instalments.pop_back();
    later.price_goods = usd_of(130'00);
    ASSERT_EQ(received.buys(Amend { later }), "ok");
    ASSERT_EQ(received.sells(AcceptAmendment { digest(later) }), "ok");
    EXPECT_EQ(received.state.phase, Phase::completed);
    EXPECT_EQ(received.state.released, usd_of(147'00));
}

TEST(Order, another_way_of_shipping_by_agreement_gives_another_day_but_no_earlier_one)
{
    struct Row {
        ShippingMode before, after;
        std::string rule;
        int days; ///< after shipment
    };
    for (auto const& [before, after, rule, days] : {
             Row { ShippingMode::express, ShippingMode::sea, "silent", 45 },
             Row { ShippingMode::sea, ShippingMode::express, "silent", 45 }, // given, and not taken away
             Row { ShippingMode::express, ShippingMode::express, "silent-express", 15 },
         }) {
        Desk desk;
        auto terms = terms_of();
        terms.shipping_mode = before;
        desk.shipped(terms);
        auto const shipped = desk.today;
        desk.today = shipped.plus_days(10);
        terms.shipping_mode = after;
        ASSERT_EQ(desk.sells(Amend { terms }), "ok");
        ASSERT_EQ(desk.buys(AcceptAmendment { digest(terms) }), "ok");
        ASSERT_EQ(desk.state.timers.size(), 1u);
        EXPECT_EQ(desk.state.timers[0].rule, rule);
        EXPECT_EQ(desk.state.timers[0].due, shipped.plus_days(days));
        EXPECT_EQ(std::holds_alternative<events::DaysGiven>(desk.log.back()),
            days == 45 && before != after && before == ShippingMode::express);
    }
}

TEST(Order, is_cancelled_by_agreement_in_shares)
{
    Desk desk;
    desk.agreed();
    EXPECT_EQ(desk.sells(AcceptCancel { usd_of(0) }), "order.no_cancellation");
    EXPECT_EQ(desk.sells(RejectCancel {}), "order.no_cancellation");
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    EXPECT_EQ(desk.buys(Cancel { "no more" }), "order.may_not_cancel");
    EXPECT_EQ(desk.buys(ProposeCancel { usd_of(150'01), "no more" }), "order.nothing_held");
    EXPECT_EQ(desk.buys(ProposeCancel { usd_of(-1), "no more" }), "order.nothing_held");
    EXPECT_EQ(desk.buys(ProposeCancel { { 1, eur }, "no more" }), "order.currencies");
    EXPECT_EQ(desk.buys(ProposeCancel { usd_of(50'00), " " }), "order.no_reason");
    EXPECT_EQ(desk.run(act::Role::supplier, stranger, ProposeCancel { usd_of(0), "x" }), "order.not_a_party");
    ASSERT_EQ(desk.buys(ProposeCancel { usd_of(10'00), "no more" }), "ok");
    EXPECT_EQ(desk.buys(ProposeCancel { usd_of(10'00), "no more" }), "already so");
    ASSERT_EQ(desk.sells(RejectCancel {}), "ok");
    ASSERT_EQ(desk.buys(ProposeCancel { usd_of(50'00), "no more" }), "ok");
    EXPECT_EQ(desk.buys(AcceptCancel { usd_of(50'00) }), "order.not_the_other_side");
    EXPECT_EQ(desk.sells(AcceptCancel { usd_of(60'00) }), "order.other_split");
    ASSERT_EQ(desk.provides(AnnouncePayment { 1, usd_of(350'00), 0, "R1" }), "ok");
    EXPECT_EQ(desk.sells(AcceptCancel { usd_of(50'00) }), "order.payment_under_way");
    ASSERT_EQ(desk.provides(FailPayment { "R1" }), "ok");
    ASSERT_EQ(desk.sells(AcceptCancel { usd_of(50'00) }), "ok");
    EXPECT_EQ(desk.state.phase, Phase::closed);
    EXPECT_EQ(desk.state.closed_because, "no more");
    EXPECT_EQ(desk.state.released, usd_of(49'00));
    EXPECT_EQ(desk.state.refunded, usd_of(100'00));
    EXPECT_EQ(held(desk.state), usd_of(0));
    EXPECT_EQ(desk.sells(AcceptCancel { usd_of(50'00) }), "order.over");
}

TEST(Order, an_officer_ends_one_whose_balance_never_came_and_says_who_gets_the_deposit)
{
    Desk desk;
    desk.agreed();
    ASSERT_EQ(desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R0" }), "ok");
    auto const decides = [&](Money to_supplier, std::string reason, Id<Person> person = { 7 }) {
        return desk.run({ act::Role::officer, {}, person }, DecideUnpaid { to_supplier, std::move(reason) });
    };
    auto const last = desk.today.plus_days(60); // the book's days for payment, from the last one
    EXPECT_EQ(pay_by(desk.state, PlainRules {}, 1), last);
    desk.today = last;
    EXPECT_EQ(decides(usd_of(0), "silent"), "order.not_overdue");
    desk.today = last.plus_days(1);
    EXPECT_EQ(desk.sells(DecideUnpaid { usd_of(150'00), "mine" }), "order.wrong_role");
    EXPECT_EQ(decides(usd_of(0), "silent", {}), "order.needs_person");
    EXPECT_EQ(decides(usd_of(151'00), "silent"), "order.nothing_held");
    EXPECT_EQ(decides(usd_of(0), ""), "order.no_reason");
    ASSERT_EQ(decides(usd_of(30'00), "steel was cut for it"), "ok");
    EXPECT_EQ(desk.state.phase, Phase::closed);
    EXPECT_EQ(desk.state.refunded, usd_of(120'00));
    EXPECT_EQ(std::get<events::Released>(*(desk.log.end() - 2)).reason, "steel was cut for it");
    EXPECT_EQ(decides(usd_of(0), "again"), "order.over");

    Desk paid;
    paid.paid();
    paid.today = paid.today.plus_days(400);
    EXPECT_EQ(paid.run({ act::Role::officer, {}, { 7 } }, DecideUnpaid { usd_of(0), "x" }), "order.all_paid");
}

TEST(Order, terms_that_promise_more_are_told_from_those_that_do_not)
{
    struct Row {
        std::string_view what;
        void (*change)(Terms&);
        bool more;
    };
    for (auto const& [what, change, more] : {
             Row { "nothing", [](Terms&) {}, false },
             Row { "another clause", [](Terms& t) { t.incoterm = "FOB"; }, false },
             Row { "a later day", [](Terms& t) { t.ship_by = Date::of(2026, 9, 1); }, false },
             Row { "a lower price", [](Terms& t) { t.price_goods.minor -= 1; }, false },
             Row { "a higher price", [](Terms& t) { t.price_tax.minor += 1; }, true },
             Row { "other goods", [](Terms& t) { t.goods = "gold"; }, true },
             Row { "another standard", [](Terms& t) { t.specification = "as seen"; }, true },
             Row { "another programme", [](Terms& t) { t.programme = "other"; }, true },
         }) {
        auto after = terms_of();
        change(after);
        EXPECT_EQ(is_new_promise(terms_of(), after), more) << what;
        State state;
        state.terms = terms_of();
        EXPECT_EQ(promises(state, Amend { after }), more) << what;
        EXPECT_FALSE(promises(state, AcceptAmendment {}));
        state.amendment = after;
        EXPECT_EQ(promises(state, AcceptAmendment {}), more) << what;
        EXPECT_TRUE(promises(state, Offer {}) && promises(state, Agree {}));
        EXPECT_FALSE(promises(state, Ship {}));
    }
}

namespace {

/// A reference that no payment has.
std::string unused(State const& state)
{
    std::string reference = "last";
    while (find_payment(state, reference) != nullptr)
        reference += '.';
    return reference;
}

/// What each of them can do by itself, with values that suit the state.
std::vector<std::pair<act::Actor, Command>> honest_acts(State const& state)
{
    act::Actor const buys { act::Role::buyer, buyer, {} }, sells { act::Role::supplier, supplier, {} };
    act::Actor const bank { act::Role::provider, {}, {} }, platform { act::Role::platform, {}, {} };
    act::Actor const officer { act::Role::officer, {}, { 7 } };
    std::vector<std::pair<act::Actor, Command>> acts;
    for (auto const& one : { buys, sells }) {
        acts.emplace_back(one, Offer {});
        acts.emplace_back(one, Agree { digest(state.terms) });
        if (!state.agreed_on) // afterwards a book may let nobody
            acts.emplace_back(one, Cancel { "over" });
    }
    for (std::uint32_t i = 0; i < state.terms.instalments.size(); ++i) {
        auto const open = state.terms.instalments[i].amount - received(state, i);
        acts.emplace_back(bank, ReceivePayment { i, open, 0, unused(state) });
    }
    for (auto const& one : state.payments)
        acts.emplace_back(bank, FailPayment { one.reference });
    acts.emplace_back(sells, Ship { { state.agreed_on.value_or(Date {}), {}, "" } });
    acts.emplace_back(sells, CloseUnpaid { "over" });
    acts.emplace_back(officer, DecideUnpaid { usd_of(0), "over" });
    acts.emplace_back(buys, ConfirmReceipt {});
    for (auto const& timer : state.timers)
        acts.emplace_back(platform, PassTimer { timer.rule, timer.due });
    return acts;
}

/// Lets the years pass and has everybody but those of the role act: whether the order comes to an end.
bool ends_without(Desk desk, std::optional<act::Role> silent)
{
    desk.today = desk.today.plus_days(1'000);
    for (int step = 0; step < 12 && desk.state.phase != Phase::completed && desk.state.phase != Phase::closed; ++step) {
        for (auto const& [actor, command] : honest_acts(desk.state)) {
            // Where the buyer is silent no money comes, but what does not come is told.
            bool const pays = std::holds_alternative<ReceivePayment>(command);
            if (actor.role == silent || (pays && silent == act::Role::buyer))
                continue;
            if (desk.run(actor, command) == "ok")
                break;
        }
        desk.today = desk.today.plus_days(1'000);
    }
    return desk.state.phase == Phase::completed || desk.state.phase == Phase::closed;
}

} // namespace

RC_GTEST_PROP(Order, whatever_has_happened_there_is_a_way_out, ())
{
    Desk desk;
    using Step = std::pair<int, Command>;
    desk.agreed();
    if (*rc::gen::inRange(0, 2) == 0)
        (void)desk.provides(ReceivePayment { 0, usd_of(150'00), 0, "R9" });
    auto const steps = *rc::gen::container<std::vector<Step>>(rc::gen::pair(rc::gen::inRange(0, 5), any_command()));
    for (auto const& [who, command] : steps) {
        (void)(who == 0 ? desk.buys(command) : who == 1 ? desk.sells(command) : desk.provides(command));
        if (who == 4) // amendments are seldom agreed by chance
            (void)(desk.state.amendment_by == act::Role::buyer && desk.state.amendment
                    ? desk.sells(AcceptAmendment { digest(*desk.state.amendment) })
                    : desk.state.amendment ? desk.buys(AcceptAmendment { digest(*desk.state.amendment) })
                                           : desk.buys(ConfirmReceipt {}));
        if (desk.state.phase == Phase::completed || desk.state.phase == Phase::closed)
            break;
        // Somebody can do something, or a day is given on which time does.
        auto const acts = honest_acts(desk.state);
        bool const some = std::ranges::any_of(acts, [&](auto const& act) {
            auto copy = desk;
            copy.today = copy.today.plus_days(1'000);
            return copy.run(act.first, act.second) == "ok";
        });
        RC_ASSERT(some);
        RC_ASSERT(ends_without(desk, {}));
        // A buyer who never says or pays anything again keeps nobody's money for ever; for one whose supplier is silent
        // there is the claim.
        RC_ASSERT(ends_without(desk, act::Role::buyer));
    }
}

} // namespace recourse::order
