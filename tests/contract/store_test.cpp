// The log: what is appended, refused and read back.

#include "tests/contract/store_subjects.hpp"

#include <atomic>
#include <limits>
#include <thread>

namespace recourse::store {
namespace {

using namespace samples;

class StoreLog : public StoreTest { };
INSTANTIATE_TEST_SUITE_P(
    , StoreLog, testing::ValuesIn(subject_kinds), [](auto const& kind) { return kind.param.name; });

TEST_P(StoreLog, is_empty_at_first)
{
    EXPECT_EQ(head(), Head {});
    EXPECT_TRUE(log().empty());
}

TEST_P(StoreLog, numbers_events_and_headers_from_one_on_without_a_gap)
{
    store().lease("test").value();
    auto const first = next_batch(head(), some(3));
    auto const durable = store().append(first);
    ASSERT_TRUE(durable) << durable.error().detail;
    EXPECT_EQ(*durable, (Durable { 4, first.header.hash }));
    auto const second = append(some(1, 1, 4));
    EXPECT_EQ(second.last, 6u);

    auto const events = log();
    ASSERT_EQ(events.size(), 6u);
    for (std::size_t i = 0; i < events.size(); ++i)
        EXPECT_EQ(events[i].sequence, i + 1);
    EXPECT_EQ(std::vector<Event>(events.begin(), events.begin() + 3), first.events);
    EXPECT_EQ(parse_header(events[3]), first.header);
    EXPECT_EQ(parse_header(events[5])->previous, first.header.hash);
}

TEST_P(StoreLog, is_read_by_who_has_just_written)
{
    store().lease("test").value();
    for (std::uint32_t version = 1; version <= 20; ++version) {
        auto const durable = append({ event(9, version) });
        auto const now = head();
        EXPECT_EQ(now.last, durable.last);
        EXPECT_EQ(now.hash, durable.hash);
        EXPECT_EQ(store().read(durable.last - 1, 1).value().at(0).version, version);
    }
}

TEST_P(StoreLog, keeps_every_value_as_it_is)
{
    store().lease("test").value();
    Event extreme = event(std::numeric_limits<StreamId>::max(), std::numeric_limits<std::uint32_t>::max());
    extreme.type = std::numeric_limits<std::uint16_t>::max();
    extreme.at = { std::numeric_limits<std::int64_t>::min() };
    extreme.command.bytes.fill(0xFF);
    extreme.body = Bytes(300'000, 0);
    Event bare;
    bare.type = 1;
    append({ extreme, bare, event(1, 1, std::string_view("a\0b", 3)) });
    auto const read = log();
    extreme.sequence = 1;
    bare.sequence = 2;
    EXPECT_EQ(read.at(0), extreme);
    EXPECT_EQ(read.at(1), bare);
    EXPECT_EQ(read.at(2).body, bytes(std::string_view("a\0b", 3)));
}

TEST_P(StoreLog, is_read_in_parts)
{
    store().lease("test").value();
    append(some(5));
    auto const all = log();
    EXPECT_EQ(store().read(3, 2).value(), (std::vector<Event> { all[2], all[3] }));
    EXPECT_EQ(store().read(6, 10).value(), (std::vector<Event> { all[5] }));
    EXPECT_TRUE(store().read(7, 10).value().empty());
    EXPECT_TRUE(store().read(std::numeric_limits<Sequence>::max(), 10).value().empty());
    EXPECT_TRUE(store().read(1, 0).value().empty());
    EXPECT_EQ(store().read(0, 100).value(), all);
}

TEST_P(StoreLog, takes_one_of_two_batches_for_one_place)
{
    store().lease("test").value();
    append(some(2));
    auto const before = head();
    auto const mine = next_batch(before, { event(1, 3, "mine") });
    auto const theirs = next_batch(before, { event(1, 3, "theirs"), event(1, 4) });
    ASSERT_TRUE(store().append(mine));
    auto const refused = store().append(theirs);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, AppendError::conflict);
    EXPECT_EQ(head().last, mine.header.first + 1);
    EXPECT_EQ(log().size(), 5u);
}

TEST_P(StoreLog, has_no_gap_and_continues_its_own_hash)
{
    store().lease("test").value();
    append(some(2));
    auto behind = head();
    behind.last += 1;
    EXPECT_EQ(store().append(next_batch(behind, some(1))).error().kind, AppendError::conflict);
    auto other = head();
    other.hash = sha256("another history");
    EXPECT_EQ(store().append(next_batch(other, some(1))).error().kind, AppendError::conflict);
    EXPECT_EQ(log().size(), 3u);
}

// R10: safety rests on the sequence, whatever the isolation of the store below.
TEST_P(StoreLog, lets_exactly_one_of_two_writers_with_one_epoch_commit)
{
    store().lease("both").value();
    for (std::uint32_t round = 1; round <= 30; ++round) {
        auto const now = head();
        std::atomic<int> won = 0;
        std::atomic<int> lost = 0;
        auto const write = [&](std::string_view who) {
            auto const done = store().append(next_batch(now, { event(1, round, who) }));
            if (done)
                ++won;
            else if (done.error().kind == AppendError::conflict)
                ++lost;
        };
        {
            std::jthread const one(write, "one");
            std::jthread const other(write, "other");
        }
        EXPECT_EQ(won, 1);
        EXPECT_EQ(lost, 1);
    }
    EXPECT_EQ(head().last, 60u);
}

TEST_P(StoreLog, refuses_who_has_no_lease_or_an_old_one)
{
    EXPECT_EQ(store().append(next_batch({ .epoch = 1 }, some(1))).error().kind, AppendError::fenced);
    auto const first = store().lease("first").value();
    auto const of_first = next_batch(head(), some(1));
    auto const second = store().lease("second").value();
    EXPECT_GT(second, first);
    EXPECT_EQ(head().epoch, second);
    EXPECT_EQ(store().append(of_first).error().kind, AppendError::fenced);
    append(some(1));
    EXPECT_EQ(store().append(of_first).error().kind, AppendError::fenced); // not a conflict, although it is one too
    EXPECT_EQ(log().size(), 2u);
}

// R11, R2: after an unknown outcome the header tells, and a repeat can not count twice.
TEST_P(StoreLog, tells_by_the_header_whether_a_batch_is_there)
{
    store().lease("test").value();
    auto const batch = next_batch(head(), some(3));
    auto const last = batch.header.first + batch.header.count;
    EXPECT_TRUE(store().read(last, 1).value().empty()); // not there: the same batch may be sent
    ASSERT_TRUE(store().append(batch));
    EXPECT_EQ(parse_header(store().read(last, 1).value().at(0))->hash, batch.header.hash);
    EXPECT_EQ(store().append(batch).error().kind, AppendError::conflict);
    EXPECT_EQ(log().size(), 4u);
}

// R6: two events of one command, and of two commands of one id, may stand in one batch; who is first is the caller's
// matter.
TEST_P(StoreLog, holds_several_events_of_one_command)
{
    store().lease("test").value();
    auto events = some(3);
    for (auto& each : events)
        each.command = command(5);
    append(events);
    EXPECT_EQ(log().at(2).command, command(5));
}

// R5: numbers are given in the order of commits, so that no follower passes one that comes later.
TEST_P(StoreLog, shows_a_follower_every_event_once_and_in_order)
{
    store().lease("test").value();
    constexpr Sequence wanted = 400;
    std::jthread const writer([&] {
        for (std::uint32_t i = 1; head().last < wanted; ++i)
            append(some(1 + i % 5, i));
    });
    ChainReader chain;
    for (Sequence next = 1; next <= wanted;) {
        for (auto const& seen : store().read(next, 37).value()) {
            ASSERT_EQ(seen.sequence, next);
            auto const added = chain.add(seen);
            ASSERT_TRUE(added) << added.error().what;
            ++next;
        }
    }
}

TEST_P(StoreLog, never_ends_within_a_batch_for_who_reads_the_head)
{
    store().lease("test").value();
    std::jthread const writer([&](std::stop_token const& stop) {
        for (std::uint32_t i = 1; !stop.stop_requested() && i < 300; ++i)
            append(some(3, i));
    });
    for (int i = 0; i < 100; ++i) {
        auto const now = head();
        if (now.last != 0) {
            auto const header = parse_header(store().read(now.last, 1).value().at(0));
            ASSERT_TRUE(header);
            EXPECT_EQ(header->hash, now.hash);
        }
    }
}

TEST_P(StoreLog, is_the_same_when_opened_again)
{
    store().lease("before").value();
    append(some(3));
    auto const now = head();
    auto const before = log();
    subject->reopen();
    EXPECT_EQ(head(), now);
    EXPECT_EQ(log(), before);
    EXPECT_EQ(store().lease("after").value(), now.epoch + 1);
    append(some(1));
}

} // namespace
} // namespace recourse::store
