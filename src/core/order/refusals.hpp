#pragma once

#include "core/act/decision.hpp"

#include <array>

// Every guard of an order, one code each, in no order: decide has the order of precedence.

namespace recourse::order::refusals {

using act::RefusalKind;

inline constexpr RefusalKind not_found { "order.not_found", 404, "There is no such order.", "没有该订单。" };
inline constexpr RefusalKind exists { "order.exists", 409, "The order exists already.", "该订单已存在。" };
inline constexpr RefusalKind not_a_party { "order.not_a_party", 403, "Only a party of the order may do this.",
    "只有订单当事人可以这样做。" };
inline constexpr RefusalKind wrong_role { "order.wrong_role", 403, "This is not for the {role} to do.",
    "{role}不能这样做。" };
inline constexpr RefusalKind needs_person { "order.needs_person", 403,
    "An officer in person lets go of held money by hand, no key.", "手动放款须由官员本人进行，不能使用密钥。" };
inline constexpr RefusalKind no_reason { "order.no_reason", 422, "Say why, in at most 4096 bytes.",
    "须说明理由，最多4096字节。" };
inline constexpr RefusalKind bad_terms { "order.bad_terms", 422, "The terms cannot stand as they are.",
    "条款须修改。" };
inline constexpr RefusalKind delivered_already { "order.delivered_already", 409,
    "The {role} said that the goods came on {day}: the carrier or an officer can put it right.",
    "{role}已声明货物于{day}到达：承运人或专员可更正。" };
inline constexpr RefusalKind too_many_carriers { "order.too_many_carriers", 409,
    "The order has {count} carriers, and no more.", "承运人数量已达上限{count}。" };
inline constexpr RefusalKind same_party { "order.same_party", 422, "Buyer and supplier are the same party.",
    "买方和供应商是同一方。" };
inline constexpr RefusalKind no_price { "order.no_price", 422, "The price of the goods must be more than nothing.",
    "货款必须大于零。" };
inline constexpr RefusalKind currencies { "order.currencies", 422, "All sums of an order are in one currency.",
    "一份订单的金额须为同一货币。" };
inline constexpr RefusalKind instalments_differ { "order.instalments_differ", 422,
    "The instalments add up to {instalments}, the price is {price}.", "分期合计为{instalments}，价款为{price}。" };
inline constexpr RefusalKind too_much { "order.too_much", 422, "A sum of the terms is negative or too large.",
    "条款中的金额为负或过大。" };
inline constexpr RefusalKind not_draft { "order.not_draft", 409, "The order is no draft any more: it is {phase}.",
    "订单已非草稿：{phase}。" };
inline constexpr RefusalKind not_offered { "order.not_offered", 409, "The order is not on offer: it is {phase}.",
    "订单未处于待确认状态：{phase}。" };
inline constexpr RefusalKind not_the_other_side { "order.not_the_other_side", 403,
    "The other side has to answer, not the one that asked.", "须由对方答复。" };
inline constexpr RefusalKind other_terms { "order.other_terms", 409,
    "The terms that were put forward have another digest: {digest}.", "现有条款的摘要不同：{digest}。" };
inline constexpr RefusalKind not_agreed { "order.not_agreed", 409, "The order has not been agreed.", "订单尚未达成。" };
inline constexpr RefusalKind over { "order.over", 409, "The order is over: it is {phase}.", "订单已结束：{phase}。" };
inline constexpr RefusalKind frozen { "order.frozen", 409, "The order is frozen by the claim {claim}.",
    "订单已被索赔{claim}冻结。" };
inline constexpr RefusalKind other_parties { "order.other_parties", 422,
    "An amendment keeps the parties, the currency and the programme.", "变更不得改变当事人、货币和计划。" };
inline constexpr RefusalKind paid_more { "order.paid_more", 422,
    "More has been paid for an instalment than these terms ask for.", "某期已付款超过新条款的金额。" };
inline constexpr RefusalKind no_amendment { "order.no_amendment", 409, "No amendment waits for an answer.",
    "没有待答复的变更。" };
inline constexpr RefusalKind may_not_cancel { "order.may_not_cancel", 409,
    "The rules give the {role} no right to cancel alone while the order is {phase}.",
    "{phase}状态下{role}无权单方取消。" };
inline constexpr RefusalKind payment_under_way { "order.payment_under_way", 409,
    "A payment is under way: nobody can cancel now, or amend its instalment to less.",
    "付款处理中，不能取消，也不能将该期改为低于在途金额。" };
inline constexpr RefusalKind no_instalment { "order.no_instalment", 422, "The order has no instalment {instalment}.",
    "订单没有第{instalment}期。" };
inline constexpr RefusalKind nothing_to_pay { "order.nothing_to_pay", 422, "A payment is more than nothing.",
    "付款须大于零。" };
inline constexpr RefusalKind overpaid { "order.overpaid", 422, "Of this instalment only {left} is unpaid.",
    "该期只剩{left}未付。" };
inline constexpr RefusalKind reference_used { "order.reference_used", 409,
    "The reference {reference} belongs to another payment.", "付款参考号{reference}属于另一笔付款。" };
inline constexpr RefusalKind no_payment { "order.no_payment", 404,
    "There is no payment with the reference {reference}.", "没有参考号为{reference}的付款。" };
inline constexpr RefusalKind not_announced { "order.not_announced", 409, "Nothing of this payment is under way.",
    "该付款没有在途金额。" };
inline constexpr RefusalKind reversed_too_much { "order.reversed_too_much", 422,
    "Of this payment only {left} can be taken back.", "该付款最多可撤回{left}。" };
inline constexpr RefusalKind restored_too_much { "order.restored_too_much", 422,
    "Of this payment {taken_back} was taken back, and no more can come again.",
    "该付款已撤回{taken_back}，恢复金额不得超过。" };
inline constexpr RefusalKind restore_instead { "order.restore_instead", 409,
    "The order is {phase}, and of its payment {reference} {taken_back} was taken back: where the bank pays that after "
    "all, it is recorded by restore-payment with this reference.",
    "订单状态为{phase}，其付款{reference}已被撤回{taken_back}：若银行重新支付，请以该编号使用restore-payment登记。" };
inline constexpr RefusalKind nothing_to_ship { "order.nothing_to_ship", 409,
    "Nothing is to be shipped: the order is {phase}.", "无需发货：{phase}。" };
inline constexpr RefusalKind unpaid { "order.unpaid", 409,
    "An instalment that falls due before shipment is not paid: {left} of instalment {instalment}.",
    "发货前应付的分期未付清：第{instalment}期尚欠{left}。" };
inline constexpr RefusalKind not_shipped { "order.not_shipped", 409, "The order has not been shipped.",
    "订单尚未发货。" };
inline constexpr RefusalKind in_the_future { "order.in_the_future", 422, "{day} is still to come.", "{day}尚未到来。" };
inline constexpr RefusalKind before_shipment { "order.before_shipment", 422,
    "Goods shipped on {shipped} cannot have arrived on {day}.", "{shipped}发出的货物不可能于{day}到达。" };
inline constexpr RefusalKind before_agreement { "order.before_agreement", 422,
    "The order was agreed on {agreed}: its goods cannot have been shipped on {day}.",
    "订单于{agreed}达成，货物不可能于{day}发出。" };
inline constexpr RefusalKind nothing_held { "order.nothing_held", 422, "Only {held} is held.", "仅托管{held}。" };
inline constexpr RefusalKind timer_not_set { "order.timer_not_set", 409, "No such day was given: {rule}, {day}.",
    "没有设定该期限：{rule}，{day}。" };
inline constexpr RefusalKind timer_too_early { "order.timer_too_early", 409, "The day {day} is not over.",
    "{day}尚未结束。" };
inline constexpr RefusalKind no_cancellation { "order.no_cancellation", 409,
    "Nobody has proposed to end the order by agreement.", "没有待答复的协议取消提议。" };
inline constexpr RefusalKind other_split { "order.other_split", 409,
    "What was proposed gives the supplier {to_supplier}.", "提议中给供应商的金额为{to_supplier}。" };
inline constexpr RefusalKind not_received { "order.not_received", 409,
    "The goods have not been received: the order is {phase}.", "货物尚未确认收到：{phase}。" };
inline constexpr RefusalKind not_overdue { "order.not_overdue", 409, "The last day to pay the rest is {day}.",
    "余款的最后付款日为{day}。" };
inline constexpr RefusalKind all_paid { "order.all_paid", 409, "All of the price is paid.", "价款已付清。" };

inline constexpr std::array all { &not_found, &exists, &not_a_party, &wrong_role, &needs_person, &no_reason, &bad_terms,
    &delivered_already, &too_many_carriers, &same_party, &no_price, &currencies, &instalments_differ, &too_much,
    &not_draft, &not_offered, &not_the_other_side, &other_terms, &not_agreed, &over, &frozen, &other_parties,
    &paid_more, &no_amendment, &may_not_cancel, &payment_under_way, &no_instalment, &nothing_to_pay, &overpaid,
    &reference_used, &no_payment, &not_announced, &reversed_too_much, &restored_too_much, &restore_instead,
    &nothing_to_ship, &unpaid, &not_shipped, &in_the_future, &before_shipment, &before_agreement, &nothing_held,
    &timer_not_set, &timer_too_early, &no_cancellation, &other_split, &not_received, &not_overdue, &all_paid };

} // namespace recourse::order::refusals
