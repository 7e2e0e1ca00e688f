#include "sim/notice.hpp"

#include "base/check.hpp"

namespace recourse::sim {

std::shared_ptr<casework::World const> with_notice(std::shared_ptr<casework::World const> world)
{
    auto const& before = world->calendars.at("cn");
    auto const years = before.years();
    time::CalendarBuilder builder("cn");
    if (before.zone())
        builder.zone(*before.zone());
    for (auto const year : years)
        builder.add(*before.year(year));
    time::CalendarYear next;
    next.year = years.back() + 1;
    next.holidays.push_back({ Date::of(next.year, 1, 1), "New Year", "元旦" });
    for (unsigned day = 1; day <= 7; ++day)
        next.holidays.push_back({ Date::of(next.year, 10, day), "National Day", "国庆节" });
    builder.add(std::move(next));
    auto calendar = builder.build();
    RECOURSE_ASSERT(calendar.has_value());
    // What it copies may point into the one that it copies.
    std::shared_ptr<casework::World> later(new casework::World(*world), [world](casework::World* one) { delete one; });
    later->calendars.at("cn") = *std::move(calendar);
    return later;
}

} // namespace recourse::sim
