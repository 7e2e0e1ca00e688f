#include "handover/scratch.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace recourse::handover {

namespace {

class OpenFile : public vault::ByteRange {
public:
    OpenFile(int file, std::uint64_t size) : file_(file), size_(size) { }
    ~OpenFile() override { ::close(file_); }
    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;

    std::uint64_t size() const override { return size_; }
    bool read(std::uint64_t offset, std::span<std::uint8_t> into) const override
    {
        if (offset > size_ || into.size() > size_ - offset)
            return false;
        while (!into.empty()) {
            auto const got = ::pread(file_, into.data(), into.size(), static_cast<off_t>(offset));
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return false;
            into = into.subspan(static_cast<std::size_t>(got));
            offset += static_cast<std::uint64_t>(got);
        }
        return true;
    }

private:
    int file_;
    std::uint64_t size_;
};

} // namespace

std::expected<Scratch, std::string> Scratch::open(std::filesystem::path const& folder)
{
    int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) { // a file system without nameless files
        auto name = (folder / "recourse-XXXXXX").string();
        file = ::mkostemp(name.data(), O_CLOEXEC);
        if (file >= 0)
            ::unlink(name.c_str());
    }
    if (file < 0)
        return std::unexpected(fmt::format("no file can be written in {} ({})", folder.string(), std::strerror(errno)));
    return Scratch { file };
}

Scratch::~Scratch()
{
    if (file_ >= 0)
        ::close(file_);
}

Scratch::Scratch(Scratch&& other) noexcept : file_(std::exchange(other.file_, -1)), size_(other.size_) { }

Scratch& Scratch::operator=(Scratch&& other) noexcept
{
    std::swap(file_, other.file_);
    std::swap(size_, other.size_);
    return *this;
}

std::expected<void, std::string> Scratch::append(std::span<std::uint8_t const> bytes)
{
    RECOURSE_ASSERT(file_ >= 0);
    while (!bytes.empty()) {
        auto const put = ::write(file_, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return std::unexpected(
                fmt::format("what is too large for memory cannot be kept ({})", std::strerror(put < 0 ? errno : EIO)));
        bytes = bytes.subspan(static_cast<std::size_t>(put));
        size_ += static_cast<std::uint64_t>(put);
    }
    return {};
}

std::shared_ptr<vault::ByteRange const> Scratch::range() &&
{
    RECOURSE_ASSERT(file_ >= 0);
    return std::make_shared<OpenFile>(std::exchange(file_, -1), size_);
}

} // namespace recourse::handover
