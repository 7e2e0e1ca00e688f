#include "core/plan/plan.hpp"

#include <algorithm>

// The steps of the matter.

namespace recourse::plan {

using limitation::RuleId;
using matter::Act;
using matter::State;

namespace {

using Day = matter::Day;

/// A demand reached somebody, or is known to the debtor.
std::optional<Date> demanded(State const& state)
{
    for (auto const& one : state.acts) {
        bool const arrived = one.act.arrived_on || one.act.proof >= matter::Proof::arrived;
        if (one.act.kind == limitation::ActKind::demand && arrived)
            return one.act.arrived_on.value_or(one.act.on);
    }
    for (auto const& one : state.papers) {
        if (one.paper.kind == matter::PaperKind::demand_letter && one.arrived_on)
            return one.arrived_on;
    }
    return std::nullopt;
}

/// The last title that stands; 0: none.
std::uint32_t title_of(State const& state)
{
    std::uint32_t last = 0;
    for (std::uint32_t n = 1; n <= state.titles.size(); ++n) {
        if (!state.titles[n - 1].fell)
            last = n;
    }
    return last;
}

bool of_assets(State const& state, matter::MeasureState const& one)
{
    auto const* from = entry(state.preservations, one.measure.preservation);
    return !from || !from->application.of_evidence;
}

class Legal {
public:
    explicit Legal(Sources const& sources)
        : sources_(sources)
        , state_(sources.matter)
        , today_(sources.context.moment.today)
        , counsel_(allowed(act::Role::counsel))
        , buyer_(allowed(act::Role::buyer))
        , left_(left_of_claim(state_, sources.context))
        , whole_(whole_claim(state_, sources.context))
    {
        bool const stated = !whole_.is_zero();
        full_ = stated && !state_.received.is_zero() && left_.is_zero();
        over_ = state_.phase == matter::Phase::closed;
        settled_ = state_.settled_claim.has_value();
        title_ = title_of(state_);
    }

    std::vector<Step> run()
    {
        return { preserve(), demand(), settle(), freeze(), renew(), file(), see_through(), enforce(), close() };
    }

private:
    std::vector<matter::Allowed> allowed(act::Role role) const
    {
        // Somebody of the client's side, in person: who it is decides only where two persons are asked for.
        matter::Context context { { role, state_.client, Id<Person> { 1 } }, sources_.context.moment,
            sources_.context.calendar, sources_.context.order, sources_.context.knows_client, sources_.context.platform,
            sources_.context.statement, {}, {} };
        return matter::view(state_, context).allowed;
    }

    bool may(Owner owner, Act act, std::uint32_t number = 0) const
    {
        auto const& list = owner == Owner::counsel ? counsel_ : buyer_;
        return std::ranges::find(list, matter::Allowed { act, number }) != list.end();
    }

    static Action action_of(Act act, std::uint32_t number = 0)
    {
        return { Action::Of::matter, std::string { word(act) }, number, {} };
    }

    /// The step is its owner's turn by this command; where something stops it, it is blocked, and the first thing that
    /// takes a blocker away is what to do.
    void take(Step& step, Owner owner, Act act, std::uint32_t number = 0) const
    {
        step.owner = owner;
        std::ranges::stable_sort(step.blockers, {}, [](Blocker const& one) { return !one.stops; });
        bool const stopped = std::ranges::any_of(step.blockers, &Blocker::stops);
        if (!stopped && may(owner, act, number)) {
            step.standing = Standing::now;
            step.action = action_of(act, number);
            return;
        }
        if (!stopped)
            step.blockers.insert(step.blockers.begin(), { BlockerKind::no_right, true, {}, 0, {}, {}, {} });
        step.standing = Standing::blocked;
        for (auto const& one : step.blockers) {
            if (one.stops && one.action) {
                step.action = one.action;
                break;
            }
        }
        step.owner = step.action && step.action->command == word(Act::check_conflict) ? Owner::counsel : owner;
    }

    static void finish(Step& step, Date on)
    {
        step.standing = Standing::done;
        step.done_on = on;
    }

