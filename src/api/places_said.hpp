#pragma once

#include <string>
#include <string_view>

namespace recourse::api {

/// A sentence for a log that others may read: where the folder lies is its own business ("vault"), and so is where
/// other files are ("a file elsewhere").
std::string without_places(std::string_view says, std::string_view folder);

} // namespace recourse::api
