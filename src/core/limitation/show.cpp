#include "base/check.hpp"
#include "core/limitation/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

// Deadlines in words.

namespace recourse::limitation {

namespace {

std::string day(Date date, Language language)
{
    return time::say_day(date, language);
}

Text name(ActKind kind)
{
    switch (kind) {
    case ActKind::demand:
        return { "demand", "催告" };
    case ActKind::promise:
        return { "debtor's agreement", "义务人同意履行" };
    case ActKind::part_payment:
        return { "part payment", "部分履行" };
    case ActKind::filing:
        return { "suit or request for arbitration", "起诉或申请仲裁" };
    case ActKind::preservation:
        return { "preservation before suit", "诉前保全申请" };
    case ActKind::payment_order:
        return { "application for a payment order", "申请支付令" };
    case ActKind::insolvency_claim:
        return { "claim in insolvency", "申报破产债权" };
    case ActKind::enforcement:
        return { "application for enforcement", "申请强制执行" };
    case ActKind::joinder:
        return { "joinder", "申请追加当事人" };
    case ActKind::set_off:
        return { "set-off in suit", "诉讼中主张抵销" };
    case ActKind::body:
        return { "request to a body that resolves disputes by law", "向有权解决纠纷的机构请求保护" };
    case ActKind::police_report:
        return { "report to police, prosecutor or court", "向公安、检察院或法院报案" };
    case ActKind::notice:
        return { "notice in a newspaper", "报纸公告" };
    case ActKind::refusal:
        return { "debtor's refusal", "义务人拒绝" };
    case ActKind::platform_claim:
        return { "platform claim", "平台投诉" };
    }
    RECOURSE_ASSERT(false);
}

std::string verdict_en(Weighed const& weighed)
{
    switch (weighed.verdict) {
    case Verdict::restarts:
        return fmt::format("interrupts: the period runs anew from {}.",
            weighed.from ? day(*weighed.from, Language::en) : std::string { "then on" });
    case Verdict::stops:
        return "interrupts, and nothing runs until the proceedings end.";
    case Verdict::not_arrived:
        return "does not count: nothing shows that it arrived (Limitation Rules art. 8). Get proof of arrival.";
    case Verdict::no_proof:
        return "does not count: nothing shows it.";
    case Verdict::too_late:
        return "came after the period had run out and does not bring it back. Whether the debtor has waived its "
               "defence is for counsel (Civil Code art. 192, unverified).";
    case Verdict::too_early:
        return "came before the period began.";
    case Verdict::rest_given_up:
        return "was for a part only, the rest being given up (Limitation Rules art. 9).";
    case Verdict::other_debtor:
        return "touched nobody who owes this jointly (Limitation Rules art. 15).";
    case Verdict::argument:
        return "is not counted. That it is a demand, because it reached the supplier, can be argued (inference): send "
               "an express demand.";
    case Verdict::none:
        return "interrupts nothing.";
    }
    RECOURSE_ASSERT(false);
}

std::string verdict_zh(Weighed const& weighed)
{
    switch (weighed.verdict) {
    case Verdict::restarts:
        return fmt::format(
            "中断时效：自{}重新起算。", weighed.from ? day(*weighed.from, Language::zh) : std::string { "该日" });
    case Verdict::stops:
        return "中断时效，程序终结前不计算。";
    case Verdict::not_arrived:
        return "不计入：没有到达证明（诉讼时效规定第8条）。请取得到达证明。";
    case Verdict::no_proof:
        return "不计入：没有证据。";
    case Verdict::too_late:
        return "发生于期间届满之后，不使其恢复。义务人是否放弃抗辩请律师判断（民法典第192条，未核实）。";
    case Verdict::too_early:
        return "发生于期间起算之前。";
    case Verdict::rest_given_up:
        return "仅就部分主张，且明示放弃其余（诉讼时效规定第9条）。";
    case Verdict::other_debtor:
        return "未涉及连带债务人（诉讼时效规定第15条）。";
    case Verdict::argument:
        return "不计入。因已到达供应商，可主张其为催告（推论）：请另行发出明示催告。";
    case Verdict::none:
        return "不产生中断。";
    }
    RECOURSE_ASSERT(false);
}

void explain(std::vector<std::string>& into, std::span<time::Step const> steps, Language language)
{
    std::ranges::move(time::explain(steps, language), std::back_inserter(into));
}

/// A period that acts interrupt: what they did, what obstacles did, and the counting of what runs at last.
void explain_run(std::vector<std::string>& into, Rule const& rule, Date start, Record const& record,
    time::Calendar const& calendar, Language language)
{
    bool const en = language == Language::en;
    into.push_back(en ? fmt::format("The period starts from {}.", day(start, language))
                      : fmt::format("期间自{}起算。", day(start, language)));
    std::vector<Weighed> weighed;
    auto const running = run(rule, start, record.acts, record.obstacles, calendar, &weighed);
    for (std::size_t i = 0; i < weighed.size(); ++i)
        into.push_back(say(record.acts[i], weighed[i], language));
    if (running.stopped)
        return;
    if (running.obstacle == 0)
        explain(into, counted(rule, running.from, calendar).counting, language);
    else {
        auto const& obstacle = record.obstacles[running.obstacle - 1];
        into.push_back(en
                ? fmt::format("Without the obstacle it would end on {}. The obstacle lasted until {}, within "
                              "the last six months: six months from then it ends on {}.",
                      day(running.plain, language), day(*obstacle.until, language), day(running.plain_end, language))
                : fmt::format("无障碍时届满于{}。障碍持续至{}，处于最后六个月内：自其消除之日起满六个月，即{}届满。",
                      day(running.plain, language), day(*obstacle.until, language), day(running.plain_end, language)));
        if (running.end.day != running.plain_end)
            into.push_back(en ? fmt::format("{} is closed: the last day moves to the next open day, {}.",
                                    day(running.plain_end, language), day(running.end.day, language))
                              : fmt::format("{}为休息日，最后一日顺延至{}。", day(running.plain_end, language),
                                    day(running.end.day, language)));
    }
    if (running.may_stand_still != 0) {
        auto const from = running.plain_end.plus_months(-6);
        into.push_back(
            en ? fmt::format("An obstacle is not over: if it lasts beyond {}, the period stands still and "
                             "ends six months after it. The day given is without it.",
                     day(from, language))
               : fmt::format("障碍尚未消除：如持续至{}之后，时效中止，自消除之日起满六个月届满。所列日期未计入该障碍。",
                     day(from, language)));
    }
}

std::optional<Date> start_of_title(Record const& record, std::uint32_t number)
{
    auto const title = std::ranges::find(record.titles, number, &Title::number);
    if (title == record.titles.end())
        return std::nullopt;
    return title->performance_until ? title->performance_until : title->effective_on;
}

void explain_claim(std::vector<std::string>& into, Row const& row, Record const& record, time::Calendar const& calendar,
    Language language)
{
    auto const& footing = record.footing;
    bool const en = language == Language::en;
    if (!footing.known_on)
        return;
    auto const start = std::max(*footing.known_on, footing.last_instalment_on.value_or(*footing.known_on));
    explain_run(into, rule(row.rule), start, record, calendar, language);
    if (!footing.harmed_on || !row.due)
        return;
    auto const absolute = last_day(rule(RuleId::limitation_absolute), *footing.harmed_on, calendar).day;
    if (*row.due == absolute)
        into.push_back(en ? fmt::format("It may not go beyond 20 years from the harm, {}.", day(absolute, language))
                          : fmt::format("最迟不得超过自权利受损之日起20年，即{}。", day(absolute, language)));
}

} // namespace

std::string say(Act const& act, Weighed const& weighed, Language language)
{
    auto const on = day(interrupts(act).on, language);
    auto const what = name(act.kind).in(language);
    return language == Language::en ? fmt::format("The {} of {} {}", what, on, verdict_en(weighed))
                                    : fmt::format("{}的{}{}", on, what, verdict_zh(weighed));
}

Shown show(Row const& row, Record const& record, time::Calendar const& calendar, Language language)
{
    auto const& of = rule(row.rule);
    Shown shown { std::string { of.word }, std::string { of.what.in(language) }, std::string { of.from.in(language) },
        std::string { of.if_missed.in(language) }, std::string { of.document }, std::string { of.clause },
        std::string { word(of.confidence) }, of.force, {} };
    auto& counting = shown.counting;
    if (row.rule == RuleId::limitation_three || row.rule == RuleId::limitation_four)
        explain_claim(counting, row, record, calendar, language);
    else if (row.rule == RuleId::enforcement_application && !row.done && row.from) {
        if (auto const start = start_of_title(record, row.about))
            explain_run(counting, of, *start, record, calendar, language);
    } else if (row.from && of.period.count > 0) {
        auto const due = counted(of, *row.from, calendar);
        explain(counting, due.counting, language);
        if (row.due && *row.due < due.date)
            counting.push_back(language == Language::en
                    ? fmt::format("The court named an earlier day: {}.", day(*row.due, language))
                    : fmt::format("法院指定了更早的日期：{}。", day(*row.due, language)));
    } else if (row.due)
        counting.push_back(language == Language::en ? fmt::format("{} is given.", day(*row.due, language))
                                                    : fmt::format("{}为指定日期。", day(*row.due, language)));
    return shown;
}

} // namespace recourse::limitation