    /// Nothing more is pursued: closed, paid in full, or settled for good.
    bool ended() const { return over_ || full_ || settled_; }

    Day const* day_of(std::initializer_list<RuleId> rules, std::optional<std::uint32_t> about = {}) const
    {
        Day const* first = nullptr;
        for (auto const& one : state_.days) {
            bool const fits = std::ranges::find(rules, one.row.rule) != rules.end()
                && (!about || one.row.about == *about) && one.row.due && !one.row.done
                && one.row.stand == limitation::Stand::runs;
            if (fits && (!first || *one.row.due < *first->row.due))
                first = &one;
        }
        return first;
    }

    static void due(Step& step, Day const* day)
    {
        if (!day)
            return;
        auto const& rule = limitation::rule(day->row.rule);
        auto const kind = rule.confidence == limitation::Confidence::given ? DayKind::set : DayKind::statutory;
        step.due = Due { *day->row.due, std::string { rule.word }, kind, std::string { rule.clause },
            std::string { rule.document }, day->row.provisional };
        step.reminders.clear();
        for (auto const lead : rule.leads) {
            if (lead > 0)
                step.reminders.push_back(static_cast<std::uint32_t>(lead));
        }
    }

    void advise(Step& step, Date day, std::string source) const
    {
        step.due = Due { day, std::string { word(step.id) }, DayKind::advised, {}, std::move(source), false };
        step.reminders = { 3, 1 };
    }

    void add_conflict(Step& step) const
    {
        auto const action = may(Owner::counsel, Act::check_conflict) ? std::optional { action_of(Act::check_conflict) }
                                                                     : std::nullopt;
        switch (matter::conflict(state_)) {
        case matter::Conflict::cleared:
            return;
        case matter::Conflict::open:
            return step.blockers.push_back({ BlockerKind::conflict_open, true, {}, 0, {}, {}, action });
        case matter::Conflict::unchecked:
            std::string names;
            for (auto const& name : unsearched(state_))
                names += (names.empty() ? "" : ", ") + name;
            return step.blockers.push_back({ BlockerKind::conflict_unchecked, true, names, 0, {}, {}, action });
        }
    }

    void add_engagement(Step& step) const
    {
        if (!state_.engagement)
            step.blockers.push_back({ BlockerKind::engagement_missing, false, {}, 0, {}, {}, action_of(Act::engage) });
    }

    void add_drafts(Step& step, std::initializer_list<matter::PaperKind> kinds) const
    {
        for (std::uint32_t n = 1; n <= state_.papers.size(); ++n) {
            auto const& one = state_.papers[n - 1];
            if (std::ranges::find(kinds, one.paper.kind) != kinds.end() && one.phase == matter::PaperPhase::draft)
                step.blockers.push_back(
                    { BlockerKind::paper_open, false, one.paper.title, n, {}, {}, action_of(Act::approve_paper, n) });
        }
    }

    void add_papers(Step& step) const
    {
        if (!sources_.papers)
            return;
        for (auto const& one : sources_.papers->papers) {
            if (one.state != forum::Have::have)
                step.blockers.push_back({ BlockerKind::paper_missing, false, one.paper ? one.paper->id : std::string {},
                    0, {}, one.start_by ? std::optional { one.start_by->date } : std::nullopt, {} });
        }
    }

    void add_exhibits(Step& step) const
    {
        if (!sources_.dossier)
            return;
        bool const arbitral = state_.choice && state_.choice->bench != matter::Bench::court;
        auto const receiver = arbitral ? evidence::Receiver::cietac : evidence::Receiver::prc_court;
        for (auto const& one : sources_.dossier->exhibits) {
            if (!evidence::is_live(one))
                continue;
            step.exhibits.push_back(one.id);
            for (auto const& lack : evidence::lacks(*sources_.dossier, one, receiver, act::Role::counsel)) {
                using evidence::Missing;
                auto const kind = lack.missing == Missing::original ? std::optional { BlockerKind::original_missing }
                    : lack.missing == Missing::authenticity ? std::optional { BlockerKind::authenticity_missing }
                    : lack.missing == Missing::translation  ? std::optional { BlockerKind::translation_missing }
                                                            : std::nullopt;
                if (kind)
                    step.blockers.push_back({ *kind, false, one.exhibit.description.title, 0, one.id, {}, {} });
            }
        }
    }

