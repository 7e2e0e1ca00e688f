#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

// The tables of sampling by attributes, single plans, normal and tightened inspection: ISO 2859-1 tables 1, 2-A and
// 2-B. Their figures are those of MIL-STD-105E (10 May 1989, public domain), tables I, II-A and II-B.
//
// Every cell, with its arrows followed, was compared with two publications of those tables: the functions AAZ14Single
// of the R package AQLSchemes (J. Lawson; https://cran.r-project.org/package=AQLSchemes), all letters and all AQLs, no
// difference; and tables 1-A and 1-B of the US Army's service contracts (http://www.nibs.org/FMOC/DPW_AC/AC-TABLE.ASC),
// AQL 0.65 to 15, of which a test repeats the figures (one arrow differs: letter A at AQL 10 points up there, where
// nothing stands above).
//
// Reduced inspection is left out: its figures differ between MIL-STD-105E, whose rejection number leaves a gap above
// the acceptance number, and ISO 2859-1:1999; and it is earned by a run of lots, which one purchase does not have.

namespace recourse::inspection::tables {

/// Letters of rows; I and O are not used. S stands in the tightened table alone.
inline constexpr std::string_view letters = "ABCDEFGHJKLMNPQRS";
/// How many units the letter takes.
inline constexpr std::array<std::uint32_t, 17> sizes { 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250,
    2000, 3150 };

/// Columns: the AQL in thousandths, of a percent of units or of a defect in a hundred units.
inline constexpr std::array<std::uint32_t, 26> aqls { 10, 15, 25, 40, 65, 100, 150, 250, 400, 650, 1'000, 1'500, 2'500,
    4'000, 6'500, 10'000, 15'000, 25'000, 40'000, 65'000, 100'000, 150'000, 250'000, 400'000, 650'000, 1'000'000 };
/// The highest AQL that may be a percentage of units; above it only defects are counted.
inline constexpr std::uint32_t aql_of_units_max = 10'000;

/// The largest lot of each line of the table of letters but the last, which has no end. Lots begin at 2.
inline constexpr std::array<std::uint64_t, 14> lots { 8, 15, 25, 50, 90, 150, 280, 500, 1'200, 3'200, 10'000, 35'000,
    150'000, 500'000 };
/// Letters by line of `lots`, for S-1, S-2, S-3, S-4, I, II, III.
inline constexpr std::array<std::string_view, 7> letters_of_lots {
    "AAAABBBBCCCCDDD", // S-1
    "AAABBBCCCDDDEEE", // S-2
    "AABBCCDDEEFFGGH", // S-3
    "AABCCDEEFGGHJJK", // S-4
    "AABCCDEFGHJKLMN", // I
    "ABCDEFGHJKLMNPQ", // II
    "BCDEFGHJKLMNPQR", // III
};

/// A cell is the acceptance number, or an arrow. The rejection number is always one more than the acceptance number.
using Cell = std::int8_t;
inline constexpr Cell d = -1; ///< use the first plan below
inline constexpr Cell u = -2; ///< use the first plan above
using Row = std::array<Cell, aqls.size()>;

// clang-format off
/// ISO 2859-1 table 2-A = MIL-STD-105E table II-A.
inline constexpr std::array<Row, 16> normal {
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  7, 10, 14, 21, 30 }, // A
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21, 30, 44 }, // B
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21, 30, 44,  u }, // C
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21, 30, 44,  u,  u }, // D
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21, 30, 44,  u,  u,  u }, // E
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u }, // F
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u }, // G
    Row {  d,  d,  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u }, // H
    Row {  d,  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // J
    Row {  d,  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // K
    Row {  d,  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // L
    Row {  d,  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // M
    Row {  d,  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // N
    Row {  d,  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // P
    Row {  0,  u,  d,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // Q
    Row {  u,  u,  1,  2,  3,  5,  7, 10, 14, 21,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // R
};

/// ISO 2859-1 table 2-B = MIL-STD-105E table II-B.
inline constexpr std::array<Row, 17> tightened {
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  1,  2,  3,  5,  8, 12, 18, 27 }, // A
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18, 27, 41 }, // B
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18, 27, 41,  u }, // C
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18, 27, 41,  u,  u }, // D
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18, 27, 41,  u,  u,  u }, // E
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u }, // F
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u }, // G
    Row {  d,  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u }, // H
    Row {  d,  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // J
    Row {  d,  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // K
    Row {  d,  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // L
    Row {  d,  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // M
    Row {  d,  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // N
    Row {  d,  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // P
    Row {  d,  0,  d,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // Q
    Row {  0,  u,  d,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // R
    Row {  u,  u,  1,  2,  3,  5,  8, 12, 18,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u,  u }, // S
};
// clang-format on

} // namespace recourse::inspection::tables
