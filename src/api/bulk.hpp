#pragma once

#include "api/operation.hpp"

#include <vector>

// Many commands in one request: each row gets its receipt or its problem, in its place.

namespace recourse::api {

void add_bulk(std::vector<Operation>& table);

} // namespace recourse::api
