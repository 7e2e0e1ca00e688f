#include "core/offer/happened.hpp"

#include "base/check.hpp"
#include "core/case/route_roles.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::offer {

using casework::Route;

namespace {

constexpr bool talks(std::string_view route)
{
    return route == "demand-letter" || route == "negotiated-settlement";
}

Money at_least_zero(Money sum)
{
    return { std::max<std::int64_t>(0, sum.minor), sum.currency };
}

double weeks_between(Date from, Date to)
{
    return std::max(0, days_between(from, to)) / 7.0;
}

Flaws flaws_of(Basis const& basis, Happened const& happened)
{
    Flaws flaws;
    auto const day = [&](std::string place, Date on) {
        if (on > happened.now)
            flaws.push_back(fmt::format("{}: {} is after {}, the day on which the case is looked at", std::move(place),
                to_string(on), to_string(happened.now)));
    };
    auto const sum = [&](std::string const& place, Money amount) {
        if (amount.currency != basis.claim.currency)
            flaws.push_back(fmt::format("{}: {} is not in the claim's currency, {}; convert it first", place,
                to_string(amount), basis.claim.currency.code()));
        else if (amount.minor < 0)
            flaws.push_back(fmt::format("{}: {} is below zero", place, to_string(amount)));
        else if (amount.minor > amount_minor_max)
            flaws.push_back(fmt::format("{}: {} is more than any amount may be", place, to_string(amount)));
    };
    auto const each = [](std::string_view list, std::size_t i) { return fmt::format("{}[{}]", list, i); };
    sum("claim", basis.claim);
    day("made", basis.made);
    for (std::size_t i = 0; i < basis.routes.size(); ++i) {
        if (!basis.routes[i].weeks.likely)
            flaws.push_back(
                fmt::format("routes[{}]: how long {} takes is not known; leave it out", i, basis.routes[i].id));
    }
    for (std::size_t i = 0; i < happened.begun.size(); ++i)
        day(each("begun", i), happened.begun[i].on);
    std::string_view decided_by;
    for (std::size_t i = 0; i < happened.rulings.size(); ++i) {
        auto const& one = happened.rulings[i];
        day(each("rulings", i), one.on);
        sum(each("rulings", i), one.granted);
        if (!casework::is_forum(one.route))
            continue;
        if (!decided_by.empty() && decided_by != one.route)
            flaws.push_back(fmt::format("rulings[{}]: {} has decided already; a case has one forum", i, decided_by));
        decided_by = one.route;
    }
    for (std::size_t i = 0; i < happened.receipts.size(); ++i) {
        day(each("receipts", i), happened.receipts[i].on);
        sum(each("receipts", i), happened.receipts[i].amount);
    }
    for (std::size_t i = 0; i < happened.spent.size(); ++i)
        sum(each("spent", i), happened.spent[i].amount);
    for (std::size_t i = 0; i < happened.refusals.size(); ++i) {
        day(each("refusals", i), happened.refusals[i].on);
        sum(each("refusals", i), happened.refusals[i].amount);
    }
    if (happened.freeze) {
        day("freeze", happened.freeze->on);
        sum("freeze", happened.freeze->value);
    }
    if (happened.gone)
        day("gone", happened.gone->on);
    return flaws;
}

class Conditioning {
public:
    Conditioning(Basis const& basis, Happened const& happened)
        : basis_(basis)
        , happened_(happened)
        , zero_ { 0, basis.claim.currency }
    {
    }

    Position run()
    {
        sums();
        for (auto const& route : basis_.routes)
            take(route);
        position_.weeks_passed = weeks_between(basis_.made, happened_.now);
        // What is particular to a route comes first: the first estimate that fits is the one that counts.
        std::ranges::copy(basis_.assumptions, std::back_inserter(position_.assumptions));
        freeze();
        return std::move(position_);
    }

private:
    void say(std::string id, std::string const& route, std::string en, std::string zh)
    {
        position_.changes.push_back({ std::move(id), route, { std::move(en), std::move(zh) } });
    }

