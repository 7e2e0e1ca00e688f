// What is left after the process or the power has gone: every acknowledged batch, none half.

#include "store/sqlite/power_cut.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/store_samples.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <random>

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recourse::store {
namespace {

using namespace samples;
using Rng = std::mt19937_64;

std::size_t draw(Rng& rng, std::size_t bound)
{
    return static_cast<std::size_t>(rng() % bound);
}

SqliteOptions options_for(std::filesystem::path const& directory, unsigned checkpoint_pages)
{
    SqliteOptions options;
    options.directory = directory;
    options.grow_log = false;
    options.checkpoint_pages = checkpoint_pages;
    return options;
}

std::unique_ptr<SqliteStore> opened(SqliteOptions options)
{
    auto store = SqliteStore::open(std::move(options));
    if (!store) {
        ADD_FAILURE() << store.error().detail;
        return nullptr;
    }
    return std::move(*store);
}

/// The log as far as it goes, its chain checked and its last batch whole.
std::vector<Event> checked_log(Store& store)
{
    auto events = store.read(1, 10'000'000).value();
    ChainReader chain;
    for (auto const& each : events) {
        auto const added = chain.add(each);
        if (!added) {
            ADD_FAILURE() << "at " << added.error().at << ": " << added.error().what;
            break;
        }
    }
    EXPECT_TRUE(chain.between_batches());
    auto const head = store.head();
    if (!head) {
        ADD_FAILURE() << head.error().detail;
        return events;
    }
    EXPECT_EQ(head->last, chain.last());
    EXPECT_EQ(head->hash, chain.hash());
    return events;
}

/// Events of one batch, one slice that says in three places how far it goes, and housekeeping now and then.
struct Writer {
    Store& store;
    Rng& rng;
    std::uint32_t version = 1;

    Durable append()
    {
        auto const count = 1 + draw(rng, 20);
        auto events = some(count, 1, version);
        for (auto& event : events)
            event.body.resize(draw(rng, 600));
        version += static_cast<std::uint32_t>(count);
        return store.append(next_batch(store.head().value(), std::move(events))).value();
    }
    void project()
    {
        auto const head = store.head().value();
        Slice slice;
        slice.from = head.projected;
        slice.upto = head.last;
        auto const text = std::to_string(slice.upto);
        slice.rows = { { 1, "upto", bytes(text) } };
        slice.snapshots = { { 1, 1, slice.upto, bytes(text) } };
        slice.lists = { { 1, "upto", text, text } };
        if (slice.from != 0)
            slice.lists_removed = { { 1, "upto", std::to_string(slice.from), std::to_string(slice.from) } };
        ASSERT_TRUE(store.project(slice));
    }
};

/// The three places agree with the watermark.
void check_projections(Store& store)
{
    auto const projected = store.head().value().projected;
    EXPECT_LE(projected, store.head().value().last);
    auto const list = store.page({ .view = 1, .scopes = { "upto" } }).value().value;
    std::vector<Key> const keys { "upto" };
    auto const row = store.rows(1, keys).value().value.at(0);
    if (projected == 0) {
        EXPECT_FALSE(row);
        EXPECT_TRUE(list.empty());
        return;
    }
    auto const text = std::to_string(projected);
    EXPECT_EQ(row, bytes(text));
    ASSERT_EQ(list.size(), 1u);
    EXPECT_EQ(list[0].key, text);
    std::vector<StreamId> const streams { 1 };
    EXPECT_EQ(store.load(streams).value().value.at(0)->as_of, projected);
}

/// What the child tells after each acknowledged append.
struct Acknowledged {
    Sequence last;
    Digest hash;
};

[[noreturn]] void write_until_killed(std::filesystem::path const& directory, int pipe, std::uint64_t seed)
{
    auto const store = opened(options_for(directory, 60));
    if (!store)
        _exit(3);
    Rng rng(seed);
    store->lease("child").value();
    Writer writer { *store, rng };
    for (;;) {
        auto const durable = writer.append();
        Acknowledged const said { durable.last, durable.hash };
        if (::write(pipe, &said, sizeof said) != sizeof said)
            _exit(4);
        if (draw(rng, 4) == 0)
            writer.project();
        if (draw(rng, 10) == 0)
            if (!store->maintain())
                _exit(5);
    }
}

TEST(Crash, a_killed_process_leaves_every_acknowledged_batch_and_none_half)
{
    Scratch const scratch;
    Rng rng(20'261'124);
    Acknowledged last {};
    for (int round = 0; round < 25; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        auto const seed = rng();
        auto const child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            close(ends[0]);
            write_until_killed(scratch.path(), ends[1], seed);
        }
        close(ends[1]);
        // Some acknowledgements, then some more time, so that the kill falls anywhere.
        auto const wanted = 1 + draw(rng, 30);
        for (std::size_t i = 0; i < wanted; ++i)
            ASSERT_EQ(::read(ends[0], &last, sizeof last), static_cast<ssize_t>(sizeof last));
        usleep(static_cast<useconds_t>(draw(rng, 3000)));
        kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status));
        for (Acknowledged said {}; ::read(ends[0], &said, sizeof said) == static_cast<ssize_t>(sizeof said);)
            last = said;
        close(ends[0]);

        auto const store = opened(options_for(scratch.path(), 60));
        ASSERT_TRUE(store);
        auto const events = checked_log(*store);
        ASSERT_GE(events.size(), last.last);
        EXPECT_EQ(parse_header(events[last.last - 1])->hash, last.hash);
        check_projections(*store);
    }
    EXPECT_GT(last.last, 100u);
}

