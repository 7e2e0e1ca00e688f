#include "core/intake/cues.hpp"

#include "core/intake/labels.hpp"

#include <algorithm>
#include <array>

namespace recourse::intake {

namespace {

struct Cue {
    std::string_view word; ///< in small letters; blanks stand for any blank
    std::string_view value;
};

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Where the word stands in a text of small letters: English ones whole.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0)
{
    for (auto at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
        auto const end = at + word.size();
        bool const touched = (is_letter(word.front()) && at > 0 && is_letter(text[at - 1]))
            || (is_letter(word.back()) && end < text.size() && is_letter(text[end]));
        if (!touched)
            return at;
    }
    return std::string_view::npos;
}

template <std::size_t n>
bool has_any(std::string_view text, std::array<std::string_view, n> const& words)
{
    return std::ranges::any_of(words, [&](auto const word) { return find_word(text, word) != std::string_view::npos; });
}

/// A sentence that says what would be, or what is to be.
bool is_supposed(std::string_view text)
{
    return has_any(text,
        std::array<std::string_view, 14> { "if", "in case", "in the event", "shall", "should", "would", "unless",
            "whether", "如果", "如有", "若", "如因", "万一", "是否" });
}

/// Something right before `at` says the opposite: "no damage", "没有损坏".
bool is_denied(std::string_view text, std::size_t at)
{
    auto before = text.substr(0, at);
    while (before.ends_with(' '))
        before.remove_suffix(1);
    for (std::string_view const no : { "not", "no", "without", "never", "n't", "n’t", "not any", "not be", "没有", "没",
             "无", "未", "不是", "并非" }) {
        if (before.ends_with(no)
            && (no.size() > 2 || no != "no" || before.size() == 2 || !is_letter(before[before.size() - 3])))
            return true;
    }
    return false;
}

template <std::size_t n>
std::optional<Said> first_of(std::string_view sentence, std::array<Cue, n> const& cues, bool may_be_supposed = false)
{
    auto const text = small(sentence);
    if (!may_be_supposed && is_supposed(text))
        return std::nullopt;
    for (auto const& cue : cues) {
        auto const at = find_word(text, cue.word);
        if (at != std::string_view::npos && !is_denied(text, at))
            return Said { std::string { cue.value }, std::string { sentence.substr(at, cue.word.size()) } };
    }
    return std::nullopt;
}

constexpr std::array problem_cues {
    Cue { "not been shipped", "not_shipped" },
    Cue { "not shipped", "not_shipped" },
    Cue { "never shipped", "not_shipped" },
    Cue { "not yet shipped", "not_shipped" },
    Cue { "还没发货", "not_shipped" },
    Cue { "一直没发货", "not_shipped" },
    Cue { "没有发货", "not_shipped" },
    Cue { "未发货", "not_shipped" },
    Cue { "late shipment", "shipped_late" },
    Cue { "shipped late", "shipped_late" },
    Cue { "shipped too late", "shipped_late" },
    Cue { "延迟发货", "shipped_late" },
    Cue { "逾期发货", "shipped_late" },
    Cue { "发货晚了", "shipped_late" },
    Cue { "never arrived", "not_received" },
    Cue { "not arrived", "not_received" },
    Cue { "not received the goods", "not_received" },
    Cue { "not received the parcel", "not_received" },
    Cue { "not received anything", "not_received" },
    Cue { "never received the", "not_received" },
    Cue { "not received", "not_received" },
    Cue { "没有收到货", "not_received" },
    Cue { "没收到货", "not_received" },
    Cue { "未收到货", "not_received" },
    Cue { "至今未到", "not_received" },
    Cue { "short quantity", "quantity" },
    Cue { "short shipment", "quantity" },
    Cue { "short-shipped", "quantity" },
    Cue { "short delivery", "quantity" },
    Cue { "shortage", "quantity" },
    Cue { "pieces short", "quantity" },
    Cue { "units short", "quantity" },
    Cue { "pieces are missing", "quantity" },
    Cue { "pieces missing", "quantity" },
    Cue { "units are missing", "quantity" },
    Cue { "units missing", "quantity" },
    Cue { "cartons are missing", "quantity" },
    Cue { "cartons missing", "quantity" },
    Cue { "少发", "quantity" },
    Cue { "少货", "quantity" },
    Cue { "短少", "quantity" },
    Cue { "短缺", "quantity" },
    Cue { "数量不足", "quantity" },
    Cue { "数量不对", "quantity" },
    Cue { "arrived damaged", "damaged" },
    Cue { "damaged", "damaged" },
    Cue { "broken", "damaged" },
    Cue { "crushed", "damaged" },
    Cue { "破损", "damaged" },
    Cue { "损坏", "damaged" },
    Cue { "压坏", "damaged" },
    Cue { "碎了", "damaged" },
    Cue { "poor quality", "quality" },
    Cue { "bad quality", "quality" },
    Cue { "quality problem", "quality" },
    Cue { "quality problems", "quality" },
    Cue { "quality issue", "quality" },
    Cue { "defective", "quality" },
    Cue { "faulty", "quality" },
    Cue { "does not work", "quality" },
    Cue { "do not work", "quality" },
    Cue { "don't work", "quality" },
    Cue { "质量问题", "quality" },
    Cue { "质量不合格", "quality" },
    Cue { "质量太差", "quality" },
    Cue { "次品", "quality" },
    Cue { "不能用", "quality" },
    Cue { "wrong goods", "wrong_goods" },
    Cue { "wrong item", "wrong_goods" },
    Cue { "wrong items", "wrong_goods" },
    Cue { "wrong model", "wrong_goods" },
    Cue { "wrong colour", "wrong_goods" },
    Cue { "wrong color", "wrong_goods" },
    Cue { "发错货", "wrong_goods" },
    Cue { "货不对板", "wrong_goods" },
    Cue { "counterfeit", "counterfeit" },
    Cue { "fake", "counterfeit" },
    Cue { "fakes", "counterfeit" },
    Cue { "假货", "counterfeit" },
    Cue { "假冒", "counterfeit" },
    Cue { "仿冒", "counterfeit" },
};
/// What is wrong with the goods, or that they are others: it does not say which.
constexpr std::array unlike_cues {
    Cue { "not as described", "" },
    Cue { "differ from the description", "" },
    Cue { "different from the description", "" },
    Cue { "与描述不符", "" },
    Cue { "与样品不符", "" },
};
/// What was not received is no goods.
constexpr std::array<std::string_view, 10> no_goods { "payment", "your answer", "reply", "response", "refund",
    "invoice", "款", "回复", "答复", "发票" };

constexpr std::array platform_cues {
    Cue { "alibaba.com", "alibaba.com" },
    Cue { "alibaba", "alibaba.com" },
    Cue { "阿里巴巴国际站", "alibaba.com" },
    Cue { "aliexpress", "aliexpress.com" },
    Cue { "速卖通", "aliexpress.com" },
    Cue { "1688.com", "1688.com" },
    Cue { "dhgate", "dhgate.com" },
    Cue { "敦煌网", "dhgate.com" },
    Cue { "made-in-china", "made-in-china.com" },
    Cue { "中国制造网", "made-in-china.com" },
    Cue { "ebay", "ebay.com" },
    Cue { "amazon", "amazon.com" },
};

constexpr std::array method_cues {
    Cue { "western union", "western_union" },
    Cue { "西联", "western_union" },
    Cue { "paypal", "paypal" },
    Cue { "letter of credit", "letter_of_credit" },
    Cue { "l/c", "letter_of_credit" },
    Cue { "信用证", "letter_of_credit" },
    Cue { "credit card", "card" },
    Cue { "debit card", "card" },
    Cue { "visa", "card" },
    Cue { "mastercard", "card" },
    Cue { "信用卡", "card" },
    Cue { "银行卡", "card" },
    Cue { "bank transfer", "wire" },
    Cue { "wire transfer", "wire" },
    Cue { "by wire", "wire" },
    Cue { "wired", "wire" },
    Cue { "t/t", "wire" },
    Cue { "telegraphic transfer", "wire" },
    Cue { "swift", "wire" },
    Cue { "电汇", "wire" },
    Cue { "银行转账", "wire" },
    Cue { "bitcoin", "crypto" },
    Cue { "usdt", "crypto" },
    Cue { "crypto", "crypto" },
    Cue { "虚拟货币", "crypto" },
    Cue { "cash", "cash" },
    Cue { "现金", "cash" },
};

constexpr std::array payment_cues {
    Cue { "i paid", "true" },
    Cue { "we paid", "true" },
    Cue { "i have paid", "true" },
    Cue { "we have paid", "true" },
    Cue { "was paid", "true" },
    Cue { "were paid", "true" },
    Cue { "has been paid", "true" },
    Cue { "i transferred", "true" },
    Cue { "we transferred", "true" },
    Cue { "i sent you", "true" },
    Cue { "we wired", "true" },
    Cue { "i wired", "true" },
    Cue { "received your payment", "true" },
    Cue { "received your deposit", "true" },
    Cue { "payment received", "true" },
    Cue { "我付了", "true" },
    Cue { "我已付", "true" },
    Cue { "我们付了", "true" },
    Cue { "我方已付", "true" },
    Cue { "我司已付", "true" },
    Cue { "我方支付了", "true" },
    Cue { "我司支付了", "true" },
    Cue { "我们支付了", "true" },
    Cue { "已支付", "true" },
    Cue { "已汇", "true" },
    Cue { "汇款了", "true" },
    Cue { "已收到您的付款", "true" },
    Cue { "收到贵司货款", "true" },
    Cue { "已收到定金", "true" },
};
constexpr std::array purpose_cues {
    Cue { "deposit", "deposit" },
    Cue { "down payment", "deposit" },
    Cue { "定金", "deposit" },
    Cue { "订金", "deposit" },
    Cue { "预付款", "deposit" },
    Cue { "balance", "balance" },
    Cue { "尾款", "balance" },
    Cue { "余款", "balance" },
    Cue { "full amount", "full" },
    Cue { "in full", "full" },
    Cue { "全款", "full" },
};
constexpr std::array way_cues {
    Cue { "outside the platform", "false" },
    Cue { "outside alibaba", "false" },
    Cue { "outside of alibaba", "false" },
    Cue { "off the platform", "false" },
    Cue { "off-platform", "false" },
    Cue { "directly to the bank account", "false" },
    Cue { "directly to your account", "false" },
    Cue { "directly to my account", "false" },
    Cue { "平台外", "false" },
    Cue { "私下转账", "false" },
    Cue { "直接打到", "false" },
    Cue { "直接汇到", "false" },
    Cue { "through trade assurance", "true" },
    Cue { "via trade assurance", "true" },
    Cue { "through alibaba", "true" },
    Cue { "through the platform", "true" },
    Cue { "on the platform", "true" },
    Cue { "通过平台支付", "true" },
    Cue { "通过平台付款", "true" },
    Cue { "在平台上付", "true" },
    Cue { "信保订单", "true" },
};

constexpr std::array shipped_cues {
    Cue { "we shipped", "shipped" },
    Cue { "have shipped", "shipped" },
    Cue { "was shipped", "shipped" },
    Cue { "were shipped", "shipped" },
    Cue { "has been shipped", "shipped" },
    Cue { "have been shipped", "shipped" },
    Cue { "goods left", "shipped" },
    Cue { "已发货", "shipped" },
    Cue { "已于", "shipped" },
    Cue { "发货了", "shipped" },
};
constexpr std::array arrived_cues {
    Cue { "arrived", "delivered" },
    Cue { "were delivered", "delivered" },
    Cue { "was delivered", "delivered" },
    Cue { "we received the goods", "delivered" },
    Cue { "received the goods on", "delivered" },
    Cue { "i received the goods", "delivered" },
    Cue { "received the shipment", "delivered" },
    Cue { "到货", "delivered" },
    Cue { "收到货物", "delivered" },
    Cue { "收到了货", "delivered" },
    Cue { "收到货", "delivered" },
    Cue { "签收", "delivered" },
};
constexpr std::array promised_day_cues {
    Cue { "will ship before", "ship_by" },
    Cue { "will ship by", "ship_by" },
    Cue { "ship no later than", "ship_by" },
    Cue { "shipped no later than", "ship_by" },
    Cue { "shipment no later than", "ship_by" },
    Cue { "promised to ship", "ship_by" },
    Cue { "agreed to ship", "ship_by" },
    Cue { "前发货", "ship_by" },
    Cue { "will arrive by", "deliver_by" },
    Cue { "delivered no later than", "deliver_by" },
    Cue { "promised delivery", "deliver_by" },
    Cue { "前到货", "deliver_by" },
    Cue { "前送达", "deliver_by" },
};

constexpr std::array promise_cues {
    Cue { "will refund", "true" },
    Cue { "we can refund", "true" },
    Cue { "refund you", "true" },
    Cue { "will send you new", "true" },
    Cue { "will send replacements", "true" },
    Cue { "will replace", "true" },
    Cue { "will repair", "true" },
    Cue { "will make up for", "true" },
    Cue { "will compensate", "true" },
    Cue { "会退款", "true" },
    Cue { "给您退款", "true" },
    Cue { "给你退款", "true" },
    Cue { "安排退款", "true" },
    Cue { "愿意退款", "true" },
    Cue { "同意退款", "true" },
    Cue { "补发", "true" },
    Cue { "会赔", "true" },
    Cue { "愿意赔偿", "true" },
};
constexpr std::array admission_cues {
    Cue { "our mistake", "true" },
    Cue { "our fault", "true" },
    Cue { "we made a mistake", "true" },
    Cue { "we admit", "true" },
    Cue { "we are responsible", "true" },
    Cue { "sorry for the defect", "true" },
    Cue { "sorry for the shortage", "true" },
    Cue { "our factory packed too few", "true" },
    Cue { "我们的错", "true" },
    Cue { "我方的责任", "true" },
    Cue { "我们的责任", "true" },
    Cue { "我们承认", "true" },
    Cue { "是我们的问题", "true" },
    Cue { "工厂失误", "true" },
};

constexpr std::array side_cues {
    Cue { "my order", "buyer" },
    Cue { "our order", "buyer" },
    Cue { "we ordered", "buyer" },
    Cue { "i ordered", "buyer" },
    Cue { "i paid", "buyer" },
    Cue { "we paid", "buyer" },
    Cue { "we transferred", "buyer" },
    Cue { "i transferred", "buyer" },
    Cue { "we received only", "buyer" },
    Cue { "please refund", "buyer" },
    Cue { "we want a refund", "buyer" },
    Cue { "i want a refund", "buyer" },
    Cue { "我订购", "buyer" },
    Cue { "我司订购", "buyer" },
    Cue { "我方已付", "buyer" },
    Cue { "我司已付", "buyer" },
    Cue { "我司支付了", "buyer" },
    Cue { "请退款", "buyer" },
    Cue { "请贵司退款", "buyer" },
    Cue { "your order", "supplier" },
    Cue { "received your payment", "supplier" },
    Cue { "received your deposit", "supplier" },
    Cue { "we shipped", "supplier" },
    Cue { "we have shipped", "supplier" },
    Cue { "our factory", "supplier" },
    Cue { "will refund you", "supplier" },
    Cue { "our bank account has changed", "supplier" },
    Cue { "您的订单", "supplier" },
    Cue { "贵司订单", "supplier" },
    Cue { "我们工厂", "supplier" },
    Cue { "我们会退款", "supplier" },
    Cue { "我们会补发", "supplier" },
    Cue { "我司会退款", "supplier" },
};

/// Letters, digits and what is not ASCII, in small letters.
std::string core_of(std::string_view name)
{
    auto text = small(name);
    for (auto const* form : { "company", "limited", "co.", "ltd.", "ltd", "co ", "inc.", "inc", "gmbh", "llc", "corp.",
             "corporation", "有限责任公司", "有限公司", "公司" }) {
        for (auto at = text.find(form); at != std::string::npos; at = text.find(form))
            text.erase(at, std::string_view { form }.size());
    }
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x80 && !is_letter(c); });
    return text;
}

} // namespace

