#pragma once

#include "app/domain.hpp"
#include "notify/templates.hpp"
#include "store/store.hpp"

#include <optional>
#include <string>
#include <vector>

// Which people are told what by mail because of an event. It follows from the event and the state that it made, and
// from nothing else.

namespace recourse::notify {

/// A reminder is sent only as long as the clock of a claim still runs, evidence that is asked for is missing, or the
/// day of a matter is still to be met. It lies in `deliveries.db`: members are added at the end.
struct StillRuns {
    Id<Claim> claim; ///< 0: it is about no claim
    std::string rule; ///< of the clock; of a matter's day the rule's word
    Date due;
    std::string slot = {}; ///< of the evidence; empty: it is about a clock
    Id<Matter> matter {}; ///< 0: it is about no matter; without claim and matter the notice depends on nothing
    std::uint32_t about = 0; ///< of the matter's day
    friend bool operator==(StillRuns const&, StillRuns const&) = default;
};
BOOST_DESCRIBE_STRUCT(StillRuns, (), (claim, rule, due, slot, matter, about))

struct Notice {
    std::string kind;
    std::vector<act::Role> roles; ///< of the party, any of them
    Id<Party> party; ///< 0: the programme's own people
    Id<Order> order; ///< guests of this case are told, too; 0: of no case
    Values values;
    std::optional<Date> not_before; ///< its first moment, where the programme counts its days
    StillRuns still {};
};

/// The last day of an answer is called to mind so many days before it.
inline constexpr int remind_days = 2;

/// In a fixed order: their places make the ids of their mails.
std::vector<Notice> notices_of(codec::Stream, codec::Stored const&, app::AnyAggregate const& after);

/// What is stored of a notice until it is sent.
struct StoredNotice {
    std::vector<std::string> names;
    std::vector<std::string> values;
    StillRuns still;
};
BOOST_DESCRIBE_STRUCT(StoredNotice, (), (names, values, still))
std::string pack(Values const&, StillRuns const& = {});
/// Nothing for bytes that pack did not make.
std::optional<std::pair<Values, StillRuns>> unpack_notice(std::string_view);

} // namespace recourse::notify
