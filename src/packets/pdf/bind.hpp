#pragma once

#include "base/date.hpp"
#include "packets/pdf/job.hpp"
#include "readers/cell/entry.hpp"

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Binding exhibits into one PDF. Every byte of a stranger's PDF or picture is read in a cell (readers/cell): a child
// without network, files or programs, with an end to its time and memory. What comes back is bytes for somebody else's
// reader; the desk itself never parses them.

namespace recourse::packets::pdf {

/// Around each child.
struct Walls {
    readers::cell::Limits limits { .cpu_seconds = 60,
        .wall_ms = 120'000,
        .memory = std::uint64_t { 1 } << 30,
        .file_size = std::uint64_t { 1 } << 30,
        .result_size = std::uint64_t { 512 } << 20 };
    char const* program = readers::cell::own_program;
};

/// What `main` has to offer the cells of this library.
std::span<readers::cell::NamedReader const> cell_readers();

/// Counts and measures what is in a file; its fault is in the survey. Error: the cell was stopped, or gave no answer
/// that could be read; a clause.
std::expected<Survey, std::string> survey(std::string_view bytes, Form, Walls const& = {});

/// What is bound of one exhibit: its file, or sheets of ours.
struct Input {
    Form form = Form::pdf;
    std::string bytes; ///< empty: sheets of ours
    std::uint32_t pages = 0; ///< as surveyed; of a picture one
    std::uint32_t first = 0; ///< of sheets of ours: where in our PDF they are, from 0
    std::string label = {}; ///< what errors call it: "E003"
};

/// What is bound beside the files.
struct Binding {
    std::string
        ours; ///< a PDF: the sheets in front, sheets that stand for exhibits, a stamp for each page of the exhibits
    std::uint32_t front_pages = 0;
    std::uint32_t stamps = 0; ///< the page of the first stamp, from 0
    std::vector<Link> links = {};
    std::vector<Mark> marks = {};
    std::string title = {};
    Date day = {};
    std::string language = "zh-CN";
};

struct Bundle {
    std::string bytes;
    std::uint64_t pages = 0;
};

/// The sheets in front, then the files in order. The same input gives the same bytes. Errors: a clause: what in which
/// file could not be bound, or what stopped the cell, with the largest of the files.
std::expected<Bundle, std::string> bind(Binding const&, std::vector<Input> const&, Walls const& = {});

} // namespace recourse::packets::pdf
