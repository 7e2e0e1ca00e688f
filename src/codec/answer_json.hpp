#pragma once

#include "codec/json_writer.hpp"
#include "core/case/answer.hpp"

#include <string>

namespace recourse::codec {

/// The answer as JSON in the shape of docs/formats/answer.schema.json; keys always in the same order, none ever left
/// out. What is not known, or not said, is null: an absent amount or date, an empty reading, problem, document or
/// address. Amounts are {"amount": "20000.00", "currency": "USD"}; the seed is a string because it may need 64 bits;
/// the order of `questions` is their worth. No line break at the end.
std::string to_json(casework::Answer const&, JsonStyle = JsonStyle::pretty);

} // namespace recourse::codec
