// How fast the vault takes things in and proves them.
//   vault_bench DIRECTORY [items|keeper|large|upload|bundle|proofs ...] [--entries N] [--megabytes N]
// items:  small objects, each with its record in the log, acknowledged by groups: per second, and what one group takes.
// keeper: the same through the keeper, where records follow from events and are looked up afterwards.
// large:  one file put into the vault, beside what sha256sum takes for the same file right before and after.
// upload: a file that comes as an upload, and the memory taken.
// bundle: a thousand exhibits of a megabyte each, sealed and verified, beside what sha256sum takes for the same file.
// proofs: a log of N entries (10,000,000); the time and hashes of a proof at random places, its check, and the memory
// taken. The directory should be on the disk that is meant; what was written there is removed.

#include "vault/keeper/fill.hpp"
#include "vault/keeper/keeper.hpp"
#include "vault/log/log.hpp"
#include "vault/objects/folder_objects.hpp"
#include "vault/record/record.hpp"
#include "vault/seal/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace recourse;
using namespace recourse::vault;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

long peak_megabytes()
{
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

[[noreturn]] void fail(std::string const& says)
{
    fmt::print(stderr, "{}\n", says);
    std::exit(1);
}

template <class T>
T must(Outcome<T> outcome)
{
    if (!outcome)
        fail(fmt::format("{}: {}", name(outcome.error().kind), outcome.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*outcome);
}

double percentile(std::vector<double>& values, double share)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

log::LogOptions options()
{
    return { .origin = "bench.example/vault", .signer = log::make_signer("bench.example/vault", log::Seed { 1 }) };
}

void items(std::filesystem::path const& directory)
{
    fmt::print("items: objects of 600 bytes with a record each; per second, median and 99th percentile of a group\n");
    std::uint64_t number = 0;
    for (std::size_t const group : { 1u, 16u, 64u, 256u, 1024u }) {
        auto const folder = directory / fmt::format("items-{}", group);
        auto const objects = must(open_folder_objects(system_files(), folder / "objects"));
        auto const log = must(log::Log::open(system_files(), folder / "log", options()));
        std::vector<double> took;
        std::size_t done = 0;
        auto const start = Clock::now();
        while (seconds_since(start) < 5) {
            auto const begun = Clock::now();
            std::vector<std::unique_ptr<StagedObject>> staged;
            for (std::size_t i = 0; i < group; ++i) {
                auto const text = fmt::format("{:0600}", ++number);
                staged.push_back(must(objects->stage(source_of(text), 1 << 20)));
            }
            auto const kept = must(objects->keep(std::move(staged)));
            std::vector<log::Log::Maker> makers;
            for (auto const& one : kept) {
                makers.emplace_back([&one](std::uint64_t index) {
                    return encode({ .sequence = index,
                        .digest = one.digest,
                        .size = one.size,
                        .nonce = new_nonce(),
                        .act = Act::received,
                        .subject = "C-17",
                        .actor = "P-4",
                        .at = { 1'790'000'000'000'000 },
                        .how = "upload 1.0",
                        .parents = {},
                        .note = {} });
                });
            }
            must(log->append(makers));
            done += group;
            took.push_back(seconds_since(begun) * 1e3);
        }
        auto const rate = static_cast<double>(done) / seconds_since(start);
        fmt::print("  group of {:5}: {:7.0f} items/s, {:7.1f} ms, {:7.1f} ms\n", group, rate, percentile(took, 0.5),
            percentile(took, 0.99));
        std::filesystem::remove_all(folder);
    }
}

void through_keeper(std::filesystem::path const& directory)
{
    fmt::print("keeper: objects of 600 bytes, each with the record of an event; per second, median of a group\n");
    std::uint64_t number = 0;
    for (std::size_t const group : { 1u, 16u, 64u, 256u, 1024u }) {
        auto const folder = directory / fmt::format("keeper-{}", group);
        keeper::KeeperOptions keeping;
        keeping.origin = "bench.example/vault";
        keeping.now = [] { return Instant { 1'790'000'000'000'000 }; };
        auto const kept_by = must(keeper::Keeper::open(system_files(), folder, keeping));
        std::vector<double> took;
        std::size_t done = 0;
        auto const start = Clock::now();
        while (seconds_since(start) < 5) {
            auto const begun = Clock::now();
            std::vector<std::unique_ptr<StagedObject>> staged;
            for (std::size_t i = 0; i < group; ++i) {
                auto const text = fmt::format("{:0600}", ++number);
                staged.push_back(must(kept_by->objects().stage(source_of(text), 1 << 20)));
            }
            auto const kept = must(kept_by->objects().keep(std::move(staged)));
            std::vector<keeper::Entry> entries;
            for (std::size_t i = 0; i < group; ++i)
                entries.push_back({ { done + i + 1, 0 },
                    { kept[i].digest, kept[i].size, Act::received, "C-17", "P-4", keeping.now(), "upload 1.0", {},
                        {} } });
            must(kept_by->append(entries));
            done += group;
            took.push_back(seconds_since(begun) * 1e3);
        }
        auto const rate = static_cast<double>(done) / seconds_since(start);
        fmt::print("  group of {:5}: {:7.0f} items/s, {:7.1f} ms\n", group, rate, percentile(took, 0.5));
        std::filesystem::remove_all(folder);
    }
}

void large(std::filesystem::path const& directory, std::size_t megabytes)
{
    auto const path = directory / "large";
    {
        std::ofstream file(path, std::ios::binary);
        std::string piece(1 << 20, '\0');
        std::uint64_t state = 1;
        for (std::size_t i = 0; i < megabytes; ++i) {
            for (std::size_t at = 0; at < piece.size(); at += 8) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                std::copy_n(reinterpret_cast<char const*>(&state), 8, piece.begin() + static_cast<std::ptrdiff_t>(at));
            }
            file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        }
    }
    sync();
    auto const peer = [&] {
        auto const start = Clock::now();
        auto const command = fmt::format("sha256sum {} > /dev/null", path.string());
        if (std::system(command.c_str()) != 0) // NOLINT(cert-env33-c): the peer is a program
            fail("sha256sum failed");
        return static_cast<double>(megabytes) / seconds_since(start);
    };
    peer(); // brings the file into memory for all that follow
    fmt::print("large: a file of {} MB, MB/s\n", megabytes);
    auto const objects = must(open_folder_objects(system_files(), directory / "objects"));
    for (int round = 0; round < 3; ++round) {
        auto const before = peer();
        auto const start = Clock::now();
        int const file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
        auto const stored = must(objects->put(
            [file](std::span<std::uint8_t> into) -> std::expected<std::size_t, std::string> {
                auto const got = read(file, into.data(), into.size());
                if (got < 0)
                    return std::unexpected("read failed");
                return static_cast<std::size_t>(got);
            },
            std::uint64_t { 1 } << 40));
        close(file);
        auto const ours = static_cast<double>(megabytes) / seconds_since(start);
        auto const after = peer();
        fmt::print(
            "  durable in the vault {:6.0f}; sha256sum {:6.0f} before, {:6.0f} after: {:.0f} %; peak memory {} MB\n",
            ours, before, after, 200 * ours / (before + after), peak_megabytes());
        must(objects->erase(stored.digest));
    }
    std::filesystem::remove(path);
    std::filesystem::remove_all(directory / "objects");
}

void upload(std::filesystem::path const& directory, std::size_t megabytes)
{
    auto const folder = directory / "upload";
    keeper::KeeperOptions keeping;
    keeping.origin = "bench.example/vault";
    keeping.now = [] { return Instant { 1'790'000'000'000'000 }; };
    auto const kept_by = must(keeper::Keeper::open(system_files(), folder, keeping));
    auto const size = std::uint64_t { megabytes } << 20U;
    auto start = Clock::now();
    auto const id = kept_by->uploads().create(size, {}, "P-4");
    std::uint64_t given = 0;
    auto const end = kept_by->uploads().append(
        *id, "P-4", 0, [&](std::span<std::uint8_t> into) -> std::expected<std::size_t, std::string> {
            auto const count = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size - given));
            std::fill_n(into.begin(), count, static_cast<std::uint8_t>(given >> 18U));
            given += count;
            return count;
        });
    if (!end)
        fail(end.error().says);
    auto const came = static_cast<double>(megabytes) / seconds_since(start);
    start = Clock::now();
    if (auto const done = kept_by->uploads().finish(*id, "P-4"); !done)
        fail(done.error().says);
    fmt::print("upload: {} MB came in one piece at {:.0f} MB/s, became an object at {:.0f} MB/s; peak memory {} MB\n",
        megabytes, came, static_cast<double>(megabytes) / seconds_since(start), peak_megabytes());
    std::filesystem::remove_all(folder);
}

/// A thousand exhibits of a megabyte each, taken in and numbered; and the request for their bundle.
keeper::BundleRequest thousand_exhibits(keeper::Keeper& kept_by, Instant at)
{
    keeper::BundleRequest request { "C-17", "C-17", at, {}, {} };
    std::uint64_t state = 1;
    for (std::uint64_t number = 1; number <= 1'000; ++number) {
        std::string bytes(1'000'000, '\0');
        for (auto& byte : bytes)
            byte = static_cast<char>((state = state * 6364136223846793005u + 1442695040888963407u) >> 56U);
        std::vector<std::unique_ptr<StagedObject>> staged;
        staged.push_back(must(kept_by.objects().stage(source_of(bytes), 2 << 20)));
        auto const kept = must(kept_by.objects().keep(std::move(staged)));
        auto const name = fmt::format("E{:03}", number);
        auto const record = [&](Act act, std::string note) {
            return keeper::Draft { kept[0].digest, kept[0].size, act, "C-17", "P-4", at, "upload 1.0", {},
                std::move(note) };
        };
        std::array<keeper::Entry, 2> const entries {
            keeper::Entry { { 2 * number, 0 },
                record(Act::received, "compartment: shared\noriginal name: photo.jpg\nmedia type: image/jpeg") },
            keeper::Entry { { 2 * number + 1, 0 }, record(Act::numbered, fmt::format("number: E{}", number)) }
        };
        must(kept_by.append(entries));
        request.exhibits.push_back({ name, name + "_photo.jpg", "photo.jpg", "image/jpeg", kept[0].digest });
    }
    return request;
}

void bundle(std::filesystem::path const& directory)
{
    keeper::KeeperOptions keeping;
    keeping.origin = "bench.example/vault";
    keeping.now = [] { return Instant { 1'790'000'000'000'000 }; };
    auto const kept_by = must(keeper::Keeper::open(system_files(), directory / "bundle", keeping));
    auto const request = thousand_exhibits(*kept_by, keeping.now());
    auto const path = directory / "bundle.zip";
    auto start = Clock::now();
    {
        std::ofstream file(path, std::ios::binary);
        auto const done = keeper::write(
            *kept_by, request, [&](std::span<std::uint8_t const> piece) -> std::expected<void, std::string> {
                file.write(reinterpret_cast<char const*>(piece.data()), static_cast<std::streamsize>(piece.size()));
                return {};
            });
        if (!done)
            fail(to_string(done.error().front()));
    }
    auto const sealed = seconds_since(start);
    fmt::print("bundle: 1,000 exhibits of 1 MB, sealed in {:.1f} s\n", sealed);
    for (int round = 0; round < 3; ++round) {
        auto const command = fmt::format("sha256sum '{}' > /dev/null", path.string());
        start = Clock::now();
        if (std::system(command.c_str()) != 0) // NOLINT(concurrency-mt-unsafe): one thread
            fail("sha256sum");
        auto const summed = seconds_since(start);
        start = Clock::now();
        auto const opened = seal::open_bundle(path.string());
        if (!opened)
            fail(to_string(opened.error().front()));
        auto const verification = seal::verify_bundle(*opened, {}, {}, keeping.now());
        auto const took = seconds_since(start);
        for (auto const question : { seal::Question::complete, seal::Question::in_log })
            if (verification.of(question).state != seal::State::holds)
                fail(verification.of(question).says);
        fmt::print(
            "  verified in {:.2f} s; sha256sum of it {:.2f} s; peak memory {} MB\n", took, summed, peak_megabytes());
    }
    std::filesystem::remove(path);
    std::filesystem::remove_all(directory / "bundle");
}

void proofs(std::filesystem::path const& directory, std::uint64_t entries)
{
    auto const folder = directory / "proofs";
    auto const start = Clock::now();
    auto kept = must(log::Log::open(system_files(), folder, options()));
    constexpr std::uint64_t batch_size = 16'384;
    for (std::uint64_t size = 0; size < entries;) {
        std::vector<log::Log::Maker> makers(std::min(batch_size, entries - size),
            [](std::uint64_t index) { return fmt::format("entry {:0250}", index); });
        size += must(kept->append(makers)).count;
    }
    auto const built = seconds_since(start);
    fmt::print("proofs: a log of {} entries of 256 bytes, appended in {:.0f} s ({:.0f}/s), peak memory {} MB\n",
        entries, built, static_cast<double>(entries) / built, peak_megabytes());
    auto const signer = options().signer.verifier;
    std::vector<double> made;
    std::vector<double> checked;
    std::size_t most = 0;
    std::uint64_t state = 7;
    for (int i = 0; i < 2000; ++i) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        auto const index = (state >> 16) % entries;
        auto const begun = Clock::now();
        auto const proof = must(kept->prove(index));
        made.push_back(seconds_since(begun) * 1e6);
        auto const then = Clock::now();
        if (!verify(proof, fmt::format("entry {:0250}", index), proof.checkpoint.checkpoint.origin, { &signer, 1 }))
            fail("a proof does not hold");
        checked.push_back(seconds_since(then) * 1e6);
        most = std::max(most, proof.hashes.size());
    }
    fmt::print("  made in {:.0f} us (median), {:.0f} us (99 %), {:.0f} us (slowest); at most {} hashes; checked in "
               "{:.0f} us\n",
        percentile(made, 0.5), percentile(made, 0.99), made.back(), most, percentile(checked, 0.5));
    auto const begun = Clock::now();
    kept.reset();
    kept = must(log::Log::open(system_files(), folder, options()));
    fmt::print("  opened again in {:.0f} ms\n", seconds_since(begun) * 1e3);
    kept.reset();
    auto const walk = Clock::now();
    auto const check = log::check_log(system_files(), folder, options().origin, { &signer, 1 }, {});
    if (!check.findings.empty() || check.entries != entries)
        fail("the log is not whole");
    fmt::print("  checked whole in {:.0f} s, peak memory {} MB\n", seconds_since(walk), peak_megabytes());
    std::filesystem::remove_all(folder);
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2)
        fail("vault_bench DIRECTORY [items|keeper|large|upload|bundle|proofs ...] [--entries N] [--megabytes N]");
    std::filesystem::path const directory
        = std::filesystem::path { arguments[1] } / fmt::format("vault-bench-{}", getpid());
    std::filesystem::create_directories(directory);
    std::uint64_t entries = 10'000'000;
    std::size_t megabytes = 2'000;
    std::vector<std::string_view> parts;
    for (int i = 2; i < count; ++i) {
        std::string_view const word = arguments[i];
        if (word == "--entries" && i + 1 < count)
            entries = std::strtoull(arguments[++i], nullptr, 10);
        else if (word == "--megabytes" && i + 1 < count)
            megabytes = std::strtoull(arguments[++i], nullptr, 10);
        else
            parts.push_back(word);
    }
    if (parts.empty())
        parts = { "items", "keeper", "large", "upload", "bundle", "proofs" };
    for (auto const part : parts) {
        if (part == "items")
            items(directory);
        else if (part == "keeper")
            through_keeper(directory);
        else if (part == "large")
            large(directory, megabytes);
        else if (part == "upload")
            upload(directory, megabytes);
        else if (part == "bundle")
            bundle(directory);
        else if (part == "proofs")
            proofs(directory, entries);
        else
            fail(fmt::format("{}: no such part", part));
    }
    std::filesystem::remove_all(directory);
    return 0;
}
