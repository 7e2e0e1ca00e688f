#pragma once

#include "vault/keeper/keeper.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

// What happened to the system that keeps the evidence: that it was started, and what went wrong. Both are records of
// acts of their own in the log, so that nobody can say later that all was well.

namespace recourse::vault::keeper {

/// Stored as words in notes: only add.
enum class IncidentKind : std::uint8_t {
    disk_full, ///< something could not be kept for want of room
    damaged, ///< an object or a file of the vault is not what it was
    clock_stepped, ///< the desk's clock and the machine's steady one went apart
    authority_unreachable, ///< several time stamps were asked for and none came
    reported, ///< by a person
};
/// "disk-full".
std::string_view word(IncidentKind);
std::optional<IncidentKind> parse_incident_kind(std::string_view);

struct Incident {
    IncidentKind kind = IncidentKind::reported;
    std::string says; ///< a line; nothing about persons, and no place outside of the vault
    Digest object {}; ///< zeros: about none
};

/// The note of an incident's record, which is stored:
///
///     kind: clock-stepped
///     says: by -3600 s
std::string to_note(Incident const&);
/// Nothing: it is none.
std::optional<Incident> parse_incident(Record const&);

/// How the run before a start ended.
enum class Ended : std::uint8_t {
    unknown, ///< there was none, or an earlier version did not write it down
    orderly,
    abruptly, ///< killed, or the power was cut
};
/// From the note of a record of the act `restarted`: "before: orderly", "before: abruptly", "before: unknown".
std::optional<Ended> parse_restart(Record const&);

/// Takes down what goes wrong while a keeper is open. What cannot be recorded at once, as on a disk that is full, waits
/// in memory. Any thread may call any of it.
class Incidents {
public:
    /// `how`: the program and its version.
    Incidents(Keeper& keeper, std::string how) : keeper_(keeper), how_(std::move(how)) { }

    /// The same of the same object within this time is not taken down again.
    static constexpr std::int64_t again_after_seconds = 3600;

    /// Takes it down; it is recorded by `record_waiting`. Never waits for the disk.
    void note(Incident);
    /// Records what waits. Errors: as Keeper::append_own; it waits on.
    Outcome<void> record_waiting();
    /// Records what a person says happened, now. Errors: as Keeper::append_own.
    Outcome<log::Appended> report(std::string actor, std::string says);

private:
    Draft draft_of(Incident const&, Instant at) const;

    Keeper& keeper_;
    std::string how_;
    std::mutex mutex_;
    std::map<std::pair<IncidentKind, Digest>, Instant> latest_;
    std::vector<std::pair<Incident, Instant>> waiting_;
};

/// Records that a program begins to keep the evidence of this folder, and remembers that it runs: file `running`.
/// Errors: as Keeper::append_own, and of the file.
Outcome<log::Appended> record_start(Keeper&, std::string how);
/// Remembers that it ended as it should. Errors: full, failed.
Outcome<void> note_end(Keeper&);

} // namespace recourse::vault::keeper
