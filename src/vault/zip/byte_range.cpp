#include "vault/zip/byte_range.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace recourse::vault {

namespace {

class FileRange : public ByteRange {
public:
    FileRange(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) { }
    ~FileRange() override { ::close(descriptor_); }

    std::uint64_t size() const override { return size_; }

    bool read(std::uint64_t offset, std::span<std::uint8_t> into) const override
    {
        while (!into.empty()) {
            auto const got = ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return false;
            offset += static_cast<std::uint64_t>(got);
            into = into.subspan(static_cast<std::size_t>(got));
        }
        return true;
    }

private:
    int descriptor_;
    std::uint64_t size_;
};

class MemoryRange : public ByteRange {
public:
    explicit MemoryRange(std::string bytes) : bytes_(std::move(bytes)) { }

    std::uint64_t size() const override { return bytes_.size(); }

    bool read(std::uint64_t offset, std::span<std::uint8_t> into) const override
    {
        if (offset > bytes_.size() || into.size() > bytes_.size() - offset)
            return false;
        std::memcpy(into.data(), bytes_.data() + offset, into.size());
        return true;
    }

private:
    std::string bytes_;
};

} // namespace

std::expected<std::shared_ptr<ByteRange const>, std::string> file_range(std::filesystem::path const& path)
{
    int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return std::unexpected(
            std::strerror(errno)); // NOLINT(concurrency-mt-unsafe): glibc's keeps one for each thread
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return std::unexpected("no regular file");
    }
    return std::make_shared<FileRange const>(descriptor, static_cast<std::uint64_t>(status.st_size));
}

std::shared_ptr<ByteRange const> memory_range(std::string bytes)
{
    return std::make_shared<MemoryRange const>(std::move(bytes));
}

} // namespace recourse::vault
