#include "api/movable_clock.hpp"

#include "store/sqlite/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>

namespace recourse::api {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view unit = " microseconds ahead of the machine's clock\n";

/// A name tells either what was there before or all of what is there now.
std::expected<void, std::string> replace(fs::path const& file, std::string const& text)
{
    auto unfinished = file;
    unfinished += ".new";
    std::error_code error;
    fs::remove(unfinished, error);
    if (auto done = store::sqlite::create_private(unfinished); !done)
        return done;
    std::ofstream out { unfinished, std::ios::binary };
    out << text << std::flush;
    out.close();
    if (!out)
        return std::unexpected(fmt::format("{} could not be written", unfinished.string()));
    if (auto done = store::sqlite::flush(unfinished); !done)
        return done;
    fs::rename(unfinished, file, error);
    if (error)
        return std::unexpected(fmt::format("{}: {}", file.string(), error.message()));
    return store::sqlite::flush(file.parent_path());
}

} // namespace

std::expected<void, std::string> MovableClock::keep_in(fs::path const& directory)
{
    std::lock_guard const lock(moving_);
    file_ = directory / file_name;
    std::error_code error;
    if (!fs::exists(file_, error) && !error)
        return {};
    std::ifstream in { file_, std::ios::binary };
    std::string text(128, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    std::int64_t ahead = 0;
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), ahead);
    constexpr std::int64_t ahead_max = std::int64_t { 8'000 } * 366 * 86'400 * 1'000'000; // to the last of all days
    bool const whole = wrong == std::errc {} && std::string_view { end, text.data() + text.size() } == unit;
    if (!whole || ahead < 0 || ahead > ahead_max)
        return std::unexpected(fmt::format("{} does not say how far the sandbox's clock was put forward: put it back "
                                           "from a copy, or remove it and the clock goes on from the latest event",
            file_.string()));
    ahead_ = ahead;
    return {};
}

std::expected<void, std::string> MovableClock::advance_to(Instant moment)
{
    std::lock_guard const lock(moving_);
    auto const wanted = moment.micros - real_.now().micros;
    if (wanted <= ahead_.load())
        return {};
    if (!file_.empty()) {
        if (auto done = replace(file_, fmt::format("{}{}", wanted, unit)); !done)
            return done;
    }
    ahead_ = wanted;
    return {};
}

void MovableClock::catch_up_with(Instant moment)
{
    std::lock_guard const lock(moving_);
    ahead_ = std::max(ahead_.load(), moment.micros - real_.now().micros);
}

} // namespace recourse::api
