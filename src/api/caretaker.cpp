#include "api/caretaker.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>

namespace recourse::api {

namespace {

namespace keeper = vault::keeper;

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t try_again_seconds = 600;

std::int64_t since_boot()
{
    timespec now {};
    (void)clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * second + now.tv_nsec / 1'000;
}

} // namespace

std::optional<std::int64_t> ClockWatch::look(Instant clock, std::int64_t steady)
{
    auto const apart = clock.micros - steady;
    auto const moved = apart_ ? apart - *apart_ : 0;
    apart_ = apart;
    return std::abs(moved) > tolerance_seconds * second ? std::optional { moved / second } : std::nullopt;
}

Caretaker::Caretaker(Vault& vault, Options options) : vault_(vault), options_(std::move(options))
{
    if (!options_.steady)
        options_.steady = since_boot;
}

Caretaker::~Caretaker()
{
    {
        std::scoped_lock const lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Caretaker::start()
{
    thread_ = std::thread([this] { run(); });
}

void Caretaker::run()
{
    for (;;) {
        turn();
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, options_.every, [&] { return closing_; }))
            return;
    }
}

void Caretaker::turn()
{
    auto const steady = options_.steady();
    if (auto const moved = watch_.look(options_.clock(), steady))
        vault_.incidents().note({ keeper::IncidentKind::clock_stepped, fmt::format("by {} s", *moved), {} });
    vault_.record_what_happened();
    // Not at the start, when others need the disk.
    swept_ = swept_.value_or(steady);
    auto const every = options_.sweep_every_seconds * second;
    if (steady - *swept_ >= every)
        swept_ = vault_.sweep_unnamed() ? steady : steady - every + std::min(every, try_again_seconds * second);
}

} // namespace recourse::api
