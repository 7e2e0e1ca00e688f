#pragma once

#include "codec/json_writer.hpp"
#include "core/assess/precheck.hpp"

#include <string>

namespace recourse::codec {

/// What `recourse precheck --format json` and the API answer.
std::string to_json(assess::Precheck const&, JsonStyle);

} // namespace recourse::codec
