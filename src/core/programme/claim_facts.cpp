#include "core/programme/claim_facts.hpp"

#include "core/programme/fact_writer.hpp"
#include "core/programme/order_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::programme {

namespace {

using rules::Value;

/// A share of the price in digits; where no digits say it exactly, in money.
void share(FactWriter& to, std::string_view share_path, std::string_view loss_path, Ratio share, Money price)
{
    auto const digits = to_string(share);
    if (digits.find('/') == std::string::npos)
        to.text(share_path, digits);
    else
        to.set(loss_path, Value::of(portion(price, share, Rounding::half_up)));
}

void lines(
    FactWriter& to, std::span<claim::Line const> lines, Money price, std::optional<claim::Report> const& report = {})
{
    if (!lines.empty())
        to.list_known("problems");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const& line = lines[i];
        auto const at = [&](std::string_view field) { return fmt::format("problems[{}].{}", i, field); };
        to.text(at("kind"), word(line.kind));
        to.text(at("description"), line.description);
        to.set(at("verifiable"), Value::of(line.verifiable));
        to.date(at("found_on"), line.found_on);
        auto part = line.share;
        auto loss = line.loss;
        if (report && line.verifiable) {
            part = report->accepted ? Ratio::whole(0) : report->share;
            if (loss)
                loss = min(*loss, portion(price, part, Rounding::half_up));
        }
        if (loss)
            to.set(at("loss"), Value::of(*loss));
        else
            share(to, at("share"), at("loss"), part, price);
    }
}

} // namespace

casework::Facts facts_of(
    order::State const& order, Id<Order> id, std::string_view platform, std::span<claim::Line const> claimed)
{
    auto facts = facts_of(order, id, platform);
    FactWriter to(facts);
    lines(to, claimed, price(order.terms));
    return facts;
}

casework::Facts facts_of(
    claim::State const& state, order::State const& order, std::string_view platform, std::optional<Money> coverable)
{
    auto facts = facts_of(order, state.order, platform);
    FactWriter to(facts);
    if (coverable)
        to.set("supplier.limit_remaining", Value::of(*coverable));
    lines(to, state.lines, price(order.terms), state.inspection ? state.inspection->report : std::nullopt);
    if (state.phase != claim::Phase::none) {
        to.date("claim.filed_on", state.opened_on);
        to.text("claim.stage", word(state.phase));
    }
    to.list_known("evidence");
    std::size_t i = 0;
    for (auto const& one : state.exhibits) {
        if (one.withdrawn || (!one.inadmissible.empty() && !one.acknowledged))
            continue;
        to.text(fmt::format("evidence[{}].kind", i), word(one.exhibit.kind));
        to.date(fmt::format("evidence[{}].date", i), one.on);
        to.text(fmt::format("evidence[{}].note", i), one.exhibit.note);
        ++i;
    }
    to.list_known("offers");
    i = 0;
    for (auto const& one : state.offers) {
        if (one.by != act::Role::supplier)
            continue;
        to.date(fmt::format("offers[{}].date", i), one.on);
        to.set(fmt::format("offers[{}].amount", i), Value::of(one.offer.amount));
        to.set(fmt::format("offers[{}].full_and_final", i), Value::of(one.offer.full_and_final));
        to.set(fmt::format("offers[{}].accepted", i), Value::of(false));
        ++i;
    }
    return facts;
}

Date last_day(claim::State const& state)
{
    auto day = state.opened_on;
    auto const later = [&](std::optional<Date> const& other) {
        if (other)
            day = std::max(day, *other);
    };
    for (auto const& one : state.exhibits)
        later(one.on);
    for (auto const& one : state.offers)
        later(one.on);
    later(state.escalated_on);
    if (state.inspection) {
        later(state.inspection->ordered_on);
        later(state.inspection->reported_on);
    }
    if (state.due)
        later(state.due->on);
    if (state.review_request)
        later(state.review_request->on);
    later(state.return_shipped_on);
    later(state.return_received_on);
    later(state.replacement_shipped_on);
    later(state.replaced_on);
    return day;
}

} // namespace recourse::programme
