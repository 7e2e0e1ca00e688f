#pragma once

#include "vault/files/fault.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The few things that the vault does to files, so that a test can stand in the disk's place and fail at any of them.
/// What is promised of a cut of the power is what a journalling file system keeps: what was flushed is there; changes
/// of names become durable in the order in which they were made, and a name is changed whole or not at all; of what was
/// written since, any part may be there.
namespace recourse::vault {

/// A file that is being written, by one thread.
class WrittenFile {
public:
    WrittenFile() = default;
    virtual ~WrittenFile() = default; ///< closes it; nothing is flushed by that
    WrittenFile(WrittenFile const&) = delete;
    WrittenFile& operator=(WrittenFile const&) = delete;

    /// Writes all of it at the end. Errors: full, failed; then a part of it may be there.
    virtual Outcome<void> append(std::span<std::uint8_t const>) = 0;
    /// Makes durable what was written. Errors: unknown; nothing that was written since the last flush can be trusted.
    virtual Outcome<void> flush() = 0;
    /// Cuts the file to `size` bytes; appending goes on there.
    virtual Outcome<void> cut(std::uint64_t size) = 0;
};

class Files {
public:
    Files() = default;
    virtual ~Files() = default;
    Files(Files const&) = delete;
    Files& operator=(Files const&) = delete;

    using Path = std::filesystem::path;

    /// A new, empty file, readable by its owner alone; one of that name is emptied. Its folder must be there.
    virtual Outcome<std::unique_ptr<WrittenFile>> create(Path const&) = 0;
    /// An existing file, to go on at its end.
    virtual Outcome<std::unique_ptr<WrittenFile>> reopen(Path const&) = 0;
    /// As many bytes from `offset` on as there are, at most as many as fit. Errors: missing, failed.
    virtual Outcome<std::size_t> read(Path const&, std::uint64_t offset, std::span<std::uint8_t> into) = 0;
    /// Nothing when there is no file of that name.
    virtual Outcome<std::optional<std::uint64_t>> size(Path const&) = 0;
    /// Gives a file another name, in place of what had that name; readers see the one or the other.
    virtual Outcome<void> rename(Path const& from, Path const& to) = 0;
    /// Overwrites a part of a file with zeros, durably. Errors: missing, failed, unknown.
    virtual Outcome<void> blank(Path const&, std::uint64_t offset, std::uint64_t size) = 0;
    /// Errors: missing, failed.
    virtual Outcome<void> remove(Path const&) = 0;
    /// A folder with all in it; nothing happens when it is not there.
    virtual Outcome<void> remove_folder(Path const&) = 0;
    /// The folder and those above it, where they are missing.
    virtual Outcome<void> make_folder(Path const&) = 0;
    /// Names in a folder, sorted; folders end with '/'. Errors: missing, failed.
    virtual Outcome<std::vector<std::string>> list(Path const&) = 0;
    /// Makes durable the names in a folder. Errors: unknown.
    virtual Outcome<void> flush_folder(Path const&) = 0;
    /// Makes durable everything that was written or named under the folder (and beside it, on the same file system).
    /// Errors: unknown.
    virtual Outcome<void> flush_all(Path const& folder) = 0;
    /// Keeps others from opening the folder until what is returned is gone. Errors: held, failed.
    virtual Outcome<std::shared_ptr<void>> lock(Path const& file, std::string_view holder) = 0;
};

/// The system's files. Errors name the file and what the system says.
Files& system_files();

/// All of a small file. Errors: missing, limit (it has more than `size_max` bytes), failed.
Outcome<std::string> read_small(Files&, std::filesystem::path const&, std::size_t size_max);

} // namespace recourse::vault
