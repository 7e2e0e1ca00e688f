#pragma once

#include "api/weighed_offer.hpp"
#include "base/place.hpp"

#include <expected>
#include <string>

namespace recourse::cli {

/// An offer as a file tells it: the members that the desk takes (POST /v1/matters/{matter}/weighings), in TOML or JSON.
/// In TOML an amount is written "20000.00 USD" and a day as a day. Errors: every problem with its line and column.
std::expected<api::OfferAsked, Problems> read_offer(std::string const& text, std::string const& name);

} // namespace recourse::cli
