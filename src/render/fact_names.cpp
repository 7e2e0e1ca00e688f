#include "render/fact_names.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace recourse::render {

namespace {

struct Name {
    std::string_view path, en, zh;
};

/// Of a list, {0} is the place of the thing in it, from 1.
constexpr std::array names {
    Name { "title", "title of the case", "案件名称" },
    Name { "as_of", "day of the answer", "答复日期" },
    Name { "order.channel", "whether the order was placed on a platform", "订单是否在平台下" },
    Name { "order.platform", "platform of the order", "下单平台" },
    Name { "order.number", "order number", "订单号" },
    Name { "order.date", "date of the order", "订单日期" },
    Name { "order.value", "value of the order", "订单金额" },
    Name { "order.goods", "goods", "货物" },
    Name { "order.custom_made", "whether the goods were made to order", "是否定制" },
    Name { "order.own_use", "whether the goods are for own use", "是否自用" },
    Name { "order.incoterm", "delivery term (Incoterm)", "贸易术语" },
    Name { "order.shipping_mode", "way of shipping", "运输方式" },
    Name { "order.ship_by", "agreed day of shipment", "约定发货日" },
    Name { "order.deliver_by", "agreed day of delivery", "约定交货日" },
    Name { "order.spec_written", "whether a measurable standard was agreed in writing", "是否书面约定可衡量的标准" },
    Name { "order.arbitration", "arbitration clause", "仲裁条款" },
    Name { "order.court_clause", "clause on the court", "管辖条款" },
    Name { "order.governing_law", "governing law", "适用法律" },
    Name { "order.liquidated_damages_percent", "agreed damages in percent", "约定违约金比例" },
    Name { "payments", "payments", "付款" },
    Name { "payments.date", "date of payment {0}", "第{0}笔付款日期" },
    Name { "payments.amount", "amount of payment {0}", "第{0}笔付款金额" },
    Name { "payments.purpose", "purpose of payment {0}", "第{0}笔付款用途" },
    Name { "payments.method", "method of payment {0}", "第{0}笔付款方式" },
    Name { "payments.card_network", "card network of payment {0}", "第{0}笔付款的卡组织" },
    Name { "payments.through_platform", "whether payment {0} went through the platform", "第{0}笔付款是否经平台" },
    Name { "payments.payee", "payee of payment {0}", "第{0}笔付款的收款人" },
    Name { "payments.payee_country", "country of the payee of payment {0}", "第{0}笔付款收款人所在国" },
    Name { "payments.bank_reference", "bank reference of payment {0}", "第{0}笔付款的银行流水号" },
    Name { "delivery.state", "state of the delivery", "交货状态" },
    Name { "delivery.shipped_on", "day of shipment", "发货日" },
    Name { "delivery.delivered_on", "day of delivery", "收货日" },
    Name { "delivery.receipt_confirmed_on", "day receipt was confirmed", "确认收货日" },
    Name { "delivery.order_closed_on", "day the order was closed", "订单关闭日" },
    Name { "problems", "what went wrong", "出了什么问题" },
    Name { "problems.kind", "kind of problem {0}", "问题{0}的种类" },
    Name { "problems.found_on", "day problem {0} was found", "发现问题{0}的日期" },
    Name { "problems.notified_on", "day the supplier was told of problem {0}", "通知供应商问题{0}的日期" },
    Name { "problems.description", "description of problem {0}", "问题{0}的描述" },
    Name { "problems.verifiable", "whether an inspector can establish problem {0}", "问题{0}能否检验证实" },
    Name { "problems.loss", "loss from problem {0}", "问题{0}造成的损失" },
    Name { "problems.share", "share of the goods with problem {0}", "问题{0}涉及的货物比例" },
    Name { "problems.accepted_by_buyer", "whether you accepted problem {0}", "您是否接受了问题{0}" },
    Name { "losses.consequential", "consequential loss", "间接损失" },
    Name { "losses.freight", "freight paid", "运费" },
    Name { "losses.inspection", "cost of inspection", "检验费" },
    Name { "losses.other", "other losses", "其他损失" },
    Name { "supplier.name", "name of the supplier", "供应商名称" },
    Name { "supplier.name_zh", "Chinese name of the supplier", "供应商中文名称" },
    Name { "supplier.country", "country of the supplier", "供应商所在国" },
    Name { "supplier.uscc", "credit code of the supplier", "供应商统一社会信用代码" },
    Name { "supplier.gold", "whether the supplier is a Gold Supplier", "供应商是否金品" },
    Name { "supplier.assurance_limit", "assurance limit of the supplier", "供应商的信用保障额度" },
    Name { "supplier.limit_remaining", "what is left of the assurance limit", "剩余信用保障额度" },
    Name { "supplier.status", "state of the supplier in the company register", "供应商登记状态" },
    Name { "supplier.status_checked_on", "day the register was looked up", "查询登记的日期" },
    Name { "supplier.assets_known", "whether assets of the supplier are known", "是否掌握供应商财产" },
    Name { "supplier.platform_member", "whether the supplier is a member of the platform", "供应商是否平台会员" },
    Name { "buyer.name", "your name", "买方名称" },
    Name { "buyer.country", "your country", "买方所在国" },
    Name { "buyer.tier", "your level on the platform", "买方等级" },
    Name { "communication.on_platform", "how much was said on the platform", "有多少沟通在平台上" },
    Name { "communication.channels", "channels of communication", "沟通渠道" },
    Name { "communication.supplier_admission", "whether the supplier admitted it", "供应商是否承认" },
    Name { "communication.supplier_promise", "whether the supplier promised to put it right", "供应商是否承诺解决" },
    Name { "communication.supplier_threat", "whether the supplier threatened", "供应商是否威胁" },
    Name { "claim.filed_on", "day the claim was opened", "提出申请的日期" },
    Name { "claim.stage", "stage of the claim", "申请所处阶段" },
    Name { "claim.decision", "decision on the claim", "申请的裁决结果" },
    Name { "claim.awarded", "sum awarded", "裁决金额" },
    Name { "offers", "offers of the supplier", "供应商的和解提议" },
    Name { "offers.date", "date of offer {0}", "提议{0}的日期" },
    Name { "offers.amount", "sum of offer {0}", "提议{0}的金额" },
    Name { "offers.full_and_final", "whether offer {0} settles everything", "提议{0}是否一次性了结" },
    Name { "offers.accepted", "whether you accepted offer {0}", "您是否接受提议{0}" },
    Name { "legal.demand_sent_on", "day a demand letter was sent", "发出律师函的日期" },
    Name { "legal.part_paid_on", "day of a part payment", "部分还款日" },
    Name { "legal.filed_on", "day of filing in court or arbitration", "起诉或申请仲裁的日期" },
    Name { "legal.forum", "court or arbitral institution", "法院或仲裁机构" },
    Name { "legal.frozen_on", "day assets were frozen", "财产被保全的日期" },
    Name { "legal.award_on", "day of the judgment or award", "判决或裁决日" },
    Name { "evidence", "evidence at hand", "已有证据" },
};

} // namespace

std::string fact_name(std::string_view path, Language language)
{
    std::string bare;
    int place = 1;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '[') {
            bare += path[i];
            continue;
        }
        auto const end = path.find(']', i);
        if (end == std::string_view::npos)
            return {};
        int index = 0;
        if (std::from_chars(path.data() + i + 1, path.data() + end, index).ec == std::errc {} && index < 1'000'000)
            place = index + 1;
        i = end;
    }
    auto const found = std::ranges::find(names, bare, &Name::path);
    if (found == names.end())
        return {};
    return fmt::format(fmt::runtime(language == Language::zh ? found->zh : found->en), place);
}

} // namespace recourse::render
