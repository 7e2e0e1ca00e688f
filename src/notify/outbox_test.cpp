#include "notify/outbox.hpp"

#include "accounts/fixture_test.hpp"
#include "notify/unsubscribe.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/power_cut.hpp"

#include <gtest/gtest.h>

namespace recourse::notify {

namespace {

using accounts::Folder;

std::unique_ptr<Outbox> opened(Folder const& folder, store::Sequence head)
{
    auto outbox = Outbox::open(folder.path(), head);
    if (!outbox)
        throw std::runtime_error(outbox.error().detail);
    return *std::move(outbox);
}

Endpoint added(Outbox& outbox)
{
    Endpoint endpoint;
    endpoint.role = act::Role::supplier;
    endpoint.party = { 3 };
    endpoint.url = "https://example.org/";
    endpoint.types = { "claim.*", "order.shipped" };
    return outbox
        .add_endpoint(
            endpoint, [](auto id) { return std::vector<std::uint8_t>(5, static_cast<std::uint8_t>(id.number)); })
        .value();
}

Entry entry(Outbox const& outbox, Endpoint const& endpoint, int number)
{
    Entry one;
    one.message = outbox.message_id(fmt::format("event {}", number));
    one.endpoint = endpoint.id;
    one.type = "claim.opened";
    one.sequence = static_cast<store::Sequence>(number);
    one.body = "{}";
    return one;
}

} // namespace

TEST(Outbox, begins_at_the_end_of_the_log_and_keeps_its_place)
{
    Folder folder;
    std::string id;
    {
        auto outbox = opened(folder, 7);
        EXPECT_EQ(outbox->cursor(), 7u);
        id = outbox->message_id("a");
        EXPECT_NE(id, outbox->message_id("b"));
        auto const endpoint = added(*outbox);
        ASSERT_TRUE(outbox->take({ 9, { entry(*outbox, endpoint, 8), entry(*outbox, endpoint, 9) } }));
    }
    {
        auto outbox = opened(folder, 20);
        EXPECT_EQ(outbox->cursor(), 9u);
        EXPECT_EQ(outbox->message_id("a"), id);
        EXPECT_EQ(outbox->counts()->waiting, 2);
        auto const endpoint = outbox->endpoints()->front();
        EXPECT_EQ(endpoint.types, (std::vector<std::string> { "claim.*", "order.shipped" }));
        // Taken once more, as after a crash of which nobody knows whether it was before or after the write.
        ASSERT_TRUE(outbox->take({ 9, { entry(*outbox, endpoint, 9) } }));
        EXPECT_EQ(outbox->counts()->waiting, 2);
    }
    // The log has lost its end, or an older one was put in its place: what shows it stays.
    auto const says = Outbox::ahead_of(folder.path(), 4);
    ASSERT_TRUE(says && *says);
    EXPECT_NE((*says)->find("has told of the events up to 9, and the log ends with 4: 5 are gone"), std::string::npos)
        << **says;
    auto const refused = Outbox::open(folder.path(), 4);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail, **says);
    EXPECT_EQ(Outbox::ahead_of(folder.path(), 9).value(), std::nullopt);
    EXPECT_EQ(opened(folder, 9)->cursor(), 9u);
    // Only who restores an older copy has it told again.
    ASSERT_TRUE(Outbox::set_back(folder.path() / "deliveries.db", 4));
    EXPECT_EQ(opened(folder, 4)->cursor(), 4u);
    Folder other;
    EXPECT_NE(opened(other, 0)->message_id("a"), id) << "another outbox's messages are others";
}

