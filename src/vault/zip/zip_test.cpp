#include "vault/contents/memory_contents.hpp"
#include "vault/zip/archive.hpp"
#include "vault/zip/crc32.hpp"
#include "vault/zip/writer.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>

namespace recourse::vault {

namespace {

using Texts = std::map<std::string, std::string>;

std::span<std::uint8_t const> bytes_of(std::string_view text)
{
    return { reinterpret_cast<std::uint8_t const*>(text.data()), text.size() };
}

std::string zipped(Texts const& texts)
{
    MemoryContents const contents(texts);
    std::vector<ZipMember> members;
    for (auto const& [name, text] : texts)
        members.push_back({ name, text.size(), crc32_of(0, bytes_of(text)) });
    std::string zip;
    auto const done
        = write_zip(contents, members, [&](std::span<std::uint8_t const> piece) -> std::expected<void, std::string> {
              zip.append(reinterpret_cast<char const*>(piece.data()), piece.size());
              return {};
          });
    EXPECT_TRUE(done.has_value());
    return zip;
}

/// The files of a zip, or the flaw that was found.
std::expected<Texts, std::string> unzipped(std::string zip, ZipLimits limits = {})
{
    auto const archive = Archive::open(memory_range(std::move(zip)), limits);
    if (!archive)
        return std::unexpected(to_string(archive.error()));
    Texts texts;
    for (std::size_t i = 0; i < archive->entries().size(); ++i) {
        auto text = read_whole(*archive, i, 1 << 20);
        if (!text)
            return std::unexpected(to_string(text.error()));
        texts[archive->entries()[i].name] = *std::move(text);
    }
    return texts;
}

std::string flaw(std::string zip, ZipLimits limits = {})
{
    auto const texts = unzipped(std::move(zip), limits);
    return texts ? "none" : texts.error();
}

Texts const two { { "a.txt", "first" }, { "b/c.txt", "second" } };
constexpr std::size_t first_header = 0, second_header = 30 + 5 + 5;
constexpr std::size_t directory_at = second_header + 30 + 7 + 6;
constexpr std::size_t second_line = directory_at + 46 + 5;
constexpr std::size_t end_at = second_line + 46 + 7;

std::string changed(std::string bytes, std::size_t at, std::string_view with)
{
    return bytes.replace(at, with.size(), with);
}

/// One change of the archive and what is said of it.
struct Damage {
    char const* what;
    std::string zip;
    char const* says;
};

/// A range that holds headers and otherwise zeros: for archives larger than a test may be.
class Sparse : public ByteRange {
public:
    std::map<std::uint64_t, std::string> pieces;
    std::uint64_t bytes = 0;

    std::uint64_t size() const override { return bytes; }
    bool read(std::uint64_t offset, std::span<std::uint8_t> into) const override
    {
        if (offset > bytes || into.size() > bytes - offset)
            return false;
        std::memset(into.data(), 0, into.size());
        for (auto const& [at, piece] : pieces) {
            auto const from = std::max(at, offset), to = std::min(at + piece.size(), offset + into.size());
            if (from < to)
                std::memcpy(into.data() + (from - offset), piece.data() + (from - at), to - from);
        }
        return true;
    }
};

} // namespace

TEST(Zip, what_is_written_is_read_again_and_is_the_same_twice)
{
    EXPECT_EQ(unzipped(zipped(two)), two);
    EXPECT_EQ(zipped(two), zipped(two));
    EXPECT_EQ(zipped(two).size(), end_at + 22);
    EXPECT_EQ(unzipped(zipped({})), Texts {});
    auto const archive = Archive::open(memory_range(zipped(two)));
    ASSERT_TRUE(archive.has_value());
    EXPECT_EQ(archive->packing(), Packing::ours);
}

RC_GTEST_PROP(Zip, any_files_come_back_as_they_were, ())
{
    auto const names = *rc::gen::container<std::set<std::string>>(
        rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('a', 'f'))));
    Texts texts;
    for (auto const& name : names)
        texts["data/" + name] = *rc::gen::arbitrary<std::string>();
    RC_ASSERT(unzipped(zipped(texts)).value() == texts);
}