    template <class Which>
    Money received(Which const& which) const
    {
        auto total = zero_;
        for (auto const& receipt : happened_.receipts) {
            if (which(receipt))
                total = total + receipt.amount;
        }
        return total;
    }

    Ruling const* ruling(std::string_view route) const
    {
        Ruling const* latest = nullptr;
        for (auto const& one : happened_.rulings) {
            if (one.route == route && (!latest || one.on >= latest->on))
                latest = &one;
        }
        return latest;
    }

    std::optional<Date> begun(std::string_view route) const
    {
        std::optional<Date> first;
        for (auto const& one : happened_.begun) {
            if (one.route == route && (!first || one.on < *first))
                first = one.on;
        }
        return first;
    }

    void sums()
    {
        position_.claim = basis_.claim;
        position_.received = received([](auto const&) { return true; });
        position_.open = at_least_zero(basis_.claim - position_.received);
        if (!position_.received.is_zero())
            say("received", "",
                fmt::format(
                    "Received so far: {}. It is counted once, whatever route brought it.", display(position_.received)),
                fmt::format("已收到{}；无论来自何种途径，只计一次。", display(position_.received)));
        for (auto const& one : happened_.begun) {
            if (casework::is_forum(one.route))
                forum_ = one.route;
        }
        for (auto const& one : happened_.rulings) {
            if (casework::is_forum(one.route))
                award_ = ruling(forum_ = one.route);
        }
        if (!award_)
            return;
        if (award_->granted.is_zero()) {
            say("lost", forum_, "The forum has decided against the claim: no other forum is counted.",
                "裁判机构未支持请求：不再计入其他裁判机构。");
            return;
        }
        auto const after = received([&](auto const& receipt) { return receipt.on > award_->on; });
        position_.open = at_least_zero(award_->granted - after);
        say("award", forum_,
            fmt::format("The decision of {} grants {}: it takes the place of the claim. Still to be paid: {}.",
                to_string(award_->on), display(award_->granted), display(position_.open)),
            fmt::format("{}的裁判支持{}，以此代替原主张。尚待支付：{}。", to_string(award_->on),
                display(award_->granted), display(position_.open)));
    }

    /// What of a route's sums is left: less what it brought, and no more than is open.
    void limit(Route& route, Money brought) const
    {
        auto const left = [&](Money sum) { return min(at_least_zero(sum - brought), position_.open); };
        if (route.recoverable.low)
            route.recoverable.low = left(*route.recoverable.low);
        if (route.recoverable.high)
            route.recoverable.high = left(*route.recoverable.high);
    }

    void reduce_costs(Route& route)
    {
        auto spent = zero_;
        for (auto const& one : happened_.spent) {
            if (one.route == route.id)
                spent = spent + one.amount;
        }
        if (spent.is_zero())
            return;
        for (auto* end : { &route.cost.low, &route.cost.likely, &route.cost.high }) {
            if (*end)
                *end = at_least_zero(**end - spent);
        }
        say("spent", route.id, fmt::format("{} is spent: only the rest of its costs is still to come.", display(spent)),
            fmt::format("已支出{}：只计尚未发生的费用。", display(spent)));
    }

    void certain(std::string const& route)
    {
        casework::SourceRef source;
        source.mark = "inference";
        position_.assumptions.insert(position_.assumptions.begin(),
            { "decided-" + route, "success", route, 1, 1, 1, "it is decided", std::move(source) });
    }

