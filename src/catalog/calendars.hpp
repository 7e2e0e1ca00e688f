#pragma once

#include "base/place.hpp"
#include "catalog/embedded.hpp"
#include "codec/tree.hpp"
#include "time/calendar.hpp"

#include <expected>
#include <span>

namespace recourse::catalog {

/// Puts the files of calendars/<id>/<year>.toml together (calendars/README.md says what stands in one).
/// Errors: every problem of every file: what TableReader finds, a folder or file name that does not fit, years of one
/// calendar that disagree on zone or weekend, and what CalendarBuilder refuses.
std::expected<time::CalendarSet, Problems> read_calendars(std::span<codec::Document const> files);

/// The calendars among these data files.
std::expected<time::CalendarSet, Problems> calendars_of(std::span<FileText const> files);
/// The calendars that are part of the program.
std::expected<time::CalendarSet, Problems> shipped_calendars();

} // namespace recourse::catalog
