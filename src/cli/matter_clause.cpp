#include "cli/matter_page.hpp"

#include <fmt/format.h>

#include <ostream>

// The clause on disputes of a matter of a desk, for people.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "MATTER", "its id, L-17" } };

int run_clause_of_matter(Given const& given, Streams streams)
{
    MatterPage const asked("matter clause", "clause", given, streams);
    if (!asked.answered())
        return asked.status;
    auto const& view = asked.view();
    bool const zh = asked.say("", "zh") == "zh";
    Page page(streams.out);
    page.title(asked.colon(
        fmt::format("{} {}", asked.say("Clause of", "争议解决条款"), asked.id()), text_at(view, "read/verdict")));
    page.item(text_at(view, "says"));
    page.field(asked.say("Law", "适用法律"), text_at(view, "governing_law"));
    page.field(asked.say("Judged", "律师判断"), text_at(view, "worth"));
    if (auto const text = text_at(view, "text"); !text.empty()) {
        page.heading(asked.say("Its words", "条款原文"));
        page.item(text);
    }
    if (node_at(view, "read") == nullptr || text_at(view, "read/verdict").empty())
        return answered;
    page.heading(asked.say("What it says", "内容"));
    for (auto const& one : items_at(view, "read/institutions")) {
        bool const rules = text_at(one, "only_rules") == "true";
        page.item(asked.colon(rules ? asked.say("rules of", "规则") : asked.say("institution", "机构"),
            text_at(one, zh ? "name_zh" : "name")));
    }
    auto const list = [&](std::string const& name, std::string_view path) {
        if (auto const all = joined_at(view, path); !all.empty())
            page.item(asked.colon(name, all));
    };
    list(asked.say("seat", "仲裁地"), "read/seats");
    list(asked.say("language", "语言"), "read/languages");
    list(asked.say("court", "法院"), "read/courts");
    if (auto const count = text_at(view, "read/arbitrators"); !count.empty())
        page.item(asked.colon(asked.say("arbitrators", "仲裁员人数"), count));
    if (!items_at(view, "read/findings").empty())
        page.heading(asked.say("Findings", "发现"));
    for (auto const& one : items_at(view, "read/findings")) {
        page.item(text_at(one, zh ? "says_zh" : "says"));
        if (auto const remedy = text_at(one, zh ? "remedy_zh" : "remedy"); !remedy.empty())
            page.item("  -> " + remedy);
        page.item("  " + asked.source(one));
    }
    return answered;
}

} // namespace

Subcommand const matter_clause_command { "matter clause", "the clause on disputes of a matter, and what it says",
    "recourse matter clause L-17 --data desk --role buyer --party P-1", words, matter_options, run_clause_of_matter };

} // namespace recourse::cli
