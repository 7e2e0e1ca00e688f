#pragma once

#include "catalog/world.hpp"
#include "cli/commands.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace recourse::cli {

/// The rule books and routes of a folder that holds programmes/ or forums/, with their cases; law, terms and guide come
/// from the shipped data where the folder has no file of that name. An empty name stands for the shipped data. Errors:
/// every problem of every file; a folder that holds neither.
std::expected<catalog::Loaded, Problems> load_folder(std::string const& folder, Streams);

/// True when the one folder is the other or lies in it: "programmes/x/2026-01-01b" is not in "programmes/x/2026-01-01".
bool lies_in(std::string_view folder, std::string_view other);

} // namespace recourse::cli
