#include "http/head_scan.hpp"

namespace recourse::http {

HeadScan::Result HeadScan::start_line(std::string_view line)
{
    auto const space = line.rfind(' ');
    if (space == std::string_view::npos)
        return Result::malformed;
    auto const version = line.substr(space + 1);
    if (version == "HTTP/1.1" || version == "HTTP/1.0")
        return Result::more;
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    bool const other_version = version.size() == 8 && version.starts_with("HTTP/") && digit(version[5])
        && version[6] == '.' && digit(version[7]);
    return other_version ? Result::version : Result::malformed;
}

HeadScan::Result HeadScan::scan(std::string_view arrived)
{
    for (;;) {
        auto const end = arrived.find('\n', looked_at_);
        if (end == std::string_view::npos) {
            looked_at_ = arrived.size();
            auto const open = arrived.substr(line_);
            if (lines_ == 0 && open.size() > limits_->start_line_bytes_max)
                return Result::start_line_too_long;
            if (arrived.size() > limits_->head_bytes_max)
                return Result::too_large;
            auto const strange = open.find_first_of(std::string_view { "\r\0", 2 });
            return strange == std::string_view::npos || (strange + 1 == open.size() && open[strange] == '\r')
                ? Result::more
                : Result::malformed;
        }
        auto line = arrived.substr(line_, end - line_);
        if (!line.ends_with('\r'))
            return Result::malformed;
        line.remove_suffix(1);
        if (line.find_first_of(std::string_view { "\r\0", 2 }) != std::string_view::npos)
            return Result::malformed;
        if (lines_ == 0 && line.size() > limits_->start_line_bytes_max)
            return Result::start_line_too_long;
        if (end + 1 > limits_->head_bytes_max || lines_ > limits_->fields_max + 1)
            return Result::too_large;
        line_ = looked_at_ = end + 1;
        if (line.empty())
            return lines_ == 0 ? Result::malformed : Result::complete;
        if (line.starts_with(' ') || line.starts_with('\t'))
            return Result::malformed;
        if (lines_++ == 0)
            if (auto const result = start_line(line); result != Result::more)
                return result;
    }
}

} // namespace recourse::http
