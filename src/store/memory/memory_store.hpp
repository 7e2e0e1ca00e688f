#pragma once

#include "store/store.hpp"

#include <map>
#include <mutex>
#include <set>
#include <tuple>

namespace recourse::store {

/// The reference: what a store means, in ordered maps under one lock. Nothing of it is on a disk; what it calls durable
/// lives as long as the object.
class MemoryStore final : public Store {
public:
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

    std::expected<void, Fault<ReadError>> maintain() override { return {}; }
    /// Always `failed`: there are no files.
    std::expected<void, Fault<ReadError>> backup_to(std::filesystem::path const&) override;

private:
    struct Projections {
        Sequence projected = 0;
        std::map<CommandId, CommandRecord> commands;
        std::map<std::tuple<std::int64_t, std::uint32_t>, Indexed> index;
        std::map<AccountId, Account> accounts;
        std::map<std::int64_t, Snapshot> snapshots;
        std::map<std::tuple<View, Key>, Bytes> rows;
        std::set<ListItem> lists;
        std::map<Key, Timer> timers;
        std::map<std::uint64_t, OutboxItem> outbox;
    };

    Sequence last() const { return log_.size(); }

    std::mutex mutex_;
    std::vector<Event> log_; ///< the event `sequence` stands at sequence - 1
    Digest hash_;
    Epoch epoch_ = 0;
    Projections projections_;
};

} // namespace recourse::store
