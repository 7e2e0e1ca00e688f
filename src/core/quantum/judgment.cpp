#include "core/quantum/judgment.hpp"

#include "core/quantum/working.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::quantum {

namespace {

/// 0.0175 % a day, art. 1.
Ratio const delay_rate = Ratio::of(175, 1'000'000);

std::string fixed_id(std::string const& id)
{
    return id + ":interest";
}

class Opening {
public:
    Opening(Judgment const& judgment, Date as_of) : judgment_(judgment), as_of_(as_of) { }

    std::expected<JudgmentStatement, Faults> take()
    {
        check();
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        auto const debts = all_debts();
        std::vector<Payment> payments;
        for (auto const& each : judgment_.receipts)
            payments.push_back({ each.id, each.date, each.amount, each.on, each.agreed });
        auto ledger = run(debts, payments, as_of_);
        if (!ledger)
            return std::unexpected(std::move(ledger).error());
        return stated(std::move(*ledger));
    }

private:
    Judgment const& judgment_;
    Date as_of_;
    Faults faults_ {};

    void fault(std::string at, Text says, Text remedy)
    {
        faults_.push_back({ std::move(at), std::move(says), std::move(remedy) });
    }

    void check()
    {
        if (judgment_.debts.empty()) {
            fault("debts", { "nothing is adjudged", "没有判决确定的债务" },
                { "give what the operative part orders to be paid", "请填写判决主文确定的给付" });
            return;
        }
        auto const currency = judgment_.debts.front().amount.currency;
        std::set<std::string> ids;
        for (std::size_t i = 0; i < judgment_.debts.size(); ++i)
            debt(fmt::format("debts[{}]", i), judgment_.debts[i], currency, ids);
        auto const debts = ids;
        for (std::size_t i = 0; i < judgment_.receipts.size(); ++i)
            receipt(fmt::format("receipts[{}]", i), judgment_.receipts[i], currency, debts, ids);
        for (std::size_t i = 0; i < judgment_.stays.size(); ++i)
            if (judgment_.stays[i].days.until < judgment_.stays[i].days.from)
                fault(fmt::format("stays[{}]", i), { "it ends before it begins", "终止日早于起始日" },
                    { "correct its days", "请更正日期" });
    }

    void debt(std::string const& at, Adjudged const& debt, Currency currency, std::set<std::string>& ids)
    {
        if (debt.id.empty() || !ids.insert(debt.id).second)
            fault(at + ".id", { "the id is empty or used twice", "标识为空或重复" },
                { "give each debt its own", "每笔债务请使用不同标识" });
        if (debt.amount.minor < 0 || debt.amount.currency != currency || currency == Currency::none())
            fault(at + ".amount", { "no amount from zero up in the one currency", "不是同一币种的非负金额" },
                { "give all in the currency of the judgment", "请统一使用判决币种" });
        auto const& fixed = debt.fixed_interest;
        if (fixed.minor < 0 || (!fixed.is_zero() && fixed.currency != currency))
            fault(at + ".fixed_interest", { "no amount from zero up in the one currency", "不是同一币种的非负金额" },
                { "give all in the currency of the judgment", "请统一使用判决币种" });
        if (debt.performance_ends && *debt.performance_ends < delay_rule_from())
            fault(at + ".performance_ends",
                { fmt::format("the rule on doubled interest holds from {}", to_string(delay_rule_from())),
                    fmt::format("加倍部分债务利息的规定自{}起施行", to_string(delay_rule_from())) },
                { "what ran before follows the rules of its time: give that day and add the earlier part as a fixed "
                  "sum",
                    "此前部分依当时规定计算：请填写该日，并将此前部分作为固定金额列入" });
        if (debt.interest && debt.interest->part != Part::interest)
            fault(at + ".interest", { "only ordinary interest belongs here", "此处仅限一般债务利息" },
                { "the doubled one is added by itself", "加倍部分自动计算" });
    }

    void receipt(std::string const& at, Recovered const& each, Currency currency, std::set<std::string> const& debts,
        std::set<std::string>& ids)
    {
        if (each.id.empty() || !ids.insert(each.id).second)
            fault(at + ".id", { "the id is empty or used twice", "标识为空或重复" },
                { "give each receipt its own", "每笔收款请使用不同标识" });
        if (each.amount.minor <= 0 || each.amount.currency != currency)
            fault(at + ".amount", { "no amount above zero in the currency of the judgment", "不是判决币种的正数金额" },
                { "convert it at the rate of its day", "请按到账日汇率折算" });
        if (!each.on.empty() && !debts.contains(each.on))
            fault(at + ".on", { fmt::format("there is no debt '{}'", each.on), fmt::format("没有“{}”", each.on) },
                { "name one of the debts", "请填写已有债务的标识" });
    }

    std::vector<Debt> all_debts() const
    {
        std::vector<Span> stays;
        for (auto const& stay : judgment_.stays)
            if (!stay.debtor_asked)
                stays.push_back(stay.days);
        std::vector<Debt> debts;
        for (auto const& each : judgment_.debts) {
            Debt debt { each.id, each.cost ? Part::cost : Part::principal, each.amount, {}, {}, {} };
            if (each.interest && each.interest->from < as_of_)
                debt.runs.push_back(*each.interest);
            if (each.performance_ends && *each.performance_ends < as_of_)
                debt.runs.push_back(
                    { Part::delay, *each.performance_ends, { { *each.performance_ends, delay_rate } }, 1, stays });
            debts.push_back(std::move(debt));
            if (!each.fixed_interest.is_zero())
                debts.push_back({ fixed_id(each.id), Part::interest, each.fixed_interest, {}, {}, each.id });
        }
        return debts;
    }

