#pragma once

#include "core/act/decision.hpp"

#include <array>

// Guards that stand before a subject's own: they need more than the subject to look at.

namespace recourse::app::refusals {

inline constexpr act::RefusalKind unknown_party { "order.unknown_party", 422, "The party {party} is not registered.",
    "当事人{party}未登记。" };
inline constexpr act::RefusalKind unknown_programme { "order.unknown_programme", 422,
    "The programme {programme} is not run here, or has no edition in force on {day}.",
    "此处不运行计划{programme}，或{day}没有生效的版本。" };
inline constexpr act::RefusalKind supplier_blacklisted { "order.supplier_blacklisted", 409,
    "No new order of {supplier} is covered: it is on the blacklist, as its badge says.",
    "{supplier}的新订单不受保障：其标识显示已列入黑名单。" };
inline constexpr act::RefusalKind supplier_suspended { "order.supplier_suspended", 409,
    "No new order of {supplier} is covered while it is under this measure, as its badge says: {measure}.",
    "{supplier}的标识显示其处于下列措施期间，新订单不受保障：{measure}。" };
inline constexpr act::RefusalKind unknown_claim { "standing.unknown_claim", 422, "There is no claim {claim}.",
    "没有索赔{claim}。" };
inline constexpr act::RefusalKind claim_of_another { "standing.claim_of_another", 422,
    "The claim {claim} is against {supplier}, not against this supplier.",
    "索赔{claim}针对的是{supplier}，而非该供应商。" };
inline constexpr act::RefusalKind not_suspended { "claim.not_suspended", 409, "The claim is not suspended.",
    "该索赔未中止。" };
inline constexpr std::array all { &unknown_party, &unknown_programme, &supplier_blacklisted, &supplier_suspended,
    &unknown_claim, &claim_of_another, &not_suspended };

} // namespace recourse::app::refusals
