#include "core/limitation/clock.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace recourse::limitation {

namespace {

/// The day from which awards are attacked within three months instead of six (Arbitration Law, revised).
Date const arbitration_law_2025 = Date::of(2026, 3, 1);

RuleId of_asset(Asset asset)
{
    switch (asset) {
    case Asset::bank:
        return RuleId::freeze_bank;
    case Asset::account:
        return RuleId::freeze_account;
    case Asset::movable:
        return RuleId::freeze_movable;
    case Asset::real:
        return RuleId::freeze_real;
    case Asset::rights:
        return RuleId::freeze_rights;
    }
    RECOURSE_ASSERT(false);
}

RuleId of_ground(Ground ground)
{
    switch (ground) {
    case Ground::fraud:
    case Ground::unfairness:
        return RuleId::avoid_fraud;
    case Ground::mistake:
        return RuleId::avoid_mistake;
    case Ground::duress:
        return RuleId::avoid_duress;
    }
    RECOURSE_ASSERT(false);
}

std::optional<Date> start_of(Footing const& footing)
{
    if (!footing.known_on)
        return std::nullopt;
    return std::max(*footing.known_on, footing.last_instalment_on.value_or(*footing.known_on));
}

/// The rows of one record in the making.
class Rows {
public:
    Rows(Record const& record, time::Calendar const& calendar, std::vector<Row>& rows)
        : record_(record)
        , calendar_(calendar)
        , rows_(rows)
    {
    }

    void claim()
    {
        auto const& footing = record_.footing;
        auto const absolute = footing.harmed_on
            ? std::optional { last_day(rule(RuleId::limitation_absolute), *footing.harmed_on, calendar_) }
            : std::nullopt;
        if (footing.law == Law::foreign)
            add({ RuleId::limitation_foreign, 0, Stand::not_worked_out, {}, {}, record_.filed_on, false });
        if (footing.law == Law::open || footing.law == Law::general)
            limitation(RuleId::limitation_three, absolute);
        if (footing.law == Law::open || footing.law == Law::international_sale)
            limitation(RuleId::limitation_four, absolute);
        if (absolute && footing.law != Law::foreign)
            add({ RuleId::limitation_absolute, 0, Stand::runs, footing.harmed_on, absolute->day, record_.filed_on,
                absolute->missing_year != 0 });
    }

    void goods()
    {
        auto const& footing = record_.footing;
        bool const defect = footing.defect_found_on.has_value();
        if (!defect || footing.seller_knew)
            return;
        if (footing.cisg) {
            from(RuleId::cisg_warning, 0, footing.defect_found_on, record_.notified_on);
            from(RuleId::cisg_notice, 0, footing.defect_found_on, record_.notified_on);
            from(RuleId::cisg_two_years, 0, footing.handed_over_on, record_.notified_on);
        } else if (!footing.inspection_until)
            from(RuleId::contract_notice, 0, footing.handed_over_on, record_.notified_on);
        if (footing.inspection_until)
            given(RuleId::agreed_inspection, 0, *footing.inspection_until, record_.notified_on);
    }

    void rights()
    {
        auto const& footing = record_.footing;
        for (auto const& one : record_.avoidables) {
            from(of_ground(one.ground), one.number, one.known_on, one.declared_on);
            from(RuleId::avoid_at_latest, one.number, one.act_on, one.declared_on);
        }
        if (footing.termination_ground_on)
            from(RuleId::termination, 0, footing.termination_ground_on, record_.terminated_on);
        if (footing.transfer_known_on)
            from(RuleId::undo_transfer, 0, footing.transfer_known_on, footing.transfer_attacked_on);
        if (footing.transfer_on)
            from(RuleId::undo_transfer_at_latest, 0, footing.transfer_on, footing.transfer_attacked_on);
    }

