#include "core/plan/plan.hpp"

#include "base/check.hpp"

#include <array>

// The fixed words of each step.

namespace recourse::plan {

namespace {

struct Row {
    StepId id;
    Track track;
    Owner owner;
    std::array<char const*, 2> what, opens, if_idle; ///< English, Chinese
};

constexpr std::array rows {
    Row { StepId::preserve, Track::legal, Owner::buyer,
        { "Preserve the evidence: exports, originals, witnesses", "保全证据：导出、原件、证人" }, { "at once", "立即" },
        { "Records are deleted and devices replaced; what is lost cannot be proved.",
            "记录被删、设备更换；灭失则无从举证。" } },
    Row { StepId::demand, Track::legal, Owner::counsel,
        { "Send a demand that provably arrives", "发出可证明送达的催告" },
        { "at once, while a claim runs", "立即，索赔期间亦可" },
        { "Limitation runs on, and the supplier does not learn that you will go on.",
            "时效继续计算，对方不知您的决心。" } },
    Row { StepId::settle, Track::legal, Owner::buyer,
        { "Answer offers, and see that a settlement is kept", "答复和解方案，督促履行" },
        { "with an offer", "提出方案后" },
        { "An offer lapses; a settlement that is not kept limits the claim unless it says otherwise.",
            "方案失效；和解未履行而无恢复条款的，请求可能限于和解额。" } },
    Row { StepId::freeze, Track::legal, Owner::counsel, { "Freeze assets", "申请财产保全" },
        { "before or with the filing", "起诉前或同时" },
        { "Assets go elsewhere, and a title finds nothing.", "财产转移，胜诉亦无可执行。" } },
    Row { StepId::renew, Track::legal, Owner::counsel, { "Keep the freeze: apply for its renewal", "申请续行保全" },
        { "60 days before the freeze runs out", "保全届满前60日" },
        { "The freeze lapses, and another creditor's takes hold.", "保全失效，他人轮候保全生效。" } },
    Row { StepId::file, Track::legal, Owner::counsel, { "Arbitrate or sue", "申请仲裁或起诉" },
        { "when the claim has brought part or nothing, or a last day comes near", "索赔部分或未获支持，或期限临近" },
        { "Limitation runs out, and a freeze before suit is lifted after 30 days.",
            "时效届满；诉前保全30日后解除。" } },
    Row { StepId::see_through, Track::legal, Owner::forum,
        { "See the case through: fee, service, hearing, decision", "推进案件：缴费、送达、开庭、裁判" },
        { "with the filing", "立案后" },
        { "Without the fee, or with a claimant who stays away, the case counts as withdrawn.",
            "未缴费或申请人缺席的，可按撤回处理。" } },
    Row { StepId::enforce, Track::legal, Owner::counsel, { "Enforce the award or judgment", "申请执行裁决或判决" },
        { "when the time to perform is over", "履行期届满后" },
        { "After two years the debtor may object to enforcement.", "逾两年，被执行人可提出异议。" } },
    Row { StepId::close, Track::legal, Owner::buyer, { "Close the matter on both tracks", "两条途径同时结案" },
        { "when all has come, or going on is not worth it", "全额受偿或不值得继续时" },
        { "Freezes and cases that have no ground any more make their applicant liable.",
            "失去依据的保全和诉讼可致申请人担责。" } },
    Row { StepId::claim_open, Track::programme, Owner::buyer, { "Open the programme's claim", "发起平台索赔" },
        { "at once", "立即" }, { "The window closes; only an exception is left.", "期限届满，只剩例外。" } },
    Row { StepId::claim_evidence, Track::programme, Owner::buyer,
        { "Hand in what the programme asks for", "提交平台要求的证据" }, { "with the claim", "索赔发起后" },
        { "The claim is closed or decided without it.", "索赔被关闭或在缺少证据下裁定。" } },
    Row { StepId::claim_negotiate, Track::programme, Owner::supplier,
        { "Talk with the supplier on the claim", "就索赔与供应商协商" }, { "with the claim", "索赔发起后" },
        { "Whoever is silent bears what the programme's rules attach to silence.",
            "沉默一方承担平台规则规定的后果。" } },
    Row { StepId::claim_escalate, Track::programme, Owner::buyer, { "Ask the programme to decide", "申请平台介入" },
        { "when the days for talks are over", "协商期届满后" },
        { "The talks go on, or the claim closes by itself.", "协商继续，或索赔自动关闭。" } },
    Row { StepId::claim_determination, Track::programme, Owner::programme, { "The programme decides", "平台裁定" },
        { "when it was asked, or by its clock", "申请介入或到期后" },
        { "It decides on what it has.", "平台依现有材料裁定。" } },
    Row { StepId::claim_execution, Track::programme, Owner::programme,
        { "The decision is carried out", "执行平台裁定" }, { "when something is due", "应付款项确定后" },
        { "A return that is late can cost the refund.", "逾期退货可能丧失退款。" } },
    Row { StepId::chargeback, Track::chargeback, Owner::finance,
        { "Dispute the card payment with its issuer", "向发卡行申请拒付" },
        { "where a card was used and no claim or suit for the same sum runs", "以卡付款且无同一款项的索赔或诉讼" },
        { "The issuer's days run out.", "发卡行期限届满。" } },
};

} // namespace

Step step_of(StepId id)
{
    auto const& row = rows.at(static_cast<std::size_t>(id));
    RECOURSE_ASSERT(row.id == id);
    auto const said = [](auto const& two) { return Said { two[0], two[1] }; };
    Step step;
    step.id = id;
    step.track = row.track;
    step.owner = row.owner;
    step.what = said(row.what);
    step.opens = said(row.opens);
    step.if_idle = said(row.if_idle);
    return step;
}

} // namespace recourse::plan
