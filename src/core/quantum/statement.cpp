#include "core/quantum/statement.hpp"

#include "base/check.hpp"
#include "core/quantum/overlap.hpp"
#include "core/quantum/statement_check.hpp"
#include "core/quantum/working.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::quantum {

namespace {

class Stating {
public:
    explicit Stating(Particulars const& given) : given_(given), rmb_(*Currency::from_code("CNY")) { }

    std::expected<Statement, Faults> take()
    {
        faults_ = check(given_);
        measure();
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        std::optional<Money> paid = given_.paid;
        auto overlaps = take_overlaps(claimed_, paid, given_.choice);
        receive();
        auto const chosen = ledger(given_.terms.mode);
        auto const other = ledger(other_mode());
        if (!faults_.empty() || !chosen || !other)
            return std::unexpected(std::move(faults_));
        result_.title = given_.title;
        result_.currency = given_.currency;
        result_.as_of = given_.as_of;
        result_.terms = given_.terms;
        for (auto& exclusion : overlaps.exclusions)
            result_.exclusions.push_back(std::move(exclusion));
        result_.penalties = std::move(overlaps.penalties);
        result_.postings = chosen->postings;
        result_.stretches = chosen->stretches;
        lines(*chosen);
        sum(*chosen);
        result_.other = { other_mode(), other->interest(),
            result_.sums.heads + other->interest() - result_.sums.received, other->interest_a_day };
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        result_.warnings = warnings(given_, result_);
        return std::move(result_);
    }

private:
    Particulars const& given_;
    Currency rmb_;
    Faults faults_ {};
    std::vector<Claimed> claimed_ {};
    std::vector<Measured> measured_ {};
    std::vector<Payment> payments_ {};
    Statement result_ {};

    Mode other_mode() const { return given_.terms.mode == Mode::segmented ? Mode::at_breach : Mode::segmented; }

    /// Zero of the currency, and a fault, where it cannot be converted.
    Money converted(Money from, Currency to, Date day, std::string const& at)
    {
        auto const found = given_.rates.convert(from, to, day);
        if (found && found->amount.minor <= amount_minor_max && found->amount.minor >= -amount_minor_max) {
            for (auto const& used : found->used)
                if (std::ranges::find(result_.rates, used.rate, &time::UsedRate::rate) == result_.rates.end())
                    result_.rates.push_back(used);
            return found->amount;
        }
        bool const unknown = !found && found.error() == time::NoRate::not_recorded;
        Fault fault { at,
            { unknown ? fmt::format("no exchange rate is recorded from {} to {}", from.currency.code(), to.code())
                      : fmt::format("{} is too large in {}", display(from), to.code()),
                unknown ? fmt::format("没有{}兑{}的汇率记录", from.currency.code(), to.code())
                        : fmt::format("{}折算为{}后金额过大", display(from), to.code()) },
            { unknown ? "add a rate with its day and source" : "check its digits",
                unknown ? "补充汇率及其日期和来源" : "请核对数字" } };
        auto const same = [&](Fault const& each) { return each.at == fault.at && each.says == fault.says; };
        if (std::ranges::none_of(faults_, same))
            faults_.push_back(std::move(fault));
        return { 0, to };
    }

    void measure()
    {
        for (std::size_t i = 0; i < given_.items.size(); ++i) {
            auto const& item = given_.items[i];
            auto const at = place_of("items", i, item.id);
            auto measure = measured(item, at);
            if (!measure) {
                std::ranges::move(measure.error(), std::back_inserter(faults_));
                continue;
            }
            auto const amount = converted(measure->amount, given_.currency, given_.as_of, at);
            if (item.arises && given_.as_of < *item.arises) {
                result_.exclusions.push_back({ item.id, {}, amount,
                    { fmt::format("arises on {} only", to_string(*item.arises)),
                        fmt::format("{}才发生", to_string(*item.arises)) },
                    law::inferred({}) });
                continue;
            }
            // The doubling is rounded for itself, so that both parts of a deposit add up.
            auto const once = measure->once.is_zero() ? Money { 0, given_.currency }
                                                      : converted(measure->once, given_.currency, given_.as_of, at);
            claimed_.push_back({ &item, amount, once, amount });
            measured_.push_back(std::move(*measure));
        }
        Money all { 0, given_.currency };
        for (auto const& claimed : claimed_) {
            auto const next = checked_add(all, claimed.amount);
            if (!next || next->minor > amount_minor_max) {
                faults_.push_back({ "items", { "together they are too large", "合计金额过大" },
                    { "check their digits", "请核对数字" } });
                return;
            }
            all = *next;
        }
    }

