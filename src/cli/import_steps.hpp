#pragma once

#include "cli/desk_client.hpp"
#include "handover/matter_file.hpp"

namespace recourse::cli {

/// Carries the steps of a package out on a desk: opens a matter, or goes on with `into` where entries that it has are
/// not made again. Says each step that was taken or left, and why; once one of a list was left, later ones of that list
/// are left too, since their numbers would be others. Then compares the days. `dossier` is where the exhibits are;
/// empty: nowhere. The status: answered where the matter is there.
int import_steps(std::string_view command, DeskClient&, handover::MatterFile&, std::string const& dossier,
    std::string into, Streams);

} // namespace recourse::cli
