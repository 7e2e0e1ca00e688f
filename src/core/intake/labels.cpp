#include "core/intake/labels.hpp"

#include <algorithm>
#include <array>

namespace recourse::intake {

namespace {

struct Written {
    Field field;
    std::string_view label; ///< in small letters, single blanks, without points
};

constexpr std::array written {
    Written { Field::order_number, "order number" },
    Written { Field::order_number, "order no" },
    Written { Field::order_number, "order id" },
    Written { Field::order_number, "order" },
    Written { Field::order_number, "order #" },
    Written { Field::order_number, "po number" },
    Written { Field::order_number, "po no" },
    Written { Field::order_number, "purchase order" },
    Written { Field::order_number, "contract no" },
    Written { Field::order_number, "contract number" },
    Written { Field::order_number, "订单号" },
    Written { Field::order_number, "订单编号" },
    Written { Field::order_number, "合同编号" },
    Written { Field::order_number, "合同号" },
    Written { Field::order_date, "order date" },
    Written { Field::order_date, "date of order" },
    Written { Field::order_date, "ordered on" },
    Written { Field::order_date, "order created" },
    Written { Field::order_date, "order placed" },
    Written { Field::order_date, "contract date" },
    Written { Field::order_date, "date of contract" },
    Written { Field::order_date, "signed on" },
    Written { Field::order_date, "下单时间" },
    Written { Field::order_date, "下单日期" },
    Written { Field::order_date, "订单创建时间" },
    Written { Field::order_date, "订单日期" },
    Written { Field::order_date, "签订日期" },
    Written { Field::order_date, "签约日期" },
    Written { Field::order_value, "order total" },
    Written { Field::order_value, "order value" },
    Written { Field::order_value, "order amount" },
    Written { Field::order_value, "total amount" },
    Written { Field::order_value, "total price" },
    Written { Field::order_value, "total value" },
    Written { Field::order_value, "grand total" },
    Written { Field::order_value, "contract value" },
    Written { Field::order_value, "contract price" },
    Written { Field::order_value, "total" },
    Written { Field::order_value, "订单总额" },
    Written { Field::order_value, "订单金额" },
    Written { Field::order_value, "合同总价" },
    Written { Field::order_value, "合同金额" },
    Written { Field::order_value, "总金额" },
    Written { Field::order_value, "总价" },
    Written { Field::order_value, "合计" },
    Written { Field::order_currency, "currency" },
    Written { Field::order_currency, "币种" },
    Written { Field::goods, "product" },
    Written { Field::goods, "products" },
    Written { Field::goods, "product name" },
    Written { Field::goods, "item" },
    Written { Field::goods, "goods" },
    Written { Field::goods, "description of goods" },
    Written { Field::goods, "commodity" },
    Written { Field::goods, "产品" },
    Written { Field::goods, "产品名称" },
    Written { Field::goods, "商品名称" },
    Written { Field::goods, "货物名称" },
    Written { Field::goods, "品名" },
    Written { Field::incoterm, "incoterm" },
    Written { Field::incoterm, "incoterms" },
    Written { Field::incoterm, "trade term" },
    Written { Field::incoterm, "trade terms" },
    Written { Field::incoterm, "terms of delivery" },
    Written { Field::incoterm, "贸易术语" },
    Written { Field::ship_by, "ship by" },
    Written { Field::ship_by, "latest shipment" },
    Written { Field::ship_by, "latest date of shipment" },
    Written { Field::ship_by, "shipment date agreed" },
    Written { Field::ship_by, "promised ship date" },
    Written { Field::ship_by, "最迟发货日" },
    Written { Field::ship_by, "约定发货日期" },
    Written { Field::ship_by, "交货期" },
    Written { Field::deliver_by, "deliver by" },
    Written { Field::deliver_by, "delivery by" },
    Written { Field::deliver_by, "promised delivery" },
    Written { Field::deliver_by, "estimated delivery" },
    Written { Field::deliver_by, "约定到货日期" },
    Written { Field::deliver_by, "预计送达" },
    Written { Field::shipped_on, "shipped" },
    Written { Field::shipped_on, "shipped on" },
    Written { Field::shipped_on, "ship date" },
    Written { Field::shipped_on, "shipping date" },
    Written { Field::shipped_on, "date of shipment" },
    Written { Field::shipped_on, "发货时间" },
    Written { Field::shipped_on, "发货日期" },
    Written { Field::delivered_on, "delivered" },
    Written { Field::delivered_on, "delivered on" },
    Written { Field::delivered_on, "delivery date" },
    Written { Field::delivered_on, "arrived on" },
    Written { Field::delivered_on, "received on" },
    Written { Field::delivered_on, "签收时间" },
    Written { Field::delivered_on, "收货日期" },
    Written { Field::delivered_on, "到货日期" },
    Written { Field::supplier, "seller" },
    Written { Field::supplier, "the seller" },
    Written { Field::supplier, "supplier" },
    Written { Field::supplier, "supplier name" },
    Written { Field::supplier, "seller name" },
    Written { Field::supplier, "vendor" },
    Written { Field::supplier, "exporter" },
    Written { Field::supplier, "卖家" },
    Written { Field::supplier_zh, "卖方" },
    Written { Field::supplier_zh, "供应商" },
    Written { Field::supplier_zh, "供方" },
    Written { Field::supplier_zh, "供应商名称" },
    Written { Field::supplier_code, "unified social credit code" },
    Written { Field::supplier_code, "uscc" },
    Written { Field::supplier_code, "统一社会信用代码" },
    Written { Field::buyer, "buyer" },
    Written { Field::buyer, "the buyer" },
    Written { Field::buyer, "buyer name" },
    Written { Field::buyer, "customer" },
    Written { Field::buyer, "bill to" },
    Written { Field::buyer, "sold to" },
    Written { Field::buyer, "importer" },
    Written { Field::buyer, "买方" },
    Written { Field::buyer, "买家" },
    Written { Field::buyer, "需方" },
    Written { Field::platform, "platform" },
    Written { Field::platform, "marketplace" },
    Written { Field::platform, "平台" },
    Written { Field::paid_on, "paid on" },
    Written { Field::paid_on, "payment date" },
    Written { Field::paid_on, "date of payment" },
    Written { Field::paid_on, "付款时间" },
    Written { Field::paid_on, "付款日期" },
    Written { Field::paid, "amount paid" },
    Written { Field::paid, "paid amount" },
    Written { Field::paid, "paid" },
    Written { Field::paid, "actual payment" },
    Written { Field::paid, "实付款" },
    Written { Field::paid, "实付金额" },
    Written { Field::paid, "已付金额" },
    Written { Field::deposit, "deposit paid" },
    Written { Field::deposit, "已付定金" },
    Written { Field::balance, "balance paid" },
    Written { Field::balance, "已付尾款" },
    Written { Field::pay_method, "payment method" },
    Written { Field::pay_method, "paid by" },
    Written { Field::pay_method, "method of payment" },
    Written { Field::pay_method, "付款方式" },
    Written { Field::pay_method, "支付方式" },
    Written { Field::payee, "beneficiary" },
    Written { Field::payee, "beneficiary name" },
    Written { Field::payee, "payee" },
    Written { Field::payee, "account name" },
    Written { Field::payee, "account holder" },
    Written { Field::payee, "收款人" },
    Written { Field::payee, "收款方" },
    Written { Field::payee, "户名" },
    Written { Field::payee, "账户名称" },
    Written { Field::bank_reference, "bank reference" },
    Written { Field::bank_reference, "payment reference" },
    Written { Field::bank_reference, "transaction id" },
    Written { Field::bank_reference, "transaction reference" },
    Written { Field::bank_reference, "交易号" },
    Written { Field::bank_reference, "流水号" },
    Written { Field::problem, "problem" },
    Written { Field::problem, "issue" },
    Written { Field::problem, "reason for claim" },
    Written { Field::problem, "dispute reason" },
    Written { Field::problem, "问题" },
    Written { Field::problem, "纠纷原因" },
};

constexpr std::size_t label_bytes_max = 60;

/// Small letters, single blanks, without points and without what stands in brackets.
std::string plain(std::string_view text)
{
    std::string result;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(' || text.substr(i).starts_with("（"))
            ++depth;
        if (depth == 0 && text[i] != '.')
            result += text[i] == '\t' || text[i] == '_' ? ' ' : text[i];
        if (depth > 0 && (text[i] == ')' || (i >= 2 && text.substr(i - 2, 3) == "）")))
            --depth;
    }
    result = small(bare(result));
    auto const doubled = [](char a, char b) { return a == ' ' && b == ' '; };
    result.erase(std::unique(result.begin(), result.end(), doubled), result.end());
    return result;
}

std::optional<Field> field_of(std::string_view label)
{
    auto const text = plain(label);
    auto const found = std::ranges::find(written, std::string_view { text }, &Written::label);
    return found == written.end() ? std::nullopt : std::optional { found->field };
}

} // namespace

std::string small(std::string_view text)
{
    std::string result { text };
    for (char& c : result)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c | 0x20);
    return result;
}

