#include "brief/filler.hpp"

#include <fmt/format.h>

#include <array>

// The order, the way of the goods, and what was paid.

namespace recourse::brief {

namespace {

constexpr std::array<std::string_view, 1> records { "payment_record" };

/// To whom: the platform, the supplier by its name, or what kind of account it was.
Words payee(Filler const& filler, std::string_view word)
{
    if (word == "platform")
        return { "the platform", "平台" };
    if (word == "personal")
        return { "a personal account", "个人账户" };
    if (word == "third_party_company")
        return { "an account of another company", "第三方公司账户" };
    auto const name = [&](std::string_view field) {
        auto const* value = filler.find(field);
        return value == nullptr ? std::string {} : std::get<Words>(value->is).en;
    };
    auto const english = name("supplier.name");
    auto const chinese = name("supplier.name_zh");
    if (english.empty() && chinese.empty())
        return { "the supplier", "供应商" };
    return { english.empty() ? chinese : english, chinese.empty() ? english : chinese };
}

/// The record of the same day, or the only one where there is one payment.
std::optional<papers::ExhibitPages> proof(Filler const& filler, std::optional<Date> day, std::size_t payments)
{
    if (payments == 1)
        return filler.only_exhibit(records);
    std::optional<papers::ExhibitPages> found;
    for (std::size_t i = 0; i < filler.study.exhibits.size(); ++i) {
        auto const at = fmt::format("evidence[{}]", i);
        if (!day || filler.study.facts.text(at + ".kind") != records.front()
            || filler.study.facts.date(at + ".date") != day)
            continue;
        if (found)
            return std::nullopt; // two of one day: a person says which
        found = papers::ExhibitPages { filler.study.exhibits[i].id };
    }
    return found;
}

void payments(Filler& filler)
{
    auto const& facts = filler.study.facts;
    std::vector<papers::Row> rows;
    auto const count = filler.count("payments");
    for (std::size_t i = 0; i < count; ++i) {
        auto const at = fmt::format("payments[{}]", i);
        papers::Row row;
        auto const day = facts.date(at + ".date");
        cell(row, "date", day);
        cell(row, "amount", facts.money(at + ".amount"));
        if (auto const word = facts.text(at + ".purpose"))
            cell(row, "purpose", purpose_of_payment(*word));
        if (auto const word = facts.text(at + ".method"))
            cell(row, "method", method_of_payment(*word));
        if (auto const word = facts.text(at + ".payee"))
            cell(row, "payee", payee(filler, *word));
        if (auto const reference = facts.text(at + ".bank_reference"))
            cell(row, "reference", same(*reference));
        cell(row, "proof", proof(filler, day, count));
        rows.push_back(std::move(row));
    }
    filler.put_rows("payments", std::move(rows));
    if (filler.study.paid)
        filler.put(
            "paid", *filler.study.paid, { "added up from the payments of the case", "由案件所列各笔付款相加得出" });
}

} // namespace

void fill_order(Filler& filler)
{
    filler.put_same("order.number", "order.number");
    filler.put_date("order.date", "order.date");
    filler.put_money("order.value", "order.value");
    filler.put_text("order.goods", "order.goods");
    filler.put_same("order.incoterm", "order.incoterm");
    filler.put_same("order.platform", "order.platform");
    filler.put_date("order.ship_by", "order.ship_by");
    filler.put_date("order.deliver_by", "order.deliver_by");
    filler.put_text("order.governing_law", "order.governing_law");
    filler.put_text("order.court_clause", "order.court_clause");
    filler.put_date("delivery.shipped_on", "delivery.shipped_on");
    filler.put_date("delivery.delivered_on", "delivery.delivered_on");
    // Goods on their way may still come: only what never left, or what came, is told.
    if (auto const state = filler.study.facts.text("delivery.state"); state == "not_shipped" || state == "delivered")
        filler.put("delivery.missing", state == "not_shipped");
    payments(filler);
}

} // namespace recourse::brief
