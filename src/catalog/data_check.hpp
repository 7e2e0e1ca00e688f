#pragma once

#include "base/date.hpp"
#include "catalog/data_files.hpp"

#include <string_view>

namespace recourse::catalog {

/// What `recourse rules check` and the upload of a book look for in data that could be loaded: a text that was read
/// after `today`; what shows only when a book is run (rules that never hold, rules that clash, limits that cross); the
/// cases that come out otherwise. With a folder ("programmes/x/2026-01-01") only its book is run; the cases are always
/// all that the data has.
Problems check(Data const&, Date today, std::string_view folder = {});

/// How many rules a book has.
std::size_t rules_of(cover::Book const&);

} // namespace recourse::catalog
