#include "core/quantum/page.hpp"

#include "base/wrap.hpp"

#include <fmt/format.h>

namespace recourse::quantum {

namespace {

constexpr std::size_t columns = 100;

} // namespace

void Page::line(std::string_view text)
{
    out_ += wrap(text, columns, "", "   ");
}

void Page::row(std::string_view name, std::string_view text)
{
    if (!text.empty())
        out_ += wrap(text, columns, fmt::format("   {}{}", name, say(": ", "：")), "     ");
}

} // namespace recourse::quantum
