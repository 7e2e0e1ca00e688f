#pragma once

#include "base/place.hpp"
#include "catalog/book_case.hpp"
#include "catalog/embedded.hpp"
#include "catalog/sources.hpp"
#include "core/case/world.hpp"
#include "core/forum/book.hpp"
#include "core/receiver/receiver.hpp"

#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::catalog {

/// Everything the data folders say, and the examples they carry. With `cases` false the examples are not read, which
/// is what an assessment wants.
struct Loaded {
    std::shared_ptr<casework::World const> world;
    std::vector<BookCase> cases;
    std::vector<receiver::Receiver> receivers; ///< by id
    forum::Book forum_book; ///< empty where no file of forums/check is among them
};

/// Reads and checks all files; where none is a calendar's, the shipped calendars count. Errors: every problem of every
/// file at once.
std::expected<Loaded, Problems> load_world(std::span<FileText const> files, bool cases);

/// The data that is part of the program, loaded once.
std::expected<Loaded, Problems> shipped_world(bool cases = false);

} // namespace recourse::catalog
