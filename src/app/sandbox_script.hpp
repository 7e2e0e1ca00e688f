#pragma once

#include "base/ratio.hpp"
#include "core/order/types.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the other side of an order does in a sandbox: data, sandbox/scripts.toml, which is part of the binary.

namespace recourse::app::sandbox {

/// What a step waits for.
enum class Trigger : std::uint8_t {
    offered,
    agreed,
    payment_announced,
    payment_received,
    shipment_due,
    shipped,
    claim_opened,
    inspection_ordered,
};
BOOST_DESCRIBE_ENUM(Trigger, offered, agreed, payment_announced, payment_received, shipment_due, shipped, claim_opened,
    inspection_ordered)

/// What is done then, and by whom.
enum class Deed : std::uint8_t {
    agree, ///< the supplier
    pay, ///< the holder of the funds: what is open, instalment by instalment
    announce, ///< the holder of the funds: the same, on its way
    fail, ///< the holder of the funds: what was announced
    take_back, ///< the holder of the funds: what was received
    ship, ///< the supplier
    deliver, ///< the carrier
    accept, ///< the supplier: the claim as it stands
    contest, ///< the supplier
    offer, ///< the supplier: `share` of what is claimed
    report, ///< the inspector: `share` of the goods is defective
};
BOOST_DESCRIBE_ENUM(Deed, agree, pay, announce, fail, take_back, ship, deliver, accept, contest, offer, report)

struct Step {
    Trigger on = Trigger::offered;
    Deed act = Deed::agree;
    std::uint32_t days = 0; ///< civil days of the programme's zone after the event
    std::uint32_t minutes = 0; ///< after the event; where `days` is 0
    std::optional<Ratio> share;
};
BOOST_DESCRIBE_STRUCT(Step, (), (on, act, days, minutes, share))

struct Script {
    std::string name;
    std::uint32_t ending = 0; ///< the last two digits of the price that ask for it
    std::string says;
    std::vector<Step> steps;
};
BOOST_DESCRIBE_STRUCT(Script, (), (name, ending, says, steps))

struct Scripts {
    std::vector<Script> scripts;
};
BOOST_DESCRIBE_STRUCT(Scripts, (), (scripts))

/// Errors: sentences with their places; also a name or an ending that stands twice, an offer or a report without its
/// share or with one that is not above 0 and at most 1.
std::expected<Scripts, std::vector<std::string>> read_scripts(std::string_view toml, std::string const& file);

/// Those of the binary.
Scripts const& shipped_scripts();

/// The one that the order asks for: by "[sandbox: prompt]" in its goods, else by the last two digits of its price in
/// minor units. Null: it asks for none.
Script const* script_of(Scripts const&, order::Terms const&);

} // namespace recourse::app::sandbox
