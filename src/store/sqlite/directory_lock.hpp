#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace recourse::store::sqlite {

/// A data directory belongs to one process at a time. The system lets go of the lock when the process ends, however it
/// ends.
class DirectoryLock {
public:
    struct Refused {
        bool held = false; ///< false: the lock file could not be used
        std::string detail; ///< who holds it, by its own words: "pid 4711 since 2026-11-24T22:30:00Z (recourse serve)"
    };
    static std::expected<DirectoryLock, Refused> take(std::filesystem::path const& lock_file, std::string_view holder);
    /// Keeps others out without writing a name down, for whoever only looks. Where there is no lock file nobody has it.
    static std::expected<DirectoryLock, Refused> take_silently(std::filesystem::path const& lock_file);

    ~DirectoryLock();
    DirectoryLock(DirectoryLock&& other) noexcept : file_(std::exchange(other.file_, -1)) { }
    DirectoryLock& operator=(DirectoryLock&&) = delete;
    DirectoryLock(DirectoryLock const&) = delete;
    DirectoryLock& operator=(DirectoryLock const&) = delete;

private:
    explicit DirectoryLock(int file) : file_(file) { }
    int file_;
};

} // namespace recourse::store::sqlite
