#pragma once

#include "base/language.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace recourse::render {

/// Every fixed text of ours that a page can show. The answer's own texts come in its language already.
enum class Label : std::uint16_t {
    recourse, untitled, as_of_line, as_of_today_line, ask_covered, ask_how_much, ask_today, verdict_covered,
    verdict_partly, verdict_not_covered, verdict_undecided, verdict_no_programme, because_facts,
    because_readings, because_both, because_neither, also_assessed, sum_of_claimed, sum_programme,
    sum_nothing_of, sum_nothing, sum_unknown, sum_unknown_bare, sum_other_routes, summary_forecast,
    summary_forecast_mid, today_nothing, today_next, today_start, today_answer, today_more, stop_mark,
    section_why, section_routes, section_compare, section_deadlines, section_plan, section_evidence,
    section_warnings, section_forecast, section_questions, section_counterfactuals, section_readings,
    section_rates, section_notes, section_sources, verdict_word_covered, verdict_word_partly,
    verdict_word_not_covered, verdict_word_undecided, pays, cap, shortfall, paid, claimed, missing_facts, missing_word,
    no_limit_found, at_least, up_to, to, not_known, nothing, free, column_outcome, column_reason,
    outcome_applies, outcome_fails, outcome_unknown, outcome_limits, outcome_passed, outcome_open,
    reading_named, trace, status_open, status_conditional, status_closed, status_unknown, routes_open,
    routes_conditional, routes_unknown, routes_closed, track_assurance, track_legal, track_other, recoverable,
    cost, duration, net, needed, weeks_range, weeks_one, weeks_single, likely, estimate, about_between,
    compare_remark, compare_feature, row_max_recovery, row_speed, row_cost, row_covers_fraud, row_covers_ip,
    row_covers_off_platform, row_asset_freezing, row_international_enforcement, row_supplier_consequences,
    row_consequential_damages, row_evidence_requirements, column_due, column_left, column_what, left_today,
    left_tomorrow, left_days, left_passed, left_not_started, left_unknown, due_or, if_missed, counted,
    counted_from, provisional, deadlines_none, timeline_title, timeline_desc, timeline_scale, legend_deadline,
    legend_task, axis_today, axis_weeks, axis_months, axis_years, step_1, step_2, step_3, step_4, step_5,
    column_by, undated, needs, who_buyer, who_counsel, who_platform, who_supplier, who_bank, who_inspector,
    plan_none, evidence_missing, evidence_have, evidence_all_there, column_evidence, column_form, column_for,
    severity_stop, severity_warn, severity_note, forecast_together, forecast_range, forecast_estimates,
    forecast_not_made, forecast_not_made_bare, forecast_by_month, column_month, months_later, month_later,
    column_low, column_middle, column_high, column_mean, forecast_drivers, column_driver, column_unfavourable,
    column_favourable, forecast_freeze, column_freeze, freeze_now, freeze_later, column_expected, net_title,
    net_desc, net_row, together, legend_range, legend_middle, question_field, counterfactual, column_reading,
    column_verdict, mark_primary, mark_secondary, mark_unverified, mark_estimate, mark_contested,
    mark_inference, kind_official, kind_copy, kind_news, kind_analysis, kind_weak, kind_statute,
    kind_interpretation, kind_inference, kind_estimate, kind_own, read_on, in_brackets, between_sentences, with_edition, semicolon, closing, page_of,
    contents, evidence_contract, evidence_order_record, evidence_payment_record, evidence_platform_chat,
    evidence_other_chat, evidence_email, evidence_photo, evidence_video, evidence_inspection_report,
    evidence_lab_report, evidence_shipping_document, evidence_customs_record, evidence_web_capture,
    evidence_witness, evidence_other, form_original, form_copy, form_notarised, form_apostilled, form_legalised,
    form_translated, separator, colon, calendar_name, alarm_days, alarm_tomorrow, alarm_today,
};

inline constexpr std::size_t label_count = static_cast<std::size_t>(Label::alarm_today) + 1;

/// The label, with {0}, {1}, ... where a value belongs.
std::string_view label(Language, Label);

/// The label with its values put in.
template <class... Values>
std::string label(Language language, Label which, Values const&... values)
{
    return fmt::format(fmt::runtime(label(language, which)), values...);
}

/// "zh" is Chinese, anything else English.
Language language_of(std::string_view code);

} // namespace recourse::render
