#include "cli/desk_client.hpp"
#include "cli/desk_page.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

// Claims of a desk, for people.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "CLAIM", "its id, C-20" } };
constexpr auto list_options
    = with_list_options("negotiation review returning replacing agreed decided reopened closed");

/// "closed: settled".
std::string standing_of(codec::Node const& claim)
{
    auto const ending = text_at(claim, "ending");
    auto const phase = text_at(claim, "phase");
    return ending.empty() || ending == "none" ? phase : fmt::format("{}: {}", phase, ending);
}

std::string row(codec::Node const& claim)
{
    auto const due = text_at(claim, "due");
    return cut_to_width(
        fmt::format("{:<7} {:<7} {:<20} {:>14} {:>14} {}", text_at(claim, "id"), text_at(claim, "order"),
            standing_of(claim), text_at(claim, "claimed"), text_at(claim, "paid"), due.empty() ? "-" : due),
        page_width);
}

int run_list(Given const& given, Streams streams)
{
    return list_page("claim list", "/v1/claims", given, streams,
        fmt::format("{:<7} {:<7} {:<20} {:>14} {:>14} {}", "claim", "order", "phase", "claimed", "paid", "due"), &row);
}

void print_talk(codec::Node const& claim, Page& page)
{
    for (auto const& line : items_at(claim, "lines")) {
        auto const share = text_at(line, "share");
        page.item(told(fmt::format("{}, share {}", text_at(line, "kind"), share), text_at(line, "description")));
    }
    if (auto const answer = text_at(claim, "answer"); !answer.empty())
        page.item(told("the supplier " + answer, text_at(claim, "answer_text")));
    for (auto const& one : items_at(claim, "offers")) {
        page.item(fmt::format("offer {} of the {}: {}, {}, until {}: {}", text_at(one, "number"), text_at(one, "by"),
            text_at(one, "offer/amount"), text_at(one, "offer/remedy"), text_at(one, "offer/valid_until"),
            text_at(one, "status")));
    }
}

/// What an inspector found, and by what it was judged.
void print_inspection(codec::Node const& claim, Page& page)
{
    auto const firm = text_at(claim, "inspection/firm");
    if (firm.empty())
        return;
    page.heading("Inspection");
    auto const at = [&](std::string_view name) { return text_at(claim, fmt::format("inspection/report/{}", name)); };
    if (at("lot").empty()) {
        page.item(firm + " has not reported");
        return;
    }
    page.item(fmt::format("{}: {} of {} looked at; critical {}, major {}, minor {}", firm, at("sample"), at("lot"),
        at("critical"), at("major"), at("minor")));
    if (auto const why = at("verdict/why"); !why.empty()) {
        page.item(why);
        for (auto const& one : items_at(claim, "inspection/report/verdict/classes"))
            page.item(text_at(one, "why"));
    } else
        page.item(fmt::format("no acceptance terms were agreed; the inspector says: {}, share {}",
            at("accepted") == "true" ? "accepted" : "rejected", at("share")));
}

void print_days(codec::Node const& claim, std::string_view member, std::string const& heading, Page& page)
{
    if (items_at(claim, member).empty())
        return;
    page.heading(heading);
    for (auto const& due : items_at(claim, member)) {
        auto what = text_at(due, "what"); // "lapse_offer"
        std::ranges::replace(what, '_', '-');
        page.item(explained(fmt::format("{} {} day: {} ({})", text_at(due, "day"),
                                text_at(due, "not_before") == "true" ? "first" : "last", what, text_at(due, "who")),
            text_at(due, "counting")));
    }
}

int run_show(Given const& given, Streams streams)
{
    auto const id = value_of(given, "CLAIM");
    if (!parse_id<Claim>(id)) {
        say(fmt::format("recourse claim show: '{}' is no id of a claim such as C-20", id), streams.err);
        return input_wrong;
    }
    auto const client = connected("claim show", given, streams);
    if (client == nullptr)
        return input_wrong;
    auto const reply = client->ask({ .target = "/v1/claims/" + id });
    if (!reply || reply->status != 200)
        return say_refused("claim show", reply, streams.err);
    auto const claim = reply->json();
    Page page(streams.out);
    page.title(fmt::format("{} {}, version {}", id, standing_of(claim), text_at(claim, "version")));
    page.field("Order", text_at(claim, "order"));
    page.field("Buyer", text_at(claim, "buyer"));
    page.field("Supplier", text_at(claim, "supplier"));
    page.field("Opened", text_at(claim, "opened_on"));
    page.field("Claimed", fmt::format("{}, {}", text_at(claim, "claimed"), text_at(claim, "remedy")));
    page.field("Paid", text_at(claim, "paid"));
    page.field("Closed", text_at(claim, "closed_on"));
    page.field("Book", fmt::format("{} {}", text_at(claim, "edition"), text_at(claim, "reading")));
    auto const exhibits = items_at(claim, "exhibits").size();
    page.field("Exhibits", exhibits == 0 ? "" : fmt::format("{}", exhibits));
    page.heading("What is claimed");
    print_talk(claim, page);
    if (!items_at(claim, "slots").empty()) {
        page.heading("Evidence asked for");
        for (auto const& slot : items_at(claim, "slots")) {
            auto const last = text_at(slot, "last");
            page.item(told(fmt::format("{} from the {}, {}{}", text_at(slot, "kind"), text_at(slot, "from"),
                               text_at(slot, "need"), last.empty() ? "" : ", until " + last),
                text_at(slot, "note")));
        }
    }
    print_inspection(claim, page);
    print_days(claim, "due", "Due", page);
    print_days(claim, "stopped",
        fmt::format("Stopped since {} by a chargeback, as given", text_at(claim, "suspended_on")), page);
    page.heading("Waits for");
    page.item(joined_at(claim, "turn").empty() ? "nobody" : joined_at(claim, "turn"));
    page.heading("You may");
    std::string may;
    for (auto const& one : items_at(claim, "allowed")) {
        auto const name = text_at(one, "name"), number = text_at(one, "number");
        may += fmt::format("{}{}{}", may.empty() ? "" : ", ", text_at(one, "action"),
            !name.empty()                          ? fmt::format(" ({})", name)
                : number != "0" && !number.empty() ? fmt::format(" ({})", number)
                                                   : "");
    }
    page.item(may.empty() ? "nothing now" : may);
    return answered;
}

} // namespace

Subcommand const claim_list_command { "claim list", "the claims of a desk, latest change first",
    "recourse claim list --data desk --phase review", {}, list_options, run_list };
Subcommand const claim_show_command { "claim show", "a claim: whose turn it is, what is due, what may be done now",
    "recourse claim show C-20 --data desk", words, client_options, run_show };

} // namespace recourse::cli
