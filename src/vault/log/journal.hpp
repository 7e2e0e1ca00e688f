#pragma once

#include "vault/files/files.hpp"
#include "vault/log/checkpoint.hpp"

#include <functional>

namespace recourse::vault::log {

/// A batch as it stands in the journal.
struct JournalBatch {
    std::uint64_t first = 0; ///< index of the first entry
    std::vector<std::string> entries; ///< none where only the checkpoint is signed anew
    std::string checkpoint; ///< the note
};

/// The one file that is flushed when a batch is appended. It begins with the checkpoint of which all tiles are durable
/// and holds every batch since, each with a digest that continues the one before: a batch is there whole, or it is the
/// torn end. docs/formats/vault.md has its bytes.
class Journal {
public:
    /// Entries of one batch, with their lengths, in bytes.
    static constexpr std::uint64_t batch_size_max = std::uint64_t { 64 } << 20;

    struct Read {
        std::uint64_t batches = 0;
        bool torn = false; ///< something stands behind the last whole batch
        std::uint64_t size = 0; ///< in bytes, up to the last whole batch
        Digest last {}; ///< the digest that the next batch continues
    };
    /// Reads a journal; `visit` gets each batch in order and may end it with a fault.
    /// Errors: missing; corrupt when not even its beginning can be read.
    static Outcome<Read> read(
        Files&, std::filesystem::path const&, std::function<Outcome<void>(JournalBatch&&)> const& visit);

    /// The note of the checkpoint that it begins with. Errors: missing, corrupt.
    static Outcome<std::string> read_base(Files&, std::filesystem::path const&);

    /// Begins a new one in place of what is there, durably.
    static Outcome<Journal> begin(Files&, std::filesystem::path const&, std::string_view base);
    /// Goes on with one that was read and not torn.
    static Outcome<Journal> go_on(Files&, std::filesystem::path const&, Read const&);

    /// Durable when it returns. Errors: full, failed: nothing was added. unknown.
    Outcome<void> add(JournalBatch const&);
    std::uint64_t size() const { return size_; }

private:
    std::unique_ptr<WrittenFile> file_;
    std::uint64_t size_ = 0;
    Digest last_ {};
};

} // namespace recourse::vault::log
