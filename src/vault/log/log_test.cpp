#include "vault/log/log.hpp"

#include "vault/files/simulated/simulated_files.hpp"
#include "vault/log/journal.hpp"
#include "vault/log/keys.hpp"
#include "vault/record/record.hpp"

#include <gtest/gtest.h>

#include <set>
#include <thread>

#include <unistd.h>

namespace recourse::vault::log {

namespace {

constexpr auto origin = "example.org/vault";

Signer signer(std::uint8_t number)
{
    return make_signer(origin, Seed { number });
}

LogOptions options(std::uint64_t journal_size_max = 1 << 20)
{
    return { .origin = origin, .signer = signer(1), .journal_size_max = journal_size_max };
}

std::vector<LogFinding> findings(Files& files, std::span<Checkpoint const> seen = {})
{
    auto const known = signer(1).verifier;
    return check_log(files, "/vault/log", origin, { &known, 1 }, seen).findings;
}

std::string said(std::span<LogFinding const> found)
{
    std::string all;
    for (auto const& one : found)
        all += fmt::format("{} {} {}\n", name(one.kind), one.file, one.says);
    return all;
}

std::vector<std::string> numbered(std::uint64_t first, std::uint64_t count)
{
    std::vector<std::string> entries;
    for (auto i = first; i < first + count; ++i)
        entries.push_back("entry " + std::to_string(i));
    return entries;
}

/// A log of so many entries, appended in batches of several sizes.
std::unique_ptr<Log> log_of(Files& files, std::uint64_t size, std::uint64_t journal_size_max = 1 << 20)
{
    auto log = Log::open(files, "/vault/log", options(journal_size_max)).value();
    std::uint64_t batch = 1;
    for (std::uint64_t done = 0; done < size; batch = batch % 60 + 7) {
        auto const count = std::min(batch, size - done);
        auto const entries = numbered(done, count);
        EXPECT_EQ(log->append(entries).value().first, done);
        done += count;
    }
    return log;
}

} // namespace

TEST(Tiles, are_named_as_the_specification_names_them)
{
    EXPECT_EQ(tile_path(0, 1234067, 256), "tile/0/x001/x234/067");
    EXPECT_EQ(tile_path(3, 7, 255), "tile/3/007.p/255");
    EXPECT_EQ(entries_path(1000, 1), "tile/entries/x001/000.p/1");
}

TEST(Tiles, of_a_log_of_70000_entries_are_those_of_the_specification)
{
    SimulatedFiles files(1);
    auto log = Log::open(files, "/vault/log", options()).value();
    for (std::uint64_t done = 0; done < 70'000; done += 7'000) {
        auto const entries = numbered(done, 7'000);
        ASSERT_TRUE(log->append(entries));
    }
    auto const size = [&](std::string const& name) { return files.size("/vault/log/" + name).value(); };
    EXPECT_EQ(size("tile/0/272"), 8192);
    EXPECT_EQ(size("tile/0/273.p/112"), 112 * 32);
    EXPECT_EQ(size("tile/1/000"), 8192);
    EXPECT_EQ(size("tile/1/001.p/17"), 17 * 32);
    EXPECT_EQ(size("tile/2/000.p/1"), 32);
    EXPECT_EQ(size("tile/3/000.p/1"), std::nullopt);
    EXPECT_EQ(said(findings(files)), "");
}

TEST(Log, proves_every_entry_and_every_earlier_size_to_whoever_has_the_key)
{
    SimulatedFiles files(1);
    auto const log = log_of(files, 600, 2'000);
    auto const known = signer(1).verifier;
    auto const now = log->checkpoint();
    ASSERT_EQ(now.checkpoint.head.size, 600);
    for (std::uint64_t index = 0; index < 600; ++index) {
        auto const proof = log->prove(index).value();
        EXPECT_TRUE(verify(proof, "entry " + std::to_string(index), origin, { &known, 1 })) << index;
        EXPECT_EQ(log->entry(index).value(), "entry " + std::to_string(index));
    }
    merkle::Edge edge;
    for (std::uint64_t size = 0; size <= 600; ++size) {
        if (size > 0)
            edge.add(merkle::leaf_hash("entry " + std::to_string(size - 1)));
        EXPECT_EQ(log->root_at(size).value(), edge.root()) << size;
        Checkpoint const earlier { origin, { size, edge.root() }, {} };
        auto const proof = log->prove_consistency(size, 600).value();
        EXPECT_EQ(compare(earlier, now.checkpoint, proof), size == 600 ? Relation::same : Relation::extends) << size;
    }
    EXPECT_EQ(log->prove(600).error().kind, FaultKind::missing);
    EXPECT_EQ(log->entry(600).error().kind, FaultKind::missing);
    EXPECT_EQ(log->root_at(601).error().kind, FaultKind::missing);
    EXPECT_EQ(log->prove_consistency(5, 4).error().kind, FaultKind::missing);
}

TEST(Log, goes_on_where_it_was_closed_and_belongs_to_one_at_a_time)
{
    SimulatedFiles files(1);
    auto log = log_of(files, 300, 1'000);
    EXPECT_EQ(Log::open(files, "/vault/log", options()).error().kind, FaultKind::held);
    auto const before = log->checkpoint();
    log.reset();
    log = Log::open(files, "/vault/log", options()).value();
    EXPECT_EQ(log->checkpoint(), before);
    auto const more = numbered(300, 5);
    auto const appended = log->append(more).value();
    EXPECT_EQ(appended.first, 300);
    EXPECT_EQ(appended.checkpoint.checkpoint.head.size, 305);
    EXPECT_EQ(said(findings(files)), "");
}

TEST(Log, takes_a_batch_whole_or_not_at_all)
{
    SimulatedFiles files(1);
    auto const log = log_of(files, 10);
    std::vector<std::string> const entries { "good", std::string(entry_size_max + 1, 'x') };
    EXPECT_EQ(log->append(entries).error().kind, FaultKind::limit);
    EXPECT_EQ(log->checkpoint().checkpoint.head.size, 10);
    std::vector<std::string> const largest { std::string(entry_size_max, 'x'), "" };
    EXPECT_EQ(log->append(largest).value().first, 10);
    EXPECT_EQ(log->entry(11).value(), "");
    EXPECT_EQ(said(findings(files)), "");
}

TEST(Log, flushes_once_for_a_batch)
{
    SimulatedFiles files(1);
    auto const log = log_of(files, 10);
    auto const before = files.flushes();
    auto const entries = numbered(10, 500);
    ASSERT_TRUE(log->append(entries));
    EXPECT_EQ(files.flushes(), before + 1);
}

TEST(Log, gathers_what_many_threads_append)
{
    auto const folder = std::filesystem::temp_directory_path() / ("recourse-log-" + std::to_string(getpid()));
    std::filesystem::remove_all(folder);
    auto const known = signer(1).verifier;
    {
        auto const log = Log::open(system_files(), folder, options()).value();
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&, thread] {
                for (int i = 0; i < 50; ++i) {
                    Log::Maker const make
                        = [&](std::uint64_t index) { return fmt::format("{} of {} at {}", i, thread, index); };
                    auto const appended = log->append({ &make, 1 });
                    ASSERT_TRUE(appended) << appended.error().detail;
                    EXPECT_GT(appended->checkpoint.checkpoint.head.size, appended->first);
                    EXPECT_EQ(log->entry(appended->first).value(), make(appended->first));
                    auto const proof = log->prove(appended->first).value();
                    EXPECT_TRUE(verify(proof, make(appended->first), origin, { &known, 1 }));
                }
            });
        }
        for (auto& thread : threads)
            thread.join();
        EXPECT_EQ(log->checkpoint().checkpoint.head.size, 200);
    }
    EXPECT_EQ(said(check_log(system_files(), folder, origin, { &known, 1 }, {}).findings), "");
    std::filesystem::remove_all(folder);
}

TEST(Log, that_was_copied_without_its_journal_is_taken_over_when_its_tiles_fit)
{
    SimulatedFiles files(1);
    log_of(files, 300).reset();
    ASSERT_TRUE(files.remove("/vault/log/journal"));
    EXPECT_EQ(Log::open(files, "/vault/log", options()).value()->checkpoint().checkpoint.head.size, 300);
    ASSERT_TRUE(files.remove("/vault/log/journal"));
    files.tamper("/vault/log/tile/0/001.p/44", [](std::string& bytes) { bytes[0] ^= 1; });
    EXPECT_EQ(Log::open(files, "/vault/log", options()).error().kind, FaultKind::corrupt);
}

TEST(Log, is_not_opened_by_another_key_or_for_another_origin)
{
    SimulatedFiles files(1);
    log_of(files, 3).reset();
    auto other = options();
    other.signer = signer(2);
    EXPECT_EQ(Log::open(files, "/vault/log", other).error().kind, FaultKind::corrupt);
    other.earlier_keys = { signer(1).verifier }; // known, but it did not announce the new one
    EXPECT_EQ(Log::open(files, "/vault/log", other).error().kind, FaultKind::corrupt);
    other = options();
    other.origin = "example.org/other";
    EXPECT_EQ(Log::open(files, "/vault/log", other).error().kind, FaultKind::corrupt);
}

// ----------------------------------------------------------------------------------------------- keys that change

namespace {

Log::Maker announcement(Verifier const& next)
{
    return [next](std::uint64_t index) {
        Record record;
        record.sequence = index;
        record.act = Act::key_rotated;
        record.note = to_string(next);
        return encode(record);
    };
}

} // namespace

TEST(Log, changes_its_key_and_trust_goes_with_it)
{
    SimulatedFiles files(1);
    auto log = log_of(files, 5);
    auto const first = signer(1).verifier;
    auto const second = signer(2).verifier;
    auto const third = signer(3).verifier;
    // What is announced must be the key that comes.
    EXPECT_EQ(log->rotate(signer(2), announcement(third)).error().kind, FaultKind::limit);
    ASSERT_TRUE(log->rotate(signer(2), announcement(second)));
    // The same tree, signed by both.
    EXPECT_TRUE(verify(log->checkpoint().note, { &first, 1 }));
    EXPECT_TRUE(verify(log->checkpoint().note, { &second, 1 }));
    Rotation const one { log->entry(5).value(), log->prove(5).value() };
    auto const more = numbered(6, 3);
    ASSERT_TRUE(log->append(more));
    EXPECT_FALSE(verify(log->checkpoint().note, { &first, 1 }));
    ASSERT_TRUE(log->rotate(signer(3), announcement(third)));
    Rotation const two { log->entry(9).value(), log->prove(9).value() };
    Rotation const either[] = { two, one };
    EXPECT_EQ(follow(origin, { &first, 1 }, either), (std::vector { first, second, third }));
    // Without the first step, or from a stranger's key, nothing follows.
    EXPECT_EQ(follow(origin, { &first, 1 }, { &two, 1 }), std::vector { first });
    auto const stranger = signer(9).verifier;
    EXPECT_EQ(follow(origin, { &stranger, 1 }, either), std::vector { stranger });
    Rotation forged = one;
    forged.entry = announcement(stranger)(5);
    EXPECT_EQ(follow(origin, { &first, 1 }, { &forged, 1 }), std::vector { first });
    log.reset();
    LogOptions with { .origin = origin, .signer = signer(3), .earlier_keys = { first, second } };
    EXPECT_TRUE(Log::open(files, "/vault/log", with));
}

TEST(Log, whose_key_was_being_changed_when_it_stopped_opens_with_the_old_or_the_new_one)
{
    int opened_with_old = 0;
    int opened_with_new = 0;
    for (int stop = 0; stop < 40; ++stop) {
        SimulatedFiles files(static_cast<std::uint64_t>(stop));
        auto log = log_of(files, 5);
        files.changes_until_stop = stop;
        auto const done = log->rotate(signer(2), announcement(signer(2).verifier));
        log.reset();
        files.restart(SimulatedFiles::End::cut);
        LogOptions const next { .origin = origin, .signer = signer(2), .earlier_keys = { signer(1).verifier } };
        auto opened = Log::open(files, "/vault/log", next);
        if (opened)
            ++opened_with_new;
        else {
            EXPECT_FALSE(done);
            opened = Log::open(files, "/vault/log", options());
            ++opened_with_old;
        }
        ASSERT_TRUE(opened) << opened.error().detail;
        auto const entries = numbered(6, 1);
        EXPECT_TRUE((*opened)->append(entries));
    }
    EXPECT_GT(opened_with_old, 3);
    EXPECT_GT(opened_with_new, 3);
}

// ------------------------------------------------------------------------------------------ what somebody changed

TEST(CheckLog, names_what_was_changed)
{
    auto const after = [](auto change) {
        SimulatedFiles files(1);
        log_of(files, 600, 2'000).reset();
        change(files);
        auto const found = findings(files);
        return found.empty() ? "" : fmt::format("{} {}", name(found.front().kind), found.front().file);
    };
    auto const flip = [](std::string const& file, std::size_t at) {
        return [file, at](SimulatedFiles& files) {
            files.tamper("/vault/log/" + file, [at](std::string& bytes) { bytes[at] ^= 4; });
        };
    };
    auto const lose = [](std::string const& file) {
        return [file](SimulatedFiles& files) { ASSERT_TRUE(files.remove("/vault/log/" + file)); };
    };
    EXPECT_EQ(after([](SimulatedFiles&) { }), "");
    EXPECT_EQ(after(flip("tile/entries/001", 700)), "entry tile/entries/001");
    EXPECT_EQ(after(flip("tile/entries/002.p/88", 5)), "entry tile/entries/002.p/88");
    EXPECT_EQ(after(flip("tile/entries/000", 0)), "entry tile/entries/000");
    EXPECT_EQ(after(flip("tile/0/001", 99)), "entry tile/entries/001");
    EXPECT_EQ(after(flip("tile/1/000.p/2", 40)), "hash tile/1/000.p/2");
    EXPECT_EQ(after(lose("tile/entries/000")), "missing tile/entries/000");
    EXPECT_EQ(after(lose("tile/0/000")), "missing tile/0/000");
    EXPECT_EQ(after(lose("tile/1/000.p/2")), "missing tile/1/000.p/2");
    EXPECT_EQ(after(lose("checkpoint")), "checkpoint checkpoint");
    EXPECT_EQ(after(flip("checkpoint", 20)), "checkpoint checkpoint");
}

TEST(CheckLog, finds_each_single_bit_that_flips)
{
    SimulatedFiles files(1);
    log_of(files, 300, 2'000).reset();
    ASSERT_EQ(said(findings(files)), "");
    std::uint64_t state = 1;
    // Tiles of earlier sizes and the journal are not what the checkpoint speaks of.
    for (auto const* const name : { "checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000",
             "tile/entries/001.p/44" }) {
        auto const path = std::string("/vault/log/") + name;
        auto const content = files.content();
        ASSERT_TRUE(content.contains(path)) << path;
        auto const& bytes = content.at(path);
        for (int i = 0; i < 40; ++i) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            auto const at = (state >> 33) % bytes.size();
            auto const bit = static_cast<char>(1 << ((state >> 29) % 8));
            auto const flip = [&](std::string& all) { all[at] = static_cast<char>(all[at] ^ bit); };
            files.tamper(path, flip);
            EXPECT_NE(said(findings(files)), "") << path << " byte " << at;
            files.tamper(path, flip);
        }
    }
}

TEST(CheckLog, finds_a_cut_tail_and_a_history_written_anew_by_the_checkpoints_seen_before)
{
    SimulatedFiles files(1);
    auto const seen = log_of(files, 100)->checkpoint().checkpoint;
    EXPECT_EQ(said(findings(files, { &seen, 1 })), "");

    SimulatedFiles shorter(1);
    log_of(shorter, 99).reset();
    ASSERT_EQ(findings(shorter, { &seen, 1 }).size(), 1);
    EXPECT_EQ(findings(shorter, { &seen, 1 })[0].kind, LogFinding::Kind::cut);

    // The same size, and longer, with one entry changed: each is whole by itself.
    for (std::uint64_t const size : { 100u, 130u }) {
        SimulatedFiles anew(1);
        auto log = Log::open(anew, "/vault/log", options()).value();
        auto entries = numbered(0, size);
        entries[17] = "another history";
        ASSERT_TRUE(log->append(entries));
        EXPECT_EQ(said(findings(anew)), "");
        ASSERT_EQ(findings(anew, { &seen, 1 }).size(), 1);
        EXPECT_EQ(findings(anew, { &seen, 1 })[0].kind, LogFinding::Kind::forked);
        // And from two bundles, without the log: no proof leads from the one to the other.
        auto const later = log->checkpoint().checkpoint;
        auto const proof = log->prove_consistency(100, size).value();
        EXPECT_EQ(compare(seen, later, proof), Relation::forked);
    }
}

// -------------------------------------------------------------------------------------- stops at every change

namespace {

/// Appends batch after batch until the disk stops; how many entries were acknowledged.
std::uint64_t work(SimulatedFiles& files)
{
    std::uint64_t acknowledged = 0;
    // A small journal, so that it begins anew several times; batches that fill tiles.
    auto log = Log::open(files, "/vault/log", options(1'500));
    if (!log)
        return 0;
    for (std::uint64_t const count : { 3u, 100u, 1u, 160u, 2u, 300u, 7u }) {
        auto const entries = numbered(acknowledged, count);
        auto const appended = (*log)->append(entries);
        if (!appended)
            break;
        acknowledged += count;
    }
    return acknowledged;
}

void expect_all_there(SimulatedFiles& files, std::uint64_t acknowledged, std::string const& when)
{
    auto log = Log::open(files, "/vault/log", options(1'500));
    ASSERT_TRUE(log) << when << ": " << log.error().detail;
    auto const size = (*log)->checkpoint().checkpoint.head.size;
    ASSERT_GE(size, acknowledged) << when;
    std::uint64_t next = 0;
    auto const known = signer(1).verifier;
    auto const check
        = check_log(files, "/vault/log", origin, { &known, 1 }, {}, [&](std::uint64_t index, std::string_view entry) {
              EXPECT_EQ(index, next++) << when;
              EXPECT_EQ(entry, "entry " + std::to_string(index)) << when;
          });
    EXPECT_EQ(said(check.findings), "") << when;
    EXPECT_EQ(next, size) << when;
    // A batch is there whole or not at all.
    EXPECT_TRUE((std::set<std::uint64_t> { 0, 3, 103, 104, 264, 266, 566, 573 }).contains(size))
        << when << ": " << size;
    auto const more = numbered(size, 300);
    ASSERT_TRUE((*log)->append(more)) << when;
    EXPECT_EQ(said(findings(files)), "") << when;
    EXPECT_TRUE((*log)->prove(size)) << when;
}

} // namespace

TEST(Log, stopped_at_any_change_has_all_that_was_acknowledged)
{
    SimulatedFiles whole(1);
    ASSERT_EQ(work(whole), 573);
    int const changes = whole.changes();
    ASSERT_GT(changes, 60);
    for (int stop = 0; stop < changes; ++stop) {
        for (auto const end : { SimulatedFiles::End::killed, SimulatedFiles::End::cut }) {
            for (std::uint64_t seed = 0; seed < (end == SimulatedFiles::End::cut ? 6u : 1u); ++seed) {
                SimulatedFiles files(seed * 1000 + static_cast<std::uint64_t>(stop));
                files.changes_until_stop = stop;
                auto const acknowledged = work(files);
                ASSERT_TRUE(files.stopped());
                files.restart(end);
                auto const when
                    = fmt::format("stop {} {} seed {}", stop, end == SimulatedFiles::End::cut ? "cut" : "killed", seed);
                expect_all_there(files, acknowledged, when);
                if (HasFatalFailure())
                    return;
            }
        }
    }
}

TEST(Log, stopped_while_it_makes_up_for_a_stop_has_all_too)
{
    for (int first : { 40, 60, 80, 95 }) {
        for (int second = 0; second < 40; ++second) {
            SimulatedFiles files(static_cast<std::uint64_t>(first * 100 + second));
            files.changes_until_stop = first;
            auto const acknowledged = work(files);
            files.restart(SimulatedFiles::End::cut);
            files.changes_until_stop = second;
            [[maybe_unused]] auto const unread = Log::open(files, "/vault/log", options(1'500));
            files.restart(SimulatedFiles::End::cut);
            expect_all_there(files, acknowledged, fmt::format("stops {} and {}", first, second));
            if (HasFatalFailure())
                return;
        }
    }
}

TEST(Log, on_a_full_disk_takes_nothing_and_goes_on_when_there_is_room)
{
    for (std::uint64_t room = 0; room < 16'000; room += 97) { // within the tiles, the journal, the checkpoint
        SimulatedFiles files(room);
        auto log = log_of(files, 250);
        files.room = room;
        auto const entries = numbered(250, 40);
        auto const refused = log->append(entries);
        if (!refused) {
            EXPECT_EQ(refused.error().kind, FaultKind::full);
            EXPECT_EQ(log->checkpoint().checkpoint.head.size, 250);
            files.room.reset();
            // Other entries than those that were refused.
            auto const others = numbered(250, 3);
            ASSERT_TRUE(log->append(others)) << room;
        }
        log.reset();
        files.restart(SimulatedFiles::End::cut);
        auto const opened = Log::open(files, "/vault/log", options());
        ASSERT_TRUE(opened) << opened.error().detail;
        EXPECT_EQ((*opened)->checkpoint().checkpoint.head.size, refused ? 290 : 253);
        EXPECT_EQ(said(findings(files)), "") << room;
    }
}

TEST(Log, whose_flush_failed_says_that_it_does_not_know_and_takes_no_more)
{
    SimulatedFiles files(1);
    auto log = log_of(files, 10);
    files.flushes_until_failure = 0;
    auto const entries = numbered(10, 2);
    EXPECT_EQ(log->append(entries).error().kind, FaultKind::unknown);
    files.flushes_until_failure = -1;
    EXPECT_EQ(log->append(entries).error().kind, FaultKind::unknown);
    log.reset();
    files.restart(SimulatedFiles::End::cut);
    auto const opened = Log::open(files, "/vault/log", options());
    ASSERT_TRUE(opened);
    auto const size = (*opened)->checkpoint().checkpoint.head.size;
    EXPECT_TRUE(size == 10 || size == 12) << size;
    EXPECT_EQ(said(findings(files)), "");
}

TEST(Log, whose_journal_has_a_batch_with_a_checkpoint_of_other_entries_is_not_opened)
{
    auto const note = [](std::vector<std::string> const& entries) {
        merkle::Edge edge;
        for (auto const& entry : entries)
            edge.add(merkle::leaf_hash(entry));
        auto const by = signer(1);
        return to_string(sign_checkpoint({ origin, { edge.size(), edge.root() }, {} }, { &by, 1 })->note);
    };
    auto entries = numbered(0, 4);
    for (auto const& [entry, opens] : { std::pair { entries[3], true }, { std::string { "another" }, false } }) {
        SimulatedFiles files(1);
        log_of(files, 3).reset();
        auto journal = Journal::begin(files, "/vault/log/journal", note(numbered(0, 3))).value();
        ASSERT_TRUE(journal.add({ 3, { entry }, note(entries) }));
        EXPECT_EQ(Log::open(files, "/vault/log", options()).has_value(), opens) << entry;
    }
}

TEST(Log, whose_journal_lost_its_end_is_not_opened_as_if_nothing_were_missing)
{
    SimulatedFiles files(1);
    log_of(files, 50).reset();
    files.tamper("/vault/log/journal", [](std::string& bytes) { bytes.resize(bytes.size() - 100); });
    auto const opened = Log::open(files, "/vault/log", options());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, FaultKind::corrupt);
    EXPECT_NE(opened.error().detail.find("the end is missing"), std::string::npos) << opened.error().detail;
}

} // namespace recourse::vault::log
