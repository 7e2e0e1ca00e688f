#include "vault/objects/folder_objects.hpp"

#include "vault/files/simulated/simulated_files.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <thread>

#include <unistd.h>

namespace recourse::vault {

namespace {

constexpr auto folder = "/vault/objects";
constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();

std::unique_ptr<Objects> opened(Files& files)
{
    auto objects = open_folder_objects(files, folder);
    EXPECT_TRUE(objects) << objects.error().detail;
    return std::move(objects).value_or(nullptr);
}

/// Bytes of that size, other ones for each number.
std::string bytes(std::uint64_t number, std::size_t size)
{
    std::string text = fmt::format("{} of {} ", number, size);
    while (text.size() < size)
        text += text.substr(0, size - text.size());
    text.resize(size);
    return text;
}

constexpr std::size_t small = 600; ///< goes into a pack
constexpr std::size_t large = 40'000; ///< a file of its own

std::vector<StoredObject> keep(Objects& objects, std::span<std::string const> contents)
{
    std::vector<std::unique_ptr<StagedObject>> staged;
    for (auto const& one : contents)
        staged.push_back(objects.stage(source_of(one), one.size()).value());
    return objects.keep(std::move(staged)).value();
}

std::string said(Objects& objects)
{
    std::string text;
    for (auto const& one : objects.check().value().findings)
        text += fmt::format("{}: {}\n", one.name, one.says);
    return text;
}

/// Files with the bytes of objects, wherever they lie.
bool is_on(SimulatedFiles const& files, std::string const& content)
{
    auto const found = files.content();
    return std::ranges::any_of(found, [&](auto const& one) { return one.second.find(content) != std::string::npos; });
}

} // namespace

TEST(Objects, are_kept_exactly_as_they_came_and_once)
{
    SimulatedFiles files(1);
    auto const objects = opened(files);
    // Sizes around every border: nothing, the pack's largest, one more, a piece and one more.
    for (std::size_t const size : { 0u, 1u, 600u, 16384u, 16385u, 40000u, 262144u, 300001u }) {
        auto const content = bytes(1, size);
        auto const stored = objects->put(content).value();
        EXPECT_EQ(stored, (StoredObject { sha256(content), size, false }));
        EXPECT_EQ(objects->put(content).value(), (StoredObject { sha256(content), size, true }));
        EXPECT_EQ(objects->size(stored.digest).value(), size);
        EXPECT_EQ(objects->get_small(stored.digest, size).value(), content);
        std::string part;
        ASSERT_TRUE(objects->get(stored.digest, size / 3, size / 2, [&](std::span<std::uint8_t const> piece) {
            part.append(piece.begin(), piece.end());
            return true;
        }));
        EXPECT_EQ(part, content.substr(size / 3, size / 2));
    }
    EXPECT_EQ(said(*objects), "");
    EXPECT_EQ(objects->check().value().objects, 8);
}

TEST(Objects, of_one_group_are_durable_together_with_few_flushes)
{
    SimulatedFiles files(1);
    auto const objects = opened(files);
    std::vector<std::string> group;
    for (std::uint64_t i = 0; i < 200; ++i)
        group.push_back(bytes(i % 150, small)); // fifty come twice
    keep(*objects, std::vector { bytes(999, small) }); // begins the pack
    auto const before = files.flushes();
    auto const stored = keep(*objects, group);
    EXPECT_EQ(files.flushes(), before + 1);
    for (std::size_t i = 0; i < group.size(); ++i)
        EXPECT_EQ(stored[i], (StoredObject { sha256(group[i]), small, i >= 150 })) << i;
    group.clear();
    for (std::uint64_t i = 0; i < 50; ++i)
        group.push_back(bytes(i, large));
    auto const then = files.flushes();
    keep(*objects, group);
    EXPECT_EQ(files.flushes(), then + 1);
}

TEST(Objects, that_are_let_go_or_come_with_an_error_or_too_long_leave_nothing)
{
    SimulatedFiles files(1);
    auto const objects = opened(files);
    auto const before = files.content();
    objects->stage(source_of(bytes(1, large)), large).value().reset();
    EXPECT_EQ(objects->put(source_of(bytes(1, large)), large - 1).error().kind, FaultKind::limit);
    EXPECT_EQ(objects->put(source_of(bytes(1, small)), small - 1).error().kind, FaultKind::limit);
    std::uint64_t given = 0;
    auto const broken = objects->put(
        [&](std::span<std::uint8_t> into) -> std::expected<std::size_t, std::string> {
            if (given > large)
                return std::unexpected("the upload broke off");
            given += into.size();
            return into.size();
        },
        all);
    EXPECT_EQ(broken.error().kind, FaultKind::failed);
    EXPECT_EQ(broken.error().detail, "the upload broke off");
    EXPECT_EQ(files.content(), before);
}

TEST(Objects, that_are_not_there_are_missing)
{
    SimulatedFiles files(1);
    auto const objects = opened(files);
    auto const none = sha256("none");
    EXPECT_FALSE(objects->has(none).value());
    EXPECT_EQ(objects->size(none).value(), std::nullopt);
    EXPECT_EQ(objects->get_small(none, 10).error().kind, FaultKind::missing);
    EXPECT_FALSE(objects->erase(none).value());
    auto const there = objects->put("eleven bytes").value();
    EXPECT_EQ(objects->get_small(there.digest, 11).error().kind, FaultKind::limit);
}

TEST(Objects, are_listed_in_order_page_by_page)
{
    SimulatedFiles files(1);
    auto const objects = opened(files);
    std::set<Digest> expected;
    for (std::uint64_t i = 0; i < 40; ++i)
        expected.insert(objects->put(bytes(i, i % 2 == 0 ? small : large)).value().digest);
    std::vector<Digest> found;
    for (std::optional<Digest> after;;) {
        auto const page = objects->list(after, 7).value();
        if (page.empty())
            break;
        EXPECT_LE(page.size(), 7);
        found.insert(found.end(), page.begin(), page.end());
        after = page.back();
    }
    EXPECT_TRUE(std::ranges::equal(found, expected));
}

TEST(Objects, belong_to_one_at_a_time_and_are_there_when_they_are_opened_again)
{
    SimulatedFiles files(1);
    auto objects = opened(files);
    EXPECT_EQ(open_folder_objects(files, folder).error().kind, FaultKind::held);
    std::vector<Digest> kept;
    for (int round = 0; round < 3; ++round) {
        for (std::uint64_t i = 0; i < 10; ++i)
            kept.push_back(objects->put(bytes(i, small + static_cast<std::size_t>(round))).value().digest);
        objects.reset();
        objects = opened(files);
    }
    for (auto const& one : kept)
        EXPECT_TRUE(objects->has(one).value());
    EXPECT_EQ(said(*objects), "");
}

TEST(Objects, that_are_erased_are_gone_from_the_disk_and_may_come_again)
{
    SimulatedFiles files(1);
    auto objects = opened(files);
    for (auto const size : { small, large }) {
        auto const content = bytes(7, size);
        auto const neighbour = bytes(8, size);
        keep(*objects, std::vector { neighbour, content });
        ASSERT_TRUE(is_on(files, content));
        EXPECT_TRUE(objects->erase(sha256(content)).value());
        EXPECT_FALSE(objects->has(sha256(content)).value());
        EXPECT_FALSE(is_on(files, content)) << size;
        objects.reset();
        files.restart(SimulatedFiles::End::cut);
        objects = opened(files);
        EXPECT_FALSE(objects->has(sha256(content)).value()) << size;
        EXPECT_FALSE(is_on(files, content)) << size;
        EXPECT_EQ(objects->get_small(sha256(neighbour), size).value(), neighbour);
        EXPECT_FALSE(objects->put(content).value().was_there);
        objects.reset();
        objects = opened(files);
        EXPECT_EQ(objects->get_small(sha256(content), size).value(), content);
    }
    EXPECT_EQ(said(*objects), "");
}

TEST(Objects, whose_bytes_changed_are_named)
{
    SimulatedFiles files(1);
    auto const objects = opened(files);
    for (auto const size : { small, large }) {
        auto const content = bytes(1, size);
        auto const digest = objects->put(content).value().digest;
        for (auto const& [path, stored] : files.content()) {
            if (auto const at = stored.find(content); at != std::string::npos)
                files.tamper(path, [at](std::string& all_bytes) { all_bytes[at + 17] ^= 1; });
        }
        EXPECT_EQ(objects->get_small(digest, size).error().kind, FaultKind::corrupt);
    }
    auto const stray = std::string(folder) + "/objects/stray";
    ASSERT_TRUE(files.create(stray));
    auto const found = objects->check().value();
    ASSERT_EQ(found.findings.size(), 3);
    EXPECT_EQ(std::ranges::count(found.findings, ObjectFinding::Kind::damaged, &ObjectFinding::kind), 2);
    EXPECT_EQ(std::ranges::count(found.findings, ObjectFinding::Kind::misplaced, &ObjectFinding::kind), 1);
}

TEST(Objects, come_from_many_threads)
{
    auto const place = std::filesystem::temp_directory_path() / ("recourse-objects-" + std::to_string(getpid()));
    std::filesystem::remove_all(place);
    {
        auto const objects = open_folder_objects(system_files(), place).value();
        std::vector<std::thread> threads;
        for (std::uint64_t thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&, thread] {
                for (std::uint64_t i = 0; i < 25; ++i) {
                    auto const content = bytes(i + 10 * thread, i % 5 == 0 ? large : small);
                    auto const stored = objects->put(content);
                    ASSERT_TRUE(stored) << stored.error().detail;
                    EXPECT_EQ(objects->get_small(stored->digest, content.size()).value(), content);
                }
            });
        }
        for (auto& thread : threads)
            thread.join();
        EXPECT_EQ(said(*objects), "");
    }
    std::filesystem::remove_all(place);
}

