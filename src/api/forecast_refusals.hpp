#pragma once

#include "core/act/decision.hpp"

#include <array>

namespace recourse::api::forecast_refusals {

using act::RefusalKind;

inline constexpr RefusalKind not_made { "forecast.not_made", 409, "No forecast can be made: {why}.",
    "无法作出预测：{why}。" };
inline constexpr RefusalKind other_currency { "forecast.other_currency", 409,
    "The case is in {case} and the matter in {matter}: a forecast needs one currency.",
    "案件以{case}计，追偿以{matter}计：预测须为同一币种。" };
inline constexpr RefusalKind flaws { "forecast.flaws", 422, "This cannot be weighed.", "无法权衡。" };
inline constexpr RefusalKind no_offer { "forecast.no_offer", 404, "There is no such offer to weigh.",
    "没有可供权衡的和解方案。" };
inline constexpr RefusalKind no_open_offer { "forecast.no_open_offer", 409,
    "The supplier has no offer open on this claim: there is nothing to weigh.", "供应商目前没有待答复的和解方案。" };
inline constexpr std::array all { &not_made, &other_currency, &flaws, &no_offer, &no_open_offer };

} // namespace recourse::api::forecast_refusals
