#include "core/matter/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>

// Who is pursued, for what, by whom and where.

namespace recourse::matter {

namespace {

constexpr std::size_t names_max = 100; ///< that one search for conflicts names
constexpr std::size_t exhibits_max = 200; ///< that one entry names
auto const contingency_max = Ratio::percent(30);
auto const tiers_from = Ratio::percent(18);

Guard exhibits(Exhibits const& all)
{
    if (all.size() > exhibits_max)
        return refuse(refusals::names_none, { { "what", "exhibits" }, { "count", fmt::format("{}", exhibits_max) } });
    return {};
}

Guard fits(Deciding const& d, Pursued const& one)
{
    if (one.name.empty() && one.name_zh.empty())
        return refuse(refusals::no_text, { { "field", "name" } });
    RECOURSE_TRY_DONE(d.line("name", one.name));
    RECOURSE_TRY_DONE(d.line("name_zh", one.name_zh));
    RECOURSE_TRY_DONE(d.line("uscc", one.uscc));
    RECOURSE_TRY_DONE(d.country(one.country));
    RECOURSE_TRY_DONE(d.text("address", one.address));
    RECOURSE_TRY_DONE(d.text("note", one.note));
    for (auto const& day : { one.checked_on, one.deregistration_notice_on, one.objected_on, one.liquidation_notified_on,
             one.liquidation_announced_on, one.claim_filed_on })
        RECOURSE_TRY_DONE(d.past(day));
    return {};
}

Guard fits(Deciding const& d, Head const& one)
{
    RECOURSE_TRY_DONE(d.sum("amount", one.amount));
    RECOURSE_TRY_DONE(d.text("basis", one.basis, true));
    RECOURSE_TRY_DONE(d.text("note", one.note));
    RECOURSE_TRY_DONE(d.near(one.interest_from));
    return exhibits(one.exhibits);
}

/// The figure of the model is there, and no other.
Guard fits(Engagement const& one)
{
    auto const refused = [&](char const* field) {
        return refuse(refusals::fee_model, { { "model", text_of(word(one.model)) }, { "field", field } });
    };
    switch (one.model) {
    case FeeModel::fixed:
        if (!one.fixed || one.hourly || one.share)
            return refused("fixed");
        return {};
    case FeeModel::hourly:
        if (!one.hourly || one.fixed || one.share)
            return refused("hourly");
        return {};
    case FeeModel::contingency: // beside a fixed part, where there is one
        if (!one.share || one.hourly || one.share->numerator <= 0)
            return refused("share");
        if (contingency_max < *one.share)
            return refuse(refusals::contingency_too_high);
        if (tiers_from < *one.share && !one.above_tiers_read)
            return refuse(refusals::tiers_unread);
        if (!one.signed_on)
            return refuse(refusals::contingency_unsigned);
        return {};
    }
    RECOURSE_ASSERT(false);
}

} // namespace

Decision decide_one(Deciding const& d, CheckConflict const& command)
{
    RECOURSE_TRY_DONE(d.counsel());
    auto const& check = command.check;
    if (!d.state.checks.empty() && d.state.checks.back() == check)
        return already_so();
    RECOURSE_TRY_DONE(d.next(d.state.checks));
    if (check.names.empty() || check.names.size() > names_max)
        return refuse(refusals::names_none, { { "what", "names" }, { "count", fmt::format("{}", names_max) } });
    for (auto const& name : check.names)
        RECOURSE_TRY_DONE(d.line("names", name, true));
    RECOURSE_TRY_DONE(d.line("checked_by", check.checked_by, true));
    RECOURSE_TRY_DONE(d.past(check.on));
    RECOURSE_TRY_DONE(d.text("note", check.note, check.result != ConflictResult::clear));
    return only(events::ConflictChecked { d.today(), d.actor(), check });
}

Decision decide_one(Deciding const& d, Engage const& command)
{
    RECOURSE_TRY_DONE(d.person());
    RECOURSE_TRY_DONE(d.cleared());
    auto const& engagement = command.engagement;
    if (d.state.engagement == engagement)
        return already_so();
    RECOURSE_TRY_DONE(fits(engagement));
    RECOURSE_TRY_DONE(d.sum("fixed", engagement.fixed));
    RECOURSE_TRY_DONE(d.sum("hourly", engagement.hourly));
    RECOURSE_TRY_DONE(d.past(engagement.signed_on));
    RECOURSE_TRY_DONE(d.text("note", engagement.note));
    for (std::size_t i = 0; i < engagement.budget.size(); ++i) {
        auto const& [line, amount] = engagement.budget[i];
        RECOURSE_TRY_DONE(d.sum("budget", amount));
        for (std::size_t k = 0; k < i; ++k) {
            if (engagement.budget[k].line == line)
                return refuse(refusals::names_none, { { "what", "budget lines, each once" }, { "count", "10" } });
        }
    }
    return only(events::Engaged { d.today(), d.actor(), engagement });
}

Decision decide_one(Deciding const& d, BookCost const& command)
{
    RECOURSE_TRY_DONE(d.ours()); // a bill may come after the end
    auto const number = RECOURSE_TRY(d.next(d.state.costs));
    RECOURSE_TRY_DONE(d.sum("amount", command.cost.amount));
    RECOURSE_TRY_DONE(d.past(command.cost.on));
    RECOURSE_TRY_DONE(d.line("what", command.cost.what, true));
    RECOURSE_TRY_DONE(exhibits(command.cost.exhibits));
    return only(events::CostBooked { number, d.today(), d.actor(), command.cost });
}

Decision decide_one(Deciding const& d, AddPursued const& command)
{
    RECOURSE_TRY_DONE(d.open());
    for (auto const& one : d.state.pursued) {
        if (!one.dropped && one.pursued == command.pursued)
            return already_so();
    }
    auto const number = RECOURSE_TRY(d.next(d.state.pursued));
    RECOURSE_TRY_DONE(fits(d, command.pursued));
    return only(events::PursuedAdded { number, d.today(), d.actor(), command.pursued });
}

Decision decide_one(Deciding const& d, ChangePursued const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.pursued, command.number, "party"));
    RECOURSE_TRY_DONE(d.open());
    if (one->dropped)
        return refuse(refusals::gone, { { "what", "party " }, { "number", fmt::format("{}", command.number) } });
    if (one->pursued == command.pursued)
        return already_so();
    RECOURSE_TRY_DONE(fits(d, command.pursued));
    return only(events::PursuedChanged { command.number, d.today(), d.actor(), command.pursued });
}

