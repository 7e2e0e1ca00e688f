#include "brief/matter_account.hpp"

#include "base/check.hpp"

#include <boost/mp11.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace recourse::brief {

namespace {

using matter::CostLine;
using matter::Route;
using matter::ShareKind;

/// Every value of a described enumeration, in order.
template <class Enum, class F>
void each(F const& with)
{
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) { with(one.value); });
}

class Drawing {
public:
    Drawing(matter::State const& state, Date as_of, route::Schedule const* tiers, time::RateTable const& rates)
        : state_(state)
        , tiers_(tiers)
        , rates_(rates)
        , nothing_(state.nothing)
    {
        result_.as_of = as_of;
        result_.currency = nothing_.currency;
    }

    std::expected<MatterAccount, AccountFault> draw() &&
    {
        claimed();
        awarded();
        received();
        costs();
        success_fee();
        if (!distribution())
            return std::unexpected(fault_);
        shares();
        left();
        for (auto const& one : result_.checks) {
            if (one.left != one.right)
                return std::unexpected(AccountFault { one.says, one.left, one.right });
        }
        return std::move(result_);
    }

private:
    AccountSum sum(Money own)
    {
        AccountSum both { own, {} };
        auto const rmb = *Currency::from_code("CNY");
        auto const found = rates_.convert(own, rmb, result_.as_of);
        if (!found)
            return both;
        both.rmb = found->amount;
        for (auto const& used : found->used) {
            if (std::ranges::find(result_.rates, used) == result_.rates.end())
                result_.rates.push_back(used);
        }
        return both;
    }
    static AccountSum plus(AccountSum const& a, AccountSum const& b)
    {
        return { a.own + b.own, a.rmb && b.rmb ? std::optional { *a.rmb + *b.rmb } : std::nullopt };
    }
    static AccountSum minus(AccountSum const& a, AccountSum const& b)
    {
        return { a.own - b.own, a.rmb && b.rmb ? std::optional { *a.rmb - *b.rmb } : std::nullopt };
    }
    static AccountSum not_below_nothing(AccountSum one)
    {
        one.own = max(one.own, { 0, one.own.currency });
        if (one.rmb)
            one.rmb = max(*one.rmb, { 0, one.rmb->currency });
        return one;
    }
    void put(AccountPart& part, AccountEntry entry)
    {
        part.total = part.entries.empty() ? entry.sum : plus(part.total, entry.sum);
        part.entries.push_back(std::move(entry));
    }
    void check(Words says, Money left, Money right) { result_.checks.push_back({ std::move(says), left, right }); }
    void remark(std::string en, std::string zh) { result_.remarks.push_back({ std::move(en), std::move(zh) }); }

    void claimed()
    {
        auto& part = result_.claimed;
        part.total = sum(nothing_);
        for (std::size_t i = 0; i < state_.heads.size(); ++i) {
            auto const& [head, on, withdrawn] = state_.heads[i];
            if (!withdrawn)
                put(part,
                    { fmt::format("head-{}", i + 1), head_words(head.kind), on, sum(head.amount), same(head.basis) });
        }
        // A title may give more, a full and final settlement less: what counts is said, never put into a head.
        auto const counts = matter::claimed(state_);
        if (auto const more = counts - part.total.own; !more.is_zero())
            put(part,
                { "adjusted",
                    state_.settled_claim ? Words { "Given up by the full and final settlement", "全部和解所放弃" }
                                         : Words { "More by the title", "裁判多出部分" },
                    {}, sum(more), {} });
        check({ "the heads, with what a title or a settlement changed, and the claim", "各项请求及其调整与请求总额" },
            part.total.own, counts);
    }

    void awarded()
    {
        auto& part = result_.awarded;
        part.total = sum(nothing_);
        for (std::size_t i = 0; i < state_.titles.size(); ++i) {
            auto const& one = state_.titles[i];
            if (one.fell) {
                remark(fmt::format("Title {} was changed or set aside: it awards nothing here.", i + 1),
                    fmt::format("裁判{}已变更或撤销，不计入。", i + 1));
                continue;
            }
            auto const add = [&](char const* id, Words what, Money amount) {
                if (!amount.is_zero())
                    put(part,
                        { fmt::format("title-{}-{}", i + 1, id), std::move(what), one.title.received_on, sum(amount),
                            {} });
            };
            add("principal", { "Principal", "本金" }, one.title.principal);
            add("interest", { "Interest", "利息" }, one.title.interest);
            add("costs", { "Costs", "费用" }, one.title.costs);
        }
    }

