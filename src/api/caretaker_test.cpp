#include "api/caretaker.hpp"

#include "api/dossier_replies.hpp"
#include "api/places_said.hpp"
#include "api/system_facts.hpp"
#include "api/vault_test.hpp"

#include <gmock/gmock.h>

#include <fstream>

// What happened to the system that keeps the evidence: found out, recorded, logged and told.

namespace recourse::api {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::int64_t second = 1'000'000;

std::vector<vault::Record> own_records(Desk& desk, vault::Act act)
{
    auto& keeper = desk.vault().keeper();
    std::vector<vault::Record> found;
    for (auto const entry : keeper.about_subject({}).value())
        if (auto record = keeper.record(entry).value(); record.act == act)
            found.push_back(std::move(record));
    return found;
}

/// Of the exhibit that came last.
packets::SystemFacts facts_of(TestDesk& desk, std::string const& dossier)
{
    auto const id = *parse_id<Dossier>(dossier);
    auto const state = peek<evidence::State>(desk.desk(), stream_of(id)).state;
    auto const taken = take_out(
        desk.desk(), id, act::Role::buyer, { state.exhibits.back() }, {}, desk.desk().clock().now(), Proofs::left_out);
    EXPECT_TRUE(taken);
    return taken->facts;
}

} // namespace

