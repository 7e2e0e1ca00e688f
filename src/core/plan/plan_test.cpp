#include "core/plan/plan.hpp"

#include "core/matter/desk_test.hpp"
#include "tests/golden.hpp"

#include <fmt/format.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace recourse::plan {

using matter::Act;
using matter::counsel;
using matter::day;
using matter::Ready;
using matter::usd;

namespace {

/// A desk and what is known beside it.
struct Case {
    matter::Desk const& desk;
    LossFacts loss {};
    bool claim_possible = false;
    std::optional<claim::Given> window {};
    std::vector<claim::State> claims {};
    std::vector<claim::View> views {};

    Plan plan() const
    {
        auto const context = desk.context(matter::buyer);
        Sources sources { desk.state, context, {}, window, claim_possible, nullptr, nullptr, loss };
        for (std::size_t i = 0; i < claims.size(); ++i)
            sources.claims.push_back({ &claims[i], i < views.size() ? &views[i] : nullptr });
        return recourse::plan::plan(sources);
    }
};

Step const& step(Plan const& plan, StepId id)
{
    return *std::ranges::find(plan.steps, id, &Step::id);
}

/// "freeze now counsel apply-preservation 2026-06-15 advised"
std::string line(Plan const& plan, StepId id)
{
    auto const& one = step(plan, id);
    auto text = fmt::format("{} {}", word(id), word(one.standing));
    if (one.standing == Standing::now || one.standing == Standing::blocked) {
        text += fmt::format(" {}", word(one.owner));
        if (one.action)
            text += fmt::format(" {}", one.action->command);
        if (one.action && one.action->number != 0)
            text += fmt::format(" {}", one.action->number);
    }
    if (one.due)
        text += fmt::format(" {} {}", to_string(one.due->day), word(one.due->kind));
    return text;
}

/// The steps of the law that are not idle, in one line each.
std::vector<std::string> lines(Plan const& plan)
{
    std::vector<std::string> all;
    for (auto const& one : plan.steps) {
        if (one.standing != Standing::not_needed && one.standing != Standing::next)
            all.push_back(line(plan, one.id));
    }
    return all;
}

using Lines = std::vector<std::string>;

bool active(Plan const& plan, std::string_view id)
{
    return std::ranges::any_of(plan.interlocks, [&](auto const& one) { return one.id == id && one.active; });
}

/// What must hold of any plan.
void check(matter::Desk const& desk, Plan const& plan)
{
    std::set<StepId> seen;
    for (auto const& one : plan.steps) {
        SCOPED_TRACE(word(one.id));
        EXPECT_TRUE(seen.insert(one.id).second) << "a step stands there once, so it has one owner";
        EXPECT_FALSE(one.what.en.empty() || one.what.zh.empty() || one.opens.zh.empty() || one.if_idle.zh.empty());
        if (one.due && one.opens_on)
            EXPECT_GE(one.due->day, *one.opens_on);
        if (one.standing == Standing::done) {
            EXPECT_TRUE(one.done_on);
            EXPECT_TRUE(one.blockers.empty());
        }
        EXPECT_EQ(one.standing == Standing::blocked, std::ranges::any_of(one.blockers, &Blocker::stops));
        if (one.standing == Standing::now && one.track == Track::legal)
            EXPECT_TRUE(one.action);
        if (!one.action || one.action->of != Action::Of::matter)
            continue;
        bool allowed = false;
        for (auto const& actor : { matter::buyer, counsel }) {
            for (auto const& may : view(desk.state, desk.context(actor)).allowed)
                allowed = allowed || (word(may.act) == one.action->command && may.number == one.action->number);
        }
        EXPECT_TRUE(allowed) << one.action->command;
    }
    EXPECT_TRUE(std::ranges::is_sorted(plan.hours, {}, &Hour::within));
    auto sum = plan.recoveries.received - plan.recoveries.received;
    for (auto const& one : plan.recoveries.routes) {
        EXPECT_EQ(one.received + one.others, plan.recoveries.received);
        EXPECT_LE(one.left.minor, plan.recoveries.left.minor);
        sum = sum + one.received;
    }
    EXPECT_EQ(sum, plan.recoveries.received);
}

Plan checked(Case const& one)
{
    auto result = one.plan();
    check(one.desk, result);
    return result;
}

claim::State negotiating()
{
    claim::State one;
    one.phase = claim::Phase::negotiation;
    one.opened_on = day("2026-05-10");
    one.claimed = usd(20'000);
    one.paid = one.returned = usd(0);
    return one;
}

matter::Offer full_and_final(std::int64_t whole)
{
    return { false, usd(whole), true, false, day("2026-06-20"), "" };
}

} // namespace

TEST(Plan, DayZeroAsksForConflictsFirst)
{
    matter::Desk desk;
    desk.open();
    EXPECT_EQ(desk(matter::buyer, matter::AddPursued { matter::teak_co() }), "");
    Case one { desk };
    EXPECT_EQ(lines(checked(one)),
        (Lines { "preserve now buyer open 2026-06-01 advised", "demand now counsel make-paper 2026-06-08 advised",
            "freeze blocked counsel check-conflict 2026-06-15 advised",
            "file blocked counsel check-conflict 2026-06-15 advised" }));
    auto const plan = one.plan();
    EXPECT_EQ(step(plan, StepId::freeze).blockers.front().detail, "Teak Co, 柚木公司");
    EXPECT_EQ(plan.recoveries.verdict, Verdict::open);
}

TEST(Plan, AClaimIsTriedFirstAndTheLawWaitsWithoutLosingADay)
{
    Ready desk;
    desk.other_track.claimable = usd(20'000);
    Case one { desk };
    one.claim_possible = true;
    one.window = claim::Given { day("2026-06-10"), "claim-window", "30 days from the receipt" };
    EXPECT_EQ(line(checked(one), StepId::claim_open), "claim-open now buyer open 2026-06-10 programme");
    EXPECT_EQ(line(checked(one), StepId::file), "file next");
    desk.today = day("2026-06-11");
    EXPECT_EQ(line(checked(one), StepId::claim_open), "claim-open too-late");
    EXPECT_EQ(line(checked(one), StepId::file), "file now counsel file 2026-06-24 advised"); // 14 days after the window
    // The first two days are over.
    EXPECT_TRUE(one.plan().hours.empty());
}

TEST(Plan, AnOpenClaimHoldsTheFilingUntilADayComesNear)
{
    Ready desk;
    desk.other_track = { true, usd(20'000), true, false };
    Case one { desk };
    one.claims = { negotiating() };
    one.views.emplace_back();
    one.views[0].turn = { act::Role::supplier };
    auto plan = checked(one);
    EXPECT_EQ(line(plan, StepId::file), "file next");
    EXPECT_EQ(line(plan, StepId::claim_negotiate), "claim-negotiate now supplier");
    EXPECT_TRUE(active(plan, "claim-and-suit"));
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2023-09-10");
    EXPECT_EQ(desk(matter::buyer, matter::StateFooting { footing }), "");
    plan = checked(one);
    EXPECT_EQ(line(plan, StepId::file), "file now counsel file 2026-09-10 statutory");
    EXPECT_EQ(step(plan, StepId::file).reminders, (std::vector<std::uint32_t> { 180, 90, 30, 7 }));
    EXPECT_TRUE(std::ranges::any_of(step(plan, StepId::file).blockers,
        [](auto const& blocker) { return blocker.detail == "suit-ends-claim" && !blocker.stops; }));
}

TEST(Plan, WhatCameOnOneRouteIsGoneFromAllOthers)
{
    Ready desk;
    desk.other_track.claimable = usd(20'000);
    Case one { desk };
    EXPECT_EQ(checked(one).recoveries.verdict, Verdict::none);
    EXPECT_EQ(
        desk(matter::buyer, matter::RecordReceipt { matter::receipt_of(matter::Route::voluntary, 25'000), {} }), "");
    auto plan = checked(one);
    EXPECT_EQ(plan.recoveries.verdict, Verdict::partial);
    ASSERT_EQ(plan.recoveries.routes.size(), 2U);
    EXPECT_EQ(plan.recoveries.routes[0].route, matter::Route::platform);
    EXPECT_EQ(plan.recoveries.routes[0].others, usd(25'000));
    EXPECT_EQ(plan.recoveries.routes[0].left, usd(15'000)); // not the 20,000 that the programme would pay
    EXPECT_EQ(step(plan, StepId::file).standing, Standing::now);
    EXPECT_EQ(
        desk(matter::buyer, matter::RecordReceipt { matter::receipt_of(matter::Route::platform, 15'000), {} }), "");
    plan = checked(one);
    EXPECT_EQ(plan.recoveries.verdict, Verdict::full);
    EXPECT_EQ(step(plan, StepId::close).standing, Standing::done); // it closed by itself
    EXPECT_EQ(step(plan, StepId::file).standing, Standing::not_needed);
}

TEST(Plan, AllHasComeAndAFreezeStandsInTheWay)
{
    Ready desk;
    desk.freeze();
    EXPECT_EQ(
        desk(matter::buyer, matter::RecordReceipt { matter::receipt_of(matter::Route::voluntary, 40'000), {} }), "");
    Case one { desk };
    EXPECT_EQ(line(checked(one), StepId::close), "close blocked buyer lift-measure 2");
}

TEST(Plan, AnOfferSaysWhatItWaivesOnBothTracks)
{
    Ready desk;
    desk.other_track = { true, usd(20'000), false, false };
    EXPECT_EQ(desk(matter::buyer, matter::MakeOffer { full_and_final(16'000) }), "");
    Case one { desk };
    auto plan = checked(one);
    EXPECT_EQ(line(plan, StepId::settle), "settle now buyer accept-offer 1 2026-06-20 set");
    auto const found = std::ranges::find(plan.interlocks, "settlement-and-rest-1", &Interlock::id);
    ASSERT_NE(found, plan.interlocks.end());
    EXPECT_EQ(found->waives_here, usd(24'000));
    EXPECT_TRUE(found->waives_there);
    EXPECT_EQ(
        desk(matter::buyer, matter::AcceptOffer { 1, matter::Waiver { *found->waives_here, found->waives_there } }),
        "");
    plan = checked(one);
    EXPECT_EQ(step(plan, StepId::file).standing, Standing::not_needed);
    EXPECT_EQ(plan.recoveries.left, usd(16'000));
    EXPECT_EQ(line(plan, StepId::settle), "settle now supplier record-receipt");
    EXPECT_EQ(
        desk(matter::buyer, matter::RecordReceipt { matter::receipt_of(matter::Route::settlement, 16'000), {} }), "");
    EXPECT_EQ(line(checked(one), StepId::settle), "settle done");
    EXPECT_EQ(line(checked(one), StepId::close), "close done");
}

TEST(Plan, AFreezeBeforeSuitMakesTheFilingDueIn30Days)
{
    Ready desk;
    desk.other_track = { true, usd(20'000), true, false };
    desk.freeze();
    Case one { desk };
    auto const plan = checked(one);
    EXPECT_EQ(line(plan, StepId::freeze), "freeze done");
    EXPECT_EQ(step(plan, StepId::file).standing, Standing::now);
    EXPECT_EQ(step(plan, StepId::file).due->word, "file-after-preservation");
    EXPECT_EQ(step(plan, StepId::renew).standing, Standing::next);
    EXPECT_TRUE(active(plan, "freeze-and-claim"));
    desk.today = day("2027-05-01");
    EXPECT_EQ(line(checked(one), StepId::renew).substr(0, 32), "renew now counsel apply-renewal ");
}

TEST(Plan, AnApplicationWaitsForTheCourt)
{
    Ready desk;
    EXPECT_EQ(desk(counsel, matter::ApplyPreservation { matter::application_of(matter::Stage::pre_action) }), "");
    Case one { desk };
    EXPECT_EQ(line(checked(one), StepId::freeze).substr(0, 34), "freeze now forum record-ruling 1 2");
    EXPECT_EQ(desk(counsel, matter::RecordRuling { 1, true, day("2026-05-26"), "" }), "");
    EXPECT_EQ(line(checked(one), StepId::freeze), "freeze now forum execute-measure 1");
}

TEST(Plan, FiledWonEnforced)
{
    Ready desk;
    Case one { desk };
    EXPECT_EQ(desk.file(), "");
    EXPECT_EQ(line(checked(one), StepId::file), "file done");
    EXPECT_EQ(line(checked(one), StepId::see_through), "see-through now forum note-progress 1");
    EXPECT_EQ(line(checked(one), StepId::demand), "demand not-needed");
    desk.award();
    EXPECT_EQ(line(checked(one), StepId::see_through), "see-through done");
    // The time to perform is not over: it is the supplier's turn.
    EXPECT_EQ(step(checked(one), StepId::enforce).standing, Standing::next);
    EXPECT_EQ(step(checked(one), StepId::enforce).owner, Owner::supplier);
    desk.today = day("2026-07-01");
    EXPECT_EQ(line(checked(one), StepId::enforce), "enforce now counsel apply-enforcement 1 2028-06-30 statutory");
    EXPECT_EQ(desk(counsel, matter::ApplyEnforcement { 1, { day("2026-07-01"), "Ningbo", "E-1" } }), "");
    EXPECT_EQ(line(checked(one), StepId::enforce).substr(0, 33), "enforce now forum note-pressure 1");
    EXPECT_EQ(desk(matter::buyer,
                  matter::RecordReceipt { matter::receipt_of(matter::Route::enforcement, 42'000, "2026-07-01"), {} }),
        "");
    EXPECT_EQ(line(checked(one), StepId::enforce), "enforce done");
    EXPECT_EQ(line(checked(one), StepId::close), "close done");
}

TEST(Plan, TheLetterGoesFromDraftToArrival)
{
    Ready desk;
    Case one { desk };
    EXPECT_EQ(desk(matter::buyer,
                  matter::MakePaper {
                      { matter::PaperKind::demand_letter, matter::PaperLanguage::zh, sha256("d"), "Demand", {} } }),
        "");
    EXPECT_EQ(line(checked(one), StepId::demand), "demand now counsel approve-paper 1 2026-06-08 advised");
    EXPECT_EQ(desk(counsel, matter::ApprovePaper { 1, sha256("d") }), "");
    EXPECT_EQ(line(checked(one), StepId::demand), "demand now counsel send-paper 1 2026-06-08 advised");
    EXPECT_EQ(
        desk(counsel, matter::SendPaper { 1, { day("2026-06-01"), "Teak Co", 1, "EMS 1", matter::Proof::sent, {} } }),
        "");
    EXPECT_EQ(line(checked(one), StepId::demand), "demand now buyer prove-arrival 1 2026-06-08 advised");
    desk.today = day("2026-06-04");
    EXPECT_EQ(desk(matter::buyer, matter::ProveArrival { 1, day("2026-06-03"), matter::Proof::arrived, {} }), "");
    EXPECT_EQ(step(checked(one), StepId::demand).done_on, day("2026-06-03"));
}

TEST(Plan, AClaimThatIsTimeBarredIsTooLateToFile)
{
    Ready desk;
    limitation::Footing footing;
    footing.law = limitation::Law::general;
    footing.known_on = day("2022-01-10");
    EXPECT_EQ(desk(matter::buyer, matter::StateFooting { footing }), "");
    Case one { desk };
    auto const plan = checked(one);
    EXPECT_EQ(line(plan, StepId::file), "file too-late");
    EXPECT_EQ(line(plan, StepId::freeze), "freeze too-late");
    EXPECT_EQ(line(plan, StepId::enforce), "enforce not-needed");
    // Who promises to pay after that gives up the objection.
    EXPECT_EQ(step(plan, StepId::demand).standing, Standing::now);
}

TEST(Plan, AVanishedSupplierHastens)
{
    Ready desk;
    auto changed = matter::teak_co();
    changed.standing = matter::Standing::silent;
    EXPECT_EQ(desk(matter::buyer, matter::ChangePursued { 1, changed }), "");
    Case one { desk };
    EXPECT_EQ(line(checked(one), StepId::freeze), "freeze now counsel apply-preservation 2026-06-08 advised");
    EXPECT_TRUE(std::ranges::any_of(one.plan().hours, [](auto const& hour) { return hour.id == "find-others"; }));
    changed.standing = matter::Standing::deregistered;
    EXPECT_EQ(desk(matter::buyer, matter::ChangePursued { 1, changed }), "");
    EXPECT_EQ(line(checked(one), StepId::freeze), "freeze not-needed");
    EXPECT_EQ(line(checked(one), StepId::demand), "demand blocked counsel add-pursued 2026-06-08 advised");
    EXPECT_EQ(line(checked(one), StepId::file), "file blocked counsel add-pursued 2026-06-15 advised");
    EXPECT_EQ(step(one.plan(), StepId::file).blockers.front().kind, BlockerKind::debtor_gone);
    // Whoever answers in its place is written to, sued and frozen.
    auto shareholder = matter::teak_co();
    shareholder.role = matter::PursuedRole::shareholder;
    EXPECT_EQ(desk(matter::buyer, matter::AddPursued { shareholder }), "");
    EXPECT_EQ(step(checked(one), StepId::freeze).standing, Standing::now);
    EXPECT_EQ(step(one.plan(), StepId::demand).standing, Standing::now);
    EXPECT_EQ(step(one.plan(), StepId::file).standing, Standing::now);
}

TEST(Plan, AChallengeIsSeenThroughBeforeEnforcement)
{
    Ready desk;
    Case one { desk };
    EXPECT_EQ(desk.file(), "");
    desk.award();
    desk.today = day("2026-07-01");
    EXPECT_EQ(desk(counsel, matter::NoteChallenge { 1, matter::ChallengeStep::theirs, day("2026-06-30"), {} }), "");
    EXPECT_EQ(line(checked(one), StepId::see_through), "see-through now forum note-challenge 1");
    EXPECT_EQ(line(one.plan(), StepId::enforce), "enforce next 2028-06-30 statutory");
    EXPECT_EQ(step(one.plan(), StepId::enforce).owner, Owner::forum);
    desk.today = day("2028-02-01"); // the two years are not lost for it
    EXPECT_EQ(step(checked(one), StepId::enforce).standing, Standing::now);
    EXPECT_EQ(desk(counsel, matter::NoteChallenge { 1, matter::ChallengeStep::stands, day("2028-02-01"), {} }), "");
    EXPECT_EQ(line(checked(one), StepId::see_through), "see-through done");
    EXPECT_EQ(desk(counsel, matter::NoteChallenge { 1, matter::ChallengeStep::theirs, day("2028-02-01"), {} }), "");
    EXPECT_EQ(desk(counsel, matter::NoteChallenge { 1, matter::ChallengeStep::falls, day("2028-02-01"), {} }), "");
    EXPECT_EQ(line(checked(one), StepId::see_through), "see-through next");
    EXPECT_EQ(step(one.plan(), StepId::file).standing, Standing::now);
}

TEST(Plan, WhileTheProgrammeMayPayNothingIsFiled)
{
    Ready desk;
    desk.other_track = { true, usd(20'000), true, false };
    Case one { desk };
    one.claims = { negotiating() };
    one.views.emplace_back();
    EXPECT_EQ(checked(one).recoveries.says.en, "Nothing has come: await the programme, then file for USD 40,000.00.");
    one.claims[0].phase = claim::Phase::closed;
    one.claims[0].closed_on = day("2026-05-31");
    EXPECT_EQ(checked(one).recoveries.says.en, "Nothing has come: file for USD 40,000.00.");
}

TEST(Plan, AChargebackExcludesWhatRunsBesideIt)
{
    struct Row {
        bool card, claim, runs, filed;
        std::string_view expected;
    };
    std::vector<Row> const rows {
        { false, false, false, false, "chargeback not-needed" },
        { true, false, false, false, "chargeback now finance 2026-08-01 programme" },
        { true, true, false, false, "chargeback blocked finance 2026-08-01 programme" },
        { true, false, false, true, "chargeback blocked finance 2026-08-01 programme" },
        { true, true, true, false, "chargeback now bank" },
    };
    for (auto const& row : rows) {
        Ready desk;
        desk.other_track = { row.claim, {}, false, row.runs };
        if (row.filed)
            EXPECT_EQ(desk.file(), "");
        Case one { desk };
        one.loss.card = row.card;
        one.loss.chargeback_last = claim::Given { day("2026-08-01"), "issuer", "as the issuer said" };
        auto const plan = checked(one);
        EXPECT_EQ(line(plan, StepId::chargeback), row.expected);
        EXPECT_EQ(active(plan, "claim-and-chargeback"), row.claim && (row.card || row.runs));
        EXPECT_EQ(active(plan, "chargeback-and-suit"), row.runs);
    }
}

TEST(Plan, WhatExcludesWhatFollowsFromWhatHasHappened)
{
    Ready desk;
    Case one { desk };
    auto const actives = [&] {
        Lines ids;
        for (auto const& lock : checked(one).interlocks) {
            EXPECT_FALSE(
                lock.excludes.en.empty() || lock.excludes.zh.empty() || lock.to_do.en.empty() || lock.to_do.zh.empty());
            if (lock.active)
                ids.push_back(lock.id);
        }
        return ids;
    };
    EXPECT_EQ(actives(), Lines {});
    matter::Clause clause;
    clause.text = "Disputes go to CIETAC.";
    clause.worth = matter::ClauseWorth::valid;
    EXPECT_EQ(desk(matter::buyer, matter::RecordClause { clause }), "");
    EXPECT_EQ(actives(), Lines { "clause-and-court" });
    EXPECT_EQ(desk.file(), "");
    desk.award();
    EXPECT_EQ(desk(matter::buyer, matter::MakeOffer { full_and_final(30'000) }), "");
    EXPECT_EQ(actives(), (Lines { "clause-and-court", "settlement-and-rest-1" }));
    EXPECT_EQ(desk(matter::buyer, matter::AcceptOffer { 1, matter::Waiver { usd(12'000), {} } }), "");
    EXPECT_EQ(actives(), (Lines { "clause-and-court", "settlement-and-title" }));
    desk.other_track.claim_open = true;
    EXPECT_EQ(actives(), (Lines { "clause-and-court", "settlement-and-claim", "settlement-and-title" }));
}

TEST(Plan, TheFirstHoursFollowTheFacts)
{
    struct Row {
        LossFacts loss;
        std::string_view id;
        int within;
    };
    LossFacts wired, card, port, hong_kong, defects, service;
    wired.wired = wired.fraud = true;
    card.card = true;
    port.goods_at_port = true;
    hong_kong = wired;
    hong_kong.money_in_hong_kong = true;
    defects.defects = true;
    service.payment_service = true;
    std::vector<Row> const rows { { wired, "recall-wire", 1 }, { card, "ask-issuer", 12 }, { port, "hold-goods", 12 },
        { hong_kong, "freeze-hong-kong", 4 }, { wired, "police", 4 }, { defects, "notify-defects", 48 },
        { service, "service-dispute", 12 } };
    Ready desk;
    Case one { desk };
    auto const usual = one.plan().hours;
    for (auto const& row : rows) {
        SCOPED_TRACE(row.id);
        EXPECT_EQ(std::ranges::find(usual, row.id, &Hour::id), usual.end());
        one.loss = row.loss;
        auto const hours = checked(one).hours;
        auto const found = std::ranges::find(hours, row.id, &Hour::id);
        ASSERT_NE(found, hours.end());
        EXPECT_EQ(found->within, row.within);
        EXPECT_TRUE(found->estimate); // hours are practice's
    }
}

TEST(Plan, ReopenedMattersArePlannedAgain)
{
    Ready desk;
    Case one { desk };
    EXPECT_EQ(desk(matter::buyer, matter::Close { matter::Ending::withdrawn, "Sold the claim", usd(40'000) }), "");
    EXPECT_EQ(line(checked(one), StepId::close), "close done");
    EXPECT_TRUE(one.plan().hours.empty());
    EXPECT_EQ(step(checked(one), StepId::file).standing, Standing::not_needed);
    EXPECT_EQ(desk(matter::buyer, matter::Reopen { "The sale failed" }), "");
    EXPECT_EQ(step(checked(one), StepId::file).standing, Standing::now);
}

TEST(Plan, ItsPages)
{
    Ready desk;
    desk.other_track = { true, usd(20'000), true, false };
    desk.freeze();
    EXPECT_EQ(desk(matter::buyer, matter::MakeOffer { full_and_final(16'000) }), "");
    Case one { desk };
    one.loss.wired = one.loss.fraud = true;
    one.claims = { negotiating() };
    one.views.emplace_back();
    auto const frozen = one.plan();
    expect_golden("plan/frozen.en.txt", text_of(frozen, Language::en));
    expect_golden("plan/frozen.zh.txt", text_of(frozen, Language::zh));
    matter::Desk fresh;
    fresh.open();
    EXPECT_EQ(fresh(matter::buyer, matter::AddPursued { matter::teak_co() }), "");
    expect_golden("plan/day-zero.en.txt", text_of(Case { fresh }.plan(), Language::en));
    Ready won;
    EXPECT_EQ(won.file(), "");
    won.award();
    won.today = day("2026-07-01");
    expect_golden("plan/won.en.txt", text_of(Case { won }.plan(), Language::en));
}

/// Whatever happens, in whatever order: every plan holds together, and what is done stays done until a filing ends, a
/// freeze is lifted, a title falls or the matter is opened again.
RC_GTEST_PROP(Plan, HoldsTogetherWhateverHappens, ())
{
    Ready desk;
    Case one { desk };
    auto const acts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 19));
    std::map<StepId, Standing> before;
    for (auto const act : acts) {
        bool undoes = false;
        auto const n = static_cast<std::uint32_t>(desk.state.papers.size());
        switch (act) {
        case 0:
            desk(matter::buyer,
                matter::MakePaper {
                    { matter::PaperKind::demand_letter, matter::PaperLanguage::zh, sha256("d"), "Demand", {} } });
            break;
        case 1:
            desk(counsel, matter::ApprovePaper { n, sha256("d") });
            break;
        case 2:
            desk(counsel, matter::SendPaper { n, { desk.today, "Teak Co", 1, "EMS", matter::Proof::sent, {} } });
            break;
        case 3:
            desk(matter::buyer, matter::ProveArrival { n, desk.today, matter::Proof::arrived, {} });
            break;
        case 4:
            desk(counsel, matter::ApplyPreservation { matter::application_of(matter::Stage::pre_action) });
            break;
        case 5:
            desk(counsel,
                matter::RecordRuling {
                    static_cast<std::uint32_t>(desk.state.preservations.size()), true, desk.today, "" });
            break;
        case 6:
            desk(counsel,
                matter::ExecuteMeasure {
                    { static_cast<std::uint32_t>(desk.state.preservations.size()), 1, desk.today, {}, {}, false } });
            break;
        case 7:
            desk(counsel, matter::File { { "cietac", desk.today, "", usd(40'000), {} }, {} });
            break;
        case 8:
            undoes = true;
            desk(counsel, matter::LiftMeasure { standing_measure(desk.state), desk.today, "asked for" });
            break;
        case 9:
            desk(matter::buyer,
                matter::RecordReceipt {
                    matter::receipt_of(matter::Route::voluntary, 9'000, to_string(desk.today)), {} });
            break;
        case 10: {
            matter::Title title;
            title.filing = pending_filing(desk.state);
            title.received_on = desk.today;
            title.principal = usd(42'000);
            desk(counsel, matter::RecordTitle { title });
            break;
        }
        case 11:
            desk(matter::buyer, matter::MakeOffer { { false, usd(9'000), false, true, desk.today.plus_days(20), "" } });
            break;
        case 12:
            undoes = true;
            desk(matter::buyer, matter::EndOffer { static_cast<std::uint32_t>(desk.state.offers.size()) });
            break;
        case 13: {
            undoes = true;
            auto const number = static_cast<std::uint32_t>(desk.state.offers.size());
            auto const* offer = entry(desk.state.offers, number);
            if (offer)
                desk(matter::buyer,
                    matter::AcceptOffer { number, given_up(desk.state, offer->offer, desk.context(matter::buyer)) });
            break;
        }
        case 14:
            undoes = true;
            desk(counsel,
                matter::EndFiling { pending_filing(desk.state), matter::FilingEnd::withdrawn, desk.today, "x" });
            break;
        case 15:
        case 16:
        case 17: {
            undoes = true;
            using enum matter::ChallengeStep;
            auto const step = act == 15 ? theirs : act == 16 ? stands : falls;
            desk(counsel,
                matter::NoteChallenge { static_cast<std::uint32_t>(desk.state.titles.size()), step, desk.today, "" });
            break;
        }
        default:
            desk.today = desk.today.plus_days(9);
            break;
        }
        auto const plan = one.plan();
        check(desk, plan);
        for (auto const& now : plan.steps) {
            if (!undoes && before.contains(now.id) && before[now.id] == Standing::done)
                RC_ASSERT(now.standing == Standing::done);
            before[now.id] = now.standing;
        }
    }
    RC_ASSERT(!::testing::Test::HasFailure());
}

} // namespace recourse::plan
