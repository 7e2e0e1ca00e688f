#include "render/composer.hpp"

#include "codec/utf8.hpp"

#include <charconv>

// Why: the programmes, their sums and the rules that decide; and how the readings differ.

namespace recourse::render {

using namespace casework;

namespace {

Tone tone_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::covered:
        return Tone::good;
    case Verdict::partly:
    case Verdict::undecided:
        return Tone::caution;
    case Verdict::not_covered:
        return Tone::stop;
    }
    return Tone::plain;
}

/// "problems[0]" is problem 1.
std::optional<int> place_of(std::string_view problem)
{
    auto const open = problem.find('[');
    int index = 0;
    if (open == std::string_view::npos
        || std::from_chars(problem.data() + open + 1, problem.data() + problem.size(), index).ec != std::errc {}
        || index < 0 || index > 1'000'000)
        return std::nullopt;
    return index + 1;
}

} // namespace

std::vector<Block> Composer::why()
{
    std::vector<Block> blocks;
    for (auto const& cover : answer.coverage) {
        auto name = codec::printable(cover.name.empty() ? cover.programme : cover.name);
        if (!cover.edition.empty())
            name = say(Label::with_edition, name, codec::printable(cover.edition));
        blocks.emplace_back(Heading { std::move(name), line(say(say.verdict(cover.verdict)), tone_of(cover.verdict)) });

        Facts facts;
        facts.facts.push_back({ std::string { say(Label::pays) }, line(say.range(cover.range), Tone::strong) });
        if (answer.loss.claimed)
            facts.facts.push_back({ std::string { say(Label::claimed) },
                line(say.range(
                    answer.loss.claimed_low ? answer.loss.claimed_low : answer.loss.claimed, answer.loss.claimed)) });
        if (cover.cap.low || cover.cap.high) {
            bool const nothing_sure = !cover.cap.high && cover.cap.low->is_zero();
            auto text = nothing_sure ? std::string { say(Label::no_limit_found) } : say.range(cover.cap);
            if (!cover.cap.high && !nothing_sure)
                text += std::string { say(Label::semicolon) } + std::string { say(Label::no_limit_found) };
            facts.facts.push_back({ std::string { say(Label::cap) }, line(text) });
        }
        if (cover.shortfall.low || cover.shortfall.high)
            facts.facts.push_back({ std::string { say(Label::shortfall) }, line(say.range(cover.shortfall)) });
        if (!cover.missing.empty())
            facts.facts.push_back({ std::string { say(Label::missing_facts) }, facts_named(cover.missing) });
        blocks.emplace_back(std::move(facts));

        Table table { .columns
            = { { std::string { say(Label::column_outcome) }, 11 }, { std::string { say(Label::column_reason) } } },
            .rows = {},
            .first_is_head = false };
        for (auto const& reason : cover.reasons) {
            bool const unknown = reason.outcome == "unknown" || reason.outcome == "open";
            Cell said { line(reason.text),
                muted_join(
                    { place_of(reason.problem) ? line(say(Label::of_problem, *place_of(reason.problem))) : Line {},
                        readings_named(reason.reading, cover.programme),
                        reason.missing.empty() ? Line {}
                                               : line(say(Label::reason_needs, plain(facts_named(reason.missing)))),
                        cite(reason.source, true) }) };
            table.rows.push_back(
                { cell(say.outcome(reason.outcome), unknown ? Tone::caution : Tone::plain), std::move(said) });
        }
        if (!table.rows.empty())
            blocks.emplace_back(std::move(table));
        if (!cover.trace.empty()) {
            Fold fold { std::string { say(Label::trace) }, {} };
            for (auto const& step : cover.trace)
                fold.lines.push_back(codec::printable(step));
            blocks.emplace_back(std::move(fold));
        }
    }
    return blocks;
}

std::vector<Block> Composer::readings()
{
    std::vector<Block> blocks;
    for (auto const& cover : answer.coverage) {
        if (cover.readings.size() < 2)
            continue;
        if (blocks.empty())
            blocks.emplace_back(Paragraph { line(say(Label::readings_remark), Tone::muted) });
        if (answer.coverage.size() > 1)
            blocks.emplace_back(Heading { codec::printable(cover.name), {} });
        Table table { .columns
            = { { std::string { say(Label::column_reading) } }, { std::string { say(Label::column_verdict) }, 16 },
                { std::string { say(Label::pays) }, 24 } },
            .rows = {},
            .first_is_head = false };
        int number = 0;
        for (auto const& result : cover.readings) {
            Cell reading { line(fmt::format("{}  ", ++number), Tone::strong)
                + line(result.says.empty() ? spaced(result.reading) : result.says) };
            table.rows.push_back({ std::move(reading), cell(say(say.verdict(result.verdict)), tone_of(result.verdict)),
                cell(say.range(result.range)) });
        }
        blocks.emplace_back(std::move(table));
    }
    return blocks;
}

} // namespace recourse::render
