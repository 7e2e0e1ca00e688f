#pragma once

#include "app/clock.hpp"

#include <atomic>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>

namespace recourse::api {

/// A clock that somebody may put forward, for trying out what time brings. It never goes back, and how far it is ahead
/// of the real one is kept in a file of the data directory, so that it goes on from there when the desk is opened
/// again.
class MovableClock : public app::Clock {
public:
    static constexpr std::string_view file_name = "sandbox.clock"; ///< in the data directory, once it was put forward

    explicit MovableClock(app::Clock& real) : real_(real) { }
    Instant now() override { return { real_.now().micros + ahead_.load() }; }
    /// Whether it was ever put forward.
    bool is_ahead() const { return ahead_.load() > 0; }

    /// Takes up what the file in that directory says; where there is none, the clock is the real one. Later moves are
    /// kept there. Errors: a sentence; the file cannot be read, or holds something else.
    std::expected<void, std::string> keep_in(std::filesystem::path const& directory);
    /// Forward to that moment, on disk before anybody sees it; nothing happens where it is past. Errors: a sentence; it
    /// could not be written, and the clock stands where it stood.
    std::expected<void, std::string> advance_to(Instant);
    /// Forward to that moment without keeping it: what made it known is kept elsewhere.
    void catch_up_with(Instant);

private:
    app::Clock& real_;
    std::mutex moving_;
    std::filesystem::path file_;
    std::atomic<std::int64_t> ahead_ = 0; ///< microseconds
};

} // namespace recourse::api
