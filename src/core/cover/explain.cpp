#include "core/cover/assess.hpp"

#include "core/rules/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace recourse::cover {

using casework::Coverage;
using casework::Evaluation;
using casework::Reason;
using casework::Verdict;

namespace {

/// Decisive things first: what ends the cover, what gives it, what limits it, what is open, what is still in order.
int rank(Reason const& reason)
{
    constexpr std::array<std::string_view, 7> order { "excluded", "fails", "passed", "applies", "limits", "unknown",
        "open" };
    auto const found = std::ranges::find(order, std::string_view { reason.outcome });
    return static_cast<int>(found - order.begin());
}

std::string_view outcome_word(Finding const& finding)
{
    if (finding.truth == Truth::open)
        return "unknown";
    bool const yes = finding.truth == Truth::yes;
    switch (finding.kind) {
    case RuleKind::scope:
        return yes ? "" : "fails"; // a scope that holds is nothing to report
    case RuleKind::cover:
        return yes ? "applies" : "fails";
    case RuleKind::exclusion:
        return yes ? "excluded" : "";
    case RuleKind::cap:
        return yes ? "limits" : "";
    case RuleKind::window:
        return yes ? "open" : "passed";
    }
    return "";
}

std::string text_of(Finding const& finding, BookFrame& frame, Language language)
{
    bool const zh = language == Language::zh;
    if (finding.kind == RuleKind::window)
        return finding.truth == Truth::no ? frame.frame().say(finding.window->if_missed, language)
                                          : frame.frame().say(finding.window->what, language);
    if (finding.rule == nullptr)
        return zh ? "本规则中没有任何条款涵盖此项问题。" : "No rule of this programme covers this defect.";
    auto& at = finding.problem < 0 ? frame.frame() : frame.problem(static_cast<std::size_t>(finding.problem));
    bool const fails = finding.kind == RuleKind::scope && finding.truth == Truth::no && !finding.rule->fails.en.empty();
    return at.say(fails ? finding.rule->fails : finding.rule->says, language);
}

std::string id_of(Finding const& finding)
{
    if (finding.window != nullptr)
        return finding.window->id;
    return finding.rule == nullptr ? "no-cover" : finding.rule->id;
}

/// What makes two reasons the same one.
using ReasonKey = std::tuple<std::string, std::string, int, std::string>;

void trace_rule(Finding const& finding, BookFrame& frame, std::vector<std::string>& lines)
{
    if (finding.rule == nullptr || !finding.rule->when)
        return;
    rules::Trace trace;
    auto& at = finding.problem < 0 ? frame.frame() : frame.problem(static_cast<std::size_t>(finding.problem));
    (void)at.value(*finding.rule->when, &trace);
    lines.push_back(fmt::format("{}:", id_of(finding)));
    for (auto const& line : trace.lines())
        lines.push_back("  " + line);
}

std::optional<Money> less(std::optional<Money> claim, std::optional<Money> paid)
{
    if (!claim || !paid || !comparable(*claim, *paid))
        return std::nullopt;
    return max(Money { 0, claim->currency }, *claim - *paid);
}

} // namespace

Coverage explain(Book const& book, Evaluation& evaluation, Inputs const& inputs, Outcome const& outcome,
    Language language, bool with_trace)
{
    Coverage coverage;
    coverage.programme = book.id;
    coverage.edition = book.edition;
    coverage.route = book.route;
    coverage.verdict = outcome.verdict;
    coverage.range = outcome.range;
    coverage.cap = outcome.cap;
    auto const claim = evaluation.money_term("claimed");
    // Of the greatest claim, what is paid for sure in the strictest reading: the low of the range belongs to the least.
    std::optional<Money> sure;
    for (auto const& reading : outcome.readings)
        sure = sure ? min(*sure, reading.sure) : reading.sure;
    coverage.shortfall = { less(claim, outcome.range.high), less(claim, sure) };
    coverage.facts_missing = outcome.facts_missing;
    coverage.readings_differ = outcome.readings_differ;
    coverage.missing = outcome.missing;

    std::vector<std::vector<std::string>> in; // the readings of each reason
    std::map<ReasonKey, std::size_t> positions;
    for (auto const& reading : outcome.readings) {
        auto const& of_book = *book.find_reading(reading.reading);
        BookFrame frame(book, of_book, evaluation, inputs);
        if (coverage.name.empty())
            coverage.name = frame.frame().say(book.name, language);
        coverage.readings.push_back({ reading.reading, reading.verdict, { reading.low, reading.high },
            frame.frame().say(of_book.says, language) });
        for (auto const& finding : reading.findings) {
            auto const word = outcome_word(finding);
            if (word.empty())
                continue;
            // Where nothing is paid, what would have been paid and up to how much is beside the point.
            bool const nothing = reading.verdict == Verdict::not_covered;
            if (nothing
                && (word == "limits" || word == "unknown" || (finding.kind == RuleKind::cover && word == "applies")))
                continue;
            Reason reason;
            reason.rule = id_of(finding);
            reason.outcome = word;
            reason.text = text_of(finding, frame, language);
            reason.source = finding.window ? finding.window->source : finding.rule ? finding.rule->source : book.source;
            if (finding.problem >= 0)
                reason.problem = fmt::format("problems[{}]", finding.problem);
            reason.missing = finding.missing;
            auto const [known, first] = positions.try_emplace(
                { reason.rule, reason.outcome, finding.problem, reason.text }, coverage.reasons.size());
            if (!first) {
                auto& readings = in[known->second];
                if (readings.back() != reading.reading)
                    readings.push_back(reading.reading);
                continue;
            }
            coverage.reasons.push_back(std::move(reason));
            in.push_back({ reading.reading });
            if (with_trace && (word == "excluded" || word == "fails" || word == "unknown" || word == "applies"))
                trace_rule(finding, frame, coverage.trace);
        }
    }
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i].size() < outcome.readings.size())
            coverage.reasons[i].reading = fmt::format("{}", fmt::join(in[i], ", "));
    }
    std::ranges::stable_sort(coverage.reasons, {}, rank);
    for (auto& reason : coverage.reasons) {
        if (reason.outcome == "excluded") // an exclusion that applies: said like every rule that does
            reason.outcome = "applies";
    }
    return coverage;
}

} // namespace recourse::cover
