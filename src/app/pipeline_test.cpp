#include "app/desk_test.hpp"

namespace recourse::app {

TEST(Pipeline, what_is_answered_can_be_read_at_once)
{
    Desk desk;
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    auto const order = desk.paid_order(buyer, supplier);
    EXPECT_EQ(desk.order(order).phase, order::Phase::awaiting_shipment);
    EXPECT_EQ(held(desk.order(order)), (Money { 500'00, usd }));
    EXPECT_EQ(desk.order(order).edition, "2026-03-17");
}

TEST(Pipeline, a_command_sent_again_gets_its_answer_again_and_adds_nothing)
{
    Desk desk;
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    act::Actor const buys { act::Role::buyer, buyer, {} };
    auto const terms = Desk::terms(buyer, supplier);
    auto const first = desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }, "draft-1");
    auto const again = desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }, "draft-1");
    EXPECT_EQ(again.target, first.target);
    EXPECT_TRUE(again.repeated);
    auto other = terms;
    other.goods = "valves";
    EXPECT_EQ(desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { other } }, "draft-1").result,
        Result::key_reused);
    // Refusals are kept, too; and all of it after a restart, from memory and from projections.
    auto const refused = desk.run(buys, first.target, order::Command { order::ConfirmReceipt {} }, "confirm-1");
    EXPECT_EQ(refused.code, "order.not_shipped");
    for (int round = 0; round < 2; ++round) {
        desk.start();
        if (round == 1)
            EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(5)));
        auto const once_more
            = desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }, "draft-1");
        EXPECT_EQ(once_more.target, first.target);
        EXPECT_EQ(once_more.version, first.version);
        EXPECT_TRUE(once_more.repeated);
        EXPECT_EQ(desk.run(buys, first.target, order::Command { order::ConfirmReceipt {} }, "confirm-1").code,
            "order.not_shipped");
    }
}

TEST(Pipeline, another_version_than_expected_is_said_with_the_one_there_is)
{
    Desk desk;
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    auto const order = desk.paid_order(buyer, supplier);
    auto const outcome
        = desk.run({ act::Role::supplier, supplier, {} }, order, order::Command { order::Cancel { "cannot" } }, {}, 2);
    EXPECT_EQ(outcome.result, Result::version_differs);
    EXPECT_EQ(outcome.version, 5u);
}

TEST(Pipeline, parties_and_programmes_must_be_known)
{
    Desk desk;
    auto const buyer = desk.party("Buyer");
    act::Actor const buys { act::Role::buyer, buyer, {} };
    EXPECT_EQ(
        desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { Desk::terms(buyer, { 999 }) } }).code,
        "order.unknown_party");
    auto terms = Desk::terms(buyer, desk.party("Supplier"));
    terms.programme = "nobody";
    EXPECT_EQ(desk.run(buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }).code,
        "order.unknown_programme");
    EXPECT_EQ(desk.run(buys, { Subject::order, 12345 }, order::Command { order::Offer {} }).code, "order.not_found");
}

// Peers lost credits where several writers met in one account.
TEST(Pipeline, sixty_four_clients_credit_one_account_and_nothing_is_lost)
{
    Desk desk;
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    std::vector<Stream> orders;
    for (int i = 0; i < 64; ++i)
        orders.push_back(desk.paid_order(buyer, supplier));
    std::vector<std::thread> clients;
    for (auto const order : orders) {
        clients.emplace_back([&desk, order, buyer] {
            for (int i = 0; i < 10; ++i) {
                auto const key = fmt::format("{}-{}", order.number, i);
                for (int twice = 0; twice < 2; ++twice) {
                    auto const outcome = desk.run({ act::Role::buyer, buyer, {} }, order,
                        order::Command { order::Release { { 10'00, usd } } }, key);
                    EXPECT_EQ(outcome.result, Result::done) << outcome.code;
                }
            }
        });
    }
    for (auto& client : clients)
        client.join();
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(10)));
    auto const id = static_cast<store::AccountId>(to_number(escrow::balance_of(supplier, usd)));
    auto const account = desk.store.accounts(std::array { id });
    ASSERT_TRUE(account && account->value.front());
    EXPECT_EQ(account->value.front()->credits, 64 * 10 * 9'80); // 2 % of each release is the fee
    EXPECT_EQ(held(desk.order(orders.front())), (Money { 400'00, usd }));
}

TEST(Pipeline, projections_made_anew_are_those_that_were_there)
{
    Desk desk;
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    for (int i = 0; i < 20; ++i)
        desk.paid_order(buyer, supplier);
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(5)));
    auto const before = desk.store.projection_digests();
    desk.pipeline->rebuild();
    desk.paid_order(buyer, supplier); // while it goes on
    desk.start();
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(5)));
    auto const live = desk.store.projection_digests();
    ASSERT_TRUE(desk.store.drop_projections());
    desk.start();
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(5)));
    auto const rebuilt = desk.store.projection_digests();
    ASSERT_TRUE(before && live && rebuilt);
    EXPECT_EQ(live->value, rebuilt->value);
    EXPECT_NE(before->value, rebuilt->value);
}