    void take(Route route)
    {
        if (position_.open.is_zero())
            return over(route, "paid", "Nothing is open any more.", "已无未清偿款项。");
        bool const forum = casework::is_forum(route.id);
        if (forum && award_ && award_->granted.is_zero())
            return over(route, "over", "The claim was decided and not granted.", "请求已裁判且未获支持。");
        if (forum && !forum_.empty() && route.id != forum_)
            return over(route, "only_forum", "The case is before another forum.", "案件已在另一机构处理。");
        if (route.id == "asset-preservation" && (happened_.freeze || happened_.gone || award_))
            return over(route, "over",
                happened_.freeze ? "The assets are frozen."
                                 : "It comes too late: what is left to do is enforcement, or to look to others.",
                happened_.freeze ? "财产已保全。" : "为时已晚：余下的是执行或向其他责任人主张。");
        if (happened_.gone && (talks(route.id) || route.id == "deregistration-objection"))
            return over(route, "gone", "The supplier has been struck off: there is nobody to talk to.",
                "供应商已注销：无人可谈。");
        if (forum && award_)
            return take_award(std::move(route));
        if (auto const* ruled = forum ? nullptr : ruling(route.id))
            return take_granted(std::move(route), *ruled);
        limit(route, received([&](auto const& receipt) { return receipt.route == route.id; }));
        if (route.id == "negotiated-settlement")
            limit_talks(route);
        bool const step = casework::is_step(route.id);
        if (!step && (!route.recoverable.high || route.recoverable.high->is_zero()))
            return over(route, "paid", "It has brought all that it can.", "该途径已无可再得。");
        reduce_costs(route);
        if (auto const since = begun(route.id); since && !pass(route, *since))
            return;
        keep(std::move(route));
    }

    void take_granted(Route route, Ruling const& ruled)
    {
        auto const paid
            = received([&](auto const& receipt) { return receipt.route == route.id && receipt.on >= ruled.on; });
        auto const rest = min(at_least_zero(ruled.granted - paid), position_.open);
        if (ruled.granted.is_zero())
            return over(route, "over", "It was decided and not granted.", "已裁定且未获支持。");
        if (rest.is_zero())
            return over(route, "paid", "It has paid what it granted.", "已支付其裁定的款项。");
        route.recoverable = { rest, rest };
        route.cost.low = route.cost.likely = route.cost.high = zero_;
        route.weeks = { 0, 1, 4, true, {} };
        route.weeks.source.mark = "unverified";
        say("granted", route.id,
            fmt::format("Granted: {} is certain and still to be paid, within four weeks (no source).", display(rest)),
            fmt::format("已获支持：{}确定应付，预计四周内支付（无来源）。", display(rest)));
        certain(route.id);
        keep(std::move(route));
    }

    void take_award(Route route)
    {
        route.recoverable = { position_.open, position_.open };
        certain(route.id);
        auto const enforcement = std::ranges::find(basis_.routes, "award-enforcement", &Route::id);
        if (enforcement != basis_.routes.end()) {
            route.weeks = enforcement->weeks;
            route.cost = enforcement->cost;
            // Costs of enforcement are spent on its own account.
            auto const name = std::exchange(route.id, enforcement->id);
            reduce_costs(route);
            route.id = name;
        } else {
            route.weeks = { 13, 26, 52, true, {} };
            route.weeks.source.mark = "unverified";
            route.cost.low = route.cost.likely = route.cost.high = zero_;
            say("award", route.id, "Enforcement is taken to last 13 to 52 weeks and to cost nothing (no source).",
                "执行按13至52周、无费用计（无来源）。");
        }
        if (auto const since = begun("award-enforcement"); since && !pass(route, *since))
            return;
        keep(std::move(route));
    }

    void limit_talks(Route& route)
    {
        std::optional<Money> bound;
        for (auto const& one : happened_.refusals) {
            if (one.by_supplier && (!bound || one.amount.minor < bound->minor))
                bound = one.amount;
        }
        if (!bound || !route.recoverable.high || route.recoverable.high->minor <= bound->minor)
            return;
        route.recoverable.high = bound;
        if (route.recoverable.low)
            route.recoverable.low = min(*route.recoverable.low, *bound);
        say("refused", route.id,
            fmt::format("The supplier refused to pay {}: talks are counted for no more.", display(*bound)),
            fmt::format("供应商拒绝支付{}：协商所得不超过此数。", display(*bound)));
    }

