#include "vault/log/log.hpp"

#include "base/check.hpp"
#include "vault/files/gathering.hpp"
#include "vault/log/growing_tree.hpp"
#include "vault/log/journal.hpp"
#include "vault/log/keys.hpp"

#include <fmt/format.h>

#include <mutex>
#include <set>

namespace recourse::vault::log {

namespace {

/// So many entries of waiting appends go into one batch at most, unless a single append has more.
constexpr std::size_t gathered_max = 4096;
constexpr std::size_t checkpoint_file_size_max = note_size_max;

std::unexpected<Fault> fault(FaultKind kind, std::string detail)
{
    return std::unexpected(Fault { kind, std::move(detail) });
}

std::unexpected<Fault> broken(std::string detail)
{
    return fault(FaultKind::corrupt, std::move(detail));
}

/// Writes tiles where they belong. They are written in place: no checkpoint names them yet.
class FolderSink : public GrowingTree::Sink {
public:
    FolderSink(Files& files, std::filesystem::path folder) : files_(files), folder_(std::move(folder)) { }

    Outcome<void> tile(unsigned level, std::uint64_t number, std::span<Digest const> hashes) override
    {
        static_assert(sizeof(Digest) == 32);
        return write(tile_path(level, number, static_cast<unsigned>(hashes.size())),
            { hashes.data()->bytes.data(), hashes.size_bytes() });
    }
    Outcome<void> bundle(std::uint64_t number, unsigned width, std::string_view bytes) override
    {
        return write(
            entries_path(number, width), { reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size() });
    }

private:
    Outcome<void> write(std::string const& name, std::span<std::uint8_t const> bytes)
    {
        auto const path = folder_ / name;
        auto const parent = path.parent_path();
        if (!made_.contains(parent)) {
            RECOURSE_TRY_DONE(files_.make_folder(parent));
            if (made_.size() >= 64)
                made_.clear();
            made_.insert(parent);
        }
        auto const file = RECOURSE_TRY(files_.create(path));
        return file->append(bytes);
    }

    Files& files_;
    std::filesystem::path folder_;
    std::set<std::filesystem::path> made_;
};

class FolderLog : public Log {
public:
    FolderLog(Files& files, std::filesystem::path folder, LogOptions options)
        : files_(files)
        , folder_(std::move(folder))
        , options_(std::move(options))
        , known_(options_.earlier_keys)
    {
        known_.insert(known_.begin(), options_.signer.verifier);
    }

    Outcome<void> open();

    Outcome<Appended> append(std::span<Maker const> makers) override;
    Outcome<Appended> rotate(Signer next, Maker const& make) override;

    SignedCheckpoint checkpoint() const override
    {
        std::scoped_lock const lock(shown_mutex_);
        return shown_;
    }
    Outcome<TlogProof> prove(std::uint64_t index) const override;
    Outcome<merkle::Proof> prove_consistency(std::uint64_t size1, std::uint64_t size2) const override;
    Outcome<Digest> root_at(std::uint64_t size) const override;
    Outcome<std::string> entry(std::uint64_t index) const override;

private:
    /// An append that waits.
    struct Waiting {
        std::span<Maker const> makers;
        std::optional<Outcome<Appended>> outcome;
    };

    std::filesystem::path journal_path() const { return folder_ / "journal"; }
    std::filesystem::path checkpoint_path() const { return folder_ / "checkpoint"; }

    Outcome<SignedCheckpoint> ours(std::string_view note, std::string_view where) const;
    Outcome<void> begin_fresh();
    Outcome<void> replay();
    Outcome<void> compare_with_checkpoint_file();
    Outcome<void> settle_signer();
    Outcome<SignedCheckpoint> sign(merkle::Head const&, std::span<Signer const>) const;

    void commit(std::span<Waiting* const>);
    Outcome<SignedCheckpoint> make_durable(GrowingTree&&, std::vector<std::string> entries);
    Outcome<void> add_to_journal(JournalBatch const&);
    Outcome<void> show(SignedCheckpoint);
    Outcome<void> flush_and_begin_journal();
    Outcome<void> remove_partial(std::uint64_t from, std::uint64_t to);

