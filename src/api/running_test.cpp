#include "api/backup.hpp"
#include "api/desk_test.hpp"
#include "app/audit.hpp"
#include "store/chain.hpp"
#include "store/sqlite/connection.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <map>
#include <thread>

// Running a desk: its views made anew, copies of it, a file that a newer program wrote, sampling plans.

namespace recourse::api {

namespace {

using act::Role;
using testing::HasSubstr;

std::shared_ptr<casework::World const> world()
{
    static auto const loaded = catalog::shipped_world(false);
    return loaded->world;
}

DeskOptions options_for(std::filesystem::path const& directory)
{
    DeskOptions options;
    options.directory = directory;
    options.programmes.push_back({ "alibaba-trade-assurance", "current-help", {} });
    return options;
}

/// A desk with parties in a directory of its own, closed again.
void make_desk(std::filesystem::path const& directory, app::Clock& clock, int parties)
{
    auto desk = Desk::open(options_for(directory), world(), clock);
    ASSERT_TRUE(desk) << desk.error();
    for (int i = 0; i < parties; ++i) {
        app::Envelope envelope { {}, {}, { Role::officer, {}, {} }, { codec::Subject::party, 0 },
            party::Command { party::Register { { fmt::format("Party {}", i), "", "CN", "" } } }, {}, {} };
        envelope.content = content_of(envelope);
        envelope.id = app::command_id({}, fmt::format("k{}", i));
        std::promise<app::Outcome> answer;
        (*desk)->pipeline().submit(std::move(envelope), [&](app::Outcome outcome) { answer.set_value(outcome); });
        ASSERT_EQ(answer.get_future().get().result, app::Result::done);
    }
}

} // namespace

TEST(Running, views_are_made_anew_and_say_how_far_they_are)
{
    TestDesk desk;
    auto const officer = desk.key(Role::officer, {});
    for (int i = 0; i < 20; ++i)
        desk.made(officer, "/v1/parties", "{'profile':{'name':'N','country':'CN'}}");
    EXPECT_EQ(desk.post(officer, "/v1/views/rebuild").status, 202);
    for (;;) {
        auto const state = desk.get(officer, "/v1/views").json();
        auto const shown = state.find("shown")->integer, last = state.find("last")->integer;
        ASSERT_LE(shown, last);
        if (!state.find("rebuilding")->boolean) {
            EXPECT_EQ(shown, last);
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(desk.get(officer, "/v1/parties?limit=200").json().find("items")->items.size(), 20u);
}

TEST(Running, a_desk_without_a_folder_for_copies_says_so)
{
    TestDesk desk;
    auto const answer = desk.post(desk.key(Role::officer, {}), "/v1/backups");
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.code(), "backup.nowhere");
    EXPECT_THAT(answer.text("detail"), HasSubstr("--backups"));
}

TEST(Running, a_copy_becomes_a_desk_as_a_whole_or_not_at_all)
{
    Folder const folder;
    app::SystemClock clock;
    auto const data = folder.path() / "desk", copy = folder.path() / "copy", again = folder.path() / "again";
    make_desk(data, clock, 3);
    {
        auto desk = Desk::open(options_for(data), world(), clock);
        ASSERT_TRUE(desk) << desk.error();
        auto const made = back_up(**desk, copy);
        ASSERT_TRUE(made) << made.error();
        EXPECT_EQ(made->size(), 6u);
        EXPECT_THAT(back_up(**desk, copy).error(), HasSubstr("is there already"));
        EXPECT_THAT(Restoring::begin(copy, data, {}, false).error(), HasSubstr("is in use by pid"));
    }
    EXPECT_THAT(Restoring::begin(copy, data, {}, false).error(), HasSubstr("is not empty"));
    EXPECT_THAT(Restoring::begin(folder.path() / "none", again, {}, false).error(), HasSubstr("none is missing"));
    EXPECT_THAT(Restoring::begin(copy, again, { .accounts = copy }, false).error(), HasSubstr("is no accounts.key"));
    EXPECT_THAT(Restoring::begin(copy, copy, {}, false).error(), HasSubstr("is no directory"));
    EXPECT_FALSE(std::filesystem::exists(again));
    {
        auto restoring = Restoring::begin(copy, again, { .accounts = data / "accounts.key" }, false);
        ASSERT_TRUE(restoring) << restoring.error();
        EXPECT_FALSE(std::filesystem::exists(again));
        ASSERT_TRUE(restoring->finish());
    }
    auto desk = Desk::open(options_for(again), world(), clock);
    ASSERT_TRUE(desk) << desk.error();
    auto const audit = app::audit((*desk)->store(), (*desk)->books(), (*desk)->zone());
    ASSERT_TRUE(audit) << audit.error();
    EXPECT_EQ(audit->findings, std::vector<std::string> {});
    EXPECT_EQ(audit->events, 6u); // each with its header
    std::error_code ignored;
    std::size_t there = 0;
    for ([[maybe_unused]] auto const& entry : std::filesystem::directory_iterator { folder.path(), ignored })
        ++there;
    EXPECT_EQ(there, 8u); // nothing half-made is left: desk, again, the six of the copy
}

/// All bytes of all files.
std::map<std::string, std::string> bytes_in(std::filesystem::path const& folder)
{
    std::map<std::string, std::string> all;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        all[entry.path().lexically_relative(folder).string()] = std::string(std::istreambuf_iterator<char> { in }, {});
    }
    return all;
}

// A check once set back what was ahead of a log that had lost its end, and with it what showed that anything was lost.
TEST(Running, a_look_changes_no_byte_and_names_what_is_ahead_of_the_log)
{
    namespace sqlite = store::sqlite;
    struct Row {
        char const* file;
        char const* change;
        char const* says;
    };
    Folder const folder;
    app::SystemClock clock;
    auto const data = folder.path() / "desk";
    make_desk(data, clock, 3);
    auto const whole = bytes_in(data);
    auto const well = Desk::look(options_for(data), world(), clock);
    ASSERT_TRUE(well) << well.error();
    EXPECT_EQ(well->findings, std::vector<std::string> {});
    EXPECT_EQ(well->events, 6u);
    EXPECT_EQ(bytes_in(data), whole);
    for (auto const& [file, change, says] : {
             Row { "recourse.db", "DELETE FROM events WHERE sequence > 4",
                 "views.db was made of the events up to 6, and the log ends with 4: 2 are gone" },
             Row { "deliveries.db", "UPDATE place SET cursor = 9",
                 "deliveries.db has told of the events up to 9, and the log ends with 6: 3 are gone" },
             Row { "vault/search.db", "UPDATE state SET filled = 8",
                 "search.db has come to event 8, and the log ends with 6: 2 are gone" },
             Row { "views.db", "UPDATE watermark SET projected = 7",
                 "views.db was made of the events up to 7, and the log ends with 6: 1 are gone" },
         }) {
        auto const cut = folder.path() / "cut";
        std::filesystem::remove_all(cut);
        std::filesystem::copy(data, cut, std::filesystem::copy_options::recursive);
        {
            auto connection = sqlite::Connection::open(cut / file, sqlite::Access::write, {});
            ASSERT_TRUE(connection && connection->execute(change)) << file;
        }
        auto const before = bytes_in(cut);
        auto const looked = Desk::look(options_for(cut), world(), clock);
        ASSERT_TRUE(looked) << looked.error();
        ASSERT_FALSE(looked->findings.empty()) << file;
        EXPECT_THAT(looked->findings.front(), HasSubstr(says));
        EXPECT_EQ(bytes_in(cut), before) << file;
        auto const served = Desk::open(options_for(cut), world(), clock);
        ASSERT_FALSE(served) << file;
        EXPECT_THAT(served.error(), HasSubstr(says));
        EXPECT_THAT(served.error(), HasSubstr("recourse restore"));
        if (std::string_view { file } != "recourse.db")
            EXPECT_EQ(bytes_in(cut)[file], before.at(file)) << file;
    }
}

// A copy whose log had lost its last events was restored, and nothing said so.
TEST(Running, a_copy_whose_log_ends_elsewhere_is_not_restored)
{
    namespace sqlite = store::sqlite;
    Folder const folder;
    app::SystemClock clock;
    auto const data = folder.path() / "desk", copy = folder.path() / "copy", again = folder.path() / "again";
    make_desk(data, clock, 3);
    ASSERT_TRUE(back_up(*Desk::open(options_for(data), world(), clock).value(), copy));
    {
        auto log = sqlite::Connection::open(copy, sqlite::Access::write, {});
        ASSERT_TRUE(log && log->execute("DELETE FROM events WHERE sequence > 4"));
    }
    auto const refused = Restoring::begin(copy, again, {}, false);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error(), HasSubstr("copy.head says \"recourse log 6 "));
    EXPECT_THAT(refused.error(), HasSubstr("is \"recourse log 4 "));
    EXPECT_THAT(refused.error(), HasSubstr("Take another backup"));
    EXPECT_FALSE(std::filesystem::exists(again));
    // A copy of before that did not say it: what was made of the log says so.
    ASSERT_TRUE(std::filesystem::remove(folder.path() / "copy.head"));
    auto old = Restoring::begin(copy, again, {}, false);
    ASSERT_TRUE(old) << old.error();
    EXPECT_THAT(Desk::open(options_for(old->folder()), world(), clock).error(), HasSubstr("the log ends with 4"));
}

