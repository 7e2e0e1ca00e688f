#include "catalog/calendars.hpp"

#include "codec/toml_reader.hpp"

#include <gtest/gtest.h>

namespace recourse::catalog {

namespace {

Problems problems_of(std::string_view text, std::string file = "calendars/xx/2030.toml")
{
    std::vector<codec::Document> const files { codec::read_toml(text, std::move(file)) };
    auto const read = read_calendars(files);
    return read ? Problems {} : read.error();
}

std::string all(Problems const& problems)
{
    std::string text;
    for (auto const& problem : problems)
        text += to_string(problem) + "\n";
    return text;
}

} // namespace

TEST(Calendars, the_shipped_years_are_known_and_their_neighbours_are_not)
{
    auto const calendars = shipped_calendars();
    ASSERT_TRUE(calendars) << all(calendars.error());
    auto const& cn = calendars->at("cn");
    EXPECT_EQ(cn.years(), (std::vector { 2023, 2024, 2025, 2026 }));
    // National Day 2026 and the Saturday on which its work is made up, as the notice has them.
    EXPECT_EQ(*cn.kind(Date::of(2026, 10, 1)), time::DayKind::holiday);
    EXPECT_EQ(*cn.kind(Date::of(2026, 10, 10)), time::DayKind::made_up);
    EXPECT_FALSE(cn.kind(Date::of(2027, 1, 1)).has_value());
}

TEST(Calendars, every_mistake_of_a_file_is_named_at_its_place)
{
    auto const problems = problems_of(R"([calendar]
id = "xx"
year = "2030"
zone = "Asia/Shanghi"
weekend = ["saturday", "sundy"]
colour = "red"
[source]
document = "a notice"
kind = "oficial"
[[holiday]]
date = "2030-01-01"
occasion = "New Year"
[[holyday]]
date = 2030-01-02
)");
    auto const text = all(problems);
    for (auto const* part : { "xx/2030.toml:3:8: ", "'sundy' is no day of the week", "knows no 'colour'", "official",
             ":11:8: ", "knows no 'holyday'", "Asia/Shanghai" })
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(Calendars, a_file_must_stand_where_it_says)
{
    auto const problems = problems_of(R"([calendar]
id = "xx"
year = 2030
zone = "UTC"
weekend = ["sunday"]
[source]
document = "a notice"
kind = "official"
)",
        "calendars/xx/2031.toml");
    ASSERT_EQ(problems.size(), 1U) << all(problems);
    EXPECT_NE(problems.front().message.find("2031"), std::string::npos);
}

} // namespace recourse::catalog
