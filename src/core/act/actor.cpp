#include "core/act/actor.hpp"

#include "base/check.hpp"

namespace recourse::act {

std::string_view word(Role role)
{
    switch (role) {
    case Role::buyer:
        return "buyer";
    case Role::supplier:
        return "supplier";
    case Role::officer:
        return "officer";
    case Role::inspector:
        return "inspector";
    case Role::counsel:
        return "counsel";
    case Role::auditor:
        return "auditor";
    case Role::carrier:
        return "carrier";
    case Role::provider:
        return "provider";
    case Role::platform:
        return "platform";
    case Role::supplier_counsel:
        return "supplier-counsel";
    }
    RECOURSE_ASSERT(false);
}

} // namespace recourse::act
