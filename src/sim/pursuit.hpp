#pragma once

#include "core/matter/viewer.hpp"
#include "sim/random.hpp"

#include <optional>
#include <string>

namespace recourse::sim {

/// Values for the commands of one matter, as whoever pursues it would give them.
class Pursuit {
public:
    /// All must outlive it.
    Pursuit(Random& random, matter::State const& state, matter::Context const& context)
        : random_(random)
        , state_(state)
        , context_(context)
    {
    }

    /// One of the actions that the service allows: each kind as likely as any other, what others come before more
    /// often. Nothing is chosen where none is allowed.
    std::optional<matter::Allowed> some_of(std::vector<matter::Allowed> const&);
    /// What a matter begins with, in this order; nothing: it has all that.
    std::optional<matter::Act> next_step() const;
    /// Nothing: it is not the client's to do.
    std::optional<matter::Command> command(matter::Allowed const&);

private:
    std::optional<matter::Command> of_basis(matter::Allowed const&);
    std::optional<matter::Command> of_clock(matter::Allowed const&);
    std::optional<matter::Command> of_paper(matter::Allowed const&);
    std::optional<matter::Command> of_freeze(matter::Allowed const&);
    std::optional<matter::Command> of_forum(matter::Allowed const&);
    std::optional<matter::Command> of_money(matter::Allowed const&);

    Date today() const { return context_.moment.today; }
    Date past(std::int64_t days = 20) { return today().plus_days(-random_.between(0, days)); }
    Date to_come(std::int64_t days) { return today().plus_days(random_.between(0, days)); }
    Money sum() { return { random_.between(1, 600'00), state_.nothing.currency }; }
    /// Mostly all of it, else a part.
    Money some(Money most);
    std::string name(char const* what);
    matter::Pursued debtor();
    matter::Engagement engagement();
    matter::Application application();
    matter::Title title();
    matter::RecordReceipt receipt();
    matter::Close close();

    Random& random_;
    matter::State const& state_;
    matter::Context const& context_;
};

} // namespace recourse::sim
