#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

namespace recourse::cli {

/// Answers one request of `rules eval --lines`: a JSON object
///   {"expr": "x + 1", "bindings": {"x": VALUE}, "types": {"x": "int"}, "check": true, "container": "a.b"}
/// of which only "expr" must be there. `check: false` skips the static check; a binding without a type is dyn; a type
/// without a binding is a variable that has no value. VALUE is as codec/rule_value.hpp has it, and so is the answer:
/// a value, {"unknown": [...]} or {"error": "..."}. With "trace": true the answer also has "trace", a list of lines,
/// and with "deduce": true "static_type". Never fails: what cannot be read, and an answer of more than about 16 MiB, is
/// answered with an error.
std::string answer_line(std::string_view line);

/// One request a line in, one answer a line out, in order, flushed each; an empty line is answered too, and one of more
/// than 1 MiB with an error. Returns 0.
int run_eval_lines(std::istream&, std::ostream&);

} // namespace recourse::cli
