#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "core/evidence/types.hpp"
#include "core/matter/types.hpp"
#include "core/offer/said.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The plan of a live case, in words: steps on three tracks, what stands in their way, what excludes what, and who owes
// the next move. It is worked out anew from what has happened and stored nowhere.

namespace recourse::plan {

using offer::Said;

enum class Track : std::uint8_t { legal, programme, chargeback };
std::string_view word(Track);

/// In the order in which a track takes them.
enum class StepId : std::uint8_t {
    preserve, ///< evidence
    demand,
    settle, ///< answer offers, see that a settlement is kept
    freeze,
    renew, ///< keep the freeze
    file, ///< arbitrate or sue
    see_through, ///< from the filing to a title
    enforce,
    close,
    claim_open,
    claim_evidence,
    claim_negotiate,
    claim_escalate,
    claim_determination,
    claim_execution,
    chargeback,
};
/// "claim-open".
std::string_view word(StepId);

enum class Standing : std::uint8_t {
    done,
    now, ///< somebody's turn
    next, ///< opens when something else has happened
    blocked, ///< its turn, and something stands in its way
    not_needed,
    too_late,
};
/// "not-needed".
std::string_view word(Standing);

/// Whose turn it is.
enum class Owner : std::uint8_t { buyer, counsel, finance, programme, supplier, forum, bank };
std::string_view word(Owner);

/// On what a day rests.
enum class DayKind : std::uint8_t {
    statutory, ///< a period of the law, or of a forum's rules
    programme, ///< of the programme's rules
    set, ///< somebody named it
    advised, ///< practice: nothing is lost on that day by itself
};
std::string_view word(DayKind);

struct Due {
    Date day;
    std::string word; ///< of the deadline, as matters and claims have it; of an advised one the step's
    DayKind kind = DayKind::advised;
    std::string counting; ///< how it was counted: the rule's clause, the programme's words
    std::string source; ///< key of forums/sources.toml; empty: none, or the programme's own
    bool provisional = false; ///< it may still move: the calendar has no notice for its year
};

enum class BlockerKind : std::uint8_t {
    conflict_unchecked,
    conflict_open,
    engagement_missing,
    no_heads,
    no_forum,
    interlock_unread,
    security_open, ///< to be arranged
    paper_missing, ///< of a filing
    paper_open, ///< a draft that counsel has not approved
    exhibit_missing, ///< asked for, and not there
    original_missing,
    authenticity_missing, ///< notarised, legalised or apostilled
    translation_missing,
    measure_stands,
    filing_pending,
    no_right, ///< the viewer's guards refuse it now
    debtor_gone, ///< everybody who is pursued has been struck off: nobody is left to be written to or sued
};
/// "conflict-unchecked".
std::string_view word(BlockerKind);

/// A command that somebody may give now.
struct Action {
    enum class Of : std::uint8_t { matter, claim, dossier } of = Of::matter;
    std::string command; ///< its word, as the matter ("apply-preservation"), claim ("add_exhibit") or dossier has it
    std::uint32_t number = 0; ///< of the entry; 0: of none
    std::string name; ///< of a slot of evidence
    friend bool operator==(Action const&, Action const&) = default;
};

struct Blocker {
    BlockerKind kind = BlockerKind::conflict_unchecked;
    bool stops = true; ///< false: the step can be taken, and is the worse for it
    std::string detail; ///< names, id of a paper or a slot, word of an interlock
    std::uint32_t number = 0; ///< of the entry
    std::optional<Id<evidence::Exhibit>> exhibit;
    std::optional<Date> begin_by; ///< the last day to begin
    std::optional<Action> action; ///< that takes it away
};

struct Step {
    StepId id = StepId::preserve;
    Track track = Track::legal;
    Standing standing = Standing::next;
    Owner owner = Owner::buyer;
    Said what;
    Said opens; ///< what opens it
    Said if_idle; ///< what happens when nobody acts
    std::optional<Date> opens_on;
    std::optional<Date> done_on;
    std::optional<Due> due; ///< only while it is open
    std::vector<std::uint32_t> reminders; ///< days before it, the longest first
    std::vector<Blocker> blockers;
    std::optional<Action> action; ///< of a blocked step the one that takes the first blocker away
    std::vector<Id<evidence::Exhibit>> exhibits; ///< that it rests on
};

/// One thing excludes another.
struct Interlock {
    std::string id; ///< "claim-and-suit"
    std::string first, second; ///< what it stands between
    bool active = false; ///< on this day, by what has happened
    Said excludes;
    Said to_do;
    std::string source; ///< key of forums/sources.toml; empty: by the programme's rules or practice
    std::optional<matter::Interlock> read; ///< whoever files or chooses a forum says that it was read
    std::optional<std::uint32_t> offer; ///< number of the matter's offer whose waiver is to be read
    std::optional<Money> waives_here; ///< by that offer, of the matter's claim
    std::optional<Money> waives_there; ///< with the programme
};

/// What one route has brought, and what is left for it.
struct Recovery {
    matter::Route route = matter::Route::other;
    Money received;
    Money others; ///< what all other routes brought: by so much its claim has gone down
    Money left; ///< that it can still be asked for: never more than is left of the claim
};

enum class Verdict : std::uint8_t {
    open, ///< no claim is stated yet
    none, ///< nothing came: file
    partial, ///< file for the rest
    full, ///< close the matter
};
std::string_view word(Verdict);

struct Recoveries {
    Money claim, received, left, over;
    std::vector<Recovery> routes; ///< every one that brought something, and the programme's where it can still pay
    Verdict verdict = Verdict::open;
    Said says;
};

/// One thing to do in the first two days.
struct Hour {
    int within = 1; ///< hours after the loss is discovered: 1, 4, 12, 24 or 48
    Owner who = Owner::buyer;
    std::string id;
    Said what;
    Said why;
    std::string source; ///< key of forums/sources.toml; empty: practice, marked as an estimate
    bool estimate = false;
};

struct Plan {
    Date today;
    std::vector<Step> steps; ///< by track, each in its order; no step twice
    std::vector<Hour> hours; ///< by hour
    std::vector<Interlock> interlocks;
    Recoveries recoveries;
};

} // namespace recourse::plan
