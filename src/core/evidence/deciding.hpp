#pragma once

#include "base/check.hpp"
#include "core/evidence/decide.hpp"
#include "core/evidence/refusals.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Inside core/evidence: what the decisions have in common. One overload of decide_one for each command.

namespace recourse::evidence {

using act::refuse;
using act::Role;
using Decision = act::Decision<Event>;
using Guard = std::expected<void, act::Refusal>;
template <class T>
using Found = std::expected<T, act::Refusal>;

inline constexpr std::size_t line_max = 512; ///< bytes of what stands on one line
inline constexpr std::size_t text_max = 8'192; ///< bytes

inline std::string text_of(std::string_view word)
{
    return std::string { word };
}
/// For whom a role acts: counsel stand beside their party.
Role side_of(Role);

/// One dossier, one command.
struct Deciding {
    State const& state;
    Context const& context;

    Date today() const { return context.moment.today; }
    act::Actor const& actor() const { return context.actor; }
    Role role() const { return context.actor.role; }
    template <class Kind>
    Id<Kind> new_id() const
    {
        return { context.next };
    }

    /// There is such a dossier.
    Guard exists() const;
    /// ... and the actor is of one of its sides, or an officer.
    Guard takes_part() const;
    /// ... an officer, by name.
    Guard officer() const;
    /// Somebody who may put things into the compartment. Where none is said, that is refused (422) before anything else
    /// can be asked of it.
    Found<Compartment> place(std::optional<Compartment>) const;
    /// The entry was put there by the actor's side.
    Guard own(act::Actor const& by) const;

    /// The exhibit, if the actor reads it.
    Found<ExhibitState const*> exhibit(Id<Exhibit>) const;
    Found<GroupState const*> group(Id<Group>) const;
    Found<FactState const*> fact(Id<Fact>) const;
    Found<IssueState const*> issue(Id<Issue>) const;
    Found<LinkState const*> link(Id<Link>) const;
    Found<HoldState const*> hold(Id<Hold>) const;
    Found<std::vector<ExhibitState const*>> exhibits(std::vector<Id<Exhibit>> const&) const;

    /// Everybody who reads `in` reads what lies in `of`.
    static bool for_all(Compartment in, Compartment of) { return of == in || of == Compartment::shared; }
    Guard for_all(Compartment in, Compartment of, std::string what) const;
    /// ... of each exhibit; from 1 on, each once.
    Guard some(Compartment in, std::vector<ExhibitState const*> const&) const;

    /// A text of one line; of several.
    Guard line(std::string_view field, std::string const&, bool needed = false) const;
    Guard text(std::string_view field, std::string const&, bool needed = false) const;
    Guard when(When const&) const;
    Guard not_to_come(Date) const;
};

inline Decision only(Event event)
{
    return std::vector<Event> { std::move(event) };
}
inline Decision already_so()
{
    return std::vector<Event> {};
}

Decision decide_one(Deciding const&, Open const&);
Decision decide_one(Deciding const&, OpenAlone const&);
Decision decide_one(Deciding const&, AddExhibit const&);
Decision decide_one(Deciding const&, DescribeExhibit const&);
Decision decide_one(Deciding const&, WithdrawExhibit const&);
Decision decide_one(Deciding const&, MakeGroup const&);
Decision decide_one(Deciding const&, PutInGroup const&);
Decision decide_one(Deciding const&, Number const&);
Decision decide_one(Deciding const&, AddFact const&);
Decision decide_one(Deciding const&, ReviseFact const&);
Decision decide_one(Deciding const&, DropFact const&);
Decision decide_one(Deciding const&, AddIssue const&);
Decision decide_one(Deciding const&, ReviseIssue const&);
Decision decide_one(Deciding const&, DropIssue const&);
Decision decide_one(Deciding const&, AddLink const&);
Decision decide_one(Deciding const&, DropLink const&);
Decision decide_one(Deciding const&, ViewOriginal const&);
Decision decide_one(Deciding const&, RecordStep const&);
Decision decide_one(Deciding const&, PlaceHold const&);
Decision decide_one(Deciding const&, LetGo const&);
Decision decide_one(Deciding const&, ProposeErasure const&);
Decision decide_one(Deciding const&, ConfirmErasure const&);
Decision decide_one(Deciding const&, DeclineErasure const&);
Decision decide_one(Deciding const&, TakeOut const&);
Decision decide_one(Deciding const&, HandOver const&);
Decision decide_one(Deciding const&, Seal const&);

} // namespace recourse::evidence
