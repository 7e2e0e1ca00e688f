#include "core/inspection/plan.hpp"
#include "core/inspection/tables.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
// after gtest
#include <rapidcheck/gtest.h>

#include <sstream>

namespace recourse::inspection {

namespace {

struct Table {
    Severity severity;
    std::span<tables::Row const> rows;
};
std::array const both { Table { Severity::normal, tables::normal }, Table { Severity::tightened, tables::tightened } };

std::array const levels { Level::s1, Level::s2, Level::s3, Level::s4, Level::i, Level::ii, Level::iii };

/// "H 50 5/6": letter, sample, acceptance and rejection number; "all" behind it where every unit is looked at.
std::string shown(std::optional<Plan> const& plan)
{
    if (!plan)
        return "none";
    return fmt::format(
        "{} {} {}/{}{}", plan->letter, plan->sample, plan->accept, plan->reject, plan->whole ? " all" : "");
}

} // namespace

TEST(SamplingTables, letters_grow_with_the_lot_and_with_the_level)
{
    for (auto const& letters : tables::letters_of_lots) {
        EXPECT_EQ(letters.size(), tables::lots.size() + 1);
        EXPECT_TRUE(std::ranges::is_sorted(letters));
    }
    for (std::size_t line = 0; line <= tables::lots.size(); ++line) {
        for (std::size_t general = 5; general < 7; ++general)
            EXPECT_LT(tables::letters_of_lots[general - 1][line], tables::letters_of_lots[general][line] + 1);
        for (std::size_t special = 1; special < 4; ++special)
            EXPECT_LE(tables::letters_of_lots[special - 1][line], tables::letters_of_lots[special][line]);
    }
}

TEST(SamplingTables, numbers_rise_along_rows_and_columns_and_arrows_lead_to_a_plan)
{
    for (auto const& [severity, rows] : both) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            int last = -1;
            for (auto const cell : rows[row]) {
                if (cell < 0)
                    continue;
                EXPECT_GT(cell, last) << "row " << tables::letters[row];
                last = cell;
            }
        }
        for (std::size_t column = 0; column < tables::aqls.size(); ++column) {
            int last = -1;
            for (std::size_t row = 0; row < rows.size(); ++row) {
                auto const cell = rows[row][column];
                if (cell >= 0) {
                    EXPECT_GT(cell, last) << "column " << column;
                    last = cell;
                    continue;
                }
                // Along the arrow stand arrows of the same direction, and then a plan.
                auto at = row;
                while (rows[at][column] == cell) {
                    ASSERT_TRUE(cell == tables::d ? at + 1 < rows.size() : at > 0)
                        << tables::letters[row] << " column " << column;
                    at = cell == tables::d ? at + 1 : at - 1;
                }
                EXPECT_GE(rows[at][column], 0) << tables::letters[row] << " column " << column;
            }
        }
    }
}

TEST(SamplingTables, a_plan_stands_on_one_diagonal_per_number)
{
    // What makes the tables one scheme: letter and AQL one step apart lead to the same acceptance number.
    for (auto const& [severity, rows] : both) {
        for (std::size_t row = 1; row < rows.size(); ++row) {
            for (std::size_t column = 0; column + 1 < tables::aqls.size(); ++column) {
                auto const here = rows[row][column], above = rows[row - 1][column + 1];
                if (here >= 0 && above >= 0)
                    EXPECT_EQ(here, above) << tables::letters[row] << " column " << column;
            }
        }
    }
}

TEST(SamplingTables, tightened_inspection_accepts_no_more)
{
    for (std::size_t row = 0; row < tables::normal.size(); ++row) {
        for (std::size_t column = 0; column < tables::aqls.size(); ++column) {
            auto const normal = tables::normal[row][column], tightened = tables::tightened[row][column];
            if (normal >= 0 && tightened >= 0)
                EXPECT_LE(tightened, normal);
        }
    }
}

