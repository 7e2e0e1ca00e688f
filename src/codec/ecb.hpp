#pragma once

#include "base/place.hpp"
#include "time/rates.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::codec {

/// Bounds on a rate file. The full history since 1999 has about 7,000 days, 45 columns and 1.8 MB.
struct EcbLimits {
    std::size_t bytes_max = 32U << 20U;
    std::size_t columns_max = 300;
    std::size_t days_max = 40'000;
    std::size_t problems_max = 20; ///< after so many, reading stops
};

/// Reads the euro reference rates as the European Central Bank publishes them, whichever of its forms the text has:
/// - eurofxref-hist.csv: "Date,USD,JPY,...," and a line "2024-08-09,1.0917,160.33,N/A,...," for each day;
/// - eurofxref.csv: the same for one day, which is written "06 February 2026";
/// - eurofxref-daily.xml, eurofxref-hist-90d.xml, eurofxref-hist.xml: <Cube time='2026-10-08'> around one
///   <Cube currency='USD' rate='1.1186'/> for each currency.
/// Every rate is units of the currency for one euro; its source is "ecb-" and the day. Rates of currencies that have
/// been withdrawn, and "N/A", are passed over. Errors: every problem with its line and column: another form, a day that
/// is none or stands twice, a rate that is no positive decimal, a line with more or fewer fields than the heading, a
/// currency quoted twice, no rate at all, a limit.
std::expected<std::vector<time::Rate>, Problems> read_ecb(
    std::string_view text, std::string file = {}, EcbLimits const& = {});

} // namespace recourse::codec
