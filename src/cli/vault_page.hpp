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

/// As say_refused; that there is nothing at the address of a dossier is said in words about the dossier.
int say_dossier_refused(std::string_view command, std::string_view dossier,
    std::expected<DeskReply, std::string> const&, std::ostream& err);

/// Words that no line of a page holds, as keys and digests, in parts that each fill one: nothing of them is left out.
std::string with_parted_words(std::string_view text);

/// The text in a column of that width: cut where it is wider, filled up where it is not.
std::string in_column(std::string const& text, std::size_t width);

/// A JSON object, written by the function.
std::string object(std::function<void(codec::JsonWriter&)> const& members);
void member(codec::JsonWriter&, std::string_view key, std::string_view text);

/// Sends a command under a key of its own; where nobody answers, once more under the same. The answer, whatever it is.
std::expected<DeskReply, std::string> command_to(DeskClient&, std::string const& target, std::string body);

} // namespace recourse::cli