    /// Of a route under way since a day; false: it is over.
    bool pass(Route& route, Date since)
    {
        auto const weeks = weeks_between(since, happened_.now);
        auto const high = route.weeks.high.value_or(*route.weeks.likely);
        bool const silent = talks(route.id);
        if (weeks < high) {
            position_.begun.push_back({ route.id, weeks, silent });
            say(silent ? "silent" : "under_way", route.id,
                fmt::format(
                    "Under way for {:.0f} weeks{}.", weeks, silent ? " without success, which is less likely now" : ""),
                fmt::format("已进行{:.0f}周{}。", weeks, silent ? "而无结果，成功的可能性降低" : ""));
            return true;
        }
        if (silent) {
            over(route, "silent", "Nothing came of it in the longest time it takes.", "最长期限已过而无结果。");
            return false;
        }
        auto const span = high - route.weeks.low.value_or(*route.weeks.likely);
        route.weeks.low = 1;
        route.weeks.likely = std::max(1, span / 4);
        route.weeks.high = std::max(2, span / 2);
        position_.begun.push_back({ route.id, 0, false });
        say("overdue", route.id,
            fmt::format(
                "It takes longer than its longest estimate of {} weeks; another 1 to {} weeks are assumed (no source).",
                high, *route.weeks.high),
            fmt::format("已超过最长估计的{}周；假定还需1至{}周（无来源）。", high, *route.weeks.high));
        return true;
    }

    void keep(Route route)
    {
        if (casework::is_forum(route.id) && happened_.gone) {
            auto estimate = happened_.gone->collect.value_or(forecast::Assumption { "gone", "collect", "", 0, 0, 0,
                "of a supplier that is gone nothing is counted but what is frozen", {} });
            estimate.of = "collect";
            estimate.route = route.id;
            position_.assumptions.insert(position_.assumptions.begin(), std::move(estimate));
            say("gone", route.id,
                "The supplier has been struck off: little or nothing beyond what is frozen is counted.",
                "供应商已注销：除已保全财产外，几乎不计可回收。");
        }
        position_.routes.push_back(std::move(route));
    }

    void over(Route const& route, std::string id, std::string en, std::string zh)
    {
        say(std::move(id), route.id, std::move(en), std::move(zh));
    }

    void freeze()
    {
        position_.frozen = basis_.frozen;
        position_.secured = zero_;
        if (!happened_.freeze)
            return;
        auto const& frozen = *happened_.freeze;
        auto const taken = received([&](auto const& receipt) {
            return receipt.on >= frozen.on
                && (casework::is_forum(receipt.route) || receipt.route == "award-enforcement");
        });
        position_.frozen = true;
        position_.secured = min(at_least_zero(frozen.value - taken), position_.open);
        position_.frozen_weeks = weeks_between(frozen.on, happened_.now);
        say("frozen", "",
            fmt::format(
                "Frozen since {}: {} is held for what is won.", to_string(frozen.on), display(position_.secured)),
            fmt::format("自{}起保全：{}可供清偿胜诉款项。", to_string(frozen.on), display(position_.secured)));
    }

    Basis const& basis_;
    Happened const& happened_;
    Money zero_;
    Position position_;
    std::string forum_; ///< the one before which the case is, or was
    Ruling const* award_ = nullptr;
};

} // namespace

forecast::Input Position::input() const
{
    forecast::Input input;
    input.currency = claim.currency;
    input.claim = static_cast<double>(open.minor);
    for (auto const& route : routes)
        input.routes.push_back(&route);
    input.assumptions = assumptions;
    input.frozen = frozen;
    input.begun = begun;
    input.weeks_passed = weeks_passed;
    input.frozen_weeks = frozen_weeks;
    input.secured = static_cast<double>(secured.minor);
    return input;
}

std::expected<Position, Flaws> condition(Basis const& basis, Happened const& happened)
{
    if (auto flaws = flaws_of(basis, happened); !flaws.empty())
        return std::unexpected(std::move(flaws));
    return Conditioning(basis, happened).run();
}

} // namespace recourse::offer