    Step preserve() const
    {
        auto step = step_of(StepId::preserve);
        step.owner = Owner::buyer;
        if (sources_.dossier) {
            for (auto const& one : sources_.dossier->exhibits) {
                if (!evidence::is_live(one))
                    continue;
                step.exhibits.push_back(one.id);
                if (!step.done_on)
                    finish(step, one.on);
            }
        }
        if (step.standing == Standing::done)
            return step;
        if (over_) {
            step.standing = Standing::not_needed;
            return step;
        }
        step.standing = Standing::now;
        step.action = Action { Action::Of::dossier,
            std::string { evidence::word(sources_.dossier ? evidence::Act::add_exhibit : evidence::Act::open) }, 0,
            {} };
        step.opens_on = state_.opened_on;
        advise(step, state_.opened_on, "practitioner-text");
        return step;
    }

    Step demand() const
    {
        auto step = step_of(StepId::demand);
        step.owner = Owner::counsel;
        step.opens_on = state_.opened_on;
        if (auto const on = demanded(state_)) {
            finish(step, *on);
            return step;
        }
        if (ended() || title_ != 0 || pending_filing(state_) != 0) {
            step.standing = Standing::not_needed;
            return step;
        }
        std::uint32_t letter = 0;
        for (std::uint32_t n = 1; n <= state_.papers.size(); ++n) {
            auto const& one = state_.papers[n - 1];
            if (one.paper.kind == matter::PaperKind::demand_letter && one.phase != matter::PaperPhase::replaced)
                letter = n;
        }
        advise(step, state_.opened_on.plus_days(7), "lim-rules");
        if (auto const* last = limitation_day(); last && *last->row.due >= today_ && *last->row.due < step.due->day)
            due(step, last);
        bool const sent = letter != 0 && state_.papers[letter - 1].sending.has_value();
        if (!sent)
            add_gone(step);
        add_engagement(step);
        if (letter == 0) {
            take(step, Owner::counsel, Act::make_paper);
            return step;
        }
        add_conflict(step);
        switch (state_.papers[letter - 1].phase) {
        case matter::PaperPhase::draft:
            take(step, Owner::counsel, Act::approve_paper, letter);
            break;
        case matter::PaperPhase::approved:
            take(step, Owner::counsel, Act::send_paper, letter);
            break;
        case matter::PaperPhase::sent:
        case matter::PaperPhase::arrived:
        case matter::PaperPhase::replaced:
            step.blockers.clear();
            take(step, Owner::buyer, Act::prove_arrival, letter);
            break;
        }
        return step;
    }

    Step settle() const
    {
        auto step = step_of(StepId::settle);
        step.standing = Standing::not_needed;
        if (auto const* held = entry(state_.offers, settlement(state_)); held && (full_ || over_)) {
            finish(step, state_.receipts.empty() ? held->on : state_.receipts.back().receipt.on);
            return step;
        }
        if (over_ || full_)
            return step;
        std::uint32_t theirs = 0, ours = 0;
        for (std::uint32_t n = 1; n <= state_.offers.size(); ++n) {
            auto const& one = state_.offers[n - 1];
            if (one.phase == matter::OfferPhase::open && one.offer.valid_until >= today_)
                (one.offer.ours ? ours : theirs) = n;
        }
        // What they offered waits for us first; a settlement that holds waits for its money.
        if (auto const n = theirs != 0 ? theirs : ours; n != 0 && !settled_) {
            auto const& one = state_.offers[n - 1];
            step.opens_on = one.on;
            step.due = Due { one.offer.valid_until, "offer", DayKind::set, {}, {}, false };
            step.reminders = { 3, 1 };
            if (theirs != 0 && one.offer.full_and_final)
                step.blockers.push_back({ BlockerKind::interlock_unread, false, "settlement-and-rest", n, {}, {}, {} });
            take(step, Owner::buyer, theirs != 0 && !conflicted() ? Act::accept_offer : Act::end_offer, n);
            if (theirs == 0 && step.standing == Standing::now)
                step.owner = Owner::supplier;
            return step;
        }
        if (settlement(state_) != 0) {
            step.opens_on = state_.offers[settlement(state_) - 1].on;
            take(step, Owner::buyer, Act::record_receipt);
            if (step.standing == Standing::now)
                step.owner = Owner::supplier;
        }
        return step;
    }

