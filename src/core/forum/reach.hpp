#pragma once

#include "core/forum/book.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Where a judgment or an award can be turned into money: by which instrument, since when, until when, at which court.

namespace recourse::forum {

struct Reach {
    Answer enforceable = Answer::unknown;
    ReachRule const* rule = nullptr; ///< null: the book says nothing
    std::optional<Date> in_force; ///< between the two, as far as known
    SourceRef in_force_source; ///< mark "unverified" where that row of the table is
    std::vector<Point> notes; ///< what weakens the answer
    /// The weakest mark of all that the answer rests on: primary, secondary, inference, unverified.
    std::string confidence;
};

/// A result of this kind against assets in a country or territory (ISO 3166, HK, MO and TW for themselves).
/// `made_in` is where a foreign award has its seat, or a foreign judgment its court; empty: not known.
/// - Awards in a country without a rule of its own: by the New York Convention where it is a party on the day.
/// - China keeps the reciprocity reservation: a foreign award is enforced in China by the Convention only where the
///   seat lies in a party to it.
Reach reach_of(Book const&, ResultKind, std::string_view assets_in, std::string_view made_in, Date as_of);

/// All kinds for one place, to compare what is worth winning.
std::vector<std::pair<ResultKind, Reach>> reach_into(Book const&, std::string_view assets_in, Date as_of);

} // namespace recourse::forum
