#pragma once

#include "catalog/sentences.hpp"
#include "catalog/sources.hpp"
#include "catalog/world.hpp"
#include "codec/tree.hpp"

#include <span>

// The readers of the single kinds of data files; load_world puts them together.

namespace recourse::catalog {

/// What every reader needs.
struct Reading {
    SourceRegister const& sources;
    Problems& problems;
};

/// A parsed file and the folder it stands in.
struct DataFile {
    codec::Document document;
    std::string folder; ///< "forums/cn/cietac"
    std::string name; ///< "forum.toml"
};

casework::DeadlineRule read_deadline(
    DataFile const&, codec::Node const&, Sentences&, Reading, std::string_view key = "deadline");

/// One edition: all files of one folder together.
cover::Book read_book(std::span<DataFile const* const>, casework::World const&, Reading);

/// One route: all files of one folder together. `schedules` are those of all folders.
matter::RouteBook read_route(std::span<DataFile const* const>, casework::World const&,
    std::span<std::pair<std::string, matter::Schedule const*> const> schedules, Reading);

/// The tables of forums/any/<file>.toml.
void read_guide(DataFile const&, casework::World&, Reading);

std::vector<BookCase> read_cases(DataFile const&, Reading);

} // namespace recourse::catalog
