#include "readers/photo/exif.hpp"

#include "base/printable.hpp"
#include "readers/text/bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <memory>

#include <libexif/exif-data.h>
#include <libexif/exif-loader.h>

namespace recourse::readers::photo {

namespace {

/// The APP1 segment with the EXIF data, from its "Exif" on. `cut`: the file ends before its picture begins, so that
/// what its segments say of their lengths is not so.
std::string_view exif_segment(std::string_view jpeg, bool& cut)
{
    std::string_view found;
    std::size_t at = 2;
    cut = true;
    while (at + 4 <= jpeg.size() && jpeg[at] == '\xff') {
        auto const marker = static_cast<unsigned char>(jpeg[at + 1]);
        if (marker == 0xda || marker == 0xd9) {
            cut = false;
            break;
        }
        if (marker == 0xff) {
            ++at;
            continue;
        }
        auto const length = *big_endian<std::uint16_t>(jpeg, at + 2);
        auto const body = jpeg.substr(std::min(at + 4, jpeg.size()), length >= 2 ? length - 2u : 0u);
        if (marker == 0xe1 && found.empty() && body.starts_with(std::string_view { "Exif\0\0", 6 }))
            found = body;
        at += 2u + length;
    }
    return found;
}

void note(ExifLog*, ExifLogCode code, char const*, char const* format, va_list arguments, void* to)
{
    if (code != EXIF_LOG_CODE_CORRUPT_DATA)
        return;
    auto& damage = *static_cast<std::vector<std::string>*>(to);
    char line[300];
    std::vsnprintf(line, sizeof line, format, arguments);
    if (damage.size() < 20)
        damage.push_back(printable(clean(line, 300)));
}

std::string trimmed(std::string text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\0'))
        text.pop_back();
    return text;
}

class Fields {
public:
    explicit Fields(ExifData* data) : data_(data) { }

    ExifEntry* entry(ExifIfd ifd, int tag) const
    {
        return data_->ifd[ifd] == nullptr ? nullptr
                                          : exif_content_get_entry(data_->ifd[ifd], static_cast<ExifTag>(tag));
    }

    /// Where a field of the picture stands: in the first directory, or in that of the camera, where it does not belong.
    ExifIfd home(int tag) const { return entry(EXIF_IFD_0, tag) == nullptr ? EXIF_IFD_EXIF : EXIF_IFD_0; }

    std::string text(ExifIfd ifd, int tag) const
    {
        auto const* const one = entry(ifd, tag);
        if (one == nullptr || one->format != EXIF_FORMAT_ASCII || one->data == nullptr)
            return {};
        std::string_view const raw { reinterpret_cast<char const*>(one->data), one->size };
        return printable(clean(trimmed(std::string { raw.substr(0, raw.find('\0')) }), 500));
    }

    /// "2026:03:01 08:30:15" as "2026-03-01T08:30:15"; "" where nobody set a clock.
    std::string time(ExifIfd ifd, int tag) const
    {
        auto value = text(ifd, tag);
        if (value.size() != 19 || value.starts_with("0000"))
            return {};
        value[4] = value[7] = '-';
        value[10] = 'T';
        static constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd";
        for (std::size_t i = 0; i < form.size(); ++i) {
            bool const good = form[i] == 'd' ? value[i] >= '0' && value[i] <= '9' : value[i] == form[i];
            if (!good)
                return {};
        }
        return value;
    }

    std::uint32_t number(ExifIfd ifd, int tag) const
    {
        auto const* const one = entry(ifd, tag);
        if (one == nullptr || one->format != EXIF_FORMAT_SHORT || one->components != 1 || one->size < 2)
            return 0;
        return exif_get_short(one->data, exif_data_get_byte_order(data_));
    }

