#include "core/act/four_eyes.hpp"

#include <algorithm>

namespace recourse::act {

std::expected<void, Refusal> second_person(
    Actor const& actor, Behind const& behind, Instant now, std::initializer_list<Id<Person>> first, Refusal const& same)
{
    auto const is_first = [&](Id<Person> person) { return person && std::ranges::find(first, person) != first.end(); };
    if (is_first(actor.person))
        return std::unexpected(same);
    for (auto const& one : behind.apart) {
        if (now < one.until && is_first(one.person))
            return refuse(refusals::let_in_again, { { "until", to_string(one.until) } });
    }
    return {};
}

} // namespace recourse::act
