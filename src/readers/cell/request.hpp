#pragma once

#include "readers/cell/cell.hpp"

#include <boost/describe.hpp>

namespace recourse::readers::cell {

/// What the parent hands its child on descriptor 3; the file is on 0 and the answer goes out on 1.
struct Request {
    std::string reader;
    std::vector<std::string> arguments;
    std::vector<std::uint8_t> input; ///< any bytes, which a packed text may not be
    Limits limits;
};
BOOST_DESCRIBE_STRUCT(Request, (), (reader, arguments, input, limits))

inline constexpr int request_descriptor = 3;

} // namespace recourse::readers::cell
