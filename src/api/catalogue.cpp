#include "api/catalogue.hpp"

#include "accounts/refusals.hpp"
#include "api/account_refusals.hpp"
#include "api/bank_refusals.hpp"
#include "api/filing_refusals.hpp"
#include "api/forecast_refusals.hpp"
#include "api/form_refusals.hpp"
#include "api/packet_refusals.hpp"
#include "api/rule_book_refusals.hpp"
#include "api/statement_refusals.hpp"
#include "api/vault_refusals.hpp"
#include "app/refusals.hpp"
#include "core/claim/refusals.hpp"
#include "core/edition/edition.hpp"
#include "core/evidence/refusals.hpp"
#include "core/inspection/refusals.hpp"
#include "core/matter/refusals.hpp"
#include "core/movement/movement.hpp"
#include "core/order/refusals.hpp"
#include "core/party/party.hpp"
#include "core/payout/payout.hpp"
#include "core/remittance/remittance.hpp"
#include "core/standing/refusals.hpp"
#include "core/statement/statement.hpp"
#include "http/problem.hpp"
#include "notify/refusals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace recourse::api {

namespace {

std::string escaped(std::string_view text)
{
    std::string html;
    for (char const c : text) {
        if (c == '&')
            html += "&amp;";
        else if (c == '<')
            html += "&lt;";
        else if (c == '>')
            html += "&gt;";
        else
            html += c;
    }
    return html;
}

struct Entry {
    std::string_view code;
    int status;
    std::string_view says;
    std::string_view says_zh;
};

std::vector<Entry> entries()
{
    std::vector<Entry> all;
    for (auto const* kind : refusal_kinds())
        all.push_back({ kind->code, kind->status, kind->says, kind->says_zh });
    for (auto const& one : http::standard_problems())
        all.push_back({ one.code, one.status, one.title_en, one.title_zh });
    std::ranges::sort(all, {}, &Entry::code);
    return all;
}

} // namespace

std::span<act::RefusalKind const* const> refusal_kinds()
{
    static auto const all = [] {
        std::vector<act::RefusalKind const*> kinds;
        auto const add = [&](auto const& some) { kinds.insert(kinds.end(), some.begin(), some.end()); };
        add(act::refusals::four_eyes);
        add(app::refusals::all);
        add(party::refusals::all);
        add(order::refusals::all);
        add(claim::refusals::all);
        add(inspection::refusals::all);
        add(standing::refusals::all);
        add(remittance::refusals::all);
        add(statement::refusals::all);
        add(movement::refusals::all);
        add(payout::refusals::all);
        add(edition::refusals::all);
        add(evidence::refusals::all);
        add(matter::refusals::all);
        add(form_refusals::all);
        add(bank_refusals::all);
        add(rule_book_refusals::all);
        add(vault_refusals::all);
        add(packet_refusals::all);
        add(forecast_refusals::all);
        add(statement_refusals::all);
        add(filing_refusals::all);
        add(account_refusals::all);
        add(accounts::refusals::all);
        add(notify::refusals::all);
        std::ranges::sort(kinds, {}, [](auto const* kind) { return kind->code; });
        return kinds;
    }();
    return all;
}

act::RefusalKind const* refusal_kind(std::string_view code)
{
    auto const kinds = refusal_kinds();
    auto const found = std::ranges::lower_bound(kinds, code, {}, [](auto const* kind) { return kind->code; });
    return found == kinds.end() || (*found)->code != code ? nullptr : *found;
}

std::string problems_page()
{
    std::string html = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Problems</title>"
                       "<meta name=\"viewport\" content=\"width=device-width\"><h1>Problems</h1>"
                       "<p>What the <code>code</code> of a problem means. A code keeps its meaning for ever.</p><dl>";
    for (auto const& one : entries())
        html += fmt::format("<dt id=\"{0}\"><code>{0}</code> ({1})</dt><dd>{2}<br><span lang=\"zh\">{3}</span></dd>",
            escaped(one.code), one.status, escaped(one.says), escaped(one.says_zh));
    return html + "</dl></html>";
}

std::string refusals_markdown()
{
    std::string text
        = "# Refusals\n\nWhat `recourse schema refusals` prints: one code for each guard, with its HTTP "
          "status. A code keeps its meaning for ever; {names}\nstand for values. The order in which guards are asked "
          "is that of "
          "the decision: is it there (404), who may (403), when (409), with\nwhat (422).\n\n| code | status "
          "| sentence | 中文 |\n|---|---|---|---|\n";
    for (auto const* kind : refusal_kinds())
        text += fmt::format("| `{}` | {} | {} | {} |\n", kind->code, kind->status, kind->says, kind->says_zh);
    return text;
}

} // namespace recourse::api
