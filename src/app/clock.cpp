#include "app/clock.hpp"

#include <chrono>

namespace recourse::app {

Instant SystemClock::now()
{
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return { std::chrono::duration_cast<std::chrono::microseconds>(since).count() };
}

} // namespace recourse::app
