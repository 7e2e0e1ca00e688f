#pragma once

#include "store/sqlite/connection.hpp"
#include "vault/files/fault.hpp"
#include "vault/keeper/place.hpp"
#include "vault/merkle/merkle.hpp"
#include "vault/record/record.hpp"

#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recourse::vault::keeper {

/// A checkpoint that somebody was given.
struct ShownCheckpoint {
    /// Stored by number: don't renumber, only add.
    enum class Kind : std::uint8_t {
        receipt = 1,
        bundle = 2,
        key = 3, ///< signed by an old key and the next one: nobody was given it yet, and every bundle is to have it
    };
    Kind kind = Kind::receipt;
    std::uint64_t size = 0; ///< of the log
    std::string whom; ///< the subject that it was about; empty: none
    std::string note; ///< the signed checkpoint
    friend bool operator==(ShownCheckpoint const&, ShownCheckpoint const&) = default;
};

/// What is looked up in the log, so that it need not be read through: which records are about an object or a subject,
/// which follow from an event, which time stamps cover what. All of it follows from the log and the file of shown
/// checkpoints; the file is dropped and made anew where it does not fit them. Any thread may call any of it.
class Index {
public:
    /// Opens the file, or one in memory where the path is empty. A file that is none of ours, of another version or
    /// broken is replaced by an empty one. Errors: full, failed.
    static Outcome<std::unique_ptr<Index>> open(std::filesystem::path const& file);

    /// How much of the log is in it.
    Outcome<merkle::Head> head();
    /// Takes in the records of the entries that follow; `after` is the log's head then.
    Outcome<void> add(std::span<Record const> next, merkle::Head const& after);
    /// Empties it.
    Outcome<void> clear();

    /// Entries of the log, ascending; those after `after` where it is given.
    Outcome<std::vector<std::uint64_t>> about_object(
        Digest const&, std::optional<std::uint64_t> after, std::size_t max);
    Outcome<std::vector<std::uint64_t>> made_from(Digest const&, std::optional<std::uint64_t> after, std::size_t max);
    Outcome<std::vector<std::uint64_t>> about_subject(
        std::string_view subject, std::optional<std::uint64_t> after, std::size_t max);
    Outcome<std::vector<std::uint64_t>> rotations();
    Outcome<std::optional<std::uint64_t>> of_place(Place);

    /// The entry of the time stamp over the smallest checkpoint that has more than `entry` entries.
    Outcome<std::optional<std::uint64_t>> first_stamp_over(std::uint64_t entry);
    /// Entries of time stamps, the latest first.
    Outcome<std::vector<std::uint64_t>> last_stamps(std::size_t max);
    /// How many entries from that one on are neither time stamps nor starts of the desk: what is worth a stamp.
    Outcome<std::uint64_t> others_from(std::uint64_t entry);

    /// Objects whose bytes came in by a record (received, derived, imported ...), each with whether they were erased
    /// since; ascending after `after`.
    struct Recorded {
        Digest digest;
        bool erased = false;
    };
    Outcome<std::vector<Recorded>> recorded(std::optional<Digest> const& after, std::size_t max);

    /// A digest over every row, which an index made anew has too.
    Outcome<Digest> fingerprint();

    // ---- what was shown

    /// Up to which byte of its file.
    Outcome<std::uint64_t> shown_bytes();
    Outcome<void> add_shown(std::span<ShownCheckpoint const>, std::uint64_t bytes_after);
    Outcome<bool> was_shown(ShownCheckpoint const&);
    /// The largest that was shown; size 0: none.
    Outcome<std::optional<ShownCheckpoint>> last_shown();
    /// Given about that subject, and all in bundles about it; one of each size, the largest first.
    Outcome<std::vector<ShownCheckpoint>> shown_about(std::string_view whom, std::size_t max);
    /// Those of changes of the key, the smallest first.
    Outcome<std::vector<ShownCheckpoint>> of_keys();
    /// All, one of each size, ascending after `after`.
    Outcome<std::vector<ShownCheckpoint>> all_shown(std::uint64_t after, std::size_t max);

private:
    explicit Index(store::sqlite::Connection connection) : connection_(std::move(connection)) { }

    template <class... Values>
    Outcome<std::vector<std::uint64_t>> entries(char const* sql, Values const&... values);
    template <class... Values>
    Outcome<std::vector<ShownCheckpoint>> shown(char const* sql, Values const&... values);

    std::mutex mutex_;
    store::sqlite::Connection connection_;
};

/// What the index takes of a record, as one text: of the same record always the same.
std::string index_line(Record const&);

/// The size of the checkpoint that a record of the act `timestamped` says it stamps.
std::optional<std::uint64_t> stamped_size(Record const&);

} // namespace recourse::vault::keeper
