#pragma once

#include "base/date.hpp"
#include "base/money.hpp"

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recourse::time {

/// A recorded exchange rate: `rate` units of `to` for one unit of `from`, as published or agreed for that day.
struct Rate {
    Currency from {};
    Currency to {};
    Ratio rate {};
    Date date;
    std::string source; ///< key of the sources register, or the words in which the user named it
    friend bool operator==(Rate const&, Rate const&) = default;
};

/// One recorded rate that a conversion used.
struct UsedRate {
    Rate rate;
    bool inverted = false; ///< from `rate.to` to `rate.from`
    bool later = false; ///< no rate was recorded on or before the day asked for: this is the first after it
    friend bool operator==(UsedRate const&, UsedRate const&) = default;
};

struct Converted {
    Money amount;
    std::vector<UsedRate> used; ///< none for one currency, one, or two where the rate was crossed through the pivot
};

/// Why a conversion was not possible.
enum class NoRate : std::uint8_t {
    not_recorded, ///< no recorded rate leads from one currency to the other
    out_of_range, ///< the amount, or the crossed rate, leaves 64 bits
};

/// Recorded rates of any pairs and days. Values in, values out: it never estimates between two days.
class RateTable {
public:
    /// Crossed rates go through the euro, because the European Central Bank quotes every currency against it.
    RateTable() : RateTable(*Currency::from_code("EUR")) { }
    explicit RateTable(Currency pivot) : pivot_(pivot) { }

    /// A rate of the same pair and day replaces the earlier one, so that a user's own rates go over shipped ones.
    /// Errors: a clause: the rate is not above zero, a currency is none, or both are the same.
    std::expected<void, std::string> add(Rate);
    std::size_t size() const { return size_; }
    Currency pivot() const { return pivot_; }
    /// All rates, in order of pair and day.
    std::vector<Rate> all() const;

    /// `from` in another currency by the rate recorded last on or before `as_of`; where there is none, by the first one
    /// after it (UsedRate::later says so). A rate of the pair itself goes first, in either direction; only without one
    /// is the rate crossed through the pivot, exactly, with one rounding at the end.
    std::expected<Converted, NoRate> convert(Money from, Currency to, Date as_of, Rounding = Rounding::half_even) const;

private:
    using Days = std::map<Date, Rate>;
    std::map<std::pair<std::uint16_t, std::uint16_t>, Days> pairs_;
    std::size_t size_ = 0;
    Currency pivot_;

    std::optional<UsedRate> find(Currency from, Currency to, Date as_of) const;
};

/// "1 EUR = 1.1186 USD on 2026-10-08 (ecb-2026-10-08)".
std::string to_string(Rate const&);

} // namespace recourse::time
