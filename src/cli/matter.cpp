#include "cli/desk_client.hpp"
#include "cli/desk_page.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <ostream>

// Matters of a desk, for people. They lie with the buyer's side: whoever asks acts for it, or sees none.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "MATTER", "its id, L-17" } };
constexpr auto list_options = with_list_options("open filed decided enforcing closed");

/// "closed: settled".
std::string standing_of(codec::Node const& matter)
{
    auto const ending = text_at(matter, "ending");
    auto const phase = text_at(matter, "phase");
    return ending.empty() || ending == "none" ? phase : fmt::format("{}: {}", phase, ending);
}

std::string row(codec::Node const& matter)
{
    auto const due = text_at(matter, "due");
    return cut_to_width(fmt::format("{:<7} {:<18} {:>14} {:<10} {}", text_at(matter, "id"), standing_of(matter),
                            text_at(matter, "received"), due.empty() ? "-" : due, text_at(matter, "title")),
        page_width);
}

int run_list(Given const& given, Streams streams)
{
    return list_page("matter list", "/v1/matters", given, streams,
        fmt::format("{:<7} {:<18} {:>14} {:<10} {}", "matter", "phase", "received", "due", "title"), &row);
}

/// The other side of a matter without an order is a name; of one with an order it is a party of the desk.
std::string against(codec::Node const& matter)
{
    auto const name = text_at(matter, "against");
    return name.empty() ? text_at(matter, "supplier") : name;
}

void print_claim(codec::Node const& matter, Page& page)
{
    page.heading("Whom, and for what");
    if (items_at(matter, "pursued").empty() && items_at(matter, "heads").empty())
        page.item("nothing yet");
    for (auto const& one : items_at(matter, "pursued")) {
        if (text_at(one, "dropped") == "true")
            continue;
        auto const name = text_at(one, "pursued/name");
        page.item(
            fmt::format("{}: {}", text_at(one, "pursued/role"), name.empty() ? text_at(one, "pursued/name_zh") : name));
    }
    for (auto const& one : items_at(matter, "heads")) {
        if (text_at(one, "withdrawn") != "true")
            page.item(fmt::format(
                "{}: {}, {}", text_at(one, "head/kind"), text_at(one, "head/amount"), text_at(one, "head/basis")));
    }
}

void print_offers(codec::Node const& view, Page& page)
{
    if (items_at(view, "waivers").empty())
        return;
    page.heading("Offers that are open");
    for (auto const& one : items_at(view, "waivers")) {
        auto const there = text_at(one, "gives_up/there");
        page.item(fmt::format("offer {}: accepting it gives up {} here{}", text_at(one, "offer"),
            text_at(one, "gives_up/here"), there.empty() ? "" : fmt::format(", {} with the programme", there)));
    }
}

int run_show(Given const& given, Streams streams)
{
    auto const id = value_of(given, "MATTER");
    if (!parse_id<Matter>(id)) {
        say(fmt::format("recourse matter show: '{}' is no id of a matter such as L-17", id), streams.err);
        return input_wrong;
    }
    auto const client = connected("matter show", given, streams);
    if (client == nullptr)
        return input_wrong;
    auto const reply = client->ask({ .target = "/v1/matters/" + id });
    if (!reply || reply->status != 200)
        return say_refused("matter show", reply, streams.err);
    auto const view = reply->json();
    auto const* matter = node_at(view, "matter");
    if (matter == nullptr)
        return say_refused("matter show", std::unexpected(std::string { "the answer has no matter" }), streams.err);
    Page page(streams.out);
    page.title(fmt::format("{} {}, version {}", id, standing_of(*matter), text_at(view, "version")));
    page.field("Title", text_at(*matter, "title"));
    page.field("Client", text_at(*matter, "client"));
    page.field("Against", against(*matter));
    page.field("Counsel", text_at(*matter, "counsel"));
    page.field("Opened", text_at(*matter, "opened_on"));
    page.field("Forum", text_at(*matter, "choice/forum"));
    page.field("Claimed", text_at(view, "figures/claim"));
    page.field("Received", text_at(view, "figures/received"));
    page.field("Left", text_at(view, "figures/left"));
    page.field("Given out", text_at(view, "figures/distributed"));
    print_claim(*matter, page);
    page.heading("Due");
    for (auto const& one : items_at(view, "due")) {
        auto const day = text_at(one, "due"), about = text_at(one, "about");
        page.item(fmt::format("{} {}{}: {}{}", day.empty() ? "no day yet" : day, text_at(one, "word"),
            about == "0" ? "" : " " + about, text_at(one, "status"),
            text_at(one, "provisional") == "true" ? ", and may still move" : ""));
    }
    if (items_at(view, "due").empty())
        page.item("nothing");
    print_offers(view, page);
    if (auto const cautions = joined_at(view, "cautions"); !cautions.empty()) {
        page.heading("Mind");
        page.item(cautions);
    }
    page.heading("You may");
    std::string may;
    for (auto const& one : items_at(view, "allowed")) {
        auto const number = text_at(one, "number");
        may += fmt::format("{}{}{}", may.empty() ? "" : ", ", text_at(one, "action"),
            number == "0" || number.empty() ? "" : fmt::format(" ({})", number));
    }
    page.item(may.empty() ? "nothing now" : may);
    return answered;
}

} // namespace

Subcommand const matter_list_command { "matter list", "the matters of whoever asks, latest change first",
    "recourse matter list --data desk --role buyer --party P-1 --phase filed", {}, list_options, run_list };
Subcommand const matter_show_command { "matter show", "a matter: what is claimed and left, what is due and allowed",
    "recourse matter show L-17 --data desk --role buyer --party P-1", words, client_options, run_show };

} // namespace recourse::cli
