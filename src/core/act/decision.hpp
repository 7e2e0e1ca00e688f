#pragma once

#include "base/date.hpp"
#include "base/instant.hpp"
#include "core/act/actor.hpp"

#include <array>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What comes of a command: events, or a refusal that says which rule stood against it.

namespace recourse::act {

/// One guard of one subject, as the catalogue of refusals lists it (docs/formats/refusals.md). A code never changes its
/// meaning and is never given to another guard.
struct RefusalKind {
    std::string_view code; ///< "order.not_agreed"
    int status = 409; ///< of HTTP: 403 who, 404 what, 409 when, 422 with what
    std::string_view says; ///< a sentence for people; {name} stands for a value
    std::string_view says_zh;
};

/// What is wrong at one place of what was sent.
struct FlawKind {
    std::string_view code;
    std::string_view says; ///< {value} stands for what goes with it
    std::string_view says_zh;
};
namespace flaws {
inline constexpr FlawKind empty { "empty", "Say something here.", "不能为空。" };
inline constexpr FlawKind too_long { "too-long", "At most {value} bytes.", "最多{value}字节。" };
inline constexpr FlawKind control_character { "control-character", "No control characters and no line breaks.",
    "不得含控制字符或换行。" };
inline constexpr FlawKind not_positive { "not-positive", "More than nothing.", "须大于零。" };
inline constexpr FlawKind past_day { "past-day", "{value} is over.", "{value}已过。" };
inline constexpr FlawKind too_far { "too-far", "{value} is more than ten years away.", "{value}距今超过十年。" };
inline constexpr FlawKind before { "before", "Not before {value}.", "不得早于{value}。" };
inline constexpr FlawKind out_of_range { "out-of-range", "From {value}.", "须为{value}。" };
inline constexpr std::array all { &empty, &too_long, &control_character, &not_positive, &past_day, &too_far, &before,
    &out_of_range };
} // namespace flaws

/// The rules say no. Nothing has happened.
struct Refusal {
    RefusalKind const* kind = nullptr;
    /// By the names in the sentence. Beside them, each flaw of what was sent: under the JSON pointer of its place, its
    /// code and, after a space or on lines, what goes with it (see flaw).
    std::vector<std::pair<std::string, std::string>> values;
    std::string rule; ///< id of the programme's rule that stands against it; empty: no rule of a book
};

template <class Event>
using Decision = std::expected<std::vector<Event>, Refusal>;

/// A flaw as it stands among the values of a refusal.
inline std::pair<std::string, std::string> flaw(std::string pointer, FlawKind const& kind, std::string_view value = {})
{
    std::string text { kind.code };
    if (!value.empty())
        text.append(" ").append(value);
    return { std::move(pointer), std::move(text) };
}

/// The same of a flaw that is a refusal by itself, with several values: its code, and on a line each "name=value".
inline std::pair<std::string, std::string> flaw(std::string pointer, Refusal const& refusal)
{
    std::string text { refusal.kind->code };
    for (auto const& [name, value] : refusal.values)
        text.append("\n").append(name).append("=").append(value);
    return { std::move(pointer), std::move(text) };
}

inline std::unexpected<Refusal> refuse(
    RefusalKind const& kind, std::vector<std::pair<std::string, std::string>> values = {}, std::string rule = {})
{
    return std::unexpected(Refusal { &kind, std::move(values), std::move(rule) });
}

/// When a command is decided. The day is that of the programme's zone; the core looks at no clock.
struct Moment {
    Instant now;
    Date today;
};

} // namespace recourse::act
