#include "core/quantum/fee_budget.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::quantum {

namespace {

Text const loser { "the losing side; in part where the claim succeeds in part", "由败诉方负担；部分胜诉的按情况分担" };

class Budgeting {
public:
    Budgeting(FeeAsk const& ask, std::span<route::Schedule const> schedules, time::RateTable const& rates)
        : ask_(ask)
        , schedules_(schedules)
        , rates_(rates)
    {
    }

    std::expected<FeeBudget, Faults> take()
    {
        check();
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        forum();
        if (ask_.freeze)
            preservation();
        if (ask_.enforce)
            enforcement();
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        for (auto const& line : result_.lines) {
            result_.complete = result_.complete && line.low.has_value();
            if (line.advanced && line.low)
                advance(*line.low, *line.high);
        }
        return std::move(result_);
    }

private:
    FeeAsk const& ask_;
    std::span<route::Schedule const> schedules_;
    time::RateTable const& rates_;
    Faults faults_ {};
    FeeBudget result_ {};

    void check()
    {
        auto const good = [&](std::string_view at, Money money) {
            if (money.minor < 0 || money.minor > amount_minor_max || money.currency == Currency::none())
                faults_.push_back(
                    { std::string { at }, { "no amount of a currency from zero up", "不是某一币种的非负金额" },
                        { "give it like 480000.00 CNY", "请以480000.00 CNY的形式填写" } });
        };
        good("amount", ask_.amount);
        if (ask_.freeze)
            good("freeze", *ask_.freeze);
        if (ask_.enforce)
            good("enforce", *ask_.enforce);
        if (ask_.arbitrators != 1 && ask_.arbitrators != 3)
            faults_.push_back(
                { "arbitrators", { "neither one nor three", "须为一名或三名" }, { "give 1 or 3", "请填写1或3" } });
    }

    route::Schedule const* schedule(std::string_view id)
    {
        auto const found = std::ranges::find_if(schedules_, [&](route::Schedule const& each) {
            return each.id == id && (!each.from || *each.from <= ask_.on) && (!each.until || ask_.on < *each.until);
        });
        if (found != schedules_.end())
            return &*found;
        faults_.push_back({ "on",
            { fmt::format("no schedule '{}' is in force on {}", id, to_string(ask_.on)),
                fmt::format("{}没有有效的收费标准“{}”", to_string(ask_.on), id) },
            { "choose a later day, or add the schedule of that time", "请改用之后的日期，或补充当时的标准" } });
        return nullptr;
    }

    std::optional<Money> converted(std::string_view at, Money money, Currency to)
    {
        auto found = rates_.convert(money, to, ask_.on);
        if (found && found->amount.minor <= amount_minor_max) {
            for (auto& used : found->used)
                if (std::ranges::find(result_.rates, used) == result_.rates.end())
                    result_.rates.push_back(std::move(used));
            return found->amount;
        }
        faults_.push_back({ std::string { at },
            { fmt::format("no exchange rate leads from {} to {}", money.currency.code(), to.code()),
                fmt::format("没有{}兑{}的可用汇率", money.currency.code(), to.code()) },
            { "add a rate with its day and source", "补充汇率及其日期和来源" } });
        return std::nullopt;
    }

