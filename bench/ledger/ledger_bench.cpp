// The service's core on its real store: what a whole order life costs, with all that is decided, checked, hashed and
// kept for ever. Its peers are in layouts_bench; compare.py runs both in turns.
//   ledger_bench DIRECTORY lives    [clients=N | batch=N] [seconds=S] [suppliers=N] [hot=PERCENT] [claims=PERCENT]
//                           [orders=N] [short=PERCENT]
//   ledger_bench DIRECTORY rebuild  all views anew
//   ledger_bench DIRECTORY replay   the log read, verified and applied in memory
//   ledger_bench DIRECTORY start    from nothing to ready, after `lives` ended or was killed
// `clients` are threads that wait for their own acknowledgement each; `batch` keeps twice as many commands waiting as a
// batch takes,
// until `orders` were begun where that is said. The database stays in DIRECTORY.

#include "lives.hpp"
#include "measure.hpp"

#include "app/projection.hpp"
#include "app/stored_event.hpp"
#include "catalog/world.hpp"
#include "store/sqlite/sqlite_store.hpp"

#include <cstdlib>
#include <future>
#include <map>
#include <optional>

namespace {

using namespace bench;
namespace store = recourse::store;

time::Zone const zone = *time::Zone::find("Asia/Shanghai");

[[noreturn]] void fail(std::string_view what)
{
    fmt::print(stderr, "ledger_bench: {}\n", what);
    std::_Exit(1);
}

class Words {
public:
    Words(int count, char** words)
    {
        for (int i = 3; i < count; ++i) {
            std::string_view const word = words[i];
            auto const equals = word.find('=');
            if (equals == std::string_view::npos)
                fail(fmt::format("'{}' is no NAME=NUMBER", word));
            numbers_[std::string { word.substr(0, equals) }] = std::atof(words[i] + equals + 1);
        }
    }
    double get(std::string const& name, double standard) const
    {
        auto const found = numbers_.find(name);
        return found == numbers_.end() ? standard : found->second;
    }
    std::size_t count(std::string const& name, double standard) const
    {
        return static_cast<std::size_t>(get(name, standard));
    }

private:
    std::map<std::string, double> numbers_;
};

std::shared_ptr<app::RuleBooks const> books()
{
    auto const loaded = catalog::shipped_world(false);
    if (!loaded)
        fail("the shipped data cannot be read");
    app::RunProgramme run { "alibaba-trade-assurance", "current-help", {} };
    run.claims.funds = { escrow::Fund::supplier_balance, escrow::Fund::bond, escrow::Fund::guarantee_pool };
    return std::make_shared<app::RuleBooks const>(loaded->world, std::vector { run });
}

std::unique_ptr<store::SqliteStore> opened(std::filesystem::path const& directory)
{
    store::SqliteOptions options;
    options.directory = directory;
    auto kept = store::SqliteStore::open(std::move(options));
    if (!kept)
        fail(kept.error().detail);
    return *std::move(kept);
}

std::unique_ptr<app::Pipeline> started(store::Store& kept, app::Clock& clock, app::PipelineLimits limits = {})
{
    auto pipeline = app::Pipeline::start(kept, clock, books(), zone, "ledger_bench", limits);
    if (!pipeline)
        fail(pipeline.error());
    return *std::move(pipeline);
}

Market market_in(app::Pipeline& pipeline, Words const& words, std::uint64_t run)
{
    Market market;
    market.hot_percent = static_cast<unsigned>(words.count("hot", 0));
    market.claims_percent = static_cast<unsigned>(words.count("claims", 5));
    market.short_percent = static_cast<unsigned>(words.count("short", 0));
    app::SystemClock clock;
    market.today = zone.civil(clock.now()).date;
    auto const add = [&](std::vector<Id<Party>>& parties, std::size_t count, std::string_view name) {
        std::vector<std::future<app::Outcome>> answers;
        for (std::size_t i = 0; i < count; ++i) {
            app::Envelope envelope { {}, {}, { act::Role::platform, {}, {} }, { app::Subject::party, 0 },
                party::Command { party::Register { { fmt::format("{} {}", name, i), "", "CN", "" } } }, {}, {} };
            envelope.content = app::content_of(envelope);
            envelope.id = app::command_id({}, fmt::format("{}-{}-{}", run, name, i));
            auto promise = std::make_shared<std::promise<app::Outcome>>();
            answers.push_back(promise->get_future());
            pipeline.submit(std::move(envelope), [promise](app::Outcome outcome) { promise->set_value(outcome); });
        }
        for (auto& answer : answers)
            parties.push_back({ answer.get().target.number });
    };
    add(market.buyers, 1'000, "buyer");
    add(market.suppliers, words.count("suppliers", 1'000), "supplier");
    return market;
}

/// Threads that wait for their own answers.
void closed_loop(app::Pipeline& pipeline, Market const& market, std::uint64_t run, unsigned clients, double seconds,
    Measured& measured)
{
    std::mutex mutex;
    std::vector<std::thread> threads;
    auto const start = Clock::now();
    for (unsigned i = 0; i < clients; ++i)
        threads.emplace_back([&, i] {
            Life life(market, run, i);
            std::vector<float> micros;
            while (seconds_since(start) < seconds) {
                std::promise<app::Outcome> promise;
                auto answer = promise.get_future();
                auto const begun = Clock::now();
                pipeline.submit(
                    life.next(), [&promise](app::Outcome outcome) { promise.set_value(std::move(outcome)); });
                auto const outcome = answer.get();
                micros.push_back(static_cast<float>(seconds_since(begun) * 1e6));
                if (!life.answered(outcome))
                    fail(fmt::format("a command was not carried out: {}", outcome.code));
            }
            std::lock_guard const lock(mutex);
            measured.commands += micros.size();
            measured.micros.insert(measured.micros.end(), micros.begin(), micros.end());
        });
    for (auto& thread : threads)
        thread.join();
    measured.seconds = seconds_since(start);
}

/// One thread that keeps `waiting` commands on their way.
void full_batches(app::Pipeline& pipeline, Market const& market, std::uint64_t run, std::size_t waiting, double seconds,
    std::uint64_t orders_max, Measured& measured)
{
    struct Answered {
        std::size_t life;
        app::Outcome outcome;
    };
    std::vector<Life> lives;
    std::vector<Clock::time_point> begun(waiting);
    for (std::size_t i = 0; i < waiting; ++i)
        lives.emplace_back(market, run, i);
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Answered> answers, taken;
    auto const send = [&](std::size_t i) {
        begun[i] = Clock::now();
        pipeline.submit(lives[i].next(), [&, i](app::Outcome outcome) {
            std::lock_guard const lock(mutex);
            answers.push_back({ i, std::move(outcome) });
            changed.notify_one();
        });
    };
    std::uint64_t orders = waiting;
    auto const start = Clock::now();
    for (std::size_t i = 0; i < waiting; ++i)
        send(i);
    for (std::size_t open = waiting; open > 0;) {
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return !answers.empty(); });
            taken.swap(answers);
        }
        bool const over = orders_max == 0 ? seconds_since(start) >= seconds : orders >= orders_max;
        for (auto& [i, outcome] : taken) {
            auto const begun_before = lives[i].orders();
            if (!lives[i].answered(outcome))
                fail(fmt::format("a command was not carried out: {}", outcome.code));
            orders += lives[i].orders() - begun_before;
            ++measured.commands;
            if (orders_max == 0)
                measured.micros.push_back(static_cast<float>(seconds_since(begun[i]) * 1e6));
            if (over)
                --open;
            else
                send(i);
        }
        taken.clear();
    }
    measured.seconds = seconds_since(start);
}

std::uint64_t file_bytes(std::filesystem::path const& directory)
{
    return std::filesystem::file_size(directory / store::SqliteStore::file_name)
        + std::filesystem::file_size(directory / store::SqliteStore::views_file_name);
}

/// Rows of the log that are no headers.
std::uint64_t events_between(store::Store& kept, store::Sequence after, store::Sequence upto)
{
    std::uint64_t events = 0;
    while (after < upto) {
        auto const some = kept.read(after + 1, 10'000);
        if (!some || some->empty())
            fail("the log cannot be read");
        for (auto const& event : *some)
            events += event.type != store::header_type && event.sequence <= upto ? 1u : 0u;
        after = some->back().sequence;
    }
    return events;
}

void lives(std::filesystem::path const& directory, Words const& words)
{
    Measured measured;
    measured.name = "recourse";
    measured.batch = words.count("batch", 0);
    measured.clients = static_cast<unsigned>(words.count("clients", measured.batch == 0 ? 64 : 0));
    auto const kept = opened(directory);
    app::SystemClock clock;
    app::PipelineLimits limits;
    if (measured.batch != 0) {
        limits.batch_commands_max = measured.batch;
        limits.batch_bytes_max = std::size_t { 64 } << 20;
        limits.inbox_max = std::max(limits.inbox_max, 2 * measured.batch);
    }
    auto const pipeline = started(*kept, clock, limits);
    auto const run = static_cast<std::uint64_t>(clock.now().micros);
    auto const market = market_in(*pipeline, words, run);
    auto const before = pipeline->durable();
    auto const written = device_bytes(directory);
    double const cpu = cpu_seconds();
    double const seconds = words.get("seconds", 3);
    if (measured.batch == 0)
        closed_loop(*pipeline, market, run, measured.clients, seconds, measured);
    else
        full_batches(*pipeline, market, run, std::max<std::size_t>(2 * measured.batch, 64), seconds,
            words.count("orders", 0), measured);
    measured.cpu = cpu_seconds() - cpu;
    measured.written = device_bytes(directory) - written;
    auto const last = pipeline->durable();
    if (!pipeline->wait_projected(last, std::chrono::minutes(60)))
        fail("the views do not follow");
    measured.events = events_between(*kept, before, last);
    measured.file_bytes = before < 10'000 ? file_bytes(directory) : 0;
    measured.print();
}

void rebuild(std::filesystem::path const& directory)
{
    auto const kept = opened(directory);
    app::SystemClock clock;
    auto const pipeline = started(*kept, clock);
    Measured measured;
    measured.name = "rebuild";
    measured.events = events_between(*kept, 0, pipeline->durable());
    double const cpu = cpu_seconds();
    auto const start = Clock::now();
    pipeline->rebuild();
    // It has begun when the views no longer show the end.
    while (pipeline->wait_projected(pipeline->durable(), std::chrono::milliseconds(0)))
        std::this_thread::yield();
    if (!pipeline->wait_projected(pipeline->durable(), std::chrono::minutes(60)))
        fail("the views do not follow");
    measured.seconds = seconds_since(start);
    measured.cpu = cpu_seconds() - cpu;
    measured.print();
}

void replay(std::filesystem::path const& directory)
{
    auto const kept = opened(directory);
    app::Domain domain(books(), zone);
    store::ChainReader chain;
    Measured measured;
    measured.name = "replay";
    double const cpu = cpu_seconds();
    auto const start = Clock::now();
    for (store::Sequence from = 1;;) {
        auto const some = kept->read(from, 10'000);
        if (!some)
            fail(some.error().detail);
        for (auto const& event : *some) {
            from = event.sequence + 1;
            if (!chain.add(event))
                fail("the chain does not hold");
            if (event.type == store::header_type)
                continue;
            auto const stored = app::unpacked(event);
            if (!stored || !domain.replay(event, *stored))
                fail("an event cannot be applied");
            ++measured.events;
        }
        if (some->size() < 10'000)
            break;
    }
    measured.seconds = seconds_since(start);
    measured.cpu = cpu_seconds() - cpu;
    measured.print();
}

void start(std::filesystem::path const& directory)
{
    auto const begun = Clock::now();
    auto const rules = books();
    double const data = seconds_since(begun);
    auto const kept = opened(directory);
    app::SystemClock clock;
    auto pipeline = app::Pipeline::start(*kept, clock, rules, zone, "ledger_bench");
    if (!pipeline)
        fail(pipeline.error());
    double const ready = seconds_since(begun);
    fmt::print(
        "{{\"name\":\"start\",\"rows\":{},\"ready_s\":{:.3f},\"of_it_rule_books_s\":{:.3f},\"resident_mib\":{}}}\n",
        (*pipeline)->durable(), ready, data, resident_mib());
}

} // namespace

int main(int count, char** words)
{
    if (count < 3) {
        fmt::print(stderr, "ledger_bench DIRECTORY lives|rebuild|replay|start [NAME=NUMBER...]\n");
        return 2;
    }
    std::filesystem::path const directory = words[1];
    std::string_view const what = words[2];
    Words const numbers(count, words);
    if (what == "lives")
        lives(directory, numbers);
    else if (what == "rebuild")
        rebuild(directory);
    else if (what == "replay")
        replay(directory);
    else if (what == "start")
        start(directory);
    else
        fail(fmt::format("there is no '{}'", what));
    return 0;
}
