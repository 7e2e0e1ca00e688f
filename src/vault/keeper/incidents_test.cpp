#include "vault/keeper/incidents.hpp"

#include "vault/keeper/keeper_test.hpp"

namespace recourse::vault::keeper {

namespace {

std::vector<Record> records_of(Keeper& keeper, Act act)
{
    std::vector<Record> found;
    for (auto const entry : must(keeper.about_subject({})))
        if (auto record = must(keeper.record(entry)); record.act == act)
            found.push_back(std::move(record));
    return found;
}

constexpr std::int64_t second = 1'000'000;

} // namespace

TEST(Incidents, starts_say_how_the_run_before_ended)
{
    TestFolder const folder;
    TestClock clock;
    auto const run = [&](bool orderly) {
        auto const keeper = opened(folder.path(), clock);
        must(record_start(*keeper, "Recourse 1"));
        if (orderly)
            must(note_end(*keeper));
        std::vector<Ended> ends;
        for (auto const& record : records_of(*keeper, Act::restarted))
            ends.push_back(*parse_restart(record));
        EXPECT_EQ(said(keeper->check()), "");
        return ends;
    };
    EXPECT_EQ(run(true), (std::vector { Ended::unknown }));
    EXPECT_EQ(run(false), (std::vector { Ended::unknown, Ended::orderly }));
    EXPECT_EQ(run(true), (std::vector { Ended::unknown, Ended::orderly, Ended::abruptly }));
    EXPECT_EQ(run(true).back(), Ended::orderly);
}

TEST(Incidents, are_recorded_once_an_hour_of_each_kind_and_object)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder.path(), clock);
    must(keeper->objects().put("an object"));
    Incidents incidents(*keeper, "Recourse 1");
    must(incidents.record_waiting()); // nothing waits
    EXPECT_EQ(keeper->checkpoint().checkpoint.head.size, 0u);
    auto const damaged = sha256("an object");
    for (int i = 0; i < 3; ++i) {
        incidents.note({ IncidentKind::disk_full, "no\nroom", {} });
        incidents.note({ IncidentKind::damaged, "not its bytes", damaged });
        incidents.note({ IncidentKind::damaged, "not its bytes", sha256("another") });
        clock.micros += 1000 * second;
    }
    must(incidents.record_waiting());
    must(incidents.record_waiting());
    auto const first = records_of(*keeper, Act::incident);
    ASSERT_EQ(first.size(), 3u);
    EXPECT_EQ(first[0].note, "kind: disk-full\nsays: no room");
    EXPECT_EQ(first[0].at.micros, TestClock {}.micros); // when it happened, not when it could be recorded
    EXPECT_EQ(first[0].actor, "recourse");
    EXPECT_EQ(first[1].digest, damaged);
    EXPECT_EQ(first[1].size, 9u);
    EXPECT_EQ(parse_incident(first[1])->kind, IncidentKind::damaged);
    clock.micros += 3600 * second;
    incidents.note({ IncidentKind::disk_full, "no room", {} });
    clock.micros -= 86'400 * second; // the clock goes back: what comes is told
    incidents.note({ IncidentKind::disk_full, "no room", {} });
    must(incidents.record_waiting());
    EXPECT_EQ(records_of(*keeper, Act::incident).size(), 5u);
    auto const reported = must(incidents.report("officer P-1 U-2", "the cooling failed"));
    auto const record = must(keeper->record(reported.first));
    EXPECT_EQ(record.actor, "officer P-1 U-2");
    EXPECT_EQ(parse_incident(record)->says, "the cooling failed");
}

TEST(Incidents, wait_until_there_is_room)
{
    TestClock clock;
    SimulatedFiles files(5);
    auto const keeper = must(Keeper::open(files, "/vault", test_options(clock, true)));
    Incidents incidents(*keeper, "Recourse 1");
    files.room = 0;
    incidents.note({ IncidentKind::disk_full, "no room", {} });
    auto const full = incidents.record_waiting();
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().kind, FaultKind::full);
    files.room.reset();
    must(incidents.record_waiting());
    EXPECT_EQ(records_of(*keeper, Act::incident).size(), 1u);
    EXPECT_EQ(said(keeper->check()), "");
}

} // namespace recourse::vault::keeper
