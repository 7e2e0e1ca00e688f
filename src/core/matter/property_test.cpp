#include "core/matter/desk_test.hpp"

#include "base/packed.hpp"

// after gtest
#include <rapidcheck/gtest.h>

// Commands in any order, by anybody, on days that go by: what must hold holds, whatever ran.

namespace recourse::matter {

namespace {

using Turn = std::pair<act::Actor, Command>;

template <class T>
rc::Gen<T> one_of(std::vector<T> values)
{
    return rc::gen::elementOf(std::move(values));
}

rc::Gen<act::Actor> actors()
{
    return one_of<act::Actor>({ buyer, buyer, buyer, counsel, counsel, counsel, partner, buyers_key, platform, platform,
        supplier, officer, auditor, other_buyer });
}

rc::Gen<std::uint32_t> numbers()
{
    return rc::gen::element<std::uint32_t>(1, 1, 1, 2, 2, 3, 0, 9);
}

/// Days around those on which the commands are given; they are shifted to them.
rc::Gen<Date> days()
{
    return rc::gen::map(rc::gen::inRange(-200, 4), [](int n) { return day("2026-06-01").plus_days(n); });
}

rc::Gen<std::optional<Date>> perhaps_day()
{
    return rc::gen::apply([](bool there, Date date) { return there ? std::optional { date } : std::nullopt; },
        rc::gen::arbitrary<bool>(), days());
}

rc::Gen<Money> sums()
{
    return rc::gen::map(
        rc::gen::element<std::int64_t>(0, 100, 1'000, 4'000, 5'000, 40'000), [](auto n) { return usd(n); });
}

rc::Gen<Command> basis()
{
    return rc::gen::oneOf(rc::gen::map(rc::gen::element<std::string>("Teak Co", "Payee Ltd"),
                              [](std::string name) {
                                  auto one = teak_co();
                                  one.name = std::move(name);
                                  return Command { AddPursued { one } };
                              }),
        rc::gen::map(numbers(), [](auto n) { return Command { DropPursued { n, "r" } }; }),
        rc::gen::map(rc::gen::element(ConflictResult::clear, ConflictResult::clear, ConflictResult::clear,
                         ConflictResult::conflict, ConflictResult::waived),
            [](auto result) {
                auto check = clear_check({ "Teak Co", "柚木公司", "Payee Ltd" });
                check.result = result;
                check.note = "as found";
                return Command { CheckConflict { check } };
            }),
        rc::gen::map(sums(),
            [](Money sum) {
                auto head = head_of(1);
                head.amount = sum;
                return Command { AddHead { head } };
            }),
        rc::gen::apply(
            [](auto n, Money sum) {
                auto head = head_of(1);
                head.amount = sum;
                return Command { ChangeHead { n, head, "r" } };
            },
            numbers(), sums()),
        rc::gen::map(numbers(), [](auto n) { return Command { WithdrawHead { n, "r" } }; }),
        rc::gen::map(rc::gen::element(Bench::court, Bench::cietac),
            [](auto bench) { return Command { ChooseForum { { "forum", bench, "r" }, {} } }; }));
}

rc::Gen<Command> clock_facts()
{
    return rc::gen::oneOf(rc::gen::apply(
                              [](int law, Date known, auto found, bool cisg) {
                                  limitation::Footing footing;
                                  footing.law = static_cast<limitation::Law>(law);
                                  footing.known_on = known.plus_days(-1'000);
                                  footing.defect_found_on = found;
                                  footing.handed_over_on = found;
                                  footing.cisg = cisg;
                                  return Command { StateFooting { footing } };
                              },
                              rc::gen::inRange(0, 4), days(), perhaps_day(), rc::gen::arbitrary<bool>()),
        rc::gen::apply(
            [](int kind, Date on, auto arrived, int proof, auto party) {
                limitation::Act act { static_cast<limitation::ActKind>(kind), on, arrived, static_cast<Proof>(proof),
                    {}, false, false };
                return Command { RecordAct { act, party == 9 ? 0 : party, {}, "" } };
            },
            rc::gen::element(1, 1, 2, 3, 4, 5, 6, 9, 11, 12, 13, 14, 15, 15, 15), days(), perhaps_day(),
            rc::gen::inRange(0, 5), numbers()),
        rc::gen::apply([](auto n, auto arrived,
                           auto ended) { return Command { ProveAct { n, arrived, Proof::arrived, ended, {} } }; },
            numbers(), perhaps_day(), perhaps_day()),
        rc::gen::map(days(),
            [](Date from) { return Command { RecordObstacle { { limitation::ObstacleKind::other, from, {} }, "" } }; }),
        rc::gen::apply([](auto n, Date until) { return Command { EndObstacle { n, until } }; }, numbers(), days()),
        rc::gen::just(Command { Recount {} }));
}

rc::Gen<Command> papers()
{
    auto const kinds = rc::gen::element(PaperKind::demand_letter, PaperKind::notice_of_non_conformity,
        PaperKind::notice_of_avoidance, PaperKind::complaint);
    return rc::gen::oneOf(
        rc::gen::map(kinds,
            [](auto kind) { return Command { MakePaper { { kind, PaperLanguage::zh, sha256("p"), "Paper", {} } } }; }),
        rc::gen::map(numbers(), [](auto n) { return Command { ApprovePaper { n, sha256("p") } }; }),
        rc::gen::apply(
            [](auto n, Date on) { return Command { SendPaper { n, { on, "Teak Co", 0, "EMS", Proof::sent, {} } } }; },
            numbers(), days()),
        rc::gen::apply(
            [](auto n, Date on) { return Command { ProveArrival { n, on, Proof::arrived, {} } }; }, numbers(), days()),
        rc::gen::apply(
            [](char const* paper, int state) {
                return Command { NotePaper { { paper, static_cast<PaperHave>(state), {}, "" } } };
            },
            rc::gen::element("contract", "contract.collect", "Contract"), rc::gen::inRange(0, 3)));
}

rc::Gen<Command> freezes()
{
    return rc::gen::oneOf(rc::gen::apply(
                              [](int stage, Date on) {
                                  auto one = application_of(static_cast<Stage>(stage));
                                  one.on = on;
                                  return Command { ApplyPreservation { one } };
                              },
                              rc::gen::inRange(1, 5), days()),
        rc::gen::apply([](auto n, bool granted, Date on) { return Command { RecordRuling { n, granted, on, "" } }; },
            numbers(), rc::gen::element(true, true, false), days()),
        rc::gen::apply([](auto n, auto target, Date on,
                           bool queued) { return Command { ExecuteMeasure { { n, target, on, {}, {}, queued } } }; },
            numbers(), numbers(), days(), rc::gen::element(true, false, false)),
        rc::gen::apply([](auto n, Date on) { return Command { ApplyRenewal { n, on } }; }, numbers(), days()),
        rc::gen::apply([](auto n, Date on) { return Command { GrantRenewal { n, on, {} } }; }, numbers(), days()),
        rc::gen::apply([](auto n, Date on) { return Command { LiftMeasure { n, on, "r" } }; }, numbers(), days()));
}

rc::Gen<Command> proceedings()
{
    return rc::gen::oneOf(
        rc::gen::map(days(), [](Date on) { return Command { File { { "forum", on, "", usd(40'000), {} }, {} } }; }),
        rc::gen::apply(
            [](auto n, auto served, auto answered) {
                return Command { NoteProgress { n, { "case", {}, {}, served, {}, {}, answered, "" } } };
            },
            numbers(), perhaps_day(), perhaps_day()),
        rc::gen::apply([](auto n, Date on) { return Command { SetHearing { n, on, "", {} } }; }, numbers(), days()),
        rc::gen::apply([](auto n, Date on) { return Command { EndFiling { n, FilingEnd::withdrawn, on, "r" } }; },
            numbers(), days()),
        rc::gen::apply(
            [](auto filing, Date on, Money sum) {
                Title title;
                if (filing != 9)
                    title.filing = filing;
                title.received_on = on;
                title.performance_until = on;
                title.principal = sum;
                return Command { RecordTitle { title } };
            },
            numbers(), days(), sums()),
        rc::gen::apply(
            [](auto n, int step, Date on) {
                return Command { NoteChallenge { n, static_cast<ChallengeStep>(step), on, "" } };
            },
            numbers(), rc::gen::inRange(1, 5), days()),
        rc::gen::apply([](auto n, Date on) { return Command { ApplyEnforcement { n, { on, "court", "" } } }; },
            numbers(), days()));
}

rc::Gen<Command> money()
{
    return rc::gen::oneOf(rc::gen::apply(
                              [](int route, Money sum, Date on, bool over) {
                                  Receipt receipt;
                                  receipt.route = static_cast<Route>(route);
                                  receipt.amount = sum;
                                  receipt.on = on;
                                  return Command { RecordReceipt { receipt, over } };
                              },
                              rc::gen::inRange(1, 10), sums(), days(), rc::gen::element(false, false, true)),
        rc::gen::apply(
            [](Money sum, bool final, bool revives, bool ours) {
                return Command { MakeOffer { { ours, sum, final, revives, day("2026-06-05"), "" } } };
            },
            sums(), rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>()),
        rc::gen::apply(
            [](auto n, bool reads, Money here) {
                return Command { AcceptOffer { n, reads ? std::optional { Waiver { here, {} } } : std::nullopt } };
            },
            numbers(), rc::gen::arbitrary<bool>(), sums()),
        rc::gen::map(numbers(), [](auto n) { return Command { EndOffer { n } }; }),
        rc::gen::map(numbers(), [](auto n) { return Command { DeclareBroken { n, "r" } }; }),
        rc::gen::map(sums(),
            [](Money sum) { return Command { ProposeDistribution { { { ShareKind::client, sum, "client" } } } }; }),
        rc::gen::apply([](auto n, bool yes) { return Command { AnswerDistribution { n, yes, "r" } }; }, numbers(),
            rc::gen::element(true, true, false)),
        rc::gen::apply(
            [](int ending, Money left) {
                return Command { Close {
                    static_cast<Ending>(ending), "r", left.is_zero() ? std::nullopt : std::optional { left } } };
            },
            rc::gen::inRange(0, 6), sums()),
        rc::gen::just(Command { Reopen { "r" } }),
        rc::gen::map(perhaps_day(), [](auto until) { return Command { LetAuditorIn { until } }; }),
        rc::gen::map(sums(), [](Money sum) {
            return Command { KeepForecast { { sum, { { "", 5'000, sum, sum, sum } }, 1'000, 7, 0, 0 } } };
        }));
}

/// What happens next: who does what, and by how many days the day has moved on before.
struct Move {
    Turn turn;
    int later = 0;
};
} // namespace

} // namespace recourse::matter

namespace rc {
template <>
struct Arbitrary<recourse::matter::Move> {
    static Gen<recourse::matter::Move> arbitrary()
    {
        using namespace recourse::matter;
        auto const commands = gen::weightedOneOf<Command>({ { 6, basis() }, { 3, clock_facts() }, { 4, papers() },
            { 4, freezes() }, { 4, proceedings() }, { 7, money() } });
        return gen::apply([](recourse::act::Actor actor, Command command,
                              int later) { return Move { { actor, std::move(command) }, later }; },
            actors(), commands, gen::element(0, 0, 0, 0, 1, 30, 200));
    }
};
} // namespace rc

namespace recourse::matter {

namespace {

std::vector<Move> histories()
{
    return *rc::gen::scale(2.0, rc::gen::container<std::vector<Move>>(rc::gen::arbitrary<Move>()));
}

/// A matter that was only opened, one that may go on, or one in which something is frozen and something has come.
Desk begun()
{
    auto const far = *rc::gen::element(0, 1, 1, 2, 2);
    if (far == 0) {
        Desk desk;
        desk.open();
        return desk;
    }
    Ready desk;
    if (far == 2) {
        desk.freeze();
        EXPECT_EQ(desk(buyer, RecordReceipt { receipt_of(Route::voluntary, 10'000), false }), "");
    }
    return desk;
}

/// Every day in the value becomes today or one of the two days before, so that one step can follow another.
template <class T>
void bring_near(T& value, Date today)
{
    if constexpr (std::is_same_v<T, Date>)
        value = today.plus_days(-(std::abs(days_between(value, day("2026-06-01"))) % 3));
    else if constexpr (packed::detail::is<T, std::optional>) {
        if (value)
            bring_near(*value, today);
    } else if constexpr (packed::detail::is<T, std::vector>) {
        for (auto& one : value)
            bring_near(one, today);
    } else if constexpr (boost::describe::has_describe_members<T>::value && !packed::detail::is_id<T>)
        boost::mp11::mp_for_each<packed::detail::members<T>>(
            [&](auto member) { bring_near(value.*member.pointer, today); });
}

/// The command with days that fit and figures that are right: chance would hardly find them.
Command aimed(Desk const& desk, act::Actor const& actor, Command command)
{
    bool const far = std::holds_alternative<StateFooting>(command) || std::holds_alternative<LetAuditorIn>(command)
        || std::holds_alternative<RecordAct>(command) || std::holds_alternative<MakeOffer>(command);
    if (!far)
        std::visit([&](auto& one) { bring_near(one, desk.today); }, command);
    if (auto* make = std::get_if<MakeOffer>(&command))
        make->offer.valid_until = desk.today.plus_days(5);
    if (auto* accept = std::get_if<AcceptOffer>(&command); accept != nullptr && accept->read) {
        if (auto const* offer = entry(desk.state.offers, accept->number))
            accept->read = given_up(desk.state, offer->offer, desk.context(actor));
    }
    if (auto* close = std::get_if<Close>(&command)) {
        auto const left = left_of_claim(desk.state, desk.context(actor));
        if (close->left)
            close->left = left;
    }
    if (auto* file = std::get_if<File>(&command); file != nullptr && desk.state.choice)
        file->filing.forum = desk.state.choice->forum;
    if (auto* propose = std::get_if<ProposeDistribution>(&command))
        propose->shares[0].amount = min(propose->shares[0].amount, desk.state.received - desk.state.distributed);
    if (auto* answer = std::get_if<AnswerDistribution>(&command))
        answer->number = waiting_distribution(desk.state);
    return command;
}

} // namespace

RC_GTEST_PROP(MatterProperty, whatever_comes_the_invariants_hold_and_replay_gives_the_same, ())
{
    auto desk = begun();
    auto anew = desk.state;
    std::vector<Event> log;
    for (auto const& [turn, later] : histories()) {
        desk.today = desk.today.plus_days(later);
        auto const command = aimed(desk, turn.first, turn.second);
        auto const decision = decide(desk.state, command, desk.context(turn.first));
        if (!decision) {
            RC_ASSERT(decision.error().kind != nullptr);
            continue;
        }
        auto const before = desk.state;
        for (auto const& event : *decision) {
            evolve(desk.state, event);
            log.push_back(event);
        }
        auto const broken = breaches({ before, desk.state, cn() });
        for (auto const name : broken)
            RC_FAIL(std::string { name });
    }
    for (auto const& event : log)
        evolve(anew, event);
    RC_ASSERT(packed::pack(anew) == packed::pack(desk.state));
}

RC_GTEST_PROP(MatterProperty, time_alone_brings_every_deadline_to_its_end, ())
{
    auto desk = begun();
    for (auto const& [turn, later] : histories()) {
        auto const decision = decide(desk.state, aimed(desk, turn.first, turn.second), desk.context(turn.first));
        if (decision)
            for (auto const& event : *decision)
                evolve(desk.state, event);
    }
    // Each wake is taken on its day, or late; none comes twice, and then there are none left.
    for (int steps = 0;; ++steps) {
        RC_ASSERT(steps < 5'000);
        auto const all = wakes(desk.state);
        auto const next = std::ranges::min_element(all, {}, &WakeUp::on);
        if (next == all.end())
            break;
        desk.today = std::max(desk.today, next->on);
        auto const decision
            = decide(desk.state, PassDay { next->rule, next->about, next->due, next->lead }, desk.context(platform));
        RC_ASSERT(decision.has_value());
        RC_ASSERT(!decision->empty());
        auto const before = desk.state;
        for (auto const& event : *decision)
            evolve(desk.state, event);
        RC_ASSERT(breaches({ before, desk.state, cn() }).empty());
    }
    RC_ASSERT(std::ranges::none_of(
        desk.state.measures, [](auto const& one) { return one.phase == MeasurePhase::stands && !one.measure.queued; }));
}

RC_GTEST_PROP(MatterProperty, nobody_else_gets_another_answer_than_that_it_is_not_there, ())
{
    auto desk = begun();
    for (auto const& [turn, later] : histories()) {
        auto const decision = decide(desk.state, aimed(desk, turn.first, turn.second), desk.context(turn.first));
        if (decision) {
            for (auto const& event : *decision)
                evolve(desk.state, event);
        }
        for (auto const& actor : { supplier, officer, other_buyer }) {
            auto const other = decide(desk.state, turn.second, desk.context(actor));
            RC_ASSERT(!other.has_value());
            RC_ASSERT(other.error().kind->status == 404);
            RC_ASSERT(other.error().values.empty());
            RC_ASSERT(!sees(desk.state, actor, desk.today));
        }
    }
}

RC_GTEST_PROP(MatterProperty, what_was_done_once_is_so_already_or_refused_or_another_entry, ())
{
    auto desk = begun();
    for (auto const& [turn, later] : histories()) {
        auto const command = aimed(desk, turn.first, turn.second);
        auto const decision = decide(desk.state, command, desk.context(turn.first));
        if (!decision || decision->empty())
            continue;
        for (auto const& event : *decision)
            evolve(desk.state, event);
        auto const again = decide(desk.state, command, desk.context(turn.first));
        bool const adds = std::holds_alternative<AddHead>(command) || std::holds_alternative<RecordAct>(command)
            || std::holds_alternative<RecordObstacle>(command) || std::holds_alternative<MakePaper>(command)
            || std::holds_alternative<ApplyPreservation>(command) || std::holds_alternative<SetHearing>(command)
            || std::holds_alternative<RecordReceipt>(command) || std::holds_alternative<MakeOffer>(command)
            || std::holds_alternative<NoteChallenge>(command);
        RC_ASSERT(adds || !again || again->empty());
    }
}

} // namespace recourse::matter
