#pragma once

#include "cli/desk_client.hpp"

namespace recourse::cli {

/// A desk that serves at that address, asked with the key of a file, or of RECOURSE_KEY where none is named. Errors: a
/// clause; no address, an address to which a key may not go unencrypted, no key, a file that others can read.
std::expected<std::unique_ptr<DeskClient>, std::string> remote_desk(
    std::string const& url, std::string const& key_file);

} // namespace recourse::cli
