#pragma once

#include "api/matter_package.hpp"
#include "papers/paper.hpp"

#include <expected>

// The memorandum to counsel who takes over, of a matter.

namespace recourse::api {

/// What the matter, its order and its exhibits say of the fields of papers; whom a paper goes to is not looked at.
papers::Values matter_values(Desk&, MatterPackage const&);

/// Filled with what the matter, its order and its exhibits say; the rest stays open in it. Errors: what keeps it from
/// being set, all at once.
std::expected<papers::Paper, Problems> matter_memo(Desk&, MatterPackage const&, papers::Setting);

} // namespace recourse::api