// -------------------------------------------------------------------------------------- stops at every change

namespace {

struct Worked {
    std::vector<std::string> kept; ///< acknowledged and not erased
    std::vector<std::string> erased; ///< acknowledged
    std::vector<std::string> open; ///< asked for, and the disk stopped: either
    std::vector<std::string> erasing; ///< to be erased, and the disk stopped: either
};

Worked work(SimulatedFiles& files)
{
    Worked worked;
    auto objects = open_folder_objects(files, folder);
    if (!objects)
        return worked;
    std::uint64_t number = 0;
    for (std::size_t const round : { 0u, 1u, 2u, 3u }) {
        std::vector<std::string> group;
        for (std::size_t i = 0; i < 3 + round; ++i) {
            group.push_back(bytes(++number, small + round));
            if (round % 2 == 1)
                group.push_back(bytes(++number, large));
        }
        std::vector<std::unique_ptr<StagedObject>> staged;
        for (auto const& one : group) {
            auto next = (*objects)->stage(source_of(one), all);
            if (!next)
                return worked;
            staged.push_back(std::move(*next));
        }
        if (!(*objects)->keep(std::move(staged))) {
            worked.open = group;
            return worked;
        }
        worked.kept.insert(worked.kept.end(), group.begin(), group.end());
        // One small and one large object go.
        for (bool const first : { true, false }) {
            auto const at = first ? 0 : worked.kept.size() - 1;
            auto const content = worked.kept[at];
            worked.kept.erase(worked.kept.begin() + static_cast<std::ptrdiff_t>(at));
            if (!(*objects)->erase(sha256(content))) {
                worked.erasing.push_back(content);
                return worked;
            }
            worked.erased.push_back(content);
        }
        if (round == 1) { // from now on objects of packs with an index are erased too
            objects->reset();
            objects = open_folder_objects(files, folder);
            if (!objects)
                return worked;
        }
    }
    return worked;
}

void expect_right(SimulatedFiles& files, Worked const& worked, std::string const& when)
{
    auto const objects = opened(files);
    ASSERT_TRUE(objects) << when;
    for (auto const& one : worked.kept)
        EXPECT_EQ(objects->get_small(sha256(one), one.size()).value_or("nothing"), one) << when;
    for (auto const& one : worked.erased) {
        EXPECT_FALSE(objects->has(sha256(one)).value()) << when;
        EXPECT_FALSE(is_on(files, one)) << when;
    }
    for (auto const& one : worked.erasing)
        EXPECT_EQ(objects->has(sha256(one)).value(), is_on(files, one)) << when;
    // Nothing half: what is listed has its digest, and was asked for.
    EXPECT_EQ(said(*objects), "") << when;
    auto const listed = objects->list({}, 1000).value();
    for (auto const& digest : listed) {
        auto const is = [&](std::string const& one) { return sha256(one) == digest; };
        EXPECT_TRUE(std::ranges::any_of(worked.kept, is) || std::ranges::any_of(worked.open, is)
            || std::ranges::any_of(worked.erasing, is))
            << when;
    }
    EXPECT_TRUE(files.list(std::string(folder) + "/incoming").value().empty()) << when;
    auto const more = objects->put(bytes(12345, small));
    ASSERT_TRUE(more) << when << more.error().detail;
}

} // namespace

