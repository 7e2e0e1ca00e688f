#pragma once

#include <string>

namespace recourse::packets::pdf {

/// Thrown inside the cell, and caught there: why a file cannot be bound, as a clause for a person.
struct Refused {
    std::string says;
};

} // namespace recourse::packets::pdf
