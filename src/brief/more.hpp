#pragma once

#include "base/place.hpp"
#include "codec/tree.hpp"
#include "papers/document.hpp"

#include <expected>
#include <map>
#include <span>
#include <string>

// What a person adds to a case for its papers: fields by their names (docs/papers-of-a-case.md).

namespace recourse::brief {

/// Fields by id.
using Fields = std::map<std::string, papers::Value, std::less<>>;

/// The exhibits of a case: each entry of its evidence, in order, as E1, E2, ...
inline constexpr std::string_view exhibit_letter = "E";

/// Reads the fields of a document of TOML. `buyer.account = "..."` and `[buyer]` with `account = "..."` are the same.
/// A text is a string, which then holds for both languages, or { en = "...", zh = "..." }; money "480.00 USD"; a date
/// 2026-03-01; a number 3 or "4.35"; a flag true or false; an exhibit "E2" or { exhibit = "E2", first = 3, last = 5 };
/// a list a list of tables with its columns.
/// Errors, all at once, each at its line and column: what the reader of the syntax found, a name that no field or
/// column has (with the nearest), a value of another kind, an exhibit that is not among `exhibits`.
std::expected<Fields, Problems> read_fields(
    codec::Document const&, papers::Vocabulary const&, std::span<papers::Exhibit const> exhibits);

} // namespace recourse::brief
