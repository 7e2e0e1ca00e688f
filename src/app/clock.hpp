#pragma once

#include "base/instant.hpp"

namespace recourse::app {

/// The only place from which the program learns the time. Any thread may ask.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() = 0;
};

/// The machine's clock.
class SystemClock : public Clock {
public:
    Instant now() override;
};

} // namespace recourse::app
