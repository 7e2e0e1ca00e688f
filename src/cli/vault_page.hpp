#pragma once

#include "cli/desk_client.hpp"
#include "codec/json_writer.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

// What the commands about dossiers have in common.

namespace recourse::cli {

inline constexpr Positional dossier_word { "DOSSIER", "its id, V-17" };

/// The options of a command before those by which it finds the desk.
template <std::size_t count>
constexpr std::array<Option, count + client_options.size()> with_client_options(std::array<Option, count> const& own)
{
    std::array<Option, count + client_options.size()> all {};
    std::size_t at = 0;
    for (auto const& one : own)
        all[at++] = one;
    for (auto const& one : client_options)
        all[at++] = one;
    return all;
}

inline constexpr Option compartment_option { "compartment", "WORD", "who reads it", {}, true,
    "shared buyer-and-counsel supplier-and-counsel officer" };

/// "/v1/dossiers/V-17"; nothing when it has been said that it is no id.
std::optional<std::string> dossier_path(std::string_view command, Given const&, Streams);

/// Words that no page holds, as keys, are cut.
std::string with_short_words(std::string_view text);

/// A JSON object, written by the function.
std::string object(std::function<void(codec::JsonWriter&)> const& members);
void member(codec::JsonWriter&, std::string_view key, std::string_view text);

/// Sends a command under a key of its own; where nobody answers, once more under the same. The answer, whatever it is.
std::expected<DeskReply, std::string> command_to(DeskClient&, std::string const& target, std::string body);

} // namespace recourse::cli
