#include "core/quantum/counsel.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::quantum {

namespace {

constexpr int tiers_year = 2021;
constexpr int older_year = 2006;

bool good(Money money)
{
    return money.minor >= 0 && money.minor <= amount_minor_max;
}

Fault bad_amount(std::string at)
{
    return { std::move(at), { "no amount from zero up", "不是非负金额" },
        { "give it like 480000.00 CNY", "请以480000.00 CNY的形式填写" } };
}

void use(std::vector<time::UsedRate>& all, std::vector<time::UsedRate> const& used)
{
    for (auto const& each : used)
        if (std::ranges::find(all, each) == all.end())
            all.push_back(each);
}

Fault no_rate(std::string at, Currency from, Currency to)
{
    return { std::move(at),
        { fmt::format("no exchange rate leads from {} to {}", from.code(), to.code()),
            fmt::format("没有{}兑{}的可用汇率", from.code(), to.code()) },
        { "add a rate with its day and source", "补充汇率及其日期和来源" } };
}

class Charging {
public:
    Charging(Engagement const& engagement, Money realised, Date on, route::Schedule const& tiers,
        time::RateTable const& rates)
        : engagement_(engagement)
        , realised_(realised)
        , on_(on)
        , tiers_(tiers)
        , rates_(rates)
    {
    }

    std::expected<CounselFee, Faults> take()
    {
        if (!good(realised_))
            faults_.push_back(bad_amount("realised"));
        std::visit([&](auto const& model) { work(model); }, engagement_.model);
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        return std::move(result_);
    }

private:
    Engagement const& engagement_;
    Money realised_;
    Date on_;
    route::Schedule const& tiers_;
    time::RateTable const& rates_;
    Faults faults_ {};
    CounselFee result_ {};

    void work(FixedFee const& fixed)
    {
        if (!good(fixed.amount))
            faults_.push_back(bad_amount("model.amount"));
        result_.fee = fixed.amount;
        result_.formula = { "fixed: " + display(fixed.amount), "固定收费：" + display(fixed.amount) };
    }

    void work(HourlyFee const& hourly)
    {
        if (!good(hourly.hour) || (hourly.most && (!good(*hourly.most) || !comparable(*hourly.most, hourly.hour)))) {
            faults_.push_back(bad_amount("model.hour"));
            return;
        }
        auto const sum = hourly.minutes < 0 || hourly.minutes > 60'000'000
            ? std::nullopt
            : checked_multiply(hourly.hour, hourly.minutes);
        if (!sum) {
            faults_.push_back({ "model.minutes", { "no count of minutes", "不是分钟数" },
                { "give the minutes worked, from zero up", "请填写工作分钟数" } });
            return;
        }
        auto const whole = portion(*sum, Ratio::of(1, 60), Rounding::half_up);
        result_.fee = hourly.most ? min(whole, *hourly.most) : whole;
        auto const time = fmt::format("{}:{:02}", hourly.minutes / 60, hourly.minutes % 60);
        result_.formula = { fmt::format("{} hours x {} = {}", time, display(hourly.hour), display(whole)),
            fmt::format("{}小时 x {} = {}", time, display(hourly.hour), display(whole)) };
        if (hourly.most && compare(*hourly.most, whole) < 0)
            append(result_.formula,
                { fmt::format("at most {}", display(*hourly.most)), fmt::format("以{}为限", display(*hourly.most)) });
    }

    void work(ContingencyFee const& model)
    {
        if (contingency_forbidden(engagement_.subject))
            faults_.push_back({ "model",
                { fmt::format(
                      "a share of the outcome is not allowed in a matter of {} [the list is not sourced: verify]",
                      word(engagement_.subject).en),
                    fmt::format("{}不得实行风险代理收费［清单未经核实］", word(engagement_.subject).zh) },
                { "agree a fixed fee or a fee by the hour", "请改为固定收费或计时收费" } });
        if (model.share < Ratio::whole(0) || Ratio::whole(1) < model.share || model.share.denominator > 1'000'000)
            faults_.push_back(
                { "model.share", { "no share from 0 to 1", "不在0至1之间" }, { "15 % is 0.15", "15%填写为0.15" } });
        if (!good(model.base) || (!model.base.is_zero() && model.base.currency != realised_.currency))
            faults_.push_back({ "model.base",
                { "no amount from zero up in the currency of what is realised", "不是实收币种的非负金额" },
                { "convert it first", "请先折算" } });
        if (!faults_.empty())
            return;
        auto const in_rmb = rates_.convert(realised_, tiers_.currency, on_);
        if (!in_rmb) {
            faults_.push_back(no_rate("realised", realised_.currency, tiers_.currency));
            return;
        }
        use(result_.rates, in_rmb->used);
        auto ceiling = ceilings(in_rmb->amount, engagement_.on, tiers_);
        if (!ceiling) {
            faults_ = std::move(ceiling).error();
            return;
        }
        auto const back = rates_.convert(ceiling->most, realised_.currency, on_, Rounding::down);
        if (!back) {
            faults_.push_back(no_rate("realised", tiers_.currency, realised_.currency));
            return;
        }
        auto const share = portion(realised_, model.share, Rounding::half_up);
        auto const agreed = share + model.base;
        result_.base = { model.base.minor, realised_.currency };
        result_.cut = compare(back->amount, agreed) < 0;
        result_.fee = result_.cut ? back->amount : agreed;
        auto const rate = percent(model.share);
        auto const base = model.base.is_zero() ? std::string {} : " + " + display(model.base);
        result_.formula = { fmt::format("{} x {}{} = {}", display(realised_), rate.en, base, display(agreed)),
            fmt::format("{} x {}{} = {}", display(realised_), rate.zh, base, display(agreed)) };
        if (result_.cut)
            append(result_.formula,
                { fmt::format("above the ceiling: {}", display(back->amount)),
                    fmt::format("超过上限，按{}计", display(back->amount)) });
        if (!model.special_contract)
            result_.warnings.push_back(
                { "a share of the outcome needs a special contract in writing with a prominent notice",
                    "风险代理须签订专门书面合同并作显著提示" });
        if (result_.cut)
            result_.warnings.push_back({ "the agreed share is above the ceiling; a retrial ruling of 2024 held that "
                                         "this does not void the contract",
                "约定比例超过上限；2024年有再审裁定认为违反该规定不影响合同效力" });
        result_.ceilings = std::move(*ceiling);
        result_.source = law::contingency("ceilings");
    }
};

} // namespace

