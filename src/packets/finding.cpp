#include "packets/finding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::packets {

bool has_breach(Findings const& findings)
{
    return std::ranges::any_of(findings, [](auto const& one) { return one.weight == Weight::breach; });
}

std::string to_text(Findings const& findings)
{
    std::string out;
    for (auto const& one : findings) {
        auto const weight = one.weight == Weight::breach ? "breach"
            : one.weight == Weight::unknown              ? "unknown"
                                                         : "note";
        out += fmt::format("{} {} {}: {}", weight, one.place, one.code, one.says.en);
        if (!one.remedy.en.empty())
            out += fmt::format(" ({})", one.remedy.en);
        out += '\n';
    }
    return out;
}

} // namespace recourse::packets
