#pragma once

#include "base/digest.hpp"
#include "base/packed.hpp"
#include "core/act/decision.hpp"
#include "core/claim/events.hpp"
#include "core/edition/edition.hpp"
#include "core/evidence/events.hpp"
#include "core/matter/events.hpp"
#include "core/movement/movement.hpp"
#include "core/order/events.hpp"
#include "core/party/party.hpp"
#include "core/payout/payout.hpp"
#include "core/remittance/remittance.hpp"
#include "core/standing/events.hpp"
#include "core/statement/statement.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

// The stored form of what has happened: a number for the type, and bytes. Don't renumber and don't reuse a number: logs
// are kept for ever.

namespace recourse::codec {

/// The subject of a stream. Stored: don't renumber.
enum class Subject : std::uint8_t {
    none = 0,
    order = 1,
    claim = 2,
    party = 3,
    standing = 4,
    remittance = 5,
    statement = 6,
    movement = 7,
    payout = 8,
    edition = 9,
    dossier = 10,
    matter = 11,
};
BOOST_DESCRIBE_ENUM(
    Subject, none, order, claim, party, standing, remittance, statement, movement, payout, edition, dossier, matter)

/// One stream of events: a subject and its number, as one number for the store (the subject in the highest byte).
struct Stream {
    Subject subject = Subject::none;
    std::uint64_t number = 0;
    friend bool operator==(Stream const&, Stream const&) = default;
};
constexpr std::uint64_t to_number(Stream stream)
{
    return (static_cast<std::uint64_t>(stream.subject) << 56) | stream.number;
}
constexpr Stream stream_of(std::uint64_t number)
{
    return { static_cast<Subject>(number >> 56), number & ((std::uint64_t { 1 } << 56) - 1) };
}

/// A command that the rules refused; it is kept so that the same command gets the same answer for ever.
struct Refused {
    Stream stream;
    std::string code;
    std::vector<std::string> names; ///< of the values
    std::vector<std::string> values;
    std::string rule;
};
BOOST_DESCRIBE_STRUCT(Stream, (), (subject, number))
BOOST_DESCRIBE_STRUCT(Refused, (), (stream, code, names, values, rule))

/// A command that changed nothing, because it was so already.
struct AlreadySo {
    Stream stream;
    std::uint32_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AlreadySo, (), (stream, version))

using Happening
    = std::variant<Refused, AlreadySo, party::Event, order::Event, claim::Event, standing::Event, remittance::Event,
        statement::Event, movement::Event, payout::Event, edition::Event, evidence::Event, matter::Event>;

/// What every stored event says beside itself: who did it, and with the first event of a command, the digest of what
/// was asked.
struct Caused {
    act::Actor by;
    std::optional<Digest> content;
};
BOOST_DESCRIBE_STRUCT(Caused, (), (by, content))

struct Stored {
    Caused caused;
    Happening what;
};

/// The number of an event's type: the kind of happening in the high byte, the alternative in the low one; never 0,
/// which the store keeps for itself.
std::uint16_t type_of(Happening const&);

std::string pack(Stored const&);
/// Errors: packed::Fault; `newer` also for a type that this program does not know.
std::expected<Stored, packed::Fault> unpack(std::uint16_t type, std::string_view bytes);

} // namespace recourse::codec
