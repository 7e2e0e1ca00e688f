#include "cli/desk_client.hpp"
#include "cli/desk_page.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <ostream>

// The forecast of a matter of a desk, for people.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "MATTER", "its id, L-17" } };

/// "78.3 %" of 7833 ten-thousandths.
std::string per_cent(codec::Node const& route)
{
    auto const* chance = node_at(route, "chance");
    auto const value = chance == nullptr ? 0 : chance->integer;
    return fmt::format("{}.{} %", value / 100, value % 100 / 10);
}

std::string band(codec::Node const& node, std::string const& at)
{
    return fmt::format("{} on average; p10 {}, p50 {}, p90 {}", text_at(node, at + "/mean"), text_at(node, at + "/p10"),
        text_at(node, at + "/p50"), text_at(node, at + "/p90"));
}

std::string weeks(codec::Node const& route)
{
    auto const p50 = text_at(route, "weeks/p50");
    if (p50.empty())
        return {};
    return fmt::format(
        "; in {} weeks (p50), {} to {} (p10 to p90)", p50, text_at(route, "weeks/p10"), text_at(route, "weeks/p90"));
}

void print(std::string const& id, codec::Node const& view, std::ostream& out)
{
    Page page(out);
    page.title(fmt::format("Forecast of {} on {}", id, text_at(view, "position/as_of")));
    page.field("Claimed", text_at(view, "position/claim"));
    page.field("Received", text_at(view, "position/received"));
    page.field("Open", text_at(view, "position/open"));
    page.field("Secured", text_at(view, "position/secured"));
    page.heading("What may still come");
    page.item("net of costs: " + band(view, "net"));
    if (auto const* together = node_at(view, "together"))
        page.item(fmt::format("together: {} that anything comes{}; {}", per_cent(*together), weeks(*together),
            band(*together, "received")));
    for (auto const& one : items_at(view, "routes"))
        page.item(fmt::format("{}: {}{}; {}", text_at(one, "name"), per_cent(one), weeks(one), band(one, "received")));
    if (!items_at(view, "position/changes").empty())
        page.heading("Because of what has happened");
    for (auto const& one : items_at(view, "position/changes")) {
        auto const route = text_at(one, "route");
        page.item(route.empty() ? text_at(one, "says") : route + ": " + text_at(one, "says"));
    }
    if (!items_at(view, "moved").empty())
        page.heading("Moved by closed cases of this desk");
    for (auto const& one : items_at(view, "moved"))
        page.item(fmt::format("{}, {}: {}", text_at(one, "route"), text_at(one, "of"), text_at(one, "says")));
    page.heading("Mind");
    page.item(fmt::format("{} samples; all of it is estimated, none of it is legal advice", text_at(view, "samples")));
}

int run_forecast(Given const& given, Streams streams)
{
    auto const id = value_of(given, "MATTER");
    if (!parse_id<Matter>(id)) {
        say(fmt::format("recourse matter forecast: '{}' is no id of a matter such as L-17", id), streams.err);
        return input_wrong;
    }
    auto const client = connected("matter forecast", given, streams);
    if (client == nullptr)
        return input_wrong;
    auto const reply = client->ask({ .target = "/v1/matters/" + id + "/forecast" });
    if (!reply || reply->status != 200)
        return say_refused("matter forecast", reply, streams.err);
    print(id, reply->json(), streams.out);
    return answered;
}

} // namespace

Subcommand const matter_forecast_command { "matter forecast", "what can still come of a matter, how likely and when",
    "recourse matter forecast L-17 --data desk --role buyer --party P-1", words, client_options, run_forecast };

} // namespace recourse::cli
