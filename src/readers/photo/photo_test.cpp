#include "readers/photo/photo.hpp"

#include "readers/text/csv.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace recourse::readers::photo {

namespace {

std::string const folder = RECOURSE_SOURCE_DIR "/tests/vectors/exif/";

std::string bytes_of(std::string const& path)
{
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in) << path << " is missing";
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
}

bool has(std::vector<Remark> const& remarks, std::string_view id)
{
    return std::ranges::any_of(remarks, [&](auto const& one) { return one.id == id; });
}

/// "39.91556" of millionths, rounded.
std::string five_digits(std::int64_t micro)
{
    auto const rounded = (micro + 5) / 10;
    return fmt::format("{}.{:05}", rounded / 100'000, rounded % 100'000);
}

std::string big(std::uint64_t value, int bytes)
{
    std::string out;
    for (int i = bytes - 1; i >= 0; --i)
        out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
}

std::string box(std::string const& type, std::string const& body)
{
    return big(body.size() + 8, 4) + type + body;
}

} // namespace

TEST(Photo, a_size_that_the_bytes_cannot_hold_is_remarked)
{
    auto const png = [](std::uint64_t width, std::uint64_t height, std::size_t more) {
        return "\x89PNG\r\n\x1a\n" + big(13, 4) + "IHDR" + big(width, 4) + big(height, 4)
            + std::string("\x01\0\0\0\0", 5) + std::string(more, '\0');
    };
    auto const liar = read_photo(png(60'000, 60'000, 40), std::nullopt);
    ASSERT_FALSE(liar.checked.empty());
    EXPECT_EQ(liar.checked[0].id, "size-impossible");
    EXPECT_EQ(liar.checked[0].says,
        "its header says 60000 by 60000 pixels, which its 69 bytes cannot hold: cut short, or made to mislead");
    // One colour, one bit a pixel: a small file may well be a large picture.
    EXPECT_FALSE(has(read_photo(png(60'000, 60'000, 500'000), std::nullopt).checked, "size-impossible"));
    EXPECT_FALSE(has(read_photo(png(100, 100, 40), std::nullopt).checked, "size-impossible"));
    auto const jpeg
        = "\xff\xd8\xff\xc0" + big(11, 2) + "\x08" + big(65'000, 2) + big(65'000, 2) + std::string("\x01\x01\x11\0", 4);
    EXPECT_TRUE(has(read_photo(jpeg, std::nullopt).checked, "size-impossible"));
}

TEST(Photo, ten_of_ten_samples)
{
    auto const table = bytes_of(folder + "expected.csv");
    CsvScan scan { table };
    CsvRow row;
    ASSERT_TRUE(scan.next(row));
    int files = 0;
    while (scan.next(row)) {
        ++files;
        auto const& name = row.cells.at(0);
        auto const photo = read_photo(bytes_of(folder + name), std::nullopt);
        EXPECT_EQ(photo.metadata == Metadata::read, row.cells.at(1) == "yes") << name;
        EXPECT_EQ(photo.claimed.make, row.cells.at(2)) << name;
        EXPECT_EQ(photo.claimed.model, row.cells.at(3)) << name;
        EXPECT_EQ(photo.claimed.taken, row.cells.at(4)) << name;
        EXPECT_EQ(photo.claimed.changed, row.cells.at(5)) << name;
        EXPECT_EQ(photo.claimed.software, row.cells.at(6)) << name;
        auto const& place = photo.claimed.place;
        EXPECT_EQ(place ? five_digits(place->latitude_micro) : "", row.cells.at(7)) << name;
        EXPECT_EQ(place ? five_digits(place->longitude_micro) : "", row.cells.at(8)) << name;
        EXPECT_EQ(photo.claimed.orientation == 0 ? "" : fmt::format("{}", photo.claimed.orientation), row.cells.at(9))
            << name;
        EXPECT_FALSE(photo.checked.empty()) << name;
    }
    EXPECT_EQ(files, 10);
}

TEST(Photo, doubts_stand_beside_the_claims)
{
    auto const edited = read_photo(bytes_of(folder + "sample1.jpg"), std::nullopt);
    EXPECT_TRUE(has(edited.checked, "editor"));
    EXPECT_TRUE(has(edited.checked, "changed-later"));
    auto const malformed = read_photo(bytes_of(folder + "geodegrees_as_string.jpg"), std::nullopt);
    EXPECT_TRUE(has(malformed.checked, "place-malformed"));
    EXPECT_FALSE(malformed.claimed.place);
    auto const early = read_photo(bytes_of(folder + "has-lens-info.jpg"), Instant { 1'400'000'000'000'000 });
    EXPECT_TRUE(has(early.checked, "taken-after-upload"));
    auto const late = read_photo(bytes_of(folder + "has-lens-info.jpg"), Instant { 1'500'000'000'000'000 });
    EXPECT_TRUE(has(late.checked, "taken-before-upload"));
    EXPECT_TRUE(has(read_photo(bytes_of(folder + "truncated_2004.jpg"), std::nullopt).checked, "metadata-unreadable"));
}

TEST(Photo, a_bit_flipped_anywhere_in_the_metadata_ends_in_an_answer)
{
    auto bytes = bytes_of(folder + "f1-exif.jpg");
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        bytes[at] ^= static_cast<char>(1 << at % 8);
        (void)read_photo(bytes, std::nullopt);
        bytes[at] ^= static_cast<char>(1 << at % 8);
    }
    for (std::size_t length = 0; length < bytes.size(); length += 7)
        (void)read_photo(std::string_view { bytes }.substr(0, length), std::nullopt);
}

TEST(Photo, likeness_is_counted_in_bits)
{
    EXPECT_EQ(likeness_distance("00000000000000ff", "000000000000000f"), 4);
    EXPECT_EQ(likeness_distance("x", "000000000000000f"), std::nullopt);
}

TEST(Video, facts_of_the_container)
{
    // 2026-03-03T02:00:00Z counted from 1904
    auto const made = 1'772'503'200u + 2'082'844'800u;
    auto const header = big(0, 4) + big(made, 4) + big(made, 4) + big(600, 4) + big(7500, 4) + std::string(80, '\0');
    auto const film = box("ftyp", "isom" + big(512, 4))
        + box("moov", box("mvhd", header) + box("trak", "x") + box("trak", "")) + box("mdat", "....");
    auto const video = read_video(film, std::nullopt);
    EXPECT_EQ(video.brand, "isom");
    EXPECT_EQ(to_string(*video.created), "2026-03-03T02:00:00Z");
    EXPECT_EQ(video.duration_ms, 12'500u);
    EXPECT_EQ(video.tracks, 2u);
    EXPECT_TRUE(video.checked.empty());
    EXPECT_TRUE(has(read_video(film.substr(0, film.size() - 3), std::nullopt).checked, "cut-short"));
    EXPECT_TRUE(has(read_video(film, Instant { 1'700'000'000'000'000 }).checked, "made-after-upload"));
    for (std::size_t length = 0; length < film.size(); ++length)
        (void)read_video(std::string_view { film }.substr(0, length), std::nullopt);
    // Boxes of no size would be walked for ever.
    EXPECT_TRUE(has(read_video(std::string(100'000, '\0'), std::nullopt).checked, "no-header"));
}

} // namespace recourse::readers::photo
