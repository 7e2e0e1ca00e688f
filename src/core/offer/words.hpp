#pragma once

#include "core/offer/offer.hpp"

namespace recourse::offer {

/// A comparison as a page of plain text, in lines of any length; money with its currency, every estimate called one.
std::string text_of(Comparison const&, Offer const&, Language);

/// What has happened and what it changes, a line each.
std::string text_of(Position const&, Language);

} // namespace recourse::offer