TEST(SamplingTables, are_those_that_others_published)
{
    // Rejection numbers for AQL 0.65, 1.0, 1.5, 2.5, 4.0, 6.5, 10, 15 as printed in
    // http://www.nibs.org/FMOC/DPW_AC/AC-TABLE.ASC, tables 1-A and 1-B; v and ^ are the arrows. The arrow up that
    // table 1-A prints for A at AQL 10 is a misprint: nothing stands above.
    constexpr std::string_view normal = "A v v v v v 1 v v\n"
                                        "B v v v v 1 ^ v 2\n"
                                        "C v v v 1 ^ v 2 3\n"
                                        "D v v 1 ^ v 2 3 4\n"
                                        "E v 1 ^ v 2 3 4 6\n"
                                        "F 1 ^ v 2 3 4 6 8\n"
                                        "G ^ v 2 3 4 6 8 11\n"
                                        "H v 2 3 4 6 8 11 15\n"
                                        "J 2 3 4 6 8 11 15 22\n"
                                        "K 3 4 6 8 11 15 22 ^\n"
                                        "L 4 6 8 11 15 22 ^ ^\n"
                                        "M 6 8 11 15 22 ^ ^ ^\n"
                                        "N 8 11 15 22 ^ ^ ^ ^\n"
                                        "P 11 15 22 ^ ^ ^ ^ ^\n"
                                        "Q 15 22 ^ ^ ^ ^ ^ ^\n";
    constexpr std::string_view tightened = "A v v v v v v v v\n"
                                           "B v v v v v 1 v v\n"
                                           "C v v v v 1 v v 2\n"
                                           "D v v v 1 v v 2 3\n"
                                           "E v v 1 v v 2 3 4\n"
                                           "F v 1 v v 2 3 4 6\n"
                                           "G 1 v v 2 3 4 6 9\n"
                                           "H v v 2 3 4 6 9 13\n"
                                           "J v 2 3 4 6 9 13 19\n"
                                           "K 2 3 4 6 9 13 19 ^\n"
                                           "L 3 4 6 9 13 19 ^ ^\n";
    constexpr std::size_t first = 9; // the column of 0.65
    ASSERT_EQ(tables::aqls[first], 650u);
    auto const compare = [](std::string_view published, std::span<tables::Row const> rows) {
        std::istringstream lines { std::string { published } };
        std::string letter;
        while (lines >> letter) {
            auto const row = tables::letters.find(letter);
            for (std::size_t column = first; column < first + 8; ++column) {
                std::string printed;
                lines >> printed;
                auto const cell = rows[row][column];
                EXPECT_EQ(cell == tables::d ? "v"
                        : cell == tables::u ? "^"
                                            : fmt::format("{}", cell + 1),
                    printed)
                    << letter << " column " << column;
            }
        }
    };
    compare(normal, tables::normal);
    compare(tightened, tables::tightened);
}

TEST(SamplingPlan, follows_examples_that_others_published)
{
    struct Case {
        std::uint64_t lot;
        Level level;
        std::string_view aql;
        std::string_view expected;
    };
    for (auto const& [lot, level, aql, expected] : {
             // The AQL Inspector's Manual, examples 1 and 2: a plan of its own, and two arrows down
             Case { 1000, Level::ii, "1.5", "J 80 3/4" },
             Case { 20, Level::i, "1.5", "D 8 0/1" },
             // QualitySky: a lot of 5,000
             Case { 5000, Level::ii, "2.5", "L 200 10/11" },
             // B. Dmeter, AQL inspection system: 501 to 1,200
             Case { 501, Level::ii, "2.5", "J 80 5/6" },
             Case { 1200, Level::ii, "2.5", "J 80 5/6" },
         })
        EXPECT_EQ(shown(plan_for(lot, level, Severity::normal, *parse_aql(aql))), expected) << lot;
}

