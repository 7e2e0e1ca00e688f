#include "vault/files/fault.hpp"

#include "base/check.hpp"

namespace recourse::vault {

std::string_view name(FaultKind kind)
{
    switch (kind) {
    case FaultKind::missing:
        return "missing";
    case FaultKind::limit:
        return "limit";
    case FaultKind::full:
        return "full";
    case FaultKind::failed:
        return "failed";
    case FaultKind::unknown:
        return "unknown";
    case FaultKind::corrupt:
        return "corrupt";
    case FaultKind::held:
        return "held";
    }
    RECOURSE_ASSERT(false);
}

} // namespace recourse::vault
