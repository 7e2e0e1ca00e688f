#include "vault/keeper/unnamed.hpp"

#include "vault/keeper/keeper_test.hpp"

namespace recourse::vault::keeper {

namespace {

constexpr std::int64_t day = 86'400'000'000;
constexpr std::int64_t kept = 30 * 86'400;

std::string uploaded(Keeper& keeper, std::string_view bytes)
{
    auto& uploads = keeper.uploads();
    auto const id = uploads.create(bytes.size(), {}, "buyer").value();
    bool given = false;
    auto const source = [&](std::span<std::uint8_t> into) -> std::expected<std::size_t, std::string> {
        if (std::exchange(given, true))
            return 0;
        std::ranges::copy(bytes, into.begin());
        return bytes.size();
    };
    EXPECT_TRUE(uploads.append(id, "buyer", 0, source));
    EXPECT_TRUE(uploads.finish(id, "buyer"));
    return id;
}

bool is_there(Keeper& keeper, std::string_view bytes)
{
    return must(keeper.objects().has(sha256(bytes)));
}

std::size_t swept(Unnamed& unnamed)
{
    return must(unnamed.take_away(must(unnamed.due()), "Recourse 1"));
}

} // namespace

TEST(Unnamed, uploads_go_after_their_time_and_what_is_named_stays)
{
    TestFolder const folder;
    TestClock clock;
    {
        auto const keeper = opened(folder.path(), clock);
        uploaded(*keeper, "for nothing");
        uploaded(*keeper, "an exhibit");
        uploaded(*keeper, "what it was made from");
        auto made = received("an exhibit");
        made.parents = { sha256("what it was made from") };
        Entry const entry { { 1, 0 }, made };
        must(keeper->append({ &entry, 1 }));
        Unnamed unnamed(*keeper, kept);
        EXPECT_EQ(swept(unnamed), 0u);
        clock.micros += 29 * day;
        uploaded(*keeper, "late");
        EXPECT_EQ(swept(unnamed), 0u);
    }
    // The time goes on over a restart.
    auto const keeper = opened(folder.path(), clock);
    Unnamed unnamed(*keeper, kept);
    clock.micros += day;
    EXPECT_EQ(swept(unnamed), 1u);
    EXPECT_FALSE(is_there(*keeper, "for nothing"));
    for (auto const* bytes : { "an exhibit", "what it was made from", "late" })
        EXPECT_TRUE(is_there(*keeper, bytes)) << bytes;
    auto const last = must(keeper->record(keeper->checkpoint().checkpoint.head.size - 1));
    EXPECT_EQ(last.act, Act::erased);
    EXPECT_EQ(last.digest, Digest {});
    EXPECT_EQ(last.note, "reason: uploaded, and named by nothing\nsha256: " + to_string(sha256("for nothing")));
    EXPECT_EQ(said(keeper->check()), "");
    // What was swept may come again, and has its whole time.
    clock.micros += day;
    uploaded(*keeper, "for nothing");
    EXPECT_EQ(swept(unnamed), 0u);
    clock.micros += 28 * day;
    EXPECT_EQ(swept(unnamed), 1u); // the late one
    EXPECT_TRUE(is_there(*keeper, "for nothing"));
}

TEST(Unnamed, what_was_brought_again_lately_stays_while_the_upload_is_remembered)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder.path(), clock);
    Unnamed unnamed(*keeper, kept);
    uploaded(*keeper, "twice");
    EXPECT_EQ(swept(unnamed), 0u);
    clock.micros += 31 * day;
    uploaded(*keeper, "twice");
    EXPECT_EQ(swept(unnamed), 0u);
    clock.micros += 8 * day;
    EXPECT_EQ(swept(unnamed), 1u);
}

TEST(Unnamed, a_clock_that_was_ahead_keeps_nothing_for_ever)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder.path(), clock);
    Unnamed unnamed(*keeper, kept);
    clock.micros += 3650 * day;
    must(keeper->objects().put("early"));
    EXPECT_EQ(swept(unnamed), 0u);
    clock.micros -= 3650 * day;
    EXPECT_EQ(swept(unnamed), 0u);
    clock.micros += 30 * day;
    EXPECT_EQ(swept(unnamed), 1u);
}

// Stopped at every write, and the power cut: what is named is there, the rest goes in the end, each with its record.
TEST(Unnamed, a_stop_at_any_moment_takes_nothing_that_is_named)
{
    int changes = 1;
    for (int stop = 0; stop < changes; ++stop) {
        for (auto const end : { SimulatedFiles::End::killed, SimulatedFiles::End::cut }) {
            TestClock clock;
            SimulatedFiles files(static_cast<std::uint64_t>(7 * stop) + 3);
            auto const when = fmt::format("stopped at change {}", stop);
            {
                auto const keeper = must(Keeper::open(files, "/vault", test_options(clock, true)));
                take_in(*keeper, 1, "an exhibit");
                for (auto const* bytes : { "for nothing", "nor this" })
                    must(keeper->objects().put(bytes));
                Unnamed unnamed(*keeper, kept);
                EXPECT_EQ(swept(unnamed), 0u);
                clock.micros += 31 * day;
                auto const before = files.changes();
                files.changes_until_stop = stop;
                if (auto const due = unnamed.due())
                    (void)unnamed.take_away(*due, "Recourse 1");
                if (!files.stopped())
                    changes = 0; // it got through: the last round
                else
                    changes = std::max(changes, files.changes() - before + 2);
            }
            files.changes_until_stop = -1;
            files.restart(end);
            auto const keeper = must(Keeper::open(files, "/vault", test_options(clock, true)));
            EXPECT_EQ(said(keeper->check()), "") << when;
            EXPECT_TRUE(is_there(*keeper, "an exhibit")) << when;
            Unnamed unnamed(*keeper, kept);
            (void)swept(unnamed);
            clock.micros += 31 * day;
            (void)swept(unnamed);
            for (auto const* bytes : { "for nothing", "nor this" })
                EXPECT_FALSE(is_there(*keeper, bytes)) << when;
            std::string records;
            for (auto const entry : must(keeper->about_subject({})))
                records += must(keeper->record(entry)).note;
            for (auto const* bytes : { "for nothing", "nor this" })
                EXPECT_NE(records.find(to_string(sha256(bytes))), std::string::npos) << when;
            EXPECT_EQ(said(keeper->check()), "") << when;
        }
    }
}

} // namespace recourse::vault::keeper
