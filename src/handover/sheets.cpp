#include "handover/sheets.hpp"

#include "base/printable.hpp"
#include "base/wrap.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

namespace recourse::handover {

namespace {

constexpr std::size_t page_width = 100;

/// A cell that begins like a formula is one to a spreadsheet, whatever wrote it.
std::string cell(std::string_view text)
{
    auto clean = printable(text);
    if (!clean.empty() && std::string_view { "=+-@" }.contains(clean.front()))
        clean.insert(0, "'");
    std::string quoted = "\"";
    for (char const c : clean) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

void row(std::string& out, std::span<std::string const> cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i)
        out += (i == 0 ? "" : ",") + cell(cells[i]);
    out += "\r\n";
}

} // namespace

std::string deadline_table(std::span<DeadlineRow const> rows, Language language)
{
    bool const zh = language == Language::zh;
    std::string out = "\xEF\xBB\xBF";
    std::array<std::string, 7> const titles = zh
        ? std::array<std::string, 7> { "事项", "最后一日", "状态", "起算", "逾期后果", "依据", "计算" }
        : std::array<std::string, 7> { "what", "last day", "state", "runs from", "if missed", "source", "counting" };
    row(out, titles);
    for (auto const& one : rows) {
        std::array<std::string, 7> const cells { one.what, one.due ? to_string(*one.due) : std::string {}, one.status,
            one.from, one.if_missed, one.source, fmt::format("{}", fmt::join(one.counting, zh ? "；" : "; ")) };
        row(out, cells);
    }
    return out;
}

std::string question_page(std::span<QuestionPart const> parts, Language language)
{
    bool const zh = language == Language::zh;
    std::string out = zh ? "待解决事项\n" : "WHAT IS OPEN\n";
    bool any = false;
    for (auto const& part : parts) {
        if (part.questions.empty())
            continue;
        any = true;
        out += '\n' + printable(part.title) + '\n';
        for (auto const& one : part.questions) {
            out += wrap(printable(one.asks), page_width, "- ", "  ");
            if (!one.because.empty())
                out += wrap(printable(one.because), page_width, "  ", "  ");
        }
    }
    if (!any)
        out += zh ? "\n无。\n" : "\nNothing.\n";
    return out;
}

} // namespace recourse::handover
