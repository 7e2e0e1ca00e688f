#include "notify/matter_notices.hpp"

#include <algorithm>

namespace recourse::notify {

namespace {

using limitation::Force;
using limitation::RuleId;

/// That it is over is a loss. A yardstick behind us is none, nor is a day of the other side, nor a hearing, at which
/// somebody will have been; an offer that ran out is.
bool is_loss(RuleId which)
{
    if (which == RuleId::offer)
        return true;
    return limitation::rule(which).force != Force::reminds && which != RuleId::hearing;
}

/// Of one day of the matter, for the client's people and their counsel, guests of its case among them.
Notice notice_of(std::string_view kind, Id<Matter> id, matter::State const& state, RuleId which, Date due)
{
    auto const& rule = limitation::rule(which);
    auto const text = [](std::string_view said) { return std::string { said }; };
    return { text(kind), { act::Role::buyer, act::Role::counsel }, state.client, state.order,
        { { "matter", to_string(id) }, { "due", to_string(due) }, { "what.en", text(rule.what.en) },
            { "what.zh", text(rule.what.zh) }, { "if_missed.en", text(rule.if_missed.en) },
            { "if_missed.zh", text(rule.if_missed.zh) } },
        {}, {} };
}

} // namespace

std::vector<Notice> matter_notices(Id<Matter> id, matter::State const& state, matter::Event const& event)
{
    if (auto const* e = std::get_if<matter::events::Reminded>(&event)) {
        auto notice = notice_of("matter-due", id, state, e->rule, e->due);
        notice.still = { {}, std::string { limitation::rule(e->rule).word }, e->due, {}, id, e->about };
        return { std::move(notice) };
    }
    auto const* e = std::get_if<matter::events::DayPassed>(&event);
    if (e == nullptr || !is_loss(e->rule))
        return {};
    return { notice_of("matter-missed", id, state, e->rule, e->due) };
}

bool day_runs(matter::State const& state, StillRuns const& still)
{
    return std::ranges::any_of(state.days, [&](matter::Day const& one) {
        auto const& row = one.row;
        return limitation::rule(row.rule).word == still.rule && row.about == still.about && row.due == still.due
            && row.stand == limitation::Stand::runs && !row.done && !one.passed;
    });
}

} // namespace recourse::notify
