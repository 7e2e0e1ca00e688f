#pragma once

#include "base/language.hpp"

#include <string>
#include <string_view>

namespace recourse::render {

/// What a reader calls the fact at that path of a case file: "payments[1].method" is "method of payment 2". Empty for a
/// path that is none of the published schema; then the path itself is shown.
std::string fact_name(std::string_view path, Language);

} // namespace recourse::render
