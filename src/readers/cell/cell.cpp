#include "readers/cell/cell.hpp"

#include "base/packed.hpp"
#include "readers/cell/entry.hpp"
#include "readers/cell/request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace recourse::readers::cell {

namespace {

using Clock = std::chrono::steady_clock;

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) { }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) { }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }
    void close()
    {
        if (number_ >= 0)
            ::close(std::exchange(number_, -1));
    }
    int get() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

private:
    int number_;
};

Stop stop(Stopped why, std::string says)
{
    return { why, std::move(says) };
}

/// The request in memory of its own, at its beginning.
Descriptor in_memory(std::string const& bytes)
{
    Descriptor memory { ::memfd_create("request", MFD_CLOEXEC) };
    std::string_view rest = bytes;
    while (memory && !rest.empty()) {
        auto const put = ::write(memory.get(), rest.data(), rest.size());
        if (put <= 0)
            return Descriptor {};
        rest.remove_prefix(static_cast<std::size_t>(put));
    }
    if (memory)
        ::lseek(memory.get(), 0, SEEK_SET);
    return memory;
}

/// The numbers 0, 1 and 3 of the child come from descriptors far above them, so that none is overwritten before it was
/// copied.
Descriptor lifted(int number)
{
    return Descriptor { ::fcntl(number, F_DUPFD_CLOEXEC, 10) };
}

struct Child {
    pid_t id = -1;
    Descriptor answer;
};

std::expected<Child, Stop> spawn(Task const& task, Limits const& limits, char const* program)
{
    auto const request = in_memory(
        packed::pack(Request { task.reader, task.arguments, { task.input.begin(), task.input.end() }, limits }));
    int ends[2];
    if (!request || ::pipe2(ends, O_CLOEXEC) != 0)
        return std::unexpected(stop(Stopped::not_started, "could not be read: no pipe"));
    Child child { -1, Descriptor { ends[0] } };
    Descriptor const written { ends[1] };
    // An own place in the file: the caller's descriptor shares its position.
    auto const path = fmt::format("/proc/self/fd/{}", task.file);
    Descriptor opened { ::open(path.c_str(), O_RDONLY | O_CLOEXEC) };
    auto const file = lifted(opened ? opened.get() : task.file), asked = lifted(request.get()),
               out = lifted(written.get());
    if (!file || !asked || !out)
        return std::unexpected(stop(Stopped::not_started, "could not be read: no descriptor"));

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, file.get(), 0);
    posix_spawn_file_actions_adddup2(&actions, out.get(), 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, asked.get(), request_descriptor);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);

    char* const arguments[] = { const_cast<char*>("recourse"), const_cast<char*>(hidden_argument.data()), nullptr };
    auto language = std::string { "LC_ALL=C.UTF-8" };
    // A build with the address sanitizer has no limit of address space, so it is given one of its own.
    auto sanitizer = fmt::format("ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=0:hard_rss_limit_mb={}",
        std::max<std::uint64_t>(limits.memory >> 20, 64));
    auto conversions = std::string { "G_SLICE=always-malloc" };
    char* const environment[] = { language.data(), sanitizer.data(), conversions.data(), nullptr };
    int const failed = ::posix_spawn(&child.id, program, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (failed != 0)
        return std::unexpected(stop(Stopped::not_started, "could not be read: no process"));
    return child;
}

std::string seconds(std::uint32_t ms)
{
    return ms % 1000 == 0 ? fmt::format("{} s", ms / 1000) : fmt::format("{} ms", ms);
}

Stop time_used_up(std::string_view what)
{
    return stop(Stopped::time, fmt::format("could not be read: limit of {}", what));
}

Stop too_much_memory(Limits const& limits)
{
    return stop(Stopped::memory, fmt::format("could not be read: limit of {} MiB of memory", limits.memory >> 20));
}