bool contingency_forbidden(Subject subject)
{
    return subject != Subject::commercial;
}

Text word(Subject subject)
{
    switch (subject) {
    case Subject::commercial:
        return { "commerce", "商事案件" };
    case Subject::criminal:
        return { "criminal law", "刑事诉讼案件" };
    case Subject::administrative:
        return { "administrative law", "行政诉讼案件" };
    case Subject::state_compensation:
        return { "state compensation", "国家赔偿案件" };
    case Subject::group_action:
        return { "a group action", "群体性诉讼案件" };
    case Subject::marriage_or_inheritance:
        return { "marriage or inheritance", "婚姻继承案件" };
    case Subject::labour_pay:
        return { "pay for labour", "请求支付劳动报酬的案件" };
    case Subject::support:
        return { "support", "请求给予抚养费、赡养费、扶养费的案件" };
    }
    RECOURSE_ASSERT(false);
}

std::expected<Ceilings, Faults> ceilings(Money realised, Date engaged_on, route::Schedule const& tiers)
{
    Faults faults;
    if (!good(realised) || (!realised.is_zero() && realised.currency != tiers.currency))
        faults.push_back(bad_amount("realised"));
    if (engaged_on.year() <= older_year)
        faults.push_back(
            { "on", { "no ceiling is known for an engagement before 2007", "2007年前的委托没有已知的收费上限" },
                { "look up the rules of that time", "请查明当时的规定" } });
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    realised.currency = tiers.currency;
    auto const by_tiers = route::fee(tiers, realised);
    RECOURSE_ASSERT(by_tiers); // a share of a bounded sum
    Ceilings result;
    result.by_tiers = by_tiers->low;
    result.by_thirty_percent = portion(realised, Ratio::percent(30), Rounding::down);
    result.tiers_source = tiers.source;
    result.older_source = law::contingency_older();
    auto const year = engaged_on.year();
    result.binding = year > tiers_year ? Binding::tiers : year < tiers_year ? Binding::thirty_percent : Binding::lesser;
    result.most = result.binding == Binding::tiers  ? result.by_tiers
        : result.binding == Binding::thirty_percent ? result.by_thirty_percent
                                                    : min(result.by_tiers, result.by_thirty_percent);
    Text const why = result.binding == Binding::tiers ? Text { "the tiers bind", "适用分段上限" }
        : result.binding == Binding::thirty_percent
        ? Text { "the 30 % bind", "适用30%上限" }
        : Text { "the day of the notice is not known here, so the lesser binds", "该通知的具体日期未查明，从低适用" };
    result.says
        = { fmt::format("notice of 2021, tiers from 18 % down: {}; measures of 2006, 30 %: {}; engaged on {}: {}",
                display(result.by_tiers), display(result.by_thirty_percent), to_string(engaged_on), why.en),
              fmt::format("2021年通知，分段自18%递减：{}；2006年办法，30%：{}；委托日{}：{}", display(result.by_tiers),
                  display(result.by_thirty_percent), to_string(engaged_on), why.zh) };
    return result;
}

std::expected<CounselFee, Faults> counsel_fee(
    Engagement const& engagement, Money realised, Date on, route::Schedule const& tiers, time::RateTable const& rates)
{
    return Charging(engagement, realised, on, tiers, rates).take();
}

std::expected<BudgetReport, Faults> budget_report(
    std::vector<BudgetLine> const& lines, Date as_of, time::RateTable const& rates)
{
    BudgetReport report;
    Faults faults;
    for (auto const& line : lines) {
        if (!good(line.budget) || line.budget.currency == Currency::none()) {
            faults.push_back(bad_amount(line.id + ".budget"));
            continue;
        }
        BudgetRow row { line.id, line.what, line.budget, { 0, line.budget.currency }, {} };
        for (std::size_t i = 0; i < line.spent.size(); ++i) {
            auto const& spent = line.spent[i];
            if (as_of < spent.date)
                continue;
            auto const at = fmt::format("{}.spent[{}]", line.id, i);
            if (!good(spent.amount)) {
                faults.push_back(bad_amount(at));
                continue;
            }
            auto const amount = rates.convert(spent.amount, line.budget.currency, spent.date);
            auto const sum = amount ? checked_add(row.actual, amount->amount) : std::nullopt;
            if (!sum || sum->minor > amount_minor_max) {
                faults.push_back(no_rate(at, spent.amount.currency, line.budget.currency));
                continue;
            }
            use(report.rates, amount->used);
            row.actual = *sum;
        }
        row.left = row.budget - row.actual;
        auto total = std::ranges::find(
            report.totals, row.budget.currency, [](BudgetRow const& each) { return each.budget.currency; });
        if (total == report.totals.end()) {
            report.totals.push_back({ {}, { "Together", "合计" }, row.budget, row.actual, row.left });
        } else {
            total->budget = total->budget + row.budget;
            total->actual = total->actual + row.actual;
            total->left = total->left + row.left;
        }
        report.rows.push_back(std::move(row));
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return report;
}

} // namespace recourse::quantum
