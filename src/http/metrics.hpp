#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recourse::http {

/// Only grows.
class Counter {
public:
    void add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
    std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_ { 0 };
};

/// Goes up and down.
class Gauge {
public:
    void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
    void add(std::int64_t n) { value_.fetch_add(n, std::memory_order_relaxed); }
    std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_ { 0 };
};

/// What a histogram counts; durations are shown in seconds, as Prometheus wants them, without ever being floating
/// point.
enum class Scale : std::uint8_t { one, microseconds };

/// How often values fell below fixed bounds.
class Histogram {
public:
    /// Upper bounds, inclusive and ascending; one beyond them all is added.
    Histogram(std::span<std::uint64_t const> bounds, Scale);

    void observe(std::uint64_t value);

private:
    friend class Metrics;

    std::vector<std::uint64_t> bounds_;
    Scale scale_;
    std::unique_ptr<std::atomic<std::uint64_t>[]> counts_; ///< one for each bound and one beyond; not added up
    std::atomic<std::uint64_t> sum_ { 0 };
};

/// 100 µs to 10 s, for answers.
std::span<std::uint64_t const> usual_durations();

using Labels = std::vector<std::pair<std::string, std::string>>;

/// The metrics of one program. Getting a metric takes a lock and a search: get it once and keep the reference, which
/// lives as long as this does. Counting is one atomic addition. A name that is used for two kinds is a bug: it asserts,
/// as do names that Prometheus does not take.
class Metrics {
public:
    Counter& counter(std::string_view name, std::string_view help, Labels labels = {});
    Gauge& gauge(std::string_view name, std::string_view help, Labels labels = {});
    /// The bounds of a name are those of its first use.
    Histogram& histogram(
        std::string_view name, std::string_view help, std::span<std::uint64_t const> bounds, Scale, Labels labels = {});
    /// A gauge that is asked when the metrics are read; the function is called from any thread, with the lock held.
    void ask(std::string_view name, std::string_view help, std::function<std::int64_t()> value, Labels labels = {});

    /// All of them in Prometheus' text form 0.0.4, by name and labels.
    std::string to_text() const;
    static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

private:
    enum class Kind : std::uint8_t { counter, gauge, histogram };
    struct Series {
        std::unique_ptr<Counter> counter;
        std::unique_ptr<Gauge> gauge;
        std::unique_ptr<Histogram> histogram;
        std::function<std::int64_t()> value;
    };
    struct Family {
        Kind kind = Kind::counter;
        std::string help;
        std::map<Labels, Series> series;
    };

    Series& series(Kind, std::string_view name, std::string_view help, Labels&& labels);

    mutable std::mutex mutex_;
    std::map<std::string, Family, std::less<>> families_;
};

} // namespace recourse::http
