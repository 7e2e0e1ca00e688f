#pragma once

#include <optional>
#include <string>
#include <string_view>

// The passphrase of a package: made here, or somebody's own.

namespace recourse::handover {

/// Six groups of five small letters with hyphens between them, "kqwzm-...": thirty letters of an alphabet of 24 (l and
/// o are left out, which are taken for 1 and 0), each equally likely, from the system's generator: 137 bits. Said on
/// the telephone it is the same as read.
std::string new_passphrase();

/// What keeps a text from being one, as a clause: fewer than 12 or more than 99 characters, or one that is not ASCII or
/// not printable, which programs for zips turn into bytes each in its own way. Nothing when it is well.
std::optional<std::string> passphrase_flaw(std::string_view);

} // namespace recourse::handover
