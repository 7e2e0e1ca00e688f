#pragma once

#include "base/digest.hpp"
#include "base/money.hpp"
#include "core/act/decision.hpp"
#include "core/bank/account.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// A statement or notification of the bank, as it was taken in: that it was, by whom, and what it says of the account as
// a whole. Its payments are movements of their own.

namespace recourse {

struct BankStatement {
    static constexpr std::string_view prefix = "S";
};

} // namespace recourse

namespace recourse::statement {

struct Record {
    std::string account; ///< the IBAN or number
    std::string message; ///< "camt.053.001.08"
    std::string message_id;
    std::string statement_id;
    std::optional<std::uint64_t> number; ///< the bank's, counting up
    Digest digest; ///< of the file
    std::optional<Date> from, to;
    std::optional<Money> opening, closing; ///< booked; of a statement, not of a notification
    std::uint32_t booked = 0, pending = 0; ///< entries
    std::uint32_t undetailed = 0; ///< batches whose payments are not in the file
    friend bool operator==(Record const&, Record const&) = default;
};
BOOST_DESCRIBE_STRUCT(Record, (),
    (account, message, message_id, statement_id, number, digest, from, to, opening, closing, booked, pending,
        undetailed))

struct Take {
    Record record;
};
BOOST_DESCRIBE_STRUCT(Take, (), (record))
using Command = std::variant<Take>;

namespace events {
struct Taken {
    Date on;
    act::Actor by;
    Record record;
};
BOOST_DESCRIBE_STRUCT(Taken, (), (on, by, record))
} // namespace events
/// Stored: alternatives are added at the end.
using Event = std::variant<events::Taken>;

struct State {
    bool known = false;
    Record record;
    Date taken_on;
    act::Actor taken_by;
    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (known, record, taken_on, taken_by))

inline void evolve(State& state, Event const& event)
{
    auto const& taken = std::get<events::Taken>(event);
    state = { true, taken.record, taken.on, taken.by };
}

namespace refusals {
inline constexpr act::RefusalKind exists { "statement.exists", 409, "The statement is recorded already.",
    "该对账单已记录。" };
inline constexpr act::RefusalKind wrong_role { "statement.wrong_role", 403, "This is not for the {role} to do.",
    "{role}无权进行此操作。" };
inline constexpr std::array all { &exists, &wrong_role };
} // namespace refusals

/// Pure, and so short that it stands here: whoever may bring statements brings one that is not there.
inline act::Decision<Event> decide(State const& state, Command const& command, act::Actor const& actor, Date today)
{
    if (state.known)
        return act::refuse(refusals::exists);
    bool const may = actor.role == act::Role::officer || actor.role == act::Role::provider;
    if (!may)
        return act::refuse(refusals::wrong_role, { { "role", std::string { act::word(actor.role) } } });
    return std::vector<Event> { events::Taken { today, actor, std::get<Take>(command).record } };
}

} // namespace recourse::statement
