#pragma once

#include "base/digest.hpp"
#include "core/act/decision.hpp"
#include "core/bank/account.hpp"
#include "core/remittance/remittance.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// A payout file: remittances that are due, put together by one person as an order to the bank, released by another.
// What goes into the file is in the event, so that the same file can be made again at any time.

namespace recourse::payout {

/// Where a file stands. Stored: don't renumber.
enum class Phase : std::uint8_t {
    none = 0,
    made = 1, ///< waits for the second person
    approved = 2, ///< may be handed to the bank
    discarded = 3,
};
BOOST_DESCRIBE_ENUM(Phase, none, made, approved, discarded)
std::string_view word(Phase);

/// What the bank says of a payment. Stored: don't renumber.
enum class Status : std::uint8_t { unknown = 0, accepted = 1, pending = 2, rejected = 3 };
BOOST_DESCRIBE_ENUM(Status, unknown, accepted, pending, rejected)
std::string_view word(Status);

struct Line {
    Id<Remittance> remittance;
    Money amount;
    bank::Account to; ///< as it was when the file was made
    std::string about; ///< for whoever gets it
    Status status = Status::unknown;
    std::string code; ///< the bank's: "ACSP"
    std::string reason; ///< "AC04", or the bank's own word
    std::string text;
    friend bool operator==(Line const&, Line const&) = default;
};
BOOST_DESCRIBE_STRUCT(Line, (), (remittance, amount, to, about, status, code, reason, text))

/// One order to the bank.
struct File {
    std::uint32_t version = 9; ///< of pain.001.001
    std::string message_id;
    Instant created;
    bank::Account from;
    Date execute_on;
    std::vector<Line> lines;
    friend bool operator==(File const&, File const&) = default;
};
BOOST_DESCRIBE_STRUCT(File, (), (version, message_id, created, from, execute_on, lines))

/// Puts remittances that are approved into a file.
struct Make {
    Date execute_on;
    std::vector<Id<Remittance>> remittances;
};
/// Another person has looked at exactly this file.
struct Approve {
    Digest digest;
};
struct Discard {
    std::string reason;
};
/// What the bank says of one payment of the file.
struct Word {
    Id<Remittance> remittance;
    Status status = Status::pending;
    std::string code;
    std::string reason;
    std::string text;
    friend bool operator==(Word const&, Word const&) = default;
};
BOOST_DESCRIBE_STRUCT(Word, (), (remittance, status, code, reason, text))
struct Report {
    std::string message_id; ///< of the bank's message
    std::vector<Word> words;
};
BOOST_DESCRIBE_STRUCT(Make, (), (execute_on, remittances))
BOOST_DESCRIBE_STRUCT(Approve, (), (digest))
BOOST_DESCRIBE_STRUCT(Discard, (), (reason))
BOOST_DESCRIBE_STRUCT(Report, (), (message_id, words))

using Command = std::variant<Make, Approve, Discard, Report>;

// Stored: alternatives are added at the end, fields at the end of their struct.
namespace events {
struct Made {
    Date on;
    act::Actor by;
    File file;
    Digest digest; ///< of the file's bytes
};
struct Approved {
    Date on;
    act::Actor by;
};
struct Discarded {
    Date on;
    act::Actor by;
    std::string reason;
};
struct Reported {
    Date on;
    std::string message_id;
    std::vector<Word> words;
};
BOOST_DESCRIBE_STRUCT(Made, (), (on, by, file, digest))
BOOST_DESCRIBE_STRUCT(Approved, (), (on, by))
BOOST_DESCRIBE_STRUCT(Discarded, (), (on, by, reason))
BOOST_DESCRIBE_STRUCT(Reported, (), (on, message_id, words))
} // namespace events

using Event = std::variant<events::Made, events::Approved, events::Discarded, events::Reported>;

struct State {
    Phase phase = Phase::none;
    File file;
    Digest digest;
    Date since; ///< of the phase
    act::Actor made_by;
    act::Actor approved_by;
    std::string reason; ///< why it was discarded
    std::vector<std::string> reports; ///< ids of the bank's messages about it
    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (phase, file, digest, since, made_by, approved_by, reason, reports))

void evolve(State&, Event const&);

/// "RC-F-9-20261130"; the bank brings it back in its reports.
std::string message_id(Id<PayoutFile>, Date made_on);
/// The file that such an id names; nothing for any other text.
std::optional<Id<PayoutFile>> parse_message_id(std::string_view);

inline constexpr std::size_t lines_max = 500;

namespace refusals {
inline constexpr act::RefusalKind not_found { "payout.not_found", 404, "There is no such payout file.",
    "没有该付款文件。" };
inline constexpr act::RefusalKind wrong_role { "payout.wrong_role", 403, "This is not for the {role} to do.",
    "{role}无权进行此操作。" };
inline constexpr act::RefusalKind not_a_person { "payout.not_a_person", 403, "This needs an officer in person.",
    "须由官员本人进行。" };
inline constexpr act::RefusalKind same_person { "payout.same_person", 403,
    "Whoever made the file cannot approve it: a second person has to.", "制作人不得自行批准，须由另一人批准。" };
inline constexpr act::RefusalKind exists { "payout.exists", 409, "The payout file is there already.",
    "该付款文件已存在。" };
inline constexpr act::RefusalKind wrong_phase { "payout.wrong_phase", 409,
    "The payout file is {phase}; this cannot be done now.", "付款文件状态为{phase}，现在不能进行此操作。" };
inline constexpr act::RefusalKind other_file { "payout.other_file", 409, "The file has another digest: {digest}.",
    "付款文件的摘要不同：{digest}。" };
inline constexpr act::RefusalKind no_account { "payout.no_account", 409,
    "The programme has no account at a bank here: start the desk with --provider bank.",
    "平台未配置银行账户：请以--provider bank启动。" };
inline constexpr act::RefusalKind not_due { "payout.not_due", 409, "These cannot be sent now: {which}.",
    "以下汇款现在不能付出：{which}。" };
inline constexpr act::RefusalKind size { "payout.size", 422, "A file has from 1 to 500 remittances, each once.",
    "一个付款文件含1至500笔汇款，每笔一次。" };
inline constexpr act::RefusalKind past { "payout.past", 422, "{day} is over: the bank cannot pay then.",
    "{day}已过，银行无法在该日付款。" };
inline constexpr act::RefusalKind not_in_it { "payout.not_in_it", 422, "{which} is not in this file.",
    "{which}不在该文件中。" };
inline constexpr std::array all { &not_found, &wrong_role, &not_a_person, &same_person, &exists, &wrong_phase,
    &other_file, &no_account, &not_due, &size, &past, &not_in_it };
} // namespace refusals

/// A remittance as a file would take it.
struct Due {
    Id<Remittance> id;
    remittance::State const* state = nullptr;
    std::optional<bank::Account> to; ///< nothing: nobody has confirmed one
    Date usable_from; ///< of the account
    bool undue = false; ///< it refunds a buyer who owes it back by now
    bool not_free = false; ///< it is a supplier's, of whom as much is wanted by now; see remittance::not_free
};

struct Context {
    act::Actor actor;
    act::Moment moment;
    Id<PayoutFile> payout; ///< its number, also where it does not exist yet
    bank::Account const* from = nullptr; ///< the programme's own; null: it has none
    std::uint32_t version = 9; ///< of the files that the bank takes
    std::vector<Due> due; ///< of Make and Approve, in the order of the remittances
    std::function<Digest(File const&)> digest; ///< of the bytes of a file
    act::Behind behind {};
};

/// Events, none where it is so already, or the first guard that stands against it. What has to happen to the
/// remittances goes with them: picked by Made, sent by Approved, dropped by Discarded, due again by a rejection.
act::Decision<Event> decide(State const&, Command const&, Context const&);

} // namespace recourse::payout
