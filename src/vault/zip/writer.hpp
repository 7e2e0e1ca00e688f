#pragma once

#include "vault/contents/contents.hpp"
#include "vault/zip/layout.hpp"

#include <expected>
#include <functional>
#include <span>

namespace recourse::vault {

/// Takes bytes that are written, in order. An error is a sentence and ends the writing.
using Output = std::function<std::expected<void, std::string>(std::span<std::uint8_t const>)>;

/// The files as a zip in the form of layout.hpp, given in pieces as it is made. `members` names each file with its size
/// and checksum, in the order of contents.entries(), which somebody has read once to know them.
/// Errors: a file cannot be read, or is no longer what `members` says; the output's own. What was given is then no zip.
std::expected<void, Flaw> write_zip(Contents const& contents, std::span<ZipMember const> members, Output const&);

} // namespace recourse::vault
