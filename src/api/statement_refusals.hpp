#pragma once

#include "core/act/decision.hpp"

#include <array>

namespace recourse::api::statement_refusals {

inline constexpr act::RefusalKind not_made { "statement.not_made", 409, "The claim cannot be stated in figures yet.",
    "目前无法列明请求金额。" };
inline constexpr act::RefusalKind no_document { "paper.unknown", 422,
    "There is no paper {id}: the matter's documents list them.", "没有文书{id}，请查看文书清单。" };
inline constexpr act::RefusalKind not_written { "paper.not_written", 503, "The paper could not be set: {why}.",
    "无法生成文书：{why}。" };
inline constexpr std::array all { &not_made, &no_document, &not_written };

} // namespace recourse::api::statement_refusals
