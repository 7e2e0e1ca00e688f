#pragma once

#include "cli/desk_client.hpp"

#include <filesystem>
#include <string_view>

namespace recourse::cli {

/// Asks the desk for a file that is made of a dossier, and writes it down: beside `to` first, and under that name once
/// it is whole. The status of the command; what kept it from `answered` has been said, and no part of the file is left.
int download(std::string_view command, DeskClient&, std::string_view dossier, DeskRequest,
    std::filesystem::path const& to, std::ostream& err);

} // namespace recourse::cli
