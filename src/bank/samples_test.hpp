#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace recourse::bank {

/// A message of tests/bank.
inline std::string sample(std::string const& name)
{
    std::ifstream file { std::string { RECOURSE_SOURCE_DIR } + "/tests/bank/" + name + ".xml", std::ios::binary };
    if (!file)
        throw std::runtime_error("no sample " + name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The text with the first `what` made `with`.
inline std::string damaged(std::string text, std::string const& what, std::string const& with)
{
    auto const at = text.find(what);
    if (at == std::string::npos)
        throw std::runtime_error("nothing to damage: " + what);
    return text.replace(at, what.size(), with);
}

} // namespace recourse::bank
