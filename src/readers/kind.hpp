#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string_view>

namespace recourse::readers {

/// What a file is, by its bytes. Its name decides only between texts that could be either.
enum class Kind : std::uint8_t {
    unknown,
    mail,
    outlook_message, ///< .msg: known, not read; no packaged library reads it
    chat,
    photo, ///< JPEG, PNG
    other_picture, ///< HEIC, WebP, GIF, TIFF: known, not read
    video,
    pdf,
    web_capture, ///< WARC
    web_capture_bundle, ///< WACZ
    saved_page, ///< MHTML
    web_page,
    inspection,
    payment, ///< MT103
    statement, ///< camt.053, camt.054
    office_file,
    archive,
    text,
};
BOOST_DESCRIBE_ENUM(Kind, unknown, mail, outlook_message, chat, photo, other_picture, video, pdf, web_capture,
    web_capture_bundle, saved_page, web_page, inspection, payment, statement, office_file, archive, text)

/// Looks at no more than the first and last 64 KiB. Runs behind the walls, as all reading does.
Kind kind_of(std::string_view bytes, std::string_view name);

} // namespace recourse::readers
