#include "core/matter/interest.hpp"
#include "base/text.hpp"
#include "base/wrap.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "AMOUNT", "the sum that is owed, \"1000000.00 CNY\"", true } };
constexpr std::array options {
    Option { "from", "DATE", "the day of the breach, or the end of performance", {}, true },
    Option { "until", "DATE", "the day of payment; it does not count", {}, true },
    Option { "mode", "MODE", "lpr-segmented, lpr-at-breach or delay", "lpr-segmented" },
    Option { "uplift", "PERCENT", "on top of the loan prime rate, 0 to 100", "50" },
    Option { "year", "DAYS", "365 or 360", "365" },
};
constexpr std::array<std::string_view, 3> modes { "lpr-segmented", "lpr-at-breach", "delay" };
constexpr std::size_t width = 80;

/// The one-year loan prime rate of the data, as shares of one.
std::vector<matter::YearlyRate> one_year_rates(casework::Table const& table)
{
    std::vector<matter::YearlyRate> rates;
    auto const column = static_cast<std::size_t>(std::ranges::find(table.columns, "one_year") - table.columns.begin());
    for (auto const& row : table.rows) {
        auto const date = parse_date(row[0]);
        auto const percent = parse_ratio(row[column]);
        if (date && percent)
            rates.push_back({ *date, Ratio::of(percent->numerator, percent->denominator * 100) });
    }
    return rates;
}

std::string percent_text(Ratio rate)
{
    return to_string(Ratio::of(rate.numerator * 100, rate.denominator));
}

int interest(Given const& given, Streams streams)
{
    Problems problems;
    auto const wrong = [&](std::string message, std::string remedy = {}) {
        problems.push_back({ {}, "recourse interest: " + std::move(message), std::move(remedy) });
    };
    auto const amount = parse_money(value_of(given, "AMOUNT"));
    if (!amount)
        wrong("AMOUNT: " + amount.error());
    auto const from = parse_date(value_of(given, "from"));
    if (!from)
        wrong("--from: " + from.error());
    auto const until = parse_date(value_of(given, "until"));
    if (!until)
        wrong("--until: " + until.error());
    auto const mode = value_of(given, "mode", "lpr-segmented");
    if (std::ranges::find(modes, mode) == modes.end())
        wrong(fmt::format("--mode is '{}'; expected lpr-segmented, lpr-at-breach or delay", mode),
            did_you_mean(mode, modes));
    auto const uplift = parse_ratio(value_of(given, "uplift", "50"));
    if (!uplift || *uplift < Ratio::whole(0) || Ratio::whole(100) < *uplift || uplift->denominator > 10'000)
        wrong("--uplift is a percentage from 0 to 100, with at most four digits behind the point");
    auto const year = value_of(given, "year", "365");
    if (year != "365" && year != "360")
        wrong(fmt::format("--year is '{}'; expected 365 or 360", year));
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    auto const loaded = load_shipped(streams);
    if (!loaded)
        return we_failed;
    auto const& tables = loaded->world->tables;
    auto const lpr = std::ranges::find(tables, "lpr", &casework::Table::id);
    if (lpr == tables.end()) {
        streams.err << "recourse interest: the data has no table of the loan prime rate\n";
        return we_failed;
    }
    auto const rates = one_year_rates(*lpr);
    auto const share = Ratio::of(uplift->numerator, uplift->denominator * 100);
    auto const days = year == "360" ? matter::YearDays::d360 : matter::YearDays::d365;
    auto const result = mode == "delay" ? matter::delay_interest(*amount, *from, *until)
        : mode == "lpr-at-breach"       ? matter::interest_at_breach(*amount, *from, *until, rates, share, days)
                                        : matter::interest_by_segment(*amount, *from, *until, rates, share, days);
    if (!result) {
        say("recourse interest: " + result.error(), streams.err);
        return input_wrong;
    }
    for (auto const& part : result->parts) {
        auto const rate = mode == "delay" ? fmt::format("{} % a day", percent_text(part.rate))
                                          : fmt::format("{} % a year", percent_text(part.rate));
        streams.out << wrap(fmt::format("{} to {}: {} days at {} = {}", to_string(part.from), to_string(part.until),
                                part.days, rate, display(part.sum)),
            width, "", "  ");
    }
    streams.out << fmt::format("Together  {}\n", display(result->total));
    auto const source = mode == "delay"
        ? std::string { "interpretation on interest for late performance in enforcement, 2014 (primary)" }
        : fmt::format("{} ({}); the uplift of 30 to 50 %: interpretation on sales, art. 18(4)",
              lpr->source.title.empty() ? "loan prime rate" : lpr->source.title, lpr->source.mark);
    streams.out << wrap("Source    " + source, width, "", "          ");
    if (mode != "delay" && !rates.empty() && *until > rates.back().from)
        streams.out << wrap(
            fmt::format("Mind      the last rate in the data holds from {}; a later change is not in it",
                to_string(rates.back().from)),
            width, "", "          ");
    return answered;
}

} // namespace

Subcommand const interest_command { "interest", "Interest on a claim, or on a judgment that is paid late",
    "recourse interest \"1000000.00 CNY\" --from 2024-07-01 --until 2025-07-01", words, options, &interest };

} // namespace recourse::cli
