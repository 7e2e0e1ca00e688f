#include "sim/pursuit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

// Whom to pursue, for what and where; what the clock counts from; papers. The rest is in pursuit_suit.cpp.

namespace recourse::sim {

using namespace matter;
using limitation::Proof;

namespace {

/// Steps that others have to come before.
bool is_late(Act act)
{
    static constexpr std::array late { Act::approve_paper, Act::send_paper, Act::prove_arrival, Act::record_ruling,
        Act::execute_measure, Act::apply_renewal, Act::grant_renewal, Act::lift_measure, Act::apply_enforcement,
        Act::note_pressure, Act::accept_offer, Act::end_offer, Act::declare_broken, Act::answer_distribution };
    return std::ranges::find(late, act) != late.end();
}

} // namespace

std::optional<Allowed> Pursuit::some_of(std::vector<Allowed> const& all)
{
    std::vector<Act> acts;
    auto const kind = random_.below(4);
    for (auto const& [act, number] : all) {
        bool const fits = kind == 0 || (kind == 1 ? number != 0 : is_late(act));
        if (fits && std::ranges::find(acts, act) == acts.end())
            acts.push_back(act);
    }
    if (acts.empty())
        return std::nullopt;
    auto const act = random_.pick(acts);
    std::vector<Allowed> of_act;
    std::ranges::copy_if(all, std::back_inserter(of_act), [&](Allowed const& one) { return one.act == act; });
    return random_.pick(of_act);
}

std::optional<Act> Pursuit::next_step() const
{
    if (state_.phase == Phase::closed)
        return std::nullopt;
    if (state_.pursued.empty())
        return Act::add_pursued;
    if (headed(state_).is_zero())
        return Act::add_head;
    if (conflict(state_) == Conflict::unchecked)
        return Act::check_conflict;
    if (!state_.choice)
        return Act::choose_forum;
    return std::nullopt;
}

Money Pursuit::some(Money most)
{
    if (most.minor <= 1 || random_.below(3) == 0)
        return most;
    return { random_.between(1, most.minor), most.currency };
}

std::string Pursuit::name(char const* what)
{
    return fmt::format("{} {}", what, random_.below(1'000'000));
}

std::optional<Command> Pursuit::command(Allowed const& aim)
{
    switch (aim.act) {
    case Act::check_conflict:
    case Act::engage:
    case Act::book_cost:
    case Act::add_pursued:
    case Act::change_pursued:
    case Act::drop_pursued:
    case Act::add_head:
    case Act::change_head:
    case Act::withdraw_head:
    case Act::record_clause:
    case Act::choose_forum:
        return of_basis(aim);
    case Act::state_footing:
    case Act::record_act:
    case Act::prove_act:
    case Act::record_obstacle:
    case Act::end_obstacle:
    case Act::give_notice:
    case Act::record_avoidable:
    case Act::seek_avoidance:
        return of_clock(aim);
    case Act::make_paper:
    case Act::approve_paper:
    case Act::send_paper:
    case Act::prove_arrival:
        return of_paper(aim);
    case Act::apply_preservation:
    case Act::record_ruling:
    case Act::execute_measure:
    case Act::apply_renewal:
    case Act::grant_renewal:
    case Act::lift_measure:
    case Act::note_wrongful_freeze:
        return of_freeze(aim);
    case Act::file:
    case Act::note_progress:
    case Act::set_hearing:
    case Act::end_filing:
    case Act::record_title:
    case Act::note_challenge:
    case Act::apply_enforcement:
    case Act::note_pressure:
        return of_forum(aim);
    case Act::make_offer:
    case Act::accept_offer:
    case Act::end_offer:
    case Act::declare_broken:
    case Act::record_receipt:
    case Act::propose_distribution:
    case Act::answer_distribution:
    case Act::close:
    case Act::reopen:
    case Act::let_auditor_in:
        return of_money(aim);
    case Act::keep_forecast:
        return KeepForecast { prediction() };
    case Act::note_paper: // named as the forum book does, which the core does not ask
        return NotePaper { { random_.pick({ "power-of-attorney", "power-of-attorney.notary", "contract" }),
            random_.pick({ PaperHave::have, PaperHave::missing, PaperHave::unknown }), {}, name("from") } };
    case Act::open: // are no actions on a matter that is there
    case Act::open_outside:
    case Act::recount: // only the machinery's
    case Act::pass_day:
        break;
    }
    return std::nullopt;
}

Prediction Pursuit::prediction()
{
    auto const most = sum();
    auto const middle = Money { random_.between(0, most.minor), most.currency };
    return { most, { { {}, static_cast<std::uint32_t>(random_.below(10'001)), { 0, most.currency }, middle, most } },
        1'000, 7, static_cast<std::uint32_t>(state_.titles.size()), 0 };
}

Pursued Pursuit::debtor()
{
    Pursued one;
    one.role = random_.pick({ PursuedRole::supplier, PursuedRole::payee, PursuedRole::hong_kong,
        PursuedRole::shareholder, PursuedRole::liquidation_member });
    one.name = fmt::format("Debtor {}", random_.below(5));
    one.country = random_.pick<std::string>({ "CN", "HK", "" });
    one.joint = random_.below(3) > 0;
    if (random_.below(3) == 0)
        one.deregistration_notice_on = past();
    if (random_.below(3) == 0)
        one.liquidation_announced_on = past(50);
    return one;
}

Engagement Pursuit::engagement()
{
    Engagement one;
    one.model = random_.pick({ FeeModel::fixed, FeeModel::hourly, FeeModel::contingency });
    switch (one.model) {
    case FeeModel::fixed:
        one.fixed = sum();
        break;
    case FeeModel::hourly:
        one.hourly = sum();
        break;
    case FeeModel::contingency:
        one.share = Ratio::of(random_.between(5, 25), 100);
        one.above_tiers_read = true;
        one.signed_on = past();
        break;
    }
    if (random_.below(2) == 0)
        one.budget = { { CostLine::counsel, sum() } };
    return one;
}

std::optional<Command> Pursuit::of_basis(Allowed const& aim)
{
    auto const number = aim.number;
    if (aim.act == Act::check_conflict) {
        ConflictCheck check { {}, ConflictResult::clear, "Ms Li", today(), name("search") };
        for (auto const& one : state_.pursued) {
            if (!one.dropped)
                check.names.push_back(one.pursued.name);
        }
        if (check.names.empty())
            check.names.emplace_back("Ningbo Pumps");
        if (random_.below(10) == 0)
            check.result = random_.pick({ ConflictResult::conflict, ConflictResult::waived });
        return CheckConflict { std::move(check) };
    }
    if (aim.act == Act::engage)
        return Engage { engagement() };
    if (aim.act == Act::book_cost)
        return BookCost { { random_.pick({ CostLine::counsel, CostLine::court, CostLine::translation }), sum(), past(),
            name("bill"), {} } };
    if (aim.act == Act::add_pursued)
        return AddPursued { debtor() };
    if (aim.act == Act::change_pursued) {
        auto const* one = entry(state_.pursued, number);
        if (one == nullptr)
            return std::nullopt;
        auto changed = one->pursued;
        changed.note = name("note");
        if (changed.deregistration_notice_on && random_.below(2) == 0)
            changed.objected_on = today();
        return ChangePursued { number, std::move(changed) };
    }
    if (aim.act == Act::drop_pursued)
        return DropPursued { number, "not his debt" };
    if (aim.act == Act::add_head)
        return AddHead { { random_.pick({ HeadKind::price, HeadKind::damages, HeadKind::interest }), sum(),
            "Civil Code art. 566", {}, {}, {} } };
    if (aim.act == Act::change_head) {
        auto const* one = entry(state_.heads, number);
        if (one == nullptr)
            return std::nullopt;
        auto changed = one->head;
        changed.amount = sum();
        return ChangeHead { number, std::move(changed), "counted again" };
    }
    if (aim.act == Act::withdraw_head)
        return WithdrawHead { number, "no proof" };
    if (aim.act == Act::record_clause) {
        Clause clause;
        clause.text = name("CIETAC, Beijing");
        clause.worth = random_.pick({ ClauseWorth::valid, ClauseWorth::defective, ClauseWorth::unknown });
        return RecordClause { std::move(clause) };
    }
    if (aim.act == Act::choose_forum) {
        bool const court = random_.below(3) == 0;
        Choice choice { court ? "prc-court" : "cietac", court ? Bench::court : Bench::cietac, name("reason") };
        auto read = interlocks(state_, choice, context_.platform, false);
        return ChooseForum { std::move(choice), std::move(read) };
    }
    return std::nullopt;
}

std::optional<Command> Pursuit::of_clock(Allowed const& aim)
{
    auto const number = aim.number;
    if (aim.act == Act::state_footing) {
        limitation::Footing footing;
        footing.law
            = random_.pick({ limitation::Law::general, limitation::Law::international_sale, limitation::Law::open });
        footing.known_on = past(3 * 366 + 200);
        footing.cisg = random_.below(3) == 0;
        if (random_.below(2) == 0)
            footing.handed_over_on = past(2 * 366);
        if (random_.below(2) == 0)
            footing.defect_found_on = past(60);
        return StateFooting { footing };
    }
    if (aim.act == Act::record_act) {
        limitation::Act act;
        act.kind = random_.pick({ limitation::ActKind::demand, limitation::ActKind::promise,
            limitation::ActKind::part_payment, limitation::ActKind::refusal, limitation::ActKind::police_report });
        act.on = past(400);
        act.proof = random_.pick({ Proof::none, Proof::sent, Proof::arrived, Proof::official });
        if (random_.below(2) == 0)
            act.arrived_on = std::min(act.on.plus_days(random_.between(0, 9)), today());
        auto const parties = state_.pursued.size();
        auto const party = static_cast<std::uint32_t>(random_.below(2) == 0 ? 0 : random_.below(parties + 1));
        return RecordAct { act, party, {}, "as the file shows" };
    }
    if (aim.act == Act::prove_act)
        return ProveAct { number, today(), Proof::acknowledged,
            random_.below(4) == 0 ? std::optional { today() } : std::nullopt, {} };
    if (aim.act == Act::record_obstacle) {
        limitation::Obstacle obstacle {
            random_.pick({ limitation::ObstacleKind::force_majeure, limitation::ObstacleKind::no_representative }),
            past(100), {}
        };
        if (random_.below(2) == 0)
            obstacle.until = today();
        return RecordObstacle { obstacle, "a flood" };
    }
    if (aim.act == Act::end_obstacle)
        return EndObstacle { number, today() };
    if (aim.act == Act::give_notice)
        return GiveNotice { { random_.pick({ NoticeKind::non_conformity, NoticeKind::avoidance }), past(), name("EMS"),
            {} } };
    if (aim.act == Act::record_avoidable)
        return RecordAvoidable { { random_.pick({ limitation::Ground::fraud, limitation::Ground::mistake }), past(80),
            today(), "a waiver" } };
    if (aim.act == Act::seek_avoidance)
        return SeekAvoidance { number, today() };
    return std::nullopt;
}

std::optional<Command> Pursuit::of_paper(Allowed const& aim)
{
    auto const number = aim.number;
    auto const* paper = entry(state_.papers, number);
    if (aim.act == Act::make_paper) {
        Paper made;
        made.kind = random_.pick({ PaperKind::demand_letter, PaperKind::demand_letter,
            PaperKind::notice_of_non_conformity, PaperKind::notice_of_avoidance, PaperKind::complaint });
        made.title = name("paper");
        made.digest = sha256(made.title);
        if (!state_.papers.empty() && random_.below(4) == 0)
            made.replaces = static_cast<std::uint32_t>(1 + random_.below(state_.papers.size()));
        return MakePaper { std::move(made) };
    }
    if (aim.act == Act::approve_paper)
        return paper == nullptr ? std::nullopt
                                : std::optional<Command> { ApprovePaper { number, paper->paper.digest } };
    if (aim.act == Act::send_paper) {
        Sending sending;
        sending.on = today();
        sending.to = "Debtor";
        sending.party = static_cast<std::uint32_t>(random_.below(state_.pursued.size() + 1));
        sending.how = name("EMS");
        sending.proof = random_.pick({ Proof::none, Proof::sent });
        return SendPaper { number, std::move(sending) };
    }
    if (aim.act == Act::prove_arrival)
        return ProveArrival { number, today(), random_.pick({ Proof::arrived, Proof::acknowledged }), {} };
    return std::nullopt;
}

} // namespace recourse::sim
