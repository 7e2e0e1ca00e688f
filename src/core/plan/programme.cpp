#include "core/plan/plan.hpp"

#include <algorithm>

// The steps of the claim with the programme, and the chargeback beside it.

namespace recourse::plan {

using claim::Act;
using claim::Phase;

claim::State const* last_claim(Sources const& sources)
{
    for (auto one = sources.claims.rbegin(); one != sources.claims.rend(); ++one) {
        if (one->claim && one->claim->phase != Phase::none)
            return one->claim;
    }
    return nullptr;
}

claim::View const* last_view(Sources const& sources)
{
    auto const* claim = last_claim(sources);
    for (auto const& one : sources.claims) {
        if (claim && one.claim == claim)
            return one.view;
    }
    return nullptr;
}

bool claim_open(Sources const& sources)
{
    auto const* claim = last_claim(sources);
    return claim ? claim->phase != Phase::closed : sources.context.platform.claim_open;
}

namespace {

Owner owner_of(act::Role role)
{
    switch (role) {
    case act::Role::buyer:
        return Owner::buyer;
    case act::Role::counsel:
        return Owner::counsel;
    case act::Role::supplier:
    case act::Role::supplier_counsel:
    case act::Role::carrier:
        return Owner::supplier;
    case act::Role::provider:
        return Owner::bank;
    case act::Role::officer:
    case act::Role::inspector:
    case act::Role::auditor:
    case act::Role::platform:
        return Owner::programme;
    }
    return Owner::programme;
}

class Programme {
public:
    explicit Programme(Sources const& sources)
        : sources_(sources)
        , today_(sources.context.moment.today)
        , claim_(last_claim(sources))
        , view_(last_view(sources))
        , closed_(claim_ && claim_->phase == Phase::closed)
    {
    }

    std::vector<Step> run() const
    {
        return { open(), evidence(), negotiate(), escalate(), determination(), execution() };
    }

private:
    /// The first of these that the buyer may do now.
    std::optional<Action> first_of(std::initializer_list<Act> acts) const
    {
        for (auto const act : acts) {
            for (auto const& one : view_ ? view_->allowed : std::vector<claim::Allowed> {}) {
                if (one.act == act)
                    return Action { Action::Of::claim, std::string { word(act) }, one.number, one.name };
            }
        }
        return std::nullopt;
    }

    Owner turn(Owner otherwise) const
    {
        return view_ && !view_->turn.empty() ? owner_of(view_->turn.front()) : otherwise;
    }

    /// The next last day of whoever's turn it is; where there is none, the next day on which time does something.
    void due(Step& step) const
    {
        claim::DueDay const* found = nullptr;
        for (auto const& one : view_ ? view_->due : none_) {
            bool const other = one.not_before || one.what == "evidence" || one.what == "request-review";
            if (other || (found && owner_of(one.who) != step.owner))
                continue;
            if (!found || owner_of(found->who) != step.owner)
                found = &one;
        }
        if (!found)
            return;
        step.due = Due { found->day, found->rule, DayKind::programme, found->counting, {}, false };
        step.reminders = { 3, 1 };
    }

    void set(Step& step, Standing standing, Owner owner) const
    {
        step.standing = standing;
        step.owner = owner;
    }

    static void finish(Step& step, Date on)
    {
        step.standing = Standing::done;
        step.done_on = on;
    }

    Step open() const
    {
        auto step = step_of(StepId::claim_open);
        if (claim_) {
            finish(step, claim_->opened_on);
            return step;
        }
        if (sources_.window && sources_.window->day < today_)
            step.standing = Standing::too_late;
        else if (!sources_.claim_possible || sources_.matter.phase == matter::Phase::closed)
            step.standing = Standing::not_needed;
        else {
            step.standing = Standing::now;
            step.action = Action { Action::Of::claim, std::string { word(Act::open) }, 0, {} };
            if (sources_.window) {
                step.due = Due { sources_.window->day, sources_.window->rule, DayKind::programme,
                    sources_.window->counting, {}, false };
                step.reminders = { 7, 3, 1 };
            }
        }
        return step;
    }

    /// Where nothing of it can happen any more, or not yet.
    std::optional<Step> aside(StepId id) const
    {
        auto step = step_of(id);
        if (!claim_) {
            bool const possible = open().standing == Standing::now;
            step.standing = possible ? Standing::next : Standing::not_needed;
            return step;
        }
        return std::nullopt;
    }

    Step evidence() const
    {
        if (auto step = aside(StepId::claim_evidence))
            return *step;
        auto step = step_of(StepId::claim_evidence);
        step.opens_on = claim_->opened_on;
        std::optional<Date> first;
        for (auto const& slot : claim_->slots) {
            if (slot.from != act::Role::buyer || claim::filled(*claim_, slot))
                continue;
            step.blockers.push_back({ BlockerKind::exhibit_missing, false, slot.id, 0, {}, slot.last, {} });
            if (slot.last && (!first || *slot.last < *first)) {
                first = slot.last;
                step.due = Due { *slot.last, slot.id, DayKind::programme, slot.note, {}, false };
                step.reminders = { 3, 1 };
            }
        }
        if (closed_ || step.blockers.empty()) {
            bool const any = !claim_->exhibits.empty();
            step.due.reset();
            step.reminders.clear();
            step.blockers.clear();
            if (any)
                finish(step, claim_->exhibits.back().on);
            else
                step.standing = Standing::not_needed;
            return step;
        }
        step.action = first_of({ Act::add_exhibit });
        for (auto const& one : view_ ? view_->allowed : std::vector<claim::Allowed> {}) {
            if (one.act == Act::add_exhibit && one.name == step.blockers.front().detail)
                step.action = Action { Action::Of::claim, std::string { word(one.act) }, one.number, one.name };
        }
        set(step, step.action ? Standing::now : Standing::blocked, Owner::buyer);
        return step;
    }

