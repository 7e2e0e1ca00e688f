#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::readers {

/// A stretch of text for the full-text search, with where a person finds it again. One form for every kind of file.
struct Piece {
    std::string place; ///< "message 12", "page 3", "part 1.2", "line 40"
    std::string text; ///< UTF-8, at most piece_bytes_max
    std::uint64_t begin = 0, end = 0; ///< bytes of the file from which it comes, both 0 where there is no such range
    friend bool operator==(Piece const&, Piece const&) = default;
};
BOOST_DESCRIBE_STRUCT(Piece, (), (place, text, begin, end))

/// Something about the file that whoever weighs it should know.
struct Remark {
    std::string id; ///< "two-from-lines"; the words of it are listed in docs/evidence-readers.md
    std::string says; ///< a clause
    friend bool operator==(Remark const&, Remark const&) = default;
};
BOOST_DESCRIBE_STRUCT(Remark, (), (id, says))

inline constexpr std::size_t piece_bytes_max = 64u << 10;
/// A text read out of one file for the search is no longer than this in all; what is beyond is left out with a remark.
inline constexpr std::size_t text_bytes_max = 8u << 20;

/// Collects pieces under the limits above.
class Pieces {
public:
    /// Long text becomes several pieces with the same place, cut between code points.
    void add(std::string place, std::string_view text, std::uint64_t begin = 0, std::uint64_t end = 0);
    bool full() const { return full_; } ///< something was left out
    std::vector<Piece> take() { return std::move(pieces_); }

private:
    std::vector<Piece> pieces_;
    std::size_t bytes_ = 0;
    bool full_ = false;
};

/// At most so many bytes of the text, cut between code points; the rest is left out.
std::string_view beginning(std::string_view utf8, std::size_t bytes_max);
/// Well-formed UTF-8 of at most so many bytes, without NULs.
std::string clean(std::string_view, std::size_t bytes_max);

} // namespace recourse::readers
