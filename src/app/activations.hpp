#pragma once

#include "core/edition/edition.hpp"
#include "store/store.hpp"

#include <expected>
#include <string>
#include <vector>

namespace recourse::app {

/// The editions that were confirmed, in the order of their numbers, as views and what they do not show yet tell.
/// Nobody may write to the store meanwhile. Errors: a sentence; the store gives no answer, an event cannot be read.
std::expected<std::vector<edition::State>, std::string> confirmed_editions(store::Store&);

} // namespace recourse::app