    void forum()
    {
        for (auto const& one : record_.fees)
            from(RuleId::fee_payment, one.number, one.noticed_on, one.paid_on);
        for (auto const& one : record_.answers) {
            if (one.set)
                given(RuleId::answer_set, one.number, *one.set, one.received_on);
            else if (one.bench == Bench::court)
                from(one.domiciled ? RuleId::answer_court : RuleId::answer_court_abroad, one.number, one.served_on,
                    one.received_on);
            else if (one.bench != Bench::other)
                from(one.bench == Bench::cietac ? RuleId::answer_cietac : RuleId::answer_cietac_summary, one.number,
                    one.served_on, one.received_on);
        }
    }

    void preservation()
    {
        for (auto const& one : record_.pre_actions)
            from(RuleId::file_after_preservation, one.number, one.executed_on, record_.filed_on);
        for (auto const& one : record_.rulings) {
            from(one.urgent ? RuleId::ruling_urgent : RuleId::ruling, one.number, one.applied_on, one.received_on);
            if (one.received_on)
                from(RuleId::preservation_review, one.number, one.received_on, {});
        }
    }

    void freezes()
    {
        for (auto const& one : record_.freezes) {
            auto const& length = rule(of_asset(one.asset));
            auto due = last_day(length, one.from, calendar_).day;
            if (one.until)
                due = std::min(due, *one.until);
            add({ length.id, one.number, Stand::runs, one.from, due, {}, false });
            from(RuleId::freeze_renewal, one.number, due, one.renewal_applied_on);
        }
    }

    void titles()
    {
        for (auto const& one : record_.titles) {
            attack(one);
            auto const start = one.performance_until ? one.performance_until : one.effective_on;
            if (one.frozen_after && one.performance_until)
                from(RuleId::enforcement_soon, one.number, one.performance_until, one.enforcement_on);
            if (one.kind != TitleKind::ruling)
                enforcement(one, start);
            if (one.enforcement_on)
                from(RuleId::enforcement_stall, one.number, one.enforcement_on, {});
        }
    }

    void rest()
    {
        for (auto const& one : record_.companies) {
            if (one.liquidation_notified_on)
                from(RuleId::liquidation_notified, one.number, one.liquidation_notified_on, one.claim_filed_on);
            else if (one.liquidation_announced_on)
                from(RuleId::liquidation_announced, one.number, one.liquidation_announced_on, one.claim_filed_on);
            if (one.deregistration_notice_on)
                from(RuleId::deregistration_objection, one.number, one.deregistration_notice_on, one.objected_on);
        }
        for (auto const& one : record_.set_days)
            given(of(one.kind), one.number, one.due, one.done);
    }

private:
    static RuleId of(SetKind kind)
    {
        switch (kind) {
        case SetKind::hearing:
            return RuleId::hearing;
        case SetKind::offer:
            return RuleId::offer;
        case SetKind::performance:
            return RuleId::performance;
        }
        RECOURSE_ASSERT(false);
    }

    void add(Row const& row) { rows_.push_back(row); }

    void given(RuleId id, std::uint32_t about, Date due, std::optional<Date> done)
    {
        add({ id, about, Stand::runs, {}, due, done, false });
    }

    void from(RuleId id, std::uint32_t about, std::optional<Date> start, std::optional<Date> done)
    {
        if (!start)
            return add({ id, about, Stand::not_started, {}, {}, done, false });
        auto const due = last_day(rule(id), *start, calendar_);
        add({ id, about, Stand::runs, start, due.day, done, due.missing_year != 0 });
    }

    void limitation(RuleId id, std::optional<LastDay> const& absolute)
    {
        auto const start = start_of(record_.footing);
        if (!start)
            return add({ id, 0, Stand::not_started, {}, {}, record_.filed_on, false });
        auto const running = run(rule(id), *start, record_.acts, record_.obstacles, calendar_);
        if (running.stopped)
            return add({ id, 0, Stand::stopped, running.from, {}, record_.filed_on, false });
        bool const capped = absolute && absolute->day < running.end.day;
        auto const& end = capped ? *absolute : running.end;
        // What was filed and is over has not met the period that runs since.
        auto const done = record_.filed_on && *record_.filed_on >= running.from ? record_.filed_on : std::nullopt;
        add({ id, 0, Stand::runs, running.from, end.day, done, end.missing_year != 0 });
    }

