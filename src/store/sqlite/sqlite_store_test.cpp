#include "store/sqlite/sqlite_store.hpp"

#include "tests/contract/store_samples.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <thread>

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recourse::store {
namespace {

using namespace samples;

SqliteOptions options_for(std::filesystem::path const& directory)
{
    SqliteOptions options;
    options.directory = directory;
    options.grow_log = false;
    options.busy_wait_max = std::chrono::milliseconds(20);
    return options;
}

std::unique_ptr<SqliteStore> opened(SqliteOptions options)
{
    auto store = SqliteStore::open(std::move(options));
    if (!store)
        ADD_FAILURE() << store.error().detail;
    return std::move(store).value();
}

/// Another program on the same file.
class Outsider {
public:
    explicit Outsider(std::filesystem::path const& directory, char const* file = "recourse.db")
    {
        EXPECT_EQ(sqlite3_open((directory / file).c_str(), &handle_), SQLITE_OK);
    }
    ~Outsider() { sqlite3_close(handle_); }
    Outsider(Outsider const&) = delete;
    Outsider& operator=(Outsider const&) = delete;
    void execute(char const* sql)
    {
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(handle_, sql, nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
        sqlite3_free(message);
    }

private:
    sqlite3* handle_ = nullptr;
};

unsigned permissions(std::filesystem::path const& path)
{
    struct stat status {};
    EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777;
}

TEST(SqliteStore, files_are_their_owners_alone)
{
    Scratch const scratch;
    auto const directory = scratch.path() / "deep" / "data";
    auto options = options_for(directory);
    options.grow_log = true;
    auto const store = opened(options);
    store->lease("test").value();
    EXPECT_EQ(permissions(directory), 0700u);
    for (auto const* file :
        { "recourse.db", "recourse.db-wal", "recourse.db-shm", "views.db", "views.db-wal", "recourse.lock" })
        EXPECT_EQ(permissions(directory / file), 0600u) << file;
}

TEST(SqliteStore, the_log_has_its_full_size_from_the_start_and_keeps_it)
{
    Scratch const scratch;
    auto options = options_for(scratch.path());
    options.grow_log = true;
    options.checkpoint_pages = 100;
    auto const size = [&] { return std::filesystem::file_size(scratch.path() / "recourse.db-wal"); };
    auto store = opened(options);
    store->lease("test").value();
    auto const grown = size();
    EXPECT_GE(grown, 150u * 4120);
    for (int i = 0; i < 300; ++i) {
        ASSERT_TRUE(store->append(next_batch(store->head().value(), some(40))));
        if (i % 2 == 0)
            ASSERT_TRUE(store->maintain());
    }
    EXPECT_EQ(size(), grown); // about 1,500 pages went through it
    store.reset();
    store = opened(options);
    EXPECT_EQ(size(), grown);
    EXPECT_EQ(store->read(1, 100'000).value().size(), 300u * 41);
}

TEST(SqliteStore, the_log_stays_bounded_without_housekeeping)
{
    Scratch const scratch;
    auto options = options_for(scratch.path());
    options.checkpoint_pages = 100;
    auto const store = opened(options);
    store->lease("test").value();
    for (int i = 0; i < 200; ++i)
        ASSERT_TRUE(store->append(next_batch(store->head().value(), some(40))));
    EXPECT_LT(std::filesystem::file_size(scratch.path() / "recourse.db-wal"), 200u * 4120);
}

TEST(SqliteStore, a_directory_in_use_is_refused_and_the_holder_named)
{
    Scratch const scratch;
    auto options = options_for(scratch.path());
    options.holder = "recourse serve 127.0.0.1:8080";
    auto store = opened(options);
    auto const refused = SqliteStore::open(options_for(scratch.path()));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, OpenError::held);
    EXPECT_NE(refused.error().detail.find("pid " + std::to_string(getpid()) + " since 2"), std::string::npos)
        << refused.error().detail;
    EXPECT_NE(refused.error().detail.find("(recourse serve 127.0.0.1:8080)"), std::string::npos);
    store.reset();
    EXPECT_TRUE(SqliteStore::open(options_for(scratch.path())));
}

TEST(SqliteStore, the_lock_ends_with_the_process)
{
    Scratch const scratch;
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    auto const child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        auto const store = opened(options_for(scratch.path()));
        while (store && write(ends[1], "x", 1) == 1)
            pause();
        _exit(1);
    }
    char byte = 0;
    ASSERT_EQ(read(ends[0], &byte, 1), 1);
    auto const refused = SqliteStore::open(options_for(scratch.path()));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find("pid " + std::to_string(child) + " "), std::string::npos);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    EXPECT_TRUE(SqliteStore::open(options_for(scratch.path())));
    close(ends[0]);
    close(ends[1]);
}

TEST(SqliteStore, a_file_of_a_newer_program_is_refused)
{
    Scratch const scratch;
    opened(options_for(scratch.path())).reset();
    Outsider(scratch.path()).execute("PRAGMA user_version = 99");
    auto const refused = SqliteStore::open(options_for(scratch.path()));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, OpenError::newer);
    EXPECT_NE(refused.error().detail.find("version 99"), std::string::npos) << refused.error().detail;
}

TEST(SqliteStore, a_file_of_another_program_is_refused)
{
    Scratch const scratch;
    Outsider(scratch.path()).execute("CREATE TABLE recipes(name)");
    EXPECT_EQ(SqliteStore::open(options_for(scratch.path())).error().kind, OpenError::corrupt);
    Scratch const other;
    std::ofstream(other.path() / "recourse.db") << std::string(8192, 'x');
    EXPECT_EQ(SqliteStore::open(options_for(other.path())).error().kind, OpenError::corrupt);
}

TEST(SqliteStore, a_directory_that_cannot_be_made_is_a_failure)
{
    Scratch const scratch;
    std::ofstream(scratch.path() / "file") << "x";
    auto const refused = SqliteStore::open(options_for(scratch.path() / "file" / "data"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, OpenError::failed);
}

// R8: busy is transient, and nothing was written.
TEST(SqliteStore, a_file_locked_by_another_program_is_a_transient_fault)
{
    Scratch const scratch;
    auto const store = opened(options_for(scratch.path()));
    store->lease("test").value();
    auto const batch = next_batch(store->head().value(), some(1));
    {
        Outsider outsider(scratch.path());
        outsider.execute("BEGIN IMMEDIATE");
        EXPECT_EQ(store->append(batch).error().kind, AppendError::transient);
        EXPECT_TRUE(store->project({})); // in a file of its own
        EXPECT_EQ(store->lease("other").error().kind, AppendError::transient);
        EXPECT_EQ(store->head().value().last, 0u); // reading goes on
        outsider.execute("ROLLBACK");
    }
    {
        Outsider outsider(scratch.path(), "views.db");
        outsider.execute("BEGIN IMMEDIATE");
        EXPECT_EQ(store->project({}).error().kind, ProjectError::transient);
        outsider.execute("ROLLBACK");
    }
    EXPECT_TRUE(store->append(batch));
}

TEST(SqliteStore, a_log_changed_behind_its_back_is_found)
{
    Scratch const scratch;
    auto const store = opened(options_for(scratch.path()));
    store->lease("test").value();
    ASSERT_TRUE(store->append(next_batch(store->head().value(), some(5))));
    ASSERT_TRUE(store->append(next_batch(store->head().value(), some(5))));
    Outsider outsider(scratch.path());
    outsider.execute("UPDATE events SET body = CAST(body || x'00' AS BLOB) WHERE sequence = 3");
    ChainReader chain;
    Sequence broken = 0;
    for (auto const& event : store->read(1, 100).value()) {
        if (auto const added = chain.add(event); !added) {
            broken = added.error().at;
            EXPECT_EQ(added.error().what, "the events 1 to 5 or their header were changed");
            break;
        }
    }
    EXPECT_EQ(broken, 6u);

    outsider.execute("DELETE FROM events WHERE sequence = 12");
    EXPECT_EQ(store->head().error().kind, ReadError::corrupt); // it ends within a batch
    EXPECT_EQ(store->append(next_batch({ 12, {}, 1, 0 }, some(1))).error().kind, AppendError::corrupt);
    outsider.execute("UPDATE events SET command = x'00' WHERE sequence = 2");
    EXPECT_EQ(store->read(1, 3).error().kind, ReadError::corrupt);
    Outsider(scratch.path(), "views.db").execute("DROP TABLE accounts");
    EXPECT_EQ(store->accounts_from(0, 1).error().kind, ReadError::corrupt);
}

/// A store with a few events, all of them projected; closed again.
Head followed(std::filesystem::path const& directory, StreamId stream = 1)
{
    auto const store = opened(options_for(directory));
    store->lease("test").value();
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(store->append(next_batch(store->head().value(), some(4, stream))));
    Slice slice;
    slice.upto = store->head().value().last;
    slice.rows = { { 1, "a", bytes("b") } };
    EXPECT_TRUE(store->project(slice));
    return store->head().value();
}

TEST(SqliteStore, views_that_are_missing_or_of_another_form_are_made_anew)
{
    struct Row {
        char const* name;
        std::function<void(std::filesystem::path const&)> change;
        bool kept;
    };
    std::vector<Row> const rows {
        { "nothing", [](auto const&) {}, true },
        { "missing", [](auto const& at) { std::filesystem::remove(at / "views.db"); }, false },
        { "another form", [](auto const& at) { Outsider(at, "views.db").execute("PRAGMA user_version = 99"); }, false },
    };
    for (auto const& row : rows) {
        Scratch const scratch;
        auto const head = followed(scratch.path());
        row.change(scratch.path());
        auto const store = opened(options_for(scratch.path()));
        EXPECT_EQ(store->head().value().projected, row.kept ? head.last : 0u) << row.name;
        std::vector<Key> const keys { "a" };
        EXPECT_EQ(store->rows(1, keys).value().value.at(0).has_value(), row.kept) << row.name;
    }
}

/// All bytes of all files but what SQLite keeps of its readers.
std::map<std::string, std::string> bytes_in(std::filesystem::path const& directory)
{
    std::map<std::string, std::string> all;
    for (auto const& entry : std::filesystem::directory_iterator(directory)) {
        std::ifstream in(entry.path(), std::ios::binary);
        all[entry.path().filename().string()] = std::string(std::istreambuf_iterator<char> { in }, {});
    }
    return all;
}

// Views are written after the events that they are made of are durable. Where they are ahead the log has lost its end,
// and they are what shows it.
TEST(SqliteStore, a_log_that_ends_before_its_views_is_not_opened_and_they_stay)
{
    struct Row {
        char const* name;
        std::function<void(std::filesystem::path const&)> change;
        char const* says;
    };
    Scratch const other;
    followed(other.path(), 2);
    std::vector<Row> const rows {
        { "the end is cut off", [](auto const& at) { Outsider(at).execute("DELETE FROM events WHERE sequence > 10"); },
            "was made of the events up to 15, and the log ends with 10: 5 are gone" },
        { "all is gone", [](auto const& at) { Outsider(at).execute("DELETE FROM events"); },
            "was made of the events up to 15, and the log ends with 0: 15 are gone" },
        { "cut off, and the views are of another form",
            [](auto const& at) {
                Outsider(at).execute("DELETE FROM events WHERE sequence > 10");
                Outsider(at, "views.db").execute("PRAGMA user_version = 99");
            },
            "was made of the events up to 15, and the log ends with 10" },
        { "another log",
            [&](auto const& at) {
                std::filesystem::copy_file(other.path() / "recourse.db", at / "recourse.db",
                    std::filesystem::copy_options::overwrite_existing);
                std::filesystem::remove(at / "recourse.db-wal");
            },
            "was made of another log: it has come to event 15, which is another one here (the log ends with 15)" },
    };
    for (bool const writes : { true, false }) {
        for (auto const& row : rows) {
            Scratch const scratch;
            followed(scratch.path());
            row.change(scratch.path());
            auto const before = bytes_in(scratch.path());
            auto options = options_for(scratch.path());
            options.writes = writes;
            auto const refused = SqliteStore::open(options);
            ASSERT_FALSE(refused) << row.name;
            EXPECT_EQ(refused.error().kind, OpenError::apart) << row.name;
            EXPECT_NE(refused.error().detail.find(row.says), std::string::npos) << refused.error().detail;
            EXPECT_NE(refused.error().detail.find("Restore a backup"), std::string::npos) << row.name;
            EXPECT_EQ(bytes_in(scratch.path()).at("views.db"), before.at("views.db")) << row.name;
            if (!writes)
                EXPECT_EQ(bytes_in(scratch.path()), before) << row.name;
        }
    }
}

TEST(SqliteStore, looking_changes_no_byte_and_reads_what_the_write_ahead_log_has)
{
    Scratch const scratch, copy;
    Head head;
    {
        auto const store = opened(options_for(scratch.path()));
        store->lease("test").value();
        ASSERT_TRUE(store->append(next_batch(store->head().value(), some(4))));
        Slice slice;
        slice.upto = store->head().value().last;
        ASSERT_TRUE(store->project(slice));
        ASSERT_TRUE(store->append(next_batch(store->head().value(), some(4)))); // the views are behind
        head = store->head().value();
        // As a process leaves it that is killed.
        for (auto const* name : { "recourse.db", "recourse.db-wal", "views.db", "views.db-wal", "recourse.lock" })
            std::filesystem::copy_file(scratch.path() / name, copy.path() / name);
    }
    for (bool const with_views : { true, false }) {
        if (!with_views) {
            std::filesystem::remove(copy.path() / "views.db");
            std::filesystem::remove(copy.path() / "views.db-wal");
        }
        auto const before = bytes_in(copy.path());
        {
            auto options = options_for(copy.path());
            options.writes = false;
            auto const store = opened(options);
            auto const seen = store->head().value();
            EXPECT_EQ(seen.last, head.last);
            EXPECT_EQ(seen.hash, head.hash);
            EXPECT_EQ(seen.projected, with_views ? head.projected : 0u);
            EXPECT_EQ(store->read(1, 100).value().size(), head.last);
            EXPECT_FALSE(store->projection_digests().value().value.empty());
            EXPECT_EQ(store->lease("no").error().kind, AppendError::full);
            EXPECT_EQ(store->append(next_batch(seen, some(1))).error().detail, "the store is only looked at");
            EXPECT_FALSE(store->drop_projections());
            EXPECT_FALSE(store->maintain());
            EXPECT_EQ(SqliteStore::open(options_for(copy.path())).error().kind, OpenError::held);
        }
        EXPECT_EQ(bytes_in(copy.path()), before) << with_views;
    }
}

TEST(SqliteStore, what_lies_in_the_place_of_the_views_and_is_not_ours_stays)
{
    Scratch const scratch;
    followed(scratch.path());
    std::filesystem::remove(scratch.path() / "views.db");
    Outsider(scratch.path(), "views.db").execute("CREATE TABLE recipes(name)");
    auto const refused = SqliteStore::open(options_for(scratch.path()));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, OpenError::corrupt);
    EXPECT_NE(
        refused.error().detail.find("views.db: a database of another program. It can be removed"), std::string::npos)
        << refused.error().detail;
}

TEST(SqliteStore, a_backup_is_of_one_moment_while_writing_goes_on)
{
    Scratch const scratch;
    auto const store = opened(options_for(scratch.path() / "live"));
    store->lease("test").value();
    auto const append = [&] { ASSERT_TRUE(store->append(next_batch(store->head().value(), some(30)))); };
    for (int i = 0; i < 20; ++i)
        append();
    auto const before = store->head().value();
    auto const target = scratch.path() / "restored" / "recourse.db";
    std::filesystem::create_directories(target.parent_path());
    {
        std::jthread const writer([&](std::stop_token const& stop) {
            while (!stop.stop_requested())
                append();
        });
        auto const done = store->backup_to(target);
        ASSERT_TRUE(done) << done.error().detail;
    }
    EXPECT_EQ(store->backup_to(target).error().kind, ReadError::failed); // never over an older one
    EXPECT_EQ(permissions(target), 0600u);
    EXPECT_FALSE(std::filesystem::exists(target.string() + ".part"));

    auto const restored = opened(options_for(target.parent_path()));
    auto const head = restored->head().value();
    EXPECT_GE(head.last, before.last);
    EXPECT_LE(head.last, store->head().value().last);
    ChainReader chain;
    for (auto const& event : restored->read(1, 1'000'000).value())
        ASSERT_TRUE(chain.add(event));
    EXPECT_EQ(chain.hash(), head.hash);
    restored->lease("restored").value();
    EXPECT_TRUE(restored->append(next_batch(restored->head().value(), some(1))));
}

TEST(SqliteStore, a_backup_without_a_place_fails_and_leaves_nothing)
{
    Scratch const scratch;
    auto const store = opened(options_for(scratch.path() / "live"));
    EXPECT_EQ(store->backup_to(scratch.path() / "nowhere" / "copy").error().kind, ReadError::failed);
}

// R3: many readers, none of which waits for a writer or sees half of a slice.
TEST(SqliteStore, readers_see_whole_slices_while_they_are_written)
{
    Scratch const scratch;
    auto options = options_for(scratch.path());
    options.readers_max = 2; // fewer than threads
    auto const store = opened(options);
    store->lease("test").value();
    std::atomic<bool> done = false;
    std::atomic<int> read = 0;
    {
        std::vector<std::jthread> readers;
        readers.reserve(4);
        for (int i = 0; i < 4; ++i) {
            readers.emplace_back([&] {
                std::vector<Key> const keys { "a", "b" };
                while (!done) {
                    auto const seen = store->rows(1, keys).value();
                    EXPECT_EQ(seen.value[0], seen.value[1]);
                    if (seen.as_of > 0)
                        EXPECT_EQ(seen.value[0], bytes(std::to_string(seen.as_of)));
                    ++read;
                }
            });
        }
        for (int i = 0; i < 100 || read < 100; ++i) {
            ASSERT_TRUE(store->append(next_batch(store->head().value(), some(2))));
            auto const head = store->head().value();
            Slice slice;
            slice.from = head.projected;
            slice.upto = head.last;
            auto const body = bytes(std::to_string(head.last));
            slice.rows = { { 1, "a", body }, { 1, "b", body } };
            ASSERT_TRUE(store->project(slice));
        }
        done = true;
    }
}

} // namespace
} // namespace recourse::store
