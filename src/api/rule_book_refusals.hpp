#pragma once

#include "core/act/decision.hpp"

#include <array>

// What is said against a rule book before anything of it becomes a command.

namespace recourse::api::rule_book_refusals {

using act::RefusalKind;

inline constexpr RefusalKind not_found { "rule_book.not_found", 404, "No book with this digest is kept here.",
    "此处未保存该摘要的规则书。" };
inline constexpr RefusalKind edition_taken { "rule_book.edition_taken", 409,
    "Edition {edition} of {programme} is kept with other bytes, as {digest}: a published edition is never changed, "
    "give yours another name.",
    "{programme}的{edition}版本已以其他内容保存（{digest}）：已发布的版本不可更改，请另取名称。" };
inline constexpr RefusalKind full { "rule_book.full", 409,
    "{most} books are kept, which is the most: remove one that was never proposed.",
    "已保存{most}本规则书，达到上限：请删除从未提议的规则书。" };
inline constexpr RefusalKind proposed { "rule_book.proposed", 409, "The book was proposed as {edition}, so it stays.",
    "该规则书已提议为{edition}，须予保留。" };
inline constexpr RefusalKind shape { "rule_book.shape", 422, "The files do not have the form of one edition.",
    "这些文件不构成一个版本。" };
inline constexpr RefusalKind wrong { "rule_book.wrong", 422, "The book has problems; nothing of it is kept.",
    "规则书有误，未予保存。" };
inline constexpr std::array all { &not_found, &edition_taken, &full, &proposed, &shape, &wrong };

} // namespace recourse::api::rule_book_refusals
