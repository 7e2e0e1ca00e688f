#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace recourse::vault {

enum class FaultKind : std::uint8_t {
    missing, ///< there is nothing of that name
    limit, ///< larger or more than was allowed; nothing was kept
    full, ///< the medium takes no more; nothing was kept
    failed, ///< the medium gives no answer, or the source of the bytes does not; nothing was kept
    unknown, ///< it may have been kept or not: open anew and look
    corrupt, ///< what is stored contradicts itself: stop
    held, ///< somebody else has opened it
};
std::string_view name(FaultKind);

/// What the world did. `detail` is a sentence with the file's name, for the operator.
struct Fault {
    FaultKind kind {};
    std::string detail;
};

template <class T>
using Outcome = std::expected<T, Fault>;

} // namespace recourse::vault
