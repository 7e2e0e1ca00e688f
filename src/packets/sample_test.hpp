#pragma once

#include "catalog/receivers.hpp"
#include "packets/dossier.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

// The story of examples/evidence as a dossier.

namespace recourse::packets {

inline std::string file_of_examples(std::string const& name)
{
    std::ifstream file { std::string { RECOURSE_SOURCE_DIR } + "/examples/evidence/" + name, std::ios::binary };
    if (!file)
        throw std::runtime_error("no file " + name + " among the examples");
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

inline receiver::Receiver shipped(std::string_view id)
{
    auto const all = catalog::shipped_receivers();
    if (!all)
        throw std::runtime_error("the receivers that are shipped cannot be read");
    for (auto const& one : *all)
        if (one.id == id)
            return one;
    throw std::runtime_error("no receiver " + std::string { id });
}

/// Gives the exhibit these bytes.
inline void holds(Exhibit& exhibit, std::string bytes, std::string media_type)
{
    exhibit.size = bytes.size();
    exhibit.digest = sha256(bytes);
    exhibit.media_type = std::move(media_type);
    exhibit.read = [kept = std::move(bytes)]() -> std::expected<std::string, std::string> { return kept; };
}

inline Exhibit sample_exhibit(int number, int group, Words name, std::string kind, Category category, Words source,
    Words proves, Words content, std::string const& file, std::string media_type, std::string language, Date from)
{
    Exhibit one { .number = number,
        .group = group,
        .name = std::move(name),
        .kind = std::move(kind),
        .category = category,
        .source = std::move(source),
        .collected_by = { "Lakeside Hardware LLC, J. Ortiz", "湖畔五金有限公司 J. Ortiz" },
        .collected_on = Date::of(2026, 4, 2),
        .proves = std::move(proves),
        .content = std::move(content),
        .original = Originality::original,
        .form = { .language = std::move(language) },
        .from = from };
    holds(one, file_of_examples(file), std::move(media_type));
    return one;
}

/// Translations that go along: for each exhibit into that language, from E101 on.
inline void attach_translations(Dossier& dossier, std::string const& language)
{
    auto const count = dossier.exhibits.size();
    for (std::size_t i = 0; i < count; ++i) {
        auto const original = dossier.exhibits[i];
        if (original.form.language.empty() || original.form.language == language)
            continue;
        Exhibit one = original;
        one.number = Number { original.number.value + 100 };
        one.name = { "Translation: " + original.name.en, "译本：" + original.name.zh };
        one.translates = { original.number };
        one.form
            = { .language = language, .translated_by = { "Ningbo Haishu Translation Co.", "宁波海曙翻译有限公司" } };
        holds(one, fmt::format("{} 的译本\nTranslation of {}\n", label(original.number), label(original.number)),
            "text/plain");
        dossier.exhibits.push_back(std::move(one));
    }
}

inline Dossier sample_dossier()
{
    Dossier out { .case_id = "C-2026-0017",
        .title = { "Lakeside Hardware LLC v. Ningbo Yongjiang Pump Co., Ltd.",
            "湖畔五金有限公司诉宁波甬江水泵有限公司买卖合同纠纷" },
        .own = { { .name = { "Lakeside Hardware LLC", "湖畔五金有限公司" },
            .address = { "Toledo, Ohio", "美国俄亥俄州托莱多市" } } },
        .opponents = { { .name = { "Ningbo Yongjiang Pump Co., Ltd.", "宁波甬江水泵有限公司" },
            .address = { "Ningbo", "浙江省宁波市" } } },
        .reference = {},
        .asks = { "Repayment of USD 50,000.00 against return of 500 pumps that leak.",
            "返还货款 50,000.00 美元，退回 500 台漏水水泵。" },
        .groups = { { 1, { "the contract and the payments", "合同及付款" } },
            { 2, { "the goods and what the seller said of them", "货物质量及卖方陈述" } } },
        .exhibits = {},
        .chronology
        = { { Date::of(2026, 1, 8), { "The seller sends the contract for 500 pumps.", "卖方发送 500 台水泵的合同。" },
                {}, { 1, 2 } },
            { Date::of(2026, 1, 15),
                { "The buyer pays the deposit of USD 15,000.00.", "买方支付定金 15,000.00 美元。" }, {}, { 3 } },
            { Date::of(2026, 3, 19),
                { "An inspection finds 23 leaking pumps in a sample of 125.", "检验 125 台样品，23 台漏水。" }, {},
                { 7 } },
            { std::nullopt,
                { "The seller admits on WeChat that the seals are of another rubber.",
                    "卖方在微信中承认密封圈为其他橡胶。" },
                { "On WeChat, after the inspection", "检验之后，微信" }, { 8 } } },
        .questions = { { "Of which rubber are the shaft seals?", "轴封为何种橡胶?" },
            { "How many of a sample of 125 leak at 2 bar?", "125 台样品在 2 巴压力下漏水多少台?" } },
        .signer = { "J. Ortiz, general counsel", "J. Ortiz（法务总监）" },
        .day = Date::of(2026, 11, 30) };
    auto& all = out.exhibits;
    all.push_back(sample_exhibit(1, 1, { "Contract for 500 pumps", "500 台水泵买卖合同" }, "contract",
        Category::document, { "The seller, by mail of 8 January 2026", "卖方于 2026 年 1 月 8 日邮件发送" },
        { "What was agreed: goods, price, FKM seals, arbitration", "约定的货物、价款、氟橡胶密封圈及仲裁条款" },
        { "500 pumps, USD 50,000.00, shaft seals of FKM", "水泵 500 台，总价 50,000.00 美元，轴封为氟橡胶" },
        "contract.pdf", "application/pdf", "en", Date::of(2026, 1, 8)));
    all.push_back(sample_exhibit(2, 1, { "Mail with the contract", "发送合同的邮件" }, "email", Category::electronic,
        { "The buyer's mailbox", "买方邮箱" }, { "That the seller sent the contract itself", "合同由卖方发出" },
        { "Mail with the contract attached, signed (DKIM)", "附合同的邮件，含 DKIM 签名" }, "mail-1-contract.eml",
        "message/rfc822", "en", Date::of(2026, 1, 8)));
    all.push_back(
        sample_exhibit(3, 1, { "Payment of the deposit", "定金付款凭证" }, "payment_record", Category::electronic,
            { "The buyer's bank", "买方开户行" }, { "Payment of USD 15,000.00", "支付 15,000.00 美元" },
            { "SWIFT MT103 of the deposit", "定金 SWIFT MT103 报文" }, "payment-deposit.mt103", "text/plain", "en",
            Date::of(2026, 1, 15)));
    all.push_back(
        sample_exhibit(4, 1, { "Payment of the balance", "余款付款凭证" }, "payment_record", Category::electronic,
            { "The buyer's bank", "买方开户行" }, { "Payment of USD 35,000.00", "支付 35,000.00 美元" },
            { "Bank statement (camt.053)", "银行对账单（camt.053）" }, "payment-balance.xml", "application/xml", "en",
            Date::of(2026, 2, 25)));
    all.push_back(sample_exhibit(5, 2, { "Messages on the platform", "平台聊天记录" }, "platform_chat",
        Category::electronic, { "Export from the buyer's account", "买方平台账号导出" },
        { "Agreement on FKM seals; complaint", "约定氟橡胶密封圈及投诉经过" },
        { "Messages 1 to 9; 5 and 6 are missing from the export", "第 1 至 9 条，导出缺第 5、6 条" },
        "alibaba-chat.csv", "text/csv", "en", Date::of(2026, 1, 5)));
    all.push_back(sample_exhibit(6, 2, { "Photograph of a leak", "漏水照片" }, "photo", Category::electronic,
        { "Taken by the buyer's warehouse", "买方仓库拍摄" }, { "That the pumps leak at the seal", "水泵轴封处漏水" },
        { "A pump with water under its shaft seal", "轴封下方有水的水泵" }, "photo-leak.jpg", "image/jpeg", "",
        Date::of(2026, 3, 18)));
    all.push_back(sample_exhibit(7, 2, { "Inspection report", "检验报告" }, "inspection_report", Category::document,
        { "The inspector's file", "检验人员提供" }, { "That 18 % of the sample leak", "样品漏水率 18%" },
        { "23 of a sample of 125 leak", "125 台样品中 23 台漏水" }, "inspection.csv", "text/csv", "en",
        Date::of(2026, 3, 19)));
    all.push_back(sample_exhibit(8, 2, { "Messages on WeChat", "微信聊天记录" }, "other_chat", Category::electronic,
        { "Export from the buyer's phone", "买方手机导出" }, { "The seller's admission", "卖方自认" },
        { "The seals are of another rubber; an own account is offered", "密封圈为其他橡胶；卖方提供个人账户" },
        "wechat-chat.txt", "text/plain", "zh", Date::of(2026, 3, 20)));
    all[7].to = Date::of(2026, 3, 21);
    return out;
}

} // namespace recourse::packets
