#pragma once

#include <string>
#include <string_view>

namespace recourse {

/// The last part of a path, without control characters and quotes and without points in front, at most 200 bytes, cut
/// between characters; the ending stays. "file" where nothing is left.
std::string safe_file_name(std::string_view);

/// A name of ASCII letters, digits, '.', '_' and '-', at most 60; "file" where nothing is left. The files of exhibits
/// in sealed bundles are called so, and verifiers make the name anew: don't change it.
std::string plain_file_name(std::string_view);

} // namespace recourse
