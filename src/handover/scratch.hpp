#pragma once

#include "vault/zip/byte_range.hpp"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace recourse::handover {

/// A file without a name, for what is too large for memory and must not be left lying: it is gone when nobody has it
/// open any more, however the program ends.
class Scratch {
public:
    /// In that folder, which must be there; only its owner could read it. Errors: a clause with the folder.
    static std::expected<Scratch, std::string> open(std::filesystem::path const& folder);
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;

    /// Writes all of it at the end. Errors: what the system says.
    std::expected<void, std::string> append(std::span<std::uint8_t const>);
    /// What was written, to be read at any place; nothing can be appended any more.
    std::shared_ptr<vault::ByteRange const> range() &&;

private:
    explicit Scratch(int file) : file_(file) { }
    int file_ = -1;
    std::uint64_t size_ = 0;
};

} // namespace recourse::handover
