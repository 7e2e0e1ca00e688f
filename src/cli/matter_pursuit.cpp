#include "cli/matter_page.hpp"

#include <fmt/format.h>

#include <ostream>

// Whom a matter of a desk pursues, and who else answers, for people.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "MATTER", "its id, L-17" } };

void print_periods(MatterPage const& asked, codec::Node const& of, std::string const& indent, Page& page)
{
    for (auto const& one : items_at(of, "periods")) {
        auto text
            = fmt::format("{}{}{}", text_at(one, "length"), asked.say(" from ", "，自"), text_at(one, "from_what"));
        if (auto const due = text_at(one, "due"); !due.empty())
            text += asked.say("; last day ", "；最后一日：") + due
                + (text_at(one, "provisional") == "true" ? asked.say(", may still move", "，可能变动") : "");
        page.item(indent + asked.colon(text_at(one, "what"), text));
    }
}

void print_rung(MatterPage const& asked, codec::Node const& rung, Page& page)
{
    auto const sure = text_at(rung, "applies") == "yes";
    page.item(fmt::format("{}{}", text_at(rung, "who"), sure ? "" : asked.say(" (perhaps)", "（待查）")));
    page.item("  " + text_at(rung, "why"));
    for (auto const& need : items_at(rung, "needs"))
        page.item("  - " + text_at(need, ""));
    if (auto const transition = text_at(rung, "transition"); !transition.empty())
        page.item("  " + transition);
    print_periods(asked, rung, "  ", page);
    page.item("  " + asked.source(rung));
}

void print_party(MatterPage const& asked, codec::Node const& party, Page& page)
{
    auto const name = text_at(party, "name").empty() ? text_at(party, "name_zh") : text_at(party, "name");
    page.title(fmt::format("{}. {}, {}", text_at(party, "number"), name, text_at(party, "role")));
    auto standing = text_at(party, "standing");
    if (auto const day = text_at(party, "checked_on"); !day.empty())
        standing += asked.say(", looked up on ", "，查询于") + day;
    page.field(asked.say("Register", "登记状态"), standing);
    page.field(asked.say("Code", "信用代码"), text_at(party, "code/code"));
    for (auto const& warning : items_at(party, "code/warnings"))
        page.item(text_at(warning, "says"));
    for (auto const& remark : items_at(party, "remarks"))
        page.item(text_at(remark, ""));
    for (auto const& status : items_at(party, "statuses")) {
        page.heading(text_at(status, "name"));
        page.item(text_at(status, "says"));
        print_periods(asked, status, "", page);
        page.item(asked.source(status));
        for (auto const& rung : items_at(status, "others"))
            print_rung(asked, rung, page);
    }
    if (!items_at(party, "others").empty())
        page.heading(asked.say("Who else answers, whatever the status", "其他责任人（不论登记状态）"));
    for (auto const& rung : items_at(party, "others"))
        print_rung(asked, rung, page);
    if (!items_at(party, "in_enforcement").empty())
        page.heading(asked.say("Who may be added in enforcement", "执行中可追加"));
    for (auto const& rung : items_at(party, "in_enforcement"))
        print_rung(asked, rung, page);
    if (!items_at(party, "find_out").empty())
        page.heading(asked.say("To find out", "待查明"));
    for (auto const& one : items_at(party, "find_out"))
        page.item(text_at(one, "question"));
}

int run_pursuit(Given const& given, Streams streams)
{
    MatterPage const asked("matter pursuit", "pursuit", given, streams);
    if (!asked.answered())
        return asked.status;
    Page page(streams.out);
    auto const& parties = items_at(asked.view(), "parties");
    if (parties.empty())
        page.title(asked.say(
            "Nobody is pursued yet: add-pursued names the first.", "尚未列明被追索方：请以add-pursued列明。"));
    for (auto const& party : parties)
        print_party(asked, party, page);
    return answered;
}

} // namespace

Subcommand const matter_pursuit_command { "matter pursuit", "whom a matter pursues, who else answers, what to find out",
    "recourse matter pursuit L-17 --data desk --role buyer --party P-1", words, matter_options, run_pursuit };

} // namespace recourse::cli
