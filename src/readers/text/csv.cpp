#include "readers/text/csv.hpp"

#include <algorithm>

namespace recourse::readers {

bool CsvScan::next(CsvRow& row)
{
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {
        line_ += text_[at_] == '\n';
        ++at_;
    }
    if (at_ >= text_.size())
        return false;
    row = {};
    row.begin = at_;
    row.line = line_;
    std::string cell;
    bool quoted = false, was_quoted = false;
    auto const done = [&] {
        if (row.cells.size() < columns_max)
            row.cells.push_back(std::move(cell));
        cell.clear();
        was_quoted = false;
    };
    for (; at_ < text_.size(); ++at_) {
        char const c = text_[at_];
        if (quoted) {
            line_ += c == '\n';
            if (c != '"')
                cell += c;
            else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                cell += '"';
                ++at_;
            } else
                quoted = false;
        } else if (c == '"' && cell.empty() && !was_quoted)
            quoted = was_quoted = true;
        else if (c == separator_)
            done();
        else if (c == '\n' || c == '\r')
            break;
        else
            cell += c;
    }
    unclosed_ = unclosed_ || quoted;
    done();
    row.end = at_;
    return true;
}

char csv_separator(std::string_view text)
{
    auto const first = text.substr(0, std::min(text.find('\n'), std::size_t { 4096 }));
    char best = ',';
    for (char const c : { ';', '\t' }) {
        if (std::ranges::count(first, c) > std::ranges::count(first, best))
            best = c;
    }
    return best;
}

} // namespace recourse::readers
