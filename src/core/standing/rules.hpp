#pragma once

#include "core/standing/types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::standing {

/// What an act costs.
struct Sanction {
    std::uint32_t points = 0;
    std::string rule;
};

/// One rung of the ladder.
struct Rung {
    std::uint32_t points = 0; ///< from this many on; above zero
    std::string measure;
    std::uint32_t days = 0; ///< 0: no end of its own
    bool discretionary = false; ///< a person has to take it
    std::string rule;
};

struct Limit {
    Money amount; ///< zero or more, in the currency of the limits
    std::string rule;
};

/// What the programme's book says of a supplier's standing, in the edition and the reading in force. Answers depend on
/// the arguments alone.
class Rules {
public:
    virtual ~Rules() = default;

    virtual std::string const& edition() const = 0;
    virtual std::string const& reading() const = 0;

    /// In which limits are set; amounts in other currencies are converted before they come here.
    virtual Currency currency() const = 0;
    /// Points for the act by when it was made good; nothing: the book names none.
    virtual std::optional<Sanction> sanction(std::string_view act, Cure) const = 0;
    /// In rising order of points.
    virtual std::vector<Rung> ladder() const = 0;
    /// The last day on which points given that day count; nothing: they never lapse by themselves. (Alibaba's public
    /// texts do not say: nothing.)
    virtual std::optional<Date> lapse(std::string_view act, Date given) const = 0;
    /// The limit that this record earns; nothing: the book has no formula.
    virtual std::optional<Limit> limit(Record const&) const = 0;
    /// An order is covered only within a limit: without one, none is.
    virtual bool limited() const = 0;
    /// Every measure that the book names, each once.
    virtual std::vector<std::string> measures() const = 0;
    /// The book has a rule of that id, or it is `operator`.
    virtual bool has_rule(std::string_view id) const = 0;
    /// No new order is covered while the measure is in force.
    virtual bool stops_cover(std::string_view measure) const = 0;
    /// The measure lowers the limit while it is in force, to so much; nothing: it does not. With neither share nor sum
    /// the book does not say how far: whoever takes the measure has to.
    virtual std::optional<Lowering> lowers_cover(std::string_view measure) const = 0;
    /// The last day to appeal against an act of that day; nothing: no end is known, so there is none.
    virtual std::optional<Date> appeal_until(Subject, Date on) const = 0;
};

} // namespace recourse::standing
