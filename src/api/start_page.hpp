#pragma once

#include "api/operation.hpp"

namespace recourse::api {

/// What waits for the caller, in one request.
void add_start_page(std::vector<Operation>&);
/// What a desk's cases come to: money at risk, time, recovery, the pool.
void add_overview(std::vector<Operation>&);

} // namespace recourse::api
