#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>

/// What is done to files beside SQLite. Errors are sentences with the file's name.
namespace recourse::store::sqlite {

/// Makes the file when it is missing, empty, readable by its owner alone, and its name durable.
std::expected<void, std::string> create_private(std::filesystem::path const&);

/// Writes zeros behind the end of the file up to `size`, durably; a file that is as large stays as it is.
/// A write-ahead log of full size is overwritten by commits instead of extended, which about halves what a small one
/// costs: no new blocks, no new length. SQLite takes the zeros for what they are, no frames: a frame bears the salt of
/// the log's header. Best effort: without room the file stays as it was.
void grow(std::filesystem::path const&, std::size_t size);

/// Flushes a file or a directory.
std::expected<void, std::string> flush(std::filesystem::path const&);

} // namespace recourse::store::sqlite
