#pragma once

#include "vault/files/files.hpp"
#include "vault/log/note.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace recourse::vault::keeper {

/// The key with which a log signs, in a file that its owner alone may read, and beside the log the public keys that
/// ever signed. The private key is written nowhere else and no message has it. docs/formats/vault.md has the files.
class Keys {
public:
    Keys(Files& files, std::filesystem::path key_file, std::filesystem::path list_file, std::string origin)
        : files_(files)
        , key_file_(std::move(key_file))
        , list_file_(std::move(list_file))
        , origin_(std::move(origin))
    {
    }

    /// Reads the keys. `fresh`: there is no log yet, so that a missing key is made; where there is one, it is an error,
    /// since another key would not be its own.
    /// Errors: missing; corrupt: it is no key of this origin; failed: others may read the file.
    Outcome<void> open(bool fresh);

    /// With what is signed now.
    log::Signer signer() const { return log::make_signer(origin_, seed_); }
    /// All public keys, in the order in which they came, the present one last; with the next one while it is prepared.
    std::vector<log::Verifier> const& all() const { return all_; }

    // A change of the key: `prepare` makes the next one durable, the log announces it, `settle` puts it into use. A
    // stop in between is found by `next` when it is opened.

    Outcome<log::Signer> prepare();
    std::optional<log::Signer> next() const;
    Outcome<void> settle();
    /// The log did not take the announcement.
    Outcome<void> forget();

private:
    std::filesystem::path next_file() const;
    Outcome<std::optional<log::Seed>> read_seed(std::filesystem::path const&) const;
    Outcome<void> write_seed(std::filesystem::path const&, log::Seed const&) const;
    Outcome<void> read_list();
    Outcome<void> write_list() const;

    Files& files_;
    std::filesystem::path key_file_;
    std::filesystem::path list_file_;
    std::string origin_;
    log::Seed seed_ {};
    std::optional<log::Seed> next_;
    std::vector<log::Verifier> all_;
};

} // namespace recourse::vault::keeper
