#pragma once

#include "core/matter/decide.hpp"

#include <optional>
#include <string>
#include <vector>

// What one viewer sees of a matter and may do now. It lies with the client and its counsel; an auditor of the programme
// reads it while he is let in; for everybody else it is not there.

namespace recourse::matter {

/// An action that the guards let through now, its values aside.
struct Allowed {
    Act act = Act::open;
    std::uint32_t number = 0; ///< of the entry; 0: of none
    friend bool operator==(Allowed const&, Allowed const&) = default;
};

/// One line of the budget.
struct Spent {
    CostLine line = CostLine::other;
    Money budgeted;
    Money booked;
    friend bool operator==(Spent const&, Spent const&) = default;
};
BOOST_DESCRIBE_STRUCT(Spent, (), (line, budgeted, booked))

struct Figures {
    Money claim; ///< the whole of it today
    Money received;
    Money left; ///< of the claim
    Money over; ///< came beyond it
    Money distributed;
    Money to_share; ///< received, and not given out
    std::vector<Spent> costs; ///< every line with a budget or a cost, in the order of CostLine
    friend bool operator==(Figures const&, Figures const&) = default;
};
BOOST_DESCRIBE_STRUCT(Figures, (), (claim, received, left, over, distributed, to_share, costs))

/// A deadline that is not met, on the day of the view.
struct DueDay {
    std::string word; ///< "limitation"
    std::uint32_t about = 0;
    std::optional<Date> due;
    limitation::Status status = limitation::Status::unknown;
    bool provisional = false;
    friend bool operator==(DueDay const&, DueDay const&) = default;
};
BOOST_DESCRIBE_STRUCT(DueDay, (), (word, about, due, status, provisional))

/// Something that whoever goes on should know. Stored nowhere.
enum class Caution : std::uint8_t {
    conflict_open,
    conflict_unchecked,
    law_open, ///< which limitation applies is not settled: both are shown
    platform_claim_pending, ///< it interrupts nothing (that it may be argued to is inference)
    over_recovered, ///< more came than the claim: it has to go back
    lift_measures, ///< all has come, and something is still frozen
    wrongful_freeze, ///< somebody claims damages for a freeze
    no_revival, ///< the settlement that holds does not bring the old claim back
    over_budget,
    clause_excludes_court,
};
BOOST_DESCRIBE_ENUM(Caution, conflict_open, conflict_unchecked, law_open, platform_claim_pending, over_recovered,
    lift_measures, wrongful_freeze, no_revival, over_budget, clause_excludes_court)
std::string_view word(Caution);

struct View {
    bool visible = false; ///< false: for this viewer there is no such matter, and all else is empty
    State matter;
    Figures figures;
    std::vector<DueDay> due; ///< earliest first; those without a day last
    std::vector<Caution> cautions;
    std::vector<Allowed> allowed;
};

/// The actor may read the matter on that day.
bool sees(State const&, act::Actor const&, Date today);

/// What the actor sees and may do. Actions are found by deciding: an action is allowed exactly when decide gives events
/// or refuses with status 422. Opening a matter is not among them.
View view(State const&, Context const&);

/// What a reader in that role, of the client's side where it is a side's, is told of an event: the event itself, or
/// nothing, not even that it happened. The state may be any after it.
std::optional<Event> told(act::Role, State const&, Event const&, Date today);

} // namespace recourse::matter
