#pragma once

#include "core/act/decision.hpp"

#include <array>

// Every guard of a matter, one code each, in no order: decide has the order of precedence.

namespace recourse::matter::refusals {

using act::RefusalKind;

inline constexpr RefusalKind not_found { "matter.not_found", 404, "There is no such matter.", "没有该案件。" };
inline constexpr RefusalKind no_order { "matter.no_order", 404, "There is no such order.", "没有该订单。" };
inline constexpr RefusalKind no_entry { "matter.no_entry", 404, "The matter has no {what} {number}.",
    "该案件没有{what}{number}。" };
inline constexpr RefusalKind no_exhibit { "matter.no_exhibit", 404, "There is no exhibit {exhibit}.",
    "没有证据{exhibit}。" };

inline constexpr RefusalKind wrong_role { "matter.wrong_role", 403, "This is not for the role {role} to do.",
    "{role}不能这样做。" };
inline constexpr RefusalKind needs_person { "matter.needs_person", 403,
    "A person has to decide this, no machine and no timer.", "此事须由人员决定，不能由系统或期限决定。" };
inline constexpr RefusalKind needs_counsel { "matter.needs_counsel", 403, "This needs counsel in person.",
    "须由律师本人进行。" };
inline constexpr RefusalKind same_person { "matter.same_person", 403,
    "Whoever proposed the distribution cannot confirm it: a second person has to.",
    "提出分配方案的人不得自行确认，须由另一人确认。" };

inline constexpr RefusalKind exists { "matter.exists", 409, "The matter is open already.", "该案件已开立。" };
inline constexpr RefusalKind over { "matter.over", 409, "The matter is closed: {ending}. Reopen it first.",
    "案件已结案：{ending}。请先恢复。" };
inline constexpr RefusalKind not_over { "matter.not_over", 409, "The matter is not closed.", "案件尚未结案。" };
inline constexpr RefusalKind gone { "matter.gone", 409, "{what} {number} was withdrawn.", "{what}{number}已撤回。" };
inline constexpr RefusalKind too_many { "matter.too_many", 409, "The matter has {count} of these, and no more go in.",
    "数量已达上限{count}。" };
inline constexpr RefusalKind conflict_unchecked { "matter.conflict_unchecked", 409,
    "Counsel has to search for conflicts of interest first: {names}.", "律师须先进行利益冲突检索：{names}。" };
inline constexpr RefusalKind conflict_open { "matter.conflict_open", 409,
    "A conflict of interest stands against going on, found on {day}.", "存在利益冲突（{day}），不得继续。" };
inline constexpr RefusalKind recovered { "matter.recovered", 409,
    "All that was claimed has come: nothing is left to pursue.", "全部请求已获清偿，无可继续主张。" };
inline constexpr RefusalKind no_heads { "matter.no_heads", 409, "No head of claim stands: say what is claimed first.",
    "没有请求项目：请先列明请求。" };
inline constexpr RefusalKind no_forum { "matter.no_forum", 409, "Nobody has chosen a forum yet.",
    "尚未选定受理机构。" };
inline constexpr RefusalKind other_forum { "matter.other_forum", 409,
    "The forum that was chosen is {chosen}: choose {forum} first, with reasons.",
    "已选定{chosen}：请先说明理由改选{forum}。" };
inline constexpr RefusalKind paper_phase { "matter.paper_phase", 409, "The paper is {phase}.",
    "该文书状态为{phase}。" };
inline constexpr RefusalKind not_granted { "matter.not_granted", 409,
    "The preservation {number} was not granted, as far as is known.", "保全{number}尚未获准。" };
inline constexpr RefusalKind ruled_already { "matter.ruled_already", 409, "The court has ruled on it already.",
    "法院已作出裁定。" };
inline constexpr RefusalKind measure_over { "matter.measure_over", 409, "The measure is over: {phase}.",
    "该措施已终止：{phase}。" };
inline constexpr RefusalKind measures_stand { "matter.measures_stand", 409,
    "Measure {number} still stands: ask the court to lift it first, or answer for what it does (CPL arts. 107, 108).",
    "措施{number}仍在：请先申请解除，否则承担责任（民事诉讼法第107、108条）。" };
inline constexpr RefusalKind filing_pending { "matter.filing_pending", 409, "Filing {number} is under way.",
    "立案{number}正在进行。" };
inline constexpr RefusalKind filing_over { "matter.filing_over", 409, "The filing is over.", "该立案已终结。" };
inline constexpr RefusalKind offer_not_open { "matter.offer_not_open", 409, "The offer is no longer open: {phase}.",
    "该方案已失效：{phase}。" };
inline constexpr RefusalKind offer_lapsed { "matter.offer_lapsed", 409, "The offer was open until {day}.",
    "该方案有效期至{day}。" };
inline constexpr RefusalKind settled_already { "matter.settled_already", 409, "Offer {number} was accepted and holds.",
    "方案{number}已接受且有效。" };
inline constexpr RefusalKind no_settlement { "matter.no_settlement", 409, "No settlement holds.", "没有有效的和解。" };
inline constexpr RefusalKind no_revival { "matter.no_revival", 409,
    "The settlement does not say that the old claim comes back when it is not kept.", "和解未约定违约时恢复原请求。" };
inline constexpr RefusalKind title_fell { "matter.title_fell", 409, "The title was changed or set aside.",
    "该裁判已变更或撤销。" };
inline constexpr RefusalKind no_challenge { "matter.no_challenge", 409, "Nobody has challenged it.",
    "没有待决的上诉或撤销申请。" };
inline constexpr RefusalKind enforced_already { "matter.enforced_already", 409, "Enforcement was applied for on {day}.",
    "已于{day}申请执行。" };
inline constexpr RefusalKind not_enforced { "matter.not_enforced", 409, "Enforcement was not applied for.",
    "尚未申请执行。" };
inline constexpr RefusalKind distribution_waits { "matter.distribution_waits", 409,
    "Distribution {number} waits for a second person.", "分配方案{number}等待另一人确认。" };
inline constexpr RefusalKind distribution_answered { "matter.distribution_answered", 409,
    "The distribution is {phase}.", "该分配方案状态为{phase}。" };
inline constexpr RefusalKind not_full { "matter.not_full", 409, "{left} of the claim is still to come.",
    "请求中尚有{left}未获清偿。" };
inline constexpr RefusalKind settlement_unpaid { "matter.settlement_unpaid", 409,
    "{left} of the settlement is still to come.", "和解款尚有{left}未支付。" };
inline constexpr RefusalKind obstacle_over { "matter.obstacle_over", 409, "The obstacle ended on {day}.",
    "该障碍已于{day}消除。" };
inline constexpr RefusalKind day_not_set { "matter.day_not_set", 409, "No such day is counted: {rule}, {day}.",
    "没有该期限：{rule}，{day}。" };
inline constexpr RefusalKind too_early { "matter.too_early", 409, "That is for {day}.", "须待{day}。" };

inline constexpr RefusalKind unknown_client { "matter.unknown_client", 422,
    "Whoever opens a matter acts for a registered buyer.", "开立案件须代表已登记的买方。" };
inline constexpr RefusalKind no_currency { "matter.no_currency", 422,
    "'{currency}' is no ISO 4217 currency, such as USD or CNY.", "“{currency}”不是ISO 4217货币，如USD、CNY。" };
inline constexpr RefusalKind currencies { "matter.currencies", 422,
    "The matter is stated in {currency}: so is {field}.", "案件以{currency}计：{field}亦须如此。" };
inline constexpr RefusalKind not_positive { "matter.not_positive", 422,
    "{field} is more than nothing, and not too "
    "large.",
    "{field}须大于零且不过大。" };
inline constexpr RefusalKind no_text { "matter.no_text", 422, "There is no {field}.", "缺少{field}。" };
inline constexpr RefusalKind text_too_long { "matter.text_too_long", 422, "{field} has more than {size} bytes.",
    "{field}超过{size}字节。" };
inline constexpr RefusalKind control_characters { "matter.control_characters", 422, "{field} has control characters.",
    "{field}含有控制字符。" };
inline constexpr RefusalKind in_the_future { "matter.in_the_future", 422, "{day} is still to come.",
    "{day}尚未到来。" };
inline constexpr RefusalKind past_day { "matter.past_day", 422, "{day} is past.", "{day}已过。" };
inline constexpr RefusalKind too_far { "matter.too_far", 422, "{day} is more than a hundred years away.",
    "{day}距今超过一百年。" };
inline constexpr RefusalKind days_turned { "matter.days_turned", 422, "{later} is before {earlier}.",
    "{later}早于{earlier}。" };
inline constexpr RefusalKind no_country { "matter.no_country", 422,
    "A country is two capital letters of ISO 3166, such as CN, or nothing.", "国家须为ISO 3166两位大写字母，或留空。" };
inline constexpr RefusalKind names_none { "matter.names_none", 422, "Name from 1 to {count} {what}.",
    "请注明1至{count}项{what}。" };
inline constexpr RefusalKind fee_model { "matter.fee_model", 422,
    "A {model} fee has its own figure, and no other: {field}.", "{model}收费须注明且仅注明{field}。" };
inline constexpr RefusalKind contingency_too_high { "matter.contingency_too_high", 422,
    "No contingency fee is above 30 % (2006 measures); the tiers of 2021 begin at 18 % and fall.",
    "风险代理收费不得超过30%（2006年办法）；2021年分段自18%起递减。" };
inline constexpr RefusalKind tiers_unread { "matter.tiers_unread", 422,
    "Above 18 % the share leaves the tiers of 2021 at any sum: say that this was read.",
    "超过18%即高于2021年分段上限：须确认已知悉。" };
inline constexpr RefusalKind contingency_unsigned { "matter.contingency_unsigned", 422,
    "A contingency fee needs a special written contract: say when it was signed.",
    "风险代理须另签书面合同：请注明签订日。" };
inline constexpr RefusalKind interlock_unread { "matter.interlock_unread", 422,
    "This has consequences elsewhere; say that they were read: {read}.", "此举另有后果，须确认已知悉：{read}。" };
inline constexpr RefusalKind other_digest { "matter.other_digest", 422,
    "The paper has the digest {digest}: read that one.", "该文书摘要为{digest}：请核对所读文件。" };
inline constexpr RefusalKind no_proof { "matter.no_proof", 422,
    "Arrival is shown by arrived, acknowledged or official.", "到达证明须为arrived、acknowledged或official。" };
inline constexpr RefusalKind security_missing { "matter.security_missing", 422,
    "A preservation before suit, or in arbitration, is not granted without security (CPL art. 104, Interpretation art. "
    "540).",
    "诉前及仲裁保全须提供担保（民事诉讼法第104条、解释第540条）。" };
inline constexpr RefusalKind no_insurer { "matter.no_insurer", 422, "Name the insurer and the sum of its letter.",
    "请注明保险人及保函金额。" };
inline constexpr RefusalKind waiver_unread { "matter.waiver_unread", 422,
    "This gives up {here} here{there}: acknowledge exactly that.", "此举放弃本案{here}{there}：须如数确认。" };
inline constexpr RefusalKind over_recovery { "matter.over_recovery", 422,
    "{left} of the claim is left, and {amount} came: mark it as over-recovery, so that it can be given back.",
    "请求仅余{left}，而收到{amount}：请标注为超额受偿，以便返还。" };
inline constexpr RefusalKind no_over_recovery { "matter.no_over_recovery", 422,
    "{left} of the claim is left: {amount} is no over-recovery.", "请求尚余{left}：{amount}并非超额受偿。" };
inline constexpr RefusalKind needs_rate { "matter.needs_rate", 422,
    "What came in another currency is counted in {currency}: say how much, at which rate, from which source.",
    "外币收款须以{currency}计入：请注明金额、汇率及来源。" };
inline constexpr RefusalKind rate_differs { "matter.rate_differs", 422,
    "At that rate it is {counted}, to the nearest unit.", "按该汇率应为{counted}。" };
inline constexpr RefusalKind too_much_shared { "matter.too_much_shared", 422, "{left} is left to give out, not {sum}.",
    "可分配余额为{left}，而非{sum}。" };
inline constexpr RefusalKind no_ending { "matter.no_ending", 422,
    "Say how it ends: full, settled, uneconomic, lost or withdrawn.", "请注明结案方式。" };
inline constexpr RefusalKind left_unread { "matter.left_unread", 422,
    "{left} of the claim stays unpaid: acknowledge exactly that.", "请求中{left}未获清偿：须如数确认。" };

inline constexpr RefusalKind prediction_empty { "matter.prediction_empty", 422,
    "A prediction names from 1 to {count} routes, each once.", "预测须包含1至{count}条途径，且各不重复。" };
inline constexpr RefusalKind prediction_wrong { "matter.prediction_wrong", 422,
    "The prediction of '{route}' is none: a chance is from 0 to 10000, and p10, p50 and p90 rise in {currency}.",
    "对“{route}”的预测不成立：概率须为0至10000，p10、p50、p90须以{currency}递增。" };
inline constexpr RefusalKind no_paper_id { "matter.no_paper_id", 422,
    "'{paper}' is no name of a paper that a filing needs, such as power-of-attorney, or of a step of it, such as "
    "power-of-attorney.notary.",
    "“{paper}”不是立案所需文件的名称（如power-of-attorney）或其步骤的名称（如power-of-attorney.notary）。" };

inline constexpr std::array all { &not_found, &no_order, &no_entry, &no_exhibit, &wrong_role, &needs_person,
    &needs_counsel, &same_person, &exists, &over, &not_over, &gone, &too_many, &conflict_unchecked, &conflict_open,
    &recovered, &no_heads, &no_forum, &other_forum, &paper_phase, &not_granted, &ruled_already, &measure_over,
    &measures_stand, &filing_pending, &filing_over, &offer_not_open, &offer_lapsed, &settled_already, &no_settlement,
    &no_revival, &title_fell, &no_challenge, &enforced_already, &not_enforced, &distribution_waits,
    &distribution_answered, &not_full, &settlement_unpaid, &obstacle_over, &day_not_set, &too_early, &unknown_client,
    &no_currency, &currencies, &not_positive, &no_text, &text_too_long, &control_characters, &in_the_future, &past_day,
    &too_far, &days_turned, &no_country, &names_none, &fee_model, &contingency_too_high, &tiers_unread,
    &contingency_unsigned, &interlock_unread, &other_digest, &no_proof, &security_missing, &no_insurer, &waiver_unread,
    &over_recovery, &no_over_recovery, &needs_rate, &rate_differs, &too_much_shared, &no_ending, &left_unread,
    &prediction_empty, &prediction_wrong, &no_paper_id };

} // namespace recourse::matter::refusals
