#include "sim/trace.hpp"

#include <ostream>
#include <utility>

namespace recourse::sim {

namespace {

constexpr std::size_t kept = 40; ///< of the last lines

} // namespace

void Trace::line(std::string text)
{
    ++lines_;
    if (out_ != nullptr)
        *out_ << text << '\n';
    gathered_.assign(digest_.bytes.begin(), digest_.bytes.end());
    gathered_ += text;
    digest_ = sha256(gathered_);
    last_.push_back(std::move(text));
    if (last_.size() > kept)
        last_.pop_front();
}

} // namespace recourse::sim
