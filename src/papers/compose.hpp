#pragma once

#include "base/place.hpp"
#include "papers/paper.hpp"

#include <expected>

namespace recourse::papers {

/// Bounds on what a paper is filled with.
inline constexpr std::size_t rows_max = 2'000; ///< of a list
inline constexpr std::size_t text_bytes_max = 20'000; ///< of a value
inline constexpr std::size_t blocks_max = 20'000; ///< of a paper
inline constexpr std::size_t bytes_max = 8U << 20U; ///< of all values as they are written in it

struct Wish {
    Setting setting = Setting::en;
    bool approved = false; ///< counsel has approved it: no mark of a draft, no appendices
    bool notes = true; ///< of a draft: with the notes for counsel
    Date day; ///< of the file's data
};

/// Fills a document. A value that is not known stays open in the paper and is listed in `open`.
/// Errors, all at once: a setting that the document does not have; a value of another kind than its field, a list of
/// more rows or a text of more bytes than the bounds, an exhibit that is not among the case's, or pages that it does
/// not have; more blocks or text than the bounds; of an approved paper, every open point.
std::expected<Paper, Problems> compose(Document const&, Values const&, Wish const&);

} // namespace recourse::papers
