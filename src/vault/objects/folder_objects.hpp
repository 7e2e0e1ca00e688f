#pragma once

#include "vault/files/files.hpp"
#include "vault/objects/objects.hpp"

#include <memory>

namespace recourse::vault {

/// Objects in a folder: objects/ab/cd/<64 digits>, and incoming/ for what is on its way. docs/formats/vault.md says why
/// nothing acknowledged is lost and nothing half is visible. One process at a time has the folder open.
/// Errors: held, full, failed, unknown.
Outcome<std::unique_ptr<Objects>> open_folder_objects(
    Files&, std::filesystem::path folder, std::string_view holder = "recourse");

} // namespace recourse::vault
