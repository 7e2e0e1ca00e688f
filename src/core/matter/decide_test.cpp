#include "core/matter/desk_test.hpp"

#include "core/matter/refusals.hpp"

#include <gmock/gmock.h>

#include <set>

// Every command and every guard, in the order in which guards stand.

namespace recourse::matter {

namespace {

/// A line of a table: who does what, and what becomes of it.
struct Line {
    act::Actor who;
    Command command;
    std::string becomes;
};

void run(Desk& desk, std::vector<Line> const& lines)
{
    for (std::size_t i = 0; i < lines.size(); ++i)
        EXPECT_EQ(desk(lines[i].who, lines[i].command), lines[i].becomes) << "line " << i;
}

template <class Value, class Change>
Value changed(Value value, Change const& change)
{
    change(value);
    return value;
}

auto const tomorrow = day("2026-06-02");
using testing::Contains;
using testing::Not;

} // namespace

TEST(Matter, of_an_order_is_opened_by_its_buyer)
{
    Desk desk;
    Open const good { "", "USD", PaperLanguage::zh, "Chairs" };
    run(desk,
        {
            { buyer, AddHead { head_of(1) }, "not_found" },
            { supplier, good, "no_order" },
            { officer, good, "no_order" },
            { other_buyer, good, "no_order" },
            { { Role::counsel, {}, { 21 } }, good, "no_order" },
            { buyer, Open { "", "XXX", PaperLanguage::zh, "Chairs" }, "no_currency" },
            { buyer, Open { "", "usd", PaperLanguage::zh, "Chairs" }, "no_currency" },
            { buyer, Open { "", "USD", PaperLanguage::zh, "" }, "no_text" },
            { buyer, Open { std::string(513, 'x'), "USD", PaperLanguage::zh, "Chairs" }, "text_too_long" },
            { buyer, Open { "a\nb", "USD", PaperLanguage::zh, "Chairs" }, "control_characters" },
            { counsel, good, "" },
            { buyer, good, "exists" },
        });
    EXPECT_EQ(desk.state.client, client_party);
    EXPECT_EQ(desk.state.supplier, supplier_party);
    EXPECT_EQ(desk.state.order, Id<Order> { 17 });
    EXPECT_EQ(desk.state.nothing, usd(0));
    Desk without;
    without.order.reset();
    run(without, { { buyer, good, "no_order" } });
}

TEST(Matter, outside_of_the_platform_is_its_clients_alone)
{
    OpenOutside const good { {}, "Teak Co", "", "CNY", PaperLanguage::en, "Chairs" };
    Desk desk;
    desk.order.reset();
    desk.knows_client = false;
    run(desk, { { buyer, good, "unknown_client" }, { supplier, good, "wrong_role" } });
    desk.knows_client = true;
    run(desk,
        {
            { buyer, changed(good, [](auto& x) { x.against = ""; }), "no_text" },
            { counsel, good, "" },
            { counsel, good, "exists" },
        });
    EXPECT_EQ(desk.state.nothing, cny(0));
    EXPECT_FALSE(desk.state.supplier);
}

TEST(Matter, is_not_there_for_anybody_else)
{
    Ready desk;
    for (auto const& actor : { supplier, supplier_counsel, officer, auditor, inspector, other_buyer,
             act::Actor { Role::counsel, {}, { 9 } }, act::Actor { Role::carrier, stranger, {} } })
        run(desk,
            {
                { actor, AddHead { head_of(1) }, "not_found" },
                { actor, ChangeHead { 99, head_of(1), "r" }, "not_found" },
                { actor, RecordReceipt { receipt_of(Route::platform, 1), false }, "not_found" },
                { actor, Close { Ending::lost, "r", {} }, "not_found" },
                { actor, Recount {}, "not_found" },
                { actor, LetAuditorIn { tomorrow }, "not_found" },
            });
    run(desk, { { platform, AddHead { head_of(1) }, "not_found" }, { buyer, Recount {}, "wrong_role" } });
    EXPECT_EQ(desk(counsel, LetAuditorIn { tomorrow }), "");
    run(desk, { { auditor, AddHead { head_of(1) }, "wrong_role" }, { counsel, LetAuditorIn { tomorrow }, "so" } });
}

TEST(Matter, an_exhibit_that_the_actor_does_not_read_is_not_there)
{
    Ready desk;
    AddHead const with { changed(head_of(5), [](auto& x) { x.exhibits = { { 41 }, { 42 } }; }) };
    EXPECT_EQ(named_exhibits(with), (Exhibits { { 41 }, { 42 } }));
    desk.unknown_exhibit = Id<evidence::Exhibit> { 42 };
    run(desk, { { buyer, with, "no_exhibit" }, { supplier, with, "not_found" } });
    desk.unknown_exhibit.reset();
    run(desk, { { buyer, with, "" } });
    EXPECT_EQ(named_exhibits(GiveNotice { { NoticeKind::avoidance, tomorrow, "", { { 7 } } } }), (Exhibits { { 7 } }));
}

TEST(Matter, parties_pursued)
{
    Desk desk;
    desk.open();
    auto const with = [](auto const& change) { return AddPursued { changed(teak_co(), change) }; };
    run(desk,
        {
            { buyer, with([](auto& x) { x.name = x.name_zh = ""; }), "no_text" },
            { buyer, with([](auto& x) { x.country = "cn"; }), "no_country" },
            { buyer, with([](auto& x) { x.checked_on = tomorrow; }), "in_the_future" },
            { buyer, with([](auto& x) { x.liquidation_announced_on = day("1900-01-01"); }), "too_far" },
            // A code that does not check out is warned of elsewhere, and taken all the same.
            { buyer, with([](auto& x) { x.uscc = "91350211M0000XUF46"; }), "" },
            { buyer, with([](auto& x) { x.uscc = "91350211M0000XUF46"; }), "so" },
            { buyer, ChangePursued { 2, teak_co() }, "no_entry" },
            { buyer, ChangePursued { 0, teak_co() }, "no_entry" },
            { buyer, ChangePursued { 1, teak_co() }, "" },
            { buyer, ChangePursued { 1, teak_co() }, "so" },
            { buyer, DropPursued { 1, "" }, "no_text" },
            { buyer, DropPursued { 1, "not the seller" }, "" },
            { buyer, DropPursued { 1, "again" }, "so" },
            { buyer, ChangePursued { 1, teak_co() }, "gone" },
        });
    auto noticed = teak_co();
    noticed.deregistration_notice_on = day("2026-05-25");
    noticed.liquidation_announced_on = day("2026-05-25");
    EXPECT_EQ(desk(buyer, AddPursued { noticed }), "");
    EXPECT_THAT(
        desk.days(), testing::ElementsAre("liquidation-claim 2026-07-09", "deregistration-objection 2026-06-14"));
}

TEST(Matter, nothing_goes_out_before_conflicts_are_searched)
{
    Desk desk;
    desk.open();
    EXPECT_EQ(desk(buyer, AddPursued { teak_co() }), "");
    EXPECT_EQ(desk(buyer, AddHead { head_of(40'000) }), "");
    EXPECT_EQ(desk(buyer, ChooseForum { { "cietac", Bench::cietac, "Agreed." }, {} }), "");
    EXPECT_EQ(
        desk(buyer, MakePaper { { PaperKind::demand_letter, PaperLanguage::zh, sha256("a"), "Demand", {} } }), "");
    Engagement fixed;
    fixed.fixed = usd(2'000);
    auto const stopped = [&](std::string const& by) {
        run(desk,
            {
                { counsel, ApprovePaper { 1, sha256("a") }, by },
                { counsel, ApplyPreservation { application_of(Stage::pre_action) }, by },
                { counsel, File { { "cietac", day("2026-05-26"), "", usd(1), {} }, {} }, by },
                { buyer, Engage { fixed }, by },
                { buyer, MakeOffer { { true, usd(1), false, true, tomorrow, "" } }, by },
            });
    };
    stopped("conflict_unchecked");
    run(desk,
        {
            { buyer, CheckConflict { clear_check() }, "needs_counsel" },
            { { Role::counsel, client_party, {} }, CheckConflict { clear_check() }, "needs_counsel" },
            { counsel, CheckConflict { clear_check({}) }, "names_none" },
            { counsel, CheckConflict { changed(clear_check(), [](auto& x) { x.on = tomorrow; }) }, "in_the_future" },
            { counsel, CheckConflict { changed(clear_check(), [](auto& x) { x.checked_by = ""; }) }, "no_text" },
            { counsel, CheckConflict { changed(clear_check(), [](auto& x) { x.result = ConflictResult::conflict; }) },
                "no_text" },
            { counsel,
                CheckConflict { changed(clear_check(),
                    [](auto& x) {
                        x.result = ConflictResult::conflict;
                        x.note = "We act for Teak Co.";
                    }) },
                "" },
        });
    stopped("conflict_open");
    // The clock goes on all the same: nothing that has happened is kept out.
    EXPECT_EQ(
        desk(buyer, StateFooting { changed(limitation::Footing {}, [](auto& x) { x.known_on = day("2026-05-01"); }) }),
        "");
    EXPECT_EQ(desk(counsel, CheckConflict { clear_check() }), "");
    EXPECT_EQ(desk(counsel, CheckConflict { clear_check() }), "so");
    EXPECT_EQ(desk(counsel, ApprovePaper { 1, sha256("a") }), "");
    // A name that comes in later has not been searched for.
    EXPECT_EQ(desk(buyer, AddPursued { changed(teak_co(), [](auto& x) { x.name = "Payee Ltd"; }) }), "");
    EXPECT_EQ(desk(counsel, SendPaper { 1, { day("2026-06-01"), "Teak Co", 1, "EMS 1", Proof::sent, {} } }),
        "conflict_unchecked");
    EXPECT_EQ(unsearched(desk.state), std::vector<std::string> { "Payee Ltd" });
    EXPECT_EQ(desk(counsel, CheckConflict { clear_check({ "Teak Co", "柚木公司", "Payee Ltd" }) }), "");
    EXPECT_EQ(desk(counsel, SendPaper { 1, { day("2026-06-01"), "Teak Co", 1, "EMS 1", Proof::sent, {} } }), "");
}

TEST(Matter, engagement_and_costs)
{
    Ready desk;
    auto const share = [](std::int64_t percent) {
        Engagement one;
        one.model = FeeModel::contingency;
        one.share = Ratio::percent(percent);
        one.signed_on = day("2026-05-20");
        return one;
    };
    Engagement fixed;
    fixed.fixed = usd(2'000);
    fixed.budget = { { CostLine::counsel, usd(2'000) }, { CostLine::arbitration, usd(4'000) } };
    run(desk,
        {
            { buyers_key, Engage { fixed }, "needs_person" },
            { buyer, Engage { {} }, "fee_model" },
            { buyer, Engage { changed(fixed, [](auto& x) { x.hourly = usd(1); }) }, "fee_model" },
            { buyer, Engage { changed(fixed, [](auto& x) { x.fixed = cny(1); }) }, "currencies" },
            { buyer, Engage { changed(fixed, [](auto& x) { x.fixed = usd(0); }) }, "not_positive" },
            { buyer, Engage { changed(fixed, [](auto& x) { x.budget[1].line = CostLine::counsel; }) }, "names_none" },
            { buyer, Engage { share(31) }, "contingency_too_high" },
            { buyer, Engage { share(30) }, "tiers_unread" },
            { buyer, Engage { changed(share(30), [](auto& x) { x.above_tiers_read = true; }) }, "" },
            { buyer, Engage { changed(share(18), [](auto& x) { x.signed_on.reset(); }) }, "contingency_unsigned" },
            { buyer, Engage { share(18) }, "" },
            { buyer, Engage { share(0) }, "fee_model" },
            { buyer, Engage { fixed }, "" },
            { buyer, Engage { fixed }, "so" },
            { buyer, BookCost { { CostLine::court, cny(1), day("2026-05-20"), "fee", {} } }, "currencies" },
            { buyer, BookCost { { CostLine::court, usd(1), tomorrow, "fee", {} } }, "in_the_future" },
            { buyer, BookCost { { CostLine::arbitration, usd(4'100), day("2026-05-20"), "advance", {} } }, "" },
        });
    auto const figures = view(desk.state, desk.context(buyer)).figures;
    EXPECT_EQ(figures.costs,
        (std::vector<Spent> {
            { CostLine::counsel, usd(2'000), usd(0) }, { CostLine::arbitration, usd(4'000), usd(4'100) } }));
    EXPECT_THAT(view(desk.state, desk.context(buyer)).cautions, Contains(Caution::over_budget));
}

TEST(Matter, heads_of_claim)
{
    Desk desk;
    desk.open();
    run(desk,
        {
            { buyer, AddHead { changed(head_of(5), [](auto& x) { x.amount = cny(5); }) }, "currencies" },
            { buyer, AddHead { head_of(0) }, "not_positive" },
            { buyer, AddHead { head_of(11'000'000'000'000) }, "not_positive" },
            { buyer, AddHead { changed(head_of(5), [](auto& x) { x.basis = ""; }) }, "no_text" },
            { buyer, AddHead { head_of(40'000) }, "" },
            { buyer, AddHead { head_of(5'000, HeadKind::damages) }, "" },
            { buyer, ChangeHead { 2, head_of(6'000, HeadKind::damages), "" }, "no_text" },
            { buyer, ChangeHead { 2, head_of(6'000, HeadKind::damages), "the invoice came" }, "" },
            { buyer, ChangeHead { 2, head_of(6'000, HeadKind::damages), "again" }, "so" },
            { buyers_key, WithdrawHead { 2, "not provable" }, "needs_person" },
        });
    EXPECT_EQ(claimed(desk.state), usd(46'000));
    run(desk,
        {
            { buyer, WithdrawHead { 2, "not provable" }, "" },
            { buyer, WithdrawHead { 2, "" }, "so" },
            { buyer, ChangeHead { 2, head_of(1), "r" }, "gone" },
        });
    EXPECT_EQ(claimed(desk.state), usd(40'000));
}

TEST(Matter, a_forum_is_chosen_by_a_person_with_reasons)
{
    Desk desk;
    desk.open();
    Choice const court { "prc-court", Bench::court, "Faster." };
    Clause const clause { "CIETAC, Beijing ...", "CIETAC", "Beijing", "", "en", "PRC", 3, ClauseWorth::valid, "" };
    run(desk,
        {
            { buyers_key, ChooseForum { court, {} }, "needs_person" },
            { buyer, ChooseForum { { "prc-court", Bench::court, "" }, {} }, "no_text" },
            { buyer, RecordClause { {} }, "no_text" },
            { buyer, RecordClause { clause }, "" },
            { buyer, RecordClause { clause }, "so" },
            { buyer, ChooseForum { court, {} }, "interlock_unread" },
            { buyer, ChooseForum { court, { Interlock::chargeback_runs } }, "interlock_unread" },
            { buyer, ChooseForum { court, { Interlock::clause_excludes_court } }, "" },
            { buyer, ChooseForum { { "cietac", Bench::cietac, "The clause." }, {} }, "" },
        });
}

TEST(Matter, a_demand_counts_once_it_has_arrived)
{
    Ready desk;
    desk.today = day("2026-06-01");
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2023-06-26");
    footing.harmed_on = day("2023-06-20");
    run(desk,
        {
            { buyer, StateFooting { changed(footing, [](auto& x) { x.known_on = day("2023-06-19"); }) },
                "days_turned" },
            { buyer, StateFooting { changed(footing, [](auto& x) { x.known_on = tomorrow; }) }, "in_the_future" },
            { buyer, StateFooting { footing }, "" },
            { buyer, StateFooting { footing }, "so" },
        });
    EXPECT_THAT(desk.days(), Contains("limitation 2026-06-26"));
    EXPECT_THAT(desk.days(), Contains("limitation-absolute 2043-06-20"));
    auto const letter = sha256("letter"), other = sha256("other");
    Sending const sending { day("2026-05-28"), "Teak Co", 1, "EMS 1", Proof::sent, {} };
    run(desk,
        {
            { buyer, MakePaper { { PaperKind::demand_letter, PaperLanguage::zh, letter, "", {} } }, "no_text" },
            { buyer, MakePaper { { PaperKind::demand_letter, PaperLanguage::zh, other, "Draft", {} } }, "" },
            { buyer, MakePaper { { PaperKind::demand_letter, PaperLanguage::zh, letter, "Demand", 9 } }, "no_entry" },
            { buyer, MakePaper { { PaperKind::demand_letter, PaperLanguage::zh, letter, "Demand", 1 } }, "" },
            { counsel, ApprovePaper { 1, other }, "paper_phase" },
            { buyer, ApprovePaper { 2, letter }, "needs_counsel" },
            { counsel, ApprovePaper { 2, other }, "other_digest" },
            { counsel, SendPaper { 2, sending }, "paper_phase" },
            { counsel, ApprovePaper { 2, letter }, "" },
            { counsel, ApprovePaper { 2, letter }, "so" },
            { counsel, SendPaper { 2, changed(sending, [](auto& x) { x.party = 7; }) }, "no_entry" },
            { counsel, SendPaper { 2, changed(sending, [](auto& x) { x.to = ""; }) }, "no_text" },
            { counsel, ProveArrival { 2, day("2026-05-30"), Proof::arrived, {} }, "paper_phase" },
            { counsel, SendPaper { 2, sending }, "" },
            { counsel, SendPaper { 2, sending }, "so" },
        });
    EXPECT_THAT(desk.days(), Contains("limitation 2026-06-26")); // posting it does nothing
    run(desk,
        {
            { counsel, ProveArrival { 2, day("2026-05-30"), Proof::sent, {} }, "no_proof" },
            { counsel, ProveArrival { 2, day("2026-05-27"), Proof::arrived, {} }, "days_turned" },
            { counsel, ProveArrival { 2, day("2026-05-30"), Proof::arrived, {} }, "" },
            { counsel, ProveArrival { 2, day("2026-05-30"), Proof::arrived, {} }, "so" },
        });
    EXPECT_THAT(desk.days(), Contains("limitation 2029-05-30"));
    EXPECT_THAT(desk.days(), Not(Contains("limitation 2026-06-26")));
    EXPECT_EQ(desk.state.acts.size(), 1);
}

TEST(Matter, acts_obstacles_notices_and_what_can_be_avoided)
{
    Ready desk;
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2023-06-26");
    footing.defect_found_on = day("2026-05-04");
    footing.handed_over_on = day("2026-05-01");
    footing.cisg = true;
    EXPECT_EQ(desk(buyer, StateFooting { footing }), "");
    limitation::Act promise { limitation::ActKind::promise, day("2026-05-10"), {}, Proof::none, {}, false, false };
    run(desk,
        {
            { buyer, RecordAct { promise, 9, {}, "" }, "no_entry" },
            { buyer, RecordAct { changed(promise, [](auto& x) { x.on = tomorrow; }), 1, {}, "" }, "in_the_future" },
            { buyer, RecordAct { changed(promise, [](auto& x) { x.ended_on = day("2026-05-09"); }), 1, {}, "" },
                "days_turned" },
            { buyer, RecordAct { promise, 1, {}, "WeChat: next month" }, "" },
            { buyer, ProveAct { 2, {}, {}, {}, {} }, "no_entry" },
            { buyer, ProveAct { 1, {}, {}, {}, {} }, "so" },
        });
    EXPECT_THAT(desk.days(), Contains("limitation 2026-06-26")); // nothing shows it
    EXPECT_EQ(desk(buyer, ProveAct { 1, {}, Proof::acknowledged, {}, { { 5 } } }), "");
    EXPECT_THAT(desk.days(), Contains("limitation 2029-05-10"));
    // Whoever does not owe jointly interrupts nothing for the others.
    EXPECT_EQ(desk(buyer, ChangePursued { 1, changed(teak_co(), [](auto& x) { x.joint = false; }) }), "");
    EXPECT_THAT(desk.days(), Contains("limitation 2026-06-26"));
    limitation::Obstacle const quarantine { limitation::ObstacleKind::force_majeure, day("2026-05-01"), {} };
    run(desk,
        {
            { buyer, RecordObstacle { changed(quarantine, [](auto& x) { x.until = day("2026-04-01"); }), "" },
                "days_turned" },
            { buyer, RecordObstacle { quarantine, "the port was closed" }, "" },
            { buyer, EndObstacle { 1, tomorrow }, "in_the_future" },
            { buyer, EndObstacle { 1, day("2026-05-29") }, "" },
            { buyer, EndObstacle { 1, day("2026-05-29") }, "so" },
            { buyer, EndObstacle { 1, day("2026-05-30") }, "obstacle_over" },
        });
    EXPECT_THAT(desk.days(), Contains("limitation 2026-11-30")); // six months after 29 May: a Sunday
    EXPECT_THAT(desk.days(), Contains("cisg-notice 2026-06-03"));
    Notice const notice { NoticeKind::non_conformity, day("2026-05-30"), "e-mail", {} };
    run(desk,
        {
            { buyer, GiveNotice { changed(notice, [](auto& x) { x.how = ""; }) }, "no_text" },
            { buyer, GiveNotice { notice }, "" },
            { buyer, GiveNotice { notice }, "so" },
        });
    EXPECT_THAT(desk.days(), Not(Contains("cisg-notice 2026-06-03")));
    Avoidable const deceived { limitation::Ground::fraud, day("2026-05-01"), day("2026-05-31"), "settlement" };
    run(desk,
        {
            { buyer, RecordAvoidable { deceived }, "" },
            { buyer, SeekAvoidance { 1, day("2026-04-30") }, "days_turned" },
        });
    EXPECT_THAT(desk.days(), Contains("avoidance 2027-05-31"));
    EXPECT_EQ(desk(buyer, SeekAvoidance { 1, day("2026-06-01") }), "");
    EXPECT_THAT(desk.days(), Not(Contains("avoidance 2027-05-31")));
}

TEST(Matter, a_notice_that_is_sent_as_a_paper_is_given)
{
    Ready desk;
    EXPECT_EQ(
        desk(buyer,
            MakePaper { { PaperKind::notice_of_avoidance, PaperLanguage::bilingual, sha256("n"), "Notice", {} } }),
        "");
    EXPECT_EQ(desk(counsel, ApprovePaper { 1, sha256("n") }), "");
    EXPECT_EQ(desk(counsel, SendPaper { 1, { day("2026-05-30"), "Teak Co", 1, "EMS 2", Proof::sent, {} } }), "");
    ASSERT_EQ(desk.state.notices.size(), 1);
    EXPECT_EQ(desk.state.notices[0].notice.kind, NoticeKind::avoidance);
    EXPECT_EQ(desk.state.notices[0].paper, 1);
    EXPECT_TRUE(desk.state.acts.empty());
}

TEST(Matter, a_platform_claim_is_no_interruption)
{
    Ready desk;
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2023-06-26");
    EXPECT_EQ(desk(buyer, StateFooting { footing }), "");
    auto const before = desk.days();
    limitation::Act claim { limitation::ActKind::platform_claim, day("2026-05-10"), day("2026-05-11"), Proof::arrived,
        {}, false, false };
    EXPECT_EQ(desk(platform, RecordAct { claim, 0, {}, "" }), "");
    EXPECT_EQ(desk.days(), before);
    limitation::Act const promise { limitation::ActKind::promise, day("2026-05-10"), {}, Proof::official, {}, false,
        false };
    EXPECT_EQ(desk(platform, RecordAct { promise, 0, {}, "" }), "not_found");
    desk.other_track.claim_open = true;
    EXPECT_THAT(view(desk.state, desk.context(buyer)).cautions, Contains(Caution::platform_claim_pending));
}

TEST(Matter, refusals_are_complete_and_said_in_both_languages)
{
    std::set<std::string_view> codes;
    for (auto const* one : refusals::all) {
        EXPECT_TRUE(one->code.starts_with("matter.")) << one->code;
        EXPECT_TRUE(codes.insert(one->code).second) << one->code;
        EXPECT_FALSE(one->says.empty());
        EXPECT_FALSE(one->says_zh.empty());
        EXPECT_THAT((std::vector { 403, 404, 409, 422 }), Contains(one->status));
    }
}

} // namespace recourse::matter
