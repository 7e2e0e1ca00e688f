#include "base/check.hpp"
#include "vault/files/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace recourse::vault {

namespace {

std::unexpected<Fault> fault(FaultKind kind, std::filesystem::path const& path, int error)
{
    return std::unexpected(Fault { kind, fmt::format("{}: {}", path.string(), std::strerror(error)) });
}

FaultKind kind_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return FaultKind::missing;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return FaultKind::full;
    default:
        return FaultKind::failed;
    }
}

std::unexpected<Fault> refused(std::filesystem::path const& path)
{
    int const error = errno;
    return fault(kind_of(error), path, error);
}

/// A descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) { }
    ~Descriptor()
    {
        if (number_ >= 0)
            close(number_);
    }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) { }
    Descriptor& operator=(Descriptor&&) = delete;
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    explicit operator bool() const { return number_ >= 0; }
    int number() const { return number_; }

private:
    int number_;
};

class SystemFile : public WrittenFile {
public:
    SystemFile(Descriptor descriptor, std::filesystem::path path)
        : descriptor_(std::move(descriptor))
        , path_(std::move(path))
    {
    }

    Outcome<void> append(std::span<std::uint8_t const> bytes) override
    {
        while (!bytes.empty()) {
            auto const written = write(descriptor_.number(), bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                return refused(path_);
            bytes = bytes.subspan(static_cast<std::size_t>(written));
            start_writing(static_cast<std::uint64_t>(written));
        }
        return {};
    }

    Outcome<void> flush() override
    {
        if (fdatasync(descriptor_.number()) != 0)
            return fault(FaultKind::unknown, path_, errno);
        return {};
    }

    Outcome<void> cut(std::uint64_t size) override
    {
        if (ftruncate(descriptor_.number(), static_cast<off_t>(size)) != 0)
            return refused(path_);
        return {};
    }

private:
    /// Lets the disk begin with a large file while the rest of it is still coming, so that the flush has little to wait
    /// for.
    void start_writing(std::uint64_t written)
    {
        constexpr std::uint64_t step = std::uint64_t { 8 } << 20;
        size_ += written;
        if (size_ - started_ >= step) {
            sync_file_range(descriptor_.number(), static_cast<off_t>(started_), static_cast<off_t>(size_ - started_),
                SYNC_FILE_RANGE_WRITE);
            started_ = size_;
        }
    }

    Descriptor descriptor_;
    std::filesystem::path path_;
    std::uint64_t size_ = 0; ///< of what was appended here
    std::uint64_t started_ = 0;
};

class SystemFiles : public Files {
public:
    Outcome<std::unique_ptr<WrittenFile>> create(Path const& path) override
    {
        return open_to_write(path, O_CREAT | O_TRUNC);
    }
    Outcome<std::unique_ptr<WrittenFile>> reopen(Path const& path) override { return open_to_write(path, 0); }

