#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace recourse::vault {

/// Bytes that can be read at any place, from any thread.
class ByteRange {
public:
    ByteRange() = default;
    virtual ~ByteRange() = default;
    ByteRange(ByteRange const&) = delete;
    ByteRange& operator=(ByteRange const&) = delete;

    virtual std::uint64_t size() const = 0;
    /// Fills all of `into` from `offset` on; false when it cannot, also where that is beyond the end.
    virtual bool read(std::uint64_t offset, std::span<std::uint8_t> into) const = 0;
};

/// A file, which stays open. Errors: what the system says, or that it is no regular file.
std::expected<std::shared_ptr<ByteRange const>, std::string> file_range(std::filesystem::path const&);
std::shared_ptr<ByteRange const> memory_range(std::string bytes);

} // namespace recourse::vault
