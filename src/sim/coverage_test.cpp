#include "sim/coverage.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace recourse::sim {

TEST(Coverage, is_told_in_lines_that_a_terminal_has_with_right_plurals)
{
    Coverage one;
    one.runs = one.requests = one.sendings = one.events = one.starts = one.kills = one.rebuilds = 1;
    one.clock_steps = one.answers_lost = one.audits = 1;
    one.refusals["order.frozen"] = 1;
    auto const text = to_string(one);
    EXPECT_NE(
        text.find("1 run, 1 command (0 of them hostile), sent 1 time; 1 event, 1 refusal kept\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find("1 start, 1 end without warning, 1 rebuild of the views, 1 step of the clock, 1 answer lost"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("answers: none\n"), std::string::npos) << text;
    EXPECT_NE(to_string(Coverage {}).find("0 runs, 0 commands"), std::string::npos);
    std::istringstream lines { text };
    for (std::string line; std::getline(lines, line);)
        EXPECT_LE(line.size(), 100u) << line;
}

} // namespace recourse::sim
