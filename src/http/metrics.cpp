#include "http/metrics.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>

namespace recourse::http {

namespace {

bool is_name(std::string_view name, bool colons)
{
    auto const letter
        = [&](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (colons && c == ':'); };
    return !name.empty() && letter(name.front())
        && std::ranges::all_of(name, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

std::string escaped(std::string_view text, bool quotes)
{
    std::string out;
    for (char const c : text) {
        if (c == '\\')
            out += "\\\\";
        else if (c == '\n')
            out += "\\n";
        else if (c == '"' && quotes)
            out += "\\\"";
        else
            out += c;
    }
    return out;
}

/// `{a="1",b="2"}` with one more label where it has a name.
std::string label_text(Labels const& labels, std::string_view more = {}, std::string_view value = {})
{
    std::string text;
    for (auto const& [name, label] : labels)
        fmt::format_to(std::back_inserter(text), "{}{}=\"{}\"", text.empty() ? "{" : ",", name, escaped(label, true));
    if (!more.empty())
        fmt::format_to(std::back_inserter(text), "{}{}=\"{}\"", text.empty() ? "{" : ",", more, value);
    if (!text.empty())
        text += '}';
    return text;
}

std::string scaled(std::uint64_t value, Scale scale)
{
    if (scale == Scale::one)
        return fmt::format("{}", value);
    auto text = fmt::format("{}.{:06}", value / 1'000'000, value % 1'000'000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

} // namespace

std::span<std::uint64_t const> usual_durations()
{
    static constexpr std::array<std::uint64_t, 14> bounds { 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000,
        100'000, 250'000, 1'000'000, 2'500'000, 10'000'000 };
    return bounds;
}

Histogram::Histogram(std::span<std::uint64_t const> bounds, Scale scale)
    : bounds_(bounds.begin(), bounds.end())
    , scale_(scale)
    , counts_(std::make_unique<std::atomic<std::uint64_t>[]>(bounds.size() + 1))
{
    RECOURSE_ASSERT(std::ranges::is_sorted(bounds_));
}

void Histogram::observe(std::uint64_t value)
{
    auto const bucket = std::ranges::lower_bound(bounds_, value) - bounds_.begin();
    counts_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(value, std::memory_order_relaxed);
}

Metrics::Series& Metrics::series(Kind kind, std::string_view name, std::string_view help, Labels&& labels)
{
    RECOURSE_ASSERT(is_name(name, true));
    for (auto const& label : labels)
        RECOURSE_ASSERT(is_name(label.first, false) && label.first != "le");
    auto at = families_.find(name);
    if (at == families_.end())
        at = families_.emplace(std::string { name }, Family { kind, std::string { help }, {} }).first;
    RECOURSE_ASSERT(at->second.kind == kind);
    return at->second.series[std::move(labels)];
}

Counter& Metrics::counter(std::string_view name, std::string_view help, Labels labels)
{
    std::lock_guard const lock { mutex_ };
    auto& one = series(Kind::counter, name, help, std::move(labels));
    if (!one.counter)
        one.counter = std::make_unique<Counter>();
    return *one.counter;
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help, Labels labels)
{
    std::lock_guard const lock { mutex_ };
    auto& one = series(Kind::gauge, name, help, std::move(labels));
    if (!one.gauge)
        one.gauge = std::make_unique<Gauge>();
    return *one.gauge;
}

Histogram& Metrics::histogram(
    std::string_view name, std::string_view help, std::span<std::uint64_t const> bounds, Scale scale, Labels labels)
{
    std::lock_guard const lock { mutex_ };
    auto& one = series(Kind::histogram, name, help, std::move(labels));
    if (!one.histogram)
        one.histogram = std::make_unique<Histogram>(bounds, scale);
    return *one.histogram;
}

void Metrics::ask(std::string_view name, std::string_view help, std::function<std::int64_t()> value, Labels labels)
{
    std::lock_guard const lock { mutex_ };
    series(Kind::gauge, name, help, std::move(labels)).value = std::move(value);
}

std::string Metrics::to_text() const
{
    static constexpr std::array<std::string_view, 3> kinds { "counter", "gauge", "histogram" };
    std::string text;
    auto const out = std::back_inserter(text);
    std::lock_guard const lock { mutex_ };
    for (auto const& [name, family] : families_) {
        fmt::format_to(out, "# HELP {} {}\n# TYPE {} {}\n", name, escaped(family.help, false), name,
            kinds[static_cast<std::size_t>(family.kind)]);
        for (auto const& [labels, one] : family.series) {
            if (one.counter)
                fmt::format_to(out, "{}{} {}\n", name, label_text(labels), one.counter->value());
            if (one.value)
                fmt::format_to(out, "{}{} {}\n", name, label_text(labels), one.value());
            else if (one.gauge)
                fmt::format_to(out, "{}{} {}\n", name, label_text(labels), one.gauge->value());
            if (!one.histogram)
                continue;
            auto const& histogram = *one.histogram;
            std::uint64_t total = 0;
            for (std::size_t i = 0; i <= histogram.bounds_.size(); ++i) {
                total += histogram.counts_[i].load(std::memory_order_relaxed);
                auto const bound
                    = i < histogram.bounds_.size() ? scaled(histogram.bounds_[i], histogram.scale_) : "+Inf";
                fmt::format_to(out, "{}_bucket{} {}\n", name, label_text(labels, "le", bound), total);
            }
            auto const sum = histogram.sum_.load(std::memory_order_relaxed);
            fmt::format_to(out, "{}_sum{} {}\n", name, label_text(labels), scaled(sum, histogram.scale_));
            fmt::format_to(out, "{}_count{} {}\n", name, label_text(labels), total);
        }
    }
    return text;
}

} // namespace recourse::http
