#pragma once

#include "api/desk.hpp"
#include "cli/commands.hpp"

namespace recourse::cli {

/// What --data, --programme, --zone and the options of `serve` that say how a programme is run ask for. Adds a sentence
/// to `wrong` for each that asks for nothing that there is.
api::DeskOptions desk_options_of(Given const&, std::vector<std::string>& wrong);

/// The desk on that directory, with the shipped books. Errors: a sentence; another process has it (which), it is
/// damaged, or the programme or its reading is not known.
std::expected<std::unique_ptr<api::Desk>, std::string> open_desk(api::DeskOptions, app::Clock&);

/// A directory in which there is no desk: a slip, for who looks at one; made, for who begins one.
enum class NoDesk : std::uint8_t { refused, made };

/// The same with the options of a call; null when it has been said why there is none.
std::unique_ptr<api::Desk> opened_desk(
    std::string_view command, Given const&, Streams, app::Clock&, NoDesk = NoDesk::refused);

// Options of every command that opens a data directory.
inline constexpr Option desk_data { "data", "DIR", "the data directory", {}, true };
inline constexpr Option desk_made { "data", "DIR", "the data directory; made when it is missing", {}, true };
inline constexpr Option desk_programme { "programme", "ID:READING",
    "the programme that is run, and how its book is read", "alibaba-trade-assurance:current-help" };
inline constexpr Option desk_zone { "zone", "ZONE", "where the programme counts its days", "Asia/Shanghai" };

/// What a look through the data directory has found, which stays as it is; nothing: what is wrong was said.
std::optional<api::Looked> looked_through(std::string_view command, Given const&, Streams, app::Clock&);

} // namespace recourse::cli
