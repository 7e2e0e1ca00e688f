// Any bytes give a picture or film with what was checked about it.

#include "base/check.hpp"
#include "planted.hpp"
#include "readers/photo/photo.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace recourse;
    using namespace recourse::readers;
    std::string_view const file { reinterpret_cast<char const*>(bytes), size };
    auto const picture = photo::read_photo(file, Instant { 1'796'000'000'000'000 });
    RECOURSE_ASSERT(picture.metadata != photo::Metadata::unreadable || picture.claimed.taken.empty());
    if (picture.claimed.place)
        RECOURSE_ASSERT(picture.claimed.place->latitude_micro <= 90'000'000
            && picture.claimed.place->latitude_micro >= -90'000'000);
    auto const film = photo::read_video(file, std::nullopt);
    // The film among the seeds has one track.
    fuzz::planted(film.tracks == 2);
    return 0;
}
