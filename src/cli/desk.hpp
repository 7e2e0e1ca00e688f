#pragma once

#include "api/desk.hpp"
#include "cli/commands.hpp"

namespace recourse::cli {

/// What --data, --programme and --zone say. Errors: a sentence.
std::expected<api::DeskOptions, std::string> desk_options_of(Given const&);

/// The desk on that directory, with the shipped books. Errors: a sentence; another process has it (which), it is
/// damaged, or the programme or its reading is not known.
std::expected<std::unique_ptr<api::Desk>, std::string> open_desk(api::DeskOptions, app::Clock&);

} // namespace recourse::cli
