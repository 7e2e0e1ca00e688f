#pragma once

#include <string>

namespace recourse::codec {

/// The JSON Schema (draft 2020-12) of a case file, made from the schema of facts; docs/formats/case.schema.json
/// publishes it. It describes JSON and, with dates as their digits, TOML. Every key may be left out, or be null: not
/// known. What a schema cannot say (days that exist, currencies, dates that contradict each other) read_case checks.
/// Ends with a line break.
std::string case_schema();

} // namespace recourse::codec
