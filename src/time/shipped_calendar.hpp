#pragma once

#include "time/calendar.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

namespace recourse::time {

/// For tests: the days of calendars/cn as they are shipped, read line by line rather than through the loader, so that a
/// mistake there cannot hide one here.
struct ShippedYear {
    CalendarYear year;
    std::set<Date> holidays;
    std::set<Date> working_days;
};

inline ShippedYear shipped_year(int year)
{
    ShippedYear shipped;
    shipped.year.year = year;
    std::ifstream file(std::string { RECOURSE_SOURCE_DIR } + "/calendars/cn/" + std::to_string(year) + ".toml");
    EXPECT_TRUE(file.is_open()) << year;
    std::vector<NamedDay>* list = nullptr;
    std::set<Date>* set = nullptr;
    auto const quoted
        = [](std::string const& line) { return line.substr(line.find('"') + 1, line.rfind('"') - line.find('"') - 1); };
    for (std::string line; std::getline(file, line);) {
        if (line == "[[holiday]]") {
            list = &shipped.year.holidays;
            set = &shipped.holidays;
        } else if (line == "[[working_day]]") {
            list = &shipped.year.working_days;
            set = &shipped.working_days;
        } else if (line.starts_with("date = ") && list != nullptr) {
            auto const date = *parse_date(std::string_view { line }.substr(7));
            list->push_back({ date, "", "" });
            set->insert(date);
        } else if (line.starts_with("occasion = ")) {
            list->back().occasion = quoted(line);
        } else if (line.starts_with("occasion_zh = ")) {
            list->back().occasion_zh = quoted(line);
        } else if (line.starts_with("document = ")) {
            shipped.year.source.document = quoted(line);
        } else if (line.starts_with("confidence = ")) {
            shipped.year.source.confidence = quoted(line);
        }
    }
    return shipped;
}

inline Calendar shipped_cn()
{
    CalendarBuilder builder("cn");
    builder.zone(*Zone::find("Asia/Shanghai"));
    for (int year = 2023; year <= 2026; ++year)
        builder.add(shipped_year(year).year);
    auto calendar = builder.build();
    EXPECT_TRUE(calendar.has_value());
    return *calendar;
}

} // namespace recourse::time
