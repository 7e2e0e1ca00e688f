#pragma once

#include "app/pipeline.hpp"
#include "app/projection.hpp"
#include "app/scheduler.hpp"
#include "catalog/world.hpp"
#include "store/keys.hpp"
#include "store/memory/memory_store.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

// A store, the pipeline in front of it, and commands that wait for their answers: what the tests of this folder stand
// on.

namespace recourse::app {

inline Currency const usd = *Currency::from_code("USD");

class TestClock : public Clock {
public:
    std::atomic<std::int64_t> micros = 1'772'000'000'000'000; // 2026-02-25
    Instant now() override { return { micros.load() }; }
};

inline std::shared_ptr<RuleBooks const> books()
{
    static auto const loaded = catalog::shipped_world(false);
    static auto const made = std::make_shared<RuleBooks const>(
        loaded->world, std::vector<RunProgramme> { { "alibaba-trade-assurance", "current-help", { 200 } } });
    return made;
}

inline time::Zone const beijing = *time::Zone::find("Asia/Shanghai");
inline act::Actor const platform { act::Role::platform, {}, {} };

/// A store, the pipeline in front of it, and commands that wait for their answers.
class Desk {
public:
    TestClock clock;
    std::unique_ptr<store::Store> kept;
    store::Store& store;
    std::shared_ptr<RuleBooks const> rules;
    std::unique_ptr<Pipeline> pipeline;

    explicit Desk(std::unique_ptr<store::Store> on = std::make_unique<store::MemoryStore>(),
        std::shared_ptr<RuleBooks const> by = books())
        : kept(std::move(on))
        , store(*kept)
        , rules(std::move(by))
    {
        start();
    }
    void start(PipelineLimits limits = {})
    {
        pipeline.reset();
        auto started = Pipeline::start(store, clock, rules, beijing, "test", limits);
        ASSERT_TRUE(started) << started.error();
        pipeline = *std::move(started);
    }

    Outcome run(act::Actor actor, Stream target, Command command, std::string key = {},
        std::optional<std::uint32_t> version = {}, Id<Order> about = {})
    {
        Envelope envelope { {}, {}, actor, target, std::move(command), version, about };
        envelope.content = content_of(envelope);
        envelope.id = command_id(actor.party, key.empty() ? fmt::format("k{}", ++keys_) : key);
        std::promise<Outcome> promise;
        auto future = promise.get_future();
        pipeline->submit(std::move(envelope), [&promise](Outcome outcome) { promise.set_value(std::move(outcome)); });
        return future.get();
    }

    Id<Party> party(std::string name)
    {
        auto const outcome
            = run(platform, { Subject::party, 0 }, party::Command { party::Register { { name, "", "CN", "" } } });
        EXPECT_EQ(outcome.result, Result::done);
        return { outcome.target.number };
    }

    static order::Terms terms(Id<Party> buyer, Id<Party> supplier)
    {
        order::Terms terms;
        terms.buyer = buyer;
        terms.supplier = supplier;
        terms.programme = "alibaba-trade-assurance";
        terms.goods = "pumps";
        terms.price_goods = { 500'00, usd };
        terms.price_freight = terms.price_tax = { 0, usd };
        terms.instalments = { { order::Purpose::full, { 500'00, usd }, {} } };
        terms.shipping_mode = order::ShippingMode::sea;
        return terms;
    }

    /// An order that is agreed and paid.
    Stream paid_order(Id<Party> buyer, Id<Party> supplier)
    {
        act::Actor const buys { act::Role::buyer, buyer, {} }, sells { act::Role::supplier, supplier, {} };
        auto const agreed = terms(buyer, supplier);
        auto const drafted = run(buys, { Subject::order, 0 }, order::Command { order::Draft { agreed } });
        EXPECT_EQ(drafted.result, Result::done) << drafted.code;
        auto const order = drafted.target;
        run(buys, order, order::Command { order::Offer {} });
        run(sells, order, order::Command { order::Agree { digest(agreed) } });
        auto const paid = run({ act::Role::provider, {}, {} }, order,
            order::Command { order::ReceivePayment { 0, { 500'00, usd }, 0, fmt::format("R{}", order.number) } });
        EXPECT_EQ(paid.result, Result::done) << paid.code;
        return order;
    }

    template <class State>
    State state(Stream stream)
    {
        auto const read = pipeline->read(stream);
        EXPECT_TRUE(read && *read);
        return read && *read ? std::get<Aggregate<State>>(**read).state : State {};
    }
    order::State order(Stream stream) { return state<order::State>(stream); }
    claim::State claim(Stream stream) { return state<claim::State>(stream); }
    /// What time brings up to the day, on each day.
    void wait_until(Date day)
    {
        Scheduler scheduler(*pipeline, store, clock, beijing);
        for (auto now = today(); now < day; now = today()) {
            clock.micros = beijing.instant({ now.plus_days(1), 8, 0, 0, 0 }, time::Unclear::first).micros;
            scheduler.catch_up();
        }
    }
    Date today() { return beijing.civil(clock.now()).date; }

private:
    std::atomic<int> keys_ = 0;
};

} // namespace recourse::app
