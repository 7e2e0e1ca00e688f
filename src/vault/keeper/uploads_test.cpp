#include "vault/keeper/uploads.hpp"

#include "vault/bag/checksum.hpp"
#include "vault/keeper/keeper_test.hpp"
#include "vault/objects/folder_objects.hpp"

#include <gmock/gmock.h>

#include <condition_variable>
#include <thread>

namespace recourse::vault::keeper {

namespace {

std::string bytes(std::size_t size, std::uint64_t seed = 1)
{
    std::string text;
    text.reserve(size);
    for (std::uint64_t state = seed; text.size() < size;) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        text += static_cast<char>(state >> 56U);
    }
    return text;
}

std::string raw_digest(std::string_view kind, std::string_view of)
{
    auto const* const one = checksum_kind(kind);
    Checksums checksums({ &one, 1 });
    checksums.add({ reinterpret_cast<std::uint8_t const*>(of.data()), of.size() });
    std::string raw;
    auto const hex = checksums.finish().front();
    for (std::size_t i = 0; i < hex.size(); i += 2)
        raw += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return raw;
}

/// Gives the text in pieces of that size, and stops with an error after so many bytes.
ByteSource piecewise(std::string_view text, std::size_t piece, std::size_t fails_after = ~std::size_t { 0 })
{
    auto const given = std::make_shared<std::size_t>(0);
    return [=](std::span<std::uint8_t> into) -> std::expected<std::size_t, std::string> {
        if (*given >= fails_after)
            return std::unexpected("the connection broke off");
        auto const count = std::min({ piece, into.size(), text.size() - *given, fails_after - *given });
        std::copy_n(text.data() + *given, count, reinterpret_cast<char*>(into.data()));
        *given += count;
        return count;
    };
}

/// Uploads on a simulated disk.
struct Desk {
    explicit Desk(std::uint64_t seed = 1) : files(seed) { open(); }

    void open()
    {
        uploads.reset();
        objects.reset();
        objects = must(open_folder_objects(files, "/vault/objects"));
        uploads = std::make_unique<Uploads>(files, "/vault/uploads", *objects, limits, clock.now());
        must(uploads->open());
    }
    void restart(SimulatedFiles::End end)
    {
        uploads.reset();
        objects.reset();
        files.restart(end);
        open();
    }
    std::string create(std::uint64_t size, std::string_view owner = "P-1")
    {
        auto id = uploads->create(size, "filename Y29udHJhY3Q=", owner);
        if (!id)
            throw std::runtime_error(id.error().says);
        return *id;
    }
    std::uint64_t offset(std::string const& id, std::string_view owner = "P-1")
    {
        auto const status = uploads->status(id, owner);
        return status ? status->offset : 999'999'999;
    }

    SimulatedFiles files;
    TestClock clock;
    UploadLimits limits;
    std::unique_ptr<Objects> objects;
    std::unique_ptr<Uploads> uploads;
};

UploadError error_of(auto const& uploaded)
{
    return uploaded ? throw std::runtime_error("it went well") : uploaded.error().error;
}

} // namespace

