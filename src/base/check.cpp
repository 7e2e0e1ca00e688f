#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

// Whoever hunts for bugs with a sanitizer or a fuzzer wants to see a crash, with its stack.
#if defined(__has_feature)
#    if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)                                            \
        || __has_feature(undefined_behavior_sanitizer)
#        define RECOURSE_CRASHES 1
#    endif
#endif

namespace recourse {

void check_failed(char const* condition, char const* file, int line) noexcept
{
    std::fprintf(stderr, "recourse: %s:%d: a check failed, which is a bug of the program: %s\n", file, line, condition);
    std::fflush(stderr);
#ifdef RECOURSE_CRASHES
    std::abort();
#else
    std::_Exit(1);
#endif
}

} // namespace recourse
