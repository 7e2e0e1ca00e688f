#pragma once

#include "store/sqlite/database.hpp"

namespace recourse::store::sqlite {

/// The file of what is made of the log, in this program's form. One of another form, or of another log than this (an
/// older copy of which was put in its place), is removed and begun anew: the log makes it again.
/// Errors: corrupt (no database, or another program's), failed.
std::expected<std::unique_ptr<Database>, Fault<OpenError>> open_views(
    std::filesystem::path const&, Database::Settings const&, Connection& log);

/// A hash of what stands at a place of the log, by which a file of views knows it again: that of a header says all that
/// was before. Nothing where the log ends before; all zeros for 0.
Result<std::optional<Digest>> place_in(Connection& log, Sequence);

} // namespace recourse::store::sqlite
