#include "cli/today.hpp"

#include "time/zones.hpp"

#include <chrono>

namespace recourse::cli {

Date today()
{
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    auto const zone = *time::Zone::find("Asia/Shanghai");
    return zone.civil_at_seconds(std::chrono::duration_cast<std::chrono::seconds>(now).count()).date;
}

} // namespace recourse::cli