std::vector<char> content(std::filesystem::path const& path)
{
    std::ifstream in(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(in), {} };
}

void put(std::filesystem::path const& path, std::vector<char> const& bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST(Crash, a_log_cut_at_any_byte_holds_whole_batches_from_the_start)
{
    Scratch const scratch;
    Rng rng(7);
    std::vector<Head> heads { {} };
    auto const source = scratch.path() / "source";
    auto const store = opened(options_for(source, 1'000'000)); // nothing leaves the write-ahead log
    store->lease("test").value();
    Writer writer { *store, rng };
    for (int i = 0; i < 15; ++i) {
        writer.append();
        heads.push_back(store->head().value());
        if (i % 4 == 3)
            writer.project();
    }
    auto const projected = store->head().value().projected;
    auto const database = content(source / "recourse.db");
    auto const log = content(source / "recourse.db-wal");
    auto const views = content(source / "views.db");
    auto const views_log = content(source / "views.db-wal");
    constexpr std::size_t frame = 4096 + 24;
    ASSERT_GT(log.size(), 15 * frame);

    std::vector<std::size_t> cuts { 0, 1, 31, 32, log.size(), log.size() - 1 };
    for (int i = 0; i < 60; ++i)
        cuts.push_back(draw(rng, log.size()));
    for (int i = 0; i < 30; ++i) // about the edges of frames
        cuts.push_back(std::min(32 + draw(rng, log.size() / frame) * frame + draw(rng, 27), log.size()));
    std::ranges::sort(cuts);
    Sequence before = 0;
    for (auto const cut : cuts) {
        // Behind the cut: nothing, zeros, or what happened to be on the disk.
        for (int const rest : { 0, 1, 2 }) {
            auto bytes = log;
            for (auto i = cut; i < bytes.size(); ++i)
                bytes[i] = rest == 1 ? '\0' : static_cast<char>(rng());
            if (rest == 0)
                bytes.resize(cut);
            auto const directory = scratch.path() / "cut";
            std::filesystem::remove_all(directory);
            std::filesystem::create_directories(directory);
            put(directory / "recourse.db", database);
            put(directory / "recourse.db-wal", bytes);
            // Whole, so that they lead a log that was cut: they say so, and only without them is it gone on from there.
            put(directory / "views.db", views);
            put(directory / "views.db-wal", views_log);
            auto tried = SqliteStore::open(options_for(directory, 1000));
            bool const leads = !tried;
            if (leads) {
                ASSERT_EQ(tried.error().kind, OpenError::apart) << tried.error().detail;
                std::filesystem::remove(directory / "views.db");
                std::filesystem::remove(directory / "views.db-wal");
            }
            auto const found = leads ? opened(options_for(directory, 1000)) : *std::move(tried);
            ASSERT_TRUE(found) << "cut at " << cut;
            EXPECT_EQ(leads, found->head().value().last < projected) << "cut at " << cut;
            (void)checked_log(*found);
            check_projections(*found);
            auto const head = found->head().value();
            EXPECT_TRUE(std::ranges::any_of(
                heads, [&](Head const& known) { return known.last == head.last && known.hash == head.hash; }))
                << "cut at " << cut << ": " << head.last;
            EXPECT_GE(head.last, before);
            before = std::max(before, rest == 0 ? head.last : before);
        }
    }
    EXPECT_EQ(before, heads.back().last); // the whole log is the whole history
}

TEST(Crash, after_a_power_cut_at_any_write_every_acknowledged_batch_is_there)
{
    Scratch const scratch;
    Rng rng(11);
    sqlite::PowerCut cut;
    auto const directory = scratch.path() / "live";
    auto options = options_for(directory, 40); // the log is moved into the database many times
    options.vfs = sqlite::PowerCut::name;
    auto store = opened(options);
    store->lease("test").value();
    cut.watch({ directory / "recourse.db", directory / "recourse.db-wal", directory / "views.db",
        directory / "views.db-wal" });

    struct Moment {
        std::filesystem::path directory;
        Sequence acknowledged;
    };
    std::vector<Moment> moments;
    Sequence acknowledged = 0;
    cut.before_io = [&] {
        if (draw(rng, 12) != 0 || moments.size() >= 300)
            return;
        moments.push_back({ scratch.path() / std::to_string(moments.size()), acknowledged });
        cut.leave_in(moments.back().directory, [&] { return rng(); });
    };
    Writer writer { *store, rng };
    for (int i = 0; i < 250; ++i) {
        acknowledged = writer.append().last;
        if (i % 5 == 4)
            writer.project();
        if (i % 9 == 8)
            ASSERT_TRUE(store->maintain());
    }
    cut.before_io = {};
    store.reset();
    EXPECT_GT(moments.size(), 100u);
    for (auto const& moment : moments) {
        auto const found = opened(options_for(moment.directory, 1000));
        ASSERT_TRUE(found);
        (void)checked_log(*found);
        check_projections(*found);
        EXPECT_GE(found->head().value().last, moment.acknowledged) << moment.directory;
    }
}

// R11: a failed flush is never tried again; who opens the store anew finds the batch or not, and goes on either way.
TEST(Crash, a_failed_flush_leaves_the_outcome_unknown_until_the_store_is_opened_anew)
{
    for (bool const through_memory : { false, true }) {
        Scratch const scratch;
        Batch batch;
        {
            sqlite::PowerCut cut;
            auto options = options_for(scratch.path(), 1000);
            options.vfs = sqlite::PowerCut::name;
            auto const store = opened(options);
            store->lease("test").value();
            ASSERT_TRUE(store->append(next_batch(store->head().value(), some(3))));
            cut.watch({ scratch.path() / "recourse.db", scratch.path() / "recourse.db-wal" });
            batch = next_batch(store->head().value(), some(2, 1, 4));
            cut.flushes_until_failure = 0;
            EXPECT_EQ(store->append(batch).error().kind, AppendError::unknown);
            cut.flushes_until_failure = -1;
            EXPECT_EQ(store->append(batch).error().kind, AppendError::full);
            EXPECT_EQ(store->head().error().kind, ReadError::failed);
            EXPECT_EQ(store->project({}).error().kind, ProjectError::full);
            if (!through_memory) { // the machine went down: what was not flushed is lost
                Rng rng(1);
                cut.leave_in(scratch.path() / "left", [] { return std::uint64_t { 0 }; });
            }
        }
        auto const store = opened(options_for(through_memory ? scratch.path() : scratch.path() / "left", 1000));
        ASSERT_TRUE(store);
        auto const last = batch.header.first + batch.header.count;
        auto const row = store->read(last, 1).value();
        EXPECT_EQ(!row.empty(), through_memory);
        if (row.empty())
            ASSERT_TRUE(store->append(batch));
        EXPECT_EQ(parse_header(store->read(last, 1).value().at(0)), batch.header);
        EXPECT_EQ(checked_log(*store).size(), 7u);
    }
}

// R8: storage errors have classes of their own.
TEST(Crash, a_full_disk_writes_nothing_and_goes_on_when_there_is_room)
{
    Scratch const scratch;
    sqlite::PowerCut cut;
    auto options = options_for(scratch.path(), 1000);
    options.vfs = sqlite::PowerCut::name;
    auto const store = opened(options);
    store->lease("test").value();
    cut.watch({ scratch.path() / "recourse.db", scratch.path() / "recourse.db-wal" });
    for (int after = 0; after < 6; ++after) {
        auto const before = store->head().value();
        auto events = some(20, 1);
        for (auto& event : events)
            event.body.resize(500);
        auto const batch = next_batch(before, events);
        cut.writes_until_full = after;
        auto const refused = store->append(batch);
        cut.writes_until_full = -1;
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, AppendError::full);
        EXPECT_EQ(store->head().value(), before);
        ASSERT_TRUE(store->append(batch));
    }
    (void)checked_log(*store);
}

} // namespace
} // namespace recourse::store
