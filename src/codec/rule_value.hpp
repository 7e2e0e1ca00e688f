#pragma once

#include "codec/json_writer.hpp"
#include "codec/tree.hpp"
#include "core/rules/value.hpp"

#include <expected>
#include <string>

namespace recourse::codec {

// A value of the rule language as JSON:
//   {"value": ..., "type": T}    T one of int, uint, double, bool, string, bytes, list, map, null, timestamp, duration,
//                                type, money, date
//   {"unknown": ["order.value"]} or {"error": "..."}
// int and uint are decimal text, bytes base64, a double is a JSON number or "NaN", "Infinity", "-Infinity", a list is a
// list of values, a map a list of pairs of values, a timestamp RFC 3339, a duration seconds with "s", a type its CEL
// name, money "480.00 USD", a date "2026-03-01". Also written, never read: a record, as type "record" with pairs of
// name and value.

/// Errors: a clause that says what is wrong, with where in the value.
std::expected<rules::Value, std::string> read_rule_value(Node const&, rules::Arena&);

void write_rule_value(rules::Value, JsonWriter&);

} // namespace recourse::codec
