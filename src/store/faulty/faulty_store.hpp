#pragma once

#include "store/store.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <mutex>

namespace recourse::store {

/// How often, in a thousand calls, each thing goes wrong. All zero: the store behaves as the one inside.
struct FaultChances {
    // of append, lease, project and drop_projections
    unsigned lost_reply = 0; ///< it was done, the answer is unknown
    unsigned lost_call = 0; ///< it was not done, the answer is unknown
    unsigned repeated = 0; ///< it arrives twice, the second answer is the one that comes back
    unsigned conflict = 0; ///< not done: conflict or stale, although nobody else was there
    unsigned full = 0; ///< not done, and the next `full_lasts` writes are not either
    unsigned torn = 0; ///< the process ends in the middle of it: done or not, and no answer to anything until `restart`
    // of every operation
    unsigned transient = 0; ///< not done
    unsigned slow = 0; ///< `wait` is called first
    unsigned full_lasts = 3;
    std::chrono::microseconds slow_max { 1'000'000 };
};

enum class InjectedFault : std::uint8_t { lost_reply, lost_call, repeated, conflict, full, torn, transient, slow };
inline constexpr std::size_t injected_faults = 8;

/// Another store with faults that a seed chooses: the same seed and the same calls give the same faults. Whatever it
/// says, the store inside stays right: a write is there whole or not at all.
class FaultyStore final : public Store {
public:
    /// `inner` must outlive it. `wait` passes time where a call is slow; without it, slow calls are as quick as others.
    FaultyStore(
        Store& inner, std::uint64_t seed, FaultChances, std::function<void(std::chrono::microseconds)> wait = {});

    /// Other chances from now on; with none, the way for everything to drain.
    void set(FaultChances);
    /// After `torn`: what is durable is there again, a full disk has room.
    void restart();
    bool is_down() const;
    /// How many faults of a kind there were.
    std::uint64_t count(InjectedFault) const;

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
    /// What becomes of one call.
    enum class Fate : std::uint8_t {
        well,
        down,
        transient,
        full,
        conflict,
        lost_call,
        lost_reply,
        repeated,
        torn_before,
        torn_after
    };
    Fate write_fate();
    Fate read_fate();
    bool happens(unsigned per_thousand, InjectedFault);
    std::uint64_t draw();
    std::chrono::microseconds delay();
    template <class Value, class Error>
    std::expected<Value, Fault<Error>> write(Error other_writer, auto const& operation);
    auto read_through(auto const& operation) -> decltype(operation());

    Store& inner_;
    std::function<void(std::chrono::microseconds)> wait_;
    mutable std::mutex mutex_; ///< of all below
    FaultChances chances_;
    std::uint64_t state_;
    bool down_ = false;
    unsigned full_left_ = 0;
    std::array<std::uint64_t, injected_faults> counts_ {};
};

} // namespace recourse::store