std::vector<Said> problems_in(std::string_view sentence)
{
    auto const text = small(sentence);
    std::vector<Said> found;
    // What somebody will do about it says nothing of what is.
    if (is_supposed(text) || has_any(text, std::array<std::string_view, 2> { "will", "将" }))
        return found;
    for (auto const& cue : problem_cues) {
        auto const at = find_word(text, cue.word);
        bool const known = std::ranges::find(found, cue.value, &Said::value) != found.end();
        if (at == std::string_view::npos || known || is_denied(text, at))
            continue;
        if (cue.value == "not_received" && has_any(text, no_goods))
            continue;
        found.push_back({ std::string { cue.value }, std::string { sentence.substr(at, cue.word.size()) } });
    }
    for (auto const& cue : unlike_cues) {
        auto const at = find_word(text, cue.word);
        if (at == std::string_view::npos || !found.empty())
            continue;
        std::string const word { sentence.substr(at, cue.word.size()) };
        found.push_back({ "quality", word });
        found.push_back({ "wrong_goods", word });
    }
    return found;
}

std::optional<Said> platform_in(std::string_view sentence)
{
    return first_of(sentence, platform_cues, true);
}
std::optional<Said> method_in(std::string_view text)
{
    return first_of(text, method_cues, true);
}
std::optional<Said> payment_in(std::string_view sentence)
{
    return first_of(sentence, payment_cues);
}
std::optional<Said> purpose_in(std::string_view sentence)
{
    return first_of(sentence, purpose_cues, true);
}
std::optional<Said> way_in(std::string_view sentence)
{
    return first_of(sentence, way_cues);
}
std::optional<Said> shipped_in(std::string_view sentence)
{
    auto said = first_of(sentence, shipped_cues);
    // "已于3月2日发货": the day stands between the two words.
    if (said && said->word == "已于" && sentence.find("发货") == std::string_view::npos
        && sentence.find("发出") == std::string_view::npos)
        return std::nullopt;
    return said;
}
std::optional<Said> arrived_in(std::string_view sentence)
{
    return first_of(sentence, arrived_cues);
}
std::optional<Said> promised_day_in(std::string_view sentence)
{
    return first_of(sentence, promised_day_cues, true);
}
std::optional<Said> promise_in(std::string_view sentence)
{
    return first_of(sentence, promise_cues);
}
std::optional<Said> admission_in(std::string_view sentence)
{
    return first_of(sentence, admission_cues);
}
std::optional<Said> side_in(std::string_view sentence)
{
    return first_of(sentence, side_cues, true);
}

bool is_company(std::string_view name)
{
    auto const text = small(name);
    return has_any(text,
               std::array<std::string_view, 14> { "ltd", "limited", "co", "company", "inc", "gmbh", "llc", "corp",
                   "trading", "factory", "group", "as", "ab", "bv" })
        || text.find("公司") != std::string::npos || text.find("厂") != std::string::npos;
}

bool same_name(std::string_view one, std::string_view other)
{
    auto const a = core_of(one), b = core_of(other);
    return !a.empty() && a == b;
}

} // namespace recourse::intake
