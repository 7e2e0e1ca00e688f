#include "app/rule_books.hpp"

#include "catalog/data_files.hpp"

#include <gtest/gtest.h>

namespace recourse::app {

namespace {

/// The shipped data and beside it an edition "next" of Alibaba's programme, which itself begins on the first of 2027.
std::shared_ptr<casework::World const> world()
{
    static auto const loaded = [] {
        catalog::DataFiles data;
        std::string const name = "programmes/alibaba-trade-assurance/next/programme.toml";
        data.add(name, name,
            "[sources.terms]\ntitle = \"Rules\"\nkind = \"official\"\n\n[programme]\nid = \"alibaba-trade-assurance\"\n"
            "edition = \"next\"\nname = \"N\"\nname_zh = \"N\"\nfrom = 2027-01-01\ncurrency = \"USD\"\nsource = "
            "\"terms\"\n\n[[reading]]\nid = \"current-help\"\nsays = \"x\"\nsays_zh = \"x\"\nsource = \"terms\"\n");
        catalog::lay_under(data, [](std::string_view) { return true; });
        return *catalog::load(std::move(data), false);
    }();
    return loaded.world;
}

std::string edition_on(Date activated, Date day)
{
    RunProgramme run;
    run.programme = "alibaba-trade-assurance";
    run.reading = "current-help";
    RuleBooks const books(world(), { run }, api_provider(), { { run.programme, "next", activated } });
    auto const* rules = books.in_force(run.programme, day);
    EXPECT_EQ(books.standing({}, day)->edition(), rules->edition());
    // An order that is bound to an edition asks that one on every day.
    EXPECT_EQ(books.binding(run.programme, "2026-03-17", run.reading)->edition(), "2026-03-17");
    EXPECT_EQ(books.claims(run.programme, "next", run.reading)->edition(), "next");
    return rules->edition();
}

} // namespace

TEST(RuleBooks, an_edition_begins_on_the_later_of_its_own_day_and_that_on_which_it_was_brought_into_force)
{
    auto const early = Date::of(2026, 12, 1);
    auto const late = Date::of(2027, 3, 1);
    EXPECT_EQ(edition_on(early, early), "2026-03-17");
    EXPECT_EQ(edition_on(early, Date::of(2026, 12, 31)), "2026-03-17");
    EXPECT_EQ(edition_on(early, Date::of(2027, 1, 1)), "next");
    EXPECT_EQ(edition_on(late, Date::of(2027, 1, 1)), "2026-03-17");
    EXPECT_EQ(edition_on(late, late.plus_days(-1)), "2026-03-17");
    EXPECT_EQ(edition_on(late, late), "next");
}

} // namespace recourse::app
