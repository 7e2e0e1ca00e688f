#include "brief/words.hpp"

#include "base/ratio.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace recourse::brief {

namespace {

struct Word {
    std::string_view word, en, zh;
};

Words find(std::span<Word const> all, std::string_view word)
{
    auto const found = std::ranges::find(all, word, &Word::word);
    return found == all.end() ? Words {} : Words { std::string { found->en }, std::string { found->zh } };
}

// A deposit is not called 定金: that word alone can give the right to have it back double (Civil Code art. 586).
constexpr std::array purposes { Word { "deposit", "down payment", "预付款" }, Word { "balance", "balance", "尾款" },
    Word { "full", "whole price", "全部货款" }, Word { "other", "other payment", "其他款项" } };

constexpr std::array methods { Word { "card", "by card", "银行卡支付" }, Word { "wire", "by wire", "电汇" },
    Word { "paypal", "by PayPal", "PayPal支付" }, Word { "western_union", "by Western Union", "西联汇款" },
    Word { "letter_of_credit", "by letter of credit", "信用证" }, Word { "cash", "in cash", "现金" },
    Word { "crypto", "in crypto-currency", "加密货币" }, Word { "other", "by other means", "其他方式" } };

constexpr std::array problem_kinds { Word { "not_shipped", "goods not shipped", "未发货" },
    Word { "shipped_late", "shipped late", "迟延发货" }, Word { "not_received", "goods not received", "未收到货物" },
    Word { "quality", "defective quality", "质量不符" }, Word { "quantity", "short quantity", "数量短少" },
    Word { "wrong_goods", "other goods than agreed", "货不对板" }, Word { "damaged", "damaged goods", "货物损坏" },
    Word { "subjective_quality", "quality below expectation", "质量低于预期" },
    Word { "counterfeit", "counterfeit goods", "假冒商品" },
    Word { "ip_infringement", "infringement of intellectual property", "侵犯知识产权" },
    Word { "deposit_fraud", "deposit taken without intent to perform", "收取预付款后无履约意思" },
    Word { "contract_breach", "other breach of the contract", "其他违约" },
    Word { "payment_diverted", "payment diverted to another account", "款项被转入其他账户" },
    Word { "goods_withheld", "goods withheld", "扣留货物" } };

constexpr std::array evidence_kinds { Word { "contract", "contract", "合同" },
    Word { "order_record", "record of the order", "订单记录" },
    Word { "payment_record", "record of payment", "付款凭证" },
    Word { "platform_chat", "messages on the platform", "平台聊天记录" },
    Word { "other_chat", "messages outside the platform", "其他聊天记录" }, Word { "email", "e-mail", "电子邮件" },
    Word { "photo", "photographs", "照片" }, Word { "video", "video", "视频" },
    Word { "inspection_report", "report of an inspection", "检验报告" },
    Word { "lab_report", "report of a laboratory", "实验室检测报告" },
    Word { "shipping_document", "shipping document", "运输单据" },
    Word { "customs_record", "customs record", "报关记录" },
    Word { "web_capture", "capture of a web page", "网页截图" },
    Word { "witness", "statement of a witness", "证人证言" }, Word { "other", "other document", "其他文件" } };

constexpr std::array decisions { Word { "granted", "granted", "支持" },
    Word { "partly", "granted in part", "部分支持" }, Word { "rejected", "rejected", "驳回" },
    Word { "closed_no_response", "closed because the buyer did not answer", "因买方未回应而关闭" },
    Word { "withdrawn", "withdrawn", "已撤回" } };

constexpr std::array countries { Word { "AE", "the United Arab Emirates", "阿拉伯联合酋长国" },
    Word { "AU", "Australia", "澳大利亚" }, Word { "BE", "Belgium", "比利时" }, Word { "BR", "Brazil", "巴西" },
    Word { "CA", "Canada", "加拿大" }, Word { "CH", "Switzerland", "瑞士" }, Word { "CL", "Chile", "智利" },
    Word { "CN", "the People's Republic of China", "中华人民共和国" }, Word { "DE", "Germany", "德国" },
    Word { "DK", "Denmark", "丹麦" }, Word { "ES", "Spain", "西班牙" }, Word { "FR", "France", "法国" },
    Word { "GB", "the United Kingdom", "英国" }, Word { "HK", "Hong Kong SAR", "香港特别行政区" },
    Word { "ID", "Indonesia", "印度尼西亚" }, Word { "IE", "Ireland", "爱尔兰" }, Word { "IN", "India", "印度" },
    Word { "IT", "Italy", "意大利" }, Word { "JP", "Japan", "日本" }, Word { "KE", "Kenya", "肯尼亚" },
    Word { "KR", "the Republic of Korea", "韩国" }, Word { "MX", "Mexico", "墨西哥" },
    Word { "MY", "Malaysia", "马来西亚" }, Word { "NG", "Nigeria", "尼日利亚" },
    Word { "NL", "the Netherlands", "荷兰" }, Word { "NO", "Norway", "挪威" }, Word { "NZ", "New Zealand", "新西兰" },
    Word { "PH", "the Philippines", "菲律宾" }, Word { "PL", "Poland", "波兰" }, Word { "PT", "Portugal", "葡萄牙" },
    Word { "SA", "Saudi Arabia", "沙特阿拉伯" }, Word { "SE", "Sweden", "瑞典" }, Word { "SG", "Singapore", "新加坡" },
    Word { "TH", "Thailand", "泰国" }, Word { "TR", "Türkiye", "土耳其" },
    Word { "US", "the United States of America", "美国" }, Word { "VN", "Viet Nam", "越南" },
    Word { "ZA", "South Africa", "南非" } };

/// A character of the planes in which Chinese is written: three bytes from U+3400 to U+9FFF.
bool has_chinese(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return byte >= 0xE4 && byte <= 0xE9;
    });
}

std::string with(std::string_view a, std::string_view between, std::string_view b)
{
    return std::string { a } + std::string { a.empty() || b.empty() ? std::string_view {} : between }
    + std::string { b };
}

} // namespace

Words words_of(std::string const& text)
{
    return has_chinese(text) ? Words { {}, text } : Words { text, {} };
}

Words purpose_of_payment(std::string_view word)
{
    return find(purposes, word);
}

Words method_of_payment(std::string_view word)
{
    return find(methods, word);
}

Words kind_of_problem(std::string_view word)
{
    return find(problem_kinds, word);
}

Words kind_of_evidence(std::string_view word)
{
    return find(evidence_kinds, word);
}

Words decision_of_platform(std::string_view word)
{
    return find(decisions, word);
}

Words country(std::string_view code)
{
    auto const named = find(countries, code);
    return named.empty() ? same(std::string { code }) : named;
}

Words percent_of(std::string const& share)
{
    auto const ratio = parse_ratio(share);
    if (!ratio)
        return {};
    auto const percent = to_string(Ratio::of(ratio->numerator * 100, ratio->denominator));
    return { percent + " %", percent + "%" };
}

Words one_clause(std::vector<std::string> const& en, std::vector<std::string> const& zh)
{
    auto const clause
        = [](std::vector<std::string> const& sentences, std::string_view point, std::string_view between) {
              std::string out;
              for (std::string_view one : sentences) {
                  if (one.ends_with(point))
                      one.remove_suffix(point.size());
                  out = with(out, between, one);
              }
              return out;
          };
    return { clause(en, ".", "; "), clause(zh, "。", "；") };
}

Words joined(Words const& a, Words const& b)
{
    return { with(a.en, "; ", b.en), with(a.zh, "；", b.zh) };
}

} // namespace recourse::brief
