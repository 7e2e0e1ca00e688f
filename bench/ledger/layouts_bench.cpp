// What a program that only writes gets from this machine: the peers of ledger_bench.
//   layouts_bench LAYOUT DIRECTORY BATCH SECONDS [CLIENTS]
// With CLIENTS that many threads wait for their own acknowledgement each, and BATCH is the most that one commit takes.

#include "layouts.hpp"
#include "measure.hpp"

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace {

using namespace bench;

constexpr std::uint64_t orders = 200'000;
constexpr std::uint64_t window = 20'000; ///< orders are drawn from the newest of them, which move on
constexpr std::uint64_t hot_accounts = 64;

class Postings {
public:
    void next(Posting& posting)
    {
        auto const newest = window + made_ / 6;
        posting.order = (newest - 1 - random_.next() % window) % orders;
        posting.version = ++versions_[posting.order];
        posting.debit = 1 + random_.next() % hot_accounts;
        posting.credit = hot_accounts + 1 + posting.order;
        posting.amount = static_cast<std::int64_t>(random_.next() % 100'000);
        // In the order of time, as identifiers of version 7 are.
        put(posting.command, 0, (made_ / 4) << 16);
        put(posting.command, 8, random_.next());
        for (std::size_t i = 0; i < posting.body.size(); i += 8)
            put(posting.body, i, random_.next());
        ++made_;
    }

private:
    template <std::size_t n>
    static void put(std::array<std::uint8_t, n>& bytes, std::size_t at, std::uint64_t number)
    {
        for (std::size_t i = 0; i < 8; ++i)
            bytes[at + i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
    }

    Random random_;
    std::uint64_t made_ = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> versions_;
};

void full_batches(Layout& layout, std::size_t batch, double seconds, Measured& measured)
{
    Postings postings;
    std::vector<Posting> some(batch);
    auto const start = Clock::now();
    while (seconds_since(start) < seconds) {
        for (auto& one : some)
            postings.next(one);
        auto const begun = Clock::now();
        layout.begin();
        for (auto const& one : some)
            layout.add(one);
        layout.commit();
        measured.micros.push_back(static_cast<float>(seconds_since(begun) * 1e6));
        measured.events += batch;
    }
    measured.seconds = seconds_since(start);
}

struct Client {
    Posting posting;
    bool waits = false;
    std::condition_variable answered;
    std::vector<float> micros;
};

void closed_loop(Layout& layout, std::size_t batch, double seconds, unsigned count, Measured& measured)
{
    Postings postings;
    std::mutex mutex;
    std::condition_variable sent;
    std::vector<Client*> inbox;
    bool over = false;
    std::vector<Client> clients(count);
    std::vector<std::thread> threads;
    for (auto& client : clients)
        threads.emplace_back([&] {
            std::unique_lock lock(mutex);
            while (!over) {
                postings.next(client.posting);
                auto const begun = Clock::now();
                client.waits = true;
                inbox.push_back(&client);
                if (inbox.size() == 1)
                    sent.notify_one();
                client.answered.wait(lock, [&] { return !client.waits || over; });
                client.micros.push_back(static_cast<float>(seconds_since(begun) * 1e6));
            }
        });
    auto const start = Clock::now();
    std::vector<Client*> taken;
    while (seconds_since(start) < seconds) {
        {
            std::unique_lock lock(mutex);
            sent.wait(lock, [&] { return !inbox.empty(); });
            auto const some = static_cast<std::ptrdiff_t>(std::min(batch, inbox.size()));
            taken.assign(inbox.begin(), inbox.begin() + some);
            inbox.erase(inbox.begin(), inbox.begin() + some);
        }
        layout.begin();
        for (auto* client : taken)
            layout.add(client->posting);
        layout.commit();
        measured.events += taken.size();
        std::lock_guard const lock(mutex);
        for (auto* client : taken) {
            client->waits = false;
            client->answered.notify_one();
        }
    }
    measured.seconds = seconds_since(start);
    {
        std::lock_guard const lock(mutex);
        over = true;
        for (auto& client : clients)
            client.answered.notify_one();
    }
    for (auto& thread : threads)
        thread.join();
    for (auto const& client : clients)
        measured.micros.insert(measured.micros.end(), client.micros.begin(), client.micros.end());
}

} // namespace

int main(int count, char** words)
{
    if (count < 5) {
        fmt::print(stderr, "layouts_bench LAYOUT DIRECTORY BATCH SECONDS [CLIENTS]\n");
        return 2;
    }
    Measured measured;
    measured.name = words[1];
    std::filesystem::path const directory = words[2];
    measured.batch = static_cast<std::size_t>(std::max(1, std::atoi(words[3])));
    double const seconds = std::atof(words[4]);
    measured.clients = count > 5 ? static_cast<unsigned>(std::max(0, std::atoi(words[5]))) : 0;
    {
        auto const kept = layout(measured.name, directory, orders);
        auto const written = device_bytes(directory);
        double const cpu = cpu_seconds();
        if (measured.clients == 0)
            full_batches(*kept, measured.batch, seconds, measured);
        else
            closed_loop(*kept, measured.batch, seconds, measured.clients, measured);
        measured.cpu = cpu_seconds() - cpu;
        measured.written = device_bytes(directory) - written;
    }
    measured.commands = measured.events;
    for (auto const& file : std::filesystem::directory_iterator(directory))
        measured.file_bytes += file.file_size();
    measured.print();
    std::filesystem::remove_all(directory);
}
