#pragma once

#include "core/evidence/types.hpp"

#include <variant>

namespace recourse::evidence {

// Where a command says no compartment, it is refused: what is shared by an oversight cannot be taken back.

/// Opens the dossier of an order; once it is there, whoever of the sides opens it gets the same.
struct Open {
    std::string title;
    std::string title_zh;
};
/// Opens a dossier without an order, for a purchase off the platform.
struct OpenAlone {
    std::optional<Id<Party>> buyer; ///< for whom an officer opens it; the buyer's own side need not say
    std::string against; ///< the other side, by name
    std::string title;
    std::string title_zh;
};
/// Adds an exhibit whose bytes the vault holds.
struct AddExhibit {
    std::optional<Compartment> compartment;
    Exhibit exhibit;
    std::optional<Derived> derived; ///< where it was made of others
};
/// Corrects what is said of an exhibit; the bytes and where they came from stay.
struct DescribeExhibit {
    Id<Exhibit> exhibit;
    Origin origin;
    Description description;
};
/// Who added an exhibit takes it back. It stays on record, and its number is not given again.
struct WithdrawExhibit {
    Id<Exhibit> exhibit;
    std::string reason;
};
struct MakeGroup {
    std::optional<Compartment> compartment;
    Group group;
};
/// Puts exhibits into a group, those of another group too. Their numbers stay.
struct PutInGroup {
    Id<Group> group;
    std::vector<Id<Exhibit>> exhibits;
};
/// Gives exhibits their numbers, in this order, for ever.
struct Number {
    std::optional<Compartment> compartment;
    std::vector<Id<Exhibit>> exhibits; ///< none: all of the actor's side that have none, in the order they came in
    std::optional<Id<Group>> group; ///< into which they go
};
struct AddFact {
    std::optional<Compartment> compartment;
    Fact fact;
};
struct ReviseFact {
    Id<Fact> id;
    Fact fact;
};
/// Takes a fact back; it stays on record, and its links are no longer shown.
struct DropFact {
    Id<Fact> id;
};
struct AddIssue {
    std::optional<Compartment> compartment;
    Issue issue;
};
struct ReviseIssue {
    Id<Issue> id;
    Issue issue;
};
struct DropIssue {
    Id<Issue> id;
};
struct AddLink {
    std::optional<Compartment> compartment;
    Link link;
};
struct DropLink {
    Id<Link> id;
};
/// Somebody has looked at the original carrier.
struct ViewOriginal {
    Id<Exhibit> exhibit;
    Date on;
    std::string by;
    std::string note;
};
/// Notes that a paper was notarised, apostilled, legalised or translated.
struct RecordStep {
    Id<Exhibit> exhibit;
    StepDone done;
};
struct PlaceHold {
    std::optional<Compartment> compartment;
    Hold hold;
};
struct LetGo {
    Id<Hold> hold;
    std::string reason;
};
/// An officer wants bytes erased by order: all exhibits of the dossier with this digest, wherever they lie.
struct ProposeErasure {
    Digest digest;
    std::string reason;
    std::string reference; ///< the order
};
/// Another officer has looked at exactly these bytes.
struct ConfirmErasure {
    Digest digest;
};
struct DeclineErasure {
    Digest digest;
    std::string reason;
};
/// Exhibits left the desk as a file.
struct TakeOut {
    std::optional<Compartment> compartment;
    Handing handing;
};
/// Exhibits were given to a person or body.
struct HandOver {
    std::optional<Compartment> compartment;
    Handing handing;
};
/// A bundle was sealed.
struct Seal {
    std::optional<Compartment> compartment;
    Handing handing;
};

BOOST_DESCRIBE_STRUCT(Open, (), (title, title_zh))
BOOST_DESCRIBE_STRUCT(OpenAlone, (), (buyer, against, title, title_zh))
BOOST_DESCRIBE_STRUCT(AddExhibit, (), (compartment, exhibit, derived))
BOOST_DESCRIBE_STRUCT(DescribeExhibit, (), (exhibit, origin, description))
BOOST_DESCRIBE_STRUCT(WithdrawExhibit, (), (exhibit, reason))
BOOST_DESCRIBE_STRUCT(MakeGroup, (), (compartment, group))
BOOST_DESCRIBE_STRUCT(PutInGroup, (), (group, exhibits))
BOOST_DESCRIBE_STRUCT(Number, (), (compartment, exhibits, group))
BOOST_DESCRIBE_STRUCT(AddFact, (), (compartment, fact))
BOOST_DESCRIBE_STRUCT(ReviseFact, (), (id, fact))
BOOST_DESCRIBE_STRUCT(DropFact, (), (id))
BOOST_DESCRIBE_STRUCT(AddIssue, (), (compartment, issue))
BOOST_DESCRIBE_STRUCT(ReviseIssue, (), (id, issue))
BOOST_DESCRIBE_STRUCT(DropIssue, (), (id))
BOOST_DESCRIBE_STRUCT(AddLink, (), (compartment, link))
BOOST_DESCRIBE_STRUCT(DropLink, (), (id))
BOOST_DESCRIBE_STRUCT(ViewOriginal, (), (exhibit, on, by, note))
BOOST_DESCRIBE_STRUCT(RecordStep, (), (exhibit, done))
BOOST_DESCRIBE_STRUCT(PlaceHold, (), (compartment, hold))
BOOST_DESCRIBE_STRUCT(LetGo, (), (hold, reason))
BOOST_DESCRIBE_STRUCT(ProposeErasure, (), (digest, reason, reference))
BOOST_DESCRIBE_STRUCT(ConfirmErasure, (), (digest))
BOOST_DESCRIBE_STRUCT(DeclineErasure, (), (digest, reason))
BOOST_DESCRIBE_STRUCT(TakeOut, (), (compartment, handing))
BOOST_DESCRIBE_STRUCT(HandOver, (), (compartment, handing))
BOOST_DESCRIBE_STRUCT(Seal, (), (compartment, handing))

using Command = std::variant<Open, OpenAlone, AddExhibit, DescribeExhibit, WithdrawExhibit, MakeGroup, PutInGroup,
    Number, AddFact, ReviseFact, DropFact, AddIssue, ReviseIssue, DropIssue, AddLink, DropLink, ViewOriginal,
    RecordStep, PlaceHold, LetGo, ProposeErasure, ConfirmErasure, DeclineErasure, TakeOut, HandOver, Seal>;

/// The kinds of command, in the order of the variant.
enum class Act : std::uint8_t {
    open,
    open_alone,
    add_exhibit,
    describe_exhibit,
    withdraw_exhibit,
    make_group,
    put_in_group,
    number,
    add_fact,
    revise_fact,
    drop_fact,
    add_issue,
    revise_issue,
    drop_issue,
    add_link,
    drop_link,
    view_original,
    record_step,
    place_hold,
    let_go,
    propose_erasure,
    confirm_erasure,
    decline_erasure,
    take_out,
    hand_over,
    seal,
};
BOOST_DESCRIBE_ENUM(Act, open, open_alone, add_exhibit, describe_exhibit, withdraw_exhibit, make_group, put_in_group,
    number, add_fact, revise_fact, drop_fact, add_issue, revise_issue, drop_issue, add_link, drop_link, view_original,
    record_step, place_hold, let_go, propose_erasure, confirm_erasure, decline_erasure, take_out, hand_over, seal)

std::string_view word(Act);

inline Act act_of(Command const& command)
{
    return static_cast<Act>(command.index());
}

} // namespace recourse::evidence
