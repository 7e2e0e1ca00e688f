#include "core/intake/types.hpp"

#include <fmt/format.h>

namespace recourse::intake {

std::string because(Candidate const& one, Language language)
{
    bool const zh = language == Language::zh;
    auto const say
        = [&](char const* en, char const* chinese) { return fmt::format(fmt::runtime(zh ? chinese : en), one.detail); };
    auto const side = [&](char const* en_buyer, char const* zh_buyer, char const* en_supplier,
                          char const* zh_supplier) {
        return std::string { one.detail == "buyer" ? (zh ? zh_buyer : en_buyer) : (zh ? zh_supplier : en_supplier) };
    };
    switch (one.ground) {
    case Ground::label:
        return say("It stands behind the label “{}”.", "位于“{}”之后。");
    case Ground::column:
        return say("It stands in the column “{}”.", "位于“{}”一列。");
    case Ground::words:
        return say("The sentence says “{}”.", "句中写有“{}”。");
    case Ground::sender:
        return side("Whoever writes this speaks as a buyer.", "写信人以买方口吻行文。",
            "Whoever writes this speaks as a supplier.", "写信人以供应商口吻行文。");
    case Ground::receiver:
        return side("It was written to this side, and the other one speaks as the supplier.",
            "收信一方；对方以供应商口吻行文。", "It was written to this side, and the other one speaks as the buyer.",
            "收信一方；对方以买方口吻行文。");
    case Ground::either_side:
        return zh ? "文中看不出谁是买方、谁是供应商，请选择。" : "Nothing says who buys and who sells: choose.";
    case Ground::names_agree:
        return say("The account is in the name “{}”, which is the supplier's.", "收款账户户名“{}”与供应商名称一致。");
    case Ground::names_differ:
        return say(
            "The account is in the name “{}”, which is not the supplier's.", "收款账户户名“{}”与供应商名称不一致。");
    case Ground::day_order:
        return say("Other days of the file show the order of day and month: “{}”.",
            "文件中其他日期表明了日、月的顺序：“{}”。");
    case Ground::day_first:
        return zh ? "若先写日、后写月。" : "If the day stands before the month.";
    case Ground::month_first:
        return zh ? "若先写月、后写日。" : "If the month stands before the day.";
    case Ground::sign:
        return one.detail.empty() ? (zh ? "数字的写法有两种读法。" : "The digits can be read in two ways.")
                                  : say("“{}” stands for several currencies.", "“{}”可以表示多种货币。");
    case Ground::currency_elsewhere:
        return say("The file names {} elsewhere, and no other currency.", "文件其他地方写明的货币只有{}。");
    }
    return {};
}

} // namespace recourse::intake