TEST(Running, a_copy_without_its_views_is_as_good)
{
    Folder const folder;
    app::SystemClock clock;
    auto const data = folder.path() / "desk", copy = folder.path() / "copy", again = folder.path() / "again";
    make_desk(data, clock, 3);
    ASSERT_TRUE(back_up(*Desk::open(options_for(data), world(), clock).value(), copy));
    ASSERT_TRUE(std::filesystem::remove(folder.path() / "copy.views"));
    ASSERT_TRUE(Restoring::begin(copy, again, {}, false).value().finish());
    auto const desk = Desk::open(options_for(again), world(), clock).value();
    auto const audit = app::audit(desk->store(), desk->books(), desk->zone());
    ASSERT_TRUE(audit) << audit.error();
    EXPECT_EQ(audit->findings, std::vector<std::string> {});
    EXPECT_TRUE(desk->pipeline().wait_projected(desk->pipeline().durable(), std::chrono::seconds(10)));
}

TEST(Running, an_event_of_a_newer_program_is_refused_with_what_to_do)
{
    Folder const folder;
    app::SystemClock clock;
    make_desk(folder.path(), clock, 1);
    {
        store::SqliteOptions options;
        options.directory = folder.path();
        auto const kept = store::SqliteStore::open(std::move(options)).value();
        auto const lease = kept->lease("newer").value();
        auto const head = kept->head().value();
        store::Event event;
        event.stream = codec::to_number({ codec::Subject::party, 1 });
        event.version = 2;
        event.type = 0x03FE;
        event.body = { 2, 0, 0 };
        ASSERT_TRUE(kept->append(store::seal({ head.last, head.hash, lease, clock.now(), 0 }, { event })));
    }
    auto const desk = Desk::open(options_for(folder.path()), world(), clock);
    ASSERT_FALSE(desk);
    EXPECT_THAT(desk.error(), HasSubstr("was written by a newer program: start that one"));
}

