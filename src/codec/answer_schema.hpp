#pragma once

#include <string_view>

namespace recourse::codec {

/// The JSON Schema (draft 2020-12) of what to_json(Answer) writes, as docs/formats/answer.schema.json publishes it.
/// It lists every key of today as required and leaves objects open, since later versions may add keys.
std::string_view answer_schema();

} // namespace recourse::codec