TEST(Uploads, come_in_pieces_and_become_an_object)
{
    Desk desk;
    auto const whole = bytes(900'000);
    auto const id = desk.create(whole.size());
    EXPECT_EQ(id.size(), 32);
    EXPECT_EQ(desk.offset(id), 0);
    EXPECT_EQ(desk.uploads->append(id, "P-1", 0, source_of(whole.substr(0, 300'000))).value(), 300'000);
    auto const status = desk.uploads->status(id, "P-1").value();
    EXPECT_EQ(status.offset, 300'000);
    EXPECT_EQ(status.size, whole.size());
    EXPECT_EQ(status.metadata, "filename Y29udHJhY3Q=");
    EXPECT_EQ(error_of(desk.uploads->finish(id, "P-1")), UploadError::unfinished);
    desk.restart(SimulatedFiles::End::cut);
    EXPECT_EQ(
        desk.uploads->append(id, "P-1", 300'000, piecewise(std::string_view { whole }.substr(300'000), 7'001)).value(),
        whole.size());
    auto const object = desk.uploads->finish(id, "P-1", sha256(whole)).value();
    EXPECT_EQ(object.digest, sha256(whole));
    EXPECT_EQ(object.size, whole.size());
    EXPECT_EQ(must(desk.objects->get_small(object.digest, whole.size())), whole);

    // Whoever did not hear the answer asks again, also after a restart.
    EXPECT_EQ(desk.uploads->finish(id, "P-1").value().digest, object.digest);
    EXPECT_EQ(desk.offset(id), whole.size());
    EXPECT_EQ(error_of(desk.uploads->append(id, "P-1", whole.size(), source_of("x"))), UploadError::offset);
    desk.restart(SimulatedFiles::End::cut);
    EXPECT_EQ(desk.uploads->finish(id, "P-1").value().digest, object.digest);
    EXPECT_EQ(desk.uploads->status(id, "P-1").value().object->digest, object.digest);
    EXPECT_EQ(error_of(desk.uploads->finish(id, "P-1", sha256("other"))), UploadError::digest);
    for (auto const& [file, content] : desk.files.content())
        EXPECT_FALSE(file.ends_with(".part")) << file;
}

TEST(Uploads, of_nothing_are_an_object_too)
{
    Desk desk;
    auto const id = desk.create(0);
    EXPECT_EQ(desk.uploads->finish(id, "P-1").value().digest, sha256(""));
}

TEST(Uploads, go_on_only_where_they_end)
{
    Desk desk;
    auto const id = desk.create(10);
    EXPECT_EQ(desk.uploads->append(id, "P-1", 0, source_of("01234")).value(), 5);
    for (std::uint64_t const offset : { 0U, 4U, 6U, 10U }) {
        auto const refused = desk.uploads->append(id, "P-1", offset, source_of("x"));
        EXPECT_EQ(error_of(refused), UploadError::offset);
        EXPECT_EQ(refused.error().offset, 5);
    }
    auto const too_many = desk.uploads->append(id, "P-1", 5, source_of("567890"));
    EXPECT_EQ(error_of(too_many), UploadError::too_large);
    EXPECT_EQ(too_many.error().offset, 10);
    EXPECT_EQ(desk.uploads->finish(id, "P-1").value().digest, sha256("0123456789"));
}

TEST(Uploads, belong_to_whoever_began_them)
{
    Desk desk;
    auto const id = desk.create(5);
    for (auto const* const owner : { "P-2", "", "P-1 " }) {
        EXPECT_EQ(error_of(desk.uploads->append(id, owner, 0, source_of("x"))), UploadError::missing);
        EXPECT_EQ(error_of(desk.uploads->status(id, owner)), UploadError::missing);
        EXPECT_EQ(error_of(desk.uploads->abandon(id, owner)), UploadError::missing);
        EXPECT_EQ(error_of(desk.uploads->finish(id, owner)), UploadError::missing);
    }
    for (auto const* const other : { "", "../../etc/passwd", "00000000000000000000000000000000" })
        EXPECT_EQ(error_of(desk.uploads->status(other, "P-1")), UploadError::missing);
    desk.create(7, "P-2");
    EXPECT_EQ(desk.uploads->all_of("P-1").size(), 1);
}

TEST(Uploads, keep_all_or_nothing_of_what_has_a_checksum)
{
    Desk desk;
    auto const whole = bytes(800'000);
    for (auto const* const kind : { "sha1", "sha256", "sha512", "md5" }) {
        auto const id = desk.create(whole.size());
        UploadChecksum const right { kind, raw_digest(kind, whole) };
        UploadChecksum const wrong { kind, raw_digest(kind, "other") };
        EXPECT_EQ(error_of(desk.uploads->append(id, "P-1", 0, source_of(whole), wrong)), UploadError::checksum);
        EXPECT_EQ(desk.offset(id), 0);
        EXPECT_EQ(
            error_of(desk.uploads->append(id, "P-1", 0, piecewise(whole, 9'999, 700'000), right)), UploadError::source);
        EXPECT_EQ(desk.offset(id), 0);
        EXPECT_EQ(desk.uploads->append(id, "P-1", 0, source_of(whole), right).value(), whole.size());
        EXPECT_EQ(desk.uploads->finish(id, "P-1").value().digest, sha256(whole));
    }
    auto const id = desk.create(3);
    EXPECT_EQ(error_of(desk.uploads->append(id, "P-1", 0, source_of("abc"), UploadChecksum { "crc32", "1234" })),
        UploadError::algorithm);
    EXPECT_EQ(error_of(desk.uploads->append(id, "P-1", 0, source_of(""), UploadChecksum { "sha1", "x" })),
        UploadError::checksum);
}

TEST(Uploads, keep_what_came_before_the_connection_broke)
{
    Desk desk;
    auto const whole = bytes(2'000'000);
    auto const id = desk.create(whole.size());
    auto const broke = desk.uploads->append(id, "P-1", 0, piecewise(whole, 50'000, 1'234'567));
    EXPECT_EQ(error_of(broke), UploadError::source);
    EXPECT_EQ(broke.error().offset, 1'234'567);
    desk.restart(SimulatedFiles::End::cut);
    EXPECT_EQ(desk.offset(id), 1'234'567);
    EXPECT_TRUE(desk.uploads->append(id, "P-1", 1'234'567, source_of(std::string_view { whole }.substr(1'234'567))));
    EXPECT_EQ(desk.uploads->finish(id, "P-1").value().digest, sha256(whole));
}

TEST(Uploads, show_while_they_come_how_far_they_are_on_the_disk)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    auto& uploads = keeper->uploads();
    std::uint64_t const size = std::uint64_t { 40 } << 20U;
    auto const id = uploads.create(size, "", "P-1").value();
    std::uint64_t given = 0;
    std::vector<std::uint64_t> seen;
    auto const piece = bytes(1U << 18U);
    auto const end
        = uploads.append(id, "P-1", 0, [&](std::span<std::uint8_t> into) -> std::expected<std::size_t, std::string> {
              auto const status = uploads.status(id, "P-1").value();
              EXPECT_LE(status.offset, given);
              seen.push_back(status.offset);
              EXPECT_EQ(error_of(uploads.append(id, "P-1", status.offset, source_of("x"))), UploadError::busy);
              auto const count
                  = static_cast<std::size_t>(std::min<std::uint64_t>({ into.size(), piece.size(), size - given }));
              std::copy_n(piece.data(), count, reinterpret_cast<char*>(into.data()));
              given += count;
              return count;
          });
    EXPECT_EQ(end.value(), size);
    std::ranges::sort(seen);
    EXPECT_EQ(std::ranges::unique(seen).begin() - seen.begin(), 3); // 0, 16 and 32 MiB
    EXPECT_TRUE(uploads.finish(id, "P-1"));
}

TEST(Uploads, run_beside_each_other)
{
    TestFolder const folder;
    TestClock clock;
    auto const keeper = opened(folder / "vault", clock);
    std::vector<std::thread> threads;
    std::vector<std::string> const wholes { bytes(3'000'000, 1), bytes(3'000'000, 2), bytes(3'000'000, 3),
        bytes(3'000'000, 4) };
    std::vector<Digest> digests(wholes.size());
    for (std::size_t i = 0; i < wholes.size(); ++i)
        threads.emplace_back([&, i] {
            auto const owner = fmt::format("P-{}", i);
            auto const id = keeper->uploads().create(wholes[i].size(), "", owner).value();
            for (std::size_t at = 0; at < wholes[i].size();)
                at = keeper->uploads()
                         .append(id, owner, at, source_of(std::string_view { wholes[i] }.substr(at, 700'000)))
                         .value();
            digests[i] = keeper->uploads().finish(id, owner).value().digest;
        });
    for (auto& thread : threads)
        thread.join();
    for (std::size_t i = 0; i < wholes.size(); ++i)
        EXPECT_EQ(digests[i], sha256(wholes[i]));
}

TEST(Uploads, stay_within_quotas)
{
    Desk desk;
    desk.limits = {
        .upload_bytes_max = 100, .owner_bytes_max = 250, .bytes_max = 400, .owner_uploads_max = 3, .uploads_max = 6
    };
    desk.open();
    EXPECT_EQ(error_of(desk.uploads->create(101, "", "P-1")), UploadError::too_large);
    EXPECT_EQ(error_of(desk.uploads->create(~std::uint64_t { 0 }, "", "P-1")), UploadError::too_large);
    auto const first = desk.create(100);
    desk.create(100);
    EXPECT_EQ(error_of(desk.uploads->create(51, "", "P-1")), UploadError::quota);
    desk.create(50);
    EXPECT_EQ(error_of(desk.uploads->create(0, "", "P-1")), UploadError::quota); // the number of them
    desk.create(100, "P-2");
    EXPECT_EQ(error_of(desk.uploads->create(100, "", "P-2")), UploadError::quota); // of all
    EXPECT_TRUE(desk.uploads->abandon(first, "P-1"));
    EXPECT_EQ(error_of(desk.uploads->status(first, "P-1")), UploadError::missing);
    auto const again = desk.create(3);
    EXPECT_TRUE(desk.uploads->append(again, "P-1", 0, source_of("abc")));
    EXPECT_TRUE(desk.uploads->finish(again, "P-1"));
    desk.create(100); // what is finished does not count
    EXPECT_EQ(error_of(desk.uploads->create(1, std::string(9000, 'x'), "P-3")), UploadError::metadata);
    EXPECT_EQ(error_of(desk.uploads->create(1, "\xFF", "P-3")), UploadError::metadata);
}

TEST(Uploads, that_are_finished_are_remembered_up_to_a_number)
{
    Desk desk;
    desk.limits.owner_finished_max = 2;
    desk.limits.uploads_max = 3;
    desk.open();
    std::vector<std::string> ids;
    auto const bring = [&](std::string_view bytes, std::string_view owner = "P-1") {
        desk.clock.micros += 1;
        auto const id = desk.create(bytes.size(), owner);
        EXPECT_TRUE(desk.uploads->append(id, owner, 0, source_of(bytes)));
        EXPECT_TRUE(desk.uploads->finish(id, owner));
        ids.push_back(id);
    };
    bring("theirs", "P-2");
    for (std::string_view const bytes : { "one", "two", "three" })
        bring(bytes);
    // The oldest of the same owner made room; its bytes are an object as before.
    EXPECT_EQ(error_of(desk.uploads->status(ids[1], "P-1")), UploadError::missing);
    EXPECT_TRUE(desk.uploads->status(ids[2], "P-1"));
    EXPECT_TRUE(desk.uploads->status(ids[0], "P-2"));
    EXPECT_FALSE(desk.uploads->has_brought("P-1", sha256("one")));
    EXPECT_TRUE(desk.uploads->has_brought("P-1", sha256("three")));
    EXPECT_FALSE(desk.uploads->has_brought("P-2", sha256("three")));
    EXPECT_FALSE(desk.uploads->has_brought("P-1", sha256("theirs")));
    // What is finished takes no place of what is on its way: three of all.
    for (std::size_t i = 0; i < 3; ++i)
        desk.create(1);
    EXPECT_EQ(error_of(desk.uploads->create(1, "", "P-3")), UploadError::quota);
    desk.clock.micros += 7 * 24 * 3600 * std::int64_t { 1'000'000 };
    EXPECT_FALSE(desk.uploads->has_brought("P-1", sha256("three"))); // its time is over
}

TEST(Uploads, expire)
{
    Desk desk;
    auto const old = desk.create(5);
    desk.clock.micros += 6 * 24 * 3600 * std::int64_t { 1'000'000 };
    auto const young = desk.create(5);
    EXPECT_EQ(desk.uploads->sweep(), 0);
    desk.clock.micros += 24 * 3600 * std::int64_t { 1'000'000 };
    EXPECT_EQ(error_of(desk.uploads->status(old, "P-1")), UploadError::expired);
    EXPECT_EQ(error_of(desk.uploads->append(old, "P-1", 0, source_of("x"))), UploadError::expired);
    EXPECT_EQ(desk.uploads->sweep(), 1);
    EXPECT_EQ(error_of(desk.uploads->status(old, "P-1")), UploadError::missing);
    EXPECT_EQ(desk.offset(young), 0);
    for (auto const& [file, content] : desk.files.content())
        EXPECT_EQ(file.find(old), std::string::npos) << file;
}

TEST(Uploads, with_another_digest_than_expected_are_gone)
{
    Desk desk;
    auto const id = desk.create(3);
    EXPECT_TRUE(desk.uploads->append(id, "P-1", 0, source_of("abc")));
    EXPECT_EQ(error_of(desk.uploads->finish(id, "P-1", sha256("abd"))), UploadError::digest);
    EXPECT_EQ(error_of(desk.uploads->status(id, "P-1")), UploadError::missing);
    EXPECT_FALSE(must(desk.objects->has(sha256("abc"))));
}

TEST(Uploads, on_a_full_disk_say_so_and_go_on_later)
{
    for (std::uint64_t room = 0; room < 700'000; room += 41'111) {
        Desk desk(room + 1);
        auto const whole = bytes(600'000);
        auto const id = desk.create(whole.size());
        desk.files.room = room;
        auto const full = desk.uploads->append(id, "P-1", 0, piecewise(whole, 100'000));
        std::uint64_t at = whole.size();
        if (!full) {
            EXPECT_EQ(error_of(full), UploadError::full) << room;
            at = full.error().offset;
        }
        EXPECT_EQ(desk.offset(id), at) << room;
        auto const finished = desk.uploads->finish(id, "P-1");
        EXPECT_FALSE(finished) << room;
        desk.files.room.reset();
        if (at < whole.size())
            EXPECT_TRUE(desk.uploads->append(id, "P-1", at, source_of(std::string_view { whole }.substr(at)))) << room;
        EXPECT_EQ(desk.uploads->finish(id, "P-1").value().digest, sha256(whole)) << room;
    }
}

namespace {

/// What was acknowledged before the disk stopped.
struct Acknowledged {
    std::string id;
    std::uint64_t offset = 0;
    bool finished = false;
};

Acknowledged upload_until_stopped(Desk& desk, std::string const& whole, bool with_checksum)
{
    Acknowledged told;
    auto const id = desk.uploads->create(whole.size(), "", "P-1");
    if (!id)
        return told;
    told.id = *id;
    while (told.offset < whole.size()) {
        auto const piece = std::string_view { whole }.substr(told.offset, 300'000);
        auto const end = with_checksum ? desk.uploads->append(*id, "P-1", told.offset, piecewise(piece, 40'000),
                                             UploadChecksum { "sha256", raw_digest("sha256", piece) })
                                       : desk.uploads->append(*id, "P-1", told.offset, piecewise(piece, 40'000));
        if (!end)
            return told;
        told.offset = *end;
    }
    told.finished = desk.uploads->finish(*id, "P-1").has_value();
    return told;
}

} // namespace

TEST(Uploads, stopped_at_any_change_keep_what_was_acknowledged)
{
    auto const whole = bytes(800'000);
    for (bool const with_checksum : { false, true }) {
        int changes = 0;
        {
            Desk desk;
            auto const before = desk.files.changes();
            EXPECT_TRUE(upload_until_stopped(desk, whole, with_checksum).finished);
            changes = desk.files.changes() - before;
        }
        ASSERT_GT(changes, 20);
        for (int stop = 0; stop < changes; ++stop)
            for (auto const end : { SimulatedFiles::End::killed, SimulatedFiles::End::cut })
                for (std::uint64_t seed = 1; seed <= (end == SimulatedFiles::End::cut ? 3U : 1U); ++seed) {
                    auto const when = fmt::format("stop {} seed {} checksum {}", stop, seed, with_checksum);
                    Desk desk(seed * 1000 + static_cast<std::uint64_t>(stop));
                    desk.files.changes_until_stop = stop;
                    auto const told = upload_until_stopped(desk, whole, with_checksum);
                    ASSERT_TRUE(desk.files.stopped()) << when;
                    desk.restart(end);
                    if (told.id.empty()) {
                        EXPECT_LE(desk.uploads->all_of("P-1").size(), 1) << when;
                        continue;
                    }
                    auto at = desk.offset(told.id);
                    EXPECT_GE(at, told.offset) << when;
                    EXPECT_LE(at, whole.size()) << when;
                    if (at < whole.size()) {
                        // And once more stopped on the way.
                        desk.files.changes_until_stop = stop % 5;
                        [[maybe_unused]] auto const more = desk.uploads->append(
                            told.id, "P-1", at, source_of(std::string_view { whole }.substr(at)));
                        desk.restart(end);
                        at = desk.offset(told.id);
                        ASSERT_LE(at, whole.size()) << when;
                        if (at < whole.size())
                            ASSERT_TRUE(desk.uploads->append(
                                told.id, "P-1", at, source_of(std::string_view { whole }.substr(at))))
                                << when;
                    }
                    auto const object = desk.uploads->finish(told.id, "P-1");
                    ASSERT_TRUE(object) << when << object.error().says;
                    EXPECT_EQ(object->digest, sha256(whole)) << when;
                    EXPECT_EQ(must(desk.objects->get_small(object->digest, whole.size())), whole) << when;
                    if (HasFailure())
                        return;
                }
    }
}

TEST(Uploads, whose_bytes_were_damaged_on_the_disk_end_before_them)
{
    Desk desk;
    auto const whole = bytes(900'000);
    auto const id = desk.create(whole.size());
    ASSERT_TRUE(desk.uploads->append(id, "P-1", 0, source_of(whole)));
    desk.restart(SimulatedFiles::End::killed);
    desk.files.tamper("/vault/uploads/" + id + ".part", [](std::string& content) { content[500'000] ^= 1; });
    auto const at = desk.offset(id);
    EXPECT_LT(at, 500'000);
    ASSERT_TRUE(desk.uploads->append(id, "P-1", at, source_of(std::string_view { whole }.substr(at))));
    EXPECT_EQ(desk.uploads->finish(id, "P-1").value().digest, sha256(whole));
}

} // namespace recourse::vault::keeper
