#pragma once

#include "base/digest.hpp"
#include "readers/dkim/dkim.hpp"
#include "readers/text/piece.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A mail (RFC 5322, MIME) as it was kept. Everything here is what the mail says of itself; only what `signatures` calls
// verified was checked.

namespace recourse::readers::mail {

struct Address {
    std::string name, address;
    friend bool operator==(Address const&, Address const&) = default;
};
BOOST_DESCRIBE_STRUCT(Address, (), (name, address))

/// One station of the way, as the station wrote it. The first in the list is the last station, as in the mail.
struct Received {
    std::string as_written; ///< the whole field, unfolded
    std::string from, by; ///< the first word after "from" and "by"
    std::optional<Instant> at; ///< nothing where the time cannot be read
};
BOOST_DESCRIBE_STRUCT(Received, (), (as_written, from, by, at))

struct Part {
    std::string path; ///< "1.2": the second part of the first
    std::string type; ///< "text/plain", in small letters
    std::string charset, disposition, name, location; ///< name: of the file; location: Content-Location
    bool attachment = false; ///< a file, by its disposition, its name or its type
    bool container = false; ///< holds parts; size and digest are then of nothing
    std::uint64_t size = 0; ///< bytes, decoded
    Digest digest; ///< of the decoded bytes
};
BOOST_DESCRIBE_STRUCT(Part, (), (path, type, charset, disposition, name, location, attachment, container, size, digest))

struct Mail {
    std::vector<Address> from, sender, reply_to, to, cc;
    std::string return_path, subject, message_id, in_reply_to;
    std::vector<std::string> references;
    std::string date_as_written;
    std::optional<Instant> date;
    std::vector<Received> received; ///< from the last station to the first
    std::vector<Part> parts; ///< in order, a container before what it holds
    std::vector<dkim::Signature> signatures;
    std::vector<std::string> keys_missing; ///< records to look up and keep
};
BOOST_DESCRIBE_STRUCT(Mail, (),
    (from, sender, reply_to, to, cc, return_path, subject, message_id, in_reply_to, references, date_as_written, date,
        received, parts, signatures, keys_missing))

inline constexpr std::size_t parts_max = 1000, depth_max = 32;

/// Loads what GMime loads late. Before any mail is read behind walls.
void prepare();

/// Reads a mail, or a page saved as MHTML, which has the same form. Text parts go to `text`, what is odd to `remarks`.
Mail read(std::string_view bytes, std::vector<dkim::KeyRecord> const& keys, std::optional<Instant> as_of, Pieces& text,
    std::vector<Remark>& remarks);

} // namespace recourse::readers::mail