TEST(Outbox, a_delivery_is_tried_until_it_is_sent_or_given_up)
{
    Folder folder;
    auto outbox = opened(folder, 0);
    auto const endpoint = added(*outbox);
    ASSERT_TRUE(outbox->take({ 1, { entry(*outbox, endpoint, 1) } }));
    constexpr std::int64_t day = 86'400'000'000;
    Instant now { 10 };
    std::vector<std::int64_t> waits;
    for (int tries = 1; tries <= 10; ++tries) {
        auto const due = outbox->due(endpoint.id, now);
        ASSERT_TRUE(due && *due) << tries;
        EXPECT_FALSE(*outbox->settle(**due, { .status = 500, .said = "no", .at = now }));
        auto const after = *outbox->delivery((*due)->id);
        EXPECT_EQ(after->tries, static_cast<std::uint32_t>(tries));
        EXPECT_EQ(after->state, tries < 10 ? DeliveryState::failed : DeliveryState::dead);
        if (tries < 10) {
            EXPECT_FALSE(*outbox->due(endpoint.id, now)) << "it waits";
            waits.push_back(after->entry.due.micros - now.micros);
            now = after->entry.due;
        }
    }
    EXPECT_TRUE(std::ranges::is_sorted(waits));
    EXPECT_LT(now.micros, 5 * day) << "given up before the endpoint is switched off";
    EXPECT_EQ(outbox->counts()->dead, 1);
    EXPECT_EQ((*outbox->endpoint(endpoint.id))->failing_since, Instant { 10 });
    ASSERT_TRUE(outbox->requeue({ 1 }, now));
    auto const due = *outbox->due(endpoint.id, now);
    ASSERT_TRUE(due);
    ASSERT_TRUE(outbox->settle(*due, { .success = true, .status = 204, .at = now }));
    EXPECT_EQ((*outbox->delivery({ 1 }))->state, DeliveryState::sent);
    EXPECT_FALSE((*outbox->endpoint(endpoint.id))->failing_since) << "a success ends the count";
    ASSERT_TRUE(outbox->maintain({ now.micros + 31 * day }));
    EXPECT_FALSE(*outbox->delivery({ 1 }));
}

TEST(Outbox, an_endpoint_that_is_gone_or_fails_for_days_is_switched_off_and_its_owner_told_once)
{
    Folder folder;
    auto outbox = opened(folder, 0);
    auto const gone = added(*outbox), failing = added(*outbox);
    ASSERT_TRUE(outbox->take({ 4,
        { entry(*outbox, gone, 1), entry(*outbox, gone, 2), entry(*outbox, failing, 3),
            entry(*outbox, failing, 4) } }));
    constexpr std::int64_t day = 86'400'000'000;
    EXPECT_TRUE(*outbox->settle(**outbox->due(gone.id, { 1 }), { .gone = true, .status = 410, .at = { 1 } }));
    EXPECT_EQ((*outbox->endpoint(gone.id))->state, EndpointState::gone);
    EXPECT_EQ(outbox->counts()->dead, 2) << "what waited is kept as dead letters";
    EXPECT_FALSE(*outbox->settle(**outbox->due(failing.id, { 1 }), { .at = { 1 } }));
    EXPECT_TRUE(*outbox->settle(**outbox->due(failing.id, { 6 * day }), { .at = { 6 * day } }));
    EXPECT_EQ((*outbox->endpoint(failing.id))->state, EndpointState::failing);
    EXPECT_EQ(outbox->untold()->size(), 2u);
    for (auto const& one : *outbox->untold())
        ASSERT_TRUE(outbox->tell_owner(one.id, {}));
    EXPECT_TRUE(outbox->untold()->empty());
}

TEST(Outbox, a_replay_sends_again_what_was_sent_and_leaves_what_waits)
{
    Folder folder;
    auto outbox = opened(folder, 0);
    auto const endpoint = added(*outbox);
    ASSERT_TRUE(outbox->take({ 2, { entry(*outbox, endpoint, 1), entry(*outbox, endpoint, 2) } }));
    ASSERT_TRUE(outbox->settle(**outbox->due(endpoint.id, { 1 }), { .success = true, .status = 200, .at = { 1 } }));
    ASSERT_TRUE(outbox->begin_replay(endpoint.id, 1));
    ASSERT_EQ(outbox->replays()->size(), 1u);
    EXPECT_EQ(outbox->replays()->front().upto, 2u);
    ASSERT_TRUE(
        outbox->replay(endpoint.id, { entry(*outbox, endpoint, 1), entry(*outbox, endpoint, 2) }, std::nullopt));
    EXPECT_TRUE(outbox->replays()->empty());
    EXPECT_EQ(outbox->counts()->waiting, 2);
    EXPECT_EQ(outbox->deliveries({})->size(), 2u) << "under the same ids";
}

