#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recourse::http {

struct HeadLimits {
    std::size_t start_line_bytes_max = 8'192;
    std::size_t head_bytes_max = 32'768; ///< start line and header fields with their line ends
    std::size_t fields_max = 100;
};

/// Finds the end of a request's head while it arrives, and refuses early what two programs might read in two ways: bare
/// line feeds and carriage returns, NUL, continued lines. What passes still has to be parsed.
class HeadScan {
public:
    explicit HeadScan(HeadLimits const& limits) : limits_(&limits) { }

    enum class Result : std::uint8_t {
        more, ///< not complete yet
        complete, ///< `length` bytes of head, the empty line included
        malformed, ///< 400
        version, ///< the start line ends with a version that is not HTTP/1.0 or 1.1: 505
        start_line_too_long, ///< 414
        too_large, ///< 431
    };

    /// Looks at what has come since the last call; the view begins with the same byte each time.
    Result scan(std::string_view arrived);
    std::size_t length() const { return line_; }

private:
    Result start_line(std::string_view line);

    HeadLimits const* limits_;
    std::size_t line_ = 0; ///< where the line begins that has not ended yet
    std::size_t looked_at_ = 0;
    std::size_t lines_ = 0;
};

} // namespace recourse::http
