#pragma once

#include "core/act/decision.hpp"

#include <array>

// Everything that can be wrong with acceptance terms and with a report of an inspection, one code each.

namespace recourse::inspection::refusals {

using act::RefusalKind;

inline constexpr RefusalKind no_criteria { "inspection.no_criteria", 422, "The terms tolerate or exclude nothing.",
    "验收条款未规定任何缺陷限值。" };
inline constexpr RefusalKind criterion_twice { "inspection.criterion_twice", 422,
    "The terms name {class} defects twice.", "验收条款重复规定了{class}缺陷。" };
inline constexpr RefusalKind aql_unknown { "inspection.aql_unknown", 422,
    "{aql} is not an AQL of ISO 2859-1 ({class} defects).", "{aql}不是ISO 2859-1的AQL值（{class}缺陷）。" };
inline constexpr RefusalKind aql_of_defects { "inspection.aql_of_defects", 422,
    "An AQL above 10 counts defects, not units: {aql} for {class} defects.",
    "大于10的AQL只能按缺陷数计，不能按不合格品计：{class}缺陷{aql}。" };
inline constexpr RefusalKind lot_too_small { "inspection.lot_too_small", 422,
    "A lot of {lot} is not sampled: the tables begin with 2. Report on the lot that was agreed.",
    "批量{lot}不能抽样：抽样表从2件起。请按约定批量报告。" };
inline constexpr RefusalKind found_twice { "inspection.found_twice", 422, "The report names {class} defects twice.",
    "报告重复列出{class}缺陷。" };
inline constexpr RefusalKind not_agreed { "inspection.not_agreed", 422,
    "The terms say nothing of {class} defects, the report does.", "验收条款未约定{class}缺陷，报告却列出。" };
inline constexpr RefusalKind missing { "inspection.missing", 422, "The report says nothing of {class} defects.",
    "报告未列出{class}缺陷。" };
inline constexpr RefusalKind no_sample { "inspection.no_sample", 422,
    "No unit was looked at for {class} defects: say how many were.",
    "未就{class}缺陷检验任何一件：请填写实际检验件数。" };
inline constexpr RefusalKind sample_exceeds_lot { "inspection.sample_exceeds_lot", 422,
    "The sample for {class} defects is {sample}, the lot only {lot}: count each unit that was looked at once.",
    "{class}缺陷的样本量{sample}大于批量{lot}：每件被检物只计一次。" };
inline constexpr RefusalKind units_exceed_sample { "inspection.units_exceed_sample", 422,
    "{units} units with {class} defects in a sample of {sample}: count units, not defects.",
    "样本{sample}件中不可能有{units}件{class}不合格品：请按件数而非缺陷数计。" };
inline constexpr RefusalKind units_exceed_together { "inspection.units_exceed_together", 422,
    "Each unit counts once, under its gravest defect; yet {units} defective units stand against a sample of {sample}.",
    "每件只按最严重的缺陷计一次；但样本{sample}件中合计{units}件不合格品。" };
inline constexpr RefusalKind defects_below_units { "inspection.defects_below_units", 422,
    "{units} units with {class} defects cannot have {defects} such defects.",
    "{units}件{class}不合格品不可能只有{defects}个该类缺陷。" };
inline constexpr RefusalKind defects_without_units { "inspection.defects_without_units", 422,
    "{defects} {class} defects, but no unit that has them.", "有{defects}个{class}缺陷，却没有相应的不合格品。" };
inline constexpr RefusalKind sample_too_small { "inspection.sample_too_small", 422,
    "The plan asks for {asked} units for {class} defects; {sample} were looked at, and what was found does not reject: "
    "look at the rest of the sample.",
    "{class}缺陷的方案要求检验{asked}件，实际检验{sample}件，且所见尚不足以拒收：请补足样本。" };
inline constexpr RefusalKind sample_without_plan { "inspection.sample_without_plan", 422,
    "The plan asks for {asked} units for {class} defects; for {sample} the tables have no plan: report on the first "
    "{asked}.",
    "{class}缺陷的方案要求检验{asked}件；抽样表没有样本量{sample}的方案：请报告前{asked}件。" };

inline constexpr std::array all { &no_criteria, &criterion_twice, &aql_unknown, &aql_of_defects, &lot_too_small,
    &found_twice, &not_agreed, &missing, &no_sample, &sample_exceeds_lot, &units_exceed_sample, &units_exceed_together,
    &defects_below_units, &defects_without_units, &sample_too_small, &sample_without_plan };

} // namespace recourse::inspection::refusals
