#include "papers/gather.hpp"

#include <gtest/gtest.h>

namespace recourse::papers {

namespace {

Vocabulary vocabulary()
{
    Vocabulary all;
    Field list;
    list.id = "exhibits";
    list.kind = Kind::list;
    list.name = { "exhibits handed in", "证据" };
    for (auto const* id : { "pages", "group" }) {
        Field column;
        column.id = id;
        column.name = { id, "栏" };
        list.columns.push_back(std::move(column));
    }
    all.fields.emplace("exhibits", std::move(list));
    return all;
}

Open cell(int row, std::string const& column, OpenKind kind = OpenKind::unknown)
{
    return { kind, "exhibits[" + std::to_string(row) + "]." + column, row, same("cell"), true };
}

} // namespace

TEST(Gather, one_column_of_many_rows_is_one_point_where_the_first_stood)
{
    Open const alone { OpenKind::unknown, "demand.due", 0, same("last day"), true };
    auto const out
        = gathered({ cell(1, "pages"), alone, cell(1, "group"), cell(2, "pages"), cell(3, "pages"), cell(5, "pages") },
            vocabulary());
    ASSERT_EQ(out.size(), 3U);
    EXPECT_EQ(out[0].field, "exhibits[].pages");
    EXPECT_EQ(out[0].name, (Words { "exhibits handed in, rows 1 to 3 and 5: pages", "证据第1至3、5行：栏" }));
    EXPECT_TRUE(out[0].needed);
    EXPECT_EQ(out[1], alone);
    EXPECT_EQ(out[2], cell(1, "group")); // one row stays as it is
}

TEST(Gather, what_is_not_known_and_what_is_not_translated_are_two_points)
{
    auto const out
        = gathered({ cell(1, "pages"), cell(2, "pages", OpenKind::untranslated), cell(3, "pages") }, vocabulary());
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out[0].name.en, "exhibits handed in, rows 1 and 3: pages");
    EXPECT_EQ(out[1], cell(2, "pages", OpenKind::untranslated));
}

TEST(Gather, a_list_or_column_that_the_dictionary_does_not_have_stays_apart)
{
    Open const odd { OpenKind::unknown, "other[1].pages", 1, same("odd"), false };
    EXPECT_EQ(gathered({ odd, odd }, vocabulary()), (std::vector { odd, odd }));
}

} // namespace recourse::papers
