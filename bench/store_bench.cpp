// How many events a second the store takes, durably, at several batch sizes: sealing (hashes) and appending, without
// and with projections; then how fast the log is read back and views are read.
//   store_bench DIRECTORY [SECONDS [BATCH...]]
// One event has a body of 200 bytes and moves two accounts, one of 64 hot ones and one of the order's own; orders are
// drawn from the newest 20,000, which move on. With projections, slices of 2,000 events are written between appends, as
// the projector does, with the command index, the stream index and accounts of these events.

#include "store/chain.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <tuple>
#include <unordered_map>

#include <sys/resource.h>

using namespace recourse;
using namespace recourse::store;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Of this process, user and system: what a busy machine blurs less than the clock.
double cpu_seconds()
{
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        + 1e-6 * static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

/// SplitMix64, as the reference programs draw.
struct Random {
    std::uint64_t state = 42;
    std::uint64_t next()
    {
        state += 0x9E37'79B9'7F4A'7C15u;
        auto mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58'476D'1CE4'E5B9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0'49BB'1331'11EBu;
        return mixed ^ (mixed >> 31);
    }
};

constexpr std::uint64_t hot = 64;
constexpr std::uint64_t window = 20'000;
constexpr std::size_t slice_size = 2'000;

class Workload {
public:
    Event next()
    {
        auto const newest = window + made_ / 6;
        auto const order = newest - 1 - random_.next() % window;
        Event event;
        event.stream = order + 1;
        event.version = ++versions_[order];
        event.type = 3;
        event.at = { 1'760'000'000'000'000 + static_cast<std::int64_t>(made_) };
        // The order of time in the first half, chance in the second, as identifiers of version 7 have it.
        auto const chance = random_.next();
        for (std::size_t i = 0; i < 8; ++i) {
            event.command.bytes[i] = static_cast<std::uint8_t>((made_ / 4) << 16 >> (56 - 8 * i));
            event.command.bytes[8 + i] = static_cast<std::uint8_t>(chance >> (8 * i));
        }
        event.body.resize(200);
        for (std::size_t i = 0; i < event.body.size(); i += 8) {
            auto const bits = random_.next();
            for (std::size_t j = 0; j < 8; ++j)
                event.body[i + j] = static_cast<std::uint8_t>(bits >> (8 * j));
        }
        ++made_;
        return event;
    }

    /// What an event does to the projections.
    void project(Event const& event, Slice& slice)
    {
        slice.commands.push_back({ event.command, event.sequence, 1 });
        slice.index.push_back({ event.stream, event.version, event.sequence });
        auto const amount = static_cast<std::int64_t>(event.body[0]);
        auto const debit = static_cast<AccountId>(1 + event.body[1] % hot);
        auto const credit = static_cast<AccountId>(hot + event.stream);
        for (auto const& [id, debits, credits] :
            { std::tuple(debit, amount, std::int64_t { 0 }), { credit, 0, amount } }) {
            auto& account = accounts_[id];
            account.id = id;
            account.currency = eur_;
            account.debits += debits;
            account.credits += credits;
            ++account.version;
            account.as_of = event.sequence;
            touched_[id] = account;
        }
        if (slice.index.size() == slice_size)
            finish(slice);
    }
    void finish(Slice& slice)
    {
        for (auto const& [id, account] : touched_)
            slice.accounts.push_back(account);
        touched_.clear();
    }

private:
    Random random_;
    std::uint64_t made_ = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> versions_;
    std::unordered_map<AccountId, Account> accounts_;
    std::map<AccountId, Account> touched_;
    Currency eur_ = Currency::from_code("EUR").value();
};

struct Measured {
    std::uint64_t events = 0;
    double seconds = 0;
    double cpu = 0;
    std::vector<double> micros; ///< of each append
};

std::unique_ptr<SqliteStore> opened(std::filesystem::path const& directory)
{
    SqliteOptions options;
    options.directory = directory;
    auto store = SqliteStore::open(std::move(options));
    if (!store) {
        fmt::print(stderr, "store_bench: {}\n", store.error().detail);
        std::exit(1);
    }
    return std::move(*store);
}

void demand(bool done, std::string_view what)
{
    if (!done) {
        fmt::print(stderr, "store_bench: {} failed\n", what);
        std::exit(1);
    }
}

Measured run(Store& store, std::size_t batch_size, double seconds, bool projecting)
{
    Workload workload;
    Measured measured;
    auto const epoch = store.lease("store_bench").value();
    auto head = store.head().value();
    Slice slice;
    slice.from = head.projected;
    double const cpu = cpu_seconds();
    auto const start = Clock::now();
    while (seconds_since(start) < seconds) {
        std::vector<Event> events;
        for (std::size_t i = 0; i < batch_size; ++i)
            events.push_back(workload.next());
        auto const begun = Clock::now();
        auto const batch = seal({ head.last, head.hash, epoch, events.back().at, 1 }, std::move(events));
        auto const durable = store.append(batch);
        measured.micros.push_back(seconds_since(begun) * 1e6);
        demand(durable.has_value(), "append");
        head.last = durable->last;
        head.hash = durable->hash;
        measured.events += batch_size;
        if (projecting) {
            for (auto const& event : batch.events) {
                workload.project(event, slice);
                if (slice.index.size() == slice_size) {
                    slice.upto = event.sequence;
                    demand(store.project(slice).has_value(), "project");
                    demand(store.maintain().has_value(), "maintain");
                    auto const upto = slice.upto;
                    slice = {};
                    slice.from = upto;
                }
            }
        }
    }
    measured.seconds = seconds_since(start);
    measured.cpu = cpu_seconds() - cpu;
    return measured;
}

void report(std::string_view what, std::size_t batch_size, Measured measured)
{
    std::ranges::sort(measured.micros);
    auto const at = [&](double share) {
        return measured.micros[static_cast<std::size_t>(share * static_cast<double>(measured.micros.size() - 1))];
    };
    fmt::print("{:<20} batch {:>5}  {:>9.0f} events/s  append p50 {:>6.0f}  p99 {:>6.0f}  max {:>6.0f} us  CPU "
               "{:>6.2f} us/event\n",
        what, batch_size, static_cast<double>(measured.events) / measured.seconds, at(0.5), at(0.99), at(1),
        measured.cpu * 1e6 / static_cast<double>(measured.events));
}

void report_reads(Store& store)
{
    auto start = Clock::now();
    ChainReader chain;
    std::uint64_t events = 0;
    for (;;) {
        auto const part = store.read(events + 1, 2000).value();
        for (auto const& event : part)
            demand(chain.add(event).has_value(), "chain");
        events += part.size();
        if (part.size() < 2000)
            break;
    }
    fmt::print("{:<20} {:>9.0f} events/s, chain verified over {}\n", "read all",
        static_cast<double>(events) / seconds_since(start), events);
    Random random;
    start = Clock::now();
    constexpr int reads = 50'000;
    for (int i = 0; i < reads; ++i) {
        std::array<AccountId, 1> const ids { static_cast<AccountId>(hot + 1 + random.next() % window) };
        demand(store.accounts(ids).has_value(), "accounts");
    }
    fmt::print("{:<20} {:>9.0f} reads/s\n", "one account", reads / seconds_since(start));
}

} // namespace

int main(int count, char** words)
{
    if (count < 2) {
        fmt::print(stderr, "store_bench DIRECTORY [SECONDS [BATCH...]]\n");
        return 2;
    }
    std::filesystem::path const directory = words[1];
    double const seconds = count > 2 ? std::atof(words[2]) : 3;
    std::vector<std::size_t> sizes;
    for (int i = 3; i < count; ++i)
        sizes.push_back(static_cast<std::size_t>(std::max(1, std::atoi(words[i]))));
    if (sizes.empty())
        sizes = { 1, 64, 1000 };
    for (auto const size : sizes) {
        for (bool const projecting : { false, true }) {
            auto const place
                = directory / fmt::format("store-bench-{}-{}", size, projecting ? "projecting" : "appending");
            std::filesystem::remove_all(place);
            {
                auto const store = opened(place);
                report(projecting ? "append and project" : "append", size, run(*store, size, seconds, projecting));
                if (projecting && size == sizes.back())
                    report_reads(*store);
            }
            std::filesystem::remove_all(place);
        }
    }
}
