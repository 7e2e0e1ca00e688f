#include "core/quantum/meter.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace recourse::quantum {

namespace {

constexpr std::int64_t denominator_max = 1'000'000'000'000;

/// Days of [from, until) that no stay holds back.
int counted(Date from, Date until, std::vector<Span> const& stays)
{
    std::vector<Span> within;
    for (auto const& stay : stays) {
        Span const cut { std::max(stay.from, from), std::min(stay.until, until) };
        if (cut.from < cut.until)
            within.push_back(cut);
    }
    std::ranges::sort(within, {}, &Span::from);
    int days = days_between(from, until);
    auto reached = from;
    for (auto const& stay : within) {
        auto const start = std::max(stay.from, reached);
        if (start < stay.until) {
            days -= days_between(start, stay.until);
            reached = stay.until;
        }
    }
    return days;
}

Money rounded(Wide weight, Wide denominator, Currency currency)
{
    auto const minor = narrowed(rounded_quotient(weight, denominator, Rounding::half_up));
    // Debts, periods and rates are bounded: run() and of() saw to it.
    RECOURSE_ASSERT(minor);
    return { *minor, currency };
}

} // namespace

std::expected<Meter, Fault> Meter::of(Run const& run, Currency currency)
{
    RECOURSE_ASSERT(run.per > 0 && (run.part == Part::interest || run.part == Part::delay));
    if (run.rates.empty() || run.from < run.rates.front().from)
        return std::unexpected(Fault { {},
            { fmt::format("no rate is recorded for {}", to_string(run.from)),
                fmt::format("没有{}的利率记录", to_string(run.from)) },
            { "give the rate in force on that day", "补充该日有效的利率" } });
    Meter meter;
    meter.run_ = &run;
    meter.currency_ = currency;
    meter.done_ = run.from;
    for (auto const& [from, rate] : run.rates) {
        auto const step = rate.denominator / std::gcd(meter.denominator_, rate.denominator);
        Wide const denominator = static_cast<Wide>(meter.denominator_) * step;
        // At most the whole in a year, or a thousandth a day: sums then stay within 64 bits.
        bool const high
            = rate.numerator < 0 || static_cast<Wide>(rate.numerator) * (run.per == 1 ? 1000 : 1) > rate.denominator;
        if (denominator > denominator_max || high)
            return std::unexpected(Fault { {},
                { fmt::format("the rate {} from {} cannot be counted with", to_string(rate), to_string(from)),
                    fmt::format("自{}起的利率{}无法计算", to_string(from), to_string(rate)) },
                { "give it as a share of at least 0 and at most 100, with at most six digits behind the point",
                    "以0至100之间、小数点后至多六位的数值填写" } });
        meter.denominator_ = static_cast<std::int64_t>(denominator);
    }
    return meter;
}

void Meter::add(Date from, Date until, int days, Money principal, Ratio rate)
{
    if (days == 0 || principal.is_zero())
        return;
    weight_ += static_cast<Wide>(principal.minor) * days * rate.numerator * (denominator_ / rate.denominator);
    auto* last = stretches_.empty() ? nullptr : &stretches_.back();
    if (last != nullptr && last->until == from && last->principal == principal && last->rate == rate) {
        last->until = until;
        last->days += days;
    } else {
        stretches_.push_back({ {}, run_->part, from, until, days, principal, rate, run_->per, {} });
        last = &stretches_.back();
    }
    last->sum = rounded(static_cast<Wide>(principal.minor) * last->days * rate.numerator,
        static_cast<Wide>(rate.denominator) * run_->per, currency_);
}

void Meter::advance(Date to, Money principal)
{
    auto const& rates = run_->rates;
    while (done_ < to) {
        auto const next = std::ranges::upper_bound(rates, done_, {}, &route::YearlyRate::from);
        auto const until = next == rates.end() ? to : std::min(to, next->from);
        add(done_, until, counted(done_, until, run_->stays), principal, std::prev(next)->rate);
        done_ = until;
    }
}

Money Meter::total() const
{
    return rounded(weight_, static_cast<Wide>(denominator_) * run_->per, currency_);
}

Ratio Meter::rate_on(Date day) const
{
    if (day < run_->from || counted(day, day.plus_days(1), run_->stays) == 0)
        return Ratio::whole(0);
    return std::prev(std::ranges::upper_bound(run_->rates, day, {}, &route::YearlyRate::from))->rate;
}

void Rates::add(Money principal, Ratio rate, std::int64_t per)
{
    if (principal.is_zero() || rate.numerator == 0)
        return;
    Wide const numerator = static_cast<Wide>(principal.minor) * rate.numerator;
    Wide const denominator = static_cast<Wide>(rate.denominator) * per;
    auto const same = std::ranges::find(shares_, denominator, [](auto const& share) { return share.second; });
    if (same != shares_.end())
        same->first += numerator;
    else
        shares_.emplace_back(numerator, denominator);
}

Money Rates::sum(Currency currency) const
{
    // Whole units first, then the rests over a common denominator, which stays small: rates have few digits.
    Wide whole = 0, rest = 0, denominator = 1;
    for (auto const& [numerator, own] : shares_) {
        whole += numerator / own;
        Wide a = denominator, b = own;
        while (b != 0) {
            a %= b;
            std::swap(a, b);
        }
        Wide const common = denominator / a * own;
        if (common > static_cast<Wide>(denominator_max) * denominator_max) {
            whole += rounded_quotient(numerator % own, own, Rounding::half_up); // rates of many odd digits
            continue;
        }
        rest = rest * (common / denominator) + numerator % own * (common / own);
        denominator = common;
    }
    auto const minor = narrowed(whole + rounded_quotient(rest, denominator, Rounding::half_up));
    RECOURSE_ASSERT(minor);
    return { *minor, currency };
}

} // namespace recourse::quantum
