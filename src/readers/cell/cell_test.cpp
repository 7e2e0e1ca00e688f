#include "readers/cell/cell.hpp"

#include "readers/cell/entry.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

namespace recourse::readers::cell {

namespace {

std::string backwards(std::string_view file, std::string_view input)
{
    return std::string { file.rbegin(), file.rend() } + std::string { input };
}

std::string forever(std::string_view file, std::string_view)
{
    std::size_t volatile turns = file.size();
    for (;;)
        turns = turns + 1;
}

std::string asleep(std::string_view, std::string_view)
{
    // Waiting takes no processor time: only the clock on the wall ends it. Behind the walls there is no call for
    // sleeping, so this waits for itself.
    std::timed_mutex never;
    never.lock();
    std::thread::id const self {};
    while (self == std::thread::id {})
        (void)never.try_lock_for(std::chrono::seconds { 1 });
    return {};
}

std::string greedy(std::string_view, std::string_view)
{
    std::vector<std::string> all;
    for (;;)
        all.push_back(std::string(8u << 20, 'x'));
}

std::string faulty(std::string_view, std::string_view)
{
    __builtin_trap(); // as a library with a bug in it ends; a signal cannot even be sent from in here
}

std::string talkative(std::string_view, std::string_view)
{
    return std::string(4u << 20, 'x');
}

/// Tries what a hostile file would like to do; says what came of each.
std::string burglar(std::string_view, std::string_view)
{
    std::string tried;
    auto const note = [&](std::string_view what, bool managed) {
        tried += std::string { what } + (managed ? ": yes\n" : ": no\n");
    };
    note("socket", ::socket(AF_INET, SOCK_STREAM, 0) >= 0);
    note("read a file", ::open("/etc/passwd", O_RDONLY) >= 0);
    note("write a file", ::open("/tmp/written-by-a-reader", O_WRONLY | O_CREAT, 0600) >= 0);
    note("start a process", ::fork() >= 0);
    char* const arguments[] = { const_cast<char*>("true"), nullptr };
    note("run a program", ::execve("/bin/true", arguments, arguments + 1) == 0);
    note("signal the parent", ::kill(::getppid(), 0) == 0);
    note("standard input", ::fcntl(0, F_GETFD) >= 0);
    return tried;
}

struct Voice {
    virtual ~Voice() = default;
    virtual std::string says(std::string_view file) const = 0;
};

struct Loud : Voice {
    std::string says(std::string_view file) const override { return std::string { file } + "!"; }
};

/// Calls through a base that nothing in this program has called through before.
std::string loud(std::string_view file, std::string_view)
{
    std::shared_ptr<Voice> const voice = std::make_shared<Loud>();
    return voice->says(file);
}

constexpr NamedReader readers[]
    = { { "backwards", &backwards }, { "forever", &forever }, { "asleep", &asleep }, { "greedy", &greedy },
          { "faulty", &faulty }, { "talkative", &talkative }, { "burglar", &burglar }, { "loud", &loud } };

/// A file in memory with these bytes.
struct File {
    explicit File(std::string_view bytes) : number(::memfd_create("test", MFD_CLOEXEC))
    {
        EXPECT_EQ(::write(number, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
    ~File() { ::close(number); }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    int number;
};

std::expected<Outcome, Stop> read(std::string reader, Limits const& limits = {}, std::string_view bytes = "abc")
{
    File const file(bytes);
    return run({ std::move(reader), {}, file.number, "!" }, limits);
}

} // namespace

TEST(Cell, gives_back_what_the_reader_says)
{
    auto const read_out = read("backwards");
    ASSERT_TRUE(read_out) << read_out.error().says;
    EXPECT_EQ(read_out->bytes, "cba!");
    EXPECT_TRUE(read_out->walls.system_calls);
}

TEST(Cell, an_object_of_a_type_first_met_behind_the_walls_is_no_fault)
{
    auto const read_out = read("loud");
    ASSERT_TRUE(read_out) << read_out.error().says;
    EXPECT_EQ(read_out->bytes, "abc!");
}

TEST(Cell, an_empty_file_is_a_file)
{
    auto const read_out = read("backwards", {}, "");
    ASSERT_TRUE(read_out) << read_out.error().says;
    EXPECT_EQ(read_out->bytes, "!");
}

TEST(Cell, the_input_may_be_any_bytes)
{
    File const file("abc");
    std::string input;
    for (int i = 0; i < 256; ++i)
        input += static_cast<char>(i);
    auto const got = run({ "backwards", {}, file.number, input });
    ASSERT_TRUE(got) << got.error().says;
    EXPECT_EQ(got->bytes, "cba" + input);
}

TEST(Cell, may_be_used_by_many_threads_at_once)
{
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&right, i] {
            auto const bytes = std::to_string(i) + "x";
            for (int turn = 0; turn < 3; ++turn) {
                auto const got = read("backwards", {}, bytes);
                right += got && got->bytes == std::string { bytes.rbegin(), bytes.rend() } + "!";
            }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(right, 24);
}

TEST(Cell, what_is_used_up_ends_the_reading_and_nothing_else)
{
    struct Row {
        char const* reader;
        Limits limits;
        Stopped why;
        char const* says;
    };
    Row const rows[] = {
        { "forever", { .cpu_seconds = 1 }, Stopped::time, "could not be read: limit of 1 s of processor time" },
        { "asleep", { .wall_ms = 700 }, Stopped::time, "could not be read: limit of 700 ms by the clock" },
        { "greedy", { .memory = 256u << 20 }, Stopped::memory, "could not be read: limit of 256 MiB of memory" },
        { "talkative", { .result_size = 1u << 20 }, Stopped::size,
            "could not be read: limit of 1 MiB of what is read out of it" },
        { "backwards", { .file_size = 2 }, Stopped::size, "could not be read: limit of 0 MiB of a file" },
    };
    for (auto const& row : rows) {
        auto const got = read(row.reader, row.limits);
        ASSERT_FALSE(got) << row.reader;
        if (std::string_view { row.reader } == "greedy" && got.error().why == Stopped::crashed)
            continue; // the address sanitizer ends the process in its own way
        EXPECT_EQ(got.error().why, row.why) << row.reader << ": " << got.error().says;
        EXPECT_EQ(got.error().says, row.says);
    }
}

TEST(Cell, a_crash_is_an_answer)
{
    auto const got = read("faulty");
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().why, Stopped::crashed);
    auto const unknown = read("nobody");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().why, Stopped::not_started);
}

TEST(Cell, nothing_can_be_reached_from_inside)
{
    auto const got = read("burglar");
    ASSERT_TRUE(got) << got.error().says;
    EXPECT_EQ(got->bytes,
        "socket: no\nread a file: no\nwrite a file: no\nstart a process: no\nrun a program: no\nsignal the parent: no\n"
        "standard input: no\n");
    EXPECT_FALSE(std::filesystem::exists("/tmp/written-by-a-reader"));
}

TEST(Cell, a_program_is_held_by_the_same_walls)
{
    File const file("three\nlines\nhere\n");
    auto const counted = run({ "/usr/bin/wc", { "-l" }, file.number, "" });
    ASSERT_TRUE(counted) << counted.error().says;
    EXPECT_EQ(counted->bytes, "3\n");
    EXPECT_TRUE(counted->walls.system_calls);
    // It may read what programs are made of, and nothing else; it may write nothing.
    auto const passwords = run({ "/usr/bin/head", { "-1", "/etc/passwd" }, file.number, "" });
    EXPECT_EQ(passwords.has_value(), false) << passwords->bytes;
    auto const written = run({ "/usr/bin/tee", { "/tmp/written-by-a-program" }, file.number, "" });
    EXPECT_FALSE(written.has_value());
    EXPECT_FALSE(std::filesystem::exists("/tmp/written-by-a-program"));
    auto const absent = run({ "/usr/bin/no-such-program", { "-" }, file.number, "" });
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().why, Stopped::not_started);
}

} // namespace recourse::readers::cell

int main(int argc, char** argv)
{
    if (auto const status = recourse::readers::cell::entry(
            { argv, static_cast<std::size_t>(argc) }, recourse::readers::cell::readers, nullptr))
        return *status;
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