    Step negotiate() const
    {
        if (auto step = aside(StepId::claim_negotiate))
            return *step;
        auto step = step_of(StepId::claim_negotiate);
        step.opens_on = claim_->opened_on;
        if (claim_->phase != Phase::negotiation) {
            finish(step,
                claim_->escalated_on.value_or(claim_->due ? claim_->due->on : claim_->closed_on.value_or(today_)));
            return step;
        }
        // Evidence that the buyer still owes has its own step.
        bool const buyers = claim_->buyer_to_reply || claim::open_offer_of(*claim_, act::Role::supplier);
        set(step, Standing::now, buyers ? Owner::buyer : Owner::supplier);
        due(step);
        if (step.owner == Owner::buyer)
            step.action = first_of({ Act::make_offer, Act::accept_offer, Act::reject_offer });
        return step;
    }

    Step escalate() const
    {
        if (auto step = aside(StepId::claim_escalate))
            return *step;
        auto step = step_of(StepId::claim_escalate);
        if (claim_->escalated_on) {
            finish(step, *claim_->escalated_on);
            return step;
        }
        if (claim_->phase != Phase::negotiation) {
            step.standing = Standing::not_needed;
            return step;
        }
        if (claim_->escalation)
            step.opens_on = claim_->escalation->day;
        step.action = first_of({ Act::escalate });
        set(step, step.action ? Standing::now : Standing::next, Owner::buyer);
        return step;
    }

    Step determination() const
    {
        if (auto step = aside(StepId::claim_determination))
            return *step;
        auto step = step_of(StepId::claim_determination);
        if (claim_->phase == Phase::review || claim_->phase == Phase::reopened) {
            set(step, Standing::now, turn(Owner::programme));
            if (step.owner == Owner::buyer)
                step.owner = Owner::programme;
            step.opens_on = claim_->escalated_on;
            due(step);
            return step;
        }
        if (!claim_->determinations.empty()) {
            finish(step, claim_->determinations.back().on);
            return step;
        }
        set(step, claim_->phase == Phase::negotiation ? Standing::next : Standing::not_needed, Owner::programme);
        return step;
    }

    Step execution() const
    {
        if (auto step = aside(StepId::claim_execution))
            return *step;
        auto step = step_of(StepId::claim_execution);
        if (closed_) {
            if (claim_->paid.minor > 0)
                finish(step, claim_->closed_on.value_or(today_));
            else
                step.standing = Standing::not_needed;
            return step;
        }
        bool const running
            = claim_->phase == Phase::agreed || claim_->phase == Phase::decided || claim::leg_open(claim_->phase);
        if (!running) {
            set(step, Standing::next, Owner::programme);
            return step;
        }
        set(step, Standing::now, turn(Owner::programme));
        if (claim_->due)
            step.opens_on = claim_->due->on;
        due(step);
        if (step.owner == Owner::buyer)
            step.action = first_of({ Act::ship_return, Act::confirm_replacement });
        return step;
    }

    Sources const& sources_;
    Date today_;
    static inline std::vector<claim::DueDay> const none_ {};
    claim::State const* claim_;
    claim::View const* view_;
    bool closed_;
};

} // namespace

std::vector<Step> programme_steps(Sources const& sources)
{
    return Programme(sources).run();
}

Step chargeback_step(Sources const& sources)
{
    auto step = step_of(StepId::chargeback);
    auto const today = sources.context.moment.today;
    auto const& matter = sources.matter;
    for (auto const& one : matter.receipts) {
        if (one.receipt.route == matter::Route::chargeback) {
            step.standing = Standing::done;
            step.done_on = one.receipt.on;
            return step;
        }
    }
    auto const left = left_of_claim(matter, sources.context);
    bool const full = !matter.received.is_zero() && left.is_zero();
    if (sources.context.platform.chargeback_runs) {
        step.standing = Standing::now;
        step.owner = Owner::bank;
        return step;
    }
    if (!sources.loss.card || full || matter.phase == matter::Phase::closed || matter.settled_claim)
        step.standing = Standing::not_needed;
    else if (sources.loss.chargeback_last && sources.loss.chargeback_last->day < today)
        step.standing = Standing::too_late;
    else {
        // Beside a claim or a suit an issuer stops, or the programme does: somebody has to choose.
        if (claim_open(sources))
            step.blockers.push_back({ BlockerKind::interlock_unread, true, "claim-and-chargeback", 0, {}, {}, {} });
        if (pending_filing(matter) != 0)
            step.blockers.push_back({ BlockerKind::interlock_unread, true, "chargeback-and-suit", 0, {}, {}, {} });
        step.standing = step.blockers.empty() ? Standing::now : Standing::blocked;
    }
    bool const live = step.standing == Standing::now || step.standing == Standing::blocked;
    if (live && sources.loss.chargeback_last) {
        auto const& last = *sources.loss.chargeback_last;
        step.due = Due { last.day, last.rule, DayKind::programme, last.counting, {}, false };
        step.reminders = { 14, 7, 1 };
    }
    return step;
}

} // namespace recourse::plan
