#include "core/assess/difference.hpp"

#include <algorithm>
#include <set>

namespace recourse::assess {

namespace {

using casework::Expression;
using casework::Said;
using cover::Rule;

std::string text(Expression const& expression)
{
    return expression ? std::string { rules::text_of(*expression) } : std::string {};
}

std::string text(Said const& said)
{
    return written(said.en) + "\n" + written(said.zh);
}

std::string text(Rule const&)
{
    return {};
}
std::string text(cover::Cover const& one)
{
    std::string result = text(one.amount);
    for (auto const& remedy : one.remedies)
        result += "\n" + remedy;
    return result;
}
std::string text(cover::Exclusion const& one)
{
    return std::to_string(static_cast<int>(one.effect)) + text(one.amount) + "\n" + text(one.cures);
}
std::string text(cover::Cap const& one)
{
    return text(one.low) + "\n" + text(one.high);
}

/// A rule of any table, with what can be compared.
struct Entry {
    std::string table;
    Rule const* rule;
    std::string details; ///< amount, effect, remedies
    std::map<std::string, std::vector<std::string>> words;
    std::map<std::string, std::int64_t> numbers;
    std::map<std::string, bool> flags;
};

std::vector<Entry> entries(Side const& side)
{
    std::vector<Entry> found;
    auto const takes = [&](Rule const& rule) {
        return std::ranges::any_of(side.book->readings, [&](auto const& reading) {
            return (side.reading.empty() || reading.id == side.reading) && reading.takes(rule.readings);
        });
    };
    auto const add = [&](std::string const& table, auto const& rules) {
        for (auto const& one : rules) {
            if (takes(one))
                found.push_back({ table, &one, text(one), {}, {}, {} });
        }
    };
    add("scope", side.book->scopes);
    add("cover", side.book->covers);
    add("exclusion", side.book->exclusions);
    add("cap", side.book->caps);
    for (auto const& one : side.book->provisions) {
        if (takes(one))
            found.push_back({ one.table, &one, {}, one.words, one.numbers, one.flags });
    }
    return found;
}

std::vector<std::string> changed_parts(Entry const& before, Entry const& after)
{
    std::vector<std::string> what;
    auto const differs = [&](char const* name, bool different) {
        if (different)
            what.emplace_back(name);
    };
    differs("when", text(before.rule->when) != text(after.rule->when));
    differs("what it does",
        before.details != after.details || before.words != after.words || before.numbers != after.numbers
            || before.flags != after.flags);
    differs("discretion", before.rule->discretion != after.rule->discretion);
    differs("says",
        text(before.rule->says) != text(after.rule->says) || text(before.rule->fails) != text(after.rule->fails));
    differs("source",
        before.rule->source.document != after.rule->source.document
            || before.rule->source.clause != after.rule->source.clause);
    return what;
}

/// The rules that hold under any reading of the outcome: scopes that fail, covers, exclusions and caps that apply.
std::set<std::string> reasons(cover::Outcome const& outcome)
{
    std::set<std::string> ids;
    for (auto const& reading : outcome.readings) {
        for (auto const& finding : reading.findings) {
            bool const wanted = finding.kind == cover::RuleKind::scope || finding.kind == cover::RuleKind::window
                ? finding.truth == casework::Truth::no
                : finding.truth == casework::Truth::yes;
            if (wanted && finding.rule != nullptr)
                ids.insert(finding.rule->id);
            else if (wanted && finding.window != nullptr)
                ids.insert(finding.window->id);
        }
    }
    return ids;
}

} // namespace

std::vector<RuleChange> rule_changes(Side const& before, Side const& after)
{
    auto const old_rules = entries(before);
    auto const new_rules = entries(after);
    auto const partner = [](std::vector<Entry> const& all, Entry const& of) {
        auto const found = std::ranges::find_if(
            all, [&](Entry const& one) { return one.table == of.table && one.rule->id == of.rule->id; });
        return found == all.end() ? nullptr : &*found;
    };
    std::vector<RuleChange> changes;
    for (auto const& one : old_rules) {
        auto const* other = partner(new_rules, one);
        if (other == nullptr)
            changes.push_back({ RuleChange::Kind::gone, one.table, one.rule->id, one.rule, nullptr, {} });
        else if (auto what = changed_parts(one, *other); !what.empty())
            changes.push_back(
                { RuleChange::Kind::changed, one.table, one.rule->id, one.rule, other->rule, std::move(what) });
    }
    for (auto const& one : new_rules) {
        if (partner(old_rules, one) == nullptr)
            changes.push_back({ RuleChange::Kind::come, one.table, one.rule->id, nullptr, one.rule, {} });
    }
    return changes;
}

bool CaseChange::any() const
{
    auto const same = [](std::optional<Money> a, std::optional<Money> b) { return a == b; };
    return before.readings.empty() != after.readings.empty() || before.verdict != after.verdict
        || !same(before.range.low, after.range.low) || !same(before.range.high, after.range.high)
        || !reasons_gone.empty() || !reasons_come.empty();
}

CaseChange case_change(casework::Evaluation& evaluation_before, Side const& before, cover::Inputs const& inputs_before,
    casework::Evaluation& evaluation_after, Side const& after, cover::Inputs const& inputs_after)
{
    CaseChange change;
    change.before = cover::decide(*before.book, evaluation_before, inputs_before, before.reading);
    change.after = cover::decide(*after.book, evaluation_after, inputs_after, after.reading);
    auto const was = reasons(change.before);
    auto const is = reasons(change.after);
    std::ranges::set_difference(was, is, std::back_inserter(change.reasons_gone));
    std::ranges::set_difference(is, was, std::back_inserter(change.reasons_come));
    return change;
}

} // namespace recourse::assess
