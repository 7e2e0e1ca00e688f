#pragma once

#include "base/digest.hpp"
#include "core/act/four_eyes.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recourse {

/// One edition of a book on its way to be in force.
struct Edition {
    static constexpr std::string_view prefix = "E";
};

} // namespace recourse

// An edition of a rule book that an operator wants to run by from a day on: proposed by one officer, confirmed by
// another. Orders that are agreed from that day on are bound to it; those agreed before keep theirs.

namespace recourse::edition {

/// Where it stands. Stored: don't renumber.
enum class Phase : std::uint8_t {
    none = 0,
    proposed = 1, ///< waits for the second person
    confirmed = 2, ///< in force from its day on, for ever
    withdrawn = 3,
};
BOOST_DESCRIBE_ENUM(Phase, none, proposed, confirmed, withdrawn)
std::string_view word(Phase);

/// Wants the book with this digest to be in force from that day on.
struct Propose {
    std::string programme;
    std::string edition;
    Digest digest;
    Date from; ///< the first day
};
/// Another person has looked at exactly this book.
struct Confirm {
    Digest digest;
};
struct Withdraw {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Propose, (), (programme, edition, digest, from))
BOOST_DESCRIBE_STRUCT(Confirm, (), (digest))
BOOST_DESCRIBE_STRUCT(Withdraw, (), (reason))

using Command = std::variant<Propose, Confirm, Withdraw>;

// Stored: alternatives are added at the end, fields at the end of their struct.
namespace events {
struct Proposed {
    Date on;
    act::Actor by;
    std::string programme;
    std::string edition;
    Digest digest;
    Date from;
};
struct Confirmed {
    Date on;
    act::Actor by;
};
struct Withdrawn {
    Date on;
    act::Actor by;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Proposed, (), (on, by, programme, edition, digest, from))
BOOST_DESCRIBE_STRUCT(Confirmed, (), (on, by))
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (on, by, reason))
} // namespace events

using Event = std::variant<events::Proposed, events::Confirmed, events::Withdrawn>;

struct State {
    Phase phase = Phase::none;
    std::string programme;
    std::string edition;
    Digest digest;
    Date from; ///< the first day on which it is in force
    Date since; ///< of the phase
    act::Actor proposed_by;
    act::Actor confirmed_by;
    std::string reason; ///< why it was withdrawn
    friend bool operator==(State const&, State const&) = default;
};
BOOST_DESCRIBE_STRUCT(State, (), (phase, programme, edition, digest, from, since, proposed_by, confirmed_by, reason))

void evolve(State&, Event const&);

namespace refusals {
inline constexpr act::RefusalKind not_found { "edition.not_found", 404, "There is no such edition.", "没有该版本。" };
inline constexpr act::RefusalKind wrong_role { "edition.wrong_role", 403, "This is not for the {role} to do.",
    "{role}无权进行此操作。" };
inline constexpr act::RefusalKind not_a_person { "edition.not_a_person", 403, "This needs an officer in person.",
    "须由官员本人进行。" };
inline constexpr act::RefusalKind same_person { "edition.same_person", 403,
    "Whoever proposed the edition cannot confirm it: a second person has to.", "提议人不得自行确认，须由另一人确认。" };
inline constexpr act::RefusalKind exists { "edition.exists", 409, "It has been proposed already.", "该版本已被提议。" };
inline constexpr act::RefusalKind confirmed { "edition.confirmed", 409,
    "The edition is confirmed; it is never changed.", "该版本已确认，不可更改。" };
inline constexpr act::RefusalKind withdrawn { "edition.withdrawn", 409, "The edition was withdrawn; propose it anew.",
    "该版本已撤回，请重新提议。" };
inline constexpr act::RefusalKind other_book { "edition.other_book", 409,
    "What was proposed has another digest: {digest}.", "所提议版本的摘要不同：{digest}。" };
inline constexpr act::RefusalKind in_force { "edition.in_force", 409,
    "The desk runs an edition {edition} of {programme} already, or will from its day on.",
    "平台已运行或即将运行{programme}的{edition}版本。" };
inline constexpr act::RefusalKind waits { "edition.waits", 409,
    "{proposal} proposes this edition already: it has to be confirmed or withdrawn first.",
    "{proposal}已提议该版本，须先确认或撤回。" };
inline constexpr act::RefusalKind unknown { "edition.unknown", 422,
    "No book of {programme}, edition {edition}, with the digest {digest} is kept here: upload it first.",
    "此处未保存{programme}的{edition}版本（摘要{digest}）：请先上传。" };
inline constexpr act::RefusalKind not_run { "edition.not_run", 422, "The desk does not run {programme}.",
    "平台不运行{programme}。" };
inline constexpr act::RefusalKind no_reading { "edition.no_reading", 422,
    "The desk reads the book by '{reading}', which the edition does not have; it has {readings}.",
    "平台按“{reading}”解释规则，而该版本没有此解释；其解释有：{readings}。" };
inline constexpr act::RefusalKind too_early { "edition.too_early", 422,
    "{day} is not after today: an edition is in force from a day still to come.", "{day}并非今日之后的日期。" };
inline constexpr act::RefusalKind before_own { "edition.before_own", 422,
    "The edition itself begins on {from}, after {day}.", "该版本自身自{from}起生效，晚于{day}。" };
inline constexpr std::array all { &not_found, &wrong_role, &not_a_person, &same_person, &exists, &confirmed, &withdrawn,
    &other_book, &in_force, &waits, &unknown, &not_run, &no_reading, &too_early, &before_own };
} // namespace refusals

/// What the desk knows of the book that a command names.
struct Book {
    Digest digest;
    std::string programme;
    std::string edition;
    std::optional<Date> from; ///< its own day, where it has one
    bool runs = false; ///< the desk runs its programme
    bool in_force = false; ///< the desk runs an edition of that name, now or from a day on
    Id<Edition> waiting {}; ///< another proposal of it that waits for its second person; 0: none
    std::string reading; ///< by which the desk reads the programme
    std::vector<std::string> readings; ///< that the book has
};

struct Context {
    act::Actor actor;
    act::Moment moment;
    Book const* book = nullptr; ///< of Propose and Confirm; null: nothing of that digest is kept
    act::Behind behind {};
};

/// Events, or the first guard that stands against it.
act::Decision<Event> decide(State const&, Command const&, Context const&);

} // namespace recourse::edition
