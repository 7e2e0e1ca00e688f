#pragma once

#include <cstdint>
#include <cstdlib>
#include <span>

namespace recourse::fuzz {

/// Where the build plants bugs: ends the program when the condition holds, which the fuzzer has to bring about by
/// finding its way through the reader. Otherwise nothing.
inline void planted(bool found)
{
#if RECOURSE_PLANTED_BUG
    if (found)
        std::abort();
#else
    static_cast<void>(found);
#endif
}

} // namespace recourse::fuzz
