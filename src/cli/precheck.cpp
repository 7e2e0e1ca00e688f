#include "base/wrap.hpp"
#include "cli/case_input.hpp"
#include "cli/commands.hpp"
#include "cli/report.hpp"
#include "cli/today.hpp"

#include <fmt/format.h>

#include <ostream>

// Before money moves: the same engine, asked what would be covered if the order went wrong in the two common ways.

namespace recourse::cli {

namespace {

constexpr std::array words { Positional { "FILE", "the case file with the order and the payments you plan", true } };
constexpr std::array options {
    Option { "as-of", "DATE", "the day of the answer", "the file's as_of, else today in Beijing" },
    Option { "language", "LANGUAGE", "en or zh", "the file's language, else en" },
};

constexpr std::size_t width = 80;

/// The warnings that can still change how one pays.
constexpr std::array<std::string_view, 9> before_paying { "paid-outside", "payee-mismatch", "personal-account",
    "verify-by-phone", "wire-can-be-on-platform", "no-written-standard", "clause-needed", "identify-counterparty",
    "hong-kong-entity" };

struct WhatIf {
    std::string_view kind;
    std::string_view state;
    std::string_view en, zh;
};
constexpr std::array what_ifs {
    WhatIf { "not_shipped", "not_shipped", "If nothing is ever shipped", "如果从未发货" },
    WhatIf { "quality", "delivered", "If what arrives is bad", "如果到货质量不合格" },
};

casework::Facts with(casework::Facts facts, WhatIf const& what_if, Date as_of)
{
    auto const set
        = [&](std::string_view path, std::string_view text) { facts.set_text(*casework::parse_path(path), text); };
    set("problems[0].kind", what_if.kind);
    set("delivery.state", what_if.state);
    if (what_if.state == "delivered")
        facts.set(*casework::parse_path("delivery.delivered_on"), rules::Value::of(as_of));
    return facts;
}

std::string_view verdict(casework::Verdict verdict, bool zh)
{
    switch (verdict) {
    case casework::Verdict::covered:
        return zh ? "受保障" : "covered";
    case casework::Verdict::partly:
        return zh ? "部分受保障" : "partly covered";
    case casework::Verdict::not_covered:
        return zh ? "不受保障" : "not covered";
    case casework::Verdict::undecided:
        return zh ? "尚不能确定" : "not decided";
    }
    return "";
}

void print(casework::Answer const& answer, WhatIf const& what_if, bool zh, std::ostream& out)
{
    out << (zh ? what_if.zh : what_if.en) << '\n';
    if (answer.coverage.empty())
        out << (zh ? "  没有适用的买家保障规则。\n" : "  No programme of buyer protection applies.\n");
    for (auto const& one : answer.coverage) {
        auto const amount = [&](std::optional<Money> const& money) {
            return money ? display(*money) : std::string { zh ? "未知" : "not known" };
        };
        out << wrap(fmt::format(fmt::runtime(zh ? "{}：{}，{}至{}" : "{}: {}, {} to {}"), one.name,
                        verdict(one.verdict, zh), amount(one.range.low), amount(one.range.high)),
            width, "  ", "    ");
        for (auto const& reason : one.reasons) {
            if (reason.outcome == "applies" || reason.outcome == "fails" || reason.outcome == "limits")
                out << wrap(reason.text, width, "    - ", "      ");
        }
    }
    out << '\n';
}

int precheck(Given const& given, Streams streams)
{
    auto const loaded = load_shipped(streams);
    if (!loaded)
        return we_failed;
    auto const file = load_case("precheck", value_of(given, "FILE"), streams);
    if (!file)
        return input_wrong;
    Problems problems;
    rules::Arena arena;
    auto const inputs = book_inputs(*file, *loaded->world, arena, problems);
    assess::Options chosen;
    chosen.as_of = file->facts.date("as_of").value_or(today());
    if (given.contains("as-of")) {
        if (auto const date = parse_date(value_of(given, "as-of")))
            chosen.as_of = *date;
        else
            problems.push_back({ {}, "recourse precheck: --as-of: " + date.error(), {} });
    }
    auto const stated = file->facts.text("language") == "zh" ? Language::zh : Language::en;
    chosen.language = language_of("precheck", given, stated, problems);
    if (!problems.empty()) {
        say(problems, streams.err);
        return input_wrong;
    }

    bool const zh = chosen.language == Language::zh;
    chosen.questions = chosen.trace = chosen.forecast = false;
    std::vector<casework::Warning> warnings;
    for (auto const& what_if : what_ifs) {
        auto const answer = assess::assess(*loaded->world, with(file->facts, what_if, chosen.as_of), inputs, chosen);
        print(answer, what_if, zh, streams.out);
        for (auto const& warning : answer.warnings) {
            bool const fits = std::ranges::find(before_paying, warning.id) != before_paying.end();
            bool const said = std::ranges::find(warnings, warning.id, &casework::Warning::id) != warnings.end();
            if (fits && !said)
                warnings.push_back(warning);
        }
    }
    if (!warnings.empty())
        streams.out << (zh ? "付款之前\n" : "Before you pay\n");
    for (auto const& warning : warnings)
        streams.out << wrap(warning.text, width, "  - ", "    ");
    return answered;
}

} // namespace

Subcommand const precheck_command { "precheck", "Will I still be covered if I pay this way?",
    "recourse precheck order.toml", words, options, &precheck };

} // namespace recourse::cli
