#pragma once

#include "store/sqlite/database.hpp"

namespace recourse::store::sqlite {

/// The file of what is made of the log, in this program's form. One of another form is removed and begun anew: the log
/// makes it again. One that is ahead of the log, or was made of another one, stays as it is.
/// Errors: apart (it is ahead, or of another log), corrupt (no database, or another program's), failed.
std::expected<std::unique_ptr<Database>, Fault<OpenError>> open_views(
    std::filesystem::path const&, Database::Settings const&, Connection& log);

/// What is wrong with the place in the log that the views say they have come to, with both numbers and the remedy;
/// nothing: they follow it, are not there, or are not ours.
Result<std::optional<std::string>> apart(std::filesystem::path const&, Access, std::string const& vfs, Connection& log);

/// A hash of what stands at a place of the log, by which a file of views knows it again: that of a header says all that
/// was before. Nothing where the log ends before; all zeros for 0.
Result<std::optional<Digest>> place_in(Connection& log, Sequence);

} // namespace recourse::store::sqlite
