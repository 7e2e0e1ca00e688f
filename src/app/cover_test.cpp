#include "app/desk_test.hpp"

// A supplier of whom no new order is covered: what it can still do.

namespace recourse::app {

namespace {

act::Actor const officer { act::Role::officer, {}, { 7 } };
act::Actor const bank { act::Role::provider, {}, {} };

/// A buyer and a supplier with an order at each stage.
struct Trade {
    Desk desk;
    Id<Party> buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    act::Actor buys { act::Role::buyer, buyer, {} }, sells { act::Role::supplier, supplier, {} };
    Stream standing { Subject::standing, supplier.number };
    order::Terms terms = Desk::terms(buyer, supplier);

    Stream drafted()
    {
        auto const outcome = desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } });
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
        return outcome.target;
    }
    Outcome offer(Stream order) { return desk.run(buys, order, order::Command { order::Offer {} }); }
    Outcome agree(Stream order) { return desk.run(sells, order, order::Command { order::Agree { digest(terms) } }); }
    Outcome pay(Stream order)
    {
        return desk.run(bank, order,
            order::Command { order::ReceivePayment { 0, { 500'00, usd }, 0, fmt::format("R{}", order.number) } });
    }
    void done(standing::Command command)
    {
        auto const outcome = desk.run(officer, standing, std::move(command));
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
    }
};

std::string value_of(Outcome const& outcome, std::string_view name)
{
    auto const found = std::ranges::find(outcome.values, name, &std::pair<std::string, std::string>::first);
    return found == outcome.values.end() ? "" : found->second;
}

} // namespace

TEST(Cover, a_blacklisted_supplier_is_offered_and_agrees_nothing_new)
{
    Trade trade;
    auto const offered = trade.drafted(), agreed = trade.drafted();
    ASSERT_EQ(trade.offer(offered).result, Result::done);
    ASSERT_EQ(trade.offer(agreed).result, Result::done);
    ASSERT_EQ(trade.agree(agreed).result, Result::done);
    trade.done(standing::Blacklist { "swindler", "" });

    auto const draft = trade.drafted();
    auto const refused = trade.offer(draft);
    EXPECT_EQ(refused.code, "order.supplier_blacklisted");
    EXPECT_EQ(value_of(refused, "supplier"), to_string(trade.supplier));
    EXPECT_EQ(trade.agree(offered).code, "order.supplier_blacklisted");
    EXPECT_EQ(trade.desk.order(offered).phase, order::Phase::awaiting_seller);
    EXPECT_EQ(trade.pay(agreed).result, Result::done) << "what was agreed before goes on";
    // Who has no part in the order is told that first.
    auto const stranger = trade.desk.party("Stranger");
    EXPECT_EQ(trade.desk.run({ act::Role::buyer, stranger, {} }, draft, order::Command { order::Offer {} }).code,
        "order.not_a_party");

    trade.done(standing::LiftBlacklist { "mistaken" });
    EXPECT_EQ(trade.offer(draft).result, Result::done);
    EXPECT_EQ(trade.agree(offered).result, Result::done);
}

TEST(Cover, nothing_new_while_a_measure_stops_cover)
{
    Trade trade;
    auto const offered = trade.drafted(), draft = trade.drafted();
    ASSERT_EQ(trade.offer(offered).result, Result::done);
    trade.done(standing::TakeMeasure { "restricted", 3, "late", "points-12" });
    auto const other = trade.drafted();
    EXPECT_EQ(trade.offer(other).result, Result::done) << "this measure stops no cover";

    trade.done(standing::GivePoints { "not-delivered", standing::Cure::never, {} });
    auto const refused = trade.offer(draft);
    EXPECT_EQ(refused.code, "order.supplier_suspended");
    EXPECT_EQ(value_of(refused, "measure"), "membership ended");
    EXPECT_EQ(refused.rule, "points-48");
    EXPECT_EQ(trade.agree(offered).code, "order.supplier_suspended");
    EXPECT_EQ(trade.agree(other).code, "order.supplier_suspended");

    trade.done(standing::LiftMeasure { 2, "heard" });
    EXPECT_EQ(trade.agree(offered).result, Result::done);
}

TEST(Cover, points_name_a_claim_of_the_supplier)
{
    Trade trade;
    auto const order = trade.desk.paid_order(trade.buyer, trade.supplier);
    claim::Open open;
    open.lines = { { claim::Problem::not_shipped, "nothing came", Ratio::whole(1), {}, true, {} } };
    open.amount = { 500'00, usd };
    auto const opened = trade.desk.run(
        trade.buys, { Subject::claim, 0 }, claim::Command { open }, {}, {}, Id<Order> { order.number });
    ASSERT_EQ(opened.result, Result::done) << opened.code;
    Id<Claim> const claim { opened.target.number };
    auto const other = trade.desk.party("Another");
    auto const give = [&](Id<Party> to, Id<Claim> from) {
        return trade.desk.run(officer, { Subject::standing, to.number },
            standing::Command { standing::GivePoints { "forged-evidence", standing::Cure::never, from } });
    };
    auto const refused = give(other, claim);
    EXPECT_EQ(refused.code, "standing.claim_of_another");
    EXPECT_EQ(value_of(refused, "supplier"), to_string(trade.supplier));
    EXPECT_EQ(give(trade.supplier, { 999 }).code, "standing.unknown_claim");
    EXPECT_EQ(give(trade.supplier, claim).result, Result::done);
    EXPECT_EQ(give(other, {}).result, Result::done) << "points may come of no claim";
}

TEST(Cover, a_link_stops_it_in_whichever_account_it_is_confirmed)
{
    for (bool const from_the_new : { true, false }) {
        Trade trade;
        auto const old = trade.desk.party("Old");
        Stream const of_old { Subject::standing, old.number };
        auto const done = [&](Stream stream, standing::Command command) {
            auto const outcome = trade.desk.run(officer, stream, std::move(command));
            EXPECT_EQ(outcome.result, Result::done) << outcome.code;
            EXPECT_EQ(outcome.target, stream);
        };
        done(of_old, standing::GivePoints { "not-delivered", standing::Cure::never, {} });
        auto const where = from_the_new ? trade.standing : of_old;
        auto const other = from_the_new ? old : trade.supplier;
        EXPECT_EQ(trade.desk.run(officer, where, standing::Command { standing::ProposeLink { { 999 }, { "x" } } }).code,
            "order.unknown_party");
        done(where, standing::ProposeLink { other, { "same bank" } });
        act::Actor const second { act::Role::officer, {}, { officer.person.number + 1 } };
        standing::Command const confirm { standing::ConfirmLink { other, "yes" } };
        EXPECT_EQ(trade.desk.run(officer, where, confirm).code, "standing.same_person");
        ASSERT_EQ(trade.desk.run(second, where, confirm).result, Result::done);
        EXPECT_EQ(trade.offer(trade.drafted()).code, "order.supplier_suspended") << from_the_new;
        auto const standing = trade.desk.state<standing::State>(trade.standing);
        EXPECT_EQ(standing.measures.size(), 1u);
        EXPECT_EQ(standing.points.size(), 1u);
    }
}

} // namespace recourse::app
