#include "cli/matter_page.hpp"
#include "http/target.hpp"

#include <fmt/format.h>

#include <ostream>

// Filings of a matter of a desk, for people: which concern it, and what one needs.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "MATTER", "its id, L-17" },
    Positional {
        "KIND", "of which the papers are shown: demand, complaint, cietac, ...; all filings without it", false } };

/// "2027-03-05 (limitation, soon)"; nothing where there is none.
std::string last_day(codec::Node const& filing)
{
    auto const day = text_at(filing, "last_day/due");
    if (day.empty())
        return {};
    return fmt::format("{} ({}, {}{})", day, text_at(filing, "last_day/deadline"), text_at(filing, "last_day/status"),
        text_at(filing, "last_day/provisional") == "true" ? ", may still move" : "");
}

void begin_by(MatterPage const& asked, codec::Node const& of, char const* path, std::string& text)
{
    auto const day = text_at(of, path);
    if (day.empty())
        return;
    text += asked.say("; begin by ", "；最迟开始：") + day;
    if (text_at(of, "late") == "true")
        text += asked.say(", which is over", "，已过");
}

std::string days_of(MatterPage const& asked, codec::Node const& of)
{
    auto const low = text_at(of, "days_low"), high = text_at(of, "days_high");
    if (high == "0")
        return {};
    auto const unit = high == "1" ? asked.say(" day", "天") : asked.say(" days", "天");
    return low == high ? low + unit : low + asked.say(" to ", "至") + high + unit;
}

void print_list(MatterPage const& asked, std::ostream& out)
{
    Page page(out);
    page.title(
        fmt::format("{} {}, {}", asked.say("Filings of", "立案与申请"), asked.id(), text_at(asked.view(), "as_of")));
    for (auto const& one : items_at(asked.view(), "filings")) {
        page.heading(fmt::format("{} ({})", text_at(one, "kind"), text_at(one, "standing")));
        page.item(asked.colon(text_at(one, "name"), text_at(one, "why")));
        if (auto const day = last_day(one); !day.empty())
            page.item(asked.colon(asked.say("last day", "最后一日"), day));
        if (auto const count = text_at(one, "papers"); !count.empty() && count != "0") {
            auto text = fmt::format(
                fmt::runtime(asked.say("{} of {} papers are not known to be there", "{}/{}项文件尚未备齐")),
                text_at(one, "lacking"), count);
            begin_by(asked, one, "first_start", text);
            page.item(text);
        }
    }
    for (auto const& one : items_at(asked.view(), "remarks"))
        page.item(asked.colon(asked.say("mind", "提示"), text_at(one, "")));
}

void print_paper(MatterPage const& asked, codec::Node const& paper, Page& page)
{
    auto head = fmt::format("{} [{}]", text_at(paper, "paper"), text_at(paper, "state"));
    if (text_at(paper, "needed") != "yes")
        head += asked.say(", perhaps needed", "，可能需要");
    auto text = text_at(paper, "name");
    if (text_at(paper, "state") != "have") {
        if (auto const days = days_of(asked, paper); !days.empty())
            text += asked.say("; ", "；") + days;
        begin_by(asked, paper, "start_by", text);
    }
    page.item(asked.colon(head, text));
    for (auto const& question : items_at(paper, "find_out"))
        page.item("  ? " + text_at(question, ""));
    if (auto const draft = text_at(paper, "draft"); !draft.empty() && draft != "0")
        page.item("  " + asked.say("draft: paper ", "草稿：文书") + draft);
    if (auto const note = text_at(paper, "note"); !note.empty())
        page.item("  " + note);
    for (auto const& step : items_at(paper, "steps")) {
        auto line = fmt::format("- {} [{}]", text_at(step, "what"), text_at(step, "state"));
        if (text_at(step, "state") != "have") {
            if (auto const days = days_of(asked, step); !days.empty())
                line += asked.say("; ", "；") + days;
            begin_by(asked, step, "start_by", line);
        }
        page.item("  " + line);
    }
}

void print_readiness(MatterPage const& asked, std::ostream& out)
{
    auto const& view = asked.view();
    Page page(out);
    page.title(fmt::format("{}, {} ({})", text_at(view, "filing/name"), asked.id(), text_at(view, "filing/standing")));
    page.item(text_at(view, "filing/why"));
    page.item(text_at(view, "filing/says"));
    if (auto const day = last_day(*node_at(view, "filing")); !day.empty()) {
        page.heading(asked.colon(asked.say("Last day", "最后一日"), day));
        page.item(text_at(view, "filing/last_day/what"));
        for (auto const& line : items_at(view, "filing/last_day/counting"))
            page.item(text_at(line, ""));
    }
    if (auto const note = text_at(view, "formality/note"); !note.empty()) {
        page.heading(asked.colon(asked.say("Papers of", "文件所属国"), text_at(view, "formality/country")));
        page.item(note);
    }
    page.heading(text_at(view, "ready") == "true" ? asked.say("Papers: all are there", "文件：已备齐")
                                                  : asked.say("Papers", "文件"));
    for (auto const& paper : items_at(view, "papers"))
        print_paper(asked, paper, page);
    if (!items_at(view, "levels").empty())
        page.heading(asked.say("Court by the amount; the region decides between two", "级别管辖；两项时由地区决定"));
    for (auto const& one : items_at(view, "levels"))
        page.item(asked.colon(text_at(one, "court"), text_at(one, "at_least")));
    if (!items_at(view, "timetable").empty())
        page.heading(asked.say("Timetable", "时间表"));
    for (auto const& one : items_at(view, "timetable"))
        page.item(asked.colon(text_at(one, "what"),
            fmt::format("{}{}{}", text_at(one, "period"), text_at(one, "period").empty() ? "" : "; ",
                text_at(one, "says").empty() ? text_at(one, "from") : text_at(one, "says"))));
    for (auto const& one : items_at(view, "remarks"))
        page.item(asked.colon(asked.say("mind", "提示"), text_at(one, "")));
}

int run_filing_of_matter(Given const& given, Streams streams)
{
    auto const kind = value_of(given, "KIND");
    MatterPage const asked("matter filing",
        kind.empty() ? "filings" : fmt::format("filings/{}/readiness", http::percent_encode(kind)), given, streams);
    if (!asked.answered())
        return asked.status;
    if (kind.empty())
        print_list(asked, streams.out);
    else
        print_readiness(asked, streams.out);
    return answered;
}

} // namespace

Subcommand const matter_filing_command { "matter filing", "which filings concern a matter, and what one of them needs",
    "recourse matter filing L-17 cietac --data desk --role buyer --party P-1", words, matter_options,
    run_filing_of_matter };

} // namespace recourse::cli