TEST(Zip, every_single_bit_of_a_zip_of_ours_counts)
{
    auto const good = zipped(two);
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        auto damaged = good;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
        auto const archive = Archive::open(memory_range(damaged));
        bool found = !archive || !archive->packing();
        for (std::size_t i = 0; !found && i < archive->entries().size(); ++i)
            found = !archive->read(i, [](auto) { });
        EXPECT_TRUE(found) << "bit " << bit % 8 << " of byte " << bit / 8;
    }
}

TEST(Zip, every_cut_is_found)
{
    auto const good = zipped(two);
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_NE(flaw(good.substr(0, size)), "none") << size;
    EXPECT_NE(flaw(good + "x"), "none");
    EXPECT_NE(flaw("x" + good), "none");
}

TEST(Zip, hostile_archives_are_refused_with_their_place)
{
    auto const good = zipped(two);
    auto const both = [&](std::size_t offset, std::string_view with) { // the second member, in both headers
        return changed(changed(good, second_header + offset, with), second_line + 2 + offset, with);
    };
    auto const named = [&](std::string_view name) {
        return changed(changed(good, second_header + 30, name), second_line + 46, name);
    };
    auto const overlap
        = changed(changed(good, second_line + 42, std::string(4, '\0')), directory_at + 42, std::string(4, '\0'));
    std::string const bomb_size { "\xFF\xFF\xFF\x0F", 4 };
    for (auto const& [what, zip, says] : {
             Damage { "nothing", "", "no zip: it is too short" },
             Damage { "another format", std::string(100, 'x'),
                 "no zip, or one that is cut off or has a comment: its last 22 bytes are not the end of one" },
             Damage { "absolute", named("/etc/pw"), "/etc/pw: an absolute name (member 2 of the directory)" },
             Damage { "outside", named("../.../"),
                 "../.../: a name that leads outside (\"..\") (member 2 of the directory)" },
             Damage { "backslash", named("b\\..\\cd"), "b\\..\\cd: a backslash in a name (member 2 of the directory)" },
             Damage { "drive", named("C:/x.tx"), "C:/x.tx: a name with a drive (member 2 of the directory)" },
             Damage { "escape", named("b\x1B[31mc"),
                 "b\x1B[31mc: a control character in a name (member 2 of the directory)" },
             Damage { "no UTF-8", named("b\xFF\xFF.txt"),
                 "b\xFF\xFF.txt: a name that is no UTF-8 (member 2 of the directory)" },
             Damage { "twice", zipped({ { "a.txt", "1" }, { "b.txt", "2" } }), "none" },
             Damage {
                 "folder of a file", zipped({ { "a", "1" }, { "a/b", "2" } }), "a/b: lies in a folder that is a file" },
             Damage { "other name inside", changed(good, second_header + 30, "b/d.txt"),
                 "b/c.txt: its header at byte 40 says another name than the directory" },
             Damage { "other length inside", changed(good, second_header + 22, "\x07"),
                 "b/c.txt: its header at byte 40 says another length than the directory" },
             Damage { "other checksum inside", changed(good, second_header + 14, "zzzz"),
                 "b/c.txt: its header at byte 40 says another checksum than the directory" },
             Damage { "encrypted", both(6, std::string("\x01\x08", 2)),
                 "b/c.txt: is encrypted (member 2 of the directory)" },
             Damage { "descriptor", both(6, std::string("\x08\x08", 2)),
                 "b/c.txt: has a data descriptor in place of its length (unpack the archive and give the folder) "
                 "(member 2 of the directory)" },
             Damage { "method", both(8, "\x0C"),
                 "b/c.txt: is packed by method 12; stored and deflate are read (member 2 of the directory)" },
             Damage { "bomb",
                 both(8, std::string("\x08", 1))
                     .replace(second_line + 24, 4, bomb_size)
                     .replace(second_header + 22, 4, bomb_size),
                 "b/c.txt: cannot unpack to so many bytes (member 2 of the directory)" },
             Damage { "cut deflate", both(8, "\x08"), "b/c.txt: its packed bytes end too early" },
             Damage { "overlap", overlap, "b/c.txt: its header at byte 0 says another name than the directory" },
             Damage { "link", changed(good, second_line + 40, std::string("\xFF\xA1", 2)),
                 "b/c.txt: is a symbolic link (member 2 of the directory)" },
             Damage { "bytes", changed(good, second_header + 37, "S"),
                 "b/c.txt: its checksum in the archive (CRC-32) is another" },
             Damage { "more announced", changed(changed(good, end_at + 8, "\x03"), end_at + 10, "\x03"),
                 "its directory is too short for its members" },
             Damage { "fewer announced", changed(changed(good, end_at + 8, "\x01"), end_at + 10, "\x01"),
                 "the directory has more lines than it announces" },
             Damage { "comment", changed(good + "hi", end_at + 20, "\x02"),
                 "no zip, or one that is cut off or has a comment: its last 22 bytes are not the end of one" },
         })
        EXPECT_EQ(flaw(zip), says) << what;
    EXPECT_EQ(flaw(zipped({ { "a.txt", "1" }, { "b.txt", "2" } })
                      .replace(30 + 5 + 1 + 30, 5, "a.txt")
                      .replace(2 * 36 + 46 + 5 + 46, 5, "a.txt")),
        "a.txt: stands twice in the archive");
}

