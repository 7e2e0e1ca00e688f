#pragma once

#include "store/store.hpp"

#include <chrono>
#include <memory>

namespace recourse::store {

struct SqliteOptions {
    std::filesystem::path directory; ///< made when it is missing
    std::string holder = "recourse"; ///< what others are told who find the directory taken
    std::size_t cache_bytes_log = std::size_t { 8 } << 20; ///< of who appends
    std::size_t cache_bytes_views = std::size_t { 64 } << 20; ///< of who writes projections
    std::size_t cache_bytes_reader = std::size_t { 8 } << 20; ///< each
    unsigned readers_max = 4; ///< connections for reading; a read waits while all are in use
    /// `maintain` moves the write-ahead log into the database from this size on, ...
    unsigned checkpoint_pages = 4000;
    /// ... and an append does it itself where nobody has, at half as much again. The log is grown to that at the start.
    bool grow_log = true;
    /// How long a write waits for a program from outside that has the file locked.
    std::chrono::milliseconds busy_wait_max { 2000 };
    std::string vfs; ///< SQLite's file layer by name; empty: its own. For tests that pull the plug
    /// False: the store is looked at and left as it is, byte for byte; what writes is refused. Views that are missing
    /// or of another form are then taken for none.
    bool writes = true;
};

enum class OpenError : std::uint8_t {
    held, ///< another process has the directory; `detail` names it
    newer, ///< written by a newer program
    corrupt, ///< not a database, or not one of this program
    failed, ///< the medium
    apart, ///< the views were made of more events than there are, or of other ones
    older, ///< to be looked at, and written by an older program: it has to be brought to the present form first
};

/// Two files in a directory that is locked while the store is open: `recourse.db`, the log of events, and `views.db`,
/// the projections, which is made again from the log when it is missing or behind. Views are written after the events
/// that they are made of are durable, so they are never ahead: where they are, the log has lost its end, and the store
/// is not opened, so that what shows it stays. Each has a write-ahead log flushed at each
/// commit and one connection that writes, so that a slice keeps no append waiting; several connections read both. Files
/// are readable by their owner alone.
///
/// When a flush fails while committing, nobody knows what is on the disk: `append` says unknown, and from then on
/// the store refuses everything until it is opened anew. A flush is never tried twice.
class SqliteStore final : public Store {
public:
    static constexpr std::string_view file_name = "recourse.db";
    static constexpr std::string_view views_file_name = "views.db";
    /// A backup's copy of the views lies beside that of the log, with this behind its name.
    static constexpr std::string_view views_backup_suffix = ".views";

    static std::expected<std::unique_ptr<SqliteStore>, Fault<OpenError>> open(SqliteOptions);
    ~SqliteStore() override;

    Read<Head> head() override;
    std::expected<Epoch, Fault<AppendError>> lease(std::string_view holder) override;
    std::expected<Durable, Fault<AppendError>> append(Batch const&) override;
    Read<std::vector<Event>> read(Sequence from, std::size_t max) override;
    Read<AsOf<std::vector<Event>>> read_stream(StreamId, std::uint32_t from) override;

    std::expected<void, Fault<ProjectError>> project(Slice const&) override;
    std::expected<void, Fault<ProjectError>> drop_projections() override;

    Read<AsOf<std::vector<std::optional<CommandRecord>>>> find_commands(std::span<CommandId const>) override;
    Read<AsOf<std::vector<CommandId>>> command_ids(Sequence from, Sequence upto) override;
    Read<AsOf<std::vector<std::optional<Snapshot>>>> load(std::span<StreamId const>) override;
    Read<AsOf<std::vector<std::optional<Account>>>> accounts(std::span<AccountId const>) override;
    Read<AsOf<std::vector<Account>>> accounts_from(AccountId from, std::size_t max) override;
    Read<AsOf<std::vector<Account>>> unsettled_from(AccountId from, std::size_t max) override;
    Read<AsOf<std::vector<std::optional<Bytes>>>> rows(View, std::span<Key const>) override;
    Read<AsOf<std::vector<PageItem>>> page(PageRequest const&) override;
    Read<AsOf<std::vector<Timer>>> timers_due(Instant until, std::size_t max) override;
    Read<AsOf<std::vector<OutboxItem>>> outbox_pending(std::uint64_t after, std::size_t max) override;
    Read<AsOf<std::vector<ProjectionDigest>>> projection_digests() override;

    std::expected<void, Fault<ReadError>> maintain() override;
    std::expected<void, Fault<ReadError>> backup_to(std::filesystem::path const&) override;

private:
    struct State;
    explicit SqliteStore(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

} // namespace recourse::store
