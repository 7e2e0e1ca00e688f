#include "core/plan/happened.hpp"

#include "base/check.hpp"
#include "core/case/route_roles.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace recourse::plan {

using matter::State;

namespace {

/// The id of a forum of the forecast for a filing: its own where the forecast knows it.
std::string forum_of(std::string const& forum, matter::Bench bench)
{
    if (casework::is_forum(forum))
        return forum;
    return bench == matter::Bench::court ? "prc-court" : "other-arbitration";
}

class Telling {
public:
    Telling(State const& state, std::span<claim::State const> claims, Date today)
        : state_(state)
        , claims_(claims)
        , today_(today)
    {
        if (state.choice)
            forum_ = forum_of(state.choice->forum, state.choice->bench);
        told_.happened.now = today;
    }

    FromCase run()
    {
        programme();
        talks();
        forums();
        receipts();
        costs();
        freeze();
        gone();
        over();
        return std::move(told_);
    }

private:
    void leave_out(std::string en, std::string zh) { told_.left_out.push_back({ std::move(en), std::move(zh) }); }

    bool past(Date day) const { return day <= today_; }

    /// The sum counts: it is in the matter's currency. Else it is named as left out.
    bool ours(Money sum, std::string_view what, std::string_view what_zh)
    {
        if (sum.currency == state_.nothing.currency)
            return true;
        leave_out(fmt::format("{} of {} is not in the matter's currency, {}: book it with its rate.", what,
                      to_string(sum), state_.nothing.currency.code()),
            fmt::format("{}{}不是本案币种{}：请按汇率入账。", what_zh, to_string(sum), state_.nothing.currency.code()));
        return false;
    }

    void begin(std::string route, Date on)
    {
        if (past(on))
            told_.happened.begun.push_back({ std::move(route), on });
    }

    void rule(std::string route, Date on, Money granted)
    {
        if (past(on))
            told_.happened.rulings.push_back({ std::move(route), on, granted });
    }

    void programme()
    {
        if (claims_.empty())
            return;
        auto const& last = claims_.back();
        if (last.phase == claim::Phase::none)
            return;
        begin("platform-claim", last.opened_on);
        if (last.suspended_on)
            begin("card-chargeback", *last.suspended_on);
        for (auto const& one : claims_) {
            for (auto const& offer : one.offers) {
                if (offer.status == claim::OfferStatus::rejected)
                    refuse(offer.on, offer.offer.amount, offer.by == act::Role::buyer);
            }
        }
        using claim::Ending;
        using claim::Phase;
        bool const over = last.phase == Phase::closed;
        bool const due = last.due && !claim::in_kind(last.due->remedy)
            && (last.phase == Phase::decided || last.phase == Phase::agreed || last.phase == Phase::returning);
        if (!over && !due)
            return;
        bool const pays = last.due
            && (due || last.ending == Ending::granted || last.ending == Ending::partly
                || last.ending == Ending::settled);
        // What was charged back after it was fixed is not paid by it again.
        Money const nothing { 0, last.claimed.currency };
        auto const sum = pays ? max(last.due->amount - (last.returned - last.due->returned_before), nothing) : nothing;
        if (ours(sum, "The programme's decision", "平台裁定"))
            rule("platform-claim", pays ? last.due->on : last.closed_on.value_or(today_), sum);
    }

    void refuse(Date on, Money amount, bool by_supplier)
    {
        if (past(on) && ours(amount, "An offer", "和解报价"))
            told_.happened.refusals.push_back({ on, amount, by_supplier });
    }

    void talks()
    {
        std::optional<Date> demanded;
        auto const demand = [&](Date on) { demanded = std::min(on, demanded.value_or(on)); };
        for (auto const& paper : state_.papers) {
            if (paper.paper.kind == matter::PaperKind::demand_letter && paper.sending)
                demand(paper.sending->on);
        }
        for (auto const& act : state_.acts) {
            if (act.act.kind == limitation::ActKind::demand)
                demand(act.act.on);
        }
        if (demanded)
            begin("demand-letter", *demanded);
        if (!state_.offers.empty())
            begin("negotiated-settlement", state_.offers.front().on);
        for (auto const& offer : state_.offers) {
            if (offer.phase == matter::OfferPhase::rejected)
                refuse(offer.on, offer.offer.amount, offer.offer.ours);
        }
        if (auto const* held = entry(state_.offers, settlement(state_)))
            rule("negotiated-settlement", held->on, held->offer.amount);
    }

