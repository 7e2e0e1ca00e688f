#pragma once

#include "api/operation.hpp"
#include "codec/described.hpp"
#include "time/zones.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Members of queries: what each may hold is said once, in the row of the operation, and checked before it runs.

namespace recourse::api::query {

QueryMember one_of(std::string name, std::string says, std::vector<std::string> words);
/// From `least` to `most`, both included.
QueryMember whole_number(std::string name, std::string says, std::uint64_t least, std::uint64_t most);
/// A day or a moment, see parse_moment.
QueryMember moment(std::string name, std::string says);
/// A text of which only `fits` knows whether it is one; `takes` says it in words.
QueryMember text(std::string name, std::string says, std::string takes, bool (*fits)(std::string_view));
template <class Kind>
QueryMember id(std::string name, std::string says)
{
    return text(std::move(name), std::move(says), fmt::format("an id like {}-17", Kind::prefix),
        [](std::string_view value) { return parse_id<Kind>(value).has_value(); });
}

/// The words of an enumeration, but for "none".
template <class Enum>
std::vector<std::string> words_of()
{
    std::vector<std::string> words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
        if (std::string_view { one.name } != "none")
            words.push_back(codec::hyphened(one.name));
    });
    return words;
}
template <class Enum>
QueryMember word_of(std::string name, std::string says)
{
    return one_of(std::move(name), std::move(says), words_of<Enum>());
}

// What was asked; nothing where it was not. The member has been checked.

template <class Enum>
std::optional<Enum> word_asked(Call const& call, std::string_view name)
{
    std::optional<Enum> found;
    if (auto const asked = call.request.query.find(name))
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
            if (codec::hyphened(one.name) == *asked)
                found = one.value;
        });
    return found;
}
template <class Kind>
std::optional<Id<Kind>> id_asked(Call const& call, std::string_view name)
{
    auto const asked = call.request.query.find(name);
    return asked ? parse_id<Kind>(*asked) : std::nullopt;
}
std::optional<std::uint64_t> number_asked(Call const&, std::string_view name);
std::optional<Instant> moment_asked(Call const&, std::string_view name);
/// The words of a list, "id,phase".
std::vector<std::string> list_asked(Call const&, std::string_view name);

/// A day, which is its first moment in the zone, or a moment of UTC, "2026-11-30T08:30:00Z", also with a fraction.
std::optional<Instant> parse_moment(std::string_view, time::Zone);

/// Everything that is wrong with the query of a call, unknown members and missing ones among it; empty: it fits.
std::vector<http::ProblemError> flaws(Call&, std::vector<QueryMember> const&);
/// The problem that names them.
http::Problem wrong(std::vector<http::ProblemError>, Language);

} // namespace recourse::api::query