    Files& files_;
    std::filesystem::path folder_;
    LogOptions options_;
    std::vector<Verifier> known_; ///< the signer's key first
    std::shared_ptr<void> lock_;

    // Of the one who commits.
    GrowingTree tree_;
    Journal journal_;
    std::uint64_t journal_base_ = 0; ///< the size of the tree that the journal begins with
    bool stopped_ = false; ///< it is not known what is on the disk

    Gathering<Waiting> waiting_ { gathered_max };

    mutable std::mutex shown_mutex_;
    SignedCheckpoint shown_;
};

// ------------------------------------------------------------------------------------------------------- opening

Outcome<SignedCheckpoint> FolderLog::ours(std::string_view note, std::string_view where) const
{
    auto read = parse_signed_checkpoint(note);
    if (!read)
        return fault(FaultKind::corrupt, fmt::format("the checkpoint of {}: {}", where, read.error()));
    if (read->checkpoint.origin != options_.origin)
        return fault(FaultKind::corrupt,
            fmt::format(
                "the checkpoint of {} is of the log {}, not {}", where, read->checkpoint.origin, options_.origin));
    if (auto const by = verify(read->note, known_); !by)
        return fault(FaultKind::corrupt,
            by.error() == NoteRefusal::unknown_keys
                ? fmt::format("the checkpoint of {} is signed by none of the known keys", where)
                : fmt::format("the checkpoint of {} has a wrong signature in a known key's name", where));
    return std::move(*read);
}

Outcome<SignedCheckpoint> FolderLog::sign(merkle::Head const& head, std::span<Signer const> signers) const
{
    auto made = sign_checkpoint({ options_.origin, head, {} }, signers);
    if (!made)
        return fault(FaultKind::failed, "the signing key gave no signature");
    return std::move(*made);
}

Outcome<void> FolderLog::open()
{
    RECOURSE_TRY_DONE(files_.make_folder(folder_));
    lock_ = RECOURSE_TRY(files_.lock(folder_ / "lock", options_.holder));
    auto const journal = RECOURSE_TRY(files_.size(journal_path()));
    RECOURSE_TRY_DONE(journal ? replay() : begin_fresh());
    RECOURSE_TRY_DONE(compare_with_checkpoint_file());
    RECOURSE_TRY_DONE(settle_signer());
    return show(shown_);
}

/// A folder without journal: new, or a log that was written elsewhere and copied whole.
Outcome<void> FolderLog::begin_fresh()
{
    auto const note = read_small(files_, checkpoint_path(), checkpoint_file_size_max);
    if (note) {
        shown_ = RECOURSE_TRY(ours(*note, checkpoint_path().string()));
        tree_ = RECOURSE_TRY(GrowingTree::read(files_, folder_, shown_.checkpoint.head.size));
        if (tree_.head() != shown_.checkpoint.head)
            return broken(fmt::format("{}: the tiles have another root than the checkpoint", folder_.string()));
        RECOURSE_TRY_DONE(files_.flush_all(folder_));
    } else if (note.error().kind == FaultKind::missing) {
        shown_ = RECOURSE_TRY(sign(tree_.head(), { &options_.signer, 1 }));
    } else {
        return std::unexpected(note.error());
    }
    journal_ = RECOURSE_TRY(Journal::begin(files_, journal_path(), to_string(shown_.note)));
    journal_base_ = tree_.size();
    return files_.flush_all(folder_); // the folder's own name too
}

Outcome<void> FolderLog::replay()
{
    FolderSink sink(files_, folder_);
    auto const where = journal_path().string();
    auto const base = RECOURSE_TRY(Journal::read_base(files_, journal_path()));
    shown_ = RECOURSE_TRY(ours(base, where));
    journal_base_ = shown_.checkpoint.head.size;
    tree_ = RECOURSE_TRY(GrowingTree::read(files_, folder_, journal_base_));
    if (tree_.head() != shown_.checkpoint.head)
        return broken(fmt::format(
            "{}: the tiles have another root than the checkpoint of size {}", folder_.string(), journal_base_));
    auto const read = RECOURSE_TRY(Journal::read(files_, journal_path(), [&](JournalBatch&& batch) -> Outcome<void> {
        auto const before = tree_.size();
        auto checkpoint = RECOURSE_TRY(ours(batch.checkpoint, where));
        if (batch.first != before)
            return broken(fmt::format("{}: a batch begins at {}, the log ends at {}", where, batch.first, before));
        for (auto const& entry : batch.entries)
            RECOURSE_TRY_DONE(tree_.add(entry, sink));
        RECOURSE_TRY_DONE(tree_.hand_over_partial(before, sink));
        if (tree_.head() != checkpoint.checkpoint.head)
            return broken(fmt::format("{}: the batch at {} has another root than its checkpoint", where, before));
        shown_ = std::move(checkpoint);
        return {};
    }));
    if (read.batches > 0 || read.torn)
        return flush_and_begin_journal();
    journal_ = RECOURSE_TRY(Journal::go_on(files_, journal_path(), read));
    return {};
}

/// The checkpoint's file is never flushed, so it may lag behind or be unreadable after a cut of the power; but it is
/// written after the journal. When it knows more than the journal, something acknowledged is gone.
Outcome<void> FolderLog::compare_with_checkpoint_file()
{
    auto const note = read_small(files_, checkpoint_path(), checkpoint_file_size_max);
    if (!note)
        return note.error().kind == FaultKind::missing ? Outcome<void> {} : std::unexpected(note.error());
    auto const there = ours(*note, "file");
    if (!there)
        return {};
    auto const& head = there->checkpoint.head;
    if (head.size > tree_.size())
        return broken(fmt::format("{}: the log ends at {}, but its checkpoint was of {} entries: the end is missing",
            folder_.string(), tree_.size(), head.size));
    auto const root = RECOURSE_TRY(root_at(head.size));
    if (root != head.root)
        return broken(fmt::format(
            "{}: at size {} the log has another root than the checkpoint that was shown", folder_.string(), head.size));
    return {};
}

/// The last checkpoint must be by the key that signs from now on, or be followed by it: a stop may have come between
/// the entry that announces the key and the checkpoint that both sign.
Outcome<void> FolderLog::settle_signer()
{
    auto const& key = options_.signer.verifier;
    if (verify(shown_.note, { &key, 1 }))
        return {};
    auto const size = tree_.size();
    auto const last = size > 0 ? entry(size - 1) : Outcome<std::string> {};
    if (!last)
        return std::unexpected(last.error());
    if (announced_key(*last) != key)
        return broken(fmt::format(
            "{}: the log does not end with an entry that announces the key {}", folder_.string(), to_string(key)));
    auto both = shown_;
    auto const own = RECOURSE_TRY(sign(tree_.head(), { &options_.signer, 1 }));
    both.note.signatures.push_back(own.note.signatures.front());
    RECOURSE_TRY_DONE(add_to_journal({ size, {}, to_string(both.note) }));
    shown_ = std::move(both);
    return {};
}

// ----------------------------------------------------------------------------------------------------- appending

Outcome<Appended> FolderLog::append(std::span<Maker const> makers)
{
    RECOURSE_ASSERT(!makers.empty());
    Waiting own { makers, {} };
    waiting_.submit(own, makers.size(), [this](std::span<Waiting* const> batch) { commit(batch); });
    return std::move(*own.outcome);
}

void FolderLog::commit(std::span<Waiting* const> batch)
{
    auto const first = tree_.size();
    std::vector<std::string> entries;
    std::size_t bytes = 0;
    std::vector<Waiting*> made;
    for (auto* const waiting : batch) {
        Appended own { first + entries.size(), waiting->makers.size(), {} };
        auto const bytes_before = bytes;
        bool fits = true;
        for (auto make = waiting->makers.begin(); fits && make != waiting->makers.end(); ++make) {
            entries.push_back((*make)(first + entries.size()));
            bytes += 2 + entries.back().size();
            fits = entries.back().size() <= entry_size_max && bytes <= Journal::batch_size_max;
        }
        if (fits) {
            waiting->outcome = std::move(own);
            made.push_back(waiting);
            continue;
        }
        entries.resize(own.first - first);
        bytes = bytes_before;
        waiting->outcome = fault(FaultKind::limit,
            fmt::format("an entry has at most {} bytes, and one append {}", entry_size_max, Journal::batch_size_max));
    }
    if (made.empty())
        return;
    auto const outcome = [&]() -> Outcome<SignedCheckpoint> {
        if (stopped_)
            return fault(FaultKind::unknown, "the log has to be opened anew");
        auto tree = tree_;
        FolderSink sink(files_, folder_);
        for (auto const& entry : entries)
            RECOURSE_TRY_DONE(tree.add(entry, sink));
        RECOURSE_TRY_DONE(tree.hand_over_partial(first, sink));
        return make_durable(std::move(tree), std::move(entries));
    }();
    for (auto* const waiting : made) {
        if (outcome)
            (*waiting->outcome)->checkpoint = *outcome;
        else
            waiting->outcome = std::unexpected(outcome.error());
    }
}

/// The tiles are written; the journal's flush is the moment from which the batch is in the log.
Outcome<SignedCheckpoint> FolderLog::make_durable(GrowingTree&& tree, std::vector<std::string> entries)
{
    auto checkpoint = RECOURSE_TRY(sign(tree.head(), { &options_.signer, 1 }));
    RECOURSE_TRY_DONE(add_to_journal({ tree_.size(), std::move(entries), to_string(checkpoint.note) }));
    tree_ = std::move(tree);
    if (auto const shown = show(checkpoint); !shown)
        stopped_ = true; // it is durable all the same; opening anew shows it
    if (!stopped_ && journal_.size() >= options_.journal_size_max) {
        // On a full disk the journal that is there goes on.
        if (auto const begun = flush_and_begin_journal(); !begun && begun.error().kind != FaultKind::full)
            stopped_ = true;
    }
    return checkpoint;
}

Outcome<void> FolderLog::add_to_journal(JournalBatch const& batch)
{
    auto added = journal_.add(batch);
    if (!added && added.error().kind == FaultKind::unknown)
        stopped_ = true;
    return added;
}

/// Puts the checkpoint where readers look for it. Nothing is flushed. The journal has it already: on a full disk the
/// file stays behind until the next one finds room, as after a cut of the power.
Outcome<void> FolderLog::show(SignedCheckpoint checkpoint)
{
    auto const fresh = folder_ / "checkpoint.new";
    auto const text = to_string(checkpoint.note);
    auto const written = [&]() -> Outcome<void> {
        {
            auto const file = RECOURSE_TRY(files_.create(fresh));
            RECOURSE_TRY_DONE(file->append({ reinterpret_cast<std::uint8_t const*>(text.data()), text.size() }));
        }
        return files_.rename(fresh, checkpoint_path());
    }();
    if (!written && written.error().kind != FaultKind::full)
        return written;
    std::scoped_lock const lock(shown_mutex_);
    shown_ = std::move(checkpoint);
    return {};
}

/// Everything becomes durable outside of the journal; then a new one begins; only then partial tiles go whose full ones
/// are there, since the old journal would begin with them.
Outcome<void> FolderLog::flush_and_begin_journal()
{
    RECOURSE_TRY_DONE(files_.flush_all(folder_));
    journal_ = RECOURSE_TRY(Journal::begin(files_, journal_path(), to_string(shown_.note)));
    auto const from = std::exchange(journal_base_, tree_.size());
    return remove_partial(from, tree_.size());
}

Outcome<void> FolderLog::remove_partial(std::uint64_t from, std::uint64_t to)
{
    for (unsigned level = 0; to >> (level * tile_height) > 0; ++level) {
        auto const shift = (level + 1) * tile_height;
        for (auto number = from >> shift; number < to >> shift; ++number) {
            RECOURSE_TRY_DONE(files_.remove_folder(folder_ / (tile_path(level, number, tile_width) + ".p")));
            if (level == 0)
                RECOURSE_TRY_DONE(files_.remove_folder(folder_ / (entries_path(number, tile_width) + ".p")));
        }
    }
    return {};
}

Outcome<Appended> FolderLog::rotate(Signer next, Maker const& make)
{
    return waiting_.between([&]() -> Outcome<Appended> {
        if (stopped_)
            return fault(FaultKind::unknown, "the log has to be opened anew");
        auto const index = tree_.size();
        auto entry = make(index);
        if (entry.size() > entry_size_max || announced_key(entry) != next.verifier)
            return fault(FaultKind::limit, "the entry does not announce the next key");
        auto tree = tree_;
        FolderSink sink(files_, folder_);
        RECOURSE_TRY_DONE(tree.add(entry, sink));
        RECOURSE_TRY_DONE(tree.hand_over_partial(index, sink));
        // Asked before anything is written: the next key has to be able to sign.
        Signer const signers[] = { options_.signer, next };
        auto const both = RECOURSE_TRY(sign(tree.head(), signers));
        RECOURSE_TRY_DONE(make_durable(std::move(tree), { std::move(entry) }));
        if (stopped_)
            return fault(FaultKind::unknown, "the log has to be opened anew");
        RECOURSE_TRY_DONE(add_to_journal({ tree_.size(), {}, to_string(both.note) }));
        options_.signer = std::move(next);
        known_.insert(known_.begin(), options_.signer.verifier);
        if (!show(both))
            stopped_ = true;
        return Appended { index, 1, both };
    });
}

// ------------------------------------------------------------------------------------------------------- reading

Outcome<TlogProof> FolderLog::prove(std::uint64_t index) const
{
    auto shown = checkpoint();
    auto const size = shown.checkpoint.head.size;
    if (index >= size)
        return fault(FaultKind::missing, fmt::format("the log has {} entries, none at {}", size, index));
    TileReader tiles(files_, folder_, size);
    auto hashes = merkle::make_inclusion(tiles, index, size);
    if (!hashes)
        return fault(FaultKind::corrupt, hashes.error());
    return TlogProof { {}, index, std::move(*hashes), std::move(shown) };
}

Outcome<merkle::Proof> FolderLog::prove_consistency(std::uint64_t size1, std::uint64_t size2) const
{
    auto const size = checkpoint().checkpoint.head.size;
    if (size1 > size2 || size2 > size)
        return fault(FaultKind::missing, fmt::format("no proof from {} to {} in a log of {}", size1, size2, size));
    TileReader tiles(files_, folder_, size);
    auto hashes = merkle::make_consistency(tiles, size1, size2);
    if (!hashes)
        return fault(FaultKind::corrupt, hashes.error());
    return std::move(*hashes);
}

Outcome<Digest> FolderLog::root_at(std::uint64_t size) const
{
    auto const now = checkpoint().checkpoint.head.size;
    if (size > now)
        return fault(FaultKind::missing, fmt::format("the log has {} entries, not {}", now, size));
    TileReader tiles(files_, folder_, now);
    auto root = merkle::make_root(tiles, size);
    if (!root)
        return fault(FaultKind::corrupt, root.error());
    return *root;
}

Outcome<std::string> FolderLog::entry(std::uint64_t index) const
{
    auto const size = checkpoint().checkpoint.head.size;
    if (index >= size)
        return fault(FaultKind::missing, fmt::format("the log has {} entries, none at {}", size, index));
    return TileReader(files_, folder_, size).entry(index);
}

} // namespace

Outcome<std::unique_ptr<Log>> Log::open(Files& files, std::filesystem::path folder, LogOptions options)
{
    auto log = std::make_unique<FolderLog>(files, std::move(folder), std::move(options));
    RECOURSE_TRY_DONE(log->open());
    return log;
}

Outcome<Appended> Log::append(std::span<std::string const> entries)
{
    std::vector<Maker> makers;
    makers.reserve(entries.size());
    for (auto const& entry : entries)
        makers.emplace_back([&entry](std::uint64_t) { return entry; });
    return append(makers);
}

} // namespace recourse::vault::log
