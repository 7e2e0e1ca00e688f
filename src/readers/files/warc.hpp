#pragma once

#include "readers/text/piece.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recourse::readers::files {

/// How the digest that a record carries stands to its bytes.
enum class DigestState : std::uint8_t { none, right, wrong, not_known };
BOOST_DESCRIBE_ENUM(DigestState, none, right, wrong, not_known)

/// One record of a web capture.
struct Capture {
    std::string type; ///< "response", "request", "metadata", ...
    std::string uri, date, id, content_type;
    std::string status; ///< of a response: "HTTP/1.1 200 OK"
    std::uint64_t length = 0; ///< of the block
    DigestState block = DigestState::none, payload = DigestState::none;
    std::uint64_t begin = 0, end = 0; ///< bytes of the file, of the unpacked file where it is packed
};
BOOST_DESCRIBE_STRUCT(Capture, (), (type, uri, date, id, content_type, status, length, block, payload, begin, end))

struct WebCapture {
    std::string version; ///< "WARC/1.1"
    bool packed = false; ///< gzip
    std::vector<Capture> records;
};
BOOST_DESCRIBE_STRUCT(WebCapture, (), (version, packed, records))

inline constexpr std::size_t records_max = 50'000;

/// WARC 1.0 and 1.1 (ISO 28500), plain or gzip. The text of HTML responses goes to `text`.
WebCapture read_warc(std::string_view bytes, Pieces& text, std::vector<Remark>& remarks);

} // namespace recourse::readers::files