// Whatever a disk holds when the power fails at any write or flush: the cursor and the entries of the events up to it
// are there together, and at least as far as was answered.
TEST(Outbox, cursor_and_entries_survive_a_power_cut_together)
{
    struct Cut {
        std::filesystem::path directory;
        store::Sequence answered = 0;
    };
    Folder folder, cuts_in;
    std::vector<Cut> cuts;
    {
        (void)opened(folder, 0); // the file is there
        store::sqlite::PowerCut disk;
        auto outbox = Outbox::open(folder.path(), 0, store::sqlite::PowerCut::name).value();
        auto const endpoint = added(*outbox);
        auto const file = folder.path() / "deliveries.db";
        disk.watch({ file, file.string() + "-wal" });
        std::uint64_t random = 88'172'645'463'325'252;
        auto const draw = [&] {
            random ^= random << 13;
            random ^= random >> 7;
            return random ^= random << 17;
        };
        store::Sequence answered = 0;
        disk.before_io = [&] {
            Cut cut { cuts_in.path() / fmt::format("{}", cuts.size()), answered };
            disk.leave_in(cut.directory, draw);
            cuts.push_back(std::move(cut));
        };
        for (int number = 1; number <= 12; ++number) {
            ASSERT_TRUE(outbox->take({ static_cast<store::Sequence>(number),
                { entry(*outbox, endpoint, 2 * number), entry(*outbox, endpoint, 2 * number + 1) } }));
            answered = static_cast<store::Sequence>(number);
            if (number % 3 == 0)
                ASSERT_TRUE(outbox->settle(**outbox->due(endpoint.id, { 1 }), { .success = true, .at = { 1 } }));
        }
        disk.before_io = nullptr;
    }
    ASSERT_GT(cuts.size(), 20u);
    for (auto const& cut : cuts) {
        auto const outbox = Outbox::open(cut.directory, 1'000);
        ASSERT_TRUE(outbox) << outbox.error().detail;
        auto const cursor = (*outbox)->cursor();
        EXPECT_GE(cursor, cut.answered);
        EXPECT_EQ((*outbox)->deliveries({ .limit = 100 })->size(), 2 * cursor);
    }
}

TEST(Outbox, another_programs_or_a_newer_file_is_refused)
{
    Folder folder;
    (void)opened(folder, 0);
    auto const file = folder.path() / "deliveries.db";
    {
        auto connection = store::sqlite::Connection::open(file, store::sqlite::Access::write, "").value();
        ASSERT_TRUE(connection.execute("PRAGMA user_version = 99"));
    }
    auto const newer = Outbox::open(folder.path(), 0);
    ASSERT_FALSE(newer);
    EXPECT_NE(newer.error().detail.find("newer program"), std::string::npos);
    {
        auto connection = store::sqlite::Connection::open(file, store::sqlite::Access::write, "").value();
        ASSERT_TRUE(connection.execute("PRAGMA application_id = 1"));
    }
    EXPECT_FALSE(Outbox::open(folder.path(), 0));
}

TEST(Unsubscribe, only_what_this_desk_signed_is_taken)
{
    Folder folder, other;
    accounts::TestClock clock;
    auto const mine = accounts::Accounts::open({ .directory = folder.path() }, clock).value();
    auto const theirs = accounts::Accounts::open({ .directory = other.path() }, clock).value();
    Leaving const leaving { { 3 }, "claim-opened" };
    auto const token = unsubscribe_token(*mine, leaving);
    EXPECT_EQ(parse_unsubscribe_token(*mine, token), leaving);
    EXPECT_FALSE(parse_unsubscribe_token(*theirs, token));
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto changed = token;
        changed[i] = changed[i] == '1' ? '2' : '1';
        EXPECT_FALSE(parse_unsubscribe_token(*mine, changed)) << changed;
    }
    EXPECT_FALSE(parse_unsubscribe_token(*mine, token + "0"));
    EXPECT_FALSE(parse_unsubscribe_token(*mine, ""));
    // About safety nobody leaves.
    EXPECT_FALSE(parse_unsubscribe_token(*mine, unsubscribe_token(*mine, { { 3 }, "sign-in-locked" })));
}

} // namespace recourse::notify
