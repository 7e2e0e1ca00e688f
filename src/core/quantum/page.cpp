#include "core/quantum/page.hpp"

#include "base/wrap.hpp"

#include <fmt/format.h>

namespace recourse::quantum {

void Page::line(std::string_view text)
{
    out_ += wrap(text, columns_, "", "   ");
}

void Page::row(std::string_view name, std::string_view text)
{
    if (!text.empty())
        out_ += wrap(text, columns_, fmt::format("   {}{}", name, say(": ", "：")), "     ");
}

} // namespace recourse::quantum
