#include "store/sqlite/directory_lock.hpp"

#include "base/instant.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace recourse::store::sqlite {

namespace {

std::string text_of(int file)
{
    std::array<char, 512> text;
    auto const size = pread(file, text.data(), text.size(), 0);
    std::string read(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    if (auto const end = read.find('\n'); end != std::string::npos)
        read.resize(end);
    return read.empty() ? "another process, which has not said its name yet" : read;
}

std::string introduction(std::string_view holder)
{
    auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto const micros = std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count();
    return fmt::format("pid {} since {} ({})\n", getpid(), to_string(Instant { micros }), holder);
}

} // namespace

std::expected<DirectoryLock, DirectoryLock::Refused> DirectoryLock::take(
    std::filesystem::path const& lock_file, std::string_view holder)
{
    int const file = open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return std::unexpected(Refused { false, fmt::format("{}: {}", lock_file.string(), std::strerror(errno)) });
    DirectoryLock lock(file);
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return std::unexpected(Refused { true, text_of(file) });
        return std::unexpected(Refused { false, fmt::format("{}: {}", lock_file.string(), std::strerror(errno)) });
    }
    // The file stays behind when the lock is let go: removing it would let two processes lock two files of one name.
    auto const text = introduction(holder);
    if (ftruncate(file, 0) != 0 || pwrite(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        return std::unexpected(Refused { false, fmt::format("{}: {}", lock_file.string(), std::strerror(errno)) });
    return lock;
}

std::expected<DirectoryLock, DirectoryLock::Refused> DirectoryLock::take_silently(
    std::filesystem::path const& lock_file)
{
    int const file = open(lock_file.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return DirectoryLock(-1);
    if (file < 0)
        return std::unexpected(Refused { false, fmt::format("{}: {}", lock_file.string(), std::strerror(errno)) });
    DirectoryLock lock(file);
    if (flock(file, LOCK_EX | LOCK_NB) != 0)
        return std::unexpected(Refused { errno == EWOULDBLOCK, text_of(file) });
    return lock;
}

DirectoryLock::~DirectoryLock()
{
    if (file_ >= 0)
        close(file_);
}

} // namespace recourse::store::sqlite
