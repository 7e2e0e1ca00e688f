#pragma once

#include "catalog/data_files.hpp"
#include "cli/commands.hpp"

#include <expected>
#include <optional>
#include <string>

// Data that an operator lays beside the shipped data: a folder with programmes/, forums/, calendars/ and
// receivers/.

namespace recourse::cli {

/// `--data FOLDER` of every command that decides by data; without it the environment's RECOURSE_DATA is taken.
inline constexpr Option data_option { "data", "FOLDER", "your programmes/, forums/ and so on, beside ours",
    "RECOURSE_DATA, if it is set" };

using catalog::Data;
using catalog::DataFiles;

/// The shipped files and those of `--data`. A file of forums/, calendars/ or receivers/ takes the place of the shipped
/// one of the same path, registers of sources are put together, and an edition that is shipped cannot be changed.
/// Errors: a folder or file that cannot be read, one that holds none of the four, an edition that is shipped.
std::expected<DataFiles, Problems> read_data(Given const&, Streams);

/// The same, checked and compiled. Says every problem and gives nothing where there is one.
std::optional<Data> load_data(Given const&, Streams, bool cases = false);

/// What a command ends with where the data cannot be loaded: a folder of one's own is input, the shipped data is ours.
int data_wrong(Given const&);

/// A folder of data as it stands on the disk, with its own cases, over the shipped forums and calendars; the shipped
/// data where it is empty. Errors: every problem of every file; a folder that holds none of the four.
std::expected<Data, Problems> load_folder(std::string const& folder, Streams);

/// What `rules check` and `rules test` look at: their FOLDER alone, else the shipped data and that of `--data`. Says
/// every problem and how many there are, and gives nothing where there is one.
std::optional<Data> data_to_check(Given const&, Streams);

} // namespace recourse::cli
