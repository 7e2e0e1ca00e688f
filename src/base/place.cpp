#include "base/place.hpp"

#include <fmt/format.h>

namespace recourse {

std::string to_string(Problem const& problem)
{
    std::string text;
    auto const& [file, line, column] = problem.place;
    if (!file.empty())
        text += file + ":";
    if (line > 0)
        text += fmt::format("{}:", line);
    // A column means nothing without its line.
    if (line > 0 && column > 0)
        text += fmt::format("{}:", column);
    if (!text.empty())
        text += " ";
    text += problem.message;
    if (!problem.remedy.empty())
        text += " (" + problem.remedy + ")";
    return text;
}

} // namespace recourse
