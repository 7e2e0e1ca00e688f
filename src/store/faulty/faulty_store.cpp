#include "store/faulty/faulty_store.hpp"

#include <utility>

namespace recourse::store {

FaultyStore::FaultyStore(
    Store& inner, std::uint64_t seed, FaultChances chances, std::function<void(std::chrono::microseconds)> wait)
    : inner_(inner)
    , wait_(std::move(wait))
    , chances_(chances)
    , state_(seed)
{
}

void FaultyStore::set(FaultChances chances)
{
    std::scoped_lock const lock(mutex_);
    chances_ = chances;
}

void FaultyStore::restart()
{
    std::scoped_lock const lock(mutex_);
    down_ = false;
    full_left_ = 0;
}

bool FaultyStore::is_down() const
{
    std::scoped_lock const lock(mutex_);
    return down_;
}

std::uint64_t FaultyStore::count(InjectedFault fault) const
{
    std::scoped_lock const lock(mutex_);
    return counts_[std::to_underlying(fault)];
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every machine, which the standard's distributions do
/// not promise.
std::uint64_t FaultyStore::draw()
{
    state_ += 0x9E37'79B9'7F4A'7C15u;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58'476D'1CE4'E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D0'49BB'1331'11EBu;
    return mixed ^ (mixed >> 31);
}

bool FaultyStore::happens(unsigned per_thousand, InjectedFault fault)
{
    // Nothing is drawn for what cannot happen, so that one more kind of fault does not change the runs of all seeds.
    if (per_thousand == 0 || draw() % 1000 >= per_thousand)
        return false;
    ++counts_[std::to_underlying(fault)];
    return true;
}

std::chrono::microseconds FaultyStore::delay()
{
    std::scoped_lock const lock(mutex_);
    if (down_ || chances_.slow_max.count() <= 0 || !happens(chances_.slow, InjectedFault::slow))
        return {};
    return std::chrono::microseconds(draw() % static_cast<std::uint64_t>(chances_.slow_max.count()) + 1);
}

FaultyStore::Fate FaultyStore::read_fate()
{
    std::scoped_lock const lock(mutex_);
    if (down_)
        return Fate::down;
    return happens(chances_.transient, InjectedFault::transient) ? Fate::transient : Fate::well;
}

FaultyStore::Fate FaultyStore::write_fate()
{
    std::scoped_lock const lock(mutex_);
    if (down_)
        return Fate::down;
    if (full_left_ > 0) {
        --full_left_;
        return Fate::full;
    }
    if (happens(chances_.transient, InjectedFault::transient))
        return Fate::transient;
    if (happens(chances_.full, InjectedFault::full)) {
        full_left_ = chances_.full_lasts;
        return Fate::full;
    }
    if (happens(chances_.conflict, InjectedFault::conflict))
        return Fate::conflict;
    if (happens(chances_.lost_call, InjectedFault::lost_call))
        return Fate::lost_call;
    if (happens(chances_.lost_reply, InjectedFault::lost_reply))
        return Fate::lost_reply;
    if (happens(chances_.repeated, InjectedFault::repeated))
        return Fate::repeated;
    if (happens(chances_.torn, InjectedFault::torn)) {
        down_ = true;
        return draw() % 2 == 0 ? Fate::torn_before : Fate::torn_after;
    }
    return Fate::well;
}

template <class Value, class Error>
std::expected<Value, Fault<Error>> FaultyStore::write(Error other_writer, auto const& operation)
{
    if (auto const slow = delay(); slow.count() > 0 && wait_)
        wait_(slow);
    auto const failed = [](Error kind, char const* what) { return std::unexpected(Fault { kind, std::string(what) }); };
    switch (write_fate()) {
    case Fate::well:
        return operation();
    case Fate::down:
        return failed(Error::full, "the process has ended (injected)");
    case Fate::transient:
        return failed(Error::transient, "busy (injected)");
    case Fate::full:
        return failed(Error::full, "no room (injected)");
    case Fate::conflict:
        return failed(other_writer, "another writer (injected)");
    case Fate::lost_call:
    case Fate::torn_before:
        return failed(Error::unknown, "no answer (injected)");
    case Fate::lost_reply:
    case Fate::torn_after:
        (void)operation();
        return failed(Error::unknown, "no answer (injected)");
    case Fate::repeated:
        (void)operation();
        return operation();
    }
    return operation();
}

auto FaultyStore::read_through(auto const& operation) -> decltype(operation())
{
    if (auto const slow = delay(); slow.count() > 0 && wait_)
        wait_(slow);
    switch (read_fate()) {
    case Fate::down:
        return std::unexpected(Fault { ReadError::failed, std::string("the process has ended (injected)") });
    case Fate::transient:
        return std::unexpected(Fault { ReadError::transient, std::string("busy (injected)") });
    case Fate::well:
    case Fate::full:
    case Fate::conflict:
    case Fate::lost_call:
    case Fate::lost_reply:
    case Fate::repeated:
    case Fate::torn_before:
    case Fate::torn_after:
        break;
    }
    return operation();
}

Read<Head> FaultyStore::head()
{
    return read_through([&] { return inner_.head(); });
}

std::expected<Epoch, Fault<AppendError>> FaultyStore::lease(std::string_view holder)
{
    // A lease has no other writer to meet; what stands for it is that the answer is lost.
    return write<Epoch>(AppendError::unknown, [&] { return inner_.lease(holder); });
}

std::expected<Durable, Fault<AppendError>> FaultyStore::append(Batch const& batch)
{
    return write<Durable>(AppendError::conflict, [&] { return inner_.append(batch); });
}

Read<std::vector<Event>> FaultyStore::read(Sequence from, std::size_t max)
{
    return read_through([&] { return inner_.read(from, max); });
}

Read<AsOf<std::vector<Event>>> FaultyStore::read_stream(StreamId stream, std::uint32_t from)
{
    return read_through([&] { return inner_.read_stream(stream, from); });
}

std::expected<void, Fault<ProjectError>> FaultyStore::project(Slice const& slice)
{
    return write<void>(ProjectError::stale, [&] { return inner_.project(slice); });
}

std::expected<void, Fault<ProjectError>> FaultyStore::drop_projections()
{
    return write<void>(ProjectError::unknown, [&] { return inner_.drop_projections(); });
}

Read<AsOf<std::vector<std::optional<CommandRecord>>>> FaultyStore::find_commands(std::span<CommandId const> ids)
{
    return read_through([&] { return inner_.find_commands(ids); });
}

Read<AsOf<std::vector<CommandId>>> FaultyStore::command_ids(Sequence from, Sequence upto)
{
    return read_through([&] { return inner_.command_ids(from, upto); });
}

Read<AsOf<std::vector<std::optional<Snapshot>>>> FaultyStore::load(std::span<StreamId const> streams)
{
    return read_through([&] { return inner_.load(streams); });
}

Read<AsOf<std::vector<std::optional<Account>>>> FaultyStore::accounts(std::span<AccountId const> ids)
{
    return read_through([&] { return inner_.accounts(ids); });
}

Read<AsOf<std::vector<Account>>> FaultyStore::accounts_from(AccountId from, std::size_t max)
{
    return read_through([&] { return inner_.accounts_from(from, max); });
}

Read<AsOf<std::vector<Account>>> FaultyStore::unsettled_from(AccountId from, std::size_t max)
{
    return read_through([&] { return inner_.unsettled_from(from, max); });
}

Read<AsOf<std::vector<std::optional<Bytes>>>> FaultyStore::rows(View view, std::span<Key const> keys)
{
    return read_through([&] { return inner_.rows(view, keys); });
}

Read<AsOf<std::vector<PageItem>>> FaultyStore::page(PageRequest const& request)
{
    return read_through([&] { return inner_.page(request); });
}

Read<AsOf<std::vector<Timer>>> FaultyStore::timers_due(Instant until, std::size_t max)
{
    return read_through([&] { return inner_.timers_due(until, max); });
}

Read<AsOf<std::vector<OutboxItem>>> FaultyStore::outbox_pending(std::uint64_t after, std::size_t max)
{
    return read_through([&] { return inner_.outbox_pending(after, max); });
}

Read<AsOf<std::vector<ProjectionDigest>>> FaultyStore::projection_digests()
{
    return read_through([&] { return inner_.projection_digests(); });
}

std::expected<void, Fault<ReadError>> FaultyStore::maintain()
{
    return read_through([&] { return inner_.maintain(); });
}

std::expected<void, Fault<ReadError>> FaultyStore::backup_to(std::filesystem::path const& target)
{
    return read_through([&] { return inner_.backup_to(target); });
}

} // namespace recourse::store