    void received()
    {
        auto& part = result_.received;
        part.total = sum(nothing_);
        each<Route>([&](Route route) {
            auto counted = nothing_;
            Words note;
            for (auto const& one : state_.receipts) {
                if (one.receipt.route != route)
                    continue;
                counted = counted + one.counted;
                if (one.receipt.amount.currency != nothing_.currency)
                    note = joined(note,
                        { fmt::format("{} came on {}", display(one.receipt.amount), to_string(one.receipt.on)),
                            fmt::format("{}收到{}", to_string(one.receipt.on), display(one.receipt.amount)) });
            }
            if (!counted.is_zero())
                put(part,
                    { fmt::format("route-{}", matter::word(route)), route_words(route), {}, sum(counted),
                        std::move(note) });
        });
        check({ "what came by route and what was received", "各途径收款与收款总额" }, part.total.own, state_.received);
    }

    void costs()
    {
        result_.costs_booked = sum(nothing_);
        each<CostLine>([&](CostLine line) {
            AccountCost cost { line, sum(nothing_), sum(matter::booked(state_, line)), {} };
            if (state_.engagement) {
                for (auto const& [of, amount] : state_.engagement->budget) {
                    if (of == line)
                        cost.budget = sum(amount);
                }
            }
            if (cost.budget.own.is_zero() && cost.booked.own.is_zero())
                return;
            cost.left = minus(cost.budget, cost.booked);
            result_.costs_booked = plus(result_.costs_booked, cost.booked);
            result_.costs.push_back(std::move(cost));
        });
        auto all = nothing_;
        for (auto const& one : state_.costs)
            all = all + one.amount;
        check({ "costs by line and all costs", "各项费用与费用总额" }, result_.costs_booked.own, all);
    }

    /// On what has come, and is not to go back.
    void success_fee()
    {
        auto const& engagement = state_.engagement;
        if (!engagement || engagement->model != matter::FeeModel::contingency || !engagement->share)
            return;
        if (tiers_ == nullptr)
            return remark("The ceiling on a share of the outcome is not known: no success fee is worked out.",
                "风险代理收费上限未知：未计算风险代理费。");
        quantum::ContingencyFee const model { *engagement->share, { 0, nothing_.currency },
            engagement->signed_on.has_value() };
        auto const realised = min(state_.received, matter::claimed(state_));
        auto fee = quantum::counsel_fee(
            { engagement->signed_on.value_or(state_.opened_on), quantum::Subject::commercial, model }, realised,
            result_.as_of, *tiers_, rates_);
        if (fee) {
            result_.success_fee = *std::move(fee);
            return;
        }
        for (auto const& one : fee.error())
            remark(fmt::format("No success fee is worked out: {}; {}.", one.says.en, one.remedy.en),
                fmt::format("未计算风险代理费：{}；{}。", one.says.zh, one.remedy.zh));
    }

    quantum::Accounting accounting() const
    {
        quantum::Accounting all;
        all.claim = matter::claimed(state_);
        all.as_of = result_.as_of;
        for (std::size_t i = 0; i < state_.receipts.size(); ++i) {
            auto const& one = state_.receipts[i];
            auto const words = route_words(one.receipt.route);
            all.recoveries.push_back({ fmt::format("receipt-{}", i + 1), via_of(one.receipt.route),
                { words.en, words.zh }, one.receipt.on, one.counted });
        }
        for (auto const& one : result_.costs) {
            if (one.booked.own.is_zero())
                continue;
            auto const words = cost_words(one.line);
            all.dues.push_back({ fmt::format("cost-{}", matter::word(one.line)),
                one.line == CostLine::enforcement ? quantum::Rank::enforcement_cost : quantum::Rank::advanced_fee,
                one.line == CostLine::counsel ? quantum::Payee::counsel : quantum::Payee::client,
                { words.en, words.zh }, one.booked.own });
        }
        if (result_.success_fee)
            all.dues.push_back({ "success-fee", quantum::Rank::success_fee, quantum::Payee::counsel,
                { "Success fee", "风险代理费" }, result_.success_fee->fee });
        return all;
    }
    static quantum::Via via_of(Route route)
    {
        switch (route) {
        case Route::platform:
            return quantum::Via::platform_refund;
        case Route::chargeback:
        case Route::bank_recall:
            return quantum::Via::chargeback;
        case Route::settlement:
            return quantum::Via::settlement_instalment;
        case Route::enforcement:
            return quantum::Via::enforcement;
        case Route::insurance:
            return quantum::Via::insurance;
        case Route::set_off:
            return quantum::Via::set_off;
        case Route::voluntary:
        case Route::other:
            return quantum::Via::part_payment;
        }
        RECOURSE_ASSERT(false);
    }

