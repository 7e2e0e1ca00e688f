#include "core/quantum/distribution.hpp"

#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recourse::quantum {

namespace {

class Distributing {
public:
    explicit Distributing(Accounting const& given) : given_(given) { }

    std::expected<FinalAccount, Faults> take()
    {
        check();
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        receive();
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        give_back();
        pay();
        rest();
        if (!faults_.empty())
            return std::unexpected(std::move(faults_));
        return std::move(result_);
    }

private:
    struct Received {
        Recovery const* recovery = nullptr;
        Money left {}; ///< in its own currency
        Money worth {}; ///< in the currency of the claim
    };

    Accounting const& given_;
    Faults faults_ {};
    FinalAccount result_ {};
    std::vector<Received> received_ {}; ///< by day
    std::vector<Money> pots_ {}; ///< what is there, one for each currency, in the order in which they came

    void fault(std::string at, Text says, Text remedy)
    {
        faults_.push_back({ std::move(at), std::move(says), std::move(remedy) });
    }

    void check()
    {
        std::set<std::string> ids;
        auto const id = [&](std::string const& at, std::string const& name) {
            if (name.empty() || !ids.insert(name).second)
                fault(at + ".id", { "the id is empty or used twice", "标识为空或重复" },
                    { "give each its own", "请使用不同标识" });
        };
        auto const amount = [&](std::string const& at, Money money, std::int64_t least) {
            if (money.minor < least || money.minor > amount_minor_max / 1000 || money.currency == Currency::none())
                fault(at + ".amount",
                    { "the amount is too small, too large or without a currency", "金额过小、过大或缺少币种" },
                    { "give it like 480.00 USD", "请以480.00 USD的形式填写" });
        };
        amount("claim", given_.claim, 0);
        if (given_.recoveries.size() + given_.dues.size() > 1000)
            fault("recoveries", { "more than 1000 receipts and dues", "收款和支出合计超过1000笔" },
                { "put small ones together", "请合并小额款项" });
        for (std::size_t i = 0; i < given_.recoveries.size(); ++i) {
            auto const at = fmt::format("recoveries[{}]", i);
            auto const& each = given_.recoveries[i];
            id(at, each.id);
            amount(at, each.amount, 1);
            if (given_.as_of < each.date)
                fault(at + ".date", { "it comes after the day of the account", "晚于结算日" },
                    { "leave it out, or make the account later", "请删去，或改用较晚的结算日" });
        }
        for (std::size_t i = 0; i < given_.dues.size(); ++i) {
            auto const at = fmt::format("dues[{}]", i);
            id(at, given_.dues[i].id);
            amount(at, given_.dues[i].amount, 0);
        }
    }

    std::optional<Money> converted(Money money, Currency to, Date day, std::string const& at, Rounding rounding)
    {
        auto found = given_.rates.convert(money, to, day, rounding);
        if (found && found->amount.minor <= amount_minor_max) {
            for (auto& used : found->used)
                if (std::ranges::find(result_.rates, used) == result_.rates.end())
                    result_.rates.push_back(std::move(used));
            return found->amount;
        }
        fault(at,
            { fmt::format("no exchange rate leads from {} to {}", money.currency.code(), to.code()),
                fmt::format("没有{}兑{}的可用汇率", money.currency.code(), to.code()) },
            { "add a rate with its day and source", "补充汇率及其日期和来源" });
        return std::nullopt;
    }

    void line(Entry entry, std::string id, Date date, Text what, Money amount)
    {
        if (!amount.is_zero())
            result_.lines.push_back({ entry, std::move(id), date, std::move(what), amount });
    }

    Money& pot(Currency currency)
    {
        auto found = std::ranges::find(pots_, currency, &Money::currency);
        if (found == pots_.end())
            found = pots_.insert(pots_.end(), { 0, currency });
        return *found;
    }

    void receive()
    {
        for (auto const& each : given_.recoveries)
            received_.push_back({ &each, each.amount, {} });
        std::ranges::stable_sort(received_, {}, [](Received const& each) { return each.recovery->date; });
        result_.recovered = { 0, given_.claim.currency };
        for (auto& each : received_) {
            auto const& recovery = *each.recovery;
            auto const worth
                = converted(recovery.amount, given_.claim.currency, recovery.date, recovery.id, Rounding::half_even);
            if (!worth)
                continue;
            each.worth = *worth;
            result_.recovered = result_.recovered + *worth;
            auto route = std::ranges::find(result_.routes, recovery.via, &RouteSum::via);
            if (route == result_.routes.end())
                route = result_.routes.insert(route, { recovery.via, { 0, given_.claim.currency } });
            route->sum = route->sum + *worth;
            auto& here = pot(recovery.amount.currency);
            here = here + recovery.amount;
            append_from(recovery, Entry::recovery, recovery.amount);
        }
        auto const left = given_.claim - result_.recovered;
        result_.open = { std::max<std::int64_t>(left.minor, 0), left.currency };
    }

