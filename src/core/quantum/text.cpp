#include "core/quantum/text.hpp"

#include "core/route/schedule.hpp"

#include <algorithm>

namespace recourse::quantum {

Text percent(Ratio ratio)
{
    Text text { route::percent(ratio), {} };
    std::ranges::remove_copy(text.en, std::back_inserter(text.zh), ' ');
    return text;
}

void append(Text& text, Text const& more)
{
    text.en += (text.en.empty() ? "" : "; ") + more.en;
    text.zh += (text.zh.empty() ? "" : "；") + more.in(Language::zh);
}

} // namespace recourse::quantum