    /// Nothing is accepted while conflicts are not cleared.
    bool conflicted() const { return matter::conflict(state_) != matter::Conflict::cleared; }

    Day const* limitation_day() const
    {
        return day_of({ RuleId::limitation_three, RuleId::limitation_four, RuleId::limitation_absolute });
    }

    /// Every period that may apply is over, and no filing came in time.
    bool barred() const
    {
        bool any = false;
        for (auto const& one : state_.days) {
            auto const rule = one.row.rule;
            if (rule != RuleId::limitation_three && rule != RuleId::limitation_four)
                continue;
            if (limitation::status(one.row, today_) != limitation::Status::passed)
                return false;
            any = true;
        }
        return any;
    }

    /// Everybody who is pursued stands so.
    bool all_are(std::initializer_list<matter::Standing> standings) const
    {
        bool any = false;
        for (auto const& one : state_.pursued) {
            if (one.dropped)
                continue;
            any = true;
            if (std::ranges::find(standings, one.pursued.standing) == standings.end())
                return false;
        }
        return any;
    }

    /// Nobody is left whose assets could be frozen.
    bool gone() const { return all_are({ matter::Standing::deregistered, matter::Standing::bankrupt }); }

    /// A company that is struck off can neither be reached nor sued; its shareholders can (Company Law art. 240(3)).
    void add_gone(Step& step) const
    {
        if (all_are({ matter::Standing::deregistered }))
            step.blockers.push_back({ BlockerKind::debtor_gone, true, {}, 0, {}, {}, action_of(Act::add_pursued) });
    }

    bool vanishing() const
    {
        using matter::Standing;
        return std::ranges::any_of(state_.pursued, [](auto const& one) {
            auto const standing = one.pursued.standing;
            return !one.dropped
                && (standing == Standing::silent || standing == Standing::abnormal
                    || standing == Standing::deregistering);
        });
    }

    Step freeze() const
    {
        auto step = step_of(StepId::freeze);
        step.owner = Owner::counsel;
        step.opens_on = state_.opened_on;
        std::uint32_t waits = 0, granted = 0;
        for (std::uint32_t n = 1; n <= state_.preservations.size(); ++n) {
            auto const& one = state_.preservations[n - 1];
            if (one.application.of_evidence)
                continue;
            if (!one.granted)
                waits = n;
            else if (*one.granted)
                granted = n;
        }
        bool over = false;
        for (auto const& one : state_.measures) {
            if (!of_assets(state_, one))
                continue;
            if (one.phase == matter::MeasurePhase::stands) {
                finish(step, one.measure.on);
                return step;
            }
            over = over || one.measure.preservation == granted;
        }
        if (ended() || title_ != 0 || gone()) {
            step.standing = Standing::not_needed;
            return step;
        }
        if (waits != 0) {
            step.opens_on = state_.preservations[waits - 1].application.on;
            due(step, day_of({ RuleId::ruling_urgent, RuleId::ruling }, waits));
            take(step, Owner::counsel, Act::record_ruling, waits);
            step.owner = Owner::forum;
            return step;
        }
        if (granted != 0 && !over) {
            step.opens_on = state_.preservations[granted - 1].ruled_on;
            take(step, Owner::counsel, Act::execute_measure, granted);
            step.owner = Owner::forum;
            return step;
        }
        if (barred()) {
            step.standing = Standing::too_late;
            return step;
        }
        advise(step, state_.opened_on.plus_days(vanishing() ? 7 : 14), "pres-prov");
        add_conflict(step);
        add_engagement(step);
        step.blockers.push_back({ BlockerKind::security_open, false, {}, 0, {}, {}, {} });
        add_drafts(step, { matter::PaperKind::preservation_application });
        take(step, Owner::counsel, Act::apply_preservation);
        return step;
    }

