#pragma once

#include "core/case/facts.hpp"
#include "core/forum/ladder.hpp"
#include "core/matter/state.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a matter says of whoever is pursued, in the words of the forum book.

namespace recourse::brief {

/// Signs of the ladder that follow from whom the matter pursues and from how the case was paid. What neither says is
/// not known.
forum::Signs ladder_signs_of(matter::State const&, casework::Facts const&);

/// The statuses of the book that the register's word may mean, in its order: "deregistered" is several, and which one
/// has to be found out. None: nobody looked, or the register of mainland China does not have such a party.
std::vector<forum::SupplierStatus const*> statuses_of(forum::Book const&, matter::Pursued const&);

/// It stands in the register of mainland China: a company, not a person, and from no other place.
bool is_registered_company(matter::Pursued const&);

/// The day from which a period of the book runs for this party, where the matter knows it.
std::optional<Date> runs_from(forum::LadderPeriod const&, matter::Pursued const&);

/// What has to be found out about a sign, as a question.
forum::Words question_of_ladder_sign(std::string_view sign);

} // namespace recourse::brief
