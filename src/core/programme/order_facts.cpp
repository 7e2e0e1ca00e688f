#include "core/programme/order_facts.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

namespace recourse::programme {

namespace {

using casework::FactPath;
using rules::Value;

class Writer {
public:
    casework::Facts facts;

    void set(std::string_view path, Value value) { facts.set(place(path), value); }
    void text(std::string_view path, std::string_view value)
    {
        if (!value.empty())
            facts.set_text(place(path), value);
    }
    void date(std::string_view path, std::optional<Date> const& value)
    {
        if (value)
            set(path, Value::of(*value));
    }

private:
    static FactPath place(std::string_view path)
    {
        auto const found = casework::parse_path(path);
        RECOURSE_ASSERT(found.has_value());
        return *found;
    }
};

} // namespace

casework::Facts facts_of(order::State const& state, Id<Order> order, std::string_view platform)
{
    Writer to;
    auto const& terms = state.terms;
    to.text("order.channel", "platform");
    to.text("order.platform", platform);
    to.text("order.number", to_string(order));
    to.date("order.date", state.agreed_on);
    to.set("order.value", Value::of(price(terms)));
    to.text("order.goods", terms.goods);
    to.text("order.incoterm", terms.incoterm);
    to.text("order.shipping_mode", word(terms.shipping_mode));
    to.date("order.ship_by", terms.ship_by);
    to.date("order.deliver_by", terms.deliver_by);
    to.text("order.arbitration", terms.arbitration);
    to.text("order.governing_law", terms.governing_law);
    to.set("order.custom_made", Value::of(terms.custom_made));
    to.set("order.spec_written", Value::of(!terms.specification.empty()));

    to.facts.set_list_known(static_cast<std::uint16_t>(casework::find_group("payments")));
    std::size_t i = 0;
    for (auto const& payment : state.payments) {
        auto const kept = payment.received - payment.reversed;
        if (kept.minor <= 0)
            continue;
        auto const at = [&](std::string_view field) { return fmt::format("payments[{}].{}", i, field); };
        to.set(at("date"), Value::of(payment.received_on));
        to.set(at("amount"), Value::of(kept));
        to.text(at("purpose"), word(terms.instalments[payment.instalment].purpose));
        to.set(at("through_platform"), Value::of(true));
        to.text(at("payee"), "platform");
        ++i;
    }

    to.text("delivery.state", state.delivered ? "delivered" : state.shipped ? "shipped" : "not_shipped");
    if (state.shipped)
        to.date("delivery.shipped_on", state.shipped->on);
    if (state.delivered)
        to.date("delivery.delivered_on", state.delivered->on);
    to.date("delivery.receipt_confirmed_on", state.completed_on);
    to.date("delivery.order_closed_on", state.closed_on);
    return std::move(to.facts);
}

} // namespace recourse::programme