TEST(SamplingPlan, follows_arrows_both_ways_and_stops_at_the_lot)
{
    struct Case {
        std::uint64_t lot;
        Level level;
        Severity severity;
        std::string_view aql;
        std::string_view expected;
    };
    constexpr auto normal = Severity::normal, tightened = Severity::tightened;
    for (auto const& [lot, level, severity, aql, expected] : {
             Case { 1, Level::ii, normal, "2.5", "none" },
             Case { 0, Level::ii, normal, "2.5", "none" },
             Case { 2, Level::ii, normal, "6.5", "A 2 0/1 all" },
             Case { 8, Level::ii, normal, "6.5", "A 2 0/1" },
             Case { 9, Level::ii, normal, "6.5", "A 2 0/1" }, // B: up
             Case { 20, Level::ii, normal, "6.5", "D 8 1/2" }, // C: down
             Case { 6, Level::ii, normal, "1.5", "D 6 0/1 all" }, // 8 would be more than the lot
             Case { 8, Level::ii, normal, "1.5", "D 8 0/1 all" },
             Case { 100, Level::ii, normal, "0.010", "Q 100 0/1 all" },
             Case { 280, Level::ii, normal, "2.5", "G 32 2/3" },
             Case { 281, Level::ii, normal, "2.5", "H 50 3/4" },
             Case { 1'000'000, Level::ii, normal, "4.0", "M 315 21/22" }, // Q: up
             Case { 1'000'000, Level::iii, normal, "0.015", "P 800 0/1" }, // R: up, over the arrow of Q
             Case { UINT64_MAX, Level::s1, normal, "1000", "B 3 44/45" },
             Case { 8, Level::ii, tightened, "10", "D 8 1/2 all" },
             Case { 1'000'000, Level::iii, tightened, "0.025", "S 3150 1/2" },
             Case { 400, Level::ii, tightened, "0.65", "K 125 1/2" },
             Case { 300, Level::ii, normal, "0", "H 50 0/1" },
         })
        EXPECT_EQ(shown(plan_for(lot, level, severity, *parse_aql(aql))), expected) << lot << " " << aql;
    EXPECT_FALSE(plan_for(100, Level::ii, Severity::normal, Aql { 1'200 }));
}

TEST(SamplingPlan, reads_aqls_of_the_tables_alone)
{
    for (auto const& [text, written] :
        { std::pair { "2.5", "2.5" }, std::pair { "0.010", "0.01" }, std::pair { "0.01", "0.01" },
            std::pair { "4.0", "4" }, std::pair { "4", "4" }, std::pair { "0.065", "0.065" },
            std::pair { "1000", "1000" }, std::pair { "0", "0" }, std::pair { "0.000", "0" } }) {
        auto const aql = parse_aql(text);
        ASSERT_TRUE(aql) << text;
        EXPECT_EQ(to_string(*aql), written);
    }
    for (auto const* const text : { "", ".", "2.", ".5", "3", "2.50001", "2.5001", "-1", "2,5", "1.0.0", "10000", "1e3",
             "99999999999", "2.5 ", "4294967.296" })
        EXPECT_FALSE(parse_aql(text)) << text;
}

TEST(SamplingPlan, a_sample_drawn_for_all_classes_has_its_own_numbers)
{
    // MIL-STD-105E 4.9.4: critical 0.10 asks for 125 where minor 4.0 asks for 50.
    EXPECT_EQ(shown(plan_for(400, Level::ii, Severity::normal, *parse_aql("0.10"))), "K 125 0/1");
    EXPECT_EQ(shown(plan_for(400, Level::ii, Severity::normal, *parse_aql("4.0"))), "H 50 5/6");
    EXPECT_EQ(shown(plan_with_sample(125, 400, Severity::normal, *parse_aql("4.0"))), "K 125 10/11");
    EXPECT_FALSE(plan_with_sample(125, 400, Severity::normal, *parse_aql("15"))); // an arrow
    EXPECT_FALSE(plan_with_sample(100, 400, Severity::normal, *parse_aql("4.0")));
    EXPECT_FALSE(plan_with_sample(3150, 400'000, Severity::normal, *parse_aql("0.025")));
}

RC_GTEST_PROP(SamplingPlan, every_lot_has_a_plan_that_can_be_carried_out, ())
{
    auto const lot = *rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(2, 1'000'000),
        rc::gen::inRange<std::uint64_t>(2, UINT64_MAX), rc::gen::inRange<std::uint64_t>(2, 40));
    auto const level = *rc::gen::elementOf(std::vector(levels.begin(), levels.end()));
    auto const severity = *rc::gen::element(Severity::normal, Severity::tightened);
    auto const aql = Aql { *rc::gen::elementOf(std::vector(tables::aqls.begin(), tables::aqls.end())) };
    auto const plan = plan_for(lot, level, severity, aql);
    RC_ASSERT(plan.has_value());
    RC_ASSERT(plan->sample >= 2u);
    RC_ASSERT(plan->sample <= lot);
    RC_ASSERT(plan->whole == (plan->sample == lot));
    RC_ASSERT(plan->reject == plan->accept + 1);
    RC_ASSERT(parse_aql(to_string(aql)) == aql);
    // The plan that an arrow led to stands by itself under its sample.
    if (!plan->whole)
        RC_ASSERT(plan_with_sample(plan->sample, lot, severity, aql) == plan);
}

} // namespace recourse::inspection
