#include "core/programme/order_facts.hpp"

#include "core/programme/fact_writer.hpp"

#include <fmt/format.h>

namespace recourse::programme {

using rules::Value;

casework::Facts facts_of(order::State const& state, Id<Order> order, std::string_view platform)
{
    casework::Facts facts;
    FactWriter to(facts);
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

    to.list_known("payments");
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
    to.date("delivery.receipt_confirmed_on", state.receipt_on ? state.receipt_on : state.completed_on);
    to.date("delivery.order_closed_on", state.closed_on);
    return facts;
}

} // namespace recourse::programme
