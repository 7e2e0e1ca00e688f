#pragma once

#include "base/place.hpp"
#include "codec/case_file.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recourse::catalog {

/// An example that a data file carries: facts, and what must come out.
struct BookCase {
    std::string folder; ///< "programmes/dhgate/2025-01-01", "forums/cn/cietac", "forums/any"
    std::string name;
    std::string reading; ///< empty: all
    std::optional<Date> as_of;
    codec::CaseFile given;
    Place place;

    // What is expected; absent or empty: nothing is said about it.
    std::optional<std::string> verdict, low, high, status;
    std::vector<std::string> reasons, not_reasons, warnings, not_warnings, tasks, evidence;
    std::map<std::string, std::string> terms, due, due_status, cost;
    std::map<std::string, std::vector<std::string>> says; ///< by rule: what its English sentence must contain
    std::map<std::string, bool> transitions; ///< by id: does it hold?
};

} // namespace recourse::catalog