TEST(ClockWatch, sees_steps_and_no_drift)
{
    ClockWatch watch;
    EXPECT_FALSE(watch.look({ 1'000 * second }, 5 * second)); // nothing to compare with yet
    EXPECT_FALSE(watch.look({ 1'010 * second }, 15 * second));
    EXPECT_FALSE(watch.look({ 1'021 * second }, 25 * second)); // slewed
    EXPECT_EQ(watch.look({ 4'631 * second }, 35 * second), 3600);
    EXPECT_FALSE(watch.look({ 4'641 * second }, 45 * second)); // told once
    EXPECT_EQ(watch.look({ 4'648 * second }, 55 * second), -3);
}

TEST(Places, are_not_told_in_logs)
{
    std::string const folder = "/srv/desk/vault";
    for (auto const& [says, told] : std::initializer_list<std::pair<std::string, std::string>> {
             { "/srv/desk/vault/log/journal: No space left", "vault/log/journal: No space left" },
             { "/srv/desk/vault: gone", "vault: gone" },
             { "key /etc/keys/vault.key is missing", "key a file elsewhere is missing" },
             { "'/srv/desk/vault2/x' is another", "'a file elsewhere' is another" },
             { "5 of 6 entries/s", "5 of 6 entries/s" },
             { "1 / 2", "1 / 2" },
             { "", "" },
         })
        EXPECT_EQ(without_places(says, folder), told);
}

TEST(Caretaker, records_starts_steps_of_the_clock_and_what_went_wrong)
{
    Work work;
    auto& desk = work.desk;
    auto& vault = desk.desk().vault();
    Instant clock { 1'796'000'000 * second };
    std::int64_t steady = 0;
    Caretaker caretaker(vault, { [&] { return clock; }, [&] { return steady; } });
    caretaker.turn();
    EXPECT_THAT(own_records(desk.desk(), vault::Act::restarted), IsEmpty()); // it does not serve
    vault.begins_to_serve();
    caretaker.turn();
    caretaker.turn();
    auto const starts = own_records(desk.desk(), vault::Act::restarted);
    ASSERT_EQ(starts.size(), 1u);
    EXPECT_EQ(starts[0].note, "before: unknown");
    EXPECT_THAT(starts[0].how, HasSubstr("Recourse "));
    work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "contract.txt");
    auto facts = facts_of(desk, work.one.dossier);
    EXPECT_TRUE(facts.restarts_known);
    EXPECT_TRUE(facts.incidents_known);
    EXPECT_THAT(facts.restarts, IsEmpty()); // none since the exhibit came in
    EXPECT_THAT(facts.incidents, IsEmpty());
    EXPECT_TRUE(facts.others_known);
    clock.micros -= 3600 * second;
    caretaker.turn();
    vault.begins_to_serve();
    caretaker.turn();
    facts = facts_of(desk, work.one.dossier);
    EXPECT_EQ(facts.restarts.size(), 1u);
    EXPECT_EQ(facts.abrupt, 1u); // nobody said that the run before had ended
    ASSERT_EQ(facts.incidents.size(), 1u);
    EXPECT_THAT(facts.incidents[0].en, HasSubstr("by -3600 s"));
    EXPECT_THAT(facts.incidents[0].zh, HasSubstr("时钟跳变"));
    // Of itself the desk opens without being served: that is no restart.
    desk.close();
    desk.open();
    EXPECT_EQ(own_records(desk.desk(), vault::Act::restarted).size(), 2u);
    desk.desk().vault().begins_to_serve();
    desk.desk().vault().record_what_happened();
    EXPECT_EQ(own_records(desk.desk(), vault::Act::restarted).back().note, "before: orderly");
}

TEST(Caretaker, exhibits_from_before_say_since_when_it_is_known)
{
    Work work;
    work.add(work.one.buys, "shared", "We deliver 500 pumps.\n", "contract.txt");
    EXPECT_FALSE(facts_of(work.desk, work.one.dossier).recorded_since);
    auto& vault = work.desk.desk().vault();
    vault.begins_to_serve();
    vault.record_what_happened();
    auto const facts = facts_of(work.desk, work.one.dossier);
    EXPECT_FALSE(facts.restarts_known);
    EXPECT_TRUE(facts.recorded_since);
    EXPECT_EQ(packets::open_factors(facts), (std::vector<int> { 1, 2, 5, 6, 7 }));
}

TEST(Incidents, that_an_officer_reports_are_on_record)
{
    Work work;
    auto& desk = work.desk;
    EXPECT_EQ(desk.post(work.one.buys, "/v1/vault/incidents", "{'says':'x'}").status, 404);
    EXPECT_EQ(desk.post(work.market.officer, "/v1/vault/incidents", "{'says':''}").code(), "incident.says");
    auto const done = desk.must(work.market.officer, "/v1/vault/incidents", "{'says':'the cooling failed'}");
    auto const records = own_records(desk.desk(), vault::Act::incident);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(done.json().find("entry")->integer, static_cast<std::int64_t>(records[0].sequence));
    EXPECT_EQ(records[0].note, "kind: reported\nsays: the cooling failed");
    EXPECT_THAT(records[0].actor, HasSubstr("officer"));
}

TEST(Incidents, of_damaged_bytes_are_logged_under_the_request_and_told)
{
    Work work;
    auto& desk = work.desk;
    desk.desk().vault().begins_to_serve();
    desk.desk().vault().record_what_happened();
    std::string const bytes(20'000, 'x');
    auto const paper = work.add(work.one.buys, "shared", bytes, "contract.txt");
    auto const digest = to_string(sha256(bytes));
    auto const file
        = desk.directory() / "vault" / "objects" / "objects" / digest.substr(0, 2) / digest.substr(2, 2) / digest;
    {
        std::ofstream out(file, std::ios::binary | std::ios::in);
        ASSERT_TRUE(out);
        out << "y";
    }
    std::vector<std::string> log;
    desk.desk().log_failures([&](std::string_view request, std::string_view operation, std::string_view says) {
        log.push_back(fmt::format("{} {} {}", request.empty() ? "-" : "id", operation, says));
    });
    (void)desk.get(work.one.buys, work.of(paper, "content"));
    ASSERT_FALSE(log.empty());
    EXPECT_THAT(
        log[0], AllOf(HasSubstr("exhibits.content"), HasSubstr("corrupt"), Not(HasSubstr(desk.directory().string()))));
    desk.desk().vault().record_what_happened();
    auto const records = own_records(desk.desk(), vault::Act::incident);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(to_string(records[0].digest), digest);
    auto const facts = facts_of(desk, work.one.dossier);
    ASSERT_EQ(facts.incidents.size(), 1u);
    EXPECT_THAT(facts.incidents[0].en, HasSubstr("found damaged"));
}

TEST(Uploads, that_nothing_names_go_after_thirty_days)
{
    Work work;
    auto& desk = work.desk;
    auto& vault = desk.desk().vault();
    auto const there = [&](std::string const& digest) {
        return desk.desk().vault().keeper().objects().has(*parse_digest(digest)).value();
    };
    auto const nothing = uploaded(desk, work.one.buys, "for nothing\n");
    auto const claimed = uploaded(desk, work.one.buys, "of a claim alone\n");
    desk.must(work.one.buys, "/v1/claims/" + work.one.claim + "/add-exhibit",
        fmt::format("{{'exhibit':{{'digest':'{}','name':'n','kind':'other','compartment':'shared'}}}}", claimed));
    auto const exhibit = to_string(sha256("an exhibit\n"));
    auto const paper = work.add(work.one.buys, "shared", "an exhibit\n", "contract.txt");
    ASSERT_EQ(vault.sweep_unnamed(), 0u); // from now on the time runs
    auto& clock = *desk.desk().movable_clock();
    clock.catch_up_with({ clock.now().micros + 29 * 86'400 * second });
    EXPECT_EQ(vault.sweep_unnamed(), 0u);
    clock.catch_up_with({ clock.now().micros + 2 * 86'400 * second });
    auto const gone = vault.sweep_unnamed();
    ASSERT_TRUE(gone);
    EXPECT_GE(*gone, 1u);
    EXPECT_FALSE(there(nothing));
    EXPECT_TRUE(there(claimed));
    EXPECT_TRUE(there(exhibit));
    EXPECT_EQ(desk.get(work.one.buys, work.of(paper, "content")).body, "an exhibit\n");
    auto const records = own_records(desk.desk(), vault::Act::erased);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_THAT(records[0].note, AllOf(HasSubstr(nothing), Not(HasSubstr(claimed))));
    EXPECT_EQ(vault.sweep_unnamed(), 0u);
    for (auto const& one : vault.keeper().check().findings)
        ADD_FAILURE() << one.what << ": " << one.says;
}

} // namespace recourse::api
