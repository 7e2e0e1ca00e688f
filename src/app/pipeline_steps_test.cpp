#include "app/desk_test.hpp"
#include "store/faulty/faulty_store.hpp"

// The pipeline by hand: one step after the other, in an order that threads take only now and then.

namespace recourse::app {

namespace {

/// A pipeline whose steps the test takes, on a store that can fail. What came back for each command stands in `told`.
class Steps {
public:
    TestClock clock;
    store::MemoryStore kept;
    std::function<void()> while_waiting; ///< done once, by whoever waits for the store next
    store::FaultyStore store { kept, 1, {}, [this](std::chrono::microseconds) {
                                  if (auto act = std::exchange(while_waiting, nullptr))
                                      act();
                              } };
    std::unique_ptr<Pipeline> pipeline;
    std::map<std::string, Outcome> told;

    explicit Steps(PipelineLimits limits = {}) : limits_(limits) { start(); }

    void start(PipelineLimits limits)
    {
        limits_ = limits;
        start();
    }
    void start()
    {
        pipeline.reset();
        auto started = Pipeline::start_by_hand(
            store, clock, books(), beijing, "test", [](std::chrono::milliseconds) { }, limits_);
        ASSERT_TRUE(started) << started.error();
        pipeline = *std::move(started);
    }
    void send(std::string const& key, act::Actor actor, Stream target, Command command)
    {
        Envelope envelope { {}, {}, actor, target, std::move(command), {}, {} };
        envelope.content = content_of(envelope);
        envelope.id = command_id(actor.party, key);
        pipeline->submit(std::move(envelope), [this, key](Outcome outcome) { told[key] = std::move(outcome); });
    }
    void all()
    {
        while (pipeline->decide_some() || pipeline->commit_some() || pipeline->project_some())
            continue;
    }
    Outcome run(std::string const& key, act::Actor actor, Stream target, Command command)
    {
        send(key, actor, target, std::move(command));
        all();
        return told[key];
    }
    Id<Party> party(std::string const& name)
    {
        return { run(
            name, platform, { Subject::party, 0 }, party::Command { party::Register { { name, "", "CN", "" } } })
                .target.number };
    }
    std::vector<store::Event> log() { return kept.read(1, 10'000).value(); }

private:
    PipelineLimits limits_;
};

} // namespace

TEST(Steps, nothing_is_answered_before_it_is_on_disk)
{
    Steps desk;
    desk.send("a", platform, { Subject::party, 0 }, party::Command { party::Register { { "A", "", "CN", "" } } });
    EXPECT_TRUE(desk.pipeline->decide_some());
    EXPECT_FALSE(desk.pipeline->decide_some());
    EXPECT_TRUE(desk.told.empty());
    EXPECT_TRUE(desk.log().empty());
    EXPECT_FALSE(desk.pipeline->project_some());
    EXPECT_TRUE(desk.pipeline->commit_some());
    EXPECT_EQ(desk.told["a"].result, Result::done);
    EXPECT_EQ(desk.log().size(), 2u);
}

TEST(Steps, what_was_decided_and_not_committed_is_lost_with_the_process_and_can_be_sent_again)
{
    Steps desk;
    Command const command { party::Command { party::Register { { "A", "", "CN", "" } } } };
    desk.send("a", platform, { Subject::party, 0 }, command);
    EXPECT_TRUE(desk.pipeline->decide_some());
    desk.start();
    EXPECT_TRUE(desk.told.empty());
    auto const again = desk.run("a", platform, { Subject::party, 0 }, command);
    EXPECT_EQ(again.result, Result::done);
    EXPECT_FALSE(again.repeated);
}

// What views do not show is held in memory: of a log of millions a start without views took it all.
TEST(Steps, a_start_makes_views_of_all_but_an_end_of_the_log)
{
    Steps desk;
    for (int i = 0; i < 9; ++i)
        (void)desk.party(fmt::format("Party {}", i));
    auto const whole = desk.kept.projection_digests().value();
    auto const last = desk.kept.head().value().last;
    for (std::size_t const slice : { 1, 3, 1'000 }) {
        ASSERT_TRUE(desk.kept.drop_projections());
        desk.start({ .slice_events_max = slice, .lag_max = 4 });
        EXPECT_GE(desk.kept.head().value().projected + 4, last) << slice;
        desk.all();
        EXPECT_EQ(desk.kept.projection_digests().value().value, whole.value) << slice;
        ASSERT_TRUE(desk.kept.drop_projections());
        desk.start({ .slice_events_max = slice, .lag_max = 50 });
        EXPECT_EQ(desk.kept.head().value().projected, 0u) << "an end of the log is held in memory";
        desk.all();
    }
}

// A lookup of the command's id made an old reading of its subject look fresh: two events had one version.
TEST(Steps, a_subject_that_was_read_before_it_changed_is_read_again)
{
    Steps desk({ .batch_commands_max = 1, .aggregates_max = 1 });
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    act::Actor const buys { act::Role::buyer, buyer, {} };
    auto const terms = Desk::terms(buyer, supplier);
    auto const order = desk.run("draft", buys, { Subject::order, 0 }, order::Command { order::Draft { terms } }).target;
    (void)desk.party("Third"); // after it the order is forgotten
    auto other = terms;
    other.goods = "valves";
    desk.send("offer", buys, order, order::Command { order::Offer {} });
    desk.send("fourth", platform, { Subject::party, 0 }, party::Command { party::Register { { "4", "", "CN", "" } } });
    desk.send("revise", buys, order, order::Command { order::Revise { other } }); // it reads the draft
    EXPECT_TRUE(desk.pipeline->decide_some() && desk.pipeline->commit_some());
    while (desk.pipeline->project_some())
        continue;
    EXPECT_TRUE(desk.pipeline->decide_some()); // the order is forgotten again
    desk.all();
    EXPECT_EQ(desk.told["offer"].result, Result::done);
    EXPECT_EQ(desk.told["revise"].code, "order.not_draft");
    std::uint32_t version = 0;
    for (auto const& event : desk.log()) {
        if (event.stream == codec::to_number(order))
            EXPECT_EQ(event.version, ++version);
    }
}

TEST(Steps, time_in_the_log_does_not_go_back_where_the_clock_was_set_back_before_a_start)
{
    Steps desk;
    (void)desk.party("Before");
    desk.clock.micros -= 86'400'000'000;
    desk.start(); // nothing is left to replay
    (void)desk.party("After");
    Instant last {};
    for (auto const& event : desk.log()) {
        EXPECT_GE(event.at, last);
        last = event.at;
    }
}

// Memory takes over what the store is about to lose; a reader in between found it in neither.
TEST(Steps, what_is_read_while_the_views_are_taken_away_is_there)
{
    Steps desk({ .slice_events_max = 1 });
    auto const buyer = desk.party("Buyer"), supplier = desk.party("Supplier");
    act::Actor const buys { act::Role::buyer, buyer, {} };
    Command const draft { order::Command { order::Draft { Desk::terms(buyer, supplier) } } };
    auto const first = desk.run("draft", buys, { Subject::order, 0 }, draft);
    desk.store.set({ .slow = 1000 });
    desk.pipeline->rebuild();
    desk.while_waiting = [&] { EXPECT_TRUE(desk.pipeline->project_some()); };
    auto const read = desk.pipeline->read(first.target);
    ASSERT_TRUE(read && *read);
    EXPECT_EQ(version_of(**read), 1u);
    desk.pipeline->rebuild();
    desk.while_waiting = [&] { EXPECT_TRUE(desk.pipeline->project_some()); };
    auto const again = desk.run("draft", buys, { Subject::order, 0 }, draft);
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.target, first.target);
}

TEST(Steps, an_append_whose_answer_was_lost_or_that_arrived_twice_is_done_once_and_stops_nothing)
{
    for (auto const& chances : { store::FaultChances { .lost_reply = 1000 }, store::FaultChances { .repeated = 1000 },
             store::FaultChances { .lost_reply = 500, .lost_call = 200, .repeated = 200, .transient = 300 } }) {
        Steps desk;
        desk.store.set(chances);
        for (int i = 0; i < 30; ++i) {
            auto const key = fmt::format("{}", i);
            Outcome outcome;
            do { // what a client does
                outcome = desk.run(
                    key, platform, { Subject::party, 0 }, party::Command { party::Register { { key, "", "CN", "" } } });
            } while (outcome.result == Result::unknown && !desk.pipeline->stopped());
            EXPECT_EQ(outcome.result, Result::done);
        }
        EXPECT_FALSE(desk.pipeline->stopped()) << desk.pipeline->stopped()->because;
        EXPECT_EQ(desk.log().size(), 60u);
    }
}

} // namespace recourse::app
