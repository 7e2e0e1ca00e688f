#include "core/inspection/plan.hpp"

#include "base/check.hpp"
#include "core/inspection/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::inspection {

namespace {

std::span<tables::Row const> rows_of(Severity severity)
{
    switch (severity) {
    case Severity::normal:
        return tables::normal;
    case Severity::tightened:
        return tables::tightened;
    }
    RECOURSE_ASSERT(false);
}

std::optional<std::size_t> column_of(Aql aql)
{
    auto const found = std::ranges::find(tables::aqls, aql.thousandths);
    if (found == tables::aqls.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - tables::aqls.begin());
}

Plan plan_of(std::size_t row, std::uint32_t accept, std::uint64_t lot)
{
    auto const size = tables::sizes[row];
    bool const whole = size >= lot;
    return { std::string { tables::letters[row] }, whole ? static_cast<std::uint32_t>(lot) : size, accept, accept + 1,
        whole };
}

} // namespace

std::string_view word(Level level)
{
    switch (level) {
    case Level::s1:
        return "S-1";
    case Level::s2:
        return "S-2";
    case Level::s3:
        return "S-3";
    case Level::s4:
        return "S-4";
    case Level::i:
        return "I";
    case Level::ii:
        return "II";
    case Level::iii:
        return "III";
    }
    RECOURSE_ASSERT(false);
}

std::string_view word(Severity severity)
{
    switch (severity) {
    case Severity::normal:
        return "normal";
    case Severity::tightened:
        return "tightened";
    }
    RECOURSE_ASSERT(false);
}

bool in_tables(Aql aql)
{
    return aql.thousandths == 0 || column_of(aql).has_value();
}

std::optional<Aql> parse_aql(std::string_view text)
{
    constexpr std::size_t decimals_max = 3;
    std::uint32_t value = 0;
    std::size_t digits = 0;
    std::optional<std::size_t> decimals;
    for (char const c : text) {
        if (c == '.' && !decimals && digits != 0) {
            decimals = 0;
            continue;
        }
        if (c < '0' || c > '9' || ++digits > 7)
            return std::nullopt;
        if (decimals && ++*decimals > decimals_max)
            return std::nullopt;
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
    }
    // A point has a digit on both sides.
    if (digits == 0 || decimals == 0)
        return std::nullopt;
    std::uint64_t thousandths = value;
    for (auto i = decimals.value_or(0); i < decimals_max; ++i)
        thousandths *= 10;
    if (thousandths > tables::aqls.back())
        return std::nullopt;
    Aql const aql { static_cast<std::uint32_t>(thousandths) };
    if (!in_tables(aql))
        return std::nullopt;
    return aql;
}

std::string to_string(Aql aql)
{
    auto const whole = aql.thousandths / 1000;
    auto const rest = aql.thousandths % 1000;
    if (rest == 0)
        return fmt::format("{}", whole);
    auto text = fmt::format("{}.{:03}", whole, rest);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::optional<char> code_letter(std::uint64_t lot, Level level)
{
    if (lot < 2)
        return std::nullopt;
    auto const line = std::ranges::lower_bound(tables::lots, lot) - tables::lots.begin();
    return tables::letters_of_lots[static_cast<std::size_t>(level) - 1][static_cast<std::size_t>(line)];
}

std::optional<Plan> plan_for(std::uint64_t lot, Level level, Severity severity, Aql aql)
{
    auto const letter = code_letter(lot, level);
    if (!letter)
        return std::nullopt;
    auto row = tables::letters.find(*letter);
    if (aql.thousandths == 0)
        return plan_of(row, 0, lot);
    auto const column = column_of(aql);
    if (!column)
        return std::nullopt;
    auto const rows = rows_of(severity);
    auto const direction = rows[row][*column];
    while (rows[row][*column] < 0)
        row = direction == tables::d ? row + 1 : row - 1;
    return plan_of(row, static_cast<std::uint32_t>(rows[row][*column]), lot);
}

std::optional<Plan> plan_with_sample(std::uint32_t sample, std::uint64_t lot, Severity severity, Aql aql)
{
    auto const rows = rows_of(severity);
    auto const size = std::ranges::find(tables::sizes, sample);
    auto const row = static_cast<std::size_t>(size - tables::sizes.begin());
    if (row >= rows.size())
        return std::nullopt;
    if (aql.thousandths == 0)
        return plan_of(row, 0, lot);
    auto const column = column_of(aql);
    if (!column || rows[row][*column] < 0)
        return std::nullopt;
    return plan_of(row, static_cast<std::uint32_t>(rows[row][*column]), lot);
}

} // namespace recourse::inspection
