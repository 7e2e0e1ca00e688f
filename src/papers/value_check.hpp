#pragma once

#include "base/place.hpp"
#include "papers/document.hpp"

namespace recourse::papers {

/// Everything that is wrong with the values of the document's fields: another kind than the field's, columns that the
/// list does not have, more rows, bytes or decimals than the bounds, exhibits or pages that the case does not have.
/// Values of other fields are not looked at.
Problems flaws_of(Document const&, Values const&);

} // namespace recourse::papers
