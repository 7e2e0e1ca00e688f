#include "core/route/interest.hpp"
#include "base/text.hpp"
#include "base/wrap.hpp"
#include "cli/amount.hpp"
#include "cli/report.hpp"
#include "cli/rules_folder.hpp"
#include "cli/today.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "AMOUNT", "the sum that is owed, \"1000000.00 CNY\"", true } };
constexpr std::array options {
    Option { "from", "DATE", "the day of the breach, or the end of performance", {}, true },
    Option { "until", "DATE", "the day of payment; it does not count", {}, true },
    Option { "mode", "MODE", "lpr-segmented, lpr-at-breach or delay", "lpr-segmented", false,
        "lpr-segmented lpr-at-breach delay" },
    Option { "uplift", "PERCENT", "on top of the loan prime rate, 0 to 100", "50" },
    Option { "year", "DAYS", "365 or 360", "365", false, "365 360" },
    data_option,
};
constexpr std::array<std::string_view, 3> modes { "lpr-segmented", "lpr-at-breach", "delay" };
constexpr std::size_t width = 80;
constexpr int years_max = 100;
/// The interpretation on interest for late performance: in force from this day [date from memory].
constexpr std::chrono::year_month_day delay_rule_from { std::chrono::year { 2014 }, std::chrono::August,
    std::chrono::day { 1 } };

/// The one-year loan prime rate of the data, as shares of one.
std::vector<route::YearlyRate> one_year_rates(casework::Table const& table)
{
    std::vector<route::YearlyRate> rates;
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
    auto const amount = read_amount(value_of(given, "AMOUNT"));
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
    bool const delay = mode == "delay";
    for (auto const option : { "uplift", "year" })
        if (delay && given.contains(option))
            wrong(fmt::format("--{} has no meaning in the mode delay, whose rate is 0.0175 % a day", option),
                "leave it out");
    Date const in_force { std::chrono::sys_days { delay_rule_from } };
    if (delay && from && *from < in_force)
        wrong(fmt::format("--from: the interpretation that sets this rate holds from {}; what ran before follows the "
                          "rules of its time, which the data does not have",
                  to_string(in_force)),
            fmt::format("--from {} gives the part since then", to_string(in_force)));
    if (from && until && from->plus_years(years_max) < *until)
        wrong(fmt::format("--until lies more than {} years after --from", years_max));
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }
    auto const loaded = load_data(given, streams);
    if (!loaded)
        return data_wrong(given);
    auto const& tables = loaded->world->tables;
    auto const lpr = std::ranges::find(tables, "lpr", &casework::Table::id);
    if (lpr == tables.end()) {
        streams.err << "recourse interest: the data has no table of the loan prime rate\n";
        return we_failed;
    }
    auto const rates = one_year_rates(*lpr);
    if (!delay && !rates.empty() && *from < rates.front().from) {
        say(fmt::format(
                "recourse interest: --from: there is no loan prime rate before {}; for a breach before that day "
                "the benchmark rate of the People's Bank counts (4.35 % for one year from 2015-10-24, "
                "secondary source), with the practice on penalty rates",
                to_string(rates.front().from)),
            streams.err);
        return input_wrong;
    }
    auto const share = Ratio::of(uplift->numerator, uplift->denominator * 100);
    auto const days = year == "360" ? route::YearDays::d360 : route::YearDays::d365;
    auto const result = mode == "delay" ? route::delay_interest(*amount, *from, *until)
        : mode == "lpr-at-breach"       ? route::interest_at_breach(*amount, *from, *until, rates, share, days)
                                        : route::interest_by_segment(*amount, *from, *until, rates, share, days);
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
    auto const table = lpr->source.title.substr(0, lpr->source.title.find(" · ")); // the Chinese half comes after it
    auto const source = mode == "delay"
        ? std::string { "interpretation on interest for late performance in enforcement, 2014 (primary)" }
        : fmt::format("{} ({}); the uplift of 30 to 50 %: interpretation on sales, art. 18(4)",
              table.empty() ? "loan prime rate" : table, lpr->source.mark);
    streams.out << wrap("Source    " + source, width, "", "          ");
    auto const mind
        = [&](std::string const& text) { streams.out << wrap("Mind      " + text, width, "", "          "); };
    if (!delay && !rates.empty() && *until > rates.back().from)
        mind(fmt::format(
            "the last rate in the data holds from {}; a later change is not in it", to_string(rates.back().from)));
    if (*until > today())
        mind("the last days are still to come; what they carry is not due yet");
    if (!delay && amount->currency.code() != "CNY")
        mind(fmt::format(
            "the loan prime rate is a rate for the renminbi; whether a court or tribunal takes it for {} is "
            "not settled [unverified]",
            amount->currency.code()));
    return answered;
}

} // namespace

Subcommand const interest_command { "interest", "Interest on a claim, or on a judgment that is paid late",
    "recourse interest \"1000000.00 CNY\" --from 2024-07-01 --until 2025-07-01", words, options, &interest };

} // namespace recourse::cli