    void lines_of(Adjudged const& debt, Ledger const& ledger, JudgmentStatement& result) const
    {
        auto const& balance = *std::ranges::find(ledger.balances, debt.id, &Balance::debt);
        auto const part = debt.cost ? Part::cost : Part::principal;
        auto const what = debt.what.empty() ? word(part) : debt.what;
        result.lines.push_back(
            { debt.id, part, what, { display(debt.amount) + " as adjudged", "判决确定" + display(debt.amount) },
                debt.amount, balance.open, law::imputation("arts. 560, 561") });
        auto const add = [&](Part run, std::string_view en, std::string_view zh, Text formula, Money in_all, Money open,
                             law::SourceRef source) {
            if (!in_all.is_zero())
                result.lines.push_back({ debt.id, run,
                    { fmt::format("{}: {}", en, what.en), fmt::format("{}：{}", zh, what.in(Language::zh)) },
                    std::move(formula), in_all, open, std::move(source) });
        };
        if (!debt.fixed_interest.is_zero())
            add(Part::interest, "Interest adjudged as a sum", "判决确定的利息",
                { display(debt.fixed_interest) + " as adjudged", "判决确定" + display(debt.fixed_interest) },
                debt.fixed_interest, std::ranges::find(ledger.balances, fixed_id(debt.id), &Balance::debt)->open,
                law::delay("art. 1"));
        add(Part::interest, "Ordinary interest", "一般债务利息",
            working_of(ledger.stretches, debt.id, Part::interest, balance.interest), balance.interest,
            balance.interest_open, law::delay("art. 1"));
        add(Part::delay, "Doubled interest", "加倍部分债务利息",
            working_of(ledger.stretches, debt.id, Part::delay, balance.delay), balance.delay, balance.delay_open,
            law::delay("arts. 1 to 4"));
    }

    JudgmentStatement stated(Ledger ledger) const
    {
        auto const currency = judgment_.debts.front().amount.currency;
        Money const nothing { 0, currency };
        JudgmentStatement result;
        result.as_of = as_of_;
        auto& sums = result.sums;
        sums = { nothing, nothing, nothing, nothing, nothing, ledger.interest_a_day, ledger.delay_a_day, ledger.over };
        result.interest_in_all = result.delay_in_all = nothing;
        for (auto const& debt : judgment_.debts)
            lines_of(debt, ledger, result);
        for (auto const& line : result.lines) {
            auto& sum = line.part == Part::cost ? sums.costs
                : line.part == Part::principal  ? sums.principal
                : line.part == Part::interest   ? sums.interest
                                                : sums.delay;
            sum = sum + line.open;
            if (line.part == Part::interest)
                result.interest_in_all = result.interest_in_all + line.in_all;
            else if (line.part == Part::delay)
                result.delay_in_all = result.delay_in_all + line.in_all;
        }
        sums.open = sums.costs + sums.principal + sums.interest + sums.delay;
        result.ledger = std::move(ledger);
        result.sources = { law::delay("arts. 1 to 5"), law::imputation("arts. 560, 561") };
        return result;
    }
};

} // namespace

Date delay_rule_from()
{
    return Date::of(2014, 8, 1);
}

std::expected<JudgmentStatement, Faults> open_on(Judgment const& judgment, Date as_of)
{
    return Opening(judgment, as_of).take();
}

std::expected<Judgment, Faults> in_renminbi(Judgment const& judgment, time::RateTable const& central_parity)
{
    auto const rmb = *Currency::from_code("CNY");
    Faults faults;
    auto const convert = [&](Money& money, Date day, std::string at) {
        if (money.currency == rmb || money.is_zero()) {
            money.currency = rmb;
            return;
        }
        auto const found = central_parity.convert(money, rmb, day);
        bool const exact
            = found && std::ranges::all_of(found->used, [&](auto const& used) { return used.rate.date == day; });
        if (exact)
            money = found->amount;
        else
            faults.push_back({ std::move(at),
                { fmt::format("no central parity of {} is recorded for {}", money.currency.code(), to_string(day)),
                    fmt::format("没有{}{}的中间价记录", to_string(day), money.currency.code()) },
                { "add the rate published for that day", "请补充当日公布的中间价" } });
    };
    auto result = judgment;
    for (auto& debt : result.debts) {
        if (!debt.performance_ends) {
            faults.push_back(
                { debt.id, { "the day from which doubled interest runs is not known", "加倍部分债务利息的起算日不明" },
                    { "give the day on which the period for performance ends", "请填写履行期间届满之日" } });
            continue;
        }
        convert(debt.amount, *debt.performance_ends, debt.id);
        convert(debt.fixed_interest, *debt.performance_ends, debt.id);
    }
    for (auto& receipt : result.receipts)
        convert(receipt.amount, receipt.date, receipt.id);
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return result;
}

} // namespace recourse::quantum
