#include "store/sqlite/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace recourse::store::sqlite {

namespace {

class File {
public:
    File(std::filesystem::path const& path, int flags) : number_(open(path.c_str(), flags | O_CLOEXEC, 0600)) { }
    ~File()
    {
        if (number_ >= 0)
            close(number_);
    }
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    int number() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }

private:
    int number_;
};

std::unexpected<std::string> failure(std::filesystem::path const& path)
{
    return std::unexpected(fmt::format("{}: {}", path.string(), std::strerror(errno)));
}

} // namespace

std::expected<void, std::string> create_private(std::filesystem::path const& path)
{
    {
        File const file(path, O_RDWR | O_CREAT | O_EXCL);
        if (!file) {
            if (errno == EEXIST)
                return {};
            return failure(path);
        }
    }
    return flush(path.parent_path());
}

void grow(std::filesystem::path const& path, std::size_t size)
{
    File const file(path, O_WRONLY);
    struct stat status {};
    if (!file || fstat(file.number(), &status) != 0)
        return;
    auto const before = static_cast<std::size_t>(status.st_size);
    std::vector<char> const zeros(std::size_t { 1 } << 20, '\0');
    for (auto end = before; end < size;) {
        auto const written
            = pwrite(file.number(), zeros.data(), std::min(zeros.size(), size - end), static_cast<off_t>(end));
        if (written <= 0) {
            (void)!ftruncate(file.number(), static_cast<off_t>(before));
            return;
        }
        end += static_cast<std::size_t>(written);
    }
    if (before < size)
        (void)fsync(file.number()); // not needed for what is stored, only for blocks that are there
}

std::expected<void, std::string> flush(std::filesystem::path const& path)
{
    File const file(path.empty() ? "." : path, O_RDONLY);
    if (!file || fsync(file.number()) != 0)
        return failure(path);
    return {};
}

} // namespace recourse::store::sqlite
