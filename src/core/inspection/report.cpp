#include "core/inspection/report.hpp"

#include "base/check.hpp"
#include "core/inspection/refusals.hpp"
#include "core/inspection/tables.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::inspection {

namespace {

using Faults = std::vector<act::Refusal>;
using Values = std::vector<std::pair<std::string, std::string>>;

std::string text(DefectClass defect_class)
{
    return std::string { word(defect_class) };
}

template <class Number>
std::string number(Number value)
{
    return fmt::format("{}", value);
}

std::string_view word_zh(DefectClass defect_class)
{
    switch (defect_class) {
    case DefectClass::critical:
        return "致命";
    case DefectClass::major:
        return "严重";
    case DefectClass::minor:
        return "轻微";
    }
    RECOURSE_ASSERT(false);
}

void add(Faults& faults, act::RefusalKind const& kind, Values values = {})
{
    faults.push_back({ &kind, std::move(values), {} });
}

Found const* find(Report const& report, DefectClass defect_class)
{
    auto const found = std::ranges::find(report.found, defect_class, &Found::defect_class);
    return found == report.found.end() ? nullptr : &*found;
}

/// The figures of one class fit each other and the lot.
bool can_be(Report const& report, Found const& found)
{
    return found.sample > 0 && found.sample <= report.lot && found.units <= found.sample;
}

/// One class by itself.
void check_found(Faults& faults, Report const& report, Found const& found)
{
    auto const name = std::pair { std::string { "class" }, text(found.defect_class) };
    if (found.sample == 0)
        add(faults, refusals::no_sample, { name });
    if (found.sample > report.lot)
        add(faults, refusals::sample_exceeds_lot,
            { name, { "sample", number(found.sample) }, { "lot", number(report.lot) } });
    if (found.units > found.sample)
        add(faults, refusals::units_exceed_sample,
            { name, { "units", number(found.units) }, { "sample", number(found.sample) } });
}

/// Whether the defects that were counted fit the units.
void check_defects(Faults& faults, Terms const& terms, Report const& report, Found const& found)
{
    auto const name = std::pair { std::string { "class" }, text(found.defect_class) };
    bool const counted = terms.counting == Counting::defects || found.defects != 0;
    if (counted && found.defects < found.units)
        add(faults, refusals::defects_below_units,
            { name, { "units", number(found.units) }, { "defects", number(found.defects) } });
    // A defect sits in a unit of its own class or of a graver one.
    bool const has_unit = std::ranges::any_of(
        report.found, [&](auto const& one) { return one.defect_class <= found.defect_class && one.units != 0; });
    if (found.defects != 0 && !has_unit)
        add(faults, refusals::defects_without_units, { name, { "defects", number(found.defects) } });
}

/// Where all classes were looked for in the same units, those units bound all classes together.
void check_together(Faults& faults, Report const& report)
{
    if (report.found.size() < 2)
        return;
    auto const sample = report.found.front().sample;
    std::uint64_t units = 0;
    for (auto const& found : report.found) {
        if (found.sample != sample || found.units > sample)
            return;
        units += found.units;
    }
    if (units > sample)
        add(faults, refusals::units_exceed_together, { { "units", number(units) }, { "sample", number(sample) } });
}

Faults check_report(Terms const& terms, Report const& report)
{
    Faults faults;
    if (report.lot < 2)
        add(faults, refusals::lot_too_small, { { "lot", number(report.lot) } });
    for (auto const& criterion : terms.criteria) {
        if (find(report, criterion.defect_class) == nullptr)
            add(faults, refusals::missing, { { "class", text(criterion.defect_class) } });
    }
    for (auto const& found : report.found) {
        auto const name = std::pair { std::string { "class" }, text(found.defect_class) };
        if (find(report, found.defect_class) != &found) {
            add(faults, refusals::found_twice, { name });
            continue;
        }
        if (std::ranges::find(terms.criteria, found.defect_class, &Criterion::defect_class) == terms.criteria.end())
            add(faults, refusals::not_agreed, { name });
        check_found(faults, report, found);
        check_defects(faults, terms, report, found);
    }
    check_together(faults, report);
    return faults;
}

std::string reason(Terms const& terms, Criterion const& criterion, ClassVerdict const& verdict)
{
    auto const found = terms.counting == Counting::units
        ? fmt::format("{} units with {} defects", verdict.counted, word(verdict.defect_class))
        : fmt::format("{} {} defects", verdict.counted, word(verdict.defect_class));
    auto const limit = criterion.aql.thousandths == 0
        ? std::string { "none is tolerated" }
        : fmt::format("AQL {}, level {}, {} inspection, letter {}", to_string(criterion.aql), word(terms.level),
              word(terms.severity), verdict.plan.letter);
    return fmt::format("{} in {} looked at; {}: up to {} is accepted, {} or more is rejected. {}.", found,
        verdict.sample, limit, verdict.plan.accept, verdict.plan.reject, verdict.accepted ? "Accepted" : "Rejected");
}

std::string reason_zh(Terms const& terms, Criterion const& criterion, ClassVerdict const& verdict)
{
    auto const* const what = terms.counting == Counting::units ? "件不合格品" : "个缺陷";
    auto const limit = criterion.aql.thousandths == 0
        ? std::string { "不允许出现" }
        : fmt::format("AQL {}，检验水平{}，{}检验，字码{}", to_string(criterion.aql), word(terms.level),
              terms.severity == Severity::normal ? "正常" : "加严", verdict.plan.letter);
    return fmt::format("{}缺陷：检验{}件，发现{}{}；{}：不超过{}接收，{}及以上拒收。{}。",
        word_zh(verdict.defect_class), verdict.sample, verdict.counted, what, limit, verdict.plan.accept,
        verdict.plan.reject, verdict.accepted ? "接收" : "拒收");
}

/// The sum of two shares, exact. Samples are sizes of the tables or less, so the products stay small.
Ratio sum(Ratio a, Ratio b)
{
    return Ratio::of(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

void conclude(Verdict& verdict)
{
    std::string rejected, rejected_zh;
    for (auto const& one : verdict.classes) {
        if (one.accepted)
            continue;
        rejected += fmt::format("{}{}", rejected.empty() ? "" : ", ", word(one.defect_class));
        rejected_zh += fmt::format("{}{}", rejected_zh.empty() ? "" : "、", word_zh(one.defect_class));
    }
    if (verdict.accepted) {
        verdict.why = "The lot is accepted: every class stays within what was agreed.";
        verdict.why_zh = "该批接收：各类缺陷均在约定限度内。";
        return;
    }
    auto const share = fmt::format("{}/{}", verdict.share.numerator, verdict.share.denominator);
    verdict.why = fmt::format("The lot is rejected for its {} defects. Proposed share of the goods: {}, {}.", rejected,
        share, verdict.estimate ? "an estimate from the sample" : "counted in the whole lot");
    verdict.why_zh = fmt::format("该批因{}缺陷拒收。建议的货物比例：{}，{}。", rejected_zh, share,
        verdict.estimate ? "系由样本估计" : "系全数检验所得");
}

} // namespace

std::string_view word(DefectClass defect_class)
{
    switch (defect_class) {
    case DefectClass::critical:
        return "critical";
    case DefectClass::major:
        return "major";
    case DefectClass::minor:
        return "minor";
    }
    RECOURSE_ASSERT(false);
}

std::vector<act::Refusal> check(Terms const& terms)
{
    Faults faults;
    if (terms.criteria.empty())
        add(faults, refusals::no_criteria);
    for (auto const& criterion : terms.criteria) {
        auto const name = std::pair { std::string { "class" }, text(criterion.defect_class) };
        auto const aql = std::pair { std::string { "aql" }, to_string(criterion.aql) };
        if (&*std::ranges::find(terms.criteria, criterion.defect_class, &Criterion::defect_class) != &criterion)
            add(faults, refusals::criterion_twice, { name });
        if (!in_tables(criterion.aql))
            add(faults, refusals::aql_unknown, { name, aql });
        else if (terms.counting == Counting::units && criterion.aql.thousandths > tables::aql_of_units_max)
            add(faults, refusals::aql_of_defects, { name, aql });
    }
    return faults;
}

std::expected<Verdict, std::vector<act::Refusal>> judge(Terms const& terms, Report const& report)
{
    auto faults = check(terms);
    bool const terms_stand = faults.empty();
    std::ranges::move(check_report(terms, report), std::back_inserter(faults));
    if (!terms_stand || report.lot < 2)
        return std::unexpected(std::move(faults));

    Verdict verdict;
    verdict.accepted = true;
    for (auto const& criterion : terms.criteria) {
        auto const* there = find(report, criterion.defect_class);
        if (there == nullptr || !can_be(report, *there))
            continue; // that is a fault already
        auto const& found = *there;
        auto plan = *plan_for(report.lot, terms.level, terms.severity, criterion.aql);
        auto const counted = terms.counting == Counting::units ? found.units : found.defects;
        auto const fault = [&](act::RefusalKind const& kind) {
            add(faults, kind,
                { { "class", text(criterion.defect_class) }, { "asked", number(plan.sample) },
                    { "sample", number(found.sample) } });
        };
        if (found.sample > plan.sample) {
            auto larger = plan_with_sample(found.sample, report.lot, terms.severity, criterion.aql);
            if (!larger) {
                fault(refusals::sample_without_plan);
                continue;
            }
            plan = *std::move(larger);
        } else if (found.sample < plan.sample && counted <= plan.accept) {
            fault(refusals::sample_too_small);
            continue;
        }
        ClassVerdict one { criterion.defect_class, std::move(plan), found.sample, counted, false, {}, {} };
        one.accepted = counted <= one.plan.accept;
        one.why = reason(terms, criterion, one);
        one.why_zh = reason_zh(terms, criterion, one);
        if (!one.accepted) {
            verdict.accepted = false;
            verdict.share = sum(verdict.share, Ratio::of(found.units, found.sample));
            verdict.estimate = verdict.estimate || found.sample < report.lot;
        }
        verdict.classes.push_back(std::move(one));
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    // Classes that were looked for in different samples may together come to more than all.
    if (Ratio::whole(1) < verdict.share)
        verdict.share = Ratio::whole(1);
    conclude(verdict);
    return verdict;
}

} // namespace recourse::inspection