    void attack(Title const& title)
    {
        if (title.kind == TitleKind::mediation || !title.chinese)
            return;
        auto const id = title.kind == TitleKind::award
            ? (title.received_on < arbitration_law_2025 ? RuleId::set_aside_before_2026 : RuleId::set_aside)
            : !record_.footing.domiciled        ? RuleId::appeal_abroad
            : title.kind == TitleKind::judgment ? RuleId::appeal_judgment
                                                : RuleId::appeal_ruling;
        from(id, title.number, title.received_on, title.challenged_on);
    }

    /// CPL art. 250: the two years are suspended and interrupted like limitation.
    void enforcement(Title const& title, std::optional<Date> start)
    {
        auto const id = RuleId::enforcement_application;
        if (!start)
            return add({ id, title.number, Stand::not_started, {}, {}, title.enforcement_on, false });
        if (title.enforcement_on)
            return from(id, title.number, start, title.enforcement_on);
        // The suit that gave the title came before its start, and does not stop what runs from it.
        auto const running = run(rule(id), *start, record_.acts, record_.obstacles, calendar_);
        if (running.stopped)
            return add({ id, title.number, Stand::stopped, running.from, {}, {}, false });
        add({ id, title.number, Stand::runs, running.from, running.end.day, {}, running.end.missing_year != 0 });
    }

    Record const& record_;
    time::Calendar const& calendar_;
    std::vector<Row>& rows_;
};

} // namespace

void work_out(Record const& record, time::Calendar const& calendar, std::vector<Row>& into)
{
    into.clear();
    Rows rows { record, calendar, into };
    rows.freezes();
    if (!record.closed) {
        rows.claim();
        rows.goods();
        rows.rights();
        rows.forum();
        rows.titles();
        rows.preservation();
        rows.rest();
    }
    std::ranges::sort(into, {}, [](Row const& row) { return std::pair { row.rule, row.about }; });
}

std::vector<Row> work_out(Record const& record, time::Calendar const& calendar)
{
    std::vector<Row> rows;
    work_out(record, calendar, rows);
    return rows;
}

std::vector<Weighed> weigh(Record const& record, time::Calendar const& calendar)
{
    std::vector<Weighed> weighed;
    auto const start = start_of(record.footing);
    if (!start || record.footing.law == Law::foreign)
        return weighed;
    auto const id = record.footing.law == Law::general ? RuleId::limitation_three : RuleId::limitation_four;
    run(rule(id), *start, record.acts, record.obstacles, calendar, &weighed);
    return weighed;
}

bool is_met(Row const& row)
{
    return row.done && (!row.due || *row.done <= *row.due);
}

Status status(Row const& row, Date as_of)
{
    if (row.stand == Stand::stopped)
        return Status::stopped;
    if (is_met(row))
        return Status::met;
    if (row.stand == Stand::not_worked_out)
        return Status::unknown;
    if (!row.due)
        return Status::not_started;
    auto const left = days_between(as_of, *row.due);
    if (left < 0 || row.done)
        return Status::passed;
    if (left == 0)
        return Status::today;
    return left <= soon_days ? Status::soon : Status::later;
}

std::optional<Date> next_due(std::span<Row const> rows, Date as_of)
{
    std::optional<Date> next;
    for (auto const& row : rows) {
        if (row.stand == Stand::runs && row.due && !row.done && *row.due >= as_of)
            next = std::min(next.value_or(*row.due), *row.due);
    }
    return next;
}

} // namespace recourse::limitation
