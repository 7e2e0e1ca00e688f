#pragma once

#include "core/act/decision.hpp"

#include <array>

namespace recourse::api::filing_refusals {

inline constexpr act::RefusalKind no_filing { "filing.unknown", 404,
    "There is no filing '{kind}': it is one of {known}.", "没有“{kind}”这种申请，应为以下之一：{known}。" };
inline constexpr act::RefusalKind no_paper { "filing.no_paper", 422,
    "No filing needs a paper or step '{paper}': the readiness of a filing lists them{near}.",
    "没有任何申请需要文件或步骤“{paper}”：请查看申请所需文件清单{near}。" };
inline constexpr act::RefusalKind not_worked_out { "filing.not_worked_out", 409,
    "What the filing needs cannot be worked out: {why}.", "无法得出所需文件：{why}。" };
inline constexpr std::array all { &no_filing, &no_paper, &not_worked_out };

} // namespace recourse::api::filing_refusals
