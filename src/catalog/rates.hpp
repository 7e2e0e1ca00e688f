#pragma once

#include "base/place.hpp"
#include "catalog/embedded.hpp"
#include "catalog/sources.hpp"
#include "codec/tree.hpp"
#include "time/rates.hpp"

#include <expected>
#include <span>

namespace recourse::catalog {

/// Reads the `[[rate]]` tables of forums/any/rates.toml; the sources they name stand in the same file or above it.
/// Errors: what TableReader finds, an unknown currency, a rate that is no positive decimal, an unknown source.
std::expected<time::RateTable, Problems> read_rates(codec::Document const& file);

/// The rates of forums/any/rates.toml among these data files.
std::expected<time::RateTable, Problems> rates_of(std::span<FileText const> files);
/// The rates that are part of the program.
std::expected<time::RateTable, Problems> shipped_rates();

} // namespace recourse::catalog
