#pragma once

#include "base/date.hpp"
#include "base/instant.hpp"
#include "core/act/actor.hpp"

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

/// The rules say no. Nothing has happened.
struct Refusal {
    RefusalKind const* kind = nullptr;
    std::vector<std::pair<std::string, std::string>> values; ///< by the names in the sentence
    std::string rule; ///< id of the programme's rule that stands against it; empty: no rule of a book
};

template <class Event>
using Decision = std::expected<std::vector<Event>, Refusal>;

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
