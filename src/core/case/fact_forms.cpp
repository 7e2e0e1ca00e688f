#include "core/case/fact_forms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace recourse::casework {

namespace {

struct Form {
    std::string_view path, en, zh;
};

/// Texts that the rules compare: what is written otherwise is another thing to them.
constexpr std::array forms {
    Form { "order.arbitration", "none, cietac, hkiac, scia, shiac, icc, or the name of another institution",
        "none（没有约定）、cietac、hkiac、scia、shiac、icc，或其他机构的名称" },
    Form { "order.platform", "its address: alibaba.com, 1688.com, aliexpress.com, dhgate.com, ebay.com, ...",
        "平台网址：alibaba.com、1688.com、aliexpress.com、dhgate.com、ebay.com等" },
    Form { "order.governing_law", "a law, such as English law; \"none stated\" where the contract is silent",
        "适用的法律，如“中国法”；合同未约定的写“未约定”" },
    Form { "order.court_clause", "the court that the contract names; \"none\" where it names none",
        "合同约定的法院；没有约定的写none" },
    Form { "order.incoterm", "a term with its place, such as FOB Ningbo", "术语及地点，如FOB Ningbo" },
    Form { "supplier.country", "two letters, such as CN or HK", "两个字母，如CN或HK" },
    Form { "buyer.country", "two letters, such as DE or US", "两个字母，如DE或US" },
    Form { "payments.payee_country", "two letters, such as CN or HK", "两个字母，如CN或HK" },
    Form { "supplier.uscc", "18 digits and letters", "18位数字或字母" },
    Form { "legal.forum", "prc-court, cietac, hkiac, ..., or its name", "prc-court、cietac、hkiac等，或其名称" },
    Form { "problems.share", "a share, such as 35 % or 0.35", "比例，如35 %或0.35" },
};

struct Name {
    std::string_view word, zh;
};

constexpr std::array names {
    Name { "platform", "平台" },
    Name { "direct", "直接与供应商交易" },
    Name { "express", "快递" },
    Name { "air", "空运" },
    Name { "sea", "海运" },
    Name { "land", "陆运" },
    Name { "post", "邮寄" },
    Name { "deposit", "定金" },
    Name { "balance", "尾款" },
    Name { "full", "全款" },
    Name { "other", "其他" },
    Name { "card", "银行卡" },
    Name { "wire", "电汇" },
    Name { "paypal", "PayPal" },
    Name { "western_union", "西联汇款" },
    Name { "letter_of_credit", "信用证" },
    Name { "cash", "现金" },
    Name { "crypto", "加密货币" },
    Name { "supplier_company", "供应商公司账户" },
    Name { "personal", "个人账户" },
    Name { "third_party_company", "第三方公司账户" },
    Name { "visa", "Visa" },
    Name { "mastercard", "Mastercard" },
    Name { "amex", "美国运通" },
    Name { "jcb", "JCB" },
    Name { "unionpay", "银联" },
    Name { "not_shipped", "未发货" },
    Name { "shipped", "已发货" },
    Name { "delivered", "已到货" },
    Name { "refused", "已拒收" },
    Name { "shipped_late", "延迟发货" },
    Name { "not_received", "未收到货" },
    Name { "quality", "质量不合格" },
    Name { "quantity", "数量短缺" },
    Name { "wrong_goods", "货不对板" },
    Name { "damaged", "货物损坏" },
    Name { "subjective_quality", "主观上不满意" },
    Name { "counterfeit", "假冒商品" },
    Name { "ip_infringement", "侵犯知识产权" },
    Name { "deposit_fraud", "骗取定金" },
    Name { "contract_breach", "其他违约" },
    Name { "payment_diverted", "付款被骗转至他人账户" },
    Name { "goods_withheld", "扣留货物" },
    Name { "operating", "存续（在营）" },
    Name { "silent", "存续但失联" },
    Name { "abnormal", "经营异常" },
    Name { "deregistering", "正在注销" },
    Name { "deregistered", "已注销" },
    Name { "revoked", "吊销" },
    Name { "liquidating", "清算中" },
    Name { "bankrupt", "破产" },
    Name { "all", "全部" },
    Name { "mostly", "大部分" },
    Name { "partly", "部分" },
    Name { "none", "没有" },
    Name { "granted", "支持" },
    Name { "rejected", "驳回" },
    Name { "closed_no_response", "因未回应而关闭" },
    Name { "withdrawn", "已撤回" },
    Name { "contract", "合同" },
    Name { "order_record", "订单记录" },
    Name { "payment_record", "付款凭证" },
    Name { "platform_chat", "平台聊天记录" },
    Name { "other_chat", "其他聊天记录" },
    Name { "email", "电子邮件" },
    Name { "photo", "照片" },
    Name { "video", "视频" },
    Name { "inspection_report", "检验报告" },
    Name { "lab_report", "实验室报告" },
    Name { "shipping_document", "运输单据" },
    Name { "customs_record", "海关记录" },
    Name { "web_capture", "网页截图" },
    Name { "witness", "证人" },
    Name { "en", "英文" },
    Name { "zh", "中文" },
};

struct Item {
    std::string_view group, en, zh;
};
constexpr std::array items {
    Item { "payments", "payment {}", "第{}笔付款" },
    Item { "problems", "problem {}", "问题{}" },
    Item { "rates", "rate {}", "汇率{}" },
    Item { "offers", "offer {}", "方案{}" },
    Item { "evidence", "exhibit {}", "证据{}" },
};

} // namespace

std::string_view form_of(FactPath path, Language language)
{
    bool const zh = language == Language::zh;
    auto const& group = fact_groups()[path.group];
    auto const& field = group.fields[path.field];
    auto const name = group.name.empty() ? field.name : fmt::format("{}.{}", group.name, field.name);
    if (auto const own = std::ranges::find(forms, name, &Form::path); own != forms.end())
        return zh ? own->zh : own->en;
    switch (field.kind) {
    case FactKind::boolean:
        return zh ? "是或否" : "yes or no";
    case FactKind::date:
        return zh ? "日期，如2026-03-01" : "a day such as 2026-03-01";
    case FactKind::money:
        return zh ? "金额和币种，如48000.00 USD" : "an amount with its currency, such as 48000.00 USD";
    case FactKind::decimal:
        return zh ? "数字，如0.5" : "a number such as 0.5";
    case FactKind::text_list:
        return zh ? "用逗号分开，如wechat, email" : "with commas between, such as wechat, email";
    case FactKind::text:
        return zh ? "用自己的话写" : "in your own words";
    case FactKind::word:
        break;
    }
    return {};
}

std::string_view chinese_name(std::string_view word)
{
    auto const found = std::ranges::find(names, word, &Name::word);
    return found == names.end() ? word : found->zh;
}

std::string item_name(FactPath path, Language language)
{
    auto const found = std::ranges::find(items, fact_groups()[path.group].name, &Item::group);
    if (found == items.end())
        return {};
    return fmt::format(fmt::runtime(language == Language::zh ? found->zh : found->en), path.item + 1);
}

} // namespace recourse::casework
