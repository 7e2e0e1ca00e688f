#include "api/backup.hpp"
#include "api/desk_test.hpp"

#include <gmock/gmock.h>

#include <fstream>

// A sandbox's clock stands where it was put, also after a stop, for whoever opens the directory and in copies of it.

namespace recourse::api {

namespace {

using act::Role;
using testing::HasSubstr;

constexpr std::int64_t day = 86'400'000'000;

/// A day in February, as long as a test runs.
class Standing : public app::Clock {
public:
    std::int64_t micros = 1'772'000'000'000'000;
    Instant now() override { return { micros }; }
};

class KeptClock : public testing::Test {
protected:
    std::expected<std::unique_ptr<Desk>, std::string> opened(
        std::filesystem::path const& directory, bool sandbox, bool time_acts = false)
    {
        static auto const loaded = catalog::shipped_world(false);
        DeskOptions options;
        options.directory = directory;
        options.programmes.push_back({ "alibaba-trade-assurance", "current-help", {} });
        options.sandbox = sandbox;
        options.time_acts = time_acts;
        return Desk::open(std::move(options), loaded->world, real);
    }
    /// A sandbox in which nothing has happened but that its clock went forward, closed again.
    void put_forward(std::int64_t days)
    {
        auto const desk = opened(directory, true);
        ASSERT_TRUE(desk) << desk.error();
        ASSERT_TRUE((*desk)->movable_clock()->advance_to({ real.micros + days * day }));
    }

    Folder folder;
    std::filesystem::path const directory = folder.path() / "desk";
    Standing real;
};

} // namespace

TEST_F(KeptClock, a_sandbox_goes_on_from_the_moment_that_it_had_without_any_event)
{
    put_forward(40);
    real.micros += day / 2; // time passes while nobody serves it
    auto const desk = opened(directory, true);
    ASSERT_TRUE(desk) << desk.error();
    EXPECT_EQ((*desk)->clock().now().micros, real.micros + 40 * day);
    EXPECT_EQ((*desk)->real_clock().now().micros, real.micros);
}

TEST_F(KeptClock, who_only_looks_sees_the_day_of_the_sandbox_and_who_serves_has_to_say_that_it_is_one)
{
    put_forward(40);
    {
        auto const looking = opened(directory, false);
        ASSERT_TRUE(looking) << looking.error();
        EXPECT_EQ((*looking)->clock().now().micros, real.micros + 40 * day);
        EXPECT_EQ((*looking)->movable_clock(), nullptr);
    }
    auto const serving = opened(directory, false, true);
    ASSERT_FALSE(serving);
    EXPECT_THAT(serving.error(), HasSubstr("a sandbox whose clock was put forward to 2026-04-06"));
    EXPECT_THAT(serving.error(), HasSubstr("--sandbox"));
}

TEST_F(KeptClock, it_never_goes_back)
{
    put_forward(40);
    put_forward(3);
    auto const desk = opened(directory, true);
    ASSERT_TRUE(desk) << desk.error();
    EXPECT_EQ((*desk)->clock().now().micros, real.micros + 40 * day);
}

TEST_F(KeptClock, what_cannot_be_kept_does_not_move_it)
{
    auto const desk = opened(directory, true);
    ASSERT_TRUE(desk) << desk.error();
    // Where its file would come, something else is that no file can take the place of.
    std::filesystem::create_directories(directory / MovableClock::file_name / "in the way");
    EXPECT_FALSE((*desk)->movable_clock()->advance_to({ real.micros + day }));
    EXPECT_EQ((*desk)->clock().now().micros, real.micros);
}

TEST_F(KeptClock, a_damaged_file_is_refused_with_its_name)
{
    auto const file = directory / MovableClock::file_name;
    for (auto const* text : { "", "tomorrow", "12", "-5 microseconds ahead of the machine's clock\n",
             "99999999999999999999 microseconds ahead of the machine's clock\n",
             "5 microseconds ahead of the machine's clock\nand more" }) {
        put_forward(1);
        std::ofstream { file } << text;
        auto const desk = opened(directory, true);
        ASSERT_FALSE(desk) << text;
        EXPECT_THAT(desk.error(), HasSubstr(file.string())) << text;
        EXPECT_THAT(desk.error(), HasSubstr("remove it")) << text;
        std::filesystem::remove(file);
    }
}

TEST_F(KeptClock, a_copy_has_the_day_of_the_desk)
{
    put_forward(40);
    auto const copy = folder.path() / "copy", again = folder.path() / "again";
    {
        auto const desk = opened(directory, true);
        ASSERT_TRUE(desk) << desk.error();
        auto const made = back_up(**desk, copy);
        ASSERT_TRUE(made) << made.error();
    }
    auto restoring = Restoring::begin(copy, again, {}, false);
    ASSERT_TRUE(restoring) << restoring.error();
    ASSERT_TRUE(restoring->finish());
    auto const desk = opened(again, true);
    ASSERT_TRUE(desk) << desk.error();
    EXPECT_EQ((*desk)->clock().now().micros, real.micros + 40 * day);
}

TEST_F(KeptClock, the_api_answers_when_it_is_on_disk)
{
    TestDesk desk;
    auto const officer = desk.key(Role::officer, {});
    auto const told = desk.must(officer, "/v1/sandbox/clock", "{'days':30}").text("now");
    desk.reopen();
    EXPECT_GE(desk.get(officer, "/v1/clock").text("now"), told);
}

TEST_F(KeptClock, whoever_finds_the_directory_taken_is_told_by_whom_and_what_to_do)
{
    static auto const loaded = catalog::shipped_world(false);
    auto const options = [&](std::string serves_at) {
        DeskOptions made;
        made.directory = directory;
        made.programmes.push_back({ "alibaba-trade-assurance", "current-help", {} });
        made.serves_at = std::move(serves_at);
        made.if_taken = "ask it with --server URL";
        return made;
    };
    auto const served = Desk::open(options("http://127.0.0.1:8080"), loaded->world, real);
    ASSERT_TRUE(served) << served.error();
    auto const taken = Desk::open(options({}), loaded->world, real);
    ASSERT_FALSE(taken);
    auto const pid = std::to_string(::getpid());
    EXPECT_THAT(taken.error(), HasSubstr("is in use by pid " + pid));
    EXPECT_EQ(taken.error().find(pid), taken.error().rfind(pid)) << taken.error();
    EXPECT_THAT(taken.error(), HasSubstr("(recourse serve at http://127.0.0.1:8080): ask it with --server URL"));
}

} // namespace recourse::api
