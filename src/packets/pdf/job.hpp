#pragma once

#include "packets/pdf/survey.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

// What goes into the cell that binds a PDF, and what comes out. The bytes of all pieces lie one after another in the
// cell's file; this says where.

namespace recourse::packets::pdf {

enum class Form : std::uint8_t { pdf, jpeg, png };
BOOST_DESCRIBE_ENUM(Form, pdf, jpeg, png)

/// A stretch of the file.
struct Piece {
    Form form = Form::pdf;
    std::uint64_t offset = 0, size = 0;
};
BOOST_DESCRIBE_STRUCT(Piece, (), (form, offset, size))

/// A rectangle of a page in front that leads to a page of the whole; thousandths of a point, from the upper left.
struct Link {
    std::uint32_t page = 0; ///< from 0
    std::int32_t x = 0, y = 0, width = 0, height = 0;
    std::uint32_t target = 0; ///< from 0
};
BOOST_DESCRIBE_STRUCT(Link, (), (page, x, y, width, height, target))

/// A line of the outline.
struct Mark {
    std::string title;
    std::uint32_t level = 0; ///< at most one deeper than the line before
    std::uint32_t page = 0; ///< from 0
};
BOOST_DESCRIBE_STRUCT(Mark, (), (title, level, page))

struct Part {
    Piece piece; ///< size 0: pages of ours
    std::uint32_t first = 0; ///< of ours, where they are
    std::uint32_t pages = 0; ///< how many it must have
};
BOOST_DESCRIBE_STRUCT(Part, (), (piece, first, pages))

struct Job {
    Piece ours; ///< a PDF: the sheets in front, sheets that are parts, stamps
    std::uint32_t front_pages = 0;
    std::vector<Part> parts;
    std::uint32_t stamps = 0; ///< the page of ours that is the stamp of the parts' first page; the others follow
    std::vector<Link> links;
    std::vector<Mark> marks;
    std::string title;
    std::string day; ///< "D:20261130000000+08'00'"
    std::string language; ///< "zh-CN"
};
BOOST_DESCRIBE_STRUCT(Job, (), (ours, front_pages, parts, stamps, links, marks, title, day, language))

/// What stands before the bytes of the bound PDF.
struct Report {
    std::string fault; ///< a clause; empty: the PDF follows
    std::uint64_t pages = 0;
    std::uint64_t part = 0; ///< which of the parts was at fault, from 1; 0: none of them
};
BOOST_DESCRIBE_STRUCT(Report, (), (fault, pages, part))

/// Names of the readers in the cell.
inline constexpr char const* survey_reader = "packet-survey";
inline constexpr char const* bind_reader = "packet-bind";

/// Pages of one file, and of a whole packet, beyond which nothing is bound.
inline constexpr std::size_t pages_max = 5000;

} // namespace recourse::packets::pdf
