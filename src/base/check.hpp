#pragma once

#include <expected>
#include <utility>

namespace recourse {

/// Ends the program with the place and the broken condition on standard error, with exit status 1; where it is built
/// with a sanitizer or for a fuzzer it aborts. A failed check is a bug of ours, never an answer to a user; it stays on
/// in release builds.
[[noreturn]] void check_failed(char const* condition, char const* file, int line) noexcept;

} // namespace recourse

#define RECOURSE_ASSERT(condition)                                                                                     \
    ((condition) ? static_cast<void>(0) : ::recourse::check_failed(#condition, __FILE__, __LINE__))

/// The value of an expected, or return its error from the enclosing function.
#define RECOURSE_TRY(expression)                                                                                       \
    __extension__({                                                                                                    \
        auto recourse_try_result = (expression);                                                                       \
        if (!recourse_try_result)                                                                                      \
            return std::unexpected(std::move(recourse_try_result).error());                                            \
        *std::move(recourse_try_result);                                                                               \
    })

/// Return the error of an expected without a value from the enclosing function.
#define RECOURSE_TRY_DONE(expression)                                                                                  \
    do {                                                                                                               \
        if (auto recourse_try_done = (expression); !recourse_try_done)                                                 \
            return std::unexpected(std::move(recourse_try_done).error());                                              \
    } while (false)

/// Overload set for std::visit.
namespace recourse {
template <class... Fs>
struct match : Fs... {
    using Fs::operator()...;
};
} // namespace recourse