    void receive()
    {
        for (std::size_t i = 0; i < given_.receipts.size(); ++i) {
            auto const& receipt = given_.receipts[i];
            if (given_.as_of < receipt.date)
                continue;
            auto const amount
                = converted(receipt.amount, given_.currency, receipt.date, place_of("receipts", i, receipt.id));
            auto const on = std::ranges::find_if(
                claimed_, [&](Claimed const& claimed) { return claimed.item->id == receipt.on; });
            payments_.push_back({ receipt.id, receipt.date, amount, on == claimed_.end() ? std::string {} : receipt.on,
                receipt.agreed ? receipt.to : std::nullopt });
        }
    }

    std::optional<Ledger> ledger(Mode mode)
    {
        std::vector<Debt> debts;
        for (auto const& claimed : claimed_) {
            auto const& item = *claimed.item;
            Debt debt { item.id, part_of(item.head), claimed.counted, item.arises, {}, {} };
            if (item.interest_from && *item.interest_from < given_.as_of)
                if (auto rates = steps(given_.terms, mode, *item.interest_from))
                    debt.runs.push_back({ Part::interest, *item.interest_from, std::move(*rates),
                        static_cast<std::int64_t>(given_.terms.year), {} });
            debts.push_back(std::move(debt));
        }
        auto result = run(debts, payments_, given_.as_of);
        if (result)
            return std::move(*result);
        std::ranges::move(result.error(), std::back_inserter(faults_));
        return std::nullopt;
    }

    void lines(Ledger const& ledger)
    {
        for (std::size_t i = 0; i < claimed_.size(); ++i) {
            auto const& claimed = claimed_[i];
            auto const& item = *claimed.item;
            auto const& measure = measured_[i];
            auto const& balance = ledger.balances[i];
            bool const as_stated = measure.amount.currency == rmb_ && claimed.counted == claimed.amount;
            Line line;
            line.id = item.id;
            line.head = item.head;
            line.what = item.what.empty() ? word(item.head) : item.what;
            line.date = item.arises.value_or(item.interest_from.value_or(given_.as_of));
            line.formula = measure.formula;
            line.own = measure.amount;
            line.sum = claimed.counted;
            line.rmb = as_stated ? measure.amount : in_rmb(claimed.counted);
            line.open = balance.open;
            line.source = measure.source;
            line.clause = item.clause;
            line.evidence = item.evidence;
            line.note = item.note;
            result_.lines.push_back(std::move(line));
        }
        for (std::size_t i = 0; i < claimed_.size(); ++i)
            interest_line(*claimed_[i].item, ledger.balances[i]);
        for (auto const& receipt : given_.receipts)
            receipt_line(receipt);
    }

    void interest_line(Item const& item, Balance const& balance)
    {
        if (!item.interest_from || given_.as_of <= *item.interest_from || balance.interest.is_zero())
            return;
        Line line;
        line.kind = LineKind::interest;
        line.id = item.id;
        line.head = item.head;
        auto const of = item.what.empty() ? word(item.head) : item.what;
        line.what = { "Interest: " + of.en, "利息：" + of.in(Language::zh) };
        line.date = *item.interest_from;
        line.formula = working_of(result_.stretches, item.id, Part::interest, balance.interest);
        line.own = line.sum = balance.interest;
        line.rmb = in_rmb(balance.interest);
        line.open = balance.interest_open;
        line.source = law::inferred(law::sale("art. 18(4)"));
        result_.lines.push_back(std::move(line));
    }

