#pragma once

#include "store/sqlite/connection.hpp"

namespace recourse::search {

/// Makes known to a connection how texts are parted into words (`tokenize = 'words'`, see each_word) and how hits are
/// weighed: `nearness(table)`, a whole number from the row alone: for each phrase of the query that is there 1,000, and
/// up to 100 for how often. It knows nothing of other rows, so that neither a rank nor an order says anything about
/// texts that somebody may not see.
store::sqlite::Result<void> add_words(store::sqlite::Connection&);

} // namespace recourse::search
