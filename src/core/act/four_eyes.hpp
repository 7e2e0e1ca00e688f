#pragma once

#include "core/act/decision.hpp"

#include <initializer_list>
#include <vector>

// The second pair of eyes: who may confirm what somebody else proposed.

namespace recourse::act {

/// Two persons who are not taken for two until then, because one of them let the other in again, or into a party.
struct Apart {
    Id<Person> person; ///< the other one
    Instant until; ///< exclusive
    friend bool operator==(Apart const&, Apart const&) = default;
};

/// What the accounts know of whoever acts beyond his name. It goes with a command and is not stored with it.
struct Behind {
    Id<Person> maker; ///< of a key: the person to whom it goes back; 0: a person himself, or the operator's own key
    std::vector<Apart> apart; ///< with whom he forms no pair
    friend bool operator==(Behind const&, Behind const&) = default;
};

namespace refusals {
inline constexpr RefusalKind let_in_again { "four_eyes.let_in_again", 403,
    "One of you two let the other in: into a party by an invitation, or again by a new password or without the second "
    "factor. Until {until} this needs a third person.",
    "两人之一曾邀请另一人加入一方，或曾为其恢复登录（重设密码或第二因素）：{until}之前须由第三人进行。" };
inline constexpr std::array four_eyes { &let_in_again };
} // namespace refusals

/// Whether a person may confirm what `first` stand behind: those who proposed it, and to whom the keys go back by which
/// they did; 0 stands for nobody. Refuses with `same` where he is one of them, and let_in_again where one of the two
/// let the other in. That an officer acts in person is the caller's to see to.
std::expected<void, Refusal> second_person(
    Actor const&, Behind const&, Instant now, std::initializer_list<Id<Person>> first, Refusal const& same);

} // namespace recourse::act