TEST(Zip, limits_hold)
{
    EXPECT_EQ(flaw(zipped(two), { .members_max = 1 }), "more than 1 members");
    EXPECT_EQ(flaw(zipped(two), { .unpacked_bytes_max = 10 }), "b/c.txt: with it, more than 10 bytes unpacked");
}

TEST(Zip, what_another_program_packed_is_told_apart_from_what_was_changed)
{
    auto const good = zipped(two);
    auto foreign = good;
    for (auto const at : { first_header + 12, second_header + 12, directory_at + 14, second_line + 14 })
        foreign = changed(foreign, at, "\x42"); // another day
    auto const another = Archive::open(memory_range(foreign));
    ASSERT_TRUE(another.has_value());
    EXPECT_EQ(another->packing(), Packing::another);
    auto const half
        = Archive::open(memory_range(changed(changed(good, second_header + 12, "\x42"), second_line + 14, "\x42")));
    ASSERT_TRUE(half.has_value());
    EXPECT_EQ(half->packing(),
        std::unexpected(Flaw { "b/c.txt", "its header in the archive is not as a bundle is written" }));
}

TEST(Zip, sizes_and_places_beyond_32_bits)
{
    std::vector<ZipMember> const members { { "a", 5'000'000'000, 1 }, { "b", 3, 2 }, { "c", 0xFFFFFFFF, 3 } };
    auto const offsets = offsets_of(members);
    auto const sparse = std::make_shared<Sparse>();
    std::string directory;
    for (std::size_t i = 0; i < members.size(); ++i) {
        sparse->pieces[offsets[i]] = local_header(members[i]);
        directory += directory_line(members[i], offsets[i]);
    }
    auto const tail = directory + directory_end(members.size(), directory.size(), offsets.back());
    sparse->pieces[offsets.back()] = tail;
    sparse->bytes = offsets.back() + tail.size();
    auto const archive = Archive::open(sparse);
    ASSERT_TRUE(archive.has_value()) << to_string(archive.error());
    EXPECT_EQ(archive->entries()[0], (ContentFile { "a", 5'000'000'000 }));
    EXPECT_EQ(archive->member(2).offset, offsets[2]);
    EXPECT_EQ(archive->packing(), Packing::ours);
}

TEST(Zip, more_members_than_16_bits)
{
    Texts many;
    for (int i = 0; i < 66'000; ++i)
        many[fmt::format("{:05}", i)] = "";
    auto const zip = zipped(many);
    auto const archive = Archive::open(memory_range(zip));
    ASSERT_TRUE(archive.has_value()) << to_string(archive.error());
    EXPECT_EQ(archive->entries().size(), many.size());
    EXPECT_EQ(archive->packing(), Packing::ours);
}

} // namespace recourse::vault
