#pragma once

#include "core/standing/decide.hpp"

// What follows from an act by itself: measures that points bring, what falls when points fall, what a link carries.

namespace recourse::standing {

/// Events that follow from each other: each is decided on what the ones before it have made.
struct Story {
    State now;
    std::vector<Event> events;

    void add(Event event)
    {
        evolve(now, event);
        events.push_back(std::move(event));
    }
};

/// Acts are numbered from 1.
template <class T>
std::uint32_t next_number(std::vector<T> const& all)
{
    return static_cast<std::uint32_t>(all.size() + 1);
}

/// Of a term whose first day is `today`; 0 days: it has no end.
std::optional<Date> last_day(Date today, std::uint32_t days);

/// The measure of the highest rung that points have reached since they were `before`; `once`: unless it is in force
/// for as long already.
void climb(Story&, Context const&, std::uint64_t before, bool once = false);

/// Undoes what the appeal is against, and what rested on it. That it stands, the caller has asked.
void undo(Story&, Context const&, Target, DecideAppeal const&);

/// Confirms the link of that number to `other`: what stands against it, as `of_other` has it, comes over.
void join(Story&, Context const&, std::uint32_t number, State const& of_other, std::string const& reason);

/// Undoes the link of that number, and all that came over it.
void part(Story&, Context const&, std::uint32_t number, DecideAppeal const&);

/// What counts and what is in force against the account `other` itself, as it comes to the account `here`; what came to
/// `other` over a link of its own stays there, since each link is confirmed by a person.
events::CarriedOver carried_over(State const& here, Id<Party> other, State const& of_other, Date today);

} // namespace recourse::standing
