#pragma once

#include "catalog/data_readers.hpp"
#include "core/forum/book.hpp"

#include <expected>
#include <span>

namespace recourse::catalog {

/// Reads the files of forums/check (docs/forum-check.md) and the table of the New York Convention in the law of China.
/// Errors are added to the problems: what TableReader finds; an id twice, or one that another table does not have; a
/// sign the program does not know; a text in one language only; a finding without its text; a statement without source.
forum::Book read_forum_book(std::span<DataFile const* const>, Reading);

/// The book among these data files. Errors: every problem of every file.
std::expected<forum::Book, Problems> forum_book_of(std::span<FileText const> files);
/// The book that is part of the program.
std::expected<forum::Book, Problems> shipped_forum_book();

/// True for the files that read_forum_book reads and nobody else does.
bool is_forum_check(DataFile const&);

} // namespace recourse::catalog
