#pragma once

#include "core/case/deadline_rule.hpp"
#include "core/case/world.hpp"
#include "core/claim/rules.hpp"

#include <optional>
#include <string>
#include <string_view>

// Days that a book or a setting gives in a claim, each with how it was counted.

namespace recourse::programme {

/// Periods that have begun are told from those that have not on the last of all days.
inline Date const end_of_days = Date::of(9999, 12, 31);

/// So many plain days later.
claim::Given after_days(Date on, int days, std::string rule);

/// Plain days: a year without a notice of holidays leaves nobody without a day. Nothing where the text is no period.
std::optional<claim::Given> after_period(Date on, std::string_view text, std::string rule);

/// A condition of the deadline may ask for the defects, by itself or through a term.
bool asks_defects(casework::DeadlineRule const&, casework::World const&, cover::Book const&);

} // namespace recourse::programme
