#pragma once

#include "core/act/decision.hpp"

#include <array>

namespace recourse::api::account_refusals {

inline constexpr act::RefusalKind not_balanced { "account.not_balanced", 409,
    "The account does not balance, so none is given: {says}: {left} is not {right}.",
    "账目不平，不予出具：{says}：{left}与{right}不符。" };
inline constexpr std::array all { &not_balanced };

} // namespace recourse::api::account_refusals