TEST(Running, a_sampling_plan_is_that_of_the_tables)
{
    TestDesk desk;
    struct Row {
        std::string_view query, letter;
        int sample, accept;
        bool whole;
    };
    // ISO 2859-1, tables 1 and 2-A; tightened: 2-B. The third follows an arrow, in the fourth the lot is the sample.
    for (auto const& row : {
             Row { "lot=1200&level=II&aql=2.5", "J", 80, 5, false },
             Row { "lot=1200&aql=2.5&severity=tightened", "J", 80, 3, false },
             Row { "lot=20&aql=1.0", "E", 13, 0, false },
             Row { "lot=10&aql=0.65", "F", 10, 0, true },
             Row { "lot=600000&level=S-4&aql=0.65", "K", 125, 2, false },
         }) {
        auto const answer = desk.get({}, fmt::format("/v1/inspection-plans?{}", row.query));
        ASSERT_EQ(answer.status, 200) << answer.body;
        auto const plan = answer.json();
        EXPECT_EQ(plan.find("letter")->text, row.letter) << row.query;
        EXPECT_EQ(plan.find("sample")->integer, row.sample) << row.query;
        EXPECT_EQ(plan.find("accept")->integer, row.accept) << row.query;
        EXPECT_EQ(plan.find("reject")->integer, row.accept + 1) << row.query;
        EXPECT_EQ(plan.find("whole")->boolean, row.whole) << row.query;
    }
    auto const wrong = desk.get({}, "/v1/inspection-plans?lot=1&level=IV&aql=3&severity=reduced");
    EXPECT_EQ(wrong.status, 400);
    for (auto const* name : { "lot", "level", "aql", "severity" })
        EXPECT_THAT(wrong.body, HasSubstr(fmt::format("\"pointer\":\"{}\"", name)));
    EXPECT_EQ(desk.get({}, "/v1/inspection-plans").status, 400);
}

} // namespace recourse::api