    Step renew() const
    {
        auto step = step_of(StepId::renew);
        step.owner = Owner::counsel;
        step.standing = Standing::not_needed;
        auto const* day = day_of({ RuleId::freeze_renewal });
        if (!day)
            day = day_of({ RuleId::freeze_bank, RuleId::freeze_account, RuleId::freeze_movable, RuleId::freeze_real,
                RuleId::freeze_rights });
        if (!day || over_ || full_)
            return step;
        auto const number = day->row.about;
        auto const* measure = entry(state_.measures, number);
        if (!measure)
            return step;
        due(step, day);
        step.opens_on = std::max(measure->from, day->row.due->plus_days(-60));
        step.standing = Standing::next;
        if (today_ >= *step.opens_on)
            take(step, Owner::counsel, Act::apply_renewal, number);
        return step;
    }

    /// The day from which nothing else was to be waited for.
    Date filing_opened() const
    {
        auto day = state_.opened_on;
        if (auto const* claim = last_claim(sources_); claim && claim->closed_on)
            day = std::max(day, *claim->closed_on);
        if (!last_claim(sources_) && sources_.window && sources_.window->day < today_)
            day = std::max(day, sources_.window->day);
        for (auto const& one : state_.filings) {
            if (one.ended_on)
                day = std::max(day, *one.ended_on);
        }
        return day;
    }

    Step file() const
    {
        auto step = step_of(StepId::file);
        step.owner = Owner::counsel;
        auto const pending = pending_filing(state_);
        if (title_ != 0 || pending != 0) {
            auto const* title = entry(state_.titles, title_);
            auto const by = title ? title->title.filing.value_or(pending) : pending;
            auto const* filing = entry(state_.filings, by);
            finish(step, filing ? filing->filing.on : title ? title->title.received_on : today_);
            return step;
        }
        if (ended()) {
            step.standing = Standing::not_needed;
            return step;
        }
        if (barred()) {
            step.standing = Standing::too_late;
            return step;
        }
        auto const* last = limitation_day();
        auto const* after_freeze = day_of({ RuleId::file_after_preservation });
        due(step, after_freeze ? after_freeze : last);
        bool const near = after_freeze || (last && days_between(today_, *last->row.due) <= 180);
        bool const programme_first = claim_open(sources_)
            || (!last_claim(sources_) && sources_.claim_possible
                && (!sources_.window || today_ <= sources_.window->day));
        if (programme_first && !near) {
            step.standing = Standing::next;
            return step;
        }
        add_gone(step);
        add_conflict(step);
        if (headed(state_).is_zero())
            step.blockers.push_back({ BlockerKind::no_heads, true, {}, 0, {}, {}, action_of(Act::add_head) });
        if (!state_.choice)
            step.blockers.push_back({ BlockerKind::no_forum, true, {}, 0, {}, {}, action_of(Act::choose_forum) });
        else {
            for (auto const one : matter::interlocks(state_, *state_.choice, sources_.context.platform, true))
                step.blockers.push_back(
                    { BlockerKind::interlock_unread, false, std::string { word(one) }, 0, {}, {}, {} });
        }
        add_engagement(step);
        add_drafts(step,
            { matter::PaperKind::arbitration_request, matter::PaperKind::complaint,
                matter::PaperKind::power_of_attorney });
        add_papers(step);
        add_exhibits(step);
        if (!step.due)
            advise(step, filing_opened().plus_days(14), "practitioner-text");
        take(step, Owner::counsel, Act::file);
        return step;
    }

