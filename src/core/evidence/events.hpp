#pragma once

#include "core/evidence/types.hpp"

#include <variant>

// Stored: alternatives are added at the end, fields at the end of their struct.

namespace recourse::evidence {

namespace events {

struct Opened {
    Date on;
    act::Actor by;
    Id<Order> order; ///< 0: none
    Id<Party> buyer;
    Id<Party> supplier; ///< 0: nobody here
    std::string against; ///< the other side, by name
    std::string title;
    std::string title_zh;
};
struct ExhibitAdded {
    Id<Exhibit> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Exhibit exhibit;
    std::optional<Derived> derived;
};
struct ExhibitDescribed {
    Id<Exhibit> id;
    Date on;
    act::Actor by;
    Origin origin;
    Description description;
};
struct ExhibitWithdrawn {
    Id<Exhibit> id;
    Date on;
    act::Actor by;
    std::string reason;
};
struct GroupMade {
    Id<Group> id;
    std::uint32_t number = 0; ///< in its compartment
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Group group;
};
struct PutInGroup {
    Id<Group> group;
    Date on;
    act::Actor by;
    std::vector<Id<Exhibit>> exhibits;
};
struct Numbered {
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    std::vector<Numbering> numbers;
    std::optional<Id<Group>> group;
};
struct FactAdded {
    Id<Fact> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Fact fact;
};
struct FactRevised {
    Id<Fact> id;
    Date on;
    act::Actor by;
    Fact fact;
};
struct FactDropped {
    Id<Fact> id;
    Date on;
    act::Actor by;
};
struct IssueAdded {
    Id<Issue> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Issue issue;
};
struct IssueRevised {
    Id<Issue> id;
    Date on;
    act::Actor by;
    Issue issue;
};
struct IssueDropped {
    Id<Issue> id;
    Date on;
    act::Actor by;
};
struct LinkAdded {
    Id<Link> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Link link;
};
struct LinkDropped {
    Id<Link> id;
    Date on;
    act::Actor by;
};
struct OriginalViewed {
    Id<Exhibit> exhibit;
    Date on;
    act::Actor by;
    Date seen_on;
    std::string seen_by;
    std::string note;
};
struct StepRecorded {
    Id<Exhibit> exhibit;
    Date on;
    act::Actor by;
    StepDone done;
};
struct HoldPlaced {
    Id<Hold> id;
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Hold hold;
};
struct HoldLetGo {
    Id<Hold> id;
    Date on;
    act::Actor by;
    std::string reason;
};
struct ErasureProposed {
    Date on;
    act::Actor by;
    Digest digest;
    std::string reason;
    std::string reference;
};
struct Erased {
    Date on;
    act::Actor by;
    Digest digest;
};
struct ErasureDeclined {
    Date on;
    act::Actor by;
    Digest digest;
    std::string reason;
};
struct Exported {
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Handing handing;
};
struct HandedOver {
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Handing handing;
};
struct Sealed {
    Date on;
    act::Actor by;
    Compartment compartment = Compartment::shared;
    Handing handing;
};

BOOST_DESCRIBE_STRUCT(Opened, (), (on, by, order, buyer, supplier, against, title, title_zh))
BOOST_DESCRIBE_STRUCT(ExhibitAdded, (), (id, on, by, compartment, exhibit, derived))
BOOST_DESCRIBE_STRUCT(ExhibitDescribed, (), (id, on, by, origin, description))
BOOST_DESCRIBE_STRUCT(ExhibitWithdrawn, (), (id, on, by, reason))
BOOST_DESCRIBE_STRUCT(GroupMade, (), (id, number, on, by, compartment, group))
BOOST_DESCRIBE_STRUCT(PutInGroup, (), (group, on, by, exhibits))
BOOST_DESCRIBE_STRUCT(Numbered, (), (on, by, compartment, numbers, group))
BOOST_DESCRIBE_STRUCT(FactAdded, (), (id, on, by, compartment, fact))
BOOST_DESCRIBE_STRUCT(FactRevised, (), (id, on, by, fact))
BOOST_DESCRIBE_STRUCT(FactDropped, (), (id, on, by))
BOOST_DESCRIBE_STRUCT(IssueAdded, (), (id, on, by, compartment, issue))
BOOST_DESCRIBE_STRUCT(IssueRevised, (), (id, on, by, issue))
BOOST_DESCRIBE_STRUCT(IssueDropped, (), (id, on, by))
BOOST_DESCRIBE_STRUCT(LinkAdded, (), (id, on, by, compartment, link))
BOOST_DESCRIBE_STRUCT(LinkDropped, (), (id, on, by))
BOOST_DESCRIBE_STRUCT(OriginalViewed, (), (exhibit, on, by, seen_on, seen_by, note))
BOOST_DESCRIBE_STRUCT(StepRecorded, (), (exhibit, on, by, done))
BOOST_DESCRIBE_STRUCT(HoldPlaced, (), (id, on, by, compartment, hold))
BOOST_DESCRIBE_STRUCT(HoldLetGo, (), (id, on, by, reason))
BOOST_DESCRIBE_STRUCT(ErasureProposed, (), (on, by, digest, reason, reference))
BOOST_DESCRIBE_STRUCT(Erased, (), (on, by, digest))
BOOST_DESCRIBE_STRUCT(ErasureDeclined, (), (on, by, digest, reason))
BOOST_DESCRIBE_STRUCT(Exported, (), (on, by, compartment, handing))
BOOST_DESCRIBE_STRUCT(HandedOver, (), (on, by, compartment, handing))
BOOST_DESCRIBE_STRUCT(Sealed, (), (on, by, compartment, handing))

} // namespace events

using Event = std::variant<events::Opened, events::ExhibitAdded, events::ExhibitDescribed, events::ExhibitWithdrawn,
    events::GroupMade, events::PutInGroup, events::Numbered, events::FactAdded, events::FactRevised,
    events::FactDropped, events::IssueAdded, events::IssueRevised, events::IssueDropped, events::LinkAdded,
    events::LinkDropped, events::OriginalViewed, events::StepRecorded, events::HoldPlaced, events::HoldLetGo,
    events::ErasureProposed, events::Erased, events::ErasureDeclined, events::Exported, events::HandedOver,
    events::Sealed>;

} // namespace recourse::evidence
