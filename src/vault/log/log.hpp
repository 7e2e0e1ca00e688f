#pragma once

#include "vault/files/files.hpp"
#include "vault/log/proof.hpp"
#include "vault/log/tiles.hpp"

#include <functional>
#include <memory>

/// The log that only grows. docs/formats/vault.md says how its folder looks and why nothing acknowledged is lost.
namespace recourse::vault::log {

struct LogOptions {
    std::string origin {}; ///< of every checkpoint; also of the folder's
    Signer signer {}; ///< its name should be the origin
    std::vector<Verifier>
        earlier_keys {}; ///< keys that signed before; the folder's checkpoint may still be by one of them
    std::string holder = "recourse"; ///< who has opened it, for whoever finds it locked
    std::uint64_t journal_size_max = std::uint64_t { 8 }
        << 20; ///< bytes; when it has grown to that, everything is flushed and it begins anew
};

/// What was appended is on the disk.
struct Appended {
    std::uint64_t first = 0; ///< index of the first entry
    std::uint64_t count = 0;
    SignedCheckpoint checkpoint; ///< covers them
};

/// One process at a time has the folder open. Every operation may be called from any thread; appends that arrive while
/// another is being made durable wait and go together in the next one, with one flush.
class Log {
public:
    /// Opens the folder, which is made when it is missing. What a stop at any moment left half is finished or dropped;
    /// whatever was acknowledged is there.
    /// Errors: held, full, failed; corrupt: the checkpoint is not ours or by none of the keys, or entries or hashes
    /// that were acknowledged are missing or changed where opening has to read them (see `check_log` for all the rest).
    static Outcome<std::unique_ptr<Log>> open(Files&, std::filesystem::path folder, LogOptions);

    virtual ~Log() = default;
    Log(Log const&) = delete;
    Log& operator=(Log const&) = delete;

    /// The bytes of the entry that gets this index. Called once or more, under the log's lock: do nothing else in it.
    using Maker = std::function<std::string(std::uint64_t index)>;

    /// Appends all or nothing, durable when it returns. At least one; each at most entry_size_max bytes.
    /// Errors: limit, full, failed: nothing was appended. unknown: it may be there or not, and the log takes no more
    /// until it is opened anew.
    virtual Outcome<Appended> append(std::span<Maker const>) = 0;
    Outcome<Appended> append(std::span<std::string const> entries);

    virtual SignedCheckpoint checkpoint() const = 0;
    /// The receipt for an entry under the current checkpoint. Errors: missing (no such entry), corrupt, failed.
    virtual Outcome<TlogProof> prove(std::uint64_t index) const = 0;
    /// From a tree of size1 to one of size2, size1 <= size2 <= the log's. Errors: missing, corrupt, failed.
    virtual Outcome<merkle::Proof> prove_consistency(std::uint64_t size1, std::uint64_t size2) const = 0;
    /// The root that the log had at that size.
    virtual Outcome<Digest> root_at(std::uint64_t size) const = 0;
    virtual Outcome<std::string> entry(std::uint64_t index) const = 0;

    /// Changes the key: appends the announcement, which `make` writes (announced_key of it must be next's), under the
    /// old key, then signs the same checkpoint with both keys. Later ones are signed by `next` alone.
    virtual Outcome<Appended> rotate(Signer next, Maker const& make) = 0;

protected:
    Log() = default;
};

// ------------------------------------------------------------------------------------------------- the whole folder

/// What is wrong with a log's folder.
struct LogFinding {
    enum class Kind : std::uint8_t {
        checkpoint, ///< unreadable, another log's, or signed by no known key
        missing, ///< a tile or bundle that the checkpoint's size takes is not there
        entry, ///< an entry does not hash to its leaf, or a bundle is malformed
        hash, ///< a tile contradicts those below it
        root, ///< the hashes do not lead to the checkpoint's root
        cut, ///< a checkpoint seen before is of a longer log
        forked, ///< a checkpoint seen before has another root at its size: history was rewritten
    };
    Kind kind {};
    std::string file; ///< within the folder, or the checkpoint of which size
    std::string says; ///< a sentence
};
std::string_view name(LogFinding::Kind);

struct LogCheck {
    std::optional<SignedCheckpoint> checkpoint;
    std::uint64_t entries = 0; ///< that were hashed
    std::vector<LogFinding> findings; ///< at most 100; none: the folder is whole
};

/// Reads the whole folder in constant memory: each entry against its leaf, each tile against the one below, the root
/// against the checkpoint, and the checkpoints that were `seen` before against the tree. Nothing is written; the log
/// may be open elsewhere. `visit` gets each entry, in order, where it is given.
LogCheck check_log(Files&, std::filesystem::path const& folder, std::string_view origin,
    std::span<Verifier const> known, std::span<Checkpoint const> seen,
    std::function<void(std::uint64_t index, std::string_view entry)> const& visit = {});

} // namespace recourse::vault::log
