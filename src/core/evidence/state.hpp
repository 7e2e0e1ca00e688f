#pragma once

#include "core/evidence/events.hpp"

#include <vector>

namespace recourse::evidence {

struct ExhibitState {
    Id<Exhibit> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Exhibit exhibit;
    std::optional<Derived> derived;
    std::uint32_t number = 0; ///< in the series of its compartment; 0: none yet
    std::optional<Date> numbered_on;
    std::optional<Id<Group>> group;
    std::vector<StepDone> steps;
    std::optional<Date> withdrawn;
    std::string withdrawn_because;
    std::optional<Date> erased; ///< the bytes are gone
};
struct GroupState {
    Id<Group> id;
    std::uint32_t number = 0; ///< in its compartment
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Group group;
};
struct FactState {
    Id<Fact> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Fact fact;
    bool dropped = false;
};
struct IssueState {
    Id<Issue> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Issue issue;
    bool dropped = false;
};
struct LinkState {
    Id<Link> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Link link;
    bool dropped = false;
};
struct HoldState {
    Id<Hold> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Hold hold;
    std::optional<Date> let_go;
    std::string let_go_because;
};
/// Stored: don't renumber.
enum class ErasurePhase : std::uint8_t { proposed = 1, erased = 2, declined = 3 };
BOOST_DESCRIBE_ENUM(ErasurePhase, proposed, erased, declined)
struct ErasureState {
    Digest digest;
    ErasurePhase phase = ErasurePhase::proposed;
    Date on; ///< of the phase
    act::Actor proposed_by;
    act::Actor decided_by;
    std::string reason;
    std::string reference;
    std::string declined_because;
};
/// Stored: don't renumber.
enum class HandingKind : std::uint8_t { exported = 1, handed_over = 2, sealed = 3 };
BOOST_DESCRIBE_ENUM(HandingKind, exported, handed_over, sealed)
struct HandingState {
    HandingKind kind = HandingKind::exported;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Handing handing;
};

/// A dossier as its events made it. Nothing is ever taken out of it.
struct State {
    Phase phase = Phase::none;
    Id<Order> order;
    Id<Party> buyer;
    Id<Party> supplier; ///< 0: nobody here
    std::string against;
    std::string title;
    std::string title_zh;
    Date opened_on;
    act::Actor opened_by;
    std::vector<ExhibitState> exhibits; ///< in the order they came in
    std::vector<GroupState> groups;
    std::vector<FactState> facts;
    std::vector<IssueState> issues;
    std::vector<LinkState> links;
    std::vector<HoldState> holds;
    std::vector<ErasureState> erasures;
    std::vector<HandingState> handings;
};

BOOST_DESCRIBE_STRUCT(ExhibitState, (),
    (id, on, by, compartment, exhibit, derived, number, numbered_on, group, steps, withdrawn, withdrawn_because,
        erased))
BOOST_DESCRIBE_STRUCT(GroupState, (), (id, number, by, compartment, group))
BOOST_DESCRIBE_STRUCT(FactState, (), (id, on, by, compartment, fact, dropped))
BOOST_DESCRIBE_STRUCT(IssueState, (), (id, on, by, compartment, issue, dropped))
BOOST_DESCRIBE_STRUCT(LinkState, (), (id, on, by, compartment, link, dropped))
BOOST_DESCRIBE_STRUCT(HoldState, (), (id, on, by, compartment, hold, let_go, let_go_because))
BOOST_DESCRIBE_STRUCT(
    ErasureState, (), (digest, phase, on, proposed_by, decided_by, reason, reference, declined_because))
BOOST_DESCRIBE_STRUCT(HandingState, (), (kind, on, by, compartment, handing))
BOOST_DESCRIBE_STRUCT(State, (),
    (phase, order, buyer, supplier, against, title, title_zh, opened_on, opened_by, exhibits, groups, facts, issues,
        links, holds, erasures, handings))

/// The state after the event. Every event fits: decide has seen to it.
void evolve(State&, Event const&);

ExhibitState const* find(State const&, Id<Exhibit>);
GroupState const* find(State const&, Id<Group>);
FactState const* find(State const&, Id<Fact>);
IssueState const* find(State const&, Id<Issue>);
LinkState const* find(State const&, Id<Link>);
HoldState const* find(State const&, Id<Hold>);
/// The erasure of these bytes that waits for a second officer.
ErasureState const* waiting(State const&, Digest const&);

/// Neither withdrawn nor erased.
bool is_live(ExhibitState const&);
/// The highest number given in the compartment's series; 0: none.
std::uint32_t last_number(State const&, Compartment);
/// The hold stands on that day.
bool stands(HoldState const&, Date);
/// A hold that stands on that day and covers an exhibit with these bytes; null: none.
HoldState const* hold_on(State const&, Digest const&, Date);

} // namespace recourse::evidence
