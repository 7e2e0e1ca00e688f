#pragma once

#include "core/act/decision.hpp"

#include <array>

// Every guard of a claim, one code each, in no order: decide has the order of precedence.

namespace recourse::claim::refusals {

using act::RefusalKind;

inline constexpr RefusalKind not_found { "claim.not_found", 404, "There is no such claim.", "没有该索赔。" };
inline constexpr RefusalKind no_order { "claim.no_order", 404, "There is no such order.", "没有该订单。" };
inline constexpr RefusalKind no_exhibit { "claim.no_exhibit", 404, "The claim has no exhibit {exhibit}.",
    "该索赔没有证据{exhibit}。" };
inline constexpr RefusalKind no_slot { "claim.no_slot", 404, "No evidence was asked for under {slot}.",
    "没有要求提交{slot}。" };
inline constexpr RefusalKind no_offer { "claim.no_offer", 404, "The claim has no offer {offer}.",
    "该索赔没有方案{offer}。" };

inline constexpr RefusalKind not_a_party { "claim.not_a_party", 403, "Only a party of the order may do this.",
    "只有订单当事人可以这样做。" };
inline constexpr RefusalKind wrong_role { "claim.wrong_role", 403, "This is not for the {role} to do.",
    "{role}不能这样做。" };
inline constexpr RefusalKind needs_person { "claim.needs_person", 403,
    "A person has to decide this, no machine and no timer.", "此事须由人员决定，不能由系统或期限决定。" };
inline constexpr RefusalKind same_person { "claim.same_person", 403,
    "Another officer than the one who decided has to do this.", "须由作出决定者以外的另一名人员处理。" };
inline constexpr RefusalKind decided_before { "claim.decided_before", 403,
    "Whoever decided first does not decide the review: another officer has to, and an officer can invite one.",
    "首次决定者不得裁定复核：须由另一名人员裁定，可由人员邀请。" };
inline constexpr RefusalKind not_the_drafter { "claim.not_the_drafter", 403,
    "Only the officer who drafted a determination takes it back.", "只有起草决定的人员可以撤回。" };
inline constexpr RefusalKind not_the_other_side { "claim.not_the_other_side", 403,
    "The other side has to answer, not the one that offered.", "须由对方答复。" };
inline constexpr RefusalKind not_the_offeror { "claim.not_the_offeror", 403,
    "Only the side that made an offer withdraws it.", "只有提出方案的一方可以撤回。" };
inline constexpr RefusalKind not_the_inspector { "claim.not_the_inspector", 403,
    "Only the inspector that was named reports.", "只有指定的检验机构可以报告。" };
inline constexpr RefusalKind not_your_compartment { "claim.not_your_compartment", 403,
    "The role {role} puts nothing into the compartment {compartment}.", "{role}不能在{compartment}中提交。" };
inline constexpr RefusalKind not_your_exhibit { "claim.not_your_exhibit", 403,
    "Only who added an exhibit withdraws it.", "只有提交人可以撤回证据。" };
inline constexpr RefusalKind own_exhibit { "claim.own_exhibit", 403,
    "The other side acknowledges an exhibit, not its own.", "须由对方认可证据。" };
inline constexpr RefusalKind slot_of_other { "claim.slot_of_other", 403, "This evidence is asked of the {role}.",
    "该证据须由{role}提交。" };

inline constexpr RefusalKind exists { "claim.exists", 409, "The claim exists already.", "该索赔已存在。" };
inline constexpr RefusalKind nothing_paid { "claim.nothing_paid", 409, "Nothing that was paid is left to claim.",
    "没有可索赔的已付款项。" };
inline constexpr RefusalKind already_open { "claim.already_open", 409, "The claim {claim} on this order is open.",
    "该订单的索赔{claim}正在处理。" };
inline constexpr RefusalKind withdrawn_for_good { "claim.withdrawn_for_good", 409,
    "The claim {claim} was withdrawn; under these rules the order has no other.",
    "索赔{claim}已撤回，按规则不能再次提出。" };
inline constexpr RefusalKind barred { "claim.barred", 409, "The claim {claim} stands against another one.",
    "已有索赔{claim}，不能再提。" };
inline constexpr RefusalKind may_not { "claim.may_not", 409, "The rules give the {role} no right to {act} now.",
    "按规则{role}此时不能{act}。" };
inline constexpr RefusalKind too_early { "claim.too_early", 409, "A claim can be opened from {day} on.",
    "自{day}起方可索赔。" };
inline constexpr RefusalKind window_closed { "claim.window_closed", 409, "A claim could be opened until {day}.",
    "索赔期截至{day}。" };
inline constexpr RefusalKind over { "claim.over", 409, "The claim is closed: {ending}.", "索赔已结案：{ending}。" };
inline constexpr RefusalKind not_talking { "claim.not_talking", 409,
    "The parties can no longer agree or withdraw: the claim is {phase}.", "双方已不能协商或撤回：{phase}。" };
inline constexpr RefusalKind suspended { "claim.suspended", 409,
    "The claim rests while a chargeback runs, since {day}.", "拒付处理中，索赔自{day}起中止。" };
inline constexpr RefusalKind slot_closed { "claim.slot_closed", 409, "The last day for this evidence was {day}.",
    "该证据的最后提交日为{day}。" };
inline constexpr RefusalKind exhibit_withdrawn { "claim.exhibit_withdrawn", 409, "The exhibit was withdrawn.",
    "该证据已撤回。" };
inline constexpr RefusalKind admissible { "claim.admissible", 409, "The exhibit counts without being acknowledged.",
    "该证据无须认可。" };
inline constexpr RefusalKind too_many { "claim.too_many", 409, "The claim has {count} of these, and no more.",
    "数量已达上限{count}。" };
inline constexpr RefusalKind answered_already { "claim.answered_already", 409, "The supplier has answered already.",
    "供应商已答复。" };
inline constexpr RefusalKind offer_not_open { "claim.offer_not_open", 409, "The offer is no longer open: {status}.",
    "该方案已失效：{status}。" };
inline constexpr RefusalKind offer_lapsed { "claim.offer_lapsed", 409, "The offer was open until {day}.",
    "该方案有效期至{day}。" };
inline constexpr RefusalKind escalation_too_early { "claim.escalation_too_early", 409,
    "A party may escalate from {day} on.", "自{day}起方可申请升级。" };
inline constexpr RefusalKind not_in_review { "claim.not_in_review", 409,
    "The claim is not with the programme for a decision: it is {phase}.", "索赔未处于裁定阶段：{phase}。" };
inline constexpr RefusalKind inspection_ordered { "claim.inspection_ordered", 409, "An inspection is ordered already.",
    "已委托检验。" };
inline constexpr RefusalKind no_inspection { "claim.no_inspection", 409, "No inspection was ordered.", "未委托检验。" };
inline constexpr RefusalKind reported_already { "claim.reported_already", 409, "The inspector has reported already.",
    "检验报告已提交。" };
inline constexpr RefusalKind evidence_open { "claim.evidence_open", 409,
    "Evidence that was asked for can still come until {day}: {slot}.", "{slot}可提交至{day}，此前不能裁定。" };
inline constexpr RefusalKind awaits_second { "claim.awaits_second", 409,
    "A determination already waits for a second officer.", "已有决定等待复核。" };
inline constexpr RefusalKind no_draft { "claim.no_draft", 409,
    "The determination {draft} does not wait for a second officer.", "决定{draft}并非待复核。" };
inline constexpr RefusalKind not_decided { "claim.not_decided", 409,
    "Nothing is to be carried out: the claim is {phase}.", "没有可执行的事项：{phase}。" };
inline constexpr RefusalKind execution_too_early { "claim.execution_too_early", 409, "It is carried out from {day} on.",
    "自{day}起方可执行。" };
inline constexpr RefusalKind review_pending { "claim.review_pending", 409, "A request for review waits for an answer.",
    "复核申请尚未答复。" };
inline constexpr RefusalKind no_review { "claim.no_review", 409, "The rules know no review of this decision.",
    "按规则该决定不能复核。" };
inline constexpr RefusalKind review_used { "claim.review_used", 409,
    "The rules allow {rounds} review, and it is used up.", "按规则只能复核{rounds}次，已用完。" };
inline constexpr RefusalKind review_too_late { "claim.review_too_late", 409, "A review could be asked for until {day}.",
    "复核申请期截至{day}。" };
inline constexpr RefusalKind no_review_request { "claim.no_review_request", 409, "No request for review waits.",
    "没有待答复的复核申请。" };
inline constexpr RefusalKind not_returning { "claim.not_returning", 409,
    "No goods are to be returned: the claim is {phase}.", "无须退货：{phase}。" };
inline constexpr RefusalKind returned_too_late { "claim.returned_too_late", 409,
    "The last day to send the goods back was {day}.", "最后退货日为{day}。" };
inline constexpr RefusalKind not_sent_back { "claim.not_sent_back", 409, "The goods have not been sent back.",
    "货物尚未退回。" };
inline constexpr RefusalKind sent_back_already { "claim.sent_back_already", 409,
    "The goods were sent back already, with {tracking}.", "货物已退回，单号{tracking}。" };
inline constexpr RefusalKind not_replacing { "claim.not_replacing", 409,
    "Nothing was agreed instead of money that is still to come: the claim is {phase}.",
    "没有待履行的换货或修理：{phase}。" };
inline constexpr RefusalKind replaced_already { "claim.replaced_already", 409,
    "What was agreed was sent already, with {tracking}.", "约定之物已发出，单号{tracking}。" };
inline constexpr RefusalKind replacement_not_sent { "claim.replacement_not_sent", 409,
    "What was agreed instead of money has not been sent.", "约定的换货或修理尚未发出。" };
inline constexpr RefusalKind no_open_leg { "claim.no_open_leg", 409,
    "Nothing is to go back or to be replaced: the claim is {phase}.", "没有待退回或待更换的货物：{phase}。" };
inline constexpr RefusalKind leg_has_clock { "claim.leg_has_clock", 409,
    "The rule {rule} gives this until {day}, and then ends it by itself.",
    "规则{rule}给予期限至{day}，届时自行了结。" };
inline constexpr RefusalKind leg_too_early { "claim.leg_too_early", 409,
    "The parties have until then: an officer may end this from {day} on.", "自{day}起方可由人员了结。" };
inline constexpr RefusalKind leg_outcome { "claim.leg_outcome", 409,
    "A claim that is {phase} does not end with {outcome}.", "处于{phase}的索赔不能以{outcome}了结。" };
inline constexpr RefusalKind timer_not_set { "claim.timer_not_set", 409, "No such day was given: {rule}, {day}.",
    "没有设定该期限：{rule}，{day}。" };
inline constexpr RefusalKind timer_too_early { "claim.timer_too_early", 409, "The day {day} is not over.",
    "{day}尚未结束。" };

inline constexpr RefusalKind no_lines { "claim.no_lines", 422, "A claim names 1 to 100 defects.",
    "索赔须列明1至100项问题。" };
inline constexpr RefusalKind no_text { "claim.no_text", 422, "Say something under {field}.", "{field}不能为空。" };
inline constexpr RefusalKind text_too_long { "claim.text_too_long", 422, "{field} is longer than 65536 bytes.",
    "{field}超过65536字节。" };
inline constexpr RefusalKind share_out_of_range { "claim.share_out_of_range", 422,
    "A share of the goods lies between 0 and 1, not at {share}.", "货物比例须在0与1之间，而非{share}。" };
inline constexpr RefusalKind currencies { "claim.currencies", 422,
    "All sums of a claim are in the order's currency, {currency}.", "索赔金额须为订单货币{currency}。" };
inline constexpr RefusalKind negative { "claim.negative", 422, "A sum is below zero or too large.",
    "金额为负或过大。" };
inline constexpr RefusalKind found_in_the_future { "claim.found_in_the_future", 422, "{day} is still to come.",
    "{day}尚未到来。" };
inline constexpr RefusalKind nothing_sought { "claim.nothing_sought", 422, "A claim is for more than nothing.",
    "索赔金额须大于零。" };
inline constexpr RefusalKind exceeds_paid { "claim.exceeds_paid", 422,
    "Of what was paid, {paid} can be claimed, not {sought}.", "可索赔金额为{paid}，而非{sought}。" };
inline constexpr RefusalKind slot_needs_shared { "claim.slot_needs_shared", 422,
    "Evidence that was asked for is shared with the other side.", "应要求提交的证据须与对方共享。" };
inline constexpr RefusalKind slot_kind { "claim.slot_kind", 422, "What is asked for is of the kind {kind}.",
    "要求提交的是{kind}。" };
inline constexpr RefusalKind past_day { "claim.past_day", 422, "{day} is over.", "{day}已过。" };
inline constexpr RefusalKind too_far { "claim.too_far", 422, "{day} is more than a hundred years away.",
    "{day}距今超过一百年。" };
inline constexpr RefusalKind not_a_side { "claim.not_a_side", 422, "This is for buyer or supplier, not for the {role}.",
    "只能是买方或供应商，而非{role}。" };
inline constexpr RefusalKind not_an_answer { "claim.not_an_answer", 422, "An offer is made as an offer.",
    "方案须以方案形式提出。" };
inline constexpr RefusalKind in_kind_needs_offer { "claim.in_kind_needs_offer", 422,
    "A {remedy} is agreed by an offer, so that the buyer sees what sum it gives up.",
    "{remedy}须以方案达成，使买方看到所放弃的金额。" };
inline constexpr RefusalKind nothing_offered { "claim.nothing_offered", 422,
    "An offer of money is for more than nothing.", "金钱方案须大于零。" };
inline constexpr RefusalKind exceeds_claim { "claim.exceeds_claim", 422,
    "The claim is for {claimed}, not for {amount}.", "索赔金额为{claimed}，而非{amount}。" };
inline constexpr RefusalKind waiver_not_read { "claim.waiver_not_read", 422,
    "Of {claimed} that can be claimed this gives {offered}: acknowledge that {given_up} is given up.",
    "可索赔{claimed}，此方案为{offered}：须确认放弃{given_up}。" };
inline constexpr RefusalKind report_does_not_add_up { "claim.report_does_not_add_up", 422,
    "The figures of the report contradict each other: {field} is from {least} to {most}.",
    "报告数据互相矛盾：{field}须为{least}至{most}。" };
inline constexpr RefusalKind inspector_is_party { "claim.inspector_is_party", 422,
    "{inspector} is a party of the order, or linked to one: name another inspector.",
    "{inspector}是订单当事人或其关联方：请指定其他检验机构。" };
inline constexpr RefusalKind lot_differs { "claim.lot_differs", 422,
    "The terms of the order name a lot of {agreed}, the report one of {lot}: report on the lot that was agreed.",
    "订单约定批量为{agreed}，报告为{lot}：请按约定批量报告。" };
inline constexpr RefusalKind report_contradicts { "claim.report_contradicts", 422,
    "By the agreed acceptance terms the lot is {verdict}, with a share of {share}: leave out accepted and share, or "
    "say "
    "the same.",
    "按约定的验收条款，该批{verdict}，比例为{share}：请省略accepted与share，或与之一致。" };
inline constexpr RefusalKind report_needs_statement { "claim.report_needs_statement", 422,
    "The order has no acceptance terms to judge by: say accepted and share.",
    "订单没有可据以判定的验收条款：请填写accepted与share。" };
inline constexpr RefusalKind findings_missing { "claim.findings_missing", 422,
    "Each defect has exactly one finding; the claim has {lines}.", "每项问题须有且仅有一项认定；共{lines}项。" };
inline constexpr RefusalKind in_kind_needs_agreement { "claim.in_kind_needs_agreement", 422,
    "The programme decides about money; a {remedy} needs both sides.", "裁定仅限金钱；{remedy}须双方同意。" };
inline constexpr RefusalKind fee_undecided { "claim.fee_undecided", 422,
    "Say who bears the inspection's fee of {fee}: buyer or supplier.", "须决定检验费{fee}由买方或供应商承担。" };
inline constexpr RefusalKind deviation_unexplained { "claim.deviation_unexplained", 422,
    "The rules come to {low} to {high}: say why the determination leaves that.",
    "规则得出{low}至{high}：偏离须说明理由。" };
inline constexpr RefusalKind settlement_stands { "claim.settlement_stands", 422,
    "The parties have settled: what is determined, with what they have paid themselves, is a refund of {least} to "
    "{most}.",
    "双方已和解：裁定（含双方已付部分）须为{least}至{most}的退款。" };
inline constexpr RefusalKind no_new_facts { "claim.no_new_facts", 422,
    "A review needs exhibits that were not there before.", "复核须有新证据。" };

inline constexpr std::array all { &not_found, &no_order, &no_exhibit, &no_slot, &no_offer, &not_a_party, &wrong_role,
    &needs_person, &same_person, &decided_before, &not_the_drafter, &not_the_other_side, &not_the_offeror,
    &not_the_inspector, &not_your_compartment, &not_your_exhibit, &own_exhibit, &slot_of_other, &exists, &nothing_paid,
    &already_open, &withdrawn_for_good, &barred, &may_not, &too_early, &window_closed, &over, &not_talking, &suspended,
    &slot_closed, &exhibit_withdrawn, &admissible, &too_many, &answered_already, &offer_not_open, &offer_lapsed,
    &escalation_too_early, &not_in_review, &inspection_ordered, &no_inspection, &reported_already, &evidence_open,
    &awaits_second, &no_draft, &not_decided, &execution_too_early, &review_pending, &no_review, &review_used,
    &review_too_late, &no_review_request, &not_returning, &returned_too_late, &not_sent_back, &sent_back_already,
    &not_replacing, &replaced_already, &replacement_not_sent, &no_open_leg, &leg_has_clock, &leg_too_early,
    &leg_outcome, &timer_not_set, &timer_too_early, &no_lines, &no_text, &text_too_long, &share_out_of_range,
    &currencies, &negative, &found_in_the_future, &nothing_sought, &exceeds_paid, &slot_needs_shared, &slot_kind,
    &past_day, &too_far, &not_a_side, &not_an_answer, &in_kind_needs_offer, &nothing_offered, &exceeds_claim,
    &waiver_not_read, &report_does_not_add_up, &inspector_is_party, &lot_differs, &report_contradicts,
    &report_needs_statement, &findings_missing, &in_kind_needs_agreement, &fee_undecided, &deviation_unexplained,
    &no_new_facts, &settlement_stands };

} // namespace recourse::claim::refusals
