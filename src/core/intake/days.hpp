#pragma once

#include "base/date.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::intake {

/// In which order day and month stand where both are numbers.
enum class Order : std::uint8_t { unknown, day_first, month_first };

/// A day found in a text.
struct FoundDay {
    std::size_t begin = 0, end = 0; ///< bytes of the text
    std::vector<Date> readings; ///< one, or the day-first one and then the month-first one
    Order shows = Order::unknown; ///< which order it shows, where only one is possible
};

/// Every day of the text: 2026-03-12, 2026/3/12, 2026.3.12, 2026年3月12日, 12 March 2026, 12-Mar-2026, March 12th,
/// 2026, 12/03/2026, 12.03.2026 and 12-03-2026. Of the last three, day and month may be either way round, unless one of
/// them is above 12. Years from 2000 to 2099 in four digits; a day that is none is passed over.
std::vector<FoundDay> find_days(std::string_view text);

/// What all days of these texts that show an order show; unknown where none does, or where they differ.
class OrderOfDays {
public:
    void see(FoundDay const&, std::string_view text);
    Order order() const { return both_ ? Order::unknown : order_; }
    std::string_view shown_by() const { return shown_by_; } ///< "25/03/2026"

private:
    Order order_ = Order::unknown;
    bool both_ = false;
    std::string shown_by_;
};

} // namespace recourse::intake