    Outcome<std::size_t> read(Path const& path, std::uint64_t offset, std::span<std::uint8_t> into) override
    {
        Descriptor const file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file)
            return refused(path);
        std::size_t done = 0;
        while (done < into.size()) {
            auto const got
                = pread(file.number(), into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return refused(path);
            if (got == 0)
                break;
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

    Outcome<std::optional<std::uint64_t>> size(Path const& path) override
    {
        struct stat found {};
        if (stat(path.c_str(), &found) != 0) {
            if (kind_of(errno) == FaultKind::missing)
                return std::nullopt;
            return refused(path);
        }
        if (!S_ISREG(found.st_mode))
            return std::nullopt;
        return static_cast<std::uint64_t>(found.st_size);
    }

    Outcome<void> rename(Path const& from, Path const& to) override
    {
        if (::rename(from.c_str(), to.c_str()) != 0)
            return refused(to);
        return {};
    }

    Outcome<void> blank(Path const& path, std::uint64_t offset, std::uint64_t size) override
    {
        Descriptor const file(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
        if (!file)
            return refused(path);
        static constexpr std::array<char, 4096> zeros {};
        for (std::uint64_t done = 0; done < size;) {
            auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(zeros.size(), size - done));
            auto const written = pwrite(file.number(), zeros.data(), wanted, static_cast<off_t>(offset + done));
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                return refused(path);
            done += static_cast<std::uint64_t>(written);
        }
        if (fdatasync(file.number()) != 0)
            return fault(FaultKind::unknown, path, errno);
        return {};
    }

    Outcome<void> remove(Path const& path) override
    {
        if (unlink(path.c_str()) != 0)
            return refused(path);
        return {};
    }

    Outcome<void> remove_folder(Path const& path) override
    {
        std::error_code error;
        std::filesystem::remove_all(path, error);
        if (error)
            return fault(kind_of(error.value()), path, error.value());
        return {};
    }

    Outcome<void> make_folder(Path const& path) override
    {
        if (mkdir(path.c_str(), 0700) == 0 || errno == EEXIST)
            return {};
        if (errno != ENOENT || !path.has_parent_path() || path.parent_path() == path)
            return refused(path);
        RECOURSE_TRY_DONE(make_folder(path.parent_path()));
        if (mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
            return refused(path);
        return {};
    }

    Outcome<std::vector<std::string>> list(Path const& path) override
    {
        std::unique_ptr<DIR, int (*)(DIR*)> const folder(opendir(path.c_str()), closedir);
        if (!folder)
            return refused(path);
        std::vector<std::string> names;
        errno = 0;
        while (auto const* const entry = readdir(folder.get())) { // NOLINT(concurrency-mt-unsafe): a stream of our own
            std::string name = entry->d_name;
            if (name == "." || name == "..")
                continue;
            if (entry->d_type == DT_DIR || (entry->d_type == DT_UNKNOWN && std::filesystem::is_directory(path / name)))
                name += '/';
            names.push_back(std::move(name));
        }
        if (errno != 0)
            return refused(path);
        std::ranges::sort(names);
        return names;
    }

    Outcome<void> flush_folder(Path const& path) override
    {
        Descriptor const folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder || fsync(folder.number()) != 0)
            return fault(FaultKind::unknown, path, errno);
        return {};
    }

    Outcome<void> flush_all(Path const& path) override
    {
        // Since Linux 5.8 it tells of pages that could not be written.
        Descriptor const folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder || syncfs(folder.number()) != 0)
            return fault(FaultKind::unknown, path, errno);
        return {};
    }

    Outcome<std::shared_ptr<void>> lock(Path const& path, std::string_view holder) override
    {
        Descriptor file(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        if (!file)
            return refused(path);
        if (flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK)
                return refused(path);
            std::array<char, 256> text;
            auto const size = pread(file.number(), text.data(), text.size(), 0);
            std::string_view by(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
            by = by.substr(0, by.find('\n'));
            return std::unexpected(Fault {
                FaultKind::held, fmt::format("{} is held by {}", path.string(), by.empty() ? "another process" : by) });
        }
        // The file stays behind when the lock is let go: removing it would let two processes lock two files of one
        // name.
        auto const text = fmt::format("pid {} ({})\n", getpid(), holder);
        if (ftruncate(file.number(), 0) != 0
            || pwrite(file.number(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
            return refused(path);
        return std::make_shared<Descriptor>(std::move(file));
    }

private:
    static Outcome<std::unique_ptr<WrittenFile>> open_to_write(Path const& path, int flags)
    {
        Descriptor file(open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | flags, 0600));
        if (!file)
            return refused(path);
        return std::make_unique<SystemFile>(std::move(file), path);
    }
};

} // namespace

Files& system_files()
{
    static SystemFiles files;
    return files;
}

Outcome<std::string> read_small(Files& files, std::filesystem::path const& path, std::size_t size_max)
{
    auto const size = RECOURSE_TRY(files.size(path));
    if (!size)
        return std::unexpected(Fault { FaultKind::missing, fmt::format("{}: no such file", path.string()) });
    if (*size > size_max)
        return std::unexpected(Fault {
            FaultKind::limit, fmt::format("{}: {} bytes; at most {} are expected", path.string(), *size, size_max) });
    std::string bytes(*size, '\0');
    auto const got = RECOURSE_TRY(files.read(path, 0, { reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size() }));
    bytes.resize(got);
    return bytes;
}

} // namespace recourse::vault
