#include "core/claim/desk_test.hpp"

// after gtest
#include <rapidcheck/gtest.h>

namespace recourse::claim {

namespace {

using act::Role;

rc::Gen<Money> amounts()
{
    return rc::gen::map(rc::gen::inRange(-1, 12), [](int n) { return usd_of(n * 50'00); });
}

template <class T>
rc::Gen<T> one_of(std::vector<T> values)
{
    return rc::gen::elementOf(std::move(values));
}

rc::Gen<Remedy> remedies()
{
    return one_of<Remedy>({ Remedy::refund, Remedy::partial_refund, Remedy::return_and_refund, Remedy::replacement });
}

/// A lot of 400 with the sample of 50 that a plan asks for: none critical, up to 3 major.
inspection::Acceptance plan()
{
    return { 400, inspection::Level::ii, inspection::Aql { 0 }, inspection::Aql { 2'500 }, std::nullopt };
}

rc::Gen<std::optional<Money>> acknowledgements()
{
    return rc::gen::map(rc::gen::inRange(-1, 11),
        [](int n) { return n < 0 ? std::optional<Money> {} : std::optional<Money> { usd_of(n * 50'00) }; });
}

rc::Gen<Exhibit> exhibits()
{
    return rc::gen::apply(
        [](int n, ExhibitKind kind, Compartment in) { return exhibit_of(fmt::format("{}", n), kind, in); },
        rc::gen::inRange(0, 6),
        one_of<ExhibitKind>({ ExhibitKind::photo, ExhibitKind::other_chat, ExhibitKind::video }),
        one_of<Compartment>({ Compartment::shared, Compartment::shared, Compartment::buyer_and_counsel,
            Compartment::supplier_and_counsel, Compartment::officer }));
}

rc::Gen<Command> talk()
{
    auto const few = rc::gen::inRange<std::uint32_t>(0, 5);
    return rc::gen::oneOf(rc::gen::just<Command>(Answer { Stance::contests, "no" }),
        rc::gen::just<Command>(Answer { Stance::accepts, "" }), rc::gen::just<Command>(Escalate {}),
        rc::gen::just<Command>(Withdraw { "" }),
        rc::gen::apply(
            [](Money m, Remedy r, bool final, bool back, int until, std::optional<Money> read) {
                return Command { MakeOffer { { m, r, final, back, day(until) }, read } };
            },
            amounts(), remedies(), rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(), rc::gen::inRange(0, 40),
            acknowledgements()),
        rc::gen::apply([](auto n, auto read) { return Command { AcceptOffer { n, read } }; }, few, acknowledgements()),
        rc::gen::map(few, [](auto n) { return Command { RejectOffer { n } }; }),
        rc::gen::map(few, [](auto n) { return Command { WithdrawOffer { n } }; }));
}

rc::Gen<Command> evidence()
{
    auto const few = rc::gen::inRange<std::uint32_t>(0, 5);
    return rc::gen::oneOf(rc::gen::apply([](Exhibit e, std::string slot) { return Command { AddExhibit { e, slot } }; },
                              exhibits(), one_of<std::string>({ "", "", "photos", "asked-2" })),
        rc::gen::map(few, [](auto n) { return Command { WithdrawExhibit { n, "wrong" } }; }),
        rc::gen::map(few, [](auto n) { return Command { AcknowledgeExhibit { n } }; }),
        rc::gen::map(rc::gen::inRange(0, 30),
            [](int n) {
                return Command { AskEvidence { Role::buyer, ExhibitKind::video, Need::required, day(n), "more" } };
            }),
        rc::gen::map(one_of<Role>({ Role::buyer, Role::supplier }),
            [](Role r) { return Command { OrderInspection { party_of_inspector, "SGS", usd_of(30'00), r } }; }),
        rc::gen::just<Command>(ReportInspection { { 400, 50, 0, 12, 3, false, Ratio::percent(24), sha256("report") } }),
        rc::gen::just<Command>(OrderInspection { linked_party, "SGS", usd_of(30'00), Role::buyer }));
}

rc::Gen<Command> rulings()
{
    auto const few = rc::gen::inRange<std::uint32_t>(0, 4);
    return rc::gen::oneOf(rc::gen::apply(
                              [](Money m, Remedy r, Role at_fault) {
                                  auto ruling = ruling_of(m.minor, "as found", r);
                                  ruling.fee_borne_by = at_fault;
                                  return Command { Determine { ruling } };
                              },
                              amounts(), remedies(), one_of<Role>({ Role::buyer, Role::supplier })),
        rc::gen::map(few, [](auto n) { return Command { ConfirmDetermination { n } }; }),
        rc::gen::map(few, [](auto n) { return Command { WithdrawDetermination { n } }; }),
        rc::gen::just<Command>(Execute {}), rc::gen::just<Command>(ShipReturn { "BACK", {} }),
        rc::gen::just<Command>(ConfirmReturn {}), rc::gen::just<Command>(ShipReplacement { "NEW", {} }),
        rc::gen::just<Command>(ConfirmReplacement {}),
        rc::gen::map(one_of<LegOutcome>({ LegOutcome::received, LegOutcome::without_goods, LegOutcome::no_refund,
                         LegOutcome::review }),
            [](LegOutcome outcome) { return Command { EndLeg { outcome, "nothing moves" } }; }),
        rc::gen::map(exhibits(), [](Exhibit e) { return Command { RequestReview { "new", { e } } }; }),
        rc::gen::just<Command>(AdmitReview { "new" }), rc::gen::just<Command>(RefuseReview { "old" }),
        rc::gen::just<Command>(NoteChargeback {}), rc::gen::just<Command>(Resume {}),
        rc::gen::just<Command>(TakeBack { usd_of(1'000'000'00) }));
}

rc::Gen<Command> any_command()
{
    return rc::gen::oneOf(talk(), evidence(), rulings(), rulings(),
        rc::gen::apply([](Money m, Remedy r) { return Command { opening(m.minor, r) }; }, amounts(), remedies()));
}

rc::Gen<order::Command> any_order_command()
{
    auto const reference = one_of<std::string>({ "R0", "R1" });
    return rc::gen::oneOf(
        rc::gen::apply(
            [](auto r, auto m) { return order::Command { order::ReversePayment { r, m, "" } }; }, reference, amounts()),
        rc::gen::apply(
            [](auto r, auto m) { return order::Command { order::RestorePayment { r, m, "" } }; }, reference, amounts()),
        rc::gen::just<order::Command>(order::ConfirmReceipt {}),
        rc::gen::map(amounts(), [](Money m) { return order::Command { order::Release { m } }; }),
        rc::gen::just<order::Command>(order::Cancel { "" }));
}

std::vector<act::Actor> const& people()
{
    static std::vector<act::Actor> const all { buyer, buyer, supplier, supplier, officer, second, platform, provider,
        inspector, counsel, supplier_counsel, auditor };
    return all;
}

/// A command that this step brings; mostly of somebody who could send it.
struct Move {
    int days = 0;
    act::Actor who;
    int kind = 0; ///< 0: the order, 1: a timer, 2: another claim, to 11: what is allowed, else: a claim's command
    std::size_t which = 0;
    Command command;
    order::Command order_command;
};

rc::Gen<Move> any_move()
{
    return rc::gen::apply([](int days, act::Actor who, int kind, std::size_t which, Command c,
                              order::Command o) { return Move { days, who, kind, which, std::move(c), std::move(o) }; },
        one_of<int>({ 0, 0, 0, 1, 3, 6 }), rc::gen::elementOf(people()), rc::gen::inRange(0, 20),
        rc::gen::inRange<std::size_t>(0, 100), any_command(), any_order_command());
}

/// Who can send the command at all, so that random walks get somewhere.
act::Actor sender(Move const& move)
{
    switch (act_of(move.command)) {
    case Act::open:
    case Act::escalate:
    case Act::withdraw:
    case Act::ship_return:
    case Act::confirm_replacement:
        return buyer;
    case Act::ship_replacement:
    case Act::answer:
    case Act::confirm_return:
        return supplier;
    case Act::determine:
    case Act::end_leg:
    case Act::ask_evidence:
        return officer;
    case Act::confirm_determination:
    case Act::admit_review:
    case Act::refuse_review:
        return second;
    case Act::execute:
    case Act::note_chargeback:
    case Act::take_back:
        return platform;
    case Act::report_inspection:
        return inspector;
    case Act::resume:
        return provider;
    case Act::add_exhibit:
    case Act::withdraw_exhibit:
    case Act::acknowledge_exhibit:
    case Act::make_offer:
    case Act::accept_offer:
    case Act::reject_offer:
    case Act::withdraw_offer:
    case Act::order_inspection:
    case Act::withdraw_determination:
    case Act::request_review:
    case Act::pass_timer:
        return move.who;
    }
    return move.who;
}

/// A command for what the viewer was told it may do, with values that fit.
Command sensible(Desk const& desk, act::Actor const& who, Allowed const& aim, Move const& move)
{
    auto const& state = desk.state();
    auto const pick
        = [&](std::int64_t of) { return static_cast<std::int64_t>(move.which) % std::max<std::int64_t>(of, 1); };
    auto const part = [&](Money whole) { return usd_of(pick(5) == 0 ? whole.minor : whole.minor * pick(10) / 10); };
    auto const fresh = exhibit_of(fmt::format("{}/{}", state.exhibits.size(), move.which));
    auto const some_remedy = pick(3) == 0 ? Remedy::return_and_refund : Remedy::refund;
    switch (aim.act) {
    case Act::open:
        return opening(std::max<std::int64_t>(part(refundable(desk.order)).minor, 1), some_remedy);
    case Act::add_exhibit: {
        auto exhibit = fresh;
        for (auto const in :
            { Compartment::buyer_and_counsel, Compartment::supplier_and_counsel, Compartment::officer }) {
            if (word(in) == aim.name)
                exhibit.compartment = in;
        }
        for (auto const& slot : state.slots) {
            if (slot.id == aim.name)
                return AddExhibit { { exhibit.digest, exhibit.name, slot.kind, {}, Compartment::shared }, slot.id };
        }
        exhibit.kind = pick(2) == 0 ? ExhibitKind::other_chat : ExhibitKind::photo;
        return AddExhibit { exhibit, {} };
    }
    case Act::withdraw_exhibit:
        return WithdrawExhibit { aim.number, "wrong" };
    case Act::acknowledge_exhibit:
        return AcknowledgeExhibit { aim.number };
    case Act::ask_evidence:
        return AskEvidence { pick(2) == 0 ? Role::buyer : Role::supplier, ExhibitKind::video, Need::required,
            desk.today.plus_days(pick(4)), "more" };
    case Act::answer:
        return Answer { aim.name == "accepts" ? Stance::accepts : Stance::contests, fresh.name };
    case Act::make_offer: {
        auto amount = part(left(state));
        auto const remedy = amount.is_zero() || pick(4) == 0 ? Remedy::replacement : some_remedy;
        Offer const offer { amount, remedy, pick(2) == 0, pick(3) == 0, desk.today.plus_days(pick(9)) };
        return MakeOffer { offer,
            who.role == Role::buyer ? std::optional { given_up(state, desk.order, offer) } : std::nullopt };
    }
    case Act::accept_offer:
        return AcceptOffer { aim.number,
            who.role == Role::buyer
                ? std::optional { given_up(state, desk.order, find_offer(state, aim.number)->offer) }
                : std::nullopt };
    case Act::reject_offer:
        return RejectOffer { aim.number };
    case Act::withdraw_offer:
        return WithdrawOffer { aim.number };
    case Act::escalate:
        return Escalate {};
    case Act::withdraw:
        return Withdraw { "" };
    case Act::order_inspection:
        return OrderInspection { party_of_inspector, "SGS", usd_of(30'00),
            pick(2) == 0 ? Role::buyer : Role::supplier };
    case Act::report_inspection:
        if (desk.order.terms.acceptance)
            return ReportInspection { { 400, 50, 0, pick(9), 3, {}, {}, fresh.digest } };
        return ReportInspection { { 400, 50, 0, 12, 3, false, Ratio::percent(24), fresh.digest } };
    case Act::determine: {
        auto ruling = ruling_of(part(left(state)).minor, "as found", some_remedy);
        ruling.fee_borne_by = pick(2) == 0 ? Role::buyer : Role::supplier;
        return Determine { ruling };
    }
    case Act::confirm_determination:
        return ConfirmDetermination { aim.number };
    case Act::withdraw_determination:
        return WithdrawDetermination { aim.number };
    case Act::execute:
        return Execute {};
    case Act::ship_return:
        return ShipReturn { fresh.name, {} };
    case Act::confirm_return:
        return ConfirmReturn {};
    case Act::ship_replacement:
        return ShipReplacement { fresh.name, {} };
    case Act::confirm_replacement:
        return ConfirmReplacement {};
    case Act::end_leg:
        for (auto const outcome :
            { LegOutcome::received, LegOutcome::without_goods, LegOutcome::no_refund, LegOutcome::review }) {
            if (word(outcome) == aim.name)
                return EndLeg { outcome, "nothing moves" };
        }
        break;
    case Act::request_review:
        return RequestReview { "new", { fresh } };
    case Act::admit_review:
        return AdmitReview { "new" };
    case Act::refuse_review:
        return RefuseReview { "old" };
    case Act::resume:
        return Resume {};
    case Act::note_chargeback:
    case Act::pass_timer:
    case Act::take_back:
        break;
    }
    return NoteChargeback {};
}

void set_up(Desk& desk)
{
    desk.rules.asked = { { "photos", Role::buyer, ExhibitKind::photo, Need::required, Date::from_days(3), "" } };
    desk.rules.four_eyes = usd_of(*rc::gen::inRange(0, 3) * 200'00);
    desk.rules.review_wait = *rc::gen::inRange(0, 3);
    desk.rules.final_withdrawal = *rc::gen::arbitrary<bool>();
    desk.rules.silence_refunds = *rc::gen::arbitrary<bool>();
    desk.rules.return_clocks = *rc::gen::arbitrary<bool>();
    desk.rules.chargeback = *one_of<ChargebackEffect>(
        { ChargebackEffect::deducts, ChargebackEffect::suspends, ChargebackEffect::closes });
    desk.limit_left = usd_of(*rc::gen::inRange(0, 3) * 200'00);
    desk.shipped(*rc::gen::arbitrary<bool>() ? std::optional { plan() } : std::nullopt);
    desk.fill(escrow::guarantee_pool(usd), usd_of(*rc::gen::inRange(1, 4) * 100'00));
    desk.fill(escrow::bond_of(party_of_supplier, usd), usd_of(50'00));
    // Mostly the walk begins where something can happen.
    auto const begun = *rc::gen::inRange(0, 8);
    if (begun > 0)
        run(desk, { { 0, buyer, opening(500'00, *remedies()), "ok" } });
    if (begun > 5) { // something is to go back, or to come instead of money
        auto const remedy = begun == 6 ? Remedy::return_and_refund : Remedy::replacement;
        auto const amount = begun == 6 ? 200'00 : *rc::gen::inRange(0, 2) * 200'00;
        run(desk,
            { { 1, supplier, MakeOffer { { usd_of(amount), remedy, false, *rc::gen::arbitrary<bool>(), day(9) }, {} },
                  "ok" },
                { 1, buyer, AcceptOffer { 1, usd_of(500'00 - amount) }, "ok" } });
        return;
    }
    if (begun > 2)
        run(desk, { { 3, buyer, AddExhibit { exhibit_of("p"), "photos" }, "ok" }, { 4, buyer, Escalate {}, "ok" } });
    if (begun > 4)
        desk.run(officer, Determine { ruling_of(*rc::gen::inRange(0, 10) * 50'00, "as found") });
}

/// Does the move; what came of it.
std::string make(Desk& desk, Move const& move)
{
    desk.today = desk.today.plus_days(move.days);
    if (move.kind == 0) {
        for (auto const& who : { buyer, provider, supplier }) {
            if (auto outcome = desk.run_order(who, move.order_command); outcome == "ok")
                return outcome;
        }
        return "order";
    }
    if (move.kind == 2) {
        if (desk.state().phase == Phase::closed && desk.claims.size() < 3)
            desk.next_claim();
        else
            desk.current = move.which % desk.claims.size();
    }
    auto const wake = wakes(desk.state());
    if (move.kind == 1 && !wake.empty()) {
        auto const& one = wake[move.which % wake.size()];
        desk.today = std::max(desk.today, one.on);
        return desk.run(platform, one.command);
    }
    if (move.kind < 12) {
        auto const allowed = view(desk.state(), desk.context(move.who)).allowed;
        if (!allowed.empty())
            return desk.run(move.who, sensible(desk, move.who, allowed[move.which * 7 / 3 % allowed.size()], move));
    }
    return desk.run(move.kind < 17 ? sender(move) : move.who, move.command);
}

/// All that can be said in it is that it is wanted.
bool has_one_form(Allowed const& aim)
{
    static std::vector<Act> const all { Act::accept_offer, Act::reject_offer, Act::withdraw_offer,
        Act::acknowledge_exhibit, Act::escalate, Act::withdraw, Act::confirm_determination, Act::withdraw_determination,
        Act::execute, Act::confirm_return, Act::confirm_replacement, Act::resume };
    return aim == Allowed { Act::answer, 0, "accepts" } || std::ranges::find(all, aim.act) != all.end();
}

/// What has one form and is offered goes through.
void offered_goes_through(Desk& desk, act::Actor const& who)
{
    auto const context = desk.context(who);
    for (auto const& aim : view(desk.state(), context).allowed) {
        if (!has_one_form(aim))
            continue;
        auto const decision = decide(desk.state(), sensible(desk, who, aim, {}), context);
        if (!decision)
            RC_LOG() << word(aim.act) << " by " << act::word(who.role) << ": " << decision.error().kind->code << '\n';
        RC_ASSERT(decision.has_value());
    }
}

/// What decide says of the command, and what the viewer was told, are the same.
void agrees(Desk& desk, act::Actor const& who, Command const& command)
{
    auto const context = desk.context(who);
    auto const seen = view(desk.state(), context);
    auto const decision = decide(desk.state(), command, context);
    bool const so_already = decision && decision->claim.empty() && decision->order.empty();
    if (so_already)
        return;
    // With other values it might go through, where it has others.
    bool const for_its_values = !decision && decision.error().kind->status == 422;
    if (for_its_values && has_one_form(aim_of(command)))
        return;
    bool const lets_through = decision || for_its_values;
    bool const told = std::ranges::find(seen.allowed, aim_of(command)) != seen.allowed.end();
    if (told != lets_through)
        RC_LOG() << word(act_of(command)) << " by " << act::word(who.role) << ": "
                 << (decision ? "ok" : decision.error().kind->code) << '\n';
    RC_ASSERT(told == lets_through);
}

} // namespace

RC_GTEST_PROP(Claim, whatever_is_asked_money_is_conserved_and_the_log_alone_tells_the_state, ())
{
    Desk desk;
    set_up(desk);
    for (auto const& move : *rc::gen::container<std::vector<Move>>(any_move())) {
        make(desk, move);
        RC_ASSERT(!::testing::Test::HasFailure());
    }
    for (auto const& one : desk.claims) {
        State replayed;
        for (auto const& event : one.log) {
            auto const stored = packed::unpack<Event>(packed::pack(event));
            RC_ASSERT(stored.has_value());
            evolve(replayed, *stored);
        }
        RC_ASSERT(packed::pack(replayed) == packed::pack(one.state));
        auto const snapshot = packed::unpack<State>(packed::pack(one.state));
        RC_ASSERT(snapshot.has_value());
        RC_ASSERT(packed::pack(*snapshot) == packed::pack(one.state));
    }
    order::State replayed;
    for (std::size_t i = 0; i < desk.order_log.size(); ++i) {
        auto const stored = packed::unpack<order::Event>(packed::pack(desk.order_log[i]));
        RC_ASSERT(stored.has_value());
        evolve(replayed, *stored);
    }
    RC_ASSERT(packed::pack(replayed) == packed::pack(desk.order));
}

RC_GTEST_PROP(Claim, a_repeated_command_adds_nothing, ())
{
    Desk desk;
    set_up(desk);
    for (auto const& move : *rc::gen::container<std::vector<Move>>(any_move())) {
        bool const done = make(desk, move) == "ok";
        if (!done || move.kind == 0)
            continue;
        auto const [who, command] = *desk.last;
        auto const before = packed::pack(desk.state());
        RC_ASSERT(desk.run(who, command) != "ok");
        RC_ASSERT(packed::pack(desk.state()) == before);
    }
}

RC_GTEST_PROP(Claim, a_viewer_is_told_exactly_what_the_guards_let_through, ())
{
    Desk desk;
    set_up(desk);
    auto const tries = *rc::gen::container<std::vector<Command>>(6, any_command());
    for (auto const& move : *rc::gen::container<std::vector<Move>>(any_move())) {
        make(desk, move);
        for (auto const& who : people()) {
            if (who.role == Role::provider)
                continue; // a machine, not a viewer
            offered_goes_through(desk, who);
            for (auto const& command : tries) {
                // A slot is filled in the open; to aim at it elsewhere is refused for the one or for the other.
                auto const* add = std::get_if<AddExhibit>(&command);
                bool const at_odds
                    = add != nullptr && !add->slot.empty() && add->exhibit.compartment != Compartment::shared;
                bool const by_machines = act_of(command) == Act::note_chargeback || act_of(command) == Act::take_back;
                if (!at_odds && !by_machines)
                    agrees(desk, who, command);
            }
        }
    }
}

} // namespace recourse::claim