std::string_view bare(std::string_view text)
{
    constexpr std::string_view around = " \t\r\n*|";
    auto const first = text.find_first_not_of(around);
    if (first == std::string_view::npos)
        return {};
    text = text.substr(first, text.find_last_not_of(around) - first + 1);
    for (std::string_view const bullet : { "- ", "• ", "· ", "# " }) {
        if (text.starts_with(bullet))
            return bare(text.substr(bullet.size()));
    }
    return text;
}

std::optional<Label> label_of(std::string_view line)
{
    line = bare(line);
    if (line.empty())
        return std::nullopt;
    auto end = std::string_view::npos;
    std::size_t sign = 0;
    auto const earlier = [&](std::string_view what) {
        if (auto const at = line.find(what); at < end) {
            end = at;
            sign = what.size();
        }
    };
    for (auto const* what : { ":", "：", "\t", "|", "  " })
        earlier(what);
    auto const name = line.substr(0, end);
    if (name.size() > label_bytes_max)
        return std::nullopt;
    auto const field = field_of(name);
    if (!field)
        return std::nullopt;
    auto value = end == std::string_view::npos ? std::string_view {} : bare(line.substr(end + sign));
    // "Total  : USD 48.00": the blanks came before the colon.
    for (std::string_view const colon : { ":", "：" }) {
        if (value.starts_with(colon))
            value = bare(value.substr(colon.size()));
    }
    return Label { *field, std::string { bare(name) }, std::string { value } };
}

std::optional<Field> field_of_head(std::string_view head)
{
    return field_of(head);
}

} // namespace recourse::intake
