#include "readers/photo/photo.hpp"

#include "readers/photo/exif.hpp"
#include "readers/photo/likeness.hpp"
#include "readers/text/bytes.hpp"
#include "time/zones.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::readers::photo {

namespace {

/// Width and height from the frame header.
void jpeg_size(std::string_view jpeg, Photo& photo)
{
    std::size_t at = 2;
    while (at + 9 <= jpeg.size() && jpeg[at] == '\xff') {
        auto const marker = static_cast<unsigned char>(jpeg[at + 1]);
        bool const frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            photo.height = *big_endian<std::uint16_t>(jpeg, at + 5);
            photo.width = *big_endian<std::uint16_t>(jpeg, at + 7);
            return;
        }
        at += marker == 0xff ? 1u : 2u + *big_endian<std::uint16_t>(jpeg, at + 2);
    }
}

/// Programs that change pictures, in small letters.
constexpr std::string_view editors[] = { "photoshop", "lightroom", "gimp", "powerexif", "exiftool", "acdsee", "picasa",
    "snapseed", "paint", "meitu", "美图", "affinity", "pixelmator", "capture one", "exif", "corel", "xnview",
    "imagemagick", "canva", "facetune", "vsco" };

std::optional<std::string_view> editor_in(std::string_view software)
{
    std::string small { software };
    std::ranges::transform(
        small, small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    for (auto const one : editors) {
        if (small.find(one) != std::string::npos)
            return one;
    }
    return std::nullopt;
}

/// The earliest and the latest moment that a civil time may be, over all zones of the world.
std::optional<std::pair<Instant, Instant>> moments(std::string const& text, std::string const& offset)
{
    if (text.size() != 19)
        return std::nullopt;
    auto const date = parse_date(text.substr(0, 10));
    auto const clock = time::parse_clock(text.substr(11, 5));
    if (!date || !clock)
        return std::nullopt;
    time::CivilTime const civil { *date, clock->hour, clock->minute, 0, 0 };
    auto const at = time::Zone {}.instant(civil, time::Unclear::first);
    if (auto const zone = offset.empty() ? std::nullopt : time::Zone::known(offset)) {
        auto const moment = zone->instant(civil, time::Unclear::first);
        return std::pair { moment, moment };
    }
    constexpr std::int64_t hour = 3'600'000'000;
    return std::pair { Instant { at.micros - 14 * hour }, Instant { at.micros + 12 * hour } };
}

void check_claims(Photo& photo, std::optional<Instant> uploaded)
{
    auto const& claimed = photo.claimed;
    auto const say
        = [&](std::string id, std::string says) { photo.checked.push_back({ std::move(id), std::move(says) }); };
    if (photo.metadata == Metadata::none) {
        say("no-metadata", "the file says nothing of when, where and with what it was taken; messengers take this out");
        return;
    }
    if (photo.metadata == Metadata::unreadable) {
        say("metadata-unreadable", "the metadata are damaged or cut short; nothing of them is used");
        return;
    }
    if (auto const editor = editor_in(claimed.software))
        say("editor",
            fmt::format("written by '{}', a program that changes pictures or their metadata: no proof of place and "
                        "time by itself",
                claimed.software));
    if (!claimed.taken.empty() && !claimed.changed.empty() && claimed.changed > claimed.taken)
        say("changed-later", fmt::format("changed on {}, after it was taken on {}", claimed.changed, claimed.taken));
    if (!claimed.taken.empty() && !claimed.changed.empty() && claimed.changed < claimed.taken)
        say("changed-before-taken",
            fmt::format("said to be changed on {}, before it was taken on {}", claimed.changed, claimed.taken));
    std::vector<std::string_view> missing;
    if (claimed.taken.empty())
        missing.emplace_back("when it was taken");
    if (claimed.make.empty() && claimed.model.empty())
        missing.emplace_back("the camera");
    if (!claimed.place)
        missing.emplace_back("the place");
    for (auto const one : missing)
        say("missing", fmt::format("does not say {}", one));
    if (!claimed.place_as_written.empty())
        say("place-malformed", fmt::format("the place is malformed and not used: {}", claimed.place_as_written));
    if (claimed.place && claimed.place->latitude_micro == 0 && claimed.place->longitude_micro == 0)
        say("place-zero", "the place is 0, 0, which is what devices write that do not know it");
    if (!claimed.taken.empty() && claimed.offset.empty())
        say("zone-unknown", "the time is that of the camera's clock; of which zone is not said");
    auto const taken = moments(claimed.taken, claimed.offset);
    if (taken && uploaded) {
        if (taken->first > *uploaded)
            say("taken-after-upload",
                fmt::format(
                    "said to be taken on {}, after it was handed in on {}", claimed.taken, to_string(*uploaded)));
        else if (taken->second <= *uploaded)
            say("taken-before-upload",
                fmt::format("said to be taken {} days before it was handed in",
                    (uploaded->micros - taken->second.micros) / 86'400'000'000));
    }
}

struct Box {
    std::string_view type, body;
};

/// The next box at `at`; nothing where it does not fit into what is there.
std::optional<Box> next_box(std::string_view bytes, std::size_t& at)
{
    auto const size32 = big_endian<std::uint32_t>(bytes, at);
    if (!size32 || bytes.size() - at < 8)
        return std::nullopt;
    std::uint64_t size = *size32, head = 8;
    if (size == 1) {
        auto const long_size = big_endian<std::uint64_t>(bytes, at + 8);
        if (!long_size)
            return std::nullopt;
        size = *long_size;
        head = 16;
    } else if (size == 0)
        size = bytes.size() - at;
    if (size < head || size > bytes.size() - at)
        return std::nullopt;
    Box const box { bytes.substr(at + 4, 4), bytes.substr(at + head, static_cast<std::size_t>(size - head)) };
    at += static_cast<std::size_t>(size);
    return box;
}

/// Seconds since 1904, as these files count.
std::optional<Instant> moment_of_1904(std::uint64_t seconds)
{
    constexpr std::uint64_t to_1970 = 2'082'844'800;
    if (seconds == 0 || seconds > to_1970 + 253'402'300'799)
        return std::nullopt;
    return Instant { (static_cast<std::int64_t>(seconds) - static_cast<std::int64_t>(to_1970)) * 1'000'000 };
}

void read_movie_header(std::string_view body, Video& video)
{
    bool const wide = !body.empty() && body[0] == 1;
    std::optional<std::uint64_t> created, changed, duration;
    std::optional<std::uint32_t> scale;
    if (wide) {
        created = big_endian<std::uint64_t>(body, 4);
        changed = big_endian<std::uint64_t>(body, 12);
        scale = big_endian<std::uint32_t>(body, 20);
        duration = big_endian<std::uint64_t>(body, 24);
    } else {
        created = big_endian<std::uint32_t>(body, 4);
        changed = big_endian<std::uint32_t>(body, 8);
        scale = big_endian<std::uint32_t>(body, 12);
        duration = big_endian<std::uint32_t>(body, 16);
    }
    if (!created || !changed || !scale || !duration)
        return video.checked.push_back({ "header-cut", "the header of the film is cut short" });
    video.created = moment_of_1904(*created);
    video.changed = moment_of_1904(*changed);
    if (*scale > 0 && *duration < std::uint64_t { 1 } << 50)
        video.duration_ms = *duration * 1000 / *scale;
}

} // namespace

namespace {

/// A header may claim any size; whoever made room for it would have none left. What a pixel takes at least: deflate
/// packs a PNG's to a thousandth of a bit-deep row (RFC 1951: 258 bytes in two bits), and a JPEG spends a bit on each
/// block of 64, even where it is progressive.
void check_size(Photo& photo, std::size_t bytes, std::uint64_t pixels_per_byte)
{
    auto const pixels = std::uint64_t { photo.width } * photo.height;
    if (pixels / pixels_per_byte <= bytes)
        return;
    photo.checked.push_back({ "size-impossible",
        fmt::format("its header says {} by {} pixels, which its {} bytes cannot hold: cut short, or made to mislead",
            photo.width, photo.height, bytes) });
}

constexpr std::uint64_t png_pixels_per_byte = 8 * 1032, jpeg_pixels_per_byte = 8 * 64;

} // namespace

Photo read_photo(std::string_view bytes, std::optional<Instant> uploaded)
{
    Photo photo;
    if (bytes.starts_with("\xff\xd8")) {
        photo.format = "JPEG";
        jpeg_size(bytes, photo);
        check_size(photo, bytes.size(), jpeg_pixels_per_byte);
        std::vector<std::string> damage;
        photo.metadata = read_exif(bytes, photo.claimed, damage);
        if (photo.metadata == Metadata::unreadable)
            photo.claimed = {};
        check_claims(photo, uploaded);
        for (auto const& one : damage)
            photo.checked.push_back({ "damaged", one });
        if (auto const grey = decode_jpeg(bytes))
            photo.likeness = likeness(*grey);
    } else if (bytes.starts_with("\x89PNG\r\n\x1a\n")) {
        photo.format = "PNG";
        photo.width = big_endian<std::uint32_t>(bytes, 16).value_or(0);
        photo.height = big_endian<std::uint32_t>(bytes, 20).value_or(0);
        check_size(photo, bytes.size(), png_pixels_per_byte);
        check_claims(photo, uploaded);
        if (auto const grey = decode_png(bytes))
            photo.likeness = likeness(*grey);
    }
    return photo;
}

Video read_video(std::string_view bytes, std::optional<Instant> uploaded)
{
    Video video;
    bool movie = false;
    std::size_t at = 0;
    // Boxes stand one behind the other; two levels are looked into, and no more of each than a real film has.
    for (int count = 0; count < 10'000; ++count) {
        auto const box = next_box(bytes, at);
        if (!box)
            break;
        if (box->type == "ftyp")
            video.brand = clean(box->body.substr(0, 4), 4);
        if (box->type != "moov")
            continue;
        movie = true;
        std::size_t inner = 0;
        for (int inside = 0; inside < 10'000; ++inside) {
            auto const child = next_box(box->body, inner);
            if (!child)
                break;
            if (child->type == "mvhd")
                read_movie_header(child->body, video);
            video.tracks += child->type == "trak";
        }
    }
    if (at < bytes.size())
        video.checked.push_back({ "cut-short", fmt::format("the file is cut short or damaged after {} bytes", at) });
    if (!movie)
        video.checked.push_back({ "no-header", "there is no header of a film" });
    if (movie && !video.created)
        video.checked.push_back({ "missing", "does not say when it was made; messengers take this out" });
    if (video.created && uploaded && video.created->micros > uploaded->micros + 86'400'000'000)
        video.checked.push_back({ "made-after-upload",
            fmt::format("said to be made on {}, after it was handed in", to_string(*video.created)) });
    if (video.created && video.changed && video.changed->micros > video.created->micros + 86'400'000'000)
        video.checked.push_back({ "changed-later", "changed more than a day after it was made" });
    return video;
}

} // namespace recourse::readers::photo