/// What the end of a child means when nobody killed it.
std::optional<Stop> fate(int status, Limits const& limits)
{
    if (WIFSIGNALED(status)) {
        int const by = WTERMSIG(status);
        if (by == SIGXCPU || by == SIGKILL)
            return time_used_up(fmt::format("{} s of processor time", limits.cpu_seconds));
        if (by == SIGTRAP) // how GLib ends when it gets no memory
            return too_much_memory(limits);
        return stop(Stopped::crashed, fmt::format("could not be read: the reader crashed (signal {})", by));
    }
    switch (WEXITSTATUS(status)) {
    case 0:
        return std::nullopt;
    case out_of_memory:
        return too_much_memory(limits);
    case too_long:
        return stop(Stopped::size, fmt::format("could not be read: limit of {} MiB of a file", limits.file_size >> 20));
    case no_reader:
        return stop(Stopped::not_started, "could not be read: the reader could not be set up");
    case no_program:
        return stop(Stopped::not_started, "could not be read: the program that reads it is not installed");
    default:
        return stop(
            Stopped::crashed, fmt::format("could not be read: the reader gave up (status {})", WEXITSTATUS(status)));
    }
}

/// Until the end of the answer, too much of it, or the end of the time.
std::optional<Stop> receive(int from, Limits const& limits, Clock::time_point end, std::string& into)
{
    char buffer[1 << 16];
    for (;;) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0)
            return time_used_up(fmt::format("{} by the clock", seconds(limits.wall_ms)));
        pollfd waiting { from, POLLIN, 0 };
        int const ready = ::poll(&waiting, 1, static_cast<int>(left));
        if (ready < 0 && errno != EINTR)
            return stop(Stopped::crashed, "could not be read: the answer broke off");
        if (ready <= 0)
            continue;
        auto const got = ::read(from, buffer, sizeof buffer);
        if (got == 0)
            return std::nullopt;
        if (got < 0) {
            if (errno == EINTR)
                continue;
            return stop(Stopped::crashed, "could not be read: the answer broke off");
        }
        into.append(buffer, static_cast<std::size_t>(got));
        if (into.size() > limits.result_size + 1)
            return stop(Stopped::size,
                fmt::format("could not be read: limit of {} MiB of what is read out of it", limits.result_size >> 20));
    }
}

/// Waits for the child, with its group killed when it may not go on, or does not end though its answer has.
std::pair<int, bool> bury(pid_t child, bool kill_it, Clock::time_point end)
{
    int status = 0;
    bool killed = kill_it;
    if (!kill_it) {
        for (int pause_us = 50;; pause_us = std::min(pause_us * 2, 20'000)) {
            pid_t const gone = ::waitpid(child, &status, WNOHANG);
            if (gone == child)
                return { status, false };
            if (gone < 0 && errno != EINTR)
                return { 0, false };
            if (Clock::now() > end) {
                killed = true;
                break;
            }
            ::usleep(static_cast<useconds_t>(pause_us));
        }
    }
    ::kill(-child, SIGKILL);
    ::kill(child, SIGKILL); // before it is the leader of its group
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return { status, killed };
}

} // namespace

std::expected<Outcome, Stop> run(Task const& task, Limits const& limits, char const* program)
{
    struct stat about {};
    if (::fstat(task.file, &about) != 0)
        return std::unexpected(stop(Stopped::not_started, "could not be read: the file is not open"));
    if (static_cast<std::uint64_t>(about.st_size) > limits.file_size)
        return std::unexpected(
            stop(Stopped::size, fmt::format("could not be read: limit of {} MiB of a file", limits.file_size >> 20)));
    auto const end = Clock::now() + std::chrono::milliseconds { limits.wall_ms };
    auto child = RECOURSE_TRY(spawn(task, limits, program));
    Outcome outcome;
    auto const why = receive(child.answer.get(), limits, end, outcome.bytes);
    auto const [status, killed] = bury(child.id, why.has_value(), end);
    if (why)
        return std::unexpected(*why);
    if (killed)
        return std::unexpected(time_used_up(fmt::format("{} by the clock", seconds(limits.wall_ms))));
    if (auto const ended = fate(status, limits))
        return std::unexpected(*ended);
    if (outcome.bytes.empty())
        return std::unexpected(stop(Stopped::crashed, "could not be read: the reader said nothing"));
    auto const walls = static_cast<unsigned char>(outcome.bytes.front());
    outcome.walls = { (walls & 1) != 0, (walls & 2) != 0 };
    outcome.bytes.erase(0, 1);
    return outcome;
}

} // namespace recourse::readers::cell