    Step see_through() const
    {
        auto step = step_of(StepId::see_through);
        step.owner = Owner::forum;
        if (auto const* title = entry(state_.titles, title_)) {
            if (!title->challenge_open || over_) {
                finish(step, title->title.received_on);
                return step;
            }
            step.opens_on = title->title.received_on;
            take(step, Owner::counsel, Act::note_challenge, title_);
            if (step.standing == Standing::now)
                step.owner = Owner::forum;
            return step;
        }
        auto const pending = pending_filing(state_);
        if (pending == 0) {
            step.standing = ended() || barred() ? Standing::not_needed : Standing::next;
            return step;
        }
        auto const& filing = state_.filings[pending - 1];
        step.opens_on = filing.filing.on;
        auto const* fee = day_of({ RuleId::fee_payment }, pending);
        due(step, fee ? fee : day_of({ RuleId::hearing }));
        take(step, Owner::counsel, Act::note_progress, pending);
        if (step.standing == Standing::now)
            step.owner = fee ? Owner::finance : Owner::forum;
        return step;
    }

    Step enforce() const
    {
        auto step = step_of(StepId::enforce);
        step.owner = Owner::counsel;
        auto const* title = entry(state_.titles, title_);
        if (title && title->enforcement && (full_ || over_)) {
            finish(step, state_.receipts.empty() ? title->enforcement->on : state_.receipts.back().receipt.on);
            return step;
        }
        bool const lost = title && (title->title.principal + title->title.interest + title->title.costs).is_zero();
        if (ended() || lost || (!title && barred() && pending_filing(state_) == 0)) {
            step.standing = Standing::not_needed;
            return step;
        }
        if (!title) {
            step.standing = Standing::next;
            return step;
        }
        if (title->enforcement) {
            step.opens_on = title->enforcement->on;
            take(step, Owner::counsel, Act::note_pressure, title_);
            if (step.standing == Standing::now)
                step.owner = Owner::forum;
            due(step, day_of({ RuleId::enforcement_stall }, title_));
            return step;
        }
        step.opens_on
            = title->title.performance_until ? title->title.performance_until->plus_days(1) : title->title.received_on;
        auto const* last = day_of({ RuleId::enforcement_application }, title_);
        if (last && *last->row.due < today_) {
            step.standing = Standing::too_late;
            return step;
        }
        due(step, last);
        // What is appealed has no effect yet, and a court stays the enforcement of an award while it looks at setting
        // it aside; the two years are not lost for it.
        if (title->challenge_open && !(last && days_between(today_, *last->row.due) <= 180)) {
            step.standing = Standing::next;
            step.owner = Owner::forum;
            return step;
        }
        if (today_ < *step.opens_on) {
            step.standing = Standing::next;
            step.owner = Owner::supplier;
            return step;
        }
        add_conflict(step);
        add_engagement(step);
        take(step, Owner::counsel, Act::apply_enforcement, title_);
        return step;
    }

    Step close() const
    {
        auto step = step_of(StepId::close);
        step.owner = Owner::buyer;
        if (over_) {
            finish(step, state_.closed_on.value_or(today_));
            return step;
        }
        if (!full_) {
            step.standing = Standing::next;
            return step;
        }
        if (auto const n = standing_measure(state_))
            step.blockers.push_back(
                { BlockerKind::measure_stands, true, {}, n, {}, {}, action_of(Act::lift_measure, n) });
        if (auto const n = pending_filing(state_))
            step.blockers.push_back(
                { BlockerKind::filing_pending, true, {}, n, {}, {}, action_of(Act::end_filing, n) });
        take(step, Owner::buyer, Act::close);
        return step;
    }

    Sources const& sources_;
    State const& state_;
    Date today_;
    std::vector<matter::Allowed> counsel_, buyer_;
    Money left_, whole_;
    bool full_ = false, over_ = false, settled_ = false;
    std::uint32_t title_ = 0;
};

} // namespace

std::vector<Step> legal_steps(Sources const& sources)
{
    return Legal(sources).run();
}

} // namespace recourse::plan