    void receipt_line(Receipt const& receipt)
    {
        auto const payment = std::ranges::find(payments_, receipt.id, &Payment::id);
        if (payment == payments_.end())
            return;
        Line line;
        line.kind = LineKind::receipt;
        line.id = receipt.id;
        line.what = word(receipt.via);
        line.date = receipt.date;
        auto left = payment->amount;
        for (auto const& posting : result_.postings) {
            if (posting.payment != receipt.id)
                continue;
            left = left - posting.amount;
            append(line.formula, sentence(posting));
        }
        if (left.minor > 0)
            append(line.formula,
                { fmt::format("{} is more than was open", display(left)), fmt::format("{}超出应付", display(left)) });
        line.own = -receipt.amount;
        line.sum = -payment->amount;
        line.rmb = in_rmb(-payment->amount);
        line.open = { 0, given_.currency };
        line.source = law::imputation(receipt.on.empty() ? "art. 561" : "arts. 560, 561");
        line.evidence = receipt.evidence;
        line.note = receipt.note;
        result_.lines.push_back(std::move(line));
    }

    Money in_rmb(Money sum)
    {
        return sum.minor < 0 ? -converted(-sum, rmb_, given_.as_of, "rates")
                             : converted(sum, rmb_, given_.as_of, "rates");
    }

    void sum(Ledger const& ledger)
    {
        auto const add_up = [&](Sums& sums, Money Line::* column, Currency currency) {
            sums = { { 0, currency }, { 0, currency }, { 0, currency }, { 0, currency }, { 0, currency } };
            for (auto const& line : result_.lines) {
                auto const money = line.*column;
                sums.total = sums.total + money;
                if (line.kind == LineKind::head)
                    sums.heads = sums.heads + money;
                else if (line.kind == LineKind::interest)
                    sums.interest = sums.interest + money;
                else
                    sums.received = sums.received - money;
            }
        };
        add_up(result_.sums, &Line::sum, given_.currency);
        add_up(result_.rmb, &Line::rmb, rmb_);
        result_.sums.interest_a_day = { ledger.interest_a_day.minor, given_.currency };
        result_.rmb.interest_a_day = in_rmb(result_.sums.interest_a_day);
    }
};

} // namespace

Text word(Mode mode)
{
    switch (mode) {
    case Mode::at_breach:
        return { "loan prime rate on the day of the breach", "违约行为发生时的LPR" };
    case Mode::segmented:
        return { "loan prime rate with each of its changes", "分段计算的LPR" };
    }
    RECOURSE_ASSERT(false);
}

Text word(Via via)
{
    switch (via) {
    case Via::platform_refund:
        return { "Refund through the platform", "平台退款" };
    case Via::part_payment:
        return { "Part payment", "部分付款" };
    case Via::settlement_instalment:
        return { "Instalment of a settlement", "和解款分期付款" };
    case Via::chargeback:
        return { "Chargeback", "拒付退款" };
    case Via::set_off:
        return { "Set-off", "抵销" };
    case Via::insurance:
        return { "Insurance", "保险赔款" };
    case Via::enforcement:
        return { "Enforcement", "执行到账" };
    }
    RECOURSE_ASSERT(false);
}

std::optional<std::vector<route::YearlyRate>> steps(Terms const& terms, Mode mode, Date from)
{
    auto at = std::ranges::upper_bound(terms.rates, from, {}, &route::YearlyRate::from);
    if (at == terms.rates.begin())
        return std::nullopt;
    --at;
    std::vector<route::YearlyRate> rates;
    for (; at != terms.rates.end(); ++at) {
        auto const rate = route::with_uplift(at->rate, terms.uplift);
        if (!rate)
            return std::nullopt;
        rates.push_back({ at->from, *rate });
        if (mode == Mode::at_breach)
            break;
    }
    return rates;
}

std::expected<Statement, Faults> statement(Particulars const& given)
{
    return Stating(given).take();
}

} // namespace recourse::quantum
