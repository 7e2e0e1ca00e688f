#pragma once

#include "core/act/decision.hpp"
#include "core/bank/reference.hpp"
#include "core/order/state.hpp"
#include "core/remittance/remittance.hpp"

#include <array>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

// A movement: one payment that the bank says it has booked on our account, in or out. What it was for is found by its
// references: a payment of an instalment, a remittance that has gone or come back. Everything else waits for an
// officer; money that came in is in the book from the first moment on, as money of which nobody knows yet what for.

namespace recourse {

struct BankMovement {
    static constexpr std::string_view prefix = "M";
};

} // namespace recourse

namespace recourse::movement {

/// What the bank says.
struct Told {
    std::string account; ///< ours: the IBAN or number
    std::string identity; ///< tells it from every other of the account
    Money amount; ///< above zero
    bool credit = false; ///< in
    bool reversal = false; ///< it undoes an earlier one of the other direction
    bool returned = false; ///< a payment of ours that came back
    std::string return_reason;
    std::optional<Date> booked_on;
    std::optional<Date> value_on;
    std::string end_to_end_id;
    std::vector<std::string> references; ///< structured creditor references
    std::string text; ///< what the payer wrote, or the bank
    bank::Account other; ///< of whoever paid or was paid; may be incomplete
    std::string source; ///< the message in which it was first told
    friend bool operator==(Told const&, Told const&) = default;
};
BOOST_DESCRIBE_STRUCT(Told, (),
    (account, identity, amount, credit, reversal, returned, return_reason, booked_on, value_on, end_to_end_id,
        references, text, other, source))

/// Why a movement waits for an officer. Stored: don't renumber.
enum class Reason : std::uint8_t {
    none = 0,
    no_reference = 1, ///< money came in, and nothing says what for
    unknown_reference = 2, ///< no order has such an instalment, or the check digits are wrong
    several_references = 3, ///< it names more than one instalment
    wrong_currency = 4,
    underpaid = 5, ///< less than the instalment still asks for
    overpaid = 6, ///< more
    duplicate = 7, ///< the instalment is paid, by the same sum
    order_over = 8, ///< cancelled or completed
    order_not_agreed = 9,
    unordered_debit = 10, ///< money went out that nobody ordered
    debit_differs = 11, ///< of a remittance, but not its sum, or it was not on its way
    return_differs = 12, ///< a payment of ours comes back, but not as it went
    reversal = 13, ///< the bank undoes something
};
BOOST_DESCRIBE_ENUM(Reason, none, no_reference, unknown_reference, several_references, wrong_currency, underpaid,
    overpaid, duplicate, order_over, order_not_agreed, unordered_debit, debit_differs, return_differs, reversal)
std::string_view word(Reason);

/// Stored: don't renumber.
enum class Phase : std::uint8_t {
    none = 0,
    recorded = 1, ///< it did what it was for
    open = 2, ///< an officer has to say what it was
    resolved = 3, ///< one has
};
BOOST_DESCRIBE_ENUM(Phase, none, recorded, open, resolved)
std::string_view word(Phase);

/// What is known of a movement that belongs to no order and no remittance. Stored: don't renumber.
enum class Treatment : std::uint8_t {
    elsewhere = 1, ///< another record of the book has this money already
    ours = 2, ///< income of the programme, or its cost: interest, the bank's fee
};
BOOST_DESCRIBE_ENUM(Treatment, elsewhere, ours)

/// The bank has booked it.
struct Note {
    Told told;
};
/// All or a part of what came in pays an instalment.
struct Assign {
    Id<Order> order;
    std::uint32_t instalment = 0;
    Money amount;
};
/// What is left goes back to whoever sent it; another person has to approve that (remittance).
struct SendBack {
    std::optional<bank::Account> to; ///< where the bank does not say the whole account
    std::string reason;
};
/// It is known what it was.
struct Explain {
    Treatment treatment = Treatment::elsewhere;
    std::string reason;
};
/// What was to go back has not gone: it waits again.
struct TakeBack {
    Id<Remittance> remittance;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(Note, (), (told))
BOOST_DESCRIBE_STRUCT(Assign, (), (order, instalment, amount))
BOOST_DESCRIBE_STRUCT(SendBack, (), (to, reason))
BOOST_DESCRIBE_STRUCT(Explain, (), (treatment, reason))
BOOST_DESCRIBE_STRUCT(TakeBack, (), (remittance, amount))

using Command = std::variant<Note, Assign, SendBack, Explain, TakeBack>;

// Stored: alternatives are added at the end, fields at the end of their struct.
namespace events {
struct Noted {
    Date on;
    Told told;
    Reason reason = Reason::none;
    Id<Order> order; ///< that it names, also where it could not be paid
    std::uint32_t instalment = 0;
    Id<Remittance> remittance; ///< the same
    std::vector<escrow::Transfer> transfers;
};
struct Assigned {
    Date on;
    act::Actor by;
    Id<Order> order;
    std::uint32_t instalment = 0;
    Money amount;
    std::vector<escrow::Transfer> transfers;
};
struct SentBack {
    Date on;
    act::Actor by;
    Money amount;
    Id<Remittance> remittance;
    std::string reason;
};
struct Explained {
    Date on;
    act::Actor by;
    Treatment treatment = Treatment::elsewhere;
    Money amount;
    std::string reason;
    std::vector<escrow::Transfer> transfers;
};
struct TakenBack {
    Date on;
    Id<Remittance> remittance;
    Money amount;
};
BOOST_DESCRIBE_STRUCT(Noted, (), (on, told, reason, order, instalment, remittance, transfers))
BOOST_DESCRIBE_STRUCT(Assigned, (), (on, by, order, instalment, amount, transfers))
BOOST_DESCRIBE_STRUCT(SentBack, (), (on, by, amount, remittance, reason))
BOOST_DESCRIBE_STRUCT(Explained, (), (on, by, treatment, amount, reason, transfers))
BOOST_DESCRIBE_STRUCT(TakenBack, (), (on, remittance, amount))
} // namespace events

using Event = std::variant<events::Noted, events::Assigned, events::SentBack, events::Explained, events::TakenBack>;
/// The transfers of an event; none for most.
std::span<escrow::Transfer const> transfers(Event const&);

/// One thing that an officer has said of a movement.
struct Resolution {
    Date on;
    act::Actor by;
    Money amount;
    Id<Order> order; ///< it pays an instalment
    std::uint32_t instalment = 0;
    Id<Remittance> remittance; ///< it goes back
    std::optional<Treatment> treatment; ///< it is known
    std::string reason;
    friend bool operator==(Resolution const&, Resolution const&) = default;
};
BOOST_DESCRIBE_STRUCT(Resolution, (), (on, by, amount, order, instalment, remittance, treatment, reason))

struct State {
    Phase phase = Phase::none;
    Told told;
    Reason reason = Reason::none;
    Money left; ///< of it, what nobody has said anything of
    Id<Order> order;
    std::uint32_t instalment = 0;
    Id<Remittance> remittance;
    std::vector<Resolution> resolutions;
    Date since; ///< of the phase
    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (phase, told, reason, left, order, instalment, remittance, resolutions, since))

void evolve(State&, Event const&);

/// The instalment that a payment names: by a structured reference, else by the end-to-end id, else in the text. The
/// error: why there is none. Depends on the payment alone.
std::expected<bank::Due, Reason> due_of(Told const&);
/// The remittance that a debit carries out, or that a credit brings back.
std::optional<remittance::EndToEnd> remittance_of(Told const&);
/// The reference under which a payment enters an order: the bank's, and of later parts one that is told from it.
std::string payment_reference(State const&);

namespace refusals {
inline constexpr act::RefusalKind not_found { "movement.not_found", 404, "There is no such movement.",
    "没有该笔银行流水。" };
inline constexpr act::RefusalKind wrong_role { "movement.wrong_role", 403, "This is not for the {role} to do.",
    "{role}无权进行此操作。" };
inline constexpr act::RefusalKind not_a_person { "movement.not_a_person", 403, "This needs an officer in person.",
    "须由官员本人进行。" };
inline constexpr act::RefusalKind exists { "movement.exists", 409, "The movement is recorded already.",
    "该笔流水已记录。" };
inline constexpr act::RefusalKind not_open { "movement.not_open", 409, "The movement is {phase}: nothing waits.",
    "该笔流水状态为{phase}，无待办事项。" };
inline constexpr act::RefusalKind went_out { "movement.went_out", 409, "The money has gone out: it pays nothing here.",
    "款项已汇出，不能用于付款。" };
inline constexpr act::RefusalKind not_positive { "movement.not_positive", 422, "The amount must be above zero.",
    "金额须大于零。" };
inline constexpr act::RefusalKind too_much { "movement.too_much", 422, "Of this movement only {left} is left.",
    "该笔流水仅剩{left}。" };
inline constexpr act::RefusalKind bad_account { "movement.bad_account", 422,
    "The account to which it is to go back: {why}.", "退款账户有误：{why}。" };
inline constexpr act::RefusalKind no_reason { "movement.no_reason", 422, "Say why, in at most 1,000 characters.",
    "请说明理由，不超过1000字。" };
inline constexpr std::array all { &not_found, &wrong_role, &not_a_person, &exists, &not_open, &went_out, &not_positive,
    &too_much, &bad_account, &no_reason };
} // namespace refusals

/// What a decision sees beside the movement and the command. Of the other subjects it gets what they would say.
struct Context {
    act::Actor actor;
    act::Moment moment;
    std::uint32_t provider = 0; ///< the holder of the account
    order::State const* order = nullptr; ///< the order that is named
    act::Decision<order::Event> const* paid = nullptr; ///< what that order says to the payment
    remittance::State const* remittance = nullptr; ///< the remittance that is named
    act::Decision<remittance::Event> const* moved = nullptr; ///< what it says to having gone, or come back
    Id<Remittance> new_remittance; ///< a number nobody has, for one that this command makes
};

/// Whether the events of the order or the remittance go with those of the movement.
struct Outcome {
    std::vector<Event> events;
    bool with_order = false;
    bool with_remittance = false;
};

/// Events, none where it is so already, or the first guard that stands against it.
std::expected<Outcome, act::Refusal> decide(State const&, Command const&, Context const&);
/// The account to which what is left would go back; empty where nobody knows the whole of it.
bank::Account return_account(State const&, SendBack const&);

} // namespace recourse::movement
