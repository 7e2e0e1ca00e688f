#pragma once

#include "core/order/state.hpp"

#include <optional>
#include <string>
#include <vector>

namespace recourse::order {

/// What the programme's book says of orders, in the edition and the reading that bind. Answers depend on the arguments
/// alone.
class Rules {
public:
    virtual ~Rules() = default;

    virtual std::string const& edition() const = 0;
    virtual std::string const& reading() const = 0;

    /// The steps that time takes by itself once the order has entered the phase on that day.
    virtual std::vector<act::Timer> timers(Phase entered, Date on, State const&) const = 0;

    /// The id of the rule by which this role may cancel alone in the order's phase; nothing: it may not.
    virtual std::optional<std::string> may_cancel(act::Role, State const&) const = 0;

    /// What the programme keeps of a release of this much; in the same currency, not more than the release.
    virtual Money fee(State const&, Money release) const = 0;
};

} // namespace recourse::order
