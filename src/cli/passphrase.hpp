#pragma once

#include "accounts/secret.hpp"
#include "cli/commands.hpp"

#include <expected>
#include <optional>
#include <string>

// The passphrase of a package. It never stands among the words of a command, which everybody on the machine can read.

namespace recourse::cli {

inline constexpr Option passphrase_option { "passphrase-file", "FILE",
    "its first line is the passphrase; /dev/fd/3 is what the shell opened", "RECOURSE_PASSPHRASE, if it is set" };

/// That of the file, else that of RECOURSE_PASSPHRASE; nothing where there is neither. Errors: a clause; a file that
/// cannot be read, that others could read too, or that has an empty first line.
std::expected<std::optional<accounts::Secret>, std::string> given_passphrase(Given const&);

/// Asks for it at the terminal, which does not show it. Errors: a clause; nobody is there to be asked.
std::expected<accounts::Secret, std::string> asked_passphrase();

} // namespace recourse::cli