    /// A line by its schedule; nothing, and a fault, where it cannot be had.
    FeeLine* line(std::string id, Text what, std::string_view schedule_id, std::string_view at, Money of, int times = 1)
    {
        auto const* scale = schedule(schedule_id);
        auto const amount = scale == nullptr ? std::nullopt : converted(at, of, scale->currency);
        if (!amount)
            return nullptr;
        auto const fee = route::fee(*scale, *amount);
        auto const low = fee ? checked_multiply(fee->low, times) : std::nullopt;
        auto const high = fee ? checked_multiply(fee->high, times) : std::nullopt;
        if (!low || !high) {
            faults_.push_back(
                { std::string { at }, { "it is more than any fee is worked out for", "金额过大，无法计费" },
                    { "check its digits", "请核对数字" } });
            return nullptr;
        }
        FeeLine result;
        result.id = std::move(id);
        result.what = std::move(what);
        result.low = *low;
        result.high = *high;
        auto const working = fmt::format("{}", fmt::join(fee->working, "; "));
        result.formula = { working, working };
        if (times > 1) {
            result.formula.en += fmt::format("; for each of {}", times);
            result.formula.zh += fmt::format("；共{}名", times);
        }
        result.source = scale->source;
        result.marks = scale->marks;
        if (!scale->cap_mark.empty() && scale->cap) {
            law::SourceRef cap;
            cap.clause = fmt::format("upper limit {}", display(*scale->cap));
            cap.mark = scale->cap_mark;
            result.marks.push_back(std::move(cap));
        }
        result_.lines.push_back(std::move(result));
        if (scale->registration && at == "amount")
            registration(*scale);
        return &result_.lines[result_.lines.size() - (scale->registration && at == "amount" ? 2 : 1)];
    }

    void registration(route::Schedule const& scale)
    {
        FeeLine result;
        result.id = "registration";
        result.what = { "Registration fee", "立案费" };
        result.low = result.high = *scale.registration;
        auto const text = display(*scale.registration);
        result.formula = { text + " for the case", "每案" + text };
        result.due = { "with the request", "申请时" };
        result.bears = loser;
        result.source = scale.source;
        if (result.source.mark == "primary"
            && std::ranges::any_of(scale.marks, [](auto const& mark) { return mark.mark == "contested"; }))
            result.source.mark = "contested";
        result_.lines.push_back(std::move(result));
    }

    void unknown(std::string id, Text what, std::string note)
    {
        FeeLine result;
        result.id = std::move(id);
        result.what = std::move(what);
        result.formula = { "not known: no schedule could be confirmed", "不明：未能确认收费标准" };
        result.due = { "ask the institution", "请向机构询问" };
        result.bears = loser;
        result.source = law::unsourced(std::move(note));
        result_.lines.push_back(std::move(result));
    }

    void forum()
    {
        switch (ask_.forum) {
        case Forum::prc_court:
            return court();
        case Forum::cietac:
            institution("cietac_I", { "CIETAC fee, Schedule I", "贸仲仲裁费（费用表一）" });
            if (ask_.emergency)
                emergency();
            return;
        case Forum::shiac:
            return institution("shiac_foreign_2015", { "SHIAC fee", "上海国际仲裁中心仲裁费" });
        case Forum::cietac_hk:
            institution("cietac_hk_III_administrative", { "CIETAC Hong Kong, administration", "贸仲香港管理费" });
            if (auto* tribunal = line("tribunal", { "Arbitrators, from and to", "仲裁员报酬（幅度）" },
                    "cietac_hk_III_arbitrator", "tribunal", ask_.amount, ask_.arbitrators)) {
                tribunal->due = { "on account, as the institution asks", "按机构要求预付" };
                tribunal->bears = loser;
            }
            return;
        case Forum::hkiac:
            institution("hkiac_admin_2024", { "HKIAC, administration", "香港国际仲裁中心管理费" });
            return unknown("tribunal", { "Tribunal", "仲裁庭报酬" },
                "the tribunal's fees by amount were not found · 仲裁庭按金额收费标准未查到");
        case Forum::scia:
            return unknown("acceptance", { "SCIA fee", "深圳国际仲裁院仲裁费" },
                "only a calculator was found, no table · 仅有在线计算器，无收费表");
        case Forum::icc:
            icc();
            return;
        case Forum::other:
            return unknown("acceptance", { "Fee of the forum", "仲裁或诉讼费用" },
                "the forum is not among the data · 数据中无该机构");
        }
        RECOURSE_ASSERT(false);
    }