Decision decide_one(Deciding const& d, DropPursued const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.pursued, command.number, "party"));
    RECOURSE_TRY_DONE(d.open());
    if (one->dropped)
        return already_so();
    RECOURSE_TRY_DONE(d.text("reason", command.reason, true));
    return only(events::PursuedDropped { command.number, d.today(), d.actor(), command.reason });
}

Decision decide_one(Deciding const& d, AddHead const& command)
{
    RECOURSE_TRY_DONE(d.open());
    auto const number = RECOURSE_TRY(d.next(d.state.heads));
    RECOURSE_TRY_DONE(fits(d, command.head));
    return only(events::HeadAdded { number, d.today(), d.actor(), command.head });
}

Decision decide_one(Deciding const& d, ChangeHead const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.heads, command.number, "head"));
    RECOURSE_TRY_DONE(d.open());
    if (one->withdrawn)
        return refuse(refusals::gone, { { "what", "head " }, { "number", fmt::format("{}", command.number) } });
    if (one->head == command.head)
        return already_so();
    RECOURSE_TRY_DONE(fits(d, command.head));
    RECOURSE_TRY_DONE(d.text("reason", command.reason, true));
    return only(events::HeadChanged { command.number, d.today(), d.actor(), command.head, command.reason });
}

Decision decide_one(Deciding const& d, WithdrawHead const& command)
{
    RECOURSE_TRY_DONE(d.ours());
    auto const* one = RECOURSE_TRY(d.there(d.state.heads, command.number, "head"));
    RECOURSE_TRY_DONE(d.person());
    if (one->withdrawn)
        return already_so();
    RECOURSE_TRY_DONE(d.text("reason", command.reason, true));
    return only(events::HeadWithdrawn { command.number, d.today(), d.actor(), command.reason });
}

Decision decide_one(Deciding const& d, RecordClause const& command)
{
    RECOURSE_TRY_DONE(d.open());
    auto const& clause = command.clause;
    if (d.state.clause == clause)
        return already_so();
    RECOURSE_TRY_DONE(d.text("text", clause.text, clause.worth != ClauseWorth::none));
    RECOURSE_TRY_DONE(d.line("institution", clause.institution));
    RECOURSE_TRY_DONE(d.line("seat", clause.seat));
    RECOURSE_TRY_DONE(d.line("rules", clause.rules));
    RECOURSE_TRY_DONE(d.line("language", clause.language));
    RECOURSE_TRY_DONE(d.line("law", clause.law));
    RECOURSE_TRY_DONE(d.text("note", clause.note));
    return only(events::ClauseRecorded { d.today(), d.actor(), clause });
}

std::vector<Interlock> interlocks(State const& state, Choice const& choice, Platform const& platform, bool files)
{
    std::vector<Interlock> all;
    // CPL art. 288: where the parties agreed on arbitration, they may not sue.
    if (choice.bench == Bench::court && state.clause && state.clause->worth == ClauseWorth::valid)
        all.push_back(Interlock::clause_excludes_court);
    if (files && platform.claim_open && platform.suit_ends_claim)
        all.push_back(Interlock::suit_ends_claim);
    if (files && platform.chargeback_runs)
        all.push_back(Interlock::chargeback_runs);
    return all;
}

Decision decide_one(Deciding const& d, ChooseForum const& command)
{
    RECOURSE_TRY_DONE(d.person());
    auto const& choice = command.choice;
    if (d.state.choice == choice)
        return already_so();
    RECOURSE_TRY_DONE(d.line("forum", choice.forum, true));
    RECOURSE_TRY_DONE(d.text("reasons", choice.reasons, true));
    auto const needed = interlocks(d.state, choice, d.context.platform, false);
    RECOURSE_TRY_DONE(d.read(needed, command.read));
    return only(events::ForumChosen { d.today(), d.actor(), choice, needed });
}

} // namespace recourse::matter
