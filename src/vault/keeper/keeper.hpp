#pragma once

#include "base/instant.hpp"
#include "vault/files/files.hpp"
#include "vault/keeper/index.hpp"
#include "vault/keeper/keys.hpp"
#include "vault/keeper/place.hpp"
#include "vault/keeper/shown.hpp"
#include "vault/keeper/uploads.hpp"
#include "vault/log/log.hpp"
#include "vault/objects/objects.hpp"
#include "vault/record/record.hpp"
#include "vault/seal/bundle.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

// What a running desk needs to keep evidence. It knows no case, no HTTP and no event types: only objects, records and
// where in a log of events a record comes from.

namespace recourse::vault::keeper {

struct KeeperOptions {
    std::string origin; ///< of the log, and the name of its key: "desk.example/evidence"
    std::filesystem::path key_file; ///< empty: `key` in the folder
    std::string holder = "recourse"; ///< what others are told who find the folder taken
    std::function<Instant()> now; ///< the desk's clock
    bool index_in_memory = false; ///< for tests on a disk that SQLite does not know
    UploadLimits uploads;
};

/// What is to be recorded: a record without what the log gives it (place, nonce).
struct Draft {
    Digest digest {}; ///< of the object, zeros where there is none
    std::uint64_t size = 0; ///< of the object, in bytes
    Act act = Act::received;
    std::string subject;
    std::string actor;
    Instant at;
    std::string how;
    std::vector<Digest> parents;
    std::string note; ///< the line of the place comes after it
    friend bool operator==(Draft const&, Draft const&) = default;
};

/// A draft and the event from which it follows.
struct Entry {
    Place place;
    Draft draft;
};

/// What became of entries.
struct Taken {
    std::uint64_t first = 0; ///< index in the log of the first that was appended
    std::uint64_t count = 0; ///< that were appended
    std::uint64_t skipped = 0; ///< that were there before
};

/// What is wrong with a vault.
struct KeeperFinding {
    std::string where; ///< "log", "objects", "index", "uploads"
    std::string what; ///< file or object
    std::string says; ///< a sentence
};

struct KeeperCheck {
    std::uint64_t entries = 0; ///< of the log, read and hashed
    std::uint64_t objects = 0; ///< read and hashed
    std::uint64_t bytes = 0;
    std::vector<KeeperFinding> findings; ///< at most 300
};

/// One process at a time has the folder open. Any thread may call any of it.
class Keeper {
public:
    /// Opens the folder, which is made when it is missing; then with a new key. What a stop at any moment left half is
    /// finished or dropped; nothing acknowledged is lost.
    /// Errors: held, with who holds it; missing: the key; full, failed; corrupt: key, log, or a checkpoint was shown to
    /// somebody that the log does not reach or contradicts.
    static Outcome<std::unique_ptr<Keeper>> open(Files&, std::filesystem::path folder, KeeperOptions);
    ~Keeper();
    Keeper(Keeper const&) = delete;
    Keeper& operator=(Keeper const&) = delete;

    Objects& objects() { return *objects_; }
    Uploads& uploads() { return *uploads_; }
    std::string const& origin() const { return options_.origin; }
    std::filesystem::path const& folder() const { return folder_; }
    Files& files() const { return files_; }
    Instant now() const { return options_.now(); }

    log::SignedCheckpoint checkpoint() const { return log_->checkpoint(); }
    /// With what is signed now: bundles too.
    log::Signer signer() const;
    /// All keys that signed, the present one last.
    std::vector<log::Verifier> keys() const;
    /// Makes a new key, which the log announces under the old one. `actor` and `how` stand in the record.
    /// Errors: full, failed: the old key stays; unknown: open anew.
    Outcome<log::Appended> rotate(std::string actor, std::string how);

    // ---- recording

    /// Up to which event records were taken in; zeros: none. A follower goes on with this event, offering all its
    /// records once more.
    Place place() const;

    /// Takes in what follows from durable events, in their order, each once: what is at or before `place` is compared
    /// with its record and skipped. All or nothing, with one flush; durable when it returns.
    /// Errors: limit: they are not in order, or one cannot be recorded; corrupt: one that is skipped has another record
    /// or none, so the events are not those from which the log was made; full, failed; unknown: open anew.
    Outcome<Taken> append(std::span<Entry const>);

