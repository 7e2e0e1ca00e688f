#pragma once

#include "base/instant.hpp"
#include "readers/text/piece.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Photographs and videos in two columns: what the file claims of itself, and what could be checked about it. Anybody
// can write anything into such a file; the second column says where the first is doubtful.

namespace recourse::readers::photo {

/// Where a picture says that it was taken, in millionths of a degree, north and east positive.
struct Place {
    std::int64_t latitude_micro = 0, longitude_micro = 0;
};
BOOST_DESCRIBE_STRUCT(Place, (), (latitude_micro, longitude_micro))

/// As the file has them; times are civil times "2026-03-01T08:30:15" of a clock of which nobody knows the zone, unless
/// `offset` says so.
struct Claimed {
    std::string make, model, lens, software, artist;
    std::string taken, changed, digitized;
    std::string offset; ///< "+08:00", of `taken`
    std::uint32_t orientation = 0; ///< 1 to 8, 0 where there is none
    std::optional<Place> place;
    std::string place_as_written; ///< where it cannot be used
};
BOOST_DESCRIBE_STRUCT(Claimed, (),
    (make, model, lens, software, artist, taken, changed, digitized, offset, orientation, place, place_as_written))

enum class Metadata : std::uint8_t {
    read,
    none, ///< the file has none: many programs and messengers take it out
    unreadable, ///< there is some, and it is damaged or made to harm
};
BOOST_DESCRIBE_ENUM(Metadata, read, none, unreadable)

struct Photo {
    std::string format; ///< "JPEG", "PNG"
    std::uint32_t width = 0, height = 0;
    Metadata metadata = Metadata::none;
    Claimed claimed;
    std::vector<Remark> checked; ///< what speaks about the claims
    std::string
        likeness; ///< 16 hexadecimal digits: pictures that look alike have nearly the same; "" where it cannot be made
};
BOOST_DESCRIBE_STRUCT(Photo, (), (format, width, height, metadata, claimed, checked, likeness))

struct Video {
    std::string brand; ///< of the container: "isom", "qt  "
    std::optional<Instant> created, changed; ///< as the container says, which should be UTC and often is not
    std::uint64_t duration_ms = 0;
    std::uint32_t tracks = 0;
    std::vector<Remark> checked;
};
BOOST_DESCRIBE_STRUCT(Video, (), (brand, created, changed, duration_ms, tracks, checked))

/// JPEG or PNG. A size that so few bytes cannot hold is said to be none (`size-impossible`). `uploaded`: when the file
/// was handed in, as far as it is known.
Photo read_photo(std::string_view bytes, std::optional<Instant> uploaded);

/// MP4, MOV and what else is made of the same boxes (ISO/IEC 14496-12).
Video read_video(std::string_view bytes, std::optional<Instant> uploaded);

/// In how many of 64 bits two likenesses differ; up to about 10 the pictures are worth a look side by side.
std::optional<int> likeness_distance(std::string_view, std::string_view);

} // namespace recourse::readers::photo
