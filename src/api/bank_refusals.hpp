#pragma once

#include "core/act/decision.hpp"

#include <array>

// What is said against a file of a bank before anything of it becomes a command.

namespace recourse::api::bank_refusals {

using act::RefusalKind;

inline constexpr RefusalKind wrong_role { "bank.wrong_role", 403,
    "Files of the bank are for officers and the provider.", "银行文件仅限官员和资金持有方处理。" };
inline constexpr RefusalKind not_the_provider { "bank.not_the_provider", 409,
    "The desk runs without an account at a bank: start it with --provider bank.",
    "平台未配置银行账户：请以--provider bank启动。" };
inline constexpr RefusalKind file_wrong { "bank.file_wrong", 422,
    "The file cannot be taken; nothing of it was recorded.", "文件无法接收，未记录任何内容。" };
inline constexpr RefusalKind other_account { "bank.other_account", 422,
    "The file is of the account {account}, not of the programme's.", "该文件属于账户{account}，并非平台账户。" };
inline constexpr RefusalKind unknown_original { "bank.unknown_original", 422,
    "The report is of a message {message} that this desk has not made.", "该回执对应的报文{message}并非本平台所发。" };
inline constexpr RefusalKind unknown_payment { "bank.unknown_payment", 422,
    "The report names payments that were not in the file: {which}.", "回执中的付款不在原文件中：{which}。" };
inline constexpr std::array all { &wrong_role, &not_the_provider, &file_wrong, &other_account, &unknown_original,
    &unknown_payment };

} // namespace recourse::api::bank_refusals
