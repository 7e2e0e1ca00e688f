// Read models: rows, lists with pages, timers, the outbox.

#include "store/keys.hpp"
#include "tests/contract/store_subjects.hpp"

namespace recourse::store {
namespace {

using namespace samples;

class StoreViews : public StoreTest {
protected:
    void SetUp() override
    {
        store().lease("test").value();
        append(some(1));
    }
    /// The watermark stays; slices that change nothing of it may follow each other.
    void change(Slice slice)
    {
        slice.from = slice.upto = 0;
        auto const done = store().project(slice);
        ASSERT_TRUE(done) << done.error().detail;
    }
    std::vector<Key> keys_of(PageRequest const& request)
    {
        std::vector<Key> keys;
        for (auto const& item : store().page(request).value().value)
            keys.push_back(item.key);
        return keys;
    }
};
INSTANTIATE_TEST_SUITE_P(
    , StoreViews, testing::ValuesIn(subject_kinds), [](auto const& kind) { return kind.param.name; });

using Keys = std::vector<Key>;

TEST_P(StoreViews, rows_are_put_replaced_and_taken_away)
{
    Slice slice;
    slice.rows = { { 1, "b", bytes("1b") }, { 1, "a", bytes("1a") }, { 2, "a", bytes("2a") }, { 1, "", Bytes {} } };
    change(slice);
    Keys const keys { "a", "b", "c", "" };
    using Bodies = std::vector<std::optional<Bytes>>;
    EXPECT_EQ(store().rows(1, keys).value().value, (Bodies { bytes("1a"), bytes("1b"), std::nullopt, Bytes {} }));
    slice.rows = { { 1, "a", std::nullopt }, { 1, "b", bytes("new") }, { 1, "never there", std::nullopt } };
    change(slice);
    EXPECT_EQ(store().rows(1, keys).value().value, (Bodies { std::nullopt, bytes("new"), std::nullopt, Bytes {} }));
    EXPECT_EQ(store().rows(2, keys).value().value.at(0), bytes("2a"));
}

TEST_P(StoreViews, lists_are_read_page_by_page_both_ways)
{
    Slice slice;
    for (auto const* key : { "k3", "k1", "k2", "k5", "k4" })
        slice.lists.push_back({ 1, "s", key == Key("k5") ? "same" : "z" + Key(key), key });
    slice.lists.push_back({ 1, "s", "same", "k0" });
    slice.lists.push_back({ 1, "", "before", "x" });
    slice.lists.push_back({ 1, "s2", "after", "x" });
    slice.lists.push_back({ 2, "s", "other view", "x" });
    change(slice);
    PageRequest request { .view = 1, .scopes = { "s" } };
    EXPECT_EQ(keys_of(request), (Keys { "k0", "k5", "k1", "k2", "k3", "k4" }));
    request.limit = 2;
    EXPECT_EQ(keys_of(request), (Keys { "k0", "k5" }));
    request.after = { "same", "k5" };
    EXPECT_EQ(keys_of(request), (Keys { "k1", "k2" }));
    request.after = { "zk2", "k2" };
    request.limit = 10;
    EXPECT_EQ(keys_of(request), (Keys { "k3", "k4" }));
    request.after = { "zk2", "k1" }; // no item is there, the next one follows
    EXPECT_EQ(keys_of(request), (Keys { "k2", "k3", "k4" }));
    request.after = { "zz", "" };
    EXPECT_EQ(keys_of(request), (Keys {}));

    request.direction = Direction::descending;
    EXPECT_EQ(keys_of(request), (Keys { "k4", "k3", "k2", "k1", "k5", "k0" }));
    request.after = { "same", "k5" };
    EXPECT_EQ(keys_of(request), (Keys { "k0" }));
    request.after.reset();
    request.limit = 3;
    EXPECT_EQ(keys_of(request), (Keys { "k4", "k3", "k2" }));
    request.scopes = { "nobody's" };
    EXPECT_EQ(keys_of(request), (Keys {}));
}

TEST_P(StoreViews, several_lists_are_read_as_one)
{
    Slice slice;
    slice.lists = { { 1, "s", "1", "a" }, { 1, "s", "4", "d" }, { 1, "t", "2", "b" }, { 1, "t", "4", "c" },
        { 1, "u", "3", "e" }, { 2, "t", "0", "other view" }, { 1, "w", "0", "not asked for" } };
    slice.rows = { { 5, "b", bytes("of b") } };
    change(slice);
    PageRequest request { .view = 1, .scopes = { "s", "t", "u", "v" } };
    EXPECT_EQ(keys_of(request), (Keys { "a", "b", "e", "c", "d" }));
    request.limit = 2;
    EXPECT_EQ(keys_of(request), (Keys { "a", "b" }));
    request.after = { "2", "b" };
    EXPECT_EQ(keys_of(request), (Keys { "e", "c" }));
    request.direction = Direction::descending;
    EXPECT_EQ(keys_of(request), (Keys { "a" }));
    request.after.reset();
    EXPECT_EQ(keys_of(request), (Keys { "d", "c" }));
    request.limit = 9;
    request.bodies = 5;
    EXPECT_EQ(store().page(request).value().value.at(3), (PageItem { "2", "b", bytes("of b") }));
    request.scopes = { "s", "s" };
    EXPECT_EQ(keys_of(request), (Keys { "d", "d", "a", "a" }));
    request.scopes.clear();
    EXPECT_EQ(keys_of(request), (Keys {}));
}

TEST_P(StoreViews, an_item_moves_in_its_list_within_one_slice)
{
    Slice slice;
    slice.lists = { { 1, "s", "1", "a" }, { 1, "s", "2", "b" } };
    change(slice);
    slice.lists_removed = { { 1, "s", "1", "a" }, { 1, "s", "9", "never there" } };
    slice.lists = { { 1, "s", "3", "a" }, { 1, "s", "2", "b" } };
    change(slice);
    EXPECT_EQ(keys_of({ .view = 1, .scopes = { "s" } }), (Keys { "b", "a" }));
}

TEST_P(StoreViews, a_page_brings_the_bodies_of_another_view)
{
    Slice slice;
    slice.lists = { { 1, "s", "1", "a" }, { 1, "s", "2", "b" } };
    slice.rows = { { 5, "b", bytes("of b") }, { 6, "a", bytes("of another view") } };
    change(slice);
    auto const items = store().page({ .view = 1, .scopes = { "s" }, .bodies = 5 }).value().value;
    EXPECT_EQ(items, (std::vector<PageItem> { { "1", "a", std::nullopt }, { "2", "b", bytes("of b") } }));
    EXPECT_EQ(store().page({ .view = 1, .scopes = { "s" } }).value().value.at(1).body, std::nullopt);
}

TEST_P(StoreViews, keys_sort_as_bytes_and_numbers_in_their_order)
{
    Slice slice;
    for (std::int64_t const number : { -300, -1, 0, 1, 255, 256, 70'000 })
        slice.lists.push_back({ 1, "s", key_of(number), std::to_string(number) });
    slice.lists.push_back({ 2, Key("s\0", 2), "\x7f", "low" });
    slice.lists.push_back({ 2, Key("s\0", 2), "\x80", "high" });
    slice.lists.push_back({ 2, "s", "\xff", "other" });
    change(slice);
    EXPECT_EQ(keys_of({ .view = 1, .scopes = { "s" } }), (Keys { "-300", "-1", "0", "1", "255", "256", "70000" }));
    EXPECT_EQ(keys_of({ .view = 2, .scopes = { Key("s\0", 2) } }), (Keys { "low", "high" }));
    EXPECT_EQ(keys_of({ .view = 2, .scopes = { "s" }, .direction = Direction::descending }), (Keys { "other" }));
    EXPECT_LT(key_of(Instant { -1 }), key_of(Instant { 0 }));
}

TEST_P(StoreViews, timers_come_due_in_their_order)
{
    Slice slice;
    slice.timers
        = { { "late", { 30 }, bytes("l") }, { "b", { 20 }, {} }, { "a", { 20 }, {} }, { "early", { -5 }, {} } };
    change(slice);
    auto const due = [&](std::int64_t until, std::size_t max) {
        Keys ids;
        for (auto const& timer : store().timers_due({ until }, max).value().value)
            ids.push_back(timer.id);
        return ids;
    };
    EXPECT_EQ(due(20, 10), (Keys { "early", "a", "b" })); // inclusive
    EXPECT_EQ(due(19, 10), (Keys { "early" }));
    EXPECT_EQ(due(100, 2), (Keys { "early", "a" }));
    Slice later;
    later.timers = { { "early", { 40 }, bytes("moved") } };
    later.timers_removed = { "a", "never there" };
    change(later);
    EXPECT_EQ(due(100, 10), (Keys { "b", "late", "early" }));
    EXPECT_EQ(store().timers_due({ 100 }, 10).value().value.at(2).body, bytes("moved"));
}

TEST_P(StoreViews, the_outbox_gives_what_waits)
{
    Slice slice;
    slice.outbox = { { 9, 1, outbox_pending_state, bytes("nine") }, { 2, 1, outbox_pending_state, bytes("two") },
        { 5, 1, 1, bytes("sent") } };
    change(slice);
    auto const waiting = [&](std::uint64_t after, std::size_t max) {
        std::vector<std::uint64_t> ids;
        for (auto const& item : store().outbox_pending(after, max).value().value)
            ids.push_back(item.id);
        return ids;
    };
    using Ids = std::vector<std::uint64_t>;
    EXPECT_EQ(waiting(0, 10), (Ids { 2, 9 }));
    EXPECT_EQ(waiting(2, 10), (Ids { 9 }));
    EXPECT_EQ(waiting(0, 1), (Ids { 2 }));
    Slice later;
    later.outbox = { { 2, 1, 1, bytes("two") }, { 5, 1, outbox_pending_state, bytes("again") } };
    later.outbox_removed = { 9 };
    change(later);
    EXPECT_EQ(store().outbox_pending(0, 10).value().value,
        (std::vector<OutboxItem> { { 5, 1, outbox_pending_state, bytes("again") } }));
}

} // namespace
} // namespace recourse::store