    /// A title that stands came of the filing.
    bool gave_title(std::uint32_t filing) const
    {
        return std::ranges::any_of(
            state_.titles, [&](auto const& one) { return !one.fell && one.title.filing == filing; });
    }

    void forums()
    {
        std::string dismissed;
        for (std::uint32_t n = 1; n <= state_.filings.size(); ++n) {
            auto const& one = state_.filings[n - 1];
            auto const forum = forum_of(one.filing.forum, one.bench);
            if (one.end == matter::FilingEnd::dismissed)
                dismissed = forum;
            // With its title the case of a forum has fallen: any other is open again.
            if (!one.end && (!one.decided || gave_title(n)))
                begin(forum, one.filing.on);
        }
        for (auto const& one : state_.preservations) {
            if (!one.granted && !one.application.of_evidence)
                begin("asset-preservation", one.application.on);
        }
        matter::TitleState const* last = nullptr;
        for (auto const& one : state_.titles) {
            if (one.fell)
                continue;
            if (one.challenge_open)
                leave_out(fmt::format("The award or judgment of {} is being challenged: it counts as not decided yet.",
                              to_string(one.title.received_on)),
                    fmt::format("{}的裁判正被上诉或申请撤销：按尚未裁判计。", to_string(one.title.received_on)));
            else
                last = &one;
        }
        if (!last) {
            // A suit that was dismissed and given up as lost leaves no title.
            if (state_.ending == matter::Ending::lost && state_.closed_on && !dismissed.empty())
                rule(dismissed, *state_.closed_on, state_.nothing);
            return;
        }
        auto const* filing = entry(state_.filings, last->title.filing.value_or(0));
        auto const forum = filing                              ? forum_of(filing->filing.forum, filing->bench)
            : !forum_.empty()                                  ? forum_
            : last->title.kind == limitation::TitleKind::award ? std::string { "other-arbitration" }
                                                               : std::string { "prc-court" };
        // Whatever was chosen later: the costs until then were those of the forum that decided.
        forum_ = forum;
        // A lost case has sums of no currency.
        auto const granted = state_.nothing + last->title.principal + last->title.interest + last->title.costs;
        rule(forum, last->title.received_on, granted);
        if (last->enforcement)
            begin("award-enforcement", last->enforcement->on);
    }

    /// Adds what the claims tell of a route beyond what the matter has booked on it.
    void top_up(matter::Route route, Money told, Date on)
    {
        if (told.minor <= 0 || !past(on) || !ours(told, "What the programme's claim brought", "平台索赔所得"))
            return;
        auto booked = state_.nothing;
        for (auto const& one : state_.receipts) {
            if (one.receipt.route == route)
                booked = booked + one.counted;
        }
        if (told.minor > booked.minor)
            told_.happened.receipts.push_back({ std::string { route_of(route) }, on, told - booked });
    }

    void receipts()
    {
        for (auto const& one : state_.receipts) {
            if (past(one.receipt.on))
                told_.happened.receipts.push_back(
                    { std::string { route_of(one.receipt.route) }, one.receipt.on, one.counted });
        }
        if (claims_.empty() || claims_.front().claimed.currency == Currency {})
            return;
        Money paid { 0, claims_.front().claimed.currency };
        auto returned = paid;
        auto paid_on = today_;
        for (auto const& one : claims_) {
            if (one.phase == claim::Phase::none)
                continue;
            paid = paid + one.paid;
            returned = returned + one.returned;
            paid_on = one.closed_on ? *one.closed_on : one.due ? one.due->on : today_;
        }
        top_up(matter::Route::platform, paid, std::min(paid_on, today_));
        top_up(matter::Route::chargeback, returned, today_);
    }

