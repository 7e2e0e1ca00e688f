// What is left after the program, the process or the power has gone: everything acknowledged, each once.

#include "vault/keeper/keeper_test.hpp"
#include "vault/log/keys.hpp"

#include <gmock/gmock.h>

#include <random>

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recourse::vault::keeper {

namespace {

constexpr std::string_view folder = "/vault";

Entry entry_of(std::uint64_t sequence, std::uint32_t index)
{
    return { { sequence, index }, received(fmt::format("bytes {}.{}", sequence, index)) };
}

/// What was acknowledged before the disk stopped.
struct Acknowledged {
    Place place;
    std::vector<std::string> objects;
    std::vector<std::string> receipts; ///< checkpoints of them
    std::optional<log::Verifier> key;
};

Outcome<std::unique_ptr<Keeper>> open_on(SimulatedFiles& files, TestClock& clock)
{
    return Keeper::open(files, folder, test_options(clock, true));
}

/// Takes in events until something fails; a change of the key and receipts among them.
Acknowledged work(SimulatedFiles& files, TestClock& clock, std::uint64_t events)
{
    Acknowledged told;
    auto const keeper = open_on(files, clock);
    if (!keeper)
        return told;
    told.key = (*keeper)->signer().verifier;
    for (std::uint64_t sequence = 1; sequence <= events; ++sequence) {
        std::vector<Entry> entries;
        for (std::uint32_t index = 0; index < 1 + sequence % 3; ++index) {
            entries.push_back(entry_of(sequence, index));
            auto const bytes = fmt::format("bytes {}.{}", sequence, index);
            if (!(*keeper)->objects().put(bytes))
                return told;
            told.objects.push_back(bytes);
        }
        if (!(*keeper)->append(entries))
            return told;
        told.place = entries.back().place;
        if (sequence == 3) {
            if (!(*keeper)->rotate("operator", "test"))
                return told;
            told.key = (*keeper)->signer().verifier;
        }
        if (sequence % 2 == 0) {
            auto const receipt = (*keeper)->receipt(Place { sequence, 0 });
            if (!receipt)
                return told;
            told.receipts.push_back(log::to_string(log::parse_tlog_proof(*receipt)->checkpoint.note));
        }
    }
    return told;
}

/// Each event's records in order, none twice, and as many as there have to be.
void expect_right(Keeper& keeper, Acknowledged const& told, std::string const& when)
{
    EXPECT_EQ(said(keeper.check()), "") << when;
    EXPECT_GE(keeper.place(), told.place) << when;
    for (auto const& object : told.objects)
        EXPECT_TRUE(must(keeper.objects().has(sha256(object)))) << when << object;
    Place last;
    auto const size = keeper.checkpoint().checkpoint.head.size;
    for (std::uint64_t index = 0; index < size; ++index) {
        auto const record = must(keeper.record(index));
        auto const place = place_of(record.note);
        if (!place) {
            EXPECT_EQ(record.act, Act::key_rotated) << when;
            continue;
        }
        EXPECT_LT(last, *place) << when;
        EXPECT_EQ(record.digest, sha256(fmt::format("bytes {}.{}", place->sequence, place->index))) << when;
        last = *place;
    }
    EXPECT_EQ(last, keeper.place()) << when;
    auto const shown = must(must(keeper.index())->all_shown(0, 1000));
    for (auto const& receipt : told.receipts)
        EXPECT_TRUE(std::ranges::any_of(shown, [&](auto const& one) { return one.note == receipt; })) << when;
}

} // namespace

TEST(Stopped, at_any_change_the_keeper_has_all_that_was_acknowledged_once)
{
    constexpr std::uint64_t events = 6;
    int changes = 0;
    {
        SimulatedFiles files(1);
        TestClock clock;
        EXPECT_EQ(work(files, clock, events).place.sequence, events);
        changes = files.changes();
    }
    ASSERT_GT(changes, 100);
    for (int stop = 0; stop < changes; ++stop)
        for (auto const end : { SimulatedFiles::End::killed, SimulatedFiles::End::cut })
            for (std::uint64_t seed = 1; seed <= (end == SimulatedFiles::End::cut ? 3U : 1U); ++seed) {
                auto const when = fmt::format(
                    "stop {} {} seed {}: ", stop, end == SimulatedFiles::End::cut ? "cut" : "killed", seed);
                SimulatedFiles files(seed * 1000 + static_cast<std::uint64_t>(stop));
                TestClock clock;
                files.changes_until_stop = stop;
                auto const told = work(files, clock, events);
                ASSERT_TRUE(files.stopped()) << when;
                files.restart(end);
                // And once more while it makes up for the first stop.
                files.changes_until_stop = static_cast<int>(seed * 4) + stop % 7;
                [[maybe_unused]] auto const unread = open_on(files, clock).has_value();
                files.restart(end);
                auto keeper = open_on(files, clock);
                ASSERT_TRUE(keeper) << when << keeper.error().detail;
                expect_right(**keeper, told, when);
                // The follower goes on where the log says.
                for (auto sequence = std::max<std::uint64_t>((*keeper)->place().sequence, 1); sequence <= events;
                    ++sequence) {
                    std::vector<Entry> entries;
                    for (std::uint32_t index = 0; index < 1 + sequence % 3; ++index) {
                        entries.push_back(entry_of(sequence, index));
                        must((*keeper)->objects().put(fmt::format("bytes {}.{}", sequence, index)));
                    }
                    must((*keeper)->append(entries));
                }
                EXPECT_EQ((*keeper)->place().sequence, events) << when;
                expect_right(**keeper, told, when);
                EXPECT_EQ((*keeper)->keys().back(), (*keeper)->signer().verifier) << when;
                if (HasFailure())
                    return;
            }
}

TEST(Stopped, with_a_full_disk_the_keeper_goes_on_once_there_is_room)
{
    for (std::uint64_t room = 0; room < 30'000; room += 977) {
        SimulatedFiles files(room + 1);
        TestClock clock;
        auto keeper = must(open_on(files, clock));
        files.room = room;
        std::uint64_t sequence = 1;
        for (; sequence <= 20; ++sequence) {
            auto const entry = entry_of(sequence, 0);
            if (auto const taken = keeper->append({ &entry, 1 }); !taken) {
                // unknown: it was durable before the room ended, but the log could not go on
                EXPECT_THAT(taken.error().kind, ::testing::AnyOf(FaultKind::full, FaultKind::unknown)) << room;
                if (taken.error().kind == FaultKind::unknown) {
                    files.room.reset();
                    keeper.reset();
                    keeper = must(open_on(files, clock));
                }
                break;
            }
        }
        files.room.reset();
        for (; sequence <= 20; ++sequence) {
            auto const entry = entry_of(sequence, 0);
            auto const taken = keeper->append({ &entry, 1 });
            ASSERT_TRUE(taken) << room << taken.error().detail;
        }
        EXPECT_EQ(keeper->checkpoint().checkpoint.head.size, 20) << room;
    }
}

// ------------------------------------------------------------------------------------------------- a real process

namespace {

/// What the child tells after each acknowledgement.
struct Told {
    enum class What : std::uint8_t { entry, began, uploaded, finished } what {};
    std::uint64_t number = 0; ///< sequence, or bytes of the upload
    char id[33] = {};
};

std::string upload_bytes(std::uint64_t size)
{
    std::string text;
    for (std::uint64_t i = 0; text.size() < size; ++i)
        text += fmt::format("{:016x}", i * 0x9E37'79B9'7F4A'7C15U);
    text.resize(size);
    return text;
}

constexpr std::uint64_t upload_size = 3'000'000;

[[noreturn]] void run_until_killed(std::filesystem::path const& vault, int pipe, std::string upload, std::uint64_t seed)
{
    TestClock clock;
    auto const keeper = Keeper::open(system_files(), vault, test_options(clock, false));
    if (!keeper)
        _exit(3);
    auto const tell = [&](Told told) {
        if (::write(pipe, &told, sizeof told) != sizeof told)
            _exit(4);
    };
    std::mt19937_64 random(seed);
    auto const whole = upload_bytes(upload_size);
    std::uint64_t at = 0;
    if (!upload.empty())
        at = (*keeper)->uploads().status(upload, "P-1").value().offset;
    for (auto sequence = (*keeper)->place().sequence + 1;; ++sequence) {
        auto const entry = entry_of(sequence, 0);
        if (!(*keeper)->objects().put(fmt::format("bytes {}.0", sequence)) || !(*keeper)->append({ &entry, 1 }))
            _exit(5);
        tell({ Told::What::entry, sequence, {} });
        if (random() % 16 == 0 && !(*keeper)->receipt(Place { sequence, 0 }))
            _exit(6);
        if (random() % 32 == 0 && !(*keeper)->rotate("operator", "test"))
            _exit(7);
        Told told;
        if (upload.empty()) {
            upload = (*keeper)->uploads().create(upload_size, "", "P-1").value();
            at = 0;
            told.what = Told::What::began;
        } else if (at == upload_size) {
            if (!(*keeper)->uploads().finish(upload, "P-1", sha256(whole)))
                _exit(8);
            told.what = Told::What::finished;
        } else {
            auto const end = (*keeper)->uploads().append(
                upload, "P-1", at, source_of(std::string_view { whole }.substr(at, 1 + random() % 400'000)));
            if (!end)
                _exit(9);
            at = *end;
            told.what = Told::What::uploaded;
            told.number = at;
        }
        std::copy_n(upload.data(), 32, told.id);
        tell(told);
        if (told.what == Told::What::finished)
            upload.clear();
    }
}

} // namespace

TEST(Stopped, a_killed_process_leaves_every_acknowledged_record_and_byte)
{
    TestFolder const real;
    std::mt19937_64 random(20261130);
    std::uint64_t last = 0, uploaded = 0, finished = 0;
    std::string upload;
    for (int round = 0; round < 12; ++round) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        auto const child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::close(ends[0]);
            run_until_killed(real / "vault", ends[1], upload, random());
        }
        ::close(ends[1]);
        // After so many acknowledgements, and a moment later than that, so that it is met in the middle of something.
        auto count = 20 + random() % 40;
        auto const moment = static_cast<int>(random() % 8);
        Told told;
        while (::read(ends[0], &told, sizeof told) == sizeof told) { // what it told before counts, also afterwards
            if (count > 0 && --count == 0) {
                ::poll(nullptr, 0, moment);
                ::kill(child, SIGKILL);
            }
            switch (told.what) {
            case Told::What::entry:
                last = told.number;
                break;
            case Told::What::began:
                upload = told.id;
                uploaded = 0;
                break;
            case Told::What::uploaded:
                uploaded = told.number;
                break;
            case Told::What::finished:
                upload.clear();
                uploaded = 0;
                ++finished;
                break;
            }
        }
        ::close(ends[0]);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
            << "the child ended by itself: " << WEXITSTATUS(status);

        TestClock clock;
        auto const keeper = opened(real / "vault", clock);
        EXPECT_GE(keeper->place().sequence, last);
        EXPECT_LE(keeper->place().sequence, last + 1);
        Acknowledged all;
        all.place = { last, 0 };
        expect_right(*keeper, all, fmt::format("round {}: ", round));
        if (!upload.empty()) {
            auto const state = keeper->uploads().status(upload, "P-1");
            ASSERT_TRUE(state) << state.error().says;
            EXPECT_GE(state->offset, uploaded);
            if (state->object) { // finished, and nobody heard of it
                EXPECT_EQ(state->object->digest, sha256(upload_bytes(upload_size)));
                upload.clear();
            }
        }
        if (finished > 0)
            EXPECT_TRUE(must(keeper->objects().has(sha256(upload_bytes(upload_size)))));
        if (HasFailure())
            return;
    }
    EXPECT_GT(last, 20U);
    EXPECT_GT(finished, 0U);
}

// However little room there is: what was not recorded is recorded once there is more, by the same program.
TEST(Full, a_disk_that_has_room_again_needs_no_new_start)
{
    for (std::uint64_t room = 0; room < 6'000; room += 97) {
        TestClock clock;
        SimulatedFiles files(room + 1);
        auto const keeper = must(open_on(files, clock));
        files.room = room;
        std::uint64_t sequence = 0;
        Outcome<Taken> taken = Taken {};
        while (taken && sequence < 20) {
            Entry const entry = entry_of(++sequence, 0);
            taken = keeper->append({ &entry, 1 });
        }
        ASSERT_FALSE(taken) << room;
        EXPECT_EQ(taken.error().kind, FaultKind::full) << room << ": " << taken.error().detail;
        files.room.reset();
        Entry const entry = entry_of(sequence, 0);
        ASSERT_TRUE(keeper->append({ &entry, 1 })) << room;
        EXPECT_EQ(keeper->place(), (Place { sequence, 0 })) << room;
        EXPECT_EQ(keeper->checkpoint().checkpoint.head.size, sequence) << room;
        for (std::uint64_t i = 1; i <= sequence; ++i)
            must(keeper->objects().put(fmt::format("bytes {}.0", i)));
        EXPECT_EQ(said(keeper->check()), "") << room;
    }
}

} // namespace recourse::vault::keeper
