#pragma once

#include "base/id.hpp"
#include "core/escrow/accounts.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace recourse {

struct Person {
    static constexpr std::string_view prefix = "U";
};

} // namespace recourse

// Who acts.

namespace recourse::act {

/// In which part somebody acts. Stored: don't renumber.
enum class Role : std::uint8_t {
    buyer = 1,
    supplier = 2,
    officer = 3, ///< of the programme: decides what needs a person
    inspector = 4,
    counsel = 5, ///< of the buyer
    auditor = 6, ///< reads, never acts
    carrier = 7,
    provider = 8, ///< the holder of the funds
    platform = 9, ///< the programme's own machinery: timers and reactions
    supplier_counsel = 10,
};
BOOST_DESCRIBE_ENUM(
    Role, buyer, supplier, officer, inspector, counsel, auditor, carrier, provider, platform, supplier_counsel)

/// "buyer", "supplier-counsel", ...
std::string_view word(Role);

/// Somebody in one part: the person (none for a machine) and for whom (none for the programme itself).
struct Actor {
    Role role = Role::platform;
    Id<Party> party;
    Id<Person> person;
    friend bool operator==(Actor const&, Actor const&) = default;
};
BOOST_DESCRIBE_STRUCT(Actor, (), (role, party, person))

} // namespace recourse::act
