#pragma once

#include "api/replies.hpp"
#include "api/running_books.hpp"

#include <vector>

// What the rows of rule books and editions have in common.

namespace recourse::api {

inline constexpr std::size_t book_files_max = 64;
inline constexpr std::size_t book_file_bytes_max = std::size_t { 256 } << 10;
inline constexpr std::size_t book_bytes_max = std::size_t { 1 } << 20;
inline constexpr std::size_t book_cases_max = 500;

/// What keeps files from being one edition of one programme: their number, names, sizes. All of it at once; empty:
/// nothing.
std::vector<http::ProblemError> shape_flaws(std::vector<BookFile> const&);

/// 422 with every problem: where it stands and what would put it right.
http::Problem problem_of(Problems const&, Language);

/// The book that the path names; nothing when a problem has been answered.
std::optional<KeptBook> book_of(Call&);

/// The books by which the desk would run with a book that is kept, from that day on; nothing when a problem has been
/// answered.
std::optional<std::shared_ptr<app::RuleBooks const>> books_with(
    Call&, KeptBook const&, Date from, RunningEdition* made);

// A part of this part of the table.
void add_what_if(std::vector<Operation>&);

} // namespace recourse::api