    /// Degrees, minutes and seconds as millionths of a degree; exact but for the last half.
    std::optional<std::int64_t> degrees(int tag, int reference, char negative, std::int64_t most) const
    {
        auto const* const one = entry(EXIF_IFD_GPS, tag);
        if (one == nullptr || one->format != EXIF_FORMAT_RATIONAL || one->components != 3 || one->size < 24)
            return std::nullopt;
        __extension__ using Wide = __int128;
        Wide billionths = 0;
        std::int64_t scale = 1'000'000'000;
        for (unsigned i = 0; i < 3; ++i) {
            auto const part = exif_get_rational(one->data + 8u * i, exif_data_get_byte_order(data_));
            if (part.denominator == 0 && part.numerator != 0)
                return std::nullopt;
            if (part.denominator != 0)
                billionths += Wide { part.numerator } * scale / part.denominator;
            scale /= 60;
        }
        auto const micro = static_cast<std::int64_t>((billionths + 500) / 1000);
        if (micro > most)
            return std::nullopt;
        auto const side = text(EXIF_IFD_GPS, reference);
        if (side.empty())
            return std::nullopt;
        return side.front() == negative ? -micro : micro;
    }

    std::string shown(ExifIfd ifd, int tag) const
    {
        auto* const one = entry(ifd, tag);
        if (one == nullptr)
            return {};
        if (one->format == EXIF_FORMAT_ASCII)
            return text(ifd, tag);
        char buffer[200] {};
        exif_entry_get_value(one, buffer, sizeof buffer);
        return printable(clean(buffer, sizeof buffer));
    }

private:
    ExifData* data_;
};

constexpr int gps_latitude_ref = 1, gps_latitude = 2, gps_longitude_ref = 3, gps_longitude = 4;
constexpr int lens_model = 0xa434, offset_time_original = 0x9011;

} // namespace

Metadata read_exif(std::string_view jpeg, Claimed& claimed, std::vector<std::string>& damage)
{
    bool cut = false;
    auto const segment = exif_segment(jpeg, cut);
    if (segment.empty())
        return Metadata::none;
    if (cut) {
        damage.emplace_back("the file ends before its picture begins");
        return Metadata::unreadable;
    }
    std::unique_ptr<ExifLog, decltype(&exif_log_unref)> const log { exif_log_new(), &exif_log_unref };
    exif_log_set_func(log.get(), &note, &damage);
    std::unique_ptr<ExifData, decltype(&exif_data_unref)> const data { exif_data_new(), &exif_data_unref };
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    // Some devices put fields into the wrong directory, where the library calls them unknown.
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
    exif_data_log(data.get(), log.get());
    exif_data_load_data(
        data.get(), reinterpret_cast<unsigned char const*>(segment.data()), static_cast<unsigned>(segment.size()));
    Fields const fields { data.get() };
    claimed.make = fields.text(fields.home(EXIF_TAG_MAKE), EXIF_TAG_MAKE);
    claimed.model = fields.text(fields.home(EXIF_TAG_MODEL), EXIF_TAG_MODEL);
    claimed.software = fields.text(EXIF_IFD_0, EXIF_TAG_SOFTWARE);
    claimed.artist = fields.text(EXIF_IFD_0, EXIF_TAG_ARTIST);
    claimed.lens = fields.text(EXIF_IFD_EXIF, lens_model);
    claimed.changed = fields.time(EXIF_IFD_0, EXIF_TAG_DATE_TIME);
    claimed.taken = fields.time(EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL);
    claimed.digitized = fields.time(EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED);
    claimed.offset = fields.text(EXIF_IFD_EXIF, offset_time_original);
    claimed.orientation = fields.number(EXIF_IFD_0, EXIF_TAG_ORIENTATION);
    auto const latitude = fields.degrees(gps_latitude, gps_latitude_ref, 'S', 90'000'000);
    auto const longitude = fields.degrees(gps_longitude, gps_longitude_ref, 'W', 180'000'000);
    if (latitude && longitude)
        claimed.place = Place { *latitude, *longitude };
    else if (fields.entry(EXIF_IFD_GPS, gps_latitude) != nullptr)
        claimed.place_as_written = fmt::format("{} {}, {} {}", fields.shown(EXIF_IFD_GPS, gps_latitude),
            fields.shown(EXIF_IFD_GPS, gps_latitude_ref), fields.shown(EXIF_IFD_GPS, gps_longitude),
            fields.shown(EXIF_IFD_GPS, gps_longitude_ref));
    unsigned entries = 0;
    for (auto const* const content : data->ifd)
        entries += content == nullptr ? 0 : content->count;
    if (entries == 0)
        return Metadata::unreadable;
    return Metadata::read;
}

} // namespace recourse::readers::photo
