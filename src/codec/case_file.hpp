#pragma once

#include "codec/tree.hpp"
#include "core/case/facts.hpp"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace recourse::codec {

/// What one dispute's file says.
struct CaseFile {
    std::string file;
    casework::Facts facts;
    /// The `[inputs.<programme>]` tables: facts that only one rule book asks for. A table of tables; empty where the
    /// file has none. Whoever knows the books reads it.
    Node inputs;
};

enum class CaseFormat : std::uint8_t { toml, json };

/// JSON where the name ends in ".json" or the text begins with a brace, else TOML.
CaseFormat case_format(std::string_view file, std::string_view text);

/// Bounds on a case file.
struct CaseLimits {
    TreeLimits tree {};
    std::size_t items_max = 1000; ///< entries of one list, e.g. payments
    std::size_t text_max = 20'000; ///< bytes of one text
    std::size_t problems_max = 100;
};

/// Reads the facts of one dispute (docs/formats/case.schema.json). A key that is absent, or null in JSON, stays
/// unknown. Errors: every problem at once, in the order of the file, each with its line and column, what was expected
/// and, for a mistyped name or word, the nearest right one: what the reader of the syntax finds; an unknown group,
/// field or word; a wrong kind; a day that is none; money that cannot be read, has no known currency, is negative or
/// more than any case is about; a number outside its range; a country that is none; a rate without its currencies or
/// day; an empty text; facts that cannot both be true (delivered before it was shipped). After `problems_max` the rest
/// is only counted.
std::expected<CaseFile, Problems> read_case(
    std::string_view text, std::string file, CaseFormat, CaseLimits const& = {});

/// The same from a document that was read already, e.g. one line of a JSON-lines stream.
std::expected<CaseFile, Problems> read_case(Document document, CaseLimits const& = {});

} // namespace recourse::codec
