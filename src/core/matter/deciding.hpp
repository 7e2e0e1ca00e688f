#pragma once

#include "base/check.hpp"
#include "core/matter/decide.hpp"
#include "core/matter/refusals.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Inside core/matter: what the decisions have in common. One overload of decide_one for each command.

namespace recourse::matter {

using act::refuse;
using act::Role;
using Decision = act::Decision<Event>;
using Guard = std::expected<void, act::Refusal>;
template <class T>
using Found = std::expected<T, act::Refusal>;

inline constexpr std::size_t line_max = 512; ///< bytes of what stands on one line
inline constexpr std::size_t text_max = 8'192; ///< bytes

/// One matter, one command.
struct Deciding {
    State const& state;
    Context const& context;

    Date today() const { return context.moment.today; }
    act::Actor const& actor() const { return context.actor; }
    Role role() const { return context.actor.role; }

    /// There is such a matter for this actor, and he is the client or its counsel.
    Guard ours() const;
    /// ... and it is not closed.
    Guard open() const;
    /// ... and a person acts.
    Guard person() const;
    /// ... and something is left to pursue, no conflict of interest standing against it.
    Guard pursuing() const;
    /// The actor is a person (after ours or open).
    Guard in_person() const;
    /// ... of counsel.
    Guard counsel() const;
    /// Counsel has searched for conflicts and found none that stands.
    Guard cleared() const;

    /// Entry `number`, or that there is none ("filing").
    template <class One>
    Found<One const*> there(std::vector<One> const& all, std::uint32_t number, char const* what) const
    {
        auto const* one = entry(all, number);
        if (one == nullptr)
            return refuse(refusals::no_entry, { { "what", what }, { "number", std::to_string(number) } });
        return one;
    }
    /// One more goes in; its number.
    template <class One>
    Found<std::uint32_t> next(std::vector<One> const& all) const
    {
        if (all.size() >= entries_max)
            return refuse(refusals::too_many, { { "count", std::to_string(entries_max) } });
        return static_cast<std::uint32_t>(all.size() + 1);
    }

    /// A text of one line; of several.
    Guard line(std::string_view field, std::string const&, bool needed = false) const;
    Guard text(std::string_view field, std::string const&, bool needed = false) const;
    Guard country(std::string const&) const;
    /// A day that was.
    Guard past(Date) const;
    Guard past(std::optional<Date> const&) const;
    /// A day to come, near enough to count from.
    Guard to_come(Date) const;
    /// Any day near enough to count from.
    Guard near(Date) const;
    Guard near(std::optional<Date> const&) const;
    /// `later` is not before `earlier`.
    Guard ordered(Date earlier, std::optional<Date> const& later) const;
    /// A sum in the matter's currency, above nothing.
    Guard sum(std::string_view field, Money) const;
    Guard sum(std::string_view field, std::optional<Money> const&) const;
    /// Somebody has read each of these.
    Guard read(std::vector<Interlock> const& needed, std::vector<Interlock> const& said) const;
};

inline Decision only(Event event)
{
    return std::vector<Event> { std::move(event) };
}
inline Decision already_so()
{
    return std::vector<Event> {};
}
inline std::string text_of(std::string_view word)
{
    return std::string { word };
}
inline std::uint32_t next_act(State const& state)
{
    return static_cast<std::uint32_t>(state.acts.size() + 1);
}

Decision decide_one(Deciding const&, Open const&);
Decision decide_one(Deciding const&, OpenOutside const&);
Decision decide_one(Deciding const&, CheckConflict const&);
Decision decide_one(Deciding const&, Engage const&);
Decision decide_one(Deciding const&, BookCost const&);
Decision decide_one(Deciding const&, AddPursued const&);
Decision decide_one(Deciding const&, ChangePursued const&);
Decision decide_one(Deciding const&, DropPursued const&);
Decision decide_one(Deciding const&, AddHead const&);
Decision decide_one(Deciding const&, ChangeHead const&);
Decision decide_one(Deciding const&, WithdrawHead const&);
Decision decide_one(Deciding const&, RecordClause const&);
Decision decide_one(Deciding const&, ChooseForum const&);
Decision decide_one(Deciding const&, StateFooting const&);
Decision decide_one(Deciding const&, RecordAct const&);
Decision decide_one(Deciding const&, ProveAct const&);
Decision decide_one(Deciding const&, RecordObstacle const&);
Decision decide_one(Deciding const&, EndObstacle const&);
Decision decide_one(Deciding const&, GiveNotice const&);
Decision decide_one(Deciding const&, RecordAvoidable const&);
Decision decide_one(Deciding const&, SeekAvoidance const&);
Decision decide_one(Deciding const&, MakePaper const&);
Decision decide_one(Deciding const&, ApprovePaper const&);
Decision decide_one(Deciding const&, SendPaper const&);
Decision decide_one(Deciding const&, ProveArrival const&);
Decision decide_one(Deciding const&, ApplyPreservation const&);
Decision decide_one(Deciding const&, RecordRuling const&);
Decision decide_one(Deciding const&, ExecuteMeasure const&);
Decision decide_one(Deciding const&, ApplyRenewal const&);
Decision decide_one(Deciding const&, GrantRenewal const&);
Decision decide_one(Deciding const&, LiftMeasure const&);
Decision decide_one(Deciding const&, NoteWrongfulFreeze const&);
Decision decide_one(Deciding const&, File const&);
Decision decide_one(Deciding const&, NoteProgress const&);
Decision decide_one(Deciding const&, SetHearing const&);
Decision decide_one(Deciding const&, EndFiling const&);
Decision decide_one(Deciding const&, MakeOffer const&);
Decision decide_one(Deciding const&, AcceptOffer const&);
Decision decide_one(Deciding const&, EndOffer const&);
Decision decide_one(Deciding const&, DeclareBroken const&);
Decision decide_one(Deciding const&, RecordTitle const&);
Decision decide_one(Deciding const&, NoteChallenge const&);
Decision decide_one(Deciding const&, ApplyEnforcement const&);
Decision decide_one(Deciding const&, NotePressure const&);
Decision decide_one(Deciding const&, RecordReceipt const&);
Decision decide_one(Deciding const&, ProposeDistribution const&);
Decision decide_one(Deciding const&, AnswerDistribution const&);
Decision decide_one(Deciding const&, Close const&);
Decision decide_one(Deciding const&, Reopen const&);
Decision decide_one(Deciding const&, LetAuditorIn const&);
Decision decide_one(Deciding const&, Recount const&);
Decision decide_one(Deciding const&, PassDay const&);
Decision decide_one(Deciding const&, KeepForecast const&);
Decision decide_one(Deciding const&, NotePaper const&);

} // namespace recourse::matter
