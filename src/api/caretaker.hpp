#pragma once

#include "api/vault.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace recourse::api {

/// Finds out when a clock was put forward or back: beside one that only ever goes on.
class ClockWatch {
public:
    static constexpr std::int64_t tolerance_seconds = 2; ///< between two looks

    /// By how many seconds the clock moved against the steady one since the last look, where that is more than the
    /// tolerance. `steady` is in microseconds since some moment.
    std::optional<std::int64_t> look(Instant clock, std::int64_t steady);

private:
    std::optional<std::int64_t> apart_; ///< microseconds
};

/// Does for a vault what has to be done now and then while a desk runs: records that it was started and what went
/// wrong, looks at the clock, takes away what was uploaded for nothing.
class Caretaker {
public:
    struct Options {
        std::function<Instant()> clock; ///< the machine's
        std::function<std::int64_t()>
            steady; ///< microseconds of a clock that goes on while the machine sleeps; null: its
        std::chrono::seconds every { 10 };
        std::int64_t sweep_every_seconds = 6 * 3600; ///< that uploads which nothing names are looked for
    };
    Caretaker(Vault& vault, Options options);
    ~Caretaker();
    Caretaker(Caretaker const&) = delete;
    Caretaker& operator=(Caretaker const&) = delete;

    /// In a thread of its own from now on.
    void start();
    /// One round, by hand.
    void turn();

private:
    void run();

    Vault& vault_;
    Options options_;
    ClockWatch watch_;
    std::optional<std::int64_t> swept_; ///< by the steady clock
    std::mutex mutex_;
    std::condition_variable changed_;
    bool closing_ = false;
    std::thread thread_;
};

} // namespace recourse::api