    void append_from(Recovery const& recovery, Entry entry, Money amount)
    {
        auto const route = word(recovery.via);
        line(entry, recovery.id, entry == Entry::recovery ? recovery.date : given_.as_of,
            { recovery.from.empty() ? route.en : fmt::format("{}: {}", route.en, recovery.from.en),
                recovery.from.empty() ? route.zh : fmt::format("{}：{}", route.zh, recovery.from.in(Language::zh)) },
            amount);
    }

    /// From the latest receipts back, until no more than the claim is kept.
    void give_back()
    {
        auto over = result_.recovered - given_.claim;
        for (auto at = received_.rbegin(); at != received_.rend() && over.minor > 0; ++at) {
            auto const piece = min(over, at->worth);
            if (piece.is_zero())
                continue;
            // Its share of the receipt, in the currency in which it came.
            auto const own = piece == at->worth
                ? at->recovery->amount
                : portion(at->recovery->amount, Ratio::of(piece.minor, at->worth.minor), Rounding::half_up);
            over = over - piece;
            if (own.is_zero())
                continue;
            auto& here = pot(own.currency);
            here = here - own;
            append_from(*at->recovery, Entry::give_back, -own);
            result_.give_back.push_back(
                { at->recovery->id, at->recovery->from.empty() ? word(at->recovery->via) : at->recovery->from, own,
                    { fmt::format("all routes together brought {}, {} is owed: what came last goes back",
                          display(result_.recovered), display(given_.claim)),
                        fmt::format("各途径合计收回{}，应得{}：后到账的部分应予返还", display(result_.recovered),
                            display(given_.claim)) } });
        }
    }

    void pay()
    {
        std::vector<Due const*> dues;
        for (auto const& due : given_.dues)
            dues.push_back(&due);
        std::ranges::stable_sort(dues, {}, [](Due const* due) { return due->rank; });
        for (auto const* due : dues)
            pay(*due);
    }

    void pay(Due const& due)
    {
        pot(due.amount.currency);
        for (std::size_t i = 0; i < pots_.size(); ++i)
            bring(due, i);
        auto& own = pot(due.amount.currency);
        auto const paid = min(own, due.amount);
        own = own - paid;
        auto const what = due.what.empty() ? word(due.rank) : due.what;
        line(Entry::payment, due.id, given_.as_of,
            { fmt::format("{}, to {}", what.en, word(due.to).en),
                fmt::format("{}，付{}", what.in(Language::zh), word(due.to).zh) },
            -paid);
        if (paid.minor < due.amount.minor)
            result_.unpaid.push_back({ due.id, due.amount - paid });
    }

    /// Exchanges out of one pot what the due still lacks in its own currency.
    void bring(Due const& due, std::size_t index)
    {
        auto const from = pots_[index];
        auto& own = pot(due.amount.currency);
        if (from.currency == due.amount.currency || from.minor <= 0 || own.minor >= due.amount.minor)
            return;
        auto const lacking = due.amount - own;
        auto const price = converted(lacking, from.currency, given_.as_of, due.id, Rounding::up);
        if (!price)
            return;
        auto const given = min(*price, from);
        auto const got = given == *price ? std::optional { lacking }
                                         : converted(given, lacking.currency, given_.as_of, due.id, Rounding::down);
        if (!got || got->is_zero())
            return;
        auto const gained = min(*got, lacking);
        own = own + gained;
        pots_[index] = pots_[index] - given;
        Text const what { fmt::format("exchanged for {}", due.id), fmt::format("为{}换汇", due.id) };
        line(Entry::exchange, due.id, given_.as_of, what, -given);
        line(Entry::exchange, due.id, given_.as_of, what, gained);
    }

    void rest()
    {
        for (auto const& left : pots_) {
            if (left.is_zero())
                continue;
            line(Entry::client, "client", given_.as_of, { "To the client", "付委托人" }, -left);
            result_.to_client.push_back(left);
        }
    }
};

} // namespace

Text word(Rank rank)
{
    switch (rank) {
    case Rank::enforcement_cost:
        return { "Costs of enforcement", "执行费用" };
    case Rank::advanced_fee:
        return { "Fees advanced", "垫付费用" };
    case Rank::success_fee:
        return { "Success fee", "风险代理费" };
    }
    RECOURSE_ASSERT(false);
}

Text word(Payee payee)
{
    switch (payee) {
    case Payee::client:
        return { "the client", "委托人" };
    case Payee::counsel:
        return { "counsel", "律师" };
    case Payee::funder:
        return { "the funder", "资助方" };
    case Payee::court:
        return { "the court", "法院" };
    case Payee::institution:
        return { "the institution", "仲裁机构" };
    case Payee::other:
        return { "another", "其他" };
    }
    RECOURSE_ASSERT(false);
}

std::expected<FinalAccount, Faults> final_account(Accounting const& given)
{
    return Distributing(given).take();
}

} // namespace recourse::quantum
