#pragma once

#include "api/desk.hpp"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

// A copy of a data directory in a few files beside each other, and the way back from it.

namespace recourse::api {

/// Copies log, accounts, deliveries, rule books and vault of a desk, while it runs: `to` for the log, and names that
/// begin with it for the rest, among them the place where the copied log ends. The key of the second factors and the
/// one that signs the vault's log are in none of them. The files, or a sentence; files of a copy that failed are taken
/// away.
std::expected<std::vector<std::filesystem::path>, std::string> back_up(Desk&, std::filesystem::path const& to);

/// What is in no backup and was kept elsewhere; empty: it was not.
struct RestoredKeys {
    std::filesystem::path accounts = {}; ///< accounts.key: of the second factors
    std::filesystem::path vault = {}; ///< vault/key: that signs the log of the vault
};

/// A backup on its way into a data directory: a folder beside it, until what is in it has been looked at. It is removed
/// unless it has become the directory.
class Restoring {
public:
    /// Copies the files of a backup into a folder beside `directory`, with `keys`, and has SQLite look through them;
    /// `quick` leaves out what takes long. Errors: a sentence with what to do; a part of the backup is missing or
    /// damaged, the log does not end where the backup says, the vault has records and its key is not given, the
    /// directory is in use (by whom) or not empty.
    static std::expected<Restoring, std::string> begin(std::filesystem::path const& backup,
        std::filesystem::path const& directory, RestoredKeys const& keys, bool quick);
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