    void costs()
    {
        using enum matter::CostLine;
        for (auto const& one : state_.costs) {
            auto const line = one.line;
            auto const route = line == preservation || line == security ? std::string { "asset-preservation" }
                : line == enforcement                                   ? std::string { "award-enforcement" }
                                                                        : forum_;
            if (!past(one.on) || !ours(one.amount, "A cost", "费用"))
                continue;
            if (route.empty()) {
                leave_out(fmt::format("{} was spent before a forum was chosen: no route's costs fall by it.",
                              to_string(one.amount)),
                    fmt::format("选定裁判机构前已支出{}：不抵减任何途径的费用。", to_string(one.amount)));
                continue;
            }
            told_.happened.spent.push_back({ route, one.amount });
        }
    }

    void freeze()
    {
        std::optional<offer::Freeze> freeze;
        bool unknown = false;
        for (auto const& one : state_.measures) {
            auto const* preservation = entry(state_.preservations, one.measure.preservation);
            if (one.phase != matter::MeasurePhase::stands || one.measure.queued || !past(one.measure.on)
                || (preservation && preservation->application.of_evidence))
                continue;
            if (!freeze)
                freeze = offer::Freeze { one.measure.on, state_.nothing };
            freeze->on = std::min(freeze->on, one.measure.on);
            if (!one.measure.amount)
                unknown = true;
            else if (ours(*one.measure.amount, "A frozen sum", "保全金额"))
                freeze->value = freeze->value + *one.measure.amount;
        }
        if (unknown)
            leave_out("What a freeze caught is not known: it counts as nothing until its sum is recorded.",
                "保全所得金额不明：记录金额前按零计。");
        told_.happened.freeze = freeze;
    }

    void gone()
    {
        std::optional<Date> struck;
        bool others = false;
        for (auto const& one : state_.pursued) {
            if (one.dropped)
                continue;
            if (one.pursued.standing != matter::Standing::deregistered) {
                others = true;
                continue;
            }
            auto const known = std::min(one.pursued.checked_on.value_or(one.on), today_);
            struck = std::max(known, struck.value_or(known));
        }
        if (struck && others)
            leave_out("A company has been struck off, and others are pursued: what can be collected of them counts.",
                "有公司已注销，但仍向其他责任人主张：按可向其追偿计。");
        else if (struck)
            told_.happened.gone = offer::Gone { *struck, {} };
    }

    /// Where going on is no choice any more.
    void over()
    {
        if (state_.phase == matter::Phase::closed)
            leave_out("The matter is closed: nothing is pursued here unless it is opened again.",
                "案件已结案：除非恢复，不再继续主张。");
        else if (state_.settled_claim)
            leave_out("A full and final settlement holds: what goes beyond it is given up, and going on is no choice.",
                "全部了结的和解有效：超出部分已放弃，不存在继续追索的选择。");
    }

    State const& state_;
    std::span<claim::State const> claims_;
    Date today_;
    std::string forum_; ///< empty: none chosen
    FromCase told_;
};

} // namespace

std::string_view route_of(matter::Route route)
{
    using enum matter::Route;
    switch (route) {
    case platform:
        return "platform-claim";
    case chargeback:
        return "card-chargeback";
    case bank_recall:
        return "bank-recall";
    case voluntary:
        return "demand-letter";
    case settlement:
        return "negotiated-settlement";
    case enforcement:
        return "award-enforcement";
    case insurance:
        return "insurance-claim";
    case set_off:
        return "set-off";
    case other:
        return "other";
    }
    RECOURSE_ASSERT(false);
}

FromCase happened_of(State const& state, std::span<claim::State const> claims, Date today)
{
    return Telling(state, claims, today).run();
}

offer::Basis basis_of(std::span<casework::Route const> routes, std::vector<forecast::Assumption> assumptions,
    Money claim, Date made, bool frozen)
{
    offer::Basis basis;
    basis.made = made;
    basis.claim = claim;
    for (auto const& route : routes) {
        if (route.weeks.likely)
            basis.routes.push_back(route);
    }
    basis.assumptions = std::move(assumptions);
    basis.frozen = frozen;
    return basis;
}

} // namespace recourse::plan
