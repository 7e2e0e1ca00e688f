#include "render/pdf_flow.hpp"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

namespace recourse::render {
namespace {

/// A band of that many lines of 10 points; its lines carry no type.
Band lines(int count, int head = -1, bool with_next = false)
{
    Band band { .height = 10.0 * count, .with_next = with_next, .head = head };
    for (int i = 0; i < count; ++i)
        band.text.push_back({ nullptr, 0, 10.0 * i, 10 });
    return band;
}

double end_of(Sheet const& sheet)
{
    return sheet.empty() ? 0 : sheet.back().y + sheet.back().band.height;
}

TEST(Paginate, a_row_that_fits_a_sheet_is_never_parted)
{
    auto const sheets = paginate({ lines(15), lines(15), lines(10) }, {}, 300);
    ASSERT_EQ(sheets.size(), 2U);
    EXPECT_EQ(sheets[0].size(), 2U);
    EXPECT_EQ(sheets[1].front().band.text.size(), 10U);
}

TEST(Paginate, a_heading_goes_with_what_follows_it)
{
    auto const sheets = paginate({ lines(27), lines(2, -1, true), lines(3) }, {}, 300);
    ASSERT_EQ(sheets.size(), 2U);
    EXPECT_EQ(sheets[1].size(), 2U);
    EXPECT_EQ(sheets[1].front().y, 0);
}

TEST(Paginate, the_head_of_a_table_stands_on_every_sheet_of_it)
{
    std::vector<Band> rows(20, lines(4, 0));
    std::vector<Band> const heads { lines(2) };
    auto const sheets = paginate(rows, heads, 300);
    std::size_t count = 0;
    for (auto const& sheet : sheets) {
        EXPECT_EQ(sheet.front().band.text.size(), 2U);
        EXPECT_LE(end_of(sheet), 300);
        count += sheet.size() - 1;
    }
    EXPECT_EQ(count, 20U);
    EXPECT_EQ(sheets.size(), 3U);
}

TEST(Paginate, a_row_taller_than_a_sheet_is_parted_between_lines_under_its_head)
{
    auto const sheets = paginate({ lines(70, 0) }, { lines(2) }, 300);
    ASSERT_EQ(sheets.size(), 3U);
    std::size_t count = 0;
    for (auto const& sheet : sheets) {
        ASSERT_EQ(sheet.size(), 2U);
        EXPECT_EQ(sheet[0].band.text.size(), 2U);
        count += sheet[1].band.text.size();
        EXPECT_EQ(sheet[1].band.text.front().top, 0);
    }
    EXPECT_EQ(count, 70U);
}

TEST(Paginate, nothing_at_all_is_one_empty_sheet)
{
    EXPECT_EQ(paginate({}, {}, 300).size(), 1U);
}

TEST(Paginate, what_fits_nowhere_is_placed_all_the_same)
{
    Band const giant { .height = 1000 };
    EXPECT_EQ(paginate({ lines(3), giant, lines(3) }, {}, 300).size(), 3U);
}

RC_GTEST_PROP(Paginate, no_line_is_lost_moved_or_set_beyond_the_sheet, ())
{
    std::vector<Band> bands;
    std::size_t wanted = 0;
    for (auto const seed : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1 << 20))) {
        auto band = lines(1 + seed % 61, seed % 3 - 1, seed % 7 == 0);
        band.before = seed % 17;
        wanted += band.text.size();
        bands.push_back(std::move(band));
    }
    std::vector<Band> heads { lines(1), lines(3) };
    for (auto& head : heads)
        head.source = -1; // to tell them from what they stand above
    std::size_t found = 0;
    for (auto const& sheet : paginate(bands, heads, 300)) {
        double y = 0;
        for (auto const& [band, at] : sheet) {
            RC_ASSERT(at >= y);
            y = at + band.height;
            for (auto const& line : band.text)
                RC_ASSERT((line.top >= 0 && line.top + line.height <= band.height + 0.01));
            if (band.source != -1)
                found += band.text.size();
        }
        RC_ASSERT(y <= 300.01);
        if (!sheet.empty())
            RC_ASSERT(sheet.back().band.source != -1);
    }
    RC_ASSERT(found == wanted);
}

} // namespace
} // namespace recourse::render
