#include "core/limitation/rules.hpp"

#include "base/check.hpp"

namespace recourse::limitation {

namespace {

using time::Direction;
using time::Unit;
using time::WhenClosed;

constexpr auto moves = WhenClosed::moves_to_next_open_day;
constexpr auto stays = WhenClosed::stays;
constexpr auto after = Direction::after;

using Leads = std::array<std::int16_t, 4>;
constexpr Leads long_leads { 180, 90, 30, 7 };
constexpr Leads freeze_leads { 60, 30, 14, 1 };
constexpr Leads month_leads { 14, 7, 3, 1 };
constexpr Leads short_leads { 3, 1, 0, 0 };

// In the order of their ids. Holidays: Civil Code art. 203 and CPL art. 85 move a closed last day; a freeze, a day
// under the UN convention and the public notice of the registry are counted without, which is never later.
constexpr std::array table {
    Rule { RuleId::limitation_three, "limitation", { 3, Unit::years }, moves, after, Force::bars,
        { "Sue or arbitrate: general limitation, 3 years", "起诉或仲裁：一般诉讼时效3年" },
        { "the harm and the debtor were known; each interruption starts it anew",
            "知道权利受损及义务人；每次中断后重新起算" },
        { "The debtor may refuse to pay for good.", "义务人可永久拒绝履行。" }, "civil-code-general",
        "arts. 188, 194, 195", Confidence::primary, long_leads },
    Rule { RuleId::limitation_four, "limitation", { 4, Unit::years }, moves, after, Force::bars,
        { "Sue or arbitrate: limitation of an international sale, 4 years", "起诉或仲裁：国际货物买卖合同时效4年" },
        { "the harm and the debtor were known; each interruption starts it anew",
            "知道权利受损及义务人；每次中断后重新起算" },
        { "The debtor may refuse to pay for good.", "义务人可永久拒绝履行。" }, "civil-code-contract", "art. 594",
        Confidence::primary, long_leads },
    Rule { RuleId::limitation_foreign, "limitation", { 0, Unit::days }, stays, after, Force::bars,
        { "Sue or arbitrate: limitation by a law that is not worked out here", "起诉或仲裁：外国法时效，此处未计算" },
        { "by that law", "依该法" }, { "Ask counsel of that law this week.", "请本周内咨询该法律师。" }, "", "",
        Confidence::inference, {} },
    Rule { RuleId::limitation_absolute, "limitation-absolute", { 20, Unit::years }, moves, after, Force::bars,
        { "Sue or arbitrate: 20 years from the harm, whatever interrupts", "起诉或仲裁：自权利受损之日起最长20年" },
        { "the day of the harm", "权利受到损害之日" },
        { "The court no longer protects the claim; it may extend the period on request in special cases.",
            "人民法院不予保护；特殊情况可申请延长。" },
        "civil-code-general", "art. 188", Confidence::primary, long_leads },
    Rule { RuleId::cisg_warning, "cisg-warning", { 14, Unit::days }, stays, after, Force::reminds,
        { "Give notice of the defect: two weeks have gone", "通知货物不符：已过两周" },
        { "the defect was found", "发现不符" },
        { "The notice may still be in time, but every day makes it harder.", "通知或仍及时，但逐日更难。" }, "cisg39",
        "art. 39(1)", Confidence::secondary, short_leads },
    Rule { RuleId::cisg_notice, "cisg-notice", { 30, Unit::days }, stays, after, Force::reminds,
        { "Give notice of the defect within a reasonable time (a month is the courts' rough measure, no rule)",
            "合理期间内通知货物不符（法院粗略以一个月为度，并非规则）" },
        { "the defect was found", "发现不符" }, { "Rights from the defect may be lost.", "可能丧失就该不符的权利。" },
        "cisg39", "art. 39(1)", Confidence::secondary, month_leads },
    Rule { RuleId::cisg_two_years, "cisg-two-years", { 2, Unit::years }, stays, after, Force::bars,
        { "Give notice of the defect at the latest", "最迟通知货物不符" }, { "the goods were handed over", "货物交付" },
        { "Rights from the defect are lost.", "丧失就该不符的权利。" }, "cisg39", "art. 39(2)", Confidence::secondary,
        long_leads },
    Rule { RuleId::contract_notice, "contract-notice", { 2, Unit::years }, moves, after, Force::bars,
        { "Give notice of the defect under the Civil Code, at the latest; nothing suspends or interrupts this",
            "按民法典最迟通知瑕疵；不适用中止、中断" },
        { "the goods were received", "收到货物" }, { "The goods count as conforming.", "视为标的物符合约定。" },
        "civil-code-contract", "art. 621", Confidence::primary, long_leads },
    Rule { RuleId::agreed_inspection, "agreed-inspection", { 0, Unit::days }, stays, after, Force::bars,
        { "Give notice within the agreed inspection period", "在约定的检验期限内通知" }, { "as agreed", "依约定" },
        { "The goods count as conforming; too short a period does so for visible defects only.",
            "视为符合约定；期限过短的仅限外观瑕疵。" },
        "civil-code-contract", "arts. 621, 622", Confidence::primary, month_leads },
    Rule { RuleId::avoid_fraud, "avoidance", { 1, Unit::years }, moves, after, Force::bars,
        { "Ask a court or tribunal to avoid it for fraud or unfairness", "因欺诈或显失公平请求撤销" },
        { "the ground was known", "知道撤销事由" },
        { "The right to avoid is gone; nothing suspends or interrupts it.", "撤销权消灭；不适用中止、中断。" },
        "civil-code-general", "arts. 152, 199", Confidence::primary, long_leads },
    Rule { RuleId::avoid_mistake, "avoidance", { 90, Unit::days }, moves, after, Force::bars,
        { "Ask a court or tribunal to avoid it for a fundamental mistake", "因重大误解请求撤销" },
        { "the ground was known", "知道撤销事由" },
        { "The right to avoid is gone; nothing suspends or interrupts it.", "撤销权消灭；不适用中止、中断。" },
        "civil-code-general", "arts. 152, 199", Confidence::primary, month_leads },
    Rule { RuleId::avoid_duress, "avoidance", { 1, Unit::years }, moves, after, Force::bars,
        { "Ask a court or tribunal to avoid it for duress", "因胁迫请求撤销" }, { "the duress ended", "胁迫行为终止" },
        { "The right to avoid is gone; nothing suspends or interrupts it.", "撤销权消灭；不适用中止、中断。" },
        "civil-code-general", "arts. 152, 199", Confidence::primary, long_leads },
    Rule { RuleId::avoid_at_latest, "avoidance-at-latest", { 5, Unit::years }, moves, after, Force::bars,
        { "Ask a court or tribunal to avoid it, at the latest", "最迟请求撤销" }, { "it was done", "行为发生之日" },
        { "The right to avoid is gone.", "撤销权消灭。" }, "civil-code-general", "art. 152", Confidence::primary,
        long_leads },
    Rule { RuleId::termination, "termination", { 1, Unit::years }, moves, after, Force::bars,
        { "End the contract by notice, where no period was agreed", "通知解除合同（未约定期限）" },
        { "the ground was known", "知道解除事由" },
        { "The right to end the contract is gone; damages stay.", "解除权消灭；仍可请求赔偿。" }, "civil-code-contract",
        "art. 564", Confidence::primary, long_leads },
    Rule { RuleId::undo_transfer, "undo-transfer", { 1, Unit::years }, moves, after, Force::bars,
        { "Ask a court to undo what the debtor gave away", "请求撤销债务人处分财产的行为" },
        { "the ground was known", "知道撤销事由" }, { "The right is gone.", "撤销权消灭。" }, "civil-code-contract",
        "arts. 538-541", Confidence::primary, long_leads },
    Rule { RuleId::undo_transfer_at_latest, "undo-transfer-at-latest", { 5, Unit::years }, moves, after, Force::bars,
        { "Ask a court to undo what the debtor gave away, at the latest", "最迟请求撤销债务人处分财产的行为" },
        { "the debtor gave it away", "债务人行为发生之日" }, { "The right is gone.", "撤销权消灭。" },
        "civil-code-contract", "art. 541", Confidence::primary, long_leads },
    Rule { RuleId::fee_payment, "fee-payment", { 7, Unit::days }, moves, after, Force::bars,
        { "Pay the court's fee", "预交案件受理费" }, { "the court's notice to pay", "收到交费通知" },
        { "The suit counts as withdrawn.", "按自动撤回起诉处理。" }, "fee-measures", "arts. 20, 22",
        Confidence::primary, short_leads },
    Rule { RuleId::answer_court, "answer", { 15, Unit::days }, moves, after, Force::reminds,
        { "The other side's answer, and its objection to jurisdiction", "对方答辩及管辖异议" },
        { "the complaint was served", "送达起诉状副本" },
        { "The case goes on without an answer.", "不答辩不影响审理。" }, "cpl", "arts. 128, 130", Confidence::primary,
        short_leads },
    Rule { RuleId::answer_court_abroad, "answer", { 30, Unit::days }, moves, after, Force::reminds,
        { "The answer of a party without domicile in the PRC; it may ask for more time",
            "在境内没有住所的对方答辩；可申请延期" },
        { "the complaint was served", "送达起诉状副本" },
        { "The case goes on without an answer.", "不答辩不影响审理。" }, "cpl", "arts. 128, 285", Confidence::primary,
        short_leads },
    Rule { RuleId::answer_cietac, "answer", { 45, Unit::days }, moves, after, Force::reminds,
        { "The other side's defence and counterclaim, foreign-related general procedure",
            "对方答辩及反请求（涉外普通程序）" },
        { "the notice of arbitration was received", "收到仲裁通知" },
        { "The case goes on without a defence.", "未答辩不影响仲裁进行。" }, "cietac15lexology", "arts. 15, 16 (2015)",
        Confidence::secondary, short_leads },
    Rule { RuleId::answer_cietac_summary, "answer", { 20, Unit::days }, moves, after, Force::reminds,
        { "The other side's defence, evidence and counterclaim, summary procedure",
            "对方答辩、证据及反请求（简易程序）" },
        { "the notice of arbitration was received", "收到仲裁通知" },
        { "The case goes on without a defence.", "未答辩不影响仲裁进行。" }, "cietaceu", "summary procedure",
        Confidence::secondary, short_leads },
    Rule { RuleId::answer_set, "answer", { 0, Unit::days }, stays, after, Force::reminds,
        { "The other side's answer", "对方答辩" }, { "the forum named the day", "受理机构指定" },
        { "The case goes on without an answer.", "不答辩不影响审理。" }, "", "", Confidence::given, short_leads },
    Rule { RuleId::appeal_judgment, "appeal", { 15, Unit::days }, moves, after, Force::bars,
        { "Appeal the judgment", "对判决上诉" }, { "the judgment was served", "判决书送达" },
        { "The judgment takes effect.", "判决生效。" }, "cpl", "art. 171", Confidence::primary, month_leads },
    Rule { RuleId::appeal_ruling, "appeal", { 10, Unit::days }, moves, after, Force::bars,
        { "Appeal the ruling", "对裁定上诉" }, { "the ruling was served", "裁定书送达" },
        { "The ruling takes effect.", "裁定生效。" }, "cpl", "art. 171", Confidence::primary, short_leads },
    Rule { RuleId::appeal_abroad, "appeal", { 30, Unit::days }, moves, after, Force::bars,
        { "Appeal, for a party without domicile in the PRC; more time may be asked for",
            "上诉（在境内没有住所的当事人）；可申请延期" },
        { "it was served", "送达" }, { "It takes effect.", "裁判生效。" }, "cpl", "art. 286", Confidence::primary,
        month_leads },
    Rule { RuleId::file_after_preservation, "file-after-preservation", { 30, Unit::days }, moves, after, Force::bars,
        { "Sue or ask for arbitration after a preservation before suit", "诉前保全后起诉或申请仲裁" },
        { "the court carried the measure out", "法院采取保全措施" },
        { "The court lifts the preservation.", "法院解除保全。" }, "cpl", "art. 104", Confidence::primary,
        month_leads },
    Rule { RuleId::freeze_bank, "freeze-expiry", { 1, Unit::years }, stays, after, Force::bars,
        { "The freeze of bank deposits runs out", "银行存款冻结到期" },
        { "it was carried out or renewed", "采取措施或续行" },
        { "The freeze has no effect any more.", "冻结效力消灭。" }, "cplint", "art. 485", Confidence::primary,
        freeze_leads },
    Rule { RuleId::freeze_account, "freeze-expiry", { 1, Unit::years }, stays, after, Force::bars,
        { "The freeze of money with a payment company or platform runs out (counted as a deposit)",
            "支付机构或平台账户冻结到期（按存款计算）" },
        { "it was carried out or renewed", "采取措施或续行" },
        { "The freeze has no effect any more.", "冻结效力消灭。" }, "cplint", "art. 485", Confidence::inference,
        freeze_leads },
    Rule { RuleId::freeze_movable, "freeze-expiry", { 2, Unit::years }, stays, after, Force::bars,
        { "The seizure of movables runs out", "查封、扣押动产到期" },
        { "it was carried out or renewed", "采取措施或续行" },
        { "The seizure has no effect any more.", "查封、扣押效力消灭。" }, "cplint", "art. 485", Confidence::primary,
        freeze_leads },
    Rule { RuleId::freeze_real, "freeze-expiry", { 3, Unit::years }, stays, after, Force::bars,
        { "The seizure of real estate runs out", "查封不动产到期" },
        { "it was carried out or renewed", "采取措施或续行" },
        { "The seizure has no effect any more.", "查封效力消灭。" }, "cplint", "art. 485", Confidence::primary,
        freeze_leads },
    Rule { RuleId::freeze_rights, "freeze-expiry", { 3, Unit::years }, stays, after, Force::bars,
        { "The freeze of equity, receivables or other rights runs out", "冻结股权、应收账款等财产权到期" },
        { "it was carried out or renewed", "采取措施或续行" },
        { "The freeze has no effect any more.", "冻结效力消灭。" }, "cplint", "art. 485", Confidence::primary,
        freeze_leads },
    Rule { RuleId::freeze_renewal, "freeze-renewal", { 7, Unit::days }, WhenClosed::moves_to_previous_open_day,
        Direction::before, Force::binds,
        { "Ask the court to renew the freeze, at least 7 days before it runs out", "至迟到期7日前申请续行保全" },
        { "the freeze runs out", "保全到期" },
        { "The court may not act before the freeze runs out.", "法院可能来不及在到期前续行。" }, "pres-prov", "art. 18",
        Confidence::primary, freeze_leads },
    Rule { RuleId::preservation_review, "preservation-review", { 5, Unit::days }, moves, after, Force::binds,
        { "Ask for reconsideration of the ruling on preservation", "对保全裁定申请复议" },
        { "the ruling was received", "收到裁定" }, { "The ruling stays as it is.", "裁定维持。" }, "pres-prov",
        "art. 25", Confidence::primary, short_leads },
    Rule { RuleId::enforcement_soon, "enforcement-after-freeze", { 5, Unit::days }, moves, after, Force::bars,
        { "Apply for enforcement, or the freeze after judgment is lifted", "申请执行，否则判后保全解除" },
        { "the time to perform ended", "履行期间届满" }, { "The court lifts the preservation.", "法院解除保全。" },
        "cplint", "art. 163", Confidence::primary, short_leads },
    Rule { RuleId::set_aside, "set-aside", { 3, Unit::months }, moves, after, Force::bars,
        { "Ask the court to set the award aside", "申请撤销仲裁裁决" }, { "the award was received", "收到裁决书" },
        { "The award stands; only its enforcement can still be opposed.", "裁决不能再撤销；仅可在执行中抗辩。" },
        "arb-law25text72", "art. 72", Confidence::secondary, month_leads },
    Rule { RuleId::set_aside_before_2026, "set-aside", { 6, Unit::months }, moves, after, Force::bars,
        { "Ask the court to set the award aside; whether the three months in force since 1 March 2026 apply is open: "
          "be "
          "early",
            "申请撤销仲裁裁决；2026年3月1日起的三个月是否适用未定：宜早" },
        { "the award was received before 1 March 2026", "2026年3月1日前收到裁决书" },
        { "The award stands; only its enforcement can still be opposed.", "裁决不能再撤销；仅可在执行中抗辩。" },
        "arb-law25text72", "art. 72, before the revision", Confidence::inference, long_leads },
    Rule { RuleId::enforcement_application, "enforcement-application", { 2, Unit::years }, moves, after, Force::bars,
        { "Apply for enforcement", "申请执行" },
        { "the time to perform ended, or it took effect; each interruption starts it anew",
            "履行期间届满或裁判生效；中断后重新起算" },
        { "The debtor may oppose enforcement.", "被执行人可提出时效异议。" }, "cpl", "art. 250", Confidence::primary,
        long_leads },
    Rule { RuleId::enforcement_stall, "enforcement-stall", { 6, Unit::months }, stays, after, Force::reminds,
        { "From the day after: ask the higher court, where enforcement stands still",
            "次日起：执行不力可向上一级法院申请执行" },
        { "enforcement was applied for", "申请执行" },
        { "Nothing is lost; the court may go on standing still.", "不丧失权利；执行可能继续停滞。" }, "cpl", "art. 237",
        Confidence::primary, short_leads },
    Rule { RuleId::liquidation_notified, "liquidation-claim", { 30, Unit::days }, moves, after, Force::binds,
        { "File the claim with the liquidation group", "向清算组申报债权" },
        { "its notice was received", "收到清算组通知" },
        { "The assets may be distributed without us.", "财产可能先行分配。" }, "company-law", "art. 235",
        Confidence::primary, month_leads },
    Rule { RuleId::liquidation_announced, "liquidation-claim", { 45, Unit::days }, moves, after, Force::binds,
        { "File the claim with the liquidation group", "向清算组申报债权" }, { "it was announced", "清算公告之日" },
        { "The assets may be distributed without us.", "财产可能先行分配。" }, "company-law", "art. 235",
        Confidence::primary, month_leads },
    Rule { RuleId::deregistration_objection, "deregistration-objection", { 20, Unit::days }, stays, after, Force::binds,
        { "Object to the simplified deregistration in the register", "在公示系统对简易注销提出异议" },
        { "the public notice began", "简易注销公告开始" },
        { "The company is struck off; its shareholders remain.", "公司注销；仍可追究股东责任。" }, "company-law",
        "art. 240", Confidence::primary, month_leads },
    Rule { RuleId::hearing, "hearing", { 0, Unit::days }, stays, after, Force::binds, { "Hearing", "开庭" },
        { "the forum named the day", "受理机构指定" },
        { "A claimant who does not come counts as having withdrawn.", "申请人缺席可按撤回处理。" }, "", "",
        Confidence::given, month_leads },
    Rule { RuleId::offer, "offer", { 0, Unit::days }, stays, after, Force::reminds,
        { "An offer to settle runs out", "和解方案到期" }, { "whoever offered named the day", "要约人指定" },
        { "The offer can no longer be accepted.", "不能再接受该方案。" }, "", "", Confidence::given, short_leads },
    Rule { RuleId::performance, "performance", { 0, Unit::days }, stays, after, Force::reminds,
        { "The debtor has to have performed", "债务人履行期限" }, { "the award or judgment says so", "裁决或判决确定" },
        { "Enforcement can be applied for, and doubled interest runs.", "可申请执行，并加倍计息。" }, "delay-int", "",
        Confidence::given, short_leads },
    Rule { RuleId::ruling_urgent, "ruling", { 2, Unit::days }, stays, after, Force::reminds,
        { "The court's ruling on an urgent preservation is due within 48 hours",
            "法院应在48小时内作出保全裁定（紧急）" },
        { "it was applied for", "提出申请" },
        { "Ask the court: nothing is frozen before it has ruled.", "请催问法院：裁定前未冻结。" }, "cpl",
        "arts. 103, 104", Confidence::primary, { 1, 0, 0, 0 } },
    Rule { RuleId::ruling, "ruling", { 5, Unit::days }, stays, after, Force::reminds,
        { "The court's ruling on a preservation is due within 5 days, or 5 days from the security",
            "法院应在5日内作出保全裁定（提供担保的，自担保之日）" },
        { "it was applied for", "提出申请" },
        { "Ask the court: nothing is frozen before it has ruled.", "请催问法院：裁定前未冻结。" }, "pres-prov",
        "art. 4", Confidence::primary, { 1, 0, 0, 0 } },
};

constexpr bool in_order()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].id) != i + 1)
            return false;
    }
    return true;
}
static_assert(in_order());

