#pragma once

#include "cli/commands.hpp"

#include <sstream>
#include <string>
#include <vector>

namespace recourse::cli {

struct Called {
    int status = 0;
    std::string out;
    std::string err;
};

inline Called call(std::vector<std::string> const& words, std::string const& input = {})
{
    std::vector<char const*> arguments;
    for (auto const& word : words)
        arguments.push_back(word.c_str());
    std::istringstream in { input };
    std::ostringstream out;
    std::ostringstream err;
    int const status = run(arguments, { in, out, err });
    return { status, out.str(), err.str() };
}

inline std::string source(std::string const& path)
{
    return std::string { RECOURSE_SOURCE_DIR } + "/" + path;
}

} // namespace recourse::cli