TEST(Pipeline, forgets_what_nobody_touches_and_brings_it_back)
{
    Desk desk;
    desk.start({ .aggregates_max = 8 });
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    std::vector<Stream> orders;
    for (int i = 0; i < 40; ++i) {
        orders.push_back(desk.paid_order(buyer, supplier));
        ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(5)));
    }
    for (auto const order : orders) {
        auto const outcome
            = desk.run({ act::Role::buyer, buyer, {} }, order, order::Command { order::Release { { 10'00, usd } } });
        EXPECT_EQ(outcome.result, Result::done) << outcome.code;
        EXPECT_EQ(held(desk.order(order)), (Money { 490'00, usd }));
    }
}

TEST(Pipeline, lists_show_orders_by_party_and_phase)
{
    Desk desk;
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier"), other = desk.party("Other");
    desk.paid_order(buyer, supplier);
    auto const second = desk.paid_order(other, supplier);
    desk.run({ act::Role::supplier, supplier, {} }, second,
        order::Command { order::Ship { { Date::of(2026, 2, 25), {}, "T" } } });
    ASSERT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::seconds(5)));
    auto const count = [&](std::optional<order::Phase> phase, Id<Party> party = {}) {
        auto const number = phase ? std::optional { static_cast<std::uint8_t>(*phase) } : std::nullopt;
        auto const page = desk.store.page(
            { .view = static_cast<store::View>(View::orders), .scopes = lists_of(View::orders, number, party) });
        return page ? page->value.size() : 99;
    };
    EXPECT_EQ(count({}), 2u);
    EXPECT_EQ(count(order::Phase::awaiting_receipt), 1u);
    EXPECT_EQ(count({}, supplier), 2u);
    EXPECT_EQ(count({}, buyer), 1u);
    EXPECT_EQ(count(order::Phase::awaiting_receipt, supplier), 1u);
    EXPECT_EQ(count(order::Phase::awaiting_shipment, supplier), 1u);
    EXPECT_EQ(count(order::Phase::draft, supplier), 0u);
    auto const due = desk.store.timers_due({ INT64_MAX }, 10);
    ASSERT_EQ(due->value.size(), 2u); // 45 days by sea, and the next month of the limit
}

TEST(Projections, gather_until_somebody_waits_for_them)
{
    Desk desk;
    PipelineLimits limits;
    limits.gathering_max = std::chrono::hours(1);
    desk.start(limits);
    auto const buyer = desk.party("Buyer");
    EXPECT_FALSE(desk.pipeline->wait_projected(desk.pipeline->durable() + 1'000, std::chrono::milliseconds(1)));
    EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::minutes(1)));
    desk.paid_order(buyer, desk.party("Supplier"));
    EXPECT_TRUE(desk.pipeline->wait_projected(desk.pipeline->durable(), std::chrono::minutes(1)));
    limits.slice_events_max = 3;
    desk.start(limits);
    desk.paid_order(buyer, desk.party("Another"));
    // Full slices do not wait.
    auto const last = desk.pipeline->durable();
    for (int i = 0; i < 60'000 && desk.store.head().value().projected + 6 < last; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    EXPECT_GE(desk.store.head().value().projected + 6, last);
}

} // namespace recourse::app
