#pragma once

#include "codec/stored.hpp"
#include "core/claim/commands.hpp"
#include "core/evidence/decide.hpp"
#include "core/matter/commands.hpp"
#include "core/order/commands.hpp"
#include "core/standing/commands.hpp"
#include "store/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// One command on its way in, and what became of it on its way out.

namespace recourse::app {

class RuleBooks;

using codec::Stream;
using codec::Subject;

using Command = std::variant<party::Command, order::Command, claim::Command, standing::Command, remittance::Command,
    statement::Command, movement::Command, payout::Command, edition::Command, evidence::Command, matter::Command>;

/// The books by which the desk will run once an edition is confirmed, made before it is: whoever decides does no more
/// than take them.
struct NextBooks {
    Digest digest; ///< of the book that is new in them
    std::shared_ptr<RuleBooks const> books;
    Id<Edition> waiting {}; ///< another proposal of the same edition that waits for its second officer; 0: none
};

struct Envelope {
    store::CommandId id; ///< a command that is sent again carries the same
    Digest content; ///< of everything that makes the command what it is; see content_of
    act::Actor actor;
    Stream target; ///< number 0: something new, whose number the writer gives
    Command command;
    std::optional<std::uint32_t> expected_version; ///< of the target; another one is refused
    Id<Order> about {}; ///< the order on which a claim is opened
    std::optional<NextBooks> next_books {}; ///< of commands of editions; no part of `content`
    std::optional<evidence::Kept> kept {}; ///< of the bytes that an exhibit names; no part of `content`
    act::Behind behind {}; ///< what the accounts know of the actor; no part of `content`
};

/// The digest of actor, target and command in their packed form.
Digest content_of(Envelope const&);

/// The id of a client's key: one key of one party, or of the programme, is one command for ever.
store::CommandId command_id(Id<Party> party, std::string_view key);

/// The id of what somebody outside counts, a bank for example: one `what` and key is one command for ever. It is no
/// client's key, whoever the client is.
store::CommandId counted_command_id(std::string_view what, std::string_view key);

enum class Result : std::uint8_t {
    done, ///< on disk; also where nothing had to change
    refused, ///< by the rules; on disk too
    key_reused, ///< the id belongs to another command
    version_differs, ///< the target has moved on
    busy, ///< too many commands wait: try again later
    unknown, ///< it may be on disk or not: ask again with the same id
};

struct Outcome {
    Result result = Result::unknown;
    Stream target; ///< with its number
    std::uint32_t version = 0; ///< of the target afterwards
    store::Sequence as_of = 0; ///< the last event of the command; reads that show it show the outcome
    bool repeated = false; ///< the command had been carried out before
    std::string code; ///< of a refusal
    std::vector<std::pair<std::string, std::string>> values; ///< of its sentence
    std::string rule; ///< of the book that stands against it
};

/// The id of what follows from an event: its sequence, and which of the things that follow it is.
store::CommandId command_id(store::Sequence cause, std::size_t which);

/// Called once, from a thread of the pipeline; it must not wait.
using Answer = std::move_only_function<void(Outcome)>;

} // namespace recourse::app