    /// What is wrong when the log has records of events after the last one that there is: a backup of the events was
    /// restored without that of the vault. A sentence with the remedy; nothing when it is well.
    std::optional<std::string> ahead_of(std::uint64_t last_event) const;

    /// Records what follows from no event, as time stamps. Errors: as append; limit: the note ends like a place.
    Outcome<log::Appended> append_own(std::span<Draft const>);

    // ---- looking

    /// The bytes of an entry, and what they say. Errors: missing, corrupt, failed.
    Outcome<std::string> entry(std::uint64_t index) const { return log_->entry(index); }
    Outcome<Record> record(std::uint64_t index) const;
    /// Where the record of an event stands in the log; nothing: it has none.
    Outcome<std::optional<std::uint64_t>> find(Place);
    /// The custody of an object: the entries about its bytes, ascending, those after `after`.
    Outcome<std::vector<std::uint64_t>> about_object(
        Digest const&, std::optional<std::uint64_t> after = {}, std::size_t max = 1000);
    /// Entries about what was made from it.
    Outcome<std::vector<std::uint64_t>> made_from(
        Digest const&, std::optional<std::uint64_t> after = {}, std::size_t max = 1000);
    Outcome<std::vector<std::uint64_t>> about_subject(
        std::string_view subject, std::optional<std::uint64_t> after = {}, std::size_t max = 1000);

    // ---- proving

    /// The receipt for an entry (tlog-proof, with the record as its extra bytes) under the newest checkpoint, which is
    /// remembered as shown before it is given: to `whom`, or to the subject of the record where that is empty.
    /// Errors: missing, full, failed, corrupt.
    Outcome<std::string> receipt(std::uint64_t index, std::string_view whom = {});
    Outcome<std::string> receipt(Place, std::string_view whom = {});
    /// Remembers that a checkpoint was given to somebody.
    Outcome<void> remember(ShownCheckpoint::Kind, std::string_view whom, log::SignedCheckpoint const&);
    /// The proof between a checkpoint that was given out and a later one: for whoever asks whether both are of one
    /// history. Errors: missing: the log is not that long.
    Outcome<merkle::Proof> consistency(std::uint64_t size1, std::uint64_t size2) const
    {
        return log_->prove_consistency(size1, size2);
    }

    /// Brings the index up to the log, where it is behind, and gives it.
    Outcome<Index*> index();

    /// Reads and hashes everything: objects, log (with what was shown), that every record's object is there or erased,
    /// and that the index is what the log gives. The desk may run on; the answer is then of some moment in between.
    KeeperCheck check();

private:
    Keeper(Files& files, std::filesystem::path folder, KeeperOptions options);

    std::filesystem::path log_folder() const { return folder_ / "log"; }
    Outcome<void> open_parts();
    Outcome<void> open_log();
    Outcome<void> open_index();
    Outcome<void> compare_with_shown();
    Outcome<void> find_place();
    Outcome<void> compare_skipped(std::span<Entry const>);
    Outcome<log::Appended> append_records(std::vector<Record>);
    Outcome<void> catch_up();
    void check_log_and_index(KeeperCheck&);
    void check_objects(KeeperCheck&);

    Files& files_;
    std::filesystem::path folder_;
    KeeperOptions options_;
    std::unique_ptr<Objects> objects_;
    Keys keys_;
    std::unique_ptr<log::Log> log_;
    std::unique_ptr<Index> index_;
    std::unique_ptr<Shown> shown_;
    std::unique_ptr<Uploads> uploads_;

    mutable std::mutex keys_mutex_;
    std::mutex writing_; ///< one appends at a time, so that places stay in order
    mutable std::mutex place_mutex_;
    Place place_;
    bool stopped_ = false; ///< it is not known what the log has; guarded by writing_
    std::mutex catching_up_;
};

/// What a record of the draft can not hold, as a sentence.
std::optional<std::string> flaw(Draft const&, std::optional<Place>);

} // namespace recourse::vault::keeper
