#pragma once

#include "store/sqlite/migration.hpp"

namespace recourse::store::sqlite {

/// Of the file of the log: what is kept for ever.
Schema log_schema();

/// Of the file of views. It has one step only: a file of another form is made anew, from the log.
Schema views_schema();
/// The form of the tables of views that this program writes; one more at each change of them.
inline constexpr std::int64_t views_form = 1;

} // namespace recourse::store::sqlite
