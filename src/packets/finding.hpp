#pragma once

#include "core/receiver/receiver.hpp"

#include <boost/describe.hpp>

#include <string>
#include <vector>

namespace recourse::packets {

enum class Weight : std::uint8_t {
    breach, ///< the receiver will not take it so
    unknown, ///< nobody could say whether it will; ask
    note, ///< worth knowing
};
BOOST_DESCRIBE_ENUM(Weight, breach, unknown, note)

/// One thing about a packet: where, what, and what would put it right.
struct Finding {
    Weight weight = Weight::breach;
    std::string code; ///< "file-too-large"; docs/formats/receiver.md lists them
    std::string place; ///< "E003", "slot RECEIPT", "list", "packet", a name of a file
    receiver::Words says;
    receiver::Words remedy = {};
};

using Findings = std::vector<Finding>;

bool has_breach(Findings const&);
/// "breach E003 file-too-large: 2,345,678 bytes ... (remedy)", a line each.
std::string to_text(Findings const&);

} // namespace recourse::packets
