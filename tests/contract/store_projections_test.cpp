// Projections: slices under the watermark, what the ledger reads of them.

#include "tests/contract/store_subjects.hpp"

namespace recourse::store {
namespace {

using namespace samples;

class StoreProjections : public StoreTest {
protected:
    void SetUp() override
    {
        store().lease("test").value();
        append(some(9)); // sequences 1 to 10
        append(some(9, 2)); // 11 to 20
    }

    static Account account(AccountId id, std::int64_t credits, Sequence as_of)
    {
        return { id, Currency::from_code("USD").value(), 5, credits, 1, -2, as_of, as_of };
    }

    /// A slice with something of every kind.
    static Slice full_slice()
    {
        Slice slice;
        slice.from = 0;
        slice.upto = 10;
        slice.commands = { { command(2), 3, 1 }, { command(1), 1, 2 } };
        slice.index = { { 1, 1, 1 }, { 1, 3, 3 }, { 1, 2, 2 } };
        slice.accounts = { account(70, 900, 9), account(-3, 400, 4) };
        slice.snapshots = { { 1, 3, 3, bytes("state") } };
        slice.rows = { { 1, "order", bytes("row") }, { 2, "order", bytes("other view") } };
        slice.lists = { { 1, "open", "b", "2" }, { 1, "open", "a", "1" } };
        slice.timers = { { "t", { 100 }, bytes("wake") } };
        slice.outbox = { { 7, 3, outbox_pending_state, bytes("mail") } };
        return slice;
    }
    static Slice empty_slice(Sequence from, Sequence upto)
    {
        Slice slice;
        slice.from = from;
        slice.upto = upto;
        return slice;
    }
    void project(Slice const& slice)
    {
        auto const done = store().project(slice);
        ASSERT_TRUE(done) << done.error().detail;
    }
};
INSTANTIATE_TEST_SUITE_P(
    , StoreProjections, testing::ValuesIn(subject_kinds), [](auto const& kind) { return kind.param.name; });

TEST_P(StoreProjections, are_empty_at_first_and_say_so)
{
    std::vector<CommandId> const ids { command(1), command(2) };
    auto const found = store().find_commands(ids).value();
    EXPECT_EQ(found.as_of, 0u);
    EXPECT_EQ(found.value, (std::vector<std::optional<CommandRecord>>(2)));
    EXPECT_TRUE(store().read_stream(1, 0).value().value.empty());
    EXPECT_EQ(head().projected, 0u);
}

TEST_P(StoreProjections, are_read_as_they_were_written)
{
    auto const slice = full_slice();
    project(slice);
    EXPECT_EQ(head().projected, 10u);
    std::vector<CommandId> const ids { command(1), command(9), command(2) };
    auto const found = store().find_commands(ids).value();
    EXPECT_EQ(found.as_of, 10u);
    EXPECT_EQ(found.value,
        (std::vector<std::optional<CommandRecord>> { slice.commands[1], std::nullopt, slice.commands[0] }));
    using Ids = std::vector<CommandId>;
    auto all = store().command_ids(1, 3).value();
    std::ranges::sort(all.value);
    EXPECT_EQ(all.value, (Ids { command(1), command(2) }));
    EXPECT_EQ(all.as_of, 10u);
    EXPECT_EQ(store().command_ids(1, 2).value().value, (Ids { command(1) }));
    EXPECT_EQ(store().command_ids(2, 1'000'000).value().value, (Ids { command(2) }));
    EXPECT_EQ(store().command_ids(4, 1'000'000).value().value, (Ids {}));

    std::vector<AccountId> const accounts { -3, 8, 70 };
    EXPECT_EQ(store().accounts(accounts).value().value,
        (std::vector<std::optional<Account>> { slice.accounts[1], std::nullopt, slice.accounts[0] }));
    EXPECT_EQ(
        store().accounts_from(-100, 10).value().value, (std::vector<Account> { slice.accounts[1], slice.accounts[0] }));
    EXPECT_EQ(store().accounts_from(-3, 1).value().value, (std::vector<Account> { slice.accounts[1] }));
    EXPECT_EQ(store().accounts_from(71, 1).value().value, (std::vector<Account> {}));
    EXPECT_EQ(store().unsettled_from(-100, 10).value().value,
        (std::vector<Account> { slice.accounts[1], slice.accounts[0] }));
    EXPECT_EQ(store().unsettled_from(-3, 1).value().value, (std::vector<Account> { slice.accounts[1] }));
    EXPECT_EQ(store().unsettled_from(-2, 10).value().value, (std::vector<Account> { slice.accounts[0] }));

    std::vector<StreamId> const streams { 2, 1 };
    EXPECT_EQ(store().load(streams).value().value,
        (std::vector<std::optional<Snapshot>> { std::nullopt, slice.snapshots[0] }));
}

TEST_P(StoreProjections, leave_settled_accounts_out_while_they_are_settled)
{
    auto const usd = Currency::from_code("USD").value();
    Account const settled { 1, usd, 50, 50, 0, 0, 2, 9 }, owed { 2, usd, 0, 50, 0, 0, 1, 9 },
        pending { 3, usd, 50, 50, 0, 7, 3, 9 }, awaited { 4, usd, 0, 0, 7, 0, 1, 9 };
    Slice slice;
    slice.upto = 10;
    slice.accounts = { settled, owed, pending, awaited };
    project(slice);
    EXPECT_EQ(store().unsettled_from(0, 10).value().value, (std::vector<Account> { owed, pending, awaited }));
    auto again = settled;
    again.credits = 60;
    auto paid = owed;
    paid.debits = 50;
    Slice later;
    later.from = 10;
    later.upto = 20;
    later.accounts = { again, paid };
    project(later);
    EXPECT_EQ(store().unsettled_from(0, 10).value().value, (std::vector<Account> { again, pending, awaited }));
    EXPECT_EQ(store().accounts_from(0, 10).value().value.size(), 4u);
}

TEST_P(StoreProjections, give_the_events_of_a_stream_in_order)
{
    project(full_slice());
    auto const all = log();
    auto const read = store().read_stream(1, 0).value();
    EXPECT_EQ(read.as_of, 10u);
    EXPECT_EQ(read.value, (std::vector<Event> { all[0], all[1], all[2] }));
    EXPECT_EQ(store().read_stream(1, 3).value().value, (std::vector<Event> { all[2] }));
    EXPECT_TRUE(store().read_stream(2, 0).value().value.empty()); // its events come after the watermark
}

TEST_P(StoreProjections, take_a_slice_only_at_the_watermark)
{
    project(full_slice());
    auto const before = digests();
    auto repeated = full_slice();
    repeated.accounts[0].credits += 1;
    for (auto const& wrong : { repeated, empty_slice(9, 12), empty_slice(11, 12), empty_slice(10, 21) }) {
        auto const refused = store().project(wrong);
        ASSERT_FALSE(refused) << wrong.from;
        EXPECT_EQ(refused.error().kind, ProjectError::stale);
    }
    EXPECT_EQ(digests(), before);
    EXPECT_EQ(head().projected, 10u);
    project(empty_slice(10, 20));
    EXPECT_EQ(head().projected, 20u);
    EXPECT_EQ(digests(), before);
}

// R4: the first outcome of an id stays, whatever comes under it later.
TEST_P(StoreProjections, keep_the_first_record_of_a_command)
{
    auto const slice = full_slice();
    project(slice);
    auto later = empty_slice(10, 20);
    later.commands = { { command(2), 15, 1 } };
    project(later);
    std::vector<CommandId> const ids { command(2) };
    EXPECT_EQ(store().find_commands(ids).value().value.at(0), slice.commands[0]);
}

TEST_P(StoreProjections, replace_what_has_the_same_key)
{
    project(full_slice());
    auto later = empty_slice(10, 20);
    later.accounts = { account(70, 1000, 15) };
    later.snapshots = { { 1, 9, 15, bytes("later state") } };
    project(later);
    std::vector<AccountId> const accounts { 70 };
    auto const read = store().accounts(accounts).value();
    EXPECT_EQ(read.value.at(0), later.accounts[0]);
    EXPECT_EQ(read.as_of, 20u); // R12: a balance says as of when
    std::vector<StreamId> const streams { 1 };
    EXPECT_EQ(store().load(streams).value().value.at(0), later.snapshots[0]);
    EXPECT_EQ(store().accounts_from(-100, 10).value().value.size(), 2u);
}

TEST_P(StoreProjections, can_be_dropped_and_made_again_from_the_log)
{
    project(full_slice());
    project(empty_slice(10, 20));
    auto const live = digests();
    auto const events = log();
    ASSERT_TRUE(store().drop_projections());
    EXPECT_EQ(head().projected, 0u);
    for (auto const& kind : digests())
        EXPECT_EQ(kind.count, 0u) << kind.kind;
    EXPECT_EQ(log(), events);
    EXPECT_EQ(store().project(empty_slice(20, 20)).error().kind, ProjectError::stale);
    project(full_slice());
    EXPECT_EQ(digests(), live);
}

TEST_P(StoreProjections, are_there_when_opened_again)
{
    project(full_slice());
    auto const before = digests();
    subject->reopen();
    EXPECT_EQ(digests(), before);
    EXPECT_EQ(head().projected, 10u);
}

TEST_P(StoreProjections, digests_tell_which_kind_differs)
{
    project(full_slice());
    auto const before = digests();
    auto later = empty_slice(10, 10);
    later.timers = { { "t", { 101 }, bytes("wake") } };
    project(later);
    auto const after = digests();
    for (std::size_t i = 0; i < after.size(); ++i)
        EXPECT_EQ(after[i] == before[i], after[i].kind != "timers") << after[i].kind;
}

} // namespace
} // namespace recourse::store
