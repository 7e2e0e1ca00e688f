#pragma once

#include "catalog/entry.hpp"
#include "catalog/world.hpp"
#include "codec/tree.hpp"

#include <span>

// The readers of the single kinds of data files; load_world puts them together.

namespace recourse::catalog {

/// A `[[deadline]]`.
casework::DeadlineRule read_deadline(DataFile const&, codec::Node const&, rules::Schema const&, Reading);

/// The names of the tables that become provisions, and one of them.
std::span<std::string_view const> provision_tables();
cover::Provision read_provision(
    DataFile const&, codec::Node const&, std::string_view table, rules::Schema const&, Reading);

/// Adds what is wrong with the book as a whole: readings that it does not declare, ids that two rules share.
void check_book(cover::Book const&, Problems& problems);

/// One edition: all files of one folder together.
cover::Book read_book(std::span<DataFile const* const>, casework::World const&, Reading);

/// One route: all files of one folder together. `schedules` are those of all folders.
route::RouteBook read_route(std::span<DataFile const* const>, casework::World const&,
    std::span<std::pair<std::string, route::Schedule const*> const> schedules, Reading);

/// The tables of forums/any/<file>.toml.
void read_guide(DataFile const&, casework::World&, Reading);

std::vector<BookCase> read_cases(DataFile const&, Reading);

} // namespace recourse::catalog
