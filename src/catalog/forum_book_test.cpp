#include "catalog/forum_book.hpp"

#include "catalog/embedded.hpp"
#include "catalog/world.hpp"

#include <gmock/gmock.h>

namespace recourse::catalog {

namespace {

using testing::HasSubstr;

/// The problems when the first `what` in one file of forums/check is replaced.
std::string problems_with(std::string_view file, std::string_view what, std::string_view by)
{
    std::vector<FileText> files;
    std::string changed;
    for (auto const& one : embedded_files()) {
        if (one.path != std::string { "forums/check/" } + std::string { file }) {
            files.push_back({ std::string { one.path }, one.text });
            continue;
        }
        changed = one.text;
        auto const at = changed.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        if (at != std::string::npos)
            changed.replace(at, what.size(), by);
        files.push_back({ std::string { one.path }, changed });
    }
    auto const found = forum_book_of(files);
    std::string all;
    if (!found)
        for (auto const& problem : found.error())
            all += to_string(problem) + "\n";
    return all;
}

} // namespace

TEST(ForumBook, the_shipped_one_reads)
{
    auto const book = shipped_forum_book();
    ASSERT_TRUE(book) << to_string(book.error().front());
    EXPECT_EQ(book->findings.size(), forum::finding_words.size());
    auto const world = shipped_world();
    ASSERT_TRUE(world);
    EXPECT_EQ(world->forum_book.papers.size(), book->papers.size());
    EXPECT_EQ(world->forum_book.convention.size(), 172u);
}

TEST(ForumBook, each_damage_is_named)
{
    struct Damage {
        std::string_view file, what, by, says;
    };
    constexpr Damage damages[] = {
        { "institutions.toml", "id = \"hkiac\"", "id = \"cietac\"", "there are two with the id 'cietac'" },
        { "institutions.toml", "part_of = \"cietac\"", "part_of = \"cietca\"", "names the institution 'cietca'" },
        { "institutions.toml", "country = \"CN\"", "country = \"China\"", "'China' is no country" },
        { "institutions.toml", "name_zh = ", "naam_zh = ", "'name' is there without 'name_zh'" },
        { "places.toml", "region = \"guangdong\"", "region = \"guangdon\"", "names the region 'guangdon'" },
        { "clause.toml", "code = \"ad_hoc\"", "code = \"adhoc\"", "expected one of" },
        { "clause.toml", "code = \"ad_hoc\"", "code = \"no_seat\"", "no [[finding]] says 'ad_hoc'" },
        { "jurisdiction.toml", "at_least = \"40000000.00 CNY\"", "at_least = \"40000000\"", "is no amount" },
        { "jurisdiction.toml", "at_least = \"40000000.00 CNY\"", "at_least = \"40000000.00 USD\"", "an amount in CNY" },
        { "jurisdiction.toml", "\"whereabouts_unknown\"", "\"whereabouts\"", "'whereabouts' is not known here" },
        { "timetable.toml", "period = \"15 days\"", "period = \"15 dayz\"", "timetable.toml:" },
        { "timetable.toml", "says = \"When CIETAC receives the request.\"", "note = \"x\"",
            "'says_zh' is there without" },
        { "reach.toml", "places = [\"CN\"]", "places = []", "a reach has 'places'" },
        { "reach.toml", "in_force_source = { source = \"macau-judg\" }", "in_force_source = { source = \"macao\" }",
            "no register in sight has the source 'macao'" },
        { "supplier.toml", "statuses = [\"individual\"]", "statuses = [\"person\"]", "names the status 'person'" },
        { "supplier.toml", "needs_zh = [", "needs_zh = [\"x\", ", "are not the same list" },
        { "papers.toml", "days_high = 5", "days_high = 0", "a step takes from 'days_low' to 'days_high'" },
        { "papers.toml", "[formalities.by_apostille]", "[formalities.by_apostile]", "has no 'by_apostille'" },
        { "papers.toml", "filings = [\"demand\"", "filings = [\"demnad\"", "names the filing 'demnad'" },
    };
    for (auto const& damage : damages)
        EXPECT_THAT(problems_with(damage.file, damage.what, damage.by), HasSubstr(damage.says)) << damage.what;
}

TEST(ForumBook, the_place_of_a_problem_is_its_line)
{
    EXPECT_THAT(
        problems_with("clause.toml", "[[finding]]\ncode = \"nothing_found\"", "[[finding]]\ncode = \"nothing\""),
        HasSubstr("forums/check/clause.toml:4:8: "));
}

} // namespace recourse::catalog