    void court()
    {
        auto* fee = line("acceptance",
            ask_.halved ? Text { "Acceptance fee, halved", "案件受理费（减半）" }
                        : Text { "Acceptance fee", "案件受理费" },
            ask_.halved ? "prc_court_acceptance_half" : "prc_court_acceptance", "amount", ask_.amount);
        if (fee == nullptr)
            return;
        fee->due = { "within 7 days from the day after the court's notice, else the suit counts as withdrawn",
            "自接到交纳通知次日起7日内，逾期按撤诉处理" };
        fee->bears = loser;
        if (ask_.halved)
            fee->marks.push_back(
                law::unsourced("several reductions together are not stacked below one half · 多次减收不低于一半"));
    }

    void institution(std::string_view id, Text what)
    {
        auto* fee = line("acceptance", std::move(what), id, "amount", ask_.amount);
        if (fee == nullptr)
            return;
        fee->due
            = { "with the request; commissions under the measures of 1995 within 15 days of the notice of acceptance",
                  "申请时预缴；适用1995年办法的仲裁委员会为收到受理通知之日起15日内" };
        fee->bears = loser;
    }

    void emergency()
    {
        FeeLine result;
        result.id = "emergency";
        result.what = { "Emergency arbitrator", "紧急仲裁员" };
        result.low = result.high = Money { 30'000 * 100, *Currency::from_code("CNY") };
        result.formula = { "CNY 30,000.00 for the application", "每次申请CNY 30,000.00" };
        result.due = { "with the application", "申请时" };
        result.bears = loser;
        result.source.document = "cietac15lexology";
        result.source.title = "CIETAC rules of 2015, note";
        result.source.mark = "secondary";
        result_.lines.push_back(std::move(result));
    }

    void icc()
    {
        FeeLine filing;
        filing.id = "filing";
        filing.what = { "ICC filing fee", "国际商会仲裁院立案费" };
        filing.low = filing.high = Money { 5'000 * 100, *Currency::from_code("USD") };
        filing.formula = { "USD 5,000.00 for the case", "每案USD 5,000.00" };
        filing.due = { "with the request", "申请时" };
        filing.bears = loser;
        filing.source = law::unsourced("filing fee of US$5,000 · 立案费5,000美元");
        result_.lines.push_back(std::move(filing));
        unknown("acceptance", { "ICC administration and tribunal", "管理费及仲裁庭报酬" },
            "the ICC scale was not found · 未查到国际商会收费表");
    }

    void preservation()
    {
        auto* fee = line(
            "preservation", { "Preservation fee", "保全申请费" }, "prc_preservation_fee", "freeze", *ask_.freeze);
        if (fee == nullptr)
            return;
        fee->due = { "with the application, or within the court's time", "申请时或法院指定期限内" };
        fee->bears
            = { "the applicant, who may add it to the claim (art. 38)", "由申请人负担，可列入诉讼请求（第38条）" };
    }

    void enforcement()
    {
        auto* fee
            = line("enforcement", { "Enforcement fee", "申请执行费" }, "prc_enforcement_fee", "enforce", *ask_.enforce);
        if (fee == nullptr)
            return;
        fee->bears = { "the debtor (art. 38)", "由被执行人负担（第38条）" };
        fee->advanced = ask_.foreign_title;
        fee->due = ask_.foreign_title
            ? Text { "with the application: recognition is not among what art. 20 frees from payment in advance",
                  "申请时预交：承认和执行不在第20条免予预交之列" }
            : Text { "after enforcement; nothing in advance (art. 20)", "执行后交纳，不预交（第20条）" };
        if (ask_.foreign_title)
            fee->marks.push_back(law::inferred(law::fees("arts. 10(8), 20")));
    }

    void advance(Money low, Money high)
    {
        auto const same
            = std::ranges::find(result_.advance, low.currency, [](auto const& each) { return each.first.currency; });
        if (same == result_.advance.end())
            result_.advance.emplace_back(low, high);
        else
            *same = { same->first + low, same->second + high };
    }
};

} // namespace

Text word(Forum forum)
{
    switch (forum) {
    case Forum::prc_court:
        return { "Court of Mainland China", "中国内地法院" };
    case Forum::cietac:
        return { "CIETAC", "中国国际经济贸易仲裁委员会" };
    case Forum::cietac_hk:
        return { "CIETAC Hong Kong", "中国国际经济贸易仲裁委员会香港仲裁中心" };
    case Forum::hkiac:
        return { "HKIAC", "香港国际仲裁中心" };
    case Forum::shiac:
        return { "SHIAC", "上海国际经济贸易仲裁委员会" };
    case Forum::scia:
        return { "SCIA", "深圳国际仲裁院" };
    case Forum::icc:
        return { "ICC", "国际商会国际仲裁院" };
    case Forum::other:
        return { "Another forum", "其他机构" };
    }
    RECOURSE_ASSERT(false);
}

std::expected<FeeBudget, Faults> fee_budget(
    FeeAsk const& ask, std::span<route::Schedule const> schedules, time::RateTable const& rates)
{
    return Budgeting(ask, schedules, rates).take();
}

FeeSplit split(Money fee, Money awarded, Money claimed)
{
    RECOURSE_ASSERT(fee.minor >= 0 && awarded.minor >= 0 && claimed.minor > 0 && comparable(awarded, claimed));
    auto const won = std::min(awarded.minor, claimed.minor);
    auto const other = portion(fee, Ratio::of(won, claimed.minor), Rounding::half_up);
    return { other, fee - other,
        { fmt::format("{} x {} / {} = {} by the other side; the court or tribunal decides by the circumstances",
              display(fee), display({ won, claimed.currency }), display(claimed), display(other)),
            fmt::format("{} x {} / {} = {}由对方负担；由法院或仲裁庭根据具体情况决定", display(fee),
                display({ won, claimed.currency }), display(claimed), display(other)) },
        law::inferred(law::fees("art. 29; arbitration: measures of 1995, art. 9 · 第29条；仲裁：1995年办法第9条")) };
}

FeeRefund refund(Ending ending, Money paid, bool halved_already)
{
    RECOURSE_ASSERT(paid.minor >= 0);
    Money const nothing { 0, paid.currency };
    switch (ending) {
    case Ending::court_refuses:
        return { paid, paid,
            { "the suit is not accepted, or dismissed without a judgment: all comes back",
                "不予受理或驳回起诉：全额退还" },
            law::fees("art. 27") };
    case Ending::court_withdrawn: {
        if (halved_already)
            return { nothing, nothing, { "it was halved already; reductions are not stacked", "已减半收取，不再减半" },
                law::unsourced("reductions are not stacked below one half · 多次减收不低于一半") };
        auto const half = paid - portion(paid, Ratio::of(1, 2), Rounding::half_up);
        return { half, half, { "withdrawal or mediation: half comes back", "撤诉或调解结案：退还一半" },
            law::fees("art. 15") };
    }
    case Ending::tribunal_not_formed:
        return { paid, paid,
            { "withdrawn before the tribunal is formed: all of the acceptance fee comes back; whether an institution "
              "with "
              "rules of its own does the same has to be asked",
                "组庭前撤回：案件受理费全部退回；适用自有规则的机构须另行确认" },
            law::arbitration_fees("art. 12") };
    case Ending::tribunal_formed:
        return { nothing, paid,
            { "withdrawn after the tribunal is formed: part comes back, at discretion", "组庭后撤回：酌情退回部分" },
            law::arbitration_fees("art. 12") };
    }
    RECOURSE_ASSERT(false);
}

std::optional<Money> refund_on_change(route::Schedule const& schedule, Money before, Money after)
{
    auto const paid = route::fee(schedule, before);
    auto const due = route::fee(schedule, after);
    return paid && due ? checked_subtract(paid->low, due->low) : std::nullopt;
}

} // namespace recourse::quantum
