#pragma once

#include "base/digest.hpp"

#include <deque>
#include <iosfwd>
#include <string>

namespace recourse::sim {

/// What happened in a run, line by line. Two runs are the same when their digests are.
class Trace {
public:
    /// Lines go to `out` as they come; null: only the last ones are kept, for a failure.
    explicit Trace(std::ostream* out = nullptr) : out_(out) { }
    Trace(Trace const&) = delete;
    Trace& operator=(Trace const&) = delete;

    void line(std::string);
    /// Of all lines so far.
    Digest digest() const { return digest_; }
    std::uint64_t lines() const { return lines_; }
    std::deque<std::string> const& last() const { return last_; }

private:
    std::ostream* out_;
    std::string gathered_;
    Digest digest_ {};
    std::uint64_t lines_ = 0;
    std::deque<std::string> last_;
};

} // namespace recourse::sim
