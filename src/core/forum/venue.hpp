#pragma once

#include "core/forum/book.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Which court of mainland China, at which level, on what ground; and how long its steps take.

namespace recourse::forum {

/// The court of first instance of a foreign-related case, by region and amount.
struct Level {
    std::optional<CourtLevel> court; ///< absent: the region is not known and it decides
    std::vector<LevelRule const*> rules; ///< that decided, or between which the region decides
};

/// `region` is the id of a Region, or empty where it is not known. Asserts an amount in CNY that is not negative.
Level level_of(Book const&, std::string_view region, Money amount);

/// A rule of the book and whether it holds: yes, or unknown while a sign is.
struct Applied {
    VenueRule const* rule = nullptr;
    Answer holds {};
    std::vector<std::string> missing; ///< signs
};

struct Venue {
    Answer open {}; ///< may the court be gone to: no where a clause shuts it
    Level level;
    std::vector<Applied> bases; ///< grounds on which a court of mainland China has the case
    std::vector<Applied> procedures; ///< small claims, summary, ordinary
    std::vector<Applied> flags; ///< what makes it another court's
};

Venue venue_of(Book const&, std::string_view region, Money amount, Signs const&);

/// The institution's procedure for small sums, as it was on the day. `holds`: yes where the amount is small enough; no
/// where it is not, or no rule is known for the forum; unknown where the rule's currency is another than the amount's
/// (convert first) or the day lies before what is known.
struct Summary {
    Answer holds {};
    SummaryRule const* rule = nullptr;
};
Summary summary_of(Book const&, std::string_view forum, Money amount, Date as_of);

/// The steps of a forum in the order of the book. An empty procedure or party gives all of them.
std::vector<TimetableStep const*> timetable_of(
    Book const&, std::string_view forum, std::string_view procedure = {}, std::string_view party = {});

} // namespace recourse::forum
