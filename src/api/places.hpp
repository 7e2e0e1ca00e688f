#pragma once

#include "store/store.hpp"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace recourse::api {

/// What in a data directory says that it has seen more events than the log has: each a sentence with both numbers and
/// the remedy. What is told to others, the search and the vault follow events that are durable, so they are never
/// ahead: where one is, the log has lost its end. Nobody may have the directory open; every file stays as it is. Views
/// and the records of the vault are looked at by whoever opens them. Errors: a sentence.
std::expected<std::vector<std::string>, std::string> ahead_of(
    std::filesystem::path const& directory, store::Sequence last_event);

} // namespace recourse::api
