#pragma once

#include "api/desk.hpp"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

// A copy of a data directory in a few files beside each other, and the way back from it.

namespace recourse::api {

/// Copies log, accounts, deliveries and rule books of a desk, while it runs: `to` for the log, and names that begin
/// with it for the rest. The key of the second factors is in none of them. The files, or a sentence; files of a copy
/// that failed are taken away.
std::expected<std::vector<std::filesystem::path>, std::string> back_up(Desk&, std::filesystem::path const& to);

/// A backup on its way into a data directory: a folder beside it, until what is in it has been looked at. It is removed
/// unless it has become the directory.
class Restoring {
public:
    /// Copies the files of a backup into a folder beside `directory`, with `accounts_key` (empty: none), and has SQLite
    /// look through them; `quick` leaves out what takes long. Errors: a sentence with what to do; a part of the backup
    /// is missing or damaged, the directory is in use (by whom) or not empty.
    static std::expected<Restoring, std::string> begin(std::filesystem::path const& backup,
        std::filesystem::path const& directory, std::filesystem::path const& accounts_key, bool quick);
    ~Restoring();
    Restoring(Restoring&&) noexcept;
    Restoring& operator=(Restoring&&) = delete;
    Restoring(Restoring const&) = delete;
    Restoring& operator=(Restoring const&) = delete;

    std::filesystem::path const& folder() const { return folder_; }
    /// The folder becomes the directory, durably, as a whole or not at all. Nobody may have it open. Errors: a
    /// sentence.
    std::expected<void, std::string> finish();

private:
    Restoring(std::filesystem::path folder, std::filesystem::path directory);
    std::filesystem::path folder_; ///< empty: it has become the directory
    std::filesystem::path directory_;
};

} // namespace recourse::api
