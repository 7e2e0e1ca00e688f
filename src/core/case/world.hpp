#pragma once

#include "core/case/guide.hpp"
#include "core/cover/book.hpp"
#include "core/route/route_book.hpp"
#include "core/route/schedule.hpp"
#include "time/calendar.hpp"
#include "time/rates.hpp"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace recourse::casework {

/// A dated list of the law, e.g. the LPR or the parties of a treaty.
struct Table {
    std::string id;
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    SourceRef source;
};

/// Everything that the data folders say, checked and compiled: the one argument that every assessment shares.
/// Immutable after loading; shareable between threads.
struct World {
    std::shared_ptr<rules::Schema const> schema; ///< fact_schema(), then `table`, then the shared terms
    std::shared_ptr<rules::Schema const> problem_schema; ///< schema, then `problem`, then the per-problem shared terms
    std::shared_ptr<rules::Schema const> guide_schema; ///< schema, then the results `due` and `cover`
                                                       ///< (declare_results): warnings, tasks, counterfactuals
    std::shared_ptr<rules::Schema const> route_schema; ///< guide_schema, then `route` (declare_route): comparisons
    std::uint32_t table_slot = 0;
    std::uint32_t problem_slot = 0;
    rules::Value table_value; ///< record of lists of strings; lives in `arena`
    std::shared_ptr<rules::Arena> arena;
    std::vector<SharedTerm> terms;
    std::vector<cover::Book> books; ///< every edition of every programme
    std::vector<route::RouteBook> routes; ///< in the order in which the answer lists them
    std::vector<DeadlineRule> law; ///< deadlines of the law, whichever route
    std::deque<route::Schedule> schedules;
    std::vector<Table> tables;
    Guide guide;
    std::map<std::string, time::Calendar> calendars;
    time::RateTable rates;
    std::map<std::string, SourceRef, std::less<>> rate_sources; ///< what the source of a rate stands for
};

} // namespace recourse::casework
