#pragma once

#include "catalog/world.hpp"

#include <deque>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Data of somebody's own laid over the shipped data: what a folder, or an upload, holds.

namespace recourse::catalog {

/// Data files by their paths from the top of the data, and by what names those that are not shipped open.
struct DataFiles {
    std::vector<FileText> files; ///< sorted by path
    std::deque<std::string> texts; ///< of the own ones
    std::map<std::string, std::string, std::less<>> own; ///< path -> name of the file

    /// Adds a file of one's own.
    void add(std::string path, std::string name, std::string text);
    /// The name under which a path from the top of the data opens from here; the path where it is shipped.
    std::string opened(std::string_view path) const;
    Problems opened(Problems) const;
};

/// Everything that the files say, and the files.
struct Data {
    std::shared_ptr<casework::World const> world;
    std::vector<BookCase> cases;
    std::vector<receiver::Receiver> receivers;
    DataFiles files;
};

/// Lays the shipped files for which `wanted` holds under the own ones: a file of one's own takes the place of the
/// shipped one of the same path, registers of sources are put together.
void lay_under(DataFiles&, std::function<bool(std::string_view path)> const& wanted);
/// The own files that change an edition which is shipped: a published edition is never changed.
Problems changed_editions(DataFiles const&);
/// "programmes/x/2026-01-01" of "programmes/x/2026-01-01/reasons/quality.toml"; empty for what is of no edition.
std::string_view edition_of(std::string_view path);

/// Reads, checks and compiles them. Errors: every problem of every file, by the names under which they open.
std::expected<Data, Problems> load(DataFiles, bool cases);
/// Leaves out the cases that stand in no file of one's own.
void keep_own_cases(Data&);

/// True when the one folder is the other or lies in it: "programmes/x/2026-01-01b" is not in "programmes/x/2026-01-01".
bool lies_in(std::string_view folder, std::string_view other);

} // namespace recourse::catalog