Date plain(Rule const& rule, Date from)
{
    auto const sign = rule.direction == Direction::before ? -1 : 1;
    switch (rule.period.unit) {
    case Unit::days:
        return from.plus_days(sign * rule.period.count);
    case Unit::months:
        return from.plus_months(sign * rule.period.count);
    case Unit::years:
        return from.plus_years(sign * rule.period.count);
    case Unit::hours:
    case Unit::working_days:
    case Unit::weeks:
        break; // none of these rules
    }
    RECOURSE_ASSERT(false);
}

} // namespace

std::string_view word(Confidence confidence)
{
    switch (confidence) {
    case Confidence::primary:
        return "primary";
    case Confidence::secondary:
        return "secondary";
    case Confidence::inference:
        return "inference";
    case Confidence::given:
        return "given";
    }
    RECOURSE_ASSERT(false);
}

Rule const& rule(RuleId id)
{
    auto const number = static_cast<std::size_t>(id);
    RECOURSE_ASSERT(number >= 1 && number <= table.size());
    return table[number - 1];
}

std::span<Rule const> rules()
{
    return table;
}

LastDay moved(Rule const& rule, Date day, time::Calendar const& calendar)
{
    if (rule.last_day == stays || !calendar.tells_working_days())
        return { day, 0 };
    bool const back = rule.last_day == WhenClosed::moves_to_previous_open_day;
    for (auto at = day;; at = at.plus_days(back ? -1 : 1)) {
        auto const kind = calendar.kind(at);
        if (!kind)
            return { day, kind.error().year };
        if (time::is_open(*kind))
            return { at, 0 };
    }
}

LastDay last_day(Rule const& rule, Date from, time::Calendar const& calendar)
{
    return moved(rule, plain(rule, from), calendar);
}

time::Due counted(Rule const& rule, Date from, time::Calendar const& calendar)
{
    time::Counting counting;
    counting.last_day = rule.last_day;
    counting.direction = rule.direction;
    auto due = time::deadline(from, rule.period, counting, calendar);
    RECOURSE_ASSERT(due.has_value()); // no working days, and the years of the record
    return *std::move(due);
}

} // namespace recourse::limitation
