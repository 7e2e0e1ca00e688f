#pragma once

#include "core/route/interest.hpp"
#include "core/route/schedule.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

// The published tables and vectors of tests/vectors/legal. A file that is missing fails the test.

namespace recourse::quantum {

inline Currency const cny = *Currency::from_code("CNY");
inline Currency const usd = *Currency::from_code("USD");
inline Currency const hkd = *Currency::from_code("HKD");

inline Money yuan(std::int64_t whole)
{
    return { whole * 100, cny };
}

inline Money dollars(std::int64_t whole)
{
    return { whole * 100, usd };
}

inline Money money(std::string_view text)
{
    return *parse_money(text);
}

inline Date day(std::string_view text)
{
    return *parse_date(text);
}

using Row = std::vector<std::string>;

/// The rows of a file under tests/vectors/legal, comments and the row of names left out.
inline std::vector<Row> rows_of(std::string const& name)
{
    std::filesystem::path const path
        = std::filesystem::path { RECOURSE_SOURCE_DIR } / "tests/vectors/legal" / (name + ".csv");
    std::ifstream file { path };
    EXPECT_TRUE(file) << path << " is missing";
    std::vector<Row> rows;
    std::string line;
    bool named = false;
    while (std::getline(file, line)) {
        if (line.empty() || line.front() == '#')
            continue;
        if (!named) {
            named = true;
            continue;
        }
        Row row;
        std::istringstream cells { line };
        for (std::string cell; std::getline(cells, cell, ',');)
            row.push_back(cell);
        row.resize(std::max<std::size_t>(row.size(), 10));
        rows.push_back(std::move(row));
    }
    EXPECT_FALSE(rows.empty()) << path << " holds nothing";
    return rows;
}

/// A schedule of base and rate columns; `base_max` 0: no range.
inline route::Schedule schedule_of(std::string const& file, std::string id, Currency currency, std::size_t base = 2,
    std::size_t base_max = 0, std::string_view part = {})
{
    route::Schedule schedule;
    schedule.id = std::move(id);
    schedule.currency = currency;
    schedule.source.title = file;
    schedule.source.mark = "primary";
    auto const shift = part.empty() ? std::size_t { 0 } : std::size_t { 1 };
    auto const whole = [&](std::string const& text) { return Money { std::stoll(text) * 100, currency }; };
    for (auto const& row : rows_of(file)) {
        if (!part.empty() && row[0] != part)
            continue;
        route::Bracket bracket { whole(row[shift]), {}, whole(row[shift + base]), *parse_ratio(row[shift + base + 1]),
            {}, {} };
        if (!row[shift + 1].empty())
            bracket.up_to = whole(row[shift + 1]);
        if (base_max != 0) {
            bracket.base_max = whole(row[shift + base_max]);
            bracket.rate_max = *parse_ratio(row[shift + base_max + 1]);
        }
        schedule.brackets.push_back(std::move(bracket));
    }
    return schedule;
}

inline route::Schedule court_acceptance()
{
    return schedule_of("prc_court_acceptance", "prc_court_acceptance", cny);
}

inline route::Schedule court_acceptance_half()
{
    auto schedule = court_acceptance();
    schedule.id = "prc_court_acceptance_half";
    for (auto& bracket : schedule.brackets) {
        bracket.base = portion(bracket.base, Ratio::of(1, 2), Rounding::half_up);
        bracket.rate = Ratio::of(bracket.rate.numerator, bracket.rate.denominator * 2);
    }
    return schedule;
}

inline route::Schedule preservation()
{
    auto schedule = schedule_of("prc_preservation_fee", "prc_preservation_fee", cny);
    schedule.cap = yuan(5'000);
    return schedule;
}

inline route::Schedule enforcement()
{
    return schedule_of("prc_enforcement_fee", "prc_enforcement_fee", cny);
}

inline route::Schedule cietac()
{
    auto schedule = schedule_of("cietac_I", "cietac_I", cny);
    schedule.minimum = yuan(10'000);
    schedule.cap = yuan(15'000'000);
    schedule.cap_mark = "unverified";
    schedule.registration = yuan(10'000);
    schedule.source.mark = "secondary";
    schedule.from = day("2015-01-01");
    return schedule;
}

inline route::Schedule contingency_tiers()
{
    auto schedule = schedule_of("prc_contingency_cap_2021", "contingency_cap_2021", cny);
    schedule.source.mark = "secondary";
    return schedule;
}

/// The one-year loan prime rate.
inline std::vector<route::YearlyRate> loan_prime_rate()
{
    std::vector<route::YearlyRate> rates;
    for (auto const& row : rows_of("lpr")) {
        auto const percent = *parse_ratio(row[1]);
        rates.push_back({ day(row[0]), Ratio::of(percent.numerator, percent.denominator * 100) });
    }
    return rates;
}

} // namespace recourse::quantum
