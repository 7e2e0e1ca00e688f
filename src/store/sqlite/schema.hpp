#pragma once

#include "store/sqlite/migration.hpp"

namespace recourse::store::sqlite {

/// Of the file of the log: what is kept for ever.
Schema log_schema();

/// Of the file of views. Its tables come in the last step; those before it only count: a file of another form is made
/// anew, from the log.
Schema views_schema();
/// The form of the views that this program writes: one more at each change of their tables, or of what the rows and
/// lists in them hold.
inline constexpr std::int64_t views_form = 6;

} // namespace recourse::store::sqlite
