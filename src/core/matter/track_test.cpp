#include "core/matter/desk_test.hpp"

#include <gmock/gmock.h>

// From freeze to final account: what a matter goes through, and what stands between its tracks.

namespace recourse::matter {

namespace {

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

RecordReceipt came(Route route, std::int64_t whole, bool over = false)
{
    return { receipt_of(route, whole), over };
}

} // namespace

TEST(Freeze, is_applied_for_with_security_ruled_on_and_carried_out)
{
    Ready desk;
    auto const good = application_of(Stage::pre_action);
    auto const with = [&](auto const& change) { return ApplyPreservation { changed(good, change) }; };
    run(desk,
        {
            { counsel, with([](auto& x) { x.court = ""; }), "no_text" },
            { counsel, with([](auto& x) { x.on = tomorrow; }), "in_the_future" },
            { counsel, with([](auto& x) { x.amount = cny(1); }), "currencies" },
            { counsel, with([](auto& x) { x.targets.clear(); }), "names_none" },
            { counsel, with([](auto& x) { x.targets[0].what = ""; }), "no_text" },
            { counsel, with([](auto& x) { x.targets[0].value = usd(0); }), "not_positive" },
            { counsel, with([](auto& x) { x.security = SecurityForm::none; }), "security_missing" },
            { counsel, with([](auto& x) {
                 x.stage = Stage::arbitration;
                 x.security = SecurityForm::none;
             }),
                "security_missing" },
            { counsel, with([](auto& x) { x.insurer = ""; }), "no_insurer" },
            { counsel, with([](auto& x) { x.security_amount.reset(); }), "no_insurer" },
            { counsel, ApplyPreservation { good }, "" },
            { counsel, ExecuteMeasure { { 1, 1, day("2026-05-27"), {}, {}, false } }, "not_granted" },
            { counsel, RecordRuling { 1, true, day("2026-05-24"), "" }, "days_turned" },
            { counsel, RecordRuling { 1, true, day("2026-05-26"), "" }, "" },
            { counsel, RecordRuling { 1, true, day("2026-05-26"), "" }, "so" },
            { counsel, RecordRuling { 1, false, day("2026-05-27"), "" }, "ruled_already" },
            { counsel, ExecuteMeasure { { 1, 3, day("2026-05-27"), {}, {}, false } }, "no_entry" },
            { counsel, ExecuteMeasure { { 2, 1, day("2026-05-27"), {}, {}, false } }, "no_entry" },
            { counsel, ExecuteMeasure { { 1, 1, day("2026-05-27"), {}, day("2026-05-26"), false } }, "days_turned" },
            { counsel, ExecuteMeasure { { 1, 1, day("2026-05-27"), usd(12'000), {}, false } }, "" },
            { counsel, ExecuteMeasure { { 1, 1, day("2026-05-27"), usd(12'000), {}, false } }, "so" },
            { counsel, ExecuteMeasure { { 1, 2, day("2026-05-28"), {}, {}, true } }, "" },
        });
    // The first measure starts the 30 days; what only queues behind another's freeze has no end of its own yet.
    EXPECT_THAT(desk.days(),
        testing::ElementsAre("file-after-preservation 2026-06-26", "freeze-expiry 2027-05-27",
            "freeze-renewal 2027-05-20", "preservation-review 2026-06-01"));
    // In suit security is the court's to ask for, and evidence needs none.
    run(desk,
        {
            { counsel, with([](auto& x) {
                 x.stage = Stage::suit;
                 x.security = SecurityForm::none;
             }),
                "" },
            { counsel, with([](auto& x) {
                 x.of_evidence = true;
                 x.amount = {};
                 x.security = SecurityForm::none;
             }),
                "" },
        });
}

TEST(Freeze, is_renewed_lifted_and_said_to_be_wrong)
{
    Ready desk;
    desk.freeze();
    run(desk,
        {
            { counsel, ApplyRenewal { 3, day("2026-05-30") }, "no_entry" },
            { counsel, ApplyRenewal { 1, day("2026-05-26") }, "days_turned" },
            { counsel, ApplyRenewal { 1, day("2026-05-30") }, "" },
            { counsel, ApplyRenewal { 1, day("2026-05-30") }, "so" },
            { counsel, GrantRenewal { 1, day("2026-05-27"), {} }, "days_turned" },
            { counsel, GrantRenewal { 1, day("2026-06-01"), day("2027-06-01") }, "" },
            { counsel, GrantRenewal { 1, day("2026-06-01"), day("2027-06-01") }, "so" },
        });
    EXPECT_THAT(desk.days(), Contains("freeze-expiry 2027-06-01"));
    EXPECT_THAT(desk.days(), Contains("freeze-renewal 2027-05-25")); // asked for anew
    run(desk,
        {
            { counsel, LiftMeasure { 1, day("2026-05-26"), "r" }, "days_turned" },
            { counsel, LiftMeasure { 1, day("2026-06-01"), "" }, "no_text" },
            { counsel, LiftMeasure { 1, day("2026-06-01"), "counter-security" }, "" },
            { counsel, LiftMeasure { 1, day("2026-06-01"), "again" }, "so" },
            { counsel, ApplyRenewal { 1, day("2026-06-01") }, "measure_over" },
            { counsel, NoteWrongfulFreeze { 1, day("2026-05-01"), "Teak Co", {}, "" }, "days_turned" },
            { counsel, NoteWrongfulFreeze { 1, day("2026-06-01"), "Teak Co", usd(3'000), "" }, "" },
            { counsel, NoteWrongfulFreeze { 1, day("2026-06-01"), "Teak Co", usd(3'000), "" }, "so" },
        });
    EXPECT_THAT(desk.days(), Not(Contains("freeze-expiry 2027-06-01")));
    EXPECT_THAT(view(desk.state, desk.context(buyer)).cautions, Contains(Caution::wrongful_freeze));
}

TEST(Freeze, reminds_and_lapses_by_time)
{
    Ready desk;
    desk.freeze();
    auto const expiry
        = [](std::uint32_t lead) { return PassDay { limitation::RuleId::freeze_bank, 1, day("2027-05-27"), lead }; };
    auto const wake = [&] {
        for (auto const& one : wakes(desk.state)) {
            if (one.rule == limitation::RuleId::freeze_bank)
                return to_string(one.on) + " " + std::to_string(one.lead);
        }
        return std::string { "none" };
    };
    EXPECT_EQ(wake(), "2027-03-28 60");
    run(desk,
        {
            { counsel, expiry(60), "wrong_role" },
            { platform, expiry(60), "too_early" },
            { platform, expiry(59), "day_not_set" },
            { platform, PassDay { limitation::RuleId::freeze_bank, 2, day("2027-05-27"), 60 }, "day_not_set" },
        });
    desk.today = day("2027-03-28");
    run(desk, { { platform, expiry(60), "" }, { platform, expiry(60), "so" }, { platform, expiry(30), "too_early" } });
    EXPECT_EQ(wake(), "2027-04-27 30");
    // A desk that stood still for weeks reminds once, not of everything that is past.
    desk.today = day("2027-05-14");
    EXPECT_EQ(desk(platform, expiry(30)), "");
    EXPECT_EQ(wake(), "2027-05-26 1");
    EXPECT_EQ(desk.brought<events::Reminded>()->lead, 14);
    desk.today = day("2027-05-27");
    run(desk, { { platform, expiry(1), "" }, { platform, expiry(0), "too_early" } });
    EXPECT_EQ(wake(), "2027-05-28 0");
    desk.today = day("2027-05-28");
    run(desk, { { platform, expiry(0), "" }, { platform, expiry(0), "day_not_set" } });
    EXPECT_EQ(desk.state.measures[0].phase, MeasurePhase::lapsed);
    EXPECT_EQ(desk.state.measures[1].phase, MeasurePhase::stands);
    EXPECT_EQ(wake(), "none");
}

TEST(Days, are_counted_anew_when_a_calendar_changes)
{
    Ready desk;
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2024-02-15");
    EXPECT_EQ(desk(buyer, StateFooting { footing }), "");
    EXPECT_TRUE(desk.state.days[0].row.provisional); // 2027 has no notice yet
    EXPECT_EQ(desk(platform, Recount {}), "so");
    time::CalendarBuilder builder("cn");
    for (int year = 2023; year <= 2026; ++year)
        builder.add(time::shipped_year(year).year);
    builder.add({ 2027, {}, { { day("2027-02-15"), "Spring Festival", "春节" } }, {} });
    auto const next = builder.build();
    ASSERT_TRUE(next);
    limitation::Record record;
    std::vector<limitation::Row> rows;
    EXPECT_FALSE(days_change(desk.state, cn(), record, rows));
    EXPECT_TRUE(days_change(desk.state, *next, record, rows));
    auto context = desk.context(platform);
    Context const later { context.actor, context.moment, *next };
    auto const decision = decide(desk.state, Recount {}, later);
    ASSERT_TRUE(decision);
    ASSERT_EQ(decision->size(), 1);
    auto const before = desk.state;
    evolve(desk.state, decision->front());
    EXPECT_EQ(desk.state.days[0].row.due, day("2027-02-16"));
    EXPECT_FALSE(desk.state.days[0].row.provisional);
    EXPECT_EQ(desk.state.calendar, "cn 2023-2027");
    EXPECT_TRUE(breaches({ before, desk.state, *next }).empty());
}

TEST(Filing, goes_to_the_forum_that_was_chosen)
{
    Ready desk;
    auto const filing = [](std::string forum, std::string_view on) {
        return File { { std::move(forum), day(on), "DX2026-1", usd(40'000), {} }, {} };
    };
    Desk bare;
    bare.open();
    run(bare,
        {
            { buyer, AddPursued { teak_co() }, "" },
            { counsel, CheckConflict { clear_check() }, "" },
            { counsel, filing("cietac", "2026-05-26"), "no_forum" },
            { counsel, ChooseForum { { "cietac", Bench::cietac, "Agreed." }, {} }, "" },
            { counsel, filing("cietac", "2026-05-26"), "no_heads" },
        });
    run(desk,
        {
            { counsel, filing("prc-court", "2026-05-26"), "other_forum" },
            { counsel, filing("cietac", "2026-06-02"), "in_the_future" },
            { counsel, filing("cietac", "2026-05-26"), "" },
            { counsel, filing("cietac", "2026-05-26"), "so" },
        });
    EXPECT_EQ(desk.state.phase, Phase::filed);
    EXPECT_EQ(desk.state.acts.back().act.kind, limitation::ActKind::filing);
    auto const said = [](auto const& change) { return NoteProgress { 1, changed(Progress {}, change) }; };
    run(desk,
        {
            { counsel, NoteProgress { 2, {} }, "no_entry" },
            { counsel, NoteProgress { 1, {} }, "so" },
            { counsel, said([](auto& x) { x.served_on = day("2026-05-25"); }), "days_turned" },
            { counsel, said([](auto& x) { x.served_on = day("2026-05-28"); }), "" },
            { counsel, said([](auto& x) { x.fee_noticed_on = day("2026-05-29"); }), "" },
            { counsel, SetHearing { 1, day("2026-09-01"), "Beijing", {} }, "" },
            { counsel, SetHearing { 1, day("2026-09-08"), "Beijing", 2 }, "no_entry" },
            { counsel, SetHearing { 1, day("2026-09-08"), "Beijing", 1 }, "" },
            { counsel, SetHearing { 1, day("2026-09-09"), "Beijing", 1 }, "gone" },
        });
    EXPECT_THAT(desk.days(), Contains("answer 2026-07-13")); // day 45 is Sunday, 12 July
    EXPECT_THAT(desk.days(), Contains("fee-payment 2026-06-05"));
    EXPECT_THAT(desk.days(), Contains("hearing 2026-09-08"));
    EXPECT_THAT(desk.days(), Not(Contains("hearing 2026-09-01")));
    EXPECT_EQ(desk(counsel, said([](auto& x) { x.answered_on = day("2026-06-01"); })), "");
    EXPECT_THAT(desk.days(), Not(Contains("answer 2026-07-13")));
}

TEST(Filing, meets_the_thirty_days_and_stops_limitation_until_it_ends)
{
    Ready desk;
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2023-06-26");
    EXPECT_EQ(desk(buyer, StateFooting { footing }), "");
    desk.freeze();
    EXPECT_THAT(desk.days(), Contains("limitation 2029-05-25")); // the application for preservation interrupts
    EXPECT_THAT(desk.days(), Contains("file-after-preservation 2026-06-26"));
    EXPECT_EQ(desk.file("2026-06-01"), "");
    EXPECT_THAT(desk.days(), Not(Contains("file-after-preservation 2026-06-26")));
    EXPECT_THAT(desk.days(), Not(Contains("limitation 2029-05-25")));
    EXPECT_EQ(desk.state.days[0].row.stand, limitation::Stand::stopped);
    desk.today = day("2026-08-03");
    run(desk,
        {
            { counsel, EndFiling { 1, FilingEnd::withdrawn, day("2026-05-01"), "r" }, "days_turned" },
            { counsel, EndFiling { 1, FilingEnd::withdrawn, day("2026-08-03"), "" }, "no_text" },
            { counsel, EndFiling { 1, FilingEnd::withdrawn, day("2026-08-03"), "talks" }, "" },
            { counsel, EndFiling { 1, FilingEnd::withdrawn, day("2026-08-03"), "talks" }, "so" },
            { counsel, EndFiling { 1, FilingEnd::refused, day("2026-08-03"), "talks" }, "filing_over" },
            { counsel, NoteProgress { 1, {} }, "filing_over" },
        });
    EXPECT_EQ(desk.state.phase, Phase::open);
    EXPECT_THAT(desk.days(), Contains("limitation 2029-08-03"));
}

TEST(Interlock, a_suit_respects_the_other_track)
{
    Ready desk;
    desk.other_track.claim_open = true;
    EXPECT_EQ(interlocks(desk.state, *desk.state.choice, desk.other_track, true), std::vector<Interlock> {});
    desk.other_track.suit_ends_claim = true;
    desk.other_track.chargeback_runs = true;
    EXPECT_EQ(desk.file(), "interlock_unread");
    EXPECT_EQ(desk.file("2026-05-26", { Interlock::suit_ends_claim }), "interlock_unread");
    EXPECT_EQ(desk.file("2026-05-26", { Interlock::suit_ends_claim, Interlock::chargeback_runs }), "");
    EXPECT_EQ(desk.brought<events::Filed>()->read.size(), 2);
}

TEST(Interlock, no_sum_comes_twice)
{
    Ready desk;
    run(desk,
        {
            { buyer, came(Route::other, 0), "not_positive" },
            { buyer, RecordReceipt { receipt_of(Route::other, 1, "2026-06-02"), false }, "in_the_future" },
            { buyer, came(Route::voluntary, 10'000), "" },
            { platform, came(Route::platform, 25'000), "" },
            { buyer, came(Route::bank_recall, 5'001), "over_recovery" },
            { buyer, came(Route::bank_recall, 5'000, true), "no_over_recovery" },
            { platform, came(Route::enforcement, 1), "not_found" },
        });
    // The debtor's own payment starts limitation anew; what the programme paid does not.
    ASSERT_EQ(desk.state.acts.size(), 1);
    EXPECT_EQ(desk.state.acts[0].act.kind, limitation::ActKind::part_payment);
    EXPECT_EQ(view(desk.state, desk.context(buyer)).figures.left, usd(5'000));
    // Interest has run: the statement of today says so.
    desk.statement = usd(41'000);
    run(desk,
        {
            { buyer, came(Route::bank_recall, 5'001), "" },
            { buyer, came(Route::bank_recall, 1'000), "over_recovery" },
            { buyer, came(Route::bank_recall, 1'000, true), "" },
        });
    auto const seen = view(desk.state, desk.context(buyer));
    EXPECT_EQ(seen.figures.over, usd(1));
    EXPECT_THAT(seen.cautions, Contains(Caution::over_recovered));
    EXPECT_EQ(desk.state.phase, Phase::closed); // all has come
    // What the programme has paid is recorded whatever it makes of the sum.
    EXPECT_EQ(desk(platform, came(Route::platform, 500)), "");
    EXPECT_TRUE(desk.state.receipts.back().over_recovery);
}

TEST(Interlock, money_in_another_currency_is_counted_at_a_named_rate)
{
    Ready desk;
    Receipt receipt = receipt_of(Route::enforcement, 0);
    receipt.amount = cny(72'000);
    auto const with = [&](auto const& change) { return RecordReceipt { changed(receipt, change), false }; };
    auto const full = [](auto& x) {
        x.counted = usd(10'000);
        x.rate = Ratio::of(10'000, 72'000);
        x.rate_source = "PBoC central parity, 2026-05-28";
    };
    run(desk,
        {
            { buyer, RecordReceipt { receipt, false }, "needs_rate" },
            { buyer, with([&](auto& x) {
                 full(x);
                 x.rate_source = "";
             }),
                "needs_rate" },
            { buyer, with([&](auto& x) {
                 full(x);
                 x.counted = usd(10'001);
             }),
                "rate_differs" },
            { buyer, with([&](auto& x) {
                 full(x);
                 x.counted = cny(10'000);
             }),
                "currencies" },
            { buyer, with(full), "" },
        });
    EXPECT_EQ(desk.state.received, usd(10'000));
}

TEST(Interlock, an_offer_shows_what_it_gives_up_on_both_tracks)
{
    Ready desk;
    desk.other_track.claimable = usd(8'000);
    Offer const offer { false, usd(16'000), true, false, day("2026-06-10"), "40 %" };
    Waiver const right { usd(24'000), usd(8'000) };
    run(desk,
        {
            { buyer, MakeOffer { changed(offer, [](auto& x) { x.valid_until = day("2026-05-31"); }) }, "past_day" },
            { buyer, MakeOffer { changed(offer, [](auto& x) { x.amount = cny(1); }) }, "currencies" },
            { buyer, MakeOffer { offer }, "" },
            { buyer, AcceptOffer { 2, {} }, "no_entry" },
            { buyers_key, AcceptOffer { 1, right }, "needs_person" },
            { buyer, AcceptOffer { 1, {} }, "waiver_unread" },
            { buyer, AcceptOffer { 1, Waiver { usd(24'000), {} } }, "waiver_unread" },
            { buyer, AcceptOffer { 1, Waiver { usd(23'999), usd(8'000) } }, "waiver_unread" },
            { buyer, AcceptOffer { 1, right }, "" },
            { buyer, AcceptOffer { 1, right }, "so" },
        });
    EXPECT_EQ(claimed(desk.state), usd(16'000));
    EXPECT_THAT(view(desk.state, desk.context(buyer)).cautions, Contains(Caution::no_revival));
    run(desk,
        {
            { buyer, MakeOffer { offer }, "" },
            { buyer, AcceptOffer { 2, right }, "settled_already" },
            { buyer, EndOffer { 1 }, "offer_not_open" },
            { buyer, EndOffer { 2 }, "" },
            { buyer, EndOffer { 2 }, "so" },
            { buyer, Close { Ending::settled, "agreed", {} }, "settlement_unpaid" },
            { buyer, DeclareBroken { 1, "not paid" }, "no_revival" },
            { buyer, came(Route::settlement, 16'001), "over_recovery" },
            { buyer, came(Route::settlement, 16'000), "" },
        });
    EXPECT_EQ(desk.state.phase, Phase::closed);
    EXPECT_EQ(desk.state.ending, Ending::settled);
}

TEST(Interlock, a_broken_settlement_brings_the_old_claim_back_where_it_says_so)
{
    Ready desk;
    Offer const offer { false, usd(16'000), true, true, day("2026-06-10"), "40 %" };
    run(desk,
        {
            { buyer, MakeOffer { offer }, "" },
            { buyer, DeclareBroken { 1, "r" }, "no_settlement" },
            { buyer, AcceptOffer { 1, Waiver { usd(24'000), {} } }, "" },
            { buyer, came(Route::settlement, 4'000), "" },
            { buyers_key, DeclareBroken { 1, "r" }, "needs_person" },
            { buyer, DeclareBroken { 1, "" }, "no_text" },
            { buyer, DeclareBroken { 1, "only 4,000 came" }, "" },
            { buyer, DeclareBroken { 1, "again" }, "so" },
        });
    EXPECT_EQ(view(desk.state, desk.context(buyer)).figures.left, usd(36'000));
    EXPECT_EQ(desk(buyer, Close { Ending::settled, "r", {} }), "no_settlement");
}

TEST(Interlock, a_part_that_was_not_paid_leaves_the_settlement_of_the_whole_standing)
{
    Ready desk;
    Offer const whole { false, usd(16'000), true, true, day("2026-06-10"), "40 %" };
    Offer const part { false, usd(5'000), false, false, day("2026-06-10"), "on account" };
    run(desk,
        {
            { buyer, MakeOffer { whole }, "" },
            { buyer, MakeOffer { part }, "" },
            { buyer, AcceptOffer { 2, {} }, "" },
            { buyer, AcceptOffer { 1, Waiver { usd(24'000), {} } }, "" },
            { buyer, MakeOffer { whole }, "" },
            { buyer, AcceptOffer { 3, Waiver { usd(0), {} } }, "settled_already" },
            { buyer, DeclareBroken { 2, "nothing came" }, "" },
        });
    EXPECT_EQ(view(desk.state, desk.context(buyer)).figures.left, usd(16'000));
    run(desk, { { buyer, DeclareBroken { 1, "nothing came" }, "" } });
    EXPECT_EQ(view(desk.state, desk.context(buyer)).figures.left, usd(40'000));
}

TEST(Interlock, a_payment_on_account_gives_nothing_up_and_an_offer_lapses)
{
    Ready desk;
    Offer const on_account { false, usd(5'000), false, false, day("2026-06-03"), "" };
    run(desk,
        {
            { buyer, MakeOffer { on_account }, "" },
            { buyer, MakeOffer { on_account }, "" },
            { buyer, AcceptOffer { 1, Waiver { usd(35'000), {} } }, "waiver_unread" },
            { buyer, AcceptOffer { 1, {} }, "" },
        });
    EXPECT_EQ(claimed(desk.state), usd(40'000));
    desk.today = day("2026-06-04");
    run(desk,
        {
            { buyer, AcceptOffer { 2, {} }, "offer_lapsed" },
            { platform, PassDay { limitation::RuleId::offer, 2, day("2026-06-03"), 0 }, "" },
            { buyer, AcceptOffer { 2, {} }, "offer_not_open" },
        });
    EXPECT_EQ(desk.state.offers[1].phase, OfferPhase::lapsed);
}

TEST(Title, is_attacked_falls_and_is_enforced)
{
    Ready desk;
    EXPECT_EQ(desk.file(), "");
    Title title;
    title.filing = 1;
    title.received_on = day("2026-05-29");
    title.performance_until = day("2026-06-30");
    title.principal = usd(42'000);
    run(desk,
        {
            { counsel, RecordTitle { changed(title, [](auto& x) { x.filing = 2; }) }, "no_entry" },
            { counsel, RecordTitle { changed(title, [](auto& x) { x.received_on = day("2026-05-25"); }) },
                "days_turned" },
            { counsel, RecordTitle { changed(title, [](auto& x) { x.costs = cny(1); }) }, "currencies" },
            { counsel, RecordTitle { title }, "" },
            { counsel, RecordTitle { title }, "so" },
        });
    EXPECT_EQ(desk.state.phase, Phase::decided);
    EXPECT_EQ(claimed(desk.state), usd(42'000));
    EXPECT_THAT(desk.days(),
        testing::IsSupersetOf({ "set-aside 2026-08-31", // 29 August is a Saturday
            "enforcement-application 2028-06-30", "performance 2026-06-30" }));
    EnforcementCase const case_of { day("2026-06-01"), "Ningbo Intermediate People's Court", "" };
    run(desk,
        {
            { counsel, NoteChallenge { 1, ChallengeStep::stands, day("2026-06-01"), "" }, "no_challenge" },
            { counsel, NoteChallenge { 1, ChallengeStep::theirs, day("2026-05-30"), "" }, "" },
            { counsel, NoteChallenge { 1, ChallengeStep::theirs, day("2026-05-30"), "" }, "so" },
            { counsel, NoteChallenge { 1, ChallengeStep::stands, day("2026-06-01"), "" }, "" },
            { counsel, NotePressure { 1, Pressure::dishonest_list, day("2026-06-01"), "Teak Co" }, "not_enforced" },
            { counsel, ApplyEnforcement { 1, changed(case_of, [](auto& x) { x.court = ""; }) }, "no_text" },
            { counsel, ApplyEnforcement { 1, case_of }, "" },
            { counsel, ApplyEnforcement { 1, case_of }, "so" },
            { counsel, ApplyEnforcement { 1, changed(case_of, [](auto& x) { x.court = "another"; }) },
                "enforced_already" },
            { counsel, NotePressure { 1, Pressure::dishonest_list, day("2026-05-31"), "Teak Co" }, "days_turned" },
            { counsel, NotePressure { 1, Pressure::dishonest_list, day("2026-06-01"), "Teak Co" }, "" },
            { counsel, NotePressure { 1, Pressure::dishonest_list, day("2026-06-01"), "Teak Co" }, "so" },
        });
    EXPECT_EQ(desk.state.phase, Phase::enforcing);
    EXPECT_THAT(desk.days(), Contains("enforcement-stall 2026-12-01"));
    EXPECT_EQ(desk(counsel, NoteChallenge { 1, ChallengeStep::ours, day("2026-06-01"), "" }), "");
    EXPECT_EQ(desk(counsel, NoteChallenge { 1, ChallengeStep::falls, day("2026-06-01"), "set aside" }), "");
    EXPECT_EQ(desk.state.phase, Phase::open);
    EXPECT_EQ(desk.state.acts[0].act.ended_on, day("2026-06-01")); // limitation runs anew
    EXPECT_EQ(claimed(desk.state), usd(40'000));
    EXPECT_EQ(desk(counsel, ApplyEnforcement { 1, case_of }), "title_fell");
}

TEST(Distribution, needs_two_persons_and_no_more_than_came)
{
    Ready desk;
    auto const shares = [](std::int64_t fee, std::int64_t client) {
        return ProposeDistribution { { { ShareKind::success_fee, usd(fee), "Li & Partners" },
            { ShareKind::client, usd(client), "the client" } } };
    };
    EXPECT_EQ(desk(buyer, came(Route::voluntary, 10'000)), "");
    run(desk,
        {
            { { Role::counsel, client_party, {} }, shares(1'000, 9'000), "needs_person" },
            { counsel, ProposeDistribution { {} }, "names_none" },
            { counsel, shares(0, 9'000), "not_positive" },
            { counsel, shares(1'001, 9'000), "too_much_shared" },
            { counsel, shares(1'000, 9'000), "" },
            { counsel, shares(1'000, 9'000), "distribution_waits" },
            { counsel, AnswerDistribution { 2, true, "" }, "no_entry" },
            { counsel, AnswerDistribution { 1, true, "" }, "same_person" },
            { buyer, AnswerDistribution { 1, false, "" }, "no_text" },
            { buyer, AnswerDistribution { 1, false, "the fee is wrong" }, "" },
            { buyer, AnswerDistribution { 1, true, "" }, "distribution_answered" },
            { partner, shares(800, 9'200), "" },
        });
    desk.behind.apart = { { partner.person, { 1 } } };
    EXPECT_EQ(desk(buyer, AnswerDistribution { 2, true, "" }), "four_eyes.let_in_again");
    desk.behind.apart.clear();
    run(desk,
        {
            { buyer, AnswerDistribution { 2, true, "" }, "" },
            { buyer, AnswerDistribution { 2, true, "" }, "so" },
            { counsel, shares(1, 1), "too_much_shared" },
        });
    EXPECT_EQ(view(desk.state, desk.context(buyer)).figures.to_share, usd(0));
}

TEST(Closing, full_recovery_closes_once_nothing_is_frozen_or_filed)
{
    Ready desk;
    desk.freeze();
    EXPECT_EQ(desk(buyer, came(Route::voluntary, 40'000)), "");
    EXPECT_EQ(desk.state.phase, Phase::open); // something is still frozen
    auto const seen = view(desk.state, desk.context(buyer));
    EXPECT_THAT(seen.cautions, Contains(Caution::lift_measures));
    run(desk,
        {
            { counsel, ApplyPreservation { application_of(Stage::suit) }, "recovered" },
            { counsel, File { { "cietac", day("2026-05-26"), "", usd(1), {} }, {} }, "recovered" },
            { buyer, Close { Ending::full, "paid", {} }, "measures_stand" },
            { counsel, LiftMeasure { 1, day("2026-06-01"), "paid" }, "" },
            { counsel, LiftMeasure { 2, day("2026-06-01"), "paid" }, "" },
        });
    EXPECT_EQ(desk.state.phase, Phase::closed);
    EXPECT_EQ(desk.state.ending, Ending::full);
    EXPECT_TRUE(desk.state.days.empty());
    EXPECT_TRUE(wakes(desk.state).empty());
    run(desk,
        {
            { buyer, AddHead { head_of(1) }, "over" },
            { buyer, Reopen { "" }, "no_text" },
            { buyers_key, Reopen { "r" }, "needs_person" },
            // Bills and money may still come, and what came is given out.
            { buyer, BookCost { { CostLine::counsel, usd(10), day("2026-06-01"), "last bill", {} } }, "" },
            { buyer, ProposeDistribution { { { ShareKind::client, usd(40'000), "the client" } } }, "" },
            { counsel, AnswerDistribution { 1, true, "" }, "" },
            { buyer, Reopen { "the payment bounced" }, "" },
            { buyer, Reopen { "r" }, "not_over" },
        });
    EXPECT_EQ(desk.state.phase, Phase::open);
}

TEST(Closing, what_stays_unpaid_is_read)
{
    Ready desk;
    EXPECT_EQ(desk.file(), "");
    EXPECT_EQ(desk(buyer, came(Route::voluntary, 1'000)), "");
    run(desk,
        {
            { buyer, Close { Ending::uneconomic, "r", usd(39'000) }, "filing_pending" },
            { counsel, EndFiling { 1, FilingEnd::withdrawn, day("2026-06-01"), "no assets" }, "" },
            { buyer, Close { Ending::full, "r", {} }, "not_full" },
            { buyer, Close { Ending::settled, "r", {} }, "no_settlement" },
            { buyer, Close { Ending::none, "r", usd(39'000) }, "no_ending" },
            { buyer, Close { Ending::uneconomic, "", usd(39'000) }, "no_text" },
            { buyer, Close { Ending::uneconomic, "no assets found", {} }, "left_unread" },
            { buyer, Close { Ending::uneconomic, "no assets found", usd(38'999) }, "left_unread" },
            { buyer, Close { Ending::uneconomic, "no assets found", usd(39'000) }, "" },
            { buyer, Close { Ending::uneconomic, "again", usd(39'000) }, "so" },
            { buyer, Close { Ending::lost, "r", usd(39'000) }, "over" },
        });
    // New assets turn up: a title's enforcement may be asked for at any time.
    EXPECT_EQ(desk(buyer, Reopen { "a workshop was found" }), "");
    EXPECT_EQ(desk.state.phase, Phase::open);
    EXPECT_EQ(desk.state.closed_left, usd(0));
}

TEST(Walk, from_the_first_day_to_the_final_account)
{
    Ready desk;
    EXPECT_EQ(desk(platform, came(Route::platform, 12'000)), "");
    desk.freeze();
    EXPECT_EQ(desk.file("2026-05-28"), "");
    desk.award();
    EXPECT_EQ(view(desk.state, desk.context(counsel)).figures.left, usd(30'000));
    desk.today = day("2026-07-06");
    EXPECT_EQ(desk(counsel, ApplyEnforcement { 1, { day("2026-07-06"), "Ningbo court", "2026-zhi-1" } }), "");
    EXPECT_EQ(desk(counsel, RecordReceipt { receipt_of(Route::enforcement, 30'000, "2026-07-06"), false }), "");
    EXPECT_EQ(desk(counsel, LiftMeasure { 1, day("2026-07-06"), "paid out" }), "");
    EXPECT_EQ(desk(counsel, LiftMeasure { 2, day("2026-07-06"), "paid" }), "");
    EXPECT_EQ(desk.state.ending, Ending::full);
    EXPECT_EQ(desk(counsel,
                  ProposeDistribution { { { ShareKind::costs, usd(5'000), "the client" },
                      { ShareKind::success_fee, usd(3'000), "Li & Partners" },
                      { ShareKind::client, usd(34'000), "the client" } } }),
        "");
    EXPECT_EQ(desk(buyer, AnswerDistribution { 1, true, "" }), "");
    EXPECT_EQ(view(desk.state, desk.context(buyer)).figures.to_share, usd(0));
}

} // namespace recourse::matter
