#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace recourse {

void check_failed(char const* condition, char const* file, int line) noexcept
{
    std::fprintf(stderr, "recourse: %s:%d: a check failed, which is a bug of the program: %s\n", file, line, condition);
    std::fflush(stderr);
    std::abort();
}

} // namespace recourse
