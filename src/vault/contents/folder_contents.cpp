#include "vault/contents/folder_contents.hpp"

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace recourse::vault {

namespace {

constexpr std::size_t flaws_max = 100;
constexpr std::size_t piece_bytes = 256U << 10U;

/// A descriptor that is closed with its owner.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) { }
    ~Descriptor()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

std::string error_text()
{
    return std::strerror(errno); // NOLINT(concurrency-mt-unsafe): glibc's keeps a text for each thread
}

struct Walk {
    FolderLimits limits;
    std::vector<ContentFile> entries;
    std::vector<Flaw> flaws;

    bool full() const { return flaws.size() >= flaws_max || entries.size() > limits.files_max; }
    void wrong(std::string file, std::string says) { flaws.push_back({ std::move(file), std::move(says) }); }

    /// What stands in the open folder; `prefix` is its name with a slash, or empty.
    void into(int folder, std::string const& prefix, std::size_t depth);
    void one(int folder, std::string const& name, std::string const& whole, std::size_t depth);
};

void Walk::one(int folder, std::string const& name, std::string const& whole, std::size_t depth)
{
    if (auto const flaw = name_flaw(whole))
        return wrong(whole, *flaw);
    struct stat status {};
    if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return wrong(whole, error_text());
    if (S_ISREG(status.st_mode)) {
        entries.push_back({ whole, static_cast<std::uint64_t>(status.st_size) });
        return;
    }
    if (!S_ISDIR(status.st_mode))
        return wrong(whole, S_ISLNK(status.st_mode) ? "a symbolic link" : "neither a file nor a folder");
    if (depth >= limits.depth_max)
        return wrong(whole, fmt::format("more than {} folders inside each other", limits.depth_max));
    Descriptor const inner(::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (inner.number() < 0)
        return wrong(whole, error_text());
    into(inner.number(), whole + "/", depth + 1);
}

void Walk::into(int folder, std::string const& prefix, std::size_t depth)
{
    std::unique_ptr<DIR, int (*)(DIR*)> const listing { ::fdopendir(::dup(folder)), &::closedir };
    if (listing == nullptr)
        return wrong(prefix, error_text());
    while (!full()) {
        auto const* const found = ::readdir(listing.get()); // NOLINT(concurrency-mt-unsafe): a listing of our own
        if (found == nullptr)
            return;
        std::string const name { static_cast<char const*>(found->d_name) };
        if (name != "." && name != "..")
            one(folder, name, prefix + name, depth);
    }
}

} // namespace

std::expected<FolderContents, std::vector<Flaw>> FolderContents::open(
    std::filesystem::path const& path, FolderLimits limits)
{
    Walk walk { limits, {}, {} };
    Descriptor const root(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (root.number() < 0)
        return std::unexpected(std::vector { Flaw { {}, error_text() } });
    walk.into(root.number(), {}, 0);
    if (walk.entries.size() > limits.files_max)
        walk.wrong({}, fmt::format("more than {} files", limits.files_max));
    if (!walk.flaws.empty())
        return std::unexpected(std::move(walk.flaws));
    FolderContents folder;
    folder.root_ = path;
    folder.entries_ = std::move(walk.entries);
    std::ranges::sort(folder.entries_, {}, &ContentFile::name);
    return folder;
}

std::expected<void, Flaw> FolderContents::read(std::size_t index, PieceSink const& sink) const
{
    auto const& entry = entries_[index];
    Descriptor const file(::open((root_ / entry.name).c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (file.number() < 0)
        return std::unexpected(Flaw { entry.name, error_text() });
    std::vector<std::uint8_t> piece(std::min<std::size_t>(piece_bytes, std::max<std::uint64_t>(entry.size, 1)));
    std::uint64_t read = 0;
    while (true) {
        auto const got = ::read(file.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::unexpected(Flaw { entry.name, error_text() });
        if (got == 0)
            break;
        read += static_cast<std::uint64_t>(got);
        if (read > entry.size)
            break;
        sink({ piece.data(), static_cast<std::size_t>(got) });
    }
    if (read != entry.size)
        return std::unexpected(Flaw { entry.name, "its length changed while it was read" });
    return {};
}

} // namespace recourse::vault
