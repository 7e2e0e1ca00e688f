#pragma once

#include "catalog/embedded.hpp"
#include "catalog/sources.hpp"
#include "core/route/schedule.hpp"

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::catalog {

/// A fee schedule and the forum whose folder holds it.
struct ForumSchedule {
    std::string forum; ///< "prc-court": the folder's name
    route::Schedule schedule;
};

/// Reads the `[[schedule]]` tables of one fees.toml (docs/formats/forum.md) and works its vectors.
/// Errors are added to `problems`: what TableReader finds, amounts or rates that cannot be read, brackets that leave a
/// gap, overlap or jump at a border, a vector that comes out differently, a source that is not registered.
std::vector<ForumSchedule> read_schedules(codec::Document const& file, SourceRegister const&, Problems& problems);

/// The fee schedules among these data files.
std::expected<std::vector<ForumSchedule>, Problems> schedules_of(std::span<FileText const> files);
/// The fee schedules that are part of the program.
std::expected<std::vector<ForumSchedule>, Problems> shipped_schedules();

} // namespace recourse::catalog
