#include "core/plan/plan.hpp"

#include <algorithm>

// The first two days, hour by hour: what cannot wait, by how the loss came about. The hours themselves are practice's;
// a source is of
// what is to be done. After them the steps alone go on.

namespace recourse::plan {

std::vector<Hour> first_hours(Sources const& sources)
{
    auto const& loss = sources.loss;
    auto const& state = sources.matter;
    std::vector<Hour> all;
    auto const add = [&](bool when, int within, Owner who, std::string id, Said what, Said why,
                         std::string source = {}) {
        if (when)
            all.push_back({ within, who, std::move(id), std::move(what), std::move(why), std::move(source), true });
    };
    auto const from = loss.discovered_on.value_or(state.opened_on);
    if (state.phase == matter::Phase::closed || sources.context.moment.today > from.plus_days(2))
        return all;
    using matter::Standing;
    auto const any = [&](std::initializer_list<Standing> standings) {
        return std::ranges::any_of(state.pursued, [&](auto const& one) {
            return !one.dropped && std::ranges::find(standings, one.pursued.standing) != standings.end();
        });
    };
    bool const deregistering = any({ Standing::deregistering });
    bool const vanished
        = any({ Standing::silent, Standing::abnormal, Standing::deregistering, Standing::deregistered });
    bool const window_near
        = sources.window && !last_claim(sources) && sources.window->day >= sources.context.moment.today;

    add(loss.wired && loss.fraud, 1, Owner::finance, "recall-wire",
        { "Call the bank's fraud desk and ask it to recall the wire.", "致电银行反欺诈部门要求追回电汇。" },
        { "Money moves on within hours.", "资金数小时内即被转走。" });
    add(true, 1, Owner::finance, "stop-payments",
        { "Stop every payment that is still to go to this supplier.", "停止向该供应商的一切后续付款。" },
        { "Money not paid need not be recovered.", "未付之款无须追回。" });
    add(loss.wired && loss.fraud && loss.money_in_hong_kong, 4, Owner::counsel, "freeze-hong-kong",
        { "Report to the police of Hong Kong and have a solicitor there ask the bank and the court to hold the "
          "account.",
            "向香港警方报案，并委托当地律师请银行和法院冻结收款账户。" },
        { "A mainland freeze does not reach Hong Kong.", "内地保全不及于香港。" }, "pay-harris");
    add(loss.fraud, 4, Owner::buyer, "police",
        { "Report the fraud to the police at home; keep the report's number.", "向本国警方报案并保留报案编号。" },
        { "A report number helps banks to hold money.", "报案编号有助银行止付。" }, "fraud20k");
    add(true, 4, Owner::buyer, "export-records",
        { "Export chats, order pages, mails and payment records, unchanged.",
            "导出聊天、订单页、邮件和付款记录，保持原样。" },
        { "What is lost cannot be proved; a court wants originals.", "灭失则无从举证；法院要求原件。" }, "evidence");
    add(loss.card, 12, Owner::finance, "ask-issuer",
        { "Ask the card's issuer for its last day to dispute the payment, and record it.",
            "向发卡行查询争议期限并记录。" },
        { "The issuer's days run from the payment or the delivery, whatever the programme does.",
            "发卡行期限自付款或交货起算，与平台无关。" });
    add(loss.payment_service, 12, Owner::finance, "service-dispute",
        { "Look up the payment service's last day for a dispute, and record it.", "查询支付服务的争议期限并记录。" },
        { "Its days run apart from the programme's.", "其期限独立于平台。" });
    add(window_near, 12, Owner::buyer, "open-claim",
        { "Open the claim with the programme, each defect on its own line.", "在平台发起索赔，逐项列明问题。" },
        { "It is free, and its window closes.", "免费且有期限。" }, "practitioner-text");
    add(loss.goods_at_port, 12, Owner::buyer, "hold-goods",
        { "Tell the carrier and the port in writing who may take the goods; ask for storage charges and free days.",
            "书面通知承运人和港口何人可提货；查明仓储费和免费期。" },
        { "Goods that are released are gone, and charges run by the day.", "货物放行即失控，费用逐日累计。" });
    add(true, 24, Owner::counsel, "counsel",
        { "Have counsel licensed in China search for conflicts and take the matter.",
            "中国执业律师完成利益冲突检索并接案。" },
        { "The same day: evidence and assets do not wait.", "当天进行：证据和财产不等人。" }, "practitioner-text");
    add(true, 24, Owner::counsel, "look-up-register",
        { "Look the supplier up in the register: name, code, status.",
            "在企业信用公示系统查询供应商名称、代码、状态。" },
        { "A claim needs a defendant who exists.", "主张须有存在的被告。" }, "usccprefix");
    add(deregistering, 24, Owner::counsel, "object-deregistration",
        { "Object to the deregistration in the register.", "在公示系统对注销提出异议。" },
        { "Its 20 days began with the public notice.", "20日自公告起算。" }, "reg-impl");
    add(vanished, 48, Owner::counsel, "find-others",
        { "Name who else answers: shareholders, legal representative, payees, guarantors; and what they own.",
            "查明其他责任人：股东、法定代表人、收款人、担保人及其财产。" },
        { "A supplier that is silent may be gone before a demand arrives.", "失联供应商可能在催告送达前消失。" },
        "company-law");
    add(loss.defects, 48, Owner::buyer, "notify-defects",
        { "Tell the supplier in writing what is wrong, defect by defect; order an inspection with sealed samples.",
            "逐项书面通知供应商问题所在；委托检验并封样。" },
        { "Without notice in time the goods count as conforming.", "未及时通知视为合格。" }, "civil-code-contract");
    add(true, 48, Owner::counsel, "decide-freeze",
        { "Decide whether to freeze assets: what there is, where, with whose security.",
            "决定是否申请保全：财产线索、所在地、担保方式。" },
        { "Assets shrink with every week.", "财产逐周减少。" }, "pres-prov");
    std::ranges::stable_sort(all, {}, &Hour::within);
    return all;
}

} // namespace recourse::plan
