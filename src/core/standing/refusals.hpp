#pragma once

#include "core/act/decision.hpp"

#include <array>

// Every guard of a supplier's standing, one code each, in no order: decide has the order of precedence.

namespace recourse::standing::refusals {

using act::RefusalKind;

inline constexpr RefusalKind wrong_role { "standing.wrong_role", 403, "This is not for the {role} to do.",
    "{role}不能这样做。" };
inline constexpr RefusalKind needs_person { "standing.needs_person", 403, "A person has to decide this, no machine.",
    "此事须由人员决定，不能由系统决定。" };
inline constexpr RefusalKind not_the_supplier { "standing.not_the_supplier", 403,
    "Only the supplier itself may appeal.", "只有供应商本人可以申诉。" };
inline constexpr RefusalKind same_person { "standing.same_person", 403,
    "Another officer than the one who took the measure, or proposed the link, has to decide.",
    "须由作出处理或提议关联者以外的人员决定。" };
inline constexpr RefusalKind no_reason { "standing.no_reason", 422, "This needs a reason in words.", "须写明理由。" };
inline constexpr RefusalKind no_sanction { "standing.no_sanction", 422,
    "The book names no points for this: {act}, made good {cure}.", "规则未规定该行为的扣分：{act}，补救{cure}。" };
inline constexpr RefusalKind already_given { "standing.already_given", 409,
    "For this act of {claim} points were given already: number {number}.", "{claim}的该行为已计分：第{number}号。" };
inline constexpr RefusalKind no_measure_named { "standing.no_measure_named", 422, "Which measure is not said.",
    "未写明何种措施。" };
inline constexpr RefusalKind unknown_measure { "standing.unknown_measure", 422,
    "The book knows no measure {measure}. It has: {measures}.", "规则没有该措施：{measure}。已有：{measures}。" };
inline constexpr RefusalKind unknown_rule { "standing.unknown_rule", 422,
    "The book has no rule {rule}. Leave it out where none is meant.", "规则中没有{rule}。如无所指，请留空。" };
inline constexpr RefusalKind lowers_nothing { "standing.lowers_nothing", 422,
    "The measure {measure} does not lower cover: leave out how far.", "措施{measure}不降低保障额度：请勿填写幅度。" };
inline constexpr RefusalKind how_far { "standing.how_far", 422,
    "The book does not say how far {measure} goes: say what is left of the limit, a share or a sum, one of the two.",
    "规则未规定{measure}的幅度：请写明剩余额度的比例或金额，二者择一。" };
inline constexpr RefusalKind not_a_share { "standing.not_a_share", 422,
    "The share of the limit that {measure} leaves is from 0 to less than 1.",
    "{measure}保留的额度比例须不小于0且小于1。" };
inline constexpr RefusalKind book_says_how_far { "standing.book_says_how_far", 422,
    "The book says how far {measure} goes: leave it out, or say the same.",
    "{measure}的幅度由规则规定：请留空或填写相同内容。" };
inline constexpr RefusalKind too_long { "standing.too_long", 422, "A term has at most {days} days.",
    "期限最长{days}日。" };
inline constexpr RefusalKind no_proposal { "standing.no_proposal", 404, "There is no proposal {number}.",
    "没有第{number}号提议。" };
inline constexpr RefusalKind proposal_answered { "standing.proposal_answered", 409,
    "The proposal {number} has been answered otherwise.", "第{number}号提议已另有决定。" };
inline constexpr RefusalKind no_measure { "standing.no_measure", 404, "There is no measure {number}.",
    "没有第{number}号措施。" };
inline constexpr RefusalKind measure_over { "standing.measure_over", 409, "The measure ended on {day}.",
    "该措施已于{day}届满。" };
inline constexpr RefusalKind nothing_to_appeal { "standing.nothing_to_appeal", 404,
    "There is no such act to appeal against: {subject} {number}.", "没有可申诉的事项：{subject}第{number}号。" };
inline constexpr RefusalKind carried { "standing.carried", 409,
    "This was carried over from {party}: appeal against the link, or there.",
    "该项由{party}转入：请就关联关系或在该账户申诉。" };
inline constexpr RefusalKind no_longer_stands { "standing.no_longer_stands", 409,
    "This stands against the supplier no more.", "该项已不再有效。" };
inline constexpr RefusalKind appealed { "standing.appealed", 409, "The appeal {number} is about this already.",
    "已就此提出第{number}号申诉。" };
inline constexpr RefusalKind appeal_late { "standing.appeal_late", 409, "The last day to appeal was {day}.",
    "申诉期限已于{day}届满。" };
inline constexpr RefusalKind no_appeal { "standing.no_appeal", 404, "There is no appeal {number}.",
    "没有第{number}号申诉。" };
inline constexpr RefusalKind appeal_decided { "standing.appeal_decided", 409,
    "The appeal {number} has been decided otherwise.", "第{number}号申诉已另有决定。" };
inline constexpr RefusalKind same_party { "standing.same_party", 422, "An account is linked to another, not to itself.",
    "账户不能与自身关联。" };
inline constexpr RefusalKind no_link { "standing.no_link", 404, "No link to {party} was proposed.",
    "没有与{party}关联的提议。" };
inline constexpr RefusalKind link_rejected { "standing.link_rejected", 409,
    "The link to {party} was rejected, and these reasons were known.", "与{party}的关联已被否定，且无新理由。" };
inline constexpr RefusalKind link_confirmed { "standing.link_confirmed", 409,
    "The link to {party} is confirmed: only an appeal undoes it.", "与{party}的关联已确认：只能通过申诉撤销。" };
inline constexpr RefusalKind not_a_month { "standing.not_a_month", 422, "A month is named by its first day, not {day}.",
    "月份须以首日表示，而非{day}。" };
inline constexpr RefusalKind in_the_future { "standing.in_the_future", 422, "{day} is still to come.",
    "{day}尚未到来。" };
inline constexpr RefusalKind month_past { "standing.month_past", 409, "The limit was set for {month} already.",
    "额度已按{month}核定。" };
inline constexpr RefusalKind no_formula { "standing.no_formula", 422, "The book has no formula for a limit.",
    "规则没有额度公式。" };
inline constexpr RefusalKind currencies { "standing.currencies", 422, "The record is kept in {currency}.",
    "记录以{currency}计。" };
inline constexpr RefusalKind no_amount { "standing.no_amount", 422, "An order takes more than nothing.",
    "订单金额须大于零。" };
inline constexpr RefusalKind too_much { "standing.too_much", 422, "The sum is negative or too large.",
    "金额为负或过大。" };
inline constexpr RefusalKind blacklisted { "standing.blacklisted", 409,
    "The supplier is on the blacklist: no new order of it is covered.", "供应商在黑名单上：新订单不受保障。" };
inline constexpr RefusalKind suspended { "standing.suspended", 409,
    "No new order is covered while the supplier is under this measure: {measure}.",
    "供应商处于该措施期间，新订单不受保障：{measure}。" };
// These two stand in logs of earlier versions: an order that did not fit was given nothing.
inline constexpr RefusalKind no_limit { "standing.no_limit", 409, "No limit is set for the supplier.",
    "尚未核定供应商额度。" };
inline constexpr RefusalKind limit_exceeded { "standing.limit_exceeded", 409,
    "Of the supplier's limit only {free} is free.", "供应商额度仅余{free}。" };

inline constexpr std::array all { &wrong_role, &needs_person, &not_the_supplier, &same_person, &no_reason, &no_sanction,
    &already_given, &no_measure_named, &too_long, &no_proposal, &proposal_answered, &no_measure, &measure_over,
    &nothing_to_appeal, &carried, &no_longer_stands, &appealed, &appeal_late, &no_appeal, &appeal_decided, &same_party,
    &no_link, &link_rejected, &link_confirmed, &not_a_month, &in_the_future, &month_past, &no_formula, &currencies,
    &no_amount, &too_much, &blacklisted, &suspended, &no_limit, &limit_exceeded, &unknown_measure, &unknown_rule,
    &lowers_nothing, &how_far, &not_a_share, &book_says_how_far };

} // namespace recourse::standing::refusals
