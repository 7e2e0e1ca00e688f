#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recourse::intake {

/// What a label or the head of a column announces.
enum class Field : std::uint8_t {
    order_number,
    order_date,
    order_value,
    order_currency,
    goods,
    incoterm,
    ship_by,
    deliver_by,
    shipped_on,
    delivered_on,
    supplier,
    supplier_zh,
    supplier_code,
    buyer,
    platform,
    paid_on,
    paid,
    deposit,
    balance,
    pay_method,
    payee,
    bank_reference,
    problem,
};

struct Label {
    Field field = Field::order_number;
    std::string written; ///< as the file has it: "Order No."
    std::string value; ///< what stands behind it; empty: it may stand in the next line
};

/// The label with which a line begins, with a colon, or with a tab, a bar or two blanks, behind it; also a line that is
/// a label and nothing else. Nothing for any other line.
std::optional<Label> label_of(std::string_view line);

/// What the head of a column announces: "Total (USD)", "订单号".
std::optional<Field> field_of_head(std::string_view head);

/// Without what stands around a word: blanks, bullets, asterisks.
std::string_view bare(std::string_view);
/// Small letters, for ASCII.
std::string small(std::string_view);

} // namespace recourse::intake
