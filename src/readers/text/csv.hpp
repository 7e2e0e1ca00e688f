#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::readers {

/// One row of a table in a text file, with where it stands.
struct CsvRow {
    std::vector<std::string> cells; ///< at most columns_max
    std::size_t begin = 0, end = 0; ///< in the text, without the line break
    std::size_t line = 0; ///< from 1
};

/// Rows as RFC 4180 has them: cells parted by a comma (or the sign given), quotes around a cell double within it. A
/// quote that is never closed ends with the text. Empty lines are passed over.
class CsvScan {
public:
    static constexpr std::size_t columns_max = 256;

    explicit CsvScan(std::string_view text, char separator = ',') : text_(text), separator_(separator) { }
    bool next(CsvRow&);
    bool unclosed() const { return unclosed_; } ///< a quote was not closed

private:
    std::string_view text_;
    char separator_;
    std::size_t at_ = 0, line_ = 1;
    bool unclosed_ = false;
};

/// The sign that parts the cells of the first line: comma, semicolon or tab, whichever stands there most often.
char csv_separator(std::string_view text);

} // namespace recourse::readers
