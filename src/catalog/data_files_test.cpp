#include "catalog/data_files.hpp"

#include "catalog/data_check.hpp"
#include "catalog/house_test.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recourse::catalog {

namespace {

using testing::HasSubstr;

std::string const path = "programmes/house/2027-02-01/programme.toml";

std::string house(std::string_view more = {})
{
    return house_book({ .begins = "seen_on = 2026-01-01", .has_case = false, .more = std::string { more } });
}

DataFiles laid_over(std::string const& at, std::string text)
{
    DataFiles data;
    data.add(at, "mine/" + at, std::move(text));
    lay_under(data, [](std::string_view) { return true; });
    return data;
}

std::string told(Problems const& problems)
{
    std::string all;
    for (auto const& one : problems)
        all += to_string(one) + "\n";
    return all;
}

} // namespace

TEST(DataFiles, an_edition_whose_name_another_begins_with_does_not_get_its_cases)
{
    EXPECT_TRUE(lies_in("programmes/p/2026-01-01", "programmes/p/2026-01-01"));
    EXPECT_TRUE(lies_in("programmes/p/2026-01-01/reasons", "programmes/p/2026-01-01"));
    EXPECT_FALSE(lies_in("programmes/p/2026-01-01b", "programmes/p/2026-01-01"));
    EXPECT_FALSE(lies_in("programmes/p", "programmes/p/2026-01-01"));
    EXPECT_EQ(edition_of("programmes/p/2026-01-01/reasons/x.toml"), "programmes/p/2026-01-01");
    EXPECT_EQ(edition_of("forums/cn/cietac/forum.toml"), "");
}

TEST(DataFiles, a_book_of_ones_own_lies_over_the_shipped_ones)
{
    auto const data = load(laid_over(path, house()), true);
    ASSERT_TRUE(data) << told(data.error());
    EXPECT_TRUE(std::ranges::any_of(data->world->books, [](auto const& book) { return book.id == "house"; }));
    EXPECT_TRUE(std::ranges::any_of(data->world->books, [](auto const& book) { return book.id == "escrow-com"; }));
    EXPECT_EQ(changed_editions(data->files), Problems {});

    auto const shipped = laid_over("programmes/escrow-com/2026-11-22/more.toml", "");
    EXPECT_THAT(told(changed_editions(shipped)), HasSubstr("mine/programmes/escrow-com/2026-11-22: the program has"));
}

TEST(DataFiles, problems_name_the_file_as_it_was_given)
{
    auto const data = load(laid_over(path, house("[[cap]]\nid = \"c\"\namount = 'nobody'\n")), true);
    ASSERT_FALSE(data);
    EXPECT_THAT(told(data.error()), HasSubstr("mine/" + path + ":"));
}

TEST(DataCheck, only_the_book_that_is_asked_for_is_run)
{
    auto data
        = load(laid_over(path,
                   house("[[exclusion]]\nid = \"never\"\nwhen = 'problems.exists(p, p.kind == \"quality\" && p.kind == "
                         "\"damaged\")'\nsays = \"x\"\nsays_zh = \"x\"\nsource = \"terms\"\n"
                         "[[case]]\nname = \"wrong\"\nas_of = 2026-05-01\n[case.given.order]\nplatform = "
                         "\"house.example\"\n[case.then]\nverdict = \"covered\"\n")),
            true);
    ASSERT_TRUE(data) << told(data.error());
    keep_own_cases(*data);
    EXPECT_EQ(data->cases.size(), 1u);
    auto const today = Date::of(2026, 12, 1);
    auto const problems = told(check(*data, today, "programmes/house/2027-02-01"));
    EXPECT_THAT(problems, HasSubstr("the exclusion 'never' never holds"));
    EXPECT_THAT(problems, HasSubstr("wrong: verdict: expected covered"));
    EXPECT_THAT(told(check(*data, Date::of(2026, 1, 1), "programmes/house/2027-02-01")), HasSubstr("still to come"));
    data->cases.clear();
    EXPECT_EQ(told(check(*data, today, "programmes/none/2027-02-01")), "");
}

} // namespace recourse::catalog
