#include "cli/desk_client.hpp"
#include "cli/desk_page.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <ostream>

// Orders of a desk, for people.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "ORDER", "its id, O-12" } };
constexpr std::string_view list_example = "recourse order list --server http://127.0.0.1:8080 --key-file key";

constexpr auto list_options = with_list_options("draft awaiting-seller awaiting-payment awaiting-shipment "
                                                "awaiting-receipt completed closed");

/// The API counts instalments from 0; people, bills and references count them from 1.
std::string instalment_of(codec::Node const& one)
{
    auto const* number = node_at(one, "instalment");
    return number != nullptr && number->kind == codec::NodeKind::integer ? fmt::format("{}", number->integer + 1) : "?";
}

/// "0.00 USD".
bool is_nothing(std::string_view money)
{
    return money.find_first_of("123456789") == std::string_view::npos;
}

std::string row(codec::Node const& order)
{
    auto const due = text_at(order, "due");
    bool const frozen = text_at(order, "frozen") == "true";
    return cut_to_width(fmt::format("{:<8} {:<17} {:>17} {:<10} {}{}", text_at(order, "id"), text_at(order, "phase"),
                            text_at(order, "price"), due.empty() ? "-" : due, frozen ? "(frozen) " : "",
                            printable(text_at(order, "goods"))),
        page_width);
}

int run_list(Given const& given, Streams streams)
{
    return list_page("order list", "/v1/orders", given, streams,
        fmt::format("{:<8} {:<17} {:>17} {:<10} {}", "order", "phase", "price", "due", "goods"), &row);
}

void print_payments(codec::Node const& order, Page& page)
{
    for (auto const& payment : items_at(order, "order/payments")) {
        auto const reversed = text_at(payment, "reversed");
        bool const failed = text_at(payment, "failed") == "true";
        bool const arrived = !is_nothing(text_at(payment, "received"));
        auto const what = failed ? "failed"
            : arrived            ? fmt::format("received {}", text_at(payment, "received_on"))
                                 : "announced";
        page.item(fmt::format("{} {} {}, of instalment {}, reference {}{}", text_at(payment, "id"),
            text_at(payment, arrived ? "received" : "announced"), what, instalment_of(payment),
            text_at(payment, "reference"), is_nothing(reversed) ? "" : fmt::format(", {} taken back", reversed)));
    }
    for (auto const& open : items_at(order, "pay"))
        page.item(fmt::format("{} open of instalment {}, by {}: pay with reference {}", text_at(open, "open"),
            instalment_of(open), text_at(open, "due"), text_at(open, "written")));
}

int run_show(Given const& given, Streams streams)
{
    auto const id = value_of(given, "ORDER");
    if (!parse_id<Order>(id)) {
        say(fmt::format("recourse order show: '{}' is no id of an order such as O-12", id), streams.err);
        return input_wrong;
    }
    auto const client = connected("order show", given, streams);
    if (client == nullptr)
        return input_wrong;
    auto const reply = client->ask({ .target = "/v1/orders/" + id });
    if (!reply || reply->status != 200)
        return say_refused("order show", reply, streams.err);
    auto const order = reply->json();
    Page page(streams.out);
    page.title(fmt::format("{} {}, version {}", id, text_at(order, "order/phase"), text_at(order, "version")));
    page.field("Goods", text_at(order, "order/terms/goods"));
    page.field("Buyer", text_at(order, "order/terms/buyer"));
    page.field("Supplier", text_at(order, "order/terms/supplier"));
    page.field("Price", fmt::format("{}, {} in the hold", text_at(order, "price"), text_at(order, "held")));
    if (auto const covered = text_at(order, "cover/covered"); !covered.empty()) {
        auto const bound = text_at(order, "cover/bound");
        page.field("Cover",
            fmt::format("{}, not covered {}{}", covered, text_at(order, "cover/uncovered"),
                bound.empty() || bound == "none" ? "" : fmt::format(" ({})", bound)));
    }
    page.field("Programme",
        fmt::format("{} {} {}", text_at(order, "order/terms/programme"), text_at(order, "order/edition"),
            text_at(order, "order/reading")));
    if (auto const lot = text_at(order, "order/terms/acceptance/lot"); !lot.empty()) {
        auto const aql = [&](std::string_view of) {
            auto const text = text_at(order, fmt::format("order/terms/acceptance/{}", of));
            return text.empty() ? std::string {} : fmt::format(", {} {}", of, text);
        };
        page.field("Acceptance",
            fmt::format("lot of {}, level {}, AQL{}{}{}", lot, text_at(order, "order/terms/acceptance/level"),
                aql("critical"), aql("major"), aql("minor")));
    }
    page.field("Terms", text_at(order, "terms"));
    page.field("Amendment", text_at(order, "amendment"));
    page.field("Shipped", text_at(order, "order/shipped/on"));
    page.field("Delivered", text_at(order, "order/delivered/on"));
    page.field("Received", text_at(order, "order/receipt_on"));
    page.field("Completed", text_at(order, "order/completed_on"));
    page.field(
        "Closed", fmt::format("{} {}", text_at(order, "order/closed_on"), text_at(order, "order/closed_because")));
    page.field("Frozen by", text_at(order, "order/frozen_by"));
    page.field("Claims", joined_at(order, "order/claims"));
    if (!items_at(order, "order/payments").empty() || !items_at(order, "pay").empty()) {
        page.heading("Payments");
        print_payments(order, page);
    }
    if (!items_at(order, "order/timers").empty()) {
        page.heading("Due");
        for (auto const& timer : items_at(order, "order/timers"))
            page.item(explained(fmt::format("{} last day, then {} (rule {})", text_at(timer, "due"),
                                    text_at(timer, "to"), text_at(timer, "rule")),
                text_at(timer, "counting")));
    }
    page.heading("You may");
    page.item(joined_at(order, "allowed").empty() ? "nothing now" : joined_at(order, "allowed"));
    return answered;
}

} // namespace

Subcommand const order_list_command { "order list", "the orders of a desk, latest change first", list_example, {},
    list_options, run_list };
Subcommand const order_show_command { "order show", "an order: its money, what is due, what may be done now",
    "recourse order show O-12 --data desk", words, client_options, run_show };

} // namespace recourse::cli
