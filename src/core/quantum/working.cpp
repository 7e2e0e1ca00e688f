#include "core/quantum/working.hpp"

#include <fmt/format.h>

namespace recourse::quantum {

Text sentence(Stretch const& stretch)
{
    auto const rate = percent(stretch.rate);
    bool const daily = stretch.per == 1;
    auto const year = daily ? std::string {} : fmt::format(" / {}", stretch.per);
    return { fmt::format("{} x {} a {} x {} days{} = {} ({} to {}, the last day not counted)",
                 display(stretch.principal), rate.en, daily ? "day" : "year", stretch.days, year, display(stretch.sum),
                 to_string(stretch.from), to_string(stretch.until)),
        fmt::format("{} x {}{} x {}天{} = {}（{}至{}，算头不算尾）", display(stretch.principal),
            daily ? "日利率" : "年利率", rate.zh, stretch.days, year, display(stretch.sum), to_string(stretch.from),
            to_string(stretch.until)) };
}

Text sentence(Posting const& posting)
{
    return { fmt::format("{} against {} of {}", display(posting.amount), word(posting.part).en, posting.debt),
        fmt::format("{}抵充{}的{}", display(posting.amount), posting.debt, word(posting.part).zh) };
}

Text working_of(std::span<Stretch const> stretches, std::string_view debt, Part part, Money total)
{
    Text text;
    int count = 0;
    for (auto const& stretch : stretches)
        if (stretch.debt == debt && stretch.part == part) {
            append(text, sentence(stretch));
            ++count;
        }
    if (count > 1)
        append(text,
            { fmt::format("together, rounded once: {}", display(total)),
                fmt::format("合计后一次四舍五入：{}", display(total)) });
    return text;
}

} // namespace recourse::quantum
