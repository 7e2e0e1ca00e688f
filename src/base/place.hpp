#pragma once

#include <string>
#include <vector>

namespace recourse {

/// Where in a text something stands: a file name as the user gave it, a line and a column, both counted from 1
/// (0 = not known). Columns count Unicode code points.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    friend bool operator==(Place const&, Place const&) = default;
};

/// One thing that is wrong with what we were given: where, what, and what would put it right.
/// `remedy` may be empty; `message` and `remedy` are whole clauses without a final full stop.
struct Problem {
    Place place;
    std::string message;
    std::string remedy;
    friend bool operator==(Problem const&, Problem const&) = default;
};

using Problems = std::vector<Problem>;

/// "cases/a.toml:12:3: message (remedy)"; the place is left out as far as it is not known.
std::string to_string(Problem const&);

} // namespace recourse