TEST(Objects, stopped_at_any_change_are_all_there_that_were_acknowledged_and_none_is_half)
{
    SimulatedFiles whole(1);
    auto const done = work(whole);
    ASSERT_EQ(done.erased.size(), 8);
    int const changes = whole.changes();
    ASSERT_GT(changes, 80);
    for (int stop = 0; stop < changes; ++stop) {
        for (auto const end : { SimulatedFiles::End::killed, SimulatedFiles::End::cut }) {
            for (std::uint64_t seed = 0; seed < (end == SimulatedFiles::End::cut ? 6u : 1u); ++seed) {
                SimulatedFiles files(seed * 1000 + static_cast<std::uint64_t>(stop));
                files.changes_until_stop = stop;
                auto const worked = work(files);
                ASSERT_TRUE(files.stopped());
                files.restart(end);
                // And once more while it makes up for the first stop.
                files.changes_until_stop = static_cast<int>(seed * 3);
                [[maybe_unused]] auto const unread = open_folder_objects(files, folder);
                files.restart(end);
                expect_right(files, worked,
                    fmt::format("stop {} {} seed {}", stop, end == SimulatedFiles::End::cut ? "cut" : "killed", seed));
                if (HasFailure())
                    return;
            }
        }
    }
}

TEST(Objects, on_a_full_disk_are_refused_whole)
{
    for (std::uint64_t room = 0; room < 90'000; room += 331) { // within the files, the pack
        SimulatedFiles files(room);
        auto objects = opened(files);
        auto const first = bytes(1, small);
        ASSERT_TRUE(objects->put(first));
        files.room = room;
        std::vector<std::string> const group { bytes(2, small), bytes(3, large), bytes(4, small), bytes(5, large) };
        std::vector<std::unique_ptr<StagedObject>> staged;
        Outcome<std::vector<StoredObject>> kept = std::unexpected(Fault { FaultKind::full, "" });
        for (auto const& one : group) {
            auto next = objects->stage(source_of(one), all);
            if (!next) {
                EXPECT_EQ(next.error().kind, FaultKind::full);
                break;
            }
            staged.push_back(std::move(*next));
        }
        if (staged.size() == group.size())
            kept = objects->keep(std::move(staged));
        staged.clear();
        if (!kept)
            EXPECT_EQ(kept.error().kind, FaultKind::full);
        for (auto const& one : group)
            EXPECT_EQ(objects->has(sha256(one)).value(), kept.has_value()) << room;
        files.room.reset();
        ASSERT_TRUE(objects->put(bytes(6, small))) << room;
        objects.reset();
        files.restart(SimulatedFiles::End::cut);
        objects = opened(files);
        EXPECT_EQ(said(*objects), "");
        EXPECT_EQ(objects->get_small(sha256(first), small).value(), first);
        EXPECT_TRUE(objects->has(sha256(bytes(6, small))).value()) << room;
        for (auto const& one : group)
            EXPECT_EQ(objects->has(sha256(one)).value(), kept.has_value()) << room;
    }
}

TEST(Objects, whose_flush_failed_are_there_whole_or_not)
{
    for (auto const size : { small, large }) {
        SimulatedFiles files(size);
        auto objects = opened(files);
        ASSERT_TRUE(objects->put(bytes(1, size)));
        files.flushes_until_failure = 0;
        EXPECT_EQ(objects->put(bytes(2, size)).error().kind, FaultKind::unknown);
        files.flushes_until_failure = -1;
        ASSERT_TRUE(objects->put(bytes(3, size)));
        objects.reset();
        files.restart(SimulatedFiles::End::cut);
        objects = opened(files);
        EXPECT_EQ(said(*objects), "");
        EXPECT_TRUE(objects->has(sha256(bytes(1, size))).value());
        EXPECT_TRUE(objects->has(sha256(bytes(3, size))).value());
    }
}

} // namespace recourse::vault
