#include "core/quantum/head.hpp"

#include "base/check.hpp"

namespace recourse::quantum {

std::string_view key(Head head)
{
    switch (head) {
    case Head::price_refund:
        return "price_refund";
    case Head::price_reduction:
        return "price_reduction";
    case Head::damages:
        return "damages";
    case Head::lost_profit:
        return "lost_profit";
    case Head::substitute_purchase:
        return "substitute_purchase";
    case Head::freight:
        return "freight";
    case Head::inspection:
        return "inspection";
    case Head::storage:
        return "storage";
    case Head::liquidated_damages:
        return "liquidated_damages";
    case Head::deposit_doubled:
        return "deposit_doubled";
    case Head::preservation_cost:
        return "preservation_cost";
    case Head::notary:
        return "notary";
    case Head::translation:
        return "translation";
    case Head::legal_costs:
        return "legal_costs";
    case Head::forum_fee:
        return "forum_fee";
    case Head::enforcement_fee:
        return "enforcement_fee";
    }
    RECOURSE_ASSERT(false);
}

Text word(Head head)
{
    switch (head) {
    case Head::price_refund:
        return { "Refund of the price", "返还货款" };
    case Head::price_reduction:
        return { "Reduction of the price", "减少价款" };
    case Head::damages:
        return { "Damages", "损失赔偿" };
    case Head::lost_profit:
        return { "Lost profit", "可得利益损失" };
    case Head::substitute_purchase:
        return { "Substitute purchase", "替代交易差价" };
    case Head::freight:
        return { "Freight", "运费" };
    case Head::inspection:
        return { "Inspection", "检验费" };
    case Head::storage:
        return { "Storage", "仓储费" };
    case Head::liquidated_damages:
        return { "Liquidated damages", "违约金" };
    case Head::deposit_doubled:
        return { "Deposit, returned double", "双倍返还定金" };
    case Head::preservation_cost:
        return { "Costs of preservation", "保全费用" };
    case Head::notary:
        return { "Notarisation and apostille", "公证认证费" };
    case Head::translation:
        return { "Translation", "翻译费" };
    case Head::legal_costs:
        return { "Lawyers' fees", "律师费" };
    case Head::forum_fee:
        return { "Fee of the court or institution", "案件受理费或仲裁费" };
    case Head::enforcement_fee:
        return { "Enforcement fee", "申请执行费" };
    }
    RECOURSE_ASSERT(false);
}

Part part_of(Head head)
{
    switch (head) {
    case Head::price_refund:
    case Head::price_reduction:
    case Head::damages:
    case Head::lost_profit:
    case Head::substitute_purchase:
    case Head::freight:
    case Head::inspection:
    case Head::storage:
    case Head::liquidated_damages:
    case Head::deposit_doubled:
        return Part::principal;
    case Head::preservation_cost:
    case Head::notary:
    case Head::translation:
    case Head::legal_costs:
    case Head::forum_fee:
    case Head::enforcement_fee:
        return Part::cost;
    }
    RECOURSE_ASSERT(false);
}

bool is_loss(Head head)
{
    switch (head) {
    case Head::price_reduction:
    case Head::damages:
    case Head::lost_profit:
    case Head::substitute_purchase:
    case Head::freight:
    case Head::inspection:
    case Head::storage:
        return true;
    case Head::price_refund: // restitution, not loss
    case Head::liquidated_damages:
    case Head::deposit_doubled:
    case Head::preservation_cost:
    case Head::notary:
    case Head::translation:
    case Head::legal_costs:
    case Head::forum_fee:
    case Head::enforcement_fee:
        return false;
    }
    RECOURSE_ASSERT(false);
}

law::SourceRef basis_of(Head head)
{
    switch (head) {
    case Head::price_refund:
        return law::civil_code("art. 566");
    case Head::price_reduction:
        return law::civil_code("art. 582");
    case Head::damages:
    case Head::freight:
    case Head::inspection:
        return law::civil_code("arts. 583, 584");
    case Head::lost_profit:
        return law::civil_code("art. 584");
    case Head::substitute_purchase:
        return law::contract("art. 60");
    case Head::storage:
        return law::civil_code("arts. 584, 591");
    case Head::liquidated_damages:
        return law::civil_code("art. 585");
    case Head::deposit_doubled:
        return law::civil_code("arts. 586, 587");
    case Head::preservation_cost:
        return law::fees("art. 38");
    case Head::notary:
    case Head::translation:
        return law::unsourced("whether the other side bears it was not found · 能否由对方负担未查明");
    case Head::legal_costs:
        return law::costs_note("generally not shifted unless agreed · 除约定外通常不由对方负担");
    case Head::forum_fee:
        return law::fees("art. 29; arbitration: measures of 1995, art. 9 · 第29条；仲裁：1995年办法第9条");
    case Head::enforcement_fee:
        return law::fees("art. 38");
    }
    RECOURSE_ASSERT(false);
}

} // namespace recourse::quantum