    bool distribution()
    {
        auto made = quantum::final_account(accounting());
        if (!made) {
            auto const& first = made.error().front();
            fault_
                = { { fmt::format("{}: {}", first.at, first.says.en), fmt::format("{}：{}", first.at, first.says.zh) },
                      nothing_, nothing_ };
            return false;
        }
        result_.distribution = *std::move(made);
        auto lines = nothing_;
        for (auto const& line : result_.distribution.lines)
            lines = lines + line.amount; // all are in the matter's currency: receipts as they were counted
        check({ "money in and money out of the distribution", "分配的收入与支出" }, lines, nothing_);
        check({ "what came, in the distribution and in the matter", "分配所列收款与案件收款" },
            result_.distribution.recovered, state_.received);
        if (!result_.costs.empty())
            remark("Who advanced the costs is not recorded: they are taken as the client's, those of counsel as "
                   "counsel's.",
                "未记录垫付人：除律师费外，均视为委托人垫付。");
        return true;
    }

    void shares()
    {
        auto given_all = nothing_;
        each<ShareKind>([&](ShareKind kind) {
            auto due = nothing_, given = nothing_;
            for (auto const& line : result_.distribution.lines) {
                if (kind_of(line) == kind)
                    due = due - line.amount;
            }
            for (auto const& one : state_.distributions) {
                if (one.phase != matter::DistributionPhase::confirmed)
                    continue;
                for (auto const& share : one.shares) {
                    if (share.kind == kind)
                        given = given + share.amount;
                }
            }
            given_all = given_all + given;
            if (!due.is_zero() || !given.is_zero())
                result_.shares.push_back({ kind, sum(due), sum(given), sum(due - given) });
        });
        check({ "what was given out by kind and in all", "各类已分配款与已分配总额" }, given_all, state_.distributed);
        auto waiting = nothing_;
        if (auto const number = matter::waiting_distribution(state_); number != 0) {
            for (auto const& share : state_.distributions[number - 1].shares)
                waiting = waiting + share.amount;
        }
        result_.waiting = sum(waiting);
    }
    static std::optional<ShareKind> kind_of(quantum::AccountLine const& line)
    {
        if (line.entry == quantum::Entry::give_back)
            return ShareKind::paid_back;
        if (line.entry == quantum::Entry::client)
            return ShareKind::client;
        if (line.entry == quantum::Entry::payment)
            return line.id == "success-fee" ? ShareKind::success_fee : ShareKind::costs;
        return std::nullopt;
    }

    void left()
    {
        result_.given = sum(state_.distributed);
        result_.to_share = minus(result_.received.total, result_.given);
        auto const claim = result_.claimed.total;
        result_.open = not_below_nothing(minus(claim, result_.received.total));
        result_.over = not_below_nothing(minus(result_.received.total, claim));
        check({ "what was received, and what was given out with what is left to share", "收款与已分配及待分配之和" },
            result_.received.total.own, result_.given.own + result_.to_share.own);
        check({ "the claim with what came beyond it, and what came with what is open", "请求加超额与收款加未受偿" },
            claim.own + result_.over.own, result_.received.total.own + result_.open.own);
        if (!result_.claimed.total.rmb)
            remark(fmt::format(
                       "No rate leads from {} to renminbi: the account is in one currency.", nothing_.currency.code()),
                fmt::format("没有{}兑人民币的汇率：仅以一种货币列示。", nothing_.currency.code()));
    }

    static Words head_words(matter::HeadKind);

    matter::State const& state_;
    route::Schedule const* tiers_;
    time::RateTable const& rates_;
    Money nothing_;
    MatterAccount result_ {};
    AccountFault fault_ {};
};

Words Drawing::head_words(matter::HeadKind kind)
{
    using enum matter::HeadKind;
    switch (kind) {
    case price:
        return { "Price", "货款" };
    case damages:
        return { "Damages", "损害赔偿" };
    case lost_profit:
        return { "Lost profit", "可得利益" };
    case liquidated_damages:
        return { "Liquidated damages", "违约金" };
    case deposit:
        return { "Deposit", "定金" };
    case interest:
        return { "Interest", "利息" };
    case costs:
        return { "Costs", "费用" };
    case other:
        return { "Other", "其他" };
    }
    RECOURSE_ASSERT(false);
}

} // namespace

std::expected<MatterAccount, AccountFault> account_of(
    matter::State const& state, Date as_of, route::Schedule const* tiers, time::RateTable const& rates)
{
    return Drawing(state, as_of, tiers, rates).draw();
}

} // namespace recourse::brief
