#pragma once

#include "app/clock.hpp"

#include <algorithm>
#include <chrono>

namespace recourse::sim {

/// A clock that stands still until somebody moves it, forwards or backwards.
class VirtualClock final : public app::Clock {
public:
    explicit VirtualClock(Instant start) : now_(start) { }
    Instant now() override { return now_; }
    void move(std::chrono::microseconds by) { now_.micros += by.count(); }
    void set(Instant to) { now_ = to; }

private:
    Instant now_;
};

} // namespace recourse::sim
