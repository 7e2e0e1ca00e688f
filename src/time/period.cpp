#include "time/period.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace recourse::time {

namespace {

struct UnitWord {
    std::string_view word; ///< one of them
    std::string_view words;
    Unit unit;
};

// The first pair of each unit is the one that is printed.
constexpr std::array unit_words {
    UnitWord { "hour", "hours", Unit::hours },
    UnitWord { "day", "days", Unit::days },
    UnitWord { "calendar day", "calendar days", Unit::days },
    UnitWord { "natural day", "natural days", Unit::days },
    UnitWord { "working day", "working days", Unit::working_days },
    UnitWord { "business day", "business days", Unit::working_days },
    UnitWord { "week", "weeks", Unit::weeks },
    UnitWord { "month", "months", Unit::months },
    UnitWord { "year", "years", Unit::years },
};

} // namespace

std::int32_t count_max(Unit unit)
{
    switch (unit) {
    case Unit::hours:
        return period_years_max * 366 * 24;
    case Unit::days:
    case Unit::working_days:
        return period_years_max * 366;
    case Unit::weeks:
        return period_years_max * 52;
    case Unit::months:
        return period_years_max * 12;
    case Unit::years:
        return period_years_max;
    }
    RECOURSE_ASSERT(false);
}

std::expected<Period, std::string> parse_period(std::string_view text)
{
    auto const refuse = [&](std::string_view why) { return std::unexpected(fmt::format("'{}' {}", text, why)); };
    auto const space = text.find(' ');
    auto const digits = text.substr(0, space);
    bool const numeric
        = !digits.empty() && digits.size() <= 7 && digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (space == std::string_view::npos || !numeric)
        return refuse("is not a period such as \"15 days\", \"7 working days\", \"48 hours\" or \"3 months\"");
    std::int32_t count = 0;
    for (char const c : digits)
        count = count * 10 + (c - '0');

    auto const word = text.substr(space + 1);
    for (auto const& known : unit_words) {
        if (word != known.word && word != known.words)
            continue;
        if (count > count_max(known.unit))
            return refuse(fmt::format("is longer than {} years", period_years_max));
        return Period { count, known.unit };
    }
    std::vector<std::string_view> words;
    for (auto const& known : unit_words)
        words.push_back(known.words);
    auto const hint = did_you_mean(word, words);
    return refuse(fmt::format("names '{}', which is not a unit of time{}{}", word, hint.empty() ? "" : "; ", hint));
}

std::string to_string(Period const& period)
{
    return say(period, Language::en);
}

std::string say(Period const& period, Language language)
{
    if (language == Language::en) {
        for (auto const& known : unit_words)
            if (known.unit == period.unit)
                return fmt::format("{} {}", period.count, period.count == 1 ? known.word : known.words);
        RECOURSE_ASSERT(false);
    }
    switch (period.unit) {
    case Unit::hours:
        return fmt::format("{}小时", period.count);
    case Unit::days:
        return fmt::format("{}日", period.count);
    case Unit::working_days:
        return fmt::format("{}个工作日", period.count);
    case Unit::weeks:
        return fmt::format("{}周", period.count);
    case Unit::months:
        return fmt::format("{}个月", period.count);
    case Unit::years:
        return fmt::format("{}年", period.count);
    }
    RECOURSE_ASSERT(false);
}

} // namespace recourse::time
